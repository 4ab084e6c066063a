"""The video wall: full screen, read from ten metres, driven from a seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from console.seat import Seat
    from console.wall.window import WallWindow
    from maps.geo.pack import Pack
    from widgets.stage import Stage


def open_wall(seat: Seat, stage: Stage, pack: Pack | None, page: str | None = None) -> WallWindow:
    """The wall of a seat, not shown yet; its stage carries the wall's own theme. ``page`` is where it begins: a name or 1–5.

    Raises:
        UsageError: there is no such page.
    """
    from console.cli import UsageError
    from console.wall.rotation import PAGES, page_named
    from console.wall.window import WallWindow

    start = page_named(page)
    if page is not None and start is None:
        raise UsageError(f"there is no page {page!r}; there are: {' '.join(PAGES)}")
    return WallWindow(seat, stage, pack, start)
