"""Step 3: hear it before anybody else does. What was heard here is the very file that goes out."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from console.jobs import Answer, Jobs
from console.models import sounds
from console.radioroom.draft import Draft, speech_name
from console.radioroom.playback import Replay
from widgets.shortcuts import KeyButton, make_action
from widgets.stage import Stage

log = logging.getLogger(__name__)

KEY = "preview"


class PreviewPage(QWidget):
    """Signals:
    heard: the text that was listened to, to its end.
    skipped: a person goes on without listening.
    """

    heard = Signal(str)
    skipped = Signal()

    def __init__(self, stage: Stage, replay: Replay, jobs: Jobs, folder: Path, window: QWidget) -> None:
        super().__init__()
        self._replay = replay
        self._jobs = jobs
        self._folder = folder
        self._draft = Draft()
        self._asked = ""
        self._spoken = True
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setProperty("step", "lead")
        self._state = QLabel()
        self._state.setWordWrap(True)
        self._state.setObjectName("preview-state")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        self.listen: QAction = make_action(window, self.tr("合成并试听"), "F9")
        self.listen.triggered.connect(self._listen)
        self.stop: QAction = make_action(window, self.tr("停止"))
        self.stop.triggered.connect(replay.stop)
        self.skip: QAction = make_action(window, self.tr("不试听, 直接送放行"))
        self.skip.triggered.connect(self._skip)
        row = QHBoxLayout()
        self.listen_button = KeyButton(stage, self.listen, main=True)
        self.skip_button = KeyButton(stage, self.skip)
        for part in (self.listen_button, KeyButton(stage, self.stop)):
            row.addWidget(part)
        row.addStretch(1)
        note = QLabel(self.tr("播出 = 提示音 + 朗读。119 读作幺幺九, 地名按读音表。"))
        note.setProperty("tone", "dim")
        note.setProperty("step", "small")
        note.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(stage.theme.gap(3))
        box.addWidget(self._text)
        box.addLayout(row)
        box.addWidget(self._bar)
        box.addWidget(self._state)
        box.addStretch(1)
        box.addWidget(note)
        foot = QHBoxLayout()
        foot.addWidget(self.skip_button)
        foot.addStretch(1)
        box.addLayout(foot)
        replay.changed.connect(self._follow)
        replay.ended.connect(self._ended)
        replay.failed.connect(self._failed)
        self._tell("")

    def state_words(self) -> str:
        """What the page says of the preview."""
        return self._state.text()

    def show_draft(self, draft: Draft, spoken: bool) -> None:
        """The words to hear; ``spoken`` is whether any loudspeaker is among the devices."""
        changed = draft.text.strip() != self._draft.text.strip() or spoken != self._spoken
        self._draft, self._spoken = draft, spoken
        self._text.setText(draft.text.strip() or self.tr("(第 1 步还没有内容)"))
        self.listen.setEnabled(bool(draft.text.strip()))
        self.skip.setEnabled(bool(draft.text.strip()) and not draft.warning_id)
        if self._replay.key == KEY and changed:
            self._replay.stop()
        if self._replay.key != KEY and (changed or draft.previewed or not self._state.text()):
            self._tell("")

    def _tell(self, words: str) -> None:
        if not words:
            if self._draft.skipped:
                words = self.tr("未试听 – 操作员选择跳过")
            elif self._draft.previewed:
                words = self.tr("✓ 已试听, 播出的就是这一份")
            elif not self._spoken:
                words = self.tr("只鸣警报器, 不播话音 – 可直接下一步")
            else:
                words = self.tr("尚未试听 – 听完后才能送放行")
        self._state.setText(words)
        if self._replay.key != KEY:
            self._bar.setValue(1000 if self._draft.previewed and not self._draft.skipped else 0)

    @Slot()
    def _listen(self) -> None:
        text = self._draft.text.strip()
        file = self._folder / "broadcast" / speech_name(text)
        self._asked = text

        def load() -> Any:
            from radio.audio.broadcast import broadcast_clip

            return broadcast_clip(text, file)

        self._replay.play(KEY, load)

    @Slot()
    def _skip(self) -> None:
        self._replay.stop()
        self.skipped.emit()

    @Slot()
    def _follow(self) -> None:
        if self._replay.key != KEY:
            return
        duration = self._replay.duration_s
        if duration is None:
            self._bar.setValue(0)
            self._state.setText(self.tr("正在合成语音…"))
            return
        self._bar.setValue(round(1000 * self._replay.played_s / max(0.1, duration)))
        self._state.setText(self.tr("正在播放 {at:.0f} / {all:.1f} s").format(at=self._replay.played_s, all=duration))

    @Slot(str, str)
    def _ended(self, key: str, how: str) -> None:
        if key != KEY:
            return
        if how == "played":
            self.heard.emit(self._asked)
        elif how == "stopped":
            self._tell("" if self._draft.previewed else self.tr("试听中断 – 听完后才能送放行"))
        else:
            self._failed(key, sounds.audio_fault("device_failed"))

    @Slot(str, str)
    def _failed(self, key: str, words: str) -> None:
        if key == KEY:
            self._tell(self.tr("不能试听: {why} – 可选择不试听").format(why=words))

    # ---- the file ------------------------------------------------------------------------------------------------

    def hand_over(self, text: str, warning_id: str) -> None:
        """Lay the speech that was heard where the gateway looks for that of this broadcast, so that it is not made a second time."""
        source = self._folder / "broadcast" / speech_name(text)
        target = source.with_name(f"{warning_id}.wav")

        def copy() -> None:
            if source.exists() and not target.exists():
                part = target.with_suffix(".part")
                shutil.copyfile(source, part)
                part.replace(target)

        def told(answer: Answer) -> None:
            if answer.error is not None:
                log.warning("the preview could not be handed over; the gateway makes the speech itself: %s", answer.error)

        self._jobs.run(copy, told)
