"""What hangs on the wires, what it said that wants a person, and what was recorded of the channels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from console.domain.codes import DeviceRole, Grade
from console.domain.entities.base import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Device(Entity):
    """Something on a wire that the district has named, or that was heard and waits for a name.

    ``protocol`` and ``address`` are what its frames say; ``force_id`` binds a tracker or a radio to its force. ``drill`` marks a
    place that was made up for the drill.
    """

    protocol: str
    address: str
    role: DeviceRole
    name: str
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    drill: bool = False
    force_id: str | None = None
    wire: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold(Entity):
    """A limit on one element of one station: crossing ``limit`` raises an alarm of ``grade``.

    The alarm returns when the value falls ``hysteresis`` below the limit (IEC 62682, 5.3: return needs a dead band).
    """

    device_id: str
    element: str
    limit: float
    unit: str
    grade: Grade
    hysteresis: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm(Entity):
    """One alarm point of one source, after IEC 62682: ``active`` and ``acknowledged`` are two truths.

    ``key`` names the point (device, event, zone): while an alarm of that key is active or unacknowledged, hearing it again only
    counts.
    """

    key: str
    device_id: str | None
    event: str
    grade: Grade
    label: str
    place: str
    text: str
    lat: float | None
    lon: float | None
    active: bool
    acknowledged: bool
    raised_at: datetime
    last_at: datetime
    count: int = 1
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
    returned_at: datetime | None = None
    value: float | None = None
    unit: str | None = None
    report_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording(Entity):
    """One transmission on one radio channel, kept as a sound file under the hall's audio folder."""

    channel: str
    direction: str
    started_at: datetime
    duration_s: float
    file: str
    caller: str = ""
    peak_dbfs: float | None = None
