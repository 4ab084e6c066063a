"""``oneboard desk|radio|wall``: one screen in one process – application, look, language, seat, window."""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.cli import UsageError
from console.halls import Hall, choose_hall
from console.settings import Settings, load

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from console.domain.records import Account
    from console.seat import Seat
    from maps.geo.pack import Pack
    from widgets.stage import Stage

COLLECT_MS = 20_000
FREEZE_MS = 3_000
SHOT_SIZE = (1920, 1080)
SEATS = {"desk": "调度一席", "radio": "话务席", "wall": "大屏"}

NO_DISPLAY = (
    "没有图形显示（DISPLAY 未设置）。可以这样看：  QT_QPA_PLATFORM=vnc oneboard {verb}（VNC 端口 5900），"
    "或 xvfb-run oneboard {verb}，或 oneboard {verb} --shot 图片.png\n"
    "There is no display. See it with  QT_QPA_PLATFORM=vnc oneboard {verb}  (VNC on port 5900), "
    "xvfb-run oneboard {verb}, or oneboard {verb} --shot PICTURE.png"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What only one of the screens takes."""
    if parser.prog.endswith(" wall"):
        parser.add_argument("--screen", type=int, default=None, metavar="N", help="which screen to fill, 1 is the first")
        parser.add_argument("--page", default=None, help="page to begin with")


def run(options: argparse.Namespace) -> int:
    """Open the screen and live with it."""
    if not _has_display(options):
        print(NO_DISPLAY.format(verb=options.verb), file=sys.stderr)
        return 1
    hall = choose_hall(options.hall)
    if not hall.drill and not hall.founded:
        raise UsageError("the live hall is not set up yet – run: oneboard setup")
    if options.shot and not Path(options.shot).absolute().parent.is_dir():
        raise UsageError(f"the folder of {options.shot} does not exist")
    if not hall.drill and options.scenario:
        raise UsageError("--scenario is for the drill hall")
    from console import logs
    from console.founding import ensure_founded

    ensure_founded(hall, options.scenario)
    logs.set_up(hall.log_dir, options.verb)
    return Screen(options, hall).run()


def _has_display(options: argparse.Namespace) -> bool:
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        if os.environ.get("DISPLAY"):
            os.environ.setdefault("QT_QPA_PLATFORM", "xcb")
        return True
    if os.environ.get("QT_QPA_PLATFORM"):
        return True
    if options.shot:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        return True
    return False


class Screen:
    """The life of one screen: sign-in where the hall asks for it, then its window."""

    def __init__(self, options: argparse.Namespace, hall: Hall) -> None:
        self._options = options
        self._hall = hall
        self._settings = _with_options(load(hall.settings_file), options)
        self._keep: list[Any] = []
        self._window: QWidget | None = None
        self._seat: Seat | None = None

    def run(self) -> int:
        """The event loop."""
        app = self._application()
        stage = self._stage(app)
        if self._hall.drill:
            from console.founding import drill_account

            self._open(stage, drill_account(self._options.verb))
        else:
            self._sign_in(stage)
        code = app.exec()
        if self._seat is not None:
            self._seat.engine.stop()
            with contextlib.suppress(AttributeError):
                self._seat.bus.close()  # type: ignore[attr-defined]
        return int(code)

    def _application(self) -> QApplication:
        from PySide6.QtCore import QCoreApplication, Qt, QTimer
        from PySide6.QtWidgets import QApplication

        from console.language import speak

        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
        app = QApplication(sys.argv[:1])
        app.setApplicationName("oneboard")
        app.setApplicationDisplayName("一盘棋 OneBoard")
        self._keep.append(speak(app, self._settings.text("screen.language")))
        # The cycle collector destroys QObjects in whatever thread triggers it: only this timer, in this thread, may.
        gc.disable()
        timer = QTimer(app)
        timer.timeout.connect(gc.collect)
        timer.start(COLLECT_MS)
        QTimer.singleShot(FREEZE_MS, app, _keep_what_lives)
        return app

    def _stage(self, app: QApplication) -> Stage:
        from widgets import theme as look
        from widgets.icons import app_icon
        from widgets.stage import Stage

        mode = self._settings.text("screen.theme")
        if self._options.verb == "wall":
            width = self._size()[0] if self._options.size or self._options.shot else _screen(app, self._options).size().width()
            theme = look.wall_theme(mode, width, self._settings.number("wall.width_m"), self._settings.number("wall.distance_m"))
        else:
            theme = look.load_theme(mode, self._settings.number("screen.scale_percent") / 100)
        look.apply(app, theme)
        app.setWindowIcon(app_icon(theme))
        return Stage(theme, parent=app)

    def _sign_in(self, stage: Stage) -> None:
        from console.signin import SignInWindow

        window = SignInWindow(self._hall, self._settings, stage)
        window.signed_in.connect(lambda account: self._open(stage, account))
        self._window = window
        window.show()
        self._shoot(window)

    def _open(self, stage: Stage, account: Account) -> None:
        from console import bootstrap
        from console.models.bridge import Bridge
        from console.models.picture import Picture
        from console.processes import Keeper

        bridge, picture = Bridge(), Picture()
        bridge.arrived.connect(picture.receive)
        keeper = Keeper(self._hall, self._options.scenario)
        name = self._options.seat or SEATS[self._options.verb]
        seat = bootstrap.build_seat(self._hall, self._settings, account, name, picture, bridge.deliver, keeper.tend)
        self._seat = seat
        self._keep += [bridge, picture, keeper]
        window = self._make_window(seat, stage)
        before, self._window = self._window, window
        self._show(window)
        self.opened(window)
        if before is not None:
            before.close()
        seat.engine.start()
        self._shoot(window)

    def opened(self, window: QWidget) -> None:
        """Called when the window of the seat has been shown, for who measures."""

    def _make_window(self, seat: Seat, stage: Stage) -> QWidget:
        if self._options.verb == "desk":
            from console.desk import open_desk

            return open_desk(seat, stage, self._load_pack)
        if self._options.verb == "radio":
            from console.radioroom import open_radio_room

            return open_radio_room(seat, stage)
        from console.wall import open_wall

        return open_wall(seat, stage, self._load_pack(), page=self._options.page)

    def _load_pack(self) -> Pack:
        """The district pack of the settings: a folder, or one of ours by name. Any thread."""
        from maps.geo.pack import load_pack
        from resources import path

        name = self._settings.text("hall.district")
        folder = Path(name)
        return load_pack(folder if folder.is_dir() else path("map", name))

    def _show(self, window: QWidget) -> None:
        if self._options.size or self._options.shot:
            window.resize(*self._size())
            window.show()
        elif self._options.verb == "wall":
            from PySide6.QtWidgets import QApplication

            window.setGeometry(_screen(QApplication.instance(), self._options).geometry())
            window.showFullScreen()
        else:
            window.showMaximized()

    def _size(self) -> tuple[int, int]:
        return self._options.size or SHOT_SIZE

    def _shoot(self, window: QWidget) -> None:
        if not self._options.shot:
            return
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        def shoot() -> None:
            saved = window.grab().save(str(self._options.shot))
            if not saved:
                print(f"oneboard {self._options.verb}: {self._options.shot} cannot be written", file=sys.stderr)
            QApplication.exit(0 if saved else 1)

        QTimer.singleShot(int(self._options.after * 1000), window, shoot)


def _keep_what_lives() -> None:
    """Once the screen stands, its modules and widgets are walked through no more: an alarm must not wait behind the collector."""
    gc.collect()
    gc.freeze()


def _with_options(settings: Settings, options: argparse.Namespace) -> Settings:
    given = {
        "screen.language": options.lang,
        "screen.theme": options.theme,
        "screen.scale_percent": options.scale,
    }
    values = dict(settings.values) | {key: value for key, value in given.items() if value is not None}
    return replace(settings, values=values)


def _screen(app: Any, options: argparse.Namespace) -> Any:
    screens = app.screens()
    wanted = options.screen or 1
    if not 1 <= wanted <= len(screens):
        raise UsageError(f"there is no screen {wanted}; this machine has {len(screens)}")
    return screens[wanted - 1]
