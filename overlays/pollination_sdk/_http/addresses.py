"""The addresses of a host: resolved once for all calls that need them at that moment, and remembered for a minute."""

import itertools
import time
from typing import Any, NamedTuple

from pollination_sdk._http.poller import Poller

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
        done: The event that is set when there is an answer.
    """

    def __init__(self, done: Any) -> None:
        self.done = done
        self.error: Exception | None = None


class Addresses:
    """Find the addresses of hosts; safe across threads."""

    def __init__(self, poller: Poller) -> None:
        self._poller = poller
        self._known: dict[Place, tuple[list[Address], float]] = {}
        self._lookups: dict[Place, _Lookup] = {}

    def prefer(self, place: Place, address: Address) -> None:
        """Try this address of a place first from now on."""
        known, until = self._known.get(place, ([], 0.0))
        if known and known[0] != address:
            self._known[place] = [address, *(other for other in known if other != address)], until

    def forget(self, place: Place) -> None:
        """Resolve a host anew the next time."""
        self._known.pop(place, None)

    async def find(self, place: Place, seconds: float | None) -> Found:
        """Find the addresses of a host.

        Args:
            place: The host and the port.
            seconds: How long to wait for the resolver, or for the lookup of another call.

        Raises:
            OSError: The host has no address, or the resolver fails; TimeoutError, if there is no answer in time.
        """
        fresh = False
        while not (known := self._remembered(place)):
            fresh = True
            mine = _Lookup(self._poller.event())
            try:
                lookup = self._lookups.setdefault(place, mine)
                if lookup is mine:
                    return self._found(place, await self._poller.resolve(*place, seconds))
            except TimeoutError:  # another call may have more time
                raise
            except (OSError, UnicodeError) as error:
                mine.error = error
                raise OSError(str(error)) from error
            finally:  # also at Ctrl-C: others would wait for ever
                if self._lookups.get(place) is mine:
                    del self._lookups[place]
                    mine.done.set()
            await self._poller.wait_for(lookup.done, seconds)
            if lookup.error is not None:
                raise OSError(str(lookup.error)) from lookup.error
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
