"""What people do with the wires, at the gateway's end: list, watch, test, add, change, remove – and the file that a person may edit, too.

A change is kept in this order: the new file beside the old one and on disk; who did it, in the journal, with the digest of that file; then
the file takes its place, and the wires that differ are opened anew. A gateway killed anywhere between finishes at its next start what the
journal tells of, and forgets what it does not.
"""

from __future__ import annotations

import hashlib
import logging
import queue
import re
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from console.app.execute import Executor
from console.app.ports import Bus
from console.app.wires import ChangeWire, cursor_of
from console.domain.codes import Role
from console.domain.records import Actor, StoreDown
from console.domain.refusal import Refused
from console.wire_watch import WireWatch, row_words
from radio.gateways.switchboard import Switchboard
from radio.gateways.trial import Trial, try_wire
from radio.gateways.wires import WireConfig, WireConfigError, WireStatus, read_row, wire_rows
from radio.gateways.wires_text import WiresFile, drop_wire, put_wire, read_wires, take_place, write_beside

log = logging.getLogger(__name__)

GATEWAY = Actor(who="gateway", seat="gateway", role=None)
TRIAL_S = 5.0
MOST_TRIAL_S = 60.0
LOOK_S = 1.0
PROGRESS_S = 0.5
SAMPLE_ROWS = 12
PAGE = 40
STOP_S = 6.0

Answer = Mapping[str, Any]
Say = Callable[[Mapping[str, Any]], None]


class WireRoom:
    """Belongs to the gateway's loop; :meth:`heard` alone may be called by any thread."""

    def __init__(self, path: Path, found: WiresFile, switchboard: Switchboard, bus: Bus, host: str) -> None:
        self._path = path
        self._found = found
        self._switchboard = switchboard
        self._bus = bus
        self.host = host
        self._watch = WireWatch(switchboard, bus)
        self._inbox: queue.SimpleQueue[Mapping[str, Any]] = queue.SimpleQueue()
        self._changes: list[Mapping[str, Any]] = []
        self._trial = _TrialThread(self._say)
        self._wanted: WiresFile | None = None
        self._reloader: threading.Thread | None = None
        self._stamp = self._pending = _stamp(path)
        self._looked = time.monotonic()
        self._in_step = False

    # ---- for the gateway's loop -----------------------------------------------------------------------------------------

    def heard(self, payload: Mapping[str, Any]) -> None:
        """A screen asks for something."""
        self._inbox.put(payload)

    def words(self) -> Mapping[str, Any]:
        """For the word that the gateway says twice a second: whose wires these are, which file they come from, what is wrong with it."""
        return {"host": self.host, "settings": digest_of(self._found.text), "wires_problem": _problem(self._found.problem)}

    def pump(self) -> None:
        """What needs no database; called ten times a second."""
        while not self._inbox.empty():
            asked = self._inbox.get_nowait()
            try:
                self._take(asked)
            except (KeyError, TypeError, ValueError) as problem:
                log.warning("a word about wires that cannot be understood (%s): %r", problem, asked)
        self._watch.pump()
        self._trial.pump()
        self._look()
        self._start_reload()

    def settle(self, executor: Executor) -> None:
        """What the journal must know of: changes that people ask for, and a file that was edited by hand."""
        if not self._in_step:
            try:
                self._bring_in_step(executor)
            except OSError as problem:
                log.error("the file of wires cannot be brought in step with the journal: %s", problem)
            self._in_step = True
        while self._changes:
            asked = self._changes.pop(0)
            try:
                self._answer(asked, self._change(executor, asked))
            except StoreDown:
                self._answer(asked, {"code": "database"})
                raise

    def refuse_changes(self) -> None:
        """The database is away: who asked is told, and may ask again."""
        while self._changes:
            self._answer(self._changes.pop(0), {"code": "database"})

    def stop(self) -> None:
        """End a trial and wait for a reload on its way."""
        self._trial.stop()
        if self._reloader is not None:
            self._reloader.join(STOP_S)

    # ---- asked ----------------------------------------------------------------------------------------------------------

    def _take(self, asked: Mapping[str, Any]) -> None:
        op = asked["op"]
        if op == "watch":
            self._watch.watch(str(asked["viewer"]), str(asked["wire"]), int(asked.get("after", 0)))
        elif asked.get("gateway") not in (None, "", self.host):
            return  # another machine's
        elif op == "list":
            self._list(asked)
        elif op == "test":
            self._test(asked)
        elif op in ("put", "drop"):
            self._changes.append(asked)

    def _list(self, asked: Mapping[str, Any]) -> None:
        """The settings as the file has them – also those that cannot be used, so that they can be mended – some in each word."""
        try:
            rows = wire_rows(self._found.text, self._path.name)
        except WireConfigError:
            rows = []
        head = {"file": str(self._path), "ports": _serial_ports(), "problem": _problem(self._found.problem)}
        pages = [rows[at : at + PAGE] for at in range(0, len(rows), PAGE)] or [[]]
        for number, page in enumerate(pages, 1):
            self._answer(asked, {**head, "wires": page, "page": number, "pages": len(pages)})

    def _test(self, asked: Mapping[str, Any]) -> None:
        try:
            config = read_row(dict(asked["row"]))
        except WireConfigError as problem:
            self._answer(asked, _problem(problem) or {})
            return
        running = self._running(config)
        if running is not None:
            self._answer(asked, {"in_use": running.name, "figures": status_words(running)})
        elif not self._trial.begin(asked, config, min(float(asked.get("seconds", TRIAL_S)), MOST_TRIAL_S)):
            self._answer(asked, {"code": "busy"})

    def _running(self, config: WireConfig) -> WireStatus | None:
        """The wire in service on that very line: it is judged by its figures, and not opened twice."""
        names = {wire.name for wire in self._found.wires if wire.link == config.link}
        return next((status for status in self._switchboard.statuses() if status.name in names), None)

    def _change(self, executor: Executor, asked: Mapping[str, Any]) -> Answer:
        before = asked.get("name") or None
        try:
            if asked["op"] == "drop":
                name, change = str(before), "removed"
                config = next((wire for wire in self._found.wires if wire.name == name), WireConfig(name, name, "", ""))
                edit = drop_wire(self._found.text, name)
            else:
                config = read_row(dict(asked["row"]))
                edit = put_wire(self._found.text, config, before)
                change = "changed" if before else "added"
            fresh = write_beside(self._path, edit.text)
        except WireConfigError as problem:
            return _problem(problem) or {}
        except OSError as problem:
            return {"code": "disk", "value": problem.strerror or str(problem)}
        command = ChangeWire(
            gateway=self.host,
            wire=config.name,
            change=change,
            digest=digest_of(edit.text),
            label=config.label,
            protocol=config.protocol,
            link=re.sub(r"//[^@/]*@", "//…@", config.link),
        )
        # Who asks is who he says; what he may, the hall's own table of accounts knows.
        actor = Actor(who=str(asked["who"]), seat=str(asked.get("seat", "")), role=Role.WALL)
        try:
            executor.execute(actor, command)
        except Refused as refused:
            fresh.unlink(missing_ok=True)
            return {"code": "refused", "value": refused.code}
        try:
            take_place(fresh, self._path)
        except OSError as problem:
            return {"code": "disk", "value": problem.strerror or str(problem)}
        self._load()
        return {"ok": True, "kept": edit.kept}

    def _answer(self, asked: Mapping[str, Any], answer: Answer) -> None:
        self._say({"id": asked.get("id", ""), "op": asked["op"], "host": self.host, **answer})

    def _say(self, words: Mapping[str, Any]) -> None:
        self._bus.publish("wires_said", words)

    # ---- the file -------------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """A file that a person has saved is taken up once it has stood still for a second: an editor may be in the middle of it."""
        if time.monotonic() - self._looked < LOOK_S:
            return
        self._looked = time.monotonic()
        stamp = _stamp(self._path)
        if stamp != self._stamp and stamp == self._pending:
            self._load()
            self._in_step = False
        self._pending = stamp

    def _load(self) -> None:
        """Read the file; where it is broken as a whole, the wires run on as they are."""
        self._stamp = self._pending = _stamp(self._path)
        found = read_wires(self._path)
        before, self._found = self._found, found
        if found.problem is not None:
            log.error("the wires run on as they are: %s", found.problem)
        elif (found.wires, found.bad) != (before.wires, before.bad) or before.problem is not None:
            self._wanted = found
            self._start_reload()

    def _start_reload(self) -> None:
        """In a thread of its own: lines that close must not hold up what fires by the clock."""
        if self._wanted is None or (self._reloader is not None and self._reloader.is_alive()):
            return
        found, self._wanted = self._wanted, None
        self._reloader = threading.Thread(target=self._reload, args=(found,), name="wires-reload", daemon=True)
        self._reloader.start()

    def _reload(self, found: WiresFile) -> None:
        try:
            changed = self._switchboard.reload(found.wires, found.bad)
        except Exception:
            log.exception("the wires could not be changed")
            return
        log.info("wires taken up anew: %s", ", ".join(changed) or "none")

    def _bring_in_step(self, executor: Executor) -> None:
        """The file and the journal tell of the same wires: finish what was decided before a kill, note what was edited by hand."""
        now = executor.clock()
        with executor.store.transaction(GATEWAY, now) as unit:
            told = unit.cursor(cursor_of(self.host))
            if told == 0:
                unit.set_cursor(cursor_of(self.host), digest_of(self._found.text))
        fresh = self._path.with_name(self._path.name + ".next")
        if told not in (0, digest_of(self._found.text)):
            if fresh.exists() and digest_of(read_wires(fresh).text) == told:
                log.warning("a change of the wires that the journal tells of is finished now")
                take_place(fresh, self._path)
                self._load()
            else:
                command = ChangeWire(gateway=self.host, wire="", change="edited", digest=digest_of(self._found.text))
                executor.execute(GATEWAY, command)
        fresh.unlink(missing_ok=True)


class _TrialThread:
    """One trial at a time, beside the loop."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._asked: Mapping[str, Any] = {}
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._status: WireStatus | None = None
        self._result: Trial | None = None
        self._said_at = 0.0

    def begin(self, asked: Mapping[str, Any], config: WireConfig, seconds: float) -> bool:
        """Begin it; False while another runs."""
        if self._thread is not None:
            return False
        self._asked, self._status, self._result = asked, None, None
        self._stop.clear()
        self._thread = threading.Thread(target=self._run, args=(config, seconds), name="wire-trial", daemon=True)
        self._thread.start()
        return True

    def pump(self) -> None:
        """Tell how it goes, and how it went."""
        if self._thread is None:
            return
        head = {"id": self._asked.get("id", ""), "op": "test"}
        if not self._thread.is_alive():
            self._thread = None
            result = self._result
            self._say({**head, **(trial_words(result) if result is not None else {"code": "internal"})})
        elif self._status is not None and time.monotonic() - self._said_at >= PROGRESS_S:
            self._said_at = time.monotonic()
            self._say({**head, "going": True, "figures": status_words(self._status)})

    def stop(self) -> None:
        """End it."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(STOP_S)

    def _run(self, config: WireConfig, seconds: float) -> None:
        def said(status: WireStatus) -> None:
            self._status = status

        try:
            self._result = try_wire(config, seconds, self._stop, said)
        except Exception:
            log.exception("the trial of a wire broke")


def trial_words(trial: Trial) -> Answer:
    """How it went: the light, the figures, who spoke, and the last of what was heard."""
    told = [row for row in trial.rows if row.direction in ("frame", "fault")] or list(trial.rows)
    sample = [words for row in told[-SAMPLE_ROWS:] for words in row_words(row)[:1]]
    return {"figures": status_words(trial.status), "sources": list(trial.sources[:50]), "rows": sample}


def status_words(status: WireStatus) -> dict[str, Any]:
    """A wire's light and figures, as they travel."""
    return {
        "name": status.name,
        "label": status.label,
        "protocol": status.protocol,
        "state": status.state,
        "last_byte_at": status.last_byte_at.isoformat() if status.last_byte_at else None,
        "bytes_in": status.bytes_in,
        "bytes_out": status.bytes_out,
        "frames": status.frames,
        "faults": status.faults,
        "fault_reasons": dict(status.fault_reasons),
        "peers": status.peers,
        "error": status.error_code or "",
        "detail": status.error_detail[:200],
    }


def digest_of(text: str) -> int:
    """A number for a text, of 56 bits: as a cursor holds it."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:7])


def _problem(problem: WireConfigError | None) -> Answer | None:
    if problem is None:
        return None
    return {"code": problem.code, "key": problem.key, "value": str(problem.value), "where": problem.where}


def _stamp(path: Path) -> tuple[int, int, int]:
    """What tells one file from another, and from none."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return found.st_ino, found.st_mtime_ns, found.st_size


def _serial_ports() -> list[list[str]]:
    """The serial ports of this machine: device, serial number of the adapter, what it calls itself."""
    from serial.tools import list_ports

    return [[port.device, port.serial_number or "", port.description or ""] for port in list_ports.comports()]
