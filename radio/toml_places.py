"""Where in a TOML file something stands, so that an error can name the line.

``tomllib`` keeps no positions; this finds the line of a key by walking the text as far as tables and plain keys go, which is all
that our own files use.
"""

from __future__ import annotations

import re

_TABLE = re.compile(r"^\s*\[(\[)?\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_\-]+)\s*=")


def line_of(text: str, table: str, index: int = 0, key: str | None = None) -> int | None:
    """The line (from 1) of ``key`` in the ``index``-th ``table``; without a key, or where it is absent, of the table's head."""
    seen = -1
    inside = table == ""
    head: int | None = None
    for number, line in enumerate(text.splitlines(), 1):
        found = _TABLE.match(line)
        if found:
            inside = found.group(2) == table
            if inside:
                seen += 1
                if seen == index:
                    head = number
            continue
        pair = _KEY.match(line)
        if inside and (table == "" or seen == index) and pair and pair.group(1) == key:
            return number
    return head


def place(file: str, text: str, table: str, index: int = 0, key: str | None = None) -> str:
    """ "file line 12, wire 3, baud": for a person who has to mend it."""
    number = line_of(text, table, index, key)
    parts = [f"{file} line {number}" if number else file]
    if table:
        parts.append(f"[{table}] {index + 1}")
    if key:
        parts.append(key)
    return ", ".join(parts)
