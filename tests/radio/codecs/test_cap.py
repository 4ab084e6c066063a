"""CAP: an exercise is never a warning, a warning is never lost for a slip, strangers' documents cannot hurt."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radio.codecs import cap, cap_document
from radio.codecs.cap import Decoder
from radio.codecs.cap_document import Reference
from radio.codecs.xml_reader import XmlError
from radio.messages import Ack, Alarm, Fault, Message, Status, Text
from tests.radio.codecs.frame_files import FRAMES

NOW = datetime(2026, 7, 1, tzinfo=UTC)
DOCUMENTS = {frame.name: frame.data for frame in FRAMES if frame.protocol == "cap"}


def heard(data: bytes) -> list[Message]:
    return Decoder().feed(data, NOW)


def document(
    *, status: str = "Actual", kind: str = "Alert", more: str = "", infos: str = "", sent: str = "2026-07-01T08:00:00+08:00"
) -> bytes:
    return (
        '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>QZ-2</identifier><sender>qz@example.cn</sender>'
        f"<sent>{sent}</sent><status>{status}</status><msgType>{kind}</msgType><scope>Public</scope>{more}{infos}</alert>"
    ).encode()


def info(language: str = "zh-CN", event: str = "暴雨", inside: str = "") -> str:
    return (
        f"<info><language>{language}</language><category>Met</category><event>{event}</event><urgency>Immediate</urgency>"
        f"<severity>Extreme</severity><certainty>Observed</certainty>{inside}</info>"
    )


@pytest.mark.parametrize("kind", ["Alert", "Update", "Cancel"])
@pytest.mark.parametrize(("status", "event"), [("Actual", "warning"), ("Exercise", "exercise"), ("Test", "test")])
def test_a_status_is_what_the_alarm_is(status: str, event: str, kind: str) -> None:
    (alarm,) = heard(document(status=status, kind=kind, infos=info(), more="<references>a@b,QZ-1,x</references>"))
    assert isinstance(alarm, Alarm) and alarm.event == event and f"status={status}" in (alarm.text or "").splitlines()
    assert alarm.state == ("restored" if kind == "Cancel" else "active")
    assert "references=QZ-1" in (alarm.text or "").splitlines()


@pytest.mark.parametrize("status", ["System", "Draft"])
@pytest.mark.parametrize("infos", ["", info()])
def test_what_is_not_for_acting_is_no_alarm(status: str, infos: str) -> None:
    (item,) = heard(document(status=status, infos=infos))
    assert isinstance(item, Status) and item.code == status.lower()


@pytest.mark.parametrize("status", ["", "actual", "EXERCISE", "Übung"])
def test_a_status_that_is_not_known_is_refused(status: str) -> None:
    (fault,) = heard(document(status=status, infos=info()))
    assert isinstance(fault, Fault) and fault.reason == "syntax"


@pytest.mark.parametrize(
    ("languages", "chosen"),
    [
        (["en-US", "zh-CN"], ["zh-CN"]),
        (["en-US", "en-US", "es"], ["en-US", "en-US"]),
        (["de", "en"], ["de"]),
        (["zh-Hans", "zh-CN"], ["zh-Hans", "zh-CN"]),
    ],
)
def test_one_language_is_given(languages: list[str], chosen: list[str]) -> None:
    alarms = heard(document(infos="".join(info(language, language) for language in languages)))
    assert [line.removeprefix("event=") for alarm in alarms for line in alarm.text.splitlines() if line.startswith("event=")] == chosen  # type: ignore[attr-defined]


def test_the_parts_for_the_map() -> None:
    alert = cap.parse(DOCUMENTS["CHINESE"])
    (zh,) = cap.spoken(alert)
    assert zh.areas[0].polygons == (((34.55, 105.6), (34.6, 105.6), (34.6, 105.75), (34.55, 105.6)),)
    assert zh.areas[0].circles == ((34.58, 105.72, 3.5),) and zh.areas[1].description == "太京镇"
    assert alert.references == (Reference("QZ-0", "qz@example.cn", "2026-07-01T07:00:00+08:00"),)
    assert zh.expires == datetime(2026, 7, 1, 6, tzinfo=UTC) and alert.sent_text == "2026-07-01T08:00:00+08:00" and not alert.problems
    national = cap.parse(DOCUMENTS["NATIONAL"])
    assert national.references == (Reference("41000041600000_20200204121842"),) and national.sender_code == "41000041600000"
    assert (national.infos[0].colour, national.infos[0].severity) == ("Blue", "Minor") and not national.problems


@pytest.mark.parametrize(("colour", "severity"), sorted(cap_document.COLOURS.items()))
def test_the_colours_of_china(colour: str, severity: str) -> None:
    alert = cap.parse(document(infos=info().replace("Extreme", colour)))
    assert (alert.infos[0].severity, alert.infos[0].colour) == (severity, colour)


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ("<polygon>34,105 35,105 35,106</polygon>", "polygon"),
        ("<polygon>34,105 35,105 35,106 34,106</polygon>", "polygon"),
        ("<polygon>105,34 105,35 106,35 105,34</polygon>", "polygon"),
        ("<polygon>34,105 35,nan 35,106 34,105</polygon>", "polygon"),
        ("<circle>34.5,105.7</circle>", "circle"),
        ("<circle>34.5,105.7 -1</circle>", "circle"),
    ],
)
def test_an_area_that_is_none_warns_nobody_elsewhere(inside: str, problem: str) -> None:
    alert = cap.parse(document(infos=info(inside=f"<area><areaDesc>x</areaDesc>{inside}</area>")))
    assert alert.problems == (problem,) and alert.infos[0].areas[0] == cap_document.Area(description="x")


@pytest.mark.parametrize(
    ("sent", "time", "problems"),
    [
        ("2026-07-01T08:00:00+08:00", NOW, ()),
        ("2026-07-01T00:00:00-00:00", NOW, ()),
        ("2026-07-01T00:00:00Z", NOW, ("sent",)),
        ("2026-07-01T00:00:00.000+00:00", NOW, ("sent",)),
        ("2026-07-01T08:00:00", None, ("sent",)),
        ("yesterday", None, ("sent",)),
    ],
)
def test_clocks(sent: str, time: datetime | None, problems: tuple[str, ...]) -> None:
    (alarm,) = heard(document(sent=sent, infos=info()))
    assert isinstance(alarm, Alarm) and alarm.time == time and cap.parse(alarm.raw).problems == problems


def test_answers_to_ours() -> None:
    data = document(kind="Ack", more="<references>a@b,QZ-1,2026-07-01T08:00:00+08:00 a@b,QZ-0,2026-07-01T07:00:00+08:00</references>")
    acks = heard(data)
    assert [(ack.ref, ack.state) for ack in acks if isinstance(ack, Ack)] == [("QZ-1", "accepted"), ("QZ-0", "accepted")]
    (refusal,) = heard(document(kind="Error", more="<note>area</note>"))
    assert isinstance(refusal, Ack) and (refusal.ref, refusal.state, refusal.code) == (None, "rejected", "area")


def test_a_very_long_text_is_cut_the_document_is_not() -> None:
    (alarm,) = heard(document(infos=info(inside=f"<description>{'雨' * 30_000}</description>")))
    assert isinstance(alarm, Alarm) and len(alarm.text or "") == cap.MAX_TEXT
    assert len(cap.parse(alarm.raw).infos[0].description) == 30_000


def test_documents_one_after_another() -> None:
    names = ["AMBER", "NATIONAL", "GB2312", "PREFIX", "BOM", "NOTE"]
    stream = b"\n".join(DOCUMENTS[name] for name in names)
    line = Decoder()
    found = [item for at in range(0, len(stream), 13) for item in line.feed(stream[at : at + 13], NOW)]
    assert [item.raw for item in found] == [DOCUMENTS[name] for name in names] and line.pending == 0
    assert all(isinstance(item, Alarm | Text) for item in found)


@pytest.mark.parametrize("size", [10, 38, 45, 200, -1])
def test_a_cut_document_holds_nothing_up(size: int) -> None:
    (*faults, alarm) = heard(DOCUMENTS["AMBER"][:size] + DOCUMENTS["NATIONAL"])
    assert isinstance(alarm, Alarm) and alarm.raw == DOCUMENTS["NATIONAL"]
    assert faults and all(isinstance(item, Fault) for item in faults)


def test_a_document_that_never_ends_is_given_up() -> None:
    line = Decoder()
    faults = line.feed(b"<alert ", NOW)
    for _ in range(20):
        faults += line.feed(b"x" * 65_536, NOW)
        assert line.pending <= cap.MAX_DOCUMENT + 65_536
    assert [item.reason for item in faults if isinstance(item, Fault)][:1] == ["overflow"]


BOMB = b'<?xml version="1.0"?><!DOCTYPE alert [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "prologue", [BOMB, BOMB + b"<!-- <alert x -->", b'<?xml version="1.0"?><!DOCTYPE alert SYSTEM "file:///etc/passwd">']
)
def test_a_document_type_is_refused(prologue: bytes) -> None:
    line = Decoder()
    messages = line.feed(prologue + document(more="<note>&b;</note>"), NOW) + line.tick(NOW + timedelta(hours=1))
    assert messages and all(isinstance(message, Fault) for message in messages)
    with pytest.raises(XmlError) as error:
        cap.parse(prologue + document())
    assert error.value.reason == "unknown"


@given(st.sampled_from(sorted(DOCUMENTS)), st.integers(0, 2**32))
@settings(max_examples=80)
def test_damaged_documents_never_raise(name: str, seed: int) -> None:
    source = random.Random(seed)
    data = bytearray(DOCUMENTS[name])
    for _ in range(source.randrange(1, 6)):
        at = source.randrange(len(data))
        data[at : at + source.randrange(3)] = source.randbytes(source.randrange(3))
    line = Decoder()
    messages = line.feed(bytes(data), NOW) + line.tick(NOW + timedelta(hours=1))
    assert messages and line.pending == 0
    for message in messages:
        if isinstance(message, Alarm):
            status = cap.parse(message.raw).status
            assert message.event == {"Actual": "warning", "Exercise": "exercise", "Test": "test"}[status]
