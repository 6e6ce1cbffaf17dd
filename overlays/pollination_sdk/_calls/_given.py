"""What was given, as it is sent: nothing is made up, and nothing that was given is left out."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote

import httpx

from pollination_api.types import UNSET, Unset
from pollination_sdk._call import Call
from pollination_sdk._keys import Keys
from pollination_sdk._prompts import Params, raw_url
from pollination_sdk.errors import InvalidKeyError, MissingKeyError

T = TypeVar("T")

Extra = Mapping[str, Any] | None
"""Undocumented fields by their names on the wire."""


def given(value: T | None) -> T | Unset:
    """Return a query option as the generated builders take it: None is not sent."""
    return UNSET if value is None else value


def in_path(name: str, value: object) -> str:
    """Return what stands in a path, which leads elsewhere where that is empty.

    Raises:
        ValueError: It is empty, blank, or nothing but one or two dots.
    """
    text = str(value)
    if text.strip() in {"", ".", ".."}:
        raise ValueError(f"{name} is a part of the address and must be more than {text!r}.")
    return text


def only_true(value: bool | None) -> bool | Unset:  # noqa: FBT001 - a value on its way, not a switch
    """Return a query switch whose default is false: the service wants it only when it is true."""
    return True if value else UNSET


def with_extra(params: Params, extra: Extra) -> Params:
    """Add undocumented parameters to a query.

    Raises:
        TypeError: One of them is no text, number or truth value.
    """
    for name, value in (extra or {}).items():
        if not isinstance(name, str) or not isinstance(value, (str, int, float, bool)):
            raise TypeError(f"extra= takes text, numbers, True and False in a query, not {name!r}: {value!r}.")
    return {**params, **(extra or {})}


def refuse_stream(extra: Extra) -> None:
    """Refuse what would have the answer come, and be paid, in a form that is not the verb's.

    Raises:
        ValueError: One of the fields is `stream`.
    """
    if extra and "stream" in extra:
        raise ValueError(
            "extra= does not take `stream`: stream_text() and stream_chat() give an answer as it is made, "
            "text() and chat() give it whole."
        )


def plain(value: Any) -> Any:
    """Return a value of a JSON body as it is sent: generated models as what they stand for, in lists too."""
    if isinstance(value, (str, int, float)) or value is None:
        return value
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


class Fields(NamedTuple):
    """Hand a body to a generated builder as it is: making its model would only check it badly.

    Args:
        fields: The fields by their names on the wire; those that were not given are left out.
    """

    fields: Mapping[str, Any]

    def to_dict(self) -> Mapping[str, Any]:
        """Return the fields that were given, as they are sent."""
        return {name: plain(value) for name, value in self.fields.items() if not isinstance(value, Unset)}


def call_of(
    operation: Any, kwargs: Mapping[str, Any], read: Callable[[httpx.Response], T], extra: Extra = None, **known: Any
) -> Call[T]:
    """Make the call that a generated request builder describes.

    Args:
        operation: The generated module, named as the contract's operationId.
        kwargs: What its `_get_kwargs` returned.
        read: Makes the value.
        extra: Undocumented parameters of the query.
        known: What else `Call` takes.
    """
    return Call(
        operation=operation.__name__.rpartition(".")[2],
        method=kwargs["method"],
        path=kwargs["url"],
        params=with_extra(kwargs.get("params", {}), extra),
        read=read,
        **known,
    )


def generation(
    operation: Any,
    kwargs: Mapping[str, Any],
    read: Callable[[httpx.Response], T],
    extra: Extra = None,
    *,
    seed: Any,
    accept: str = "application/json",
) -> Call[T]:
    """Make a call that a model works on and that is paid for; the arguments are those of `call_of`.

    With a chosen seed or none the service answers the identical request from its cache, or joins it to the running
    one; with -1 it works, and bills, again.

    Args:
        operation: The generated module.
        kwargs: What its `_get_kwargs` returned.
        read: Makes the value.
        extra: Undocumented parameters of the query.
        seed: The seed that is sent, None where none is.
        accept: The media types that the reader understands.
    """
    number = seed if isinstance(seed, int) else None
    return call_of(
        operation,
        kwargs,
        read,
        extra,
        accept=accept,
        body=kwargs.get("json"),
        free=False,
        generates=True,
        repeatable=seed not in (-1, "-1"),
        seed=number,
    )


class Link(NamedTuple):
    """Hold a call as a link to share.

    Args:
        call: What the link asks for.
        with_key: Whether it carries a publishable key.
    """

    call: Call[Any]
    with_key: bool

    def url(self, base_url: httpx.URL, keys: Keys) -> str:
        """Write the link.

        Raises:
            InvalidKeyError: The prompt or an option would put a secret key into it.
            MissingKeyError: It is to carry a publishable key and there is none.
            PromptError: It would be too long.
        """
        params = dict(self.call.params)
        if self.with_key:
            params["key"] = _publishable(keys)
        link = str(raw_url(base_url, self.call.path, params))
        secrets = [quote(key, safe="") for key in keys.values if key.startswith("sk_")]
        if str(params.get("key", "")).strip().startswith("sk_") or any(secret in link for secret in secrets):
            raise InvalidKeyError(
                "A link must not hold a secret key, and this one does: use with_key=True for a pk_ key."
            )
        return link


def _publishable(keys: Keys) -> str:
    for value in keys.values:
        if value.startswith("pk_"):
            return str.__str__(value)
    raise MissingKeyError(
        "A link carries a publishable key (pk_...) only, and this client has none. Make one at "
        "https://enter.pollinations.ai; a secret key never stands in a link."
    )
