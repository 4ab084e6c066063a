"""The boards of the hall: what each table shows, in which order. One function a board; every one reads the same picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt

from console.domain import codes
from console.domain.codes import AssignmentStatus, DeliveryState, ForceDuty, Grade, OrderState, ReportState
from console.domain.entities import (
    Alarm,
    Assignment,
    Command,
    Delivery,
    Device,
    Force,
    Incident,
    Order,
    Presence,
    Recording,
    Report,
    Reservation,
    Warning,
)
from console.domain.rules import orders as order_rules
from console.domain.rules.alarms import stands
from console.models import order_words, strays, words
from console.models.picture import Picture
from console.models.table import Board, EntityTable, Field
from widgets import format as fmt
from widgets.roles import AlarmState, Face, Glyph, Role, Severity

tr = QCoreApplication.translate
TEXT = int(Qt.ItemDataRole.DisplayRole)

ASSIGNMENT_GLYPHS = {
    AssignmentStatus.ASSIGNED: (Glyph.RING, "yellow"),
    AssignmentStatus.EN_ROUTE: (Glyph.ARROW, "yellow"),
    AssignmentStatus.ON_SCENE: (Glyph.HALF, "live"),
    AssignmentStatus.WORKING: (Glyph.DISC, "live"),
    AssignmentStatus.RELEASED: (Glyph.TICK, "dim"),
}
DUTY_GLYPHS = {
    ForceDuty.AVAILABLE: (Glyph.TICK, "ok"),
    ForceDuty.RESTING: (Glyph.CLOCK, "dim"),
    ForceDuty.OUT_OF_SERVICE: (Glyph.CROSS, "dim"),
}
ORDER_GLYPHS = {
    OrderState.DRAFTED: (Glyph.DASH, "live"),
    OrderState.DRAFTED: (Glyph.RING, "dim"),
    OrderState.ISSUED: (Glyph.RING, "yellow"),
    OrderState.DELIVERED: (Glyph.HALF, "yellow"),
    OrderState.ACKNOWLEDGED: (Glyph.TICK, "live"),
    OrderState.UNDER_WAY: (Glyph.ARROW, "live"),
    OrderState.DONE: (Glyph.TICK, "ok"),
    OrderState.REFUSED: (Glyph.CROSS, "red"),
    OrderState.EXPIRED: (Glyph.CLOCK, "orange"),
    OrderState.CANCELLED: (Glyph.DASH, "dim"),
}
DELIVERY_GLYPHS = {
    DeliveryState.QUEUED: (Glyph.RING, "dim"),
    DeliveryState.ACCEPTED: (Glyph.RING, "live"),
    DeliveryState.SENT: (Glyph.ARROW, "live"),
    DeliveryState.DELIVERED: (Glyph.HALF, "live"),
    DeliveryState.READ: (Glyph.TICK, "ok"),
    DeliveryState.CONFIRMED: (Glyph.TICK, "ok"),
    DeliveryState.UNCERTAIN: (Glyph.DASH, "orange"),
    DeliveryState.FAILED: (Glyph.CROSS, "red"),
    DeliveryState.EXPIRED: (Glyph.CLOCK, "orange"),
}


def severity(grade: Grade | None) -> Severity | None:
    """Grades and severities are the same four."""
    return None if grade is None else Severity(int(grade))


def alarm_state(alarm: Alarm) -> AlarmState:
    """The two truths of an alarm in one word."""
    if alarm.active:
        return AlarmState.ACKNOWLEDGED if alarm.acknowledged else AlarmState.UNACKNOWLEDGED
    return AlarmState.CLEARED if alarm.acknowledged else AlarmState.RETURNED


def _glyph(pair: tuple[Glyph, str], text: str) -> Mapping[int, Any]:
    return {TEXT: text, Role.GLYPH: pair[0], Role.TONE: pair[1]}


def intake(picture: Picture, repeats: Callable[[Report], str] = lambda _report: "") -> EntityTable[Report]:
    """接报: reports that wait or are in hand, newest first (two-line list). ``repeats`` says what a report may tell of again."""

    def read(report: Report) -> Mapping[int, Any]:
        alarm = picture.find(Alarm, report.alarm_id)
        state = words.report_state(report.state)
        holder = f"{report.claimed_by} {fmt.clock(report.claimed_at)} {state}" if report.claimed_by else state
        place = report.place or tr("boards", "地点不明")
        return {
            TEXT: f"{words.incident_kind(report.kind)} {place}",
            Role.SUB: " · ".join(
                part for part in (repeats(report), holder, words.report_source(report.source), report.text) if part
            ),
            Role.TIME: report.received_at,
            Role.SEVERITY: severity(alarm.grade if alarm else report.grade),
            Role.STATE: alarm_state(alarm) if alarm else AlarmState.UNACKNOWLEDGED,
            Role.GLYPH: Glyph.RING,
            Role.TONE: "live",
            Role.MARKED: report.state is ReportState.WAITING,
        }

    return EntityTable(
        picture,
        Board(
            Report,
            lambda r: r.state in (ReportState.WAITING, ReportState.CLAIMED),
            lambda r: (-r.received_at.timestamp(),),
            (Field(tr("boards", "接报"), read),),
            follows=(Alarm, Incident),
        ),
    )


def incidents(picture: Picture, *, names: bool = True) -> EntityTable[Incident]:
    """事件: open incidents, the worst first (two-line list). Without ``names`` a command is told by its level, not its commander."""

    def read(incident: Incident) -> Mapping[int, Any]:
        command = picture.active_command(incident.id)
        led = tr("boards", "未设指挥部")
        if command is not None:
            led = command.commander if names else tr("boards", "{}指挥部").format(words.command_level(command.level))
        count = len(picture.committed_to(incident.id))
        forces = tr("boards", "{} 支力量").format(count)
        around = len(strays.strays(picture, incident.id))
        alone = (tr("boards", "现场未编 {}").format(around),) if around else ()
        return {
            TEXT: incident.title,
            Role.SUB: " · ".join((*alone, words.grade_short(incident.grade), words.response(incident.response), led, forces)),
            Role.TIME: incident.opened_at,
            Role.SEVERITY: severity(incident.grade),
            Role.STATE: AlarmState.ACKNOWLEDGED,
            Role.GLYPH: Glyph.SQUARE,
            Role.TONE: "text",
        }

    return EntityTable(
        picture,
        Board(
            Incident,
            lambda i: i.closed_at is None,
            lambda i: (int(i.grade) if i.grade else 9, i.opened_at.timestamp()),
            (Field(tr("boards", "事件"), read),),
            follows=(Command, Assignment, Presence),
        ),
    )


def alarm_order(alarm: Alarm) -> tuple[bool, int, float]:
    """What wants a person first: unacknowledged, the worst, the newest."""
    return (alarm.acknowledged, int(alarm.grade), -alarm.raised_at.timestamp())


def alarms(picture: Picture) -> EntityTable[Alarm]:
    """告警: what stands, unacknowledged on top, the worst and the newest first."""

    def what(alarm: Alarm) -> str:
        name = words.alarm_event(alarm.event)
        if alarm.event == "threshold":
            element, _, limit = alarm.text.partition(">")
            shown = f"{alarm.value:g}" if alarm.value is not None else "–"
            return tr("boards", "{0} {1} {2}，限值 {3}").format(words.element(element), shown, alarm.unit or "", limit)
        return f"{name} {alarm.text}" if alarm.text else name

    return EntityTable(
        picture,
        Board(
            Alarm,
            stands,
            alarm_order,
            (
                Field(tr("boards", "级别"), lambda a: {}),
                Field(tr("boards", "状态"), lambda a: {}),
                Field(tr("boards", "来源"), lambda a: {TEXT: a.label}),
                Field(tr("boards", "内容"), lambda a: {TEXT: what(a)}),
                Field(tr("boards", "地点"), lambda a: {TEXT: a.place or "–"}),
                Field(tr("boards", "时间"), lambda a: {Role.TIME: a.raised_at}),
                Field(tr("boards", "次数"), lambda a: {TEXT: str(a.count)}),
            ),
            common=lambda a: {Role.SEVERITY: severity(a.grade), Role.STATE: alarm_state(a)},
        ),
    )


def force_state(picture: Picture, force: Force) -> Mapping[int, Any]:
    """The one status of a force, from its open assignment or else its duty – every view asks here."""
    held = picture.assignment_of(force.id)
    if held is not None:
        return _glyph(ASSIGNMENT_GLYPHS[held.status], words.assignment_status(held.status)) | {Role.STARTED: held.status_at}
    reserved = picture.reservation_of(force.id)
    if reserved is not None:
        times = {Role.STARTED: reserved.reserved_at, Role.DEADLINE: reserved.until}
        return _glyph((Glyph.HALF, "yellow"), tr("boards", "预留")) | times
    return _glyph(DUTY_GLYPHS[force.duty], words.force_duty(force.duty)) | {Role.STARTED: force.duty_since}


def forces(picture: Picture) -> EntityTable[Force]:
    """力量: committed forces first, each with its status, its incident and the age of its position."""

    def order(force: Force) -> Any:
        if picture.assignment_of(force.id) is not None:
            return (0, force.name)
        if picture.reservation_of(force.id) is not None:
            return (1, force.name)
        return (2 if force.duty is ForceDuty.AVAILABLE else 3, force.name)

    def task(force: Force) -> Mapping[int, Any]:
        held = picture.assignment_of(force.id) or picture.reservation_of(force.id)
        incident = picture.find(Incident, held.incident_id) if held else None
        return {TEXT: incident.title if incident else "–"}

    def since(force: Force) -> Mapping[int, Any]:
        """Since when – or, of a reservation, for how long still."""
        held, reserved = picture.assignment_of(force.id), picture.reservation_of(force.id)
        if held is None and reserved is not None:
            return {Role.STARTED: reserved.reserved_at, Role.DEADLINE: reserved.until}
        return {Role.TIME: held.status_at if held else force.duty_since}

    def position(force: Force) -> Mapping[int, Any]:
        tracker = picture.tracker_of(force.id)
        row = picture.positions.get(tracker.id) if tracker else None
        return {Role.TIME: row.at if row else None, Role.FACE: Face.VALUE if row else Face.UNKNOWN}

    return EntityTable(
        picture,
        Board(
            Force,
            lambda _f: True,
            order,
            (
                Field(tr("boards", "力量"), lambda f: {TEXT: f.name}),
                Field(tr("boards", "状态"), lambda f: force_state(picture, f)),
                Field(tr("boards", "任务"), task),
                Field(tr("boards", "状态时间"), since),
                Field(tr("boards", "定位"), position),
                Field(tr("boards", "类别"), lambda f: {TEXT: words.force_kind(f.kind)}),
                Field(tr("boards", "人数"), lambda f: {TEXT: "–" if f.crew is None else str(f.crew)}),
            ),
            follows=(Assignment, Incident, Device, Reservation),
            common=lambda f: {Role.KIND: "force"},
        ),
    )


def orders(picture: Picture, wanted: Callable[[Order], bool] = lambda _o: True) -> EntityTable[Order]:
    """指令: those that wait for a receipt on top, with their countdown; then drafts, what is under way, and what is over."""

    def deadline(order: Order) -> Mapping[int, Any]:
        if order.state in order_rules.UNHEARD:
            return {Role.STARTED: order.issued_at, Role.DEADLINE: order.answer_by, Role.SEVERITY: Severity.ORANGE}
        if order.done_by is not None and order.state in (OrderState.ACKNOWLEDGED, OrderState.UNDER_WAY):
            return {Role.STARTED: order.issued_at, Role.DEADLINE: order.done_by, Role.SEVERITY: Severity.ORANGE}
        return {}

    def about(order: Order) -> Mapping[int, Any]:
        parts = []
        if order.state in order_rules.UNHEARD and order.escalated_at is not None:
            parts.append(tr("boards", "已报指挥长"))
        if order.state in order_rules.UNHEARD and order.nags:
            parts.append(tr("boards", "催 {0} 次").format(order.nags))
        if order.group_id is not None:
            group = picture.all(Order, lambda o: o.group_id == order.group_id)
            heard = sum(o.state not in order_rules.UNHEARD and o.state is not OrderState.DRAFTED for o in group)
            parts.append(tr("boards", "组签收 {0}/{1}").format(heard, len(group)))
        return {TEXT: " · ".join((*parts, words.channel(order.by)))}

    def order_key(order: Order) -> Any:
        if order.state in order_rules.UNHEARD:
            return (0, order.answer_by.timestamp(), order.number)  # whose time runs out first
        rank = 3 if order.state in order_rules.ENDED else 1 if order.state is OrderState.DRAFTED else 2
        return (rank, -order.issued_at.timestamp(), -order.number)

    return EntityTable(
        picture,
        Board(
            Order,
            wanted,
            order_key,
            (
                Field(tr("boards", "号"), lambda o: {TEXT: str(o.number)}),
                Field(tr("boards", "受令"), lambda o: {TEXT: order_words.addressee(o, picture)}),
                Field(tr("boards", "指令"), lambda o: {TEXT: o.text}),
                Field(tr("boards", "状态"), lambda o: _glyph(ORDER_GLYPHS[o.state], words.order_state(o.state, o.overdue))),
                Field(tr("boards", "时限"), deadline),
                Field(tr("boards", "情况"), about),
                Field(tr("boards", "下达"), lambda o: {Role.TIME: o.issued_at}),
            ),
            follows=(Force,),
        ),
    )


def delivery_order(delivery: Delivery) -> tuple[int, float]:
    """What failed first, then what has no receipt yet, then what is proven; the newest first in each."""
    proven = delivery.state in (DeliveryState.CONFIRMED, DeliveryState.READ)
    failed = delivery.state in (DeliveryState.FAILED, DeliveryState.EXPIRED, DeliveryState.UNCERTAIN)
    return (0 if failed else 2 if proven else 1, -delivery.created_at.timestamp())


def delivery_state(delivery: Delivery) -> Mapping[int, Any]:
    """Shape and word of how far it came."""
    return _glyph(DELIVERY_GLYPHS[delivery.state], words.delivery_state(delivery.state))


def deliveries(picture: Picture, wanted: Callable[[Delivery], bool] = lambda _d: True) -> EntityTable[Delivery]:
    """送达: what has no receipt yet on top."""
    return EntityTable(
        picture,
        Board(
            Delivery,
            wanted,
            delivery_order,
            (
                Field(tr("boards", "对象"), lambda d: {TEXT: d.label}),
                Field(tr("boards", "方式"), lambda d: {TEXT: words.channel(d.channel)}),
                Field(tr("boards", "状态"), delivery_state),
                Field(tr("boards", "时间"), lambda d: {Role.TIME: d.state_at or d.created_at}),
                Field(tr("boards", "回证"), lambda d: {TEXT: words.evidence(d.evidence) or "–"}),
                Field(tr("boards", "内容"), lambda d: {TEXT: d.text}),
            ),
        ),
    )


def warnings(picture: Picture) -> EntityTable[Warning]:
    """预警: what waits for release, then the newest (two-line list)."""

    def read(warning: Warning) -> Mapping[int, Any]:
        sent = picture.all(Delivery, lambda d: d.purpose_id == warning.id)
        proven = sum(d.state in (DeliveryState.CONFIRMED, DeliveryState.READ) for d in sent)
        receipts = tr("boards", "回证 {0}/{1}").format(proven, len(sent)) if sent else ""
        area = "、".join(warning.area)
        return {
            TEXT: warning.text,
            Role.SUB: " · ".join(part for part in (words.warning_state(warning.state), area, receipts) if part),
            Role.TIME: warning.released_at or warning.prepared_at,
            Role.GLYPH: Glyph.RING if warning.state is codes.WarningState.PREPARED else Glyph.ARROW,
            Role.TONE: "live",
        }

    return EntityTable(
        picture,
        Board(
            Warning,
            lambda _w: True,
            lambda w: (w.state is not codes.WarningState.PREPARED, -w.prepared_at.timestamp()),
            (Field(tr("boards", "预警"), read),),
            follows=(Delivery,),
        ),
    )


def caller_of(picture: Picture, recording: Recording) -> str:
    """Who spoke: the call sign of the force that carries the radio, else the number heard; for our own, the seat. "" is not known."""
    if not recording.caller or recording.direction == "tx":
        return recording.caller
    carried = next(iter(picture.all(Force, lambda f: f.radio_id == recording.caller)), None)
    return carried.name if carried else recording.caller


def recordings(
    picture: Picture,
    channel_name: Callable[[str], str] = lambda key: key,
    playing: Callable[[str], bool] = lambda _id: False,
) -> EntityTable[Recording]:
    """录音: the newest first; what is being played back says so."""

    def direction(recording: Recording) -> Mapping[int, Any]:
        if playing(recording.id):
            return _glyph((Glyph.DISC, "live"), tr("boards", "回放中"))
        if recording.direction == "tx":
            return _glyph((Glyph.ARROW, "live"), tr("boards", "发"))
        return _glyph((Glyph.HALF, "text"), tr("boards", "收"))

    return EntityTable(
        picture,
        Board(
            Recording,
            lambda _r: True,
            lambda r: (-r.started_at.timestamp(),),
            (
                Field(tr("boards", "信道"), lambda r: {TEXT: channel_name(r.channel)}),
                Field(tr("boards", "方向"), direction),
                Field(tr("boards", "时间"), lambda r: {Role.TIME: r.started_at}),
                Field(tr("boards", "时长"), lambda r: {TEXT: f"{r.duration_s:.1f} s"}),
                Field(tr("boards", "主叫"), lambda r: {TEXT: caller_of(picture, r) or tr("boards", "未识别")}),
            ),
            follows=(Force,),
            common=lambda r: {Role.MARKED: playing(r.id)},
        ),
    )
