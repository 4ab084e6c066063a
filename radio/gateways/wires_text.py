"""The text of ``gateway.toml``: read although a part of it is broken, and changed wire by wire with what a person wrote around it.

A block of the text is one ``[[wire]]`` with what belongs to it, from the comments just above its head to the line before the next block.
A changed wire keeps its lines: values are put in their place, comments stay. Where its block holds what this module does not read (values
of several lines, tables of its own) the block is written anew, and :class:`Edit` says so.
"""

from __future__ import annotations

import contextlib
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from radio.gateways.wires import BadWire, WireConfig, WireConfigError, read_row, wire_rows

_HEAD = re.compile(r"^\s*\[\[\s*wire\s*\]\]\s*(#.*)?$")
_TABLE = re.compile(r"^\s*\[")
_OPTIONS = re.compile(r"^\s*\[\s*wire\.options\s*\]\s*(#.*)?$")
_PAIR = re.compile(r"^(?P<before>\s*(?P<key>[A-Za-z0-9_\-]+)\s*=\s*)(?P<rest>.*)$")
_NAME = re.compile(r"^\s*name\s*=\s*[\"'](?P<name>[^\"']+)[\"']", re.MULTILINE)
_BARE = re.compile(r"[A-Za-z0-9_\-]+")
_DEFAULTS = {field.name: field.default for field in fields(WireConfig)}


@dataclass(frozen=True, slots=True)
class WiresFile:
    """What a file gives: the wires that can be used, those that cannot, and – where it is wrong as a whole – why."""

    text: str
    wires: tuple[WireConfig, ...]
    bad: tuple[BadWire, ...] = ()
    problem: WireConfigError | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A changed text; ``kept`` is False where comments inside the wire's own block had to go."""

    text: str
    kept: bool = True


def read_wires(path: Path) -> WiresFile:
    """The file, as far as it can be read. Never raises: a slip in one wire must not stop the others."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        return WiresFile("", (), problem=WireConfigError(problem.strerror or str(problem), path.name, "unreadable"))
    except UnicodeDecodeError:
        return WiresFile("", (), problem=WireConfigError("is not UTF-8 text", path.name, "encoding"))
    return parse_wires(text, path.name)


def parse_wires(text: str, file: str) -> WiresFile:
    """A text, as far as it can be read: where it is no TOML as a whole, block by block."""
    problem: WireConfigError | None = None
    found: list[Mapping[str, Any] | BadWire] = []
    try:
        found += wire_rows(text, file)
    except WireConfigError as error:
        problem = error
        found += [_read_block(block, number, file) for number, block in enumerate(_cut(text)[1:], 1)]
    wires: dict[str, WireConfig] = {}
    bad: dict[str, BadWire] = {}
    for index, row in enumerate(found):
        if isinstance(row, BadWire):
            bad[_free(row.name, wires, bad)] = row
            continue
        name = str(row.get("name") or f"[[wire]] {index + 1}")
        try:
            wire = read_row(row, index, file, text)
            if wire.name in wires:
                raise WireConfigError(f"a second wire named {wire.name!r}", file, "duplicate", "name", wire.name)
            wires[wire.name] = wire
        except WireConfigError as error:
            free = _free(name, wires, bad)
            bad[free] = BadWire(free, str(row.get("label") or name), str(row.get("protocol") or ""), str(error))
    return WiresFile(text, tuple(wires.values()), tuple(bad.values()), problem)


def put_wire(text: str, config: WireConfig, name: str | None = None) -> Edit:
    """The text with that wire: in the place of the one called ``name``, or as a new one at the end.

    Raises:
        WireConfigError: the text is broken, or the wire cannot be in it (``duplicate``, or what :func:`read_row` says).
    """
    read_row(_row(config))
    rows = wire_rows(text, "")
    names = [str(row.get("name")) for row in rows]
    if config.name in names and config.name != name:
        raise WireConfigError(f"a second wire named {config.name!r}", "", "duplicate", "name", config.name)
    if name not in names:
        before = f"{text.rstrip()}\n\n" if text.strip() else ""
        return Edit(before + _write(_row(config)))
    blocks = _cut(text)
    at = names.index(str(name)) + 1
    wanted = [*rows]
    wanted[at - 1] = _row(config, rows[at - 1])
    if len(blocks) == len(rows) + 1:
        for block, kept in ((_change(blocks[at], rows[at - 1], config), True), (_anew(blocks[at], wanted[at - 1]), False)):
            made = "".join([*blocks[:at], block, *blocks[at + 1 :]]) if block is not None else ""
            if block is not None and _same(made, wanted):
                return Edit(made, kept or not _comments(blocks[at]))
    return Edit("\n".join(map(_write, wanted)), kept=False)


def drop_wire(text: str, name: str) -> Edit:
    """The text without that wire, and without the comments just above it.

    Raises:
        WireConfigError: the text is broken, or there is no such wire (``missing``).
    """
    rows = wire_rows(text, "")
    names = [str(row.get("name")) for row in rows]
    if name not in names:
        raise WireConfigError(f"no wire named {name!r}", "", "missing", "name", name)
    at = names.index(name)
    wanted = [row for number, row in enumerate(rows) if number != at]
    blocks = _cut(text)
    made = "".join(block for number, block in enumerate(blocks) if number != at + 1)
    if len(blocks) == len(rows) + 1 and _same(made, wanted):
        return Edit(made)
    return Edit("\n".join(map(_write, wanted)), kept=False)


def write_beside(path: Path, text: str) -> Path:
    """The text on disk beside the file, ready to take its place in one step.

    Raises:
        OSError: it cannot be written.
    """
    fresh = path.with_name(path.name + ".next")
    with fresh.open("w", encoding="utf-8", newline="\n") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    return fresh


def take_place(fresh: Path, path: Path) -> None:
    """Put it in the file's place; what stood there is kept as ``….before``.

    Raises:
        OSError: it cannot be done; the file is as it was.
    """
    with contextlib.suppress(OSError):
        before = path.with_name(path.name + ".before")
        before.write_bytes(path.read_bytes())
    os.replace(fresh, path)
    if os.name != "nt":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


# ---- blocks ------------------------------------------------------------------------------------------------------------


def _cut(text: str) -> list[str]:
    """What stands before the first wire, then a block a wire."""
    lines = text.splitlines(keepends=True)
    heads = [number for number, line in enumerate(lines) if _HEAD.match(line)]
    starts = []
    for head in heads:
        start = head
        while start > 0 and lines[start - 1].lstrip().startswith("#"):
            start -= 1
        starts.append(start)
    if starts and starts[0] == 0 and heads[0] > 0 and not any(not line.strip() for line in lines[: heads[0]]):
        starts[0] = heads[0]  # the comments at the top of a file are the file's, not the first wire's
    ends = [*starts, len(lines)]
    return ["".join(lines[: ends[0]]), *("".join(lines[a:b]) for a, b in zip(starts, ends[1:], strict=True))]


def _read_block(block: str, number: int, file: str) -> Mapping[str, Any] | BadWire:
    try:
        rows: list[dict[str, Any]] = wire_rows(block, file)
        return rows[0]
    except (WireConfigError, IndexError) as problem:
        found = _NAME.search(block)
        name = found["name"] if found else f"[[wire]] {number}"
        return BadWire(name, name, "", str(problem))


def _free(name: str, *taken: Mapping[str, object]) -> str:
    """A name that nobody has, so that both of two wires of one name are shown."""
    number, free = 2, name
    while any(free in names for names in taken):
        free, number = f"{name} ({number})", number + 1
    return free


def _change(block: str, row: Mapping[str, Any], config: WireConfig) -> str | None:
    """The block with other values in the lines that hold them; None where it holds what is not read here."""
    wanted = _row(config, row)
    options = dict(wanted.pop("options", {}))
    lines = block.splitlines()
    head = next(number for number, line in enumerate(lines) if _HEAD.match(line))
    table = next((number for number, line in enumerate(lines) if number > head and _TABLE.match(line)), len(lines))
    if any(_TABLE.match(line) and not _OPTIONS.match(line) for line in lines[table:]):
        return None
    if table == len(lines) and "options" in row:
        return None  # options in one line, or under dotted keys
    own = _put_values(lines[head + 1 : table], wanted)
    below = _put_values(lines[table + 1 :], options) if table < len(lines) else None
    if own is None or (table < len(lines) and below is None):
        return None
    made = [*lines[: head + 1], *own]
    if below is not None:
        made += [lines[table], *below] if options or any(line.lstrip().startswith("#") for line in below) else below
    elif options:
        while made and not made[-1].strip():
            made.pop()
        made += ["[wire.options]", *(f"{_key(key)} = {write_value(value)}" for key, value in options.items()), ""]
    return "\n".join(made) + "\n"


def _put_values(lines: list[str], wanted: Mapping[str, Any]) -> list[str] | None:
    """Lines of ``key = value`` with these values, in their order; new ones behind the last; None where a line is something else."""
    made: list[str] = []
    left = dict(wanted)
    last = 0
    for line in lines:
        pair = _PAIR.match(line)
        if pair is None:
            if line.strip() and not line.lstrip().startswith("#"):
                return None
            made.append(line)
            continue
        value, comment = _split(pair["rest"])
        if value is None:
            return None
        key = pair["key"]
        if key not in left:
            continue
        new = left.pop(key)
        same = type(new) is type(value) and new == value
        made.append(line if same else f"{pair['before']}{write_value(new)}{comment}")
        last = len(made)
    return [*made[:last], *(f"{_key(key)} = {write_value(value)}" for key, value in left.items()), *made[last:]]


def _split(rest: str) -> tuple[Any, str]:
    """The value of a line, and the comment behind it; (None, "") for a value that goes on below."""
    for end in sorted({match.start() for match in re.finditer(r"\s*#", rest)} | {len(rest)}):
        try:
            return tomllib.loads(f"x = {rest[:end]}")["x"], rest[end:].rstrip()
        except tomllib.TOMLDecodeError:
            continue
    return None, ""


def _anew(block: str, row: Mapping[str, Any]) -> str:
    """The block written anew below the comments that stand above its head."""
    above = []
    for line in block.splitlines():
        if _HEAD.match(line):
            break
        above.append(line)
    tail = "\n" if block.endswith("\n\n") else ""
    return "\n".join([*above, _write(row)]) + tail


def _comments(block: str) -> bool:
    """Whether there are comments inside, behind the head."""
    lines = block.splitlines()
    head = next(number for number, line in enumerate(lines) if _HEAD.match(line))
    return any("#" in line for line in lines[head:])


def _same(text: str, rows: list[dict[str, Any]]) -> bool:
    """Whether that text says exactly this; a table of options without one is none."""

    def said(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{key: value for key, value in row.items() if value != {}} for row in found]

    try:
        return said(wire_rows(text, "")) == said(rows)
    except WireConfigError:
        return False


def _row(config: WireConfig, before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What has to be said of a wire: all that is not as usual, and what was said of it before."""
    row: dict[str, Any] = {"name": config.name}
    for key in ("label", "protocol", "link", "baud", "bits", "parity", "stopbits", "source_hint"):
        value = getattr(config, key)
        usual = config.name if key == "label" else _DEFAULTS[key]
        if value != usual or key in (before or ()):
            row[key] = value
    if config.options:
        row["options"] = dict(config.options)
    return row


def _write(row: Mapping[str, Any]) -> str:
    """A block of a new wire."""
    options = row.get("options", {})
    lines = ["[[wire]]", *(f"{_key(key)} = {write_value(value)}" for key, value in row.items() if key != "options")]
    if options:
        lines += ["[wire.options]", *(f"{_key(key)} = {write_value(value)}" for key, value in options.items())]
    return "\n".join(lines) + "\n"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else write_value(key)


def write_value(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        marks = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
        return '"' + "".join(marks.get(c, c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}") for c in value) + '"'
    if isinstance(value, list | tuple):
        return "[" + ", ".join(write_value(item) for item in value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)} = {write_value(item)}" for key, item in value.items()) + "}"
    return str(value)
