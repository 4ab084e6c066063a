"""Where lanes and chips of a command board stand: numbers only, no painting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QPoint, QRect

from widgets.roles import Glyph, Severity
from widgets.theme import Theme

POOL = ""  # sector code of forces that are under the command and in no sector yet


@dataclass(frozen=True, slots=True)
class Lane:
    """A sector of the command with how many forces it needs (least–most; None: no such limit)."""

    code: str
    name: str
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """A force under the command. ``since`` is when its work began, for the light."""

    id: str
    name: str
    sector: str = POOL
    word: str = ""
    glyph: Glyph = Glyph.RING
    tone: str = "dim"
    since: datetime | None = None


def count_text(count: int, lane: Lane) -> str:
    """4/3–6; 4/≥3; 4/≤6; 4."""
    if lane.least is not None and lane.most is not None:
        return f"{count}/{lane.least}–{lane.most}"
    if lane.least is not None:
        return f"{count}/≥{lane.least}"
    return str(count) if lane.most is None else f"{count}/≤{lane.most}"


def shortfall(count: int, lane: Lane) -> int:
    """How many are missing (positive), or too many (negative); 0 is well."""
    if lane.least is not None and count < lane.least:
        return lane.least - count
    if lane.most is not None and count > lane.most:
        return lane.most - count
    return 0


def work_light(worked_s: float, amber_s: float, red_s: float) -> Severity | None:
    """The light of a crew's work time: none, amber, red."""
    if worked_s >= red_s:
        return Severity.RED
    return Severity.ORANGE if worked_s >= amber_s else None


@dataclass
class Layout:
    """Places of lanes and chips in one width. Lanes flow in rows, each as wide as the others."""

    lanes: list[Lane] = field(default_factory=list)
    lane_boxes: list[QRect] = field(default_factory=list)
    chips: list[list[Chip]] = field(default_factory=list)
    chip_boxes: dict[str, QRect] = field(default_factory=dict)
    height: int = 0

    @classmethod
    def make(cls, theme: Theme, width: int, lanes: Sequence[Lane], chips: Sequence[Chip]) -> Layout:
        """Lays lanes and their chips out; chips of a sector that has no lane are never lost, they go to the first."""
        made = cls(lanes=list(lanes))
        if not made.lanes or width <= 2 * theme.gap(1):
            return made
        place = {lane.code: number for number, lane in enumerate(made.lanes)}
        made.chips = [[] for _ in made.lanes]
        for chip in chips:
            made.chips[place.get(chip.sector, 0)].append(chip)
        gap, head, row = theme.gap(1), theme.size("row"), theme.size("row")
        width -= 2 * gap  # a margin all round, where the frame of the focus is drawn
        columns = max(1, min(len(made.lanes), (width + gap) // (theme.size("lane") + gap)))
        lane_width = (width - gap * (columns - 1)) // columns
        top = gap
        for start in range(0, len(made.lanes), columns):
            numbers = range(start, min(start + columns, len(made.lanes)))
            tallest = max(1, *(len(made.chips[n]) for n in numbers)) if len(numbers) else 1
            height = head + tallest * (row + gap) + gap
            for n in numbers:
                left = gap + (n - start) * (lane_width + gap)
                made.lane_boxes.append(QRect(left, top, lane_width, height))
                for m, chip in enumerate(made.chips[n]):
                    made.chip_boxes[chip.id] = QRect(left + gap, top + head + m * (row + gap), lane_width - 2 * gap, row)
            top += height + gap
        made.height = top
        return made

    def lane_at(self, pos: QPoint) -> int | None:
        """Number of the lane under a place."""
        return next((n for n, box in enumerate(self.lane_boxes) if box.contains(pos)), None)

    def chip_at(self, pos: QPoint) -> str | None:
        """Id of the chip under a place."""
        return next((id_ for id_, box in self.chip_boxes.items() if box.contains(pos)), None)

    def where(self, chip_id: str) -> tuple[int, int] | None:
        """Lane number and row of a chip."""
        for n, lane in enumerate(self.chips):
            for m, chip in enumerate(lane):
                if chip.id == chip_id:
                    return n, m
        return None

    def chip(self, chip_id: str) -> Chip | None:
        """The chip of that id."""
        at = self.where(chip_id)
        return None if at is None else self.chips[at[0]][at[1]]

    def step(self, chip_id: str | None, across: int, down: int) -> str | None:
        """The chip that the arrow keys come to: in the lane, or the nearest row of the next lane that has any."""
        at = self.where(chip_id) if chip_id is not None else None
        if at is None:
            return next((chip.id for lane in self.chips for chip in lane), None)
        lane, row = at
        if across:
            lane += across
            while 0 <= lane < len(self.chips) and not self.chips[lane]:
                lane += across
            if not 0 <= lane < len(self.chips):
                return chip_id
        row = min(max(0, row + down), len(self.chips[lane]) - 1)
        return self.chips[lane][row].id
