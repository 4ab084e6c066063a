"""The Qt Quick scene under the overlay: QtLocation's tiles, the credit line, the scale bar."""

from __future__ import annotations

import math
import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor
from PySide6.QtPositioning import QGeoCoordinate
from PySide6.QtQuick import QQuickItem, QQuickWindow, QSGRendererInterface
from PySide6.QtQuickWidgets import QQuickWidget
from PySide6.QtWidgets import QWidget

from maps.geo.pack import Pack
from maps.geo.packtiles import PackTiles
from maps.geo.projection import Viewport
from maps.look import Look

_BAR_PX = 110  # the scale bar is never longer


def use_software_scene() -> None:
    """Let Qt Quick draw on the processor; only possible before its first window.

    Halls have no GPU, and an emulated one takes three times as long. Who has a GPU says so in Qt's own variables.
    """
    chosen = os.environ.get("QT_QUICK_BACKEND") or os.environ.get("QSG_RHI_BACKEND")
    if not chosen and QQuickWindow.sceneGraphBackend() != "software":
        QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)


class Scene(QQuickWidget):
    """Shows what it is told; takes no clicks and no keys, which belong to the view around it."""

    def __init__(self, parent: QWidget) -> None:
        use_software_scene()
        super().__init__(parent)
        # QtLocation keeps tiles on disk by number, not by address: without a folder of its own, night would show day.
        cache = tempfile.TemporaryDirectory(prefix="oneboard-map-", ignore_cleanup_errors=True)
        self._when_gone(cache.cleanup)
        self._tiles: PackTiles | None = None
        self._night = True
        self.setResizeMode(QQuickWidget.ResizeMode.SizeRootObjectToView)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setInitialProperties({"cacheFolder": cache.name})
        self.setSource(QUrl.fromLocalFile(str(Path(__file__).with_name("map.qml"))))
        if self.status() is not QQuickWidget.Status.Ready:
            raise RuntimeError("; ".join(error.toString() for error in self.errors()))

    def _when_gone(self, tidy: Callable[[], None]) -> None:
        """A connection to a bound method would not keep its object alive; one to a partial does."""
        self.destroyed.connect(partial(_tidied, tidy))

    def root(self) -> QQuickItem:
        item = self.rootObject()
        assert isinstance(item, QQuickItem)
        return item

    def set_pack(self, pack: Pack | None) -> None:
        if self._tiles is not None:
            self._tiles.stop()
            self._tiles = None
        if pack is not None and pack.relief is not None:
            self._tiles = PackTiles(pack.relief)
            self._when_gone(self._tiles.stop)
        self.root().setProperty("attribution", " · ".join(pack.attribution) if pack else "")
        self._point_at_tiles()

    def set_look(self, look: Look) -> None:
        ground, plate = QColor(look.style.colours["ground"]), QColor(look.tokens["panel"])
        plate.setAlphaF(0.82)
        root = self.root()
        root.setProperty("groundColour", ground)
        root.setProperty("plateColour", plate)
        root.setProperty("inkColour", QColor(look.tokens["text"]))
        root.setProperty("letterPx", look.style.text_px["attribution"])
        self._night = look.style.night
        self._point_at_tiles()

    def _point_at_tiles(self) -> None:
        """QtLocation's plugin reads the address once, so the map is made anew when it changes."""
        host = "" if self._tiles is None else f"{self._tiles.url(night=self._night)}/%z/%x/%y.png"
        if self.root().property("host") != host:
            self.root().setProperty("host", "")
            self.root().setProperty("host", host)

    def look_at(self, view: Viewport) -> None:
        root = self.root()
        if root.property("zoom") != view.zoom:
            root.setProperty("zoom", view.zoom)
        root.setProperty("centre", QGeoCoordinate(view.lat, view.lon))
        self._show_scale_bar(view)

    def _show_scale_bar(self, view: Viewport) -> None:
        """The longest of 1, 2, 5 x 10ⁿ metres that the bar's room allows."""
        longest = view.metres_per_px * _BAR_PX
        power = 10.0 ** math.floor(math.log10(longest))
        length = max(step * power for step in (1, 2, 5) if step * power <= longest)
        self.root().setProperty("scaleText", f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m")
        self.root().setProperty("scaleLength", round(length / view.metres_per_px))


def _tidied(tidy: Callable[[], None], _gone: object = None) -> None:
    tidy()
