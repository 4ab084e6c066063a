"""The location body of JT/T 808 (message 0x0200, and each item of 0x0704).

::

    alarm u32 | status u32 | latitude u32 | longitude u32 | altitude u16 m | speed u16 0.1 km/h | course u16 | YYMMDDhhmmss BCD, Beijing
    then extras: id u8 | length u8 | value

Degrees are millionths without a sign; the status word says south (bit 2) and west (bit 3), and whether there is a fix (bit 1).
A terminal without a fix repeats its last place: the place is told with ``valid`` False, and is not where the vehicle is now.

The alarm word is repeated by every report. Most bits stand as long as their reason: one that was set in the report before and is clear
now is over, so :class:`Alarms` remembers the last word of each terminal of a line, and the first report after an authentication tells
the end of all that is not set, for what stood before the connection is not known. The others – the panic button first of all – are
cleared by our *answer* to the report: their end says nothing, and is not told.
"""

from __future__ import annotations

from collections.abc import Mapping
from struct import Struct
from types import MappingProxyType

from radio.codecs.bcd import packed_clock
from radio.messages import Alarm, Fault, Message, Position, Reading

NAME = "jt808"
ALARMS = (
    "panic", "overspeed", "fatigue", "danger_warning", "gnss_fault", "antenna_open", "antenna_short", "low_voltage", "power_fault",
    "display_fault", "speech_fault", "camera_fault", "card_fault", "overspeed_warning", "fatigue_warning", "violation", "tyre_pressure",
    "blind_spot", "driving_overtime", "parking_overtime", "area_crossed", "route_crossed", "route_time", "route_left", "sensor_fault",
    "fuel", "theft", "illegal_ignition", "illegal_move", "collision", "rollover", "illegal_door",
)  # fmt: skip
"""Event of each bit of the alarm word (2013 table 24, 2019 table 25)."""
_OF_2019 = frozenset({15, 16, 17})
_ALARMS_2013 = tuple("vehicle_alarm" if bit in _OF_2019 else name for bit, name in enumerate(ALARMS))
_CLEARED_BY_ANSWER = sum(1 << bit for bit in (0, 3, 20, 21, 22, 27, 28))
FIXED, SOUTH, WEST = 0x02, 0x04, 0x08
_BASIC = Struct(">4I3H6s")
_EXTRAS: Mapping[int, tuple[str, int, float, str]] = MappingProxyType(
    {
        # id: (element, bytes, divisor, unit)
        0x01: ("mileage", 4, 10, "km"),
        0x02: ("fuel", 2, 10, "L"),
        0x03: ("recorder_speed", 2, 10, "km/h"),
        0x30: ("signal", 1, 1, "1"),
        0x31: ("satellites", 1, 1, "1"),
    }
)
_ALL = 0xFFFFFFFF
_MAX_TERMINALS = 256


class Alarms:
    """The last alarm word of each terminal heard on a line; bounded, the one heard longest ago is forgotten first."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}

    def begin(self, source: str) -> None:
        """A terminal has authenticated: what stood before is not known."""
        self._keep(source, _ALL)

    def change(self, source: str, word: int) -> int:
        """Take a report's word; give the bits of those that are over."""
        before = self._words.get(source)
        if before != word:
            self._keep(source, word)
        return (before or 0) & ~word & ~_CLEARED_BY_ANSWER

    def _keep(self, source: str, word: int) -> None:
        self._words.pop(source, None)
        self._words[source] = word
        if len(self._words) > _MAX_TERMINALS:
            del self._words[next(iter(self._words))]


def location(body: bytes, source: str, raw: bytes, alarms: Alarms, *, of_2019: bool = False) -> list[Message]:
    """A location body as position, alarms and readings, or as a fault."""
    if len(body) < _BASIC.size:
        return [fault(source, raw, f"location of {len(body)} bytes")]
    alarm, status, lat_u, lon_u, alt_m, speed, course, stamp = _BASIC.unpack_from(body)
    time = packed_clock(stamp)
    somewhere = lat_u <= 90_000_000 and lon_u <= 180_000_000 and (lat_u, lon_u) != (0, 0)
    out: list[Message] = [
        Position(
            protocol=NAME,
            source=source,
            time=time,
            raw=raw,
            lat=(-lat_u if status & SOUTH else lat_u) / 1e6 if somewhere else None,
            lon=(-lon_u if status & WEST else lon_u) / 1e6 if somewhere else None,
            alt_m=_altitude(alt_m),
            speed_kmh=speed / 10 if speed <= 11_000 else None,
            course_deg=float(course % 360) if course <= 360 else None,
            valid=bool(somewhere and status & FIXED and time is not None),
        )
    ]
    over = alarms.change(source, alarm)
    if alarm or over:
        names = ALARMS if of_2019 else _ALARMS_2013
        out += [_alarm(names[bit], bit, out[0], active=False) for bit in range(32) if over >> bit & 1]
        out += [_alarm(names[bit], bit, out[0], active=True) for bit in range(32) if alarm >> bit & 1]
    out.append(Reading(protocol=NAME, source=source, time=time, raw=raw, element="ignition", value=float(status & 1), unit="1"))
    _extras(body, out)
    return out


def fault(source: str, raw: bytes, detail: str) -> Fault:
    """A right frame whose body is too short for what it should hold."""
    return Fault(protocol=NAME, source=source, raw=raw, reason="length", detail=detail)


def _altitude(metres: int) -> float | None:
    """Height as told, negative ones in two's complement; the heights of nowhere are None."""
    signed = metres - 65536 if metres > 60_000 else metres
    return float(signed) if -500 < signed < 9000 else None


def _alarm(event: str, bit: int, like: Message, *, active: bool) -> Alarm:
    return Alarm(
        protocol=NAME,
        source=like.source,
        time=like.time,
        raw=like.raw,
        event=event,
        state="active" if active else "restored",
        code=str(bit),
    )


def _extras(body: bytes, out: list[Message]) -> None:
    """Readings of the extras that every vendor uses alike; the others stay in ``raw``."""
    source, time, raw = out[0].source, out[0].time, out[0].raw
    at, size = _BASIC.size, len(body)
    while at + 2 <= size:
        kind, length = body[at], body[at + 1]
        end = at + 2 + length
        if end > size:
            break
        row = _EXTRAS.get(kind)
        if row is not None and row[1] == length:
            value = int.from_bytes(body[at + 2 : end]) / row[2]
            out.append(Reading(protocol=NAME, source=source, time=time, raw=raw, element=row[0], value=value, unit=row[3]))
        at = end
    if at != size:
        out.append(fault(source or "", raw, f"extra at byte {at} is cut"))
