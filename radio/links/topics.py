"""Which station speaks on an MQTT topic, and on which topic it is answered.

A pattern is a topic filter: ``+`` stands for one level, a ``#`` at the end for the rest. In the station's name and in the command topic
``{1}``, ``{2}`` … are what the wildcards stood for and ``{topic}`` is the whole topic: ``{"site/+/up": "{1}"}`` with the command topic
``site/{1}/down``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_PLACE = re.compile(r"\{(\d+|topic)\}")


def check_filter(pattern: str) -> None:
    """Refuse what is no topic filter.

    Raises:
        ValueError: naming it.
    """
    *front, last = pattern.split("/")
    wild = any(sign in level for level in front if level != "+" for sign in "+#")
    if not pattern or wild or (last not in ("+", "#") and ("+" in last or "#" in last)) or "\0" in pattern or len(pattern.encode()) > 65535:
        raise ValueError(f"{pattern!r} is no topic filter")


def captured(pattern: str, topic: str) -> tuple[str, ...] | None:
    """What the wildcards stand for, or None if the topic is not of this pattern."""
    want, have = pattern.split("/"), topic.split("/")
    if topic.startswith("$") and want[0] in ("+", "#"):
        return None
    found: list[str] = []
    for at, level in enumerate(want):
        if level == "#":
            return (*found, "/".join(have[at:]))
        if at >= len(have) or level not in ("+", have[at]):
            return None
        if level == "+":
            found.append(have[at])
    return tuple(found) if len(want) == len(have) else None


class TopicMap:
    """The patterns of one wire, in their order: the first that fits counts.

    A pattern with a wildcard and without a name names the station by its topic; one without either is the wire itself.
    """

    def __init__(self, topics: Mapping[str, str], command: str = "") -> None:
        for pattern, name in topics.items():
            check_filter(pattern)
            most = pattern.count("+") + pattern.count("#")
            for place in _PLACE.findall(name + command):
                if place != "topic" and not 1 <= int(place) <= most:
                    raise ValueError(f"{pattern!r} has no wildcard {{{place}}}")
        if any(sign in command for sign in "+#"):
            raise ValueError(f"{command!r}: nothing can be published to a wildcard")
        self._topics = dict(topics)
        self._command = command

    @property
    def patterns(self) -> tuple[str, ...]:
        """What to subscribe to."""
        return tuple(self._topics)

    @property
    def one_command(self) -> bool:
        """Whether all stations are answered on one topic."""
        return bool(self._command) and _PLACE.search(self._command) is None

    def source_of(self, topic: str) -> str:
        """The station that speaks there; "" for the wire itself."""
        for pattern, name in self._topics.items():
            found = captured(pattern, topic)
            if found is not None:
                return _filled(name, topic, found) if name else topic if found else ""
        return ""

    def command_for(self, topic: str) -> str | None:
        """Where the station that speaks there is answered; None where nobody listens."""
        if self.one_command:
            return self._command
        for pattern in self._topics if self._command else ():
            found = captured(pattern, topic)
            if found is not None:
                return _filled(self._command, topic, found)
        return None


def _filled(text: str, topic: str, found: tuple[str, ...]) -> str:
    def place(match: re.Match[str]) -> str:
        if match[1] == "topic":
            return topic
        return found[int(match[1]) - 1]

    return _PLACE.sub(place, text)
