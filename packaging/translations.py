"""Collects what the screens say and writes it into the .ts file, beside the translations that are there already.

``pyside6-lupdate`` reads Python as C++ with other commas: of ``tr = QCoreApplication.translate; tr("words", "火灾")`` it makes the text
"words" with the comment "火灾" in no context, and so loses most of the vocabulary. This reads the syntax tree instead.

The context of ``self.tr`` is the class that the call stands in: the running program asks for the class of the object first and then for
each of its bases, mixins included, so that a text is found wherever it was inherited from.

    python packaging/translations.py            # bring resources/translations/oneboard_en.ts up to date
    python packaging/translations.py --missing  # print what has no translation yet, exit 1 if there is any
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
TS = ROOT / "resources" / "translations" / "oneboard_en.ts"
ROOMS = ("console", "maps", "widgets")
ALIAS = "tr"  # the name that modules give to QCoreApplication.translate

Text = tuple[str, str]  # context, source


class NotLiteral(Exception):
    """A call that no tool could collect, because what it says is known only at run time."""


def sources(root: Path = ROOT) -> dict[Text, str]:
    """Every text that the screens may ask a translation for, and where it stands."""
    found: dict[Text, str] = {}
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            where = path.relative_to(root).as_posix()
            for line, text in texts(ast.parse(path.read_text(encoding="utf-8")), where):
                found.setdefault(text, f"{where}:{line}")
    return found


def texts(tree: ast.AST, where: str, owner: str | None = None) -> Iterator[tuple[int, Text]]:
    """Line and text of each call for a translation below ``tree``; ``owner`` is the class around it."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call) and (said := _said(node, where, owner)) is not None:
            yield node.lineno, said
        yield from texts(node, where, node.name if isinstance(node, ast.ClassDef) else owner)


def _said(call: ast.Call, where: str, owner: str | None) -> Text | None:
    name = ast.unparse(call.func)
    if name.endswith(f".{ALIAS}"):
        if name != f"self.{ALIAS}" or owner is None:
            raise NotLiteral(f"{where}:{call.lineno}: only self.tr inside a class has a known context")
        return owner, *_literals(call, where, 1)  # type: ignore[return-value]
    if name in (ALIAS, "QCoreApplication.translate"):
        return _literals(call, where, 2)  # type: ignore[return-value]
    return None


def _literals(call: ast.Call, where: str, count: int) -> tuple[str, ...]:
    words = tuple(arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str))
    if len(words) != count or len(call.args) != count or call.keywords:
        raise NotLiteral(f"{where}:{call.lineno}: {count} plain string(s) expected, not {ast.unparse(call)}")
    return words


def read(path: Path = TS) -> dict[Text, str]:
    """The translations of a .ts file; an unfinished one is the empty text."""
    known: dict[Text, str] = {}
    if not path.exists():
        return known
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            done = translation is not None and translation.get("type") is None
            key = (context.findtext("name", ""), message.findtext("source", ""))
            known[key] = (translation.text or "") if translation is not None and done else ""
    return known


def elsewhere(text: Text, known: dict[Text, str]) -> str:
    """What the same Chinese is in every other context, where they agree: a text that moved to another class is not new."""
    said = {english for (_, source), english in known.items() if source == text[1] and english}
    return said.pop() if len(said) == 1 else ""


def write(translations: dict[Text, str], path: Path = TS) -> None:
    """A .ts file in a fixed order and without line numbers: a change of code elsewhere changes nothing in it."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>", '<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">']
    for name in sorted({context for context, _ in translations}):
        lines += ["<context>", f"    <name>{escape(name)}</name>"]
        for source in sorted(source for context, source in translations if context == name):
            said = translations[name, source]
            translation = f"<translation>{escape(said)}</translation>" if said else '<translation type="unfinished"></translation>'
            lines += ["    <message>", f"        <source>{escape(source)}</source>", f"        {translation}", "    </message>"]
        lines.append("</context>")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*lines, "</TS>", ""]), encoding="utf-8")


def main() -> int:
    """Bring the .ts file up to date; say what is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--missing", action="store_true", help="write nothing, print what has no translation, exit 1 if any")
    options = parser.parse_args()
    known = read()
    try:
        found = sources()
    except NotLiteral as fault:
        print(fault, file=sys.stderr)
        return 2
    known = {text: known.get(text) or elsewhere(text, known) for text in known.keys() | found.keys()}
    missing = [(text, place) for text, place in found.items() if not known.get(text)]
    for (context, source), place in missing:
        print(f"{place}: {context}: {source}")
    if options.missing:
        return 1 if missing else 0
    write({text: known[text] for text in found})
    print(f"{len(found)} texts, {len(missing)} without a translation, {len(known.keys() - found.keys())} dropped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
