"""Every fault against every method: the right answer or the right error, in time, and nothing left behind."""

import contextlib
import functools
import time
from collections.abc import Iterator
from typing import Any

import pytest
from tests.faults.cell import Cell
from tests.faults.columns import COLUMNS, GOOD_SEED, Column
from tests.faults.conftest import AMOUNT
from tests.faults.flavours import FLAVOURS
from tests.faults.grid import GRID
from tests.faults.rows import ROWS
from tests.faults.servers import ATTEMPTS
from tests.faults.stage import stages

from pollination_sdk import Pollinations, Retry, without_waiting

TWICE = Retry(attempts=ATTEMPTS, first_wait=0, budget=None)
# A littered generator says nothing of ours; the connection, which is, is counted at the server.
UNRAISABLE = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
# A client that lives through all faults warns of the key in its URL in whichever row and column takes it off first.
KEY_IN_URL = pytest.mark.filterwarnings("ignore::pollination_sdk.errors.KeyInURLWarning")
IN_SAMPLE = 1
"""How many columns meet each fault in a sample."""
pytestmark = [pytest.mark.usefixtures("no_key_in_any_log"), pytest.mark.slow(reason="plays hundreds of faults")]


def _sampled(number: int) -> tuple[str, list[Column]]:
    """Choose the flavour and the columns for a row by its number, so that each column meets many faults in each."""
    meeting = [column for column in COLUMNS if ROWS[number].expected(column) != "-"]
    places = {(number + step * len(meeting) // IN_SAMPLE) % len(meeting) for step in range(IN_SAMPLE)}
    # A column meets the next flavour in each turn, whatever the number of columns is.
    turn, place = divmod(number, len(meeting))
    flavour = list(FLAVOURS)[(place + turn) % len(FLAVOURS)]
    return flavour, [meeting[place] for place in sorted(places)]


def _played() -> Iterator[Any]:
    """Yield a flavour, a row and its columns: of the whole matrix, or of a sample of it. A flavour's client stays."""
    for name in FLAVOURS:
        for number, row in enumerate(ROWS):
            flavour, columns = (name, COLUMNS) if AMOUNT == "full" else _sampled(number)
            if flavour == name:
                marks = [UNRAISABLE] if row.littering else []
                yield pytest.param(flavour, row, columns, id=f"{flavour}-{row.name}", marks=marks)


def test_every_method_is_a_column():
    """A new method meets every fault as well: give it a line in `COLUMNS`."""
    sending = {name for name in dir(Pollinations) if not name.startswith("_") and callable(getattr(Pollinations, name))}
    others = {"close", "detailed", "with_options", "image_url", "text_url"}
    by_usage = {"estimate", "billed_cost", "reconcile"}  # they send what `models` and `call` send
    assert sending - others - by_usage == {column.method for column in COLUMNS}


def test_every_fault_has_a_name_of_its_own():
    """There are at least forty, and none is hidden in the grid behind another."""
    names = [row.name for row in ROWS]
    assert len(set(names)) == len(names) >= 40


@pytest.fixture(scope="session")
def stage_of_each(tmp_path_factory):
    """Start a sandbox for each column."""
    with stages(tmp_path_factory.mktemp("faults")) as all_of_them:
        yield all_of_them


@pytest.fixture(autouse=True)
def at_once():
    """Wait for nothing in these tests alone: what lives for the session must not switch the waits of others off."""
    with without_waiting():
        yield


@pytest.fixture(scope="session")
def company(request, stage_of_each):
    """Give a flavour and its client, which lives through all faults; nothing of it may stay open."""
    with FLAVOURS[request.param]() as flavour:
        client = flavour.client("sk_unused_00000000", retry=TWICE)
        yield request.param, flavour, client
        flavour.close(client)
        assert _rest(stage_of_each, 0) == {}


@pytest.mark.parametrize("company", FLAVOURS, indirect=True)
def test_every_method_twice_opens_one_connection(company, stage_of_each):
    """Two good calls after one another find the same connection, whatever they are and however they are read."""
    name, flavour, client = company
    share = slice(None) if AMOUNT == "full" else slice(list(FLAVOURS).index(name), None, len(FLAVOURS))

    async def call_twice(stage):
        mine = client.with_options(api_key=stage.sandbox.key, base_url=stage.sandbox.url)
        before = stage.connections.accepted + (not stage.connections)
        for seed in (GOOD_SEED, stage.seed()):
            await stage.call(mine, seed, stage.folder / "twice.bin")
            (stage.folder / "twice.bin").unlink(missing_ok=True)
        return stage.connections.accepted - before

    played = stage_of_each[share]
    found = flavour.together([functools.partial(call_twice, stage) for stage in played])
    assert {stage.column.name: new for stage, new in zip(played, found, strict=True) if new} == {}


def test_a_sample_meets_every_column_in_every_flavour():
    """The gate plays each fault once, and each method in each flavour."""
    met = {(flavour, column.name) for flavour, columns in map(_sampled, range(len(ROWS))) for column in columns}
    assert met == {(flavour, column.name) for flavour in FLAVOURS for column in COLUMNS}


@KEY_IN_URL
@pytest.mark.parametrize(("company", "row", "columns"), list(_played()), indirect=["company"], scope="session")
def test_a_fault_ends_well(company, row, columns, stage_of_each, capfd):
    """Each cell ends in time in what is right, shows no key, leaves nothing behind, and the next call works."""
    name, flavour, client = company
    flavour.watch()
    with contextlib.ExitStack() as stack:
        stages_met = [stage for stage in stage_of_each if stage.column in columns]
        url_of = stack.enter_context(row.server(stages_met)) if row.server else lambda stage: stage.sandbox.url
        cells = [Cell(row, stage, client, url_of(stage)) for stage in stages_met]
        flavour.together([functools.partial(Cell.play, cell) for cell in cells], row.at_once)
    problems = {cell.stage.column.name: cell.problems for cell in cells if cell.problems}
    for cell in cells:
        GRID.put(row.name, cell.stage.column.name, name, "!" if cell.problems else cell.letter)
        cell.stage.sandbox.requests.clear()
    printed = "".join(capfd.readouterr())
    assert not [stage.column.name for stage in stage_of_each if stage.sandbox.key in printed]
    assert problems == {}
    assert _rest(stage_of_each, flavour.kept) == {}, "connections are still open"
    assert flavour.leftovers() == []


def _rest(all_of_them, allowed):
    """Count the connections of each column beyond the allowed idle ones, once the servers have noticed their ends."""
    end = time.monotonic() + 2
    while found := {one.column.name: n for one in all_of_them if (n := len(one.connections)) > allowed}:
        if time.monotonic() > end:
            return found
        time.sleep(0.005)
    return {}
