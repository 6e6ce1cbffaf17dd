"""What one item costs against their number: records of a page, chunks of a stream, models of a list.

The calls in flight are the fan-out's, which is held to the same. Of few items the cost is mostly the call's own; so the
most are compared with some, too.
"""

from collections.abc import Callable

from pollination_sdk import Pollinations
from tools.bench.measure import Figure, Row, Target, cpu_each, interleaved, settle
from tools.bench.peers import KEY

_COUNTS = {
    "records": (100, 1_000, 10_000),
    "chunks": (200, 2_000, 20_000),
    "models": (10, 100, 1_000),
}
_AT_ONCE = 1_000  # items of a round, at least: one short call is too little for a clock


def measure(url: str, rounds: int) -> Row:
    """Show that ten and a hundred times as many cost no more for each."""
    settle()
    row = Row([])
    for kind, counts in _COUNTS.items():
        unit = f"CPU us of {kind}"
        peers = {(name_of(kind, count), "sdk"): _repeated(_work(kind, url, count), count) for count in counts}
        values = interleaved(peers, rounds * 2, warm=1)
        row.figures.extend(Figure(name, who, unit, found) for (name, who), found in values.items())
        *fewer, most = (name_of(kind, count) for count in counts)
        row.targets.extend(Target(most, "sdk", "sdk", unit, 1.5, peer_row=few, own=True) for few in fewer)
    return row


def name_of(kind: str, count: int) -> str:
    """Return what a row of growth is called."""
    return f"growth: {count:,} {kind}"


def _work(kind: str, url: str, count: int) -> Callable[[], object]:
    if kind == "models":
        return Pollinations(KEY, base_url=f"{url}/many-{count}").text_models
    client = Pollinations(KEY, base_url=url)
    if kind == "records":
        return lambda: client.usage(limit=count)
    return lambda: sum(1 for _ in client.stream_chat(f"chunks={count}"))


def _repeated(work: Callable[[], object], count: int) -> Callable[[], float]:
    times = max(1, _AT_ONCE // count)

    def run() -> int:
        for _ in range(times):
            work()
        return times * count

    return lambda: cpu_each(run)
