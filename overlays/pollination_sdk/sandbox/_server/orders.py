"""Faults, replies and prices that are given as data: over HTTP, or as text on the command line."""

import inspect
import json
import re
from collections.abc import Mapping
from datetime import timedelta
from types import UnionType
from typing import Any, Protocol, get_args, get_origin, get_type_hints

from pollination_sdk.sandbox._checks import checked_factor, checked_model, checked_prices
from pollination_sdk.sandbox._faults.plan import Fault
from pollination_sdk.sandbox._models.price_list import PriceList
from pollination_sdk.sandbox._storage.script import Reply, When, new_reply

OF_THE_QUEUE = ("times", "route", "probability", "seed")
FAULT_FIELDS = ("fault", "arguments", *OF_THE_QUEUE)
REPLY_FIELDS = ("text", "tool", "arguments", "tools", "json", "when", "pattern", "times")
PRICE_FIELDS = ("model", "prices", "factor")
MOST_DAYS = 36_500
FAULTS = sorted(name for name, value in vars(Fault).items() if isinstance(value, classmethod) and name[0] != "_")


class Plan(Protocol):
    """Where faults are queued: a sandbox, or its plan of faults."""

    def queue(self, fault: Fault, times: int, route: str | None) -> None:
        """Apply a fault to the next requests."""

    def misbehave(self, fault: Fault, probability: float, seed: int) -> None:
        """Apply a fault to requests at random."""


def order_fault(order: Any, plan: Plan) -> None:
    """Queue the fault of an order; one with a `probability` is random.

    Raises:
        TypeError: A value has a wrong type.
        ValueError: The fault, one of its arguments or a field of the order is unknown, or a value is out of bounds.
    """
    fields = _fields_of(order, FAULT_FIELDS)
    fault = _fault(fields.get("fault"), fields.get("arguments", {}))
    if "probability" in fields:
        plan.misbehave(fault, fields["probability"], fields.get("seed", 0))
    else:
        plan.queue(fault, fields.get("times", 1), fields.get("route"))


def read_fault(text: str) -> dict[str, Any]:
    """Read an order from a command line, such as `status:503,times=2` or `stall:seconds=5,route=/image/`.

    A value is JSON where its argument takes that, else text. A first one without a name is for the first argument.

    Raises:
        ValueError: There is no such fault, or a value has no name.
    """
    name, _, rest = text.partition(":")
    hints, values = _maker(name)[1], dict[str, Any]()
    for position, part in enumerate(rest.split(",") if rest else ()):
        key, equals, value = part.partition("=")
        if not equals:
            key, value = next(iter(hints), "") if position == 0 else "", part
        if not key:
            raise ValueError(f"{part!r} has no name: write NAME={part}.")
        values[key] = _value(value, hints.get(key, Any))
    outer = {key: values.pop(key) for key in OF_THE_QUEUE if key in values}
    return {"fault": name, "arguments": values, **outer}


def ordered_reply(order: Any) -> Reply:
    """Return the reply of an order.

    Raises:
        TypeError: A value has a wrong type, or the order has no reply, or several.
        ValueError: A field of the order is unknown, or a value is out of bounds.
    """
    fields = _fields_of(order, REPLY_FIELDS)
    when: When | None = fields.get("when")
    if "pattern" in fields:
        try:
            when = re.compile(fields["pattern"])
        except re.error as error:
            raise ValueError(f"pattern is no regular expression: {error}.") from None
    return new_reply(
        fields.get("text"),
        tool=fields.get("tool"),
        arguments=fields.get("arguments"),
        tools=fields.get("tools"),
        value=fields.get("json"),
        when=when,
        times=fields.get("times", 1),
    )


def order_prices(order: Any, prices: PriceList) -> None:
    """Change prices as an order says.

    Raises:
        TypeError: The order is no object, or has neither or both of `prices` and `factor`.
        ValueError: A field or the model is unknown, or a number is out of bounds.
    """
    fields = _fields_of(order, PRICE_FIELDS)
    change_prices(prices, fields.get("model"), fields.get("prices"), fields.get("factor"))


def change_prices(
    prices: PriceList, name: str | None, wanted: Mapping[str, float | str] | None, factor: float | None
) -> None:
    """Replace the prices of a model, or multiply them, or those of all models.

    Raises:
        TypeError: Neither or both of the prices and the factor are given, or prices without a model.
        ValueError: There is no such model, or a number is below 0.
    """
    if (wanted is None) == (factor is None) or (wanted is not None and name is None):
        raise TypeError("Prices change by prices={...} for a model, or by factor= for a model or for all.")
    model = None if name is None else checked_model(name)
    if factor is not None:
        prices.multiply(checked_factor(factor), model)
    elif model is not None:
        prices.replace(model, checked_prices(wanted))


def ordered_seconds(order: Any) -> timedelta:
    """Return by how much an order lets the usage grow older.

    Raises:
        TypeError: The order is no object.
        ValueError: A field is unknown, or the seconds are no number from 0 to those of 36500 days.
    """
    return _span(order, "seconds", MOST_DAYS * 86_400)


def ordered_age(order: Any) -> timedelta:
    """Return by how much an order lets what is stored grow older.

    Raises:
        TypeError: The order is no object.
        ValueError: A field is unknown, or the days are no number from 0 to 36500.
    """
    return _span(order, "days", MOST_DAYS)


def _span(order: Any, unit: str, most: int) -> timedelta:
    count = _fields_of(order, (unit,)).get(unit)
    if isinstance(count, bool) or not isinstance(count, int | float) or not 0 <= count <= most:
        raise ValueError(f"{unit} takes a number from 0 to {most}, not {count!r}.")
    return timedelta(**{unit: count})


def _fields_of(order: Any, known: tuple[str, ...]) -> Mapping[str, Any]:
    if not isinstance(order, dict):
        raise TypeError(f"An order is a JSON object with some of {', '.join(known)}.")
    for name in order:
        if name not in known:
            raise ValueError(f"There is no field {name!r}; there are {', '.join(known)}.")
    return order


def _fault(name: Any, arguments: Any) -> Fault:
    make, hints = _maker(name)
    if not isinstance(arguments, dict):
        raise TypeError("arguments takes an object of names and values.")
    if isinstance(arguments.get("data"), str):
        arguments = {**arguments, "data": arguments["data"].encode("latin-1")}
    for argument, value in arguments.items():
        if argument not in hints:
            raise ValueError(f"The fault {name!r} takes no {argument!r}; it takes {', '.join(hints) or 'nothing'}.")
        if not _fits(value, hints[argument]):
            raise TypeError(f"The fault {name!r} takes no {value!r} as {argument}.")
    needed = [one.name for one in inspect.signature(make).parameters.values() if one.default is one.empty]
    if missing := [argument for argument in needed if argument not in arguments]:
        raise TypeError(f"The fault {name!r} needs {' and '.join(missing)}.")
    fault: Fault = make(**arguments)
    return fault


def _maker(name: Any) -> tuple[Any, dict[str, Any]]:
    """Return the method that makes a fault, and the types of its arguments."""
    if name not in FAULTS:
        raise ValueError(f"There is no fault {name!r}; there are {', '.join(FAULTS)}.")
    make = getattr(Fault, name)
    return make, {argument: hint for argument, hint in get_type_hints(make).items() if argument != "return"}


def _value(text: str, hint: Any) -> Any:
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if _fits(value, hint) else text


def _fits(value: Any, hint: Any) -> bool:
    """Return True if a value has an annotated type of the faults' arguments."""
    if isinstance(hint, UnionType):
        return any(_fits(value, member) for member in get_args(hint))
    if get_origin(hint) is dict:
        return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())
    return hint is Any or isinstance(value, (int, float) if hint is float else hint)
