"""Where a hall keeps its things. Drill and live are two halls that share nothing but the program."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

HallName = Literal["drill", "live"]
HALLS: tuple[HallName, ...] = ("drill", "live")


@dataclass(frozen=True, slots=True)
class Hall:
    """Paths and database of one hall, below ``home`` (ONEBOARD_HOME)."""

    name: HallName
    home: Path

    @property
    def drill(self) -> bool:
        """Whether this is the drill hall."""
        return self.name == "drill"

    @property
    def folder(self) -> Path:
        """Everything that this hall remembers."""
        return self.home / self.name

    @property
    def run_dir(self) -> Path:
        """What lives only while processes run: locks, the bus, the lines of the drill. Short, as socket paths must be."""
        return self.home / "run" / self.name

    @property
    def database_url(self) -> str:
        """ONEBOARD_DATABASE_URL, else what the set-up chose, else the embedded database of this hall."""
        given = os.environ.get("ONEBOARD_DATABASE_URL")
        if not given and self.database_file.exists():
            given = self.database_file.read_text("utf-8").strip()
        return given or f"sqlite:///{self.folder / 'oneboard.sqlite'}"

    @property
    def database_file(self) -> Path:
        """The URL of a database elsewhere; readable by the user alone, for it may hold a password."""
        return self.folder / "database.url"

    @property
    def head_file(self) -> Path:
        """The head of the journal's chain, kept outside the database."""
        return self.folder / "journal.head"

    @property
    def spool_file(self) -> Path:
        """Frames on disk before their acknowledgement."""
        return self.folder / "spool.sqlite"

    @property
    def wires_file(self) -> Path:
        """The wires of this hall."""
        return self.folder / "gateway.toml"

    @property
    def channels_file(self) -> Path:
        """The radio channels and loudspeakers of this machine."""
        return self.folder / "channels.toml"

    @property
    def statuses_file(self) -> Path:
        """What the status codes of this district's radios mean, where they differ from the catalogue."""
        return self.folder / "radio_status.toml"

    @property
    def settings_file(self) -> Path:
        """What the administrator set otherwise than the defaults."""
        return self.folder / "settings.toml"

    @property
    def layout_file(self) -> Path:
        """Where the panels of this machine's screens stand, and what was half typed."""
        return self.folder / "screens.ini"

    @property
    def log_dir(self) -> Path:
        """Logs that an administrator can read, one file a process kind."""
        return self.folder / "log"

    @property
    def audio_dir(self) -> Path:
        """Recordings and prepared broadcasts."""
        return self.folder / "audio"

    @property
    def founded(self) -> bool:
        """Whether this hall was set up on this machine."""
        return self.settings_file.exists()

    def make_folders(self) -> None:
        """Create what must be there; the folder is the user's alone, for it holds personal data.

        Raises:
            OSError: where the place is not writable.
        """
        for folder in (self.folder, self.run_dir, self.log_dir, self.audio_dir):
            folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        self.run_dir.chmod(0o700)


def home_folder() -> Path:
    """ONEBOARD_HOME, else the user's data folder of this system."""
    given = os.environ.get("ONEBOARD_HOME")
    if given:
        return Path(given).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("oneboard", appauthor=False))


def choose_hall(name: str | None) -> Hall:
    """The hall asked for; unasked, live once it is set up, drill before."""
    home = home_folder()
    if name in HALLS:
        return Hall(name, home)
    live = Hall("live", home)
    return live if live.founded else Hall("drill", home)
