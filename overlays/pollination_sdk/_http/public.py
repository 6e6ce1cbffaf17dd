"""Keep requests that others have named away from private networks.

The target of a redirect, or a URL in an answer, could name a machine of the caller's own network. Such a request is
marked by `PUBLIC_ONLY`. Our transports resolve the host, take the public ones of its addresses, and connect to these
same addresses. So a name that changes its address between the check and the connection gains nothing.
"""

import ipaddress
import socket
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import anyio

from pollination_sdk._http.server_url import PUBLIC_ONLY, PrivateAddressError, is_loopback

if TYPE_CHECKING:
    from pollination_sdk._http.addresses import Found

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(text: str) -> bool:
    """Return True if an address is one of the public internet, also if it contains an IPv4 address."""
    address = ipaddress.ip_address(text)
    inner = _inner(address)
    if inner is not None:
        return is_public(str(inner))
    if address.is_multicast or not address.is_global:
        return False
    return address.version == 4 or address in _GLOBAL_UNICAST


def _inner(address: _Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 address leads to: mapped, of 6to4, or of NAT64."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def public_of(found: "Found", host: str) -> "Found":
    """Return the addresses of a host without the private ones.

    Raises:
        PrivateAddressError: None is left.
    """
    addresses = [one for one in found.addresses if is_public(one[1][0])]
    if not addresses:
        raise PrivateAddressError(f"{host} is at a private address")
    return found._replace(addresses=addresses)


def refuse_private_literal(host: str) -> None:
    """Refuse a host that is a private address, in any notation, or a name of this machine. Nothing is resolved.

    Raises:
        PrivateAddressError: It is one.
    """
    try:
        text = host if ":" in host else socket.inet_ntoa(socket.inet_aton(host))  # also `2130706433` and `0x7f.1`
        private = not is_public(text)
    except (OSError, ValueError):  # a name
        private = is_loopback(host.rstrip("."))
    if private:
        raise PrivateAddressError(f"{host} is at a private address")


def check_resolved(request: Any) -> None:
    """Check the addresses of a request's host before a client that is not ours sends it.

    That client resolves the name again, so a name that changes in between is not noticed. A name that cannot be
    resolved here is left to the client, which may use a proxy.

    Raises:
        PrivateAddressError: One of the addresses is private.
    """
    if PUBLIC_ONLY in request.extensions:
        host = request.url.host
        refuse_private_literal(host)
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        _refuse_private(found, host)


async def check_resolved_async(request: Any) -> None:
    """Check the addresses of a request's host without blocking; see `check_resolved`."""
    if PUBLIC_ONLY in request.extensions:
        host = request.url.host
        refuse_private_literal(host)
        try:
            found = await anyio.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        _refuse_private(found, host)


def _refuse_private(found: Iterable[tuple[Any, ...]], host: str) -> None:
    if not all(is_public(one[4][0]) for one in found):
        raise PrivateAddressError(f"{host} is at a private address")
