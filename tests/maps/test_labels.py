"""Names that cover nothing."""

from __future__ import annotations

import numpy as np

from maps.labels import Occupancy, place_labels

HEIGHT, HALF, GAP = 16.0, 10.0, 3.0


def placed(x: list[float], y: list[float], most: int = 100, width: float = 50.0) -> list[tuple[int, float, float]]:
    px, py = np.array(x), np.array(y)
    room = Occupancy(400, 300)
    room.take_points(px, py, HALF + GAP)
    labels = place_labels(room, px, py, np.full(len(x), width), HEIGHT, HALF, GAP, most)
    return [(label.row, label.x, label.y) for label in labels]


def test_a_lone_name_stands_to_the_right_wherever_the_symbol_is_on_the_grid() -> None:
    for offset in (0.0, 0.9, 1.5, 2.2, 3.7):
        x = 100 + offset
        assert placed([x], [100 + offset]) == [(0, x + HALF + GAP, 100 + offset - HEIGHT / 2)]


def test_at_the_right_edge_it_stands_to_the_left() -> None:
    ((row, x, _),) = placed([390.0], [100.0])
    assert row == 0 and x == 390 - HALF - GAP - 50


def test_no_two_names_and_no_symbol_overlap() -> None:
    rng = np.random.default_rng(3)
    x, y = rng.uniform(0, 400, 60), rng.uniform(0, 300, 60)
    labels = placed(x.tolist(), y.tolist())
    assert 3 < len(labels) < 60
    boxes = [(lx, ly, lx + 50, ly + HEIGHT) for _, lx, ly in labels]
    for number, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1]
        inside = (x > left) & (x < right) & (y > top) & (y < bottom)
        assert not inside.any()


def test_the_first_rows_are_served_first_and_no_more_than_asked() -> None:
    assert [row for row, _, _ in placed([50.0, 50.0, 300.0], [50.0, 150.0, 200.0], most=2)] == [0, 1]
    assert placed([200.0] * 30, [150.0] * 30)[0][0] == 0  # a heap: the most important one gets the name


def test_symbols_off_the_picture_take_no_room() -> None:
    room = Occupancy(100, 100)
    room.take_points(np.array([-50.0, 500.0]), np.array([50.0, 50.0]), 13)
    assert room.free(0, 40, 90, 20)
    room.take(0, 40, 10, 10)
    assert not room.free(5, 45, 20, 20)
    assert not room.free(90, 40, 50, 10)  # would stick out
