"""The radio channels side by side: what each does, who called last, and the keys to talk on them."""

from __future__ import annotations

import logging
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from console.domain.entities import Force, Recording
from console.memory import Memory
from console.models import sounds
from console.models.boards import caller_of
from console.models.links import ChannelNow, Links
from console.models.picture import Change
from console.seat import Seat
from widgets.channelstrip import Channel, ChannelStrip, Traffic
from widgets.ptt import PttFace, PttKey
from widgets.stage import Stage
from widgets.vu import share_of
from widgets.waveform import Heard

log = logging.getLogger(__name__)

REFUSAL_MS = 2000


class ChannelRack(QScrollArea):
    """All strips. Says on the bus what a person does; shows only what the gateway says came of it.

    Signals:
        recall_requested: channel, moment (aware datetime) or None for the whole last call.
    """

    recall_requested = Signal(str, object)

    def __init__(self, seat: Seat, stage: Stage, links: Links, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seat = seat
        self._stage = stage
        self._links = links
        self._memory = memory
        self._strips: dict[str, ChannelStrip] = {}
        self._now: dict[str, ChannelNow] = {row.key: row for row in _rows_of(seat)}
        self._refused: set[str] = set()
        self._gateway_before = False
        self._inner = QFrame()
        self._row = QHBoxLayout(self._inner)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._empty = QLabel(self.tr("没有配置信道 – 在大厅目录的 channels.toml 中添加 [[channel]]"))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("tone", "dim")
        self._empty.setWordWrap(True)
        self._row.addWidget(self._empty, 1)
        self._row.addStretch(1)
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("信道"))
        links.changed.connect(self._gateway_said)
        links.levels.connect(self._hear_levels)
        links.ptt_refused.connect(self._hear_refusal)
        seat.picture.changed.connect(self._follow)
        self._build()

    # ---- what others ask of it -----------------------------------------------------------------------------------

    def strips(self) -> list[ChannelStrip]:
        """The strips, left to right."""
        return list(self._strips.values())

    def strip_of(self, key: str) -> ChannelStrip:
        """The strip of a channel."""
        return self._strips[key]

    def name_of(self, key: str) -> str:
        """What a channel is called; its key where nobody has named it."""
        row = self._now.get(key)
        return row.label if row is not None and row.label else key

    def chosen_keys(self) -> list[PttKey]:
        """The keys that Space and the hall's key press: of the selected channels, of the only one where there is but one."""
        chosen = [strip for strip in self.strips() if strip.channel().selected]
        if not chosen and len(self._strips) == 1:
            chosen = self.strips()
        return [strip.ptt for strip in chosen]

    def strips_width(self) -> int:
        """What all strips take side by side."""
        return len(self._strips) * self._stage.theme.size("strip")

    def select_number(self, number: int) -> None:
        """The channel at that place is selected, or no longer."""
        strips = self.strips()
        if 1 <= number <= len(strips):
            strip = strips[number - 1]
            self._select(strip.channel().id, not strip.channel().selected)

    def sizeHint(self) -> QSize:
        height = max((strip.sizeHint().height() for strip in self.strips()), default=self._stage.theme.size("hit_big") * 2)
        bar = self.horizontalScrollBar().sizeHint().height() if self.strips_width() > self.width() else 0
        return QSize(self._stage.theme.size("strip") * 2, height + bar)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._stage.theme.size("strip"), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()  # a scroll bar must not lie over the keys to talk

    # ---- strips --------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        for now in self._now.values():
            if now.kind == "radio" and now.key not in self._strips:
                self._add(now)
        self._empty.setVisible(not self._strips)
        self._show_all()

    def _add(self, now: ChannelNow) -> None:
        kept = self._memory.get(f"channel/{now.key}", {})
        first = not self._strips
        channel = Channel(
            id=now.key,
            name=now.label or now.key,
            selected=bool(kept.get("selected", first)),
            muted=bool(kept.get("muted", False)),
            volume=int(kept.get("volume", 80)),
        )
        strip = ChannelStrip(self._stage, channel)
        strip.setObjectName(f"strip-{now.key}")
        strip.select_requested.connect(self._select)
        strip.mute_requested.connect(self._mute)
        strip.volume_requested.connect(self._volume)
        strip.recall_requested.connect(self.recall_requested)
        key = now.key
        strip.ptt.pressed.connect(lambda: self._ptt(key, True, first=True))
        strip.ptt.held.connect(lambda: self._ptt(key, True))
        strip.ptt.released.connect(lambda: self._ptt(key, False))
        self._strips[key] = strip
        self._row.insertWidget(self._row.count() - 1, strip)
        self.updateGeometry()

    @Slot()
    def _gateway_said(self) -> None:
        for now in self._links.channels():
            self._now[now.key] = now
        if any(now.kind == "radio" and now.key not in self._strips for now in self._now.values()):
            self._build()
        up = self._links.gateway_up
        if up and not self._gateway_before:
            for strip in self.strips():
                self._say_volume(strip.channel())
        self._gateway_before = up
        self._show_all()

    @Slot(object)
    def _hear_levels(self, levels: tuple[ChannelNow, ...]) -> None:
        moment = self._stage.now()
        for level in levels:
            strip, known = self._strips.get(level.key), self._now.get(level.key)
            if strip is None or known is None:
                continue
            self._now[level.key] = replace(level, label=known.label, kind=known.kind)
            db, heard = _loudness(level)
            strip.vu.set_level(db)
            if heard is not Heard.NOBODY:
                strip.waveform.push(moment, share_of(db), heard)
            self._show(level.key)

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset or Recording in change.ids or Force in change.ids:
            self._show_all()

    def _show_all(self) -> None:
        last = self._last_calls()
        for key in self._strips:
            self._show(key, last)

    def _last_calls(self) -> dict[str, Recording]:
        last: dict[str, Recording] = {}
        for recording in self._seat.picture.all(Recording):
            held = last.get(recording.channel)
            if held is None or recording.started_at > held.started_at:
                last[recording.channel] = recording
        return last

    def _show(self, key: str, last: dict[str, Recording] | None = None) -> None:
        strip, now = self._strips[key], self._now[key]
        channel = strip.channel()
        if last is not None:
            call = last.get(key)
            who = (caller_of(self._seat.picture, call) or self.tr("未识别")) if call is not None else ""
            channel = replace(channel, caller=who, called_at=call.started_at if call is not None else None)
        fault = now.fault if self._links.gateway_up else "gateway"
        traffic = Traffic.IDLE
        if fault:
            traffic = Traffic.DEAD
        elif now.keyed:
            traffic = Traffic.SENDING
        elif now.receiving:
            traffic = Traffic.RECEIVING
        wanted = replace(channel, name=now.label or key, traffic=traffic)
        if wanted != strip.channel():
            strip.set_channel(wanted)
        self._face(strip, now, fault)

    def _face(self, strip: ChannelStrip, now: ChannelNow, fault: str) -> None:
        ptt = strip.ptt
        if fault:
            face, reason = PttFace.UNAVAILABLE, sounds.audio_fault(fault)
        elif now.locked:
            face, reason = PttFace.REFUSED, sounds.ended_by(now.ended_by or "tx_limit")
        elif now.key in self._refused:
            face, reason = PttFace.REFUSED, sounds.audio_fault("busy")
        elif now.phase in ("lead", "air"):
            face = PttFace.TRANSMITTING
            reason = self.tr("{seconds} s").format(seconds=int(now.on_air_s)) if ptt.down else self.tr("他席或广播")
        elif ptt.down:
            face, reason = PttFace.PENDING, ""
        else:
            face, reason = PttFace.IDLE, sounds.ended_by(now.ended_by) if now.ended_by == "dead_man" else ""
        if (face, reason) != (ptt.face(), ptt.toolTip()):
            ptt.set_face(face, reason)

    # ---- intentions ----------------------------------------------------------------------------------------------

    def _ptt(self, key: str, down: bool, first: bool = False) -> None:
        self._seat.say("ptt", {"channel": key, "down": down})
        if first or not down:
            self._refused.discard(key)
            self._show(key)

    @Slot(str, str)
    def _hear_refusal(self, key: str, seat: str) -> None:
        if seat == self._seat.actor.seat and key in self._strips:
            self._refused.add(key)
            self._show(key)
            QTimer.singleShot(REFUSAL_MS, self, lambda: self._forget_refusal(key))

    def _forget_refusal(self, key: str) -> None:
        if not self._strips[key].ptt.down:
            self._refused.discard(key)
            self._show(key)

    @Slot(str, bool)
    def _select(self, key: str, wanted: bool) -> None:
        self._keep(replace(self._strips[key].channel(), selected=wanted))

    @Slot(str, bool)
    def _mute(self, key: str, wanted: bool) -> None:
        self._say_volume(self._keep(replace(self._strips[key].channel(), muted=wanted)))

    @Slot(str, int)
    def _volume(self, key: str, percent: int) -> None:
        self._say_volume(self._keep(replace(self._strips[key].channel(), volume=percent)))

    def _keep(self, channel: Channel) -> Channel:
        """These are this room's own: nothing has to come back before they are shown."""
        self._strips[channel.id].set_channel(channel)
        self._memory.put(f"channel/{channel.id}", {"selected": channel.selected, "muted": channel.muted, "volume": channel.volume})
        return channel

    def _say_volume(self, channel: Channel) -> None:
        self._seat.say("volume", {"channel": channel.id, "volume": channel.volume / 100, "muted": channel.muted})


def _rows_of(seat: Seat) -> list[ChannelNow]:
    """The channels of this machine's file, so that the strips stand before the gateway has said a word."""
    from console.audio_side import ChannelsError, load_channels

    try:
        rows = load_channels(seat.hall.channels_file)
    except ChannelsError as error:
        log.error("%s", error)
        return []
    return [ChannelNow(key=row.key, label=row.label, kind=row.kind) for row in rows]


def _loudness(now: ChannelNow) -> tuple[float, Heard]:
    if now.keyed:
        return now.tx_dbfs, Heard.SENT
    return now.rx_dbfs, Heard.RECEIVED if now.receiving else Heard.NOBODY
