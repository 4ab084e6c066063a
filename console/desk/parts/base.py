"""What a part of the desk is: one topic with all that a person can do about it – sheets, keys, words of the command bar, a panel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from console.desk.actions import Deed
from console.desk.hands import Hands
from console.desk.sheets import Form, SheetDesk
from console.desk.verbs import Verb
from console.jobs import Jobs
from console.models.names import Name
from widgets.banner import Banner


@dataclass(frozen=True)
class Tools:
    """What the window lends to its parts.

    ``tell`` says something about what a person has just done (it goes by itself); ``banner`` holds what stands until it is over;
    ``look_at`` shows a place on the map; ``area`` is where sheets and overlays lie, ``map_area`` where the map does; ``jobs`` is the thread
    for what takes long.
    """

    hands: Hands
    sheets: SheetDesk
    banner: Banner
    tell: Callable[[str], None]
    look_at: Callable[[float, float], None]
    area: Callable[[], QRect]
    map_area: Callable[[], QRect]
    window: QWidget
    jobs: Jobs


@dataclass(frozen=True)
class PanelOf:
    """A panel that a part brings along: it lies as a tab beside the panel ``beside``, and ``key`` (Alt+Shift+…) brings it up."""

    name: str
    title: str
    key: str
    content: QWidget
    focus: QWidget | None = None
    beside: str = "detail"


class Part(QObject):
    """One topic. A part asks the hall through ``hands.asker``; what cannot be done now is said through ``tools.tell``, never ignored."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.window)
        self.tools = tools
        self.hands = tools.hands
        self.picture = tools.hands.picture
        self.ask = tools.hands.asker.ask
        self.tell = tools.tell

    def forms(self) -> Sequence[Form]:
        """Its sheets."""
        return ()

    def deeds(self) -> Sequence[Deed]:
        """What its keys do; the palette finds them too."""
        return ()

    def verbs(self) -> Sequence[Verb]:
        """Its words of the command bar."""
        return ()

    def choices(self) -> Mapping[str, Callable[[], Sequence[Name]]]:
        """What fills slots of its own kinds: a kind with the names to choose from."""
        return {}

    def panels(self) -> Sequence[PanelOf]:
        """Its panels, made once."""
        return ()

    def no_incident(self) -> str:
        """For ``Deed.ready``: why nothing can be done about the chosen incident."""
        return "" if self.hands.selection.incident() is not None else self.tr("先选中一个事件 (Alt+2)")

    def no_force(self) -> str:
        """For ``Deed.ready``: why nothing can be done about the chosen force."""
        return "" if self.hands.selection.force() is not None else self.tr("先选中一支力量 (Alt+6)")
