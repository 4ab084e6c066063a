"""The figures that the rules work with. Each is a setting of the hall (console.settings says its bounds and source)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Time limits of the hall, in seconds, and the few figures beside them."""

    order_answer_s: int = 180
    delivery_expiry_s: int = 900
    claim_stale_s: int = 300
    station_stale_s: int = 900
    siren_pulse_s: int = 10
    work_amber_s: int = 1200
    work_red_s: int = 2400
    position_late_s: int = 60
    position_lost_s: int = 300
    order_nag_s: int = 60
    order_escalate_s: int = 300
    order_expire_s: int = 1800
    par_cadence_s: int = 1200
    par_window_s: int = 60
    par_retry_s: int = 120
    par_misses: int = 2
    request_answer_s: int = 180
    reservation_s: int = 600
    scene_radius_m: int = 500
    rest_s: int = 3600
    duplicate_m: int = 1000
    duplicate_s: int = 3600
