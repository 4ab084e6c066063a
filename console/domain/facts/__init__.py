"""Everything that can happen in a hall, and how a line of the journal is read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from console.domain.facts import alarms, command, incidents, people, warnings
from console.domain.facts.alarms import (
    AlarmAcknowledged,
    AlarmRaised,
    AlarmRepeated,
    AlarmReturned,
    DeviceRegistered,
    StatusReported,
    ThresholdSet,
    WireChanged,
)
from console.domain.facts.base import FIRST_HASH, Body, Fact, World, digest, seal
from console.domain.facts.command import (
    AssignmentMoved,
    AssignmentStatusChanged,
    CommandClosed,
    CommandEstablished,
    CommandTransferred,
    CommitmentRefused,
    ForceAssigned,
    ForceDutyChanged,
    ForceRegistered,
    OrderIssued,
    OrderOverdue,
    OrderStateChanged,
)
from console.domain.facts.incidents import (
    IncidentClosed,
    IncidentGraded,
    IncidentOpened,
    LogWritten,
    ReportClaimed,
    ReportDiscarded,
    ReportReceived,
    ReportReleased,
)
from console.domain.facts.people import AccountChanged, HallFounded, SettingChanged, SignedIn, SignInFailed
from console.domain.facts.warnings import (
    DeliveryAdvanced,
    TransmissionRecorded,
    WarningEnded,
    WarningPrepared,
    WarningReleased,
)
from console.domain.plain import from_plain

BODIES: Mapping[str, type[Body]] = {
    body.kind: body
    for module in (alarms, command, incidents, people, warnings)
    for body in vars(module).values()
    if isinstance(body, type) and issubclass(body, Body) and body.kind
}


def body_from_plain(kind: str, data: Mapping[str, Any]) -> Body:
    """A body as the journal holds it.

    Raises:
        KeyError: for a kind that this version does not know.
    """
    return from_plain(BODIES[kind], data)


__all__ = [
    "BODIES",
    "FIRST_HASH",
    "AccountChanged",
    "AlarmAcknowledged",
    "AlarmRaised",
    "AlarmRepeated",
    "AlarmReturned",
    "AssignmentMoved",
    "AssignmentStatusChanged",
    "Body",
    "CommandClosed",
    "CommandEstablished",
    "CommandTransferred",
    "CommitmentRefused",
    "DeliveryAdvanced",
    "DeviceRegistered",
    "Fact",
    "ForceAssigned",
    "ForceDutyChanged",
    "ForceRegistered",
    "HallFounded",
    "IncidentClosed",
    "IncidentGraded",
    "IncidentOpened",
    "LogWritten",
    "OrderIssued",
    "OrderOverdue",
    "OrderStateChanged",
    "ReportClaimed",
    "ReportDiscarded",
    "ReportReceived",
    "ReportReleased",
    "SettingChanged",
    "SignInFailed",
    "SignedIn",
    "StatusReported",
    "ThresholdSet",
    "TransmissionRecorded",
    "WarningEnded",
    "WarningPrepared",
    "WarningReleased",
    "WireChanged",
    "World",
    "body_from_plain",
    "digest",
    "seal",
]
