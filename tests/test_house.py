"""The rules of the house that no other tool checks, over every file of the repository."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("console", "widgets", "maps", "radio", "db", "resources")
AT_THE_TOP = {
    *ROOMS,
    *("packaging", "tests", ".ci", ".gitignore", "pyproject.toml", "LICENSE"),
    *("README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CHANGELOG.md"),
}
# What tools leave behind; none of it is committed.
LEFT_BEHIND = re.compile(r"\.git|\.venv|__pycache__|.*\.egg-info|\.\w+_cache|\.hypothesis|build|dist|wheels")
TEXT = {".py", ".toml", ".sh", ".ps1", ".md", ".txt", ".ini", ".mako", ".qml", ".json", ".service", ".rules", ".desktop", ""}
LONG = 450


def files_in(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if LEFT_BEHIND.fullmatch(path.name):
            continue
        if path.is_dir():
            yield from files_in(path)
        else:
            yield path


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file but this one, which must name what it looks for."""
    for path in files_in(ROOT):
        if path.suffix in TEXT and path != Path(__file__).resolve():
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8", errors="replace")


def modules(*rooms: str) -> Iterator[tuple[Path, ast.Module]]:
    for room in rooms:
        for path in files_in(ROOT / room):
            if path.suffix == ".py":
                yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.Module) -> Iterator[tuple[int, str, ast.Call]]:
    """Line, dotted name (`time.sleep`, `….exec`) and node of each call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func), node


def found(pattern: re.Pattern[str], keep: re.Pattern[str] | None = None) -> list[str]:
    """Where the pattern occurs, line by line, save in lines that `keep` matches."""
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line) and not (keep and keep.search(line))
    ]


def test_nothing_stands_beside_the_rooms() -> None:
    top = {path.name for path in ROOT.iterdir() if not LEFT_BEHIND.fullmatch(path.name)}
    assert top - AT_THE_TOP == set()
    assert set(ROOMS) <= top


def test_rooms_import_only_whom_they_may() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_path_of_anybody_s_machine() -> None:
    # The X server's sockets have that address on every machine.
    assert found(re.compile(r"(?<![\w.$}~-])/(work|root|tmp|home/\w+)/"), keep=re.compile(r"/tmp/\.X11-unix")) == []


def test_nothing_is_left_for_later() -> None:
    assert found(re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|\b[Ss]tub(s|bed)?\b")) == []
    unfinished = [
        f"{path}:{node.lineno}"
        for path, tree in modules(*ROOMS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) and node.exc and "NotImplementedError" in ast.unparse(node.exc)
    ]
    assert unfinished == []


def test_the_screen_never_waits() -> None:
    """A GUI that sleeps, or turns an event loop inside another, misses what arrives meanwhile."""
    waits = [
        f"{path}:{line}: {name}"
        for path, tree in modules("console", "widgets", "maps")
        for line, name, _ in calls(tree)
        if name in ("time.sleep", "sleep") or name.endswith((".processEvents", ".exec_"))
    ]
    assert waits == []


def test_one_event_loop_a_process() -> None:
    """`exec()` only of the application, only where the commands of the command line begin it."""
    loops = [
        f"{path}:{line}: {name}"
        for path, tree in modules("console", "widgets", "maps")
        for line, name, _ in calls(tree)
        if name.endswith(".exec") and not (path.parts[0] == "console" and re.fullmatch(r"(app|application|QApplication)\.exec", name))
    ]
    assert loops == []


def test_tests_wait_for_conditions_not_for_time() -> None:
    """A nap inside a loop is a look at a condition now and again; any other is a guess at how long things take."""
    naps = []
    for path, tree in modules("tests"):
        looked = {inner for loop in ast.walk(tree) if isinstance(loop, ast.While | ast.For) for inner in ast.walk(loop)}
        for line, name, node in calls(tree):
            is_nap = name in ("sleep", "time.sleep") or name.endswith((".qWait", ".qSleep", "qtbot.wait"))
            if is_nap and node not in looked:
                naps.append(f"{path}:{line}: {ast.unparse(node)}")
    assert naps == []


def test_no_broad_catch_passes_in_silence() -> None:
    silent = [
        f"{path}:{node.lineno}"
        for path, tree in modules(*ROOMS)
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
        and all(isinstance(inner, ast.Pass) for inner in node.body)
    ]
    assert silent == []


def test_long_modules_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """A module that long usually holds two ideas. Told, not forbidden; but none may have become a heap."""
    lengths = {path: text.count("\n") for path, text in texts() if path.suffix == ".py"}
    with capsys.disabled():
        for path, lines in sorted(lengths.items(), key=lambda item: -item[1]):
            if lines > LONG:
                print(f"\nlong module: {path} has {lines} lines", end="")
    assert max(lengths.values()) < 4 * LONG
