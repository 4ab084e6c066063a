"""JT/T 808: terminal and platform speak to each other; what is written is read; parts can be joined."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.codecs import jt808, jt808_build
from radio.codecs.jt808 import Decoder, Frame
from radio.codecs.jt808_build import Fix, Terminal
from radio.messages import Ack, Alarm, Fault, Message, Position, Reading, Registration, Reply, Status, Text
from tests.radio.codecs import frame_files
from tests.radio.codecs.frame_files import FRAMES

NOW = datetime(2026, 7, 1, 0, 0, 5, tzinfo=UTC)
OLD, NEW = Terminal("013900000119"), Terminal("00000000013900000119", 1)
PLACE = Fix(lat=34.58, lon=105.72, time=NOW)
both_headers = pytest.mark.parametrize("terminal", [OLD, NEW], ids=["2013", "2019"])


def heard(*raws: bytes, line: Decoder | None = None) -> list[Message]:
    return (line or Decoder()).feed(b"".join(raws), NOW)


def replied(messages: list[Message]) -> Frame:
    (reply,) = [message for message in messages if isinstance(message, Reply)]
    return jt808.parse(reply.data)


@pytest.mark.parametrize("frame", [f for f in FRAMES if f.protocol == "jt808" and f.good and len(f.pieces) == 1], ids=str)
def test_written_again_every_frame_is_the_same(frame: frame_files.Frame) -> None:
    assert jt808.encode(jt808.parse(frame.data)) == frame.data


@given(
    st.builds(
        Frame,
        message_id=st.integers(0, 0xFFFF),
        phone=st.binary(min_size=6, max_size=6).map(lambda data: data.hex().upper()),
        serial=st.integers(0, 0xFFFF),
        body=st.binary(max_size=80) | st.just(b"\x7e\x7d" * 511),
        encryption=st.integers(0, 7),
        packet=st.none() | st.tuples(st.integers(1, 0xFFFF), st.integers(1, 0xFFFF)),
    )
)
def test_what_is_written_is_read(frame: Frame) -> None:
    raw = jt808.encode(frame)
    assert raw.count(b"~") == 2
    assert jt808.parse(raw) == frame
    assert all(message.raw == raw for message in heard(raw))


@pytest.mark.parametrize(
    "wrong", [{"phone": "0139"}, {"body": bytes(1024)}, {"serial": 65536}, {"message_id": -1}, {"version": 1}, {"encryption": 8}]
)
def test_what_does_not_fit_is_refused(wrong: dict[str, object]) -> None:
    fields = {"message_id": 2, "phone": OLD.phone, "serial": 1} | wrong
    with pytest.raises(ValueError):
        jt808.encode(Frame(**fields))  # type: ignore[arg-type]


@pytest.mark.parametrize("raw", [b"", b"~", b"~~", jt808_build.heartbeat(OLD, 1)[:-1], jt808_build.heartbeat(OLD, 1) * 2])
def test_parse_takes_one_whole_frame_only(raw: bytes) -> None:
    with pytest.raises(ValueError, match="one whole frame"):
        jt808.parse(raw)


@both_headers
def test_a_terminal_comes_registers_and_is_let_in(terminal: Terminal) -> None:
    line = Decoder(secret="hall")
    refused = replied(heard(jt808_build.authenticate(terminal, 1, "of another platform"), line=line))
    assert (refused.message_id, refused.body) == (0x8001, bytes.fromhex("0001010201"))
    came = heard(jt808_build.register(terminal, 2, province=62, city=502, maker="M", model="X", device="7", plate="甘E119"), line=line)
    assert isinstance(came[0], Registration) and (came[0].source, came[0].text) == (terminal.phone, "620502 M X 7 甘E119")
    answer = replied(came)
    assert (answer.message_id, answer.phone, answer.version, answer.body[:3]) == (0x8100, terminal.phone, terminal.version, b"\0\2\0")
    code = answer.body[3:].decode()
    assert code == line.code(terminal.phone) != Decoder(secret="other").code(terminal.phone)
    let_in = heard(jt808_build.authenticate(terminal, 3, code, imei="866123456789012"), line=line)
    assert replied(let_in).body == bytes.fromhex("0003010200")
    assert isinstance(let_in[0], Registration) and code not in (let_in[0].text or "")


@both_headers
def test_a_report_says_where_and_is_answered(terminal: Terminal) -> None:
    fix = Fix(
        lat=-34.58,
        lon=-105.72,
        time=NOW,
        alt_m=-12,
        speed_kmh=63.5,
        course_deg=271,
        alarms=frozenset({"panic", "theft"}),
        extras={0x01: (1234567).to_bytes(4), 0x7E: b"~}"},
    )
    position, *rest, reply = heard(jt808_build.report(terminal, 0x7E7D, fix))
    assert isinstance(position, Position) and position.valid and position.source == terminal.phone and position.time == NOW
    assert (position.lat, position.lon, position.alt_m, position.speed_kmh, position.course_deg) == (-34.58, -105.72, -12, 63.5, 271)
    assert [item.event for item in rest if isinstance(item, Alarm)] == ["panic", "theft"]
    assert [(item.element, item.value) for item in rest if isinstance(item, Reading)] == [("ignition", 1.0), ("mileage", 123456.7)]
    assert isinstance(reply, Reply) and reply.raw == position.raw
    (ack,) = heard(reply.data)
    assert isinstance(ack, Ack) and (ack.ref, ack.code, ack.state) == (str(0x7E7D), "0200", "accepted")


def told(*fixes: Fix, line: Decoder) -> list[list[tuple[str, str]]]:
    out = []
    for fix in fixes:
        messages = heard(jt808_build.report(OLD, 1, fix), line=line)
        out.append([(item.event, item.state) for item in messages if isinstance(item, Alarm)])
    return out


def with_alarms(*events: str) -> Fix:
    return Fix(lat=34.58, lon=105.72, time=NOW, alarms=frozenset(events))


def test_what_is_over_is_told_once() -> None:
    reports = told(with_alarms("theft", "fatigue"), with_alarms("theft"), with_alarms(), with_alarms(), line=Decoder())
    assert reports == [
        [("fatigue", "active"), ("theft", "active")],
        [("fatigue", "restored"), ("theft", "active")],
        [("theft", "restored")],
        [],
    ]


@pytest.mark.parametrize(
    "event", ["panic", "danger_warning", "area_crossed", "route_crossed", "route_time", "illegal_ignition", "illegal_move"]
)
def test_what_our_answer_clears_is_never_over(event: str) -> None:
    assert told(with_alarms(event), with_alarms(), line=Decoder()) == [[(event, "active")], []]


def test_after_an_authentication_the_end_of_all_else_is_told() -> None:
    line = Decoder()
    heard(jt808_build.authenticate(OLD, 1, "x"), line=line)
    first, second = told(with_alarms("theft"), with_alarms("theft"), line=line)
    assert ("theft", "active") in first and ("overspeed", "restored") in first and ("power_fault", "restored") in first
    assert not {("panic", "restored"), ("theft", "restored")} & set(first)
    assert second == [("theft", "active")]


def test_the_memory_of_alarms_is_bounded() -> None:
    line = Decoder()
    for number in range(1000):
        heard(jt808_build.report(Terminal(f"{number:012d}"), 1, with_alarms("theft")), line=line)
    assert len(line._alarms._words) <= 256
    assert ("theft", "restored") not in told(with_alarms(), line=line)[0]


EVENTS = (
    "panic", "overspeed", "fatigue", "danger_warning", "gnss_fault", "antenna_open", "antenna_short", "low_voltage",
    "power_fault", "display_fault", "speech_fault", "camera_fault", "card_fault", "overspeed_warning", "fatigue_warning", "violation",
    "tyre_pressure", "blind_spot", "driving_overtime", "parking_overtime", "area_crossed", "route_crossed", "route_time", "route_left",
    "sensor_fault", "fuel", "theft", "illegal_ignition", "illegal_move", "collision", "rollover", "illegal_door",
)  # fmt: skip


@pytest.mark.parametrize(("bit", "event"), list(enumerate(EVENTS)))
def test_every_alarm_bit_has_its_event(bit: int, event: str) -> None:
    body = (1 << bit).to_bytes(4) + jt808_build.location(PLACE)[4:]
    for terminal in (OLD, NEW):
        alarms = [item for item in heard(terminal.frame(0x0200, 1, body)) if isinstance(item, Alarm)]
        expected = "vehicle_alarm" if bit in (15, 16, 17) and terminal is OLD else event
        assert [(item.event, item.code) for item in alarms] == [(expected, str(bit))]


def test_a_body_of_1023_bytes_is_one_frame() -> None:
    assert [len(part.body) for part in jt808.split(Frame(message_id=1, phone=OLD.phone, serial=1, body=bytes(1023)))] == [1023]
    assert [len(part.body) for part in jt808.split(Frame(message_id=1, phone=OLD.phone, serial=1, body=bytes(1024)))] == [1023, 1]


def test_the_answer_of_a_platform_is_never_answered() -> None:
    assert [item.type for item in heard(OLD.frame(0x8000, 1), OLD.frame(0x8001, 1), OLD.frame(0xFFFF, 1))] == ["fault"] * 3


@both_headers
def test_a_text_and_its_receipt(terminal: Terminal) -> None:
    (raw,) = jt808_build.text(terminal, 300, "立即转移河谷村群众")
    (text,) = heard(raw)
    assert isinstance(text, Text) and (text.text, text.to, text.code) == ("立即转移河谷村群众", terminal.phone, "300")
    ack, = heard(jt808_build.answer(terminal, 9, jt808.parse(raw)))  # fmt: skip
    assert isinstance(ack, Ack) and (ack.ref, ack.state, ack.code, ack.source) == ("300", "delivered", "8300", terminal.phone)
    (refused,) = heard(jt808_build.answer(terminal, 9, jt808.parse(raw), 1))
    assert isinstance(refused, Ack) and refused.state == "rejected"


def test_the_flag_of_a_text() -> None:
    bodies = [jt808.parse(raw).body[:2] for to in (OLD, NEW) for raw in jt808_build.text(to, 1, "x", emergency=True)]
    assert bodies == [b"\x0dx", b"\x0e\x01"]
    (quiet,) = jt808_build.text(OLD, 1, "x", emergency=False, aloud=False)
    assert jt808.parse(quiet).body == b"\x04x"


@both_headers
def test_a_long_text_goes_in_sub_packets_and_is_joined(terminal: Terminal) -> None:
    words = "撤" * 512
    raws = jt808_build.text(terminal, 0xFFFF, words)
    parts = heard(*raws)
    assert [(item.code, item.text) for item in parts if isinstance(item, Status)] == [("part", "8300 1/2"), ("part", "8300 2/2")]
    frames = [jt808.parse(item.raw) for item in parts]
    assert [jt808.first_serial(frame) for frame in frames] == [0xFFFF, 0xFFFF]
    (text,) = Decoder().joined(jt808.join(reversed(frames)), b"")
    assert isinstance(text, Text) and text.text == words
    with pytest.raises(ValueError, match="not all"):
        jt808.join(frames[1:])
    with pytest.raises(ValueError, match="not all"):
        jt808.join([frames[0], frames[0]])
    with pytest.raises(ValueError, match="bytes"):
        jt808_build.text(terminal, 1, words + "!")


def test_a_batch_in_sub_packets() -> None:
    fixes = [Fix(lat=34 + n / 1000, lon=105.5, time=NOW, alarms=frozenset({"panic"} if n == 3 else ())) for n in range(60)]
    line = Decoder()
    messages = heard(*jt808_build.batch(OLD, 7, fixes), line=line)
    assert [item.type for item in messages] == ["status", "reply", "status", "reply"]
    whole = jt808.join(jt808.parse(item.raw) for item in messages if isinstance(item, Status))
    said = line.joined(whole, b"?")
    assert [item.lat for item in said if isinstance(item, Position)] == pytest.approx([fix.lat for fix in fixes])
    assert [item.event for item in said if isinstance(item, Alarm)] == ["panic"]
    assert not any(isinstance(item, Fault | Reply) for item in said)


@pytest.mark.parametrize(
    ("raw", "code", "text"),
    [
        (jt808_build.poll(OLD, 1), "order_8201", None),
        (jt808_build.track(OLD, 1, 5, 600), "order_8202", "000500000258"),
        (jt808_build.track(OLD, 1, 0, 600), "order_8202", "0000"),
        (jt808_build.confirm_alarm(OLD, 1, 258, "panic", "illegal_move"), "order_8203", "010210000001"),
        (jt808_build.resend(OLD, 1, 7, [2, 3]), "order_8003", "00070200020003"),
        (jt808_build.resend(NEW, 1, 7, [2, 3]), "order_8003", "0007000200020003"),
        (jt808_build.control(OLD, 1, 0xF0), "order_8105", "F0"),
    ],
)
def test_orders(raw: bytes, code: str, text: str | None) -> None:
    (status,) = heard(raw)
    assert isinstance(status, Status) and (status.code, status.text) == (code, text) and status.to in (OLD.phone, NEW.phone)


def test_flags_may_be_shared() -> None:
    one, two = jt808_build.heartbeat(OLD, 1), jt808_build.heartbeat(OLD, 2)
    assert [item.type for item in heard(one[:-1] + two)] == ["heartbeat", "reply"] * 2
    assert [item.type for item in heard(b"~~~" + one + b"~~" + two + b"~~")] == ["heartbeat", "reply"] * 2


@given(
    st.binary(max_size=60),
    st.sampled_from([0x0001, 0x0003, 0x0100, 0x0102, 0x0107, 0x0200, 0x0201, 0x0702, 0x0704, 0x0900, 0x8100, 0x8300]),
)
def test_any_body_in_a_right_frame_is_told(body: bytes, message_id: int) -> None:
    for terminal in (OLD, NEW):
        messages = heard(terminal.frame(message_id, 1, body))
        assert messages and all(item.raw == messages[0].raw for item in messages)
        answered = message_id < 0x8000 and message_id not in (0x0001, 0x0107, 0x0201)
        assert isinstance(messages[-1], Reply) == answered
