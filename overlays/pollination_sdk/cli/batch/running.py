"""Run a batch from the command line: its signals, its view, its summary, and what to do next."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
import threading
from typing import TYPE_CHECKING, Any

from pollination_sdk.cli.batch.view import View, described, duration, left
from pollination_sdk.cli.output.terminal import as_command
from pollination_sdk.cli.run.exit_codes import KEY, MONEY, OTHER, OUTCOME_UNKNOWN, SOME_FAILED, CommandError
from pollination_sdk.cli.run.money import pollen
from pollination_sdk.cli.run.pending import command, facts_of_run, stopped
from pollination_sdk.cli.signals import Terminated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pollination_sdk import AsyncPollinations, batch, errors
    from pollination_sdk.cli.run.client import Run
    from pollination_sdk.cli.run.exit_codes import Billed

_MOST_SAID = 10
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def run_batch(
    run: Run,
    folder: str,
    start: Callable[[AsyncPollinations, dict[str, Any]], batch.Run],
    *,
    nothing: str,
    source: str | None = None,
    bad: Callable[[], list[errors.JobError]] = list,
) -> int:
    """Run a batch until it ends or is stopped, and say what it has done.

    Args:
        run: The run of the command.
        folder: The output folder.
        start: Makes the run of the batch, from the client and the settings that the command adds.
        nothing: What is said if there was no item at all.
        source: The file of the jobs.
        bad: Returns the first jobs that were left out.

    Raises:
        CommandError: Items failed or are unknown, or something stopped the run.
        KeyboardInterrupt: Ctrl-C stopped it, after what was in flight had ended.
        Terminated: SIGTERM did.
    """
    from pollination_sdk import batch  # noqa: PLC0415 - slow to import

    stop = batch.Stop()
    said = _Failures(run, source)
    with View(run.out, _reader(folder)) as view, _signals(view, stop) as caught:
        try:
            summary = asyncio.run(_waited(run, start, {"stop": stop, "on_results": said.take}))
        except Exception:
            if said.answered:  # then the exit code must not say that nothing was billed
                facts_of_run()["paid"] = True
            raise
    pending = left(batch.status(folder))
    said.show()
    left_out = [str(one) for one in bad()] if summary.bad else []
    for text in left_out[:_MOST_SAID]:
        run.out.say(f"left out: {text}")
    _write(run, summary, pending, folder, left_out)
    if not (_items(summary) or summary.bad or pending or caught or summary.stopped in _ENDS):
        run.out.say(nothing)
    _end(summary, caught, pending, folder)
    return 0


async def _waited(
    run: Run, start: Callable[[AsyncPollinations, dict[str, Any]], batch.Run], settings: dict[str, Any]
) -> batch.Summary:
    from pollination_sdk import AsyncPollinations  # noqa: PLC0415 - slow to import

    async with AsyncPollinations(base_url=run.base_url, timeout=run.timeout) as client:
        return await start(client, settings)


def _reader(folder: str) -> Callable[[], batch.Status | None]:
    from pollination_sdk import batch, errors  # noqa: PLC0415 - slow to import

    def read() -> batch.Status | None:
        try:
            return batch.status(folder)
        except errors.BatchFolderError:  # nothing is there yet
            return None

    return read


class _Failures:
    """Says which items fail: at once, or after the live view, which their lines would break."""

    def __init__(self, run: Run, source: str | None) -> None:
        self._source = source
        self._out, self._count = run.out, 0
        self.answered = False
        self._waiting: list[str] | None = [] if sys.stderr.isatty() and not run.out.quiet else None

    def take(self, results: list[batch.ItemResult]) -> None:
        """Take in some results."""
        self.answered = self.answered or any(one.state == "done" for one in results)
        for one in results:
            if one.state == "done":
                continue
            self._count += 1
            if self._count <= _MOST_SAID:
                self._say(described(one, self._source))
            elif self._count == _MOST_SAID + 1:
                self._say("More items failed, and are not shown; see the status of the folder.")

    def show(self) -> None:
        """Say what has waited for the end of the live view."""
        for text in self._waiting or ():
            self._out.say(text)

    def _say(self, text: str) -> None:
        if self._waiting is None:
            self._out.say(text)
        else:
            self._waiting.append(text)


@contextlib.contextmanager
def _signals(view: View, stop: batch.Stop) -> Iterator[list[int]]:
    """Let Ctrl-C and SIGTERM stop the run: the first lets what is in flight end, the second interrupts it.

    Yields:
        The signals that came.
    """
    caught: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield caught
        return

    def take(number: int, _: object) -> None:
        caught.append(number)
        stop.stop()
        if len(caught) == 1:
            view.note("Stopping: what is in flight ends first. Once more interrupts it.")
        elif len(caught) > 2:  # from somebody who cannot wait
            signal.signal(number, signal.SIG_DFL)

    before = {number: signal.signal(number, take) for number in _SIGNALS}
    try:
        yield caught
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _write(run: Run, summary: batch.Summary, pending: int, folder: str, left_out: list[str]) -> None:
    import attrs  # noqa: PLC0415 - of the package

    facts = {**attrs.asdict(summary), "pending": pending, "folder": str(summary.folder)}
    if run.out.is_json:
        run.out.object({**facts, "bad_jobs": left_out})
        return
    always = ("done", "failed", "unknown", "pending")
    if_any = ("already_done", "already_failed", "already_unknown", "bad", "duplicates", "unpriced")
    names = (*always, *(name for name in if_any if facts[name]))
    run.out.fields(
        {
            **{name.replace("_", " "): facts[name] for name in names},
            "spent": pollen(summary.spent),
            "time": duration(summary.seconds),
            "folder": folder,
        }
    )


def _items(summary: batch.Summary) -> int:
    """Return how many items the run has met."""
    new = summary.done + summary.failed + summary.unknown
    return new + summary.already_done + summary.already_failed + summary.already_unknown


def _end(summary: batch.Summary, caught: list[int], pending: int, folder: str) -> None:
    """Raise what the exit code says, with the command that comes next."""
    kept = f"{summary.done + summary.already_done:,} items are done, {pending:,} are left."
    go_on = f"Go on: {command(**({'spend_limit': 'MORE'} if summary.stopped == 'limit' else {}))}"
    billed: Billed = "yes" if summary.spent or summary.unpriced else "no"
    if caught:
        with stopped(f"Stopped. {kept}", go_on):
            raise Terminated if caught[0] == signal.SIGTERM else KeyboardInterrupt
    why = " ".join((summary.detail or "").split())
    if summary.stopped in _ENDS:
        code, word, text, hint = _ENDS[summary.stopped]
        if summary.stopped == "key" and "there is none" in why:
            text, hint, why = "There is no API key.", "Store one: pollinations login, or set POLLINATIONS_API_KEY.", ""
        message = f"{text} {kept}" if not why or summary.stopped == "limit" else f"{text} {kept} {why}"
        raise CommandError(message, f"{hint} {go_on}", exit_code=code, code=word, billed=billed)
    failed, unknown = summary.failed + summary.already_failed, summary.unknown + summary.already_unknown
    if failed or unknown:
        raise _unfinished(failed, unknown, folder, billed)
    if summary.bad:
        text = f"{summary.bad:,} jobs are wrong, and were left out."
        raise CommandError(text, f"Correct them. {go_on}", exit_code=SOME_FAILED, code="SOME_FAILED", billed=billed)


def _unfinished(failed: int, unknown: int, folder: str, billed: Billed) -> CommandError:
    """Return the error of a run that went through all items, and did not get each result."""
    texts = [f"{failed:,} failed"] if failed else []
    texts += [f"{unknown:,} may have been billed without a result"] if unknown else []
    words = ["pollinations", "batch", "retry", folder, *(["--unknown"] if unknown else [])]
    return CommandError(
        f"Of all items, {' and '.join(texts)}.",
        f"Send them again: {as_command(words)}",
        exit_code=SOME_FAILED if failed else OUTCOME_UNKNOWN,
        code="SOME_FAILED" if failed else "OUTCOME_UNKNOWN",
        billed="unknown" if unknown else billed,
    )


_ENDS = {
    "limit": (MONEY, "SPEND_LIMIT", "The limit on spending is reached.", "Set a higher --spend-limit."),
    "payment": (MONEY, "PAYMENT_REQUIRED", "There is not enough pollen.", "See what is left: pollinations balance."),
    "key": (KEY, "UNAUTHORIZED", "The key does not work.", "See whose it is: pollinations whoami."),
    "failures": (SOME_FAILED, "SOME_FAILED", "Too many items failed.", "See why: the status of the folder."),
    "disk": (OTHER, "DISK", "The results cannot be written.", "Make room, or see that the URL answers."),
    "engine": (OTHER, "ENGINE", "The cluster is lost.", "Start it again."),
}
"""Why a run ended early: the exit code, the word for scripts, what happened, and what to do first."""
