"""What the rules of recommendation get to see of the live picture: cards, positions, holders, radios; and the words for what they find."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console.app.plan_all import Wanting, plan_all
from console.domain import entities as e
from console.domain.codes import AssignmentStatus, Channel, DeliveryState, DeviceRole, ForceKind, Grade, IncidentKind
from console.domain.figures import Figures
from console.domain.records import PositionRow, Snapshot
from console.domain.rules import kept
from console.domain.rules.recommend import recommend
from console.domain.rules.run_cards import CardLine
from console.domain.rules.scoring import Aim, Candidate, Closure
from console.engine import Loaded
from console.models import advice_words
from console.models.picture import Picture
from console.models.situation import aim_at, candidates, card_of, wanting

NOW = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)
FIRE = e.Incident(
    id="i", number="1", kind=IncidentKind.FIRE, title="玉泉火情", place="", lat=34.58, lon=105.72, opened_at=NOW, opened_by="li"
)
ONE = e.Force(id="f", name="消防一站", kind=ForceKind.FIRE_RESCUE, radio_id="1001")
TRACKER = e.Device(id="t", protocol="nmea", address="t", role=DeviceRole.TRACKER, name="t", force_id="f", wire="gps")


def picture_of(*entities: e.Entity, positions: tuple[PositionRow, ...] = ()) -> Picture:
    made = Picture()
    made.receive(Loaded(Snapshot(1, entities), positions, (), ()))
    return made


def ago(seconds: float) -> datetime:
    return NOW - timedelta(seconds=seconds)


def position(seconds: float) -> PositionRow:
    return PositionRow(1, "t", ago(seconds), ago(seconds), 34.5, 105.6, None, None, None)


def the_one(picture: Picture) -> Candidate:
    (found,) = candidates(picture, NOW, Figures())
    return found


def test_the_card_is_the_hall_s_own_else_the_program_s_by_response_grade_or_the_mildest(qapp: Any) -> None:
    own = e.RunCard(id="fire/2", kind=IncidentKind.FIRE, level=Grade.II, lines=("drone|1|",))
    picture = picture_of(own)
    answered = card_of(picture, replace(FIRE, grade=Grade.IV, response=Grade.II))
    assert (answered.level, answered.own, answered.graded, answered.lines) == (Grade.II, True, True, (CardLine("drone", 1),))
    assert card_of(picture, replace(FIRE, grade=Grade.III)).level is Grade.III
    bare = card_of(picture, FIRE)
    assert (bare.level, bare.own, bare.graded) == (Grade.IV, False, False) and bare.lines
    other = card_of(picture, FIRE, IncidentKind.MINE, Grade.I)
    assert (other.kind, other.level, other.graded) == (IncidentKind.MINE, Grade.I, True)


def test_a_candidate_carries_position_holder_and_reservation(qapp: Any) -> None:
    status = AssignmentStatus.ASSIGNED
    held = e.Assignment(
        id="a", force_id="f", command_id="c", incident_id="i", sector_id=None, status=status, assigned_at=NOW, status_at=NOW
    )
    kept_for = e.Reservation(id="r", force_id="f", incident_id="j", reserved_at=ago(60), reserved_by="li", until=NOW + timedelta(seconds=1))
    found = the_one(picture_of(ONE, TRACKER, FIRE, held, kept_for, positions=(position(30),)))
    assert (found.lat, found.position_at, found.held_by, found.reserved_for) == (34.5, ago(30), "i", "j")
    past = the_one(picture_of(ONE, replace(kept_for, until=NOW)))
    assert (past.lat, past.held_by, past.reserved_for) == (None, None, None)
    assert the_one(picture_of(ONE, replace(kept_for, ended_at=NOW))).reserved_for is None


def sent(state: DeliveryState, seconds: float) -> e.Delivery:
    return e.Delivery(
        id="d",
        purpose="order",
        purpose_id="o",
        channel=Channel.TETRA,
        wire="tetra",
        address="1001",
        label="",
        text="",
        created_at=ago(seconds),
        expires_at=NOW,
        state=state,
        state_at=ago(seconds),
    )


def heard(seconds: float) -> e.Recording:
    return e.Recording(id="rec", channel="command", direction="rx", started_at=ago(seconds), duration_s=1.0, file="x", caller="1001")


DEAD = e.Alarm(
    id="al", key="k", device_id="wire:gps", event="wire_dead", grade=Grade.II, label="", place="", text="", lat=None, lon=None, active=True,
    acknowledged=False, raised_at=NOW, last_at=NOW,
)  # fmt: skip


@pytest.mark.parametrize(
    ("entities", "positions", "reached", "heard_s"),
    [
        ((), (), None, None),
        ((), (position(30),), True, 30),
        ((heard(40),), (), True, 40),
        ((sent(DeliveryState.DELIVERED, 50),), (), True, 50),
        ((heard(7200),), (), None, 7200),
        ((heard(40), sent(DeliveryState.FAILED, 20)), (), False, 40),
        ((heard(20), sent(DeliveryState.FAILED, 40)), (), True, 20),
        ((sent(DeliveryState.FAILED, 40),), (), False, None),
        ((sent(DeliveryState.QUEUED, 40),), (), None, None),
        ((DEAD,), (position(7200),), False, 7200),
        ((replace(DEAD, active=False),), (position(7200),), None, 7200),
    ],
)
def test_what_is_known_of_a_radio(
    qapp: Any, entities: tuple[e.Entity, ...], positions: tuple[PositionRow, ...], reached: bool | None, heard_s: float | None
) -> None:
    found = the_one(picture_of(ONE, TRACKER, *entities, positions=positions))
    assert found.reached is reached
    assert found.heard_at == (None if heard_s is None else ago(heard_s))


def test_every_open_incident_wants_what_its_card_says(qapp: Any) -> None:
    found = wanting(picture_of(FIRE, replace(FIRE, id="j", grade=Grade.I), replace(FIRE, id="k", closed_at=NOW)), NOW, Figures())
    assert [(one.aim.incident_id, one.grade) for one in found] == [("j", Grade.I), ("i", None)]
    assert len(found[0].lines) > len(found[1].lines)


# ---- words -------------------------------------------------------------------------------------------------------------


CODES = (
    *("capability_recorded", "capability_presumed", "way", "place_unknown", "incident_unplaced", "from_home"),
    *("position", "position_late", "closure", "crew", "crew_short", "crew_unknown", "rested", "tired", "rest_unknown"),
    *("fuel", "fuel_low", "fuel_old", "fuel_unknown", "water", "water_low", "water_old", "water_unknown"),
    *("radio_heard", "radio_silent", "radio_unknown", "reserved_here"),
)


def test_every_reason_has_words_of_its_own(qapp: Any) -> None:
    """Over a hall in which everything that can be said of a force is said of one."""
    worn = replace(
        ONE, crew=3, free_since=ago(600), fuel_percent=5.0, water_l=10.0, supplies_at=ago(60), capabilities=(), lat=None, lon=None
    )
    bare = replace(ONE, id="k", free_since=None, capabilities=("fire_suppression",))
    fine = replace(bare, id="g", crew=9, free_since=ago(90_000), fuel_percent=90.0, water_l=4000.0, supplies_at=ago(60))
    old = replace(fine, id="h", supplies_at=ago(90_000), lat=34.5, lon=105.7)
    near = {"lat": 34.57, "lon": 105.72}
    forces = [
        Candidate(force=worn, **near, position_at=ago(400), reached=False, heard_at=ago(4000)),
        Candidate(force=fine, **near, position_at=ago(5), reached=True, heard_at=ago(5), reserved_for="i"),
        Candidate(force=old, position_at=ago(4000), **near),
        Candidate(force=bare),
    ]
    aim = Aim(incident_id="i", lat=34.58, lon=105.72, now=NOW, closures=(Closure(label="北桥", lat=34.575, lon=105.72),))
    seen: dict[str, str] = {}
    for place in (aim, replace(aim, lat=None, lon=None)):
        for choice in kept.choices(recommend(place, [CardLine("fire_suppression", 9, 5)], forces)):
            for item in choice.reasons:
                seen[item.code] = advice_words.reason(item, NOW)
                assert seen[item.code] != item.code
    assert set(seen) == set(CODES)
    assert seen["tired"] == "未休整够: 归队 10 分, 应 60 分 +12 分"
    assert seen["crew_short"] == "人手不足: 3 人, 至少 5 +8.0 分"
    assert seen["fuel_unknown"] == "油料未知, 未计"
    assert seen["closure"] == "直线经过封闭处 北桥 +15 分"
    assert seen["way"].startswith("路程估算 ")


def test_a_shortfall_says_who_could_be_asked_for_or_that_help_must_come_from_outside(qapp: Any) -> None:
    other = replace(FIRE, id="j", title="娘娘坝滑坡")
    picture = picture_of(ONE, FIRE, other)
    held = Candidate(force=ONE, held_by="j", lat=34.58, lon=105.72, position_at=NOW)
    (short,) = kept.shortfalls(recommend(aim_at(FIRE, NOW, Figures()), [CardLine("fire_suppression", 2)], [held]))
    assert advice_words.shortfall(short, picture) == "缺 灭火 2 支: 消防一站 在「娘娘坝滑坡」, 可商调 (估算 0.0 分)"
    (none,) = kept.shortfalls(recommend(aim_at(FIRE, NOW, Figures()), [CardLine("hazmat", 1)], [held]))
    assert advice_words.shortfall(none, picture) == "缺 危化处置 1 支: 本区无可用, 请求上级或邻区支援"


def test_a_plan_s_difference_is_told_force_by_force(qapp: Any) -> None:
    both = replace(ONE, id="b", name="消防二站", capabilities=("fire_suppression", "swift_water"))
    other = replace(FIRE, id="j", title="河边救人", grade=Grade.IV)
    picture = picture_of(ONE, both, replace(FIRE, grade=Grade.II), other)
    near, far = {"lat": 34.581, "lon": 105.72, "position_at": NOW}, {"lat": 34.60, "lon": 105.72, "position_at": NOW}
    found = plan_all(
        [
            Wanting(aim=aim_at(FIRE, NOW, Figures()), grade=Grade.II, lines=(CardLine("fire_suppression", 1),)),
            Wanting(aim=aim_at(other, NOW, Figures()), grade=Grade.IV, lines=(CardLine("swift_water", 1),)),
        ],
        [Candidate(force=both, **near), Candidate(force=replace(ONE, capabilities=("fire_suppression",)), **far)],
    )
    assert advice_words.plan(found) == "全局 2 支, 0 个缺口; 逐个推荐 1 支, 1 个缺口"
    (exchange,) = found.exchanges
    assert advice_words.exchange(exchange).startswith("少 1 个缺口, 合计多 ")
    said = [advice_words.move(move, picture) for move in exchange.moves]
    assert said[0].startswith("消防二站: 「玉泉火情」灭火 (估算 0.2 分) → 「河边救人」水域救援")
    assert said[1].startswith("消防一站: 增派 → 「玉泉火情」灭火")


def test_capabilities_are_read_as_people_write_them(qapp: Any) -> None:
    read = advice_words.capability_codes("灭火、搜救，drone; 山洞救援, 灭火 ,")
    assert read == ("fire_suppression", "search_rescue", "drone", "山洞救援")
    assert advice_words.capability_codes(" ") == ()
