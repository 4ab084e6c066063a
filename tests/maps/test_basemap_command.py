"""``oneboard basemap`` as a person types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.basemap_cli import FAULTS
from console.cli import main
from maps.geo.errors import Fault


def test_a_pack_is_built_and_described(tmp_path: Path, ramp: Path, boundary: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "pack"
    words = ["basemap", "build", "--dem", str(ramp), "--boundary", str(boundary), "--max-zoom", "7", "--out", str(out)]
    assert main([*words, "--attribution", "本区测绘"]) == 0
    built = capsys.readouterr().out
    assert main(["basemap", "info", str(out)]) == 0
    described = capsys.readouterr().out
    assert built == described
    assert "方区" in described and "990001" in described and "本区测绘" in described and "levels 7 to 7" in described


def test_without_a_folder_the_base_pack_is_described(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["basemap", "info"]) == 0
    assert "秦州区" in capsys.readouterr().out


def test_a_bad_file_is_one_line_and_exit_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.geojson"
    broken.write_text("no json", encoding="utf-8")
    assert main(["basemap", "build", "--boundary", str(broken), "--relief", "none", "--out", str(tmp_path / "p")]) == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1
    assert str(broken) in lines[0] and "export the layer as GeoJSON" in lines[0]
    assert not (tmp_path / "p").exists()


@pytest.mark.parametrize(
    "words", [["basemap"], ["basemap", "build"], ["basemap", "build", "--boundary", "b", "--out", "o", "--max-zoom", "99"]]
)
def test_bad_arguments_exit_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_every_fault_has_its_words() -> None:
    assert set(FAULTS) == set(Fault.__args__)
