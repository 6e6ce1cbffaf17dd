"""`pollinations chat`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from pollination_sdk.cli.arguments import options
from pollination_sdk.cli.arguments.prompts import MOST_BYTES
from pollination_sdk.cli.generate.conversation import COMMANDS, Conversation
from pollination_sdk.cli.run.errors_shown import show
from pollination_sdk.cli.run.exit_codes import CLOSED_PIPE, USAGE, CommandError, exit_code
from pollination_sdk.cli.run.pending import facts_of_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pollination_sdk.cli.run.client import Run

_PROMPT, _CONTINUED = "> ", "  "


@click.command()
@options.model("text")
@click.option("-s", "--system", metavar="TEXT", help="The role and style of the model.")
@click.option(
    "-a",
    "--attach",
    multiple=True,
    metavar="FILE|URL",
    shell_complete=options.files,
    help="Send it with each message; may be repeated.",
)
@options.paid
@options.common
def chat(run: Run, *, model: str | None, system: str | None, attach: tuple[str, ...]) -> None:
    """Talk with a model.

    Enter sends a message, and Alt+Enter starts a new line in it. Ctrl-C stops an answer, and Ctrl-D or /quit ends the
    conversation. /help lists the commands. In a pipe, each line is a message or a command.
    """
    is_typed = sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
    streams = sys.stdout.isatty() and not run.out.is_json
    conversation = Conversation(run, model=model, system=system, files=attach, streams=streams)
    if is_typed:
        run.out.dim("Enter sends, Alt+Enter starts a line, /help lists the commands, Ctrl-D ends.")
        _talk(run, conversation, _reader())
        return
    for line in _lines():
        if not conversation.take(line):
            return


def _talk(run: Run, conversation: Conversation, read: Callable[[], str]) -> None:
    """Take lines from a person: after an error, the conversation goes on."""
    goes_on = True
    while goes_on:
        try:
            line = read()
        except KeyboardInterrupt:  # it empties the line, as in a shell
            continue
        except EOFError:
            return
        try:
            goes_on = conversation.take(line)
        except (Exception, KeyboardInterrupt) as error:
            code = exit_code(error)
            if code == CLOSED_PIPE:
                raise
            show(error, code, facts_of_run().get("pending"), as_json=run.out.is_json)
            facts_of_run()["pending"] = None


def _reader() -> Callable[[], str]:
    """Return a function that reads a message from the terminal, with the keys of an editor and its own history."""
    from prompt_toolkit import PromptSession  # noqa: PLC0415 - only a person needs it
    from prompt_toolkit.completion import WordCompleter  # noqa: PLC0415 - as above
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent  # noqa: PLC0415 - as above
    from prompt_toolkit.output import create_output  # noqa: PLC0415 - as above

    keys = KeyBindings()

    @keys.add("enter")
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    @keys.add("escape", "enter")
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    session: PromptSession[str] = PromptSession(
        multiline=True,
        key_bindings=keys,
        completer=WordCompleter(list(COMMANDS), sentence=True),
        complete_while_typing=False,
        prompt_continuation=_CONTINUED,
        output=create_output(stdout=sys.stderr),  # stdout has the answers alone
    )
    return lambda: session.prompt(_PROMPT)


def _lines() -> Iterator[str]:
    """Yield the lines of stdin."""
    if sys.stdin is None:
        return
    while content := sys.stdin.buffer.readline(MOST_BYTES + 1):
        if len(content) > MOST_BYTES:
            raise _refused(f"A line of stdin has more than {MOST_BYTES >> 20} MiB.")
        try:
            yield content.decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise _refused(f"stdin is no UTF-8: 0x{content[error.start]:02x} in a line.") from None


def _refused(message: str) -> CommandError:
    return CommandError(message, "Send each message as a line of UTF-8.", exit_code=USAGE, code="PROMPT")
