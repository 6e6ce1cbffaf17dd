"""Texts of files arrive unchanged, or their line is named; and the page names the columns of the manifest."""

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pollination_sdk import errors
from pollination_sdk.batch import Jobs
from pollination_sdk.batch.input.formats import rows_of_lines
from pollination_sdk.batch.manifest.schema import TABLES

PAGE = (Path(__file__).parents[2] / "docs/batch.md").read_text(encoding="utf-8")
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=40)


def lines(text):
    """Return the lines of a file as bytes."""
    return io.BytesIO(text.encode()).readlines()


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=8))
def test_cells_of_csv_arrive_unchanged(cells):
    """Quotes, line breaks, separators and braces are text."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows([("animal", "place"), *cells])
    assert [tuple(row.values()) for _, row in rows_of_lines(lines(written.getvalue()), "csv")] == cells


@given(st.lists(TEXTS, min_size=1, max_size=8), st.booleans())
def test_texts_of_jsonl_arrive_unchanged(texts, escaped):
    """Whether characters are escaped or not."""
    content = "".join(json.dumps({"prompt": text}, ensure_ascii=escaped) + "\n" for text in texts)
    assert [row["prompt"] for _, row in rows_of_lines(lines(content), "jsonl")] == texts


@given(TEXTS)
def test_a_value_in_a_template_is_text(text):
    """Nothing in it is evaluated."""
    (job,) = Jobs([{"animal": text, "n": 1}], method="image", template="{animal}, {n} {{x}}")
    assert job.options["prompt"] == f"{text}, 1 {{x}}"


@given(st.lists(st.binary(max_size=60), max_size=6), st.sampled_from(["jsonl", "csv", "tsv", "txt"]))
def test_any_bytes_are_rows_or_named_errors(content, form):
    """No other exception comes out, and places only grow."""
    places = []
    try:
        for place, row in rows_of_lines(content, form):
            assert isinstance(row, (dict, str, errors.JobError))
            places.append(place)
    except errors.JobError as error:
        assert error.place is None  # noqa: PT017 - the file as a whole
    assert places == sorted(set(places))


def test_the_page_names_each_table_and_column_of_the_manifest():
    """It is public, so a column that is added is described."""
    section = PAGE.split("## The manifest\n")[1].split("\n## ")[0]
    cells = {
        name
        for row in re.findall(r"^\| ([^|]*)\| ([^|]*)\|", section, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", "".join(row))
    }
    with closing(sqlite3.connect(":memory:")) as manifest:
        manifest.executescript(TABLES)
        tables = [name for (name,) in manifest.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {row[1] for table in tables for row in manifest.execute(f"PRAGMA table_info({table})")}
    described = cells | {"engine", "granted", "seconds", "longest", "reserved_nanopollen"}  # those of `leases` are ours
    assert set(tables) <= cells
    assert columns <= described
