"""What the engine knows of a limit on spending: a call is charged before it is sent, and its charge ends with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    import httpx

    from pollination_sdk._engine.call import Call
    from pollination_sdk._http.deadline import Deadline
    from pollination_sdk.errors import PollinationsError


class Wait(Protocol):
    """A wait for other calls, which the drivers carry out."""

    def wait(self) -> None:
        """Wait in this thread."""
        ...

    async def wait_async(self) -> None:
        """Wait in this task."""
        ...


class Charge(Protocol):
    """The reserve of one call. Leaving it as a context manager ends it, unless it was settled."""

    model: str | None
    """The model that was used, once the charge was settled."""
    cost: Any
    """The `Cost` of the answer, once the charge was settled; None before, or if there is a tally."""
    tally: Any
    """The fields of the `Tally` that tells the cost of the answer, where it is simple; else None."""
    hops: int
    """The requests that were sent since the last outcome. Until theirs is known, they may have run."""
    reservation: Any
    """The reservation of the last attempt; None if there is none."""
    earlier: tuple[Any, ...]
    """Those of earlier attempts that are kept."""

    @property
    def reservations(self) -> tuple[Any, ...]:
        """Both together, that of the last attempt first."""
        ...

    def prepare(self, deadline: Deadline) -> Generator[Wait, None, PollinationsError | None]:
        """Get ready for another attempt; return an error if there is no room for it.

        If an earlier attempt may be billed as well, it keeps its reserve, and this one reserves again.

        Args:
            deadline: The deadline of the call.
        """
        ...

    def failed(self, *, may_have_run: bool, answered: bool) -> None:
        """Record the outcome of the last request.

        Args:
            may_have_run: Whether it may have run, by its outcome alone.
            answered: Whether an answer came; without one, a request that was redirected may have run too.
        """
        ...

    def settle_by(self, headers: httpx.Headers, key: int | None) -> bool:
        """Count the cost of the answer if its headers alone tell it; return False else, to be settled by `settle`."""
        ...

    def settle(
        self,
        model: str | None,
        usage: Mapping[str, float] | None,
        headers: Mapping[str, str],
        key: int | None,
    ) -> None:
        """Count the cost of the answer.

        Args:
            model: The model that was used; None if the answer does not say.
            usage: The units that were used; None if they are not known.
            headers: The headers that name the model or the cost.
            key: The position of the key; None without a key.
        """
        ...

    def refuse(self) -> None:
        """Record that the answer turned out to be a refusal, which costs nothing."""
        ...

    def end(self) -> None:
        """End a charge that is not settled: the reserve is kept if a request may have run, else it is free again."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class Spending(Protocol):
    """The limit on the spending of a client."""

    def charge_at_once(self, call: Call[Any], context: Any) -> Charge | None:
        """Reserve what a call may cost, if that is remembered and there is room; return None else, or if it is free.

        Args:
            call: The call.
            context: The `ClientContext` of the client.
        """
        ...

    def charge(self, call: Call[Any], context: Any, deadline: Deadline) -> Generator[Any, Any, Charge]:
        """Reserve what a call may cost, after the prices have been read if they are due. It yields steps of `exchange`.

        Args:
            call: The call.
            context: The `ClientContext` of the client.
            deadline: The deadline of the call.

        Raises:
            PollinationsError: There is no room for the call, or its price is unknown.
        """
        ...
