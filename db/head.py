"""The head of the journal – how many facts, and the hash of the newest – and its copy in a file outside the database.

Who cuts the newest facts off the journal and mends the head in the database does not know of the copy, or cannot reach it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from db.filelock import locked


@dataclass(frozen=True, slots=True)
class Head:
    """The one row of ``journal_head``: facts and their newest hash, newest seq of positions and of readings."""

    count: int
    hash: str
    positions: int
    readings: int


@dataclass(frozen=True, slots=True)
class HeadCopy:
    """What the file holds."""

    count: int
    hash: str


def read_copy(path: Path) -> HeadCopy | None:
    """The copy, or None where there is no file.

    Raises:
        ValueError: the file holds something else.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
        return HeadCopy(count=int(data["count"]), hash=str(data["hash"]))
    except FileNotFoundError:
        return None
    except (KeyError, TypeError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path.name} is no head of a journal") from error


def write_copy(path: Path, head: Head, hash_at: Callable[[int], str | None]) -> bool:
    """Keep ``head`` unless the file already has a newer one: other processes of the hall write it too.

    ``hash_at`` gives the hash that the journal has at a count. Where the copy does not lie on this journal's chain – or cannot be
    read – it is evidence: it stays as it is, for ``verify`` to find, and the answer is False.
    """
    with locked(path.with_name(path.name + ".lock")):
        try:
            present = read_copy(path)
        except ValueError:
            return False
        if present is not None and present.count > head.count:
            return True
        if present is not None and present.hash != (head.hash if present.count == head.count else hash_at(present.count)):
            return False
        fresh = path.with_name(f"{path.name}.new")
        fresh.write_text(json.dumps({"count": head.count, "hash": head.hash}), "utf-8")
        os.replace(fresh, path)
        return True
