"""Panels of the desk: they can be moved, tabbed, floated to another monitor, and stay where they were put."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QDockWidget, QMainWindow, QSizePolicy, QWidget

from widgets.paint import RIGHT, write
from widgets.shortcuts import key_text
from widgets.stage import Stage


class PanelHead(QWidget):
    """Title of a panel with a note beside it, and its key at the right."""

    def __init__(self, stage: Stage, dock: Panel, key: str) -> None:
        super().__init__(dock)
        self._stage, self._dock, self._key = stage, dock, key
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        stage.themed.connect(self._measure)

    def note(self) -> str:
        """What stands beside the title."""
        return self._note

    def set_note(self, note: str) -> None:
        """A count or a state beside the title."""
        if note != self._note:
            self._note = note
            self.update()

    @Slot()
    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._stage.theme
        return QSize(theme.gap(20), theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.ignore()  # the dock floats or comes back

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        stage, theme = self._stage, self._stage.theme
        painter.fillRect(self.rect(), theme.colour("panel"))
        rule = theme.size("rule")
        painter.fillRect(0, self.height() - rule, self.width(), rule, theme.colour("line"))
        focused = self._dock.isAncestorOf(self._dock.window().focusWidget() or self._dock)
        if focused and self._dock.window().focusWidget() is not None:
            painter.fillRect(0, 0, theme.px(3), self.height(), theme.colour("live"))
        box = self.rect().adjusted(theme.gap(2.5), 0, -theme.gap(2), 0)
        used = write(painter, stage, box, key_text(self._key) if self._key else "", step="small", tone="faint", align=RIGHT)
        box.setRight(box.right() - used - theme.gap(2))
        if not self._tabbed():  # a tab says the title already
            box.setLeft(box.left() + write(painter, stage, box, self._dock.windowTitle(), bold=True) + theme.gap(2))
        write(painter, stage, box, self._note, tone="dim")

    def _tabbed(self) -> bool:
        window = self._dock.parentWidget()
        return isinstance(window, QMainWindow) and not self._dock.isFloating() and bool(window.tabifiedDockWidgets(self._dock))


class Panel(QDockWidget):
    """One dock. ``focus_part`` gets the keyboard when its key is struck; ``beside`` names the panel that it is a tab of at first.

    Signals:
        raised: a person asked for it by its key.
    """

    raised = Signal()

    def __init__(
        self,
        stage: Stage,
        name: str,
        title: str,
        key: str,
        content: QWidget,
        focus_part: QWidget | None = None,
        beside: str = "",
    ) -> None:
        super().__init__(title)
        self.beside = beside
        self._stage = stage
        self._focus_part = focus_part or content
        self.key = key
        self.setObjectName(name)
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable | QDockWidget.DockWidgetFeature.DockWidgetFloatable)
        self.setAllowedAreas(Qt.DockWidgetArea.AllDockWidgetAreas)
        self.setWidget(content)
        self.head = PanelHead(stage, self, key)
        self.setTitleBarWidget(self.head)
        self.topLevelChanged.connect(self._keep_close)

    def go(self) -> None:
        """Bring it to the front and give it the keyboard, because a person struck its key."""
        self.show()
        self.raise_()
        if self.isFloating():
            self.activateWindow()
        part = self._focus_part
        part.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(part, QAbstractItemView) and not part.currentIndex().isValid() and part.model().rowCount():
            part.setCurrentIndex(part.model().index(0, 0))  # it had the focus already, when its first row came
        self.raised.emit()

    def set_focus_part(self, part: QWidget) -> None:
        """Another part gets the keyboard (a panel whose content comes late)."""
        self._focus_part = part

    @Slot(bool)
    def _keep_close(self, floating: bool) -> None:
        """A panel that floats off every screen (a monitor was taken away) comes back onto one."""
        if floating and self.screen() is not None:
            room: QRect = self.screen().virtualGeometry()
            if not room.intersects(self.geometry()):
                self.move(room.topLeft())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowTitleChange and hasattr(self, "head"):
            self.head.update()


def lay_out(window: QMainWindow, panels: dict[str, Panel], stage: Stage) -> None:
    """The layout of the sheet of screens: reports and incidents left, the incident right, alarms, forces and charts below."""
    left, right, bottom = (
        Qt.DockWidgetArea.LeftDockWidgetArea,
        Qt.DockWidgetArea.RightDockWidgetArea,
        Qt.DockWidgetArea.BottomDockWidgetArea,
    )
    window.setDockNestingEnabled(True)
    for corner, area in (
        (Qt.Corner.BottomLeftCorner, bottom),
        (Qt.Corner.BottomRightCorner, bottom),
        (Qt.Corner.TopLeftCorner, left),
        (Qt.Corner.TopRightCorner, right),
    ):
        window.setCorner(corner, area)
    for panel in panels.values():
        if panel.parent() is not None and panel.isFloating():  # before it is put anywhere it counts as floating
            panel.setFloating(False)
    window.addDockWidget(left, panels["intake"])
    window.splitDockWidget(panels["intake"], panels["incidents"], Qt.Orientation.Vertical)
    window.addDockWidget(right, panels["detail"])
    window.tabifyDockWidget(panels["detail"], panels["timeline"])
    window.addDockWidget(bottom, panels["alarms"])
    window.splitDockWidget(panels["alarms"], panels["forces"], Qt.Orientation.Horizontal)
    window.splitDockWidget(panels["forces"], panels["charts"], Qt.Orientation.Horizontal)
    for panel in panels.values():
        if panel.beside:
            window.tabifyDockWidget(panels[panel.beside], panel)
    for panel in panels.values():
        panel.show()
    for name in ("incidents", "detail", "alarms", "forces", "charts"):
        panels[name].raise_()
    share_room(window, panels, stage)


def share_room(window: QMainWindow, panels: dict[str, Panel], stage: Stage) -> None:
    """Sizes in proportion to the window."""
    width, height = window.width(), window.height()
    side, detail = round(width * 0.19), round(width * 0.32)
    window.resizeDocks([panels["intake"], panels["detail"]], [side, detail], Qt.Orientation.Horizontal)
    third = round(width / 3)
    window.resizeDocks([panels["alarms"], panels["forces"], panels["charts"]], [third, third, third], Qt.Orientation.Horizontal)
    below = round(height * 0.27)
    window.resizeDocks([panels["alarms"], panels["forces"], panels["charts"]], [below] * 3, Qt.Orientation.Vertical)
    upper = height - below
    window.resizeDocks([panels["intake"], panels["incidents"]], [upper // 2, upper // 2], Qt.Orientation.Vertical)
