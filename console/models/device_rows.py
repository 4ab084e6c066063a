"""New devices: who was heard and has no name yet, since when, and what he sends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Slot

from console.domain.codes import DeviceRole
from console.domain.entities import Alarm, Device, Force
from console.domain.facts import StatusReported
from console.ids import made_at
from console.models import device_words, words
from console.models.boards import TEXT
from console.models.picture import Change, Picture
from console.models.table import Board, EntityTable, Field
from widgets import format as fmt
from widgets.roles import Face, Glyph, Role

tr = QCoreApplication.translate
ELEMENTS_TOLD = 3

USUAL: Mapping[str, DeviceRole] = {
    "gbt26875": DeviceRole.FIRE_PANEL,
    "surgard": DeviceRole.FIRE_PANEL,
    "dc09": DeviceRole.FIRE_PANEL,
    "hj212": DeviceRole.STATION,
    "nmea": DeviceRole.TRACKER,
    "jt808": DeviceRole.TRACKER,
    "rdss": DeviceRole.TRACKER,
    "aprs": DeviceRole.TRACKER,
    "kiss": DeviceRole.TRACKER,
    "cot": DeviceRole.TRACKER,
    "tetra": DeviceRole.RADIO,
    "kenwood": DeviceRole.RADIO,
    "modbus": DeviceRole.RELAY,
}


def waits(picture: Picture, device: Device) -> bool:
    """Whether nobody has said yet what this is. A radio that the register of forces knows by its number is no stranger."""
    if device.role is not DeviceRole.UNKNOWN:
        return False
    return not picture.all(Force, lambda force: force.radio_id == device.address)


def usual_role(picture: Picture, device: Device) -> DeviceRole:
    """What a device of that protocol usually is; a station by what it measures."""
    if device.protocol != "sl651":
        return USUAL.get(device.protocol, DeviceRole.UNKNOWN)
    elements = {element for id, element in picture.readings if id == device.id}
    if elements & {"water_level", "flow"}:
        return DeviceRole.RIVER_STATION
    return DeviceRole.RAIN_STATION if any(element.startswith("rain_") for element in elements) else DeviceRole.UNKNOWN


class Sent:
    """What each nameless device has sent, as this screen knows it."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._elements: dict[str, list[str]] = {}
        self._said: dict[str, tuple[datetime, str]] = {}
        self._begin()

    def follow(self, change: Change) -> None:
        """More has come."""
        if change.reset:
            self._begin()
            return
        for id, element in change.measured:
            self._measured(id, element)
        self._take_facts(change.facts)

    def _begin(self) -> None:
        self._elements.clear()
        self._said.clear()
        for id, element in self._picture.readings:
            self._measured(id, element)
        self._take_facts(self._picture.facts)

    def _measured(self, id: str, element: str) -> None:
        known = self._elements.setdefault(id, [])
        if element not in known:
            known.append(element)

    def _take_facts(self, facts: Any) -> None:
        for fact in facts:
            if isinstance(fact.body, StatusReported) and fact.body.device_id:
                self._said[fact.body.device_id] = (fact.at, fact.body.text or fact.body.what)

    def last_at(self, device: Device) -> datetime | None:
        """When it was last heard with something that is kept."""
        picture = self._picture
        position = picture.positions.get(device.id)
        times = [position.received_at] if position is not None else []
        rows = (picture.newest_reading(device.id, element) for element in self._elements.get(device.id, ()))
        times += [row.received_at for row in rows if row is not None]
        times += [alarm.last_at for alarm in picture.all(Alarm, lambda alarm: alarm.device_id == device.id)]
        times += [self._said[device.id][0]] if device.id in self._said else []
        return max(times, default=made_at(device.id))

    def told(self, device: Device) -> str:
        """What it sends: 定位 · 水位 3.2 m · 火警 ×2 · 「…」."""
        picture = self._picture
        parts = []
        if device.id in picture.positions:
            parts.append(tr("devices", "定位"))
        elements = self._elements.get(device.id, [])
        parts += [self._reading(device, element) for element in elements[:ELEMENTS_TOLD]]
        if len(elements) > ELEMENTS_TOLD:
            parts.append(tr("devices", "等 {0} 项").format(len(elements)))
        events: Counter[str] = Counter()
        for alarm in picture.all(Alarm, lambda alarm: alarm.device_id == device.id):
            events[words.alarm_event(alarm.event)] += alarm.count
        parts += [f"{event} ×{count}" if count > 1 else event for event, count in events.items()]
        if device.id in self._said:
            parts.append(tr("devices", "「{0}」").format(self._said[device.id][1]))
        return " · ".join(parts) or tr("devices", "尚无数据")

    def _reading(self, device: Device, element: str) -> str:
        row = self._picture.newest_reading(device.id, element)
        value = fmt.number(row.value, row.unit, 2) if row is not None else "–"
        return f"{words.element(element)} {value}"


class NewDevices(EntityTable[Device]):
    """新设备: the one that was heard first on top; ages and contents follow what comes in."""

    def __init__(self, picture: Picture, parent: QObject | None = None) -> None:
        self.sent = Sent(picture)

        def moment(at: datetime | None) -> Mapping[int, Any]:
            return {Role.TIME: at, Role.FACE: Face.VALUE if at is not None else Face.UNKNOWN}

        def name(device: Device) -> Mapping[int, Any]:
            return {TEXT: device.address, Role.GLYPH: Glyph.RING, Role.TONE: "live"}

        super().__init__(
            picture,
            Board(
                Device,
                lambda d: waits(picture, d),
                lambda d: (d.id,),
                (
                    Field(tr("devices", "地址"), name),
                    Field(tr("devices", "协议"), lambda d: {TEXT: device_words.protocol(d.protocol)}),
                    Field(tr("devices", "线路"), lambda d: {TEXT: d.wire or "–"}),
                    Field(tr("devices", "内容"), lambda d: {TEXT: self.sent.told(d)}),
                    Field(tr("devices", "首次"), lambda d: moment(made_at(d.id))),
                    Field(tr("devices", "末次"), lambda d: moment(self.sent.last_at(d))),
                ),
                common=lambda d: {Role.MARKED: True},
            ),
            parent,
        )
        picture.changed.connect(self._more)

    @Slot(object)
    def _more(self, change: Change) -> None:
        self.sent.follow(change)
        if change.reset:
            return
        if Force in change.ids:
            self.refill()
            return
        touched = {*change.moved, *(id for id, _ in change.measured)}
        touched |= {fact.body.device_id for fact in change.facts if isinstance(fact.body, StatusReported)}
        touched |= {alarm.device_id for alarm in self._changed_alarms(change)}
        rows = [row for id in touched if id and (row := self.row_of(id)) >= 0]
        for row in rows:
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def _changed_alarms(self, change: Change) -> list[Alarm]:
        found = (self._picture.find(Alarm, id) for id in change.ids.get(Alarm, ()))
        return [alarm for alarm in found if alarm is not None]
