"""kill -9 of a gateway under load, judged by the sender's own ledger."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

from radio.gateways.spool import Spool
from radio.gateways.wires import WireConfig
from radio.simulator.ledger import acknowledged
from tests.radio.hall import PANEL_ADDRESS, fire_panel, pty_wire, wait_for

GATEWAY = """
import sys, threading
from pathlib import Path
from radio.gateways.spool import Spool
from radio.gateways.switchboard import Switchboard
from radio.gateways.wires import WireConfig
board = Switchboard([WireConfig("panel-1", "", "gbt26875", sys.argv[2])], Spool(Path(sys.argv[1])), lambda: None)
board.start()
print("open", flush=True)
threading.Event().wait()
"""


def start_gateway(spool: Path, wire: WireConfig) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-c", GATEWAY, str(spool), wire.link], stdout=subprocess.PIPE)
    assert process.stdout is not None and process.stdout.readline() == b"open\n"
    return process


def kill(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    assert process.stdout is not None
    process.stdout.close()


def test_what_was_acknowledged_is_there_and_nothing_twice(tmp_path: Path) -> None:
    chance = random.Random(20261124)
    raised = 0
    with fire_panel(tmp_path, ack_timeout_s=0.15, later_s=0.1) as panel:
        for _ in range(6):
            gateway = start_gateway(tmp_path / "spool.db", pty_wire(tmp_path))
            before = len(acknowledged(panel.ledger.path))
            for _ in range(120):
                panel.raise_alarm(point=raised % 60000, text=f"第{raised}号")
                raised += 1
            some = before + chance.randint(5, 60)
            wait_for(lambda some=some: len(acknowledged(panel.ledger.path)) >= some, "some frames acknowledged", limit_s=20)  # type: ignore[misc]
            kill(gateway)
            assert not panel.idle(), "the kill must hit in the middle"
        last = start_gateway(tmp_path / "spool.db", pty_wire(tmp_path))
        wait_for(panel.idle, "everything acknowledged at last", limit_s=60)
        kill(last)
        acked = acknowledged(panel.ledger.path)
    spool = Spool(tmp_path / "spool.db")
    stored = [frame.messages[0].raw.hex() for frame in spool.read(0, 100_000)]
    assert {frame.source for frame in spool.read(0, 100_000)} == {PANEL_ADDRESS}
    assert spool.close()
    assert len(acked) == raised
    assert set(acked) - set(stored) == set(), "acknowledged, but not there"
    assert len(stored) == len(set(stored)), "stored twice"
    assert stored == acked, "out of order"
