"""A checkout in miniature, with the real scripts and a stand-in for the program, that installs in seconds and offline."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "oneboard"
version = "0.1.0"
[project.optional-dependencies]
test = []
"""

# A build backend of the standard library alone: it makes the same kind of editable wheel as a real one.
BACKEND = '''
import os, zipfile
META = "oneboard-0.1.0.dist-info"
FILES = {
    "oneboard.pth": os.getcwd(),
    f"{META}/METADATA": "Metadata-Version: 2.1\\nName: oneboard\\nVersion: 0.1.0\\nProvides-Extra: test\\n",
    f"{META}/WHEEL": "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    f"{META}/entry_points.txt": "[console_scripts]\\noneboard = standin:main\\n",
    f"{META}/RECORD": "",
}
def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "oneboard-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(wheel_directory, name), "w") as wheel:
        for path, text in FILES.items():
            wheel.writestr(path, text)
    return name
build_wheel = build_editable
'''

STANDIN = """
import json, os, sys
def main():
    shown = {key: os.environ.get(key) for key in ("QT_QPA_PLATFORM", "QT_IM_MODULE")}
    print(json.dumps({"args": sys.argv[1:], "cwd": os.getcwd(), "uid": os.getuid(), **shown}))
"""


@dataclass
class House:
    """A checkout with the real packaging scripts, and the environment they are called with."""

    root: Path
    tools: Path
    env: dict[str, str] = field(default_factory=dict)

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def script(self) -> Path:
        return self.root / "packaging" / "run.sh"

    def run(
        self, *args: str, script: Path | None = None, cwd: Path | None = None, **env: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", str(script or self.script), *args],
            cwd=cwd or self.root,
            env=self.env | env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def tool(self, name: str, body: str) -> None:
        """Puts a command of that name before those of the system."""
        path = self.tools / name
        path.write_text(f"#!/bin/bash\n{body}\n", encoding="utf-8")
        path.chmod(0o755)

    @contextmanager
    def broken_pip(self) -> Iterator[None]:
        """While it lasts, every installation in the environment fails."""
        pip = next(self.venv.glob("lib/python3*/site-packages/pip/__main__.py"))
        text = pip.read_text(encoding="utf-8")
        pip.write_text("raise SystemExit('no installation now')\n", encoding="utf-8")
        yield
        pip.write_text(text, encoding="utf-8")


def fake_wheel(folder: Path, name: str, version: str) -> None:
    meta = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{meta}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        wheel.writestr(f"{meta}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{meta}/RECORD", "")


def build_house(folder: Path) -> House:
    root = folder / "一盘棋 hall"
    (root / "packaging" / "wheels").mkdir(parents=True)
    for name in ("run.sh", "lib.sh", "test.sh"):
        shutil.copy(PACKAGING / name, root / "packaging" / name)
    (root / "packaging" / "constraints.txt").write_text("setuptools==99.0\n", encoding="utf-8")
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (root / "backend.py").write_text(BACKEND, encoding="utf-8")
    (root / "standin.py").write_text(STANDIN, encoding="utf-8")
    fake_wheel(root / "packaging" / "wheels", "setuptools", "99.0")
    tools = folder / "tools"
    tools.mkdir()
    home = folder / "home"
    home.mkdir()
    env = {
        "PATH": f"{tools}:{os.environ['PATH']}",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "ONEBOARD_PYTHON": sys.executable,
        "ONEBOARD_APT": "no",
    }
    return House(root, tools, env)
