"""Every word of the screens is in English too, and nothing on them is Chinese by accident."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
HAN = re.compile(r"[\u3400-\u9fff]")
# What may stand between braces, with its format, and Qt's own marks.
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\d|%n|%L\d")
KEYS = re.compile(r"(?<![a-zA-Z])(?:Enter|Esc|Home|F\d+|(?:Ctrl|Alt|Shift)\+[a-zA-Z0-9]+)(?![a-zA-Z])")

# Chinese that is data, not words for the screen.
DATA = {
    # What a person may type, whatever the language of the screen: grades, responses and who decided them, units and times.
    "console/desk/inputs.py": {"级", "一", "二", "三", "四", "特别重大", "重大", "较大", "一般", "特大"},
    "console/desk/typed.py": {"级别", "等级"},
    "console/desk/parts/incidents.py": {"响应", "由", "米"},
    "console/desk/parts/people.py": {"分钟"},
    "console/desk/parts/register.py": {r"(\d+(?:\.\d+)?)\s*(t\b|吨|l\b|升|公升)", "吨"},
    "console/desk/times.py": {r"\+?\s*(\d+(?:\.\d+)?)\s*(h|小时|时|min|m|分钟|分)$", "小时", "时"},
    # A piece of the phrases of broadcasts, which go out in Chinese.
    "console/radioroom/draft.py": {"{place}的"},
}
# The widest character there is: a measure of columns, never shown.
MEASURE = "国"


def load_collector() -> ModuleType:
    """packaging/ is no package: the script is loaded from its file."""
    spec = importlib.util.spec_from_file_location("oneboard_translations", ROOT / "packaging" / "translations.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


collector = load_collector()


@pytest.fixture(scope="module")
def english() -> dict[tuple[str, str], str]:
    read: dict[tuple[str, str], str] = collector.read()
    return read


def test_every_text_has_its_english_and_no_other_is_kept(english: dict[tuple[str, str], str]) -> None:
    found = collector.sources()
    assert len(found) > 800
    assert [f"{place}: {text}" for text, place in found.items() if not english.get(text)] == []
    assert sorted(english.keys() - found.keys()) == []


def test_the_english_is_english(english: dict[tuple[str, str], str]) -> None:
    # The example of the command line names a force and a place of the hall, which have no English names.
    kept = {said for said in english.values() if HAN.search(said)}
    assert kept == {"Command, e.g.: assign 消防一站 娘娘坝 (pinyin initials work)"}


def test_placeholders_and_keys_are_the_same_in_both(english: dict[tuple[str, str], str]) -> None:
    differing = [
        (source, said)
        for (_, source), said in english.items()
        for pattern in (PLACEHOLDER, KEYS)
        if sorted(pattern.findall(source)) != sorted(pattern.findall(said))
    ]
    assert differing == []


def test_one_verb_one_word(english: dict[tuple[str, str], str]) -> None:
    """The command line splits at blanks: what is typed as one word is one word, and no two verbs are the same."""
    verbs: dict[str, str] = {}
    for path in sorted((ROOT / "console" / "desk" / "parts").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for owner in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
            for node in ast.walk(owner):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "Verb" and isinstance(node.args[1], ast.Call):
                    chinese = node.args[1].args[0].value  # type: ignore[attr-defined]
                    verbs[chinese] = english[owner.name, chinese]
    verbs |= {word: english["ForcesPart", word] for word in ("途中", "到场", "作业", "归队")}
    assert len(verbs) > 35
    assert [word for word in verbs.values() if " " in word] == []
    assert [word for word in verbs if " " in word] == []
    assert len({word.lower() for word in verbs.values()}) == len(verbs)


def test_a_sign_on_the_map_is_one_character_and_no_two_are_the_same(english: dict[tuple[str, str], str]) -> None:
    signs = {source: said for (context, source), said in english.items() if context == "MapSymbols"}
    assert {source for source, said in signs.items() if len(said) != 1} == set()
    assert len(set(signs.values())) == len(signs)


def test_the_compiled_file_says_what_the_readable_one_says(tmp_path: Path, english: dict[tuple[str, str], str]) -> None:
    lrelease = Path(sys.executable).with_name("pyside6-lrelease")
    fresh = tmp_path / "fresh.qm"
    done = subprocess.run([lrelease, "-silent", FOLDER / "oneboard_en.ts", "-qm", fresh], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    shipped, compiled = QTranslator(), QTranslator()
    assert shipped.load(str(FOLDER / "oneboard_en.qm"))
    assert compiled.load(str(fresh))
    for (context, source), said in english.items():
        assert compiled.translate(context, source) == said
        assert shipped.translate(context, source) == said, "stale: run packaging/translations.sh"
    assert (FOLDER / "oneboard_en.qm").read_bytes() == fresh.read_bytes(), "stale: run packaging/translations.sh"


def test_the_file_is_as_the_collector_writes_it(tmp_path: Path, english: dict[tuple[str, str], str]) -> None:
    collector.write(english, tmp_path / "again.ts")
    assert (tmp_path / "again.ts").read_text("utf-8") == (FOLDER / "oneboard_en.ts").read_text("utf-8")


def test_what_is_inherited_is_asked_for_in_the_class_that_says_it(qapp: QCoreApplication) -> None:
    """The ground the collector stands on: PySide asks for the object's class, then for its bases, plain mixins too."""
    asked: list[str] = []

    class Listener(QTranslator):
        def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:  # type: ignore[override]
            asked.append(context)
            return None

    class Mixin:
        def say(self) -> str:
            return self.tr("混")  # type: ignore[attr-defined, no-any-return]

    class Base(QObject):
        def say_base(self) -> str:
            return self.tr("基")

    class Child(Base, Mixin):
        pass

    listener, child = Listener(), Child()
    qapp.installTranslator(listener)
    try:
        assert (child.say_base(), child.say()) == ("基", "混")
    finally:
        qapp.removeTranslator(listener)
    assert asked.index("Child") < asked.index("Base")
    assert "Mixin" in asked


def test_the_collector_refuses_what_it_cannot_collect() -> None:
    for code in ("class A:\n    def f(self): self.tr(self.x)", "tr('c', f'{x}')", "window.tr('字')", "tr('c', '字', n)", "self.tr('字')"):
        with pytest.raises(collector.NotLiteral):
            list(collector.texts(ast.parse(code), "here.py"))


@pytest.mark.parametrize("room", ["console/desk", "console/radioroom", "console/wall", "console/models", "widgets", "maps"])
def test_no_chinese_goes_past_the_translator(room: str) -> None:
    past = []
    for path in sorted((ROOT / room).rglob("*.py")):
        where = path.relative_to(ROOT).as_posix()
        for line, said in untranslated(ast.parse(path.read_text(encoding="utf-8"))):
            if HAN.search(said) and said != MEASURE and said not in DATA.get(where, set()):
                past.append(f"{where}:{line}: {said}")
    assert past == []


def untranslated(tree: ast.Module) -> list[tuple[int, str]]:
    """String literals that are neither docstrings nor given to a translator."""
    spared: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            spared.add(id(node.value))  # docstrings, of attributes too
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("self.tr", "tr", "QCoreApplication.translate"):
            spared.update(id(arg) for arg in node.args)
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spared
    ]


def test_the_frame_around_the_screens_is_translated_too() -> None:
    """What every screen shows of console/ itself."""
    for name in ("frame.py", "signin.py"):
        left = [said for _, said in untranslated(ast.parse((ROOT / "console" / name).read_text(encoding="utf-8"))) if HAN.search(said)]
        assert left == [], name


def test_the_words_of_qt_itself_are_there_for_chinese() -> None:
    """Context menus and file choosers come from Qt's own catalogue."""
    qt = QTranslator()
    assert qt.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    assert HAN.search(qt.translate("QPlatformTheme", "Cancel"))
