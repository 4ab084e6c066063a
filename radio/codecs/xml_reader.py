"""XML from strangers: no document type, hence no entities and no bombs; bounded in number; GB encodings read.

Elements have their local names: a prefix or a name space is nobody's statement here, and Chinese warnings have none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

MAX_ELEMENTS = 10_000
_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_SEPARATOR = "}"
_GB = frozenset({b"gb2312", b"gbk", b"gb18030"})


class XmlError(ValueError):
    """Not well-formed (``syntax``), too much of it (``overflow``), or with a document type (``unknown``)."""

    def __init__(self, reason: Literal["syntax", "unknown", "overflow"], detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def read(data: bytes) -> Element:
    """The root element of one whole document.

    Raises:
        XmlError: with a fault's reason, for anything else.
    """
    if data.count(b"<") > 2 * MAX_ELEMENTS:
        raise XmlError("overflow", f"more than {MAX_ELEMENTS} elements")
    named = _ENCODING.match(data)
    encoding = None
    if named and named[1].lower() in _GB:
        try:
            data, encoding = data.decode("gb18030").encode(), "utf-8"
        except UnicodeError as error:
            raise XmlError("syntax", f"not {named[1].decode('ascii')}: {error}"[:120]) from error
    builder = TreeBuilder()
    parser = expat.ParserCreate(encoding, _SEPARATOR if b"xmlns" in data else None)
    parser.buffer_text = True
    parser.StartElementHandler = _start(builder) if b"xmlns" in data else builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)
        return builder.close()
    except XmlError:
        raise
    except (expat.ExpatError, AssertionError, ValueError, LookupError) as error:
        raise XmlError("syntax", f"{error}"[:120]) from error


def _start(builder: TreeBuilder) -> Callable[[str, dict[str, str]], object]:
    """Takes names with their name spaces, keeps their local part."""

    def start(name: str, attributes: dict[str, str]) -> object:
        return builder.start(_local(name), {_local(key): value for key, value in attributes.items()})

    return start


def _refuse(name: str, system: str | None, public: str | None, internal: bool) -> None:
    raise XmlError("unknown", "a document type is refused")


def _local(name: str) -> str:
    return name.rpartition(_SEPARATOR)[2]


def text_of(parent: Element, name: str) -> str | None:
    """The stripped text of a child, or None if it is not there or empty."""
    return (parent.findtext(name) or "").strip() or None


def clean(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
