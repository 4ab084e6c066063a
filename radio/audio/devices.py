"""The sound cards of this machine: listing, choosing by name, and saying in a code why there is none."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from radio.audio.errors import AudioError

Direction = Literal["input", "output"]

# A lock, not state: PortAudio is one per process and does not allow opening and closing from several threads at once.
_PORTAUDIO = threading.RLock()


@dataclass(frozen=True, slots=True)
class AudioDevice:
    """One device of PortAudio; ``index`` is good until the next :func:`rescan`."""

    index: int
    name: str
    host_api: str
    inputs: int
    outputs: int
    default_rate_hz: int
    is_default_input: bool
    is_default_output: bool


def library() -> Any:
    """sounddevice, imported when first wanted because it loads PortAudio.

    Raises:
        AudioError: ``no_library``.
    """
    try:
        import sounddevice
    except (ImportError, OSError) as error:  # OSError: the wrapper is there, PortAudio is not
        raise AudioError("no_library", str(error)) from error
    return sounddevice


@contextmanager
def portaudio() -> Iterator[Any]:
    """The library, held alone, its errors turned into ``device_failed``."""
    sd = library()
    with _PORTAUDIO:
        try:
            yield sd
        except (sd.PortAudioError, ValueError) as error:
            raise AudioError("device_failed", str(error)) from error


def list_devices() -> tuple[AudioDevice, ...]:
    """Every device, in PortAudio's order."""
    with portaudio() as sd:
        apis = [str(api["name"]) for api in sd.query_hostapis()]
        default_in, default_out = (int(index) for index in sd.default.device)
        return tuple(
            AudioDevice(
                index=index,
                name=str(entry["name"]),
                host_api=apis[int(entry["hostapi"])],
                inputs=int(entry["max_input_channels"]),
                outputs=int(entry["max_output_channels"]),
                default_rate_hz=round(float(entry["default_samplerate"])),
                is_default_input=index == default_in,
                is_default_output=index == default_out,
            )
            for index, entry in enumerate(sd.query_devices())
        )


def rescan() -> tuple[AudioDevice, ...]:
    """Look again, for cards plugged in since. Ends every open stream of this process: close them first."""
    with portaudio() as sd:
        sd._terminate()
        sd._initialize()
    return list_devices()


def find_device(name: str | None, direction: Direction) -> AudioDevice:
    """The device of that name, or the machine's default for None and "".

    A whole name wins over a part of one; a part that fits several devices is refused rather than guessed.

    Raises:
        AudioError: ``no_device``, ``not_found`` (detail lists what there is) or ``ambiguous``.
    """
    return choose(list_devices(), name, direction)


def choose(devices: tuple[AudioDevice, ...], name: str | None, direction: Direction) -> AudioDevice:
    """:func:`find_device` among devices already listed."""
    usable = [device for device in devices if (device.inputs if direction == "input" else device.outputs) > 0]
    if not usable:
        raise AudioError("no_device", f"this machine has no sound {direction}")
    if not name:
        for device in usable:
            if device.is_default_input if direction == "input" else device.is_default_output:
                return device
        return usable[0]
    wanted = name.casefold()
    whole = [device for device in usable if device.name.casefold() == wanted]
    fits = whole or [device for device in usable if wanted in device.name.casefold()]
    if len(fits) > 1 and len({device.name for device in fits}) == 1:
        fits = fits[:1]  # the same card under several host APIs; PortAudio lists the preferred one first
    if not fits:
        raise AudioError("not_found", f"no sound {direction} {name!r}; there are: {_names(usable)}")
    if len(fits) > 1:
        raise AudioError("ambiguous", f"{name!r} fits {_names(fits)}")
    return fits[0]


def _names(devices: list[AudioDevice]) -> str:
    return ", ".join(repr(device.name) for device in devices)
