"""The versions are pinned, all of them, for every Python we support, and no file names where they come from."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from collections.abc import Iterator

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.packaging.house import PACKAGING

PYPROJECT = tomllib.loads((PACKAGING.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DIRECT = [
    Requirement(line)
    for lines in (PYPROJECT["dependencies"], *PYPROJECT["optional-dependencies"].values())
    for line in lines
]


def pins() -> dict[str, Version]:
    found: dict[str, Version] = {}
    for line in (PACKAGING / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, version = re.fullmatch(r"([\w.-]+)==([\w.]+)", line).groups()  # type: ignore[union-attr]
            found[canonicalize_name(name)] = Version(version)
    return found


def environments() -> Iterator[dict[str, str]]:
    for python in ("3.11", "3.12", "3.13"):
        for system, platform, name in (("Linux", "linux", "posix"), ("Windows", "win32", "nt")):
            yield {
                **{key: str(value) for key, value in default_environment().items()},
                "python_version": python,
                "python_full_version": f"{python}.5",
                "platform_system": system,
                "sys_platform": platform,
                "os_name": name,
            }


def needed(requirements: list[Requirement]) -> dict[str, list[Requirement]]:
    """Each distribution that these bring along, as the installed ones tell, and what is asked of its version."""
    asked: dict[str, list[Requirement]] = {}
    queue = list(requirements)
    while queue:
        requirement = queue.pop()
        name = canonicalize_name(requirement.name)
        first = name not in asked
        asked.setdefault(name, []).append(requirement)
        if not first:
            continue
        try:
            lines = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue  # only needed on another system than this
        extras = requirement.extras or {""}
        for inner in map(Requirement, lines):
            if not inner.marker or any(
                inner.marker.evaluate({**environment, "extra": extra}) for environment in environments() for extra in extras
            ):
                queue.append(inner)
    return asked


def test_everything_needed_is_pinned_and_nothing_else() -> None:
    assert set(pins()) == {*needed(DIRECT), "setuptools"}


@pytest.mark.parametrize("requirement", DIRECT, ids=lambda requirement: requirement.name)
def test_pins_satisfy_what_is_asked(requirement: Requirement) -> None:
    for name, asked in needed([requirement]).items():
        for one in asked:
            assert pins()[name] in one.specifier, f"{name}: {one}"


def test_pinned_versions_run_on_every_python_we_promise() -> None:
    """3.11 to 3.13, by what the distributions say of themselves."""
    for name in pins():
        try:
            asked = importlib.metadata.metadata(name).json.get("requires_python")
        except importlib.metadata.PackageNotFoundError:
            continue
        for python in ("3.11.2", "3.12.3", "3.13.5"):
            assert not asked or Version(python) in Requirement(f"python{asked}").specifier, f"{name}: {asked}"


def test_qt_stays_on_the_release_that_does_not_abort() -> None:
    """PySide6 6.12.0 aborts on Python 3.11 after some 550 signals."""
    for name in ("pyside6-essentials", "pyside6-addons", "shiboken6"):
        assert pins()[name].release[:2] == (6, 11)


def test_no_file_of_the_set_up_names_a_host() -> None:
    files = [path for path in PACKAGING.rglob("*") if path.is_file() and path.suffix != ".whl"]
    for path in [*files, PACKAGING.parent / ".ci" / "run", PACKAGING.parent / "pyproject.toml"]:
        assert "://" not in path.read_text(encoding="utf-8"), path


def test_the_folder_does_not_hide_the_library_of_its_name() -> None:
    assert not (PACKAGING / "__init__.py").exists()
    import packaging

    assert packaging.__file__ is not None
