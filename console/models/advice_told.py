"""Recommendations, run cards and the register: their lines of the journal, and why the hall said no to them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from console.domain import facts
from console.domain.refusal import Refused
from console.domain.rules import kept, run_cards
from console.models import advice_words, words

tr = QCoreApplication.translate


def card_set(body: facts.RunCardSet) -> str:
    """A run card was written."""
    lines = "、".join(_card_line(line) for line in body.card.lines)
    return tr("timeline", "调派方案 {0} {1}: {2}").format(words.incident_kind(body.card.kind), words.grade_short(body.card.level), lines)


def _card_line(text: str) -> str:
    """灭火 2; what another version wrote otherwise is told as it stands."""
    try:
        line = run_cards.read_line(text)
    except Refused:
        return text
    return f"{advice_words.capability(line.capability)} {line.count}"


def _short(text: str) -> str:
    try:
        short = kept.read_shortfall(text)
    except (ValueError, TypeError):
        return text
    return f"{advice_words.capability(short.capability)} {short.missing}"


def supplies(body: facts.ForceSuppliesReported, force: Callable[[str | None], str]) -> str:
    """What a force has left."""
    fuel = "–" if body.fuel_percent is None else f"{body.fuel_percent:.0f}%"
    water = "–" if body.water_l is None else f"{body.water_l:.0f} L"
    return tr("timeline", "{0} 报告: 油料 {1}, 水 {2}").format(force(body.force_id), fuel, water)


def recommendation(body: facts.RecommendationKept, force: Callable[[str | None], str]) -> str:
    """What was recommended, what was sent, what could not be had, and what is missing."""
    item = body.recommendation
    sent = "、".join(force(id) for id in item.chosen) or tr("timeline", "无")
    parts = [tr("timeline", "推荐 {0} 支, 派出: {1}").format(len(item.forces), sent)]
    passed = [id for id in item.forces if id not in item.chosen and id not in {kept.read_refused(line)[0] for line in item.refused}]
    if passed:
        parts.append(tr("timeline", "未采用: {0}").format("、".join(force(id) for id in passed)))
    beside = [id for id in item.chosen if id not in item.forces]
    if beside:
        parts.append(tr("timeline", "另选: {0}").format("、".join(force(id) for id in beside)))
    if item.refused:
        refused = "、".join(f"{force(id)} ({why(code)})" for id, code in map(kept.read_refused, item.refused))
        parts.append(tr("timeline", "未派成: {0}").format(refused))
    if item.shortfalls:
        parts.append(tr("timeline", "缺口: {0}").format("、".join(_short(line) for line in item.shortfalls)))
    return "; ".join(parts)


def why(code: str) -> str:
    """Why one force of many was not sent, in two words."""
    return {
        "already_committed": tr("timeline", "已派往他处"),
        "already_here": tr("timeline", "已在本指挥部"),
        "force_unavailable": tr("timeline", "不在备勤"),
        "reserved": tr("timeline", "已为他处预留"),
        "sector_of_another_command": tr("timeline", "工作组已变"),
    }.get(code, code)


def refused(code: str, text: Callable[[str], str]) -> str | None:
    """The words for a code of ours, None for another's."""
    match code:
        case "card_line_bad":
            return tr("refusals", "方案中「{0}」看不懂 – 写作: 能力|支数|每支最少人数, 人数可省").format(text("line"))
        case "card_line_twice":
            return tr("refusals", "能力「{0}」写了两行 – 合成一行").format(advice_words.capability(text("capability")))
        case "card_empty":
            return tr("refusals", "方案没有内容 – 至少写一行")
        case "card_same":
            return tr("refusals", "方案与现有的相同, 无需保存")
        case "cards_there":
            return tr("refusals", "各类各级方案都已有 ({0} 份), 要改请逐份修改").format(text("count"))
        case "nothing_chosen":
            return tr("refusals", "没有勾选力量 – 用空格勾选后再派")
    return _of_register(code, text)


def _of_register(code: str, text: Callable[[str], str]) -> str | None:
    match code:
        case "place_bad":
            return tr("refusals", "坐标不对 – 纬度、经度都要有, 不明则都留空")
        case "crew_bad":
            return tr("refusals", "人数不对 – 0 至 {0}").format(text("most"))
        case "capability_bad":
            return tr("refusals", "能力「{0}」不能含空格或竖线, 最多 40 字").format(text("capability"))
        case "radio_taken":
            return tr("refusals", "电台号 {0} 已属于 {1} – 请核对").format(text("radio_id"), text("name"))
        case "supplies_missing":
            return tr("refusals", "没有数据 – 油料或水至少填一项")
        case "supplies_bad":
            return tr("refusals", "油料应为 0 至 100%, 水不能为负")
    return None


def commands() -> dict[str, str]:
    """Our commands as verbs."""
    return {
        "SetRunCard": tr("refusals", "修改调派方案"),
        "AdoptRunCards": tr("refusals", "采用默认调派方案"),
        "ReportSupplies": tr("refusals", "登记油料和水"),
        "DispatchRecommended": tr("refusals", "按推荐派遣"),
    }
