"""The role that is lent to who sits here: shown with the time that is left, and said when it is about to end."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QLabel, QWidget

from console.domain.entities import Grant
from console.domain.rules.people import RANK, stands
from console.models import words
from console.models.people_words import lent_role, remaining
from console.models.picture import Change
from console.seat import Seat
from widgets.banner import Banner, Notice
from widgets.roles import Severity
from widgets.stage import Stage

tr = QCoreApplication.translate
SOON = timedelta(minutes=5)


def lent_to(seat: Seat, stage: Stage) -> Grant | None:
    """The greatest role that is lent to who sits here; of the same the one that lasts longest."""
    now = stage.now()
    grants = seat.picture.all(Grant, lambda g: g.account == seat.account.name and stands(g, now))
    return max(grants, key=lambda g: (RANK.index(g.role), g.until), default=None)


class LentLabel(QLabel):
    """代行指挥长 24:59, counting down; nothing where nothing is lent.

    Signals:
        fitted: it needs more room, or less.
    """

    fitted = Signal()

    def __init__(self, seat: Seat, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seat, self._stage = seat, stage
        self._short = False
        self.setObjectName("lent-role")
        seat.picture.changed.connect(self._follow)
        stage.second.connect(self.show_now)
        self.show_now()

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset or Grant in change.ids:
            self.show_now()

    @Slot()
    def show_now(self) -> None:
        """As it is at this second."""
        grant = lent_to(self._seat, self._stage)
        before = self.needs_px()
        self.setVisible(grant is not None)
        if grant is not None:
            now = self._stage.now()
            self.setText(tr("lent", "代行 {0}").format(remaining(grant, now)) if self._short else lent_role(grant, now))
            self.setMinimumWidth(self.sizeHint().width())
            tip = tr("lent", "{0} 授权至 {1}: {2}").format(grant.granted_by, words.local_time(grant.until), grant.why)
            self.setToolTip(f"{lent_role(grant, now)}\n{tip}")
        if self.needs_px() != before:
            self.fitted.emit()

    def set_short(self, short: bool) -> None:
        """Only the time that is left, where there is little room."""
        if short != self._short:
            self._short = short
            self.show_now()

    def needs_px(self) -> int:
        """The room that it takes."""
        return 0 if self.isHidden() else self.sizeHint().width()


class LentNotices(QObject):
    """Puts into a banner that a lent role ends soon, and that it has ended."""

    def __init__(self, seat: Seat, stage: Stage, banner: Banner) -> None:
        super().__init__(banner)
        self._seat, self._stage, self._banner = seat, stage, banner
        self._was: Grant | None = None
        self._warned = ""
        stage.second.connect(self._look)

    @Slot()
    def _look(self) -> None:
        now, grant = self._stage.now(), lent_to(self._seat, self._stage)
        was, self._was = self._was, grant
        if was is not None and (grant is None or grant.id != was.id):
            self._banner.withdraw(self._key(was))
            if grant is None and now >= was.until and was.account == self._seat.account.name:
                what = tr("lent", "代行{0}的授权已结束").format(words.role(was.role))
                advice = tr("lent", "需要时请指挥长或管理员再次授权")
                self._banner.show_notice(Notice(f"{self._key(was)}-over", Severity.BLUE, what, advice, since=now))
        if grant is not None and grant.id != self._warned and grant.until - now <= SOON < grant.until - grant.granted_at:
            self._warned = grant.id
            what = tr("lent", "代行{0}的授权将于 {1} 结束").format(words.role(grant.role), words.local_time(grant.until))
            advice = tr("lent", "需要继续时, 请指挥长或管理员现在再次授权")
            self._banner.show_notice(Notice(self._key(grant), Severity.YELLOW, what, advice, since=now))

    @staticmethod
    def _key(grant: Grant) -> str:
        return f"grant-{grant.id}"
