"""Tiles over HTTP on loopback: the one way QtLocation's tile plugin takes pictures from us.

``GET /<source>/<z>/<x>/<y>.png``; what a source does not have is a transparent tile, so that the map's own ground shows.
"""

from __future__ import annotations

import io
import logging
import socket
import socketserver
import threading
from collections import OrderedDict
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from PIL import Image

from maps.geo.mbtiles import TileSource
from maps.geo.projection import TILE_PX

log = logging.getLogger(__name__)
CACHED_TILES = 768  # a desk's map is 20 tiles; with both tones and some panning this is still under 10 MB


def _blank_tile() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGBA", (TILE_PX, TILE_PX)).save(buffer, "PNG")
    return buffer.getvalue()


class _Cache:
    """The last tiles that were asked for."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._tiles: OrderedDict[tuple[str, int, int, int], bytes] = OrderedDict()

    def get(self, key: tuple[str, int, int, int]) -> bytes | None:
        with self._lock:
            if key in self._tiles:
                self._tiles.move_to_end(key)
            return self._tiles.get(key)

    def put(self, key: tuple[str, int, int, int], picture: bytes) -> None:
        with self._lock:
            self._tiles[key] = picture
            while len(self._tiles) > self._limit:
                self._tiles.popitem(last=False)


class _Server(ThreadingHTTPServer):
    """Keeps its open connections at hand, so that stopping does not wait for a client to hang up."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, sources: Mapping[str, TileSource]) -> None:
        self.sources = dict(sources)
        self.cache = _Cache(CACHED_TILES)
        self.blank = _blank_tile()
        self._open: set[socket.socket] = set()
        self._open_lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    def server_bind(self) -> None:
        # HTTPServer would ask the name service for our own name here: seconds, where there is none.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._open_lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._open_lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        log.debug("tile connection of %s ended", client_address, exc_info=True)

    def hang_up(self) -> None:
        with self._open_lock:
            connections = list(self._open)
        for connection in connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError as error:
                log.debug("tile connection was gone already: %s", error)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        address = _parse(self.path)
        if address is None or address[0] not in self.server.sources:
            self.send_error(404)
            return
        picture = self.server.cache.get(address)
        if picture is None:
            name, z, x, y = address
            picture = self.server.sources[name].tile(z, x, y) or self.server.blank
            self.server.cache.put(address, picture)
        self.send_response(200)
        self.send_header("Content-Type", "image/png" if picture.startswith(b"\x89PNG") else "image/jpeg")
        self.send_header("Content-Length", str(len(picture)))
        self.end_headers()
        self.wfile.write(picture)

    def log_message(self, format: str, *args: Any) -> None:
        log.debug(format, *args)


def _parse(path: str) -> tuple[str, int, int, int] | None:
    """``/source/z/x/y.png`` taken apart, or None."""
    parts = path.split("?")[0].split("/")
    if len(parts) != 5 or not parts[4].endswith(".png"):
        return None
    numbers = (parts[2], parts[3], parts[4].removesuffix(".png"))
    if not all(number.isascii() and number.isdigit() and len(number) < 10 for number in numbers):
        return None
    z, x, y = (int(number) for number in numbers)
    return parts[1], z, x, y


class TileServer:
    """Serves named sources from a thread of its own until it is stopped."""

    def __init__(self, sources: Mapping[str, TileSource]) -> None:
        self._server = _Server(sources)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, name="map-tiles", daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return self._server.server_port

    def url(self, source: str) -> str:
        """Address of a source up to its name; ``/z/x/y.png`` follows."""
        return f"http://127.0.0.1:{self.port}/{source}"

    def stop(self) -> None:
        """No request is answered any more and the thread is gone; a second call does nothing."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._server.hang_up()
            self._server.server_close()
            self._thread.join(timeout=5)
