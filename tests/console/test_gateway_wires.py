"""The wires from a screen's side, through a running gateway: watched, tested, changed, edited by hand – and whole after a kill."""

from __future__ import annotations

import os
import queue
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from console import bootstrap
from console.app import watch
from console.app.wires import ChangeWire, cursor_of
from console.domain.entities import Alarm
from console.halls import Hall
from console.processes import start
from console.settings import save
from console.wire_room import digest_of
from radio.codecs import decoder
from radio.gateways.wires import load_wires
from radio.messages import Alarm as AlarmMessage
from radio.simulator.ledger import acknowledged, read_ledger
from radio.simulator.lines import PtyLine
from tests.console.test_gateway_scene import buses, within
from tests.halls import GATEWAY, executor_of, make_hall
from tests.radio.gateways.test_switchboard import fire
from tests.radio.hall import fire_panel, wait_for

__all__ = ["buses"]

WIRES = """# the wires of the test
[[wire]]
name = "panel-1"
label = "消防主机"  # the temple's
protocol = "gbt26875"
link = "{line}"
"""


class Screen:
    """What a desk says and hears on the bus."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self._bus = bootstrap.open_bus(hall)
        self.rows: list[dict[str, Any]] = []
        self.status: dict[str, Any] = {}
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._number = 0
        self._bus.subscribe(("gateway", "wires_said", "wire_rows"), self._hear)

    def _hear(self, topic: str, payload: Any) -> None:
        if topic == "gateway":
            self.status = payload
        elif topic == "wire_rows":
            self.rows.append(payload)
        else:
            self._answers.put(payload)

    def say(self, op: str, **words: Any) -> None:
        self._bus.publish("wires", {"seat": "调度一席", "op": op, **words})

    def ask(
        self, op: str, *, until: Callable[[dict[str, Any]], bool] = lambda _a: True, patience_s: float = 10.0, **words: Any
    ) -> dict[str, Any]:
        self._number += 1
        self.say(op, id=str(self._number), **words)
        while True:
            answer = self._answers.get(timeout=patience_s)
            if answer["id"] == str(self._number) and until(answer):
                return answer

    def wires(self) -> dict[str, str]:
        """Names and states."""
        return {wire["name"]: wire["state"] for wire in self.status.get("wires", ())}


@pytest.fixture
def line(tmp_path: Path) -> Iterator[PtyLine]:
    made = PtyLine(tmp_path / "lines" / "panel-1")
    yield made
    made.close()


@pytest.fixture
def hall(tmp_path: Path, buses: None) -> Hall:
    made = make_hall(tmp_path)
    made.wires_file.write_text(WIRES.format(line=tmp_path / "lines" / "panel-1"), "utf-8")
    made.channels_file.write_text("", "utf-8")
    return made


@pytest.fixture
def run(hall: Hall) -> Iterator[Callable[[], None]]:
    """Starts the gateway."""
    started = []

    def start() -> None:
        gateway = bootstrap.build_gateway(hall)
        thread = threading.Thread(target=gateway.run)
        thread.start()
        started.append((gateway, thread))

    yield start
    for gateway, thread in started:
        gateway.stop()
        thread.join(15)
        assert not thread.is_alive()


@pytest.fixture
def screen(hall: Hall, line: PtyLine, run: Callable[[], None]) -> Screen:
    made = Screen(hall)
    run()
    within(lambda: made.wires().get("panel-1") == "ok" and bool(made.status.get("database")))
    return made


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def changes(hall: Hall) -> list[tuple[str, str]]:
    executor = executor_of(hall)
    facts = [fact for fact in executor.store.last_facts(500) if fact.body.kind == "wire_settings_changed"]
    executor.store.close()
    return [(fact.body.change, fact.who) for fact in facts]  # type: ignore[attr-defined]


def test_a_wire_is_added_changed_and_removed_while_the_others_hear_every_frame(screen: Screen, line: PtyLine) -> None:
    hall, port = screen.hall, free_port()
    row = {"name": "dtu", "label": "车载终端", "protocol": "gbt26875", "link": f"tcp-listen://127.0.0.1:{port}"}
    line.write(fire(1))
    assert screen.ask("put", who="li", row=row) == {"id": "1", "op": "put", "host": screen.status["host"], "ok": True, "kept": True}
    within(lambda: screen.wires() == {"panel-1": "ok", "dtu": "ok"})
    line.write(fire(2))
    caller = socket.create_connection(("127.0.0.1", port), timeout=5)
    caller.sendall(fire(3))
    with caller.makefile("rb") as answers:
        assert len(answers.read(30)) == 30
    caller.close()
    assert screen.ask("put", who="li", name="dtu", row={**row, "label": "社会车辆"})["ok"]
    line.write(fire(4))
    within(lambda: [w["label"] for w in screen.status["wires"]] == ["消防主机", "社会车辆"])
    assert screen.ask("drop", who="li", name="dtu")["ok"]
    within(lambda: screen.wires() == {"panel-1": "ok"})
    within(lambda: next(w for w in screen.status["wires"])["frames"] == 3)
    assert changes(hall) == [("added", "li"), ("changed", "li"), ("removed", "li")]
    text = hall.wires_file.read_text("utf-8")
    assert "# the temple's" in text and "dtu" not in text
    assert not list(hall.folder.glob("*.next"))


def test_who_may_not_and_what_cannot_be_change_nothing(screen: Screen) -> None:
    text = screen.hall.wires_file.read_text("utf-8")
    row = {"name": "x", "protocol": "nmea", "link": "COM9"}
    for person in ("zhao", "mallory"):
        assert screen.ask("put", who=person, row=row)["code"] == "refused"
    assert screen.ask("put", who="li", row={**row, "protocol": "morse"})["code"] == "protocol"
    twice = screen.ask("put", who="li", row={**row, "name": "panel-1"})
    assert (twice["code"], twice["value"]) == ("duplicate", "panel-1")
    assert screen.ask("drop", who="li", name="nobody")["code"] == "missing"
    assert screen.hall.wires_file.read_text("utf-8") == text and changes(screen.hall) == []
    assert not list(screen.hall.folder.glob("*.next"))


def test_the_list_has_what_the_file_has(screen: Screen) -> None:
    told = screen.ask("list")
    assert (told["page"], told["pages"], told["problem"]) == (1, 1, None)
    assert [(w["name"], w["label"]) for w in told["wires"]] == [("panel-1", "消防主机")]
    assert told["file"].endswith("gateway.toml") and isinstance(told["ports"], list)


def test_a_file_that_a_person_saves_is_taken_up_and_a_broken_one_stops_nothing(
    screen: Screen, line: PtyLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.wire_room.LOOK_S", 0.2)
    path = screen.hall.wires_file
    whole = path.read_text("utf-8")
    path.write_text(whole + f'\n[[wire]]\nname = "dtu"\nprotocol = "jt808"\nlink = "tcp-listen://127.0.0.1:{free_port()}"\n', "utf-8")
    within(lambda: screen.wires() == {"panel-1": "ok", "dtu": "ok"})
    within(lambda: changes(screen.hall) == [("edited", "gateway")])
    path.write_text(whole + "\n[[wire]\nname = ", "utf-8")
    within(lambda: (screen.status["wires_problem"] or {}).get("code") == "toml")
    assert set(screen.wires()) == {"panel-1", "dtu"}, "they run on as they are"
    assert screen.ask("put", who="li", row={"name": "x", "protocol": "nmea", "link": "COM9"})["code"] == "toml"
    line.write(fire(1))
    within(lambda: screen.status["wires"][0]["frames"] == 1)
    path.write_text(whole.replace('"gbt26875"', '"gbt26876"'), "utf-8")
    within(lambda: screen.wires() == {"panel-1": "dead"})
    assert screen.status["wires"][0]["error"] == "settings" and "gbt26876" in screen.status["wires"][0]["detail"]
    path.write_text(whole, "utf-8")
    within(lambda: screen.wires() == {"panel-1": "ok"} and screen.status["wires_problem"] is None)


def test_a_gateway_starts_with_a_broken_file(hall: Hall, line: PtyLine, run: Callable[[], None]) -> None:
    text = hall.wires_file.read_text("utf-8")
    hall.wires_file.write_text(text + '\n[[wire]]\nname = "gps"\nlink = "COM9\n', "utf-8")
    screen = Screen(hall)
    run()
    within(lambda: screen.wires() == {"panel-1": "ok", "gps": "dead"})
    assert screen.status["wires_problem"]["code"] == "toml"


def test_what_the_journal_tells_of_is_finished_after_a_kill_and_what_it_does_not_is_forgotten(
    hall: Hall, line: PtyLine, run: Callable[[], None]
) -> None:
    before = hall.wires_file.read_text("utf-8")
    after = before.replace("消防主机", "玉泉观主机")
    executor = executor_of(hall)
    host = socket.gethostname()
    executor.execute(GATEWAY, ChangeWire(gateway=host, wire="panel-1", change="changed", digest=digest_of(after)))
    hall.wires_file.with_name("gateway.toml.next").write_text(after, "utf-8")  # killed just before it took its place
    screen = Screen(hall)
    run()
    within(lambda: [w["label"] for w in screen.status.get("wires", ())] == ["玉泉观主机"])
    assert hall.wires_file.read_text("utf-8") == after and not list(hall.folder.glob("*.next"))
    assert [change for change, _ in changes(hall)] == ["changed"]
    with executor.store.transaction(GATEWAY, executor.clock()) as unit:
        assert unit.cursor(cursor_of(host)) == digest_of(after)
    executor.store.close()


def test_a_file_written_before_its_line_in_the_journal_counts_for_nothing(hall: Hall, line: PtyLine, run: Callable[[], None]) -> None:
    before = hall.wires_file.read_text("utf-8")
    hall.wires_file.with_name("gateway.toml.next").write_text("# half a thought\n", "utf-8")
    screen = Screen(hall)
    run()
    within(lambda: screen.wires() == {"panel-1": "ok"} and not list(hall.folder.glob("*.next")))
    assert hall.wires_file.read_text("utf-8") == before and changes(hall) == []


def test_the_alarm_of_a_dead_wire_ends_when_the_wire_is_removed(screen: Screen, line: PtyLine) -> None:
    executor = executor_of(screen.hall)

    def alarms() -> list[tuple[bool, str]]:
        with executor.store.transaction(GATEWAY, executor.clock()) as unit:
            return [(alarm.active, alarm.text) for alarm in unit.find(Alarm, event="wire_dead")]

    line.vanish()
    took = within(lambda: alarms() == [(True, "玉泉观消防主机")])
    assert took < 3.0, "said within three seconds, with the stations that hang on it"
    assert screen.ask("drop", who="li", name="panel-1")["ok"]
    within(lambda: alarms() == [(False, "玉泉观消防主机")])
    assert load_wires(screen.hall.wires_file) == []
    executor.store.close()


def test_a_wire_that_came_back_while_no_gateway_ran_is_told_of(hall: Hall, line: PtyLine, run: Callable[[], None]) -> None:
    executor = executor_of(hall)
    now = executor.clock()
    with executor.store.transaction(GATEWAY, now) as unit:
        watch.wire_changed(executor.at(unit, GATEWAY, now), "panel-1", "消防主机", "dead", "unplugged")
        watch.wire_changed(executor.at(unit, GATEWAY, now), "elsewhere", "另一台网关的线路", "dead", "unplugged")

    def active() -> list[str]:
        with executor.store.transaction(GATEWAY, executor.clock()) as unit:
            return [alarm.label for alarm in unit.find(Alarm, event="wire_dead", active=True)]

    assert active() == ["消防主机", "另一台网关的线路"]
    run()
    within(lambda: active() == ["另一台网关的线路"])
    executor.store.close()


def test_killed_again_and_again_while_wires_are_changed_file_and_journal_tell_the_same(hall: Hall, line: PtyLine) -> None:
    """A process of its own, ``kill -9`` at any moment: every change that was answered stands, and the file is always whole."""
    save(hall.settings_file, {})
    screen = Screen(hall)
    answered: list[str] = []

    def put(number: int) -> bool:
        row = {"name": f"w{number}", "protocol": "nmea", "link": "tcp-listen://127.0.0.1:0"}
        try:
            answer = screen.ask("put", who="li", row=row, patience_s=0.8)
        except queue.Empty:
            return False
        if answer.get("ok"):
            answered.append(row["name"])
        return True

    number = 0
    for kill in range(3):
        screen.status = {}
        gateway = start(hall, "gateway")
        try:
            within(lambda: bool(screen.status.get("database")), limit_s=20.0)
            killer = threading.Timer(0.15 + 0.11 * kill, gateway.kill)
            killer.start()
            while put(number):
                number += 1
            number += 1
        finally:
            gateway.kill()
            gateway.wait(10)
    assert answered and number > len(answered)
    gateway = start(hall, "gateway")
    executor = executor_of(hall)

    def told() -> int:
        with executor.store.transaction(GATEWAY, executor.clock()) as unit:
            return unit.cursor(cursor_of(socket.gethostname()))

    try:
        within(lambda: told() == digest_of(hall.wires_file.read_text("utf-8")) and not list(hall.folder.glob("*.next")), limit_s=20.0)
    finally:
        gateway.kill()
        gateway.wait(10)
    assert {"panel-1", *answered} <= {wire.name for wire in load_wires(hall.wires_file)}
    added = [fact.body.wire for fact in executor.store.last_facts(500) if fact.body.kind == "wire_settings_changed"]  # type: ignore[attr-defined]
    assert set(answered) <= set(added) == {wire.name for wire in load_wires(hall.wires_file)} - {"panel-1"}
    executor.store.close()


# ---- watched -----------------------------------------------------------------------------------------------------------


def test_a_wire_is_watched_with_what_its_bytes_mean_and_only_while_somebody_watches(screen: Screen, line: PtyLine) -> None:
    line.write(b"noise" + fire(1))
    within(lambda: screen.status["wires"][0]["frames"] == 1)
    assert screen.rows == []
    screen.say("watch", viewer="desk-1", wire="panel-1")

    def seen(direction: str) -> list[list[Any]]:
        return [row for word in screen.rows for row in word["rows"] if row[1] == direction]

    within(lambda: len(seen("frame")) == 1 and len(seen("out")) == 1 and len(seen("fault")) == 1)
    assert {word["viewer"] for word in screen.rows} == {"desk-1"}
    (frame,) = seen("frame")
    assert bytes.fromhex(frame[3]) == fire(1) and frame[5][0]["type"] == "alarm" and frame[5][0]["event"] == "fire"
    heard = b"".join(bytes.fromhex(row[3]) for row in seen("in"))
    assert heard == b"noise" + fire(1), "every byte, in order"
    assert any(isinstance(m, AlarmMessage) for m in decoder("gbt26875").feed(heard, datetime.now(UTC)))
    screen.say("watch", viewer="desk-1", wire="")
    line.write(fire(2))
    within(lambda: screen.status["wires"][0]["frames"] == 2)
    assert len(seen("frame")) == 1


def test_a_flood_that_nobody_can_read_is_told_by_its_number_and_slows_nothing(
    hall: Hall, run: Callable[[], None], tmp_path: Path
) -> None:
    screen = Screen(hall)
    with fire_panel(tmp_path, ack_timeout_s=5) as panel:
        run()
        within(lambda: screen.wires() == {"panel-1": "ok"})
        screen.say("watch", viewer="desk-1", wire="panel-1")
        panel.raise_alarm()
        within(lambda: bool(screen.rows))
        for number in range(1000):
            panel.raise_alarm(point=number)
        wait_for(panel.idle, "every acknowledgement", limit_s=30)
        assert sum(row.event == "sent" for row in read_ledger(panel.ledger.path)) == 1001, "nothing had to be repeated"
        last = acknowledged(panel.ledger.path)[-1]
        screen.say("watch", viewer="desk-1", wire="panel-1")
        within(lambda: any(row[3] == last for word in screen.rows for row in word["rows"]))
        told = sum(len(word["rows"]) for word in screen.rows)
        missed = sum(word["missed"] for word in screen.rows)
        assert told + missed > 2 * 1001, "frames, answers and their bytes are told, or counted"
        assert all(len(word["rows"]) <= 121 for word in screen.rows)


# ---- tested ------------------------------------------------------------------------------------------------------------


def test_a_line_is_tested_without_being_put_into_service(screen: Screen) -> None:
    port = free_port()
    row = {"name": "dtu", "protocol": "gbt26875", "link": f"tcp-listen://127.0.0.1:{port}"}
    answers: list[dict[str, Any]] = []
    thread = threading.Thread(target=lambda: answers.append(screen.ask("test", row=row, seconds=2.0, until=lambda a: not a.get("going"))))
    thread.start()
    callers: list[socket.socket] = []

    def call() -> bool:
        try:
            callers.append(socket.create_connection(("127.0.0.1", port), timeout=5))
        except OSError:
            return False
        return True

    within(call)
    callers[0].sendall(fire(7))
    thread.join(15)
    (told,) = answers
    assert (told["figures"]["state"], told["figures"]["frames"], told["figures"]["bytes_out"]) == ("ok", 1, 0)
    assert told["sources"] == ["000000620502"] and told["rows"][-1][5][0]["event"] == "fire"
    assert callers[0].recv(100) == b""
    callers[0].close()
    assert set(screen.wires()) == {"panel-1"} and screen.ask("list")["wires"][0]["name"] == "panel-1"


def test_a_running_wire_is_tested_by_its_figures_and_what_is_not_there_says_why(screen: Screen, line: PtyLine) -> None:
    line.write(fire(1))
    within(lambda: screen.status["wires"][0]["frames"] == 1)
    link = load_wires(screen.hall.wires_file)[0].link
    told = screen.ask("test", row={"name": "other", "protocol": "gbt26875", "link": link})
    assert told["in_use"] == "panel-1" and told["figures"]["frames"] == 1
    dead = screen.ask("test", row={"name": "x", "protocol": "nmea", "link": link + "-none"}, until=lambda a: not a.get("going"))
    assert (dead["figures"]["state"], dead["figures"]["error"]) == ("dead", "missing")
    assert screen.ask("test", row={"name": "x", "protocol": "nmea", "link": ""})["code"] == "missing"
    assert os.path.exists(link)
