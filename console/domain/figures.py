"""The figures that the rules work with. Each is a setting of the hall (console.settings says its bounds and source)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Time limits of the hall, in seconds."""

    order_answer_s: int = 180
    delivery_expiry_s: int = 900
    claim_stale_s: int = 300
    station_stale_s: int = 900
    siren_pulse_s: int = 10
    work_amber_s: int = 1200
    work_red_s: int = 2400
    position_late_s: int = 60
    position_lost_s: int = 300
