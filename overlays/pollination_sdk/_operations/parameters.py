"""What was given, as it is sent: nothing is made up, and nothing that was given is left out.

`plain` is the one place that reads arguments: the query, the body, the form and the path of a request are all made of
the plain JSON values that it returns, so that an enum, a number of numpy or a URL object is sent in the same way
everywhere. What has no meaning there is refused by the name of its option, before anything is sent.
"""

import contextlib
import json
import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote

import httpx

from pollination_api.types import UNSET, Unset
from pollination_sdk._engine.call import Call
from pollination_sdk._operations.prompts import Params, raw_url, refuse_surrogates
from pollination_sdk._secrets.keys import Keys
from pollination_sdk.errors import InvalidKeyError, MissingKeyError

T = TypeVar("T")

Extra = Mapping[str, Any] | None
"""Undocumented fields by their names on the wire."""

_DEEPEST = 200
"""The most levels of lists and objects in each other; a structure that contains itself has more."""
_SWITCHES = {0: False, 1: True, "false": False, "true": True}


class Refusal(Exception):  # noqa: N818 - it never leaves this package: callers get what `named` returns
    """Say why a value cannot be sent.

    Args:
        kind: The type of the error for the caller.
        reason: What follows the place of the value in its message.
    """

    def __init__(self, kind: type[TypeError | ValueError], reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason
        self.steps: list[Any] = []
        """The keys and indexes that lead to the value, the last one first."""

    def named(self, name: str) -> TypeError | ValueError:
        """Return the error for the caller, which begins with the place of the value."""
        return self.kind(f"{name}{''.join(map(_step, reversed(self.steps)))} {self.reason}")


def plain(value: Any, name: str = "value") -> Any:
    """Return an argument as a plain JSON value: text, a number, a boolean, None, a list or a dict of these.

    Args:
        value: What was given.
        name: The name of the option, for what is said about it.

    Raises:
        TypeError: A value in it is of a kind that has no meaning in a request.
        ValueError: A number in it is not finite, or it is nested too deeply.
    """
    try:
        return _plain(value, 0)
    except Refusal as refusal:
        raise refusal.named(name) from refusal.__cause__
    except RecursionError:
        raise ValueError(f"{name} is nested too deeply to be sent, or contains itself.") from None


def as_text(name: str, value: Any) -> Any:
    """Return an option that takes text; None and `UNSET` stay.

    Raises:
        TypeError: It is no text.
    """
    if type(value) is str or value is None or value is UNSET:
        return value
    text = plain(value, name)
    if type(text) is not str:
        raise TypeError(f"{name} takes text, not {kind_of(value)}.")
    return text


def as_prompt(value: Any) -> Any:
    """Return a prompt as text.

    Raises:
        TypeError: It is no text.
    """
    if type(value) is str:
        return value
    try:
        return as_text("prompt", value)
    except TypeError as error:
        raise TypeError(f"A prompt is text: {error}") from error.__cause__


def as_number(name: str, value: Any) -> Any:
    """Return an option that takes a number, which may be written as text; None and `UNSET` stay.

    Raises:
        TypeError: It is no number.
        ValueError: It is not finite, or too large.
    """
    if value is None or value is UNSET:
        return value
    number = plain(value, name)
    if type(number) is str:
        with contextlib.suppress(ValueError, RecursionError):
            number = plain(json.loads(number), name)
    if type(number) is not int and type(number) is not float:
        raise TypeError(f"{name} takes a number, not {kind_of(value)}.")
    return number


def as_integer(name: str, value: Any) -> Any:
    """Return an option that takes a whole number, which may be of any numeric type; None and `UNSET` stay.

    Raises:
        TypeError: It is no number.
        ValueError: It is not whole, or too large.
    """
    number = as_number(name, value)
    if type(number) is not float:
        return number
    if not number.is_integer():
        raise ValueError(f"{name} takes a whole number, not {number!r}.")
    return int(number)


def as_boolean(name: str, value: Any) -> Any:
    """Return an option that takes True or False; None and `UNSET` stay.

    The numbers 0 and 1 and the words `true` and `false` count as such.

    Raises:
        TypeError: It is none of these.
    """
    if type(value) is bool or value is None or value is UNSET:
        return value
    switch = plain(value, name)
    switch = switch.lower() if type(switch) is str else switch
    if isinstance(switch, (str, int)) and switch in _SWITCHES:
        return _SWITCHES[switch]
    raise TypeError(f"{name} takes True or False, not {kind_of(value)}.")


def as_seed(name: str, value: Any) -> Any:
    """Return a seed: a whole number, or a word for `draw_seed` to read; None and `UNSET` stay.

    Raises:
        TypeError: It is no number.
        ValueError: It is not whole, or too large.
    """
    if value is None or value is UNSET:
        return value
    seed = plain(value, name)
    return seed if type(seed) is str else as_integer(name, seed)


def as_object(name: str, value: Any) -> Any:
    """Return an option that takes a JSON object, as a dict or a model; None and `UNSET` stay.

    Raises:
        TypeError: It is no object, or a value in it cannot be sent.
        ValueError: A number in it cannot be sent.
    """
    if value is None or value is UNSET:
        return value
    fields = plain(value, name)
    if type(fields) is not dict:
        raise TypeError(f"{name} takes a dict, not {kind_of(value)}.")
    return fields


def as_list(name: str, value: Any) -> Any:
    """Return an option that takes a JSON list; None and `UNSET` stay.

    Raises:
        TypeError: It is no list, or a value in it cannot be sent.
        ValueError: A number in it cannot be sent.
    """
    if value is None or value is UNSET:
        return value
    items = plain(list(value) if isinstance(value, tuple) else value, name)
    if type(items) is not list:
        raise TypeError(f"{name} takes a list, not {kind_of(value)}.")
    return items


def kind_of(value: Any) -> str:
    """Name the kind of a value for a message, without quoting it."""
    if isinstance(value, type):
        return f"the class {value.__name__}"
    return "text" if type(value) is str else type(value).__name__


def given(value: T | None) -> T | Unset:
    """Return a query option as the generated builders take it: None is not sent."""
    return UNSET if value is None else value


def as_written(value: Any) -> str:
    """Return a plain value as text, as it stands in a path and in a form."""
    return value if isinstance(value, str) else json.dumps(value)


def in_path(name: str, value: object) -> str:
    """Return what stands in a path, which leads elsewhere where that is empty.

    Raises:
        TypeError: It is neither text nor a number.
        ValueError: It is empty, blank, or nothing but one or two dots.
        PromptError: It holds half a surrogate pair.
    """
    part = plain(value, name)
    if not isinstance(part, (str, int, float)):
        raise TypeError(f"{name} is a part of the address and takes text or a number, not {kind_of(value)}.")
    text = as_written(part)
    refuse_surrogates(text, name)
    if text.strip() in {"", ".", ".."}:
        raise ValueError(f"{name} is a part of the address and must be more than {text!r}.")
    return text


def only_true(value: Any, name: str = "value") -> bool | Unset:
    """Return a query switch whose default is false: the service wants it only when it is true.

    Raises:
        TypeError: It is neither true nor false.
    """
    return True if as_boolean(name, value) else UNSET


def with_extra(params: Params, extra: Extra) -> Params:
    """Add undocumented parameters to a query.

    Raises:
        TypeError: One of them is no text, number or truth value.
    """
    if extra is None:
        return params
    takes = "takes text, numbers, True and False in a query"
    try:
        fields = as_object("extra", extra)
    except TypeError as error:
        raise TypeError(f"{error} extra= {takes}.") from error.__cause__
    for name, value in fields.items():
        if not isinstance(value, (str, int, float)):
            raise TypeError(f"extra= {takes}, and extra.{name} is {kind_of(value)}.")
    return {**params, **fields}


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


class Fields(NamedTuple):
    """Hand a body to a generated builder as it is: making its model would only check it badly.

    Args:
        fields: The fields by their names on the wire; those that were not given are left out.
    """

    fields: Mapping[str, Any]

    def to_dict(self) -> Mapping[str, Any]:
        """Return the fields that were given, as they are sent."""
        return {name: plain(value, name) for name, value in self.fields.items() if not isinstance(value, Unset)}


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
        accept: The media types that the reader understands.
    """
    body, params = kwargs.get("json"), with_extra(kwargs.get("params", {}), extra)
    seed = (params if body is None else body).get("seed")
    return call_of(
        operation,
        {**kwargs, "params": params},
        read,
        accept=accept,
        body=body,
        free=False,
        generates=True,
        repeatable=seed not in (-1, "-1"),
        seed=seed if isinstance(seed, int) else None,
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


def _plain(value: Any, depth: int) -> Any:
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return value
    if kind is int or kind is float:
        return _number(value)
    if kind is dict:
        return _object(value, depth)
    if kind is list or kind is tuple:
        return _array(value, depth)
    from pollination_sdk._operations.other_values import simpler  # noqa: PLC0415 - few values are of another kind

    return _plain(simpler(value), depth)


def _number(value: float) -> float:
    try:
        if math.isfinite(value):
            return value
    except OverflowError:
        raise Refusal(ValueError, "is a number too large to be sent.") from None
    raise Refusal(ValueError, f"is {value!r}; give a finite number.")


def _object(value: Mapping[Any, Any], depth: int) -> dict[str, Any]:
    if depth >= _DEEPEST:
        raise RecursionError
    fields: dict[str, Any] = {}
    for key, item in value.items():
        try:
            name = key if type(key) is str and key not in fields else _key(key, fields)
            if type(item) is str:
                fields[name] = item
            elif item is not UNSET:
                fields[name] = _plain(item, depth + 1)
        except Refusal as refusal:
            refusal.steps.append(key)
            raise
    return fields


def _key(key: Any, fields: Mapping[str, Any]) -> str:
    name = _plain(key, 0)
    if type(name) is int:
        name = str(name)
    if type(name) is not str:
        raise Refusal(TypeError, f"has a key that is no text but {kind_of(key)}.")
    if name in fields:
        raise Refusal(ValueError, f"is there twice: another key is sent as {name!r} too.")
    return name


def _array(value: Iterable[Any], depth: int) -> list[Any]:
    if depth >= _DEEPEST:
        raise RecursionError
    items: list[Any] = []
    try:
        for item in value:
            items.append(item if type(item) is str else _plain(item, depth + 1))  # noqa: PERF401 - it counts for the place
    except Refusal as refusal:
        refusal.steps.append(len(items))
        raise
    return items


def _step(step: Any) -> str:
    is_name = isinstance(step, str) and step.isidentifier()
    return f".{step}" if is_name else f"[{step!r}]"
