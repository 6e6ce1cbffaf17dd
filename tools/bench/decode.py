"""What large answers cost: usage records read, and every one's cost used."""

import json
from collections.abc import Callable

import httpx

from pollination_sdk import Pollinations
from tools.bench.measure import Row, Target, Work, costs, wanted
from tools.bench.peers import AS_IT_IS, KEY, predecessor

_COUNTS = (100, 1_000, 10_000)
_PREDECESSORS = ("predecessor", AS_IT_IS)


def measure(url: str, rounds: int) -> Row:
    """Read pages of usage records: a hundred to ten thousand, and those of a service that writes a column more."""
    row = Row([])
    for name, base, counts in (("records", url, _COUNTS), ("grown records", f"{url}/grown", _COUNTS[-1:])):
        clients = _clients(base)
        for count in counts:
            peers = {peer: page(count) for peer, page in clients.items()}
            row.figures.extend(costs(f"usage: {count:,} {name}", peers, rounds, max(1, 1_000 // count)))
        largest = f"usage: {counts[-1]:,} {name}"
        row.targets.append(Target(largest, "sdk", "predecessor", "CPU ms", 0.6, own=name != "records"))
        row.targets.append(Target(largest, "sdk", AS_IT_IS, "CPU ms", 0.6, own=True))
    return row


def _clients(url: str) -> dict[str, Callable[[int], Work]]:
    """Return what each does to read a page of so many records and add up their costs."""
    ours, raw = Pollinations(KEY, base_url=url), httpx.Client(base_url=url)

    def sdk(count: int) -> Work:
        return lambda: sum(record.cost_usd or 0.0 for record in ours.usage(limit=count).usage)

    def plain(count: int) -> Work:
        def read() -> object:
            usage = json.loads(raw.get(f"/account/usage?limit={count}").content)["usage"]
            return sum(record["cost_usd"] for record in usage)

        return read

    return {"sdk": sdk, "json": plain, **{name: _predecessor(url, name) for name in _PREDECESSORS if wanted(name)}}


def _predecessor(url: str, name: str) -> Callable[[int], Work]:
    package, client = predecessor(url, name)
    account = package.AccountApi(client)
    return lambda count: lambda: sum(record.cost_usd for record in account.get_account_usage(limit=count).usage)
