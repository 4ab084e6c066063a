"""Status codes of radios as lines of the status ledger: the catalogue's table, or the district's own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import resources
from console.domain.codes import AssignmentStatus

Table = Mapping[str, Mapping[str, AssignmentStatus]]


@dataclass(frozen=True, slots=True)
class RadioStatuses:
    """By protocol and code."""

    table: Table

    def meaning(self, protocol: str, code: str) -> AssignmentStatus | None:
        """What a crew says with that code; None where it says nothing for the ledger."""
        codes = self.table.get(protocol, {})
        return codes.get(code) or codes.get(_plain(code))


def _plain(code: str) -> str:
    """Radios and tables write 2, 02 and 0002 for one status."""
    return str(int(code)) if code.isascii() and code.isdigit() else code


@cache
def catalogue() -> RadioStatuses:
    """The table that comes with the program."""
    return RadioStatuses(_read(resources.load_toml("catalogue", "radio_status.toml")))


def load(path: Path) -> RadioStatuses:
    """The catalogue with the protocols of the hall's own file, if there is one, in its place.

    Raises:
        ValueError: the file cannot be used; the message says why.
    """
    try:
        own = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return catalogue()
    except OSError as error:
        raise ValueError(str(error)) from error
    return RadioStatuses({**catalogue().table, **_read(own)})


def _read(data: Mapping[str, Any]) -> Table:
    table: dict[str, dict[str, AssignmentStatus]] = {}
    for protocol, codes in data.items():
        if not isinstance(codes, Mapping):
            raise ValueError(f"{protocol} is no table of codes")
        table[protocol] = {_plain(code): _status(protocol, code, word) for code, word in codes.items()}
    return table


def _status(protocol: str, code: str, word: object) -> AssignmentStatus:
    if word not in set(AssignmentStatus) or word == AssignmentStatus.ASSIGNED:
        raise ValueError(f"{protocol} {code}: {word!r} is no status that a crew can report")
    return AssignmentStatus(str(word))
