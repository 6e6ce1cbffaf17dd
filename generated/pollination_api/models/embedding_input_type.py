# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

EmbeddingInputType = Literal["document", "query"]

EMBEDDING_INPUT_TYPE_VALUES: frozenset[str] = frozenset(get_args(EmbeddingInputType))


def check_embedding_input_type(value: str) -> EmbeddingInputType:
    if value in EMBEDDING_INPUT_TYPE_VALUES:
        return cast("EmbeddingInputType", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(EMBEDDING_INPUT_TYPE_VALUES)}")
