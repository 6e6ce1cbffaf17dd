# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

KnownVoice = Literal[
    "adam",
    "alloy",
    "antoni",
    "arnold",
    "ash",
    "ballad",
    "bella",
    "bill",
    "brian",
    "callum",
    "charlie",
    "charlotte",
    "coral",
    "daniel",
    "domi",
    "dorothy",
    "echo",
    "elli",
    "emily",
    "fable",
    "fin",
    "george",
    "james",
    "josh",
    "liam",
    "lily",
    "matilda",
    "nova",
    "onyx",
    "rachel",
    "sage",
    "sam",
    "sarah",
    "shimmer",
    "verse",
]

KNOWN_VOICE_VALUES: frozenset[str] = frozenset(get_args(KnownVoice))


def check_known_voice(value: str) -> KnownVoice:
    if value in KNOWN_VOICE_VALUES:
        return cast("KnownVoice", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(KNOWN_VOICE_VALUES)}")
