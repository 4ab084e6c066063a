"""力量: how many do what, and each force with how long it has been doing it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from console.domain.codes import AssignmentStatus, ForceDuty
from console.domain.entities import Force, Incident
from console.models import boards, words
from console.wall.figures import Figure, FigureStrip
from console.wall.hold import Hold, Page
from console.wall.rows import Row, RowList
from widgets.roles import Role

TEXT = int(Qt.ItemDataRole.DisplayRole)
# Those in the hardest work first; who cannot be had comes last.
STATUSES: tuple[AssignmentStatus | ForceDuty, ...] = (
    AssignmentStatus.WORKING,
    AssignmentStatus.ON_SCENE,
    AssignmentStatus.EN_ROUTE,
    AssignmentStatus.ASSIGNED,
    ForceDuty.AVAILABLE,
    ForceDuty.RESTING,
    ForceDuty.OUT_OF_SERVICE,
)
LEAST_ROWS = 4  # with less room than this below them, the figures make place
ALWAYS = (*STATUSES[:3], ForceDuty.AVAILABLE)


class ForcesPage(Page):
    """All forces of the hall."""

    def __init__(self, hold: Hold, parent: QWidget | None = None) -> None:
        super().__init__(hold, parent)
        self.figures = FigureStrip(hold.stage, "title")
        self.rows = RowList(hold.stage)
        self.stacked(self.figures, self.rows)
        self.refresh()

    def title(self) -> str:
        return self.tr("力量")

    def has_content(self) -> bool:
        return bool(self._hold.picture.all(Force))

    def status_of(self, force: Force) -> AssignmentStatus | ForceDuty:
        """What a force does, else whether it can be had."""
        held = self._hold.picture.assignment_of(force.id)
        return held.status if held is not None else force.duty

    def refresh(self) -> None:
        forces = self._hold.picture.all(Force)
        doing = {force.id: self.status_of(force) for force in forces}
        counts = {status: sum(one is status for one in doing.values()) for status in STATUSES}
        self.figures.set_figures(
            [
                Figure(_word(status), str(count) if self._hold.picture.loaded else "–", quiet=not count)
                for status, count in counts.items()
                if count or status in ALWAYS
            ]
        )
        self.figures.setVisible(self.height() >= self.figures.sizeHint().height() + LEAST_ROWS * self.rows.row_height())
        ranked = sorted(forces, key=lambda force: (STATUSES.index(doing[force.id]), force.name))
        self.rows.set_rows([self._row(force) for force in ranked], self._hold.empty_word(self.tr("未登记力量")))

    def _row(self, force: Force) -> Row:
        picture = self._hold.picture
        state = boards.force_state(picture, force)
        held = picture.assignment_of(force.id)
        incident = picture.find(Incident, held.incident_id) if held else None
        return Row(
            force.name,
            word=state[TEXT],
            sub=(self._hold.mask.text(incident.title) if incident else words.force_kind(force.kind),),
            since=state[Role.STARTED],
            glyph=state[Role.GLYPH],
            tone=state[Role.TONE],
        )


def _word(status: AssignmentStatus | ForceDuty) -> str:
    return words.assignment_status(status) if isinstance(status, AssignmentStatus) else words.force_duty(status)
