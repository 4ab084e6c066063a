"""Typing a name, key by key, among ten thousand: how long the offers take. Without a window; what Qt paints comes on top.

The names are the district's own towns and villages, and as many more of the same characters as are asked for. Typed are names by initials,
by whole pinyin, by a mixture, in Chinese, with a slip, in dialect, and letters that fit nothing – these cost most, as every way is tried.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from pathlib import Path

from console.models.names import Name, NameIndex, learn
from maps.geo.pack import load_pack
from resources import path

GROUP = "places"
ENDS = ("镇", "村", "乡", "社区", "应急分队", "消防站", "水位站")
TYPED = ("tjz", "taijingzhen", "taijz", "太京镇", "华岐镇", "tiajing", "nannanzhen", "xiaofangzhan", "zhaobeicun", "zxcvbn", "qqqqqq")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many names."""
    parser.add_argument("--names", type=int, default=10_000, help="names to find in (10000)")


def run(options: argparse.Namespace) -> dict[str, float | int]:
    """The figures, in milliseconds a key stroke."""
    names = _names(options.names)
    spell = learn()
    known = {name.text: spell(name.text) for name in names}
    index = NameIndex()
    index.put(GROUP, names)
    began = time.perf_counter()
    index.set_speller(spell, known)
    learnt_ms = (time.perf_counter() - began) * 1000
    strokes = [_stroke_ms(index, typed[:length]) for typed in TYPED for length in range(1, len(typed) + 1)]
    return {
        "names": len(names),
        "strokes": len(strokes),
        "stroke_ms_p50": round(statistics.median(strokes), 2),
        "stroke_ms_p99": round(statistics.quantiles(strokes, n=100, method="inclusive")[98], 2),
        "stroke_ms_max": round(max(strokes), 2),
        "learnt_ms": round(learnt_ms, 1),
    }


def _stroke_ms(index: NameIndex, typed: str) -> float:
    began = time.perf_counter()
    index.search(typed, (GROUP,), 8)
    return (time.perf_counter() - began) * 1000


def _names(count: int) -> list[Name]:
    pack = load_pack(Path(path("map", "qinzhou")))
    texts = dict.fromkeys([town.name for town in pack.towns] + [village.name for town in pack.towns for village in town.villages])
    letters = sorted({letter for text in texts for letter in text if not letter.isascii()})
    chance = random.Random(1)
    while len(texts) < count:
        texts["".join(chance.choices(letters, k=chance.choice((2, 2, 3)))) + chance.choice(ENDS)] = None
    return [Name("place", str(number), text) for number, text in enumerate(list(texts)[:count])]
