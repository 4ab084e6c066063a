"""The wires at the desk: how each is and who hangs on it, its bytes live, and – for who keeps them – adding, testing, changing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot

from console.desk.actions import Deed
from console.desk.boards import wire_board
from console.desk.docks import Panel
from console.desk.monitor_panel import MonitorPanel
from console.desk.parts.base import PanelOf, Part, Tools
from console.desk.parts.holding import panel_of
from console.desk.parts.wire_forms import drop_form, fill_of, save_form, wire_form
from console.desk.sheets import NEW, Form, Reply
from console.domain.codes import Role
from console.models import monitor_words, wire_words
from console.models.wire_rows import WireTable
from console.models.wires_now import WiresNow
from widgets.banner import Notice
from widgets.roles import RowAction, Severity

KEEPERS = frozenset({Role.ADMINISTRATOR})
DRILL_KEEPERS = KEEPERS | {Role.DISPATCHER, Role.COMMANDER}
FILE_NOTICE = "wires_file"


class WiresPart(Part):
    """线路与报文监视."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        stage = self.hands.stage
        self.wires = WiresNow(self.hands.seat, stage, self)
        self.board = wire_board(stage)
        self.table = WireTable(self.wires, self.picture, self.board)
        self.board.setModel(self.table)
        self.board.set_row_actions(
            [
                RowAction("change", self.tr("更改…"), "Ctrl+I"),
                RowAction("test", self.tr("测试"), "Ctrl+Y"),
                RowAction("drop", self.tr("拆除…"), "Del"),
                RowAction("new", self.tr("新建…"), "Ins"),
            ]
        )
        self.board.action_requested.connect(self._row_action)
        self.board.activated_row.connect(self.watch)
        self.monitor = MonitorPanel(stage, tools.window, self.wires, tools.map_area)
        self.monitor.save_wanted.connect(self._save)
        self.monitor.copied.connect(self._copied)
        self.wires.told.connect(self._follow)
        self.wires.file_told.connect(self._file_told)
        self._follow()

    # ---- what it brings -----------------------------------------------------------------------------------------------

    def forms(self) -> Sequence[Form]:
        return (wire_form(self), drop_form(self), save_form(self))

    def deeds(self) -> Sequence[Deed]:
        return (
            Deed("wire_new", self.tr("新建线路"), "", self.new, self.no_keeper),
            Deed("wire_change", self.tr("更改线路"), "", lambda: self.change(self._chosen()), lambda: self.no_keeper() or self.no_wire()),
            Deed("wire_drop", self.tr("拆除线路"), "", lambda: self.drop(self._chosen()), lambda: self.no_keeper() or self.no_wire()),
            Deed("wire_watch", self.tr("监视线路报文"), "Alt+Shift+M", self.toggle, self.no_wire),
        )

    def panels(self) -> Sequence[PanelOf]:
        return (PanelOf("wires", self.tr("线路"), "Alt+Shift+W", self.board, self.board, "forces"),)

    def no_keeper(self) -> str:
        """Why who sits here may not change the wires; the hall decides it once more."""
        keepers = DRILL_KEEPERS if self.hands.seat.hall.drill else KEEPERS
        if self.hands.seat.account.role not in keepers:
            return self.tr("由管理员办理")
        return "" if self.wires.up else self.tr("网关未接通")

    def no_wire(self) -> str:
        """Why nothing can be looked at."""
        return "" if self._chosen() else self.tr("没有线路")

    def _chosen(self) -> str:
        """The row of the board, else the one that is watched, else the first."""
        names = self.wires.names()
        for name in (self.board.current_id() or "", self.monitor.wire):
            if name in names:
                return name
        return names[0] if names else ""

    # ---- what a person does -------------------------------------------------------------------------------------------

    @Slot(str)
    def watch(self, name: str) -> None:
        """Its bytes, live."""
        self.monitor.show_wire(name)
        self.monitor.open()

    def toggle(self) -> None:
        """Alt+Shift+M: the bytes of the chosen wire; once more puts them away."""
        if self.monitor.isVisible():
            self.monitor.put_away()
        else:
            self.watch(self._chosen())

    @Slot(str)
    def open_lamp(self, name: str) -> None:
        """A lamp of the status bar was entered: that wire's bytes; for the folded good ones the list."""
        if name:
            self.board.select_id(name)
            self.watch(name)
        else:
            panel = panel_of(self.board)
            if isinstance(panel, Panel):
                panel.go()

    def new(self) -> None:
        """A wire that is not there yet."""
        self._with_settings(lambda _rows: self.tools.sheets.open("wire", NEW, {"baud": "9600"}))

    def change(self, name: str) -> None:
        """A wire as its settings have it."""

        def show(rows: Mapping[str, Mapping[str, Any]]) -> None:
            if name in rows:
                self.tools.sheets.open("wire", name, fill_of(rows[name]))
            else:
                self.tell(wire_words.wrong({"code": "gone"}))

        self._with_settings(show)

    def drop(self, name: str) -> None:
        """Out of service."""
        self.tools.sheets.open("wire_drop", name)

    def saved(self, label: str, *, kept: bool) -> None:
        """The gateway has taken it up."""
        lost = "" if kept else self.tr(" – 写在该线路内部的注释未能保留")
        self.tell(self.tr("线路 {0} 已保存并投入使用{1}").format(label, lost))

    def write_recording(self, wire: str, path: str, reply: Reply) -> None:
        """What the monitor holds, as a file."""
        rows = self.monitor.table.everything()
        protocol = str(self.wires.words(wire).get("protocol", ""))
        text = monitor_words.recording(wire, protocol, rows, self.hands.stage.now())
        file = Path(path).expanduser()
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        except OSError as problem:
            reply.refused(self.tr("没有保存: {0}").format(problem.strerror or str(problem)))
            return
        reply.done()
        count = sum(row.direction == "in" for row in rows)
        self.tell(self.tr("已保存 {0} 段字节; 解码: oneboard decode {1} {2} --hex").format(count, protocol, file))

    @Slot(str)
    def _save(self, wire: str) -> None:
        if not wire:
            self.tell(self.tr("未选线路"))
            return
        name = f"{wire}-{self.hands.stage.now().astimezone():%Y%m%d-%H%M%S}.hex"
        path = self.hands.seat.hall.folder / "monitor" / name
        self.tools.sheets.open("monitor_save", wire, {"path": str(path)})

    @Slot()
    def _copied(self) -> None:
        self.tell(self.tr("已复制一行报文"))

    @Slot(str, str)
    def _row_action(self, key: str, name: str) -> None:
        if key == "test":
            self.tell(self._figures(name))
            return
        why_not = self.no_keeper()
        if why_not:
            self.tell(why_not)
        elif key == "change":
            self.change(name)
        elif key == "drop":
            self.drop(name)
        else:
            self.new()

    def _figures(self, name: str) -> str:
        """A running wire is tested by its figures: it is open already."""
        words = self.wires.words(name)
        wrong = monitor_words.faults(words.get("fault_reasons") or {})
        return self.tr("{0}: {1}; 收 {2}, 发 {3}, {4} 帧, {5} 错 {6}").format(
            self.wires.label(name),
            wire_words.state(words),
            monitor_words.size(words.get("bytes_in")),
            monitor_words.size(words.get("bytes_out")),
            monitor_words.count(words.get("frames")),
            monitor_words.count(words.get("faults")),
            wrong,
        ).strip()

    def _with_settings(self, then: Any) -> None:
        self.wires.settings(then, lambda answer: self.tell(wire_words.wrong(answer)))

    # ---- what comes ---------------------------------------------------------------------------------------------------

    @Slot()
    def _follow(self) -> None:
        up = self.wires.up
        self.board.set_empty_text(self.tr("没有线路 – 用「新建线路」(Ctrl+K) 建立") if up else self.tr("网关未接通, 线路状态不明"))
        panel = panel_of(self.board)
        if panel is not None:
            names = self.wires.names()
            well = sum(self.wires.words(name).get("state") == "ok" for name in names)
            panel.head.set_note(f"{well}/{len(names)}" if names and up else "")

    @Slot(object)
    def _file_told(self, problem: Mapping[str, Any] | None) -> None:
        if problem is None:
            self.tools.banner.withdraw(FILE_NOTICE)
            return
        said = self.tr("{0}; 线路照旧运行").format(wire_words.wrong(problem))
        self.tools.banner.show_notice(Notice(FILE_NOTICE, Severity.YELLOW, said, str(problem.get("where") or "")))
