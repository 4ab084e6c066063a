"""Settings: a broken file never stops the hall, and every key that is read is declared."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from console.domain.codes import CommandLevel, Grade
from console.settings import BY_KEY, REGISTRY, load, save

ROOT = Path(__file__).parents[2]


def test_what_is_saved_is_read_back_and_defaults_are_not_written(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    save(file, {"hall.name": "麦积区", "figures.order_answer_s": 180, "wall.width_m": 6.5})
    assert "order_answer_s" not in file.read_text("utf-8")
    settings = load(file)
    assert (settings.text("hall.name"), settings.number("wall.width_m"), settings.complaints) == ("麦积区", 6.5, ())


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ("[figures\n", "syntax", "settings.toml"),
        ("[figures]\norder_answer_s = 5\n", "range", "figures.order_answer_s"),
        ('[figures]\norder_answer_s = "soon"\n', "type", "figures.order_answer_s"),
        ('[screen]\ntheme = "pink"\n', "choice", "screen.theme"),
        ("[figures]\nno_such = 1\n", "unknown", "figures.no_such"),
    ],
)
def test_a_wrong_line_is_named_and_its_default_serves(tmp_path: Path, text: str, code: str, key: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text, "utf-8")
    settings = load(file)
    assert [(c.code, c.key) for c in settings.complaints] == [(code, key)]
    assert settings.figures().order_answer_s == BY_KEY["figures.order_answer_s"].default


def test_a_value_out_of_bounds_is_not_saved(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"screen\.scale_percent"):
        save(tmp_path / "settings.toml", {"screen.scale_percent": 900})
    assert not (tmp_path / "settings.toml").exists()


def test_every_key_that_is_read_is_declared_and_every_declared_key_is_read() -> None:
    read = set()
    for file in (ROOT / "console").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in BY_KEY and file.name != "settings.py":
                read.add(node.value)
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("text", "number")
            if called and node.args and isinstance(node.args[0], ast.Constant) and "." in str(node.args[0].value):
                owner = ast.unparse(node.func.value)
                if owner.endswith("settings"):
                    assert node.args[0].value in BY_KEY, f"{file}: {node.args[0].value}"
    # Two groups are read whole, by Settings.figures and Settings.responses, which their own tests hold against the registry.
    declared = {setting.key for setting in REGISTRY if not setting.key.startswith(("figures.", "response."))}
    assert declared <= read


def test_the_table_of_responses_has_a_row_for_every_grade_and_no_other(tmp_path: Path) -> None:
    responses = load(tmp_path / "none.toml").responses()
    keys = {setting.key for setting in REGISTRY if setting.key.startswith("response.")}
    assert keys == {f"response.{what}_{grade.name.lower()}" for what in ("decider", "level") for grade in Grade}
    assert set(responses.levels) == set(responses.deciders) == set(Grade)
    file = tmp_path / "settings.toml"
    file.write_text('[response]\ndecider_i = "区委书记"\nlevel_i = "province"\n', "utf-8")
    changed = load(file).responses()
    assert (changed.deciders[Grade.I], changed.levels[Grade.I]) == ("区委书记", CommandLevel.PROVINCE)
    assert changed.deciders[Grade.IV] == responses.deciders[Grade.IV]
