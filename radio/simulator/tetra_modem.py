"""A TETRA terminal on its AT line, with the network and the crews behind it.

Every terminal of the crews reports what it received; its crew reads after some seconds, and then it reports that too. Crews
can send texts, statuses, and the emergency.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from radio.codecs import tetra_modem, tetra_pdu
from radio.codecs.tetra_modem import Command, Submit
from radio.simulator.device import DeviceThread
from radio.simulator.ledger import Ledger
from radio.simulator.lines import Line

TURN_S = 0.03


@dataclass(frozen=True, slots=True)
class Terminal:
    """One terminal out there; ``reads_after_s`` None: nobody looks at it. ``reachable`` False: the network says so."""

    issi: str
    deliver_after_s: float = 0.3
    reads_after_s: float | None = 3.0
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class ModemSettings:
    """The terminal at the hall and those out there; ``fail_first`` errors are answered before it works (to be repeated)."""

    issi: str = "9000"
    terminals: Mapping[str, Terminal] = field(default_factory=dict)
    fail_first: int = 0


class TetraModem:
    """See the module. ``say``, ``status`` and ``emergency`` may be called from any thread."""

    def __init__(self, name: str, line: Line, ledger: Ledger, settings: ModemSettings) -> None:
        self.name = name
        self.line = line
        self.ledger = ledger
        self.settings = settings
        self.deaf = False
        self._thread = DeviceThread(name, self._turn)
        self._modem = tetra_modem.Modem()
        self._out: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._due: list[tuple[float, str, bytes, str]] = []
        self._seen: set[tuple[str, bytes]] = set()
        self._errors_left = settings.fail_first
        self._ref = 0
        self._echo = True

    def start(self) -> None:
        """Switch it on."""
        self._thread.start()

    def stop(self, timeout_s: float = 3.0) -> bool:
        """Switch it off."""
        return self._thread.stop(timeout_s)

    def say(self, issi: str, text: str) -> None:
        """A crew sends a text and wants to know that it arrived."""
        self._ref = (self._ref + 1) & 0xFF
        for part in tetra_pdu.split(text, self._ref, "received"):
            self._out.put(tetra_modem.short_data(issi, self.settings.issi, tetra_pdu.encode(part)))

    def status(self, issi: str, code: int) -> None:
        """A crew presses a status key."""
        self._out.put(tetra_modem.status(issi, self.settings.issi, code))

    def emergency(self, issi: str) -> None:
        """A crew presses the red button."""
        self.status(issi, 0)

    def _turn(self) -> None:
        data = self.line.read(TURN_S)
        for command in self._modem.feed(data) if data else ():
            if not self.deaf:
                self._obey(command)
        now = time.monotonic()
        for item in [item for item in self._due if item[0] <= now]:
            self._due.remove(item)
            self._hand_over(item[1], item[2], item[3])
        while not self._out.empty():
            self.line.write(self._out.get())

    def _obey(self, command: Command | Submit) -> None:
        if isinstance(command, Command):
            if self._echo:
                self.line.write(command.line.encode("ascii", "replace") + b"\r\n")
            self._echo = self._echo and command.line.upper() != "ATE0"
            results = {"AT+CSQ?": ["+CSQ: 24,99", "OK"]}.get(command.line.upper(), ["OK"])
            self.line.write(tetra_modem.answer(*results))
        elif self._errors_left > 0:
            self._errors_left -= 1
            self.line.write(tetra_modem.answer("+CME ERROR: 35"))
        elif not command.whole:
            self.line.write(tetra_modem.answer("ERROR"))
        else:
            self._ref = (self._ref + 1) & 0xFF
            self.line.write(tetra_modem.answer(f"+CMGS: 0,{self._ref}", "OK"))
            self._deliver(command)

    def _deliver(self, submit: Submit) -> None:
        """Out on the air, and the reports back."""
        try:
            pdu = tetra_pdu.parse(submit.pdu)
        except tetra_pdu.PduError:
            return
        if not isinstance(pdu, tetra_pdu.Transfer):
            return  # a report on a text of a crew: their terminal shows it
        terminal = self.settings.terminals.get(submit.called)
        repeat = (submit.called, submit.pdu) in self._seen
        self._seen.add((submit.called, submit.pdu))
        if not repeat:
            self.ledger.write("received", submit.called, submit.pdu, pdu.text)
        if pdu.ref is None or pdu.report == "none":
            return
        now = time.monotonic()
        ref = pdu.ref
        if terminal is None or not terminal.reachable:
            self._report_at(now + 0.2, submit.called, 0x5A, ref, "")
            return
        if pdu.report in ("received", "both"):
            self._report_at(now + terminal.deliver_after_s, submit.called, tetra_pdu.RECEIVED, ref, "delivered")
        if pdu.report in ("consumed", "both") and terminal.reads_after_s is not None:
            read_at = now + terminal.deliver_after_s + terminal.reads_after_s
            self._report_at(read_at, submit.called, tetra_pdu.CONSUMED, ref, "read")

    def _report_at(self, at: float, issi: str, status: int, ref: int, event: str) -> None:
        pdu = tetra_pdu.encode(tetra_pdu.Report(status=status, ref=ref))
        self._due.append((at, issi, pdu, event))

    def _hand_over(self, issi: str, pdu: bytes, event: str) -> None:
        if event == "delivered":
            self.ledger.write("delivered", issi, pdu)
        elif event == "read":
            self.ledger.write("read", issi, pdu)
        self.line.write(tetra_modem.short_data(issi, self.settings.issi, pdu))
