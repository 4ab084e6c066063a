"""Step 2: for whom, in words that people know, and by which loudspeakers and sirens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from console.app.warnings import CHANNEL_OF
from console.domain.entities import Device
from console.models import sounds, words
from console.models.links import Links
from console.models.names import NameIndex
from console.models.picture import Picture
from console.models.table import TEXT_ROLE, Board, EntityTable, Field
from console.radioroom.draft import Draft
from widgets.cells import Cell, StateCell
from widgets.choices import ChoiceList, Completion
from widgets.lamps import WireState, wire_word
from widgets.roles import Glyph, Role, RowAction
from widgets.stage import Stage
from widgets.tables import BoardView, Column

PLACES = "places"
SEPARATORS = "、,，;； "

tr = QCoreApplication.translate


class AreaLine(QWidget):
    """Towns and villages, one after the other; the last one is completed by Chinese, pinyin or initials. Enter takes what is marked."""

    edited = Signal()

    def __init__(self, stage: Stage, names: NameIndex, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self.line = QLineEdit()
        self.line.setObjectName("broadcast-area")
        self.line.setPlaceholderText(self.tr("乡镇、村名, 可用拼音首字母: nnb"))
        self.line.setAccessibleName(self.tr("范围"))
        self._offers = ChoiceList(stage)
        self._offers.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.line)
        box.addWidget(self._offers)
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._typed)
        self._offers.clicked.connect(self._take)

    def offers(self) -> tuple[Completion, ...]:
        """What is offered now."""
        return self._offers.choices() if self._offers.isVisible() else ()

    def _head_and_last(self) -> tuple[str, str]:
        text = self.line.text()
        cut = max(text.rfind(mark) for mark in SEPARATORS) + 1
        return text[:cut], text[cut:]

    @Slot(str)
    def _typed(self, _text: str) -> None:
        _, last = self._head_and_last()
        found = self._names.search(last, (PLACES,), limit=6) if last else []
        self._offers.set_choices([Completion(name.text, name.text, name.detail) for name in found], 0 if found else -1)
        self._offers.setVisible(bool(found))
        self.edited.emit()

    @Slot(object)
    def _take(self, offer: Completion) -> None:
        head, _ = self._head_and_last()
        self.line.setText(f"{head}{offer.text}、")
        self._offers.hide()
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self._offers.hide()
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not self._offers.isVisible():
            return False
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self._offers.move_by(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                offer = self._offers.current()
                if offer is not None:
                    self._take(offer)
            case Qt.Key.Key_Escape:
                self._offers.hide()
            case _:
                return False
        return True


class AudiencePage(QWidget):
    """Signals:
    edited: another area, or other devices.
    """

    edited = Signal()

    def __init__(self, picture: Picture, stage: Stage, links: Links, names: NameIndex) -> None:
        super().__init__()
        self._picture = picture
        self._links = links
        self._ticked: frozenset[str] = frozenset()
        self._locked = False
        area = QLabel(self.tr("范围 (播给谁)"))
        area.setProperty("tone", "dim")
        self.area = AreaLine(stage, names)
        self._count = QLabel()
        self._count.setProperty("tone", "dim")
        self.board = BoardView(
            stage,
            [
                Column(StateCell(stage), 4.2),
                Column(Cell(stage), 7, 2),
                Column(Cell(stage, tone="dim"), 4, 1, drop=1),
                Column(StateCell(stage), 5, 1),
            ],
        )
        self.board.setObjectName("broadcast-targets")
        self.board.setAccessibleName(self.tr("发布对象"))
        self.board.set_empty_text(self.tr("没有登记喇叭或警报器 – 请管理员登记设备"))
        self.board.set_row_actions([RowAction("all", self.tr("全选 / 全不选"), "A")])
        self._model = EntityTable(
            picture,
            Board(
                Device,
                lambda d: d.role in CHANNEL_OF,
                lambda d: (d.place, d.name),
                (
                    Field(self.tr("选"), self._tick_words),
                    Field(self.tr("设备"), lambda d: {TEXT_ROLE: d.name}),
                    Field(self.tr("地点"), lambda d: {TEXT_ROLE: d.place or "–"}),
                    Field(self.tr("状态"), self._state_words),
                ),
            ),
            self,
        )
        self.board.setModel(self._model)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for part in (area, self.area, self._count):
            box.addWidget(part)
        box.addWidget(self.board, 1)
        self.area.edited.connect(self.edited)
        self.board.activated_row.connect(self.toggle)
        self.board.clicked.connect(self._clicked)
        self.board.action_requested.connect(self._toggle_all)
        links.changed.connect(self._refresh)
        self._tell()

    def show_audience(self, draft: Draft) -> None:
        """That area and those devices; emits nothing."""
        if self.area.line.text() != draft.area:
            self.area.line.setText(draft.area)
        self._tick(draft.device_ids)

    def values(self) -> tuple[str, frozenset[str]]:
        """Area in words, ids of the devices."""
        return self.area.line.text(), self._ticked

    def set_locked(self, locked: bool) -> None:
        """What waits for the second person is not changed any more."""
        self._locked = locked
        self.area.line.setReadOnly(locked)

    def devices(self, ids: frozenset[str]) -> list[Device]:
        """The devices chosen that still exist, by place."""
        chosen = self._picture.all(Device, lambda d: d.id in ids and d.role in CHANNEL_OF)
        return sorted(chosen, key=lambda d: (d.place, d.name))

    @Slot(str)
    def toggle(self, device_id: str) -> None:
        """One more, or one less."""
        if not self._locked:
            self._tick(self._ticked ^ {device_id})
            self.edited.emit()

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.toggle(self._model.id_at(index.row()))

    @Slot(str, str)
    def _toggle_all(self, _action: str, _row: str) -> None:
        everything = frozenset(d.id for d in self._picture.all(Device, lambda d: d.role in CHANNEL_OF))
        if not self._locked:
            self._tick(frozenset() if self._ticked == everything else everything)
            self.edited.emit()

    def _tick(self, ids: frozenset[str]) -> None:
        if ids != self._ticked:
            self._ticked = ids
            self._refresh()
        self._tell()

    def _tell(self) -> None:
        chosen = self.devices(self._ticked)
        horns = sum(d.role.value == "loudspeaker" for d in chosen)
        self._count.setText(self.tr("发布对象: 喇叭 {horns} · 警报器 {sirens}").format(horns=horns, sirens=len(chosen) - horns))

    @Slot()
    def _refresh(self) -> None:
        rows = self._model.rowCount()
        if rows:
            self._model.dataChanged.emit(self._model.index(0, 0), self._model.index(rows - 1, 3))
        self._tell()

    def _tick_words(self, device: Device) -> Mapping[int, Any]:
        if device.id in self._ticked:
            return {TEXT_ROLE: tr("AudiencePage", "选"), Role.GLYPH: Glyph.TICK, Role.TONE: "live"}
        return {TEXT_ROLE: " ", Role.GLYPH: Glyph.RING, Role.TONE: "dim"}

    def _state_words(self, device: Device) -> Mapping[int, Any]:
        """How the device can be reached now: its channel's fault, or the light of its wire."""
        kind = words.channel(CHANNEL_OF[device.role])
        now = next((c for c in self._links.channels() if c.key == device.wire), None)
        wire = next((w for w in self._links.wires() if w.id == device.wire), None)
        fault = "" if self._links.gateway_up else "gateway"
        fault = fault or (now.fault if now is not None else "")
        if fault or (wire is not None and wire.state is WireState.DEAD):
            said = sounds.audio_fault(fault) if fault else wire_word(WireState.DEAD)
            return {TEXT_ROLE: f"{kind} {said}", Role.GLYPH: Glyph.CROSS, Role.TONE: "red"}
        known = now is not None or (wire is not None and wire.state is WireState.OK)
        return {TEXT_ROLE: kind, Role.GLYPH: Glyph.TICK if known else Glyph.DASH, Role.TONE: "ok" if known else "dim"}
