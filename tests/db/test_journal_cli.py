"""``oneboard journal``: what it prints and with what code it ends."""

from __future__ import annotations

import argparse
import json
import threading
from datetime import datetime
from pathlib import Path

import pytest

from console import journal_cli
from console.domain.records import StoreDown
from db.store import SqlStore
from tests.db.making import ACTOR, NOW, ON_POSTGRESQL, Opener, log_written, meddle, set_scene, write_log


def options(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--hall", default=None)
    journal_cli.add_arguments(parser)
    return parser.parse_args(words)


def test_a_whole_journal(store: SqlStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert journal_cli.run(options("verify"), lambda _: store) == 0
    write_log(store, 1, 3)
    newest = store.last_facts(1)[0].hash
    assert journal_cli.run(options("verify"), lambda _: store) == 0
    shown = capsys.readouterr()
    assert shown.out == f"journal ok: it is empty\njournal ok: 3 lines, newest {newest}\n"
    assert shown.err == ""


@ON_POSTGRESQL
def test_a_seat_that_never_wrote_says_what_it_cannot_know(
    opener: Opener, store: SqlStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_log(store, 1, 3)
    seat = opener(head_file=tmp_path / "other.head")
    for warned in (True, False):
        assert journal_cli.run(options("verify"), lambda _: seat) == 0
        shown = capsys.readouterr()
        assert shown.out.startswith("journal ok: 3 lines")
        assert ("no copy of the journal's head" in shown.err) is warned


def test_a_flaw_is_named_on_one_line_with_code_1(store: SqlStore, url: str, capsys: pytest.CaptureFixture[str]) -> None:
    write_log(store, 1, 3)
    meddle(url, "UPDATE journal SET who = 'x' WHERE seq = 2")
    assert journal_cli.run(options("verify"), lambda _: store) == 1
    assert capsys.readouterr().out == "journal BAD: line 2 was edited (edited)\n"


def test_every_flaw_has_its_words() -> None:
    assert set(journal_cli.WORDS) == {"edited", "missing", "reordered", "truncated", "head"}


def test_no_hall_is_said_and_not_founded(oneboard_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert journal_cli.run(options("verify")) == 1
    assert "gone" in capsys.readouterr().err
    assert list(oneboard_home.rglob("*.sqlite")) == []


def test_the_hall_asked_for_is_read(opener: Opener, url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    write_log(opener(), 1, 1)
    monkeypatch.setenv("ONEBOARD_DATABASE_URL", url)
    assert journal_cli.run(options("--hall", "drill", "tail")) == 0
    assert "第1行" in capsys.readouterr().out


def test_tail_shows_the_newest_lines(store: SqlStore, capsys: pytest.CaptureFixture[str]) -> None:
    write_log(store, 1, 5)
    journal_cli.run(options("tail", "-n", "2"), lambda _: store)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["4", "5"]
    assert "李调度@desk-1 log_written" in lines[1] and "第5行" in lines[1]
    journal_cli.run(options("tail", "-n", "0"), lambda _: store)
    assert capsys.readouterr().out == ""


def test_tail_as_json(store: SqlStore, capsys: pytest.CaptureFixture[str]) -> None:
    set_scene(store, forces=1, incidents=1)
    journal_cli.run(options("tail", "--json"), lambda _: store)
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["seq"] for line in found] == [1, 2, 3]
    assert found[2]["kind"] == "command_established" and found[2]["incident_id"] == "incident-1"
    assert found[2]["previous"] == found[1]["hash"]
    assert datetime.fromisoformat(found[0]["at"]) == NOW
    assert found[0]["body"]["force"]["name"] == "森林消防1中队"


def test_what_a_wire_said_cannot_command_the_terminal(store: SqlStore, capsys: pytest.CaptureFixture[str]) -> None:
    with store.transaction(ACTOR, NOW) as unit:
        unit.record(log_written(1), why="\x1b]0;x\x07\n9 第二行")
    journal_cli.run(options("tail"), lambda _: store)
    out = capsys.readouterr().out
    assert "\x1b" not in out and out.count("\n") == 1 and "第二行" in out


def test_follow_goes_on_with_what_comes_and_through_an_outage(opener: Opener, capsys: pytest.CaptureFixture[str]) -> None:
    store, writer = opener(), opener()
    write_log(writer, 1, 2)
    stop = threading.Event()
    pages = iter(
        [
            lambda: write_log(writer, 3, 3),
            lambda: write_log(writer, 4, 5),
            StoreDown("gone"),
            StoreDown("gone"),
            lambda: write_log(writer, 6, 6),
            lambda: None,
            stop.set,
        ]
    )
    read_on = store.facts_after

    def facts_after(seq: int, limit: int = 1000) -> object:
        step = next(pages)
        if isinstance(step, StoreDown):
            raise step
        step()
        return read_on(seq, limit)

    store.facts_after = facts_after  # type: ignore[method-assign, assignment]
    assert journal_cli.run(options("tail", "--follow", "-n", "1"), lambda _: store, stop) == 0
    shown = capsys.readouterr()
    assert [line.split()[0] for line in shown.out.splitlines()] == ["2", "3", "4", "5", "6"]
    assert shown.err.count("away") == 1


@pytest.mark.parametrize("words", [[], ["mend"], ["tail", "-n", "-1"], ["tail", "-n", "x"], ["tail", "-n", "²"]])
def test_bad_arguments_end_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        options(*words)
    assert caught.value.code == 2
