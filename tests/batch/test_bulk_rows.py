"""Many rows are written at once as they would be one by one."""

from hypothesis import given
from hypothesis import strategies as st

from pollination_sdk.batch import Job
from pollination_sdk.batch.files.durable import Disk
from pollination_sdk.batch.manifest.database import Manifest, Stored
from pollination_sdk.batch.protocol.item import Outcome

FEW, MANY = 4, 200
"""How many items a manifest has, so that their outcomes repeat, or fill several statements."""
OUTCOMES = st.lists(
    st.tuples(st.integers(1, FEW), st.sampled_from(["done", "failed", "unknown", "retry"]), st.integers(1, 9)),
    max_size=12,
)


def rows_after(groups: list[list[tuple[int, str, int]]], count: int) -> tuple[list[tuple], list[tuple]]:
    """Return the items and the attempts of a manifest after groups of outcomes."""
    manifest = Manifest(":memory:", Disk())
    try:
        source = manifest.add_input(None, "a test")
        run = manifest.start_run(source.number, {}, {})
        jobs = [Job("text", {"prompt": f"word {number}"}, id=f"own {number}", place=number) for number in range(count)]
        assert [one.number for one in manifest.admit(jobs, source, run).items] == list(range(1, count + 1))
        for group in groups:
            manifest.record([Stored(Outcome(*one, started=1.0, seconds=2.0, elapsed=3.0)) for one in group], run)
        db = manifest.connection
        return (
            db.execute("SELECT * FROM items ORDER BY number").fetchall(),
            db.execute("SELECT * FROM attempts ORDER BY rowid").fetchall(),
        )
    finally:
        manifest.close()


@given(outcomes=OUTCOMES)
def test_a_group_is_recorded_as_one_by_one(outcomes: list[tuple[int, str, int]]) -> None:
    """Of several outcomes of an item the last one counts, and an item that is done stays done."""
    assert rows_after([outcomes], FEW) == rows_after([[one] for one in outcomes], FEW)


def test_more_rows_than_a_statement_takes() -> None:
    """A group of any size is recorded, in its order."""
    outcomes = [(number, "done", number) for number in range(1, MANY + 1)]
    items, attempts = rows_after([outcomes], MANY)
    assert [one[0] for one in attempts] == [one[0] for one in items] == list(range(1, MANY + 1))
    assert {one[10] for one in items} == {"done"}
