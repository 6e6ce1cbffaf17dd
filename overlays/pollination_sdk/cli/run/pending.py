"""The call that is running: what to say if it is stopped, and the command that fetches the same result."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, NamedTuple

import click
from click.core import ParameterSource

from pollination_sdk.cli.output.terminal import as_command

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PER_CALL = {"seed", "count", "force", "yes", "estimate", "timeout"}
"""The options that a repetition sets anew, or leaves out: a time that was too short would be so again."""


class Pending(NamedTuple):
    """A call that was sent, and whose result is not saved yet."""

    stopped: str
    """What Ctrl-C means for it."""
    fetch: str = ""
    """How to get the same result; empty if there is no way."""


GOES_ON = "Stopped. The service goes on with {}, and bills it once."


def facts_of_run() -> dict[str, Any]:
    """Return the facts of the run: `pending`, `paid` after a call that costs, and `stdin` once it was read."""
    context = click.get_current_context(silent=True)
    return context.meta["pollinations"] if context else {}


@contextlib.contextmanager
def pending(
    what: str,
    *,
    joins: bool = True,
    seed: int | None = None,
    count: int = 1,
    changed: Mapping[str, Any] | None = None,
) -> Iterator[None]:
    """Say that a call is running: an error or Ctrl-C in the block is explained accordingly.

    Args:
        what: What is generated, such as `image`.
        joins: Whether the same call joins the generation, or gets its stored result, and is billed once. Streams do
            not: they end with their connections.
        seed: The seed that was sent; None if there was none.
        count: How many results are not saved yet; their seeds count up from `seed`.
        changed: Options that were sent with other values than those given, such as the URLs of uploaded files.
    """
    if not joins:
        one = Pending(f"Stopped. The {what} ends here; what was generated may be billed.")
    else:
        same = {
            **(changed or {}),
            **({} if seed is None else {"seed": seed}),
            **({} if count == 1 else {"count": count}),
        }
        where = ", with the same input" if facts_of_run().get("stdin") else ""
        goes_on = GOES_ON.format(f"the {what}" if count == 1 else f"each {what} that was sent")
        results = "result" if count == 1 else "results"
        one = Pending(goes_on, f"Fetch the same {results}{where}: {command(**same)}")
    with _marked(one):
        yield


@contextlib.contextmanager
def stopped(meaning: str, fetch: str = "") -> Iterator[None]:
    """Say what Ctrl-C in the block means, and how to get the same result."""
    with _marked(Pending(meaning, fetch)):
        yield


@contextlib.contextmanager
def _marked(one: Pending) -> Iterator[None]:
    facts = facts_of_run()
    before, facts["pending"] = facts.get("pending"), one
    yield
    facts["pending"] = before  # not after an error, which is explained with it


def command(**changed: Any) -> str:
    """Return the command line that repeats this command, with some options changed."""
    context = click.get_current_context()
    words = context.command_path.split()
    positional: list[str] = []
    for parameter in context.command.params:
        name = str(parameter.name)
        given = context.get_parameter_source(name) is ParameterSource.COMMANDLINE and name not in _PER_CALL
        if name not in changed and not given:
            continue
        value = changed.get(name, context.params.get(name))
        if isinstance(parameter, click.Option):
            words += _option(parameter, value)
        else:
            positional += [str(one) for one in (value if isinstance(value, (list, tuple)) else [value])]
    if any(word.startswith("-") for word in positional):
        positional.insert(0, "--")
    words += positional
    return as_command(words)


def _option(option: click.Option, value: Any) -> list[str]:
    flag = max(option.opts, key=len)
    if option.is_flag and not option.secondary_opts:
        return [flag] if value else []
    if option.secondary_opts:
        return [flag if value else max(option.secondary_opts, key=len)]
    if option.count:
        return [flag] * int(value or 0)
    values = value if option.multiple else [value]
    return [word for one in values for word in (flag, str(one))]
