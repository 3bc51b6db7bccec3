"""Which addresses we connect to: public ones, and those the operator allows.

The check is on the address that is connected to, never on the text of a URL: names, redirects, odd spellings and
answers that change between two lookups all end up here. Python's `is_global` alone is not enough (it lets NAT64, 6to4,
multicast and several cloud metadata addresses pass), so the rest is listed.
"""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

_NEVER: tuple[Network, ...] = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT; a cloud's metadata at 100.100.100.200
        "127.0.0.0/8",
        "168.63.129.16/32",  # a cloud's agent, public by its number only
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/96",  # unspecified, loopback, IPv4-compatible
        "64:ff9b::/96",  # NAT64 contains an IPv4 address that has not been checked
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",  # Teredo, ORCHID, benchmarks
        "2001:db8::/32",
        "2002::/16",  # 6to4 contains an IPv4 address
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)


class Refused(OSError):
    """The address of a connection is not one we connect to."""

    def __init__(self, address: str) -> None:
        # the same words for every address: of several that are refused, the client then raises the first as it is
        super().__init__(errno.EACCES, "not a public address")
        self.address = address


def permitted(address: str, allowed: Sequence[Network] = ()) -> bool:
    """Whether we connect to this address: a numeric IPv4 or IPv6 address, with or without a scope."""
    try:
        judged: Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(judged, IPv6Address) and judged.ipv4_mapped:
        judged = judged.ipv4_mapped
    if _within(judged, allowed):
        return True
    return judged.is_global and not judged.is_multicast and not judged.is_reserved and not _within(judged, _NEVER)


def _within(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks if network.version == address.version)


def socket_factory(allowed: Sequence[Network]) -> Callable[[tuple[Any, ...]], socket.socket]:
    """What makes the sockets of the one HTTP client: no socket for an address that is not permitted."""

    def make(address_info: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, address = address_info
        if not permitted(str(address[0]), allowed):
            raise Refused(str(address[0]))
        return socket.socket(family=family, type=kind, proto=protocol)

    return make
