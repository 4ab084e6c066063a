"""What a person would see cut off: widgets whose words are wider than the room they have."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QLocale, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QHeaderView, QLabel, QLineEdit, QTabBar, QWidget

from console.language import speak
from widgets.header import BoardHeader
from widgets.lamps import HallMark
from widgets.shortcuts import KeyButton
from widgets.stage import Stage

SIZES = ((1366, 768), (1920, 1080))
LANGUAGES = ("zh", "en")


@contextmanager
def spoken(app: QCoreApplication, language: str) -> Iterator[None]:
    """Everything made inside speaks that language."""
    before = QLocale()
    translators = speak(app, language)
    try:
        yield
    finally:
        for translator in translators:
            app.removeTranslator(translator)
        QLocale.setDefault(before)


def clipped(window: QWidget, stage: Stage) -> list[str]:
    """One line for each text that is cut off and that no tool tip tells whole."""
    return [line for widget in in_sight(window) for line in _clips(widget, stage)]


def in_sight(window: QWidget) -> list[QWidget]:
    """Whatever of the window is not hidden."""
    return [widget for widget in window.findChildren(QWidget) if widget.isVisible() and not widget.visibleRegion().isEmpty()]


def _words(widget: QWidget) -> list[str]:
    if isinstance(widget, KeyButton):
        return [widget.accessibleName()]
    if isinstance(widget, (QLabel, QAbstractButton)) and widget.text():
        return [_plain(widget.text())]
    if isinstance(widget, QTabBar):
        return [widget.tabText(number) for number in range(widget.count())]
    return []


def _plain(text: str) -> str:
    """Without the marks of mnemonics; no label of ours is rich text."""
    return text.replace("&", "")


def _clips(widget: QWidget, stage: Stage) -> Iterator[str]:
    if isinstance(widget, (KeyButton, HallMark)):
        if widget.width() < widget.sizeHint().width():
            yield f"{widget.accessibleName()}: {widget.width()} < {widget.sizeHint().width()}"
    elif isinstance(widget, QTabBar):
        for number, words in enumerate(_words(widget)):
            yield from _narrow(
                words, widget.fontMetrics().horizontalAdvance(words), widget.tabRect(number).width(), widget.tabToolTip(number)
            )
    elif isinstance(widget, QLineEdit):
        hint = "" if widget.text() else widget.placeholderText()
        # Qt leaves two pixels at either side of what is typed.
        yield from _narrow(hint, widget.fontMetrics().horizontalAdvance(hint), widget.contentsRect().width() - 4, widget.toolTip())
    elif isinstance(widget, BoardHeader):
        yield from _headings(widget, stage)
    elif isinstance(widget, QLabel) and widget.wordWrap():
        if widget.text():
            yield from _low(widget)
    elif isinstance(widget, (QLabel, QAbstractButton)):
        for line in (line for words in _words(widget) for line in words.splitlines()):
            yield from _narrow(line, widget.fontMetrics().horizontalAdvance(line), widget.contentsRect().width(), widget.toolTip())


def _narrow(words: str, need: int, room: int, tip: str) -> Iterator[str]:
    if need > room and words not in tip:
        yield f"{words}: {need} px in {room}"


def _low(label: QLabel) -> Iterator[str]:
    """A text that wraps needs height, and for its longest word width."""
    room, metrics, words = label.contentsRect(), label.fontMetrics(), _plain(label.text())
    need = metrics.boundingRect(QRect(0, 0, room.width(), 10_000), Qt.TextFlag.TextWordWrap, words)
    if need.height() > room.height() or need.width() > room.width():
        yield f"{words}: {need.width()} × {need.height()} px in {room.width()} × {room.height()}"


def _headings(header: QHeaderView, stage: Stage) -> Iterator[str]:
    """As the header paints them: small, a gap at either side."""
    for number in range(header.count()):
        if not header.isSectionHidden(number):
            words = str(header.model().headerData(number, Qt.Orientation.Horizontal) or "")
            room = header.sectionSize(number) - 2 * stage.theme.gap(2)
            yield from _narrow(words, stage.metrics("small").horizontalAdvance(words), room, "")
