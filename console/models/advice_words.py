"""Recommendations in words: every reason, shortfall and exchange as a dispatcher would say it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.app.plan_all import Exchange, Move, Place, Plan, Put
from console.domain.capabilities import Capability
from console.domain.entities import Force, Incident
from console.domain.rules.coverage import Uncovered
from console.domain.rules.kept import Shortfall
from console.domain.rules.recommend import Choice, Elsewhere
from console.domain.rules.scoring import Reason
from console.models import words
from console.models.picture import Picture
from console.models.situation import Card

tr = QCoreApplication.translate
C = Capability


def capability(code: str) -> str:
    """What a force can do; a code of the district's own stays as it is written."""
    return {
        C.FIRE_SUPPRESSION: tr("advice", "灭火"),
        C.WATER_SUPPLY: tr("advice", "供水"),
        C.SEARCH_RESCUE: tr("advice", "搜救"),
        C.SWIFT_WATER: tr("advice", "水域救援"),
        C.FLOOD_DEFENCE: tr("advice", "防汛抢险"),
        C.MINE_RESCUE: tr("advice", "矿山救护"),
        C.MEDICAL: tr("advice", "医疗"),
        C.AMBULANCE: tr("advice", "急救转运"),
        C.DISEASE_CONTROL: tr("advice", "疾控"),
        C.HAZMAT: tr("advice", "危化处置"),
        C.HEAVY_MACHINERY: tr("advice", "大型机械"),
        C.ROAD_CLEARING: tr("advice", "道路抢通"),
        C.POWER_REPAIR: tr("advice", "电力抢修"),
        C.TELECOM: tr("advice", "通信保障"),
        C.EVACUATION: tr("advice", "转移群众"),
        C.TRAFFIC_CONTROL: tr("advice", "交通管制"),
        C.CROWD_CONTROL: tr("advice", "秩序维护"),
        C.DRONE: tr("advice", "无人机"),
        C.LOGISTICS: tr("advice", "后勤物资"),
        C.EXPERT: tr("advice", "专家"),
    }.get(code, code)  # type: ignore[call-overload]


def capability_codes(typed: str) -> tuple[str, ...]:
    """Codes for what a person wrote, by word or code, between any marks; what is no known word is a code of the district's own."""
    known = {capability(code.value): code.value for code in Capability}
    parts = (part for part in typed.replace("、", ",").replace("，", ",").replace(";", ",").replace("；", ",").split(",") if part.strip())
    return tuple(dict.fromkeys(known.get(part.strip(), part.strip()) for part in parts))


def minutes(value: float | None) -> str:
    """An estimated time, – where it is not known."""
    if value is None:
        return "–"
    return tr("advice", "{0:.1f} 分").format(value) if value < 10 else tr("advice", "{0:.0f} 分").format(value)


def _span(seconds: float) -> str:
    if seconds < 60:
        return tr("advice", "{0:.0f} 秒").format(seconds)
    if seconds < 5400:
        return tr("advice", "{0:.0f} 分").format(seconds / 60)
    return tr("advice", "{0:.1f} 小时").format(seconds / 3600)


def reason(item: Reason, now: datetime) -> str:
    """One reason, with the minutes that it counts."""
    said = _reason(item, now)
    counted = item.minutes if item.code != "way" else 0.0
    return tr("advice", "{0} +{1}").format(said, minutes(counted)) if counted else said


def _reason(item: Reason, now: datetime) -> str:
    age = _span((now - item.at).total_seconds()) if item.at else "–"
    amount = item.amount or 0.0
    match item.code:
        case "capability_recorded":
            return tr("advice", "能力 {0}: 已登记").format(capability(item.name))
        case "capability_presumed":
            return tr("advice", "能力 {0}: 按类别推定").format(capability(item.name))
        case "way":
            return tr("advice", "路程估算 {0}: 直线 {1:.1f} km ÷ {2:.0f} km/h").format(minutes(item.minutes), amount, item.limit or 0)
        case "incident_unplaced":
            return tr("advice", "路程未知: 事件无坐标")
        case "place_unknown":
            return tr("advice", "路程未知: 无定位也无驻地坐标")
        case "from_home":
            return tr("advice", "按驻地, 定位已失效 ({0}前)").format(age) if item.at else tr("advice", "按驻地, 无定位")
        case "position":
            return tr("advice", "定位 {0}前").format(age)
        case "position_late":
            return tr("advice", "定位陈旧 {0}前").format(age)
        case "closure":
            return tr("advice", "直线经过封闭处 {0}").format(item.name)
        case _:
            return _of_state(item, age, amount)


def _of_state(item: Reason, age: str, amount: float) -> str:
    match item.code:
        case "crew":
            said = tr("advice", "{0:.0f} 人").format(amount)
            return tr("advice", "{0}, 至少 {1:.0f}").format(said, item.limit) if item.limit else said
        case "crew_short":
            return tr("advice", "人手不足: {0:.0f} 人, 至少 {1:.0f}").format(amount, item.limit or 0)
        case "crew_unknown":
            return tr("advice", "人数未知, 未计")
        case "rested":
            return tr("advice", "已休整 {0}").format(age)
        case "tired":
            return tr("advice", "未休整够: 归队 {0}, 应 {1:.0f} 分").format(age, item.limit or 0)
        case "rest_unknown":
            return tr("advice", "休整未知, 未计")
        case "fuel":
            return tr("advice", "油料 {0:.0f}% ({1}前)").format(amount, age)
        case "fuel_low":
            return tr("advice", "油料不足 {0:.0f}% ({1}前)").format(amount, age)
        case "fuel_old":
            return tr("advice", "油料 {0:.0f}% 报告过旧 ({1}), 未计").format(amount, age)
        case "fuel_unknown":
            return tr("advice", "油料未知, 未计")
        case "water":
            return tr("advice", "水 {0:.0f} L ({1}前)").format(amount, age)
        case "water_low":
            return tr("advice", "水不足 {0:.0f} L ({1}前)").format(amount, age)
        case "water_old":
            return tr("advice", "水 {0:.0f} L 报告过旧 ({1}), 未计").format(amount, age)
        case "water_unknown":
            return tr("advice", "水量未知, 未计")
        case "radio_heard":
            return tr("advice", "电台 {0}前听到").format(age)
        case "radio_silent":
            return tr("advice", "电台联系不上, 最近听到 {0}前").format(age) if item.at else tr("advice", "电台联系不上")
        case "radio_unknown":
            return tr("advice", "电台可达未知, 未计")
        case "reserved_here":
            return tr("advice", "已为本事件预留")
        case _:
            return item.code


def reasons(choice: Choice, now: datetime) -> str:
    """All reasons of a choice in one line, and their sum."""
    return tr("advice", "{0} · 合计 {1}").format(" · ".join(reason(item, now) for item in choice.reasons), minutes(choice.score_min))


def note(code: str) -> str:
    """What could not be taken into account at all."""
    return {
        "incident_unplaced": tr("advice", "事件无坐标, 路程不能估算"),
        "closures_unknown": tr("advice", "封路情况未知, 未计"),
    }.get(code, code)


def elsewhere(item: Elsewhere, picture: Picture) -> str:
    """Who could fill a shortfall and cannot be sent."""
    force, incident = picture.find(Force, item.force_id), picture.find(Incident, item.incident_id)
    name, title = force.name if force else "–", incident.title if incident else "–"
    said = {
        "committed": tr("advice", "{0} 在「{1}」, 可商调").format(name, title),
        "reserved": tr("advice", "{0} 为「{1}」预留").format(name, title),
        "resting": tr("advice", "{0} 休整中").format(name),
    }[item.state]
    return said if item.way_min is None else tr("advice", "{0} (估算 {1})").format(said, minutes(item.way_min))


def shortfall(short: Shortfall, picture: Picture) -> str:
    """A shortfall by name, with what can be done about it."""
    said = tr("advice", "缺 {0} {1} 支").format(capability(short.capability), short.missing)
    if not short.elsewhere:
        return tr("advice", "{0}: 本区无可用, 请求上级或邻区支援").format(said)
    return tr("advice", "{0}: {1}").format(said, "; ".join(elsewhere(item, picture) for item in short.elsewhere))


def uncovered(item: Uncovered, picture: Picture) -> str:
    """A town left without anybody, and who could move up."""
    said = tr("advice", "{0} 无备勤力量").format(item.town)
    mover = picture.find(Force, item.move_up.force_id) if item.move_up else None
    if mover is None or item.move_up is None:
        return tr("advice", "{0}, 无力量可移防").format(said)
    return tr("advice", "{0}, 建议 {1} 移防 (估算 {2})").format(said, mover.name, minutes(item.move_up.way_min))


def towns(names: Iterable[str]) -> str:
    """Towns that have nobody at hand now."""
    return tr("advice", "无备勤力量: {0}").format("、".join(names))


def place(item: Place, picture: Picture) -> str:
    """A place of a plan."""
    incident = picture.find(Incident, item.incident_id)
    return tr("advice", "「{0}」{1}").format(incident.title if incident else "–", capability(item.capability))


def put(item: Put, picture: Picture) -> str:
    """Where a force goes, with its way."""
    if item.here:
        return tr("advice", "{0} (已在本事件)").format(place(item.place, picture))
    return tr("advice", "{0} (估算 {1})").format(place(item.place, picture), minutes(item.way_min))


def move(item: Move, picture: Picture) -> str:
    """A force that goes elsewhere than one by one."""
    force = picture.find(Force, item.force_id)
    return f"{force.name if force else '–'}: {moved(item, picture)}"


def exchange(item: Exchange) -> str:
    """What an exchange gains."""
    parts = []
    if item.filled > 0:
        parts.append(tr("advice", "少 {0} 个缺口").format(item.filled))
    elif item.filled < 0:
        parts.append(tr("advice", "多 {0} 个缺口, 但补上更重的事件").format(-item.filled))
    if item.saved_min >= 0.05:
        parts.append(tr("advice", "合计快 {0}").format(minutes(item.saved_min)))
    elif item.saved_min <= -0.05:
        parts.append(tr("advice", "合计多 {0}").format(minutes(-item.saved_min)))
    return ", ".join(parts) or tr("advice", "更重的事件先得")


def plan(item: Plan) -> str:
    """The difference in one line."""
    if not item.exchanges:
        return tr("advice", "全局方案与逐个推荐相同: {0} 支力量, {1} 个缺口").format(len(item.together), len(item.empty))
    return tr("advice", "全局 {0} 支, {1} 个缺口; 逐个推荐 {2} 支, {3} 个缺口").format(
        len(item.together), len(item.empty), len(item.one_by_one), len(item.empty_before)
    )


def card(item: Card) -> str:
    """Which card serves an incident."""
    said = f"{words.incident_kind(item.kind)} {words.grade_short(item.level)}"
    parts = [said, tr("advice", "本区方案") if item.own else tr("advice", "程序默认方案")]
    if not item.graded:
        parts.append(tr("advice", "未定级, 按最低一级"))
    return " · ".join(parts)


def short(choice: Choice, now: datetime) -> str:
    """What a dispatcher looks for first, in the room of a row: what speaks against the force, then crew, rest, fuel, position."""
    bad = [item for item in choice.reasons if item.minutes and item.code != "way"]
    rest = [item for item in choice.reasons if not item.minutes and item.code not in ("way", "capability_recorded")]
    return " · ".join(_brief(item, now) for item in (*bad, *rest))


def _brief(item: Reason, now: datetime) -> str:
    """A reason in as few words as it can be said in."""
    said = {
        "capability_presumed": tr("advice", "能力推定"),
        "rest_unknown": tr("advice", "休整未知"),
        "crew_unknown": tr("advice", "人数未知"),
        "fuel_unknown": tr("advice", "油料未知"),
        "water_unknown": tr("advice", "水量未知"),
        "radio_unknown": tr("advice", "电台未知"),
        "place_unknown": tr("advice", "位置未知"),
        "incident_unplaced": tr("advice", "事件无坐标"),
    }.get(item.code)
    if said is None:
        return reason(item, now)
    return tr("advice", "{0} +{1}").format(said, minutes(item.minutes)) if item.minutes else said


def moved(item: Move, picture: Picture) -> str:
    """Where a force of an exchange goes, without its name."""
    if item.before is None and item.after is not None:
        return tr("advice", "增派 → {0}").format(put(item.after, picture))
    if item.after is None and item.before is not None:
        return tr("advice", "不派, 原为 {0}").format(put(item.before, picture))
    if item.before is None or item.after is None:
        return "–"
    return tr("advice", "{0} → {1}").format(put(item.before, picture), put(item.after, picture))
