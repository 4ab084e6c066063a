"""NMEA 0183 sentences: positions of receivers (GP, GN, BD, GB …) and readings of weather masts.

::

    $ talker 2, type 3 , fields … * hh CR LF          hh: exclusive or of what stands between $ and *, in hex

The line is cut here, the fields are pynmeagps's. A sentence ends with its checksum, a line end or the next ``$``; one without a
checksum is refused unless the line is set to allow it. One sentence, one :class:`Position`: a sentence says only what is its own,
nobody's altitude is put beside somebody else's speed. No fix – quality 0, status V, mode N, or a coordinate field empty – gives
None, never 0, 0. (Navigation status V of NMEA 4.1 RMC means "not provided", not "no fix".)

Only RMC and ZDA carry a date. GGA and GLL borrow it when they follow within ten minutes and midnight does not lie between;
otherwise their time is None. ``source`` is None: the line is the force.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from math import isfinite
from types import MappingProxyType
from typing import Any

from pynmeagps import NMEAReader
from pynmeagps.exceptions import NMEAMessageError, NMEAParseError, NMEAStreamError, NMEATypeError

from radio.codecs.checksums import xor8
from radio.codecs.framing import Bad, Cutter, Grammar, Reject
from radio.messages import Fault, FaultReason, Heartbeat, Message, Position, Reading, Text

NAME = "nmea"
MAX_LENGTH = 200
KMH_PER_KNOT = 1.852
_UNREADABLE = (NMEAMessageError, NMEAParseError, NMEAStreamError, NMEATypeError, ValueError, TypeError, KeyError, IndexError)
_ENDS = b"\r\n$!*"
_HEX_DIGITS = frozenset(b"0123456789ABCDEFabcdef")
_BORROW_BACK = timedelta(seconds=10)
_BORROW_ON = timedelta(minutes=10)
_TO_M_S: Mapping[str, float] = MappingProxyType({"K": 1 / 3.6, "M": 1.0, "N": KMH_PER_KNOT / 3.6})
_LAST_NEEDED: Mapping[str, str] = MappingProxyType(
    {
        "RMC": "date",
        "GGA": "alt",
        "GNS": "posMode",
        "GLL": "status",
        "ZDA": "year",
        "TXT": "text",
        "MWV": "status",
        "VTG": "sogk",
        "HDT": "headingT",
        "HDG": "headingM",
        "HDM": "headingM",
        "DPT": "depth",
        "DBT": "depthm",
        "MTW": "temp",
    }
)
"""The last field, as pynmeagps names it, without which a sentence of a type says nothing."""
_TRANSDUCERS: Mapping[tuple[str, str], tuple[str, float, str]] = MappingProxyType(
    {
        # type and unit: element, factor, unit
        ("C", "C"): ("air_temperature", 1.0, "°C"),
        ("P", "B"): ("air_pressure", 1000.0, "hPa"),
        ("P", "P"): ("air_pressure", 0.01, "hPa"),
        ("H", "P"): ("humidity", 1.0, "%"),
        ("H", "%"): ("humidity", 1.0, "%"),
        ("H", ""): ("humidity", 1.0, "%"),
        ("U", "V"): ("voltage", 1.0, "V"),
        ("I", "A"): ("current", 1.0, "A"),
        ("A", "D"): ("angle", 1.0, "°"),
    }
)


class Decoder:
    """One receiver or mast on one line."""

    def __init__(self, *, checksum_required: bool = True) -> None:
        self._cutter = Cutter(_grammar(checksum_required))
        self._clock: datetime | None = None

    @property
    def pending(self) -> int:
        """How many bytes wait for the rest of their sentence."""
        return self._cutter.pending

    def feed(self, data: bytes, now: datetime) -> list[Message]:
        """Take bytes as they came; give what they complete."""
        return [message for piece in self._cutter.feed(data, now) for message in self._mean(piece)]

    def tick(self, now: datetime) -> list[Message]:
        """Give up a sentence whose rest does not come."""
        return [message for piece in self._cutter.tick(now) for message in self._mean(piece)]

    def meaning(self, sentence: bytes) -> list[Message]:
        """What a whole sentence says that another codec has cut and checked: some terminals mix theirs with these."""
        return self._mean(sentence)

    def _mean(self, piece: bytes | Bad) -> list[Message]:
        if isinstance(piece, Bad):
            return [_fault(piece.raw, piece.reason, piece.detail)]
        if piece[:1] == b"!":
            return [_fault(piece, "unknown", "encapsulated sentence (AIS)")]
        try:
            fields = NMEAReader.parse(_with_checksum(piece) + b"\r\n", validate=0)
        except _UNREADABLE as error:
            return [_fault(piece, "unknown", f"{type(error).__name__}: {error}"[:120])]
        if fields is None:
            return [_fault(piece, "unknown", "sentence of an unknown type")]
        return self._sentence(fields, piece)

    def _sentence(self, fields: Any, raw: bytes) -> list[Message]:
        kind = fields.msgID
        if not hasattr(fields, _LAST_NEEDED.get(kind, "msgID")):
            return [_fault(raw, "length", f"{kind} with too few fields")]
        if kind == "RMC":
            stamp = self._remember(_get(fields, "date", date), _get(fields, "time", time))
            fixed = fields.status == "A" and getattr(fields, "posMode", "") != "N"
            return [_position(fields, raw, stamp, fixed)]
        if kind == "GGA":
            return [_position(fields, raw, self._borrow(_get(fields, "time", time)), fields.quality not in ("", 0))]
        if kind == "GNS":
            fixed = any(mode not in "N" for mode in str(getattr(fields, "posMode", "")))
            return [_position(fields, raw, self._borrow(_get(fields, "time", time)), fixed)]
        if kind == "GLL":
            fixed = fields.status == "A" and getattr(fields, "posMode", "") != "N"
            return [_position(fields, raw, self._borrow(_get(fields, "time", time)), fixed)]
        if kind == "ZDA":
            return [Heartbeat(protocol=NAME, time=self._remember(_zda_date(fields), _get(fields, "time", time)), raw=raw)]
        if kind in ("GSA", "GSV", "GST"):
            return [Heartbeat(protocol=NAME, raw=raw)]
        if kind == "TXT":
            return [Text(protocol=NAME, raw=raw, code=str(fields.msgType), text=str(fields.text))]
        return _readings(kind, fields, raw) or [_fault(raw, "unknown", f"sentence {fields.identity}")]

    def _remember(self, day: date | None, at: time | None) -> datetime | None:
        if day is None or at is None:
            return None
        if day.year < 1980:  # Two digits: 80 to 99 are the last century's, pynmeagps begins with 69.
            day = day.replace(year=day.year + 100)
        self._clock = datetime.combine(day, at, UTC)
        return self._clock

    def _borrow(self, at: time | None) -> datetime | None:
        """The date of the last RMC or ZDA, if this time of day plainly belongs to it."""
        if at is None or self._clock is None:
            return None
        stamp = datetime.combine(self._clock.date(), at, UTC)
        return stamp if -_BORROW_BACK <= stamp - self._clock <= _BORROW_ON else None


def _with_checksum(frame: bytes) -> bytes:
    """The sentence as the library wants it, where the line is set to do without checksums."""
    return frame if frame[-3:-2] == b"*" else frame + b"*%02X" % xor8(frame[1:])


def _get(fields: Any, name: str, kind: type) -> Any:
    value = getattr(fields, name, None)
    return value if isinstance(value, kind) else None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and isfinite(value) else None


def _zda_date(fields: Any) -> date | None:
    try:
        return date(fields.year, fields.month, fields.day)
    except (TypeError, ValueError):
        return None


def _position(fields: Any, raw: bytes, stamp: datetime | None, fixed: bool) -> Position:
    lat, lon = _number(fields.lat), _number(fields.lon)
    if lat is None or lon is None or not fields.NS or not fields.EW or abs(lat) > 90 or abs(lon) > 180:
        fixed = False
    if not fixed:
        return Position(protocol=NAME, time=stamp, raw=raw, valid=False)
    knots = _number(getattr(fields, "spd", None))
    return Position(
        protocol=NAME,
        time=stamp,
        raw=raw,
        lat=lat,
        lon=lon,
        alt_m=_number(getattr(fields, "alt", None)),
        speed_kmh=None if knots is None else round(knots * KMH_PER_KNOT, 3),
        course_deg=_number(getattr(fields, "cog", None)),
        valid=True,
    )


def _readings(kind: str, fields: Any, raw: bytes) -> list[Message]:
    """Sentences that measure; elements and units are those of the hall, whatever unit the mast uses."""

    def reading(element: str, value: object, unit: str, quality: str | None = None) -> Message:
        number = _number(value)
        return Reading(protocol=NAME, raw=raw, element=element, value=number, unit=unit, quality=quality)

    if kind == "MWV":
        good = fields.status == "A"
        factor = _TO_M_S.get(fields.speedu)
        speed = _number(fields.speed)
        speed = None if speed is None or factor is None else round(speed * factor, 4)
        quality = ("relative" if fields.reference == "R" else None) if good else "invalid"
        return [
            reading("wind_direction", fields.angle if good else None, "°", quality),
            reading("wind_speed", speed if good else None, "m/s", quality),
        ]
    if kind == "XDR":
        return _transducers(_plain(raw), raw)
    if kind == "VTG":
        return [reading("course", fields.cogt, "°"), reading("speed", fields.sogk, "km/h")]
    if kind in ("HDT", "HDG", "HDM"):
        element = "heading" if kind == "HDT" else "heading_magnetic"
        return [reading(element, fields.headingT if kind == "HDT" else fields.headingM, "°")]
    if kind in ("DPT", "DBT"):
        return [reading("water_depth", fields.depth if kind == "DPT" else fields.depthm, "m")]
    if kind == "MTW":
        return [reading("water_temperature", fields.temp, "°C")]
    return []


def _plain(raw: bytes) -> list[str]:
    """The fields of a sentence as they stand."""
    return raw.split(b"*", 1)[0].decode("ascii", "replace").split(",")[1:]


def _transducers(fields: list[str], raw: bytes) -> list[Message]:
    """XDR: groups of type, value, unit, name; the last name may be missing. A second one of a kind is told apart by its name."""
    out: list[Message] = []
    seen: set[str] = set()
    for at in range(0, len(fields) - 2, 4):
        kind, text, unit = fields[at : at + 3]
        name = fields[at + 3] if at + 3 < len(fields) else ""
        element, factor, shown = _TRANSDUCERS.get((kind, unit), (f"xdr_{kind}".lower(), 1.0, unit))
        if element in seen:
            element = f"{element}_{name.lower() or at // 4 + 1}"
        seen.add(element)
        try:
            value: float | None = round(float(text) * factor, 6)
        except ValueError:
            value = None
        good = value is not None and isfinite(value)
        out.append(
            Reading(
                protocol=NAME,
                raw=raw,
                element=element,
                value=value if good else None,
                unit=shown or None,
                quality=None if good else "missing",
            )
        )
    return out


def _fault(raw: bytes, reason: FaultReason, detail: str) -> Fault:
    return Fault(protocol=NAME, raw=raw, reason=reason, detail=detail)


def _find(buffer: bytearray, at: int) -> int:
    found = [place for place in (buffer.find(0x24, at), buffer.find(0x21, at)) if place >= 0]
    return min(found, default=len(buffer))


def _measure(buffer: bytearray, at: int) -> int | Reject:
    places = (buffer.find(end, at + 1, at + MAX_LENGTH) for end in _ENDS)
    stop = min((place for place in places if place >= 0), default=-1)
    if stop < 0:
        if len(buffer) - at >= MAX_LENGTH:
            return Reject("overflow", f"sentence longer than {MAX_LENGTH} characters", MAX_LENGTH)
        return 0
    return stop + 3 - at if buffer[stop] == 0x2A else stop - at


def _grammar(checksum_required: bool) -> Grammar:
    def check(frame: bytes) -> Reject | None:
        if frame[-3:-2] != b"*":
            if checksum_required or len(frame) < 6:
                return Reject("checksum", "no checksum")
            return None
        if frame[-1] not in _HEX_DIGITS or frame[-2] not in _HEX_DIGITS:
            return Reject("syntax", "checksum is not two hex digits")
        found, want = int(frame[-2:], 16), xor8(frame[1:-3])
        return None if found == want else Reject("checksum", f"checksum {found:02X}, computed {want:02X}")

    return Grammar(_find, _measure, check, MAX_LENGTH + 3, fill=b"\r\n\0 ")


def sentence(body: str) -> bytes:
    """A whole sentence from what stands between ``$`` and ``*``."""
    data = body.encode("ascii")
    return b"$" + data + b"*%02X\r\n" % xor8(data)


def _angle(value: float | None, width: int, signs: str) -> str:
    """``ddmm.mmmmm,N``, or two empty fields."""
    if value is None:
        return ","
    degrees, minutes = divmod(round(abs(value) * 60, 5), 60)
    return f"{int(degrees):0{width}d}{minutes:08.5f},{signs[value < 0]}"


def gga(
    at: datetime, lat: float | None, lon: float | None, *, alt_m: float | None = None, satellites: int = 8, talker: str = "GN"
) -> bytes:
    """A receiver's GGA; without a place it says that it has no fix."""
    fixed = lat is not None and lon is not None
    stamp = f"{at.astimezone(UTC):%H%M%S}.{at.microsecond // 10000:02d}"
    place = f"{_angle(lat, 2, 'NS')},{_angle(lon, 3, 'EW')}"
    height = "" if alt_m is None else f"{alt_m:.1f}"
    return sentence(f"{talker}GGA,{stamp},{place},{int(fixed)},{satellites:02d},1.0,{height},M,,M,,")


def rmc(
    at: datetime,
    lat: float | None,
    lon: float | None,
    *,
    speed_kmh: float | None = None,
    course_deg: float | None = None,
    talker: str = "GN",
) -> bytes:
    """A receiver's RMC; without a place it says that it has no fix."""
    fixed = lat is not None and lon is not None
    utc = at.astimezone(UTC)
    place = f"{_angle(lat, 2, 'NS')},{_angle(lon, 3, 'EW')}"
    speed = "" if speed_kmh is None else f"{speed_kmh / KMH_PER_KNOT:.3f}"
    course = "" if course_deg is None else f"{course_deg:.1f}"
    status, mode = ("A", "A") if fixed else ("V", "N")
    stamp = f"{utc:%H%M%S}.{at.microsecond // 10000:02d}"
    return sentence(f"{talker}RMC,{stamp},{status},{place},{speed},{course},{utc:%d%m%y},,,{mode}")


def mwv(direction_deg: float, speed_m_s: float, *, talker: str = "WI") -> bytes:
    """A mast's true wind."""
    return sentence(f"{talker}MWV,{direction_deg:.1f},T,{speed_m_s:.1f},M,A")
