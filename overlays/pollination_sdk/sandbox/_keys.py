"""Keys: what each may do and spend, and where a request carries one."""

import secrets
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime

import attrs

from pollination_sdk.sandbox._errors import INVALID_KEY, MISSING_KEY, ServiceError
from pollination_sdk.sandbox._rate import Trickle
from pollination_sdk.sandbox._recording import RecordedRequest

ACCOUNT_PERMISSIONS = ("profile", "balance", "usage")


@attrs.define
class Key:
    """An API key of the sandbox.

    Args:
        value: the key itself, `sk_` or `pk_` and more.
        name: what usage records call it.
        permissions: of `profile`, `balance` and `usage`; real keys have none unless given.
        models: the only models it may use; None means all.
        budget: the pollen it may still spend; None means the wallet decides.
        expires: when it stops working; None means never.
        trickle: what limits it if it is publishable.
    """

    value: str = attrs.field(repr=False)
    name: str
    permissions: tuple[str, ...] = ()
    models: tuple[str, ...] | None = None
    budget: float | None = None
    expires: datetime | None = None
    trickle: Trickle = attrs.field(factory=Trickle, repr=False, eq=False)

    @property
    def publishable(self) -> bool:
        """Tell whether it is made for clients, where everyone can read it."""
        return self.value.startswith("pk_")

    @property
    def kind(self) -> str:
        """Give `publishable` or `secret`."""
        return "publishable" if self.publishable else "secret"

    @property
    def expired(self) -> bool:
        """Tell whether its time is over."""
        return self.expires is not None and self.expires <= datetime.now(UTC)

    def turn(self) -> AbstractContextManager[None]:
        """Hold the place of one generation; only publishable keys have to queue for it."""
        return self.trickle.turn() if self.publishable else nullcontext()

    def require(self, permission: str) -> None:
        """Refuse with 403 unless the key has the account permission."""
        if permission not in self.permissions:
            raise ServiceError(403, f"API key is missing the `account:{permission}` permission.")


def new_value(prefix: str) -> str:
    """Make a fresh key value; `prefix` is `sk_` or `pk_`."""
    return prefix + secrets.token_hex(16)


def sent_value(request: RecordedRequest) -> str | None:
    """Read the key a request carries: the bearer header wins over `?key=`."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip()
    return request.params.get("key") or None


@attrs.define
class KeyRing:
    """All keys of one sandbox, by value."""

    _keys: dict[str, Key] = attrs.field(factory=dict, repr=False)

    def add(self, key: Key) -> None:
        """Accept the key from now on."""
        self._keys[key.value] = key

    def __getitem__(self, value: str) -> Key:
        return self._keys[value]

    def named(self, name: str) -> Key | None:
        """Find a key by its name."""
        return next((key for key in self._keys.values() if key.name == name), None)

    def identify(self, request: RecordedRequest, *, public: bool) -> Key | None:
        """Find the key of a request; None only where none is needed.

        Raises:
            ServiceError: 401, for a missing key and, even on public operations, an invalid one.
        """
        value = sent_value(request)
        if value is None:
            if public:
                return None
            raise ServiceError(401, MISSING_KEY)
        key = self._keys.get(value)
        if key is None or key.expired:
            raise ServiceError(401, INVALID_KEY)
        return key
