"""The one registry of what can be done at the desk: palette, keys, buttons, context menus and help all read it, so that nothing is
offered twice and nothing is offered that does nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from console.desk.hands import EVERYTHING, Names
from console.models.names import Name, plain
from widgets.choices import Completion
from widgets.shortcuts import key_text, make_action

ACTIONS = "actions"


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do. ``ready`` says why it cannot be done now, or nothing; ``about`` what it would do it to, where that is not plain."""

    id: str
    text: str
    key: str
    run: Callable[[], None]
    ready: Callable[[], str] = lambda: ""
    about: Callable[[], str] = lambda: ""


class Registry(QObject):
    """All deeds of a window, as actions with keys that work in the whole window."""

    def __init__(self, window: QWidget, names: Names, tell: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window = window
        self._names = names
        self._tell = tell
        self._deeds: dict[str, Deed] = {}
        self._actions: dict[str, QAction] = {}

    def add(self, deeds: Iterable[Deed]) -> None:
        """Take them in; an id or a key twice is a bug."""
        for deed in deeds:
            taken = {other.key for other in self._deeds.values() if other.key}
            if deed.id in self._deeds or deed.key in taken:
                raise ValueError(f"{deed.id} or its key {deed.key} is there already")
            action = make_action(self._window, deed.text, deed.key)
            action.triggered.connect(lambda _checked=False, id=deed.id: self.run(id))
            self._deeds[deed.id], self._actions[deed.id] = deed, action
        self._names.index.put(ACTIONS, (Name("action", deed.id, deed.text) for deed in self._deeds.values()))

    def run(self, id: str) -> None:
        """Do it, or say why not."""
        deed = self._deeds[id]
        problem = deed.ready()
        if problem:
            self._tell(f"{deed.text}: {problem}")
        else:
            self._window.activateWindow()  # the key came perhaps from a panel that floats
            deed.run()

    def action(self, id: str) -> QAction:
        """For buttons and menus."""
        return self._actions[id]

    def deed(self, id: str) -> Deed:
        """By its id."""
        return self._deeds[id]

    def deeds(self) -> list[Deed]:
        """All of them, in the order they came."""
        return list(self._deeds.values())

    def search(self, typed: str) -> list[Completion]:
        """For the palette: deeds, then incidents, forces, stations and places, by Chinese, pinyin or initials."""
        index = self._names.index
        if not plain(typed):
            return [self._offer(deed) for deed in self._deeds.values()]
        things = [
            (index.score(typed, name.text), place, name)
            for place, name in enumerate((*index.search(typed, (ACTIONS,), 6), *index.search(typed, EVERYTHING, 8)))
        ]
        return [
            self._offer(self._deeds[name.id]) if name.kind == "action" else Completion(f"{name.kind}:{name.id}", name.text, name.detail)
            for score, _, name in sorted(things, key=lambda thing: thing[:2])
        ]

    @staticmethod
    def _offer(deed: Deed) -> Completion:
        return Completion(f"action:{deed.id}", deed.text, deed.ready() or deed.about(), key_text(deed.key) if deed.key else "")


def follow_choice(choice: str, registry: Registry, go: Mapping[str, Callable[[str], None]]) -> None:
    """Do what was chosen in the palette: a deed, or go to a thing of that kind."""
    kind, _, id = choice.partition(":")
    if kind == "action":
        registry.run(id)
    elif kind in go:
        go[kind](id)


