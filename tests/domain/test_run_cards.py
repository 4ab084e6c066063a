"""Lines of run cards as people write them, and the cards that come with the program."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.app.catalogue import default_cards
from console.domain import capabilities
from console.domain.capabilities import Capability
from console.domain.codes import ForceKind, Grade, IncidentKind
from console.domain.entities import Force
from console.domain.refusal import Refused
from console.domain.rules import run_cards
from console.domain.rules.run_cards import CardLine, read_line, read_lines, write_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("fire_suppression|2|5", CardLine("fire_suppression", 2, 5)),
        ("ambulance|1|", CardLine("ambulance", 1)),
        ("ambulance|1", CardLine("ambulance", 1)),
        (" 山洞救援 | 3 | 10 ", CardLine("山洞救援", 3, 10)),
    ],
)
def test_a_line_is_read_as_it_is_meant(text: str, line: CardLine) -> None:
    assert read_line(text) == line


@pytest.mark.parametrize(
    "text", ["", "fire", "fire|", "fire|0|", "fire|x|", "fire|-1|", "fire|1|0", "fire|1|2|3", "|1|", "a b|1|", "a|１|", "a|100|"]
)
def test_what_is_no_line_is_refused_by_name(text: str) -> None:
    with pytest.raises(Refused, match="card_line_bad") as no:
        read_line(text)
    assert no.value.details["line"] == text


@given(st.from_regex(run_cards.CODE, fullmatch=True), st.integers(1, 99), st.none() | st.integers(1, 999))
def test_what_is_written_is_read_back(capability: str, count: int, crew: int | None) -> None:
    line = CardLine(capability, count, crew)
    assert read_line(write_line(line)) == line


def test_a_capability_stands_in_one_line_only_and_empty_lines_are_nothing() -> None:
    assert read_lines(["", "  ", "drone|1|"]) == (CardLine("drone", 1),)
    with pytest.raises(Refused, match="card_line_twice"):
        read_lines(["drone|1|", "drone|2|"])


def test_a_card_is_refused_empty_or_unchanged() -> None:
    made = run_cards.set_card(IncidentKind.FIRE, Grade.II, ["drone|1", " "], None).card
    assert (made.id, made.lines) == ("fire/2", ("drone|1|",))
    with pytest.raises(Refused, match="card_same"):
        run_cards.set_card(IncidentKind.FIRE, Grade.II, ["drone | 1 |"], made)
    assert run_cards.set_card(IncidentKind.FIRE, Grade.II, ["drone|2|"], made).card.lines == ("drone|2|",)
    with pytest.raises(Refused, match="card_empty"):
        run_cards.set_card(IncidentKind.FIRE, Grade.II, [" "], None)


def test_every_kind_and_level_has_a_card_and_a_worse_one_never_wants_less() -> None:
    cards = {card.id: read_lines(card.lines) for card in default_cards()}
    assert set(cards) == {run_cards.card_id(kind, level) for kind in IncidentKind for level in Grade}
    known = {item.value for item in Capability}
    for kind in IncidentKind:
        for level in Grade:
            lines = cards[run_cards.card_id(kind, level)]
            assert {line.capability for line in lines} <= known, (kind, level)
            if level > Grade.I:
                worse = {line.capability: line.count for line in cards[run_cards.card_id(kind, Grade(level - 1))]}
                assert all(worse.get(line.capability, 0) >= line.count for line in lines), (kind, level)
                assert sum(worse.values()) > sum(line.count for line in lines), (kind, level)


def test_what_a_force_can_do_is_recorded_or_presumed_from_its_kind() -> None:
    bare = Force(id="f", name="f", kind=ForceKind.MEDICAL)
    assert capabilities.of(bare) == (frozenset({"medical", "ambulance"}), True)
    assert capabilities.of(Force(id="f", name="f", kind=ForceKind.MEDICAL, capabilities=("drone",))) == (frozenset({"drone"}), False)
    dangerous = {Capability.SWIFT_WATER, Capability.MINE_RESCUE, Capability.HAZMAT}
    assert not any(dangerous & set(capabilities.USUAL[kind]) for kind in ForceKind), "what kills the unprepared is never presumed"
