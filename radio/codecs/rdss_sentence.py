"""The sentences of RDSS 2.1 and of BeiDou-3 modules: ``$BD…`` from the terminal, ``$CC…`` to it.

::

    BDTXR,type,sender,mode,hhmm,content      mode 0 Hanzi, 1 code, 2 mixed, 3 position; content in hex
    BDTCI,from,to,band,hhmmss,coding,n,content   coding 1 Hanzi, 2 code, 3 mixed, 4 and 5 compressed
    BDFKI,command,done,rate set,suppressed,mmss    BDFKI,hhmmss,command,done,reason,wait_s
    BDICI,card,serial,broadcast,kind,rate_s,level,encrypted,subordinates      BDICP,card,serial,…(14) rate_s,(15) level,…
    BDBSI,beam,beam,p1 … p10     BDPWI,time,n,n,(beam,cn0,…)…     BDDWR, BDWAA: places

Hours and minutes carry no date and are UTC or Beijing by terminal: they stay in ``raw``. The emergency mark A of a DWR is an alarm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from radio.codecs.rdss_payload import NAME, address, from_hex, readable, received
from radio.messages import Ack, Alarm, Fault, Heartbeat, Message, Position, Reading, Registration, Status

_REASONS: Mapping[str, str] = MappingProxyType(
    {"1": "rate", "2": "suppressed", "3": "silence", "4": "no_lock", "5": "no_card", "6": "no_right"}
)
_COMMANDS: Mapping[str, str] = MappingProxyType(
    {"ICA": "read_card", "ICI": "read_card", "ICR": "read_card", "RMO": "output", "BSS": "select_beam"}
)
_SENDS = frozenset({"TXA", "TCQ"})


def meaning(name: str, rest: bytes, raw: bytes) -> list[Message] | None:
    """What a sentence says; None for one that is not spoken here. ``rest`` is what follows the name and its comma."""
    if name[:2] == "CC":
        return _command(name[2:], rest, raw)
    reader = _READERS.get(name)
    if reader is None:
        return None
    try:
        return reader(rest, raw)
    except (ValueError, IndexError) as error:
        return [Fault(protocol=NAME, raw=raw, reason="syntax", detail=f"{name}: {error}"[:120])]


def _fields(rest: bytes, least: int, most: int = 0) -> list[str]:
    """The fields; with ``most`` the last one keeps its commas.

    Raises:
        ValueError: if there are fewer than ``least``.
    """
    fields = [field.decode("gb18030", "replace").strip() for field in rest.split(b",", most - 1 if most else -1)]
    if len(fields) < least:
        raise ValueError(f"{len(fields)} fields, at least {least} are needed")
    return fields


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise ValueError(f"{text[:20]!r} is not a number")
    return int(text)


def _card(text: str) -> str:
    return address(_number(text))


def _txr(rest: bytes, raw: bytes) -> list[Message]:
    fields = _fields(rest, 5, 5)
    payload = from_hex(rest.split(b",", 4)[4])
    return [received(payload, raw, source=_card(fields[1]), to=None, coded=fields[2] != "0")]


def _tci(rest: bytes, raw: bytes) -> list[Message]:
    fields = _fields(rest, 7, 7)
    source, to, payload = _card(fields[0]), _card(fields[1]), from_hex(rest.split(b",", 6)[6])
    if fields[4] in ("4", "5"):
        return [Status(protocol=NAME, source=source, raw=raw, code="payload_compressed", to=to, text=payload.hex().upper())]
    return [received(payload, raw, source=source, to=to, coded=fields[4] != "1")]


def _fki(rest: bytes, raw: bytes) -> list[Message]:
    fields = _fields(rest, 5)
    words = []
    if fields[0][:1].isdigit():
        _, command, done, reason, wait = fields[:5]
        seconds = _number(wait or "0")
        if done != "Y":
            words.append(_REASONS.get(reason, f"reason_{reason}"))
    else:
        command, done, rate_set, suppressed, wait = fields[:5]
        seconds = _number(wait[:-2] or "0") * 60 + _number(wait[-2:] or "0")
        words += ["rate"] if rate_set == "N" else []
        words += [f"suppressed_{suppressed}"] if suppressed not in ("", "0") else []
    if done not in ("Y", "N"):
        raise ValueError(f"{done[:20]!r} is neither Y nor N")
    words += [f"wait_{seconds}"] if seconds else []
    return [feedback(raw, command, done == "Y", words)]


def feedback(raw: bytes, command: str | None, done: bool, words: list[str], source: str | None = None) -> Ack:
    """What the terminal did with a command. A text is then sent – not delivered: RDSS knows no receipt."""
    sent = command is not None and (command in _SENDS or command == "TXSQ")
    code = " ".join(words) or None
    return Ack(
        protocol=NAME, source=source, raw=raw, ref=command, state="rejected" if not done else "sent" if sent else "accepted", code=code
    )


def _ici(rest: bytes, raw: bytes) -> list[Message]:
    fields = _fields(rest, 8)
    return [
        card(
            raw,
            _number(fields[0]),
            {
                "broadcast": _card(fields[2]),
                "kind": fields[3],
                "rate_s": str(_number(fields[4])),
                "level": str(_number(fields[5]) or 5),
                "encrypted": "yes" if fields[6] == "E" else "no",
                "subordinates": str(_number(fields[7])),
            },
        )
    ]


def _icp(rest: bytes, raw: bytes) -> list[Message]:
    fields = _fields(rest, 15)
    return [card(raw, _number(fields[0]), {"rate_s": str(_number(fields[13])), "level": str(_number(fields[14]) or 5)})]


def card(raw: bytes, number: int, facts: Mapping[str, str]) -> Message:
    """The card in the terminal, its rate (s between messages) and level (length of a message); or none."""
    if number == 0:
        return Status(protocol=NAME, raw=raw, code="no_card")
    text = " ".join(f"{name}={value}" for name, value in facts.items())
    return Registration(protocol=NAME, source=address(number), raw=raw, text=text)


def _bsi(rest: bytes, raw: bytes) -> list[Message]:
    return beams(raw, [_number(power) for power in _fields(rest, 12)[2:12]])


def beams(raw: bytes, powers: list[int], source: str | None = None) -> list[Message]:
    """The best beam (0 … 4), and how many are heard: with none a message cannot be sent."""
    heard = sum(power > 0 for power in powers)
    return [
        Reading(protocol=NAME, source=source, raw=raw, element="beam_power", value=float(max(powers)), unit=None),
        Reading(protocol=NAME, source=source, raw=raw, element="beams", value=float(heard), unit=None),
    ]


def _pwi(rest: bytes, raw: bytes) -> list[Message]:
    fields = _fields(rest, 3)
    count = _number(fields[1] or "0") + _number(fields[2] or "0")
    width = (len(fields) - 3) // count if count else 0
    if count and width < 2:
        raise ValueError(f"{len(fields)} fields for {count} beams")
    best = max((_number(fields[3 + beam * width + 1]) for beam in range(count)), default=None)
    quality = "missing" if best is None else None
    value = None if best is None else float(best)
    return [
        Reading(protocol=NAME, raw=raw, element="beam_cn0", value=value, unit="dBHz", quality=quality),
        Reading(protocol=NAME, raw=raw, element="beams", value=float(count), unit=None),
    ]


def _dwr(rest: bytes, raw: bytes) -> list[Message]:
    fields = _fields(rest, 14)
    out: list[Message] = [_place(raw, fields[1], fields[3:9])]
    if fields[12] == "A":
        out.append(Alarm(protocol=NAME, source=_card(fields[1]), raw=raw, event="panic", code="DWR"))
    return out


def _waa(rest: bytes, raw: bytes) -> list[Message]:
    fields = _fields(rest, 10)
    return [_place(raw, fields[2], fields[4:10])]


def _place(raw: bytes, who: str, fields: list[str]) -> Position:
    """``ddmm.mm,N,dddmm.mm,E,height,M`` of a card."""
    lat, lon = _angle(fields[0], fields[1], "NS", 90), _angle(fields[2], fields[3], "EW", 180)
    height = float(fields[4]) if fields[4] else None
    if height is not None and not -500 < height < 9_000:
        height = None
    if lat is None or lon is None or (lat == 0 and lon == 0):
        return Position(protocol=NAME, source=_card(who), raw=raw, valid=False)
    return Position(protocol=NAME, source=_card(who), raw=raw, lat=lat, lon=lon, alt_m=height, valid=True)


def _angle(text: str, side: str, sides: str, limit: int) -> float | None:
    if not text or not side:
        return None
    whole, _, _ = text.partition(".")
    minutes = float(text[len(whole) - 2 :])
    value = _number(whole[:-2] or "0") + minutes / 60
    if side not in sides or not 0 <= minutes < 60 or value > limit:
        raise ValueError(f"{text[:20]!r} {side!r} is no place")
    return round(-value if side == sides[1] else value, 7)


def _alive(rest: bytes, raw: bytes) -> list[Message]:
    return [Heartbeat(protocol=NAME, raw=raw)]


def _command(name: str, rest: bytes, raw: bytes) -> list[Message] | None:
    """What a hall says, for the terminal's end of a line and for monitors."""
    if name in _SENDS:
        parts = rest.split(b",", 3 if name == "TXA" else 4)
        content = parts[-1] if name == "TXA" else parts[-1].rpartition(b",")[0]
        if len(parts) < (4 if name == "TXA" else 5):
            return [Fault(protocol=NAME, raw=raw, reason="length", detail=f"CC{name} with {len(parts)} fields")]
        coded = parts[-2] != (b"0" if name == "TXA" else b"1")
        return [_sending(parts[0].decode("ascii", "replace"), from_hex(content), raw, coded)]
    text = rest.decode("gb18030", "replace") or None
    if name == "DWA":
        return [Status(protocol=NAME, raw=raw, code="position_request", text=text)]
    return [Status(protocol=NAME, raw=raw, code=_COMMANDS[name], text=text)] if name in _COMMANDS else None


def _sending(to: str, payload: bytes, raw: bytes, coded: bool) -> Message:
    who = address(int(to)) if to.isdigit() and len(to) <= 9 else None
    if who is None:
        return Fault(protocol=NAME, raw=raw, reason="syntax", detail=f"address {to[:20]!r}")
    return sending(who, payload, raw, coded)


def sending(to: str, payload: bytes, raw: bytes, coded: bool, source: str | None = None) -> Status:
    """A text on its way out: a status, so that an echo of our own is never taken for somebody's message."""
    text = readable(payload, coded=coded)
    shown = payload.hex().upper() if text is None else text
    return Status(protocol=NAME, source=source, raw=raw, code="send" if text is not None else "send_payload", to=to, text=shown)


_READERS: Mapping[str, Callable[[bytes, bytes], list[Message]]] = MappingProxyType(
    {
        "BDTXR": _txr,
        "BDTCI": _tci,
        "BDFKI": _fki,
        "BDICI": _ici,
        "BDICP": _icp,
        "BDBSI": _bsi,
        "BDPWI": _pwi,
        "BDDWR": _dwr,
        "BDWAA": _waa,
        "BDZTX": _alive,
        "BDSNR": _alive,
    }
)
