"""The register map of a relay board, from the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

import resources


@dataclass(frozen=True, slots=True)
class RelayMap:
    """Where a board keeps what; ``max_s`` bounds every pulse."""

    name: str
    device_id: int
    channels: int
    coil_first: int
    pulse_first: int
    pulse_step: int
    pulse_mode: int
    unit_s: float
    min_s: float
    max_s: float

    def coil(self, channel: int) -> int:
        """The coil of a channel (from 1)."""
        return self.coil_first + channel - 1

    def pulse_register(self, channel: int) -> int:
        """The mode register of a channel (from 1); the time follows it."""
        return self.pulse_first + self.pulse_step * (channel - 1)


def load_relay_map(name: str) -> RelayMap:
    """The map ``resources/catalogue/<name>.toml``.

    Raises:
        FileNotFoundError: there is no such map.
        KeyError: it lacks a key.
    """
    data = resources.load_toml("catalogue", f"{name}.toml")
    pulse = data["pulse"]
    return RelayMap(
        name=data["name"],
        device_id=data["device_id"],
        channels=data["channels"],
        coil_first=data["coil"]["first"],
        pulse_first=pulse["first"],
        pulse_step=pulse["step"],
        pulse_mode=pulse["mode"],
        unit_s=pulse["unit_s"],
        min_s=pulse["min_s"],
        max_s=pulse["max_s"],
    )
