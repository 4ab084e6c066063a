"""HJ 212: device and centre speak to each other; what is written is read; packets can be joined."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.codecs import hj212
from radio.codecs.checksums import crc16_modbus
from radio.codecs.hj212 import Decoder, Frame
from radio.messages import Ack, Fault, Message, Reading, Reply, Status
from tests.radio.codecs import frame_files
from tests.radio.codecs.frame_files import FRAMES

NOW = datetime(2026, 7, 1, 0, 0, 5, tzinfo=UTC)
AIR = Frame(
    command="2011",
    area="DataTime=20260701080000;a34004-Rtd=35.5,a34004-Flag=N",
    request="20260701080001123",
    system="22",
    password="123456",
    device="620502HALL0001",
    flag=5,
)


def heard(frame: Frame, **options: object) -> list[Message]:
    return Decoder(**options).feed(hj212.encode(frame), NOW)  # type: ignore[arg-type]


def replies(messages: list[Message]) -> list[Frame]:
    return [hj212.parse(item.data.strip()) for item in messages if isinstance(item, Reply)]


@pytest.mark.parametrize("frame", [f for f in FRAMES if f.protocol == "hj212" and f.good], ids=str)
def test_written_again_every_frame_is_the_same(frame: frame_files.Frame) -> None:
    raw = frame.data.strip()
    if frame.name in ("NOAREA", "NOEND"):
        return
    assert hj212.encode(hj212.parse(raw)).strip() == raw[:-4] + raw[-4:].upper()


WORD = st.text(st.characters(codec="gb2312", exclude_characters="=;,&#", exclude_categories=["Cc", "Zs"]), min_size=1, max_size=12)


@given(
    st.builds(
        Frame,
        command=st.from_regex(r"\A[0-9]{4}\Z"),
        area=WORD,
        request=st.none() | st.from_regex(r"\A[0-9]{17}\Z"),
        system=st.none() | st.from_regex(r"\A[0-9]{2}\Z"),
        password=st.none() | WORD,
        device=st.none() | WORD,
        flag=st.sampled_from([0, 1, 4, 5]) | st.none(),
    ),
    st.none() | st.tuples(st.integers(1, 99), st.integers(1, 99)),
)
def test_what_is_written_is_read(frame: Frame, packet: tuple[int, int] | None) -> None:
    if packet is not None:
        frame = replace(frame, packet=packet, flag=(frame.flag or 0) | 2)
    raw = hj212.encode(frame)
    assert hj212.parse(raw.strip()) == frame
    assert all(message.raw == raw.strip() for message in Decoder().feed(raw, NOW))


@pytest.mark.parametrize("raw", [b"", b"##", hj212.encode(AIR), hj212.encode(AIR)[:-3], hj212.encode(AIR).strip() * 2])
def test_parse_takes_one_whole_frame_only(raw: bytes) -> None:
    with pytest.raises(ValueError, match="one whole frame"):
        hj212.parse(raw)


def test_a_segment_of_more_than_1024_bytes_is_refused() -> None:
    room = 1024 - (len(hj212.encode(replace(AIR, area=""))) - 12)
    assert len(hj212.encode(replace(AIR, area="x" * room))) == 1024 + 12
    with pytest.raises(ValueError, match="1025 bytes"):
        hj212.encode(replace(AIR, area="x" * (room + 1)))


def test_data_are_told_and_answered() -> None:
    reading, reply = heard(AIR)
    assert isinstance(reading, Reading) and isinstance(reply, Reply) and reply.raw == reading.raw
    assert (reading.element, reading.value, reading.unit, reading.quality) == ("pm2_5", 35.5, None, None)
    assert (reading.source, reading.time) == ("620502HALL0001", datetime(2026, 7, 1, tzinfo=UTC))
    (answer,) = replies([reply])
    assert answer == Frame(command="9014", request=AIR.request, system="91", password="123456", device=AIR.device, flag=4)
    (ack,) = Decoder(role="device").feed(reply.data, NOW)
    assert isinstance(ack, Ack) and (ack.ref, ack.state) == (AIR.request, "accepted")


@pytest.mark.parametrize(("flag", "answer"), [(5, 4), (1, 0), (4, None), (0, None), (None, None), (9, 8)])
def test_only_who_wants_an_answer_gets_one(flag: int | None, answer: int | None) -> None:
    assert [frame.flag for frame in replies(heard(replace(AIR, flag=flag)))] == ([] if answer is None else [answer])


@pytest.mark.parametrize("command", ["2011", "2021", "2031", "2041", "2051", "2061", "2081", "9021"])
def test_what_a_centre_answers(command: str) -> None:
    assert [frame.command for frame in replies(heard(replace(AIR, command=command)))] == ["9014"]


@pytest.mark.parametrize("command", ["1000", "1011", "1012", "1062", "3019", "9011", "9012", "9013", "9014", "5555"])
def test_what_a_centre_does_not_answer(command: str) -> None:
    assert replies(heard(replace(AIR, command=command))) == []


def test_the_time_is_asked_for_and_told() -> None:
    messages = heard(replace(AIR, command="1013", area="PolId=w01018"))
    notice, clock = replies(messages)
    assert (notice.command, notice.request, notice.flag) == ("9013", AIR.request, 4)
    assert (clock.command, clock.area, clock.flag, clock.system) == ("1012", "SystemTime=20260701080005", 5, "22")
    assert clock.request == "20260701080005000"


def test_an_order_at_the_device() -> None:
    raw = hj212.order(AIR, NOW, command="1062", area="RtdInterval=30")
    status, reply = Decoder(role="device").feed(raw, NOW)
    assert isinstance(status, Status) and (status.code, status.to, status.text) == ("order_1062", AIR.device, "RtdInterval=30")
    assert isinstance(reply, Reply)
    (ack,) = Decoder().feed(reply.data, NOW)
    assert isinstance(ack, Ack) and (ack.ref, ack.state, ack.code) == ("20260701080005000", "accepted", "9011")
    result = hj212.answer(hj212.parse(raw.strip()), "9012", NOW, "ExeRtn=2")
    (failed,) = Decoder().feed(result, NOW)
    assert isinstance(failed, Ack) and (failed.state, failed.code, failed.ref) == ("rejected", "9012 2", "20260701080005000")


def test_packets_are_parts_that_can_be_joined() -> None:
    areas = ["DataTime=20260701080000;a34004-Rtd=1,a34004-Flag=N;", "a34002-Rtd=2,a34002-Flag=D", ";a21026-Rtd=3"]
    parts = [replace(AIR, flag=7, packet=(3, n + 1), area=area) for n, area in enumerate(areas)]
    line = Decoder()
    messages = line.feed(b"".join(map(hj212.encode, parts)), NOW)
    assert [item.text for item in messages if isinstance(item, Status)] == [f"{AIR.request} 2011 {n}/3" for n in (1, 2, 3)]
    assert len(replies(messages)) == 3
    whole = hj212.join(hj212.parse(item.raw) for item in reversed(messages) if isinstance(item, Status))
    told = line.joined(whole, b"?")
    assert [(item.element, item.value, item.quality) for item in told if isinstance(item, Reading)] == [
        ("pm2_5", 1.0, None),
        ("pm10", 2.0, "fault"),
        ("so2", 3.0, None),
    ]
    assert all(item.time == datetime(2026, 7, 1, tzinfo=UTC) for item in told)
    for wrong in (parts[:2], [], [parts[0], *parts[:2]], [*parts[:2], replace(parts[2], request="1")]):
        with pytest.raises(ValueError, match="not all"):
            hj212.join(wrong)


@pytest.mark.parametrize(
    ("flag", "quality"),
    [
        ("N", None),
        ("F", "off"),
        ("M", "maintenance"),
        ("S", "setting"),
        ("D", "fault"),
        ("C", "calibrating"),
        ("T", "over_range"),
        ("B", "communication"),
        ("d", "flag_d"),
    ],
)
def test_flags(flag: str, quality: str | None) -> None:
    reading = heard(replace(AIR, area=f"a34004-Flag={flag},a34004-Rtd=35.5"))[0]
    assert isinstance(reading, Reading) and (reading.quality, reading.value) == (quality, 35.5)


@pytest.mark.parametrize(
    ("factor", "element", "unit", "value"),
    [
        ("a34004", "pm2_5", None, 12.0),
        ("a34002", "pm10", None, 12.0),
        ("a34001", "tsp", None, 12.0),
        ("a21026", "so2", None, 12.0),
        ("a21004", "no2", None, 12.0),
        ("a21005", "co", None, 12.0),
        ("a05024", "o3", None, 12.0),
        ("a01001", "air_temperature", "°C", 12.0),
        ("a01002", "humidity", "%", 12.0),
        ("a01006", "air_pressure", "hPa", 120.0),
        ("a01007", "wind_speed", "m/s", 12.0),
        ("a01008", "wind_direction", "°", 12.0),
        ("LA", "noise", "dB", 12.0),
        ("w01001", "ph", "1", 12.0),
        ("w01018", "cod", "mg/L", 12.0),
        ("w21003", "ammonia_nitrogen", "mg/L", 12.0),
        ("w21011", "total_phosphorus", "mg/L", 12.0),
        ("011", "hj212_011", None, 12.0),
    ],
)
def test_factors(factor: str, element: str, unit: str | None, value: float) -> None:
    reading = heard(replace(AIR, area=f"{factor}-Rtd=12"))[0]
    assert isinstance(reading, Reading) and (reading.element, reading.unit, reading.value) == (element, unit, value)


def test_units_that_the_hall_knows() -> None:
    reading = heard(AIR, units={"a34004": "µg/m³"})[0]
    assert isinstance(reading, Reading) and reading.unit == "µg/m³"


@pytest.mark.parametrize("text", ["", "abc", "1e5", "nan", "inf", "1.2.3", "--1", "１２", "9" * 400])
def test_what_is_no_number_is_missing(text: str) -> None:
    reading = heard(replace(AIR, area=f"a34004-Rtd={text}"))[0]
    assert isinstance(reading, Reading) and (reading.value, reading.quality) == (None, "missing")


def test_a_modbus_crc_only_where_the_line_is_set_so() -> None:
    raw = hj212.encode(AIR).strip()
    wrong = raw[:-4] + b"%04X" % crc16_modbus(raw[6:-4])
    (refused,) = Decoder().feed(wrong, NOW)
    assert isinstance(refused, Fault) and refused.reason == "checksum"
    lenient = Decoder(accept_modbus_crc=True)
    reading, said, reply = lenient.feed(wrong, NOW)
    assert isinstance(reading, Reading) and isinstance(said, Fault) and said.reason == "checksum" and isinstance(reply, Reply)
    assert [item.type for item in lenient.feed(raw, NOW)] == ["reading", "reply"]
    assert [item.type for item in lenient.feed(raw[:-4] + b"0000", NOW)] == ["fault"]
    assert [item.type for item in lenient.feed(raw[:-4] + b"zz\r\n", NOW)] == ["fault"]


def test_without_line_ends_and_with_lost_ones() -> None:
    raw = hj212.encode(AIR).strip()
    assert [item.type for item in Decoder().feed(raw * 3, NOW)] == ["reading", "reply"] * 3
    assert [item.type for item in Decoder().feed(b"#" + raw, NOW)] == ["fault", "reading", "reply"]


@given(st.text(st.characters(codec="gb2312"), max_size=80), st.from_regex(r"\A[0-9]{4}\Z"))
def test_any_area_in_a_right_frame_is_told(area: str, command: str) -> None:
    messages = heard(replace(AIR, area=area, command=command))
    assert messages and all(item.raw == messages[0].raw for item in messages)
