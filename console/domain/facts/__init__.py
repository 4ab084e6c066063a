"""Everything that can happen in a hall, and how a line of the journal is read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from console.domain.facts import alarms, command, holding, incidents, people, plans, safety, warnings
from console.domain.facts.alarms import (
    AlarmAcknowledged,
    AlarmRaised,
    AlarmRepeated,
    AlarmReturned,
    DeviceNamed,
    DeviceRegistered,
    StatusReported,
    ThresholdSet,
    WireChanged,
    WireSettingsChanged,
)
from console.domain.facts.base import (
    FIRST_HASH,
    Body,
    Fact,
    World,
    digest,
    seal,
)
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
    ForceSuppliesReported,
    OrderDrafted,
    OrderEscalated,
    OrderIssued,
    OrderNagged,
    OrderOverdue,
    OrderStateChanged,
    SectorsSet,
)
from console.domain.facts.holding import (
    ForceHandedOver,
    ForceRequestAnswered,
    ForceRequested,
    ForceReserved,
    ReservationEnded,
    SceneEntered,
    SceneLeft,
)
from console.domain.facts.incidents import (
    IncidentClosed,
    IncidentGraded,
    IncidentLinked,
    IncidentMerged,
    IncidentOpened,
    IncidentPlaced,
    IncidentReopened,
    IncidentUnlinked,
    LogWritten,
    ReportClaimed,
    ReportDiscarded,
    ReportMerged,
    ReportReceived,
    ReportReleased,
)
from console.domain.facts.people import (
    AccountChanged,
    GrantEnded,
    GrantGiven,
    HallFounded,
    SeatLocked,
    SeatUnlocked,
    SettingChanged,
    SignedIn,
    SignInFailed,
)
from console.domain.facts.plans import (
    NeedChanged,
    NeedStated,
    ObjectiveEnded,
    ObjectiveSet,
    PeriodEnded,
    PeriodOpened,
    RecommendationKept,
    RunCardSet,
    SupportAnswered,
    SupportAsked,
)
from console.domain.facts.safety import (
    MaydayEnded,
    MaydayOpened,
    MaydayStepDone,
    ParAnswered,
    ParCalled,
    ParMissed,
    ParRoundChanged,
)
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
    for module in (alarms, command, holding, incidents, people, plans, safety, warnings)
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
    "DeviceNamed",
    "DeviceRegistered",
    "Fact",
    "ForceAssigned",
    "ForceDutyChanged",
    "ForceHandedOver",
    "ForceRegistered",
    "ForceRequestAnswered",
    "ForceRequested",
    "ForceReserved",
    "ForceSuppliesReported",
    "GrantEnded",
    "GrantGiven",
    "HallFounded",
    "IncidentClosed",
    "IncidentGraded",
    "IncidentLinked",
    "IncidentMerged",
    "IncidentOpened",
    "IncidentPlaced",
    "IncidentReopened",
    "IncidentUnlinked",
    "LogWritten",
    "MaydayEnded",
    "MaydayOpened",
    "MaydayStepDone",
    "NeedChanged",
    "NeedStated",
    "ObjectiveEnded",
    "ObjectiveSet",
    "OrderDrafted",
    "OrderEscalated",
    "OrderIssued",
    "OrderNagged",
    "OrderOverdue",
    "OrderStateChanged",
    "ParAnswered",
    "ParCalled",
    "ParMissed",
    "ParRoundChanged",
    "PeriodEnded",
    "PeriodOpened",
    "RecommendationKept",
    "ReportClaimed",
    "ReportDiscarded",
    "ReportMerged",
    "ReportReceived",
    "ReportReleased",
    "ReservationEnded",
    "RunCardSet",
    "SceneEntered",
    "SceneLeft",
    "SeatLocked",
    "SeatUnlocked",
    "SectorsSet",
    "SettingChanged",
    "SignInFailed",
    "SignedIn",
    "StatusReported",
    "SupportAnswered",
    "SupportAsked",
    "ThresholdSet",
    "TransmissionRecorded",
    "WarningEnded",
    "WarningPrepared",
    "WarningReleased",
    "WireChanged",
    "WireSettingsChanged",
    "World",
    "body_from_plain",
    "digest",
    "seal",
]
