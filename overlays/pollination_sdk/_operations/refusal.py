"""The internal error for a value that cannot be sent, with its place in the argument."""

from typing import Any

from pollination_sdk.errors import ArgumentError


class Refusal(Exception):  # noqa: N818 - it never leaves this package: callers get what `named` returns
    """A value that cannot be sent.

    Args:
        kind: The type of the error for the caller.
        reason: The part of the message that follows the place of the value.
    """

    def __init__(self, kind: type[ArgumentError], reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason
        self.steps: list[Any] = []
        """The keys and indexes that lead to the value, innermost first."""

    def named(self, name: str) -> ArgumentError:
        """Return the error for the caller; its message starts with the place of the value."""
        return self.kind(f"{name}{''.join(map(_step, reversed(self.steps)))} {self.reason}")


def kind_of(value: Any) -> str:
    """Return the name of a value's type for a message, without the value."""
    if isinstance(value, type):
        return f"the class {value.__name__}"
    return "text" if type(value) is str else type(value).__name__


def _step(step: Any) -> str:
    is_name = isinstance(step, str) and step.isidentifier()
    return f".{step}" if is_name else f"[{step!r}]"
