"""gateway.toml: read, and told apart from what is no gateway.toml, with line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from radio.gateways.wires import WireConfig, WireConfigError, load_wires

GOOD = """
# wires of the hall
[[wire]]
name = "panel"
label = "消防主机"
protocol = "gbt26875"
link = "/dev/ttyUSB0"
baud = 19200
parity = "E"
bits = 7
stopbits = 2
[wire.options]
silent_after_s = 30

[[wire]]
name = "gps"
protocol = "nmea"
link = "tcp-listen://0.0.0.0:9001"
source_hint = "car 1"
"""


def test_a_good_file(tmp_path: Path) -> None:
    path = tmp_path / "gateway.toml"
    path.write_text(GOOD, encoding="utf-8")
    panel, gps = load_wires(path)
    assert panel == WireConfig("panel", "消防主机", "gbt26875", "/dev/ttyUSB0", 19200, 7, "E", 2, options={"silent_after_s": 30})
    assert panel.source == "panel" and panel.silent_after_s == 30
    assert gps.label == "gps" and gps.source == "car 1" and gps.silent_after_s == 5 and gps.baud == 9600


@pytest.mark.parametrize(
    ("change", "where", "reason"),
    [
        (("baud = 19200", "baud = 19"), "gateway.toml line 8, [wire] 1, baud", "speed"),
        (("baud = 19200", 'baud = "fast"'), "line 8, [wire] 1, baud", "type"),
        (('parity = "E"', 'parity = "Q"'), "line 9, [wire] 1, parity", "none of"),
        (("bits = 7", "bits = true"), "line 10, [wire] 1, bits", "type"),
        (('protocol = "nmea"', 'protocol = "nema"'), "line 17, [wire] 2, protocol", "unknown protocol"),
        (("0.0.0.0:9001", "0.0.0.0"), "line 18, [wire] 2, link", "port"),
        (("tcp-listen://0.0.0.0:9001", "udp-listen://239.2.3.1"), "line 18, [wire] 2, link", "port"),
        (("tcp-listen://", "tpc://"), "line 18, [wire] 2, link", "no link"),
        (('name = "gps"', 'name = "panel"'), "line 16, [wire] 2, name", "second wire"),
        (('name = "gps"\n', ""), "line 15, [wire] 2", "name is missing"),
        (("source_hint", "sauce_hint"), "line 19, [wire] 2, sauce_hint", "unknown key"),
        (("# wires of the hall", "[wires]"), "gateway.toml", "unknown table"),
        (("[[wire]]", "[[wire]"), "gateway.toml", "line 3"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, change: tuple[str, str], where: str, reason: str) -> None:
    path = tmp_path / "gateway.toml"
    path.write_text(GOOD.replace(*change, 1), encoding="utf-8")
    with pytest.raises(WireConfigError) as refused:
        load_wires(path)
    assert where in refused.value.where
    assert reason in refused.value.reason


def test_no_file_and_no_text(tmp_path: Path) -> None:
    with pytest.raises(WireConfigError) as refused:
        load_wires(tmp_path / "none.toml")
    assert "No such file" in refused.value.reason
    (tmp_path / "gbk.toml").write_bytes("# 消防".encode("gb18030"))
    with pytest.raises(WireConfigError) as refused:
        load_wires(tmp_path / "gbk.toml")
    assert "UTF-8" in refused.value.reason
