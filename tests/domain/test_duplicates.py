"""What counts as told twice: place, time and kind together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console.domain.codes import IncidentKind, IncidentState, ReportState
from console.domain.entities import Incident, Report
from console.domain.figures import Figures
from console.domain.geo import distance_m
from console.domain.rules.duplicates import kin, likely_same, place_name, same_place

T0 = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)
FIGURES = Figures(duplicate_m=1000, duplicate_s=3600)


def report(id: str = "new", **changed: Any) -> Report:
    told: dict[str, Any] = {
        "source": "phone",
        "kind": IncidentKind.FLASH_FLOOD,
        "grade": None,
        "place": "娘娘坝镇",
        "text": "河水上涨",
        "lat": None,
        "lon": None,
        "caller": "",
        "received_at": T0,
    }
    return Report(id=id, **(told | changed))


def incident(id: str = "i", **changed: Any) -> Incident:
    told: dict[str, Any] = {
        "number": "20260701-001",
        "kind": IncidentKind.FLASH_FLOOD,
        "title": "娘娘坝山洪",
        "place": "娘娘坝镇",
        "lat": None,
        "lon": None,
        "opened_at": T0 - timedelta(minutes=20),
        "opened_by": "li",
    }
    return Incident(id=id, **(told | changed))


def ids(found: Any) -> list[tuple[str, str]]:
    return [(like.of, like.id) for like in found]


def test_the_same_place_time_and_kind_is_said_with_its_reasons() -> None:
    (like,) = likely_same(report(), [incident()], [], FIGURES)
    assert (like.of, like.id, like.place, like.distance_m) == ("incident", "i", "娘娘坝镇", None)
    assert like.gap_s == 1200 and like.same_kind


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"place": "皂郊镇"}, False),
        ({"place": ""}, False),
        ({"kind": IncidentKind.LANDSLIDE}, True),
        ({"kind": IncidentKind.FIRE}, False),
        ({"kind": IncidentKind.OTHER}, True),
        ({"opened_at": T0 - timedelta(seconds=3600)}, True),
        ({"opened_at": T0 - timedelta(seconds=3601)}, False),
        ({"state": IncidentState.CLOSED}, False),
        ({"state": IncidentState.MERGED}, False),
    ],
)
def test_all_three_must_speak_for_it(changed: dict[str, Any], found: bool) -> None:
    assert bool(likely_same(report(), [incident(**changed)], [], FIGURES)) is found


def test_coordinates_decide_where_both_have_them_whatever_the_names_say() -> None:
    here = report(lat=34.30, lon=105.80, place="娘娘坝镇")
    near = incident("near", lat=34.30, lon=105.8105, place="另一名")
    far = incident("far", lat=34.30, lon=105.8112)
    assert distance_m(34.30, 105.80, 34.30, 105.8105) < 1000 < distance_m(34.30, 105.80, 34.30, 105.8112)
    (like,) = likely_same(here, [near, far], [], FIGURES)
    assert like.id == "near" and like.place == "" and like.distance_m is not None and 900 < like.distance_m < 1000


def test_the_name_decides_where_one_has_no_coordinates() -> None:
    assert likely_same(report(lat=34.30, lon=105.80), [incident()], [], FIGURES)


def test_an_incident_that_people_still_call_about_is_not_old() -> None:
    old = incident(opened_at=T0 - timedelta(hours=3))
    heard = report("r1", state=ReportState.MERGED, incident_id="i", received_at=T0 - timedelta(minutes=5))
    assert not likely_same(report(), [old], [], FIGURES)
    (like,) = likely_same(report(), [old], [heard], FIGURES)
    assert like.gap_s == 300


def test_waiting_reports_are_found_and_dealt_ones_and_itself_are_not() -> None:
    others = [
        report("waits"),
        report("new"),
        report("gone", state=ReportState.DISCARDED),
        report("opened", state=ReportState.OPENED, incident_id="x"),
    ]
    assert ids(likely_same(report(), [], others, FIGURES)) == [("report", "waits")]


def test_the_likeliest_comes_first() -> None:
    kin_kind = incident("kin", kind=IncidentKind.DEBRIS_FLOW, opened_at=T0)
    same = incident("same", opened_at=T0 - timedelta(minutes=50))
    assert [like.id for like in likely_same(report(), [kin_kind, same], [report("r")], FIGURES)] == ["same", "r", "kin"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("华岐镇", "华歧镇", True),
        ("娘娘坝", "娘娘坝镇", True),
        ("秦州区娘娘坝镇", "娘娘坝镇", True),
        ("玉泉观（演练）", "玉泉观", True),
        ("甘肃省天水市秦州区 皂郊镇", "皂郊镇", True),
        ("娘娘坝镇", "皂郊镇", False),
        ("", "", False),
        ("（演练）", "（演练）", False),
        ("镇", "乡", False),
    ],
)
def test_places_by_name(one: str, other: str, same: bool) -> None:
    assert same_place(one, other) is same
    assert same_place(other, one) is same


def test_a_name_of_two_letters_keeps_them() -> None:
    assert place_name("关子镇") == "关子" and place_name("乡村") == "乡村"


def test_kinship_is_mutual_and_not_everything() -> None:
    for one in IncidentKind:
        assert kin(one, one)
        for other in IncidentKind:
            assert kin(one, other) is kin(other, one)
    assert not kin(IncidentKind.FIRE, IncidentKind.FLASH_FLOOD)
