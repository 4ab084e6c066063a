"""The protocol monitor: the bytes of one wire as they come and go, what each frame means beside them, held still at a key.

It lies over the map, which gives it room for both, and watches only while it is in sight; nothing that comes moves the row a
person looks at.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from console.desk.boards import monitor_board
from console.desk.inputs import combo
from console.models import device_words, monitor_words, wire_words
from console.models.wire_rows import MonitorTable
from console.models.wires_now import WiresNow
from widgets.dump import DumpView
from widgets.overlay import Overlay
from widgets.roles import RowAction
from widgets.shortcuts import KeyButton, make_action
from widgets.stage import Stage


class MonitorPanel(Overlay):
    """One wire at a time.

    Signals:
        save_wanted: what is held is to be saved (the wire).
        copied: a row was put onto the clipboard.
    """

    save_wanted = Signal(str)
    copied = Signal()

    def __init__(self, stage: Stage, window: QWidget, wires: WiresNow, area: Callable[[], QRect]) -> None:
        self._stage, self._wires, self._area = stage, wires, area
        super().__init__(window)
        self.wire = ""
        self._missed = 0
        self.table = MonitorTable()
        self.board = monitor_board(stage)
        self.table.setParent(self.board)
        self.board.setModel(self.table)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._say()

    # ---- making -------------------------------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        self.head = QLabel()
        self.head.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.state = QLabel()
        self.state.setProperty("tone", "dim")
        self.state.setWordWrap(True)
        self.view = combo(monitor_words.view_words())
        self.view.setAccessibleName(self.tr("显示"))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("筛选: 译文、对端或十六进制"))
        self.filter.setAccessibleName(self.tr("筛选报文"))
        self.filter.setClearButtonEnabled(True)
        self.filter.installEventFilter(self)
        self.hold = make_action(self, self.tr("暂停"), "Ctrl+P", context)
        self.save = make_action(self, self.tr("保存…"), "Ctrl+S", context)
        self.next = make_action(self, self.tr("下一线路"), "Ctrl+PgDown", context)
        self.before = make_action(self, self.tr("上一线路"), "Ctrl+PgUp", context)
        self.board.set_row_actions([RowAction("copy", self.tr("复制此行"), "Ctrl+C")])
        self.dump = DumpView(self._stage)
        self.dump.setAccessibleName(self.tr("十六进制"))
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setFrameShape(QFrame.Shape.NoFrame)
        self.words.setAccessibleName(self.tr("译文"))

    def _lay_out(self) -> None:
        gap = self._stage.theme.gap(1)
        top = QHBoxLayout()
        top.addWidget(self.head)
        top.addWidget(self.state, 1)
        keys = QHBoxLayout()
        keys.addWidget(self.view)
        keys.addWidget(self.filter, 1)
        keys.addWidget(KeyButton(self._stage, self.hold))
        keys.addWidget(KeyButton(self._stage, self.save))
        for row in (top, keys):
            row.setContentsMargins(2 * gap, gap, 2 * gap, gap)
            row.setSpacing(2 * gap)
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.addWidget(self.dump)
        beside.addWidget(self.words)
        beside.setStretchFactor(0, 1)
        beside.setStretchFactor(1, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.board)
        parts.addWidget(beside)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 1)
        for splitter in (beside, parts):
            splitter.setChildrenCollapsible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addLayout(keys)
        box.addWidget(parts, 1)

    def _connect(self) -> None:
        self._wires.rows.connect(self._came)
        self._wires.told.connect(self._say)
        self.view.currentIndexChanged.connect(self._choose)
        self.filter.textChanged.connect(self._choose)
        self.hold.triggered.connect(self._hold)
        self.save.triggered.connect(lambda: self.save_wanted.emit(self.wire))
        self.next.triggered.connect(lambda: self._step(1))
        self.before.triggered.connect(lambda: self._step(-1))
        self.board.action_requested.connect(self._copy)
        self.board.selectionModel().currentRowChanged.connect(self._look)
        self._stage.themed.connect(self._say)

    # ---- what a person does -------------------------------------------------------------------------------------------

    def show_wire(self, name: str) -> None:
        """Watch that one from now on."""
        if name != self.wire:
            self.wire = name
            self._missed = 0
            self.table.clear()
            self._look(QModelIndex(), QModelIndex())
        if self.isVisible():
            self._wires.watch(name)
        self._say()

    @Slot()
    def _choose(self) -> None:
        self.table.set_filter(self.view.currentData(), self.filter.text())
        self.board.scrollToBottom()

    @Slot()
    def _hold(self) -> None:
        self.table.pause(not self.table.paused)
        self.hold.setText(self.tr("继续") if self.table.paused else self.tr("暂停"))
        if not self.table.paused:
            self.board.scrollToBottom()
        self._say()

    def _step(self, by: int) -> None:
        names = self._wires.names()
        if names:
            at = names.index(self.wire) + by if self.wire in names else 0
            self.show_wire(names[at % len(names)])

    @Slot(str, str)
    def _copy(self, _key: str, _id: str) -> None:
        row = self.table.row(self.board.currentIndex().row())
        if row is not None:
            QGuiApplication.clipboard().setText(monitor_words.line(row))
            self.copied.emit()

    @Slot(QModelIndex, QModelIndex)
    def _look(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = self.table.row(current.row())
        self.dump.set_data(row.data if row else b"")
        self.words.setPlainText(monitor_words.whole(row) if row else "")

    # ---- what comes ---------------------------------------------------------------------------------------------------

    @Slot(object, int)
    def _came(self, rows: object, missed: int) -> None:
        bar = self.board.verticalScrollBar()
        below = bar.value() >= bar.maximum()
        self._missed += missed
        self.table.add(rows)  # type: ignore[arg-type]
        if below and not self.table.paused:
            self.board.scrollToBottom()
        self._say()

    @Slot()
    def _say(self) -> None:
        if not self.wire:
            self.head.setText(self.tr("未选线路"))
            self.state.setText(self.tr("在「线路」中选一路按 Enter"))
            self.board.set_empty_text(self.tr("未选线路"))
            return
        words = self._wires.words(self.wire)
        self.head.setText(self._wires.label(self.wire))
        parts = [wire_words.state(words), device_words.protocol(str(words.get("protocol", "")))]
        if self.table.paused:
            parts.insert(0, self.tr("已暂停, 其后 {0} 行").format(self.table.waiting()))
        if self._missed:
            parts.append(self.tr("{0} 行未及显示 (线路不受影响)").format(self._missed))
        self.state.setText(" · ".join(part for part in parts if part))
        waits = self.tr("尚无报文 – 线路一有数据即显示") if self._wires.up else self.tr("网关未接通, 看不到线路")
        filtered = self.tr("没有符合筛选的报文")
        self.board.set_empty_text(filtered if self.table.everything() else waits)

    # ---- Qt -----------------------------------------------------------------------------------------------------------

    def place(self) -> None:
        self.setGeometry(self._area())

    def first_focus(self) -> QWidget:
        return self.board

    def key_help(self) -> list[tuple[str, str]]:
        """Keys that work here, for the help."""
        actions = (self.hold, self.save, self.before, self.next)
        return [*((action.shortcut().toString(), action.text()) for action in actions), ("Esc", self.tr("收起"))]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wires.watch(self.wire)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._wires.watch("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.filter.clear()
            elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
                return False
            self.board.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)
