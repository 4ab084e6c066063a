"""``oneboard bench NAME --json``: measurements of the real paths. Figures are for comparing, side by side in one run."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Mapping

BENCHES: Mapping[str, str] = {
    "start": "console.bench.start",
    "alarm": "console.bench.alarm",
    "map": "console.bench.map",
    "intake": "console.bench.intake",
    "race": "console.bench.race",
    "scene": "console.bench.scene",
    "dispatch": "console.bench.dispatch",
    "names": "console.bench.names",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One sub-command a measurement."""
    names = parser.add_subparsers(dest="bench", metavar="NAME", required=True)
    wanted = next((word for word in sys.argv[2:] if word in BENCHES), None)
    for name, module in BENCHES.items():
        sub = names.add_parser(name, help=f"bench {name}")
        sub.add_argument("--json", action="store_true", help="one JSON object instead of a table")
        if name == wanted:
            importlib.import_module(module).add_arguments(sub)


def run(options: argparse.Namespace) -> int:
    """Measure and print."""
    figures = importlib.import_module(BENCHES[options.bench]).run(options)
    if options.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        width = max(len(key) for key in figures)
        for key, value in figures.items():
            print(f"{key:<{width}}  {value}")
    return 0
