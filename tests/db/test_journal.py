"""The chain: whole after any death, and whoever meddled with it is found at the first line that he touched."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import update

from console.domain.facts import digest
from console.domain.records import Flaw
from db.engine import make_engine
from db.head import Head, HeadCopy, read_copy, write_copy
from db.journal import PAGE
from db.rows import dumps
from db.schema import journal
from db.store import SqlStore
from tests.db.making import ACTOR, NOW, ON_POSTGRESQL, ON_SQLITE, Opener, later, log_written, meddle, set_scene, write_log

ROOT = Path(__file__).parents[2]


def test_an_empty_and_a_whole_journal_are_well(store: SqlStore) -> None:
    assert store.verify() is None
    set_scene(store)
    write_log(store, 1, 5)
    assert store.verify() is None


@pytest.mark.parametrize(
    "edit",
    [
        "body = replace(body, '第3行', '第9行')",
        "body = '{'",
        "body = body || ' '",
        "who = '别人'",
        "seat = 'desk-9'",
        "why = '补'",
        "at = '2026-07-01T08:30:09.000000+00:00'",
        "at = 'yesterday'",
        "at = replace(at, '+00:00', 'Z')",
        "kind = 'order_issued'",
        "hash = previous",
        "previous = hash",
        "incident_id = 'incident-1'",
    ],
)
def test_an_edited_line_is_named(store: SqlStore, url: str, edit: str) -> None:
    write_log(store, 1, 5)
    meddle(url, f"UPDATE journal SET {edit} WHERE seq = 3")
    assert store.verify() == Flaw(3, "edited")


def test_a_line_edited_and_sealed_anew_is_named_by_the_line_after_it(store: SqlStore, url: str) -> None:
    write_log(store, 1, 5)
    with make_engine(url).begin() as connection:
        seq, at, who, seat, why, kind, _, body, previous, _ = connection.exec_driver_sql("SELECT * FROM journal WHERE seq = 3").one()
        changed = json.loads(body) | {"entry": json.loads(body)["entry"] | {"text": "没有这回事"}}
        sealed = digest(seq, later(3), who, seat, why, kind, changed, previous)
        assert at == later(3).isoformat()
        connection.execute(update(journal).where(journal.c.seq == 3).values(body=dumps(changed), hash=sealed))
    assert store.verify() == Flaw(3, "edited")


@pytest.mark.parametrize("kind", ["incident_opened", "command_established"])
@pytest.mark.parametrize("other", ["NULL", "'incident-2'"])
def test_a_line_moved_to_another_timeline_is_named(store: SqlStore, url: str, kind: str, other: str) -> None:
    set_scene(store)
    seq = next(fact.seq for fact in store.facts_after(0) if fact.body.kind == kind)
    meddle(url, f"UPDATE journal SET incident_id = {other} WHERE seq = {seq}")
    assert store.verify() == Flaw(seq, "edited")


@pytest.mark.parametrize("seq", [1, 3])
def test_a_missing_line_is_named(store: SqlStore, url: str, seq: int) -> None:
    write_log(store, 1, 5)
    meddle(url, f"DELETE FROM journal WHERE seq = {seq}")
    assert store.verify() == Flaw(seq, "missing")


def test_a_missing_line_whose_followers_moved_up_is_named(store: SqlStore, url: str) -> None:
    write_log(store, 1, 5)
    meddle(url, "DELETE FROM journal WHERE seq = 3", *(f"UPDATE journal SET seq = {n - 1} WHERE seq = {n}" for n in (4, 5)))
    assert store.verify() == Flaw(3, "missing")


def test_reordered_lines_are_named(store: SqlStore, url: str) -> None:
    write_log(store, 1, 5)
    moves = ((2, 99), (3, 2), (99, 3))
    meddle(url, *(f"UPDATE journal SET seq = {new} WHERE seq = {old}" for old, new in moves))
    assert store.verify() == Flaw(2, "reordered")


def test_a_line_put_before_the_first_is_named(store: SqlStore, url: str) -> None:
    write_log(store, 1, 2)
    meddle(url, "UPDATE journal SET seq = 0 WHERE seq = 2")
    assert store.verify() == Flaw(0, "reordered")


def test_the_newest_line_cut_off_is_named(store: SqlStore, url: str) -> None:
    write_log(store, 1, 5)
    meddle(url, "DELETE FROM journal WHERE seq = 5")
    assert store.verify() == Flaw(5, "truncated")


CUT = (
    "DELETE FROM journal WHERE seq = 5",
    "UPDATE journal_head SET count = 4, hash = (SELECT hash FROM journal WHERE seq = 4)",
)


def test_the_newest_line_cut_off_with_the_head_mended_is_named_by_the_copy_outside(opener: Opener, store: SqlStore, url: str) -> None:
    write_log(store, 1, 5)
    meddle(url, *CUT)
    assert opener(head_file=None).verify() is None, "without the copy nobody could tell"
    assert store.verify() == Flaw(5, "truncated")


def test_new_lines_over_a_cut_do_not_hide_it(
    opener: Opener, store: SqlStore, url: str, head_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_log(store, 1, 5)
    evidence = read_copy(head_file)
    meddle(url, *CUT)
    for writer in (store, opener(head_file=head_file), store):
        with writer.transaction(ACTOR, NOW) as unit:
            unit.record(log_written(unit.head.count + 100))
        assert store.verify() == Flaw(5, "head")
        assert read_copy(head_file) == evidence
    assert caplog.text.count("is not of this journal") == 2, "once a store"


def test_a_writer_that_skipped_others_commits_still_moves_the_copy_on(opener: Opener, store: SqlStore, head_file: Path) -> None:
    write_log(store, 1, 2)
    write_log(opener(head_file=None), 3, 4)
    write_log(store, 5, 5)
    copy = read_copy(head_file)
    assert copy is not None and copy.count == 5
    assert store.verify() is None


def test_a_wrong_head_in_the_database_is_named(store: SqlStore, url: str) -> None:
    write_log(store, 1, 3)
    meddle(url, f"UPDATE journal_head SET hash = '{'0' * 64}'")
    assert store.verify() == Flaw(3, "head")


def test_a_lost_head_is_said_by_whoever_writes(store: SqlStore, url: str) -> None:
    write_log(store, 1, 3)
    meddle(url, "DELETE FROM journal_head")
    assert store.verify() == Flaw(3, "head")


def test_a_copy_that_lags_is_well_one_that_is_scribbled_on_is_not(store: SqlStore, head_file: Path) -> None:
    write_log(store, 1, 3)
    old = head_file.read_text("utf-8")
    write_log(store, 4, 5)
    head_file.write_text(old, "utf-8")
    assert store.verify() is None
    for words in ("", "{}", '{"count": 3}', '{"count": 3, "hash": "' + "1" * 64 + '"}'):
        head_file.write_text(words, "utf-8")
        found = store.verify()
        assert found is not None and found.reason == "head", words


@ON_SQLITE
def test_beside_a_file_a_missing_copy_was_taken_away(store: SqlStore, head_file: Path) -> None:
    write_log(store, 1, 5)
    head_file.unlink()
    assert store.verify() == Flaw(5, "head")
    write_log(store, 6, 6)
    assert store.verify() is None and store.witnesses()


@ON_POSTGRESQL
def test_a_seat_that_never_wrote_keeps_the_head_from_its_first_look_on(
    opener: Opener, store: SqlStore, url: str, tmp_path: Path
) -> None:
    write_log(store, 1, 5)
    assert store.witnesses()
    seat = opener(head_file=tmp_path / "another" / "journal.head")
    (tmp_path / "another").mkdir()
    assert seat.verify() is None
    assert not seat.witnesses(), "what was cut off before now it could not know"
    assert seat.witnesses()
    meddle(url, *CUT)
    assert seat.verify() == store.verify() == Flaw(5, "truncated")


def test_an_empty_journal_needs_no_witness(store: SqlStore, head_file: Path) -> None:
    assert store.witnesses() and not head_file.exists()


def test_the_copy_keeps_the_newest_of_many_writers(tmp_path: Path) -> None:
    copy = tmp_path / "journal.head"

    def write(first: int) -> None:
        for count in range(first, 200, 4):
            assert write_copy(copy, Head(count, f"{count:064}", 0, 0), lambda known: f"{known:064}")
            assert (read_copy(copy) or HeadCopy(0, "")).count >= count

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, (1, 2, 3, 4)))
    assert read_copy(copy) == HeadCopy(199, f"{199:064}")


def test_a_copy_that_cannot_be_written_does_not_undo_a_commit(opener: Opener, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = opener(head_file=tmp_path / "nowhere" / "journal.head")
    write_log(store, 1, 1)
    assert store.head().count == 1
    assert "could not be written" in caplog.text


def test_a_long_journal_is_walked_page_by_page(opener: Opener, url: str) -> None:
    store = opener()
    with store.transaction(ACTOR, NOW) as unit:
        for number in range(PAGE + 50):
            unit.record(log_written(number))
    assert store.verify() is None
    meddle(url, f"UPDATE journal SET who = 'x' WHERE seq = {PAGE + 1}")
    assert store.verify() == Flaw(PAGE + 1, "edited")


CHILD = """
import sys
from pathlib import Path
from db.schema import journal
from db.store import open_store
from tests.db.making import ACTOR, NOW, log_written, write_log
store = open_store(sys.argv[1], head_file=Path(sys.argv[2]))
write_log(store, 1, 3)
with store.transaction(ACTOR, NOW) as unit:
    unit.record(log_written(4))
    print("recorded", flush=True)
    sys.stdin.read()
"""


def test_a_process_killed_between_record_and_commit_leaves_a_whole_chain(opener: Opener, url: str, head_file: Path) -> None:
    command = [sys.executable, "-c", CHILD, url, str(head_file)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "recorded\n"
        child.send_signal(signal.SIGKILL)
        child.wait(10)
    store = opener(head_file=head_file)
    assert store.verify() is None
    assert [fact.seq for fact in store.facts_after(0)] == [1, 2, 3]
    write_log(store, 4, 4)
    assert store.verify() is None
