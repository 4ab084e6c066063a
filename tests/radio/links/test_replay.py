"""Recording a line, and playing it again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from radio.links.base import Chunk, LinkState
from radio.links.replay import LineRecorder, ReplayLink, read_recording
from tests.radio.hall import Listener, wait_for


def test_what_was_recorded_is_played_again(tmp_path: Path) -> None:
    path = tmp_path / "line.jsonl"
    live = Listener(answer=lambda chunk: b"ok")
    recorder = LineRecorder(live, path)
    answers = recorder.received([Chunk("a", b"\x00\x01"), Chunk("b", b"two")])
    recorder.received([Chunk("a", b"three")])
    recorder.link_state(LinkState("closed"))
    assert [chunk.data for chunk in answers] == [b"ok", b"ok"]
    assert [chunk for _, chunk in read_recording(path)] == [Chunk("a", b"\x00\x01"), Chunk("b", b"two"), Chunk("a", b"three")]

    again = Listener()
    link = ReplayLink("line", path, speed=0)
    link.start(again)
    wait_for(lambda: "ended" in again.codes, "the end of the recording")
    assert link.stop()
    assert again.heard == live.heard == {"a": b"\x00\x01three", "b": b"two"}
    assert again.opened == ["a", "b"] and again.closed == ["a", "b"]


def test_a_broken_recording_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "line.jsonl"
    path.write_text('{"t": 0, "hex": "00"}\n{"t": 0.1, "hex": "zz"}\n')
    sink = Listener()
    link = ReplayLink("line", path, speed=0)
    link.start(sink)
    wait_for(lambda: "settings" in sink.codes, "the refusal")
    assert link.stop()
    assert "line 2" in sink.states[-2].detail
    assert sink.heard == {"": b"\x00"}


def test_a_recording_that_is_not_there(tmp_path: Path) -> None:
    sink = Listener()
    link = ReplayLink("line", tmp_path / "none.jsonl")
    link.start(sink)
    wait_for(lambda: "missing" in sink.codes, "the refusal")
    assert link.stop()


def test_a_bug_behind_a_link_costs_the_line_seconds_only(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "line.jsonl"
    path.write_text('{"t": 0, "hex": "31"}\n')

    class Broken(Listener):
        def peer_opened(self, peer: str) -> Sequence[Chunk]:
            if not self.codes.count("internal"):
                raise RuntimeError("a bug")
            return super().peer_opened(peer)

    sink = Broken()
    link = ReplayLink("line", path, speed=0)
    link.start(sink)
    wait_for(lambda: sink.heard.get("") == b"1", "the line back after the bug")
    assert link.stop()
    assert "internal" in sink.codes
    assert "a bug" in caplog.text
