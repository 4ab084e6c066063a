"""Why sound does not work, as a code that a screen can put into words."""

from __future__ import annotations

from typing import Literal

AudioReason = Literal[
    "no_library",  # PortAudio or sounddevice is not installed
    "no_device",  # the machine has no such input or output at all
    "not_found",  # no device has the configured name
    "ambiguous",  # several devices fit the configured name
    "device_failed",  # the device exists but cannot be opened, or stopped delivering
    "ptt_failed",  # the line that keys the transmitter cannot be opened or set
    "busy",  # the channel is already transmitting
    "too_long",  # the clip would exceed the transmit limit
    "closed",  # the part has been closed
    "bad_file",  # not a sound file that we can read
    "disk",  # the recording cannot be written
    "speech_missing",  # no speech engine is installed
    "speech_timeout",  # the engine did not finish in time
    "speech_failed",  # the engine ended with an error
    "speech_empty",  # nothing to say
    "bad_data",  # a table in resources is malformed
]


class AudioError(Exception):
    """Sound failed for a reason that lies outside the program; ``reason`` is the code, ``detail`` the particulars."""

    def __init__(self, reason: AudioReason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason: AudioReason = reason
        self.detail = detail
