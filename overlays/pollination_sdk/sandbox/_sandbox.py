"""`Sandbox`: the public class of the sandbox."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, overload

from pollination_sdk.sandbox._checks import (
    check_extra,
    check_pollen,
    checked_model,
    checked_models,
    checked_names,
    checked_port,
    checked_seconds,
    checked_texts,
)
from pollination_sdk.sandbox._faults.plan import Fault
from pollination_sdk.sandbox._hosts.consent import decide_sign_in
from pollination_sdk.sandbox._keys.ring import ACCOUNT_PERMISSIONS, Key, kinds_of, new_value
from pollination_sdk.sandbox._requests.record import RecordedRequest
from pollination_sdk.sandbox._server.orders import change_prices
from pollination_sdk.sandbox._storage.entries import Bill
from pollination_sdk.sandbox._storage.ledger import Ledger
from pollination_sdk.sandbox._storage.script import Reply, When, new_reply
from pollination_sdk.sandbox._storage.sqlite import Store
from pollination_sdk.sandbox._storage.state import State

if TYPE_CHECKING:
    from pollination_sdk.sandbox._server.loopback import Server

WEALTH = 1_000_000.0  # pollen; more than any test spends
logger = logging.getLogger("pollination_sdk.sandbox")


class Sandbox:
    """A local stand-in for the service; start it with `with` or `async with`.

    Args:
        port: The loopback port, 0 to 65535; 0 uses a free one.
        key: The secret key to accept; a new one by default.
        balance: The paid pollen in the wallet.
        quest_balance: The pollen of quests in the wallet, which is spent first and pays for no `paid_only` model.
        granted: Whether `balance` is pollen of quests too, as without any paid pollen.
        cache_before_key: Whether to answer from the cache before checking the key, as the service does.
        daily_lag: The seconds by which the daily usage is delayed; up to 3600 for the service.
        usage_lag: The seconds by which all usage is delayed; 30 to 60 for the service. `age_usage` moves its clock.
        report_costs: Whether answers tell their cost, in the header `x-pollen-cost` and as `usage.pollen_cost`.
        store: A file that keeps keys, pollen, usage and cache across restarts; None keeps them in memory.
        document: An OpenAPI document to serve instead of the SDK's own. Operations that the sandbox does not
            implement are answered from their schemas.

    Raises:
        ModuleNotFoundError: The `sandbox` extra is not installed.
        TypeError: `port` is not a whole number.
        ValueError: `port` is not from 0 to 65535, or an amount of pollen or a lag is no number in its bounds.
        OSError: The store cannot be used. At the start: the port is taken or reserved.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        key: str | None = None,
        balance: float = WEALTH,
        quest_balance: float = 0.0,
        granted: bool = False,
        cache_before_key: bool = False,
        daily_lag: float = 0.0,
        usage_lag: float = 0.0,
        report_costs: bool = False,
        store: str | Path | None = None,
        document: dict[str, Any] | None = None,
    ) -> None:
        check_extra()
        self._port = checked_port(port)
        check_pollen("balance", balance)
        check_pollen("quest_balance", quest_balance)
        self._document = document
        self._server: Server | None = None
        quests, paid = (quest_balance + balance, 0.0) if granted else (quest_balance, balance)
        ledger = Ledger(
            quests,
            paid,
            daily_lag=timedelta(seconds=checked_seconds("daily_lag", daily_lag)),
            usage_lag=timedelta(seconds=checked_seconds("usage_lag", usage_lag)),
        )
        self._state = State(ledger, cache_before_key=cache_before_key, report_costs=report_costs)
        if store is not None:
            self._state.load(Store(store))
        self.key: str = self._own_key("sandbox", key or "sk_", ACCOUNT_PERMISSIONS)
        self.publishable_key: str = self._own_key("sandbox-app", "pk_")

    def __repr__(self) -> str:
        """Show the URL, and what happened so far; no key."""
        where = "not running" if self._server is None else repr(self.url)
        return f"Sandbox({where}, requests={len(self.requests)}, billed={self.billed})"

    @property
    def url(self) -> str:
        """The base URL, `http://127.0.0.1:PORT`."""
        if self._server is None:
            raise RuntimeError("The sandbox is not running: enter it with `with` or call start().")
        return f"http://127.0.0.1:{self._server.port}"

    @property
    def requests(self) -> list[RecordedRequest]:
        """All requests so far, oldest first."""
        return self._state.requests

    @property
    def billed(self) -> int:
        """The number of billed generations; cache hits and errors are not billed."""
        return len(self._state.ledger.charged)

    @property
    def billed_pollen(self) -> float:
        """The pollen that was billed so far. The sum is exact, in whole 1e-9 pollen."""
        return self._state.ledger.charged_pollen

    def bills(self, key: str | None = None) -> list[Bill]:
        """Return what was billed so far, oldest first, also what the usage does not show yet.

        Args:
            key: The value of a key, for its bills alone; None for those of all keys.
        """
        bills = [entry.bill() for entry in list(self._state.ledger.charged)]
        return [bill for bill in bills if key in (None, bill.key)]

    @property
    def balance(self) -> float:
        """The pollen that is left in the wallet, in both pots."""
        return self._state.ledger.wallet

    def _own_key(self, name: str, value: str, permissions: Iterable[str] = ()) -> str:
        """Return the stored key with a name; a new one if there is none, or if another value is given."""
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
        quest_only: bool = False,
        byop_client_key_id: str | None = None,
        redirect_uris: Iterable[str] | None = None,
    ) -> str:
        """Add a key and return its value.

        Args:
            value: The key, or only its prefix (`sk_` or `pk_`) for a new one.
            name: The name in usage records.
            permissions: Any of `profile`, `usage` and `keys`.
            models: The kinds of model that it may use, such as `text`; the name of a model admits its whole kind.
                None means all.
            budget: The pollen that it may spend, from 0; None means that only the wallet limits it.
            expires: The time at which it expires, with a time zone.
            quest_only: Whether it spends only quest pollen.
            byop_client_key_id: The id of the app that the key was made for. Its calls cost 25 % more.
            redirect_uris: For an app, which is a publishable key: the addresses that its users may return to. None
                means any.

        Raises:
            TypeError: Text stands for a list of names.
            ValueError: A name is unknown, the budget is below zero, or the time has no time zone.
        """
        permissions = checked_names("permissions", permissions, ACCOUNT_PERMISSIONS)
        allowed = None if models is None else kinds_of(checked_models(models))
        if budget is not None:
            check_pollen("budget", budget, least=0)
        if expires is not None and expires.tzinfo is None:
            raise ValueError("expires takes a time with a time zone, such as datetime.now(UTC) + timedelta(hours=1).")
        if value in ("sk_", "pk_"):
            value = new_value(value)
        uris = None if redirect_uris is None else checked_texts("redirect_uris", redirect_uris)
        key = Key(
            value,
            name,
            permissions,
            allowed,
            budget,
            expires,
            quest_only,
            byop_client_key_id=byop_client_key_id,
            redirect_uris=uris,
        )
        self._state.add_key(key)
        return value

    def revoke_key(self, value: str) -> None:
        """Revoke a key, as its owner does on the page of keys.

        Args:
            value: The key.

        Raises:
            ValueError: The sandbox has no such key.
        """
        key = self._key(value)
        key.revoked = True
        self._state.add_key(key)

    def age_keys(self, by: timedelta) -> None:
        """Let keys that end, and the codes of sign-ins, grow older.

        The key of a sign-in ends after 7 days, a device's code after 30 minutes and a browser's code after 10.

        Args:
            by: How much older, from zero.

        Raises:
            ValueError: It is negative.
        """
        checked_seconds("by", by.total_seconds())
        self._state.age_keys(by)

    def allow_sign_in(self, asked: str) -> str:
        """Agree to a sign-in, as its user does on the page.

        Args:
            asked: The code that a device shows, or the URL of `/authorize` that a browser would open.

        Returns:
            The URL that the browser is sent back to; empty for a device.

        Raises:
            ValueError: No device waits with this code, or the app or its `redirect_uri` is not valid.
        """
        return decide_sign_in(asked, self._state, allowed=True)

    def deny_sign_in(self, asked: str) -> str:
        """Refuse a sign-in; the arguments and results are those of `allow_sign_in`."""
        return decide_sign_in(asked, self._state, allowed=False)

    def add_usage(
        self, at: datetime, *, model: str = "openai", units: dict[str, float] | None = None, key: str | None = None
    ) -> None:
        """Record a generation in the past, without charging for it.

        Args:
            at: The time, with a time zone.
            model: A name from the model lists.
            units: The used units, by their names in the price list; one text token by default.
            key: The key that has paid; that of the sandbox by default. One that was made for an app earns for it.

        Raises:
            ValueError: The sandbox has no such key, or no such model.
        """
        counted = units or {"completionTextTokens": 1}
        self._state.remember(at, self._key(key or self.key), checked_model(model), counted)

    def _key(self, value: str) -> Key:
        found = self._state.keys.find(value)
        if found is None:
            raise ValueError("The sandbox has no such key.")
        return found

    def age_usage(self, by: timedelta) -> None:
        """Let the recorded usage grow older, so that what `usage_lag` and `daily_lag` hold back appears.

        Args:
            by: How much older, from zero.

        Raises:
            ValueError: It is negative.
        """
        checked_seconds("by", by.total_seconds())
        self._state.ledger.ahead += by

    def set_prices(
        self,
        model: str | None = None,
        prices: Mapping[str, float | str] | None = None,
        *,
        factor: float | None = None,
    ) -> None:
        """Change prices while the sandbox runs; the model lists show the new ones at once.

        A generation costs what the prices are when it is done. A stored answer costs nothing at any price.

        Args:
            model: A name from the model lists; None for all models, which takes a factor.
            prices: The pollen for each unit, by the names in the price list. They replace all prices of the model,
                also those of its variants; no prices make it free.
            factor: By how much the present prices are multiplied, instead of `prices`.

        Raises:
            TypeError: Neither or both of `prices` and `factor` are given, or `prices` without a model.
            ValueError: There is no such model, or a price or the factor is no number from 0.
        """
        change_prices(self._state.ledger.prices, model, prices, factor)

    def age_storage(self, by: timedelta) -> None:
        """Let everything that is stored grow older: uploads, generated media, and the answers to identical requests.

        They expire after 30 days. A read of a file that is 15 days old or older renews it.

        Args:
            by: How much older, from zero.

        Raises:
            ValueError: It is negative.
        """
        checked_seconds("by", by.total_seconds())
        self._state.files.advance(by)

    def queue(self, fault: Fault, times: int = 1, route: str | None = None) -> None:
        """Apply a fault to the next requests.

        Args:
            fault: The fault.
            times: The number of requests.
            route: The start of the path of these requests as it is sent, such as `/image/`; None means all paths.

        Raises:
            TypeError: `fault` is no `Fault`.
            ValueError: `times` is not a whole number above 0, or `route` can match no path.
        """
        self._state.faults.queue(fault, times, route)

    def misbehave(self, fault: Fault, probability: float, seed: int = 0) -> None:
        """Apply a fault to each request with a probability; the same seed gives the same sequence.

        Raises:
            TypeError: `fault` is no `Fault`, or `seed` is not a whole number.
            ValueError: `probability` is not a number from 0 to 1.
        """
        self._state.faults.misbehave(fault, probability, seed)

    def behave(self) -> None:
        """Remove all faults, queued and random."""
        self._state.faults.clear()

    @overload
    def reply(
        self,
        text: str | None = None,
        *,
        tool: str,
        arguments: Mapping[str, Any] | str | None = None,
        when: When | None = None,
        times: int = 1,
    ) -> None: ...

    @overload
    def reply(
        self,
        text: str | None = None,
        *,
        tools: Sequence[Mapping[str, Any]],
        when: When | None = None,
        times: int = 1,
    ) -> None: ...

    @overload
    def reply(self, text: str, *, when: When | None = None, times: int = 1) -> None: ...

    @overload
    def reply(self, *, json: Any, when: When | None = None, times: int = 1) -> None: ...

    def reply(
        self,
        text: str | None = None,
        *,
        tool: str | None = None,
        arguments: Mapping[str, Any] | str | None = None,
        tools: Sequence[Mapping[str, Any]] | None = None,
        json: Any = None,
        when: When | None = None,
        times: int = 1,
    ) -> None:
        """Give a reply to the next request for text instead of the echo; later ones queue up behind it.

        Text, chats, responses and messages take replies, whole and streamed. Other operations leave them in the
        queue, and so do refused requests. A reply goes before a stored answer to the same request.

        A reply that calls tools is for a request that offers and allows all of them. Others leave it in the queue.

        Args:
            text: The reply itself; with a tool, what the model says before the call.
            tool: The tool that the model calls.
            arguments: The arguments of that call; none by default. Text is sent as it stands, also where it is no
                JSON. `/v1/messages` takes objects only.
            tools: Several calls in one reply: for each an object with its `name` and its `arguments`.
            json: A value that is the reply as JSON text.
            when: Give it only to prompts that contain this text or match this pattern, or for which this function of
                the prompt returns True. The prompt is the text of the last message.
            times: The number of answers.

        Raises:
            TypeError: None of `text`, `tool`, `tools` and `json` is given, or two that exclude each other, or one has a
                wrong type.
            ValueError: `times` is not a whole number above 0, a call has an unknown field, or `arguments` or `json`
                cannot be JSON.
        """
        self._state.script.add(
            new_reply(text, tool=tool, arguments=arguments, tools=tools, value=json, when=when, times=times)
        )

    @property
    def unused_replies(self) -> list[Reply]:
        """The replies that no request has taken yet, oldest first."""
        return list(self._state.script.waiting)

    def clear_replies(self) -> None:
        """Remove all replies that are still unused."""
        self._state.script.clear()

    def start(self) -> Self:
        """Start the server; `with` does this for you."""
        from pollination_sdk.sandbox._contract.validation import Contract, own_contract  # noqa: PLC0415 - loads the extra
        from pollination_sdk.sandbox._server.app import Application  # noqa: PLC0415 - loads the extra
        from pollination_sdk.sandbox._server.loopback import Server  # noqa: PLC0415 - loads the extra

        if self._server is None:
            contract = own_contract() if self._document is None else Contract(self._document)
            self._server = Server(Application(self._state, contract), self._port)
            self._server.start()
        return self

    def stop(self) -> None:
        """Close all connections and stop the server; `with` does this for you. Log a warning about unused replies."""
        if self._server is not None:
            self._server.stop()
            self._server = None
            if unused := self.unused_replies:
                logger.warning("No request took these replies of the sandbox: %s", unused)

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
