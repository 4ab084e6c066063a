"""What a window has in its hands: who sits there, the live picture, and the one way to change anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from console.app.context import Command
from console.app.ports import Bus, Store
from console.app.seats import UnlockSeat
from console.domain.records import Account, Actor
from console.domain.refusal import Refused
from console.engine import Engine, Found, Outcome
from console.halls import Hall
from console.models.picture import Picture
from console.settings import Settings


@dataclass(slots=True, eq=False)
class Seat:
    """One seat of a hall. Lives in the GUI thread. Its person may be relieved, and while it is locked it takes no command."""

    hall: Hall
    settings: Settings
    account: Account
    actor: Actor
    picture: Picture
    engine: Engine
    bus: Bus
    locked: bool = False

    def do(self, command: Command, then: Callable[[Outcome], None] | None = None) -> None:
        """Ask for a command. Nothing is shown as done before its fact comes back; ``then`` hears the outcome in this thread."""
        if self.locked:
            if then is not None:
                then(Outcome(0, command, refused=Refused("seat_locked")))
            return
        ticket = self.engine.submit(command, self.actor)
        if then is not None:
            self.picture.expect(ticket, then)

    def unlock(self, command: UnlockSeat, then: Callable[[Outcome], None]) -> None:
        """The one thing a locked seat may ask for. Who asks has not proved yet who he is, so he asks without a role."""
        self.picture.expect(self.engine.submit(command, replace(self.actor, role=None)), then)

    def sit(self, account: Account) -> None:
        """Another person has the seat from now on, or the same with another role."""
        self.account = account
        self.actor = replace(self.actor, who=account.name, role=account.role)

    def look(self, read: Callable[[Store], Any], then: Callable[[Found], None]) -> None:
        """Read what the picture does not keep, such as the whole history of an incident; ``then`` hears it in this thread."""
        self.picture.expect_found(self.engine.look(read), then)

    def say(self, topic: str, payload: Mapping[str, Any]) -> None:
        """A short word to the other processes of the hall (the PTT key, a page of the wall)."""
        self.bus.publish(topic, {"seat": self.actor.seat, **payload})
