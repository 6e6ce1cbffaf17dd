"""Checks of the arguments of a sandbox, and of the packages that it needs."""

import math
from collections.abc import Container, Iterable, Mapping
from importlib.util import find_spec
from typing import Any

from pollination_sdk.sandbox._models.catalogue import Model, all_models, find

KINDS = ("text", "image", "video", "audio", "3d", "embedding", "realtime")
NEEDED = ("starlette", "uvicorn", "PIL", "av", "jsonschema")


def checked_port(port: int) -> int:
    """Return a port.

    Raises:
        TypeError: It is not a whole number.
        ValueError: It is not from 0 to 65535.
    """
    if not isinstance(port, int) or isinstance(port, bool):
        raise TypeError(f"port takes a whole number, not {type(port).__name__}.")
    if not 0 <= port <= 65535:
        raise ValueError(f"port must be from 0 to 65535, where 0 takes a free one; it is {port}.")
    return port


def check_extra() -> None:
    """Refuse to go on without the packages of the extra.

    Raises:
        ModuleNotFoundError: One is not installed.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise ModuleNotFoundError(
            f"The sandbox needs {', '.join(missing)}, which the `sandbox` extra brings: "
            'pip install "pollinations-sdk[sandbox]"'
        )


def check_pollen(name: str, amount: float, *, least: float = -math.inf) -> None:
    """Refuse what is not an amount of pollen.

    Raises:
        ValueError: It is not a finite number, or below the least amount.
    """
    if not _is_finite(amount) or amount < least:
        wanted = "a number" if least == -math.inf else "a number from 0"
        raise ValueError(f"{name} takes {wanted} of pollen, not {amount!r}.")


def checked_seconds(name: str, seconds: float) -> float:
    """Return a span of time.

    Raises:
        ValueError: It is not a finite number from 0.
    """
    if not _is_finite(seconds) or seconds < 0:
        raise ValueError(f"{name} takes a number of seconds from 0, not {seconds!r}.")
    return seconds


def checked_count(name: str, count: int, *, least: int = 0) -> int:
    """Return a whole number.

    Raises:
        ValueError: It is not a whole number, or below the least one.
    """
    if isinstance(count, bool) or not isinstance(count, int) or count < least:
        raise ValueError(f"{name} takes a whole number from {least}, not {count!r}.")
    return count


def checked_names(
    name: str, given: Iterable[str], known: Iterable[str], *, also: Container[str] = ()
) -> tuple[str, ...]:
    """Return names that are all known.

    Args:
        name: The name of the argument.
        given: Its value.
        known: What the message of the error lists.
        also: Names that are known too, but not listed.

    Raises:
        TypeError: Text stands for a list of names.
        ValueError: A name is not known.
    """
    if isinstance(given, str):
        raise TypeError(f"{name} takes a list of names, not text: write [{given!r}].")
    options, names = list(known), tuple(given)
    for one in names:
        if one not in options and one not in also:
            raise ValueError(f"{name} takes no {one!r}; it takes {', '.join(options)}.")
    return names


def checked_texts(name: str, given: Iterable[str]) -> tuple[str, ...]:
    """Return a list of texts.

    Raises:
        TypeError: Text stands for a list of texts.
    """
    if isinstance(given, str):
        raise TypeError(f"{name} takes a list of texts, not text: write [{given!r}].")
    return tuple(given)


def checked_models(given: Iterable[str]) -> tuple[str, ...]:
    """Return names of models and of their kinds.

    Raises:
        ValueError: A name is neither.
    """
    models = {name for model in all_models() for name in (model.id, *model.aliases)}
    return checked_names("models", given, KINDS, also=models)


def checked_model(name: str) -> Model:
    """Return the model with a name.

    Raises:
        ValueError: There is none.
    """
    model = find(all_models(), name)
    if model is None:
        raise ValueError(f"The sandbox has no model {name!r}; its model lists name those it has.")
    return model


def checked_prices(prices: Any) -> Mapping[str, float | str]:
    """Return prices by unit: numbers, or text that is one.

    Raises:
        TypeError: They are no mapping of units to prices.
        ValueError: A price is no finite number from 0.
    """
    if not isinstance(prices, Mapping) or not all(isinstance(unit, str) for unit in prices):
        raise TypeError('prices takes the pollen for each unit, such as {"completionImageTokens": 0.01}.')
    for unit, price in prices.items():
        if not _is_price(price):
            raise ValueError(f"The price of {unit} must be a number from 0, not {price!r}.")
    return prices


def checked_factor(factor: float) -> float:
    """Return a factor of prices.

    Raises:
        ValueError: It is not a finite number from 0.
    """
    if not _is_finite(factor) or factor < 0:
        raise ValueError(f"factor takes a number from 0, not {factor!r}.")
    return factor


def _is_price(price: object) -> bool:
    if isinstance(price, str):
        try:
            price = float(price)
        except ValueError:
            return False
    return _is_finite(price) and isinstance(price, int | float) and price >= 0


def _is_finite(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
