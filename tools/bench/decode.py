"""What large answers cost: usage records read and used, and how that grows."""

import json
import time

import httpx

from pollination_sdk import Pollinations
from tools.bench.measure import Figure, Row, Target, costs
from tools.bench.peers import KEY, predecessor

_COUNTS = (100, 1_000, 10_000)


def measure(url: str, rounds: int) -> Row:
    """Read pages of usage records and every record's cost; a hundred, a thousand and ten thousand of them."""
    ours = Pollinations(KEY, base_url=url)
    raw = httpx.Client(base_url=url)
    package, client = predecessor(url)
    account = package.AccountApi(client)
    figures: list[Figure] = []
    for count in _COUNTS:
        peers = {
            "sdk": lambda count=count: sum(record.cost_usd or 0.0 for record in ours.usage(limit=count).usage),
            "json": lambda count=count: sum(
                record["cost_usd"] for record in json.loads(raw.get(f"/account/usage?limit={count}").content)["usage"]
            ),
            "predecessor": lambda count=count: sum(
                record.cost_usd for record in account.get_account_usage(limit=count).usage
            ),
        }
        figures += costs(f"usage: {count:,} records", peers, rounds, max(1, 1_000 // count))
    return Row(figures, [Target(f"usage: {_COUNTS[-1]:,} records", "sdk", "predecessor", "CPU ms", 0.6)])


def growth(url: str, rounds: int) -> Row:
    """Show the cost of one item against their number: records of a page, and calls of one client."""
    ours = Pollinations(KEY, base_url=url)
    figures = []
    for count in _COUNTS:
        values = []
        for _ in range(rounds):
            start = time.process_time()
            ours.usage(limit=count)
            values.append((time.process_time() - start) / count * 1e6)
        figures.append(Figure(f"growth: {count:,} records", "sdk", "CPU us a record", values))
    first, last = (f"growth: {count:,} records" for count in (_COUNTS[0], _COUNTS[-1]))
    return Row(figures, [Target(last, "sdk", "sdk", "CPU us a record", 1.5, peer_row=first)])
