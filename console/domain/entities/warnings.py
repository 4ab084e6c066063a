"""Warnings, and the way of each text or signal out of the hall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from console.domain.codes import Channel, DeliveryState, WarningState
from console.domain.entities.base import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning(Entity):
    """A warning or broadcast (预警发布): one text, many channels, released by a second person."""

    incident_id: str | None
    text: str
    area: tuple[str, ...]
    prepared_by: str
    prepared_at: datetime
    state: WarningState = WarningState.PREPARED
    released_by: str | None = None
    released_at: datetime | None = None
    devices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery(Entity):
    """One text or signal to one addressee by one channel: the outbox and the board of receipts are this table.

    ``purpose`` says what it carries: ``order``, ``order_cancel``, ``par`` (the call of an accountability check) or ``warning``;
    ``purpose_id`` says which order, answer or warning. ``wire`` and ``address`` say where it goes.
    """

    purpose: str
    purpose_id: str
    channel: Channel
    wire: str
    address: str
    label: str
    text: str
    created_at: datetime
    expires_at: datetime
    state: DeliveryState = DeliveryState.QUEUED
    state_at: datetime | None = None
    evidence: str = ""
