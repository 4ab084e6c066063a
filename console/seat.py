"""What a window has in its hands: who sits there, the live picture, and the one way to change anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from console.app.context import Command
from console.app.ports import Bus, Store
from console.domain.records import Account, Actor
from console.engine import Engine, Found, Outcome
from console.halls import Hall
from console.models.picture import Picture
from console.settings import Settings


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat of a hall. Lives in the GUI thread."""

    hall: Hall
    settings: Settings
    account: Account
    actor: Actor
    picture: Picture
    engine: Engine
    bus: Bus

    def do(self, command: Command, then: Callable[[Outcome], None] | None = None) -> None:
        """Ask for a command. Nothing is shown as done before its fact comes back; ``then`` hears the outcome in this thread."""
        ticket = self.engine.submit(command, self.actor)
        if then is not None:
            self.picture.expect(ticket, then)

    def look(self, read: Callable[[Store], Any], then: Callable[[Found], None]) -> None:
        """Read what the picture does not keep, such as the whole history of an incident; ``then`` hears it in this thread."""
        self.picture.expect_found(self.engine.look(read), then)

    def say(self, topic: str, payload: Mapping[str, Any]) -> None:
        """A short word to the other processes of the hall (the PTT key, a page of the wall)."""
        self.bus.publish(topic, {"seat": self.actor.seat, **payload})
