"""Topics and stations."""

from __future__ import annotations

import pytest

from radio.links.topics import TopicMap, captured, check_filter


@pytest.mark.parametrize(
    ("pattern", "topic", "found"),
    [
        ("a/b", "a/b", ()),
        ("a/b", "a/b/c", None),
        ("a/b", "a", None),
        ("a/+/c", "a/b/c", ("b",)),
        ("a/+/c", "a//c", ("",)),
        ("+/+", "a/b", ("a", "b")),
        ("a/#", "a/b/c", ("b/c",)),
        ("a/#", "a", ("",)),
        ("+/#", "a/b", ("a", "b")),
        ("#", "a/b", ("a/b",)),
        ("#", "$SYS/broker", None),
        ("$SYS/#", "$SYS/broker", ("broker",)),
    ],
)
def test_what_a_pattern_stands_for(pattern: str, topic: str, found: tuple[str, ...] | None) -> None:
    assert captured(pattern, topic) == found


@pytest.mark.parametrize("pattern", ["", "a#", "a/#/b", "#/a", "a+/b", "a/b+", "a\0b", "x" * 65536])
def test_what_is_no_pattern(pattern: str) -> None:
    with pytest.raises(ValueError, match="no topic filter"):
        check_filter(pattern)


def test_the_first_pattern_that_fits_names_the_station() -> None:
    topics = TopicMap({"rain/7/up": "qinzhou-7", "rain/+/up": "rain-{1}", "raw/+": "", "alarm": "", "all/#": "{topic}"})
    assert topics.source_of("rain/7/up") == "qinzhou-7"
    assert topics.source_of("rain/8/up") == "rain-8"
    assert topics.source_of("raw/x") == "raw/x"
    assert topics.source_of("all/a/b") == "all/a/b"
    assert topics.source_of("alarm") == topics.source_of("elsewhere") == ""


def test_where_a_station_is_answered() -> None:
    topics = TopicMap({"site/+/up": "{1}"}, "site/{1}/down")
    assert topics.command_for("site/7/up") == "site/7/down"
    assert topics.command_for("elsewhere") is None and topics.command_for("") is None
    assert not topics.one_command
    shared = TopicMap({"up": ""}, "down")
    assert shared.one_command and shared.command_for("") == shared.command_for("up") == "down"
    assert TopicMap({"up": ""}).command_for("up") is None


@pytest.mark.parametrize(
    ("topics", "command"), [({"a/+": "{2}"}, ""), ({"a/+": "", "b": ""}, "x/{1}"), ({"a": ""}, "x/+"), ({"a": "{0}"}, "")]
)
def test_places_that_no_wildcard_fills(topics: dict[str, str], command: str) -> None:
    with pytest.raises(ValueError):
        TopicMap(topics, command)
