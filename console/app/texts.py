"""What the hall itself says on the air, in the language of its orders – never in that of a screen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import resources

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Texts:
    """One language of ``resources/phrases/calls.toml``."""

    par_call: str
    par_again: str
    order_cancelled: str


@cache
def texts_in(language: str) -> Texts:
    """The texts of a language of :data:`LANGUAGES`."""
    return Texts(**resources.load_toml("phrases", "calls.toml")[language])


def hall_texts() -> Texts:
    """Those of a hall that has set nothing: Chinese."""
    return texts_in("zh")
