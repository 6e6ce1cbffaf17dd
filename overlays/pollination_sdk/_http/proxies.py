"""The proxies that the environment names: read as httpx and curl read them, checked before anything is sent.

httpx's own reader of `NO_PROXY` is private, does not know networks such as `10.0.0.0/8`, and fails for IPv6.
"""

import importlib.util
import ipaddress
import os
import re
from collections.abc import Mapping
from typing import Self
from urllib.request import getproxies

import attrs
import httpx

from pollination_sdk._http.connection import parse_url
from pollination_sdk._http.tls import trusted
from pollination_sdk.errors import ConfigurationError

_PORTS = {"http": 80, "https": 443}
# httpx resolves names at the proxy for each of these; GNOME and Clash write `socks` for SOCKS 5.
_SOCKS = ("socks", "socks5", "socks5h")
_HOST_AND_PORT = re.compile(r"(\[.*\]|[^:]*):(\d{1,5})")


def parse_proxy(text: str, name: str) -> httpx.Proxy:
    """Parse the URL of a proxy; without a scheme it is an HTTP proxy, as for curl.

    Args:
        text: The URL; it may hold a user and a password, percent-encoded.
        name: The setting or the variable that holds it, for the error.

    Raises:
        ConfigurationError: It names no proxy that can be used, or SOCKS without its package.
    """
    text = text.strip()
    try:
        url = parse_url(text if "://" in text else f"http://{text}")
    except ValueError as error:
        hint = "; encode special characters of the user and the password, as in %23 for #" if "@" in text else ""
        raise _unusable(f"{name} cannot be used as a proxy: {error}{hint}.") from None
    if url.scheme in _SOCKS:
        if importlib.util.find_spec("socksio") is None:
            raise _unusable(f'{name} names a SOCKS proxy, which needs: pip install "pollinations-sdk[socks]".')
        return httpx.Proxy(url.copy_with(scheme="socks5"))
    if url.scheme not in _PORTS:
        raise _unusable(f"{name} names a proxy with {url.scheme}://; http://, https:// and socks5:// can be used.")
    return httpx.Proxy(url, ssl_context=trusted() if url.scheme == "https" else None)


def _unusable(reason: str) -> ConfigurationError:
    return ConfigurationError(f"{reason} Nothing was sent. Change or unset it, or name the host in NO_PROXY.")


@attrs.frozen
class _Exemption:
    """Hold one item of `NO_PROXY`.

    Args:
        scheme: `http` or `https`; empty or `all` for both.
        name: A host name, in lower case and ASCII; its subdomains count as well.
        itself: Whether the name counts, besides its subdomains.
        network: The IP addresses instead of a name.
        port: None for all ports.
    """

    scheme: str
    name: str
    itself: bool
    network: ipaddress.IPv4Network | ipaddress.IPv6Network | None
    port: int | None

    @classmethod
    def parse(cls, item: str) -> Self:
        """Read an item; one that makes no sense matches no host, as for curl."""
        scheme, _, rest = item.lower().rpartition("://")
        rest = rest.rstrip("/")
        split = _HOST_AND_PORT.fullmatch(rest)
        host, port = (split[1], int(split[2])) if split else (rest, None)
        domain = host.removeprefix("*")
        name = _ascii(domain.strip("."))
        return cls(scheme, name, not domain.startswith("."), _network(host), port)

    def matches(self, url: httpx.URL) -> bool:
        """Return True for a URL that is reached without a proxy."""
        if self.scheme not in ("", "all", url.scheme):
            return False
        if self.port not in (None, url.port or _PORTS.get(url.scheme)):
            return False
        host = url.raw_host.decode("ascii").partition("%")[0].rstrip(".")
        if self.network is not None:
            address = _network(host)
            return address is not None and address.network_address in self.network
        return (self.itself and host == self.name) or host.endswith(f".{self.name}")


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    """Read an IP address or a network; None for anything else."""
    text = re.sub(r"[\[\]]|%\w*", "", text)
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None


def _ascii(name: str) -> str:
    """Encode an international name as it is in URLs."""
    if name.isascii():
        return name
    try:
        return httpx.URL(scheme="http", host=name).raw_host.decode("ascii")
    except httpx.InvalidURL:
        return name


@attrs.frozen
class Proxies:
    """Hold the proxies of the environment as they are written there; each is parsed when a call needs it.

    A proxy that no call needs may be one that cannot be used: `ALL_PROXY` beside `HTTP_PROXY` and `HTTPS_PROXY`.

    Args:
        urls: The URL of the proxy for `http`, `https` and `all`, with the variable that holds it.
        exemptions: The hosts that are reached without one.
    """

    urls: Mapping[str, tuple[str, str]] = attrs.field(factory=dict, repr=False)  # they hold passwords
    exemptions: tuple[_Exemption, ...] = ()

    @classmethod
    def of_environment(cls, no_proxy: str = "") -> Self:
        """Read `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, and the system's settings, as httpx does.

        Args:
            no_proxy: What counts besides `NO_PROXY`, in its form.
        """
        found = getproxies()
        urls = {scheme: found.get(scheme, "").strip() for scheme in ("http", "https", "all")}
        named = {scheme: (url, _variable(scheme)) for scheme, url in urls.items() if url}
        return cls.of(named, f"{found.get('no', '')},{no_proxy}")

    @classmethod
    def of(cls, urls: Mapping[str, tuple[str, str]], no_proxy: str) -> Self:
        """Take proxies and a text in the form of `NO_PROXY`; an asterisk in it exempts all hosts."""
        items = re.split(r"[\s,]+", no_proxy)
        if "*" in items:
            return cls()
        return cls(urls, tuple(_Exemption.parse(item) for item in items if item))

    def proxy_for(self, url: httpx.URL) -> httpx.Proxy | None:
        """Return the proxy that leads to a URL, None for none.

        Raises:
            ConfigurationError: It cannot be used.
        """
        found = self.urls.get(url.scheme) or self.urls.get("all")
        if found is None or any(exemption.matches(url) for exemption in self.exemptions):
            return None
        return parse_proxy(*found)


def _variable(scheme: str) -> str:
    """Name the variable that holds the proxy for a scheme; as for curl, the one in lower case counts first."""
    names = [name for name in os.environ if name.lower() == f"{scheme}_proxy" and os.environ[name]]
    return max(names, default="The proxy setting of the system")  # lower case sorts last
