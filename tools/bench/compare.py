"""Where a peer is better than ours, read off the figures themselves."""

from collections import defaultdict
from collections.abc import Iterator

from tools.bench.measure import Figure

THE_MORE_THE_BETTER = ("calls a second", "MB a second")
OF_NO_CLIENT = ("% of a core in the server",)
_NOTABLE = 1.05


def losing(figures: list[Figure]) -> Iterator[str]:
    """Say in a line for each row and unit how much better the best peer is than the best of ours.

    What does not block is compared with its like, and so are equal numbers of threads.
    """
    groups: dict[tuple[str, str, bool, str], list[Figure]] = defaultdict(list)
    for one in figures:
        if one.unit not in OF_NO_CLIENT:
            groups[one.row, one.unit, one.peer.startswith("async "), one.peer.partition(", ")[2]].append(one)
    for (row, unit, *_), found in groups.items():
        ours = [one for one in found if is_ours(one.peer)]
        peers = [one for one in found if not is_ours(one.peer)]
        if ours and peers and (lost := _lost(unit, ours, peers)):
            yield f"{row}: {lost} in {unit}."


def is_ours(peer: str) -> bool:
    """Tell whether a name in the column *who* is one of this SDK's."""
    return "sdk" in peer or peer == "ours"


def _lost(unit: str, ours: list[Figure], peers: list[Figure]) -> str | None:
    best = max if unit in THE_MORE_THE_BETTER else min
    mine, theirs = best(ours, key=lambda one: one.median), best(peers, key=lambda one: one.median)
    low, high = sorted((mine.median, theirs.median))
    if best(mine.median, theirs.median) == mine.median or (low and high / low < _NOTABLE):
        return None
    return f"{mine.peer} is {mine.median / theirs.median:.2f} times {theirs.peer}" if theirs.median else None
