"""The recall list: every transmission that was recorded, the newest on top; Enter plays it, Esc stops."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from console.domain.entities import Recording
from console.models.boards import caller_of, recordings
from console.radioroom.playback import Replay
from console.seat import Seat
from widgets.cells import AgeCell, Cell, StateCell
from widgets.roles import RowAction
from widgets.shortcuts import KeyButton, make_action
from widgets.stage import Stage
from widgets.tables import BoardView, Column

BEFORE_S = 0.5  # a click into the wave is a guess of the hand: begin a little earlier
RIGHT = Qt.AlignmentFlag.AlignRight


class RecallPanel(QFrame):
    """Recordings of this hall, and what is being played."""

    def __init__(self, seat: Seat, stage: Stage, replay: Replay, channel_name: Callable[[str], str]) -> None:
        super().__init__()
        self._seat = seat
        self._stage = stage
        self._replay = replay
        self._channel_name = channel_name
        self.setProperty("depth", "panel")
        self.setAccessibleName(self.tr("录音回放"))
        self.board = BoardView(
            stage,
            [
                Column(Cell(stage), 6, 2),
                Column(StateCell(stage), 4.5),
                Column(AgeCell(stage), 9, 1),
                Column(Cell(stage, RIGHT), 3.5, drop=2),
                Column(Cell(stage), 5, 2, drop=1),
            ],
        )
        self.board.setObjectName("recall")
        self.board.setAccessibleName(self.tr("录音回放"))
        self.board.set_empty_text(self.tr("暂无录音 – 信道上每次收发都自动录下"))
        self.board.set_row_actions([RowAction("play", self.tr("播放"), "Enter", listens=False)])
        self._model = recordings(seat.picture, channel_name, lambda id: id == replay.key)
        self.board.setModel(self._model)
        self._state = QLabel()
        self._state.setProperty("tone", "dim")
        self._stop = make_action(self, self.tr("停止"), "Esc", Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._stop.triggered.connect(replay.stop)
        self.title = QLabel(self.tr("录音回放"))
        self.title.setProperty("tone", "dim")
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self._state)
        self._stop_button = KeyButton(stage, self._stop)
        head.addWidget(self._stop_button)
        box = QVBoxLayout(self)
        gap = stage.theme.gap(2)
        box.setContentsMargins(gap, gap, gap, 0)
        box.setSpacing(stage.theme.gap(1))
        box.addLayout(head)
        box.addWidget(self.board, 1)
        self.setFocusProxy(self.board)
        self.board.activated_row.connect(self.play)
        self.board.action_requested.connect(lambda _key, id: self.play(id))
        replay.changed.connect(self._show)
        replay.failed.connect(self._failed)
        self._failure = ""
        self._shown = ""
        self._show()

    def state_words(self) -> str:
        """What the panel says of the playing."""
        return self._state.text()

    @Slot(str)
    def play(self, recording_id: str) -> None:
        """From its beginning."""
        self.play_from(recording_id, 0.0)

    def play_from(self, recording_id: str, from_s: float) -> None:
        """From that second on."""
        recording = self._seat.picture.find(Recording, recording_id)
        if recording is None:
            return
        self._failure = ""
        self._replay.play_file(recording.id, Path(self._seat.hall.audio_dir) / recording.file, from_s)

    def recall(self, channel: str, moment: datetime | None) -> None:
        """What was on the channel at that moment, or its last call; said where there is nothing."""
        found = self._at(channel, moment)
        if found is None:
            self._failure = self.tr("{channel}: 没有可回放的录音").format(channel=self._channel_name(channel))
            self._show()
            return
        recording, from_s = found
        self.board.select_id(recording.id)
        self.play_from(recording.id, from_s)

    def _at(self, channel: str, moment: datetime | None) -> tuple[Recording, float] | None:
        kept = sorted(self._seat.picture.all(Recording, lambda r: r.channel == channel), key=lambda r: r.started_at)
        if not kept:
            return None
        if moment is None:
            return kept[-1], 0.0
        for recording in reversed(kept):
            if recording.started_at <= moment:
                into_s = (moment - recording.started_at).total_seconds() - BEFORE_S
                ended = recording.started_at + timedelta(seconds=recording.duration_s)
                return recording, max(0.0, into_s) if moment <= ended else 0.0
        return None

    @Slot()
    def _show(self) -> None:
        recording = self._seat.picture.find(Recording, self._replay.key)
        if recording is not None:
            who = caller_of(self._seat.picture, recording) or self.tr("未识别")
            name = self._channel_name(recording.channel)
            at, whole = self._replay.played_s, self._replay.duration_s
            words = self.tr("正在回放 {channel} {who}  {at:.0f} / {all:.0f} s").format(channel=name, who=who, at=at, all=whole or 0.0)
        else:
            words = self._failure
        self._state.setText(words)
        self._state.setVisible(bool(words))
        self._stop_button.setVisible(recording is not None)
        if self._shown != self._replay.key:
            for id in (self._shown, self._replay.key):
                row = self._model.row_of(id) if id else -1
                if row >= 0:
                    self._model.dataChanged.emit(self._model.index(row, 0), self._model.index(row, 4))
            self._shown = self._replay.key

    @Slot(str, str)
    def _failed(self, key: str, words: str) -> None:
        recording = self._seat.picture.find(Recording, key)
        if recording is not None:
            self._failure = self.tr("不能回放: {why}").format(why=words)
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._replay.stop()
        else:
            super().keyPressEvent(event)
