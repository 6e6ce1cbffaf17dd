"""A day of mixed calls against the sandbox: what a limit counts is never below what is billed, and not far above it."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.examples import AT_NIGHT

from pollination_sdk import Pollinations, Retry, SpendLimit, errors, without_waiting
from pollination_sdk.sandbox import Fault, Sandbox

CALLS, THREADS = 300 if AT_NIGHT else 80, 6
FAULTS = (
    Fault.status(500, "broke"),
    Fault.status(502, "broke"),
    Fault.status(402, "No pollen"),
    Fault.status(429, "slow down"),
    Fault.reset(),
    Fault.close(50),
    Fault.truncate_stream(2),
    Fault.truncate(40),
    Fault.garbage(),
    Fault.html(),
)
SMALL = {"width": 64, "height": 64}


def leave_early(stream):
    """Read one item of a stream."""
    with stream:
        next(iter(stream))


KINDS = {
    "text": lambda client, prompt, seed: client.text(prompt, seed=seed, max_tokens=100),
    "chat": lambda client, prompt, seed: client.chat(prompt, seed=seed, max_tokens=100),
    "image": lambda client, prompt, seed: client.image(prompt, seed=seed, **SMALL),
    "speech": lambda client, prompt, seed: client.speech(prompt),
    "embed": lambda client, prompt, seed: client.embed([prompt]),
    "video": lambda client, prompt, seed: client.video(prompt, seed=seed, duration=2),
    "stream": lambda client, prompt, seed: list(client.stream_chat(prompt, seed=seed, max_tokens=100)),
    "media": lambda client, prompt, seed: list(client.stream_image(prompt, seed=seed, **SMALL)),
    "early": lambda client, prompt, seed: leave_early(client.stream_text(prompt, seed=seed, max_tokens=100)),
    "balance": lambda client, prompt, seed: client.balance(),
}
WEIGHTS = (9, 9, 9, 9, 9, 1, 9, 9, 9, 3)


def spend_a_day(sandbox, limit, sums, refused):
    """Make mixed calls in threads; a tenth of them meets a fault, and some are sent once only."""
    keys = [sandbox.key, sandbox.add_key(byop_client_key_id="pk_app")]
    draws = random.Random(18)  # noqa: S311 - the same each time
    plan = [(draws.choices(list(KINDS), WEIGHTS)[0], draws.random(), draws.choice(FAULTS)) for _ in range(CALLS)]
    patient = Retry(budget=None)
    with Pollinations(keys, base_url=sandbox.url, spend_limit=limit, retry=patient, timeout=60) as client:
        once = client.with_options(retry=Retry.off)

        def make(number):
            kind, chance, fault = plan[number]
            if chance < 0.1:
                sandbox.queue(fault)
            try:
                KINDS[kind](once if chance > 0.8 else client, f"moss and fern {number}", number)
            except errors.SpendLimitError as error:
                refused.append(error)
            except errors.PollinationsError:
                pass
            sums.append(limit.spent + limit.reserved)

        client.image("read the prices", **SMALL)
        with ThreadPoolExecutor(THREADS) as threads:
            list(threads.map(make, range(CALLS)))


@pytest.mark.slow(reason="makes hundreds of calls")
@pytest.mark.parametrize("pollen", [50, 0.03], ids=["enough", "too little"])
def test_what_is_counted_is_what_is_billed(pollen):
    """`spent` is never below the bills and at most 10 % above them for calls that ended, and the limit holds.

    With a limit that is too low, calls are refused, none of them while there was room.
    """
    limit, sums, refused = SpendLimit(pollen), [], []
    with Sandbox() as sandbox, without_waiting():
        spend_a_day(sandbox, limit, sums, refused)
    assert limit.spent >= sandbox.billed_pollen
    assert limit.spent - limit.unknown <= 1.1 * sandbox.billed_pollen
    assert limit.reserved == 0
    assert limit.unknown > 0
    assert max(sums) <= pollen
    assert all(error.estimate > error.limit - error.spent for error in refused)
    assert bool(refused) == (pollen < 1)
