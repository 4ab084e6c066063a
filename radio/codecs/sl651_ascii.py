"""The ASCII form of an SL 651-2014 body: ``ID SP value SP …``, with the same meaning as the HEX/BCD form.

No captured frame of this form is public; symbols and rules are the standard's. Lists of twelve come packed (24 or 48 hex
characters) or as decimal values; both are read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from radio.codecs.bcd import clock
from radio.codecs.sl651_elements import BY_SYMBOL, Element, Report, hourly_list, status_text
from radio.messages import Message

_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?$", re.ASCII)
_STEP = re.compile(r"DR([DHN])(\d\d)$", re.ASCII)
_HEX = re.compile(r"[0-9A-Fa-f]+$")


def ascii_body(body: str, report: Report) -> list[Message]:
    """The elements of an ASCII body (what follows serial number and send time)."""
    out: list[Message] = []
    words = body.split()
    at = 0
    while at < len(words):
        symbol = words[at].upper()
        at += 1
        if symbol == "RGZS":
            out.append(report.text(re.split("RGZS ?", body, maxsplit=1, flags=re.IGNORECASE)[-1]))
            break
        if symbol == "PIC":
            out.append(report.status("picture", f"{sum(map(len, words[at:])) // 2} bytes"))
            break
        if symbol == "ST":
            at += 2 if at + 1 < len(words) and words[at + 1].upper() != "TT" else 1
            continue
        values: list[str] = []
        while at < len(words) and _is_value(words[at], symbol):
            values.append(words[at])
            at += 1
        report = _pair(symbol, values, report, out)
    return out


def _is_value(word: str, symbol: str) -> bool:
    if word == "M" or _NUMBER.match(word):
        return True
    if symbol == "ZT":
        return len(word) == 8 and _HEX.match(word) is not None
    return symbol.startswith("DR") and len(word) in (24, 48) and _HEX.match(word) is not None


def _pair(symbol: str, values: list[str], report: Report, out: list[Message]) -> Report:
    """One identifier with its values; clocks and steps change how the rest is read."""
    if symbol == "TT":
        return replace(report, observed=clock(values[0]) if values else None, step=None)
    if step := _STEP.match(symbol):
        count = int(step[2])
        unit = {"D": timedelta(days=1), "H": timedelta(hours=1), "N": timedelta(minutes=1)}[step[1]]
        return replace(report, step=count * unit or None)
    if not values:
        out.append(report.fault("syntax", f"{symbol[:20]!r} without a value"))
    elif symbol == "ZT":
        word = values[0]
        out.append(report.status("status_word", status_text(int(word, 16))) if _HEX.match(word) else _bad(symbol, report))
    else:
        out += _readings(BY_SYMBOL.get(symbol) or Element(0, symbol, f"sl651_{symbol[:20]}", None), values, report)
    return report


def _bad(symbol: str, report: Report) -> Message:
    return report.fault("syntax", f"value of {symbol}")


def _readings(row: Element, values: list[str], report: Report) -> list[Message]:
    listed = 0xF4 <= row.leader <= 0xFC
    if listed and len(values) == 1 and len(values[0]) == (24 if row.leader == 0xF4 else 48):
        return hourly_list(bytes.fromhex(values[0]), row, report)
    if len(values) == 1 and not listed and report.step is None:
        return [report.reading(row, _value(values[0]), report.observed)]
    times = report.times(len(values), hourly=listed)
    return [report.reading(row, _value(word), time) for word, time in zip(values, times, strict=True)]


def _value(word: str) -> tuple[float | None, str | None]:
    if word == "M":
        return None, "missing"
    return (float(word), None) if _NUMBER.match(word) else (None, "invalid")
