"""Who is on the scene without being commanded there: shown at once, taken under command with one key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Slot

from console.app.scene import TakeUnderCommand
from console.desk.actions import Deed
from console.desk.asking import NOBODY, Answer
from console.desk.boards import stray_board
from console.desk.hands import Hands
from console.desk.parts.base import PanelOf, Part, Tools
from console.desk.parts.devices import owner_fields, owner_of
from console.desk.parts.holding import HoldingPart, panel_of
from console.desk.parts.places import PlacesPart
from console.desk.sheets import DeskSheet, Form, Reply, Values
from console.desk.verbs import Misread, Together, Verb
from console.desk.verbs import Slot as Place
from console.domain.entities import Assignment, Device, Force, Presence
from console.models import holding_boards, strays
from console.models.names import Name
from console.models.picture import Change
from widgets.roles import RowAction

tr = QCoreApplication.translate


class ScenePart(Part):
    """Strays of all scenes, those of the chosen incident first by key."""

    def __init__(self, tools: Tools, holding: HoldingPart, places: PlacesPart) -> None:
        super().__init__(tools)
        self._holding, self._places = holding, places
        self.table = holding_boards.on_scene(self.picture)
        self.board = stray_board(self.hands.stage)
        self.table.setParent(self.board)
        self.board.setModel(self.table)
        self.board.set_empty_text(self.tr("现场没有未编入的力量 – 进入现场的力量会立即显示在此"))
        self.board.set_row_actions(
            [
                RowAction("take_under", self.tr("编入指挥"), "Ctrl+Space"),
                RowAction("request", self.tr("商调…"), "Ctrl+T", listens=False),
                RowAction("show", self.tr("在地图上显示"), "Ctrl+F7"),
            ]
        )
        self.board.action_requested.connect(self._row_action)
        self.board.activated_row.connect(self.take_under)
        self.board.selected_row.connect(self._row_chosen)
        self.picture.changed.connect(self._follow)

    # ---- what it brings -----------------------------------------------------------------------------------------------

    def forms(self) -> Sequence[Form]:
        return (stranger_form(self.hands),)

    def deeds(self) -> Sequence[Deed]:
        return (Deed("take_under", self.tr("现场力量编入指挥"), "F10", self.take_first, self._nobody),)

    def verbs(self) -> Sequence[Verb]:
        return (Verb("take_under", self.tr("编入"), (Place("stray", self.tr("现场力量"), many=True),), self._take_said),)

    def choices(self) -> Mapping[str, Callable[[], Sequence[Name]]]:
        return {"stray": self._names}

    def panels(self) -> Sequence[PanelOf]:
        return (PanelOf("strays", self.tr("现场未编"), "Alt+Shift+X", self.board, self.board, "forces"),)

    # ---- taking -------------------------------------------------------------------------------------------------------

    def _nobody(self) -> str:
        return "" if strays.strays(self.picture) else self.tr("现场没有未编入的力量")

    @Slot()
    def take_first(self) -> None:
        """F10: the row of the board if the keyboard is there, else whom the chosen incident has had longest, else anybody."""
        current = self.board.current_id() if self.board.hasFocus() else None
        here = strays.strays(self.picture, self.hands.selection.incident_id) or strays.strays(self.picture)
        if current is not None:
            self.take_under(current)
        elif here:
            self.take_under(here[0].id)

    @Slot(str)
    def take_under(self, id: str, answer: Answer = NOBODY) -> None:
        """One key: a free force comes under command; for one that another holds the request is begun, a stranger is asked its name."""
        presence = self.picture.find(Presence, id)
        if presence is None or not strays.stray(self.picture, presence):
            return
        force_id = strays.force_id_of(self.picture, presence)
        if force_id is None:
            self.tools.sheets.open("stranger", id)
            return
        held = self.picture.assignment_of(force_id)
        if held is not None and answer is NOBODY:
            self._holding.open_request(force_id, presence.incident_id)
            return
        doing = self.tr("{0} 编入「{1}」").format(strays.name_of(self.picture, presence), self.hands.incident_title(presence.incident_id))
        self.ask(TakeUnderCommand(presence_id=id), doing, answer.done, answer.refused)

    @Slot(str, str)
    def _row_action(self, key: str, id: str) -> None:
        presence = self.picture.find(Presence, id)
        if presence is None:
            return
        if key == "take_under":
            self.take_under(id)
        elif key == "request":
            force_id = strays.force_id_of(self.picture, presence)
            self._holding.open_request(force_id or "", presence.incident_id)
        else:
            row = self.picture.positions.get(presence.device_id)
            place = (row.lat, row.lon) if row else (None, None)
            self._places.show_place(strays.name_of(self.picture, presence), *place)

    @Slot(str)
    def _row_chosen(self, id: str) -> None:
        """The force of the row is the chosen one, so that the keys of forces are about it."""
        presence = self.picture.find(Presence, id)
        if presence is not None and self.board.hasFocus():
            self.hands.selection.choose_force(strays.force_id_of(self.picture, presence) or "")

    def _take_said(self, values: dict[str, Any], answer: Answer) -> None:
        unnamed = [name.text for name in values["stray"] if self._unnamed(name.id)]
        if unnamed:
            raise Misread(self.tr("{0} 不属于任何力量 – 在「现场未编」中按 Enter 命名").format("、".join(unnamed)))
        together = Together(len(values["stray"]), answer)
        for name in values["stray"]:
            self.take_under(name.id, together.one(name.text))

    def _unnamed(self, id: str) -> bool:
        presence = self.picture.find(Presence, id)
        return presence is not None and strays.force_id_of(self.picture, presence) is None

    def _names(self) -> Sequence[Name]:
        found = strays.strays(self.picture)
        return [Name("stray", p.id, strays.name_of(self.picture, p), strays.word_of(self.picture, p)) for p in found]

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset or any(kind in change.ids for kind in (Presence, Assignment, Device)):
            panel = panel_of(self.board)
            count = len(strays.strays(self.picture))
            if panel is not None:
                panel.head.set_note(str(count) if count else "")


def stranger_form(hands: Hands) -> Form:
    """A tracker that no force owns: whose it is, and it comes under command."""

    def build(sheet: DeskSheet) -> None:
        owner_fields(sheet, hands)

    def about(subject: str) -> tuple[str, str]:
        presence = hands.picture.find(Presence, subject)
        if presence is None:
            return tr("forms", "登记现场力量"), "–"
        where = hands.incident_title(presence.incident_id)
        return tr("forms", "登记现场力量并编入"), tr("forms", "终端 {0} · {1}").format(strays.name_of(hands.picture, presence), where)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        owner = owner_of(values, reply)
        if owner is None:
            return
        cmd = TakeUnderCommand(presence_id=subject, owner_id=owner["id"], name=owner["name"], kind=owner["kind"])
        force = hands.picture.find(Force, owner["id"])
        doing = tr("forms", "{0} 编入指挥").format(force.name if force else owner["name"])
        hands.asker.ask(cmd, doing, reply.done, reply.refused)

    return Form("stranger", tr("forms", "编入"), build, about, submit)
