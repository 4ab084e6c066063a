"""``oneboard decode``: streams in, JSON lines out; what it cannot do it says in one line."""

from __future__ import annotations

import io
import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from console import decode_cli
from tests.radio.codecs.frame_files import FRAMES


def arguments(*words: str) -> Namespace:
    parser = ArgumentParser()
    decode_cli.add_arguments(parser)
    return parser.parse_args(words)


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def frame_bytes(name: str) -> bytes:
    return next(frame.data for frame in FRAMES if str(frame) == name)


def test_hex_lines_are_one_stream(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = frame_bytes("gbt26875/A1")
    text = f"# a fire\n{data[:20].hex(' ')}  # first half\n\n{data[20:].hex().upper()}\r\n{data.hex()}\n"
    path = tmp_path / "frames.hex"
    path.write_text(text, encoding="utf-8")
    assert decode_cli.run(arguments("gbt26875", str(path), "--hex")) == 0
    found = lines(capsys)
    assert [item["type"] for item in found] == ["alarm", "reply", "alarm", "reply"]
    assert found[0] | {"raw": ""} == {
        "type": "alarm",
        "protocol": "gbt26875",
        "source": "000000000379",
        "time": "2012-09-26T01:58:32Z",
        "raw": "",
        "event": "fire",
        "state": "active",
        "code": "40",
        "zone": "1/1/2/10",
        "text": None,
    }
    assert found[0]["raw"] == data.hex()


def test_raw_stream_from_stdin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    data = frame_bytes("nmea/GPRMC") + frame_bytes("nmea/BDGGA")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert decode_cli.run(arguments("nmea")) == 0
    assert [(item["type"], item["lat"]) for item in lines(capsys)] == [
        ("position", pytest.approx(49.2741667)),
        ("position", pytest.approx(22.6769272)),
    ]


def test_an_unfinished_frame_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "cut.bin"
    path.write_bytes(frame_bytes("sl651/Y2F")[:-4])
    assert decode_cli.run(arguments("sl651", str(path))) == 0
    (item,) = lines(capsys)
    assert (item["type"], item["reason"]) == ("fault", "length")


@pytest.mark.parametrize("content", ["zz\n", "7e7\n", "0x7e\n", "7e 7\ne\n", "水\n"])
def test_what_is_not_hex_is_refused(content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.hex"
    path.write_text("# comment 注\n" + content, encoding="utf-8")
    assert decode_cli.run(arguments("sl651", str(path), "--hex")) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and "line 2" in error


def test_unknown_protocol(capsys: pytest.CaptureFixture[str]) -> None:
    assert decode_cli.run(arguments("morse")) == 2
    out, error = capsys.readouterr()
    assert out == "" and error.count("\n") == 1 and "morse" in error and "gbt26875" in error


@pytest.mark.parametrize("name", ["none.bin", "."])
def test_unreadable_file(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert decode_cli.run(arguments("nmea", str(tmp_path / name))) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and "cannot read" in error
