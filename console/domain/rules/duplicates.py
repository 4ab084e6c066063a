"""Reports that tell of what the hall knows already (A2), by place, time and kind – said with the reasons, decided by a person.

All three must speak for it:

- place: at most ``duplicate_m`` apart where both have coordinates; else the same place by name (华岐 is 华歧, 镇 and brackets do not
  count);
- time: at most ``duplicate_s`` from the last that was heard of the other – an incident that people still call about is not old;
- kind: the same, or one that callers take for the other (a debris flow is reported as a flood, a landslide, people to be saved). A
  kind that nobody has said yet (其他) speaks against nothing.

GB 50313-2013 asks a fire command centre to point out repeated alarms and to merge them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from console.domain.codes import IncidentKind, IncidentState, ReportState
from console.domain.entities import Incident, Report
from console.domain.figures import Figures
from console.domain.geo import distance_m

_WATER_AND_SLOPE = frozenset(
    {IncidentKind.FLASH_FLOOD, IncidentKind.DEBRIS_FLOW, IncidentKind.LANDSLIDE, IncidentKind.RESCUE}
)
KIN: tuple[frozenset[IncidentKind], ...] = (
    _WATER_AND_SLOPE,
    frozenset({IncidentKind.EARTHQUAKE, IncidentKind.LANDSLIDE, IncidentKind.RESCUE}),
    frozenset({IncidentKind.TRAFFIC, IncidentKind.HAZMAT, IncidentKind.FIRE, IncidentKind.RESCUE}),
    frozenset({IncidentKind.MINE, IncidentKind.RESCUE, IncidentKind.HAZMAT}),
    frozenset({IncidentKind.PUBLIC_HEALTH, IncidentKind.HAZMAT}),
)

_NOT_THE_NAME = re.compile(r"[(（\[【].*?[)）\]】]|[\s,，、。.·-]+")
_DISTRICT = re.compile(r"^(甘肃省)?(天水市)?(秦州区)?(?=..)")
_SUFFIX = re.compile(r"(?<=..)(街道办事处|街道|镇|乡|行政村|村|社区)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """One thing that a report may tell of, and why: ``distance_m`` or else the same ``place``; ``gap_s``; the kinds alike or kin."""

    of: str  # incident | report
    id: str
    distance_m: float | None
    place: str
    gap_s: float
    same_kind: bool


def likely_same(
    report: Report, incidents: Iterable[Incident], reports: Iterable[Report], figures: Figures
) -> tuple[Likeness, ...]:
    """Open incidents and waiting reports that this report likely repeats, the likeliest first.

    ``reports`` may hold all reports: those that belong to an incident say when it was last heard of.
    """
    others = [other for other in reports if other.id != report.id]
    found = [*_incidents(report, incidents, others, figures), *_reports(report, others, figures)]
    return tuple(sorted(found, key=lambda like: (not like.same_kind, like.of != "incident", like.distance_m or 0.0, like.gap_s, like.id)))


def _incidents(report: Report, incidents: Iterable[Incident], others: list[Report], figures: Figures) -> Iterator[Likeness]:
    heard: dict[str, list[datetime]] = {}
    for other in others:
        if other.incident_id is not None:
            heard.setdefault(other.incident_id, []).append(other.received_at)
    for incident in incidents:
        if incident.state is not IncidentState.OPEN:
            continue
        like = _like(report, "incident", incident, [incident.opened_at, *heard.get(incident.id, ())], figures)
        if like is not None:
            yield like


def _reports(report: Report, others: list[Report], figures: Figures) -> Iterator[Likeness]:
    for other in others:
        if other.state in (ReportState.WAITING, ReportState.CLAIMED):
            like = _like(report, "report", other, [other.received_at], figures)
            if like is not None:
                yield like


def _like(report: Report, of: str, other: Incident | Report, heard_at: list[datetime], figures: Figures) -> Likeness | None:
    gap_s = min(abs((report.received_at - at).total_seconds()) for at in heard_at)
    if gap_s > figures.duplicate_s or not kin(report.kind, other.kind):
        return None
    apart_m = _apart_m(report, other)
    if apart_m is not None:
        if apart_m > figures.duplicate_m:
            return None
    elif not same_place(report.place, other.place):
        return None
    return Likeness(
        of=of,
        id=other.id,
        distance_m=apart_m,
        place=report.place if apart_m is None else "",
        gap_s=gap_s,
        same_kind=report.kind is other.kind,
    )


def _apart_m(one: Incident | Report, other: Incident | Report) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_m(one.lat, one.lon, other.lat, other.lon)


def kin(one: IncidentKind, other: IncidentKind) -> bool:
    """Whether one may be reported as the other."""
    if one is other or IncidentKind.OTHER in (one, other):
        return True
    return any(one in family and other in family for family in KIN)


def same_place(one: str, other: str) -> bool:
    """Whether two names mean the same place. No name is no place, not the same one."""
    plain = place_name(one)
    return bool(plain) and plain == place_name(other)


@lru_cache(maxsize=4096)  # in a storm the same few places are compared over and over
def place_name(text: str) -> str:
    """A place as it is compared: without brackets, spaces, the district before it and the kind of place behind it."""
    plain = _NOT_THE_NAME.sub("", text).replace("岐", "歧").lower()
    return _SUFFIX.sub("", _DISTRICT.sub("", plain))
