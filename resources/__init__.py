"""The one door to data files: any room may import it, and it needs the standard library only."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any


def path(*parts: str) -> Path:
    """The file or folder on disk, for libraries that open files themselves (fonts, tiles, Qt).

    An unpacked wheel and a frozen program both keep `resources` as a folder; inside a zip there is no such
    path, and saying so beats handing out a name that cannot be opened.
    """
    found = files(__name__).joinpath(*parts)
    on_disk = Path(str(found))
    if not on_disk.exists():
        raise FileNotFoundError(f"no resource {'/'.join(parts)!r} beside {__name__}")
    return on_disk


def read_text(*parts: str) -> str:
    """The text of a UTF-8 file; works from a folder and from a zip alike."""
    return files(__name__).joinpath(*parts).read_text(encoding="utf-8")


def load_toml(*parts: str) -> dict[str, Any]:
    """A TOML file as a dictionary."""
    return tomllib.loads(read_text(*parts))
