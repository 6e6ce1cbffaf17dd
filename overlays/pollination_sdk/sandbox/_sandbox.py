"""`Sandbox`: start, stop, look inside."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pollination_sdk.sandbox._catalogue import find, models_for_media, models_for_text
from pollination_sdk.sandbox._faults import Fault
from pollination_sdk.sandbox._keys import ACCOUNT_PERMISSIONS, Key, new_value
from pollination_sdk.sandbox._ledger import Ledger
from pollination_sdk.sandbox._recording import RecordedRequest
from pollination_sdk.sandbox._state import State
from pollination_sdk.sandbox._store import Store

if TYPE_CHECKING:
    from pollination_sdk.sandbox._server import Server

NEEDED = ("starlette", "uvicorn", "PIL", "av", "jsonschema")
WEALTH = 1_000_000.0  # pollen; more than any rehearsal spends


class Sandbox:
    """A local stand-in for the service; start it with `with` or `async with`.

    Args:
        port: the loopback port; 0 takes a free one.
        key: the secret key to accept; a fresh one unless given.
        balance: pollen in the account's wallet.
        cache_before_key: answer from the cache before looking at the key, as the service does.
        granted: the wallet holds granted pollen only: models that are `paid_only` are refused with 402.
        daily_lag: how many seconds the sums of the daily usage are behind; the service's up to 3600.
        store: a file that keeps keys, money, history and cache across restarts; memory when None.
        document: an OpenAPI document to serve instead of the SDK's own; operations that have no
            behaviour written for them are answered from their schemas.

    Raises:
        ModuleNotFoundError: the `sandbox` extra is not installed.
        TypeError: `port` is no whole number.
        ValueError: `port` is not from 0 to 65535.
        OSError: the store cannot be used; when started, the port is taken or reserved.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        key: str | None = None,
        balance: float = WEALTH,
        cache_before_key: bool = False,
        granted: bool = False,
        daily_lag: float = 0.0,
        store: str | Path | None = None,
        document: dict[str, Any] | None = None,
    ) -> None:
        _check_extra()
        self._port = _checked_port(port)
        self._document = document
        self._server: Server | None = None
        ledger = Ledger(balance, granted=granted, daily_lag=timedelta(seconds=daily_lag))
        self._state = State(ledger, cache_before_key=cache_before_key)
        if store is not None:
            self._state.load(Store(store))
        self.key = self._own_key("sandbox", key or "sk_", ACCOUNT_PERMISSIONS)
        self.publishable_key = self._own_key("sandbox-app", "pk_")

    @property
    def url(self) -> str:
        """Give the base URL, `http://127.0.0.1:PORT`."""
        if self._server is None:
            raise RuntimeError("The sandbox is not running: enter it with `with` or call start().")
        return f"http://127.0.0.1:{self._server.port}"

    @property
    def requests(self) -> list[RecordedRequest]:
        """Give every request so far as it arrived, oldest first."""
        return self._state.requests

    @property
    def billed(self) -> int:
        """Count the generations that were charged for; cache hits and refusals are not."""
        return self._state.ledger.charged

    @property
    def balance(self) -> float:
        """Give the pollen left in the wallet."""
        return self._state.ledger.wallet

    def _own_key(self, name: str, value: str, permissions: Iterable[str] = ()) -> str:
        """Give the key of that name that an earlier run stored, unless another value is asked for."""
        stored = self._state.keys.named(name)
        if stored is not None and stored.value.startswith(value):
            return stored.value
        return self.add_key(value, name=name, permissions=permissions)

    def add_key(
        self,
        value: str = "sk_",
        *,
        name: str = "extra",
        permissions: Iterable[str] = (),
        models: Iterable[str] | None = None,
        budget: float | None = None,
        expires: datetime | None = None,
    ) -> str:
        """Accept one more key and give its value.

        Args:
            value: the key, or only its prefix, `sk_` or `pk_`, to get a fresh one.
            name: what usage records call it.
            permissions: of `profile`, `balance`, `usage`.
            models: the only models it may use; None means all.
            budget: pollen it may spend; None leaves it to the wallet.
            expires: when it stops working, with a time zone.
        """
        if value in ("sk_", "pk_"):
            value = new_value(value)
        allowed = None if models is None else tuple(models)
        self._state.add_key(Key(value, name, tuple(permissions), allowed, budget, expires))
        return value

    def add_usage(self, at: datetime, *, model: str = "openai", units: dict[str, float] | None = None) -> None:
        """Put a generation of the past into the history, without charging for it.

        Args:
            at: when, with a time zone.
            model: a name from the model lists.
            units: what was used, by the names of the price list; one text token unless given.
        """
        used = find((*models_for_text(), *models_for_media()), model)
        if used is None:
            raise ValueError(f"The sandbox has no model {model!r}; its model lists name those it has.")
        counted = units or {"completionTextTokens": 1}
        self._state.remember(at, self._state.keys[self.key], used, counted)

    def queue(self, fault: Fault, times: int = 1, route: str | None = None) -> None:
        """Have the next requests meet a fault.

        Args:
            fault: what goes wrong.
            times: for how many requests.
            route: only for paths that start so, such as `/image/`; None means all.

        Raises:
            ValueError: `times` is no whole number above 0, or `route` is no text.
        """
        self._state.faults.queue(fault, times, route)

    def misbehave(self, fault: Fault, probability: float, seed: int = 0) -> None:
        """Have every request meet a fault by chance, the same way for the same seed.

        Raises:
            ValueError: `probability` is no number from 0 to 1.
        """
        self._state.faults.set_chance(fault, probability, seed)

    def behave(self) -> None:
        """Forget all faults that are queued or left to chance."""
        self._state.faults.clear()

    def start(self) -> Self:
        """Start serving; `with` does it for you."""
        from pollination_sdk.sandbox._app import Application  # noqa: PLC0415 - loads the extra
        from pollination_sdk.sandbox._contract import Contract, own_contract  # noqa: PLC0415 - loads the extra
        from pollination_sdk.sandbox._server import Server  # noqa: PLC0415 - loads the extra

        if self._server is None:
            contract = own_contract() if self._document is None else Contract(self._document)
            self._server = Server(Application(self._state, contract), self._port)
            self._server.start()
        return self

    def stop(self) -> None:
        """Drop all connections and end the server's thread; `with` does it for you."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    async def __aenter__(self) -> Self:
        import anyio  # noqa: PLC0415 - comes with the extra

        return await anyio.to_thread.run_sync(self.start)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        import anyio  # noqa: PLC0415 - comes with the extra

        with anyio.CancelScope(shield=True):
            await anyio.to_thread.run_sync(self.stop)


def _checked_port(port: int) -> int:
    if not isinstance(port, int) or isinstance(port, bool):
        raise TypeError(f"port takes a whole number, not {type(port).__name__}.")
    if not 0 <= port <= 65535:
        raise ValueError(f"port must be from 0 to 65535, where 0 takes a free one; it is {port}.")
    return port


def _check_extra() -> None:
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise ModuleNotFoundError(
            f"The sandbox needs {', '.join(missing)}, which the `sandbox` extra brings: "
            'pip install "pollinations-sdk[sandbox]"'
        )
