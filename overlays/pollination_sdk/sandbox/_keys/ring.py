"""API keys: their permissions and budgets, and the key of a request."""

import hashlib
import secrets
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import attrs

from pollination_sdk.sandbox._errors import INVALID_KEY, MISSING_KEY, ServiceError
from pollination_sdk.sandbox._keys.rate import PollenBucket
from pollination_sdk.sandbox._models.catalogue import all_models, find
from pollination_sdk.sandbox._requests.record import RecordedRequest

ACCOUNT_PERMISSIONS = ("profile", "usage", "keys")
APP_MARKUP = Fraction(5, 4)
"""What the calls of an app cost its users, relative to the price list."""


@attrs.define
class Key:
    """An API key of the sandbox.

    Args:
        value: The key itself, which starts with `sk_` or `pk_`.
        name: The name in usage records.
        permissions: Any of `profile`, `usage` and `keys`; none by default, as for real keys.
        models: The kinds of model that it may use; None means all.
        budget: The pollen that it may still spend; None means that only the wallet limits it.
        expires: The time at which it expires; None means never.
        quest_only: Whether it spends only quest pollen.
        revoked: Whether it was revoked.
        byop_client_key_id: The id of the app that the key was made for; None for a key of no app.
        redirect_uris: The addresses that the users of an app may return to; None for any.
        bucket: The rate limit of a publishable key.
    """

    value: str = attrs.field(repr=False)
    name: str
    permissions: tuple[str, ...] = ()
    models: tuple[str, ...] | None = None
    budget: float | None = None
    expires: datetime | None = None
    quest_only: bool = False
    revoked: bool = False
    byop_client_key_id: str | None = None
    redirect_uris: tuple[str, ...] | None = None
    bucket: PollenBucket = attrs.field(factory=PollenBucket, repr=False, eq=False)

    @property
    def publishable(self) -> bool:
        """Whether it may be used in programs where everyone can read it."""
        return self.value.startswith("pk_")

    @property
    def kind(self) -> str:
        """The type of the key: `publishable` or `secret`."""
        return "publishable" if self.publishable else "secret"

    @property
    def id(self) -> str:
        """The id, which does not show the key."""
        return hashlib.sha256(self.value.encode()).hexdigest()[:16]

    @property
    def markup(self) -> Fraction:
        """The factor by which its calls cost more than the price list says."""
        return Fraction(1) if self.byop_client_key_id is None else APP_MARKUP

    @property
    def valid(self) -> bool:
        """Whether the key has neither expired nor been revoked."""
        return not self.revoked and (self.expires is None or self.expires > datetime.now(UTC))

    def slot(self) -> AbstractContextManager[None]:
        """Return a context manager for one generation; only publishable keys have a limit."""
        return self.bucket.slot() if self.publishable else nullcontext()

    def require(self, permission: str) -> None:
        """Refuse with 403 unless the key has the account permission."""
        if permission not in self.permissions:
            raise ServiceError(403, f"API key is missing the `account:{permission}` permission.")


def new_value(prefix: str) -> str:
    """Generate a new key; `prefix` is `sk_` or `pk_`."""
    return prefix + secrets.token_hex(16)


def sent_value(request: RecordedRequest) -> str | None:
    """Return the key of a request: the bearer header takes precedence over `?key=`."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip()
    return request.params.get("key") or None


def kinds_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return an allow-list as kinds of models: the name of a model stands for its whole kind."""
    found = ((find(all_models(), name), name) for name in names)
    return tuple(dict.fromkeys(model.category if model else name for model, name in found))


@attrs.define
class KeyRing:
    """All keys of one sandbox, by value."""

    _keys: dict[str, Key] = attrs.field(factory=dict, repr=False)

    def add(self, key: Key) -> None:
        """Add a key."""
        self._keys[key.value] = key

    def __getitem__(self, value: str) -> Key:
        return self._keys[value]

    def find(self, value: str) -> Key | None:
        """Return the key with a value; None if there is none."""
        return self._keys.get(value)

    def age(self, by: timedelta) -> None:
        """Let the keys that end grow older."""
        for key in self._keys.values():
            key.expires = key.expires and key.expires - by

    def named(self, name: str) -> Key | None:
        """Return the key with a name; None if there is none."""
        return next((key for key in self._keys.values() if key.name == name), None)

    def all(self) -> list[Key]:
        """Return all keys, oldest first."""
        return list(self._keys.values())

    def valid(self) -> list[Key]:
        """Return the keys that are still valid, oldest first."""
        return [key for key in self._keys.values() if key.valid]

    def identify(self, request: RecordedRequest, *, public: bool) -> Key | None:
        """Return the key of a request; None only for a public operation without a key.

        Raises:
            ServiceError: 401 for a missing key, and for an invalid one also on public operations.
        """
        value = sent_value(request)
        if value is None:
            if public:
                return None
            raise ServiceError(401, MISSING_KEY)
        key = self._keys.get(value)
        if key is None or not key.valid:
            raise ServiceError(401, INVALID_KEY)
        return key
