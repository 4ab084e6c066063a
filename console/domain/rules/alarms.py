"""Life of an alarm point after IEC 62682 (ISA-18.2).

::

                 raise                      acknowledge
    normal ───────────────► active, unack ───────────────► active, ack
      ▲                        │  return                      │ return
      │     acknowledge        ▼                              ▼
      └──────────────── returned, unack                     normal

A point that *stands* (active or unacknowledged) never makes a second alarm: hearing it again counts and, if it had returned,
makes it active again. An acknowledged active point that speaks again stays acknowledged (a fire panel repeats itself for hours).
"""

from __future__ import annotations

from datetime import datetime

from console.domain.codes import Grade
from console.domain.entities import Alarm, Threshold
from console.domain.facts import AlarmAcknowledged, AlarmRaised, AlarmRepeated, AlarmReturned
from console.domain.refusal import Refused

# How bad an event of a panel or a wire is, before a person grades the incident. A fire alarm from a detector is always the worst.
EVENT_GRADES: dict[str, Grade] = {
    "fire": Grade.I,
    "panic": Grade.I,
    "emergency": Grade.I,
    "mayday": Grade.I,
    "gas": Grade.I,
    "supervisory": Grade.III,
    "start": Grade.II,
    "feedback": Grade.III,
    "fault": Grade.III,
    "power_fault": Grade.III,
    "tamper": Grade.III,
    "shield": Grade.IV,
    "stale": Grade.III,
    "wire_dead": Grade.II,
    "delivery_failed": Grade.II,
    "test": Grade.IV,
}

# Events that ask for help and so open a report in the intake queue.
CALLS_FOR_HELP = frozenset({"fire", "panic", "emergency", "gas"})


def grade_of(event: str) -> Grade:
    """The grade of an event; one that we do not know is III until somebody says otherwise."""
    return EVENT_GRADES.get(event, Grade.III)


def key_of(device_id: str, event: str, zone: str | None) -> str:
    """The name of an alarm point: the same detector in the same state is the same point."""
    return "|".join((device_id, event, zone or ""))


def stands(alarm: Alarm) -> bool:
    """Whether the alarm still wants something of somebody."""
    return alarm.active or not alarm.acknowledged


def raise_or_repeat(standing: Alarm | None, fresh: Alarm) -> AlarmRaised | AlarmRepeated:
    """What an active point means, given the alarm of the same key that stands."""
    if standing is None:
        return AlarmRaised(alarm=fresh)
    return AlarmRepeated(alarm_id=standing.id, last_at=fresh.last_at, value=fresh.value)


def acknowledge(alarm: Alarm, by: str, at: datetime) -> AlarmAcknowledged:
    """A person has seen it.

    Raises:
        Refused: ``already_acknowledged`` with the name of who did.
    """
    if alarm.acknowledged:
        raise Refused("already_acknowledged", by=alarm.acknowledged_by)
    return AlarmAcknowledged(alarm_id=alarm.id, by=by, acknowledged_at=at)


def returned(alarm: Alarm, at: datetime, value: float | None = None) -> AlarmReturned | None:
    """The point says normal; None where it already was."""
    return AlarmReturned(alarm_id=alarm.id, returned_at=at, value=value) if alarm.active else None


def ended_by(alarm: Alarm, event: str, zone: str | None) -> bool:
    """Whether a restore of ``event`` at ``zone`` ends this alarm of the same device.

    ``normal`` and ``reset`` end everything at a place; a place is a prefix of those below it (``1/5`` holds ``1/5/2/10``), and no zone
    is the whole device.
    """
    _, _, its_zone = alarm.key.split("|", 2)
    inside = zone is None or its_zone == zone or its_zone.startswith(zone + "/")
    return inside and event in ("normal", "reset", alarm.event)


def crossing(threshold: Threshold, value: float | None, standing: Alarm | None) -> str | None:
    """``raise``, ``return`` or None for a new value against a limit with its dead band. No value decides nothing."""
    if value is None:
        return None
    active = standing is not None and standing.active
    if not active and value >= threshold.limit:
        return "raise"
    if active and value < threshold.limit - threshold.hysteresis:
        return "return"
    return None
