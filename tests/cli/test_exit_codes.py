"""Each way to end has its exit code, and each error is two lines or one JSON object."""

import inspect
import json
from pathlib import Path

import click
import pytest
from tests.examples import each

from pollination_sdk import errors, without_waiting
from pollination_sdk.cli.run import exit_codes
from pollination_sdk.cli.run.errors_shown import Shown, describe, show
from pollination_sdk.cli.signals import Terminated
from pollination_sdk.sandbox import Fault

ERRORS = {
    name: cls
    for name in errors.__all__
    if inspect.isclass(cls := getattr(errors, name)) and issubclass(cls, errors.PollinationsError)
}
EXPECTED = {
    "PollinationsError": 1,
    "APIError": 1,
    "BadRequestError": 1,
    "AuthenticationError": 3,
    "PaymentRequiredError": 6,
    "PermissionDeniedError": 3,
    "NotFoundError": 4,
    "RateLimitError": 7,
    "InternalServerError": 1,
    "APIConnectionError": 5,
    "APITimeoutError": 5,
    "OutcomeUnknownError": 8,
    "UnexpectedResponseError": 1,
    "AnswerFormatError": 1,
    "StreamInterruptedError": 1,
    "MissingKeyError": 3,
    "SignInError": 3,
    "InvalidKeyError": 3,
    "PromptError": 2,
    "SaveError": 1,
    "SpendLimitError": 6,
    "StreamStateError": 1,
    "ArgumentError": 2,
    "ArgumentValueError": 2,
    "JobError": 2,
    "BatchFolderError": 1,
    "ConfigurationError": 2,
}

LOOK = "It may have been billed: pollinations usage --since 1h shows whether."


def made(cls):
    """Make an error of a class as a client does: with its status, and any number where one is needed."""
    named = inspect.signature(cls).parameters.values()
    needed = {one.name: 1.0 for one in named if one.kind is one.KEYWORD_ONLY and one.default is one.empty}
    if issubclass(cls, errors.APIError):
        statuses = (400, 401, 402, 403, 404, 429, 500)
        needed["status"] = next((one for one in statuses if errors.APIError.for_status(one) is cls), 418)
    if cls is errors.SignInError:
        needed["code"] = "access_denied"
    return cls("It failed. Do this.", **needed)


@each("name", ERRORS)
def test_each_class_of_errors_has_its_own_exit_code(name):
    """A new class has to be added to the table, and here."""
    assert name in exit_codes.BY_CLASS
    assert exit_codes.exit_code(made(ERRORS[name])) == EXPECTED[name]


@each("name", ERRORS)
def test_what_may_have_been_billed_always_exits_with_8(name):
    """A script may repeat anything but 8 without paying twice."""
    error = made(ERRORS[name])
    error.may_be_billed = True
    assert exit_codes.exit_code(error) == 8
    assert exit_codes.billed(error) == "unknown"


@each(
    ("error", "code"),
    [
        (KeyboardInterrupt(), 130),
        (click.Abort(), 130),
        (EOFError(), 130),  # Ctrl-D in place of a key
        (Terminated(), 143),
        (BrokenPipeError(), 141),
        (click.UsageError("no"), 2),
        (click.BadParameter("no"), 2),
        (click.NoSuchOption("--x"), 2),
        (FileNotFoundError(2, "No such file"), 4),
        (PermissionError(13, "Permission denied"), 1),
        (OSError(28, "No space left"), 1),
        (RuntimeError("a fault"), 1),
        (SystemExit(2), 2),
        (SystemExit(), 0),
        (SystemExit("no"), 1),
    ],
)
def test_each_other_exception_has_an_exit_code(error, code):
    """Those of click, of Python and of the system."""
    assert exit_codes.exit_code(error) == code


@pytest.mark.parametrize("name", ERRORS)
def test_each_error_says_what_happened_and_what_to_do(name, capsys):
    """Two lines, and no more."""
    error = made(ERRORS[name])
    show(error, exit_codes.exit_code(error), None, as_json=False)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert "It failed." in lines[0]


@pytest.mark.parametrize("name", ERRORS)
def test_each_error_is_one_object_in_json(name, capsys):
    """It always has the same fields."""
    error = made(ERRORS[name])
    show(error, exit_codes.exit_code(error), None, as_json=True)
    found = json.loads(capsys.readouterr().err)
    assert list(found) == ["code", "message", "hint", "billed", "request_id", "fix_url"]
    assert found["code"].isupper()
    assert found["hint"]


def test_an_unexpected_exception_is_two_lines_too():
    """A traceback helps nobody but us."""
    assert describe(RuntimeError("a fault"), 1, None) == Shown(
        "RUNTIME",
        "RuntimeError: a fault",
        "Run it again with POLLINATIONS_DEBUG=1 for the traceback, and report it.",
    )


@pytest.mark.parametrize(
    ("fault", "arguments", "expected"),
    [
        (Fault.status(401), ["balance"], (3, "UNAUTHORIZED", "no")),
        (Fault.status(403), ["balance"], (3, "FORBIDDEN", "no")),
        (Fault.status(404), ["balance"], (4, "NOT_FOUND", "no")),
        (Fault.status(402, code="KEY_BUDGET_EXHAUSTED"), ["image", "a"], (6, "KEY_BUDGET_EXHAUSTED", "no")),
        (Fault.status(400), ["image", "a"], (1, "BAD_REQUEST", "no")),
        (Fault.status(500), ["balance"], (1, "INTERNAL_ERROR", "no")),
        (Fault.status(500), ["image", "a"], (8, "INTERNAL_ERROR", "unknown")),
        (Fault.stall(seconds=9), ["text", "a", "--timeout", "0.5", "--yes"], (8, "API_TIMEOUT", "unknown")),
        (Fault.stall(seconds=9), ["balance", "--timeout", "0.5"], (5, "API_TIMEOUT", "no")),
        (Fault.garbage(), ["image", "b", "--seed", "1"], (8, "UNEXPECTED_RESPONSE", "unknown")),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_failing_service_gives_its_exit_code(command, fault, arguments, expected):
    """Also whether something was billed."""
    with without_waiting():
        command.fail(fault, times=20)
        result = command(*arguments, "--json")
    error = json.loads(result.err.splitlines()[-1])
    assert (result.code, error["code"], error["billed"]) == expected


def test_the_same_result_is_not_fetched_with_the_time_that_was_too_short(command):
    """It would be too short again."""
    command.fail(Fault.stall(seconds=9))
    result = command("image", "a", "--seed", "3", "--timeout", "0.5", "--yes")
    assert result.err.endswith("Fetch the same result: pollinations image --seed 3 a\n")


def test_a_stream_that_breaks_off_exits_with_8_below_what_it_wrote(command):
    """What came is not lost."""
    command.fail(Fault.truncate_stream(), times=20)
    result = command("text", "a long story", "--stream")
    assert result.code == 8
    assert result.out
    assert result.err.splitlines()[-1] == LOOK


def test_what_may_have_been_billed_is_not_said_to_be_run_again(command):
    """Where no command fetches the same result, the bill is to be looked at first."""
    with without_waiting():
        command.fail(Fault.reset(), times=20)
        result = command("call", "get_generate_image_prompt", "prompt=fox")
    assert (result.code, result.err.splitlines()[-1]) == (8, LOOK)


def test_a_rate_limit_says_how_long_to_wait(command):
    """It exits with 7."""
    with without_waiting():
        command.fail(Fault.status(429, retry_after=7), times=20)
        result = command("balance")
    assert result.code == 7
    assert result.err.splitlines()[1] == "Wait 7 s, then run the command again."


def test_the_page_that_fixes_a_refusal_is_named(command):
    """The service sends it."""
    command.fail(Fault.status(402, fix_url="https://enter.pollinations.ai/top-up"))
    assert command("image", "a", "--json").error["fix_url"] == "https://enter.pollinations.ai/top-up"


def test_no_key_a_wrong_key_and_half_a_key_exit_with_3(command, monkeypatch):
    """Each says where a key comes from."""
    for key in ("", "sk_ffffffffffffffffffffffff", "sk_your_key_here"):
        monkeypatch.setenv("POLLINATIONS_API_KEY", key)
        result = command("balance")
        assert result.code == 3
        assert "POLLINATIONS_API_KEY" in result.err.splitlines()[1]


def test_a_mistyped_model_exits_with_4_and_names_the_nearest(command):
    """The service answers 400, which would be 1."""
    result = command("image", "a", "--model", "fluxx")
    assert result.code == 4
    assert result.err.splitlines()[1] == "Is flux meant? See what there is: pollinations models"


def test_an_unreachable_service_exits_with_5(command):
    """Nothing was sent, so nothing was billed."""
    with without_waiting():
        result = command("image", "a", "--base-url", "http://127.0.0.1:1", "--json")
    assert result.code == 5
    assert result.error["billed"] == "no"


@pytest.mark.parametrize(
    "arguments", [["nosuch"], ["text", "--nosuch"], ["image", "a", "--width", "wide"], ["text", "a", "--timeout", "0"]]
)
def test_a_wrong_command_line_exits_with_2_and_names_the_help(command, arguments):
    """It is the help of that command."""
    result = command(*arguments)
    assert result.code == 2
    assert result.err.splitlines()[1].endswith("--help")


def test_a_wrong_command_line_is_json_with_json(command):
    """Also before an option was read."""
    assert command("image", "a", "--nosuch", "--json").error["code"] == "NO_SUCH_OPTION"


def test_each_exit_code_is_on_the_page(command):
    """With the meaning of the table."""
    page = (Path(__file__).parents[2] / "docs/command-contract.md").read_text(encoding="utf-8")
    for code, meaning in exit_codes.MEANING.items():
        assert f"| {code} | {meaning[0].upper()}{meaning[1:]}" in page


def test_a_traceback_is_shown_on_demand(command, monkeypatch):
    """For reports of bugs."""
    assert "Traceback" not in command("image", "a", "--model", "fluxx").err
    monkeypatch.setenv("POLLINATIONS_DEBUG", "1")
    assert "Traceback" in command("image", "a", "--model", "fluxx").err
