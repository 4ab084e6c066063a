"""From the text in a wire's settings to the link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from radio.links.base import Link
from radio.links.replay import ReplayLink
from radio.links.serial_link import SerialLink, SerialSettings
from radio.links.tcp_client import TcpClientLink
from radio.links.tcp_server import TcpServerLink
from radio.links.udp import UdpLink


def make_link(name: str, serial: SerialSettings, options: Mapping[str, Any]) -> Link:
    """The link for a URL: ``tcp://``, ``tcp-listen://``, ``udp://``, ``udp-listen://``, ``mqtt://``, ``mqtts://``,
    ``replay:FILE``, and everything else as a serial line."""
    url = serial.url
    if url.startswith("replay:"):
        path = Path(url.removeprefix("replay:").removeprefix("//"))
        return ReplayLink(name, path, speed=float(options.get("speed", 1.0)), loop=bool(options.get("loop", False)))
    scheme, _, rest = url.partition("://")
    if scheme in ("tcp", "socket"):
        host, _, port = rest.rpartition(":")
        return TcpClientLink(name, host.strip("[]") or "127.0.0.1", int(port))
    if scheme == "tcp-listen":
        host, _, port = rest.rpartition(":")
        return TcpServerLink(
            name,
            host.strip("[]") or "0.0.0.0",
            int(port),
            max_peers=int(options.get("max_peers", 2000)),
            idle_s=float(options.get("idle_s", 1800.0)),
        )
    if scheme in ("mqtt", "mqtts"):
        from radio.links.mqtt import MqttLink, broker_of

        return MqttLink(name, *broker_of(name, scheme, rest, options))
    if scheme in ("udp", "udp-listen"):
        host, _, port = rest.rpartition(":")
        listen = scheme == "udp-listen"
        return UdpLink(
            name,
            host.strip("[]") or ("0.0.0.0" if listen else "127.0.0.1"),
            int(port),
            listen=listen,
            interface=str(options.get("interface", "")),
            hops=int(options.get("hops", 1)),
            idle_s=float(options.get("idle_s", 600.0)),
            max_peers=int(options.get("max_peers", 2000)),
        )
    return SerialLink(name, serial)


def source_of(url: str, options: Mapping[str, Any]) -> Callable[[str], str]:
    """Which station each far end of the link is, where the settings say so; "" for those of which they say nothing."""
    scheme, _, rest = url.partition("://")
    if scheme not in ("mqtt", "mqtts"):
        return lambda peer: ""
    from radio.links.mqtt import broker_of

    return broker_of("", scheme, rest, options)[1].source_of
