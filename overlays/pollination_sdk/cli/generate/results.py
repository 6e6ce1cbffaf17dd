"""Make files, one for each seed: priced, generated some at the same time, saved, and drawn where that is wanted."""

from __future__ import annotations

import contextlib
import random
import time
from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli.generate.at_once import results
from pollination_sdk.cli.output.progress import working
from pollination_sdk.cli.run.errors_shown import describe, show_one
from pollination_sdk.cli.run.exit_codes import OTHER, OUTCOME_UNKNOWN, SOME_FAILED, CommandError, exit_code
from pollination_sdk.cli.run.money import Facts, agreed, said
from pollination_sdk.cli.run.pending import command, pending

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pollination_sdk import Answer, Media
    from pollination_sdk.cli.files.destination import Destination
    from pollination_sdk.cli.run.client import Run

MOST_SEED = 2**31 - 1


def seeds(seed: int | None, count: int) -> list[int]:
    """Return a seed for each result, counted up from a given one or from a fresh one: one command fetches all again.

    Raises:
        click.UsageError: The service would refuse the last ones.
    """
    if seed is not None and seed + count - 1 > MOST_SEED:
        raise click.UsageError(f"The seeds end at {MOST_SEED}; --seed {seed} is too large.")
    first = random.randint(0, MOST_SEED - count) if seed is None else seed  # noqa: S311 - no secret
    return list(range(first, first + count))


def generate(
    run: Run,
    method: str,
    settings: dict[str, Any],
    numbers: Sequence[int | None],
    destination: Destination,
    *,
    what: str,
    drawn: bool = False,
) -> int:
    """Price and make a file for each seed, and return the exit code. With `--estimate`, only the price is shown.

    Args:
        run: The run.
        method: The method of the client.
        settings: Its arguments without the seed.
        numbers: The seeds; None for a call without one.
        destination: Where the files are saved.
        what: What is made, such as `image`.
        drawn: Whether each is drawn on the terminal too.
    """
    if not agreed(run, method, count=len(numbers), **_with_seed(settings, numbers[0])):
        return 0
    return make(run, method, settings, numbers, destination, what=what, drawn=drawn)


def make(
    run: Run,
    method: str,
    settings: dict[str, Any],
    numbers: Sequence[int | None],
    destination: Destination,
    *,
    what: str,
    drawn: bool = False,
    changed: Mapping[str, Any] | None = None,
) -> int:
    """Make a file for each seed as `generate` does, after its price was agreed to.

    Args:
        run: The run.
        method: The method of the client.
        settings: Its arguments without the seed.
        numbers: The seeds; None for a call without one.
        destination: Where the files are saved.
        what: What is made.
        drawn: Whether each is drawn on the terminal too.
        changed: The options of the command that fetches the same result, where they are others than those given.
    """
    left, done, start = list(numbers), 0, time.monotonic()
    failed: dict[int | None, Exception] = {}
    arriving = results(lambda seed: _call(run, method, settings, seed), numbers, _ends)
    while True:
        with _unsaved(what, left, changed):
            with working(run.out, _label(what, len(numbers), done + len(failed)), start):
                seed, result = next(arriving, (None, None))
            if result is None:
                break
            try:
                answer = _checked(result)
                path = destination.save(answer.value, answer.seed)
            except Exception as error:  # noqa: BLE001 - sorted by its exit code
                failed[seed] = error
                is_unsaved = type(error).__name__ == "SaveError"
                is_last = is_unsaved and not done  # shown at the end
                if len(numbers) > 1 and not is_last and not _ends(error):
                    show_one(error, seed, run.out)
                if is_unsaved:  # a disk that is full is full for the others too
                    break
                continue
            left.remove(seed)
            done += 1
        with _unsaved(what, left, changed):
            _show(run, answer, path, model=settings.get("model"), drawn=drawn)
    if failed and not done:
        with _unsaved(what, left, changed):
            raise _first_to_know([*failed.values()])
    if failed:
        raise _some_failed(done, len(numbers), [*failed.values()], command(**_range(left)))
    return 0


def _call(run: Run, method: str, settings: dict[str, Any], seed: int | None) -> Answer[Media]:
    answer: Answer[Media] = getattr(run.client.detailed, method)(**_with_seed(settings, seed))
    return answer


def _ends(error: Exception) -> bool:
    """Return True for an error that all results would have, such as that of the key or of the pollen."""
    return exit_code(error) not in {OTHER, OUTCOME_UNKNOWN}


def _first_to_know(failed: Sequence[Exception]) -> Exception:
    """Return the error that the exit code is of: one that may have been billed, then one that all would have."""
    unknown = (error for error in failed if exit_code(error) == OUTCOME_UNKNOWN)
    return next(unknown, None) or next(filter(_ends, failed), failed[-1])


def _label(what: str, count: int, done: int) -> str:
    return what if count == 1 else f"{what} {done + 1} of {count}"


def _unsaved(
    what: str, left: Sequence[int | None], changed: Mapping[str, Any] | None
) -> contextlib.AbstractContextManager[None]:
    """Say that results are not saved yet: a stop is explained with the command that fetches all of them."""
    if not left:
        return contextlib.nullcontext()
    return pending(what, changed=changed, **_range(left))


def _range(left: Sequence[int | None]) -> dict[str, Any]:
    """Return the first seed and the count of a command that makes all of these. What is done between them is joined."""
    numbers = [seed for seed in left if seed is not None]
    if not numbers:
        return {}
    count = max(numbers) - min(numbers) + 1
    return {"seed": min(numbers), **({"count": count} if count > 1 else {})}


def _checked(result: Answer[Media] | Exception) -> Answer[Media]:
    if isinstance(result, Exception):
        raise result
    return result


def _with_seed(settings: dict[str, Any], seed: int | None) -> dict[str, Any]:
    return settings if seed is None else {**settings, "seed": seed}


def _show(run: Run, answer: Answer[Media], path: Path | None, *, model: str | None, drawn: bool) -> None:
    try:
        _write(run, answer, path)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CommandError(
            f"stdout: {error.strerror}.", f"The file is saved as {path}.", exit_code=OTHER, code="STDOUT", billed="yes"
        ) from error
    if drawn:
        from pollination_sdk.cli.output.draw import draw  # noqa: PLC0415 - Pillow is slow to import

        draw(answer.value.bytes, run.out)
    said(run, Facts(answer, answer.elapsed, seed=answer.seed, model=model))


def _write(run: Run, answer: Answer[Media], path: Path | None) -> None:
    if run.out.is_json:
        facts = answer.to_dict()
        del facts["headers"]
        run.out.object({"file": str(path), **facts.pop("value"), **facts})
    elif path is not None:
        run.out.line(str(path))


def _some_failed(done: int, count: int, failed: Sequence[Exception], again: str) -> CommandError:
    return CommandError(
        f"{done} of {count} are done; the last error was: {describe(failed[-1], OTHER, None).message}",
        f"Make the rest: {again}",
        exit_code=SOME_FAILED,
        code="SOME_FAILED",
        billed="unknown" if any(exit_code(error) == OUTCOME_UNKNOWN for error in failed) else "yes",
    )
