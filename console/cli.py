"""``oneboard``: the commands of the hall. Each imports what it needs when it is called, so that none pays for the others."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn

from console.halls import HALLS

DRAWN_SIZE = "1920x1080"


class UsageError(Exception):
    """Bad arguments that only the command itself can see; one line for people."""


class Parser(argparse.ArgumentParser):
    """An argument parser that says what is wrong in one line and exits with 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} – {self.prog} --help\n")


@dataclass(frozen=True, slots=True)
class Verb:
    """One command: where it lives (a module with ``add_arguments`` and ``run``), and its line of help."""

    name: str
    module: str
    help: str
    screen: bool = False


VERBS: tuple[Verb, ...] = (
    Verb("desk", "console.screens", "调度席 · the dispatcher's desk", True),
    Verb("radio", "console.screens", "话务席 · the radio operator's room", True),
    Verb("wall", "console.screens", "大屏 · the video wall", True),
    Verb("setup", "console.setup_cli", "建立实战大厅 · set up the live hall"),
    Verb("gateway", "console.gateway_cli", "网关进程 · the process that owns the wires"),
    Verb("drill", "console.drill_cli", "演练进程 · the simulated district on real lines"),
    Verb("decode", "console.decode_cli", "解码报文 · bytes of a protocol as JSON lines"),
    Verb("journal", "console.journal_cli", "日志核验与查看 · verify or show the journal"),
    Verb("user", "console.user_cli", "账户管理 · accounts of a hall"),
    Verb("doctor", "console.doctor", "自检 · whether a hall can work on this machine"),
    Verb("basemap", "console.basemap_cli", "底图数据包 · build or describe a district pack"),
    Verb("bench", "console.bench", "性能测量 · measurements, as JSON"),
)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of one command line that begins with a command."""
    return _parser(arguments[0]).parse_args(arguments)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line; returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv) or ["desk"]
    if arguments[0] not in {verb.name for verb in VERBS} and arguments[0] not in ("-h", "--help", "--version"):
        if not arguments[0].startswith("-"):
            names = " ".join(verb.name for verb in VERBS)
            print(f"oneboard: unknown command {arguments[0]!r}; there are: {names}", file=sys.stderr)
            return 2
        arguments.insert(0, "desk")
    options = parse(arguments)
    try:
        return _runner(options.verb)(options)
    except UsageError as error:
        print(f"oneboard {options.verb}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _runner(name: str) -> Callable[[argparse.Namespace], int]:
    verb = next(verb for verb in VERBS if verb.name == name)
    run: Callable[[argparse.Namespace], int] = importlib.import_module(verb.module).run
    return run


def _parser(wanted: str) -> Parser:
    parser = Parser(prog="oneboard", description="OneBoard 一盘棋: the dispatch console of a district command hall")
    parser.add_argument("--version", action="version", version=_version())
    verbs = parser.add_subparsers(dest="verb", metavar="COMMAND", required=True, parser_class=Parser)
    for verb in VERBS:
        sub = verbs.add_parser(verb.name, help=verb.help, description=verb.help)
        sub.add_argument("--hall", choices=HALLS, help="drill or live (live once it is set up, drill before)")
        if verb.screen:
            _screen_arguments(sub)
        if verb.name == wanted:
            importlib.import_module(verb.module).add_arguments(sub)
            _take_hall_after_the_action(sub)
    return parser


def _take_hall_after_the_action(parser: argparse.ArgumentParser) -> None:
    """``--hall`` counts before and after an action word: ``journal verify --hall live``."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for sub in action.choices.values():
                sub.add_argument("--hall", choices=HALLS, default=argparse.SUPPRESS, help=argparse.SUPPRESS)


def _screen_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--shot", metavar="FILE.png", help="draw the screen with live data into a picture, then end")
    parser.add_argument("--after", type=seconds, default=4.0, metavar="SECONDS", help="how long to live before the picture (4)")
    parser.add_argument("--size", type=size, default=None, metavar="WxH", help=f"size of the window (picture: {DRAWN_SIZE})")
    parser.add_argument("--seat", default=None, help="name of this seat")
    parser.add_argument("--lang", choices=("zh", "en"), default=None, help="language of the screen")
    parser.add_argument("--theme", choices=("dark", "light"), default=None, help="colours of the screen")
    parser.add_argument("--scale", type=percent, default=None, metavar="PERCENT", help="80 to 200")
    parser.add_argument("--scenario", default=None, help="drill hall: the scenario to play, a name or a file")


def size(text: str) -> tuple[int, int]:
    """``1920x1080``.

    Raises:
        argparse.ArgumentTypeError: for anything else.
    """
    width, cross, height = text.lower().partition("x")
    if not (cross and width.isdigit() and height.isdigit() and 320 <= int(width) <= 16384 and 240 <= int(height) <= 16384):
        raise argparse.ArgumentTypeError(f"{text!r} is no size like {DRAWN_SIZE}")
    return int(width), int(height)


def seconds(text: str) -> float:
    """A time from 0 to an hour."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 3600:
        raise argparse.ArgumentTypeError(f"{text!r} is no time in seconds (0 to 3600)")
    return value


def percent(text: str) -> int:
    """A scale from 80 to 200."""
    if not (text.isdigit() and 80 <= int(text) <= 200):
        raise argparse.ArgumentTypeError(f"{text!r} is no scale (80 to 200)")
    return int(text)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"oneboard {version('oneboard')}"
    except PackageNotFoundError:
        return "oneboard (from the source tree)"
