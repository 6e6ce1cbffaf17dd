"""What each fault may end in, by what is known of it: a function of the column that gives the letters allowed."""

from collections.abc import Callable
from typing import Any

from tests.faults.columns import Column

from pollination_sdk import errors

Expected = Callable[[Column], str]

LETTERS = {
    ".": "the right answer",
    "r": "the right answer, after more than one request",
    "~": "the answer as it came: nothing in it breaks the contract",
    "B": "BadRequestError",
    "A": "AuthenticationError",
    "P": "PaymentRequiredError",
    "F": "PermissionDeniedError",
    "N": "NotFoundError",
    "L": "RateLimitError",
    "S": "InternalServerError",
    "E": "APIError, of a status without a class of its own",
    "C": "APIConnectionError",
    "T": "APITimeoutError",
    "O": "OutcomeUnknownError",
    "U": "UnexpectedResponseError",
    "I": "StreamInterruptedError",
    "-": "such an answer cannot have this fault",
    "!": "WRONG",
}
LETTER_OF: dict[type[BaseException], str] = {
    getattr(errors, meaning.partition(",")[0]): letter for letter, meaning in LETTERS.items() if "Error" in meaning
}
_OF_STATUS = {400: "B", 422: "B", 401: "A", 402: "P", 403: "F", 404: "N", 429: "L"}
_REFUSED = {429}
_OF_SERVICE = {"envelope", "nested", "string", "cut JSON"}
_FINAL = {501, 505}


def always(letters: str) -> Expected:
    """Expect the same of every column."""
    return lambda _: letters


def by_body(**letters: str) -> Expected:
    """Expect what the kind of body makes of it; `other` stands for the kinds not named."""
    return lambda column: letters.get(column.body, letters.get("other", "-"))


def by_method(*, other: str, **letters: str) -> Expected:
    """Expect something of the methods named, and something else of the others."""
    return lambda column: letters.get(column.method, other)


def by_care(careful: str, other: str) -> Expected:
    """Expect one thing of a careful client, and another of any other."""
    return lambda column: careful if column.cautious else other


def status(number: int, shape: str = "envelope") -> Expected:
    """Expect the error of a status; of a careful client, where the call may have run, that the outcome is unknown."""
    letter = _OF_STATUS.get(number, "S" if number >= 500 else "E")
    refused = number in _REFUSED and shape in _OF_SERVICE
    unknown = (number >= 500 or number in {408, 429}) and number not in _FINAL and not refused
    return lambda column: "O" if unknown and column.cautious else letter


def status_once(number: int) -> Expected:
    """Expect a repetition where the service joins it, else what `status` does."""
    if number in _REFUSED:
        return again(status(number))
    return lambda column: (status(number) if column.cautious or column.streamed else again(status(number)))(column)


def sent(letter: str) -> Expected:
    """Expect a connection's error; of a careful client that the outcome is unknown."""
    return by_care("O", letter)


def in_body(letter: str, *, events: str = "I") -> Expected:
    """Expect as `sent`, but `events` for a stream of events, which has started."""
    return lambda column: events if column.chat_stream else sent(letter)(column)


def once(expected: Expected) -> Expected:
    """Expect a repetition where the service joins it."""
    return lambda column: (expected if column.cautious or column.streamed else again(expected))(column)


def again(first: Expected) -> Expected:
    """Expect the answer to a second request, which may find that the first has deleted the file or revoked the key.

    Args:
        first: What a call ends in that makes no second request.
    """

    def expected(column: Column) -> str:
        if column.sent_once:
            return first(column)
        return "rN" if column.method in {"delete_upload", "revoke_key"} else "r"

    return expected


KEYLESS = {"model", "model_status", "upload_info", "uploads"}


def needing_key(expected: Expected) -> Expected:
    """Expect something where a key is needed; the model lists answer without one."""
    return lambda column: "." if column.method.endswith("models") or column.method in KEYLESS else expected(column)


def with_field(kind: str, expected: Expected) -> Expected:
    """Expect something where the answer has a field of that kind."""
    return lambda column: expected(column) if getattr(column, kind) else "-"


def letter_of(error: BaseException) -> str:
    """Give the letter of an error; `!` when it is not one of the SDK's errors."""
    return LETTER_OF.get(type(error), "!")


def edited(document: Any, path: tuple[Any, ...], change: Callable[[Any, Any], None]) -> Any:
    """Change a JSON value in the place a path names."""
    place = document
    for step in path[:-1]:
        place = place[step]
    change(place, path[-1])
    return document
