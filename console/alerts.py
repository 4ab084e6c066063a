"""What must not be overseen, in the banner of desk and radio room: standing maydays, running checks, orders put before the commander.

It stands until it is over, whoever ends it at which seat; it never takes the keyboard.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from console.domain.codes import ParAnswerState
from console.domain.entities import Command, Incident, Mayday, Order, ParAnswer, ParRound
from console.domain.rules import orders as order_rules
from console.models import order_words, safety
from console.models.picture import Change, Picture
from widgets.banner import Banner, Notice
from widgets.roles import Severity

WATCHED = (Mayday, ParRound, ParAnswer, Order)


class SafetyNotices(QObject):
    """Keeps the banner in step with the picture.

    Signals:
        mayday_opened, check_opened, order_opened: a person followed a notice (the id of the mayday, the check, the order).
    """

    mayday_opened = Signal(str)
    check_opened = Signal(str)
    order_opened = Signal(str)

    def __init__(self, picture: Picture, banner: Banner, *, orders: bool, check_key: str, mayday_key: str) -> None:
        super().__init__(banner)
        self._picture, self._banner, self._orders = picture, banner, orders
        self._answer = f"{self.tr('登记应答')} {check_key}"
        self._work = f"{self.tr('处置')} {mayday_key}"
        self._told: dict[str, Notice] = {}
        banner.action_requested.connect(self._followed)
        picture.changed.connect(self._follow)
        self._look()

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset or any(kind in change.ids for kind in WATCHED):
            self._look()

    def _look(self) -> None:
        wanted = {notice.key: notice for notice in (*self._maydays(), *self._checks(), *self._escalated())}
        for key in self._told.keys() - wanted.keys():
            self._banner.withdraw(key)
        for key, notice in wanted.items():
            if self._told.get(key) != notice:
                self._banner.show_notice(notice)
        self._told = wanted

    def _maydays(self) -> list[Notice]:
        made = []
        for mayday in safety.standing_maydays(self._picture):
            what = safety.mayday_words(self._picture, mayday)
            place = self.tr("最后位置 {0}").format(safety.place_words(safety.last_place(self._picture, mayday.force_id)))
            made.append(
                Notice(f"mayday|{mayday.id}", Severity.RED, what, place, self._work, mayday.opened_at, lasting=True, first=True)
            )
        return made

    def _checks(self) -> list[Notice]:
        made = []
        for check in safety.running_checks(self._picture):
            waiting = [a for a in safety.answers_of(self._picture, check) if a.state is ParAnswerState.WAITING]
            names = "、".join(safety.force_name(self._picture, one.force_id) for one in waiting)
            missed = any(one.misses for one in waiting)
            incident = self._picture.find(Incident, check.incident_id)
            title = incident.title if incident is not None else "–"
            what = self.tr("{0} 人员清点: {1} 支力量未应答") if missed else self.tr("{0} 人员清点: {1} 支力量待应答")
            severity = Severity.ORANGE if missed else Severity.YELLOW
            what = what.format(title, len(waiting))
            made.append(Notice(f"check|{check.id}", severity, what, names, self._answer, check.called_at, lasting=True))
        return made

    def _escalated(self) -> list[Notice]:
        if not self._orders:
            return []
        made = []
        for order in self._picture.all(Order, lambda o: o.escalated_at is not None and o.state in order_rules.UNHEARD):
            command = self._picture.find(Command, order.command_id)
            told = command.commander if command is not None else "–"
            what = self.tr("指令 {0} → {1} 无签收, 报指挥长 {2}").format(
                order.number, order_words.addressee(order, self._picture), told
            )
            made.append(
                Notice(f"order|{order.id}", Severity.ORANGE, what, order.text, self.tr("登记回执"), order.issued_at, lasting=True)
            )
        return made

    @Slot(str)
    def _followed(self, key: str) -> None:
        kind, _, id = key.partition("|")
        signal = {"mayday": self.mayday_opened, "check": self.check_opened, "order": self.order_opened}.get(kind)
        if signal is not None:
            signal.emit(id)
