"""Bytes and what they mean, in words: for the rows of the protocol monitor, and as a file that ``oneboard decode`` reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.models import words
from console.models.wires_now import Seen
from widgets import format as fmt
from widgets.roles import Glyph

tr = QCoreApplication.translate
Message = Mapping[str, Any]

VIEWS: Mapping[str, frozenset[str]] = {
    "frames": frozenset({"frame", "out", "fault"}),
    "bytes": frozenset({"in", "out"}),
    "faults": frozenset({"fault"}),
}
SHOWN_BYTES = 96


def view_words() -> list[tuple[str, str]]:
    """What may be looked at."""
    return [("frames", tr("wires", "报文与译文")), ("bytes", tr("wires", "原始字节")), ("faults", tr("wires", "只看错误"))]


def direction(value: str) -> tuple[Glyph, str, str]:
    """Which way a row went: its mark, the mark's colour, a word."""
    return {
        "in": (Glyph.ARROW, "dim", tr("wires", "收")),
        "out": (Glyph.BAR, "live", tr("wires", "发")),
        "frame": (Glyph.TICK, "ok", tr("wires", "帧")),
    }.get(value, (Glyph.CROSS, "red", tr("wires", "错")))


def time(at: datetime) -> str:
    """14:05:32.120 by the wall."""
    here = fmt.local(at)
    return f"{here:%H:%M:%S}.{here.microsecond // 1000:03d}"


def hexed(data: bytes, limit: int = SHOWN_BYTES) -> str:
    """Bytes in a row; of a long one the first."""
    shown = data[:limit].hex(" ").upper()
    return f"{shown} …" if len(data) > limit else shown


def size(value: Any) -> str:
    """A number of bytes: 820 B, 14.2 kB, 3.1 MB."""
    if value is None:
        return "–"
    number = float(value)
    for unit in ("B", "kB", "MB"):
        if number < 1000:
            return f"{number:.0f}\u00a0{unit}" if unit == "B" else f"{number:.1f}\u00a0{unit}"
        number /= 1000
    return f"{number:.1f}\u00a0GB"


def count(value: Any) -> str:
    """A number of frames."""
    return "–" if value is None else f"{int(value):,}".replace(",", "\u2009")


def faults(reasons: Mapping[str, int]) -> str:
    """校验错 3 · 长度错 1."""
    return " · ".join(f"{fault(reason)} {number}" for reason, number in reasons.items())


def fault(reason: str) -> str:
    """What is wrong with bytes that are no message."""
    return {
        "checksum": tr("wires", "校验错"),
        "length": tr("wires", "长度错"),
        "syntax": tr("wires", "格式错"),
        "unknown": tr("wires", "不认识"),
        "overflow": tr("wires", "超长"),
    }.get(reason, reason)


def meaning(row: Seen) -> str:
    """The right side of a row."""
    if row.direction == "fault":
        reason, _, detail = row.note.partition(" ")
        return f"{fault(reason)} {detail}".strip()
    if row.messages:
        return "; ".join(message(one) for one in row.messages)
    return tr("wires", "{0} 字节").format(len(row.data))


def message(one: Message) -> str:
    """What a message says, in a line."""
    said = _said(one)
    return f"{one['source']}: {said}" if one.get("source") else said


def _said(one: Message) -> str:
    text = str(one.get("text") or "")
    match one.get("type"):
        case "position":
            return _position(one)
        case "reading":
            value = fmt.number(one.get("value"), str(one.get("unit") or ""), 2)
            return f"{words.element(str(one.get('element')))} {value}"
        case "alarm":
            state = tr("wires", "恢复") if one.get("state") == "restored" else tr("wires", "动作")
            parts = (words.alarm_event(str(one.get("event"))), state, str(one.get("zone") or ""), text)
            return " ".join(part for part in parts if part)
        case "call":
            phase = tr("wires", "结束") if one.get("phase") == "end" else tr("wires", "开始")
            return tr("wires", "呼叫{0}: {1} → {2}").format(phase, one.get("caller_id") or "–", one.get("called_id") or "–")
        case "status":
            return tr("wires", "状态 {0} {1}").format(one.get("code", ""), text).strip()
        case "text":
            return tr("wires", "文字「{0}」").format(text)
        case "heartbeat":
            return tr("wires", "心跳")
        case "registration":
            return tr("wires", "注册 {0}").format(text).strip()
        case "ack":
            return tr("wires", "回执 {0} {1}").format(one.get("state", ""), one.get("ref") or "").strip()
    return str(one.get("type"))


def _position(one: Message) -> str:
    if one.get("valid") is False or one.get("lat") is None:
        return tr("wires", "定位无效")
    place = f"{one['lat']:.5f}, {one['lon']:.5f}"
    speed = fmt.number(one.get("speed_kmh"), "km/h", 0) if one.get("speed_kmh") is not None else ""
    return tr("wires", "定位 {0} {1}").format(place, speed).strip()


def whole(row: Seen) -> str:
    """All that a row means, field by field."""
    if not row.messages:
        return meaning(row)
    return "\n\n".join("\n".join(f"{key}: {value}" for key, value in one.items()) for one in row.messages)


def line(row: Seen) -> str:
    """A row as text, to paste elsewhere."""
    return "\t".join((time(row.at), direction(row.direction)[2], row.peer, row.data.hex(" ").upper(), meaning(row)))


def recording(wire: str, protocol: str, rows: Sequence[Seen], now: datetime) -> str:
    """What came in as lines of hex, the conversations one after the other; what went out stands beside it as comments."""
    head = [f"# wire {wire}, protocol {protocol}, saved {now.isoformat(timespec='seconds')}", f"# oneboard decode {protocol} FILE --hex"]
    return "\n".join([*head, *_conversations(rows)]) + "\n"


def _conversations(rows: Sequence[Seen]) -> Iterable[str]:
    for peer in dict.fromkeys(row.peer for row in rows):
        if peer:
            yield f"# from {peer}"
        for row in rows:
            if row.peer == peer and row.direction == "in":
                yield f"{row.data.hex(' ')}  # {row.at.isoformat(timespec='milliseconds')}"
            elif row.peer == peer and row.direction == "out":
                yield f"# sent {row.data.hex(' ')}  # {row.at.isoformat(timespec='milliseconds')}"
