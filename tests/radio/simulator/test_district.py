"""The district as a process of its own, with a hall that comes and goes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from radio.gateways.heard import Job
from radio.messages import Alarm, Reading
from radio.simulator.control import ControlError, ask
from radio.simulator.ledger import acknowledged
from radio.simulator.scenario import load_scenario
from radio.simulator.wires import drill_wires
from tests.radio.hall import open_hall, wait_for

PROGRAM = """
import sys
from pathlib import Path
from radio.simulator.district import District, DistrictError
from radio.simulator.scenario import load_scenario
try:
    District(load_scenario("default"), Path(sys.argv[1])).run()
except DistrictError as problem:
    sys.exit(str(problem))
"""


def begin(run_dir: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", PROGRAM, str(run_dir)], stderr=subprocess.PIPE, text=True)


@pytest.fixture
def district(tmp_path: Path) -> Iterator[Path]:
    process = begin(tmp_path)

    def answers() -> bool:
        try:
            return bool(ask(tmp_path, "devices"))
        except ControlError:
            return False

    wait_for(answers, "the district's control line", limit_s=15)
    yield tmp_path
    process.terminate()
    _, errors = process.communicate(timeout=10)
    assert process.returncode == 0 and errors == ""
    assert not (tmp_path / "control.json").exists()


def test_the_whole_district_speaks_and_listens(district: Path) -> None:
    wires = drill_wires(load_scenario("default"), district)
    with open_hall(district, *wires) as hall:
        wait_for(lambda: {status.state for status in hall.board.statuses()} == {"ok"}, "all wires open", limit_s=10)
        ask(district, "alarm", device="panel-2", event="fire", text="演练")
        hall.board.dispatch(Job("order", "tetra", "text", "1003", "前往娘娘坝"))
        hall.board.dispatch(Job("siren", "siren", "relay", "siren/1", params={"pulse_s": 0.5}))
        positions: set[str] = set()

        def all_moving() -> bool:
            positions.update(heard.source for heard in hall.board.take_transient())
            return positions >= {f"force-{n}" for n in range(1, 7)}

        wait_for(all_moving, "positions of all six forces")
        wait_for(lambda: any(isinstance(m, Alarm) and m.text == "演练" for m in hall.messages()), "the alarm")
        wait_for(lambda: hall.progress("order")[-1:] == [("read", "02")], "the order read", limit_s=12)
        wait_for(lambda: hall.progress("siren")[-1:] == [("read", "opened")], "the siren's pulse")

        def stations() -> set[str | None]:
            return {message.source for message in hall.messages() if isinstance(message, Reading)}

        # A report that nobody heard while the hall was starting is repeated after the station's own 5 s.
        wait_for(lambda: stations() == {"0062050201", "0062050202"}, "both stations' reports", limit_s=15)
        assert {s.faults for s in hall.board.statuses()} == {0}
        assert ask(district, "state", device="siren")["pulses"] == 1


def test_the_lines_outlive_the_hall_and_what_was_raised_meanwhile_comes(district: Path) -> None:
    wires = [wire for wire in drill_wires(load_scenario("default"), district) if wire.name.startswith("panel")]
    for _ in range(2):
        with open_hall(district, *wires) as hall:
            wait_for(lambda hall=hall: {s.state for s in hall.board.statuses()} == {"ok"}, "both panels' lines")  # type: ignore[misc]
        target = os.readlink(district / "lines" / "panel-1")
    ask(district, "alarm", device="panel-1", times=3)
    with open_hall(district, *wires) as hall:
        assert os.readlink(district / "lines" / "panel-1") == target
        wait_for(lambda: ask(district, "state", device="panel-1")["idle"], "the panel's repeats acknowledged", limit_s=15)
        ledger = Path(ask(district, "ledger", device="panel-1")["path"])
        stored = [frame.messages[0].raw.hex() for frame in hall.spool.read(0) if frame.wire == "panel-1"]
        assert acknowledged(ledger) == stored and len(stored) == 3


def test_the_control_line_makes_lines_misbehave(district: Path) -> None:
    wires = [wire for wire in drill_wires(load_scenario("default"), district) if wire.name in ("force-1", "force-2")]
    with open_hall(district, *wires) as hall:
        wait_for(lambda: {s.state for s in hall.board.statuses()} == {"ok"}, "both lines")
        ask(district, "vanish", device="force-1")
        wait_for(lambda: hall.status("force-1").state == "dead", "the vanished line", limit_s=3)
        ask(district, "garbage", device="force-2", hex="ff00ff00")
        wait_for(lambda: hall.status("force-2").faults == 1, "the garbage")
        ask(district, "come_back", device="force-1")
        wait_for(lambda: hall.status("force-1").state == "ok", "the line back", limit_s=3)


def test_one_district_at_a_time_and_clear_refusals(district: Path) -> None:
    second = begin(district)
    _, errors = second.communicate(timeout=15)
    assert second.returncode == 1 and "another district runs" in errors
    for order in ({"do": "alarm", "device": "nobody"}, {"do": "fly", "device": "panel-1"}, {"do": "alarm"}):
        with pytest.raises(ControlError):
            ask(district, **order)  # type: ignore[arg-type]
    assert ask(district, "devices")["wires"]


def test_no_district_no_answer(tmp_path: Path) -> None:
    with pytest.raises(ControlError, match="no district answers"):
        ask(tmp_path, "devices")
