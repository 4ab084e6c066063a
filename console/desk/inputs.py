"""Fields that several sheets share, and how what stands in them is read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QLineEdit

from console.desk.fields import Choice
from console.desk.sheets import Reply, Values
from console.domain.codes import CommandLevel, Grade, IncidentKind
from console.models import words

tr = QCoreApplication.translate


def combo(items: Iterable[tuple[str, str]]) -> QComboBox:
    """A closed list: value with its words."""
    box = Choice()
    for value, text in items:
        box.addItem(text, value)
    return box


def kinds() -> QComboBox:
    """Kinds of incident."""
    return combo((kind.value, words.incident_kind(kind)) for kind in IncidentKind)


def grades(none: str) -> QComboBox:
    """The four grades, and none of them."""
    return combo([("", none), *((str(int(g)), words.grade(g)) for g in Grade)])


def levels() -> QComboBox:
    """Levels of a command; the district's own first."""
    order = (CommandLevel.DISTRICT, CommandLevel.TOWN, CommandLevel.CITY, CommandLevel.PROVINCE)
    return combo((level.value, words.command_level(level)) for level in order)


def grade_of(value: object) -> Grade | None:
    """What was chosen."""
    return Grade(int(str(value))) if value else None


def coordinates(text: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees as people write them; None for nothing that could be one."""
    numbers = re.findall(r"-?\d+(?:\.\d+)?", text)
    if len(numbers) != 2:
        return None
    lat, lon = float(numbers[0]), float(numbers[1])
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def coordinates_text(lat: float | None, lon: float | None) -> str:
    """The other way round."""
    return "" if lat is None or lon is None else f"{lat:.5f}, {lon:.5f}"


def coordinate_line() -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(tr("forms", "纬度, 经度; 不明则留空"))
    return line


def place_of(values: Values, reply: Reply) -> tuple[float | None, float | None] | None:
    """Coordinates as typed; None after a complaint."""
    text = values["coordinates"]
    if not text:
        return None, None
    at = coordinates(text)
    if at is None:
        reply.refused(tr("forms", "坐标应写作: 34.58800, 105.71200 (纬度, 经度), 不明则留空"))
    return at


def read_grade(word: str) -> Grade | None:
    """II, 2, 二级, II级, 重大, LevelII – and, as the screen's language has it, its word (major)."""
    said = word.upper().removesuffix("级").removesuffix("JI")
    for before in ("LEVEL", "GRADE"):
        said = said.removeprefix(before)
    names = {"I": 1, "II": 2, "III": 3, "IV": 4, "一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
    full = {"特别重大": 1, "重大": 2, "较大": 3, "一般": 4, "特大": 1}
    number = names.get(said) or full.get(word)
    if number is None:
        number = next((int(g) for g in Grade if word.lower() in words.grade(g).lower().split()[1:]), None)
    return Grade(number) if number else None
