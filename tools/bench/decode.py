"""What large answers cost: usage records read, and every one's cost used."""

import json
from typing import Any

import httpx

from pollination_sdk import Pollinations
from tools.bench.measure import Row, Target, Work, costs
from tools.bench.peers import AS_IT_IS, KEY, predecessor

_COUNTS = (100, 1_000, 10_000)


def measure(url: str, rounds: int) -> Row:
    """Read pages of usage records; a hundred, a thousand and ten thousand of them."""
    accounts = {}
    for name in ("predecessor", AS_IT_IS):
        package, client = predecessor(url, name)
        accounts[name] = package.AccountApi(client)
    ours, raw = Pollinations(KEY, base_url=url), httpx.Client(base_url=url)
    row = Row([])
    for count in _COUNTS:
        peers = _peers(ours, raw, accounts, count)
        row.figures.extend(costs(f"usage: {count:,} records", peers, rounds, max(1, 1_000 // count)))
    largest = f"usage: {_COUNTS[-1]:,} records"
    row.targets.append(Target(largest, "sdk", "predecessor", "CPU ms", 0.6))
    row.targets.append(Target(largest, "sdk", AS_IT_IS, "CPU ms", 0.6))
    return row


def _peers(ours: Pollinations, raw: httpx.Client, accounts: dict[str, Any], count: int) -> dict[str, Work]:
    def plain() -> object:
        usage = json.loads(raw.get(f"/account/usage?limit={count}").content)["usage"]
        return sum(record["cost_usd"] for record in usage)

    def of_predecessor(account: Any) -> Work:
        return lambda: sum(record.cost_usd for record in account.get_account_usage(limit=count).usage)

    return {
        "sdk": lambda: sum(record.cost_usd or 0.0 for record in ours.usage(limit=count).usage),
        "json": plain,
        **{name: of_predecessor(account) for name, account in accounts.items()},
    }
