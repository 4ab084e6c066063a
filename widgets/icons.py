"""Icons of the resource folder, drawn in a colour of the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from widgets.theme import Theme

APP_ICON = "oneboard"


def pixmap(theme: Theme, name: str, token: str = "text", side_px: int | None = None) -> QPixmap:
    """The icon as a picture; the app's own mark keeps its colours."""
    side = side_px or theme.size("mark")
    text = resources.read_text("icons", f"{name}.svg").replace("currentColor", theme.hex[token])
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture


def icon(theme: Theme, name: str, token: str = "text") -> QIcon:
    """The icon for a button, with its disabled look."""
    made = QIcon(pixmap(theme, name, token))
    made.addPixmap(pixmap(theme, name, "faint"), QIcon.Mode.Disabled)
    return made


def app_icon(theme: Theme) -> QIcon:
    """The mark of the program for windows and task bars."""
    made = QIcon()
    for side in (16, 32, 64, 128, 256):
        made.addPixmap(pixmap(theme, APP_ICON, side_px=side))
    return made
