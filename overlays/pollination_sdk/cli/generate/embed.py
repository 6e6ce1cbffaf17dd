"""`pollinations embed`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli.arguments import options
from pollination_sdk.cli.arguments.prompts import prompt, read_prompt
from pollination_sdk.cli.output.progress import working
from pollination_sdk.cli.run.money import Facts, agreed, said
from pollination_sdk.cli.run.pending import pending

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pollination_sdk import Answer
    from pollination_sdk.cli.run.client import Run

_DIGITS = 9
"""The digits that tell all 32-bit numbers apart."""


@click.command()
@prompt
@options.model("embedding")
@click.option("--lines", is_flag=True, help="Make a vector of each line that is not blank.")
@click.option("--dimensions", type=int, metavar="N", help="The length of each vector, for some models.")
@click.option("--task-type", metavar="NAME", help="What the vectors are for, such as RETRIEVAL_QUERY.")
@click.option("--input-type", type=click.Choice(("query", "document")), help="A question, or a text to be found.")
@options.paid
@options.common
def embed(run: Run, prompt: str | None, *, lines: bool, **given: Any) -> None:
    """Turn texts into vectors.

    Each vector is a line of numbers, separated by tabs. With --json, one object has all of them with their texts.
    """
    asked = read_prompt(prompt)
    texts = [line for line in asked.splitlines() if line.strip()] if lines else [asked]
    settings = options.given(input=texts, **given)
    if not agreed(run, "embed", **settings):
        return
    with pending("vectors"):
        with working(run.out, "vectors"):
            answer = run.client.detailed.embed(**settings)
        _write(run, answer, texts)
    said(run, Facts(answer, answer.elapsed, model=settings.get("model")))


def _write(run: Run, answer: Answer[Any], texts: list[str]) -> None:
    vectors = [_short(vector) for vector in answer.value]
    if run.out.is_json:
        facts = answer.to_dict()
        del facts["headers"], facts["value"]
        pairs = zip(texts, vectors, strict=True)
        found = [{"text": text, "embedding": list(map(float, vector))} for text, vector in pairs]
        run.out.object({"embeddings": found, **facts})
    else:
        run.out.write("".join("\t".join(vector) + "\n" for vector in vectors))


def _short(vector: Iterable[float]) -> list[str]:
    return [f"{number:.{_DIGITS}g}" for number in vector]
