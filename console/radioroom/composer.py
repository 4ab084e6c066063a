"""The broadcast composer: content, audience, preview, release by a second person – one step at a time, nothing lost on the way.

From the moment it is handed to the second person the broadcast is the hall's (``PrepareWarning``) and its words stand still; to change
them it is withdrawn first, so what the second person reads is what goes out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from console.app.warnings import PrepareWarning, ReleaseWarning, WithdrawWarning
from console.domain.codes import DeviceRole, WarningState
from console.domain.entities import Warning
from console.engine import Outcome
from console.jobs import Jobs
from console.memory import Memory
from console.models import refusals, words
from console.models.links import Links
from console.models.names import NameIndex
from console.models.picture import Change
from console.radioroom.audience import AudiencePage
from console.radioroom.content import ContentPage
from console.radioroom.draft import Draft
from console.radioroom.letting_go import LettingGoPage
from console.radioroom.playback import Replay
from console.radioroom.preview import PreviewPage
from console.radioroom.steps import StepRail
from console.seat import Seat
from widgets.release import ReleaseFace
from widgets.shortcuts import KeyButton, is_typing, make_action
from widgets.stage import Stage

CONTENT, AUDIENCE, PREVIEW, RELEASE = range(4)
KEPT = "broadcast"


class Composer(QFrame):
    """Signals:
    released: id of the broadcast that was let go.
    """

    released = Signal(str)

    def __init__(
        self, seat: Seat, stage: Stage, links: Links, memory: Memory, tools: tuple[Replay, Jobs, NameIndex], window: QWidget
    ) -> None:
        super().__init__()
        self._seat = seat
        self._stage = stage
        self._memory = memory
        self._draft = Draft.of(memory.get(KEPT, {}))
        self._at = int(memory.get("broadcast_step", CONTENT))
        self._busy = ""
        replay, jobs, names = tools
        self.setProperty("depth", "panel")
        self.setAccessibleName(self.tr("广播"))
        steps = (self.tr("内容"), self.tr("范围"), self.tr("试听"), self.tr("双人放行"))
        self.rail = StepRail(stage, steps)
        self.content = ContentPage(seat.picture, stage, seat.hall.drill, window)
        self.audience = AudiencePage(seat.picture, stage, links, names)
        self.preview = PreviewPage(stage, replay, jobs, Path(seat.hall.audio_dir), window)
        self.letting_go = LettingGoPage(stage, self._drill_hint(), window)
        self._stack = QStackedWidget()
        for page in (self.content, self.audience, self.preview, self.letting_go):
            self._stack.addWidget(_scrolling(page))
        self._complaint = ""
        self._note = QLabel()
        self._note.setObjectName("broadcast-note")
        self._note.setWordWrap(True)
        self.back = make_action(window, self.tr("上一步"), "Alt+Left")
        self.back.triggered.connect(lambda: self.go(self._at - 1))
        self.forward = make_action(window, self.tr("下一步"), "Ctrl+Return")
        self.forward.triggered.connect(self._forward)
        foot = QHBoxLayout()
        self._back_button = KeyButton(stage, self.back)
        self._forward_button = KeyButton(stage, self.forward, main=True)
        foot.addWidget(self._back_button)
        foot.addStretch(1)
        foot.addWidget(self._forward_button)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.rail)
        self._box.addWidget(self._note)
        self._box.addWidget(self._stack, 1)
        self._box.addLayout(foot)
        self._connect()
        self._measure()
        self.content.show_content(self._draft.text, self._draft.incident_id)
        self.audience.show_audience(self._draft)
        self._show()

    def _connect(self) -> None:
        self.rail.chosen.connect(self.go)
        self.content.edited.connect(self._edited)
        self.audience.edited.connect(self._edited)
        self.preview.heard.connect(self._heard)
        self.preview.skipped.connect(self._skipped)
        self.letting_go.release_requested.connect(self._release)
        self.letting_go.withdraw_requested.connect(self._withdraw)
        self.letting_go.new_requested.connect(self._fresh)
        self._seat.picture.changed.connect(self._follow)
        self._stage.themed.connect(self._measure)

    def _drill_hint(self) -> str:
        if not self._seat.hall.drill:
            return ""
        from console.founding import DRILL_SECOND

        name, display, passphrase = DRILL_SECOND
        return self.tr("演练大厅的第二人: {name} ({display}), 口令 {passphrase}").format(name=name, display=display, passphrase=passphrase)

    @Slot()
    def _measure(self) -> None:
        gap = self._stage.theme.gap(3)
        self._box.setContentsMargins(gap, gap, gap, gap)
        self._box.setSpacing(self._stage.theme.gap(2))

    # ---- where one is --------------------------------------------------------------------------------------------

    @property
    def draft(self) -> Draft:
        """What is being composed."""
        return self._draft

    @property
    def step(self) -> int:
        """Which step is open."""
        return self._at

    @Slot(int)
    def go(self, step: int) -> None:
        """Open a step; the last only with a broadcast that is prepared or let go."""
        step = min(max(step, CONTENT), RELEASE)
        if step == RELEASE and not self._draft.warning_id:
            # Looking is not sending: only 送第二人放行 makes it the hall's.
            where, what = self.missing() or (PREVIEW, self.tr("已齐备 – 按「送第二人放行」"))
            self.go(where)
            self._complain(what)
            return
        self._at, self._complaint = step, ""
        self._memory.put("broadcast_step", step)
        self._show()
        self.focus_step()

    def focus_step(self) -> None:
        """The keyboard to what is to be done in this step."""
        target: QWidget = {
            CONTENT: self.content.text,
            AUDIENCE: self.audience.area.line,
            PREVIEW: self.preview.listen_button,
            RELEASE: self.letting_go.control.name,
        }[self._at]
        if target.isEnabled():
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_step()

    def missing(self) -> tuple[int, str] | None:
        """The first step that is not complete, and what it wants."""
        draft = self._draft
        if not draft.text.strip():
            return CONTENT, self.tr("还没有内容")
        if not draft.areas:
            return AUDIENCE, self.tr("还没有范围 – 写明播给谁")
        if not self.audience.devices(draft.device_ids):
            return AUDIENCE, self.tr("还没有选发布对象")
        if self._spoken() and not draft.previewed:
            return PREVIEW, self.tr("还没有试听 – 听完, 或选择不试听")
        return None

    def _spoken(self) -> bool:
        return any(d.role is DeviceRole.LOUDSPEAKER for d in self.audience.devices(self._draft.device_ids))

    def _warning(self) -> Warning | None:
        return self._seat.picture.find(Warning, self._draft.warning_id)

    def _locked(self) -> bool:
        return bool(self._draft.warning_id)

    # ---- what is shown -------------------------------------------------------------------------------------------

    def _show(self) -> None:
        draft, missing = self._draft, self.missing()
        open_step = RELEASE if missing is None else missing[0]
        done = [open_step > number for number in range(RELEASE)] + [self._is_released()]
        self.rail.set_state(self._at, done)
        self._stack.setCurrentIndex(self._at)
        locked = self.tr("已送第二人放行 – 要修改先到第 4 步撤回") if self._locked() and self._at != RELEASE else ""
        self._note.setText(self._complaint or locked)
        self._note.setVisible(bool(self._note.text()))
        self.content.set_locked(self._locked())
        self.content.set_place("、".join(draft.areas))
        self.audience.set_locked(self._locked())
        self.preview.show_draft(draft, self._spoken())
        self.back.setEnabled(self._at > CONTENT)
        self._back_button.setVisible(self._at > CONTENT)
        last = self._at == PREVIEW and not self._locked()
        self.forward.setText(self.tr("送第二人放行") if last else self.tr("下一步"))
        self.forward.setEnabled(self._at < RELEASE and not self._busy)
        self._forward_button.setVisible(self._at < RELEASE)
        self._show_release()

    def _offer_name(self) -> None:
        """The keyboard to the second person's name, if it is in this panel and nobody types."""
        focus = QApplication.focusWidget()
        ours = focus is not None and (focus is self or self.isAncestorOf(focus)) and not is_typing(focus)
        if self._at == RELEASE and ours:
            self.letting_go.control.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_released(self) -> bool:
        warning = self._warning()
        return warning is not None and warning.state in (WarningState.RELEASED, WarningState.FINISHED)

    def _show_release(self) -> None:
        page, warning = self.letting_go, self._warning()
        page.show_text(warning.text if warning else self._draft.text.strip())
        if not self._draft.warning_id:
            page.not_ready(self.tr("尚未送放行"))
        elif warning is None:
            page.not_ready(self.tr("等待数据库回应"))
        elif warning.state is WarningState.PREPARED:
            if page.control.face() is ReleaseFace.NOT_READY:  # let go here, its fact may still be on its way
                page.arm(self._summary(warning))
                self._offer_name()
        elif self._is_released():
            if page.control.face() is not ReleaseFace.RELEASED:
                page.released(words.warning_state(warning.state))
        else:
            page.not_ready(words.warning_state(warning.state))

    def _summary(self, warning: Warning) -> str:
        devices = self.audience.devices(self._draft.device_ids)
        mark = self.tr("演练: ") if self._seat.hall.drill else ""
        names = "、".join(device.name for device in devices)
        return mark + self.tr("{area} – {count} 个对象: {names}").format(area="、".join(warning.area), count=len(devices), names=names)

    def _set(self, draft: Draft) -> None:
        self._draft = draft
        self._memory.put(KEPT, draft.kept())
        self._show()

    @Slot(object)
    def _follow(self, change: Change) -> None:
        mine = self._draft.warning_id in change.ids.get(Warning, ())
        if self._draft.warning_id and (change.reset or mine):
            warning = self._warning()
            if warning is not None and warning.state is WarningState.CANCELLED:
                self._set(replace(self._draft, warning_id=""))
                self.letting_go.not_ready(self.tr("已撤回"))
            self._show()
        elif change.reset:
            self._show()

    # ---- intentions ----------------------------------------------------------------------------------------------

    @Slot()
    def _edited(self) -> None:
        if self._locked():
            return
        self._complaint = ""
        text, incident_id = self.content.values()
        area, device_ids = self.audience.values()
        same = text.strip() == self._draft.text.strip()
        self._set(
            replace(
                self._draft,
                text=text,
                incident_id=incident_id,
                area=area,
                device_ids=device_ids,
                skipped=self._draft.skipped and same,
            )
        )

    @Slot(str)
    def _heard(self, text: str) -> None:
        self._set(replace(self._draft, heard=text))

    @Slot()
    def _skipped(self) -> None:
        self._set(replace(self._draft, skipped=True))
        self._forward()

    @Slot()
    def _forward(self) -> None:
        if self._draft.warning_id:
            self.go(self._at + 1)
            return
        missing = self.missing()
        if self._at < PREVIEW and (missing is None or missing[0] > self._at):
            self.go(self._at + 1)
        elif missing is not None:
            self.go(missing[0])
            self._complain(missing[1])
        else:
            self._prepare()

    def _complain(self, what: str) -> None:
        self._complaint = what
        self._show()

    def _ask(self, command: object, doing: str, then: Callable[[Outcome], None]) -> None:
        self._busy = doing
        self._show()

        def heard(outcome: Outcome) -> None:
            self._busy = ""
            then(outcome)
            self._show()

        self._seat.do(command, heard)  # type: ignore[arg-type]

    def _prepare(self) -> None:
        draft = self._draft

        def heard(outcome: Outcome) -> None:
            if not outcome.done:
                self._at = PREVIEW
                self._complain(refusals.answer(outcome, self._seat.picture))
                return
            self.preview.hand_over(draft.text, outcome.value or "")
            self._set(replace(self._draft, warning_id=outcome.value or ""))
            self.go(RELEASE)

        command = PrepareWarning(
            text=draft.text.strip(),
            area=draft.areas,
            device_ids=tuple(sorted(draft.device_ids)),
            incident_id=draft.incident_id or None,
        )
        self._ask(command, self.tr("编制广播"), heard)

    @Slot(str, str)
    def _release(self, name: str, passphrase: str) -> None:
        warning_id = self._draft.warning_id
        command = ReleaseWarning(
            warning_id=warning_id,
            second_name=name,
            passphrase=passphrase,
            device_ids=tuple(sorted(self._draft.device_ids)),
        )

        def heard(outcome: Outcome) -> None:
            if outcome.done:
                self.letting_go.released(words.warning_state(WarningState.RELEASED))
                self.released.emit(warning_id)
            else:
                self.letting_go.refused(refusals.answer(outcome, self._seat.picture))

        self._ask(command, self.tr("放行广播"), heard)

    @Slot()
    def _withdraw(self) -> None:
        def heard(outcome: Outcome) -> None:
            if not outcome.done:
                self.letting_go.tell(refusals.answer(outcome, self._seat.picture))
                return
            self._set(replace(self._draft, warning_id=""))
            self.letting_go.not_ready(self.tr("已撤回"))
            self.go(CONTENT)

        self._ask(WithdrawWarning(warning_id=self._draft.warning_id), self.tr("撤回广播"), heard)

    @Slot()
    def _fresh(self) -> None:
        """A new one; what waits for its second person is not thrown away by a key."""
        warning = self._warning()
        if self._draft.warning_id and not (warning is not None and warning.state is not WarningState.PREPARED):
            self.letting_go.tell(self.tr("这份广播还在等第二人 – 先放行或撤回"))
            return
        if self._draft.warning_id or not self._draft.text.strip():
            self._draft = Draft()
            self.content.show_content("", "")
            self.audience.show_audience(self._draft)
            self.letting_go.control.name.clear()
            self.letting_go.tell("")
            self._set(self._draft)
        self.go(CONTENT)


def _scrolling(page: QWidget) -> QScrollArea:
    """A page that can be scrolled where the window is too low for it."""
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)  # the panel behind shows through
    page.setAutoFillBackground(False)
    return area
