"""Written Chinese into words that a speech engine says right: figures, units, times, telephone numbers, names.

Every figure becomes characters here, so the result does not depend on what an engine makes of "119" or "42.5 mm".
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from radio.audio.errors import AudioError

_DIGITS = "零一二三四五六七八九"
_SPELT = str.maketrans("0123456789", "零幺二三四五六七八九")
_PLAIN = str.maketrans("0123456789", _DIGITS)
_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿")

# Longest first where one begins like another; the pattern below sorts them.
_UNITS = {
    "mm/h": "毫米每小时", "km/h": "公里每小时", "m/s": "米每秒", "m³/s": "立方米每秒", "m3/s": "立方米每秒",
    "mm": "毫米", "cm": "厘米", "km": "公里", "m": "米", "km²": "平方公里", "km2": "平方公里", "m²": "平方米", "m2": "平方米",
    "m³": "立方米", "m3": "立方米", "ha": "公顷", "kg": "公斤", "g": "克", "t": "吨", "L": "升", "h": "小时", "min": "分钟",
    "s": "秒", "kV": "千伏", "V": "伏", "A": "安", "kW": "千瓦", "MPa": "兆帕", "kPa": "千帕", "hPa": "百帕", "Pa": "帕",
    "MHz": "兆赫", "kHz": "千赫", "Hz": "赫兹", "dB": "分贝", "°C": "摄氏度", "°": "度",
}  # fmt: skip
_UNIT = "(?:" + "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True)) + r")(?![A-Za-z0-9/])"
# What is counted: before these a figure is a quantity, and 2 before the first row of them is 两.
_TWO_IS_LIANG = "个户人名辆处次台套间栋座支队组条株头只件批顶床箱吨米毫厘公千平立小分秒天周升克亩里层倍位艘架段项万亿年"
_MEASURES = _TWO_IS_LIANG + "方时日月度级楼路号岁元成点伏瓦帕赫"
_NUMBER = r"\d+(?:\.\d+)?"
_HOTLINES = "110|119|120|122|12119|12122|12345|12350|12379|12395|95598"
_LEVELS = {"IV": "四", "III": "三", "II": "二", "I": "一"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A name, its right pinyin (tones as figures), and the characters to say instead."""

    name: str
    pinyin: str
    say: str


def load_readings(path: Path | None = None) -> tuple[Reading, ...]:
    """The table that ships with the program, or a district's own of the same form.

    Raises:
        AudioError: ``bad_data`` with what is wrong.
    """
    source = path if path is not None else resources.files("resources") / "speech" / "readings.toml"
    try:
        rows = tomllib.loads(source.read_text(encoding="utf-8"))["reading"]
        return tuple(Reading(str(row["name"]), str(row["pinyin"]), str(row.get("say", row["name"]))) for row in rows)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise AudioError("bad_data", f"{source.name}: {error!r}") from error


def spelt(digits: str) -> str:
    """Figure by figure as on the telephone: 119 is 幺幺九."""
    return digits.translate(_SPELT)


def cardinal(number: str) -> str:
    """A quantity: 42.5 is 四十二点五, 1050 is 一千零五十.

    Raises:
        ValueError: for what is not a plain decimal number.
    """
    if not re.fullmatch(_NUMBER, number):
        raise ValueError(f"not a number: {number!r}")
    whole, _, fraction = number.partition(".")
    whole = whole.lstrip("0") or "0"
    if len(whole) > 16:
        words = spelt(whole)
    else:
        words = _whole(whole)
    return words + ("点" + fraction.translate(_PLAIN) if fraction else "")


def _whole(digits: str) -> str:
    if digits == "0":
        return "零"
    width = -(-len(digits) // 4)
    groups = [digits.zfill(width * 4)[at : at + 4] for at in range(0, width * 4, 4)]
    out, gap = "", False
    for index, group in enumerate(groups):
        value = int(group)
        if value == 0:
            gap = bool(out)
            continue
        if out and (gap or value < 1000):
            out += "零"
        gap = False
        out += _four(group.lstrip("0")) + _GROUPS[width - 1 - index]
    return out.removeprefix("一") if out.startswith("一十") else out


def _four(digits: str) -> str:
    out, gap = "", False
    for index, digit in enumerate(digits):
        if digit == "0":
            gap = True
            continue
        out += ("零" if gap else "") + _DIGITS[int(digit)] + _PLACES[len(digits) - 1 - index]
        gap = False
    return out


def spoken(text: str, readings: Sequence[Reading] = ()) -> str:
    """The text as it is to be given to an engine."""
    words = _halved(text)
    for pattern, replace in _RULES:
        words = pattern.sub(replace, words)
    for reading in sorted(readings, key=lambda entry: len(entry.name), reverse=True):
        words = words.replace(reading.name, reading.say)
    return words


def _halved(text: str) -> str:
    """Full-width letters and figures to half width, punctuation as it is, control characters to spaces."""
    out: list[str] = []
    for char in text:
        kind = unicodedata.category(char)
        if kind.startswith("C"):
            out.append(" " if char in "\n\r\t" or kind == "Cc" else "")
        elif kind.startswith("P") or char in "²³":
            out.append(char)
        else:
            out.append(unicodedata.normalize("NFKC", char).replace("℃", "°C"))
    return "".join(out).strip()


def _date(found: re.Match[str]) -> str:
    return f"{found[1].translate(_PLAIN)}年{cardinal(found[2])}月{cardinal(found[3])}日"


def _time(found: re.Match[str]) -> str:
    hour, minute, second = found[1], found[2], found[3]
    words = cardinal(hour) + "点"
    if second is None and int(minute) == 0:
        return words + "整"
    words += _two_places(minute) + "分"
    return words + (_two_places(second) + "秒" if second is not None else "")


def _two_places(digits: str) -> str:
    return ("零" if digits[0] == "0" and digits != "00" else "") + cardinal(digits)


def _phone(found: re.Match[str]) -> str:
    return "，".join(spelt(group) for group in found.groups() if group)


def _quantity(number: str, unit: str) -> str:
    word = _UNITS[unit]
    return ("两" if number == "2" and word[0] in _TWO_IS_LIANG else cardinal(number)) + word


def _signed(found: re.Match[str]) -> str:
    sign, number, unit = found[1], found[2], found[3]
    if unit == "°C":
        return ("零下" if sign else "") + cardinal(number) + "摄氏度"
    return ("负" if sign else "") + _quantity(number, unit)


def _counted(found: re.Match[str]) -> str:
    return "两" if found[1] == "2" else cardinal(found[1])


_MINUS = r"((?<![\dA-Za-z])[-−])?"

_RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(?<=\d),(?=\d{3}(?!\d))"), ""),
    (re.compile(r"(?<!\d)(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})(?:日|(?!\d))"), _date),
    (re.compile(r"(?<!\d)(\d{4})(?=年)"), lambda found: found[1].translate(_PLAIN)),
    (re.compile(r"(?<![\d:：.])([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：]([0-5]\d))?(?![\d:：])"), _time),
    (re.compile(r"(?<=\d)[:：](?=\d)"), "比"),
    (re.compile(r"±\s*(?=\d)"), "正负"),
    (re.compile(r"(?<!\d)(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)"), _phone),
    (re.compile(r"(?<!\d)(0\d{2,3})[- ]?(\d{3,4})(\d{4})(?!\d)"), _phone),
    (re.compile(r"(?<!\d)([48]00)-?(\d{3})-?(\d{4})(?!\d)"), _phone),
    (
        re.compile(rf"(?<![\d.\-])({_HOTLINES})(?![\d%]|[.-]\d|\s*(?:{_UNIT}|[{_MEASURES}]))"),
        lambda found: spelt(found[1]),
    ),
    (re.compile(r"(?<![A-Za-z])([GSXYC])(\d{1,4})(?![\d.])"), lambda found: found[1] + spelt(found[2])),
    (re.compile(r"(国道|省道|县道|乡道|村道)(\d{2,4})(?!\d)"), lambda found: found[1] + spelt(found[2])),
    (re.compile(r"(?<![A-Za-z])(IV|I{1,3})(?=级)"), lambda found: _LEVELS[found[1]]),
    (
        re.compile(rf"({_NUMBER})%?\s*[-~～—–]\s*({_NUMBER}%)"),
        lambda found: f"百分之{cardinal(found[1])}至{found[2]}",
    ),
    (re.compile(rf"{_MINUS}({_NUMBER})%"), lambda found: ("负" if found[1] else "") + "百分之" + cardinal(found[2])),
    (
        re.compile(rf"(?<![\d.])((?!0\d){_NUMBER})\s*(?:{_UNIT})?[-~～—–]((?!0\d){_NUMBER})(?=\s*(?:{_UNIT}|[{_MEASURES}]))"),
        lambda found: f"{cardinal(found[1])}至{found[2]}",
    ),
    (re.compile(rf"{_MINUS}({_NUMBER})\s*({_UNIT})"), _signed),
    (re.compile(r"(?<![\d.])(\d+)[-−](?=\d)"), lambda found: spelt(found[1]) + "杠"),
    (re.compile(r"(?<=杠)(\d+)"), lambda found: spelt(found[1])),
    (re.compile(rf"(?<![\d.])(0\d+|\d{{7,}})(?![\d.]|\s*[{_MEASURES}])"), lambda found: spelt(found[1])),
    (re.compile(rf"(?<![\d.第])({_NUMBER})(?=\s*[{_TWO_IS_LIANG}])"), _counted),
    (re.compile(rf"{_MINUS}({_NUMBER})"), lambda found: ("负" if found[1] else "") + cardinal(found[2])),
    (re.compile(r"(?<=[一-鿿]) +(?=[一-鿿])"), ""),
)
