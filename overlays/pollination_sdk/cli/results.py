"""Make files, one for each seed: priced, generated, saved, and drawn where that is wanted."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from pollination_sdk.cli.again import pending
from pollination_sdk.cli.errors_shown import show
from pollination_sdk.cli.exit_codes import OTHER, OUTCOME_UNKNOWN, SOME_FAILED, CommandError, exit_code
from pollination_sdk.cli.money import Facts, agreed, said
from pollination_sdk.cli.progress import working

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from pollination_sdk import Answer, Media
    from pollination_sdk.cli.client import Run
    from pollination_sdk.cli.files import Destination

MOST_SEED = 2**31 - 1


def seeds(seed: int | None, count: int) -> list[int]:
    """Return a seed for each result: fresh ones, or those from a given one on."""
    if seed is None:
        return [random.randint(0, MOST_SEED) for _ in range(count)]  # noqa: S311 - no secret
    return list(range(seed, seed + count))


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

    def one(seed: int | None) -> None:
        with pending(what, seed=seed, changed=changed):
            with working(run.out, what):
                answer = getattr(run.client.detailed, method)(**_with_seed(settings, seed))
            path = destination.save(answer.value, answer.seed)
        _write(run, answer, path)
        if drawn:
            from pollination_sdk.cli.draw import draw  # noqa: PLC0415 - Pillow is slow to import

            draw(answer.value.bytes, run.out)
        said(run, Facts(answer, answer.elapsed, seed=answer.seed, model=settings.get("model")))

    return _each(run, numbers, one)


def _with_seed(settings: dict[str, Any], seed: int | None) -> dict[str, Any]:
    return settings if seed is None else {**settings, "seed": seed}


def _write(run: Run, answer: Answer[Media], path: Path | None) -> None:
    if run.out.is_json:
        facts = answer.to_dict()
        del facts["headers"]
        run.out.object({"file": str(path), **facts.pop("value"), **facts})
    elif path is not None:
        run.out.line(str(path))


def _each(run: Run, numbers: Sequence[int | None], one: Callable[[int | None], None]) -> int:
    """Make one result for each seed, and return the exit code.

    After a failure that may be that of one result alone, the others are made all the same. Any other error, such as
    that of the key, of the pollen or of a full disk, ends the command.
    """
    failed: list[Exception] = []
    done = 0
    for seed in numbers:
        try:
            one(seed)
        except Exception as error:  # noqa: BLE001 - sorted by its exit code below
            failed.append(error)
            if len(numbers) == 1 or isinstance(error, OSError) or exit_code(error) not in {OTHER, OUTCOME_UNKNOWN}:
                break
            _say(run, seed, error)
        else:
            done += 1
    if failed and not done:
        raise failed[-1]
    if failed:
        raise CommandError(
            f"{done} of {len(numbers)} are done; the last error was: {str(failed[-1]).splitlines()[0]}",
            "The lines above have the seeds: run those again with --seed.",
            exit_code=SOME_FAILED,
            code="SOME_FAILED",
            billed="unknown" if any(exit_code(error) == OUTCOME_UNKNOWN for error in failed) else "yes",
        )
    return 0


def _say(run: Run, seed: int | None, error: Exception) -> None:
    """Say that one of several results failed; in JSON, as the object of an error."""
    if run.out.is_json:
        show(error, exit_code(error), None, as_json=True)
    else:
        run.out.say(f"seed {seed}: {str(error).splitlines()[0]}")
