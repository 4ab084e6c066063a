"""One radio channel from top to bottom: who, receiving or sending, how loud, the last minute, and the key to talk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QSlider, QVBoxLayout, QWidget

from widgets import format as fmt
from widgets.paint import RIGHT, focus_frame, write
from widgets.ptt import PttKey
from widgets.roles import AlarmState, Face, Glyph, Severity
from widgets.severity import paint_glyph, paint_mark
from widgets.stage import Stage
from widgets.vu import VuMeter
from widgets.waveform import Waveform


class Traffic(StrEnum):
    """What the channel does."""

    IDLE = "idle"
    RECEIVING = "receiving"
    SENDING = "sending"
    EMERGENCY = "emergency"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel as the strip shows it. ``caller`` is the call sign, or the number of who is not named yet."""

    id: str
    name: str
    traffic: Traffic = Traffic.IDLE
    caller: str = ""
    called_at: datetime | None = None
    selected: bool = False
    muted: bool = False
    volume: int = 80


class ChannelStrip(QWidget):
    """Parts of a channel and its keys: S select, M mute, ↑ ↓ volume, R the last call again, Space talk.

    Signals:
        select_requested, mute_requested: id of the channel, wanted state.
        volume_requested: id, 0 to 100.
        recall_requested: id, moment to play from (aware datetime), or None for the whole last call.
    """

    select_requested = Signal(str, bool)
    mute_requested = Signal(str, bool)
    volume_requested = Signal(str, int)
    recall_requested = Signal(str, object)

    def __init__(self, stage: Stage, channel: Channel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._channel = channel
        self._head = _Head(stage, self)
        self.vu = VuMeter(stage)
        self.waveform = Waveform(stage)
        self.ptt = PttKey(stage)
        self._select = QPushButton()
        self._mute = QPushButton()
        self._volume = QSlider(Qt.Orientation.Horizontal)
        self._volume.setRange(0, 100)
        self._volume.setAccessibleName(self.tr("音量"))
        for button in (self._select, self._mute):
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Space in a strip is always push-to-talk
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._select.clicked.connect(self._ask_select)
        self._mute.clicked.connect(self._ask_mute)
        self._volume.valueChanged.connect(self._ask_volume)
        self.waveform.seek_requested.connect(self._ask_recall)
        stage.themed.connect(self._measure)
        stage.second.connect(self._head.update)
        self._measure()
        self.set_channel(channel)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._select)
        buttons.addWidget(self._mute)
        box = QVBoxLayout(self)
        box.addWidget(self._head)
        box.addWidget(self.vu)
        box.addWidget(self.waveform)
        box.addLayout(buttons)
        box.addWidget(self._volume)
        box.addWidget(self.ptt)
        box.addStretch(1)

    @Slot()
    def _measure(self) -> None:
        theme = self._stage.theme
        self.setFixedWidth(theme.size("strip"))
        gap = theme.gap(2)
        self.layout().setContentsMargins(gap, gap, gap, gap)
        self.layout().setSpacing(gap)
        self.update()

    def channel(self) -> Channel:
        """What the strip shows."""
        return self._channel

    def set_channel(self, channel: Channel) -> None:
        """Shows this state; emits nothing."""
        self._channel = channel
        self.setAccessibleName(channel.name)
        for button, on in ((self._select, channel.selected), (self._mute, channel.muted)):
            button.setChecked(on)
        self._select.setText(self.tr("已选 S") if channel.selected else self.tr("选择 S"))
        self._mute.setText(self.tr("已静音 M") if channel.muted else self.tr("静音 M"))
        self._volume.blockSignals(True)
        self._volume.setValue(channel.volume)
        self._volume.blockSignals(False)
        self._volume.setToolTip(self.tr("音量 {percent} %").format(percent=channel.volume))
        self._head.update()
        self.update()

    def key_help(self) -> list[tuple[str, str]]:
        """Keys that work here, for the help."""
        return [
            (self.tr("空格"), self.tr("按住讲话")),
            ("S", self.tr("选择信道")),
            ("M", self.tr("静音")),
            ("↑ ↓", self.tr("音量")),
            ("R", self.tr("回放上一呼")),
        ]

    # intentions

    @Slot()
    def _ask_select(self) -> None:
        self._select.setChecked(self._channel.selected)  # shown when it has happened, not when it was clicked
        self.select_requested.emit(self._channel.id, not self._channel.selected)

    @Slot()
    def _ask_mute(self) -> None:
        self._mute.setChecked(self._channel.muted)
        self.mute_requested.emit(self._channel.id, not self._channel.muted)

    @Slot(int)
    def _ask_volume(self, percent: int) -> None:
        self.volume_requested.emit(self._channel.id, percent)

    @Slot(object)
    def _ask_recall(self, moment: object) -> None:
        self.recall_requested.emit(self._channel.id, moment)

    # Qt events

    def sizeHint(self) -> QSize:
        return QSize(self._stage.theme.size("strip"), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Space:
                if not event.isAutoRepeat():
                    self.ptt.setFocus()  # the release then comes to the key, wherever in the strip the press was
                    self.ptt.press()
            case Qt.Key.Key_S:
                self._ask_select()
            case Qt.Key.Key_M:
                self._ask_mute()
            case Qt.Key.Key_R:
                self._ask_recall(None)
            case Qt.Key.Key_Up:
                self._volume.setValue(self._volume.value() + 5)
            case Qt.Key.Key_Down:
                self._volume.setValue(self._volume.value() - 5)
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._stage.theme
        painter.fillRect(self.rect(), theme.colour("panel"))
        painter.fillRect(self.width() - theme.size("rule"), 0, theme.size("rule"), self.height(), theme.colour("line"))
        if self._channel.selected:
            painter.fillRect(0, 0, self.width(), theme.size("stroke") + theme.px(1), theme.colour("live"))
        if self.hasFocus():
            focus_frame(painter, self.rect(), self._stage)


class _Head(QWidget):
    """Name, last caller with age, and the bar that says receiving or sending."""

    def __init__(self, stage: Stage, strip: ChannelStrip) -> None:
        super().__init__(strip)
        self._stage = stage
        self._strip = strip
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        stage.beat.connect(self._beat)

    @Slot()
    def _beat(self) -> None:
        if self._strip.channel().traffic is Traffic.EMERGENCY:
            self.update()

    def sizeHint(self) -> QSize:
        theme, stage = self._stage.theme, self._stage
        height = stage.metrics("lead").height() + stage.metrics("body").height() + theme.size("row") + theme.gap(2)
        return QSize(theme.size("lane"), height)

    def _traffic(self) -> tuple[str, str, str]:
        """Word, ground and tone of the bar."""
        match self._strip.channel().traffic:
            case Traffic.IDLE:
                return self.tr("空闲"), "ground", "dim"
            case Traffic.RECEIVING:
                return self.tr("接收 RX"), "text", "ground"
            case Traffic.SENDING:
                return self.tr("发射 TX"), "live", "ground"
            case Traffic.EMERGENCY:
                return self.tr("紧急呼叫"), "raised", "text"
            case Traffic.DEAD:
                return self.tr("断"), "ground", "text"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        stage, theme, channel = self._stage, self._stage.theme, self._strip.channel()
        line = self.rect()
        line.setHeight(stage.metrics("lead").height())
        write(painter, stage, line, channel.name, step="lead", bold=channel.selected)
        line.moveTop(line.bottom() + 1)
        line.setHeight(stage.metrics("body").height() + theme.gap(1))
        age = fmt.age(channel.called_at, stage.now()) if channel.called_at else ""
        used = write(painter, stage, line, age, step="small", tone="dim", align=RIGHT)
        talking = channel.traffic in (Traffic.RECEIVING, Traffic.EMERGENCY)
        caller = channel.caller or self.tr("尚无呼叫")
        tone = "text" if channel.caller else "dim"
        write(painter, stage, line.adjusted(0, 0, -used - theme.gap(1), 0), caller, tone=tone, bold=talking)
        bar = self.rect()
        bar.setTop(bar.bottom() + 1 - theme.size("row"))
        word, ground, tone = self._traffic()
        painter.fillRect(bar, theme.colour(ground))
        side = theme.size("mark")
        at = QRectF(theme.gap(2), bar.center().y() + 1 - side / 2, side, side)
        match channel.traffic:
            case Traffic.EMERGENCY:
                paint_mark(painter, at, theme, Severity.RED, AlarmState.UNACKNOWLEDGED, pulse=stage.pulse)
            case Traffic.DEAD:
                paint_mark(painter, at, theme, Severity.RED, face=Face.DISCONNECTED)
            case traffic:
                glyph = {Traffic.RECEIVING: Glyph.DISC, Traffic.SENDING: Glyph.ARROW}.get(traffic, Glyph.RING)
                paint_glyph(painter, at, theme, glyph, tone)
        write(painter, stage, bar.adjusted(side + theme.gap(4), 0, 0, 0), word, tone=tone, bold=tone == "ground" or talking)
