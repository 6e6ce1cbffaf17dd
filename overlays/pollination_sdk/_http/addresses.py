"""The addresses of a host: resolved once for all calls that need them at that moment, and remembered for a minute."""

import itertools
import socket
import threading
import time
from typing import Any, NamedTuple

import anyio
import httpcore

from pollination_sdk._support.event_loop import here, is_asyncio

NEXT_ADDRESS = 0.25
"""How long one address is tried alone while there is another, in seconds (RFC 8305, section 5)."""
_REMEMBERED = 60.0

Place = tuple[str, int]
Address = tuple[int, Any]
"""The family of an address, and what `connect` takes."""


class Found(NamedTuple):
    """Hold the addresses of a host, the best first, and whether they were resolved for this call."""

    addresses: list[Address]
    fresh: bool


class _Lookup:
    """Hold one question to the resolver.

    Args:
        done: Is set when there is an answer.
    """

    def __init__(self, done: Any) -> None:
        self.done = done
        self.error: Exception | None = None


class Addresses:
    """Find the addresses of hosts; safe across threads."""

    def __init__(self) -> None:
        self._known: dict[Place, tuple[list[Address], float]] = {}
        self._lookups: dict[Place, _Lookup] = {}

    def worked(self, place: Place, address: Address) -> None:
        """Try this address of a place first from now on."""
        known, until = self._known.get(place, ([], 0.0))
        if known and known[0] != address:
            self._known[place] = [address, *(other for other in known if other != address)], until

    def forget(self, place: Place) -> None:
        """Resolve a host anew the next time."""
        self._known.pop(place, None)

    def find(self, place: Place, seconds: float | None) -> Found:
        """Find the addresses of a host.

        Args:
            place: The host and the port.
            seconds: How long to wait for a lookup of another thread; the system sets the limit of one's own.

        Raises:
            httpcore.ConnectError: It has none, or the resolver fails.
            httpcore.ConnectTimeout: The other thread has no answer in time.
        """
        end = None if seconds is None else time.monotonic() + seconds
        fresh = False
        while not (known := self._remembered(place)):
            fresh = True
            mine = _Lookup(threading.Event())
            lookup = self._lookups.setdefault(place, mine)
            if lookup is mine:
                try:
                    return self._found(place, _resolve(place))
                except (OSError, UnicodeError) as error:
                    raise _refused(lookup, error) from error
                finally:
                    self._end(place, lookup)
            if not lookup.done.wait(None if end is None else max(0.0, end - time.monotonic())):
                raise httpcore.ConnectTimeout(f"{place[0]} was not resolved in time")
            if lookup.error is not None:
                raise httpcore.ConnectError(str(lookup.error)) from lookup.error
        return Found(known, fresh)

    async def find_async(self, place: Place) -> Found:
        """Do the same without blocking; the caller sets the limit."""
        fresh = False
        while not (known := self._remembered(place)):
            fresh = True
            mine = _Lookup(anyio.Event())
            lookup = self._lookups.setdefault(place, mine)
            if lookup is mine:
                try:
                    return self._found(place, await _resolve_async(place))
                except (OSError, UnicodeError) as error:
                    raise _refused(lookup, error) from error
                finally:
                    self._end(place, lookup)
            await lookup.done.wait()
            if lookup.error is not None:
                raise httpcore.ConnectError(str(lookup.error)) from lookup.error
        return Found(known, fresh)

    def _remembered(self, place: Place) -> list[Address]:
        known, until = self._known.get(place, ([], 0.0))
        return known if time.monotonic() < until else []

    def _found(self, place: Place, answer: Any) -> Found:
        """Remember an answer of the resolver, its families by turns (RFC 8305, section 4)."""
        found = list(dict.fromkeys((family, address) for family, _, _, _, address in answer))
        if not found:
            raise OSError(f"{place[0]} has no address")
        families = [[one for one in found if one[0] == family] for family in dict.fromkeys(one[0] for one in found)]
        turns = [one for turn in itertools.zip_longest(*families) for one in turn if one is not None]
        self._known[place] = turns, time.monotonic() + _REMEMBERED
        return Found(turns, fresh=True)

    def _end(self, place: Place, lookup: _Lookup) -> None:
        del self._lookups[place]
        lookup.done.set()


def _resolve(place: Place) -> Any:
    return socket.getaddrinfo(*place, type=socket.SOCK_STREAM)


async def _resolve_async(place: Place) -> Any:
    loop = here()[1]
    if is_asyncio(loop):  # its own threads end with it; one of anyio's may still run when the process forks
        return await loop.getaddrinfo(*place, type=socket.SOCK_STREAM)
    return await anyio.to_thread.run_sync(_resolve, place, abandon_on_cancel=True)


def _refused(lookup: _Lookup, error: Exception) -> httpcore.ConnectError:
    lookup.error = error
    return httpcore.ConnectError(str(error))
