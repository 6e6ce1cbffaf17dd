"""Why a value cannot be sent, and where it stands."""

from typing import Any


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


def kind_of(value: Any) -> str:
    """Name the kind of a value for a message, without quoting it."""
    if isinstance(value, type):
        return f"the class {value.__name__}"
    return "text" if type(value) is str else type(value).__name__


def _step(step: Any) -> str:
    is_name = isinstance(step, str) and step.isidentifier()
    return f".{step}" if is_name else f"[{step!r}]"
