"""`pollinations speech` and `pollinations transcribe`."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli.arguments import options
from pollination_sdk.cli.arguments.prompts import bytes_from_stdin, file_to_send, prompt, read_prompt
from pollination_sdk.cli.arguments.references import auto_upload, references, single, uploaded
from pollination_sdk.cli.files.destination import Destination
from pollination_sdk.cli.generate.results import make
from pollination_sdk.cli.output.progress import working
from pollination_sdk.cli.run.exit_codes import USAGE, CommandError
from pollination_sdk.cli.run.money import Facts, agreed, said
from pollination_sdk.cli.run.pending import pending

if TYPE_CHECKING:
    from pathlib import Path

    from pollination_sdk import Answer
    from pollination_sdk.cli.run.client import Run

SOUNDS = ("mp3", "wav", "flac", "opus", "aac", "pcm")
TEXTS = ("text", "srt", "vtt", "json", "verbose_json", "diarized_json")
_MOST_BYTES = 25 << 20
"""The most bytes of a recording."""


@click.command()
@prompt
@options.model("audio")
@click.option(
    "--voice", metavar="NAME", help="The voice, by its name or id.", shell_complete=options.completes("voices")
)
@click.option(
    "--response-format", "--format", type=click.Choice(SOUNDS), help="The format of the file; mp3 by default."
)
@click.option("--instructions", metavar="TEXT", help="How to speak, for some models.")
@click.option("--duration", type=float, metavar="SECONDS", help="The length of music or of an effect.")
@click.option("--seconds", type=float, metavar="SECONDS", help="The length, for models without --duration.")
@click.option("--instrumental", is_flag=True, help="Music without singing.")
@click.option("--negative-prompt", metavar="TEXT", help="What must not be heard.")
@click.option("--loop", is_flag=True, help="An effect that can be looped.")
@click.option("--prompt-influence", type=float, metavar="N", help="How closely an effect follows the text, 0 to 1.")
@click.option("--steps", type=int, metavar="N", help="The number of steps, 1 to 100.")
@click.option("--reference-audio", metavar="FILE|URL", shell_complete=options.files, help="A recording to follow.")
@auto_upload
@click.option("--seed", type=click.IntRange(min=0), metavar="N", help="The seed; equal calls get the same sound.")
@options.safe
@options.saving
@options.paid
@options.common
def speech(
    run: Run,
    prompt: str | None,
    *,
    instrumental: bool,
    loop: bool,
    reference_audio: str | None,
    auto_upload: bool,
    seed: int | None,
    output: str | None,
    force: bool,
    **given: Any,
) -> int:
    """Speak a text, or make music or a sound.

    The model decides which: see pollinations models audio. The text of a dialogue has a line for each turn, as VOICE:
    TEXT. With -o -, it is written to a pipe as it comes.
    """
    asked = read_prompt(prompt)
    destination = Destination(output, "audio", asked, run.out, force=force)
    files = references({"reference_audio": (reference_audio,) if reference_audio else ()}, auto_upload=auto_upload)
    settings = options.given(input=asked, instrumental=instrumental or None, loop=loop or None, **given)
    if not agreed(run, "speech", **options.given(**settings, **single(files), seed=seed, auto_upload=auto_upload)):
        return 0
    urls = single(uploaded(run, files))
    if destination.is_stdout:
        return _streamed(run, options.given(**settings, **urls, seed=seed))
    return make(run, "speech", {**settings, **urls}, [seed], destination, what="sound", changed=urls)


def _streamed(run: Run, settings: dict[str, Any]) -> int:
    """Write a sound to stdout piece by piece, so that a player starts before the last one has come."""
    start = time.monotonic()
    with pending("sound", joins=False), run.client.stream_speech(**settings) as stream:
        for piece in stream:
            run.out.data(piece)
    said(run, Facts(stream, time.monotonic() - start, seed=settings.get("seed"), model=settings.get("model")))
    return 0


@click.command()
@click.argument("file", metavar="FILE|-", shell_complete=options.files)
@options.model("audio")
@click.option("--language", metavar="CODE", help="The language, such as en; found out by default.")
@click.option("--prompt", "spelling", metavar="TEXT", help="A text that guides the style and the spelling of names.")
@click.option(
    "--response-format",
    "--format",
    type=click.Choice(TEXTS),
    default="json",
    help="json by default; subtitles are srt and vtt.",
)
@click.option("--speakers-expected", type=int, metavar="N", help="The number of speakers, for diarized_json.")
@click.option("--temperature", type=float, metavar="N", help="The sampling temperature, 0 to 1.")
@options.paid
@options.common
def transcribe(run: Run, file: str, *, spelling: str | None, response_format: str, **given: Any) -> None:
    """Write down the speech of a recording.

    The text is written to stdout. The formats verbose_json and diarized_json, with times and speakers, are written as
    JSON.
    """
    settings = options.given(file=_recording(file), prompt=spelling, response_format=response_format, **given)
    if not agreed(run, "transcribe", **settings):
        return
    with pending("text"):
        with working(run.out, "transcription"):
            answer = run.client.detailed.transcribe(**settings)
        _write(run, answer, response_format)
    said(run, Facts(answer, answer.elapsed, model=settings.get("model")))


def _recording(file: str) -> Path | bytes:
    if file != "-":
        return file_to_send(file)
    content = b"" if sys.stdin is None or sys.stdin.isatty() else bytes_from_stdin(_MOST_BYTES + 1)
    if not content:
        raise CommandError("There is no recording on stdin.", "Name a file.", exit_code=USAGE, code="FILE")
    return content


def _write(run: Run, answer: Answer[Any], response_format: str) -> None:
    from pollination_sdk import to_jsonable  # noqa: PLC0415 - httpx is slow to import

    value = answer.value
    text = value if isinstance(value, str) else value.text
    if run.out.is_json:
        facts = answer.to_dict()
        del facts["headers"], facts["value"]
        run.out.object({"text": text, **(to_jsonable(value) if text is not value else {}), **facts})
    elif response_format in {"verbose_json", "diarized_json"}:
        run.out.object(to_jsonable(value))
    elif text.strip():
        run.out.line(text)
    else:
        run.out.say("No speech was found in the recording.")
