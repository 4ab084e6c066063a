"""The gateway's sound: radio channels with their recordings, loudspeakers, and broadcasts read aloud.

``channels.toml`` of the hall says which there are. Devices are opened in a thread of their own, and one that cannot be opened is a
fault of its channel, shown on its strip; the wires never wait for sound.
"""

from __future__ import annotations

import logging
import queue
import threading
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.app.ports import Bus
from console.app.warnings import AdvanceDelivery, KeepRecording
from console.domain.codes import DeliveryState
from console.domain.entities import Delivery
from console.domain.entities import Recording as Kept
from console.halls import Hall
from console.ids import new_id

if TYPE_CHECKING:
    from radio.audio.channel import Channel, ChannelState
    from radio.audio.errors import AudioError
    from radio.audio.player import Player
    from radio.audio.recorder import Recording

log = logging.getLogger(__name__)

LEVELS_S = 0.1
REOPEN_S = 5.0
SPEECH_PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One row of ``channels.toml``. ``kind`` is ``radio`` or ``loudspeaker``; an absent device is the default, "" is none."""

    key: str
    label: str
    kind: str = "radio"
    input: str | None = None
    output: str | None = None
    mic: str | None = None
    ptt: str = ""
    ptt_line: str = "rts"
    ptt_inverted: bool = False


class ChannelsError(Exception):
    """``channels.toml`` cannot be used: what is wrong, and where."""


def load_channels(path: Path) -> list[ChannelRow]:
    """The channels of a hall; none where there is no file.

    Raises:
        ChannelsError: naming the row and the key.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ChannelsError(f"{path.name}: {error}") from error
    rows = []
    for number, row in enumerate(data.get("channel", []), 1):
        unknown = set(row) - set(ChannelRow.__dataclass_fields__)
        if unknown:
            raise ChannelsError(f"{path.name}, channel {number}: unknown key {min(unknown)!r}")
        if not row.get("key") or row.get("kind", "radio") not in ("radio", "loudspeaker"):
            raise ChannelsError(f"{path.name}, channel {number}: key is missing or kind is neither radio nor loudspeaker")
        rows.append(ChannelRow(**({"label": row["key"]} | row)))
    return rows


class AudioRoom:
    """All channels of this machine. ``step`` and ``speak`` are called by the gateway's loop, ``hear`` by the bus."""

    def __init__(self, rows: list[ChannelRow], folder: Path, bus: Bus, wake: threading.Event) -> None:
        self._rows = {row.key: row for row in rows}
        self._folder = folder
        self._bus = bus
        self._wake = wake
        self._channels: dict[str, Channel] = {}
        self._speakers: dict[str, Player] = {}
        self._monitor: Player | None = None
        self._faults: dict[str, str] = {}
        self._done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._to_say: queue.SimpleQueue[Delivery | None] = queue.SimpleQueue()
        self._ptt_by: dict[str, str] = {}
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._keep_open, name="audio-devices", daemon=True),
            threading.Thread(target=self._say_all, name="speech", daemon=True),
            threading.Thread(target=self._say_levels, name="audio-levels", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @classmethod
    def open(cls, hall: Hall, bus: Bus, wake: threading.Event) -> AudioRoom | None:
        """The audio side of a hall; None where it has no channels.

        Raises:
            ChannelsError: the file cannot be used.
        """
        rows = load_channels(hall.channels_file)
        return cls(rows, hall.audio_dir, bus, wake) if rows else None

    # ---- called by the gateway -----------------------------------------------------------------------------------

    def step(self, execute: Callable[[Any], object]) -> None:
        """Recordings and receipts become facts."""
        while not self._done.empty():
            execute(self._done.get())

    def speak(self, delivery: Delivery) -> None:
        """Read a delivery aloud in its turn."""
        self._to_say.put(delivery)

    def hear(self, topic: str, payload: Mapping[str, Any]) -> None:
        """The PTT key of a seat (repeated while it is held), or how loud a channel is in the hall."""
        channel = self._channels.get(str(payload.get("channel")))
        if channel is None:
            return
        if topic == "ptt":
            down = bool(payload.get("down"))
            taken = channel.ptt(down)
            self._ptt_by[channel.config.key] = str(payload.get("seat", ""))
            if down and not taken:
                self._bus.publish("ptt_state", {"channel": channel.config.key, "seat": payload.get("seat"), "refused": True})
        elif topic == "volume":
            volume = payload.get("volume")
            channel.set_monitor(volume=None if volume is None else float(volume), muted=payload.get("muted"))

    def status(self) -> list[dict[str, Any]]:
        """What the strips show."""
        out = []
        for row in self._rows.values():
            channel = self._channels.get(row.key)
            words: dict[str, Any] = {"key": row.key, "label": row.label, "kind": row.kind, "fault": self._faults.get(row.key, "")}
            if channel is not None:
                words |= self._state_words(channel.state())
            out.append(words)
        return out

    def stop(self) -> None:
        """Unkey everything and close the devices."""
        self._stop.set()
        self._to_say.put(None)
        for channel in self._channels.values():
            channel.close()
        for speaker in self._speakers.values():
            speaker.close()
        if self._monitor is not None:
            self._monitor.close()

    # ---- threads -------------------------------------------------------------------------------------------------

    def _keep_open(self) -> None:
        from radio.audio.errors import AudioError

        while not self._stop.is_set():
            for row in self._rows.values():
                if row.key in self._channels or row.key in self._speakers or self._stop.is_set():
                    continue
                try:
                    self._open(row)
                except AudioError as error:
                    if self._faults.get(row.key) != error.reason:
                        log.warning("channel %s: %s", row.key, error)
                    self._faults[row.key] = error.reason
                else:
                    self._faults.pop(row.key, None)
            self._stop.wait(REOPEN_S)

    def _open(self, row: ChannelRow) -> None:
        from radio.audio.channel import Channel, ChannelConfig
        from radio.audio.player import Player
        from radio.audio.ptt import NoPtt, SerialPtt
        from radio.audio.recorder import recover

        if row.kind == "loudspeaker":
            player = Player(row.output)
            player.start()
            self._speakers[row.key] = player
            return
        for recording in recover(self._folder / row.key):
            self._keep(recording)
        config = ChannelConfig(row.key, self._folder, row.input, row.output, row.mic)
        line = "dtr" if row.ptt_line == "dtr" else "rts"
        driver = SerialPtt(row.ptt, line=line, inverted=row.ptt_inverted) if row.ptt else NoPtt()
        channel = Channel(config, driver, on_recording=self._keep, monitor=self._hall_speaker(row))
        channel.start()
        self._channels[row.key] = channel

    def _hall_speaker(self, row: ChannelRow) -> Player | None:
        """The loudspeaker of the hall, shared by all channels that hear something; without one they record all the same."""
        from radio.audio.errors import AudioError
        from radio.audio.player import Player

        if row.input == "":
            return None
        if self._monitor is None:
            player = Player(None)
            try:
                player.start()
            except AudioError as error:
                log.warning("received radio is not heard in the hall: %s", error)
                return None
            self._monitor = player
        return self._monitor

    def _keep(self, recording: Recording) -> None:
        kept = Kept(
            id=new_id(),
            channel=recording.channel,
            direction=recording.kind,
            started_at=recording.started_at,
            duration_s=round(recording.duration_s, 2),
            file=str(recording.path.relative_to(self._folder)),
            caller=self._ptt_by.get(recording.channel, "") if recording.kind == "tx" else "",
            peak_dbfs=round(recording.peak_dbfs, 1),
        )
        self._finish(KeepRecording(recording=kept))

    def _finish(self, command: Any) -> None:
        self._done.put(command)
        self._wake.set()

    def _say_all(self) -> None:
        from radio.audio.errors import AudioError

        while not self._stop.is_set():
            delivery = self._to_say.get()
            if delivery is None:
                return
            try:
                evidence = self._say(delivery)
            except AudioError as error:
                log.error("broadcast %s to %s: %s", delivery.id, delivery.label, error)
                self._finish(AdvanceDelivery(delivery_id=delivery.id, state=DeliveryState.FAILED, evidence=error.reason))
            else:
                self._finish(AdvanceDelivery(delivery_id=delivery.id, state=DeliveryState.CONFIRMED, evidence=evidence))

    def _say(self, delivery: Delivery) -> str:
        """Speak and play one delivery; returns what proves it: how many seconds the device took."""
        from radio.audio.broadcast import broadcast_clip
        from radio.audio.errors import AudioError
        from radio.audio.player import Priority

        clip = broadcast_clip(delivery.text, self._folder / "broadcast" / f"{delivery.purpose_id}.wav")
        self._finish(AdvanceDelivery(delivery_id=delivery.id, state=DeliveryState.SENT, evidence="speech"))
        speaker = self._speakers.get(delivery.wire)
        channel = self._channels.get(delivery.wire)
        if speaker is not None:
            playback = speaker.play(clip, priority=Priority.BROADCAST)
            if not playback.wait_done(playback.duration_s + SPEECH_PATIENCE_S) or playback.outcome != "played":
                raise AudioError("device_failed", str(playback.outcome))
            return f"played {playback.duration_s:.1f} s"
        if channel is not None:
            sent = channel.play_clip(clip)
            if not sent.wait_done(SPEECH_PATIENCE_S + clip.size / channel.config.rate_hz) or sent.reason != "clip_done":
                raise AudioError("device_failed", str(sent.reason))
            return f"on air {clip.size / channel.config.rate_hz:.1f} s"
        raise AudioError(self._fault_code(delivery.wire), delivery.wire)

    def _fault_code(self, key: str) -> Any:
        return self._faults.get(key, "no_device")

    def _say_levels(self) -> None:
        while not self._stop.wait(LEVELS_S):
            states = [channel.state() for channel in list(self._channels.values())]
            if any(state.receiving or state.phase != "idle" for state in states):
                self._bus.publish("levels", {"channels": [self._state_words(state) for state in states]})

    @staticmethod
    def _state_words(state: ChannelState) -> dict[str, Any]:
        fault: AudioError | None = state.fault
        return {
            "key": state.channel,
            "phase": state.phase,
            "on_air_s": round(state.on_air_s, 1),
            "receiving": state.receiving,
            "rx_dbfs": round(state.rx.rms_dbfs, 1),
            "tx_dbfs": round(state.tx.rms_dbfs, 1),
            "ended_by": state.ended_by,
            "locked": state.locked,
            "fault": fault.reason if fault else "",
        }
