"""The client of Dask, used from the event loop of the coordinator. The client may have a loop in another thread."""

from __future__ import annotations

import asyncio
import contextlib
import re
from typing import TYPE_CHECKING, Any, TypeVar

from pollination_sdk.batch.protocol.lease import EngineLostError
from pollination_sdk.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable

    import distributed

_ADDRESS = re.compile(r"(?:(?!https?:)[a-z]+://)?(?:[^/\s]+:[0-9]+|(?<=://)\S+)")
"""A host and a port, perhaps with a scheme other than that of web pages; others have no port, such as `inproc://`."""
_T = TypeVar("_T")
_CONNECT = 10.0
"""Seconds for the first connection to a scheduler."""
_ANSWER = 10.0
"""Seconds for the answer of a worker, which may be stopped."""
_FORGET = 20
"""The most tries to remove a topic, as the scheduler hears of its last subscriber by another connection."""


class DaskConnection:
    """Talk to a scheduler.

    Args:
        cluster: The client, or the address of the scheduler, for which it opens one.
    """

    _client: Any
    """The `distributed.Client`; many of its methods have no types."""
    _loop: asyncio.AbstractEventLoop

    def __init__(self, cluster: distributed.Client | str) -> None:
        self._given = cluster
        self._topics: list[str] = []
        self._is_open = False
        self.is_lost: bool = False
        """Whether the scheduler was lost while a task was out."""

    @property
    def address(self) -> str:
        """The address of the scheduler."""
        if isinstance(self._given, str):
            return self._given
        return str(getattr(self._given.scheduler, "address", "?"))

    async def open(self) -> None:
        """Connect.

        Raises:
            ConfigurationError: Dask is not installed, or no scheduler answers.
        """
        try:
            import distributed  # noqa: PLC0415 - an extra, and slow to import
        except ImportError:
            raise ConfigurationError(
                'A Dask cluster needs the extra dask: pip install "pollinations-sdk[dask]"'
            ) from None
        self.is_lost = False
        if isinstance(self._given, str) and not _ADDRESS.fullmatch(self._given):
            raise ConfigurationError(
                f"{self._given!r} is no address of a Dask scheduler. Nothing was sent. Give the address that "
                "`dask scheduler` prints, such as tcp://scheduler:8786."
            )
        if not isinstance(self._given, str):
            self._client = self._given
        else:
            try:
                dask: Any = distributed
                self._client = dask.Client(self._given, asynchronous=True, set_as_default=False, timeout=_CONNECT)
                await asyncio.wait_for(self._client, 2 * _CONNECT)  # a server of another kind may never answer
            except (OSError, TimeoutError) as error:
                with contextlib.suppress(Exception):
                    await asyncio.wait_for(self._client.close(), _CONNECT)
                raise ConfigurationError(
                    f"No Dask scheduler answers at {self._given!r} ({type(error).__name__}). Nothing was sent. "
                    "Start one with `dask scheduler`, and give the address that it prints."
                ) from None
        loop = getattr(self._client.loop, "asyncio_loop", None)
        if loop is None or self._client.status != "running":
            raise ConfigurationError("The distributed.Client is closed. Give one that is connected.")
        self._loop, self._is_open = loop, True
        try:
            await asyncio.wait_for(self._in_client_loop(asyncio.sleep(0)), _ANSWER)
        except TimeoutError:
            self._is_open = False
            raise ConfigurationError(
                "The event loop of the distributed.Client does not run, so it cannot be used. Nothing was sent. An "
                "asynchronous client is for `await batch.arun(...)` in its own loop; `batch.run` takes another one."
            ) from None

    async def submit(self, function: Callable[..., _T], *arguments: Any, key: str, worker: str | None) -> _T:
        """Run a task, and return its result.

        Args:
            function: The task.
            arguments: Its arguments.
            key: The key of the task, which no other task has.
            worker: Where it runs if that worker is there; None for any.

        Raises:
            EngineLostError: The scheduler is lost.
            Exception: The task has failed, or its workers were lost.
        """
        return await self._in_client_loop(self._submit(function, arguments, key, worker))

    async def workers(self) -> dict[str, dict[str, Any]]:
        """Return the workers by their addresses, with `name`, `last_seen` and `status`."""

        async def ask() -> Any:
            return await self._client.scheduler.identity(n_workers=-1)

        found: dict[str, dict[str, Any]] = (await self._in_client_loop(ask()))["workers"]
        return found

    async def versions(self) -> dict[str, Any]:
        """Return the versions of Python and Dask of the `client`, the `scheduler` and the `workers`."""

        async def ask() -> Any:
            return await asyncio.wait_for(self._client.get_versions(), _ANSWER)

        return dict(await self._in_client_loop(ask()))

    async def run(
        self, function: Callable[..., Any], *arguments: Any, workers: Iterable[str], seconds: float = _ANSWER
    ) -> dict[str, Any]:
        """Run a function on workers, beside tasks, and return what each returns or raises.

        A worker that does not answer in so many seconds has a `TimeoutError`: it may be stopped.
        """

        async def ask(worker: str) -> Any:
            try:
                answers = await asyncio.wait_for(
                    self._client.run(function, *arguments, workers=[worker], on_error="return"), seconds
                )
            except (OSError, TimeoutError) as error:
                return error
            return answers.get(worker)

        async def ask_all(addresses: list[str]) -> dict[str, Any]:
            answers = await asyncio.gather(*map(ask, addresses))
            return dict(zip(addresses, answers, strict=True))

        addresses = list(workers)
        return await self._in_client_loop(ask_all(addresses)) if addresses else {}

    async def subscribe(self, topic: str, take: Callable[[Any], None]) -> None:
        """Let a function of this loop get the events of a topic."""
        here = asyncio.get_running_loop()

        async def ask() -> None:
            self._client.subscribe_topic(topic, lambda event: here.call_soon_threadsafe(take, event[1]))

        await self._in_client_loop(ask())
        self._topics.append(topic)

    async def close(self) -> None:
        """Leave no subscription and no topic, and close the client if it is an own one."""
        if not self._is_open:
            return
        self._is_open = False
        for topic in [] if self.is_lost else self._topics:
            with contextlib.suppress(Exception):  # the scheduler may be lost
                await self._in_client_loop(self._remove_topic(topic))
        self._topics.clear()
        if isinstance(self._given, str):
            with contextlib.suppress(Exception):  # as above
                await asyncio.wait_for(self._client.close(), _ANSWER)

    async def _in_client_loop(self, work: Coroutine[Any, Any, _T]) -> _T:
        """Run something in the loop of the client."""
        if self._loop is asyncio.get_running_loop():
            return await work
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))

    async def _submit(
        self, function: Callable[..., Any], arguments: tuple[Any, ...], key: str, worker: str | None
    ) -> Any:
        lost = EngineLostError(
            f"The Dask scheduler at {self.address} is lost. What its workers have done is kept. Start it again."
        )
        if self._client.status != "running":
            self.is_lost = True
            raise lost
        future = self._client.submit(
            function,
            *arguments,
            key=key,
            pure=False,
            workers=None if worker is None else [worker],
            allow_other_workers=worker is not None,
        )
        try:
            return await future
        except asyncio.CancelledError as error:  # of the future, or of this task
            if getattr(error, "reason", None) is None:
                raise
            if getattr(error, "reason", None) == "scheduler-connection-lost" or self._client.status != "running":
                self.is_lost = True
                raise lost from None
            raise ConnectionError(str(error)) from None
        finally:
            future.release()

    async def _remove_topic(self, topic: str) -> None:
        self._client.unsubscribe_topic(topic)
        forget = _topic_remover(topic)
        for _ in range(_FORGET):
            if await asyncio.wait_for(self._client.run_on_scheduler(forget), _ANSWER):
                return
            await asyncio.sleep(0.05)


def _topic_remover(topic: str) -> Callable[..., bool]:
    """Return a function that removes a topic: Dask keeps topics, and has no public way to remove one.

    It is made here so that it travels by value: a scheduler needs no SDK. Where the private names are gone, the topic
    stays, without events; a test says so.
    """

    def forget(dask_scheduler: Any) -> bool:
        topics = getattr(getattr(dask_scheduler, "_broker", None), "_topics", None)
        if topics is None or topic not in topics:
            return True
        if topics[topic].subscribers:
            return False
        del topics[topic]
        return True

    return forget
