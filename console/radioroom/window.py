"""The window of the radio room: layout and wiring, no rules."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QLabel, QMainWindow, QSplitter, QTabWidget, QVBoxLayout, QWidget

from console.alerts import SafetyNotices
from console.frame import StatusBar, Troubles
from console.jobs import Answer, Jobs
from console.memory import Memory
from console.models.links import Links
from console.models.names import Name, NameIndex, Speller
from console.radioroom.audience import PLACES
from console.radioroom.channels import ChannelRack
from console.radioroom.composer import Composer
from console.radioroom.playback import Replay
from console.radioroom.recall import RecallPanel
from console.radioroom.receipts import ReceiptsPanel, VoicePanel
from console.radioroom.talk import TalkKeys
from console.safety_panel import MaydayPanel, ParPanel, ask_of
from console.seat import Seat
from console.seatlock import SeatLock
from widgets.banner import Banner
from widgets.help import HelpOverlay
from widgets.ptt import PttKey
from widgets.shortcuts import BareKeys, make_action
from widgets.stage import Stage

QWIDGETSIZE_MAX = (1 << 24) - 1  # Qt's word for no limit, which the binding does not carry
LOW_PX = 640  # at 100 %: a lower window keeps its room for the boards; F1 tells the same
BOARD_PX = 440  # at 100 %: boards stand side by side where each has so much, else they are tabs


Panel = RecallPanel | ReceiptsPanel | VoicePanel | ParPanel


class RadioRoom(QMainWindow):
    """Channels above, recordings and receipts below, the broadcast at the right."""

    def __init__(self, seat: Seat, stage: Stage) -> None:
        super().__init__()
        self._seat = seat
        self._stage = stage
        self.setObjectName("radio-room")
        hall = self.tr("演练") if seat.hall.drill else self.tr("实战")
        self.setWindowTitle(self.tr("话务席 [{hall}] {name}").format(hall=hall, name=seat.settings.text("hall.name")))
        self._memory = Memory(seat.hall.layout_file, seat.actor.seat, self, screen="radioroom")
        self._jobs = Jobs("radioroom", self)
        self._names = NameIndex()
        self.links = Links(seat.picture, stage, self)
        self.replay = Replay(seat.settings.text("sound.output"), self)
        self.status = StatusBar(seat, stage, self.links, self.tr("话务"))
        self.banner = Banner(stage)
        self._troubles = Troubles(seat, stage, self.links, self.banner)
        self.rack = ChannelRack(seat, stage, self.links, self._memory)
        self.recall = RecallPanel(seat, stage, self.replay, self.rack.name_of)
        self.receipts = ReceiptsPanel(seat, stage)
        self.voice = VoicePanel(seat, stage)
        self.par = ParPanel(seat, stage, ask_of(seat))
        self.mayday = MaydayPanel(seat, stage, ask_of(seat), may_end=False)
        self.notices = SafetyNotices(seat.picture, self.banner, orders=False, check_key="Alt+6", mayday_key="Alt+7")
        self.composer = Composer(seat, stage, self.links, self._memory, (self.replay, self._jobs, self._names), self)
        self.boards = _Boards(stage, [self.recall, self.receipts, self.voice, self.par])
        self._top = QWidget()
        ptt_key = seat.settings.text("ptt.key")
        self._help_line = QLabel(self.tr("空格或 {key} 讲话 (已选信道) · 数字键选信道 · F1 按键帮助").format(key=ptt_key))
        self._help_line.setProperty("tone", "dim")
        self._help_line.setProperty("step", "small")
        self._help_line.setContentsMargins(stage.theme.gap(2), 0, 0, stage.theme.gap(1))
        self._lay_out()
        self.talk = TalkKeys(self, ptt_key, self.rack.chosen_keys)
        self._ptt_key = ptt_key
        self.lock = SeatLock(seat, stage, self, busy=self._is_talking)
        self.lock.changed.connect(self._locked)
        self.lock.relieved.connect(self.status.relieve)
        self.help = HelpOverlay(stage, self)
        self._make_keys()
        self.rack.recall_requested.connect(self._recall)
        self.composer.released.connect(lambda _id: self.boards.bring(self.receipts))
        self.notices.check_opened.connect(lambda _id: self._go_to(self.par))
        self.notices.mayday_opened.connect(self._go_to_mayday)
        self._jobs.run(partial(_learn_places, seat.settings.text("hall.district")), self._learnt)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._stage.theme.gap(1.5))
        self._row = QHBoxLayout(self._top)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(self._stage.theme.gap(1.5))
        self._row.addWidget(self.rack, 1)
        column.addWidget(self.mayday)
        column.addWidget(self._top)
        column.addWidget(self.boards, 1)
        column.addWidget(self._help_line)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(left)
        self._split.addWidget(self.composer)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        central = QWidget()
        box = QVBoxLayout(central)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.status)
        box.addWidget(self.banner)
        box.addWidget(self._split, 1)
        self.setCentralWidget(central)

    def _make_keys(self) -> None:
        panels = (self.rack, self.recall, self.receipts, self.voice, self.composer, self.par, self.mayday)
        for number, panel in enumerate(panels):
            action = make_action(self, panel.accessibleName(), f"Alt+{number + 1}")
            action.triggered.connect(partial(self._go_to, panel))
        make_action(self, self.tr("广播"), "F6").triggered.connect(partial(self._go_to, self.composer))
        make_action(self, self.tr("按键帮助"), "F1").triggered.connect(self.help.toggle)
        make_action(self, self.tr("锁定席位"), "Alt+L").triggered.connect(lambda _checked=False: self.lock.lock())
        digits = {Qt.Key(int(Qt.Key.Key_0) + number): partial(self.rack.select_number, number) for number in range(1, 10)}
        self._bare = BareKeys(self, digits)
        self._buttons = _EnterPresses(self)

    def key_help(self) -> list[tuple[str, str]]:
        """Keys of the whole window, for the help; its actions tell their own."""
        return [
            (self.tr("空格"), self.tr("按住在已选信道讲话 (不在输入时)")),
            (self._ptt_key, self.tr("按住在已选信道讲话 (任何时候)")),
            ("1–9", self.tr("选择信道")),
            ("Enter", self.tr("按下所在的按钮")),
        ]

    def _is_talking(self) -> bool:
        return any(key.down for key in self.findChildren(PttKey))

    @Slot(bool)
    def _locked(self, locked: bool) -> None:
        """Nobody transmits from a locked seat, however the key is held; what comes in is heard on."""
        self.talk.set_silent(locked)
        if locked:
            for key in self.findChildren(PttKey):
                key.release()

    def _go_to(self, panel: QWidget) -> None:
        self.boards.bring(panel)
        if panel is self.composer:
            self.composer.focus_step()
        elif panel is self.rack:
            strips = self.rack.strips()
            if strips:
                strips[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            panel.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(str)
    def _go_to_mayday(self, mayday_id: str) -> None:
        """Its steps, with the keyboard on them."""
        self.mayday.board.select_id(f"{mayday_id}|")
        self._go_to(self.mayday)

    @Slot(str, object)
    def _recall(self, channel: str, moment: object) -> None:
        self.boards.bring(self.recall)
        self.recall.recall(channel, moment if isinstance(moment, datetime) else None)

    def _learnt(self, answer: Answer) -> None:
        if answer.error is not None:
            return  # the names of places stay what a person types; the job has said why in the log
        places, speller, known = answer.value
        self._names.put(PLACES, places)
        self._names.set_speller(speller, known)

    # Qt events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.talk.watch()
        strips = self.rack.strips()
        if QApplication.focusWidget() is None and strips:
            strips[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme = self._stage.theme
        aside = min(theme.px(520), max(theme.size("sheet"), self.width() // 3))
        self._split.setSizes([self.width() - aside, aside])
        self._help_line.setVisible(self.height() >= theme.px(LOW_PX))
        room = self.width() - aside
        self._place_voice(room)
        self.boards.fit(room, theme.px(BOARD_PX))

    def _place_voice(self, room: int) -> None:
        """Beside the strips where they leave room for it, else among the boards."""
        strips = self.rack.strips_width()
        beside = bool(strips) and room - strips >= self._stage.theme.size("sheet")
        if beside == (self.voice.parentWidget() is self._top):
            return
        if beside:
            self.boards.give_up(self.voice)
            self._row.addWidget(self.voice, 1)
            self._row.setStretch(0, 0)
            self.rack.setFixedWidth(strips)
            self.voice.title.show()
            self.voice.show()
        else:
            self.rack.setMinimumWidth(0)
            self.rack.setMaximumWidth(QWIDGETSIZE_MAX)
            self._row.setStretch(0, 1)
            self.boards.take(self.voice)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.talk.let_go()
        self.replay.close()
        self._jobs.close()
        self._memory.close()
        super().closeEvent(event)


class _Boards(QWidget):
    """The boards side by side where there is room, as tabs where there is none."""

    def __init__(self, stage: Stage, panels: list[Panel]) -> None:
        super().__init__()
        self._panels = panels
        self._tabs = QTabWidget()
        self._side = QSplitter(Qt.Orientation.Horizontal)
        self._side.setChildrenCollapsible(False)
        self._wide = True
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._tabs)
        box.addWidget(self._side)
        self._lay()

    def fit(self, room: int, least: int) -> None:
        """Side by side where each can have its least width."""
        wide = room >= least * len(self._panels)
        if wide != self._wide:
            self._wide = wide
            self._lay()

    def take(self, panel: Panel) -> None:
        """One more board."""
        self._panels.append(panel)
        self._lay()

    def give_up(self, panel: Panel) -> None:
        """A board that finds its place elsewhere."""
        self._panels.remove(panel)
        self._lay()

    def _lay(self) -> None:
        front = self._tabs.currentWidget()
        for panel in self._panels:
            panel.title.setVisible(self._wide)  # a tab says it already
            if self._wide:
                self._side.addWidget(panel)
                panel.show()
            else:
                self._tabs.addTab(panel, panel.accessibleName())
        if front in self._panels:
            self._tabs.setCurrentWidget(front)
        self._side.setVisible(self._wide)
        self._tabs.setVisible(not self._wide)

    def bring(self, panel: QWidget) -> None:
        """To the front."""
        if not self._wide and panel in self._panels:
            self._tabs.setCurrentWidget(panel)


class _EnterPresses(QObject):
    """Space talks in this room, so Enter presses the button that has the focus."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.isAutoRepeat():
            return False
        focus = QApplication.focusWidget()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and isinstance(focus, QAbstractButton):
            focus.click()
            return True
        return False


def _learn_places(district: str) -> tuple[list[Name], Speller, dict[str, Any]]:
    """Towns and villages of the district, and how they are spelt. Runs in the job thread."""
    from pathlib import Path

    from console.models.names import learn
    from maps.geo.pack import load_pack
    from resources import path

    folder = Path(district)
    pack = load_pack(folder if folder.is_dir() else path("map", district))
    places = [Name("town", town.code, town.name) for town in pack.towns]
    places += [Name("village", village.code, village.name, town.name) for town in pack.towns for village in town.villages]
    spell = learn()
    return places, spell, {name.text: spell(name.text) for name in places}
