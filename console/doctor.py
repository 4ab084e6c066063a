"""``oneboard doctor``: whether a hall can work on this machine, row by row – and what to do where it cannot."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from console.halls import Hall, choose_hall

if TYPE_CHECKING:
    from db.store import SqlStore
    from maps.geo.pack import Pack

Verdict = Literal["ok", "warn", "fail"]
MARKS = {"ok": "正常 ok", "warn": "注意 warn", "fail": "故障 FAIL"}
LEAST_FREE_BYTES = 500_000_000
LEAST_FREE_CONNECTIONS = 10
EARLIEST_YEAR = 2026
RARE_NAMES = "喆堃玥珺镕祎翀赟"


@dataclass(frozen=True, slots=True)
class Row:
    """One finding: ``fail`` means that a hall could not work, ``warn`` that something of it could not."""

    subject: str
    verdict: Verdict
    found: str
    remedy: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def run(options: argparse.Namespace) -> int:
    """Print the table; 1 when a hall could not work."""
    hall = choose_hall(options.hall)
    rows = [row for check in CHECKS for row in _guarded(check, hall)]
    width = max(_columns(row.subject) for row in rows)
    for row in rows:
        print(f"{row.subject}{' ' * (width - _columns(row.subject))}  {MARKS[row.verdict]:<10}  {row.found}")
        if row.remedy and row.verdict != "ok":
            print(f"{' ' * width}  → {row.remedy}")
    return 1 if any(row.verdict == "fail" for row in rows) else 0


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _guarded(check: Callable[[Hall], Iterator[Row]], hall: Hall) -> Iterator[Row]:
    try:
        yield from check(hall)
    except Exception as error:
        name = check.__name__.removeprefix("check_")
        yield Row(name, "fail", f"{type(error).__name__}: {error}", "see the message; this check itself could not finish")


def check_python(_hall: Hall) -> Iterator[Row]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Row("Python", "ok" if sys.version_info >= (3, 11) else "fail", version, "Python 3.11 or later is needed")


def check_qt(_hall: Hall) -> Iterator[Row]:
    from PySide6.QtCore import qVersion
    from PySide6.QtGui import QFontDatabase, QGuiApplication

    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not display:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication.instance() or QGuiApplication([])
    yield Row("Qt", "ok", f"{qVersion()} · {QGuiApplication.platformName()}")
    if sys.platform.startswith("linux"):
        yield Row("显示 display", "ok" if display else "warn", display or "–", "no display: QT_QPA_PLATFORM=vnc, Xvfb or --shot")
        yield from _check_qml()
        yield _input_method()
    yield _fonts(QFontDatabase)
    del app


def _check_qml() -> Iterator[Row]:
    from PySide6.QtCore import QLibraryInfo
    from PySide6.QtLocation import QLocation  # noqa: F401 - that it loads is the finding

    plugins = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    found = os.path.exists(os.path.join(plugins, "geoservices"))
    yield Row("QtLocation", "ok" if found else "fail", plugins if found else "no geoservices plugin", "reinstall PySide6-Addons")


def _input_method() -> Row:
    module = os.environ.get("QT_IM_MODULE") or os.environ.get("XMODIFIERS", "")
    good = "ibus" in module.lower() or "fcitx" in module.lower()
    engine = shutil.which("ibus-daemon") or shutil.which("fcitx5")
    if good and engine:
        return Row("中文输入 input", "ok", f"{module} · {engine}")
    remedy = "install ibus and ibus-libpinyin (or fcitx5 with its IBus front end) and set QT_IM_MODULE=ibus"
    return Row("中文输入 input", "warn", f"QT_IM_MODULE={module or '–'} · {engine or 'no input method'}", remedy)


def _fonts(database: type) -> Row:
    from PySide6.QtGui import QFont, QFontMetrics

    full = [family for family in database.families() if "CJK SC" in family or "Source Han" in family or "Microsoft YaHei" in family]
    for family in full:
        metrics = QFontMetrics(QFont(family))
        if all(metrics.inFontUcs4(ord(letter)) for letter in RARE_NAMES):
            return Row("字体 font", "ok", family)
    remedy = "install a full CJK font (fonts-noto-cjk): the bundled one lacks rare characters of people's names"
    return Row("字体 font", "warn", "the bundled subset", remedy)


def check_map(hall: Hall) -> Iterator[Row]:
    from console.settings import load
    from maps.geo.pack import load_pack
    from resources import path

    name = load(hall.settings_file).text("hall.district")
    folder = name if os.path.isdir(name) else path("map", name)
    pack = load_pack(Path(folder))
    yield Row("底图 map", "ok", f"{pack.name} · {folder}")
    yield from _tiles(pack)


def _tiles(pack: Pack) -> Iterator[Row]:
    import urllib.request

    from maps.geo.mbtiles import MBTiles
    from maps.geo.tileserver import TileServer

    if pack.relief is None:
        yield Row("瓦片 tiles", "warn", "no relief in this pack", "oneboard basemap build --dem …")
        return
    relief = MBTiles(pack.relief)
    count = relief.count()
    server = TileServer({"relief": relief})
    try:
        with urllib.request.urlopen(f"{server.url('relief')}/8/203/101.png", timeout=3) as answer:
            size = len(answer.read())
    finally:
        server.stop()
        relief.close()
    yield Row("瓦片 tiles", "ok", f"{count} tiles, one of {size} bytes fetched over loopback")


def check_audio(_hall: Hall) -> Iterator[Row]:
    from radio.audio.devices import list_devices
    from radio.audio.errors import AudioError

    try:
        devices = list_devices()
    except AudioError as error:
        yield Row("声音 audio", "warn", str(error), "install libportaudio2 and plug in a sound device; alarms will be silent")
        return
    names = ", ".join(device.name for device in devices)
    yield Row("声音 audio", "ok" if devices else "warn", names or "no device", "plug in a sound device; alarms will be silent")


def check_speech(_hall: Hall) -> Iterator[Row]:
    from radio.audio.errors import AudioError
    from radio.audio.speech import EspeakEngine

    try:
        said = EspeakEngine().phonemes("秦州区")
    except AudioError as error:
        yield Row("语音 speech", "warn", str(error), "reinstall espeakng-loader; broadcasts cannot be read aloud")
        return
    yield Row("语音 speech", "ok", said)


def check_serial(_hall: Hall) -> Iterator[Row]:
    from serial.tools import list_ports

    ports = [port.device for port in list_ports.comports()]
    denied = [port for port in ports if os.path.exists(port) and not os.access(port, os.R_OK | os.W_OK)]
    if denied:
        yield Row("串口 serial", "warn", f"no right to {', '.join(denied)}", "add the user to the group dialout and sign in again")
    else:
        yield Row("串口 serial", "ok", ", ".join(ports) or "none plugged in (TCP wires work without)")


def check_settings(hall: Hall) -> Iterator[Row]:
    from console.settings import load

    settings = load(hall.settings_file)
    for complaint in settings.complaints:
        yield Row("设置 settings", "warn", f"{complaint.key}: {complaint.code} {complaint.detail}", f"correct {hall.settings_file}")
    if not settings.complaints:
        yield Row("设置 settings", "ok", str(hall.settings_file) if hall.founded else "defaults")


def check_wires(hall: Hall) -> Iterator[Row]:
    from radio.gateways.wires import WireConfigError, load_wires

    if not hall.wires_file.exists():
        yield Row("线路 wires", "ok" if hall.drill else "warn", "none yet", f"describe the wires in {hall.wires_file}")
        return
    try:
        wires = load_wires(hall.wires_file)
    except WireConfigError as error:
        yield Row("线路 wires", "fail", str(error), f"correct {hall.wires_file}")
        return
    yield Row("线路 wires", "ok", f"{len(wires)}")


def check_database(hall: Hall) -> Iterator[Row]:
    from console.bootstrap import open_store
    from console.domain.records import StoreDown

    if hall.database_url.startswith("sqlite") and not (hall.folder / "oneboard.sqlite").exists():
        yield Row("数据库 database", "ok", "made at the first start")
        return
    try:
        store = open_store(hall, None)
        facts = store.last_facts(1)
        yield from _server(store)
        store.close()
    except (StoreDown, ValueError) as down:
        yield Row("数据库 database", "fail", str(down), "start the database, mend its address, or its folder's rights or disk")
        return
    yield Row("数据库 database", "ok", f"{facts[-1].seq if facts else 0} facts")


def _server(store: SqlStore) -> Iterator[Row]:
    """Nothing for an embedded database."""
    if store.engine.dialect.name != "postgresql":
        return
    from db.postgres import server_state

    with store.engine.connect() as connection:
        state = server_state(connection)
    name = "服务器 server"
    yield Row(name, "ok", f"PostgreSQL {state.version} · {state.answer_ms:.1f} ms · {state.free_connections} connections free")
    if not state.durable:
        remedy = "fsync, full_page_writes and synchronous_commit must be on: what was committed may be lost with the power"
        yield Row(name, "warn", "it does not keep what it commits", remedy)
    if state.free_connections < LEAST_FREE_CONNECTIONS:
        yield Row(name, "warn", f"{state.free_connections} connections free", "raise max_connections: a seat takes up to four")


def check_disk(hall: Hall) -> Iterator[Row]:
    place = hall.home
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    writable = os.access(place, os.W_OK)
    if not writable:
        yield Row("磁盘 disk", "fail", f"no right to write {place}", "set ONEBOARD_HOME to a folder of your own")
    else:
        good = free >= LEAST_FREE_BYTES
        yield Row("磁盘 disk", "ok" if good else "fail", f"{free / 1e9:.1f} GB free at {place}", "make room")


def check_clock(_hall: Hall) -> Iterator[Row]:
    now = datetime.now(UTC)
    if now.year < EARLIEST_YEAR:
        yield Row("时钟 clock", "fail", now.isoformat(), "set the clock: every fact bears its time")
        return
    local = now.astimezone()
    yield Row("时钟 clock", "ok", f"{local:%Y-%m-%d %H:%M:%S %Z}")


CHECKS: tuple[Callable[[Hall], Iterator[Row]], ...] = (
    check_python,
    check_qt,
    check_map,
    check_audio,
    check_speech,
    check_serial,
    check_settings,
    check_wires,
    check_database,
    check_disk,
    check_clock,
)
