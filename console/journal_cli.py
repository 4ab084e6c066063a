"""``oneboard journal``: verify the chain of the journal, or show its newest lines."""

from __future__ import annotations

import argparse
import json
import sys
import threading
from collections.abc import Callable
from typing import TextIO

from console.app.ports import Store
from console.domain.facts import Fact
from console.domain.plain import to_plain
from console.domain.records import Flaw, StoreDown

StoreFactory = Callable[[argparse.Namespace], Store]

PAGE = 1000
POLL_S = 0.2
WORDS = {
    "edited": "was edited",
    "missing": "is missing",
    "reordered": "is out of its order",
    "truncated": "is missing, and all after it: the newest lines were cut off",
    "head": "is the newest, but the head of the journal – in the database or its copy outside – is missing or says otherwise",
}

NO_WITNESS = (
    "oneboard journal: warning: this machine had kept no copy of the journal's head, so it cannot tell whether newer lines were cut off "
    "before now; it keeps one from now on. Ask a seat that has written to this hall too."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``verify`` and ``tail``."""
    parts = parser.add_subparsers(dest="part", metavar="verify|tail", required=True, parser_class=type(parser))
    about = "核验日志链 · walk the whole hash chain; exit code 1 names the first bad line"
    parts.add_parser("verify", help=about, description=about)
    about = "最新日志 · the newest lines of the journal"
    tail = parts.add_parser("tail", help=about, description=about)
    tail.add_argument("-n", type=_lines, default=20, metavar="N", dest="lines", help="how many lines (20)")
    tail.add_argument("--follow", "-f", action="store_true", help="go on with what comes, until Ctrl+C")
    tail.add_argument("--json", action="store_true", help="one JSON object a line")


def run(options: argparse.Namespace, store_factory: StoreFactory | None = None, stop: threading.Event | None = None) -> int:
    """Do it; the exit code. ``stop`` ends ``--follow`` from another thread."""
    out = sys.stdout
    try:
        store = (store_factory or _open)(options)
        try:
            if options.part == "verify":
                return _verify(store, out)
            return _tail(store, options, out, stop or threading.Event())
        finally:
            store.close()
    except StoreDown as error:
        print(f"oneboard journal: the database cannot be read ({error})", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0 if options.part == "tail" else 130


def _open(options: argparse.Namespace) -> Store:
    """The memory of the hall asked for, which must be there: looking at a journal founds no hall."""
    from console.halls import choose_hall
    from db.store import open_store

    hall = choose_hall(options.hall)
    return open_store(hall.database_url, head_file=hall.head_file, create=False)


def _lines(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 1_000_000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of lines (0 to 1000000)")
    return int(text)


def _verify(store: Store, out: TextIO) -> int:
    flaw = store.verify()
    if flaw is not None:
        print(f"journal BAD: {_flaw_words(flaw)}", file=out, flush=True)
        return 1
    newest = store.last_facts(1)
    if newest:
        print(f"journal ok: {newest[-1].seq} lines, newest {newest[-1].hash}", file=out, flush=True)
    else:
        print("journal ok: it is empty", file=out, flush=True)
    if not store.witnesses():
        print(NO_WITNESS, file=sys.stderr, flush=True)
    return 0


def _flaw_words(flaw: Flaw) -> str:
    return f"line {flaw.seq} {WORDS.get(flaw.reason, flaw.reason)} ({flaw.reason})"


def _tail(store: Store, options: argparse.Namespace, out: TextIO, stop: threading.Event) -> int:
    show = _as_json if options.json else _as_text
    # Asked for even where no line is wanted: its seq is where following begins.
    newest = store.last_facts(max(options.lines, 1))
    seq = newest[-1].seq if newest else 0
    _print([show(fact) for fact in newest if options.lines], out)
    told = False
    while options.follow and not stop.is_set():
        try:
            facts = store.facts_after(seq, PAGE)
            told = False
        except StoreDown as error:
            facts = []
            if not told:
                print(f"oneboard journal: the database is away ({error}); waiting", file=sys.stderr, flush=True)
            told = True
        if facts:
            _print([show(fact) for fact in facts], out)
            seq = facts[-1].seq
        else:
            stop.wait(POLL_S)
    return 0


def _print(lines: list[str], out: TextIO) -> None:
    if lines:
        print("\n".join(lines), file=out, flush=True)


def _as_text(fact: Fact) -> str:
    """For people, by this machine's local time."""
    at = fact.at.astimezone().isoformat(sep=" ", timespec="seconds")
    body = json.dumps(to_plain(fact.body), ensure_ascii=False)
    why = f" [{fact.why}]" if fact.why else ""
    line = f"{fact.seq:>6} {at} {fact.who}@{fact.seat} {fact.body.kind}{why} {body}"
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line
    )  # a wire's text is no terminal command


def _as_json(fact: Fact) -> str:
    words = {
        "seq": fact.seq,
        "at": to_plain(fact.at),
        "who": fact.who,
        "seat": fact.seat,
        "why": fact.why,
        "kind": fact.body.kind,
        "incident_id": fact.body.timeline(),
        "body": to_plain(fact.body),
        "previous": fact.previous,
        "hash": fact.hash,
    }
    return json.dumps(words, ensure_ascii=False)
