"""Every page of the gallery is drawn in every look; any warning of Qt fails it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.widgets.gallery import PAGES
from tests.widgets.samples import NOW
from widgets import theme as look
from widgets.stage import Stage


@pytest.mark.parametrize("mode", ["dark", "light"])
@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, mode: str, qapp: QApplication, qtbot: QtBot) -> None:
    theme = look.load_theme(mode, 2.0 if mode == "light" else 1.0)
    look.apply(qapp, theme)
    stage = Stage(theme, lambda: NOW)
    make, width, height = PAGES[name]
    page = make(stage)
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    qtbot.waitExposed(page)
    opened = getattr(page, "opened", None)
    if opened is not None:
        opened()
    picture = page.grab().toImage()
    assert len({picture.pixel(x, y) for x in range(0, width, 7) for y in range(0, height, 7)}) > 3, "not an empty page"
    stage.set_theme(look.load_theme("dark" if mode == "light" else "light", 1.5))
    assert not page.grab().isNull(), "a change of look in the running window"
    stage.deleteLater()
