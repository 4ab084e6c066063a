"""预警叫应: what was warned of, and who has not answered – those on top."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from console.domain.codes import DeliveryState, WarningState
from console.domain.entities import Delivery, Warning
from console.models import boards, words
from console.wall.figures import Figure, FigureStrip
from console.wall.hold import Hold, Page
from console.wall.rows import Row, RowList
from widgets.roles import AlarmState, Glyph, Severity

LEAST_ROWS = 2  # with less room than this below them, the figures and then the warning make place
PROVEN = (DeliveryState.CONFIRMED, DeliveryState.READ)
FAILED = (DeliveryState.FAILED, DeliveryState.EXPIRED, DeliveryState.UNCERTAIN)


class ReceiptsPage(Page):
    """Warnings above, their deliveries below."""

    def __init__(self, hold: Hold, parent: QWidget | None = None) -> None:
        super().__init__(hold, parent)
        self.figures = FigureStrip(hold.stage, "title")
        self.warnings = RowList(hold.stage, two_line=True, columns=False)
        self.deliveries = RowList(hold.stage)
        self.stacked(self.figures, self.warnings, self.deliveries)
        self.refresh()

    def title(self) -> str:
        return self.tr("预警叫应")

    def has_content(self) -> bool:
        return bool(self._hold.picture.all(Warning, lambda w: w.state is not WarningState.CANCELLED))

    def refresh(self) -> None:
        picture = self._hold.picture
        sent = picture.all(Delivery, lambda d: d.purpose == "warning")
        warned = sorted(picture.all(Warning), key=lambda w: (w.state is not WarningState.PREPARED, -w.prepared_at.timestamp()))
        wanted = self.figures.sizeHint().height() + self.warnings.row_height() + LEAST_ROWS * self.deliveries.row_height()
        self.figures.setVisible(bool(sent) and self.height() >= wanted)
        self.warnings.setVisible(bool(sent) and self.height() >= wanted - self.figures.sizeHint().height())
        self.figures.set_figures(self._figures(sent))
        self.warnings.setFixedHeight(self.warnings.row_height())
        self.warnings.set_rows([self._warning(warning) for warning in warned[:1]], "")
        if sent:
            ranked = sorted(sent, key=lambda d: (_rank(d), -d.created_at.timestamp()))
            self.deliveries.set_rows([self._delivery(delivery) for delivery in ranked], "")
        elif warned:
            self.deliveries.set_rows([self._warning(warning) for warning in warned], "")
        else:
            self.deliveries.set_rows((), self._hold.empty_word(self.tr("未发布预警")))

    def _figures(self, sent: list[Delivery]) -> list[Figure]:
        failed = sum(d.state in FAILED for d in sent)
        proven = sum(d.state in PROVEN for d in sent)
        return [
            Figure(self.tr("失败"), str(failed), Severity.ORANGE if failed else None, AlarmState.ACKNOWLEDGED, quiet=not failed),
            Figure(self.tr("待回证"), str(len(sent) - failed - proven), quiet=len(sent) == failed + proven),
            Figure(self.tr("已回证"), str(proven), quiet=True),
            Figure(self.tr("对象"), str(len(sent)), quiet=True),
        ]

    def _warning(self, warning: Warning) -> Row:
        area = self.tr("、").join(warning.area)
        return Row(
            self._hold.mask.text(warning.text),
            sub=tuple(part for part in (words.warning_state(warning.state), area) if part),
            at=warning.released_at or warning.prepared_at,
            glyph=Glyph.RING if warning.state is WarningState.PREPARED else Glyph.ARROW,
            tone="live",
        )

    def _delivery(self, delivery: Delivery) -> Row:
        glyph, tone = boards.DELIVERY_GLYPHS[delivery.state]
        return Row(
            self._hold.mask.text(delivery.label),
            word=words.delivery_state(delivery.state),
            sub=tuple(part for part in (words.channel(delivery.channel), self._evidence(delivery)) if part),
            at=delivery.state_at or delivery.created_at,
            glyph=glyph,
            tone=tone,
        )

    def _evidence(self, delivery: Delivery) -> str:
        """What a wire proved; what a person said stays off the wall, for it may name somebody."""
        said = words.evidence(delivery.evidence)
        return said if said != delivery.evidence or self._hold.mask.show_names else ""


def _rank(delivery: Delivery) -> int:
    if delivery.state in FAILED:
        return 0
    return 2 if delivery.state in PROVEN else 1
