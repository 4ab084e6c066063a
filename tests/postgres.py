"""A PostgreSQL of the tests' own: made once a test run, on a socket in a temporary folder, and gone with the run.

It keeps what it commits as a hall's does (fsync, synchronous commits). A guardian beside it takes server and folder away when this
process ends in whatever manner. Where the Debian package ``postgresql`` is not installed, the tests that need it skip and say so.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest
from sqlalchemy.engine import make_url

SETTINGS = {
    "listen_addresses": "''",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "autovacuum": "off",
    "timezone": "'Asia/Shanghai'",  # a hall's server is not set to UTC
}
GUARD = """
cat >/dev/null
[ -r "$2/data/postmaster.pid" ] && kill -CONT "$(head -n 1 "$2/data/postmaster.pid")"
"$1" stop --silent --mode=immediate --pgdata="$2/data"
rm -rf "$2"
"""


def find_bin() -> Path | None:
    """The newest server installed, by Debian's layout or on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda file: float(file.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("postgres")
    return None if on_path is None else Path(on_path).resolve().parent


class Server:
    """One cluster. Tests stop, freeze and start it; whoever does leaves it running."""

    def __init__(self, bin: Path) -> None:
        self._bin = bin
        self._user = "postgres" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
        self.folder = Path(tempfile.mkdtemp(prefix="oneboard-pg-"))
        if self._user is not None:
            shutil.chown(self.folder, self._user)
        guard = ["sh", "-c", GUARD, "guard", str(bin / "pg_ctl"), str(self.folder)]
        # In a session of its own: Ctrl+C in the terminal ends the tests, not who cleans up behind them.
        self._guard = subprocess.Popen(
            guard, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd="/", start_new_session=True, **self._as_user()
        )
        atexit.register(self._end)
        self._run("initdb", "--auth=trust", "--username=oneboard", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--pgdata=data")
        words = "".join(f"{name} = {value}\n" for name, value in (SETTINGS | {"unix_socket_directories": f"'{self.folder}'"}).items())
        with (self.folder / "data" / "postgresql.auto.conf").open("a") as out:
            out.write(words)
        self._numbers = count(1)
        self.start()

    def _as_user(self) -> dict[str, Any]:
        if self._user is None:
            return {}
        import pwd

        person = pwd.getpwnam(self._user)
        return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}

    def _run(self, tool: str, *words: str) -> None:
        words = (str(self._bin / tool), *words)
        done = subprocess.run(
            words, check=False, cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, **self._as_user()
        )
        assert done.returncode == 0, done.stderr

    def _end(self) -> None:
        assert self._guard.stdin is not None
        self.thaw()
        self._guard.stdin.close()
        self._guard.wait(30)

    # --- what befalls a server

    def start(self) -> None:
        """Until it takes connections."""
        self._run("pg_ctl", "start", "--silent", "--wait", "--pgdata=data", f"--log={self.folder / 'log'}")

    def stop(self, mode: str = "immediate") -> None:
        """``immediate`` is a power cut, ``fast`` an administrator's restart."""
        self._run("pg_ctl", "stop", "--silent", f"--mode={mode}", "--pgdata=data")

    def runs(self) -> bool:
        """Whether it is there, frozen or not."""
        return bool(self._processes())

    def freeze(self) -> None:
        """The server stands still: it takes connections and never answers."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Go on after :meth:`freeze`."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        for process in self._processes():
            with suppress(psutil.NoSuchProcess):
                process.send_signal(number)

    def _processes(self) -> list[psutil.Process]:
        try:
            first = psutil.Process(int((self.folder / "data" / "postmaster.pid").read_text().split()[0]))
            return [first, *first.children(recursive=True)]
        except (OSError, psutil.NoSuchProcess):
            return []

    # --- databases

    def url(self, database: str) -> str:
        """As ONEBOARD_DATABASE_URL has it."""
        return f"postgresql://oneboard@/{database}?host={self.folder}"

    def do(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """What an administrator says."""
        with closing(psycopg.connect(dbname=database, user="oneboard", host=str(self.folder), autocommit=True)) as connection:
            found = connection.execute(statement)  # type: ignore[call-overload]
            return found.fetchall() if found.description else []

    def create(self, template: str = "template0") -> str:
        """A fresh database, a copy of ``template``; its address."""
        name = f"test_{next(self._numbers)}"
        self.do(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def end_backends(self, url: str) -> None:
        """An administrator, or the kernel short of memory, ends every connection of a database."""
        self.do(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{database_of(url)}'")

    def drop(self, url: str) -> None:
        """The database is of no use any more, whoever is still connected."""
        self.do(f"DROP DATABASE IF EXISTS {database_of(url)} WITH (FORCE)")


def database_of(url: str) -> str:
    """The name of the database in an address."""
    return make_url(url).database or ""


@cache
def _server(bin: Path) -> Server:
    return Server(bin)


def server() -> Server:
    """The server of this test run; skips the test where PostgreSQL is not installed."""
    found = find_bin()
    if found is None:
        pytest.skip("PostgreSQL is not installed (Debian package postgresql)")
    return _server(found)


KEEP = """
DO $$ DECLARE t text; BEGIN
    CREATE SCHEMA kept;
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TABLE kept.%I AS TABLE public.%I', t, t);
    END LOOP;
END $$
"""
PUT_BACK = """
DO $$ DECLARE t text; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('DELETE FROM public.%I', t);
        EXECUTE format('INSERT INTO public.%I SELECT * FROM kept.%I', t, t);
    END LOOP;
END $$
"""


class Halls:
    """Databases that begin alike. One that was used is put back row by row, which is much quicker than a new one."""

    def __init__(self, server: Server, make: Callable[[str], None]) -> None:
        self._server = server
        self._first = server.create()
        make(self._first)
        server.do(KEEP, database=database_of(self._first))
        self._spare: list[str] = []

    @contextmanager
    def one(self) -> Iterator[str]:
        """The address of one that nobody else uses meanwhile."""
        if self._spare:
            url = self._spare.pop()
            self._server.do(PUT_BACK, database=database_of(url))
        else:
            url = self._server.create(template=database_of(self._first))
        yield url
        self._server.end_backends(url)
        self._spare.append(url)


@cache
def _empty_halls(server: Server) -> Halls:
    def make(url: str) -> None:
        from db.engine import make_engine
        from db.migrate import upgrade

        upgrade(make_engine(url))

    return Halls(server, make)


def empty_hall() -> AbstractContextManager[str]:
    """A database of this program's form, without a fact."""
    return _empty_halls(server()).one()
