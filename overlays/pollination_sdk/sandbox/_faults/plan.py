"""Faults, and the plan that assigns them to requests."""

import random
import re
from collections.abc import Iterator
from typing import Any, Self

import attrs

from pollination_sdk.sandbox._checks import checked_count, checked_seconds
from pollination_sdk.sandbox._requests.record import RecordedRequest

ROUTE = re.compile(r"/(?!_sandbox/)[^?#{}\s\x00-\x1f\x7f-\U0010ffff]*")
"""The start of a path. Paths have no query and arrive percent-encoded; orders to the sandbox itself meet no fault."""


@attrs.frozen
class Fault:
    """One fault; create it with the methods below, and queue it on a sandbox.

    The methods refuse numbers that cannot be carried out with a ValueError.

    Args:
        kind: The kind of fault.
        arguments: The arguments of the fault, JSON values only; bytes are stored as Latin-1 text.
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
        code: str | None = None,
        fix_url: str | None = None,
        details: dict[str, Any] | None = None,
    ) -> Self:
        """Answer with an error status in the service's envelope.

        Args:
            status: The HTTP status, 200 to 599.
            message: The `error.message`; a plain one by default.
            retry_after: The `Retry-After` header, sent unchanged.
            nested: Whether the message is the JSON body of another service.
            billed: Whether to generate and bill first, and then drop the result.
            code: The `error.code`, such as `QUEST_POLLEN_ONLY`; that of the status by default.
            fix_url: The `error.fixUrl`.
            details: The `error.details`, such as `{"name": "UpstreamError", "upstreamStatus": 429}`.

        Raises:
            ValueError: The status is not from 200 to 599.
        """
        return cls(
            "status",
            {
                "status": _sendable(status),
                "message": message,
                "retry_after": retry_after,
                "nested": nested,
                "billed": billed,
                "code": code,
                "fix_url": fix_url,
                "details": details,
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
            ValueError: The status is not from 200 to 599.
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
        """Redirect the client to another URL."""
        return cls.answer(status, headers={"Location": location})

    @classmethod
    def strip_auth(cls) -> Self:
        """Remove the `Authorization` header of the request, as some proxies do."""
        return cls("strip_auth")

    @classmethod
    def reset(cls, after_bytes: int = 0) -> Self:
        """Send the first bytes of the answer, including its headers, then reset the connection."""
        return cls("reset", {"after_bytes": checked_count("after_bytes", after_bytes)})

    @classmethod
    def close(cls, after_bytes: int = 0) -> Self:
        """Send the first bytes of the answer, including its headers, then close the connection normally."""
        return cls("close", {"after_bytes": checked_count("after_bytes", after_bytes)})

    @classmethod
    def stall(cls, seconds: float, after_bytes: int = 0) -> Self:
        """Send the answer with a pause of some seconds before the byte at `after_bytes`."""
        return cls(
            "stall",
            {"seconds": checked_seconds("seconds", seconds), "after_bytes": checked_count("after_bytes", after_bytes)},
        )

    @classmethod
    def drip(cls, seconds: float = 0.05, size: int = 1) -> Self:
        """Send the answer, including its headers, `size` bytes at a time with a pause after each write."""
        return cls(
            "drip", {"seconds": checked_seconds("seconds", seconds), "size": checked_count("size", size, least=1)}
        )

    @classmethod
    def truncate_stream(cls, frames: int | None = None) -> Self:
        """End a stream normally after a number of events; for None, before its finish reason.

        An answer that is no stream loses its second half.
        """
        return cls("truncate_stream", {"frames": frames if frames is None else checked_count("frames", frames)})

    @classmethod
    def wrong_length(cls, difference: int = 100) -> Self:
        """Send a `Content-Length` that is larger than the body or, if negative, smaller."""
        return cls("wrong_length", {"difference": difference})

    @classmethod
    def garbage(cls, length: int = 256) -> Self:
        """Send the status and headers of the answer with a body of random bytes."""
        return cls("garbage", {"length": checked_count("length", length)})

    @classmethod
    def truncate(cls, length: int) -> Self:
        """Cut the body of the answer after a number of bytes, with a matching `Content-Length`."""
        return cls("truncate", {"length": checked_count("length", length)})

    @classmethod
    def header(cls, name: str, value: str) -> Self:
        """Send the answer with one header changed or added."""
        return cls("header", {"name": name, "value": value})

    @classmethod
    def set_field(cls, pointer: str, value: Any) -> Self:
        """Change or add one field of a JSON answer, such as `/usage/0/cost_usd`."""
        return cls("set_field", {"pointer": pointer, "value": value})

    @classmethod
    def drop_field(cls, pointer: str) -> Self:
        """Remove one field of a JSON answer."""
        return cls("drop_field", {"pointer": pointer})

    @classmethod
    def raw(cls, data: bytes) -> Self:
        """Write exactly these bytes instead of an HTTP answer, then close."""
        if not isinstance(data, bytes):
            raise TypeError(f"data takes bytes, not {type(data).__name__}.")
        return cls("raw", {"data": data.decode("latin-1")})


def _sendable(status: int) -> int:
    if isinstance(status, bool) or not isinstance(status, int) or not 200 <= status <= 599:
        raise ValueError(f"A status is a whole number from 200 to 599, not {status!r}; Fault.raw writes any other.")
    return status


def _check_fault(fault: object) -> None:
    if not isinstance(fault, Fault):
        raise TypeError(f"A fault is made by a method of Fault, such as Fault.status(429); {fault!r} is none.")


@attrs.define
class Queued:
    """A queued fault."""

    fault: Fault
    times: int
    route: str | None


@attrs.define
class FaultPlan:
    """The assignment of faults to requests: first from the queue, then at random."""

    _queue: list[Queued] = attrs.field(factory=list)
    _chance: tuple[Fault, float, random.Random] | None = None

    def queue(self, fault: Fault, times: int, route: str | None) -> None:
        """Apply the fault to the next `times` requests whose path starts with `route`.

        Raises:
            TypeError: `fault` is no `Fault`.
            ValueError: `times` is not a whole number above 0, or `route` is not the start of a path.
        """
        _check_fault(fault)
        if isinstance(times, bool) or not isinstance(times, int) or times < 1:
            raise ValueError(f"times must be a whole number above 0, not {times!r}.")
        if route is not None and not (isinstance(route, str) and ROUTE.fullmatch(route)):
            raise ValueError(
                f"route must be the start of a path as it is sent, such as '/image/', not {route!r}: "
                "no request would match it."
            )
        self._queue.append(Queued(fault, times, route))

    def misbehave(self, fault: Fault, probability: float, seed: int) -> None:
        """Apply the fault to each request with a probability.

        Raises:
            TypeError: `fault` is no `Fault`, or `seed` is not a whole number.
            ValueError: `probability` is not a number from 0 to 1.
        """
        _check_fault(fault)
        if isinstance(probability, bool) or not isinstance(probability, int | float) or not 0 <= probability <= 1:
            raise ValueError(f"probability must be a number from 0 to 1, not {probability!r}.")
        if not isinstance(seed, int):
            raise TypeError(f"seed takes a whole number, not {seed!r}.")
        self._chance = (fault, probability, random.Random(seed))  # noqa: S311 - repeatable, no secret

    def clear(self) -> None:
        """Remove all faults."""
        self._queue.clear()
        self._chance = None

    def take(self, request: RecordedRequest) -> Fault | None:
        """Return the fault for a request, and remove it from the queue after its last use."""
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
        return (queued for queued in self._queue if queued.route is None or path.startswith(queued.route))
