"""run.sh: what a newcomer types, from any place, as any person, once and again."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.packaging.house import BACKEND, PACKAGING, House, build_house

UNFINISHED = ".oneboard-unfinished"
STAMP = ".oneboard-stamp"


def told(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """What the stand-in saw."""
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def test_first_run_installs_and_leaves_nothing_unfinished(installed: House) -> None:
    assert (installed.venv / STAMP).exists()
    assert not (installed.venv / UNFINISHED).exists()


def test_arguments_arrive_as_they_were_given(house: House) -> None:
    given = ["decode", "a b", "", "*", "$HOME", "单引'号", "--hex"]
    assert told(house.run(*given))["args"] == given


def test_works_from_anywhere_through_a_link(house: House, tmp_path: Path) -> None:
    link = tmp_path / "bin dir" / "oneboard"
    link.parent.mkdir()
    link.symlink_to(house.script)
    assert told(house.run("decode", script=link, cwd=link.parent))["cwd"] == str(link.parent)


def test_second_run_touches_nothing(house: House) -> None:
    stamp = (house.venv / STAMP).stat()
    done = house.run("decode")
    told(done)
    assert "正在准备" not in done.stderr
    assert (house.venv / STAMP).stat() == stamp


@pytest.mark.parametrize("file", ["pyproject.toml", "packaging/constraints.txt"])
def test_changed_pins_are_installed_and_a_failure_is_said(house: House, file: str) -> None:
    pins = house.root / file
    text = pins.read_text(encoding="utf-8")
    with house.broken_pip():
        told(house.run("decode"))
        pins.write_text(text + "\n# newer\n", encoding="utf-8")
        refused = house.run("decode")
    assert refused.returncode == 3
    assert refused.stdout == ""
    assert "ONEBOARD_WHEELS" in refused.stderr
    assert (house.venv / UNFINISHED).exists()
    (house.venv / UNFINISHED).unlink()
    pins.write_text(text, encoding="utf-8")
    told(house.run("decode"))


def test_an_environment_that_a_developer_made_is_kept(house: House) -> None:
    """No stamp, no mark of a broken set-up: it is brought up to date where it stands, with what else is in it."""
    (house.venv / STAMP).unlink()
    theirs = house.venv / "theirs"
    theirs.touch()
    told(house.run("decode"))
    assert (house.venv / STAMP).exists()
    assert theirs.exists()
    theirs.unlink()


def test_a_copy_is_set_up_anew_and_killed_in_the_middle_starts_over(installed: House, tmp_path: Path) -> None:
    """The process group is killed while the project is installed: no trap, no clean-up, as when the power goes."""
    shutil.copytree(installed.root, tmp_path / "copy", symlinks=True)
    copy = House(tmp_path / "copy", installed.tools, installed.env)
    started = tmp_path / "started"
    os.mkfifo(started)
    reader = os.open(started, os.O_RDONLY | os.O_NONBLOCK)
    backend = copy.root / "backend.py"
    backend.write_text(f"import signal\nprint('x', file=open({str(started)!r}, 'w'), flush=True)\nsignal.pause()\n", encoding="utf-8")
    process = subprocess.Popen(
        ["bash", str(copy.script), "decode"],
        env=copy.env,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    ready, _, _ = select.select([reader], [], [], 60)
    os.close(reader)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)
    assert ready, "the project's build never began"
    assert (copy.venv / UNFINISHED).exists()
    assert not (copy.venv / STAMP).exists()

    half_done = copy.venv / "half-done"
    half_done.touch()
    backend.write_text(BACKEND, encoding="utf-8")
    done = copy.run("decode")
    told(done)
    assert "正在准备" in done.stderr
    assert not half_done.exists()
    assert not (copy.venv / UNFINISHED).exists()


def test_a_folder_of_something_else_is_not_wiped(house: House, tmp_path: Path) -> None:
    letter = tmp_path / "letters" / "dear.txt"
    letter.parent.mkdir()
    letter.touch()
    done = house.run("decode", ONEBOARD_VENV=str(letter.parent))
    assert done.returncode == 3
    assert letter.exists()


def test_no_python_is_said(tmp_path: Path) -> None:
    house = build_house(tmp_path)
    for name in ("python3", "python3.13", "python3.12", "python3.11", "python3.14", "python"):
        house.tool(name, "exit 1")
    done = house.run("decode", ONEBOARD_PYTHON="python3")
    assert done.returncode == 3
    assert "Python 3.11" in done.stderr


# --- display -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def screen(house: House) -> House:
    """A house on a system that has all of Qt's libraries, or says it has."""
    house.tool("dpkg-query", 'shift 3; for name; do echo "installed $name"; done')
    return house


@pytest.mark.parametrize("args", [[], ["desk"], ["wall", "--screen", "2"], ["--hall", "drill", "radio"], ["--hall=live"]])
def test_no_display_is_said_and_how_to_see_it(screen: House, args: list[str]) -> None:
    done = screen.run(*args)
    assert done.returncode == 4
    assert done.stdout == ""
    for way in ("没有可用的显示器", "No display", "QT_QPA_PLATFORM=vnc", "xvfb-run", "--shot"):
        assert way in done.stderr


@pytest.mark.parametrize("args", [["decode", "nmea"], ["desk", "--help"], ["--version"], ["gateway"], ["doctor"]])
def test_what_needs_no_display_runs_without(screen: House, args: list[str]) -> None:
    assert told(screen.run(*args))["args"] == args


def test_a_picture_needs_no_display(screen: House) -> None:
    seen = told(screen.run("wall", "--shot", "wall.png"))
    assert seen["QT_QPA_PLATFORM"] == "offscreen"


def test_a_display_that_nobody_serves_is_none(screen: House) -> None:
    done = screen.run("desk", DISPLAY=":4711")
    assert done.returncode == 4
    assert ":4711" in done.stderr


def test_on_a_display_the_default_is_xcb_and_the_desk(screen: House) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X4712")
        server.listen()
        seen = told(screen.run(DISPLAY=":4712.0"))
        assert (seen["args"], seen["QT_QPA_PLATFORM"]) == (["desk"], "xcb")
        assert told(screen.run("--hall", "live", DISPLAY=":4712"))["args"] == ["desk", "--hall", "live"]
    assert told(screen.run("desk", DISPLAY="seat2:0"))["QT_QPA_PLATFORM"] == "xcb"


def test_the_platform_that_was_asked_for_is_kept(screen: House) -> None:
    assert told(screen.run("desk", QT_QPA_PLATFORM="vnc"))["QT_QPA_PLATFORM"] == "vnc"


@pytest.mark.parametrize(("asked", "given"), [("fcitx", "ibus"), ("fcitx5", "ibus"), ("ibus", "ibus"), ("xim", "xim")])
def test_fcitx_is_reached_by_the_ibus_route(screen: House, asked: str, given: str) -> None:
    assert told(screen.run("doctor", QT_IM_MODULE=asked))["QT_IM_MODULE"] == given


# --- system packages -----------------------------------------------------------------------------------------------


def without(house: House, *missing: str) -> Path:
    """dpkg lacks these until apt-get installs them; returns the log of what apt-get was asked."""
    log = house.tools / "apt.log"
    log.write_text("", encoding="utf-8")
    house.tool(
        "dpkg-query",
        f'shift 3; for name; do case " {" ".join(missing)} " in *" $name "*) grep -q "install .*$name" "{log}" || continue;; esac\n'
        'case $name in *t64) continue;; esac; echo "installed $name"; done',
    )
    house.tool("apt-get", f'[[ "$*" == *update* ]] && exit 100; echo "uid $EUID: $*" >> "{log}"')
    house.tool("fc-list", "exit 0")
    return log


def test_without_rights_the_line_to_ask_for_is_said(house: House) -> None:
    log = without(house, "libportaudio2", "fonts-noto-cjk")
    done = house.run("decode")
    told(done)
    assert "sudo apt-get install -y --no-install-recommends libportaudio2 fonts-noto-cjk\n" in done.stderr
    assert log.read_text(encoding="utf-8") == ""


def test_renamed_libraries_of_newer_releases_count(house: House) -> None:
    house.tool(
        "dpkg-query",
        'shift 3; for name; do case $name in libglib2.0-0 | *[^0]t64) ;; *) echo "installed $name";; esac; done',
    )
    assert "libglib2.0-0" not in house.run("decode").stderr


def test_another_full_chinese_font_will_do(house: House) -> None:
    without(house, "fonts-noto-cjk")
    house.tool("fc-list", "echo 'Source Han Sans SC'")
    assert house.run("decode").stderr == ""


def test_a_screen_without_its_libraries_stops_with_their_names(house: House) -> None:
    without(house, "libxcb-cursor0")
    qt = next(house.venv.glob("lib/python3*/site-packages")) / "PySide6" / "Qt"
    qt.mkdir(parents=True)
    house.tool("ldd", "printf '\\tlibxcb-cursor.so.0 => not found\\n\\tlibc.so.6 => /lib/libc.so.6 (0x1)\\n'")
    try:
        done = house.run("desk", "--shot", "x.png")
        assert done.returncode == 3
        assert done.stderr.endswith("libxcb-cursor.so.0\n")
        told(house.run("decode"))
    finally:
        shutil.rmtree(qt.parent)


@pytest.mark.skipif(os.geteuid() != 0, reason="plays root, as in a container without sudo")
class TestAsRoot:
    def test_installs_in_one_step_even_when_the_lists_cannot_be_fetched(self, house: House) -> None:
        log = without(house, "libportaudio2", "libxcb-cursor0")
        done = house.run("decode", ONEBOARD_APT="")
        told(done)
        calls = log.read_text(encoding="utf-8").splitlines()
        assert len(calls) == 1
        assert calls[0].endswith("install -y --no-install-recommends libxcb-cursor0 libportaudio2")
        assert "administrator" not in done.stderr

    def test_what_could_not_be_had_is_not_tried_for_again(self, house: House) -> None:
        log = without(house, "libportaudio2")
        house.tool("apt-get", f'echo "$*" >> "{log}.tries"; exit 100')
        for _ in range(2):
            assert "install -y --no-install-recommends libportaudio2" in house.run("decode", ONEBOARD_APT="").stderr
        tries = Path(f"{log}.tries").read_text(encoding="utf-8").splitlines()
        assert len([line for line in tries if "update" in line]) == 1

    @pytest.fixture
    def open_house(self) -> Iterator[House]:
        """A house that another person may enter and own."""
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)
            house = build_house(Path(folder))
            for path in (house.root, house.root.parent / "home"):
                for inner in [path, *path.rglob("*")]:
                    os.chown(inner, 65534, 65534)
            yield house

    def test_under_sudo_everything_but_apt_runs_as_the_person(self, open_house: House) -> None:
        python = next((p for p in ("/usr/bin/python3", "/usr/local/bin/python3") if can_make_venv(p)), None)
        if python is None:
            pytest.skip("no Python outside root's home can make a virtual environment")
        log = without(open_house, "libportaudio2")
        done = open_house.run(
            "decode",
            SUDO_UID="65534",
            SUDO_GID="65534",
            SUDO_USER="nobody",
            ONEBOARD_APT="",
            ONEBOARD_PYTHON=python,
            ONEBOARD_VENV="else where",
        )
        assert told(done)["uid"] == 65534
        assert log.read_text(encoding="utf-8").startswith("uid 0: ")
        assert (open_house.root / "else where" / STAMP).exists()
        assert [str(path) for path in open_house.root.rglob("*") if path.lstat().st_uid == 0] == []


def can_make_venv(python: str) -> bool:
    code = "import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))"
    return Path(python).exists() and subprocess.run([python, "-c", code], check=False, capture_output=True).returncode == 0


# --- the scripts themselves --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", [*sorted(PACKAGING.glob("*.sh")), PACKAGING.parent / ".ci" / "run"], ids=lambda p: p.name)
def test_scripts_are_sound_bash(script: Path) -> None:
    subprocess.run(["bash", "-n", str(script)], check=True)
    assert script.stat().st_mode & 0o111
    if shellcheck := shutil.which("shellcheck"):
        subprocess.run([shellcheck, "-x", str(script)], check=True, cwd=PACKAGING.parent)
