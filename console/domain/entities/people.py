"""What a person may do for a while. Accounts themselves are no entities: a pass-phrase has no business in a journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from console.domain.codes import Role
from console.domain.entities.base import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant(Entity):
    """A role lent to a person until a time, with a reason (限时授权). What it allowed ends with it."""

    account: str
    role: Role
    granted_at: datetime
    granted_by: str
    until: datetime
    why: str
    ended_at: datetime | None = None
