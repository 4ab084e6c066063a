"""What the body of an SL 651-2014 report says: identifiers (annex C), values, lists, clocks, in HEX/BCD and in ASCII form.

HEX/BCD: leader byte, definition byte (high five bits: bytes of data, low three: decimals), data. The table below names elements and
gives the standard's own width for writing; reading goes by the definition byte alone, since stations choose their own widths.
ASCII: ``ID SP value SP`` pairs with the symbol as ID, ``M`` for a missing value.

Lists of twelve five-minute values (``F4``, ``F5``…``FC``; ``DRP``, ``DRZn``) without a time step: the hour *before* the
observation time – unless that time is the first five-minute mark of an hour which was over when the report was sent; then the list
starts there (both are seen, and both stay inside the past). With a step (``04 18``; ``DRNnn``) value *i* is at observation time
+ *i* steps. BCD clocks are Beijing time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from radio.codecs.bcd import packed_clock
from radio.messages import Fault, FaultReason, Message, Reading, Status, Text

NAME = "sl651"


@dataclass(frozen=True, slots=True)
class Element:
    """One row of the identifier table; ``digits`` and ``decimals`` are the N(d,d) of the standard, for writing."""

    leader: int
    symbol: str
    name: str
    unit: str | None
    digits: int = 0
    decimals: int = 0


def _rows() -> Iterator[Element]:
    for leader, symbol, name, unit, digits, decimals in (
        (0x01, "AC", "cross_section", "m²", 8, 2),
        (0x02, "AI", "air_temperature", "°C", 3, 1),
        (0x03, "C", "water_temperature", "°C", 3, 1),
        (0x06, "ED", "evaporation", "mm", 5, 1),
        (0x07, "EJ", "evaporation_current", "mm", 5, 1),
        (0x08, "FL", "air_pressure", "hPa", 5, 0),
        (0x09, "GH", "gate_opening", "m", 5, 2),
        (0x0D, "GTP", "ground_temperature", "°C", 3, 1),
        (0x0E, "H", "groundwater_depth", "m", 6, 2),
        (0x0F, "HW", "wave_height", "m", 5, 2),
        (0x18, "MST", "soil_moisture", "%", 4, 1),
        (0x1A, "P1", "rain_1h", "mm", 5, 1),
        (0x1B, "P2", "rain_2h", "mm", 5, 1),
        (0x1C, "P3", "rain_3h", "mm", 5, 1),
        (0x1D, "P6", "rain_6h", "mm", 5, 1),
        (0x1E, "P12", "rain_12h", "mm", 5, 1),
        (0x1F, "PD", "rain_1d", "mm", 5, 1),
        (0x20, "PJ", "rain_current", "mm", 5, 1),
        (0x21, "PN01", "rain_1min", "mm", 5, 1),
        (0x22, "PN05", "rain_5min", "mm", 5, 1),
        (0x23, "PN10", "rain_10min", "mm", 5, 1),
        (0x24, "PN30", "rain_30min", "mm", 5, 1),
        (0x25, "PR", "rain_storm", "mm", 5, 1),
        (0x26, "PT", "rain_total", "mm", 6, 1),
        (0x27, "Q", "flow", "m³/s", 9, 3),
        (0x34, "UE", "wind_force", "Bft", 2, 0),
        (0x35, "US", "wind_speed", "m/s", 4, 1),
        (0x37, "VJ", "flow_velocity", "m/s", 5, 3),
        (0x38, "VT", "battery_voltage", "V", 4, 2),
        (0x39, "Z", "water_level", "m", 7, 3),
        (0x3A, "ZB", "water_level_below", "m", 7, 3),
        (0x3B, "ZU", "water_level_above", "m", 7, 3),
        (0x46, "PH", "ph", "pH", 4, 2),
    ):
        yield Element(leader, symbol, name, unit, digits, decimals)
    for step, depth_cm in enumerate((10, 20, 30, 40, 50, 60, 80, 100)):
        yield Element(0x10 + step, f"M{depth_cm}", f"soil_moisture_{depth_cm}cm", "%", 4, 1)
    for number in range(8):
        yield Element(0x28 + number, f"Q{number + 1}", f"flow_{number + 1}", "m³/s", 9, 3)
        yield Element(0x3C + number, f"Z{number + 1}", f"water_level_{number + 1}", "m", 7, 3)
        yield Element(0xF5 + number, f"DRZ{number + 1}", f"water_level_rel_{number + 1}", "m")
    for number, phase in enumerate("ABC"):
        yield Element(0x70 + number, f"VT{phase}", f"voltage_{phase.lower()}", "V")
        yield Element(0x73 + number, f"VI{phase}", f"current_{phase.lower()}", "A")
    yield Element(0xF4, "DRP", "rain_5min", "mm")
    for leader, symbol in _NAMELESS:
        yield Element(leader, symbol, f"sl651_{leader:02X}", None)


_NAMELESS = (
    (0x05, "DT"), (0x0A, "GN"), (0x0B, "GS"), (0x0C, "GT"), (0x19, "NS"), (0x30, "QA"), (0x31, "QZ"), (0x32, "SW"),
    (0x33, "UC"), (0x36, "VA"), (0x44, "SQ"), (0x47, "DO"), (0x48, "COND"), (0x49, "TURB"), (0x4A, "CODMN"),
    (0x4B, "REDOX"), (0x4C, "NH4N"), (0x4D, "TP"), (0x4E, "TN"), (0x4F, "TOC"),
)  # fmt: skip
BY_LEADER: Mapping[int, Element] = MappingProxyType({row.leader: row for row in _rows()})
BY_SYMBOL: Mapping[str, Element] = MappingProxyType({row.symbol: row for row in _rows()})
BY_NAME: Mapping[str, Element] = MappingProxyType({row.name: row for row in _rows() if row.digits})

STATUS_BITS = (
    "mains_lost", "battery_low", "level_out_of_limits", "flow_out_of_limits", "quality_out_of_limits", "flow_meter_fault",
    "level_gauge_fault", "door_closed", "storage_fault", "ic_card_valid", "pump_stopped", "water_allowance_low",
)  # fmt: skip
_POWERS = tuple(10**n for n in range(8))
_FIVE_MINUTES = timedelta(minutes=5)
_LIST_BACK = timedelta(minutes=55)


@dataclass(frozen=True, slots=True)
class Report:
    """Whose body is read: station, send time and the frame; ``observed`` follows the F0F0 groups."""

    source: str
    sent: datetime | None
    raw: bytes
    observed: datetime | None
    step: timedelta | None = None

    def reading(self, row: Element, value: tuple[float | None, str | None], time: datetime | None) -> Reading:
        """One value at one time."""
        return Reading(
            protocol=NAME,
            source=self.source,
            time=time,
            raw=self.raw,
            element=row.name,
            value=value[0],
            unit=row.unit,
            quality=value[1],
        )

    def status(self, code: str, text: str | None, to: str | None = None) -> Status:
        """A fact that is no reading."""
        return Status(protocol=NAME, source=self.source, time=self.sent, raw=self.raw, code=code, to=to, text=text)

    def text(self, text: str) -> Text:
        """What a person typed at the station."""
        return Text(protocol=NAME, source=self.source, time=self.sent, raw=self.raw, text=text.strip("\0 "))

    def fault(self, reason: FaultReason, detail: str) -> Fault:
        """A whole frame whose body is not understood from here on."""
        return Fault(protocol=NAME, source=self.source, time=self.sent, raw=self.raw, reason=reason, detail=detail)

    def times(self, count: int, *, hourly: bool) -> list[datetime | None]:
        """When the values of a list were measured."""
        start, step = self.observed, self.step or (_FIVE_MINUTES if hourly else None)
        if start is None or step is None:
            return [None] * count
        if self.step is None and not self._starts_here(start):
            start -= _LIST_BACK
        out: list[datetime | None] = []
        for _ in range(count):
            out.append(start)
            start += step
        return out

    def _starts_here(self, start: datetime) -> bool:
        return start.minute == 5 and self.sent is not None and self.sent - start >= _LIST_BACK


def bcd_value(data: bytes, decimals: int) -> tuple[float | None, str | None]:
    """A value and its quality: all F is missing, a leading FF is minus, any other nibble above 9 is invalid."""
    text = data.hex()
    if text.isdigit():
        return int(text) / _POWERS[decimals], None
    if text.strip("f") == "":
        return None, "missing"
    if text.startswith("ff") and text[2:].isdigit():
        return -int(text[2:]) / _POWERS[decimals], None
    return None, "invalid"


def binary(body: bytes, report: Report) -> list[Message]:
    """The elements of a HEX/BCD body (what follows serial number and send time)."""
    out: list[Message] = []
    at, end = 0, len(body)
    while at < end:
        if end - at < 2:
            out.append(report.fault("length", f"1 byte {body[at]:02x} after the last element"))
            break
        lead, definition = body[at], body[at + 1]
        special = _SPECIAL.get(lead << 8 | definition)
        if special is not None:
            size = special if special >= 0 else end - at - 2
            at += 2
            data = body[at : at + size]
            if len(data) < size:
                out.append(report.fault("length", f"{lead:02x}{definition:02x}: {len(data)} of {size} bytes"))
                break
            at += size
            report = _special(lead, data, report, out)
            continue
        row = BY_LEADER.get(lead) or Element(lead, "", f"sl651_{lead:02X}", None)
        if lead == 0xFF:
            if end - at < 3:
                out.append(report.fault("length", "user element cut"))
                break
            row = Element(lead, "", f"sl651_FF{definition:02X}", None)
            at += 1
            definition = body[at + 1]
        at += 2
        size, decimals = definition >> 3, definition & 7
        if size == 0 or size > end - at:
            out.append(report.fault("length", f"{row.name}: {end - at} of {size} bytes"))
            break
        if report.step is not None and lead < 0xF4:
            out += _series(body[at:], size, decimals, row, report)
            break
        data = body[at : at + size]
        at += size
        if 0xF4 <= lead <= 0xFC:
            out += hourly_list(data, row, report)
        else:
            out.append(report.reading(row, bcd_value(data, decimals), report.observed))
    return out


_SPECIAL: Mapping[int, int] = MappingProxyType(
    {
        # two leading bytes: bytes of data, -1 for all that follow
        0xF1F1: 6,
        0xF0F0: 5,
        0xF2F2: -1,
        0xF3F3: -1,
        0xFDF6: -1,
        0x0418: 3,
        0x4520: 4,
    }
)


def _special(lead: int, data: bytes, report: Report, out: list[Message]) -> Report:
    """Clocks and steps change how the rest is read; the others speak for themselves."""
    if lead == 0xF0:
        return Report(report.source, report.sent, report.raw, packed_clock(data))
    if lead == 0x04:
        return Report(report.source, report.sent, report.raw, report.observed, _step(data.hex()))
    if lead == 0x45:
        out.append(report.status("status_word", status_text(int.from_bytes(data))))
    elif lead == 0xF2:
        out.append(report.text(data.decode("gb18030", "replace")))
    elif lead == 0xF3:
        out.append(report.status("picture", f"{len(data)} bytes"))
    elif lead == 0xFD:
        out.append(report.fault("unknown", f"batch of flow values, {len(data)} bytes"))
    return report


def _step(digits: str) -> timedelta | None:
    """``ddhhmm``; zero means that the list which follows has a step of its own."""
    if not digits.isdigit():
        return None
    days, hours, minutes = (int(digits[i : i + 2]) for i in (0, 2, 4))
    return timedelta(days=days, hours=hours, minutes=minutes) or None


def status_text(word: int) -> str:
    """The status word in hex and the names of its set bits."""
    names = [name for bit, name in enumerate(STATUS_BITS) if word >> bit & 1]
    return " ".join([f"{word:08X}", *names])


def hourly_list(data: bytes, row: Element, report: Report) -> list[Message]:
    """Five-minute lists are plain binary: rain in 0.1 mm bytes, levels in 0.01 m words; all ones is missing."""
    if row.leader == 0xF4:
        values = [(None, "missing") if byte == 0xFF else (byte / 10, None) for byte in data]
    else:
        words = [data[i] << 8 | data[i + 1] for i in range(0, len(data) - 1, 2)]
        values = [(None, "missing") if word == 0xFFFF else (word / 100, None) for word in words]
    times = report.times(len(values), hourly=True)
    return [report.reading(row, value, time) for value, time in zip(values, times, strict=True)]


def _series(data: bytes, size: int, decimals: int, row: Element, report: Report) -> list[Message]:
    """After a time step the values of one element fill the rest of the body."""
    count = len(data) // size
    times = report.times(count, hourly=False)
    out: list[Message] = [report.reading(row, bcd_value(data[i * size : i * size + size], decimals), times[i]) for i in range(count)]
    if len(data) % size:
        out.append(report.fault("length", f"{row.name}: {len(data)} bytes are no whole number of values"))
    return out
