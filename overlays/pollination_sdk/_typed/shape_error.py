"""The error of a JSON value that does not fit a type, with the path to the place."""

from collections.abc import Iterable

_LONGEST = 400
"""The most characters of a message: some hold the whole value, and a repair pays for each word."""


class ShapeError(ValueError):
    """A JSON value does not fit a type.

    Attributes:
        path: Where it does not fit, such as `$.items[2].price`.
        message: What is wrong there.
    """

    def __init__(self, path: str, message: str) -> None:
        path, message = sendable(path), _short(sendable(message))
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message

    def below(self, step: str) -> "ShapeError":
        """Return the error as seen from the value that holds this one."""
        return ShapeError(f"${step}{self.path[1:]}", self.message)


def sendable(text: str) -> str:
    """Return a text whose halves of surrogate pairs are escaped: models write them, and they cannot be sent."""
    return text.encode(errors="backslashreplace").decode()


def _short(text: str) -> str:
    """Return the start and the end of a long text; what is wrong may be at either."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} ... {text[-_LONGEST // 2 :]}"


def path_of(steps: Iterable[str | int]) -> str:
    """Return a path such as `$.items[2]` of keys and places."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
