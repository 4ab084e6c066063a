"""The spool: durable, in order, nothing twice, and honest when the disk is not there."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from radio.gateways.heard import Heard
from radio.gateways.spool import JobRecord, Spool, SpoolError
from radio.messages import Alarm, Message, Reading
from tests.radio.hall import wait_for

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    with_file = Spool(tmp_path / "spool.db")
    yield with_file
    assert with_file.close()


def alarm(number: int = 1, *, source: str = "panel", wire: str = "w1", at: datetime = NOW, owed: bool = True) -> Heard:
    raw = b"@@frame %d##" % number
    message = Alarm(protocol="gbt26875", source=source, time=NOW, raw=raw, event="fire", text=f"烟感 {number}")
    return Heard(wire, "gbt26875", source, at, (message,), raw, owed)


def test_what_was_appended_is_read_again_as_it_was(spool: Spool) -> None:
    other: tuple[Message, ...] = (
        Reading(protocol="sl651", source="s", time=NOW, raw=b"~~", element="water_level", value=None, unit="m", quality="missing"),
        Reading(protocol="sl651", source="s", time=None, raw=b"~~", element="rain_total", value=12.5, unit="mm"),
    )
    seqs = spool.append([alarm(), Heard("w2", "sl651", "s", NOW, other, b"~~", True)])
    first, second = spool.read(0)
    assert [first.seq, second.seq] == seqs and seqs[0] < seqs[1]
    assert first.messages == alarm().messages and first.received_at == NOW and first.source == "panel" and first.wire == "w1"
    assert second.messages == other
    assert spool.read(first.seq) == [second]
    assert spool.read(0, limit=1) == [first]


def test_a_repeat_gets_the_first_one_s_number_and_is_not_stored(spool: Spool) -> None:
    (first,) = spool.append([alarm(1)])
    assert spool.append([alarm(1), alarm(2), alarm(1)]) == [first, first + 1, first]
    assert len(spool.read(0)) == 2


@pytest.mark.parametrize(
    "other",
    [alarm(1, source="another"), alarm(2), alarm(1, at=NOW + timedelta(seconds=61)), alarm(1, owed=False)],
    ids=["source", "bytes", "after the window", "never acknowledged, so never repeated"],
)
def test_anything_else_is_new(spool: Spool, other: Heard) -> None:
    spool.append([alarm(1)])
    spool.append([other])
    assert len(spool.read(0)) == 2


def test_two_panels_that_name_no_source_are_told_apart_by_their_wire(spool: Spool) -> None:
    spool.append([alarm(1, source="000000000000", wire="w1")])
    spool.append([alarm(1, source="000000000000", wire="w2")])
    assert len(spool.read(0)) == 2
    spool.append([alarm(1, source="000000000000", wire="w2")])
    assert len(spool.read(0)) == 2


def test_the_same_device_over_two_wires_is_one_frame(spool: Spool) -> None:
    spool.append([alarm(1, wire="w1")])
    spool.append([alarm(1, wire="w2")])
    assert len(spool.read(0)) == 1


def test_repeats_are_known_after_a_restart_and_time_without_a_gateway_does_not_count(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    before = Spool(tmp_path / "spool.db", retry_window_s=30)
    before.append([alarm(1, at=now)])
    assert before.close()
    hours_ago = now.timestamp() - 7200
    with sqlite3.connect(tmp_path / "spool.db") as file:  # as if all that had been two hours ago
        file.execute("UPDATE frame SET received_at = ?", (hours_ago,))
        file.execute("UPDATE meta SET value = ? WHERE name = 'alive'", (hours_ago + 5,))
    file.close()
    after = Spool(tmp_path / "spool.db", retry_window_s=30)
    after.append([alarm(1, at=datetime.now(UTC) + timedelta(seconds=1))])
    assert len(after.read(0)) == 1
    after.append([alarm(1, at=datetime.now(UTC) + timedelta(seconds=40))])
    assert len(after.read(0)) == 2, "a panel that begins anew after the window is heard"
    assert after.close()


def test_time_in_which_the_line_was_cut_does_not_count(spool: Spool) -> None:
    spool.append([alarm(1, wire="w1"), alarm(2, wire="w2")])
    spool.line_was_down("w1", NOW + timedelta(seconds=10), NOW + timedelta(seconds=600))
    later = NOW + timedelta(seconds=640)
    spool.append([alarm(1, wire="w1", at=later), alarm(2, wire="w2", at=later)])
    assert [frame.wire for frame in spool.read(0)] == ["w1", "w2", "w2"]


def test_a_full_disk_stores_nothing_and_the_next_try_works(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool.db", max_bytes=120_000)
    stored: list[int] = []
    with pytest.raises(SpoolError) as refused:
        while True:
            big = alarm(len(stored))
            message = Alarm(protocol="x", raw=big.raw, event="fire", text="长" * 2000)
            stored += spool.append([Heard("w", "x", "s", NOW, (message,), big.raw, True)] * 1)
    assert refused.value.code == "full"
    assert [frame.seq for frame in spool.read(0, 10_000)] == stored
    spool.set_limit(None)
    stored += spool.append([alarm(9999)])
    assert [frame.seq for frame in spool.read(0, 10_000)] == stored
    assert spool.close()


def test_a_locked_file_is_said_and_works_again(spool: Spool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("radio.gateways.spool.BUSY_TIMEOUT_S", 0.1)
    fresh = Spool(tmp_path / "locked.db")
    fresh.append([alarm(1)])
    other = sqlite3.connect(tmp_path / "locked.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(SpoolError) as refused:
        fresh.append([alarm(2)])
    assert refused.value.code == "locked"
    other.execute("ROLLBACK")
    other.close()
    fresh.append([alarm(2)])
    assert len(fresh.read(0)) == 2
    assert fresh.close()


def test_a_corrupt_file_is_kept_aside_and_numbers_go_on_upwards(tmp_path: Path) -> None:
    path = tmp_path / "spool.db"
    spool = Spool(path)
    (last,) = spool.append([alarm(1)])
    assert spool.close()
    data = path.read_bytes()
    path.write_bytes(b"this is no database" + data[19:])
    again = Spool(path)
    with pytest.raises(SpoolError) as refused:
        again.append([alarm(2)])
    assert refused.value.code == "corrupt"

    def new_second() -> bool:
        return int(time.time()) * 1000 > last  # numbers of a new file begin with the second of its making

    wait_for(new_second, "the next second")
    (number,) = again.append([alarm(2)])
    assert number > last
    assert again.quarantined is not None and again.quarantined.read_bytes().startswith(b"this is no database")
    assert len(again.read(0)) == 1
    assert again.close()


def test_a_file_that_was_taken_away_is_made_anew(spool: Spool, tmp_path: Path) -> None:
    spool.append([alarm(1)])
    for file in tmp_path.glob("spool.db*"):
        file.unlink()
    spool.append([alarm(2)])
    assert [frame.messages[0].raw for frame in spool.read(0)] == [alarm(2).raw]


def test_a_frame_that_cannot_be_stored_takes_no_other_down(spool: Spool, caplog: pytest.LogCaptureFixture) -> None:
    broken = Heard("w", "x", "s", NOW, (), object())  # type: ignore[arg-type]
    with pytest.raises(SpoolError) as refused:
        spool.append([broken])
    assert refused.value.code == "refused"
    half = Heard("w", "x", "half \ud800 character", NOW, (Alarm(protocol="x", event="fire", text="\ud800"),), b"1", True)
    spool.append([half])
    spool.append([alarm(1)])
    assert len(spool.read(0)) == 2


def test_many_wires_share_commits_and_each_keeps_its_order(spool: Spool) -> None:
    def wire(name: str) -> None:
        for number in range(50):
            spool.append([alarm(number, wire=name, source=name)])

    threads = [threading.Thread(target=wire, args=(f"w{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored = spool.read(0, 1000)
    assert len(stored) == 400
    for name in {frame.wire for frame in stored}:
        assert [frame.messages[0].raw for frame in stored if frame.wire == name] == [alarm(n).raw for n in range(50)]


def test_prune_forgets_old_frames_but_never_the_retry_window(spool: Spool) -> None:
    now = datetime.now(UTC)
    spool.append([alarm(1, at=now - timedelta(days=2)), alarm(2, at=now)])
    assert spool.prune(now + timedelta(days=1)) == 1
    spool.append([alarm(2, at=now + timedelta(seconds=5))])
    assert [frame.messages[0].raw for frame in spool.read(0)] == [alarm(2).raw]


def test_jobs_are_remembered_with_their_references(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "jobs.db")
    spool.append([], [JobRecord("a", "tetra", "sending", "01", "1001"), JobRecord("b", "tetra", "accepted", "02", "1001")])
    assert spool.close()
    again = Spool(tmp_path / "jobs.db")
    kept = again.job("a")
    assert kept is not None and (kept.state, kept.ref, kept.address) == ("sending", "01", "1001")
    assert [job.id for job in again.jobs("tetra")] == ["a", "b"]
    assert [job.id for job in again.jobs_in_doubt("tetra")] == ["a"]
    assert again.jobs("other") == [] and again.job("c") is None
    assert again.close()


def test_a_closed_spool_says_so(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool.db")
    assert spool.close()
    with pytest.raises(SpoolError) as refused:
        spool.append([alarm(1)])
    assert refused.value.code == "closed"
