"""One sans-IO module a protocol. To add one: write the module, add its line to :data:`PROTOCOLS`, put frames into tests."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, cast

from radio.messages import Decoder

PROTOCOLS: Mapping[str, str] = MappingProxyType(
    {
        "gbt26875": "radio.codecs.gbt26875",
        "sl651": "radio.codecs.sl651",
        "nmea": "radio.codecs.nmea",
        "tetra": "radio.codecs.tetra",
        "rdss": "radio.codecs.rdss",
        "gsm": "radio.codecs.gsm",
        "cot": "radio.codecs.cot",
        "cap": "radio.codecs.cap",
        "jt808": "radio.codecs.jt808",
        "kenwood": "radio.codecs.kenwood",
        "surgard": "radio.codecs.surgard",
        "dc09": "radio.codecs.dc09",
        "hj212": "radio.codecs.hj212",
        "kiss": "radio.codecs.kiss",
        "aprs": "radio.codecs.aprs",
    }
)
"""Name of a protocol, as in settings and on the command line → the module that speaks it."""


def decoder(name: str, **options: Any) -> Decoder:
    """A fresh decoder for one line; its module is imported now, not earlier.

    ``options`` are those of the protocol's ``Decoder``: the role at the line, keys, our own station, units …

    Raises:
        KeyError: for a name that is not in :data:`PROTOCOLS`.
        TypeError: for an option that the protocol does not have.
    """
    module = import_module(PROTOCOLS[name])
    return cast(Decoder, module.Decoder(**options))
