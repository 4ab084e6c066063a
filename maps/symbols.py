"""The signs of the map: what a force is, what it does, and how old its place is, told by shape before colour.

A disc is on its way, a square is at a place; filled means under command, hollow means free. Colour stays out of it: the
saturated colours belong to what needs a person. An aged position is hatched, a lost one is a ghost of dots.

    standby   hollow square      assigned  hollow disc      en_route  filled disc      on_scene  filled square
    working   filled square in a frame     resting   hollow square, bar below
    out_of_service   hollow square, struck through          unknown   dashed square
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from maps.model import FACES, KINDS, LIVE, LOST, STALE, STATES, MapPlace

Tokens = Mapping[str, str]
Symbol = Mapping[str, float]

_DISCS: Final = ("assigned", "en_route")
_FILLED: Final = ("en_route", "on_scene", "working")


def kind_glyphs() -> dict[str, str]:
    """One character for each kind of force, in the language of the screen."""
    tr = QCoreApplication.translate
    return {
        "fire_rescue": tr("MapSymbols", "消"),
        "professional": tr("MapSymbols", "专"),
        "social": tr("MapSymbols", "社"),
        "grassroots": tr("MapSymbols", "基"),
        "military": tr("MapSymbols", "军"),
        "medical": tr("MapSymbols", "医"),
        "police": tr("MapSymbols", "警"),
        "traffic": tr("MapSymbols", "交"),
        "power": tr("MapSymbols", "电"),
        "telecom": tr("MapSymbols", "通"),
        "other": tr("MapSymbols", "力"),
    }


def place_glyphs() -> dict[str, str]:
    """One character for each kind of place."""
    tr = QCoreApplication.translate
    return {
        "incident": tr("MapSymbols", "事"),
        "command": tr("MapSymbols", "指"),
        "rain": tr("MapSymbols", "雨"),
        "river": tr("MapSymbols", "水"),
        "fire_panel": tr("MapSymbols", "火"),
        "radio": tr("MapSymbols", "台"),
        "siren": tr("MapSymbols", "笛"),
        "facility": tr("MapSymbols", "设"),
        "draft": tr("MapSymbols", "报"),
    }


def severity_path(severity: str, centre: QPointF, radius: float) -> QPainterPath:
    """红 octagon, 橙 triangle, 黄 diamond, 蓝 disc."""
    path = QPainterPath()
    if severity == "blue":
        path.addEllipse(centre, radius, radius)
        return path
    # Corners, turn, drop and reach: a triangle must be larger than an octagon to weigh the same.
    shapes = {"red": (8, 22.5, 0.0, 1.05), "orange": (3, 0.0, 0.22, 1.32), "yellow": (4, 0.0, 0.0, 1.15)}
    corners, turn, drop, reach = shapes[severity]
    angles = [math.radians(turn + 360 * step / corners) for step in range(corners)]
    middle = centre + QPointF(0, drop * radius)
    path.addPolygon(QPolygonF([middle + QPointF(math.sin(a), -math.cos(a)) * (radius * reach) for a in angles]))
    path.closeSubpath()
    return path


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Small pictures side by side in a large one; ``cell`` is the side of each in pixels of the large one."""

    picture: QPixmap
    cell: int
    columns: int

    def centre(self, index: int) -> QPointF:
        """Middle of a cell in the units of a painter on the picture."""
        row, column = divmod(index, self.columns)
        return QPointF(column + 0.5, row + 0.5) * (self.cell / self.picture.devicePixelRatio())


def _even(length: float) -> int:
    """Next even number of pixels: a cell then has a whole pixel at its middle and centres exactly."""
    return 2 * math.ceil(length / 2)


class UnitSheet:
    """Every sign of a force drawn once, in one picture, found by arithmetic."""

    def __init__(self, tokens: Tokens, symbol: Symbol, ratio: float) -> None:
        self._tokens = {key: QColor(value) for key, value in tokens.items()}
        self._symbol = symbol
        self._ratio = ratio
        self.plain = self._draw_bodies(_even(symbol["cell"] * ratio), drill=False)
        self.drill = self._draw_bodies(_even(symbol["drill_cell"] * ratio), drill=True)
        self.headings = int(symbol["headings"])
        self.pointers = self._draw_pointers(_even((symbol["pointer"] + 3) * ratio))

    def _sheet(self, cell: int, columns: int, rows: int) -> Sheet:
        picture = QPixmap(columns * cell, rows * cell)
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(Qt.GlobalColor.transparent)
        return Sheet(picture, cell, columns)

    def index(self, kinds: NDArray[np.uint8], states: NDArray[np.uint8], faces: NDArray[np.uint8]) -> NDArray[np.int64]:
        """Which cell of ``plain`` or ``drill`` shows each of many forces."""
        cells: NDArray[np.int64] = (kinds.astype(np.int64) * len(STATES) + states) * len(FACES) + faces
        return cells

    def heading_index(self, course_deg: NDArray[np.float64]) -> NDArray[np.int64]:
        """Which cell of ``pointers`` is nearest to each course."""
        steps: NDArray[np.int64] = np.round(course_deg / 360 * self.headings).astype(np.int64) % self.headings
        return steps

    def _draw_bodies(self, cell: int, *, drill: bool) -> Sheet:
        sheet = self._sheet(cell, 24, math.ceil(len(KINDS) * len(STATES) * len(FACES) / 24))
        painter = QPainter(sheet.picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        glyphs = kind_glyphs()
        signs = ((kind, state, face) for kind in KINDS for state in STATES for face in range(len(FACES)))
        for index, (kind, state, face) in enumerate(signs):
            centre = sheet.centre(index)
            self._draw_body(painter, centre, glyphs[kind], state, face)
            if drill:
                draw_drill_mark(painter, centre, self._symbol["body"] / 2, self._tokens, self._symbol)
        painter.end()
        return sheet

    def _draw_body(self, painter: QPainter, centre: QPointF, glyph: str, state: str, face: int) -> None:
        tokens, stroke, half = self._tokens, self._symbol["stroke"], self._symbol["body"] / 2
        if state == "working":
            half *= 0.85  # room for its frame
        outline = _outline(centre, half, disc=state in _DISCS)
        filled = state in _FILLED and face == LIVE
        weak = state in ("resting", "out_of_service", "unknown")
        edge = tokens["text"] if state in _DISCS or state in _FILLED else tokens["dim"]
        halo = QColor(tokens["ground"])
        halo.setAlphaF(0.85)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if face != LOST:
            painter.setPen(QPen(halo, stroke + 2.4))
            painter.drawPath(outline)
        fill = QColor(tokens["text"] if filled else tokens["raised"])
        fill.setAlphaF({LIVE: 1.0, STALE: 0.9, LOST: 0.5}[face])
        painter.fillPath(outline, fill)
        if face == STALE:
            _hatch(painter, outline, tokens["faint"], self._symbol["hatch"])
        painter.setPen(_edge_pen(edge, stroke, face, dashed=state == "unknown"))
        painter.drawPath(outline)
        ink = tokens["ground"] if filled else tokens["dim"] if weak or face == LOST else tokens["text"]
        _glyph(painter, centre, glyph, ink, self._symbol["glyph"])
        painter.setPen(QPen(edge if face == LIVE else tokens["dim"], stroke))
        if state == "working":
            painter.setPen(QPen(tokens["text"], stroke * 0.75))
            painter.drawPath(_outline(centre, half + 3.0, disc=False))
        elif state == "resting":
            painter.drawLine(centre + QPointF(-half + 3, half - 2.5), centre + QPointF(half - 3, half - 2.5))
        elif state == "out_of_service":
            painter.drawLine(centre + QPointF(-half, half), centre + QPointF(half, -half))

    def _draw_pointers(self, cell: int) -> Sheet:
        sheet = self._sheet(cell, self.headings, 1)
        painter = QPainter(sheet.picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        length = self._symbol["pointer"]
        wedge = QPolygonF([QPointF(0, -length * 0.55), QPointF(length * 0.5, length * 0.4), QPointF(-length * 0.5, length * 0.4)])
        for step in range(self.headings):
            painter.save()
            painter.translate(sheet.centre(step))
            painter.rotate(360 * step / self.headings)
            painter.setPen(QPen(self._tokens["ground"], 1.4))
            painter.setBrush(self._tokens["text"])
            painter.drawPolygon(wedge)
            painter.restore()
        painter.end()
        return sheet


class PlaceSigns:
    """Signs of places, drawn when first needed: there are few of them, in many combinations."""

    def __init__(self, tokens: Tokens, symbol: Symbol, ratio: float) -> None:
        self._tokens = {key: QColor(value) for key, value in tokens.items()}
        self._symbol = symbol
        self._ratio = ratio
        self._glyphs = place_glyphs()
        self._signs: dict[tuple[object, ...], QPixmap] = {}

    def sign(self, place: MapPlace, *, stale: bool, bright: bool) -> QPixmap:
        """The picture of a place; ``bright`` is the half of the second in which an unacknowledged alarm is full."""
        bright = bright or place.acknowledged
        key = (place.kind, place.severity, place.acknowledged, stale, place.drill, bright)
        if key not in self._signs:
            self._signs[key] = self._draw(place, stale=stale, bright=bright)
        return self._signs[key]

    def _draw(self, place: MapPlace, *, stale: bool, bright: bool) -> QPixmap:
        half = (self._symbol["alarm"] if place.severity else self._symbol["place"]) / 2
        side = math.ceil(2 * half + 14)
        sign = QPixmap(math.ceil(side * self._ratio), math.ceil(side * self._ratio))
        sign.setDevicePixelRatio(self._ratio)
        sign.fill(Qt.GlobalColor.transparent)
        painter = QPainter(sign)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(side / 2, side / 2)
        if place.severity:
            self._draw_alarm(painter, centre, half, place, bright=bright)
        else:
            self._draw_plain(painter, centre, half, place, stale=stale)
        if place.drill:
            draw_drill_mark(painter, centre, half, self._tokens, self._symbol)
        painter.end()
        return sign

    def _draw_alarm(self, painter: QPainter, centre: QPointF, half: float, place: MapPlace, *, bright: bool) -> None:
        colour, stroke = self._tokens[str(place.severity)], self._symbol["stroke"] * 1.4
        path = severity_path(str(place.severity), centre, half)
        painter.setPen(QPen(self._tokens["ground"], stroke + 3.5))
        painter.drawPath(path)
        painter.fillPath(path, self._tokens["raised"])
        if not place.acknowledged:
            fill = QColor(colour)
            fill.setAlphaF(1.0 if bright else 0.35)
            painter.fillPath(path, fill)
        painter.setPen(QPen(colour, stroke))
        painter.drawPath(path)
        ink = self._tokens["text"] if place.acknowledged or not bright else _on(colour, self._tokens)
        drop = QPointF(0, half * 0.3) if place.severity == "orange" else QPointF()
        _glyph(painter, centre + drop, self._glyphs[place.kind], ink, self._symbol["glyph"] * 0.92)

    def _draw_plain(self, painter: QPainter, centre: QPointF, half: float, place: MapPlace, *, stale: bool) -> None:
        path = _pin(centre, half)
        halo = QColor(self._tokens["ground"])
        halo.setAlphaF(0.85)
        painter.setPen(QPen(halo, self._symbol["stroke"] + 2.4))
        painter.drawPath(path)
        painter.fillPath(path, self._tokens["panel"])
        if stale:
            _hatch(painter, path, self._tokens["faint"], self._symbol["hatch"])
        painter.setPen(_edge_pen(self._tokens["dim"], self._symbol["stroke"], STALE if stale else LIVE, dashed=False))
        painter.drawPath(path)
        ink = self._tokens["dim" if stale else "text"]
        _glyph(painter, centre, self._glyphs[place.kind], ink, self._symbol["glyph"] * 0.92)


def draw_drill_mark(painter: QPainter, centre: QPointF, half: float, tokens: Mapping[str, QColor], symbol: Symbol) -> None:
    """A small 演 at the lower right: this force or place is part of an exercise."""
    size = symbol["drill_glyph"]
    middle = centre + QPointF(half - size * 0.22, half - size * 0.22)
    pad = QRectF(middle.x() - size * 0.6, middle.y() - size * 0.6, size * 1.2, size * 1.2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens["ground"])
    painter.drawRoundedRect(pad, 2, 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _glyph(painter, middle, QCoreApplication.translate("MapSymbols", "演"), tokens["text"], size)


def _outline(centre: QPointF, half: float, *, disc: bool) -> QPainterPath:
    path = QPainterPath()
    if disc:
        path.addEllipse(centre, half, half)
    else:
        reach = half * 0.9  # a square of the disc's weight
        path.addRoundedRect(QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach), 3, 3)
    return path


def _pin(centre: QPointF, half: float) -> QPainterPath:
    """A plate with a foot, so that it is never taken for a force."""
    left, top = centre.x() - half, centre.y() - half
    path = QPainterPath()
    path.addRoundedRect(QRectF(left, top, 2 * half, 2 * half), 2, 2)
    foot = QPainterPath()
    foot.addPolygon(QPolygonF([centre + QPointF(-4, half - 1), centre + QPointF(4, half - 1), centre + QPointF(0, half + 4)]))
    foot.closeSubpath()
    return path.united(foot)


def _edge_pen(colour: QColor, stroke: float, face: int, *, dashed: bool) -> QPen:
    pen = QPen(colour, stroke)
    if face == LOST:
        pen.setDashPattern([0.9, 1.8])
    elif dashed:
        pen.setDashPattern([2.4, 1.6])
    return pen


def _hatch(painter: QPainter, outline: QPainterPath, colour: QColor, distance: float) -> None:
    box = outline.boundingRect()
    painter.save()
    painter.setClipPath(outline)
    painter.setPen(QPen(colour, 1.2))
    steps = math.ceil((box.width() + box.height()) / distance)
    for step in range(steps):
        x = box.left() - box.height() + step * distance
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
    painter.restore()


def _glyph(painter: QPainter, centre: QPointF, glyph: str, ink: QColor, size: float) -> None:
    font = QFont()
    font.setPixelSize(max(round(size), 6))
    font.setWeight(QFont.Weight.Medium)
    painter.setFont(font)
    painter.setPen(ink)
    box = QRectF(centre.x() - size, centre.y() - size, 2 * size, 2 * size)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, glyph)


def _on(colour: QColor, tokens: Mapping[str, QColor]) -> QColor:
    """Whichever of ground and text is easier to read on a colour."""
    candidates = (tokens["ground"], tokens["text"])
    return max(candidates, key=lambda ink: abs(ink.lightnessF() - colour.lightnessF()))
