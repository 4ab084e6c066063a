"""Keeps people out of the public eye: names, telephone numbers and callers' own words, unless the settings allow them on the wall."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.domain import facts
from console.domain.entities import Alarm, Command, Device, Force, Incident, LogEntry, Order, Report, Warning
from console.domain.facts import Body, Fact
from console.models import incident_words, words
from console.models.picture import Picture
from console.models.timeline import line_of, report_words

tr = QCoreApplication.translate
MASK = "×××"
# Mobile numbers, and local ones with or without their area code; a number of an incident (20260101-001) is neither.
_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}|[2-8]\d{7})(?![\d-])")
# Of no concern to those who stand before a wall.
INTERNAL = (facts.AlarmRepeated, facts.ReportClaimed, facts.ReportReleased)


def _log(_body: facts.LogWritten) -> str:
    return tr("masking", "记录一条, 内容在席位查看")


def _status(body: facts.StatusReported) -> str:
    return tr("masking", "{0} 报告").format(body.source)


def _transferred(body: facts.CommandTransferred) -> str:
    return tr("masking", "指挥移交 ({0})").format(words.command_level(body.command.level))


_SAID: Mapping[type[Body], Callable[[Any], str]] = {
    facts.ReportReceived: lambda body: tr("masking", "接报: {0}").format(report_words(body.report)),
    facts.ReportMerged: lambda body: tr("masking", "接报一条并入本事件"),
    facts.SupportAnswered: lambda body: tr("masking", "支援: {0}").format(incident_words.support_state(body.state)),
    facts.CommandEstablished: lambda body: tr("masking", "设立{0}指挥部").format(words.command_level(body.command.level)),
    facts.CommandTransferred: _transferred,
    facts.CommandClosed: lambda body: tr("masking", "撤销指挥部"),
    facts.WarningReleased: lambda body: tr("masking", "放行广播, {0} 个对象").format(len(body.deliveries)),
    facts.LogWritten: _log,
    facts.StatusReported: _status,
}


def people(picture: Picture) -> frozenset[str]:
    """Every name of a person that the picture holds."""
    found: set[str | None] = {command.commander for command in picture.all(Command)}
    found |= {report.caller for report in picture.all(Report, lambda r: r.source != "alarm")}
    for warning in picture.all(Warning):
        found |= {warning.prepared_by, warning.released_by}
    found |= {name for incident in picture.all(Incident) for name in (incident.opened_by, incident.decided_by)}
    found |= {order.issued_by for order in picture.all(Order)}
    found |= {entry.written_by for entry in picture.all(LogEntry)}
    found |= {alarm.acknowledged_by for alarm in picture.all(Alarm)}
    # A radio's caller is the name of a force: that is nobody's own.
    things = {force.name for force in picture.all(Force)} | {device.name for device in picture.all(Device)} | {"gateway"}
    return frozenset(name for name in found if name and name not in things)


def _standing_alone(name: str) -> re.Pattern[str]:
    """A name in letters is not a part of a longer word: ``li`` stays out of "established". Chinese has no such bounds."""
    letter = "[A-Za-z0-9_]"
    before = f"(?<!{letter})" if re.match(letter, name) else ""
    after = f"(?!{letter})" if re.search(f"{letter}$", name) else ""
    return re.compile(before + re.escape(name) + after)


class Mask:
    """Takes the people of a picture out of what is said; ``show_names`` lets everything pass."""

    def __init__(self, picture: Picture, show_names: bool) -> None:
        self._picture = picture
        self.show_names = show_names

    def text(self, text: str, also: str = "") -> str:
        """The text without names and telephone numbers."""
        if self.show_names or not text:
            return text
        names = people(self._picture) | ({also} - {"", "gateway"})
        for name in sorted(names, key=len, reverse=True):
            text = _standing_alone(name).sub(MASK, text)
        return _PHONE.sub(MASK, text)

    def line(self, fact: Fact) -> str:
        """A fact in words that a room full of people may read. A reason is a person's own words and is left out."""
        if self.show_names:
            return line_of(fact, self._picture)
        say = _SAID.get(type(fact.body))
        told = say(fact.body) if say is not None else line_of(fact, self._picture)
        reason = fact.why.strip()
        if reason and say is None:
            told = told.replace(reason, "").rstrip(" –,、:;：")
        return self.text(told, also=fact.who)
