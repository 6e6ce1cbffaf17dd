# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

MessagesRole = Literal["assistant", "system", "user"]

MESSAGES_ROLE_VALUES: frozenset[str] = frozenset(get_args(MessagesRole))


def check_messages_role(value: str) -> MessagesRole:
    if value in MESSAGES_ROLE_VALUES:
        return cast("MessagesRole", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(MESSAGES_ROLE_VALUES)}")
