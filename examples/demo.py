"""Show each kind of operation at work, through the SDK: `python examples/demo.py [PROMPT] [--live]`.

It speaks to a sandbox that it starts itself, or with `--live` to the real service, where the calls cost pollen.
"""

import argparse
import io
import math
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from unittest import mock

from pollination_sdk import Media, Pollinations
from pollination_sdk.errors import MissingKeyError, PaymentRequiredError, PermissionDeniedError, PollinationsError
from pollination_sdk.sandbox import Sandbox

OUTPUT = Path("demo-output")
PROMPT = "a red fox in the snow"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="nox -s demo --", description="Show each kind of operation at work.")
    parser.add_argument("prompt", nargs="?", default=PROMPT, help=f"what to write about and show (default: {PROMPT!r})")
    parser.add_argument("--live", action="store_true", help="use the real service and POLLINATIONS_API_KEY")
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal may lack a character of the prompt
    with ExitStack() as stack:
        try:
            client = stack.enter_context(live_client() if options.live else sandbox_client(stack))
        except PollinationsError as error:
            print(f"The demo cannot start: {error}", file=sys.stderr)
            return 1
        return run(client, options.prompt)


def live_client() -> Pollinations:
    """Make a client of the real service.

    Raises:
        MissingKeyError: There is no key.
        InvalidKeyError: The key is ill-formed.
    """
    client = Pollinations()
    if client.key_source is None:
        raise MissingKeyError(
            "--live needs an API key, and POLLINATIONS_API_KEY is not set; nothing was sent. Make a key at "
            "https://enter.pollinations.ai and set it: export POLLINATIONS_API_KEY=sk_... (on Windows, set for export)."
        )
    print(f"Using the service at {client.base_url} with the key in {client.key_source}; the calls cost pollen.")
    return client


def sandbox_client(stack: ExitStack) -> Pollinations:
    """Start a sandbox that ends with the stack, and make a client of it."""
    sandbox = stack.enter_context(Sandbox(balance=10.0, quest_balance=1.0))
    print(f"Using a sandbox at {sandbox.url}; it runs no model and costs nothing. For the real service: -- --live")
    variables = {"POLLINATIONS_BASE_URL": sandbox.url, "POLLINATIONS_API_KEY": sandbox.key}
    stack.enter_context(mock.patch.dict(os.environ, variables))  # for the command
    return Pollinations(sandbox.key, base_url=sandbox.url)


def run(client: Pollinations, prompt: str) -> int:
    """Take the steps one by one; return the exit code, 1 after the first that fails."""
    for number, (name, step) in enumerate(STEPS.items(), start=1):
        print(f"\n[{number}/{len(STEPS)}] {name}", flush=True)
        try:
            step(client, prompt)
        except (PollinationsError, OSError) as error:
            print(f"\nThe demo stopped at step {number}, {name}: {one_line(error)}", file=sys.stderr)
            return 1
    print("\nAll steps done.")
    return 0


def one_line(error: Exception) -> str:
    """Put what an error says on one line."""
    return " ".join(str(error).split())


def list_models(client: Pollinations, _: str) -> None:
    """Name the models of each list."""
    chat = [model.id for model in client.models().data]
    text = [model.name for model in client.text_models()]
    image = [model.name for model in client.image_models()]
    audio = [model.name for model in client.audio_models()]
    for kind, names in (("chat", chat), ("text", text), ("image and video", image), ("audio", audio)):
        print(f"  {len(names)} {kind} models: {', '.join(names[:6])}{', ...' if names[6:] else ''}")


def write_text(client: Pollinations, prompt: str) -> None:
    """Print a generated text and what was counted."""
    answer = client.detailed.text(f"Write one sentence about {prompt}.")
    print(f"  {answer.model or 'a model'} wrote in {answer.elapsed:.2f} s: {answer.value}")


def stream_chat(client: Pollinations, prompt: str) -> None:
    """Print the pieces of an answer as they arrive."""
    print("  ", end="")
    with client.stream_chat([{"role": "user", "content": f"Tell me a very short story about {prompt}."}]) as stream:
        seen = 0
        for _ in stream:
            print(stream.text[seen:], end="", flush=True)
            seen = len(stream.text)
    usage = stream.completion.usage
    print(f"\n  ({usage.total_tokens} tokens)" if usage else "")  # the service may leave it out


def save_image(client: Pollinations, prompt: str) -> None:
    """Save an image, and the same at night."""
    image = client.image(prompt, width=768, height=512)
    save(image, "image")
    save(client.edit_image("make it night", image=image, width=768, height=512, seed=7), "edited")


def save_video(client: Pollinations, prompt: str) -> None:
    """Save a video, which takes the real service up to three minutes."""
    save(client.video(prompt, duration=4), "video")


def save_mesh(client: Pollinations, prompt: str) -> None:
    """Save a 3D model."""
    save(client.mesh(prompt), "mesh")


def speak(client: Pollinations, prompt: str) -> None:
    """Save speech, and print what a transcript of it says."""
    path = save(client.speech(f"This is a story about {prompt}."), "speech")
    print(f"  heard: {client.transcribe(path).text}")


def compare_texts(client: Pollinations, prompt: str) -> None:
    """Print how near texts are to the prompt; only a real model knows what they mean."""
    texts = [prompt, "an animal in winter", "a train timetable"]
    vectors = client.embed(texts)
    print(f"  {len(vectors)} vectors of {vectors.dimensions} numbers")
    for text, vector in zip(texts, vectors, strict=True):
        print(f"  {cosine(vectors[0], vector):.2f}  {text}")


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the cosine of the angle between two vectors: 1 for the same direction."""
    return sum(x * y for x, y in zip(one, other, strict=True)) / (math.hypot(*one) * math.hypot(*other))


def upload_file(client: Pollinations, _: str) -> None:
    """Upload a note, which everybody with its URL can read, and delete it. Only files with tags can be deleted."""
    stored = client.upload(b"moss and rain", name="note.txt", tags=["sdk-demo"])
    print(f"  {stored.size} bytes at {stored.url}")
    client.delete_upload(stored)
    print("  deleted")


def save(media: Media, name: str) -> Path:
    """Save what came under `demo-output/`, say what it is and return the path."""
    OUTPUT.mkdir(exist_ok=True)
    path = media.save(OUTPUT / name)
    size = f"{media.width}x{media.height}, " if media.width else ""
    length = f"{media.duration:.1f} s, " if media.duration else ""
    print(f"  saved {path}: {media.media_type}, {size}{length}{len(media):,} bytes")
    return path


def show_balance(client: Pollinations, _: str) -> None:
    """Print what is left to spend, and in which pot."""
    left = client.balance()
    print(f"  {left.balance:g} pollen left")
    if pots := left.account_balance:
        print(f"  of the account: {pots.tier:g} of quests, which are spent first, and {pots.paid:g} paid")


def show_usage(client: Pollinations, _: str) -> None:
    """Print what was billed last."""
    records = client.usage(limit=10).usage
    print(f"  the latest {len(records)} billed calls: time in UTC, model, cost")
    for record in records:
        print(f"  {record.timestamp}  {record.model or '?'}  {record.cost_usd or 0:g}")


def meet_a_refusal(_: Pollinations, prompt: str) -> None:
    """Ask a sandbox without pollen: its refusal has status 200, and is raised as an error all the same."""
    with Sandbox(balance=0) as empty, Pollinations(empty.key, base_url=empty.url) as client:
        try:
            client.text(prompt)
        except PaymentRequiredError as error:
            status = error.response.status_code if error.response is not None else "unknown"
            print(f"  an answer with status {status} became {type(error).__name__}: {error.code}")
            print(f"  the page that helps: {error.fix_url}")


def run_the_command(_: Pollinations, prompt: str) -> None:
    """Run three lines as they are typed in a terminal, and print what they write."""
    lines = (
        ["text", f"Write one sentence about {prompt}.", "--model", "openai"],
        ["video", prompt, "--duration", "4", "--estimate"],
        ["image", prompt, "--model", "fluxx"],
    )
    for words in lines:
        print(f"  $ {shlex.join(['pollinations', *words])}", flush=True)
        command = [sys.executable, "-m", "pollination_sdk", *words]
        done = subprocess.run(  # noqa: S603 - our own command
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
        )
        print("".join(f"  {line}\n" for line in done.stdout.splitlines()), end="")


def if_permitted(step: Callable[[Pollinations, str], None]) -> Callable[[Pollinations, str], None]:
    """Make a step that accepts the refusal of a key without this permission: keys do not have it by default."""

    def attempt(client: Pollinations, prompt: str) -> None:
        try:
            step(client, prompt)
        except PermissionDeniedError as error:
            print(f"  not shown: {one_line(error)}")

    return attempt


STEPS = {
    "list the models": list_models,
    "generate a text": write_text,
    "stream a chat": stream_chat,
    "save an image and edit it": save_image,
    "save a video": save_video,
    "save a mesh": save_mesh,
    "speak and transcribe": speak,
    "compare texts": compare_texts,
    "upload a file and delete it": if_permitted(upload_file),
    "show the balance": if_permitted(show_balance),
    "show the usage": if_permitted(show_usage),
    "meet a refusal": meet_a_refusal,
    "run the command": run_the_command,
}


if __name__ == "__main__":
    sys.exit(main())
