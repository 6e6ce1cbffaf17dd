"""Checks of the arguments of a sandbox, and of the packages that it needs."""

import math
from collections.abc import Iterable
from importlib.util import find_spec

from pollination_sdk.sandbox._catalogue import all_models, find

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


def check_seconds(name: str, seconds: float) -> None:
    """Refuse what is not a span of time.

    Raises:
        ValueError: It is not a finite number from 0.
    """
    if not _is_finite(seconds) or seconds < 0:
        raise ValueError(f"{name} takes a number of seconds from 0, not {seconds!r}.")


def check_names(name: str, given: Iterable[str], known: Iterable[str]) -> None:
    """Refuse names that mean nothing.

    Raises:
        ValueError: A name is not known.
    """
    options = list(known)
    for one in given:
        if one not in options:
            raise ValueError(f"{name} takes no {one!r}; it takes {', '.join(options)}.")


def check_models(given: Iterable[str]) -> None:
    """Refuse names that are neither a kind of model nor a model.

    Raises:
        ValueError: A name is not known.
    """
    check_names("models", (name for name in given if find(all_models(), name) is None), KINDS)


def _is_finite(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
