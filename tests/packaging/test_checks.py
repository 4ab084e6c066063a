"""test.sh runs every check whatever the others said; install.sh puts in place what works there."""

from __future__ import annotations

import configparser
import os
import subprocess
from pathlib import Path

import pytest

from tests.packaging.house import PACKAGING, House

CHECKS = ("ruff", "mypy", "pytest")


@pytest.fixture
def checked(house: House) -> House:
    """A house whose checks say that they ran, and fail if BROKEN names them."""
    house.tool("dpkg-query", 'shift 3; for name; do echo "installed $name"; done')
    for name in CHECKS:
        (house.root / f"{name}.py").write_text(
            "import os, sys\n"
            f"print('{name} ran', sys.argv[1:], os.environ.get('QT_QPA_PLATFORM'), os.environ.get('DISPLAY'))\n"
            f"sys.exit('{name}' in os.environ.get('BROKEN', ''))\n",
            encoding="utf-8",
        )
    house.run("decode")
    contracts = house.venv / "bin" / "lint-imports"
    contracts.write_text('#!/bin/sh\necho contracts ran\ncase "$BROKEN" in *contracts*) exit 1;; esac\n', encoding="utf-8")
    contracts.chmod(0o755)
    return house


def test_all_checks_pass(checked: House) -> None:
    done = checked.run("-k", "a or b", script=checked.root / "packaging" / "test.sh", DISPLAY=":9")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "ruff ran ['check', '.'] offscreen None" in done.stdout
    assert "mypy ran [] offscreen None" in done.stdout
    assert "contracts ran" in done.stdout
    assert "'-k', 'a or b'] offscreen None" in done.stdout


@pytest.mark.parametrize("broken", ["ruff", "mypy", "contracts", "pytest"])
def test_one_failure_fails_the_whole_and_hides_no_other(checked: House, broken: str) -> None:
    done = checked.run(script=checked.root / "packaging" / "test.sh", BROKEN=broken)
    assert done.returncode == 1
    for name in (*CHECKS, "contracts"):
        assert f"{name} ran" in done.stdout
    assert done.stdout.count("FAILED: ") == 1


def install(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", str(PACKAGING / "install.sh"), *args],
        env={**os.environ, "DESTDIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_installed_starts_what_is_installed(tmp_path: Path) -> None:
    assert install(tmp_path, "--gateway").returncode == 0
    command = tmp_path / "usr/local/bin/oneboard"
    assert command.resolve() == PACKAGING / "run.sh"

    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(tmp_path / "etc/systemd/system/oneboard-gateway.service", encoding="utf-8")
    assert unit["Service"]["ExecStart"].split()[0] == f"/{command.relative_to(tmp_path)}"

    menu = configparser.RawConfigParser()
    menu.read(tmp_path / "usr/local/share/applications/oneboard.desktop", encoding="utf-8")
    assert {menu[section]["exec"].split()[0] for section in menu.sections()} == {command.name}
    assert (tmp_path / "etc/udev/rules.d/70-oneboard.rules").is_file()


def test_no_service_unless_asked_for_and_no_guessing(tmp_path: Path) -> None:
    assert install(tmp_path).returncode == 0
    assert not (tmp_path / "etc/systemd").exists()
    assert install(tmp_path, "--getaway").returncode == 2
