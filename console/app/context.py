"""What a use case has in its hands: one transaction, who acts, the time, and fresh ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from console.app.ports import NewId, Unit
from console.app.texts import Texts, hall_texts
from console.domain.codes import Role
from console.domain.figures import Figures
from console.domain.records import Actor


class Hasher(Protocol):
    """Pass-phrases at rest (Argon2id in the real hall)."""

    def hash(self, passphrase: str) -> str:
        """A salted hash of it."""

    def verify(self, hashed: str, passphrase: str) -> bool:
        """Whether that hash is of that pass-phrase."""


@dataclass(frozen=True, slots=True)
class Ctx:
    """One use case in progress."""

    unit: Unit
    actor: Actor
    now: datetime
    new_id: NewId
    figures: Figures = field(default_factory=Figures)
    hasher: Hasher | None = None
    texts: Texts = field(default_factory=hall_texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What a person (or the gateway) wants done. Not to be mixed up with the command post, an entity of the domain."""


@dataclass(frozen=True, slots=True)
class Handler:
    """One use case: the command it serves, who may ask for it (the gateway always may), and the function.

    ``lent`` says whether a role that is only lent is enough; ``drill`` who may besides in the drill hall; see :mod:`console.app.roles`.
    """

    command: type[Command]
    roles: frozenset[Role]
    run: Callable[[Ctx, Any], str | None]
    lent: bool = True
    drill: frozenset[Role] = frozenset()


DISPATCH = frozenset({Role.DISPATCHER, Role.COMMANDER, Role.ADMINISTRATOR})
RADIO = frozenset({Role.RADIO_OPERATOR})
HALL = DISPATCH | RADIO
ADMIN = frozenset({Role.ADMINISTRATOR})
EVERYONE = frozenset(Role)
GATEWAY_ONLY: frozenset[Role] = frozenset()
