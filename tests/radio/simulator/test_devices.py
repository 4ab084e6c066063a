"""The simulated devices keep the manners of real ones: patience, repeats, their own book."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from radio.codecs import gbt26875, sl651
from radio.links.serial_link import SerialSettings, open_port
from radio.messages import Message, Position, Reading, Reply
from radio.simulator.curves import Curve, Route, distance_m
from radio.simulator.hydro_station import HydroStation, StationSettings
from radio.simulator.ledger import Ledger, acknowledged, read_ledger
from radio.simulator.lines import PtyLine
from radio.simulator.tracker import Tracker, TrackerSettings
from tests.radio.hall import fire_panel, wait_for


class Centre:
    """The other end of a line, answering only when it is told to."""

    def __init__(self, path: Path, decoder: gbt26875.Decoder | sl651.Decoder) -> None:
        self.port = open_port(SerialSettings(str(path)))
        self.port.timeout = 0.02
        self.decoder = decoder
        self.answering = True
        self.seen: list[Message] = []
        self.frames: list[bytes] = []

    def turn(self) -> None:
        for item in self.decoder.feed(self.port.read(self.port.in_waiting or 1), datetime.now(UTC)):
            if not isinstance(item, Reply):
                self.seen.append(item)
                continue
            self.frames.append(item.raw)
            if self.answering:
                self.port.write(item.data)

    def until(self, count: int) -> None:
        """Take part until so many frames came that want an answer."""

        def enough() -> bool:
            self.turn()
            return len(self.frames) >= count

        wait_for(enough, f"{count} frames at the centre")


@pytest.fixture
def line(tmp_path: Path) -> Iterator[PtyLine]:
    far_end = PtyLine(tmp_path / "lines" / "device")
    yield far_end
    far_end.close()


def test_a_panel_repeats_three_times_rests_and_tries_again_with_the_same_bytes(tmp_path: Path) -> None:
    with fire_panel(tmp_path, ack_timeout_s=0.05, later_s=0.2) as panel:
        centre = Centre(tmp_path / "lines" / "panel-1", gbt26875.Decoder())
        centre.answering = False
        panel.raise_alarm(point=7)
        centre.until(6)
        assert len(set(centre.frames)) == 1
        events = [row.event for row in read_ledger(panel.ledger.path)]
        assert events[:6] == ["sent"] * 4 + ["gave_up"] + ["sent"]
        assert acknowledged(panel.ledger.path) == [] and not panel.idle()
        centre.answering = True
        centre.until(7)
        wait_for(panel.idle, "the acknowledgement")
        assert acknowledged(panel.ledger.path) == [centre.frames[0].hex()]
        centre.port.close()


def test_a_panel_sends_one_report_at_a_time_with_ascending_serials(tmp_path: Path) -> None:
    with fire_panel(tmp_path) as panel:
        centre = Centre(tmp_path / "lines" / "panel-1", gbt26875.Decoder())
        for number in range(5):
            panel.raise_alarm(point=number)
        centre.until(5)
        assert [gbt26875.parse(raw).serial for raw in centre.frames] == [0, 1, 2, 3, 4]
        wait_for(panel.idle, "the acknowledgements")
        centre.port.close()


def test_a_refused_report_is_sent_again_at_once(tmp_path: Path) -> None:
    with fire_panel(tmp_path, ack_timeout_s=5) as panel:
        centre = Centre(tmp_path / "lines" / "panel-1", gbt26875.Decoder())
        centre.answering = False
        panel.raise_alarm()
        centre.until(1)
        centre.port.write(gbt26875.answer(centre.frames[0], gbt26875.NAK, datetime.now(UTC)))
        centre.answering = True
        centre.until(2)
        wait_for(panel.idle, "the acknowledgement")
        assert [row.event for row in read_ledger(panel.ledger.path)] == ["sent", "refused", "sent", "acked"]
        centre.port.close()


@pytest.mark.parametrize("ascii_form", [True, False])
def test_a_station_reports_what_its_curves_say_in_both_forms(tmp_path: Path, line: PtyLine, ascii_form: bool) -> None:
    settings = StationSettings(
        "0062050202",
        ascii=ascii_form,
        report_every_s=60,
        accelerate=1e-6,
        rain=Curve(((0, 36.0),)),
        level=Curve(((0, 1.0), (100, 3.0))),
        alarm_level_m=2.5,
    )
    ledger = Ledger(tmp_path / "device.jsonl")
    station = HydroStation("device", line, ledger, settings)
    centre = Centre(tmp_path / "lines" / "device", sl651.Decoder())
    station.start()
    centre.until(1)
    assert (centre.frames[0][0] == 0x01) == ascii_form
    values = {item.element: item.value for item in centre.seen if isinstance(item, Reading)}
    assert values == {"rain_current": 0, "rain_total": 123, "rain_1h": 36, "water_level": 1, "battery_voltage": 12.6}
    wait_for(lambda: len(acknowledged(ledger.path)) == 1, "the first report acknowledged")
    station.skip(80)  # the water rises over the station's own limit: an extra report at once
    centre.until(2)
    frame = sl651.parse(centre.frames[1])
    assert frame.function == 0x33
    values = {item.element: item.value for item in centre.seen if isinstance(item, Reading)}
    assert values["water_level"] == pytest.approx(2.6) and values["rain_current"] == pytest.approx(0.8)
    assert station.stop()
    ledger.close()
    centre.port.close()


def test_a_station_gives_a_report_up_after_three_tries_and_goes_on_with_the_next(tmp_path: Path, line: PtyLine) -> None:
    ledger = Ledger(tmp_path / "device.jsonl")
    station = HydroStation("device", line, ledger, StationSettings("0062050201", report_every_s=0.3, ack_timeout_s=0.05))
    centre = Centre(tmp_path / "lines" / "device", sl651.Decoder())
    centre.answering = False
    station.start()
    centre.until(4)
    assert len(set(centre.frames[:3])) == 1 and centre.frames[3] != centre.frames[0]
    assert station.stop()
    assert [row.event for row in read_ledger(ledger.path)][:5] == ["sent", "sent", "sent", "gave_up", "sent"]
    ledger.close()
    centre.port.close()


def test_a_tracker_drives_and_loses_its_fix(tmp_path: Path, line: PtyLine) -> None:
    from radio.codecs import nmea

    tracker = Tracker("device", line, TrackerSettings([(34.58, 105.72), (34.60, 105.75)], speed_kmh=72, every_s=0.05))
    port = open_port(SerialSettings(str(tmp_path / "lines" / "device")))
    decoder = nmea.Decoder()
    places: list[Position] = []

    def hear(count: int) -> bool:
        items = decoder.feed(port.read(port.in_waiting or 1), datetime.now(UTC))
        places.extend(item for item in items if isinstance(item, Position))
        return len(places) >= count

    tracker.start()
    wait_for(lambda: hear(20), "20 positions")
    assert all(place.valid for place in places)
    first, last = places[0], places[-1]
    assert first.lat and first.lon and last.lat and last.lon
    assert 0 < distance_m((first.lat, first.lon), (last.lat, last.lon)) < 200
    tracker.has_fix = False
    wait_for(lambda: hear(0) and places[-1].valid is False, "the lost fix")
    assert places[-1].lat is None
    assert tracker.stop()
    port.close()


def test_a_route_goes_there_and_back() -> None:
    a, b, c = (34.58, 105.72), (34.58, 105.73), (34.59, 105.73)
    route = Route([a, b, c], speed_kmh=36)
    leg_s = distance_m(a, b) / 10
    assert (route.at(0).lat, route.at(0).lon) == a
    middle = route.at(leg_s / 2)
    assert middle.lon == pytest.approx(105.725) and middle.course_deg == pytest.approx(90, abs=0.1)
    end_s = (distance_m(a, b) + distance_m(b, c)) / 10
    assert route.at(end_s).lat == pytest.approx(34.59)
    back = route.at(2 * end_s - leg_s / 2)
    assert back.lon == pytest.approx(105.725) and back.course_deg == pytest.approx(270, abs=0.1)
    parked = Route([a], 36).at(1000)
    assert (parked.lat, parked.speed_kmh) == (34.58, 0)


def test_rain_is_summed_exactly() -> None:
    curve = Curve(((0, 0.0), (3600, 36.0), (7200, 0.0)))
    assert curve.area(0, 3600) / 3600 == pytest.approx(18)
    assert curve.area(-3600, 10_800) / 3600 == pytest.approx(36)
    assert curve.at(1800) == 18 and curve.at(-5) == 0 and curve.at(99_999) == 0


def test_a_ledger_survives_a_last_line_cut_in_half(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "book.jsonl")
    ledger.write("acked", "1", b"\x01\x02")
    ledger.close()
    with ledger.path.open("a") as file:
        file.write(json.dumps({"at": "x", "event": "acked"})[:20])
    assert acknowledged(ledger.path) == ["0102"]


def test_without_a_line_nothing_is_tried_and_nothing_given_up(tmp_path: Path, line: PtyLine) -> None:
    ledger = Ledger(tmp_path / "device.jsonl")
    line.vanish()
    station = HydroStation("device", line, ledger, StationSettings("0062050201", report_every_s=60, ack_timeout_s=0.05))
    with fire_panel(tmp_path, ack_timeout_s=0.05, later_s=60) as panel:
        panel.line.vanish()
        panel.raise_alarm()
        station.start()
        until = time.monotonic() + 0.7
        wait_for(lambda: time.monotonic() > until, "several patiences to pass")
        assert list(read_ledger(ledger.path)) == list(read_ledger(panel.ledger.path)) == []
        panel.line.come_back()
        centre = Centre(tmp_path / "lines" / "panel-1", gbt26875.Decoder())
        centre.until(1)
        wait_for(panel.idle, "the alarm acknowledged soon after the line is back", limit_s=3)
        centre.port.close()
    line.come_back()  # not before somebody can listen: a station gives up after its tries
    centre = Centre(tmp_path / "lines" / "device", sl651.Decoder())
    centre.until(1)
    centre.port.close()
    assert station.stop()
    ledger.close()
