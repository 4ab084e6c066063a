"""The application data units of GB/T 26875.3-2011 (clause 8): type flag, number of objects, objects with a clock each.

Tables first, then what they mean in the hall's vocabulary; ``gbt26875_build`` writes the same objects. Status words (clause 8.3):
each set bit is an alarm of its own; bit 0 ("normal") is *not* looked at when another bit is set, because every published fire
frame, the standard's own included, has it clear. A word with bit 0 alone says that everything at that address is normal again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from radio.codecs.bcd import from_beijing
from radio.messages import Alarm, Fault, FaultReason, Heartbeat, Message, Reading, Status

NAME = "gbt26875"

PART_BITS = (
    "test", "fire", "fault", "disabled", "supervisory", "activated", "feedback", "delayed", "power_fault",
)  # fmt: skip
SYSTEM_BITS = (
    "test", "fire", "fault", "disabled", "supervisory", "activated", "feedback", "delayed", "mains_fault",
    "battery_fault", "bus_fault", "manual", "config_changed", "reset",
)  # fmt: skip
DEVICE_BITS = ("test", "fire", "fault", "mains_fault", "battery_fault", "link_fault", "line_fault")
OPERATION_BITS = ("reset", "silence", "manual_alarm", "alarm_cleared", "self_test", "confirm", "test")

ANALOG: Mapping[int, tuple[str, int, str]] = MappingProxyType(
    {
        # type: (element, decimals, unit)
        1: ("event_count", 0, "1"),
        2: ("height", 2, "m"),
        3: ("temperature", 1, "°C"),
        4: ("pressure", 1, "MPa"),
        5: ("pressure", 1, "kPa"),
        6: ("gas_concentration", 1, "%LEL"),
        7: ("duration", 0, "s"),
        8: ("voltage", 1, "V"),
        9: ("current", 1, "A"),
        10: ("flow", 1, "L/s"),
        11: ("air_volume", 1, "m³/min"),
        12: ("wind_speed", 0, "m/s"),
    }
)
ORDERS: Mapping[int, str] = MappingProxyType(
    {
        61: "read_system_status",
        62: "read_part_status",
        63: "read_analog",
        64: "read_operations",
        65: "read_version",
        66: "read_config",
        67: "read_part_config",
        68: "read_clock",
        81: "read_device_status",
        84: "read_device_operations",
        85: "read_device_version",
        86: "read_device_config",
        88: "read_device_clock",
        89: "initialise",
        90: "set_clock",
        91: "duty_check",
    }
)


@dataclass(frozen=True, slots=True)
class Common:
    """What all messages of one frame share."""

    source: str
    time: datetime | None
    raw: bytes

    def alarm(self, event: str, zone: str | None, code: int | None = None, text: str | None = None) -> Alarm:
        """Something is active, or everything of that event is over if the event says so."""
        restored = event in ("normal", "reset")
        return Alarm(
            protocol=NAME,
            source=self.source,
            time=self.time,
            raw=self.raw,
            event=event,
            state="restored" if restored else "active",
            code=None if code is None else str(code),
            zone=zone,
            text=text,
        )

    def status(self, code: str, text: str | None, to: str | None = None) -> Status:
        """A fact that is no alarm."""
        return Status(protocol=NAME, source=self.source, time=self.time, raw=self.raw, code=code, to=to, text=text)

    def fault(self, reason: FaultReason, detail: str) -> Fault:
        """A whole frame whose data are not understood."""
        return Fault(protocol=NAME, source=self.source, time=self.time, raw=self.raw, reason=reason, detail=detail)

    def heartbeat(self) -> Heartbeat:
        """A sign of life."""
        return Heartbeat(protocol=NAME, source=self.source, time=self.time, raw=self.raw)


def meaning(data: bytes, common: Common, *, alive: bool) -> list[Message]:
    """What the data of a command 2 or 5 say. ``alive``: sent unasked, so a state or a clock is also a sign of life."""
    if len(data) < 2:
        return [common.fault("length", f"{len(data)} bytes of data")]
    kind, count, body = data[0], data[1], data[2:]
    if kind in _TEXTS:
        return _texts(kind, count, body, common)
    if kind not in _OBJECTS:
        return [common.fault("unknown", f"type {kind}")]
    size, timed, say = _OBJECTS[kind]
    out: list[Message] = [common.heartbeat()] if alive and kind in (21, 28) else []
    stride = size + 6 if timed and len(body) != count * size else size
    for at in range(0, min(len(body) // stride, count) * stride, stride):
        out += say(body[at : at + size], common)
    if len(body) != count * stride:
        out.append(common.fault("length", f"type {kind}: {count} objects in {len(body)} bytes"))
    return out


def order(data: bytes, common: Common, to: str) -> list[Message]:
    """What a centre asks of a device (commands 1 and 4), as a status whose code is the order."""
    kind = data[0] if data else -1
    if kind not in ORDERS:
        return [common.fault("unknown", f"order of type {kind}")]
    body = data[2:]
    text: str | None = body.hex() or None
    if kind == 91 and len(body) == 1:
        text = str(body[0])
    elif kind == 90 and len(body) == 6:
        text = _iso(body)
    return [common.status(ORDERS[kind], text, to)]


def clock(data: bytes) -> datetime | None:
    """Second, minute, hour, day, month, year − 2000 in plain binary, Beijing, as UTC."""
    return from_beijing(2000 + data[5], data[4], data[3], data[2], data[1], data[0])


def _iso(data: bytes) -> str | None:
    time = clock(data)
    return None if time is None else time.isoformat().replace("+00:00", "Z")


def _description(data: bytes) -> str | None:
    """Text up to the first NUL: what follows it is garbage in field captures."""
    return data.split(b"\0", 1)[0].decode("gb18030", "replace").strip() or None


def _events(
    word: int,
    names: tuple[str, ...],
    zone: str | None,
    common: Common,
    code: int | None = None,
    text: str | None = None,
) -> list[Message]:
    """One alarm a set bit; ``normal`` or ``test`` if bit 0 says so and nothing else is set."""
    set_bits = [name for bit, name in enumerate(names) if bit and word >> bit & 1]
    if not set_bits:
        return [common.alarm("normal" if word & 1 else "test", zone, code, text)]
    return [
        common.status(name, zone) if name in ("manual", "config_changed") else common.alarm(name, zone, code, text)
        for name in sorted(set_bits, key=lambda name: name != "reset")
    ]


def _system(item: bytes, common: Common) -> list[Message]:
    return _events(item[2] | item[3] << 8, SYSTEM_BITS, f"{item[0]}/{item[1]}", common)


def _zone(item: bytes) -> str:
    """``system type/system address/loop/point``: the common use of the free part address (A.1 of the standard)."""
    return f"{item[0]}/{item[1]}/{item[5] | item[6] << 8}/{item[3] | item[4] << 8}"


def _part(item: bytes, common: Common) -> list[Message]:
    word = item[7] | item[8] << 8
    return _events(word, PART_BITS, _zone(item), common, code=item[2], text=_description(item[9:]))


def _analog(item: bytes, common: Common) -> list[Message]:
    element, decimals, unit = ANALOG.get(item[7], (f"analog_{item[7]}", 0, None))
    value = int.from_bytes(item[8:10], "little", signed=True)
    return [
        Reading(
            protocol=NAME,
            source=f"{common.source}/{_zone(item)}",
            time=common.time,
            raw=common.raw,
            element=element,
            value=value / 10**decimals,
            unit=unit,
        )
    ]


def _operations(bits: int, zone: str | None, operator: int, common: Common, confirm: str) -> list[Message]:
    out: list[Message] = []
    for bit, name in enumerate(OPERATION_BITS):
        if not bits >> bit & 1:
            continue
        if name == "manual_alarm":
            out.append(common.alarm("fire", zone, text=None))
        elif name == "alarm_cleared":
            out.append(_cleared(common, zone))
        elif name in ("reset", "test"):
            out.append(common.alarm(name, zone))
        else:
            out.append(common.status(confirm if name == "confirm" else name, f"operator {operator}"))
    return out or [common.status("operation", f"operator {operator}, bits {bits:02x}")]


def _cleared(common: Common, zone: str | None) -> Alarm:
    return Alarm(protocol=NAME, source=common.source, time=common.time, raw=common.raw, event="fire", state="restored", zone=zone)


def _operation(item: bytes, common: Common) -> list[Message]:
    return _operations(item[2], f"{item[0]}/{item[1]}", item[3], common, "confirm")


def _version(item: bytes, common: Common) -> list[Message]:
    return [common.status("version", f"{item[0]}/{item[1]} {item[2]}.{item[3]}")]


def _part_config(item: bytes, common: Common) -> list[Message]:
    words = [_zone(item), f"type {item[2]}", _description(item[7:])]
    return [common.status("part_config", " ".join(word for word in words if word))]


def _system_clock(item: bytes, common: Common) -> list[Message]:
    return [common.status("clock", f"{item[0]}/{item[1]} {_iso(item[2:]) or ''}".strip())]


def _device(item: bytes, common: Common) -> list[Message]:
    return _events(item[0], DEVICE_BITS, None, common)


def _device_operation(item: bytes, common: Common) -> list[Message]:
    return _operations(item[0], None, item[1], common, "duty_answer")


def _device_version(item: bytes, common: Common) -> list[Message]:
    return [common.status("version", f"{item[0]}.{item[1]}")]


def _device_clock(item: bytes, common: Common) -> list[Message]:
    return [common.status("clock", _iso(item))]


def _texts(kind: int, count: int, body: bytes, common: Common) -> list[Message]:
    """Types 6 and 26: objects of a text with its own length."""
    head = _TEXTS[kind]
    out: list[Message] = []
    at = 0
    for _ in range(count):
        if len(body) < at + head + 1 or len(body) < at + head + 1 + body[at + head]:
            out.append(common.fault("length", f"type {kind}: {count} texts in {len(body)} bytes"))
            break
        end = at + head + 1 + body[at + head]
        words = [f"{body[at]}/{body[at + 1]}" if head else None, _description(body[at + head + 1 : end])]
        out.append(common.status("config", " ".join(word for word in words if word) or None))
        at = end
    return out


_TEXTS: Mapping[int, int] = MappingProxyType({6: 2, 26: 0})
_OBJECTS: Mapping[int, tuple[int, bool, Callable[[bytes, Common], list[Message]]]] = MappingProxyType(
    {
        # type: (bytes of an object, followed by a clock of 6, what it says)
        1: (4, True, _system),
        2: (40, True, _part),
        3: (10, True, _analog),
        4: (4, True, _operation),
        5: (4, False, _version),
        7: (38, False, _part_config),
        8: (8, False, _system_clock),
        21: (1, True, _device),
        24: (2, True, _device_operation),
        25: (2, False, _device_version),
        28: (6, False, _device_clock),
    }
)
