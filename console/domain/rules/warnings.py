"""Warnings: prepared by one person, released by a second (issuer ≠ confirmer), every delivery with its receipt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from console.domain.codes import DeliveryState, Role, WarningState
from console.domain.entities import Delivery, Warning
from console.domain.facts import WarningEnded, WarningPrepared, WarningReleased
from console.domain.records import Account
from console.domain.refusal import Refused
from console.domain.rules.orders import DELIVERY_ENDED

MAY_RELEASE = frozenset({Role.DISPATCHER, Role.COMMANDER, Role.ADMINISTRATOR})


def prepare(warning: Warning, targets: int) -> WarningPrepared:
    """Compose a warning; nothing leaves the hall yet.

    Raises:
        Refused: ``text_missing``, ``targets_missing``.
    """
    if not warning.text.strip():
        raise Refused("text_missing")
    if targets == 0:
        raise Refused("targets_missing")
    return WarningPrepared(warning=warning)


def release(warning: Warning, second: Account, deliveries: tuple[Delivery, ...], at: datetime) -> WarningReleased:
    """A second person lets it go.

    Raises:
        Refused: ``not_prepared``, ``same_person``, ``may_not_release``, ``targets_missing``.
    """
    if warning.state is not WarningState.PREPARED:
        raise Refused("not_prepared", state=warning.state.value)
    if second.name == warning.prepared_by:
        raise Refused("same_person", name=second.display_name)
    if second.role not in MAY_RELEASE:
        raise Refused("may_not_release", name=second.display_name, role=second.role.value)
    if not deliveries:
        raise Refused("targets_missing")
    return WarningReleased(
        incident_id=warning.incident_id,
        warning_id=warning.id,
        released_by=second.name,
        released_at=at,
        deliveries=deliveries,
    )


def withdraw(warning: Warning) -> WarningEnded:
    """Take back what was not released.

    Raises:
        Refused: ``not_prepared`` – what is on the air is stopped by a new warning, not by silence.
    """
    if warning.state is not WarningState.PREPARED:
        raise Refused("not_prepared", state=warning.state.value)
    return WarningEnded(incident_id=warning.incident_id, warning_id=warning.id, state=WarningState.CANCELLED)


def finished(warning: Warning, deliveries: Sequence[Delivery]) -> WarningEnded | None:
    """The end of a released warning, once no delivery of it is under way."""
    if warning.state is not WarningState.RELEASED or any(d.state not in DELIVERY_ENDED for d in deliveries):
        return None
    return WarningEnded(incident_id=warning.incident_id, warning_id=warning.id, state=WarningState.FINISHED)


def proven(deliveries: Sequence[Delivery]) -> int:
    """How many deliveries have a receipt that proves them."""
    return sum(d.state in (DeliveryState.CONFIRMED, DeliveryState.READ) for d in deliveries)
