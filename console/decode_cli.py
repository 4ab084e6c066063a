"""``oneboard decode PROTOCOL [FILE|-] [--hex]``: the bytes of a line as one JSON object a message."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from radio.codecs import PROTOCOLS, decoder
from radio.messages import Message, to_json

CHUNK = 65536
_SILENCE = timedelta(hours=1)


class Unreadable(Exception):
    """The input cannot be read, or is not the hex that it should be; the text is for the person at the terminal."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``decode``."""
    parser.add_argument("protocol", metavar="PROTOCOL", help=", ".join(sorted(PROTOCOLS)))
    parser.add_argument("file", metavar="FILE", nargs="?", default="-", help="- : stdin")
    parser.add_argument("--hex", action="store_true", help="hex, # comment")


def run(args: argparse.Namespace) -> int:
    """Decode to stdout; 2 and one line on stderr for a protocol that does not exist or an input that cannot be read.

    An unfinished frame at the end of the input is told as a fault, as a wire that falls silent would.
    """
    if args.protocol not in PROTOCOLS:
        return _complain(f"unknown protocol {args.protocol!r}; there are: {' '.join(sorted(PROTOCOLS))}")
    line = decoder(args.protocol)
    try:
        for chunk in _chunks(args.file, in_hex=args.hex):
            _show(line.feed(chunk, datetime.now(UTC)))
    except Unreadable as error:
        return _complain(str(error))
    _show(line.tick(datetime.now(UTC) + _SILENCE))
    return 0


def _show(messages: list[Message]) -> None:
    for message in messages:
        sys.stdout.write(to_json(message) + "\n")
    sys.stdout.flush()


def _complain(text: str) -> int:
    sys.stderr.write(f"oneboard decode: {text}\n")
    return 2


def _chunks(name: str, *, in_hex: bool) -> Iterator[bytes]:
    try:
        if name == "-":
            yield from _read(sys.stdin.buffer, in_hex=in_hex)
        else:
            with Path(name).open("rb") as stream:
                yield from _read(stream, in_hex=in_hex)
    except OSError as error:
        raise Unreadable(f"cannot read {name}: {error.strerror or error}") from error


def _read(stream: BinaryIO, *, in_hex: bool) -> Iterator[bytes]:
    if in_hex:
        yield from _hex_lines(stream)
        return
    read = getattr(stream, "read1", stream.read)
    while chunk := read(CHUNK):
        yield chunk


def _hex_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Each line is hex, spaces ignored, ``#`` to the end a comment; a byte may not be cut by a line end."""
    for number, line in enumerate(stream, 1):
        text = line.removeprefix(b"\xef\xbb\xbf").partition(b"#")[0].decode("ascii", "replace")
        try:
            yield bytes.fromhex("".join(text.split()))
        except ValueError as error:
            raise Unreadable(f"line {number} is not hex: {text.strip()[:40]!r}") from error
