"""What a call costs: shown beforehand, asked about where it is much, and said afterwards."""

from __future__ import annotations

import os
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pollination_sdk.cli.output.progress import working
from pollination_sdk.cli.output.terminal import visible
from pollination_sdk.cli.run.errors_shown import as_typed
from pollination_sdk.cli.run.exit_codes import MONEY, USAGE, CommandError
from pollination_sdk.cli.run.pending import facts_of_run

if TYPE_CHECKING:
    from collections.abc import Callable

    from pollination_sdk import Estimate
    from pollination_sdk.batch import BatchEstimate
    from pollination_sdk.cli.run.client import Run

CONFIRM_ABOVE = 0.5
"""The pollen above which a command asks, unless `POLLINATIONS_CONFIRM_ABOVE` has another amount."""
_MOST_PRICED = 50_000
"""The jobs of a batch that are priced before it is asked about."""


def agreed(run: Run, method: str, /, *arguments: Any, count: int = 1, **options: Any) -> bool:
    """Price a call before it is sent. Return False if the command only was to show the price.

    Args:
        run: The run.
        method: The method of the client.
        arguments: Its arguments.
        count: How many such calls there will be.
        options: Its options.

    Raises:
        CommandError: It costs more than is sent unasked, and nobody can be asked, or the answer is no.
    """
    estimate = getattr(run.client.estimate, method)(*arguments, **options)
    return agreed_to(run, estimate, count=count, model=options.get("model"))


def agreed_to(run: Run, estimate: Estimate, *, count: int = 1, model: str | None = None) -> bool:
    """Show or agree to an estimate, as `agreed` does."""
    amounts = {name: _times(getattr(estimate, name), count) for name in ("low", "likely", "high")}
    if run.estimate:
        note = f"; {as_typed(estimate.note)}" if estimate.note else ""
        if run.out.is_json:
            run.out.object({**amounts, "basis": estimate.basis, "note": estimate.note})
        elif amounts["high"] == 0:
            run.out.line("This call is free.")
        elif amounts["high"] is None:
            run.out.line(f"The price of this call is not known{note.replace(';', ':', 1)}.")
        else:
            run.out.line(f"{pollen(amounts['likely'])}, {_span(amounts)} ({estimate.basis}{note})")
        return False
    _check_limit(run, amounts["high"])
    if not run.yes:
        if amounts["high"] is None:
            _look_up(run, model)
        _confirm(amounts["high"], estimate.note)
    return True


def _check_limit(run: Run, high: float | None) -> None:
    """Refuse several calls that may cost more than the limit together, before the first of them is sent."""
    if run.spend_limit is not None and high is not None and high > run.spend_limit:
        raise CommandError(
            f"This may cost up to {pollen(high)}, more than --spend-limit {_plain(run.spend_limit)}; nothing was sent.",
            "See the price: the same command with --estimate",
            exit_code=MONEY,
            code="SPEND_LIMIT",
        )


def _look_up(run: Run, model: str | None) -> None:
    """Ask for the model of a call without a price: a wrong name, or a network that is down, is named as that."""
    if model is None:
        run.client.models(limit=1)
    else:
        run.client.model(model)


def _confirm(high: float | None, note: str, what: str = "this call") -> None:
    """Ask about a call that costs much, or whose price is not known.

    Raises:
        CommandError: Nobody can be asked, or the answer is no.
    """
    most = _confirm_above()
    if high is not None and high <= most:
        return
    if high is None:
        question, why, price = f"The price of {what} is not known ({note})", "", ""
    else:
        which = "This" if what == "this call" else what
        question, why = f"{which} may cost up to {pollen(high)}", f", more than {_plain(most)}"
        price = "; --estimate shows the price"
    instead = "choose another model" if what == "this call" else "set a --spend-limit"
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        raise CommandError(
            f"{question}{why}: nothing was sent.",
            f"Agree to it with --yes, or {instead}{price}.",
            exit_code=MONEY,
            code="NOT_CONFIRMED",
        )
    if not click.confirm(visible(f"{question}. Send it?"), err=True):
        raise CommandError("Nothing was sent.", "", exit_code=MONEY, code="NOT_CONFIRMED")


def _confirm_above() -> float:
    text = os.environ.get("POLLINATIONS_CONFIRM_ABOVE", "")
    try:
        return float(text) if text.strip() else CONFIRM_ABOVE
    except ValueError:
        raise CommandError(
            f"POLLINATIONS_CONFIRM_ABOVE is {text!r}, and no amount of pollen.",
            "Set it to a number such as 0.5.",
            exit_code=USAGE,
            code="CONFIGURATION",
        ) from None


def agreed_to_batch(run: Run, price: Callable[[int | None], BatchEstimate] | None, model: str | None = None) -> bool:
    """Price a batch before its first call is sent. Return False if only the price was wanted.

    A limit that is not above what is spent unasked needs no price, and no question.

    Args:
        run: The run.
        price: Prices at most so many of the items that will be sent; None if they can be read only once.
        model: The model of jobs that name none.

    Raises:
        CommandError: It may cost more than is sent unasked, and nobody can be asked, or the answer is no.
    """
    limit = run.spend_limit
    if not run.estimate and (run.yes or (limit is not None and limit <= _confirm_above())):
        return True
    if price is None:
        raise CommandError(
            "Jobs from stdin have no price before they are read: nothing was sent.",
            "Agree to it with --yes, or give a --spend-limit, or put the jobs into a file.",
            exit_code=MONEY,
            code="NOT_CONFIRMED",
        )
    with working(run.out, "prices"):
        found = price(None if run.estimate else _MOST_PRICED)
    if run.estimate:
        _show_batch(run, found)
        return False
    if found.unknown:
        _look_up(run, model)
    unknown = f"that of {found.unknown:,} is not in the price list"
    note = unknown if found.unknown else "there are more jobs than were priced"
    high = None if found.more else found.high
    _confirm(limit if limit is not None and (high is None or limit < high) else high, note, _jobs(found.items))
    return True


def _show_batch(run: Run, found: BatchEstimate) -> None:
    """Show the price of a batch."""
    if run.out.is_json:
        run.out.object(
            {
                name: getattr(found, name)
                for name in ("items", "settled", "low", "likely", "high", "known", "unknown", "notes")
            }
        )
        return
    settled = f", {found.settled:,} more are done or have failed" if found.settled else ""
    if found.high is None:
        known = f"the others cost up to {pollen(found.known)}"
        run.out.line(f"{_jobs(found.items)}{settled}: {found.unknown:,} without a known price, {known}")
    else:
        span = _span({"low": found.low, "high": found.high})
        run.out.line(f"{_jobs(found.items)}{settled}: {pollen(found.likely)}, {span}")
    for note in found.notes:
        run.out.say(as_typed(note).replace("--max-tokens", "--set max_tokens=N"))


def _jobs(count: int) -> str:
    return f"{count:,} {'job' if count == 1 else 'jobs'}"


class Facts(NamedTuple):
    """What is said after a call."""

    answer: Any
    """The `Answer`, or the stream that was read."""
    seconds: float
    seed: int | None = None
    model: str | None = None
    """The model that was asked for."""


def said(run: Run, facts: Facts) -> None:
    """Say what a call has cost, how long it took, and which seed and model it had."""
    cost = getattr(facts.answer, "cost", None)
    if cost is None or cost.pollen != 0:
        facts_of_run()["paid"] = True
    seed = "" if facts.seed is None else f"seed {facts.seed}"
    words = [_cost(cost), f"{facts.seconds:.1f} s", seed]
    run.out.dim(" · ".join(word for word in words if word))
    if getattr(facts.answer, "model_substituted", False):
        asked = f" in place of {facts.model}" if facts.model else ""
        run.out.say(f"The service used {facts.answer.model}{asked}.")


def _cost(cost: Any) -> str:
    if cost is None:
        return ""
    return "cost unknown" if cost.pollen is None else f"{pollen(cost.pollen)} ({cost.source})"


def pollen(amount: float | None) -> str:
    """Return an amount with at least four decimals, and more where it is less than that."""
    return "unknown pollen" if amount is None else f"{_short(amount)} pollen"


def _short(amount: float | None) -> str:
    if amount is None:
        return "?"
    short = f"{amount:.4f}"
    return short if float(short) or not amount else f"{amount:.10f}".rstrip("0")


def _plain(amount: float) -> str:
    """Return an amount as it is typed: without an exponent."""
    return f"{Decimal(repr(amount)).normalize():f}"


def _span(amounts: dict[str, float | None]) -> str:
    return f"{_short(amounts['low'])} to {_short(amounts['high'])}"


def _times(amount: float | None, count: int) -> float | None:
    return None if amount is None else round(amount * count, 10)
