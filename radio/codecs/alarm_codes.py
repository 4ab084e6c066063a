"""What the event codes of alarm panels mean to a hall: Ademco Contact ID (SIA DC-05) and the two letters of SIA (DC-03).

An account opens and closes, tests itself every night, and now and then has an alarm. Alarms, troubles and bypasses are
:class:`~radio.messages.Alarm`; openings and closings are statuses; a periodic test is a sign of life and nothing else. A code that is not
known is never lost: of the alarm groups it is an ``alarm``, of the others a status with the code itself. A place is
``partition/zone``; a restore ends the same event at the same place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from radio.messages import Alarm, Heartbeat, Message, Status

Qualifier = Literal["E", "R", "P"]
QUALIFIERS: Mapping[str, Qualifier] = MappingProxyType({"1": "E", "3": "R", "6": "P", "E": "E", "R": "R", "P": "P"})
"""New event or opening, restore or closing, previously reported and still so."""


def _by_code(rows: Mapping[str, str]) -> Mapping[str, str]:
    """``{event: "code code …"}`` turned round."""
    return MappingProxyType({code: event for event, codes in rows.items() for code in codes.split()})


_GROUPS = _by_code(
    {
        "medical": "10",
        "fire": "11",
        "panic": "12",
        "burglary": "13",
        "alarm": "14 15 16 17 18 19",
        "supervisory": "20",
        "fault": "30 31 32 33 34 35 36 37 38 39",
        "disabled": "50 51 52 53 54 55 57",
        "test": "60",
    }
)
"""The first two digits of a Contact ID code, where the whole code has no line of its own."""
_CODES = _by_code(
    {
        "tamper": "137 144 145 155 341 383",
        "fault": "141 142 143 147 156 161",
        "burglary": "146",
        "gas": "151 162",
        "water": "154",
        "temperature": "152 153 158 159",
        "supervisory": "157 163",
        "power_fault": "301",
        "battery_fault": "302 309 311 384",
    }
)
_ALIVE = frozenset({"602", "603", "608"})
_OPENINGS = frozenset(["400", "401", "402", "403", "404", "405", "407", "408", "409", "441", "442", "450", "451", "452"])
_STATUSES = _by_code({"reset": "305", "cancel": "406", "listen_in": "606"})

_SIA_KINDS = _by_code(
    {
        "burglary": "B",
        "fire": "F K S",
        "gas": "G",
        "panic": "H P",
        "medical": "M",
        "emergency": "Q",
        "alarm": "U",
        "water": "W",
        "temperature": "Z",
    }
)
"""The first letter of a SIA code."""
_SIA_BEGINS = _by_code({"": "A V", "fault": "T", "supervisory": "S", "disabled": "B", "test": "X"})
_SIA_ENDS = _by_code({"": "H R", "fault": "J", "disabled": "U"})
"""The second letter: the event, or nothing if it is the kind's own."""
_SIA_CODES = _by_code(
    {
        "power_fault": "AT YP",
        "battery_fault": "YT YM",
        "fault": "YC YX LT ET TT",
        "tamper": "TA",
        "test": "RX TX TS",
    }
)
_SIA_OVER = _by_code(
    {"power_fault": "AR YQ", "battery_fault": "YR", "fault": "YK YZ LR ER TJ", "tamper": "TR TH", "test": "TE"},
)
_SIA_STATUSES = _by_code(
    {"opening": "OP OA OG OQ OS OR", "closing": "CL CA CG CQ CS CF NL", "cancel": "OC BC FC PC", "reset": "RR YW"},
)
_SIA_ALIVE = frozenset({"RP", "RY"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Who reported, when, at which place, in which bytes."""

    protocol: str
    source: str | None
    time: datetime | None
    raw: bytes
    zone: str | None

    def _alarm(self, event: str, code: str, *, active: bool, text: str | None) -> Message:
        return Alarm(
            protocol=self.protocol,
            source=self.source,
            time=self.time,
            raw=self.raw,
            event=event,
            state="active" if active else "restored",
            code=code,
            zone=self.zone,
            text=text,
        )

    def _status(self, name: str, text: str | None) -> Message:
        words = " ".join(word for word in (self.zone, text) if word)
        return Status(protocol=self.protocol, source=self.source, time=self.time, raw=self.raw, code=name, text=words or None)

    def contact_id(self, qualifier: Qualifier, code: str, *, text: str | None = None) -> Message:
        """A Contact ID event; its code has three digits."""
        if code in _ALIVE:
            return Heartbeat(protocol=self.protocol, source=self.source, time=self.time, raw=self.raw)
        if code in _OPENINGS:
            return self._status("closing" if qualifier == "R" else "opening", text)
        if code in _STATUSES:
            return self._status(_STATUSES[code], text)
        event = _CODES.get(code) or _GROUPS.get(code[:2])
        if event is None:
            return self._status(f"cid_{code}_{qualifier}", text)
        return self._alarm(event, code, active=qualifier != "R", text=text)

    def sia(self, code: str, *, text: str | None = None) -> Message:
        """A SIA event; its code has two letters."""
        if code in _SIA_ALIVE:
            return Heartbeat(protocol=self.protocol, source=self.source, time=self.time, raw=self.raw)
        if code in _SIA_STATUSES:
            return self._status(_SIA_STATUSES[code], text)
        event, active = _SIA_CODES.get(code), True
        if event is None:
            event, active = _SIA_OVER.get(code), False
        if event is None and (kind := _SIA_KINDS.get(code[0])) is not None:
            active = code[1] in _SIA_BEGINS
            ending = (_SIA_BEGINS if active else _SIA_ENDS).get(code[1])
            event = None if ending is None else ending or kind
        if event is None:
            return self._status(f"sia_{code}", text)
        return self._alarm(event, code, active=active, text=text)
