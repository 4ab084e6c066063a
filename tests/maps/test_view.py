"""The map as a person has it: looked at pixel by pixel, moved and clicked with a real mouse."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import urlparse

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

import resources
from maps.geo.pack import Pack, load_pack
from maps.geo.style import load_style
from maps.model import MapPlace, Unit, UnitArrays
from maps.view import MapView
from tests.maps.test_model import moves

LAT, LON = 34.40, 105.62
Pixels = NDArray[np.int16]


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def tokens() -> dict[str, dict[str, str]]:
    sheet = resources.load_toml("theme", "tokens.toml")
    return {"dark": sheet["dark"], "light": sheet["light"]}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(resources.path("map", "qinzhou"))


@pytest.fixture
def view(qtbot: QtBot, tokens: dict[str, dict[str, str]], clock: Clock) -> Iterator[MapView]:
    """A map without a district: only what is put on it can be seen."""
    made = MapView(tokens["dark"], clock=clock)
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show()
    qtbot.waitExposed(made)
    made.go_to(LAT, LON, 12)
    yield made


def pixels(view: MapView) -> Pixels:
    """What is on the screen now, as rows of red, green, blue."""
    image = view.frame().convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return flat[:, : image.width() * 3].reshape(image.height(), image.width(), 3).astype(np.int16)


def close_to(picture: Pixels, colour: str, tolerance: int = 6) -> NDArray[np.bool_]:
    ink = QColor(colour)
    return np.abs(picture - np.array([ink.red(), ink.green(), ink.blue()])).max(axis=2) <= tolerance


def around(picture: Pixels, x: float, y: float, half: int = 14) -> Pixels:
    return picture[round(y) - half : round(y) + half, round(x) - half : round(x) + half]


def unit(unit_id: str = "u1", **other: object) -> Unit:
    known: dict[str, object] = {"name": f"力量{unit_id}", "lat": LAT, "lon": LON, "at": 1_700_000_000.0, "state": "on_scene"}
    return Unit(id=unit_id, **{**known, **other})  # type: ignore[arg-type]


def show(view: MapView, *units: Unit) -> None:
    view.set_units(UnitArrays.of(units))


def on_screen(view: MapView, lat: float, lon: float) -> QPoint:
    x, y = view.viewport.to_screen(lat, lon)
    return QPoint(round(float(x)), round(float(y)))


def test_a_force_is_painted_where_it_is(view: MapView, tokens: dict[str, dict[str, str]]) -> None:
    assert close_to(around(pixels(view), 320, 240), tokens["dark"]["text"]).sum() == 0
    show(view, unit())
    assert close_to(around(pixels(view), 320, 240), tokens["dark"]["text"]).sum() > 150  # a filled square: on the scene
    assert close_to(around(pixels(view), 200, 100), tokens["dark"]["text"]).sum() == 0


def test_moves_move_it_and_strangers_are_told(view: MapView, clock: Clock, tokens: dict[str, dict[str, str]]) -> None:
    show(view, unit())
    pixels(view)
    view.go_to(34.6, 105.8, 12)
    assert view.update_units(moves("u1", "ghost", at=clock.now)) == ("ghost",)
    assert close_to(around(pixels(view), 320, 240), tokens["dark"]["text"]).sum() > 150


def test_an_unknown_place_is_not_drawn(view: MapView) -> None:
    before = pixels(view)
    show(view, unit(lat=None, lon=None), unit("u2", lat=LAT, lon=None))
    view.select_unit("u1")
    assert np.array_equal(pixels(view), before)


def test_every_state_has_a_shape_of_its_own(view: MapView) -> None:
    faces = []
    for state in ("standby", "assigned", "en_route", "on_scene", "working", "resting", "out_of_service", "unknown"):
        show(view, unit(state=state))
        faces.append(around(pixels(view), 320, 240, 12).tobytes())
    assert len(set(faces)) == len(faces)


def test_a_position_grows_old_by_itself(qtbot: QtBot, view: MapView, clock: Clock, tokens: dict[str, dict[str, str]]) -> None:
    """Nothing new arrives; the sign alone must stop looking live, then become a ghost."""
    show(view, unit(stale_after_s=60, lost_after_s=600))
    live = around(pixels(view), 320, 240, 12)

    def grown_old(than: Pixels, text_pixels: int) -> Callable[[], bool]:
        def look() -> bool:
            now = around(pixels(view), 320, 240, 12)
            return not np.array_equal(now, than) and int(close_to(now, tokens["dark"]["text"]).sum()) < text_pixels

        return look

    clock.now += 61
    qtbot.waitUntil(grown_old(live, 150), timeout=5000)
    stale = around(pixels(view), 320, 240, 12)
    clock.now += 600
    qtbot.waitUntil(grown_old(stale, 150), timeout=5000)


def test_a_heading_is_shown_only_of_what_moves_and_is_fresh(view: MapView) -> None:
    def wedge(**other: object) -> int:
        """How much is drawn east of the body, where the wedge of an eastern course stands, beside the name above."""
        show(view, unit(name="", **other))
        right = pixels(view)[234:247, 332:345]
        show(view)
        return int(np.abs(right - pixels(view)[234:247, 332:345]).max(axis=2).astype(bool).sum())

    plate = wedge(course_deg=None, speed_kmh=None)
    assert wedge(course_deg=90.0, speed_kmh=40.0) > plate + 5
    assert wedge(course_deg=90.0, speed_kmh=0.5) == plate
    assert wedge(course_deg=270.0, speed_kmh=40.0) == plate
    old = {"at": 1_700_000_000.0 - 120, "stale_after_s": 60}
    assert wedge(course_deg=90.0, speed_kmh=40.0, **old) == wedge(course_deg=None, **old)


def test_drill_forces_carry_their_mark(view: MapView) -> None:
    show(view, unit())
    plain = around(pixels(view), 328, 248, 6)
    show(view, unit(drill=True))
    assert not np.array_equal(around(pixels(view), 328, 248, 6), plain)


@pytest.mark.parametrize("severity", ["red", "orange", "yellow", "blue"])
def test_an_unacknowledged_place_is_filled_with_its_colour_an_acknowledged_one_is_outlined(
    view: MapView, tokens: dict[str, dict[str, str]], severity: str
) -> None:
    def coloured(acknowledged: bool) -> int:
        place = MapPlace(
            id="i",
            name="火情",
            kind="incident",
            lat=LAT,
            lon=LON,
            severity=severity,
            acknowledged=acknowledged,  # type: ignore[arg-type]
        )
        view.set_places([place])
        return int(close_to(around(pixels(view), 320, 240, 18), tokens["dark"][severity]).sum())

    outlined, filled = coloured(True), coloured(False)
    assert outlined > 25
    assert filled > outlined * 1.8


def test_what_is_unacknowledged_beats(qtbot: QtBot, view: MapView) -> None:
    view.set_places([MapPlace(id="i", name="火情", kind="incident", lat=LAT, lon=LON, severity="red", acknowledged=False)])
    first = around(pixels(view), 320, 240)
    qtbot.waitUntil(lambda: not np.array_equal(around(pixels(view), 320, 240), first), timeout=3000)
    qtbot.waitUntil(lambda: np.array_equal(around(pixels(view), 320, 240), first), timeout=3000)


def test_a_drag_takes_the_map_along(qtbot: QtBot, view: MapView, tokens: dict[str, dict[str, str]]) -> None:
    show(view, unit())
    clicked: list[object] = []
    view.map_clicked.connect(lambda lat, lon: clicked.append((lat, lon)))
    view.unit_selected.connect(clicked.append)
    place = view.viewport.to_geo(200, 200)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    for step in range(1, 11):
        qtbot.mouseMove(view, QPoint(200 + 9 * step, 200 + 4 * step))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(290, 240))
    assert on_screen(view, *place) == QPoint(290, 240)
    assert close_to(around(pixels(view), 410, 280), tokens["dark"]["text"]).sum() > 150
    assert clicked == []


def test_a_drag_beyond_the_margin_still_shows_everything(qtbot: QtBot, view: MapView, tokens: dict[str, dict[str, str]]) -> None:
    x = 320 + 900  # a force far outside of what is drawn at first
    lat, lon = view.viewport.to_geo(x, 240)
    show(view, unit(lat=lat, lon=lon))
    for _ in range(3):
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(600, 240))
        for step in range(1, 11):
            qtbot.mouseMove(view, QPoint(600 - 30 * step, 240))
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 240))
    assert on_screen(view, lat, lon) == QPoint(320, 240)
    assert close_to(around(pixels(view), 320, 240), tokens["dark"]["text"]).sum() > 150


def test_the_wheel_zooms_where_it_points(view: MapView, tokens: dict[str, dict[str, str]]) -> None:
    show(view, unit())
    place = view.viewport.to_geo(100, 300)
    for notches in (1, 1, -1, 1):
        at = QPointF(100, 300)
        wheel = QWheelEvent(
            at,
            QPointF(view.mapToGlobal(at.toPoint())),
            QPoint(),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view, wheel)
    assert view.viewport.zoom == pytest.approx(13)
    assert on_screen(view, *place) == QPoint(100, 300)


def test_after_zooming_the_picture_is_sharp_again(qtbot: QtBot, view: MapView, tokens: dict[str, dict[str, str]]) -> None:
    show(view, unit())
    pixels(view)
    view.zoom_to(13)
    stretched = int(close_to(around(pixels(view), 320, 240, 30), tokens["dark"]["text"]).sum())
    qtbot.waitUntil(
        lambda: int(close_to(around(pixels(view), 320, 240, 30), tokens["dark"]["text"]).sum()) < stretched * 0.6,
        timeout=3000,
    )


def test_keys_move_and_zoom(qtbot: QtBot, view: MapView, pack: Pack) -> None:
    centre = view.viewport
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.viewport.lon > centre.lon and view.viewport.lat == pytest.approx(centre.lat, abs=1e-3)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.viewport.lat < centre.lat
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.viewport.zoom == 13
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.viewport.zoom == 11
    view.set_pack(pack)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    seen = view.viewport.bounds()
    assert seen.west < pack.bounds.west and seen.east > pack.bounds.east
    assert seen.south < pack.bounds.south and seen.north > pack.bounds.north


def test_a_double_click_comes_closer(qtbot: QtBot, view: MapView) -> None:
    place = view.viewport.to_geo(400, 300)
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
    assert view.viewport.zoom == 13
    assert on_screen(view, *place) == QPoint(400, 300)


def test_zooming_stops_at_the_ends(view: MapView) -> None:
    zooms = load_style(night=True).zooms
    view.zoom_to(99)
    assert view.viewport.zoom == zooms["most"]
    view.zoom_to(-5)
    assert view.viewport.zoom == zooms["least"]


def test_a_click_selects_and_the_ring_and_age_are_shown(qtbot: QtBot, view: MapView, tokens: dict[str, dict[str, str]]) -> None:
    show(view, unit(), unit("u2", lat=LAT + 0.03))
    assert close_to(pixels(view), tokens["dark"]["live"]).sum() == 0
    with qtbot.waitSignal(view.unit_selected, timeout=1000) as said:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(324, 237))
    assert said.args == ["u1"]
    picture = pixels(view)
    assert close_to(around(picture, 320, 240, 20), tokens["dark"]["live"]).sum() > 40
    x, y = view.viewport.to_screen(LAT + 0.03, LON)
    assert close_to(around(picture, float(x), float(y), 20), tokens["dark"]["live"]).sum() == 0


def test_a_click_on_nothing_says_where(qtbot: QtBot, view: MapView, tokens: dict[str, dict[str, str]]) -> None:
    show(view, unit())
    view.select_unit("u1")
    with qtbot.waitSignal(view.map_clicked, timeout=1000) as said:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert tuple(said.args) == pytest.approx(view.viewport.to_geo(100, 100), abs=1e-6)
    assert close_to(pixels(view), tokens["dark"]["live"]).sum() == 0  # nothing is selected any more


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)  # menus, offscreen
def test_of_forces_on_each_other_both_are_offered(qtbot: QtBot, view: MapView) -> None:
    place = MapPlace(id="p1", name="玉泉火情", kind="incident", lat=LAT, lon=LON, severity="red")
    show(view, unit("u1"), unit("u2", lon=LON + 0.0005), unit("far", lat=LAT + 0.05))
    view.set_places([place])
    said: list[str] = []
    view.unit_selected.connect(said.append)
    view.place_selected.connect(said.append)
    for wanted in ("力量u2", "力量u1", "玉泉火情"):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(320, 240))
        qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu), timeout=2000)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        words = [action.text() for action in menu.actions()]
        assert len(words) == 3 and not any("far" in word for word in words)
        action = next(action for action in menu.actions() if wanted in action.text())
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None, timeout=2000)
    assert said == ["u2", "u1", "p1"]


def test_the_right_button_asks_for_what_can_be_done_there(qtbot: QtBot, view: MapView) -> None:
    from PySide6.QtGui import QContextMenuEvent

    at = QPoint(150, 90)
    with qtbot.waitSignal(view.context_requested, timeout=1000) as said:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
        QApplication.sendEvent(view, event)
    lat, lon, where = said.args
    assert (lat, lon) == pytest.approx(view.viewport.to_geo(150, 90), abs=1e-6)
    assert where == view.mapToGlobal(at)


def test_a_fitted_district_stays_fitted_when_the_window_grows(view: MapView, pack: Pack) -> None:
    view.fit_bounds(pack.bounds)
    before = view.viewport.zoom
    view.resize(1200, 900)
    assert view.viewport.zoom > before + 0.5
    view.pan_by(10, 0)
    moved = view.viewport
    view.resize(640, 480)
    assert view.viewport.zoom == moved.zoom  # moved by hand: now the person decides


def test_the_relief_comes_by_day_and_by_night(qtbot: QtBot, view: MapView, pack: Pack, tokens: dict[str, dict[str, str]]) -> None:
    view.set_pack(pack)
    view.go_to(34.35, 105.6, 11)

    def varied(low: int, high: int) -> Callable[[], bool]:
        """Hills: shades between light and shadow, all in the range of the tone."""

        def look() -> bool:
            middle = pixels(view)[160:320, 220:420].mean(axis=2)
            return bool(np.ptp(middle) > 8 and low < np.median(middle) < high)

        return look

    qtbot.waitUntil(varied(20, 110), timeout=10_000)
    view.set_theme(tokens["light"])
    qtbot.waitUntil(varied(190, 255), timeout=10_000)
    view.set_theme(tokens["dark"])
    qtbot.waitUntil(varied(20, 110), timeout=10_000)


def test_the_boundary_is_drawn_and_moves_with_the_map(view: MapView, pack: Pack) -> None:
    ring = pack.boundary[0].lines[0]
    lon, lat = ring[len(ring) // 3]
    view.set_pack(pack)
    colour = load_style(night=True).colours["boundary"]
    for zoom in (9, 12, 14):
        view.go_to(float(lat), float(lon), zoom)
        assert close_to(around(pixels(view), 320, 240, 4), colour, 40).any(), zoom


def test_the_credit_line_and_the_scale_can_be_read(view: MapView, pack: Pack, tokens: dict[str, dict[str, str]]) -> None:
    corner = pixels(view)[455:480, 330:640]
    view.set_pack(pack)
    credited = pixels(view)[455:480, 330:640]
    assert close_to(credited, tokens["dark"]["text"], 60).sum() > close_to(corner, tokens["dark"]["text"], 60).sum() + 200
    view.go_to(0.0, 105.0, 12)  # at the equator a pixel of level 12 is 38.2 m: 2 km are 52 pixels
    bar = pixels(view)[474:476, 4:70]
    assert close_to(bar, tokens["dark"]["text"], 40).any(axis=0).sum() == pytest.approx(52, abs=2)


def test_on_a_narrow_map_every_credit_is_still_there(view: MapView, pack: Pack, tokens: dict[str, dict[str, str]]) -> None:
    view.set_pack(pack)
    view.resize(360, 300)

    def written() -> int:
        return int(close_to(pixels(view)[200:300, 120:360], tokens["dark"]["text"], 60).sum())

    view.set_pack(replace(pack, attribution=pack.attribution[:2], boundary=(), neighbours=(), roads=(), stations=()))
    few = written()
    view.set_pack(replace(pack, boundary=(), neighbours=(), roads=(), stations=()))
    assert written() > few * 1.8


def test_a_station_that_reports_here_is_not_marked_twice(view: MapView, pack: Pack) -> None:
    station = next(s for s in pack.stations if s.name == "齐寿")
    view.set_pack(pack)
    view.go_to(station.lat, station.lon, 12)
    view.set_places([])
    mark_text = load_style(night=True).colours["mark_text"]
    assert close_to(pixels(view)[230:250, 343:358], mark_text, 12).any()
    view.set_places([MapPlace(id="s", name="", kind="rain", lat=station.lat, lon=station.lon)])
    assert not close_to(pixels(view)[230:250, 343:358], mark_text, 12).any()


def test_a_map_that_is_gone_serves_no_tiles(qtbot: QtBot, tokens: dict[str, dict[str, str]], pack: Pack) -> None:
    view = MapView(tokens["dark"])
    view.set_pack(pack)
    host = urlparse(view.tile_address())
    assert host.port is not None

    def answers() -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", host.port, timeout=2)
        try:
            connection.request("GET", "/night/8/203/101.png")
            return connection.getresponse().status == 200
        except ConnectionError:
            return False
        finally:
            connection.close()

    assert answers()
    with qtbot.waitSignal(view.destroyed, timeout=3000):
        view.deleteLater()
    qtbot.waitUntil(lambda: not answers(), timeout=3000)
