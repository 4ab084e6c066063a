"""Names are found by how people type them: sloppily, in dialect, with the wrong character – and never taken for sure when it is a guess."""

from __future__ import annotations

import pytest

from console.models.names import NO_MATCH, SURE, Name, NameIndex, learn
from console.models.spelling import learn as learn_again

PLACES = ("太京镇", "藉口镇", "娘娘坝镇", "平南镇", "天水镇", "皂郊镇", "华歧镇", "重新村", "兰山村", "黄河沟", "绿化村", "寨子村")
FORCES = ("消防一站", "消防二站", "120急救03", "蓝天救援二队", "Blue Sky Team")


@pytest.fixture(scope="module")
def index() -> NameIndex:
    made = NameIndex()
    made.put("places", (Name("place", text, text) for text in PLACES))
    made.put("forces", (Name("force", text, text) for text in FORCES))
    made.set_speller(learn())
    return made


def found(index: NameIndex, typed: str) -> list[str]:
    return [name.text for name in index.search(typed, ("places", "forces"), limit=50)]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("taijz", "太京镇"),  # a mixture
        ("tjzhen", "太京镇"),
        ("tjzh", "太京镇"),  # zh is one initial
        ("太jz", "太京镇"),
        ("tai'jing", "太京镇"),
        ("hqz", "华歧镇"),
        ("zhongxin", "重新村"),  # a character of two readings
        ("chongxin", "重新村"),
        ("cxc", "重新村"),
        ("zxc", "重新村"),
        ("lühua", "绿化村"),
        ("lvhua", "绿化村"),
        ("BST", "Blue Sky Team"),
        ("blue", "Blue Sky Team"),
        ("skyt", "Blue Sky Team"),
        ("120急", "120急救03"),
        ("京镇", "太京镇"),
        ("jingzhen", "太京镇"),
    ],
)
def test_it_is_found_first_and_for_sure(index: NameIndex, typed: str, wanted: str) -> None:
    assert found(index, typed)[0] == wanted
    assert index.score(typed, wanted) <= SURE


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("华岐镇", "华歧镇"),  # how people write the official 歧
        ("太京鎮", "太京镇"),  # traditional
        ("蘭山村", "兰山村"),
        ("娘娘霸镇", "娘娘坝镇"),
    ],
)
def test_other_characters_that_sound_the_same_are_the_same(index: NameIndex, typed: str, wanted: str) -> None:
    one = index.one(typed, ("places",))
    assert one is not None and one.text == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("liangliang", "娘娘坝镇"),  # n for l
        ("nanshan", "兰山村"),
        ("taijin", "太京镇"),  # in for ing: also just a beginning
        ("zaizi", "寨子村"),  # z for zh
        ("fuanghe", "黄河沟"),  # f for h
        ("huanhe", "黄河沟"),  # an for ang
        ("luhua", "绿化村"),
        ("xiaofanyi", "消防一站"),
        ("taijimg", "太京镇"),  # one letter wrong
        ("tajing", "太京镇"),  # one missing
        ("taijjing", "太京镇"),  # one too many
        ("tiajing", "太京镇"),  # two changed
    ],
)
def test_a_slip_still_finds_it(index: NameIndex, typed: str, wanted: str) -> None:
    assert found(index, typed)[0] == wanted


@pytest.mark.parametrize("typed", ["liangliang", "nanshan", "zaizi", "fuanghe", "taijimg", "tiajing"])
def test_a_guess_is_offered_and_never_taken(index: NameIndex, typed: str) -> None:
    """``派`` must not send a force because of a slip."""
    assert found(index, typed)
    assert index.one(typed, ("places",)) is None


def test_what_fits_well_stands_before_what_fits_badly(index: NameIndex) -> None:
    both = NameIndex()
    both.set_speller(learn_again())
    both.put("g", (Name("place", text, text) for text in ("南山村", "兰山村")))
    assert [name.text for name in both.search("lans", ("g",))] == ["兰山村", "南山村"]
    assert [name.text for name in both.search("nans", ("g",))] == ["南山村", "兰山村"]
    one = both.one("lanshan", ("g",))
    assert one is not None and one.text == "兰山村"


@pytest.mark.parametrize("typed", ["qqq", "火星", "xyq", "taijing9", "wmwm", "bq"])
def test_what_fits_nothing_finds_nothing(index: NameIndex, typed: str) -> None:
    assert found(index, typed) == []
    assert all(index.score(typed, text) == NO_MATCH for text in (*PLACES, *FORCES))


@pytest.mark.parametrize("typed", ["tjz", "京", "zh", "nb", "lhc", "liangliang", "tiajing", "华岐", "120", "sky"])
def test_the_search_and_the_score_say_the_same(index: NameIndex, typed: str) -> None:
    """The search looks only where something may be; it must not miss what the score of each name would have found."""
    offered = found(index, typed)
    scores = {text: index.score(typed, text) for text in (*PLACES, *FORCES)}
    assert [scores[text] for text in offered] == sorted(scores[text] for text in offered)
    assert {text for text, score in scores.items() if score <= SURE} - set(offered) == set()


def test_a_name_may_stand_twice_and_in_two_groups() -> None:
    made = NameIndex()
    made.put("a", (Name("place", "1", "王家村", "太京镇"), Name("place", "2", "王家村", "皂郊镇")))
    made.put("b", (Name("force", "3", "王家村"),))
    assert [name.id for name in made.search("王家", ("b", "a"))] == ["3", "1", "2"]
    assert made.one("王家村", ("a",)) is None
    assert [name.id for name in made.search("王家", ("a",))] == ["1", "2"]


def test_a_group_put_anew_forgets_what_it_held(index: NameIndex) -> None:
    made = NameIndex()
    made.set_speller(learn_again())
    made.put("a", (Name("incident", "1", "玉泉火情"),))
    made.put("a", (Name("incident", "2", "皂郊车祸"),))
    assert made.search("yqhq", ("a",)) == []
    assert [name.id for name in made.search("zjch", ("a",))] == ["2"]
