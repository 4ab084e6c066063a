"""Words between real processes, heard by those who listen and by nobody else."""

from __future__ import annotations

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from db.bus import LIMIT, LocalBus
from db.pgbus import PostgresBus
from tests import postgres

ROOT = Path(__file__).parents[2]
LIMIT_S = 10.0

Heard = "queue.Queue[tuple[str, Mapping[str, Any]]]"

CHILD = """
import queue, sys
from pathlib import Path
from db.bus import LocalBus
from db.pgbus import PostgresBus
url, run_dir, words = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
bus = PostgresBus(url, run_dir) if url else LocalBus(run_dir)
heard = queue.Queue()
bus.subscribe(["ask"], lambda topic, payload: heard.put(payload))
assert not url or bus.wait_until_listening(10)
print("listening", flush=True)
for number in range(words):
    bus.publish("answer", {"to": heard.get(timeout=10)["number"]})
bus.close()
"""


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[LocalBus]:
    bus = LocalBus(tmp_path)
    yield bus
    bus.close()


class Rooms:
    """Places that hear one another: processes of one machine, or – over the database – machines that share no folder."""

    def __init__(self, url: str, tmp_path: Path) -> None:
        self.url = url
        self._tmp_path = tmp_path
        self._opened: list[LocalBus | PostgresBus] = []

    def folder(self) -> Path:
        """The run folder of the next place."""
        return self._tmp_path / f"machine{len(self._opened)}" if self.url else self._tmp_path

    def open(self) -> LocalBus | PostgresBus:
        bus = PostgresBus(self.url, self.folder()) if self.url else LocalBus(self.folder())
        self._opened.append(bus)
        return bus

    def close(self) -> None:
        for bus in self._opened:
            bus.close()


@pytest.fixture(params=["local", "postgresql"])
def rooms(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rooms]:
    with postgres.empty_hall() if request.param == "postgresql" else nullcontext("") as url:
        rooms = Rooms(url, tmp_path)
        yield rooms
        rooms.close()


def files(run_dir: Path) -> list[Path]:
    return sorted((run_dir / "bus").glob("*.json"))


def listen(bus: LocalBus | PostgresBus, *topics: str) -> tuple[Any, Any]:
    heard: queue.Queue[tuple[str, Mapping[str, Any]]] = queue.Queue()
    return heard, hear(bus, lambda topic, payload: heard.put((topic, payload)), *topics)


def hear(bus: LocalBus | PostgresBus, listener: Callable[[str, Mapping[str, Any]], None], *topics: str) -> Callable[[], None]:
    """Subscribe, and be sure that it holds."""
    stop = bus.subscribe(topics, listener)
    if isinstance(bus, PostgresBus):
        assert bus.wait_until_listening(LIMIT_S)
    return stop


def start_child(rooms: Rooms, words: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHILD, rooms.url, str(rooms.folder()), str(words)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None and child.stdout.readline() == "listening\n"
    return child


def end(child: subprocess.Popen[str]) -> None:
    child.wait(LIMIT_S)
    assert child.stdout is not None
    child.stdout.close()


# --- on both -----------------------------------------------------------------------------------------------------------------------


def test_question_and_answer_between_two_processes(rooms: Rooms) -> None:
    bus = rooms.open()
    heard, _ = listen(bus, "answer")
    child = start_child(rooms, 50)
    for number in range(50):
        bus.publish("ask", {"number": number, "text": "有人吗"})
        assert heard.get(timeout=LIMIT_S) == ("answer", {"to": number})
    end(child)
    assert child.returncode == 0


def test_one_hears_oneself_and_only_one_s_topics_and_once(rooms: Rooms) -> None:
    bus, other = rooms.open(), rooms.open()
    feed, _ = listen(bus, "feed", "ptt")
    levels, _ = listen(bus, "levels")
    for speaker in (bus, other):
        speaker.publish("other", {"n": 1})
        speaker.publish("levels", {"n": 2})
        speaker.publish("ptt", {"n": 3})
        speaker.publish("feed", {"n": 4})
        assert [feed.get(timeout=LIMIT_S) for _ in range(2)] == [("ptt", {"n": 3}), ("feed", {"n": 4})]
        assert levels.get(timeout=LIMIT_S) == ("levels", {"n": 2})
    other.publish("ptt", {"n": 5})
    assert feed.get(timeout=LIMIT_S) == ("ptt", {"n": 5})
    assert feed.empty() and levels.empty()


def test_words_come_in_the_order_in_which_one_says_them(rooms: Rooms) -> None:
    bus, speaker = rooms.open(), rooms.open()
    heard, _ = listen(bus, "t")
    for number in range(200):
        speaker.publish("t", {"n": number, "same": "…"})
    assert [heard.get(timeout=LIMIT_S)[1]["n"] for _ in range(200)] == list(range(200))


def test_a_word_that_is_said_often_is_heard_as_often(rooms: Rooms) -> None:
    bus, speaker = rooms.open(), rooms.open()
    heard, _ = listen(bus, "ptt", "end")
    for _ in range(30):
        speaker.publish("ptt", {"key": "down"})
    speaker.publish("end", {})
    assert [heard.get(timeout=LIMIT_S)[0] for _ in range(31)] == ["ptt"] * 30 + ["end"]


def test_a_topic_added_later_is_heard_from_then_on(rooms: Rooms) -> None:
    bus, speaker = rooms.open(), rooms.open()
    first, _ = listen(bus, "first")
    speaker.publish("first", {})
    first.get(timeout=LIMIT_S)
    second, _ = listen(bus, "second")
    speaker.publish("second", {"n": 1})
    assert second.get(timeout=LIMIT_S) == ("second", {"n": 1})


def test_after_stop_nothing_is_heard(rooms: Rooms) -> None:
    bus, speaker = rooms.open(), rooms.open()
    one, stop_one = listen(bus, "t")
    other, stop_other = listen(bus, "t")
    stop_one()
    stop_one()
    speaker.publish("t", {})
    other.get(timeout=LIMIT_S)
    assert one.empty()
    stop_other()
    again, _ = listen(bus, "t")
    speaker.publish("t", {"n": 2})
    assert again.get(timeout=LIMIT_S) == ("t", {"n": 2})
    assert other.empty()


def test_a_listener_may_speak_and_stop_itself(rooms: Rooms) -> None:
    bus, speaker = rooms.open(), rooms.open()
    done: queue.Queue[str] = queue.Queue()

    def once(topic: str, payload: Mapping[str, Any]) -> None:
        stop()
        bus.publish("echo", payload)
        done.put("once")

    stop = hear(bus, once, "ask")
    echo, _ = listen(bus, "echo")
    speaker.publish("ask", {"n": 1})
    speaker.publish("ask", {"n": 2})
    assert echo.get(timeout=LIMIT_S) == ("echo", {"n": 1})
    speaker.publish("echo", {"n": 3})
    assert echo.get(timeout=LIMIT_S) == ("echo", {"n": 3})
    assert done.qsize() == 1


def test_a_listener_that_fails_hears_the_next_word_all_the_same(rooms: Rooms, caplog: pytest.LogCaptureFixture) -> None:
    bus, speaker = rooms.open(), rooms.open()
    heard: queue.Queue[int] = queue.Queue()
    hear(bus, lambda topic, payload: heard.put(10 // payload["n"]), "n")
    speaker.publish("n", {"n": 0})
    speaker.publish("n", {"n": 5})
    assert heard.get(timeout=LIMIT_S) == 2
    assert "ZeroDivisionError" in caplog.text


def test_a_killed_listener_is_forgotten_and_the_others_hear_on(rooms: Rooms) -> None:
    bus = rooms.open()
    heard, _ = listen(bus, "ask", "answer")
    child = start_child(rooms, 5)
    bus.publish("ask", {"number": 0})
    assert sorted(heard.get(timeout=LIMIT_S)[0] for _ in range(2)) == ["answer", "ask"]
    child.send_signal(signal.SIGKILL)
    end(child)
    for number in range(3):
        bus.publish("ask", {"number": number})
        assert heard.get(timeout=LIMIT_S) == ("ask", {"number": number})


@pytest.mark.parametrize("letter", ["a", "秦", "\U0001f525", '"'])
def test_a_long_word_is_dropped_and_one_that_just_fits_is_heard(rooms: Rooms, caplog: pytest.LogCaptureFixture, letter: str) -> None:
    bus, speaker = rooms.open(), rooms.open()
    heard, _ = listen(bus, "t")
    size = len(json.dumps(letter, ensure_ascii=False).encode()) - 2
    speaker.publish("t", {"x": letter * (LIMIT // size)})
    assert "too long" in caplog.text
    fits = {"x": letter * ((LIMIT - 30) // size)}
    speaker.publish("t", fits)
    assert heard.get(timeout=LIMIT_S) == ("t", fits)


def test_what_is_no_json_is_the_speaker_s_mistake(rooms: Rooms) -> None:
    with pytest.raises(TypeError):
        rooms.open().publish("t", {"x": object()})


def test_a_flood_never_blocks_the_speaker(rooms: Rooms) -> None:
    """The listener is busy with the first word while thousands more come: some are lost, the last is not waited for."""
    bus, speaker = rooms.open(), rooms.open()
    busy, free = threading.Event(), threading.Event()

    def wait(topic: str, payload: Mapping[str, Any]) -> None:
        busy.set()
        free.wait(LIMIT_S)

    hear(bus, wait, "t")
    speaker.publish("t", {})
    assert busy.wait(LIMIT_S)
    for _ in range(3000):
        speaker.publish("t", {"x": "a" * 2000})
    assert not free.is_set()
    free.set()


# --- on one machine ----------------------------------------------------------------------------------------------------------------


def test_after_stop_nothing_is_heard_and_the_last_stop_ends_the_thread(bus: LocalBus, tmp_path: Path) -> None:
    one, stop_one = listen(bus, "feed")
    other, stop_other = listen(bus, "feed")
    stop_one()
    stop_one()
    bus.publish("feed", {})
    other.get(timeout=LIMIT_S)
    assert one.empty()
    stop_other()
    assert files(tmp_path) == []
    assert all(thread.name != "bus" for thread in threading.enumerate())
    again, _ = listen(bus, "feed")
    bus.publish("feed", {"n": 2})
    assert again.get(timeout=LIMIT_S) == ("feed", {"n": 2})


def test_the_only_listener_may_stop_itself(bus: LocalBus, tmp_path: Path) -> None:
    done = threading.Event()

    def once(topic: str, payload: Mapping[str, Any]) -> None:
        stop()
        done.set()

    stop = bus.subscribe(["ask"], once)
    bus.publish("ask", {})
    assert done.wait(LIMIT_S)
    assert files(tmp_path) == []


def test_the_file_of_a_killed_listener_is_removed_by_who_speaks_to_it(bus: LocalBus, tmp_path: Path) -> None:
    heard, _ = listen(bus, "ask", "answer")
    child = start_child(Rooms("", tmp_path), 5)
    bus.publish("ask", {"number": 0})
    assert sorted(heard.get(timeout=LIMIT_S)[0] for _ in range(2)) == ["answer", "ask"]
    assert len(files(tmp_path)) == 2
    child.send_signal(signal.SIGKILL)
    end(child)
    for number in range(3):
        bus.publish("ask", {"number": number})
        assert heard.get(timeout=LIMIT_S) == ("ask", {"number": number})
    assert [file.name.startswith(f"{os.getpid()}-") for file in files(tmp_path)] == [True]


def test_a_listener_that_comes_in_the_same_tick_of_the_folder_s_clock_is_found(bus: LocalBus, tmp_path: Path) -> None:
    speaker = LocalBus(tmp_path)
    first, _ = listen(bus, "first")
    folder, tick = tmp_path / "bus", (time.time_ns() + 10**10,) * 2
    os.utime(folder, ns=tick)
    speaker.publish("first", {})
    first.get(timeout=LIMIT_S)
    other = LocalBus(tmp_path)
    second, _ = listen(other, "second")
    os.utime(folder, ns=tick)
    speaker.publish("second", {})
    assert second.get(timeout=LIMIT_S) == ("second", {})
    other.close()
    speaker.close()


def test_a_file_left_by_the_dead_is_removed_by_who_first_reads_it(bus: LocalBus, tmp_path: Path) -> None:
    child = start_child(Rooms("", tmp_path), 1)
    child.send_signal(signal.SIGKILL)
    end(child)
    assert len(files(tmp_path)) == 1
    bus.publish("ask", {})
    assert files(tmp_path) == []


@pytest.mark.parametrize("words", ["", "{", "[]", '{"pid": 1}', '{"pid": 1, "port": 99999999, "token": "é", "topics": []}'])
def test_a_broken_file_harms_nobody(bus: LocalBus, tmp_path: Path, words: str) -> None:
    heard, _ = listen(bus, "feed")
    (tmp_path / "bus" / "0-broken.json").write_text(words, "utf-8")
    bus.publish("feed", {"n": 1})
    assert heard.get(timeout=LIMIT_S) == ("feed", {"n": 1})


def test_without_the_token_nothing_is_heard(bus: LocalBus, tmp_path: Path) -> None:
    heard, _ = listen(bus, "feed")
    (file,) = files(tmp_path)
    words = json.loads(file.read_text("utf-8"))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
        for token in ("", "0" * 32, words["token"][:-1] + "x"):
            stranger.sendto(token.encode() + b'["feed", {"n": 0}]', ("127.0.0.1", words["port"]))
        stranger.sendto(words["token"].encode() + b"nonsense", ("127.0.0.1", words["port"]))
    bus.publish("feed", {"n": 1})
    assert heard.get(timeout=LIMIT_S) == ("feed", {"n": 1})
    assert heard.empty()


def test_files_and_folder_are_their_owner_s_alone(bus: LocalBus, tmp_path: Path) -> None:
    listen(bus, "feed")
    (file,) = files(tmp_path)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_nobody_listening_is_no_trouble(tmp_path: Path) -> None:
    bus = LocalBus(tmp_path / "not" / "there")
    bus.publish("feed", {"seq": 1})
    assert not (tmp_path / "not").exists()


def test_a_listener_finds_its_way_back_into_a_cleaned_folder(bus: LocalBus, tmp_path: Path) -> None:
    heard, _ = listen(bus, "feed")
    (file,) = files(tmp_path)
    file.unlink()
    file.parent.rmdir()
    back = threading.Event()

    def speak() -> None:
        while not back.wait(0.05):
            bus.publish("feed", {"n": 1})

    speaker = threading.Thread(target=speak)
    speaker.start()
    try:
        assert heard.get(timeout=LIMIT_S) == ("feed", {"n": 1})
    finally:
        back.set()
        speaker.join()
