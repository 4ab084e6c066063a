"""Cursor on Target: what a hall writes is read in every form; strangers' XML and protobuf cannot hurt."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radio.codecs import cot, cot_build, cot_event, protobuf_wire, xml_reader
from radio.codecs.cot import Decoder, Framing
from radio.codecs.cot_event import Event
from radio.codecs.protobuf_wire import WireError
from radio.codecs.xml_reader import XmlError
from radio.messages import Ack, Alarm, Fault, Heartbeat, Message, Position, Registration, Reply, Status, Text

NOW = datetime(2026, 7, 1, tzinfo=UTC)
FORMS: tuple[Framing, ...] = get_args(Framing)
every_form = pytest.mark.parametrize("form", FORMS)
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30).map(lambda text: text.strip())


def heard(data: bytes) -> list[Message]:
    return Decoder().feed(data, NOW)


@every_form
def test_a_force_is_shown(form: Framing) -> None:
    event = cot_build.force(
        "xf-119", "消防一车", 34.5812345, 105.7243210, now=NOW, alt_m=1171.5, speed_kmh=36.0, course_deg=90.0, exercise=True
    )
    position, registration = heard(cot.encode(event, form))
    assert isinstance(position, Position) and isinstance(registration, Registration)
    assert (position.lat, position.lon) == (pytest.approx(34.5812345, abs=1e-7), pytest.approx(105.724321, abs=1e-7))
    assert (position.source, position.time, position.alt_m, position.speed_kmh, position.course_deg) == ("xf-119", NOW, 1171.5, 36.0, 90.0)
    assert registration.text == "callsign=消防一车; type=a-f-G-U-C; team=Cyan; role=Team Member; opex=e"


@every_form
def test_an_alarm_and_its_end(form: Framing) -> None:
    alarm = cot_build.alert("v1", "张三", 34.5, 105.7, now=NOW)
    over = cot_build.cancelled(alarm, now=NOW + timedelta(minutes=3))
    states = []
    for event in (alarm, over):
        position, item = heard(cot.encode(event, form))
        assert isinstance(position, Position) and isinstance(item, Alarm) and position.source == item.source == "v1"
        states.append((item.event, item.state))
    assert states == [("panic", "active"), ("panic", "restored")]


@every_form
@pytest.mark.parametrize("text", ["立即转移 <群众> & \"老人\" 'x'", "两行\n文字", "]]></event>"])
def test_a_text_arrives(form: Framing, text: str) -> None:
    event = cot_build.chat(sender="hall", callsign="大厅", text=text, message_id="7f", now=NOW, room="HALL & CO")
    (item,) = heard(cot.encode(event, form))
    assert isinstance(item, Text) and (item.source, item.to, item.code, item.text) == ("hall", "HALL & CO", "7f", text)


@pytest.mark.parametrize(("kind", "state"), [("b-t-f-d", "delivered"), ("b-t-f-r", "read")])
def test_receipts(kind: str, state: str) -> None:
    (ack,) = heard(cot.encode(Event(uid="7f", type=kind, time=NOW, stale=NOW + timedelta(days=1), link="v1")))
    assert isinstance(ack, Ack) and (ack.ref, ack.state, ack.source) == ("7f", state, "v1")


@every_form
def test_a_ping_is_answered_in_its_own_form(form: Framing) -> None:
    beat, reply = heard(cot.encode(cot_build.ping("hall", now=NOW), form))
    assert isinstance(beat, Heartbeat) and isinstance(reply, Reply) and cot.framing(reply.data) == form
    (pong,) = heard(reply.data)
    assert isinstance(pong, Heartbeat) and pong.source == "takPong"


events = st.builds(
    Event,
    uid=st.from_regex(r"[A-Za-z0-9-]{1,20}", fullmatch=True),
    type=st.sampled_from(["a-f-G-U-C", "b-m-p-s-m", "u-d-c-c"]),
    time=st.just(NOW),
    start=st.just(NOW),
    stale=st.just(NOW + timedelta(minutes=5)),
    how=st.sampled_from(["m-g", "h-e"]),
    opex=st.sampled_from(["", "e"]),
    lat=st.floats(0.001, 89.0).map(lambda value: round(value, 6)),
    lon=st.floats(-179.0, 179.0).map(lambda value: round(value, 6)),
    hae_m=st.none() | st.floats(-400.0, 8000.0).map(lambda value: round(value, 3)),
    callsign=words,
    team=words,
    role=words,
    device=words,
    battery=st.none() | st.integers(1, 100),
    speed_m_s=st.floats(0.1, 90.0).map(lambda value: round(value, 3)),
    course_deg=st.floats(0.1, 359.0).map(lambda value: round(value, 3)),
    link=st.from_regex(r"[a-z0-9]{0,8}", fullmatch=True),
    remarks=words,
)


@given(events)
@settings(max_examples=60)
def test_what_is_written_is_read(event: Event) -> None:
    for form in FORMS:
        assert cot.parse(cot.encode(event, form)) == event


@given(events, st.sampled_from(["callsign", "remarks", "role"]), st.text(max_size=20))
@settings(max_examples=40)
def test_no_text_breaks_the_xml(event: Event, field: str, text: str) -> None:
    event = replace(event, **{field: text.encode("utf-8", "ignore").decode()})
    found = cot.parse(cot.encode(event))
    assert found is not None and found.uid == event.uid


@pytest.mark.parametrize("stale", [None, NOW, NOW - timedelta(seconds=1)])
def test_a_stale_event_is_not_sent(stale: datetime | None) -> None:
    for form in FORMS:
        with pytest.raises(ValueError, match="stale"):
            cot.encode(Event(uid="x", type="a-f-G", time=NOW, stale=stale), form)


def test_streams_of_all_forms_are_cut() -> None:
    names = [f"v{number}" for number in range(12)]
    forces = [cot_build.force(name, name, 34.5, 105.7, now=NOW) for name in names]
    stream = b"".join(cot.encode(event, FORMS[number % 3]) for number, event in enumerate(forces))
    line = Decoder()
    found = [item for at in range(0, len(stream), 7) for item in line.feed(stream[at : at + 7], NOW)]
    assert [item.source for item in found if isinstance(item, Position)] == names and line.pending == 0
    assert not any(isinstance(item, Fault) for item in found)


CUT_XML = (b'<event uid="x" type="a-f-G"><point lat="1"', b'<?xml version="1.0" enc', b"<?xml version='1.0'?> noise ")
NO_FRAMES = tuple(
    bytes.fromhex(text) for text in ("bf20127f", "bf80800212ffff03", "bf80800208", "bfffffff7f", "bf01bf08", "bf01bf12ffff7f", "bf00bf00")
)


@pytest.mark.parametrize(
    ("before", "form"), [(before, "xml") for before in CUT_XML + NO_FRAMES] + [(before, "mesh") for before in NO_FRAMES]
)
def test_what_is_no_event_holds_nothing_up(before: bytes, form: Framing) -> None:
    force = cot.encode(cot_build.force("v1", "v1", 34.5, 105.7, now=NOW), form)
    fault, *rest = heard(before + force)
    assert isinstance(fault, Fault) and [item.source for item in rest if not isinstance(item, Fault)] == ["v1", "v1"]


def test_an_event_that_never_ends_is_given_up() -> None:
    line = Decoder()
    faults = line.feed(b'<event uid="x" type="a-f-G">', NOW)
    for _ in range(40):
        faults += line.feed(b"x" * 4096, NOW)
        assert line.pending <= cot.MAX_EVENT + 4096
    assert [item.reason for item in faults if isinstance(item, Fault)][:1] == ["overflow"]
    (position, _) = line.feed(cot.encode(cot_build.force("v1", "v1", 34.5, 105.7, now=NOW)), NOW)[-2:]
    assert isinstance(position, Position)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "unknown"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "unknown"),
        (b"<a>&b;</a>", "syntax"),
        (b"<a><b></a>", "syntax"),
        (b"", "syntax"),
        (b"<a/><b/>", "syntax"),
        (b"<a>\xff</a>", "syntax"),
        (b'<?xml version="1.0" encoding="nonsense"?><a/>', "syntax"),
        (b'<?xml version="1.0" encoding="GBK"?><a>\xff\xff</a>', "syntax"),
        (b"<a>" + b"<b/>" * 20_001 + b"</a>", "overflow"),
    ],
)
def test_xml_of_strangers(data: bytes, reason: str) -> None:
    with pytest.raises(XmlError) as error:
        xml_reader.read(data)
    assert error.value.reason == reason and error.value.detail


def test_deep_xml_is_harmless() -> None:
    assert xml_reader.read(b"<a>" * 9_000 + b"</a>" * 9_000).tag == "a"


def test_chinese_encodings_and_name_spaces() -> None:
    data = '<?xml version="1.0" encoding="GB2312"?><n:a xmlns:n="urn:x" n:k="v">秦州<b>区</b>。</n:a>'.encode("gb18030")
    root = xml_reader.read(data)
    assert (root.tag, root.get("k"), root.text, root[0].tail) == ("a", "v", "秦州", "。")
    assert xml_reader.text_of(root, "b") == "区" and xml_reader.text_of(root, "c") is None


def test_the_wire_form_by_hand() -> None:
    """The examples of the protocol buffers' own documentation: 150 in field 1, "testing" in field 2."""
    assert protobuf_wire.pack(1, 150) == bytes.fromhex("089601")
    assert protobuf_wire.pack(2, "testing") == bytes.fromhex("120774657374696e67")
    assert protobuf_wire.pack(10, 1.0) == bytes.fromhex("51000000000000f03f")
    assert protobuf_wire.pack(15, b"\1") == bytes.fromhex("7a0101") and protobuf_wire.pack(16, b"\1") == bytes.fromhex("82010101")
    found = protobuf_wire.fields(bytes.fromhex("089601120774657374696e671d0000803f"))
    assert found == {1: 150, 2: b"testing", 3: 1.0}
    for read, number in ((protobuf_wire.string, 1), (protobuf_wire.integer, 2), (protobuf_wire.double, 1), (protobuf_wire.message, 3)):
        with pytest.raises(WireError):
            read(found, number)
    assert protobuf_wire.varint(b"\xff", 0) is None


@pytest.mark.parametrize("data", ["08", "0a05aa", "0d00", "0900", "03", "0001", "08" + "ff" * 10 + "01", "08" + "ff" * 9 + "7f", "0e00"])
def test_what_is_no_message(data: str) -> None:
    with pytest.raises(WireError):
        protobuf_wire.fields(bytes.fromhex(data))


@given(st.binary(max_size=80))
def test_any_bytes_behind_a_header_are_read_or_refused(data: bytes) -> None:
    for head in (cot.MESH, cot.MESH_XML, b"\xbf" + protobuf_wire.pack_varint(len(data)), cot.MESH + b"\x12" + bytes((len(data),))):
        line = Decoder()
        messages = line.feed(head + data, NOW) + line.tick(NOW + timedelta(hours=1))
        assert messages and line.pending == 0 and all(message.raw for message in messages)


@given(
    st.dictionaries(st.sampled_from(["uid", "type", "time", "stale", "how", "opex"]), words, max_size=6),
    st.dictionaries(st.sampled_from(["lat", "lon", "hae"]), st.sampled_from(["", "nan", "inf", "91", "-1e400", "34.5", "x"]), max_size=3),
)
@settings(max_examples=60)
def test_any_attributes_never_raise(event: dict[str, str], point: dict[str, str]) -> None:
    def attributes(values: dict[str, str]) -> str:
        return "".join(f" {name}={cot_event.quoteattr(value)}" for name, value in values.items())

    (first, *_) = heard(f"<event{attributes({'version': '2.0'} | event)}><point{attributes(point)}/></event>".encode())
    assert isinstance(first, Fault | Position | Status | Text)
    if isinstance(first, Position) and first.lat is not None and first.lon is not None:
        assert abs(first.lat) <= 90 and abs(first.lon) <= 180
