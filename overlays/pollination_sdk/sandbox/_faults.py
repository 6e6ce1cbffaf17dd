"""Faults as values, and the queue that decides which request meets which."""

import random
from collections.abc import Iterator
from typing import Any, Self

import attrs

from pollination_sdk.sandbox._recording import RecordedRequest


@attrs.frozen
class Fault:
    """One way to misbehave; make it with the methods below and queue it on a sandbox.

    Args:
        kind: which way.
        arguments: its numbers and texts, JSON values only; bytes are written as Latin-1 text.
    """

    kind: str
    arguments: dict[str, Any] = attrs.field(factory=dict)

    @classmethod
    def status(
        cls,
        status: int,
        message: str | None = None,
        *,
        retry_after: float | str | None = None,
        nested: bool = False,
        billed: bool = False,
    ) -> Self:
        """Answer with an error status in the service's envelope.

        Args:
            status: the HTTP status, 200 to 599.
            message: `error.message`; a plain one unless given.
            retry_after: the `Retry-After` header as it is.
            nested: put the message inside a service error, encoded twice.
            billed: generate and bill first, then lose the result.

        Raises:
            ValueError: no server could send that status.
        """
        return cls(
            "status",
            {
                "status": _sendable(status),
                "message": message,
                "retry_after": retry_after,
                "nested": nested,
                "billed": billed,
            },
        )

    @classmethod
    def answer(
        cls,
        status: int,
        body: str | bytes = "",
        *,
        media_type: str = "text/plain; charset=UTF-8",
        headers: dict[str, str] | None = None,
    ) -> Self:
        """Answer with exactly this status, 200 to 599, body and headers.

        Raises:
            ValueError: no server could send that status.
        """
        sent = {"Content-Type": media_type, **(headers or {})}
        content = body.encode() if isinstance(body, str) else body
        return cls("answer", {"status": _sendable(status), "body": content.decode("latin-1"), "headers": sent})

    @classmethod
    def html(cls, status: int = 502) -> Self:
        """Answer with the web page of a broken proxy."""
        page = f"<!DOCTYPE html>\n<html><body><h1>{status} Bad gateway</h1></body></html>\n"
        return cls.answer(status, page, media_type="text/html; charset=UTF-8")

    @classmethod
    def redirect(cls, location: str, status: int = 302) -> Self:
        """Send the client elsewhere."""
        return cls.answer(status, headers={"Location": location})

    @classmethod
    def strip_auth(cls) -> Self:
        """Lose the `Authorization` header on the way, as some proxies do."""
        return cls("strip_auth")

    @classmethod
    def reset(cls, after_bytes: int = 0) -> Self:
        """Send the true answer's first bytes, head included, then reset the connection."""
        return cls("reset", {"after_bytes": after_bytes})

    @classmethod
    def close(cls, after_bytes: int = 0) -> Self:
        """Send the true answer's first bytes, head included, then close in good order."""
        return cls("close", {"after_bytes": after_bytes})

    @classmethod
    def stall(cls, seconds: float, after_bytes: int = 0) -> Self:
        """Send the true answer, but go silent for a while before the byte at `after_bytes`."""
        return cls("stall", {"seconds": seconds, "after_bytes": after_bytes})

    @classmethod
    def drip(cls, seconds: float = 0.05, size: int = 1) -> Self:
        """Send the true answer `size` bytes at a time, head included, with a pause after each."""
        return cls("drip", {"seconds": seconds, "size": size})

    @classmethod
    def truncate_stream(cls, frames: int | None = None) -> Self:
        """End a stream in good order after so many frames, or before its finish when None."""
        return cls("truncate_stream", {"frames": frames})

    @classmethod
    def wrong_length(cls, difference: int = 100) -> Self:
        """Announce a body longer (or shorter, if negative) than the one sent."""
        return cls("wrong_length", {"difference": difference})

    @classmethod
    def garbage(cls, length: int = 256) -> Self:
        """Keep status and headers of the true answer and send nonsense for its body."""
        return cls("garbage", {"length": length})

    @classmethod
    def truncate(cls, length: int) -> Self:
        """Cut the true answer's body after so many bytes, and pretend that it was meant to be so."""
        return cls("truncate", {"length": length})

    @classmethod
    def header(cls, name: str, value: str) -> Self:
        """Send the true answer with one header changed or added."""
        return cls("header", {"name": name, "value": value})

    @classmethod
    def set_field(cls, pointer: str, value: Any) -> Self:
        """Change one field of a JSON answer, such as `/usage/0/cost_usd`, or add it."""
        return cls("set_field", {"pointer": pointer, "value": value})

    @classmethod
    def drop_field(cls, pointer: str) -> Self:
        """Leave one field of a JSON answer out."""
        return cls("drop_field", {"pointer": pointer})

    @classmethod
    def raw(cls, data: bytes) -> Self:
        """Write exactly these bytes instead of an HTTP answer, then close."""
        return cls("raw", {"data": data.decode("latin-1")})


def _sendable(status: int) -> int:
    if isinstance(status, bool) or not isinstance(status, int) or not 200 <= status <= 599:
        raise ValueError(f"A status is a whole number from 200 to 599, not {status!r}; Fault.raw writes any other.")
    return status


@attrs.define
class Queued:
    """A fault that waits for its requests."""

    fault: Fault
    times: int
    route: str | None


@attrs.define
class FaultPlan:
    """Which request meets which fault: first the queue, then chance."""

    _queue: list[Queued] = attrs.field(factory=list)
    _chance: tuple[Fault, float, random.Random] | None = None

    def queue(self, fault: Fault, times: int, route: str | None) -> None:
        """Have the next `times` requests whose path starts with `route` meet the fault.

        Raises:
            ValueError: `times` is no whole number above 0, or `route` is no text.
        """
        if not isinstance(times, int) or times < 1:
            raise ValueError(f"times must be a whole number above 0, not {times!r}.")
        if not isinstance(route, str | None):
            raise ValueError(f"route must be the start of a path, not {route!r}.")  # noqa: TRY004 - as for `times`
        self._queue.append(Queued(fault, times, route))

    def set_chance(self, fault: Fault, probability: float, seed: int) -> None:
        """Have every request meet the fault by chance.

        Raises:
            ValueError: `probability` is no number from 0 to 1.
        """
        if not isinstance(probability, int | float) or not 0 <= probability <= 1:
            raise ValueError(f"probability must be a number from 0 to 1, not {probability!r}.")
        self._chance = (fault, probability, random.Random(seed))  # noqa: S311 - repeatable, no secret

    def clear(self) -> None:
        """Behave again."""
        self._queue.clear()
        self._chance = None

    def take(self, request: RecordedRequest) -> Fault | None:
        """Give the fault this request meets, and use it up."""
        for queued in self._matching(request.path):
            queued.times -= 1
            if queued.times == 0:
                self._queue.remove(queued)
            return queued.fault
        if self._chance is not None:
            fault, probability, chances = self._chance
            return fault if chances.random() < probability else None
        return None

    def _matching(self, path: str) -> Iterator[Queued]:
        return (one for one in self._queue if one.route is None or path.startswith(one.route))
