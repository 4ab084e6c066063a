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
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from db.bus import LIMIT, LocalBus

ROOT = Path(__file__).parents[2]
LIMIT_S = 10.0

Heard = "queue.Queue[tuple[str, Mapping[str, Any]]]"

CHILD = """
import queue, sys
from pathlib import Path
from db.bus import LocalBus
bus = LocalBus(Path(sys.argv[1]))
heard = queue.Queue()
bus.subscribe(["ask"], lambda topic, payload: heard.put(payload))
print("listening", flush=True)
for number in range(int(sys.argv[2])):
    bus.publish("answer", {"to": heard.get(timeout=10)["number"]})
bus.close()
"""


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[LocalBus]:
    bus = LocalBus(tmp_path)
    yield bus
    bus.close()


def files(run_dir: Path) -> list[Path]:
    return sorted((run_dir / "bus").glob("*.json"))


def listen(bus: LocalBus, *topics: str) -> tuple[Any, Any]:
    heard: queue.Queue[tuple[str, Mapping[str, Any]]] = queue.Queue()
    stop = bus.subscribe(topics, lambda topic, payload: heard.put((topic, payload)))
    return heard, stop


def start_child(run_dir: Path, words: int) -> subprocess.Popen[str]:
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(run_dir), str(words)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None and child.stdout.readline() == "listening\n"
    return child


def end(child: subprocess.Popen[str]) -> None:
    child.wait(LIMIT_S)
    assert child.stdout is not None
    child.stdout.close()


def test_question_and_answer_between_two_processes(bus: LocalBus, tmp_path: Path) -> None:
    heard, _ = listen(bus, "answer")
    child = start_child(tmp_path, 50)
    for number in range(50):
        bus.publish("ask", {"number": number, "text": "有人吗"})
        assert heard.get(timeout=LIMIT_S) == ("answer", {"to": number})
    end(child)
    assert child.returncode == 0
    assert len(files(tmp_path)) == 1, "who ends in order takes his file along"


def test_one_hears_oneself_and_only_one_s_topics(bus: LocalBus) -> None:
    feed, _ = listen(bus, "feed", "ptt")
    levels, _ = listen(bus, "levels")
    bus.publish("other", {"n": 1})
    bus.publish("levels", {"n": 2})
    bus.publish("ptt", {"n": 3})
    bus.publish("feed", {"n": 4})
    assert [feed.get(timeout=LIMIT_S) for _ in range(2)] == [("ptt", {"n": 3}), ("feed", {"n": 4})]
    assert levels.get(timeout=LIMIT_S) == ("levels", {"n": 2})
    assert feed.empty() and levels.empty()


def test_a_topic_added_later_is_heard_from_then_on(bus: LocalBus, tmp_path: Path) -> None:
    speaker = LocalBus(tmp_path)
    first, _ = listen(bus, "first")
    speaker.publish("first", {})
    first.get(timeout=LIMIT_S)
    second, _ = listen(bus, "second")
    speaker.publish("second", {"n": 1})
    assert second.get(timeout=LIMIT_S) == ("second", {"n": 1})
    speaker.close()


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


def test_a_listener_may_speak_and_stop_itself(bus: LocalBus) -> None:
    done: queue.Queue[str] = queue.Queue()

    def once(topic: str, payload: Mapping[str, Any]) -> None:
        stop()
        bus.publish("echo", payload)
        done.put("once")

    stop = bus.subscribe(["ask"], once)
    echo, _ = listen(bus, "echo")
    bus.publish("ask", {"n": 1})
    bus.publish("ask", {"n": 2})
    assert echo.get(timeout=LIMIT_S) == ("echo", {"n": 1})
    bus.publish("echo", {"n": 3})
    assert echo.get(timeout=LIMIT_S) == ("echo", {"n": 3})
    assert done.qsize() == 1


def test_the_only_listener_may_stop_itself(bus: LocalBus, tmp_path: Path) -> None:
    done = threading.Event()

    def once(topic: str, payload: Mapping[str, Any]) -> None:
        stop()
        done.set()

    stop = bus.subscribe(["ask"], once)
    bus.publish("ask", {})
    assert done.wait(LIMIT_S)
    assert files(tmp_path) == []


def test_a_listener_that_fails_hears_the_next_word_all_the_same(bus: LocalBus, caplog: pytest.LogCaptureFixture) -> None:
    heard: queue.Queue[int] = queue.Queue()
    bus.subscribe(["n"], lambda topic, payload: heard.put(10 // payload["n"]))
    bus.publish("n", {"n": 0})
    bus.publish("n", {"n": 5})
    assert heard.get(timeout=LIMIT_S) == 2
    assert "ZeroDivisionError" in caplog.text


def test_a_killed_listener_is_forgotten_and_the_others_hear_on(bus: LocalBus, tmp_path: Path) -> None:
    heard, _ = listen(bus, "ask", "answer")
    child = start_child(tmp_path, 5)
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
    child = start_child(tmp_path, 1)
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


def test_a_long_word_is_dropped_and_one_that_just_fits_is_heard(bus: LocalBus, caplog: pytest.LogCaptureFixture) -> None:
    heard, _ = listen(bus, "t")
    bus.publish("t", {"x": "a" * LIMIT})
    assert "too long" in caplog.text
    fits = {"x": "a" * (LIMIT - 30)}
    bus.publish("t", fits)
    assert heard.get(timeout=LIMIT_S) == ("t", fits)


def test_nobody_listening_is_no_trouble(tmp_path: Path) -> None:
    bus = LocalBus(tmp_path / "not" / "there")
    bus.publish("feed", {"seq": 1})
    assert not (tmp_path / "not").exists()


def test_a_flood_never_blocks_the_speaker(bus: LocalBus) -> None:
    """The listener is busy with the first word while thousands more come: some are lost, the last is not waited for."""
    busy, free = threading.Event(), threading.Event()

    def hear(topic: str, payload: Mapping[str, Any]) -> None:
        busy.set()
        free.wait(LIMIT_S)

    bus.subscribe(["t"], hear)
    bus.publish("t", {})
    assert busy.wait(LIMIT_S)
    for _ in range(3000):
        bus.publish("t", {"x": "a" * 2000})
    free.set()


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
