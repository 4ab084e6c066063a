"""Choosing a device by name, refusing to guess."""

from __future__ import annotations

import sys

import pytest

from radio.audio import devices
from radio.audio.devices import AudioDevice, choose
from radio.audio.errors import AudioError


def _device(index: int, name: str, inputs: int = 0, outputs: int = 0, default: bool = False, api: str = "ALSA") -> AudioDevice:
    return AudioDevice(index, name, api, inputs, outputs, 48_000, default and inputs > 0, default and outputs > 0)


CARDS = (
    _device(0, "HDA Intel PCH: ALC255", inputs=2, outputs=2),
    _device(1, "USB Audio Device: - (hw:1,0)", inputs=1, outputs=2, default=True),
    _device(2, "USB Audio Device: - (hw:2,0)", inputs=1, outputs=2),
    _device(3, "HDMI", outputs=8),
    _device(4, "HDMI", outputs=8, api="OSS"),
)


@pytest.mark.parametrize(
    ("name", "direction", "index"),
    [(None, "input", 1), ("", "output", 1), ("hda intel", "input", 0), ("(hw:2", "output", 2), ("hdmi", "output", 3)],
)
def test_a_device_is_found(name: str | None, direction: devices.Direction, index: int) -> None:
    assert choose(CARDS, name, direction).index == index


@pytest.mark.parametrize(
    ("cards", "name", "direction", "reason"),
    [
        ((), None, "output", "no_device"),
        ((CARDS[3],), None, "input", "no_device"),
        (CARDS, "USB", "output", "ambiguous"),
        (CARDS, "HDMI", "input", "not_found"),
        (CARDS, "Jabra", "output", "not_found"),
    ],
)
def test_what_is_not_there_is_said(cards: tuple[AudioDevice, ...], name: str | None, direction: devices.Direction, reason: str) -> None:
    with pytest.raises(AudioError) as caught:
        choose(cards, name, direction)
    assert caught.value.reason == reason
    if reason == "not_found":
        assert "HDA Intel" in caught.value.detail


def test_without_the_library_the_reason_is_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    with pytest.raises(AudioError) as caught:
        devices.list_devices()
    assert caught.value.reason == "no_library"
