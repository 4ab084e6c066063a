"""The command line: one clear line and exit code 2 on bad arguments, help everywhere, and what a hall without things says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from console.cli import VERBS, main
from console.halls import Hall
from console.settings import save


def oneboard(home: Path, *arguments: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"ONEBOARD_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"} | more
    return subprocess.run(
        [sys.executable, "-m", "console", *arguments],
        env=environment,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


@pytest.mark.parametrize("verb", [verb.name for verb in VERBS])
def test_every_command_has_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main([verb, "--help"])
    assert done.value.code == 0 and "--hall" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["desk", "--size", "wide"],
        ["desk", "--after", "soon", "--shot", "x.png"],
        ["desk", "--hall", "both"],
        ["wall", "--scale", "500"],
        ["journal"],
        ["user", "add"],
        ["bench", "nothing"],
        ["decode", "morse"],
        ["nonsense"],
        ["drill", "no-such-scenario"],
        ["drill", "--hall", "live"],
        ["setup", "--hall", "drill"],
        ["gateway", "--hall", "live"],
        ["basemap", "build", "--dem", "nowhere.tif"],
    ],
)
def test_bad_arguments_are_one_line_and_two(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ONEBOARD_HOME", str(tmp_path))
    try:
        code: object = main(arguments)
    except SystemExit as done:
        code = done.code
    said = capsys.readouterr().err
    assert code == 2
    assert len(said.strip().splitlines()) == 1 and said.startswith("oneboard")


def test_a_broken_scenario_names_its_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text('title = "x"\n[[force]]\nwire = "force-1"\nname = "n"\nkind = "wizards"\n', "utf-8")
    done = oneboard(tmp_path / "home", "desk", "--shot", str(tmp_path / "x.png"), "--scenario", str(broken))
    assert done.returncode == 2 and "broken.toml line 2" in done.stderr and "waypoints" in done.stderr


def test_setup_by_command_makes_a_live_hall_that_the_doctor_and_the_journal_find(tmp_path: Path) -> None:
    done = oneboard(tmp_path, "setup", "--admin", "zhang", stdin="a long pass-phrase\n")
    assert done.returncode == 0, done.stderr
    assert Hall("live", tmp_path).founded
    assert oneboard(tmp_path, "journal", "verify").returncode == 0
    listed = oneboard(tmp_path, "user", "list")
    assert "zhang" in listed.stdout and "administrator" in listed.stdout
    again = oneboard(tmp_path, "setup", "--admin", "li", stdin="a long pass-phrase\n")
    assert again.returncode == 2 and "set up already" in again.stderr
    short = oneboard(tmp_path, "user", "add", "li", stdin="short\n")
    assert short.returncode == 1 and "8 characters" in short.stderr
    assert oneboard(tmp_path, "user", "add", "li", "--role", "dispatcher", stdin="another phrase\n").returncode == 0
    tail = oneboard(tmp_path, "journal", "tail", "-n", "1", "--json")
    assert json.loads(tail.stdout)["kind"] == "account_changed" and "another phrase" not in tail.stdout
    last = oneboard(tmp_path, "user", "disable", "zhang")
    assert last.returncode == 1 and "last administrator" in last.stderr
    assert oneboard(tmp_path, "user", "role", "li", "administrator").returncode == 0
    assert oneboard(tmp_path, "user", "disable", "zhang").returncode == 0
    listed = oneboard(tmp_path, "user", "list").stdout.splitlines()
    assert [line.split()[:2] for line in listed] == [["li", "administrator"], ["zhang", "administrator"]]
    assert "disabled" not in listed[0] and "disabled" in listed[1]


def test_setup_asks_for_a_pass_phrase_and_leaves_nothing_without(tmp_path: Path) -> None:
    done = oneboard(tmp_path, "setup", "--admin", "zhang")
    assert done.returncode == 2 and "pass-phrase" in done.stderr
    assert not Hall("live", tmp_path).founded


def test_doctor_fails_where_a_hall_could_not_work(tmp_path: Path) -> None:
    hall = Hall("live", tmp_path)
    hall.make_folders()
    save(hall.settings_file, {})
    hall.wires_file.write_text("[[wire]]\nname = 3\n", "utf-8")
    done = oneboard(tmp_path, "doctor")
    assert done.returncode == 1 and "gateway.toml" in done.stdout and "FAIL" in done.stdout


def test_no_display_says_how_to_see_it_anyway(tmp_path: Path) -> None:
    environment = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY"), "")
    done = oneboard(tmp_path, "desk", QT_QPA_PLATFORM="", **environment)
    assert done.returncode == 1
    assert "--shot" in done.stderr and "QT_QPA_PLATFORM=vnc" in done.stderr and "没有图形显示" in done.stderr
