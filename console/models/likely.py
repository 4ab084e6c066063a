"""Which waiting reports likely tell of what the hall knows: worked out once a change, for rows in sight only."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Slot

from console.domain.codes import ReportState
from console.domain.entities import Incident, Report
from console.domain.figures import Figures
from console.domain.rules.duplicates import Likeness, likely_same
from console.models import incident_words, words
from console.models.picture import Change, Picture

tr = QCoreApplication.translate
LIVE = (ReportState.WAITING, ReportState.CLAIMED)


class Likely(QObject):
    """Asked by the intake board and by the sheet of a report. Answers hold until a report or an incident changes."""

    def __init__(self, picture: Picture, figures: Figures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picture, self._figures = picture, figures
        self._known: dict[str, tuple[Likeness, ...]] = {}
        self._pool: tuple[list[Incident], list[Report]] | None = None
        picture.changed.connect(self._follow)

    def of(self, report: Report) -> tuple[Likeness, ...]:
        """What this report may repeat, the likeliest first."""
        if report.state not in LIVE:
            return ()
        if report.id not in self._known:
            self._known[report.id] = likely_same(report, *self._things(), self._figures)
        return self._known[report.id]

    def best_incident(self, report: Report) -> Incident | None:
        """The open incident that it most likely tells of."""
        found = next((like for like in self.of(report) if like.of == "incident"), None)
        return self._picture.find(Incident, found.id) if found else None

    def told(self, like: Likeness) -> str:
        """One of them with its reasons."""
        if like.of == "incident":
            incident = self._picture.find(Incident, like.id)
            name = tr("likely", "事件「{0}」").format(incident.title if incident else "–")
            kind = incident.kind if incident else None
        else:
            report = self._picture.find(Report, like.id)
            name = tr("likely", "接报「{0}」").format(report_name(report) if report else "–")
            kind = report.kind if report else None
        return incident_words.likeness(like, name, words.incident_kind(kind) if kind else "–")

    def short(self, report: Report) -> str:
        """The likeliest in one line, "" for none."""
        found = self.of(report)
        return tr("likely", "疑似重复: {0}").format(self.told(found[0])) if found else ""

    def _things(self) -> tuple[list[Incident], list[Report]]:
        """Open incidents, and the reports that wait or say when one of those was last heard of."""
        if self._pool is None:
            incidents = self._picture.open_incidents()
            opened = {incident.id for incident in incidents}
            reports = self._picture.all(Report, lambda r: r.state in LIVE or r.incident_id in opened)
            self._pool = (incidents, reports)
        return self._pool

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset or Report in change.ids or Incident in change.ids:
            self._known.clear()
            self._pool = None


def report_name(report: Report) -> str:
    """What a report is called: its kind and its place."""
    return f"{words.incident_kind(report.kind)} {report.place or tr('likely', '地点不明')}"
