"""Why the hall said no in matters of people: accounts, pass-phrases, lent roles, locked seats – and what a person can do now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.domain.entities import Grant
from console.models import words

tr = QCoreApplication.translate


def refused(code: str, text: Callable[[str], str], role: str) -> str | None:
    """The words for a code of ours, None for another's. ``text`` gives a detail as words, ``role`` is the one that it is about."""
    return _of_passphrases(code, text) or _of_accounts(code, text) or _of_grants(code, text, role)


def _of_passphrases(code: str, text: Callable[[str], str]) -> str | None:
    match code:
        case "passphrase_wrong":
            return tr("refusals", "账号或口令不对 ({0}) – 请重新输入").format(text("name"))
        case "passphrase_short":
            return tr("refusals", "口令太短 – 至少 {0} 个字符").format(text("least"))
        case "passphrase_same":
            return tr("refusals", "新口令与原口令相同 – 请另选一个")
        case "passphrase_none":
            return tr("refusals", "此账号没有口令 (演练自动登录) – 请管理员用 oneboard user passwd 设置")
        case "no_hasher":
            return tr("refusals", "本进程不能核验口令 – 请联系管理员")
        case "seat_locked":
            return tr("refusals", "席位已锁定 – 先解锁")
        case "not_oneself":
            return tr("refusals", "不能替 {0} 入席 – 请本人登录").format(text("name"))
    return None


def _of_accounts(code: str, text: Callable[[str], str]) -> str | None:
    match code:
        case "account_exists":
            return tr("refusals", "账号 {0} 已存在 – 请换一个名字").format(text("name"))
        case "account_unknown":
            return tr("refusals", "没有账号 {0} – 请核对名字").format(text("name"))
        case "account_name_bad":
            return tr("refusals", "账号名 {0} 不合规 – 2 至 32 个字母、数字、汉字或 . _ -").format(text("name"))
        case "account_disabled":
            return tr("refusals", "账号 {0} 已停用 – 请管理员启用").format(text("name"))
        case "account_as_it_is":
            return tr("refusals", "{0} 已是如此, 未作更改").format(text("name"))
        case "last_administrator":
            return tr("refusals", "这是最后一个可登录的管理员 – 请先指定另一名管理员")
    return None


def _of_grants(code: str, text: Callable[[str], str], role: str) -> str | None:
    match code:
        case "grant_ran_out":
            return tr("refusals", "代行{0}的授权已于 {1} 结束 – 请指挥长或管理员再次授权").format(role, text("at"))
        case "grant_over":
            return tr("refusals", "该授权已于 {0} 结束").format(text("at"))
        case "grant_unknown":
            return tr("refusals", "没有这项授权 – 可能已被收回")
        case "grant_above":
            return tr("refusals", "不能授予或收回高于本人的角色 ({0}) – 请管理员办理").format(role)
        case "grant_to_oneself":
            return tr("refusals", "不能给自己授权 – 请另一名指挥长或管理员授权")
        case "grant_useless":
            return tr("refusals", "{0} 本来就是{1} – 无需授权").format(text("name"), role)
        case "grant_minutes":
            return tr("refusals", "授权时间应为 {0} 至 {1} 分钟").format(text("least"), text("most"))
    return None


def commands() -> dict[str, str]:
    """Our commands as verbs."""
    return {
        "FoundHall": tr("refusals", "建立大厅"),
        "AddAccount": tr("refusals", "添加账号"),
        "SetPassphrase": tr("refusals", "设置口令"),
        "ChangePassphrase": tr("refusals", "更换口令"),
        "EnableAccount": tr("refusals", "启用或停用账号"),
        "SetRole": tr("refusals", "变更角色"),
        "GrantRole": tr("refusals", "限时授权"),
        "RevokeGrant": tr("refusals", "收回授权"),
        "TakeSeat": tr("refusals", "入席"),
        "LockSeat": tr("refusals", "锁定席位"),
        "UnlockSeat": tr("refusals", "解锁席位"),
    }


def remaining(grant: Grant, now: datetime) -> str:
    """What is left of a lent role, as a clock that runs down: 1:29:05, 4:59."""
    left = max(0, int((grant.until - now).total_seconds()))
    hours, rest = divmod(left, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def lent_role(grant: Grant, now: datetime) -> str:
    """代行指挥长 4:59."""
    return tr("people", "代行{0} {1}").format(words.role(grant.role), remaining(grant, now))
