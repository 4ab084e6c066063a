"""gateway.toml changed wire by wire: what a person wrote stays, a slip in one wire stops no other, and the file is whole or as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from radio.gateways.wires import WireConfig, WireConfigError, load_wires
from radio.gateways.wires_text import Edit, drop_wire, parse_wires, put_wire, read_wires, take_place, write_beside

TEXT = """# Wires of the district, kept by the duty engineer.

# The panel of the temple; its line goes through the post office.
[[wire]]
name = "panel"          # do not rename
label = "消防主机"
protocol = "gbt26875"
link = "/dev/ttyUSB0"   # second rack, port 3
baud = 9600
parity = "E"
[wire.options]
# it beats every 20 s
silent_after_s = 60     # three beats

# the car
[[wire]]
name = "gps"
protocol = "nmea"
link = "tcp-listen://0.0.0.0:9001"

[[wire]]
name = "river"
protocol = "sl651"
link = "COM5"
options = {silent_after_s = 900, window = [1, 2]}
"""


def wires(text: str) -> dict[str, WireConfig]:
    found = parse_wires(text, "gateway.toml")
    assert found.bad == () and found.problem is None
    return {wire.name: wire for wire in found.wires}


def test_a_changed_wire_keeps_its_lines_and_every_comment() -> None:
    panel = wires(TEXT)["panel"]
    changed = replace(panel, link="usb://A50285BI", baud=19200, options={"silent_after_s": 90, "rts": True})
    edit = put_wire(TEXT, changed, "panel")
    assert wires(edit.text) == wires(TEXT) | {"panel": changed}
    assert edit == Edit(
        TEXT.replace('"/dev/ttyUSB0"', '"usb://A50285BI"')
        .replace("baud = 9600", "baud = 19200")
        .replace("silent_after_s = 60     # three beats\n", "silent_after_s = 90     # three beats\nrts = true\n")
    )


def test_what_is_as_usual_again_stays_where_it_was_written_and_what_is_gone_goes() -> None:
    panel = wires(TEXT)["panel"]
    changed = replace(panel, parity="N", options={})
    edit = put_wire(TEXT, changed, "panel")
    assert wires(edit.text)["panel"] == changed
    assert 'parity = "N"' in edit.text and "silent_after_s = 60" not in edit.text and "# it beats every 20 s" in edit.text
    assert edit.kept


def test_a_new_wire_stands_at_the_end_and_an_empty_file_begins_with_it() -> None:
    new = WireConfig("dtu", "车载\t\"终端\"", "jt808", "tcp-listen://0.0.0.0:9002", options={"max_peers": 500, "a key": "x"})
    edit = put_wire(TEXT, new)
    assert edit.text.startswith(TEXT.rstrip()) and edit.kept
    assert list(wires(edit.text)) == ["panel", "gps", "river", "dtu"] and wires(edit.text)["dtu"] == new
    assert wires(put_wire("", new).text) == {"dtu": new}


def test_a_renamed_wire_stays_in_its_place() -> None:
    edit = put_wire(TEXT, replace(wires(TEXT)["gps"], name="car", label="指挥车"), "gps")
    assert list(wires(edit.text)) == ["panel", "car", "river"]
    assert wires(edit.text)["car"].label == "指挥车" and "# the car" in edit.text


def test_options_in_one_line_are_written_anew_and_only_lost_comments_are_told() -> None:
    river = replace(wires(TEXT)["river"], baud=4800)
    edit = put_wire(TEXT, river, "river")
    assert wires(edit.text)["river"] == river and edit.kept, "there was no comment to lose"
    commented = TEXT.replace('link = "COM5"', 'link = "COM5" # behind the door')
    edit = put_wire(commented, river, "river")
    assert wires(edit.text)["river"] == river and not edit.kept
    assert "# second rack, port 3" in edit.text, "of the other wires nothing is lost"


def test_a_wire_goes_with_the_comments_above_it_and_nothing_else() -> None:
    edit = drop_wire(TEXT, "gps")
    assert list(wires(edit.text)) == ["panel", "river"]
    assert "# the car" not in edit.text and "# it beats every 20 s" in edit.text and edit.text.startswith("# Wires of the district")
    assert list(wires(drop_wire(edit.text, "panel").text)) == ["river"]
    with pytest.raises(WireConfigError) as no:
        drop_wire(TEXT, "nobody")
    assert no.value.code == "missing"


@pytest.mark.parametrize(
    ("wire", "name", "code", "key"),
    [
        (WireConfig("gps", "x", "nmea", "COM9"), None, "duplicate", "name"),
        (WireConfig("gps", "x", "nmea", "COM9"), "panel", "duplicate", "name"),
        (WireConfig("x", "x", "morse", "COM9"), None, "protocol", "protocol"),
        (WireConfig("x", "x", "nmea", ""), None, "missing", "link"),
        (WireConfig("x", "x", "nmea", "tcp://far"), None, "port", "link"),
        (WireConfig("x", "x", "nmea", "tpc://far:1"), None, "scheme", "link"),
        (WireConfig("x", "x", "nmea", "COM9", baud=7), None, "baud", "baud"),
        (WireConfig("x", "x", "nmea", "COM9", parity="Q"), None, "choice", "parity"),
    ],
)
def test_what_cannot_be_is_refused_with_its_key(wire: WireConfig, name: str | None, code: str, key: str) -> None:
    with pytest.raises(WireConfigError) as no:
        put_wire(TEXT, wire, name)
    assert (no.value.code, no.value.key) == (code, key)


def test_one_bad_wire_stops_no_other() -> None:
    found = parse_wires(TEXT.replace('protocol = "nmea"', 'protocol = "nema"'), "gateway.toml")
    assert [wire.name for wire in found.wires] == ["panel", "river"]
    (bad,) = found.bad
    assert (bad.name, bad.protocol) == ("gps", "nema") and "line 18" in bad.detail and "unknown protocol" in bad.detail
    twice = parse_wires(TEXT.replace('name = "river"', 'name = "panel"'), "gateway.toml")
    assert [wire.name for wire in twice.wires] == ["panel", "gps"] and [wire.name for wire in twice.bad] == ["panel (2)"]
    assert "second wire" in twice.bad[0].detail


def test_a_file_that_is_no_toml_is_read_block_by_block(tmp_path: Path) -> None:
    path = tmp_path / "gateway.toml"
    path.write_text(TEXT.replace('link = "COM5"', 'link = "COM5'), encoding="utf-8")
    found = read_wires(path)
    assert [wire.name for wire in found.wires] == ["panel", "gps"]
    assert [wire.name for wire in found.bad] == ["river"]
    assert found.problem is not None and found.problem.code == "toml"
    with pytest.raises(WireConfigError):
        put_wire(found.text, found.wires[0], "panel")
    missing = read_wires(tmp_path / "none.toml")
    assert missing.wires == () and missing.problem is not None and missing.problem.code == "unreadable"
    path.write_bytes(b"[[wire]]\nname = '\xff'\n")
    assert read_wires(path).problem is not None


def test_a_wire_that_is_wrong_is_mended_by_putting_it_right() -> None:
    broken = TEXT.replace('protocol = "nmea"', 'protocol = "nema"')
    edit = put_wire(broken, WireConfig("gps", "gps", "nmea", "tcp-listen://0.0.0.0:9001"), "gps")
    assert edit.text == TEXT


def test_a_file_is_changed_whole_and_what_was_there_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "gateway.toml"
    path.write_text(TEXT, encoding="utf-8")
    fresh = write_beside(path, "# nothing\n")
    assert path.read_text(encoding="utf-8") == TEXT
    take_place(fresh, path)
    assert load_wires(path) == [] and not fresh.exists()
    assert (tmp_path / "gateway.toml.before").read_text(encoding="utf-8") == TEXT
