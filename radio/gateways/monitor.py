"""The figures and the last bytes of one wire, for its light and for the protocol monitor."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from radio.gateways.wires import WireConfig, WireState, WireStatus
from radio.links.base import LinkState
from radio.messages import Fault, Message

KEEP_ROWS = 400
KEEP_BYTES = 128 * 1024
"""Of one wire, so that what is kept of forty wires is some megabytes; a row is always whole."""


@dataclass(frozen=True, slots=True)
class MonitorRow:
    """One line of the protocol monitor: bytes as they came or went, a frame with what it means, or a fault with the bytes it concerns.

    ``seq`` counts the rows of the wire without a gap, from 1.
    """

    seq: int
    at: datetime
    direction: Literal["in", "out", "frame", "fault"]
    peer: str
    data: bytes
    note: str = ""
    messages: tuple[Message, ...] = ()


class WireMonitor:
    """Kept by the wire's thread; other threads read :meth:`status` and :meth:`rows`, both copies."""

    def __init__(self, config: WireConfig) -> None:
        self._config = config
        self._link = LinkState("opening")
        self._trouble: tuple[str, str] | None = None
        self._opened_at: datetime | None = None
        self._last_byte_at: datetime | None = None
        self._bytes_in = self._bytes_out = self._frames = self._peers = 0
        self._faults: dict[str, int] = {}
        self._rows: deque[MonitorRow] = deque()
        self._kept = self._seq = 0
        self._snapshot = WireStatus(config.name, config.label, config.protocol, "opening")

    def link_state(self, state: LinkState, now: datetime) -> None:
        """The link opened, failed or closed."""
        if state.state == "opening" and self._link.state == "failed":
            return  # a retry is no news: the light stays red, with the reason, until the line is open again
        self._link = state
        self._opened_at = now if state.state == "open" else None
        self.publish()

    def trouble(self, code: str | None, detail: str = "") -> None:
        """Something behind the link is wrong (the disk, the device); None when it is over."""
        trouble = None if code is None else (code, detail)
        if trouble != self._trouble:
            self._trouble = trouble
            self.publish()

    def came(self, peer: str, data: bytes, now: datetime) -> None:
        """Bytes came in."""
        self._bytes_in += len(data)
        self._last_byte_at = now
        self._keep(now, "in", peer, data)

    def went(self, peer: str, data: bytes, now: datetime) -> None:
        """Bytes go out."""
        self._bytes_out += len(data)
        self._keep(now, "out", peer, data)

    def frame(self) -> None:
        """A whole frame was understood."""
        self._frames += 1

    def means(self, data: bytes, messages: tuple[Message, ...], peer: str, now: datetime) -> None:
        """What a frame says, for who watches the wire. It is kept as it is: whoever looks makes words of it."""
        self._keep(now, "frame", peer, data, messages=messages)

    def fault(self, fault: Fault, peer: str, now: datetime) -> None:
        """Bytes that are no message."""
        self._faults[fault.reason] = self._faults.get(fault.reason, 0) + 1
        self._keep(now, "fault", peer, fault.raw, f"{fault.reason} {fault.detail}".strip())

    def peer_count(self, count: int) -> None:
        """How many far ends talk now."""
        self._peers = count

    def publish(self) -> None:
        """Make the figures of this moment visible to other threads."""
        link = self._link
        code, detail = self._trouble or (link.error_code, link.detail)
        state: WireState
        if self._trouble is not None or link.state in ("failed", "closed"):
            state = "dead"
        else:
            state = "ok" if link.state == "open" else "opening"
        self._snapshot = WireStatus(
            name=self._config.name,
            label=self._config.label,
            protocol=self._config.protocol,
            state=state,
            last_byte_at=self._last_byte_at,
            bytes_in=self._bytes_in,
            bytes_out=self._bytes_out,
            frames=self._frames,
            faults=sum(self._faults.values()),
            error_code=code,
            error_detail=detail,
            fault_reasons=tuple(sorted(self._faults.items())),
            peers=self._peers,
            opened_at=self._opened_at,
        )

    def status(self, now: datetime) -> WireStatus:
        """The figures; an open line that has said nothing for too long is silent. Any thread."""
        status = self._snapshot
        since = max(filter(None, (status.last_byte_at, status.opened_at)), default=None)
        if status.state != "ok" or since is None or now - since < timedelta(seconds=self._config.silent_after_s):
            return status
        return replace(status, state="silent")

    def rows(self, after: int = 0) -> tuple[MonitorRow, ...]:
        """The last rows of the protocol monitor, those behind ``after``. Any thread."""
        return tuple(row for row in self._rows.copy() if row.seq > after)

    def configure(self, config: WireConfig) -> None:
        """It is called otherwise, or may be silent for longer. Any thread."""
        self._config = config
        self._snapshot = replace(self._snapshot, label=config.label)

    def _keep(
        self,
        at: datetime,
        direction: Literal["in", "out", "frame", "fault"],
        peer: str,
        data: bytes,
        note: str = "",
        messages: tuple[Message, ...] = (),
    ) -> None:
        self._seq += 1
        self._kept += len(data)
        self._rows.append(MonitorRow(self._seq, at, direction, peer, data, note, messages))
        while len(self._rows) > KEEP_ROWS or (self._kept > KEEP_BYTES and len(self._rows) > 1):
            self._kept -= len(self._rows.popleft().data)
