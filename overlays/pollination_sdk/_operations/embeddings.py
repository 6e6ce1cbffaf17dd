"""Embeddings: vectors of texts, in as many requests as the texts need."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import attrs

from pollination_api.api.embeddings import post_v1_embeddings
from pollination_sdk import types
from pollination_sdk._operations.embedding_input import texts_or_parts
from pollination_sdk._operations.parameters import Extra, Fields, as_integer, as_object, as_text, generation, or_unset
from pollination_sdk._responses.decode import decode, read_json, unexpected
from pollination_sdk._responses.embeddings import Embeddings
from pollination_sdk.errors import PollinationsError

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    import httpx

    from pollination_api.models import EmbeddingInputType
    from pollination_sdk._engine.call import Call
    from pollination_sdk._operations.names import EmbeddingInput, EmbeddingModel
    from pollination_sdk._responses.answer import Answer

MOST_TEXTS = 32
"""The most texts that the service takes in one request."""


def embed(
    input: EmbeddingInput,  # noqa: A002 - the name in the API
    *,
    model: EmbeddingModel | None = None,
    dimensions: int | None = None,
    task_type: str | None = None,
    input_type: EmbeddingInputType | None = None,
    extra: Extra = None,
) -> Call[Embeddings]:
    """Turn texts into vectors, whose angles tell how near the texts are in meaning.

    More than 32 texts are sent in requests of 32, one after another, and `timeout` holds for all of them. If one fails,
    `partial` of the error has the vectors of those before it. The service stores the results of a request for 30 days
    and bills the same request once, so the same call soon passes them again.

    Args:
        input: A text, or any iterable of texts. Models for images, audio or video also take a list of the parts of a
            message; a file may be one of them.
        model: The name of the model; the service uses `openai-3-small` by default.
        dimensions: The length of each vector, 128 to 4096, for the models that have several.
        task_type: What the vectors are for, such as `RETRIEVAL_QUERY`; models of Google only.
        input_type: `query` for a question, `document` for a text to be found; models of Cohere only.
        extra: Undocumented fields of the body.

    Raises:
        ArgumentError: The input is no text and no list of texts or parts.
        ArgumentValueError: The list is empty, or `dimensions` is out of bounds.
        PromptError: A text is blank, or cannot be encoded.
        OSError: A file cannot be read.
        PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
        OutcomeUnknownError: The vectors may have been made and billed, and `retry=` does not allow another attempt.
        UnexpectedResponseError: The answer lacks a vector, or one is no vector, or of another length than the others.
    """
    sent = texts_or_parts(input)
    length = as_integer("dimensions", dimensions)
    fields = {
        "input": sent,
        "model": or_unset(as_text("model", model)),
        "dimensions": or_unset(length),
        "task_type": or_unset(as_text("task_type", task_type)),
        "input_type": or_unset(as_text("input_type", input_type)),
        "encoding_format": "base64",
        **(as_object("extra", extra) or {}),
    }
    kwargs = post_v1_embeddings._get_kwargs(body=Fields(fields))  # type: ignore[arg-type]  # noqa: SLF001 - stands in for the model
    count = _count(sent)
    call = generation(post_v1_embeddings, kwargs, _reader(count, length))
    if count is not None and count > MOST_TEXTS:
        return attrs.evolve(call, prepare=functools.partial(_in_requests, sent, length))
    return call


def _count(sent: Any) -> int | None:
    """Return the number of vectors to expect; parts may make one together."""
    if isinstance(sent, str):
        return 1
    return len(sent) if isinstance(sent[0], str) else None


def _reader(count: int | None, dimensions: int | None) -> Any:
    """Return a reader of the answer to one request.

    Args:
        count: The number of vectors to expect; None for one or more.
        dimensions: The length of each to expect; None for any.
    """

    def read(response: httpx.Response) -> Embeddings:
        found = Embeddings.of(decode(types.EmbeddingList, read_json(response), response), response)
        if not found or count not in {None, len(found)}:
            raise unexpected(
                f"{count or 'One or more'} vectors were expected, and {len(found)} came.", response, "data"
            )
        if dimensions not in {None, found.dimensions}:
            wanted = f"Vectors of {dimensions} numbers were expected, and those that came have {found.dimensions}."
            raise unexpected(f"{wanted} Check that the model takes dimensions=.", response, "data[0].embedding")
        return found

    return read


def _in_requests(
    texts: Sequence[str], dimensions: int | None, call: Call[Embeddings], _auto_upload: object
) -> Generator[Call[Embeddings], Answer[Embeddings], Answer[Embeddings]]:
    """Send the texts in several requests, and return the answers as one."""
    answers: list[Answer[Embeddings]] = []
    for start in range(0, len(texts), MOST_TEXTS):
        some = list(texts[start : start + MOST_TEXTS])
        body = {**(call.body or {}), "input": some}
        request = attrs.evolve(call, prepare=None, body=body, read=_reader(len(some), dimensions))
        try:
            answers.append((yield request))
        except PollinationsError as error:
            if answers:
                _keep(error, Embeddings.joined([answer.value for answer in answers]), len(texts))
            raise
        dimensions = answers[0].value.dimensions
    from pollination_sdk._responses.joined_answer import joined  # noqa: PLC0415 - few calls need several requests

    return joined(answers, Embeddings.joined([answer.value for answer in answers]))


def _keep(error: PollinationsError, partial: Embeddings, count: int) -> None:
    """Keep in an error what was made before it."""
    error.partial = partial
    error.remarks.append(
        f"The vectors of the first {len(partial)} of {count} texts came before: error.partial has them."
    )
