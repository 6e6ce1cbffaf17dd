"""A conversation: its messages, and the commands that start with a slash."""

from __future__ import annotations

import contextlib
import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pollination_sdk.cli.arguments.prompts import attachment
from pollination_sdk.cli.files.destination import Destination
from pollination_sdk.cli.files.writing import write_whole
from pollination_sdk.cli.generate.results import seeds
from pollination_sdk.cli.output.progress import working
from pollination_sdk.cli.output.terminal import as_command
from pollination_sdk.cli.run.errors_shown import bill
from pollination_sdk.cli.run.exit_codes import OTHER, USAGE, CommandError
from pollination_sdk.cli.run.money import Facts, agreed, pollen, said
from pollination_sdk.cli.run.pending import GOES_ON, facts_of_run, pending, stopped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pollination_sdk.cli.run.client import Run

COMMANDS = {
    "/model": "/model NAME     use this model from now on",
    "/system": "/system TEXT    set the role and style of the model",
    "/attach": "/attach FILE    send a file or a URL with each message; alone, send none",
    "/image": "/image PROMPT   generate an image",
    "/save": "/save FILE      write the conversation, as Markdown or .json",
    "/cost": "/cost           show what it has cost",
    "/undo": "/undo           take the last message and its answer back",
    "/help": "/help           show these lines",
    "/quit": "/quit           end; also /exit and Ctrl-D",
}
"""The commands with their help. A message that starts with a slash is written with two."""


class Conversation:
    """A conversation with a model.

    Args:
        run: The run.
        model: The model; None for that of the service.
        system: The role and style of the model.
        files: The files and URLs that are sent with each message.
        streams: Whether answers are written piece by piece.
    """

    def __init__(
        self, run: Run, *, model: str | None, system: str | None, files: tuple[str, ...], streams: bool
    ) -> None:
        self._run, self._streams = run, streams
        self._model, self._system = model, system
        self._files = [attachment(one) for one in files]
        self._turns: list[dict[str, str]] = []
        self._costs: list[float | None] = []

    def take(self, line: str) -> bool:
        """Take a line: a message or a command. Return False at the end of the conversation."""
        if not line.strip():
            return True
        if not line.startswith("/") or line.startswith("//"):
            self._ask(line.removeprefix("/"))
            return True
        word, _, rest = line.partition(" ")
        if word in {"/quit", "/exit"}:
            return False
        if word not in COMMANDS:
            raise _refused(
                f"There is no command {word}.", "See /help; write // for a message that starts with a slash."
            )
        getattr(self, word.replace("/", "_do_"))(rest.strip())
        return True

    def _ask(self, text: str) -> None:
        """Send a message; it belongs to the conversation once its answer has come."""
        system = [{"role": "system", "content": self._system}] if self._system else []
        messages = [*system, *self._turns, {"role": "user", "content": text}]
        settings: dict[str, Any] = {"model": self._model} if self._model else {}
        if self._files:
            settings["attachments"] = list(self._files)
        if not agreed(self._run, "chat", messages, **settings):
            return
        with self._counted():
            answer = (self._streamed if self._streams else self._whole)(messages, settings)
        if not answer.strip():
            self._run.out.say("The model wrote no text.")
            return
        self._turns += [messages[-1], {"role": "assistant", "content": answer}]

    @contextlib.contextmanager
    def _counted(self) -> Iterator[None]:
        """Count a call that ended without an answer, and may be billed."""
        known = len(self._costs)
        try:
            yield
        except BaseException as error:
            if len(self._costs) == known and bill(error, facts_of_run().get("pending")) != "no":
                self._costs.append(None)
            raise

    def _streamed(self, messages: list[Any], settings: dict[str, Any]) -> str:
        out, start = self._run.out, time.monotonic()
        with pending("text", joins=False):
            try:
                with self._run.client.stream_chat(messages, **settings) as stream:
                    for piece in stream.text_stream:
                        out.write(piece)
            finally:
                out.write("\n")
        self._said(Facts(stream, time.monotonic() - start, model=self._model))
        return stream.text

    def _whole(self, messages: list[Any], settings: dict[str, Any]) -> str:
        out = self._run.out
        with pending("text", joins=False):
            with working(out, "text"):
                answer = self._run.client.detailed.chat(messages, **settings)
            text = answer.value.text or ""
            if out.is_json:
                out.object({"text": text, "model": answer.model, "cost": answer.cost.pollen, "usage": answer.usage})
            else:
                out.line(text)
        self._said(Facts(answer, answer.elapsed, model=self._model))
        return text

    def _said(self, facts: Facts) -> None:
        self._costs.append(facts.answer.cost.pollen)
        said(self._run, facts)

    def _do_model(self, name: str) -> None:
        self._model = name or self._model
        self._run.out.say(f"The model is {self._model or 'that of the service'}.")

    def _do_system(self, text: str) -> None:
        self._system = text or self._system
        self._run.out.say(f"The system message is: {self._system}" if self._system else "There is no system message.")

    def _do_attach(self, name: str) -> None:
        self._files = [*self._files, attachment(name)] if name else []
        self._run.out.say("Sent with each message: " + (", ".join(map(str, self._files)) or "nothing"))

    def _do_image(self, text: str) -> None:
        run = self._run
        if not text:
            raise _refused("There is no prompt.", "Write it after /image.")
        destination = Destination(None, "image", text, run.out)
        seed = seeds(None, 1)[0]
        if not agreed(run, "image", text, seed=seed):
            return
        server = ["--base-url", run.base_url] if run.base_url else []
        again = as_command(["pollinations", "image", "--seed", str(seed), *server, "--", text])
        with self._counted(), stopped(GOES_ON.format("the image"), f"Fetch the same result: {again}"):
            with working(run.out, "image"):
                answer = run.client.detailed.image(text, seed=seed)
            path = destination.save(answer.value, seed)
            if run.out.is_json:
                run.out.object({"file": str(path), "seed": seed, "cost": answer.cost.pollen})
            else:
                run.out.line(str(path))
        self._said(Facts(answer, answer.elapsed, seed=seed))

    def _do_save(self, name: str) -> None:
        if not name:
            raise _refused("There is no name.", "Write it after /save.")
        place = Path(name)
        if os.path.lexists(place):
            raise CommandError(f"{name!r} exists already.", "Choose another name.", exit_code=USAGE, code="FILE_EXISTS")
        content = self._text(as_json=place.suffix.lower() == ".json").encode()
        try:
            saved = write_whole(content, place, force=False)
        except OSError as error:
            raise CommandError(
                f"{name!r} cannot be written: {error.strerror}.",
                "Choose another.",
                exit_code=OTHER,
                code="NOT_WRITABLE",
            ) from None
        self._run.out.say(f"Saved as {saved}.")

    def _text(self, *, as_json: bool) -> str:
        system = [{"role": "system", "content": self._system}] if self._system else []
        messages = [*system, *self._turns]
        if as_json:
            return json.dumps({"model": self._model, "messages": messages}, ensure_ascii=False, indent=2) + "\n"
        return "\n".join(f"## {one['role']}\n\n{one['content'].strip()}\n" for one in messages)

    def _do_cost(self, _: str) -> None:
        known = [one for one in self._costs if one is not None]
        unknown = len(self._costs) - len(known)
        more = f", and {unknown} of unknown cost" if unknown else ""
        calls = "1 call" if len(known) == 1 else f"{len(known)} calls"
        self._run.out.say(f"{pollen(sum(known))} in {calls}{more}")

    def _do_undo(self, _: str) -> None:
        if not self._turns:
            raise _refused("There is nothing to take back.", "")
        del self._turns[-2:]
        left = len(self._turns) // 2
        self._run.out.say(f"Taken back; {left} {'message' if left == 1 else 'messages'} left, with the answers.")

    def _do_help(self, _: str) -> None:
        for line in COMMANDS.values():
            self._run.out.say(line)


def _refused(message: str, hint: str) -> CommandError:
    return CommandError(message, hint, exit_code=USAGE, code="CHAT")
