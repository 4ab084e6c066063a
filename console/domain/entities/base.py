"""What every entity has: an identity of its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Anything with an identity of its own."""

    id: str
