"""The exit codes: one for each class of errors."""

from __future__ import annotations

from typing import Literal

DONE = 0
OTHER = 1
USAGE = 2
KEY = 3
UNKNOWN_NAME = 4
NETWORK = 5
MONEY = 6
RATE = 7
OUTCOME_UNKNOWN = 8
SOME_FAILED = 9
INTERRUPTED = 130
CLOSED_PIPE = 141
TERMINATED = 143

Billed = Literal["no", "yes", "unknown"]

MEANING = {
    DONE: "done",
    OTHER: "another error",
    USAGE: "the command was used wrongly, or would overwrite a file; nothing was sent",
    KEY: "the key is missing, refused, or may not do this",
    UNKNOWN_NAME: "there is no such model, operation or file",
    NETWORK: "the network failed, and nothing was sent that costs",
    MONEY: "there is not enough pollen, or a limit would be passed",
    RATE: "too many calls",
    OUTCOME_UNKNOWN: "the outcome is unknown: the call may have been billed",
    SOME_FAILED: "finished, but some of it failed",
    INTERRUPTED: "stopped by Ctrl-C",
    CLOSED_PIPE: "the reader of the output closed the pipe; the generation was stopped",
    TERMINATED: "stopped by SIGTERM",
}
"""What each code means, as in the documentation."""

BY_CLASS = {
    # errors of this package
    "PollinationsError": OTHER,
    "APIError": OTHER,
    "BadRequestError": OTHER,
    "AuthenticationError": KEY,
    "PaymentRequiredError": MONEY,
    "PermissionDeniedError": KEY,
    "NotFoundError": UNKNOWN_NAME,
    "RateLimitError": RATE,
    "InternalServerError": OTHER,
    "APIConnectionError": NETWORK,
    "APITimeoutError": NETWORK,
    "OutcomeUnknownError": OUTCOME_UNKNOWN,
    "UnexpectedResponseError": OTHER,
    "AnswerFormatError": OTHER,
    "StreamInterruptedError": OTHER,
    "MissingKeyError": KEY,
    "SignInError": KEY,
    "InvalidKeyError": KEY,
    "PromptError": USAGE,
    "SaveError": OTHER,
    "SpendLimitError": MONEY,
    "StreamStateError": OTHER,
    "ArgumentError": USAGE,
    "ArgumentValueError": USAGE,
    "JobError": USAGE,
    "BatchFolderError": OTHER,
    "ConfigurationError": USAGE,
    # of click
    "UsageError": USAGE,
    "FileError": UNKNOWN_NAME,
    "Abort": INTERRUPTED,
    # of Python
    "EOFError": INTERRUPTED,  # Ctrl-D where a key or an answer is asked for
    "BrokenPipeError": CLOSED_PIPE,
    "FileNotFoundError": UNKNOWN_NAME,
    "KeyboardInterrupt": INTERRUPTED,
    "Terminated": TERMINATED,
}
"""The code of each class by its name, so that no class has to be imported. A class without one has that of its base."""


class CommandError(Exception):
    """An error that the command itself finds.

    Args:
        message: What happened, as one line.
        hint: What to do, as one line: a command to run where there is one.
        exit_code: The exit code.
        code: The word for scripts, in capitals.
        billed: Whether something was billed.
    """

    def __init__(self, message: str, hint: str, *, exit_code: int, code: str, billed: Billed = "no") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.exit_code = exit_code
        self.code = code
        self.billed: Billed = billed


def exit_code(error: BaseException) -> int:
    """Return the exit code for whatever ended the command. A call that may have been billed always has 8."""
    if isinstance(error, CommandError):
        return error.exit_code
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else DONE if error.code is None else OTHER
    if getattr(error, "may_be_billed", False):
        return OUTCOME_UNKNOWN
    if is_about_model(error):
        return UNKNOWN_NAME
    return next((BY_CLASS[cls.__name__] for cls in type(error).__mro__ if cls.__name__ in BY_CLASS), OTHER)


def billed(error: BaseException) -> Billed:
    """Return whether the call was billed: a file that could not be saved was."""
    if isinstance(error, CommandError):
        return error.billed
    if getattr(error, "may_be_billed", False):
        return "unknown"
    return "yes" if type(error).__name__ == "SaveError" else "no"


def is_about_model(error: BaseException) -> bool:
    """Return True if the service says that there is no such model; it answers some of these with 400."""
    if getattr(error, "status", None) not in {400, 404, 422}:
        return False
    named = "model" in getattr(error, "field_errors", {})
    by_code = str(getattr(error, "code", "")).lower() == "model_not_found"
    return named or by_code or "public model list has no" in getattr(error, "advice", "")
