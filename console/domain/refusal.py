"""A rule said no. The words for it are chosen at the screen's edge; here are the code and what the words need."""

from __future__ import annotations


class Refused(Exception):
    """The rule ``code`` does not allow this; ``details`` are plain values for the message."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        inner = ", ".join(f"{key}={value!r}" for key, value in self.details.items())
        return f"{self.code}({inner})"
