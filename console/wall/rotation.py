"""Which page the wall shows, and for how long: turning, holding for an alarm, obeying a seat. No Qt, no clock of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

SITUATION, FORCES, WATER, WARNINGS, TIMELINE = PAGES = ("situation", "forces", "water", "warnings", "timeline")
BACK_OFF = timedelta(seconds=60)  # a page that somebody chose stays at least so long


def page_named(word: object) -> str | None:
    """The page that is meant: its name or its number; None for no page of ours."""
    text = str(word)
    if text in PAGES:
        return text
    return PAGES[int(text) - 1] if text.isdecimal() and 1 <= int(text) <= len(PAGES) else None


class Rotation:
    """Tell it what happens; read :attr:`page`.

    A seat's lock keeps the page against everything – an alarm then shows across the head alone. A pause at the wall keeps it against
    turning only. A page with nothing on it is left out of the turning and can still be chosen.
    """

    def __init__(self, page_s: float, alarm_s: float, now: datetime, has_content: Callable[[str], bool], page: str = SITUATION) -> None:
        self._every = timedelta(seconds=page_s)
        self._hold = timedelta(seconds=alarm_s)
        self._has_content = has_content
        self.page = page
        self.paused = False
        self.locked = False
        self._turn_at = now + self._every
        self._alarm_until: datetime | None = None
        self._before: str | None = None

    @property
    def turning(self) -> bool:
        """Whether pages change by themselves."""
        return bool(self._every) and not self.paused and not self.locked

    def alarmed(self, now: datetime) -> bool:
        """Whether the wall is held by an alarm."""
        return self._alarm_until is not None and now < self._alarm_until

    def choose(self, page: str, now: datetime) -> None:
        """A person wants that page; an alarm across the head stays there."""
        self.page, self._before = page, page
        self._turn_at = now + max(self._every, BACK_OFF)

    def lock(self, locked: bool, now: datetime) -> None:
        """A seat keeps the page, or lets it go."""
        self.locked = locked
        self._turn_at = now + self._every

    def pause(self, now: datetime) -> None:
        """Stops the turning at the wall, or starts it again."""
        self.paused = not self.paused
        self._turn_at = now + self._every

    def alarm(self, now: datetime) -> None:
        """A new alarm of the two worst grades: the situation page, for a while."""
        if self._alarm_until is None:
            self._before = self.page
        self._alarm_until = now + self._hold
        if not self.locked:
            self.page = SITUATION

    def calm(self, now: datetime) -> None:
        """The alarm has been acknowledged: turning goes on from where it was."""
        if self._alarm_until is not None:
            self._return(now)

    def tick(self, now: datetime) -> None:
        """A second has gone."""
        if self._alarm_until is not None:
            if now >= self._alarm_until:
                self._return(now)
            return
        if self._turn_at - now > max(self._every, BACK_OFF):  # the clock was set back
            self._turn_at = now + self._every
        if self.turning and now >= self._turn_at:
            self.page = self._next()
            self._turn_at = now + self._every

    def _return(self, now: datetime) -> None:
        if not self.locked and self._before is not None:
            self.page = self._before
        self._alarm_until = self._before = None
        self._turn_at = max(self._turn_at, now + self._every)

    def _next(self) -> str:
        after = PAGES.index(self.page) + 1
        order: Sequence[str] = (*PAGES[after:], *PAGES[:after])
        return next((page for page in order if self._has_content(page)), self.page)
