"""Who in this process listens on a bus, one word at a time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Hear = Callable[[str, Mapping[str, Any]], None]

log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Subscription:
    """One listener."""

    topics: frozenset[str]
    hear: Hear
    active: bool = field(default=True)


class Ears:
    """All listeners. Any thread may add, remove and say; while one word is heard, the next waits."""

    def __init__(self) -> None:
        self._changing = threading.Lock()
        self._hearing = threading.RLock()
        self._subscriptions: tuple[Subscription, ...] = ()

    def __bool__(self) -> bool:
        return bool(self._subscriptions)

    @property
    def topics(self) -> list[str]:
        """All that is listened for, in order."""
        return sorted(frozenset().union(*(known.topics for known in self._subscriptions)))

    def add(self, topics: Iterable[str], hear: Hear) -> Subscription:
        """Hear for one more."""
        subscription = Subscription(frozenset(topics), hear)
        with self._changing:
            self._subscriptions = (*self._subscriptions, subscription)
        return subscription

    def remove(self, subscription: Subscription) -> None:
        """Hear for one less; removing twice is no harm."""
        subscription.active = False
        with self._changing:
            self._subscriptions = tuple(known for known in self._subscriptions if known is not subscription)

    def clear(self) -> None:
        """Hear for nobody any more."""
        for subscription in self._subscriptions:
            self.remove(subscription)

    def finish_word(self) -> None:
        """Wait for the call that is under way, unless this is it."""
        with self._hearing:
            pass

    def say(self, topic: str, payload: Mapping[str, Any]) -> None:
        """Let everybody hear it who listens for it; a listener that fails does not keep it from the others."""
        for subscription in self._subscriptions:
            with self._hearing:
                if not subscription.active or topic not in subscription.topics:
                    continue
                try:
                    subscription.hear(topic, payload)
                except Exception:
                    log.exception("a listener failed on a word of %s", topic)
