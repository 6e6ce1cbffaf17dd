"""What to make of a lease that was not finished: its journal is read before anything is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pollination_sdk.batch.identity.repeating import REPEATABLE
from pollination_sdk.batch.sending.placing import place
from pollination_sdk.batch.sending.recorder import Arrival

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pollination_sdk.batch.files.durable import Disk
    from pollination_sdk.batch.protocol.item import Item
    from pollination_sdk.batch.protocol.journal import Reader


class Recovered(NamedTuple):
    """What the journal of a lease tells.

    Args:
        arrivals: The outcomes that are durable.
        unknown: The numbers of items that may have run, and that the service would bill again.
        rest: The items to send again: they were not sent, or identical requests are billed once.
    """

    arrivals: list[Arrival]
    unknown: list[int]
    rest: list[Item]


def recover(disk: Disk, folder: str, lease: str, reader: Reader, items: Iterable[Item]) -> Recovered:
    """Read what is left of a journal whose worker has ended, and give its last files their names.

    Args:
        disk: Where files are renamed.
        folder: The output folder.
        lease: The id of the lease.
        reader: The reader of its journal.
        items: Its items that are pending.
    """
    by_number = {item.number: item for item in items}
    found = list(reader.read())
    for number, (outcome, _) in list(reader.answered.items()):
        try:
            found.append((place(disk, folder, outcome), None))
        except FileNotFoundError:  # its bytes were recorded and are gone: somebody has removed them
            reader.intents.add(number)
    arrivals = []
    tried: dict[int, Item] = dict(by_number)
    for outcome, line in found:
        if (item := by_number.get(outcome.number)) is None:
            continue
        arrivals.append(Arrival(lease, item, outcome, line, None))
        if outcome.state == "retry":
            tried[outcome.number] = item._replace(tries=outcome.tries, elapsed=outcome.elapsed)
        else:
            tried.pop(outcome.number, None)
    unknown = [number for number in sorted(reader.intents & tried.keys()) if tried[number].method not in REPEATABLE]
    rest = [item for number, item in tried.items() if number not in unknown]
    return Recovered(arrivals, unknown, rest)
