"""The window of the dispatcher: where things stand, and how they are wired. What is done stands in :mod:`console.desk.parts`."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStatusBar, QTabWidget, QVBoxLayout, QWidget

from console.desk.actions import Deed, Registry, follow_choice
from console.desk.asking import Answer, Asker
from console.desk.docks import lay_out, share_room
from console.desk.footer import Footer
from console.desk.hands import Hands, Names
from console.desk.keyhelp import DeskHelp
from console.desk.map_link import MapLink
from console.desk.panels import Panels
from console.desk.parts import Tools, make_parts
from console.desk.selection import Selection
from console.desk.sheets import SheetDesk
from console.desk.sound import AlarmSound, OpenPlayer
from console.desk.told import Told
from console.desk.typed import Grammar
from console.desk.undo import Undo
from console.domain.entities import Alarm
from console.frame import StatusBar, Troubles
from console.jobs import Answer as JobAnswer
from console.jobs import Jobs
from console.memory import Memory
from console.models.links import Links
from console.models.names import Name, Speller, Spelling
from console.seat import Seat
from widgets.banner import Banner, Notice
from widgets.commandbar import CommandBar
from widgets.lamps import WireState
from widgets.palette import Palette
from widgets.roles import Severity
from widgets.shortcuts import BareKeys, KeyButton
from widgets.stage import Stage

if TYPE_CHECKING:
    from maps.geo.pack import Pack

PAINTED_MS = 110  # charts paint ten times a second


class DeskWindow(QMainWindow):
    """One desk.

    Signals:
        ready: everything, the map and the charts too, has been painted with the hall's data.
        learnt: names are found by pinyin from now on.
    """

    ready = Signal()
    learnt = Signal()

    def __init__(
        self,
        seat: Seat,
        stage: Stage,
        pack: Pack | Callable[[], Pack] | None = None,
        *,
        open_player: OpenPlayer | None = None,
    ) -> None:
        super().__init__()
        self._seat, self._stage, self._pack = seat, stage, pack
        self._painted = False
        self._missing = {"picture", "map", "charts"}
        self.setWindowTitle(self._title())
        self._make_ground()
        self._make_parts(open_player)
        self._make_frame()
        self._connect()
        self._restore()

    # ---- making -------------------------------------------------------------------------------------------------------

    def _title(self) -> str:
        mark = self.tr("演练") if self._seat.hall.drill else self.tr("实战")
        return self.tr("一盘棋 – {0} – 调度席 [{1}]").format(self._seat.settings.text("hall.name"), mark)

    def _make_ground(self) -> None:
        seat, stage, picture = self._seat, self._stage, self._seat.picture
        self.memory = Memory(seat.hall.layout_file, seat.actor.seat, self)
        self.links = Links(picture, stage, self)
        self.asker = Asker(seat, self)
        self.selection = Selection(picture, self)
        self.names = Names(picture, self)
        self.hands = Hands(seat, stage, self.memory, self.asker, self.selection, self.names)
        self._jobs = Jobs("desk-jobs", self)

    def _make_parts(self, open_player: OpenPlayer | None) -> None:
        hands, stage = self.hands, self._stage
        self.banner = Banner(stage)
        self.troubles = Troubles(self._seat, stage, self.links, self.banner)
        self.told = Told(stage, self, self._map_area)
        self.sheets = SheetDesk(stage, self, self.working_area, self.memory, stage.now)
        self.parts = make_parts(
            Tools(hands, self.sheets, self.banner, self.tell, self._look_at, self.working_area, self._map_area, self, self._jobs)
        )
        for form in (form for part in self.parts.all() for form in part.forms()):
            self.sheets.register(form)
        self.registry = Registry(self, self.names, self.tell)
        self.registry.add(deed for part in self.parts.all() for deed in part.deeds())
        self.undo = Undo(hands, self.tell, self)
        self.registry.add((*self._own_deeds(), self.undo.deed()))
        buttons = [
            KeyButton(stage, self.registry.action(id))
            for id in ("assign", "order", "grade", "command", "log", "show_incident")
        ]
        self.panels = Panels(hands, self.parts, self.links, buttons, self)
        self.registry.add(self._panel_deeds())
        self.grammar = Grammar(hands, self.parts.all(), self)
        self.bar = CommandBar(stage, self.grammar.complete)
        self.palette_panel = Palette(stage, self, self.registry.search)
        self.help = DeskHelp(stage, self, self.registry.deeds(), self.parts.topics())
        self.sound = AlarmSound(self._seat, open_player, self)
        self.map = MapLink(hands, self.panels.boards.map_holder)

    def _make_frame(self) -> None:
        stage = self._stage
        self.status = StatusBar(self._seat, stage, self.links, self.tr("调度席"))
        head = QWidget()
        box = QVBoxLayout(head)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.status)
        box.addWidget(self.banner)
        self._head = head
        self.setMenuWidget(head)
        self.footer = Footer(stage, self.bar)
        foot = QStatusBar()
        foot.setSizeGripEnabled(False)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.layout().setContentsMargins(0, 0, 0, 0)
        foot.addPermanentWidget(self.footer, 1)
        self.setStatusBar(foot)
        self.setCentralWidget(self.panels.boards.map_holder)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        lay_out(self, self.panels.docks, stage)
        self._keys = BareKeys(self, {Qt.Key.Key_Slash: self.open_bar})
        for panel in self.panels.docks.values():
            self._keys.watch(panel)

    def _own_deeds(self) -> list[Deed]:
        deeds = [
            Deed("help", self.tr("按键帮助"), "F1", self.toggle_help),
            Deed("silence", self.tr("消音 (不确认)"), "Ctrl+M", self.silence),
            Deed("palette", self.tr("查找操作"), "Ctrl+K", self.open_palette),
            Deed("bar", self.tr("命令行 (未在输入时按 / 亦可)"), "Ctrl+/", self.open_bar),
            Deed("layout", self.tr("恢复布局"), "", self.restore_layout),
            Deed("lamps", self.tr("转到线路灯 (← → 选择, Enter 看报文)"), "Alt+0", self.go_to_lamps, self.parts.wires.no_wire),
        ]
        if self._seat.hall.drill:
            deeds.append(Deed("live_hall", self.tr("建立实战大厅"), "", self.open_first_run))
        return deeds

    def _panel_deeds(self) -> list[Deed]:
        deeds = [
            Deed(f"panel_{name}", self.tr("转到{0}").format(panel.windowTitle()), panel.key, panel.go)
            for name, panel in self.panels.docks.items()
        ]
        deeds.append(Deed("panel_map", self.tr("转到地图"), "Alt+3", self.go_to_map))
        deeds.append(Deed("panel_filter", self.tr("筛选时间线"), "Ctrl+F", self.filter_timeline))
        deeds.append(Deed("panel_orders", self.tr("转到指令"), "Alt+9", self.go_to_orders))
        return deeds

    def _connect(self) -> None:
        picture = self._seat.picture
        self.asker.pending_changed.connect(self.footer.set_pending)
        self.asker.said.connect(self._said)
        self.bar.submitted.connect(self._typed)
        self.bar.line.textChanged.connect(self._keep_line)
        self.palette_panel.chosen.connect(self._chosen)
        self.status.counts.installEventFilter(self)
        self.status.lamps.opened.connect(self.parts.wires.open_lamp)
        self.status.gateway.opened.connect(lambda _id: self.parts.wires.open_lamp(""))
        self.map.incident_pointed.connect(self.selection.choose_incident)
        self.map.force_pointed.connect(self.selection.choose_force)
        self.map.device_pointed.connect(self._device_pointed)
        self.map.report_wanted.connect(self.parts.reports.new_report_at)
        self.map.incident_wanted.connect(self.parts.reports.new_incident_at)
        self.selection.incident_changed.connect(self._incident_chosen)
        self.parts.people.lock.relieved.connect(self.status.relieve)
        self.parts.people.lock.strip.leave_free(self.footer.sound)
        self.sound.state_changed.connect(self._sound_is)
        picture.changed.connect(self._first_picture)
        for panel in self.panels.docks.values():
            panel.dockLocationChanged.connect(self._keep_layout)
            panel.topLevelChanged.connect(self._keep_layout)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # ---- remembering --------------------------------------------------------------------------------------------------

    def _restore(self) -> None:
        """As it was when it ended, however it ended."""
        geometry, state = self.memory.get("geometry"), self.memory.get("layout")
        if geometry:
            self.restoreGeometry(_bytes(geometry))
        self._restored = bool(state) and self.restoreState(_bytes(state))
        self.bar.set_history(self.memory.get("history", []))
        self.bar.set_text(self.memory.get("line", ""))
        self.panels.boards.intake.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selection.choose_incident(self.memory.get("incident", ""))
        if self._seat.picture.loaded:  # a second window of a seat that is at work already
            QTimer.singleShot(0, self, lambda: self._first_picture(None))

    @Slot(object)
    def _first_picture(self, _change: object) -> None:
        """The first picture is there: show what was chosen, and the sheet that was open."""
        if "picture" not in self._missing:
            return
        self._seat.picture.changed.disconnect(self._first_picture)
        if self.selection.incident() is None:
            opened = self._seat.picture.open_incidents()
            self.selection.choose_incident(opened[0].id if opened else "")
        self.sheets.restore()
        self._here("picture")

    @Slot()
    def _keep_layout(self) -> None:
        self.memory.put("layout", _text(self.saveState()))
        self.memory.put("geometry", _text(self.saveGeometry()))

    @Slot(str)
    def _keep_line(self, text: str) -> None:
        self.memory.put("line", text)

    @Slot(str)
    def _incident_chosen(self, id: str) -> None:
        self.memory.put("incident", id)

    def open_first_run(self) -> None:
        """The page that makes the live hall beside this drill hall, in a window of its own."""
        from console.firstrun import FirstRunPage

        self._first_run = FirstRunPage(self._seat.hall.home, self._stage)
        self._first_run.show()

    def restore_layout(self) -> None:
        """All panels back to where they were at first."""
        lay_out(self, self.panels.docks, self._stage)
        self._keep_layout()

    # ---- after the first paint ----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._start_map)

    @Slot()
    def _start_map(self) -> None:
        """Boards are in sight: now the heavy parts, one after the other, the window answering between them."""
        self.sound.start()
        self.map.start()
        view = self.map.view
        if view is not None:
            self._keys.watch(view)
        self._jobs.run(self._load_pack, self._pack_loaded)
        QTimer.singleShot(0, self._start_charts)

    @Slot()
    def _start_charts(self) -> None:
        self.panels.boards.charts.start()
        self._here("charts")

    def _here(self, part: str) -> None:
        """One more part has its data; when all have, the slowest paint clock still has to tick."""
        if part in self._missing:
            self._missing.discard(part)
            if not self._missing:
                QTimer.singleShot(PAINTED_MS, self._all_here)

    @Slot()
    def _all_here(self) -> None:
        """In sight; the dictionary of pinyin may take its half second now."""
        self.ready.emit()
        texts = self.names.index.texts()
        self._jobs.run(lambda: _learn(texts), self._learnt)

    def _load_pack(self) -> Pack | None:
        return self._pack() if callable(self._pack) else self._pack

    def _pack_loaded(self, answer: JobAnswer) -> None:
        if answer.error is not None:
            words = self.tr("底图数据包不能用, 地图只显示力量与事件")
            self.banner.show_notice(Notice("pack", Severity.YELLOW, words, str(answer.error)))
        elif answer.value is not None:
            self.map.set_pack(answer.value)
            self.names.set_places(_places(answer.value))
        self._here("map")

    def _learnt(self, answer: JobAnswer) -> None:
        if answer.error is None:
            self.names.set_speller(*answer.value)
            self.learnt.emit()

    # ---- what a person does -------------------------------------------------------------------------------------------

    def working_area(self) -> QRect:
        """Between the head and the foot: where sheets lie."""
        top = self._head.geometry().bottom() + 1
        return QRect(0, top, self.width(), max(1, self.statusBar().geometry().top() - top))

    @Slot(str)
    def tell(self, words: str) -> None:
        """Something a person should know about what he has just done; it goes by itself."""
        self.told.tell(words)

    def _map_area(self) -> QRect:
        holder = self.panels.boards.map_holder
        return QRect(holder.mapTo(self, holder.rect().topLeft()), holder.size())

    @Slot(str, bool)
    def _said(self, words: str, ok: bool) -> None:
        if not ok:
            self.tell(words)

    @Slot(str)
    def _typed(self, line: str) -> None:
        self.memory.put("history", self.bar.history()[-50:])
        self.bar.line.setReadOnly(True)  # until the answer: what is typed meanwhile must not be emptied with the line
        self.grammar.run(
            line,
            Answer(
                done=lambda _id: self.bar.set_result(self.tr("已执行"), True),
                refused=lambda words: self.bar.set_result(words, False),
            ),
        )

    @Slot(str)
    def _chosen(self, choice: str) -> None:
        follow_choice(choice, self.registry, self.parts.places.goers())

    def _look_at(self, lat: float, lon: float) -> None:
        self.map.look_at(lat, lon)

    @Slot(str)
    def _device_pointed(self, id: str) -> None:
        standing = self._seat.picture.all(Alarm, lambda a: a.device_id == id)
        if standing:
            self.panels.boards.alarms.select_id(max(standing, key=lambda a: a.raised_at).id)
        self.panels.boards.charts.look_at(id)

    def go_to_map(self) -> None:
        """Alt+3."""
        if self.map.view is not None:
            self.map.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to_lamps(self) -> None:
        """Alt+0."""
        self.status.lamps.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def filter_timeline(self) -> None:
        """Ctrl+F."""
        self.panels.docks["timeline"].go()
        self.panels.timeline_panel.filter_by_typing()

    def go_to_orders(self) -> None:
        """Alt+9."""
        self.panels.docks["detail"].go()
        self.panels.boards.detail.orders.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def silence(self) -> None:
        """Ctrl+M."""
        self.sound.silence()

    def toggle_help(self) -> None:
        """F1."""
        self.help.toggle()

    def open_palette(self) -> None:
        """Ctrl+K."""
        self.palette_panel.open()

    def open_bar(self) -> None:
        """``/``."""
        self.activateWindow()
        self.bar.open()

    @Slot(str)
    def _sound_is(self, fault: str) -> None:
        if fault:
            self.footer.sound.set_state(WireState.LATE, fault)
        else:
            self.footer.sound.set_state(WireState.OK)

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _old: QWidget | None, _now: QWidget | None) -> None:
        for panel in self.panels.docks.values():
            panel.head.update()

    # ---- Qt -----------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._restored:
            share_room(self, self.panels.docks, self._stage)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._keep_layout()
        self.sound.close()
        self._jobs.close()
        self.memory.close()
        super().closeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.status.counts and event.type() == QEvent.Type.MouseButtonRelease:
            self.panels.docks["alarms"].go()
        return False


def _text(data: QByteArray) -> str:
    return base64.b64encode(data.data()).decode("ascii")


def _bytes(text: str) -> QByteArray:
    return QByteArray(base64.b64decode(text))


def _places(pack: Pack) -> list[Name]:
    """Towns and villages of the district; the list that names them knows no coordinates."""
    made = []
    for town in pack.towns:
        made.append(Name("place", town.code, town.name))
        made += [Name("place", village.code, village.name, town.name) for village in town.villages]
    made += [Name("place", station.id, station.name, "", station.lat, station.lon) for station in pack.stations]
    return made


def _learn(texts: set[str]) -> tuple[Speller, dict[str, Spelling]]:
    """In a thread: the dictionary, and the spellings of what is known by now."""
    from console.models.names import learn

    spell = learn()
    return spell, {text: spell(text) for text in texts}

