"""People: the lock of the seat, one's own pass-phrase, lent roles, accounts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit
from shiboken6 import isValid

from console.app.accounts import AddAccount, ChangePassphrase, EnableAccount, Person, SetPassphrase, SetRole, people
from console.app.context import Command
from console.app.grants import GrantRole, RevokeGrant
from console.app.ports import Store
from console.desk.actions import Deed
from console.desk.asking import Answer
from console.desk.fields import Picker
from console.desk.inputs import combo
from console.desk.parts.base import Part, Tools
from console.desk.sheets import NEW, DeskSheet, Form, Reply, Values
from console.desk.verbs import Misread, Together, Verb
from console.desk.verbs import Slot as Place
from console.domain.codes import Role
from console.domain.entities import Grant
from console.domain.facts import AccountChanged
from console.domain.rules.people import GIVERS, may_dispose, stands
from console.engine import Found, utc_now
from console.models import words
from console.models.names import NO_MATCH, Name
from console.models.people_words import lent_role
from console.models.picture import Change
from console.seatlock import SeatLock
from widgets.choices import Completion

tr = QCoreApplication.translate
USUAL_MIN = 60
KEEP, ENABLE, DISABLE = "", "enable", "disable"


class PeoplePart(Part):
    """Who may do what at this hall, and who sits here."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.lock = SeatLock(self.hands.seat, self.hands.stage, tools.window, tell=tools.tell)
        self._people: tuple[Person, ...] = ()
        self.picture.changed.connect(self._follow)

    def forms(self) -> Sequence[Form]:
        return (grant_form(self), revoke_form(self), passphrase_form(self), account_form(self), new_account_form(self))

    def deeds(self) -> Sequence[Deed]:
        open_ = self.tools.sheets.open
        return (
            Deed("lock", self.tr("锁定席位"), "Alt+L", self.lock.lock),
            Deed("grant", self.tr("限时授权"), "", lambda: open_("grant", NEW, {"minutes": str(USUAL_MIN)}), self.no_giver),
            Deed("revoke", self.tr("收回或归还授权"), "", lambda: open_("revoke"), self.no_grants),
            Deed("passphrase", self.tr("更换本人口令"), "", lambda: open_("passphrase"), self.no_passphrase),
            Deed("account", self.tr("账号: 启用、停用、角色、口令"), "", lambda: open_("account"), self.no_administrator),
            Deed("new_account", self.tr("新建账号"), "", lambda: open_("new_account"), self.no_administrator),
        )

    def verbs(self) -> Sequence[Verb]:
        person, role = Place("person", self.tr("账号")), Place("role", self.tr("角色"))
        return (
            Verb("grant", self.tr("授权"), (person, role, Place("words", self.tr("分钟 理由"))), self._grant_said),
            Verb("revoke", self.tr("收权"), (Place("granted", self.tr("账号"), many=True),), self._revoke_said),
            Verb("lock", self.tr("锁屏"), (), self._lock_said),
        )

    def choices(self) -> Mapping[str, Callable[[], Sequence[Name]]]:
        return {
            "person": lambda: [
                Name("person", p.name, text, self.about(p))
                for p in self._people
                if p.enabled
                for text in dict.fromkeys((p.display_name, p.name))
            ],
            "role": lambda: [Name("role", role.value, words.role(role)) for role in self.roles()],
            "granted": lambda: [Name("granted", g.id, self.display_name(g.account), self.about_grant(g)) for g in self.grants()],
        }

    # ---- who there is ---------------------------------------------------------------------------------------------------

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset or any(isinstance(fact.body, AccountChanged) for fact in change.facts):
            actor = self.hands.seat.actor

            def read(store: Store) -> tuple[Person, ...]:
                with store.transaction(actor, utc_now()) as unit:
                    return people(unit)

            self.hands.seat.look(read, self._read)

    def _read(self, found: Found) -> None:
        if found.down is None and isValid(self):
            self._people = found.value

    def everybody(self) -> tuple[Person, ...]:
        """The accounts as last read."""
        return self._people

    def display_name(self, account: str) -> str:
        """What a person is called."""
        return next((p.display_name for p in self._people if p.name == account), account)

    def about(self, person: Person) -> str:
        """Name, role, state and what is lent to him."""
        now = self.hands.stage.now()
        lent = [lent_role(grant, now) for grant in self.grants() if grant.account == person.name]
        off = [] if person.enabled else [self.tr("停用")]
        return " · ".join((person.name, words.role(person.role), *lent, *off))

    def about_grant(self, grant: Grant) -> str:
        """代行指挥长 24:59 · 王指挥: 理由."""
        return f"{lent_role(grant, self.hands.stage.now())} · {self.display_name(grant.granted_by)}: {grant.why}"

    def grants(self) -> list[Grant]:
        """Those that stand, the first to end first."""
        now = self.hands.stage.now()
        return sorted(self.picture.all(Grant, lambda g: stands(g, now)), key=lambda g: (g.until, g.id))

    def roles(self) -> list[Role]:
        """What who sits here may lend."""
        own = self.hands.seat.account.role
        return [role for role in (Role.DISPATCHER, Role.COMMANDER, Role.RADIO_OPERATOR, Role.ADMINISTRATOR) if may_dispose(own, role)]

    # ---- why not now (the use case decides; this only says it before a sheet is filled) ---------------------------------------

    def no_giver(self) -> str:
        return "" if self.hands.seat.account.role in GIVERS else self.tr("由指挥长或管理员授权")

    def no_administrator(self) -> str:
        return "" if self.hands.seat.account.role is Role.ADMINISTRATOR else self.tr("由管理员办理")

    def no_grants(self) -> str:
        return "" if self.grants() else self.tr("现在没有限时授权")

    def no_passphrase(self) -> str:
        account = self.hands.seat.account
        own = next((p for p in self._people if p.name == account.name), None)
        has = own.has_passphrase if own is not None else account.passphrase_hash is not None
        return "" if has else self.tr("演练席位自动登录, 没有口令")

    # ---- said in the command bar ------------------------------------------------------------------------------------------

    def _grant_said(self, values: dict[str, Any], answer: Answer) -> None:
        first, _, rest = values["words"].partition(" ")
        timed = first.removesuffix("分钟").removesuffix("min")
        minutes, why = (int(timed), rest) if timed.isdigit() else (USUAL_MIN, values["words"])
        person, role = values["person"], Role(values["role"].id)
        cmd = GrantRole(account=person.id, role=role, minutes=minutes, why=why)
        self.ask(cmd, self.granting(self.display_name(person.id), role), answer.done, answer.refused)

    def _revoke_said(self, values: dict[str, Any], answer: Answer) -> None:
        together = Together(len(values["granted"]), answer)
        for grant in values["granted"]:
            one = together.one(grant.text)
            self.ask(RevokeGrant(grant_id=grant.id), self.tr("收回授权 {0}").format(grant.text), one.done, one.refused)

    def _lock_said(self, _values: dict[str, Any], answer: Answer) -> None:
        if self.lock.locked:
            raise Misread(self.tr("席位已锁定"))
        if answer.done is not None:
            answer.done("")
        self.lock.lock()

    def granting(self, name: str, role: Role) -> str:
        """授权 王强 代行指挥长."""
        return self.tr("授权 {0} 代行{1}").format(name, words.role(role))

    def find(self, typed: str) -> list[Completion]:
        """People to pick from, by name, sign-in name, pinyin."""
        index = self.hands.names.index

        def fit(person: Person) -> int:
            return min(index.score(typed, person.display_name), index.score(typed, person.name)) if typed.strip() else 0

        scored = sorted(((fit(person), place) for place, person in enumerate(self._people)))
        chosen = [self._people[place] for score, place in scored if score < NO_MATCH]
        return [Completion(person.name, person.display_name, self.about(person)) for person in chosen]

    def find_grants(self, typed: str) -> list[Completion]:
        """Standing grants to pick from."""
        index = self.hands.names.index
        grants = [g for g in self.grants() if not typed.strip() or index.score(typed, self.display_name(g.account)) < NO_MATCH]
        return [Completion(g.id, self.display_name(g.account), self.about_grant(g)) for g in grants]


def grant_form(part: PeoplePart) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("account", tr("people", "授权给"), Picker(part.hands.stage, part.find), required=True)
        sheet.add_field("role", tr("people", "代行"), combo(()), required=True)
        sheet.add_field("minutes", tr("people", "时间"), combo(_spans()))
        sheet.add_field("why", tr("people", "理由"), QLineEdit(), required=True)

    def opened(sheet: DeskSheet, _subject: str) -> None:
        roles = sheet.field("role")
        if isinstance(roles, QComboBox):
            roles.clear()  # another person may sit here than when the sheet was made
            for role in part.roles():
                roles.addItem(words.role(role), role.value)

    def submit(_subject: str, values: Values, reply: Reply) -> None:
        role = Role(values["role"])
        cmd = GrantRole(account=values["account"], role=role, minutes=int(values["minutes"]), why=values["why"])
        part.ask(cmd, part.granting(part.display_name(values["account"]), role), reply.done, reply.refused)

    def about(_subject: str) -> tuple[str, str]:
        return tr("people", "限时授权"), tr("people", "到时自动结束; 不能高于本人角色, 不能转授")

    return Form("grant", tr("people", "授权"), build, about, submit, opened)


def revoke_form(part: PeoplePart) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("grant", tr("people", "授权"), Picker(part.hands.stage, part.find_grants), required=True)

    def submit(_subject: str, values: Values, reply: Reply) -> None:
        part.ask(RevokeGrant(grant_id=values["grant"]), tr("people", "收回授权"), reply.done, reply.refused)

    def about(_subject: str) -> tuple[str, str]:
        return tr("people", "收回或归还授权"), tr("people", "立即结束")

    return Form("revoke", tr("people", "收回"), build, about, submit)


def passphrase_form(part: PeoplePart) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("old", tr("people", "原口令"), _secret(), required=True)
        sheet.add_field("new", tr("people", "新口令"), _secret(), required=True)
        sheet.add_field("again", tr("people", "再输一次"), _secret(), required=True)

    def submit(_subject: str, values: Values, reply: Reply) -> None:
        if values["new"] != values["again"]:
            reply.refused(tr("people", "两次输入的新口令不同 – 请重新输入"))
            return
        part.ask(ChangePassphrase(old=values["old"], new=values["new"]), tr("people", "更换口令"), reply.done, reply.refused)

    def about(_subject: str) -> tuple[str, str]:
        return tr("people", "更换本人口令"), part.hands.seat.account.display_name

    return Form("passphrase", tr("people", "更换"), build, about, submit)


def account_form(part: PeoplePart) -> Form:
    def build(sheet: DeskSheet) -> None:
        states = ((KEEP, tr("people", "不变")), (ENABLE, tr("people", "启用")), (DISABLE, tr("people", "停用")))
        sheet.add_field("account", tr("people", "账号"), Picker(part.hands.stage, part.find), required=True)
        sheet.add_field("state", tr("people", "状态"), combo(states))
        sheet.add_field("role", tr("people", "角色"), combo([(KEEP, tr("people", "不变")), *_roles()]))
        sheet.add_field("passphrase", tr("people", "新口令 (可空)"), _secret())

    def submit(_subject: str, values: Values, reply: Reply) -> None:
        name = values["account"]
        wanted: list[tuple[str, Command]] = []
        if values["state"]:
            wanted.append((tr("people", "状态"), EnableAccount(name=name, enabled=values["state"] == ENABLE)))
        if values["role"]:
            wanted.append((tr("people", "角色"), SetRole(name=name, role=Role(values["role"]))))
        if values["passphrase"]:
            wanted.append((tr("people", "口令"), SetPassphrase(name=name, passphrase=values["passphrase"])))
        if not wanted:
            reply.refused(tr("people", "没有要更改的 – 请选择状态、角色或填写新口令"))
            return
        together = Together(len(wanted), Answer(reply.done, reply.refused))
        for what, cmd in wanted:
            one = together.one(what)
            part.ask(cmd, f"{part.display_name(name)} {what}", one.done, one.refused)

    def about(_subject: str) -> tuple[str, str]:
        return tr("people", "账号"), tr("people", "共 {0} 个; 停用立即生效, 其限时授权同时结束").format(len(part.everybody()))

    return Form("account", tr("people", "更改"), build, about, submit)


def new_account_form(part: PeoplePart) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("name", tr("people", "登录名"), QLineEdit(), required=True)
        sheet.add_field("display", tr("people", "姓名"), QLineEdit(), required=True)
        sheet.add_field("role", tr("people", "角色"), combo(_roles()))
        sheet.add_field("passphrase", tr("people", "口令"), _secret(), required=True)
        sheet.add_field("again", tr("people", "再输一次"), _secret(), required=True)

    def submit(_subject: str, values: Values, reply: Reply) -> None:
        if values["passphrase"] != values["again"]:
            reply.refused(tr("people", "两次输入的口令不同 – 请重新输入"))
            return
        cmd = AddAccount(
            name=values["name"], display_name=values["display"], role=Role(values["role"]), passphrase=values["passphrase"]
        )
        part.ask(cmd, tr("people", "新建账号 {0}").format(values["name"]), reply.done, reply.refused)

    def about(_subject: str) -> tuple[str, str]:
        return tr("people", "新建账号"), tr("people", "口令至少 8 个字符")

    return Form("new_account", tr("people", "新建"), build, about, submit)


def _spans() -> list[tuple[str, str]]:
    """How long a role is usually lent; any other time is said in the command bar (授权 李 指挥长 45 …)."""
    minutes = [(str(n), tr("people", "{0} 分钟").format(n)) for n in (15, 30, 60)]
    return minutes + [(str(n * 60), tr("people", "{0} 小时").format(n)) for n in (2, 4, 8, 12, 24)]


def _roles() -> list[tuple[str, str]]:
    return [(role.value, words.role(role)) for role in Role]


def _secret() -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line
