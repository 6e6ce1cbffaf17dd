"""Parse the URL of a server, that of the service or of a proxy, and tell whether the server is this machine."""

import contextlib
import ipaddress

import httpx

PUBLIC_ONLY = "pollination_sdk.public_only"
"""The extension of a request that may not reach a private address; see `_http.public`."""


class PrivateAddressError(httpx.TransportError):
    """The host is at a private address; nothing was sent."""


def parse_url(text: str | httpx.URL) -> httpx.URL:
    """Parse the URL of a server.

    Raises:
        ValueError: It names no host, or no port that there can be. The URL is not quoted: it may hold a password.
    """
    url: httpx.URL | None = None
    with contextlib.suppress(httpx.InvalidURL):
        url = httpx.URL(_with_plain_zone(text.strip()) if isinstance(text, str) else text)
    if url is None:  # raised here, as httpx's error quotes the URL and would be the context of this one
        raise ValueError("it is no URL; check its host and its port")
    if not url.host or ("%" in url.host and ":" not in url.host):  # httpx encodes what no host can hold
        raise ValueError("it names no host")
    if url.port is not None and not 0 < url.port < 65_536:
        raise ValueError("its port is not between 1 and 65535")
    return url


def origin(url: httpx.URL) -> str:
    """Return the scheme, the host and the port of a URL as text; httpx has left out the default port."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def is_loopback(host: str) -> bool:
    """Return True if a host of a URL is this machine, by its name or its address."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:  # a name, not an address
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


def _with_plain_zone(text: str) -> str:
    """Write the zone of an IPv6 address as the system does: URLs have `%25` before it."""
    start, bracket, rest = text.partition("[")
    address, end, rest = rest.partition("]")
    return "".join((start, bracket, address.replace("%25", "%", 1), end, rest))
