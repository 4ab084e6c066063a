"""New devices: what was heard on a wire and has no name yet, and the sheet that gives it one. What it has sent stays with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit

from console.app.devices import NameDevice
from console.desk.actions import Deed
from console.desk.boards import device_board
from console.desk.fields import Picker
from console.desk.hands import Hands
from console.desk.inputs import combo, coordinate_line, coordinates_text, place_of
from console.desk.parts.base import PanelOf, Part, Tools
from console.desk.parts.holding import panel_of
from console.desk.sheets import NEW, DeskSheet, Form, Reply, Values
from console.domain.codes import DeviceRole, ForceKind
from console.domain.entities import Device, Force
from console.domain.rules.devices import CARRIED
from console.models import device_words, words
from console.models.device_rows import NewDevices, usual_role, waits
from console.models.picture import Change
from widgets.choices import Completion
from widgets.roles import RowAction

tr = QCoreApplication.translate


class DevicesPart(Part):
    """A board of who waits for a name, a sheet to name him; known devices are corrected on the same sheet."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.board = device_board(self.hands.stage)
        self.table = NewDevices(self.picture, self.board)
        self.board.setModel(self.table)
        self.board.set_empty_text(self.tr("没有待命名的设备 – 线路上新出现的设备会立即列在此处"))
        self.board.set_row_actions([RowAction("name", self.tr("命名…"), "Ctrl+Alt+N", listens=False)])
        self.board.activated_row.connect(self.name)
        self.picture.changed.connect(self._follow)

    def forms(self) -> Sequence[Form]:
        return (device_form(self), pick_form(self))

    def deeds(self) -> Sequence[Deed]:
        return (
            Deed("name_device", self.tr("命名新设备"), "Ctrl+Alt+N", self.name_next, self._nobody),
            Deed("edit_device", self.tr("修改设备: 名称、用途、地点"), "", self.pick),
        )

    def panels(self) -> Sequence[PanelOf]:
        return (PanelOf("devices", self.tr("新设备"), "Alt+Shift+N", self.board, self.board, "forces"),)

    def _nobody(self) -> str:
        return "" if self.table.rowCount() else self.tr("没有待命名的设备")

    def name_next(self) -> None:
        """The row of the board, else the device that waits longest."""
        current = self.board.current_id() if self.board.hasFocus() else None
        self.name(current or self.table.id_at(0))

    @Slot(str)
    def name(self, id: str) -> None:
        """The sheet about that device."""
        device = self.picture.find(Device, id)
        if device is not None:
            self.tools.sheets.open("device", device.id, self._fill(device))

    def pick(self) -> None:
        """Any device by its name."""
        self.tools.sheets.open("device_pick", NEW)

    def find(self, typed: str) -> list[Completion]:
        """Devices to choose from by name, place or address."""
        wanted = typed.strip().lower()
        found = self.picture.all(Device, lambda d: wanted in f"{d.name} {d.place} {d.address}".lower())
        ranked = sorted(found, key=lambda d: (not d.name.lower().startswith(wanted), d.name))
        return [Completion(d.id, d.name, " · ".join(part for part in (d.place, device_words.role(d.role), d.wire) if part)) for d in ranked]

    def about(self, device: Device) -> str:
        """Where it speaks, and what it sends."""
        speaks = tr("devices", "{0} {1} · 线路 {2}").format(device_words.protocol(device.protocol), device.address, device.wire or "–")
        return f"{speaks} · {self.table.sent.told(device)}" if waits(self.picture, device) else speaks

    def _fill(self, device: Device) -> Values:
        new = device.role is DeviceRole.UNKNOWN
        role = usual_role(self.picture, device) if new else device.role
        return {
            "name": "" if new else device.name,
            "role": role.value,
            "owner": device.force_id or "",
            "place": device.place,
            "coordinates": coordinates_text(device.lat, device.lon),
        }

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset or Device in change.ids or Force in change.ids:
            panel = panel_of(self.board)
            count = self.table.rowCount()
            if panel is not None:
                panel.head.set_note(str(count) if count else "")


def owner_fields(sheet: DeskSheet, hands: Hands) -> None:
    """Whose it is: a new force, or one of the register."""
    name = QLineEdit()
    name.setPlaceholderText(tr("forms", "登记中没有的力量"))
    first = (ForceKind.SOCIAL, ForceKind.GRASSROOTS, ForceKind.PROFESSIONAL)
    kinds = (*first, *(kind for kind in ForceKind if kind not in first))
    sheet.add_field("force_name", tr("forms", "新力量名称"), name)
    sheet.add_field("force_kind", tr("forms", "新力量类别"), combo((kind.value, words.force_kind(kind)) for kind in kinds))
    sheet.add_field("owner", tr("forms", "或已有力量"), Picker(hands.stage, hands.names.forces))


def owner_of(values: Values, reply: Reply) -> Mapping[str, Any] | None:
    """Id of the force of the register, name and kind of the new one; None after a complaint."""
    if values["owner"] and values["force_name"]:
        reply.refused(tr("forms", "新力量与已有力量只能填一项"))
        return None
    return {"id": values["owner"] or None, "name": values["force_name"], "kind": ForceKind(values["force_kind"])}


def device_form(part: DevicesPart) -> Form:
    hands = part.hands

    def build(sheet: DeskSheet) -> None:
        name, role, place, at = QLineEdit(), combo(_roles()), QLineEdit(), coordinate_line()
        name.setPlaceholderText(tr("forms", "属于力量的设备可留空, 即力量名称"))
        sheet.add_field("role", tr("forms", "用途"), role, required=True)
        sheet.add_field("name", tr("forms", "名称"), name)
        owner_fields(sheet, hands)
        sheet.add_field("place", tr("forms", "地点"), place)
        sheet.add_field("coordinates", tr("forms", "坐标"), at)

        def fit() -> None:
            carried = role.currentData() in {item.value for item in CARRIED}
            for key in ("force_name", "force_kind", "owner"):
                sheet.field(key).setEnabled(carried)
            for field in (place, at):
                field.setEnabled(not carried)

        role.currentIndexChanged.connect(lambda _row: fit())
        fit()

    def about(subject: str) -> tuple[str, str]:
        device = hands.picture.find(Device, subject)
        if device is None:
            return tr("forms", "命名设备"), "–"
        title = tr("forms", "命名新设备") if device.role is DeviceRole.UNKNOWN else tr("forms", "修改设备 {0}").format(device.name)
        return title, part.about(device)

    def opened(sheet: DeskSheet, _subject: str) -> None:
        role = sheet.field("role")
        assert isinstance(role, QComboBox)
        role.setCurrentIndex(0)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        role = DeviceRole(values["role"])
        carried = role in CARRIED
        at = (None, None) if carried else place_of(values, reply)
        owner = owner_of(values if carried else {**values, "owner": "", "force_name": ""}, reply)
        if at is None or owner is None:
            return
        cmd = NameDevice(
            device_id=subject,
            name=values["name"],
            role=role,
            place="" if carried else values["place"],
            lat=at[0],
            lon=at[1],
            force_id=owner["id"],
            force_name=owner["name"],
            force_kind=owner["kind"],
        )
        hands.asker.ask(cmd, tr("forms", "命名设备 {0}").format(values["name"] or owner["name"]), reply.done, reply.refused)

    return Form("device", tr("forms", "保存"), build, about, submit, opened)


def pick_form(part: DevicesPart) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("device", tr("forms", "设备"), Picker(part.hands.stage, part.find), required=True)

    def about(_subject: str) -> tuple[str, str]:
        return tr("forms", "修改设备"), tr("forms", "按名称、地点或地址查找")

    def submit(_subject: str, values: Values, reply: Reply) -> None:
        reply.done()
        part.name(values["device"])

    return Form("device_pick", tr("forms", "修改"), build, about, submit)


def _roles() -> list[tuple[str, str]]:
    known = [(role.value, device_words.role(role)) for role in DeviceRole if role is not DeviceRole.UNKNOWN]
    return [("", tr("forms", "请选择")), *known]
