"""Convert arguments to plain JSON values, and build calls and links from them.

`plain` converts all arguments. The query, body, form and path of a request consist of the JSON values that it returns.
So an enum, a numpy number or a URL object is sent in the same way everywhere. A value that cannot be sent is refused
before the request, with the name of its option.
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
from pollination_sdk._engine.url import Params, check_texts, raw_url
from pollination_sdk._operations.refusal import Refusal, kind_of
from pollination_sdk._operations.seeds import with_drawn_seed
from pollination_sdk._secrets.keys import Keys
from pollination_sdk.errors import ArgumentError, ArgumentValueError, InvalidKeyError, MissingKeyError

T = TypeVar("T")

Extra = Mapping[str, Any] | None
"""Undocumented fields by their names in the request."""

_DEEPEST = 200
"""The most levels of nested lists and objects; a structure that contains itself has more."""
_SWITCHES = {0: False, 1: True, "false": False, "true": True}
_NO_CHECKS = {"yes", "no", "on", "off", "0", "1"}
"""Words that mean a switch; the names of checks are open."""


def plain(value: Any, name: str = "value") -> Any:
    """Return an argument as a plain JSON value: text, a number, a boolean, None, a list or a dict of these.

    Args:
        value: The argument.
        name: The name of the option, for error messages.

    Raises:
        ArgumentError: A value in it has a type that cannot be sent.
        ArgumentValueError: A number in it is not finite, or it is nested too deeply.
    """
    try:
        return _plain(value, 0)
    except Refusal as refusal:
        raise refusal.named(name) from refusal.__cause__
    except RecursionError:
        raise ArgumentValueError(f"{name} is nested too deeply to be sent, or contains itself.") from None


def as_text(name: str, value: Any) -> Any:
    """Convert an option to text; None and `UNSET` stay.

    Raises:
        ArgumentError: It is not text.
    """
    if type(value) is str or value is None or value is UNSET:
        return value
    text = plain(value, name)
    if type(text) is not str:
        raise ArgumentError(f"{name} takes text, not {kind_of(value)}.")
    return text


def as_prompt(value: Any) -> Any:
    """Convert a prompt to text.

    Raises:
        ArgumentError: It is not text.
    """
    if type(value) is str:
        return value
    try:
        return as_text("prompt", value)
    except ArgumentError as error:
        raise type(error)(f"A prompt is text: {error}") from error.__cause__


def as_number(name: str, value: Any) -> Any:
    """Convert an option to a number, also from text; None and `UNSET` stay.

    Raises:
        ArgumentError: It is not a number.
        ArgumentValueError: It is not finite, or too large.
    """
    if value is None or value is UNSET:
        return value
    number = plain(value, name)
    if type(number) is str:
        with contextlib.suppress(ValueError, RecursionError):
            number = plain(json.loads(number), name)
    if type(number) is not int and type(number) is not float:
        raise ArgumentError(f"{name} takes a number, not {kind_of(value)}.")
    return number


def as_integer(name: str, value: Any) -> Any:
    """Convert an option to a whole number, from any numeric type; None and `UNSET` stay.

    Raises:
        ArgumentError: It is not a number.
        ArgumentValueError: It is not whole, or too large.
    """
    number = as_number(name, value)
    if type(number) is not float:
        return number
    if not number.is_integer():
        raise ArgumentValueError(f"{name} takes a whole number, not {number!r}.")
    return int(number)


def as_boolean(name: str, value: Any) -> Any:
    """Convert an option to True or False; None and `UNSET` stay.

    The numbers 0 and 1 and the words `true` and `false` are accepted too.

    Raises:
        ArgumentError: It is another value.
    """
    if type(value) is bool or value is None or value is UNSET:
        return value
    switch = plain(value, name)
    switch = switch.lower() if type(switch) is str else switch
    if isinstance(switch, (str, int)) and switch in _SWITCHES:
        return _SWITCHES[switch]
    raise ArgumentError(f"{name} takes True or False, not {kind_of(value)}.")


def as_safety(name: str, value: Any) -> Any:
    """Convert the option for safety checks to their names as text, or to True or False; None and `UNSET` stay.

    A list of names becomes one text; an empty list is False.

    Raises:
        ArgumentError: It is another value.
        ArgumentValueError: It is a word such as `yes`, which is no check.
    """
    if value is None or value is UNSET:
        return value
    checks = plain(value, name)
    if type(checks) is list:
        return ",".join(_check_name(f"{name}[{index}]", item) for index, item in enumerate(checks)) or False
    if type(checks) is not str or checks.lower() in _SWITCHES:
        return as_boolean(name, checks)
    if checks.lower() in _NO_CHECKS:
        examples = 'or names of checks such as "privacy,secrets"'
        raise ArgumentValueError(f"{name} takes True, False, {examples}, not {checks!r}.")
    return checks


def _check_name(place: str, value: Any) -> str:
    """Return an item of a list of safety checks, which is the name of one."""
    check = as_text(place, value)
    if not check or not check.strip() or check.lower() in {*_SWITCHES, *_NO_CHECKS}:
        raise ArgumentValueError(f'{place} takes the name of a check, such as "privacy", not {check!r}.')
    return str(check)


def safety_in_query(value: Any) -> Any:
    """Return the option for safety checks as a query has it: `UNSET` for false, which is the default.

    Raises:
        ArgumentError: It is neither text, true nor false.
    """
    checks = as_safety("safe", value)
    return UNSET if checks is None or checks is False else checks


def as_seed(name: str, value: Any) -> Any:
    """Convert a seed to a whole number; `"random"`, None and `UNSET` stay.

    Raises:
        ArgumentError: It is not a number.
        ArgumentValueError: It is other text, not whole, or too large.
    """
    if value is None or value is UNSET:
        return value
    seed = plain(value, name)
    if type(seed) is not str:
        return as_integer(name, seed)
    if seed != "random":
        raise ArgumentValueError(f"{name} must be an integer or 'random', not {seed!r}.")
    return seed


def as_object(name: str, value: Any) -> Any:
    """Convert an option, a dict or a model, to a JSON object; None and `UNSET` stay.

    Raises:
        ArgumentError: It is not an object, or a value in it cannot be sent.
        ArgumentValueError: A number in it cannot be sent.
    """
    if value is None or value is UNSET:
        return value
    fields = plain(value, name)
    if type(fields) is not dict:
        raise ArgumentError(f"{name} takes a dict, not {kind_of(value)}.")
    return fields


def as_list(name: str, value: Any) -> Any:
    """Convert an option to a JSON list; None and `UNSET` stay.

    Raises:
        ArgumentError: It is not a list, or a value in it cannot be sent.
        ArgumentValueError: A number in it cannot be sent.
    """
    if value is None or value is UNSET:
        return value
    items = plain(list(value) if isinstance(value, tuple) else value, name)
    if type(items) is not list:
        raise ArgumentError(f"{name} takes a list, not {kind_of(value)}.")
    return items


def or_unset(value: T | None) -> T | Unset:
    """Return a query option in the form of the generated builders: `UNSET` for None, which is not sent."""
    return UNSET if value is None else value


def as_written(value: Any) -> str:
    """Return a plain value as text for a path or a form."""
    return value if isinstance(value, str) else json.dumps(value)


def in_path(name: str, value: object) -> str:
    """Return the text of a path parameter. An empty one would change the path, so it is refused.

    Raises:
        ArgumentError: The value is neither text nor a number.
        ArgumentValueError: The text is blank, or consists of one or two dots.
        PromptError: The text contains half a surrogate pair.
    """
    part = plain(value, name)
    if not isinstance(part, (str, int, float)):
        raise ArgumentError(f"{name} is a part of the address and takes text or a number, not {kind_of(value)}.")
    text = as_written(part)
    check_texts(text, name)
    if text.strip() in {"", ".", ".."}:
        raise ArgumentValueError(f"{name} is a part of the address and must be more than {text!r}.")
    return text


def only_true(value: Any, name: str = "value") -> bool | Unset:
    """Return True for a query switch that is true; otherwise `UNSET`, as false is the default.

    Raises:
        ArgumentError: It is neither true nor false.
    """
    return True if as_boolean(name, value) else UNSET


def with_extra(params: Params, extra: Extra) -> Params:
    """Add undocumented parameters to a query.

    Raises:
        ArgumentError: One of them is not text, a number, True or False.
    """
    if extra is None:
        return params
    takes = "takes text, numbers, True and False in a query"
    try:
        fields = as_object("extra", extra)
    except ArgumentError as error:
        raise type(error)(f"{error} extra= {takes}.") from error.__cause__
    for name, value in fields.items():
        if not isinstance(value, (str, int, float)):
            raise ArgumentError(f"extra= {takes}, and extra.{name} is {kind_of(value)}.")
    return {**params, **fields}


def refuse_stream(extra: Extra) -> None:
    """Refuse `stream` in `extra`: the method could not read the answer, which is billed.

    Raises:
        ArgumentValueError: One of the fields is `stream`.
    """
    if extra and "stream" in extra:
        raise ArgumentValueError(
            "extra= does not take `stream`: stream_text() and stream_chat() give an answer as it is made, "
            "text() and chat() give it whole."
        )


class Fields(NamedTuple):
    """A body for a generated builder, without its model: the model would not check it properly.

    Args:
        fields: The fields by their names in the request; `UNSET` ones are left out.
    """

    fields: Mapping[str, Any]

    def to_dict(self) -> Mapping[str, Any]:
        """Return the fields as they are sent, without `UNSET` ones."""
        return {name: plain(value, name) for name, value in self.fields.items() if not isinstance(value, Unset)}


def call_of(
    operation: Any, kwargs: Mapping[str, Any], read: Callable[[httpx.Response], T], extra: Extra = None, **known: Any
) -> Call[T]:
    """Build a `Call` from the result of a generated request builder.

    Args:
        operation: The generated module; its name is the operationId.
        kwargs: The result of its `_get_kwargs`.
        read: Returns the value of an answer.
        extra: Undocumented parameters of the query.
        known: Further arguments of `Call`.
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
    """Build a `Call` for a generation, which is billed.

    Args:
        operation: The generated module.
        kwargs: The result of its `_get_kwargs`.
        read: Returns the value of an answer.
        extra: Undocumented parameters of the query.
        accept: The media types that `read` understands.
    """
    written, query = kwargs.get("json"), with_extra(kwargs.get("params", {}), extra)
    body, params = with_drawn_seed(written), with_drawn_seed(query)
    given, seed = (fields.get("seed") for fields in ((query, params) if body is None else (written or {}, body)))
    return call_of(
        operation,
        {**kwargs, "params": params},
        read,
        accept=accept,
        body=body,
        free=False,
        generates=True,
        seed=seed if isinstance(seed, int) else None,
        has_drawn_seed=seed != given,
    )


class Link(NamedTuple):
    """A call as a link to share.

    Args:
        call: The call.
        with_key: Whether the link contains a publishable key.
    """

    call: Call[Any]
    with_key: bool

    def url(self, base_url: httpx.URL, keys: Keys) -> str:
        """Return the URL of the link.

        Raises:
            InvalidKeyError: The prompt or an option contains a secret key.
            MissingKeyError: `with_key` is set, and there is no publishable key.
            PromptError: The URL is too long.
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
    from pollination_sdk._operations.other_values import simplify  # noqa: PLC0415 - it loads slowly, and most arguments are plain

    return _plain(simplify(value), depth)


def _number(value: float) -> float:
    try:
        if math.isfinite(value):
            return value
    except OverflowError:
        raise Refusal(ArgumentValueError, "is a number too large to be sent.") from None
    raise Refusal(ArgumentValueError, f"is {value!r}; give a finite number.")


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
        raise Refusal(ArgumentError, f"has a key that is no text but {kind_of(key)}.")
    if name in fields:
        raise Refusal(ArgumentValueError, f"is there twice: another key is sent as {name!r} too.")
    return name


def _array(value: Iterable[Any], depth: int) -> list[Any]:
    if depth >= _DEEPEST:
        raise RecursionError
    items: list[Any] = []
    try:
        for item in value:
            items.append(item if type(item) is str else _plain(item, depth + 1))  # noqa: PERF401 - the length gives the place of an error
    except Refusal as refusal:
        refusal.steps.append(len(items))
        raise
    return items
