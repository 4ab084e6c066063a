"""``oneboard gateway``: owns the wires of a hall until it is told to stop. A second one on the same hall ends at once."""

from __future__ import annotations

import argparse
import signal
import sys

from console import logs
from console.cli import UsageError
from console.halls import choose_hall
from console.locks import ProcessLock
from console.processes import GATEWAY_LOCK


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def run(options: argparse.Namespace) -> int:
    """Run until a signal, or in the drill hall until the last screen has been gone for half a minute."""
    from console.bootstrap import build_gateway
    from console.founding import ensure_founded
    from radio.gateways.spool import SpoolError

    hall = choose_hall(options.hall)
    ensure_founded(hall)
    logs.set_up(hall.log_dir, "gateway")
    lock = ProcessLock(hall.run_dir / GATEWAY_LOCK)
    if not lock.acquire():
        print(f"oneboard gateway: the {hall.name} hall has a gateway already", file=sys.stderr)
        return 0
    try:
        gateway = build_gateway(hall)
    except SpoolError as error:
        raise UsageError(f"{hall.spool_file} cannot be used: {error}") from error
    signal.signal(signal.SIGTERM, lambda *_: gateway.stop())
    signal.signal(signal.SIGINT, lambda *_: gateway.stop())
    with lock:
        gateway.run()
    return 0
