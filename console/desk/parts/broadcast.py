"""The broadcast at the desk: composed in a sheet, then let go by a second person in a panel of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QRect, Qt, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from console.app.warnings import CHANNEL_OF, PrepareWarning, ReleaseWarning, WithdrawWarning
from console.desk.actions import Deed
from console.desk.fields import Lines, TickList
from console.desk.hands import Hands
from console.desk.parts.base import Part, Tools
from console.desk.sheets import NEW, DeskSheet, Form, Reply, Values
from console.domain.codes import WarningState
from console.domain.entities import Device, Warning
from console.engine import Outcome
from console.models import refusals, words
from console.models.picture import Change
from widgets.overlay import Overlay
from widgets.release import ReleaseControl, ReleaseFace
from widgets.shortcuts import KeyButton, make_action

tr = QCoreApplication.translate


def targets(hands: Hands) -> list[Device]:
    """Loudspeakers and sirens, by place."""
    return sorted(hands.picture.all(Device, lambda d: d.role in CHANNEL_OF), key=lambda d: (d.place, d.name))


def broadcast_form(hands: Hands, prepared: Callable[[str], None]) -> Form:
    """Text, area in words, and by which horns and sirens."""

    def build(sheet: DeskSheet) -> None:
        sheet.add_field("text", tr("broadcast", "内容"), Lines(hands.stage, 5), required=True)
        sheet.add_field("area", tr("broadcast", "范围"), QLineEdit(), required=True)
        sheet.add_field("targets", tr("broadcast", "发布对象"), TickList(hands.stage, tr("broadcast", "没有登记喇叭或警报器")))

    def opened(sheet: DeskSheet, _subject: str) -> None:
        ticks = sheet.field("targets")
        if isinstance(ticks, TickList):
            ticks.set_items([(d.id, f"{d.name} · {words.channel(CHANNEL_OF[d.role])}") for d in targets(hands)])

    def about(subject: str) -> tuple[str, str]:
        return tr("broadcast", "编制广播"), tr("broadcast", "全区") if subject == NEW else hands.incident_title(subject)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        ids = tuple(values["targets"])
        area = tuple(part for part in values["area"].replace("、", " ").replace(",", " ").split() if part)
        cmd = PrepareWarning(text=values["text"], area=area, device_ids=ids, incident_id=None if subject == NEW else subject)

        def done(warning_id: str) -> None:
            chosen = dict(hands.memory.get("broadcast_targets", {}))
            chosen[warning_id] = list(ids)
            hands.memory.put("broadcast_targets", chosen)
            reply.done()
            prepared(warning_id)

        hands.asker.ask(cmd, tr("broadcast", "编制广播"), done, reply.refused)

    return Form("broadcast", tr("broadcast", "备好, 待放行"), build, about, submit, opened)


class BroadcastPart(Part):
    """Composing and letting go."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.release = ReleasePanel(tools.hands, tools.window, tools.area)

    def forms(self) -> Sequence[Form]:
        return (broadcast_form(self.hands, self.release.show_warning),)

    def deeds(self) -> Sequence[Deed]:
        def prepared() -> str:
            return "" if self.release.waiting() else self.tr("没有本席备好待放行的广播")

        return (
            Deed("broadcast", self.tr("广播"), "F6", self.broadcast),
            Deed("release", self.tr("放行广播"), "Shift+F6", lambda: self.release.show_warning(self.release.waiting()), prepared),
        )

    def broadcast(self) -> None:
        """F6."""
        self.tools.sheets.open("broadcast", self.hands.selection.incident_id or NEW)


class ReleasePanel(Overlay):
    """A prepared broadcast and the key of the second person."""

    def __init__(self, hands: Hands, window: QWidget, area: Callable[[], QRect]) -> None:
        super().__init__(window)
        self._hands = hands
        self._area = area
        self._warning_id = ""
        self.setObjectName("release-panel")
        self._title = QLabel(self.tr("放行广播 (须第二人)"))
        self._title.setProperty("step", "lead")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self.control = ReleaseControl(hands.stage)
        self.control.release_requested.connect(self._release)
        aside = make_action(self, self.tr("搁下"), "Esc", Qt.ShortcutContext.WidgetWithChildrenShortcut)
        aside.triggered.connect(self._set_aside)
        withdraw = make_action(self, self.tr("撤回此广播"))
        withdraw.triggered.connect(self._withdraw)
        foot = QHBoxLayout()
        foot.addWidget(KeyButton(hands.stage, aside))
        foot.addStretch(1)
        foot.addWidget(KeyButton(hands.stage, withdraw))
        box = QVBoxLayout(self)
        gap = hands.stage.theme.gap(4)
        box.setContentsMargins(gap, gap, gap, gap)
        box.setSpacing(hands.stage.theme.gap(2))
        box.addWidget(self._title)
        box.addWidget(self._text)
        box.addStretch(1)
        box.addWidget(self.control)
        box.addStretch(1)
        box.addLayout(foot)
        hands.picture.changed.connect(self._follow)

    def place(self) -> None:
        area = self._area()
        width = min(self._hands.stage.theme.size("sheet"), area.width())
        self.setGeometry(area.right() + 1 - width, area.top(), width, area.height())

    def first_focus(self) -> QWidget:
        return self.control.name if self.control.name.isEnabled() else self

    def open(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        super().open()

    def waiting(self) -> str:
        """The newest broadcast that was prepared at this desk and not let go, "" for none."""
        known = self._hands.memory.get("broadcast_targets", {})
        ready = self._hands.picture.all(Warning, lambda w: w.id in known and w.state is WarningState.PREPARED)
        return max(ready, key=lambda w: w.prepared_at).id if ready else ""

    def show_warning(self, warning_id: str) -> None:
        """Arm it for that broadcast."""
        self._warning_id = warning_id
        self._arm()
        self.open()

    def _devices(self) -> tuple[str, ...]:
        return tuple(self._hands.memory.get("broadcast_targets", {}).get(self._warning_id, ()))

    def _arm(self) -> None:
        warning = self._hands.picture.find(Warning, self._warning_id)
        if warning is None:
            self.control.set_not_ready(self.tr("等待数据库回应"))
            return
        self._text.setText(warning.text)
        if warning.state is not WarningState.PREPARED:
            released = warning.state in (WarningState.RELEASED, WarningState.FINISHED)
            face = ReleaseFace.RELEASED if released else ReleaseFace.NOT_READY
            self.control.set_face(face, words.warning_state(warning.state))
            return
        names = [d.name for d in targets(self._hands) if d.id in self._devices()]
        mark = self.tr("演练: ") if self._hands.seat.hall.drill else ""
        waiting = QApplication.focusWidget() is self
        self.control.arm(mark + self.tr("{0} – {1} 个对象: {2}").format("、".join(warning.area), len(names), "、".join(names)))
        if waiting:  # it was opened before its fact had come
            self.control.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if self._warning_id and (change.reset or self._warning_id in change.ids.get(Warning, ())):
            self._arm()

    @Slot(str, str)
    def _release(self, name: str, passphrase: str) -> None:
        cmd = ReleaseWarning(
            warning_id=self._warning_id, second_name=name, passphrase=passphrase, device_ids=self._devices()
        )

        def heard(outcome: Outcome) -> None:
            if not isValid(self):
                return
            if outcome.done:
                self.control.set_face(ReleaseFace.RELEASED, words.warning_state(WarningState.RELEASED))
            else:
                self.control.set_face(ReleaseFace.REFUSED, refusals.answer(outcome, self._hands.picture))

        self._hands.seat.do(cmd, heard)

    @Slot()
    def _set_aside(self) -> None:
        self.put_away()

    @Slot()
    def _withdraw(self) -> None:
        self._hands.asker.ask(WithdrawWarning(warning_id=self._warning_id), self.tr("撤回广播"), lambda _id: self.put_away())
