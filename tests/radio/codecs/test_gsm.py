"""GSM modem: the hall and a modem talk; texts of any alphabet are split and joined; reports name what they report on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radio.codecs import gsm, gsm_modem, gsm_pdu
from radio.codecs.gsm import Decoder
from radio.codecs.gsm_modem import Command, Modem, Sent
from radio.codecs.gsm_pdu import Deliver, Part, PduError, Report, Submit
from radio.messages import Ack, Fault, Message, Reply, Status, Text

NOW = datetime(2026, 7, 1, tzinfo=UTC)
SENT = datetime(2026, 6, 30, 23, 5, 9, tzinfo=timezone(timedelta(hours=8)))
PHONE = "8613912345678"
any_text = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=400)


def heard(data: bytes) -> list[Message]:
    return Decoder().feed(data, NOW)


def through(message: Submit) -> Submit:
    """What a modem understands of a message that we send; its command and its PDU fit each other."""
    command, pdu = gsm.send(message)
    asked, sent = Modem().feed(command + pdu, NOW)
    assert isinstance(asked, Command) and asked.line.startswith("AT+CMGS=")
    assert isinstance(sent, Sent) and sent.message is not None
    return sent.message


def test_the_frame_of_the_sheet() -> None:
    command, pdu = gsm.send(Submit(to="+8613912345678", text="转移"))
    assert command == b"AT+CMGS=19\r" and pdu == b"0031000D91683119325476F80008AA048F6C79FB\x1a"


@given(any_text, st.integers(0, 255), st.booleans())
@settings(max_examples=60)
def test_a_text_is_split_and_comes_whole(text: str, ref: int, flash: bool) -> None:
    parts = [through(message) for message in gsm_pdu.split(text, PHONE, ref, flash=flash)]
    assert "".join(part.text for part in parts) == text
    assert all(part.to == PHONE and part.report and bool(part.dcs & 0x10) == flash for part in parts)
    if len(parts) > 1:
        assert [part.part for part in parts] == [Part(ref, len(parts), number) for number in range(1, len(parts) + 1)]


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("a" * 160, [160]),
        ("a" * 161, [153, 8]),
        ("转" * 70, [70]),
        ("转" * 71, [67, 4]),
        ("转" * 66 + "🔥" + "移" * 9, [66, 10]),
        ("a" * 152 + "€" + "b" * 10, [152, 11]),
    ],
)
def test_the_length_of_parts(text: str, sizes: list[int]) -> None:
    """160 septets or 70 units, 153 or 67 a part; an escape and a pair of surrogates stay together."""
    assert [len(part.text) for part in gsm_pdu.split(text, PHONE, 1)] == sizes


@given(any_text.map(lambda text: text[:33]), st.integers(0, 0xFFFF), st.booleans(), st.integers(-48, 56))
def test_a_message_comes_as_it_was_sent(text: str, ref: int, wide: bool, quarters: int) -> None:
    part = Part(ref if wide else ref & 0xFF, 3, 2, wide)
    time = SENT.astimezone(timezone(timedelta(minutes=15 * quarters)))
    (item,) = heard(gsm_modem.deliver(Deliver(source="+" + PHONE, time=time, text=text, dcs=gsm_pdu.UCS2, part=part)))
    assert isinstance(item, Text) and (item.source, item.text, item.time) == (PHONE, text, SENT)
    assert item.code == (f"{ref:04X} 2/3" if wide else f"{ref & 0xFF:02X} 2/3")


@pytest.mark.parametrize(
    ("status", "state"),
    [(0x00, "delivered"), (0x01, "sent"), (0x20, "sent"), (0x3F, "sent"), (0x40, "rejected"), (0x46, "rejected"), (0x63, "rejected")],
)
def test_a_report_tells_what_became_of_it(status: int, state: str) -> None:
    report = Report(to=PHONE, ref=0x2A, status=status, sent=SENT, discharged=SENT - timedelta(seconds=29))
    (ack,) = heard(gsm_modem.report(report))
    assert isinstance(ack, Ack) and (ack.ref, ack.state, ack.source) == ("2A", state, PHONE)
    assert ack.time == SENT - timedelta(seconds=29) and ack.code == f"{status:02X}"


def test_sending_is_a_dialogue() -> None:
    """Command, prompt, PDU, reference; unsolicited lines between; the reference is that of the report."""
    line, modem = Decoder(), Modem()
    command, pdu = gsm.send(Submit(to=PHONE, text="转移"))
    assert modem.feed(command, NOW) == [Command("AT+CMGS=19")]
    (prompt,) = line.feed(gsm_modem.PROMPT, NOW)
    assert isinstance(prompt, Status) and prompt.code == "prompt" and line.pending == 0
    assert [type(item) for item in modem.feed(pdu, NOW)] == [Sent]
    answers = line.feed(gsm_modem.answer("+CREG: 1", "+CMGS: 42", "OK"), NOW)
    assert [(item.type, getattr(item, "ref", None), getattr(item, "state", None)) for item in answers] == [
        ("status", None, None),
        ("ack", "2A", "sent"),
        ("ack", None, "accepted"),
    ]


def test_a_message_can_be_kept_by_the_network_until_it_is_on_disk() -> None:
    data = gsm_modem.deliver(Deliver(source=PHONE, time=SENT, text="1", dcs=gsm_pdu.UCS2))
    report = gsm_modem.report(Report(to=PHONE, ref=1, status=0, sent=SENT, discharged=SENT))
    text, reply = Decoder(acknowledge=True).feed(data, NOW)
    assert isinstance(reply, Reply) and reply.data == b"AT+CNMA\r" and reply.raw is text.raw
    assert [item.type for item in Decoder(acknowledge=True).feed(report, NOW)] == ["ack", "reply"]
    stored = data.replace(b"+CMT: ", b"+CMGR: 1,")
    assert [item.type for item in Decoder(acknowledge=True).feed(stored, NOW)] == ["text"]


@pytest.mark.parametrize(
    ("code", "advice"), [("CMS 38", "retry"), ("CMS 28", "give_up"), ("CMS 310", "card"), ("CMS 500", "unknown"), ("CME 10", "unknown")]
)
def test_what_to_do_after_an_error(code: str, advice: str) -> None:
    kind, number = code.split()
    (ack,) = heard(gsm_modem.answer(f"+{kind} ERROR: {number}"))
    assert isinstance(ack, Ack) and (ack.state, ack.code) == ("rejected", code) and gsm.advice(ack.code) == advice
    assert gsm.advice(None) == "unknown"


@pytest.mark.parametrize(
    ("validity", "octet"),
    [
        (timedelta(minutes=5), 0),
        (timedelta(minutes=6), 1),
        (timedelta(hours=12), 143),
        (timedelta(hours=24), 167),
        (timedelta(days=4), gsm_pdu.FOUR_DAYS),
        (timedelta(days=30), 196),
        (timedelta(weeks=5), 197),
        (timedelta(weeks=99), 255),
    ],
)
def test_how_long_a_message_is_worth_it(validity: timedelta, octet: int) -> None:
    """TS 23.040 clause 9.2.3.12.1."""
    assert gsm_pdu.relative(validity) == octet
    assert through(Submit(to=PHONE, text="x", validity=octet)).validity == octet


@pytest.mark.parametrize(
    ("number", "kind"), [("+8613912345678", 0x91), ("8613912345678", 0x91), ("13912345678", 0x81), ("10086", 0x81), ("+1202", 0x91)]
)
def test_numbers(number: str, kind: int) -> None:
    packed = gsm_pdu.pack_address(number)
    assert (packed[0], packed[1]) == (len(number.lstrip("+")), kind)
    assert through(Submit(to=number, text="x")).to == number.lstrip("+")


@pytest.mark.parametrize("number", ["", "+", "12a", "１２３", "1" * 21, "12\r\nAT"])
def test_what_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="telephone number"):
        gsm.send(Submit(to=number, text="x"))


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="140"):
        gsm.send(Submit(to=PHONE, text="转" * 71))
    with pytest.raises(ValueError, match="lacks"):
        gsm.send(Submit(to=PHONE, text="转", dcs=gsm_pdu.SEPTETS))
    with pytest.raises(ValueError, match="parts"):
        gsm_pdu.split("转" * 18_000, PHONE, 1)


@given(st.binary(min_size=1, max_size=60))
def test_any_pdu_is_read_or_refused(pdu: bytes) -> None:
    try:
        gsm_pdu.parse(pdu, NOW)
    except PduError as error:
        assert error.reason in ("unknown", "length", "syntax") and error.detail
    line = b"\r\n+CMT: ,%d\r\n%s\r\n" % (max(0, len(pdu) - 1 - pdu[0]), pdu.hex().encode())
    assert len(heard(line)) == 1 and heard(line)[0].raw == line[2:-2]


@given(st.integers(0, 255), st.binary(max_size=20), st.booleans())
def test_any_coding_scheme_never_raises(dcs: int, data: bytes, headed: bool) -> None:
    size = len(data) * 8 // 7 if gsm_pdu.alphabet(dcs) == gsm_pdu.SEPTETS else len(data)
    pdu = bytes((0, 0x44 if headed else 0x04)) + gsm_pdu.pack_address(PHONE) + bytes((0, dcs)) + bytes(7) + bytes((size,)) + data
    (item,) = heard(b"\r\n+CMT: ,%d\r\n%s\r\n" % (len(pdu) - 1, pdu.hex().encode()))
    assert isinstance(item, Text | Status | Fault)


@pytest.mark.parametrize("announced", [b"\x1f2", b" 62 ", b"6 2", b"-62", b"", b"62x", b"\xb262", b"99999999"])
def test_any_announced_length_is_read_or_refused(announced: bytes) -> None:
    pdu, size = gsm_pdu.encode(Deliver(source=PHONE, time=SENT, text="转移" * 10, dcs=gsm_pdu.UCS2))
    assert size == 60
    (item,) = heard(b"\r\n+CMT: ," + announced.replace(b"62", b"60") + b"\r\n" + pdu.hex().encode() + b"\r\n")
    assert isinstance(item, Text if announced == b" 62 " else Fault)


def test_an_announced_pdu_that_never_comes_is_told() -> None:
    line = Decoder()
    assert line.feed(b"\r\n+CMT: ,62\r\n", NOW) == [] and line.pending > 0
    assert line.tick(NOW + timedelta(seconds=1)) == []
    (fault,) = line.tick(NOW + timedelta(seconds=3))
    assert isinstance(fault, Fault) and fault.reason == "length" and line.pending == 0
    assert line.tick(NOW + timedelta(seconds=9)) == []


def test_a_modem_hears_commands_byte_by_byte() -> None:
    message = Submit(to=PHONE, text="转移")
    stream = b"ATE0\r" + b"".join(gsm.send(message)) + b"AT+CSQ\r"
    modem = Modem()
    found = [item for byte in stream for item in modem.feed(bytes((byte,)), NOW)]
    assert found == [Command("ATE0"), Command("AT+CMGS=19"), Sent(message), Command("AT+CSQ")]


def test_a_modem_sees_what_is_cancelled_or_broken() -> None:
    assert Modem().feed(b"AT+CMGS=19\r0031" + gsm.CANCEL, NOW)[1] == Sent(None)
    assert Modem().feed(b"AT+CMGS=19\r0031\x1a", NOW)[1] == Sent(None)
    assert Modem().feed(b"AT+CMGS=19\rzz\x1a", NOW)[1] == Sent(None)
    command, pdu = gsm.send(Submit(to=PHONE, text="转移"))
    assert Modem().feed(command.replace(b"19", b"18") + pdu, NOW)[1] == Sent(None)


@given(st.lists(st.binary(max_size=60), max_size=30))
def test_a_modem_survives_noise(chunks: list[bytes]) -> None:
    modem = Modem()
    for chunk in chunks:
        for item in modem.feed(chunk, NOW):
            assert isinstance(item, Command | Sent)
