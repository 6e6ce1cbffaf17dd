# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

EmbeddingFormat = Literal["base64", "float"]

EMBEDDING_FORMAT_VALUES: frozenset[str] = frozenset(get_args(EmbeddingFormat))


def check_embedding_format(value: str) -> EmbeddingFormat:
    if value in EMBEDDING_FORMAT_VALUES:
        return cast("EmbeddingFormat", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(EMBEDDING_FORMAT_VALUES)}")
