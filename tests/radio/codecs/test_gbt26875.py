"""GB/T 26875.3: both ends of a line speak to each other; what is written is read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.codecs import gbt26875, gbt26875_build, gbt26875_units
from radio.codecs.gbt26875 import Decoder, Frame
from radio.messages import Ack, Alarm, Fault, Message, Reading, Reply, Status
from tests.radio.codecs.frame_files import FRAMES

NOW = datetime(2026, 7, 1, 0, 0, 5, tzinfo=UTC)
PANEL, CENTRE = 0x379, 0x15B38


def device_frame(data: bytes, command: int = gbt26875.SEND, serial: int = 7) -> bytes:
    return gbt26875.encode(Frame(serial=serial, time=NOW, source=PANEL, destination=CENTRE, command=command, data=data))


def heard(raw: bytes) -> list[Message]:
    return Decoder().feed(raw, NOW)


@pytest.mark.parametrize("frame", [f for f in FRAMES if f.protocol == "gbt26875" and f.good], ids=str)
def test_written_again_every_frame_is_the_same(frame: object) -> None:
    raw = frame.data  # type: ignore[attr-defined]
    assert gbt26875.encode(gbt26875.parse(raw)) == raw


@given(
    st.builds(
        Frame,
        serial=st.integers(0, 0xFFFF),
        time=st.none()
        | st.datetimes(datetime(2001, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC)).map(lambda time: time.replace(microsecond=0)),
        source=st.integers(0, 2**48 - 1),
        destination=st.integers(0, 2**48 - 1),
        command=st.integers(0, 255),
        data=st.binary(max_size=1024),
        version=st.binary(min_size=2, max_size=2),
    )
)
def test_what_is_written_is_read(frame: Frame) -> None:
    assert gbt26875.parse(gbt26875.encode(frame)) == frame


@pytest.mark.parametrize("wrong", [{"serial": 65536}, {"data": bytes(1025)}, {"version": b"\1"}, {"source": -1}])
def test_what_does_not_fit_is_refused(wrong: dict[str, object]) -> None:
    fields = {"serial": 1, "time": NOW, "source": 1, "destination": 2, "command": 2} | wrong
    with pytest.raises(ValueError):
        gbt26875.encode(Frame(**fields))  # type: ignore[arg-type]


@pytest.mark.parametrize("raw", [b"", b"@@", bytes(30), device_frame(b"")[:-1], device_frame(b"") + b"#"])
def test_parse_takes_one_whole_frame_only(raw: bytes) -> None:
    with pytest.raises(ValueError, match="one whole frame"):
        gbt26875.parse(raw)


def test_a_fire_is_confirmed_and_the_confirmation_understood() -> None:
    part = gbt26875_build.PartStatus(part_type=40, loop=2, point=10, status=0x0002, text="三层东侧走廊", time=NOW)
    alarm, reply = heard(device_frame(gbt26875_build.part_status(part), serial=515))
    assert isinstance(alarm, Alarm) and isinstance(reply, Reply)
    assert (alarm.event, alarm.state, alarm.zone, alarm.code, alarm.text) == ("fire", "active", "1/1/2/10", "40", "三层东侧走廊")
    assert (alarm.source, alarm.time, reply.raw) == ("000000000379", NOW, alarm.raw)
    answer = gbt26875.parse(reply.data)
    assert (answer.serial, answer.source, answer.destination, answer.time) == (515, CENTRE, PANEL, NOW)
    (ack,) = Decoder(role="device").feed(reply.data, NOW)
    assert isinstance(ack, Ack) and (ack.ref, ack.state) == ("515", "accepted")


def test_a_broken_fire_is_refused_and_its_repeat_believed() -> None:
    raw = device_frame(gbt26875_build.part_status(gbt26875_build.PartStatus(part_type=40, loop=1, point=1, status=2)))
    broken = bytearray(raw)
    broken[40] ^= 0x10
    line = Decoder()
    fault, nak = line.feed(bytes(broken), NOW)
    assert isinstance(fault, Fault) and fault.reason == "checksum" and isinstance(nak, Reply)
    (refused,) = Decoder(role="device").feed(nak.data, NOW)
    assert isinstance(refused, Ack) and refused.state == "rejected"
    assert [message.type for message in line.feed(raw, NOW)] == ["alarm", "reply"]


@pytest.mark.parametrize("command", [gbt26875.ACK, gbt26875.NAK, gbt26875.ANSWER])
def test_a_broken_answer_is_never_answered(command: int) -> None:
    """Two ends that refuse each other's refusals would do so for ever."""
    raw = bytearray(device_frame(b"", command))
    raw[5] ^= 1
    assert [message.type for message in heard(bytes(raw))] == ["fault"]


def test_an_order_is_confirmed_by_the_device_not_by_the_centre() -> None:
    raw = device_frame(gbt26875_build.duty_check(10), gbt26875.CONTROL)
    assert [message.type for message in heard(raw)] == ["status"]
    status, reply = Decoder(role="device").feed(raw, NOW)
    assert isinstance(status, Status) and (status.code, status.text, status.to) == ("duty_check", "10", "000000015b38")
    assert isinstance(reply, Reply) and gbt26875.parse(reply.data).command == gbt26875.ACK


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (gbt26875_build.set_clock(NOW), "set_clock"),
        (gbt26875_build.read_device(81), "read_device_status"),
        (gbt26875_build.read_device(89), "initialise"),
        (gbt26875_build.read_parts(62, (1, 1, 2, 10)), "read_part_status"),
    ],
)
def test_orders_are_understood_at_the_far_end(data: bytes, code: str) -> None:
    (status,) = Decoder(role="device").feed(device_frame(data, gbt26875.REQUEST), NOW)
    assert isinstance(status, Status) and status.code == code


@pytest.mark.parametrize("kind", sorted(gbt26875_units.ANALOG))
def test_analog_values_keep_their_sign_and_unit(kind: int) -> None:
    data = gbt26875_build.analog(gbt26875_build.Analog(part_type=31, loop=1, point=7, analog_type=kind, value=-12.0, time=NOW))
    reading = heard(device_frame(data))[0]
    assert isinstance(reading, Reading)
    assert (reading.value, reading.element, reading.unit) == (-12.0, gbt26875_units.ANALOG[kind][0], gbt26875_units.ANALOG[kind][2])
    assert reading.source == "000000000379/1/1/1/7"


def test_device_side_data() -> None:
    assert [m.type for m in heard(device_frame(gbt26875_build.device_status(0x08, NOW)))] == ["heartbeat", "alarm", "reply"]
    duty = heard(device_frame(gbt26875_build.device_operation(0x20, 3, NOW)))[0]
    assert isinstance(duty, Status) and duty.code == "duty_answer"
    clock = heard(device_frame(gbt26875_build.device_clock(NOW)))[1]
    assert isinstance(clock, Status) and clock.text == "2026-07-01T00:00:05Z"
    system = heard(device_frame(gbt26875_build.system_status(0x2000, NOW)))[0]
    assert isinstance(system, Alarm) and (system.event, system.state, system.zone) == ("reset", "restored", "1/1")


def test_a_long_description_is_cut_at_a_character() -> None:
    assert gbt26875_build.fit_text("一" * 20, 31) == "一".encode("gb18030") * 15 + b"\0"


@given(st.binary(max_size=80))
def test_any_data_in_a_right_frame_are_told_and_confirmed(data: bytes) -> None:
    messages = heard(device_frame(data))
    assert messages[-1].type == "reply" and len(messages) >= 2 and all(m.raw == messages[0].raw for m in messages)
