"""`pollinations text`."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli.arguments import options
from pollination_sdk.cli.arguments.prompts import attachment, prompt, read_prompt
from pollination_sdk.cli.output.progress import working
from pollination_sdk.cli.run.money import Facts, agreed, said
from pollination_sdk.cli.run.pending import pending

if TYPE_CHECKING:
    from pollination_sdk import Answer
    from pollination_sdk.cli.run.client import Run

EFFORTS = ("none", "minimal", "low", "medium", "high", "xhigh", "max")


@click.command()
@prompt
@options.model("text")
@click.option("-s", "--system", metavar="TEXT", help="The role and style of the model.")
@options.many_files("-a", "--attach", "--image", text="Attach a file; may be repeated.")
@click.option("--seed", type=click.IntRange(min=0), metavar="N", help="The seed; equal calls get the same text.")
@click.option("--json-mode", "--json-response", is_flag=True, help="Let the model write JSON.")
@click.option("--temperature", type=float, metavar="N", help="The sampling temperature, 0 to 2.")
@click.option("--top-p", type=float, metavar="N", help="The probability mass for sampling, 0 to 1.")
@click.option("--presence-penalty", type=float, metavar="N", help="For tokens that occurred before, -2 to 2.")
@click.option("--frequency-penalty", type=float, metavar="N", help="For tokens by their frequency, -2 to 2.")
@click.option("--repetition-penalty", type=float, metavar="N", help="For repeated tokens, 0 to 2.")
@click.option("--max-tokens", type=int, metavar="N", help="The most tokens to generate.")
@click.option("--max-completion-tokens", type=int, metavar="N", help="As --max-tokens, with those for reasoning.")
@click.option("--reasoning-effort", "--reasoning", type=click.Choice(EFFORTS), help="The effort of a reasoning model.")
@options.safe
@click.option("--stream/--no-stream", default=None, help="Write piece by piece; by default on a terminal only.")
@options.paid
@options.common
def text(
    run: Run,
    prompt: str | None,
    *,
    attach: tuple[str, ...],
    json_mode: bool,
    stream: bool | None,
    **given: Any,
) -> None:
    """Generate text.

    The prompt is the argument, @FILE, or stdin. With a pipe and an argument, the pipe is the context, and the argument
    the question about it.
    """
    asked = read_prompt(prompt, context=True)
    files = [attachment(one) for one in attach]
    settings = options.given(json=json_mode or None, attachments=files or None, **given)
    if not agreed(run, "text", asked, **settings):
        return
    if (sys.stdout.isatty() if stream is None else stream) and not run.out.is_json:
        _streamed(run, asked, settings)
    else:
        _whole(run, asked, settings)


def _whole(run: Run, prompt: str, settings: dict[str, Any]) -> None:
    with pending("text", seed=settings.get("seed")):
        with working(run.out, "text"):
            answer = run.client.detailed.text(prompt, **settings)
        _write(run, answer)
    said(run, Facts(answer, answer.elapsed, seed=answer.seed, model=settings.get("model")))


def _write(run: Run, answer: Answer[str]) -> None:
    if run.out.is_json:
        facts = answer.to_dict()
        del facts["headers"]
        run.out.object({"text": facts.pop("value"), **facts})
    elif answer.value:
        run.out.line(answer.value)
    if answer.empty:
        run.out.say("The model wrote no text.")


def _streamed(run: Run, prompt: str, settings: dict[str, Any]) -> None:
    start, last = time.monotonic(), "\n"
    with pending("text", joins=False):
        with run.client.stream_text(prompt, **settings) as stream:
            for piece in stream:
                run.out.write(piece)
                last = piece[-1:] or last
        run.out.write("" if last == "\n" else "\n")
    if not stream.text.strip():
        run.out.say("The model wrote no text.")
    facts = Facts(stream, time.monotonic() - start, seed=settings.get("seed"), model=settings.get("model"))
    said(run, facts)
