"""Boards of who may have a force next: requests with what waits on top, and who is on a scene without being commanded there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.domain.codes import RequestState
from console.domain.entities import Assignment, Command, Device, Force, ForceRequest, Incident, Presence
from console.models import holding_words, strays, words
from console.models.boards import TEXT
from console.models.picture import Picture
from console.models.table import Board, EntityTable, Field
from widgets.roles import AlarmState, Face, Glyph, Role, Severity

tr = QCoreApplication.translate

REQUEST_GLYPHS = {
    RequestState.ASKED: (Glyph.RING, "yellow"),
    RequestState.OFFERED: (Glyph.HALF, "yellow"),
    RequestState.GIVEN: (Glyph.TICK, "ok"),
    RequestState.TAKEN: (Glyph.ARROW, "live"),
    RequestState.REFUSED: (Glyph.CROSS, "text"),
    RequestState.EXPIRED: (Glyph.CLOCK, "dim"),
    RequestState.WITHDRAWN: (Glyph.DASH, "dim"),
}


def waiting(picture: Picture) -> list[ForceRequest]:
    """Requests that wait for an answer, the one whose time is out first on top."""
    return sorted(picture.all(ForceRequest, lambda r: r.answered_at is None), key=lambda r: r.answer_by)


def requests(picture: Picture) -> EntityTable[ForceRequest]:
    """商调: what waits for an answer on top with its countdown, then what was answered, the newest first."""

    def order(request: ForceRequest) -> Any:
        if request.answered_at is None:
            return (0, request.answer_by.timestamp())
        return (1, -request.answered_at.timestamp())

    def name(request: ForceRequest) -> str:
        force = picture.find(Force, request.force_id)
        return force.name if force else "–"

    def state(request: ForceRequest) -> Mapping[int, Any]:
        glyph, tone = REQUEST_GLYPHS[request.state]
        return {TEXT: holding_words.request_state(request.state), Role.GLYPH: glyph, Role.TONE: tone}

    def way(request: ForceRequest) -> str:
        return f"{strays.title(picture, request.holder_incident_id)} → {strays.title(picture, request.incident_id)}"

    def deadline(request: ForceRequest) -> Mapping[int, Any]:
        if request.answered_at is None:
            return {Role.STARTED: request.asked_at, Role.DEADLINE: request.answer_by, Role.SEVERITY: Severity.ORANGE}
        return {}

    def said(request: ForceRequest) -> str:
        asked = f"{request.why} ({request.asked_by})"
        answer = holding_words.answer_words(request)
        return f"{asked} – {answer}" if answer else asked

    return EntityTable(
        picture,
        Board(
            ForceRequest,
            lambda _r: True,
            order,
            (
                Field(tr("holding", "力量"), lambda r: {TEXT: name(r)}),
                Field(tr("holding", "状态"), state),
                Field(tr("holding", "去向"), lambda r: {TEXT: way(r)}),
                Field(tr("holding", "答复时限"), deadline),
                Field(tr("holding", "理由与答复"), lambda r: {TEXT: said(r)}),
            ),
            follows=(Force, Incident),
            common=lambda r: {Role.MARKED: r.answered_at is None},
        ),
    )


def on_scene(picture: Picture, wanted: Callable[[Presence], bool] = lambda _p: True) -> EntityTable[Presence]:
    """现场未编: forces and strangers inside a scene that its command does not have, the longest there on top."""

    def kind(presence: Presence) -> str:
        force = picture.find(Force, strays.force_id_of(picture, presence))
        return words.force_kind(force.kind) if force else tr("holding", "终端")

    def position(presence: Presence) -> Mapping[int, Any]:
        row = picture.positions.get(presence.device_id)
        return {Role.TIME: row.at if row else None, Role.FACE: Face.VALUE if row else Face.UNKNOWN}

    return EntityTable(
        picture,
        Board(
            Presence,
            lambda p: strays.stray(picture, p) and wanted(p),
            lambda p: (p.entered_at.timestamp(),),
            (
                Field(tr("holding", "级别"), lambda p: {}),
                Field(tr("holding", "力量"), lambda p: {TEXT: strays.name_of(picture, p)}),
                Field(tr("holding", "现状"), lambda p: {TEXT: strays.word_of(picture, p)}),
                Field(tr("holding", "现场"), lambda p: {TEXT: strays.title(picture, p.incident_id)}),
                Field(tr("holding", "进入"), lambda p: {Role.TIME: p.entered_at}),
                Field(tr("holding", "定位"), position),
                Field(tr("holding", "类别"), lambda p: {TEXT: kind(p)}),
            ),
            follows=(Assignment, Command, Device, Force, Incident),
            common=lambda p: {Role.SEVERITY: Severity.ORANGE, Role.STATE: AlarmState.ACKNOWLEDGED},
        ),
    )
