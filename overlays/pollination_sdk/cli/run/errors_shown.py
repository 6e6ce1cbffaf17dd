"""What a person or a script reads about an error: what happened, and what to do."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from pollination_sdk.cli.output.terminal import as_json_line, shown
from pollination_sdk.cli.run.exit_codes import TERMINATED, USAGE, CommandError, billed, exit_code, is_about_model

if TYPE_CHECKING:
    from pollination_sdk.cli.output.streams import Out
    from pollination_sdk.cli.run.exit_codes import Billed
    from pollination_sdk.cli.run.pending import Pending

KEYS_PAGE = "https://enter.pollinations.ai"
_HINTS = {
    "AuthenticationError": f"Store a key that works: pollinations login, or set POLLINATIONS_API_KEY; see {KEYS_PAGE}.",
    "MissingKeyError": f"Store a key: pollinations login, or set POLLINATIONS_API_KEY; keys are made at {KEYS_PAGE}.",
    "InvalidKeyError": f"Set POLLINATIONS_API_KEY to a whole key; keys are made at {KEYS_PAGE}.",
    "PaymentRequiredError": "See what is left: pollinations balance",
    "PermissionDeniedError": "See what the key may do: pollinations key",
    "RateLimitError": "Wait a while, then run the command again.",
    "APITimeoutError": "Allow more time with --timeout SECONDS, or try again.",
    "APIConnectionError": "Check the network and --base-url, then run the command again.",
    "UnexpectedResponseError": "Try again in a while, or choose another model.",
    "SpendLimitError": "See the price: the same command with --estimate",
    "FileNotFoundError": "Check the path.",
    "PermissionError": "Check who may read and write there.",
    "UsageError": "See the options: pollinations {command}--help",
}
"""What to do, by the name of the class. A class without one has that of its base."""
_SIGNALS = 128
"""Exit codes above are those of signals."""
_LOOK = "It may have been billed: pollinations usage --since 1h shows whether."
_AGAIN = "Try again in a while."
_PLACE = "Check the place and its free space, then run the command again."
_CORRECT = "Correct it, then run the command again."
_UNEXPECTED = "Run it again with POLLINATIONS_DEBUG=1 for the traceback, and report it."
_METHOD = re.compile(r"`?\b(?:(text|image|video|audio)_|list_)?(usage|balance|keys?|models|quests|earnings)\(\)`?")
_ATTACHED = re.compile(r"\b(attachments|image)\[(\d+)\]")
_FLAGS = {"attachments": "--attach", "image": "--image"}
_ARGUMENT = re.compile(r"\b(base_url|timeout|seed|model|width|height|safe|max_tokens)=(?=\s|[,.;:]|$)")
_LIMIT = re.compile(r"\bspend_limit\b(=?)")
_ENDED = re.compile(r"The (?:stored )?key ended on ")
_METAVAR = re.compile(r"'\[?([A-Z|@-]+)\]?'")
"""A parameter as click names it, such as '[KIND]'."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z`'\"])")


class Shown(NamedTuple):
    """The parts of a shown error."""

    code: str
    message: str
    hint: str


def show(error: BaseException, exit_code: int, pending: Pending | None, *, as_json: bool, paid: bool = False) -> None:
    """Write an error to stderr: two lines, or one JSON object.

    Args:
        error: What ended the command.
        exit_code: Its exit code.
        pending: The call that was running, if there was one.
        as_json: Whether to write JSON.
        paid: Whether an earlier call of the command was billed.
    """
    if isinstance(error, SystemExit):
        return
    parts = describe(error, exit_code, pending)
    if as_json:
        facts = {**to_dict(error, parts), "billed": bill(error, pending, paid=paid)}
        text = as_json_line(facts)
    else:
        text = "\n".join(shown(line, sys.stderr) for line in (parts.message, parts.hint) if line)
    sys.stderr.write(f"{text}\n" if text else "")
    sys.stderr.flush()


def bill(error: BaseException, pending: Pending | None, *, paid: bool = False) -> Billed:
    """Return whether a command that an error ended was billed.

    The errors of the SDK and of the command tell. A signal, a full disk or a fault of ours knows of no call: then it
    counts whether one was running, or had been answered.

    Args:
        error: What ended the command.
        pending: The call that was running, if there was one.
        paid: Whether an earlier call of the command was billed.
    """
    if isinstance(error, CommandError) or "PollinationsError" in {cls.__name__ for cls in type(error).__mro__}:
        of_call = billed(error)
    elif pending:
        of_call = "yes" if _is_of_stdout(error) else "unknown"
    else:
        of_call = "no"
    return "yes" if paid and of_call == "no" else of_call


def _is_of_stdout(error: BaseException) -> bool:
    """Return True if an answer came, and could not be written to stdout."""
    return isinstance(error, OSError) and error.filename == "stdout"


def show_one(error: Exception, seed: int | None, out: Out) -> None:
    """Write to stderr that one of several results failed: a line, or the object of an error with the seed."""
    parts = describe(error, exit_code(error), None)
    if out.is_json:
        facts = {**to_dict(error, parts), "seed": seed}
        sys.stderr.write(f"{as_json_line(facts)}\n")
        sys.stderr.flush()
    else:
        kept = f" {parts.hint}" if getattr(error, "kept", None) else ""
        out.say(f"seed {seed}: {parts.message}{kept}")


def to_dict(error: BaseException, parts: Shown) -> dict[str, Any]:
    """Return the object of an error for scripts."""
    return {
        "code": parts.code,
        "message": parts.message,
        "hint": parts.hint,
        "billed": billed(error),
        "request_id": getattr(error, "request_id", None),
        "fix_url": getattr(error, "fix_url", None),
    }


def describe(error: BaseException, exit_code: int, pending: Pending | None) -> Shown:
    """Return what happened and what to do, each on one line."""
    if isinstance(error, CommandError):
        return Shown(error.code, error.message, error.hint)
    if exit_code > _SIGNALS:
        word = "TERMINATED" if exit_code == TERMINATED else "INTERRUPTED"
        return Shown(word, pending.stopped if pending else "Stopped.", pending.fetch if pending else "")
    kind = type(error).__name__
    message, rest = map(as_typed, _split(error))  # not the commands, which have the words of the user
    hint = _hint(error, rest)
    if getattr(error, "may_be_billed", False) and pending and pending.fetch:
        hint = f"It may have been billed. {pending.fetch}"
    elif getattr(error, "may_be_billed", False):
        hint = _LOOK  # and no other: most hints say to run the command again
    elif pending and pending.fetch and (kind == "SaveError" or _is_of_stdout(error)):
        hint = f"{rest or hint} {pending.fetch}"
    return Shown(str(getattr(error, "code", None) or _word(kind)).upper(), message, hint)


def _split(error: BaseException) -> tuple[str, str]:
    """Return the first sentence of an error, and the rest of its text."""
    advice = getattr(error, "advice", None)
    if advice is not None:  # an answer: the service's reason, and the SDK's advice apart
        label = " ".join(str(part) for part in (error.status, error.code) if part)  # type: ignore[attr-defined]
        reason = _one_line(f"{label}: {error.message}")  # type: ignore[attr-defined]
        stop = "" if reason[-1:] in {".", "!", "?"} else "."
        return f"{reason}{stop}", _one_line(advice)
    text = getattr(error, "message", "")  # of this package, and of click
    if callable(getattr(error, "format_message", None)):
        text = _METAVAR.sub(r"\1", error.format_message())  # type: ignore[attr-defined]
    if not text and isinstance(error, OSError) and error.strerror:
        named = f"{error.filename}: " if error.filename else ""
        text = f"{named}{error.strerror}."
    if not text:
        text = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    first, *more = _SENTENCE.split(_one_line(text), maxsplit=1)
    return first, " ".join(more)


def _hint(error: BaseException, rest: str) -> str:
    """Return what to do: the command to run where there is one."""
    kind = type(error).__name__
    if is_about_model(error):
        near = re.search(r"is '([^']+)' meant", rest)
        found = f"Is {near[1]} meant? " if near else ""
        return f"{found}See what there is: pollinations models"
    if kind == "RateLimitError" and (wait := getattr(error, "retry_after", None)):
        return f"Wait {wait:g} s, then run the command again."
    if ended := next((one for one in getattr(error, "remarks", ()) if _ENDED.match(one)), ""):
        return str(ended)
    if kind == "JobError" and getattr(error, "place", None):
        return f"{rest} --skip-bad leaves such jobs out.".lstrip()
    fix = getattr(error, "fix_url", None)
    known = next((_HINTS[cls.__name__] for cls in type(error).__mro__ if cls.__name__ in _HINTS), "")
    if "{command}" in known:
        known = known.format(command=_command_of(error))
    if known and fix:
        return f"{known} · fix it: {fix}"
    return _of_words(error) or known or rest or _usual(error)


def _usual(error: BaseException) -> str:
    if exit_code(error) == USAGE:
        return _CORRECT
    if hasattr(error, "may_be_billed"):
        return _AGAIN
    return _PLACE if isinstance(error, OSError) else _UNEXPECTED


def _command_of(error: BaseException) -> str:
    context = getattr(error, "ctx", None)
    path = "" if context is None else context.command_path.partition(" ")[2]
    return f"{path} " if path else ""


def _of_words(error: BaseException) -> str:
    """Return what to do about words that were typed, here or in the configuration file; empty if nothing special."""
    if _is_configured(error):
        from pollination_sdk.cli.run.config import path  # noqa: PLC0415 - only after a mistake

        return f"Correct the file {path()}."
    text = str(getattr(error, "message", ""))
    names = {parameter.name for parameter in context.command.params} if (context := getattr(error, "ctx", None)) else ()
    if "prompt" in names and text.startswith("Got unexpected extra argument"):
        return f'Put a prompt of several words in quotes: pollinations {_command_of(error)}"..."'
    if "prompt" in names and re.match("-[^-]", str(getattr(error, "option_name", ""))):
        options = _HINTS["UsageError"].format(command=_command_of(error))
        return f"{options}; put -- before a prompt that starts with a dash"
    if text.startswith("attachments[") and "] holds text" in text:
        return "Send a text through a pipe: pollinations text QUESTION < FILE"
    return ""


def _is_configured(error: BaseException) -> bool:
    """Return True if a value of the configuration file was refused."""
    context, parameter = getattr(error, "ctx", None), getattr(error, "param", None)
    if context is None or parameter is None:
        return False
    source = context.get_parameter_source(parameter.name)
    return source is not None and source.name == "DEFAULT_MAP"


def _word(kind: str) -> str:
    """Return the word of a class for scripts, such as MISSING_KEY for MissingKeyError."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=^API)(?=[A-Z])", "_", kind.removesuffix("Error")).upper() or "ERROR"


def as_typed(text: str) -> str:
    """Return a message of the SDK with the options and commands that a person types for its arguments and methods."""
    named = _ARGUMENT.sub(lambda found: f"--{found[1].replace('_', '-')}", text)
    named = _LIMIT.sub(lambda found: "--spend-limit " if found[1] else "--spend-limit", named)
    named = _ATTACHED.sub(lambda found: f"{_FLAGS[found[1]]} number {int(found[2]) + 1}", named)
    return _METHOD.sub(lambda found: f"`pollinations {' '.join(filter(None, (found[2], found[1])))}`", named)


def _one_line(text: str) -> str:
    return " ".join(text.split())
