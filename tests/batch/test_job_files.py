"""Files of jobs are read lazily, and what is wrong in them is named with its line."""

import gc
import json
import sys
from decimal import Decimal

import pyarrow as pa
import pytest
from pyarrow import parquet

from pollination_sdk import errors
from pollination_sdk.batch import Jobs


@pytest.fixture
def write(tmp_path):
    """Write a file of jobs, and return its path."""

    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def options(jobs):
    """Return the options of jobs as dicts."""
    return [dict(job.options) for job in jobs]


def test_jsonl_names_method_options_id_and_copies(write):
    """A line is a job; blank lines are none, and each job knows its line."""
    path = write(
        "jobs.jsonl",
        '\ufeff{"method": "image", "prompt": "fox", "width": 512, "id": "a"}\n\n'
        '{"method": "text", "prompt": "moss", "copies": 2}\n',
    )
    found = list(Jobs(path))
    assert [(job.method, job.id, job.copy, job.place) for job in found] == [
        ("image", "a", 0, 1),
        ("text", None, 0, 3),
        ("text", None, 1, 3),
    ]
    assert options(found)[0] == {"prompt": "fox", "width": 512}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"prompt": "fox"', "no JSON"),
        (b'{"prompt": "\xff"}', "UTF-8"),
        (b'{"prompt": "\\ud800"}', "UTF-8"),
        (b'{"prompt": "a\\u0000b"}', "NUL"),
        (b'{"prompt": NaN}', "NaN"),
        (b"[1, 2]", "one job a line"),
        (b"7", "not an object or a text"),
        (b"[" * 100_000, "no JSON"),
        (b'{"prompt": "fox", "widht": 3}', "Is 'width' meant?"),
        (b'{"method": "imgae", "prompt": "fox"}', "Is 'image' meant?"),
        (b'{"method": "balance"}', "no method 'balance'"),
        (b'{"prompt": "fox", "width": 0}', "width must be 1 or more, not 0"),
        (b'{"prompt": "fox", "width": "wide"}', "width takes a number"),
        (b'{"prompt": ""}', "prompt is empty"),
        (b'{"width": 512}', "needs 'prompt'"),
        (b'{"prompt": "fox", "copies": 0}', "copies must be"),
        (b'{"prompt": "fox", "copies": 2, "seed": 3}', "copies differ in their seeds"),
        (b'{"method": "embed", "input": "fox", "copies": 2}', "embed has no seed"),
        (b'{"prompt": "fox", "id": ["a"]}', "An id is text"),
        (b'{"prompt": "fox", "image": {"path": "/nowhere/fox.png"}}', "/nowhere/fox.png: No such file"),
        (b'{"method": "transcribe", "file": "talk.mp3"}', "text"),
    ],
)
def test_a_malformed_line_is_named_before_anything_is_yielded(write, line, says):
    """Line 57 is wrong: the run ends before its first call; with `skip_bad` the rest goes on, and it is counted."""
    path = write("jobs.jsonl", b'{"prompt": "fox"}\n' * 56 + line + b"\n" + b'{"prompt": "owl"}\n' * 3)
    with pytest.raises(errors.JobError) as caught:
        next(iter(Jobs(path, method="image")))
    assert caught.value.place == 57
    assert str(caught.value).startswith(f"{path}, line 57: ")
    assert says in str(caught.value)

    jobs = Jobs(path, method="image", skip_bad=True)
    assert len(list(jobs)) == 59
    assert jobs.skipped == 1
    assert [error.place for error in jobs.bad] == [57]


def test_a_mistake_after_the_first_ten_thousand_is_found_when_it_is_read(write):
    """The head of a file is checked at once; the rest is read lazily."""
    path = write("jobs.jsonl", '"fox"\n' * 10_500 + "{\n")
    read = iter(Jobs(path, method="image"))
    assert next(read).place == 1
    with pytest.raises(errors.JobError, match="line 10501"):
        list(read)


def test_csv_has_quotes_line_ends_in_cells_and_a_bom(write):
    """Places are lines of the file, also after a cell of several lines; empty cells are not given."""
    path = write(
        "jobs.csv",
        '\ufeffprompt,width,transparent,image\r\n"a ""red"" fox,\r\nasleep",512,TRUE,\r\nowl,,,"[""https://a.example/b.png""]"\r\n',
    )
    found = list(Jobs(path, method="image"))
    assert [job.place for job in found] == [2, 4]
    assert options(found) == [
        {"prompt": 'a "red" fox,\r\nasleep', "width": 512, "transparent": True},
        {"prompt": "owl", "image": ["https://a.example/b.png"]},
    ]


def test_a_number_stays_text_where_the_method_takes_text(write):
    """`512` is a prompt, and a width is a number."""
    path = write("jobs.csv", "prompt,width,model\n512,512,7\n")
    assert options(Jobs(path, method="image")) == [{"prompt": "512", "width": 512, "model": "7"}]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"prompt,width\nfox\n", "line 2: The row has 1 cells, the header 2: 'width' is missing"),
        (b"prompt\nfox,owl\n", "The row has 2 cells, the header 1"),
        (b'prompt\n"fox\nowl\n', "line 2: The row is malformed"),
        (b'prompt\n"fox" owl\n', "line 2: The row is malformed"),
        (b"prompt\nf\xffx\n", "line 2: A text is no valid UTF-8"),
        (b"prompt,prompt\nfox,owl\n", "Two columns are named 'prompt'"),
        (b"prompt;width\nfox;3\n", "has no commas"),
        (b"", "no header"),
        (b'"prompt\nfox\n', "The header is malformed"),
        (b"prompt\rfox\r", "The header is malformed"),
        ("prompt\nfox\n".encode("utf-16"), "UTF-16"),
        (b"prompt,widht\nfox,3\n", "Is 'width' meant?"),
        (b"note\nfox\n", "needs 'prompt'"),
    ],
)
def test_a_wrong_csv_says_what_is_wrong(write, content, says):
    """With the line, where there is one."""
    with pytest.raises(errors.JobError) as caught:
        list(Jobs(write("jobs.csv", content), method="image"))
    assert says in str(caught.value)


def test_an_open_quote_takes_no_other_row_with_it(write):
    """One bad row is skipped, not the rest of the file."""
    path = write("jobs.csv", 'prompt\nfox\n"owl\n' + "hen\n" * 50)
    jobs = Jobs(path, method="image", skip_bad=True)
    assert [job.place for job in jobs] == [2, *range(4, 54)]
    assert jobs.skipped == 1


def test_columns_that_nothing_uses_are_named(write):
    """A table may have columns for people; they change nothing."""
    jobs = Jobs(write("jobs.tsv", "prompt\tremark\nfox\tnice\n"), method="image")
    assert options(jobs) == [{"prompt": "fox"}]
    assert jobs.unused == ["remark"]


def test_a_cell_names_a_file_with_an_at_sign(write, tmp_path):
    """Text is never a path: `@` says that it is one."""
    talk = write("talk.wav", b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(40))
    found = list(Jobs(write("jobs.csv", f"file\n@{talk}\n"), method="transcribe"))
    assert options(found) == [{"file": talk}]
    line = json.dumps({"method": "transcribe", "file": {"path": str(talk)}})
    assert options(Jobs(write("jobs.jsonl", line))) == [{"file": talk}]


def test_a_text_file_has_a_prompt_on_each_line(write):
    """It fills the template as `line`, or is the first argument itself."""
    path = write("subjects.txt", "fox\n\n  owl  \n")
    assert options(Jobs(path, method="text")) == [{"prompt": "fox"}, {"prompt": "owl"}]
    assert options(Jobs(path, method="text", template="Describe {line}."))[1] == {"prompt": "Describe owl."}


def test_parquet_values_become_json(write, tmp_path):
    """Decimals are numbers, dates text, nulls not given; bytes are refused with their row."""
    path = tmp_path / "jobs.parquet"
    table = {
        "prompt": pa.array(["fox", "owl"]),
        "width": pa.array([Decimal(512), None], pa.decimal128(5, 0)),
        "seed": pa.array([7, None], pa.int64()),
        "extra": pa.array([{"a": 1.5}, None]),
        "day": pa.array([0, 1], pa.date32()),
    }
    parquet.write_table(pa.table(table), path)
    jobs = Jobs(path, method="image", template="{prompt} on {day}")
    assert options(jobs) == [
        {"prompt": "fox on 1970-01-01", "width": 512, "seed": 7, "extra": {"a": 1.5}},
        {"prompt": "owl on 1970-01-02"},
    ]
    parquet.write_table(pa.table({"prompt": ["fox", "owl"], "image": [None, b"\xff"]}), path)
    with pytest.raises(errors.JobError, match=r"jobs.parquet, row 2: A value is of type bytes"):
        list(Jobs(path, method="image"))
    with pytest.raises(errors.JobError, match="is no Parquet file"):
        list(Jobs(write("other.parquet", b"not this"), method="image"))


def test_parquet_without_its_extra_says_what_to_install(write, monkeypatch):
    """The base package does not bring it."""
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(errors.ConfigurationError, match=r"pollinations-sdk\[parquet\]"):
        list(Jobs(write("jobs.parquet", b""), method="image"))


def test_an_unknown_format_is_refused(write):
    """The name decides, unless the format is given."""
    path = write("jobs.dat", '"fox"\n')
    with pytest.raises(errors.JobError, match=r"Name it .jsonl"):
        Jobs(path, method="text")
    assert options(Jobs(path, method="text", format="jsonl")) == [{"prompt": "fox"}]


def test_a_missing_file_is_an_error_of_the_system(tmp_path):
    """As for every other path."""
    with pytest.raises(FileNotFoundError):
        list(Jobs(tmp_path / "no.jsonl", method="text"))


def test_the_fingerprint_changes_with_the_file_and_with_the_defaults(write):
    """It lets a resumed run leave out what it has read."""
    path = write("jobs.txt", "fox\n")
    first = Jobs(path, method="text").fingerprint()
    assert Jobs(path, method="text").fingerprint() == first
    assert Jobs(path, method="text", copies=2).fingerprint() != first
    assert Jobs(path, method="text", options={"model": "openai"}).fingerprint() != first
    write("jobs.txt", "owl\nhen\n")
    assert Jobs(path, method="text").fingerprint() != first
    assert Jobs([]).fingerprint() is None


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("jobs.jsonl", '"fox"\n"owl"', 2),
        ("jobs.jsonl", '"fox"\n', 1),
        ("jobs.jsonl", "", 0),
        ("jobs.csv", "prompt\nfox\n", 1),
    ],
)
def test_the_length_of_a_file_is_known_before_it_is_read(write, name, content, expected):
    """By its lines, so that a run can say how long it takes; of other sources nothing is known."""
    assert Jobs(write(name, content), method="image").expected() == expected
    assert Jobs(write(name, content), method="image", copies=3).expected() == 3 * expected
    assert Jobs(["fox"], method="image").expected() is None


def test_the_length_of_a_parquet_file_is_in_it(tmp_path):
    """No row is read."""
    parquet.write_table(pa.table({"prompt": ["fox"] * 700}), tmp_path / "jobs.parquet")
    jobs = Jobs(tmp_path / "jobs.parquet", method="image")
    assert jobs.expected() == len(list(jobs)) == 700


@pytest.mark.slow(reason="reads a large file")
@pytest.mark.usefixtures("few_objects")
def test_the_memory_for_ids_does_not_grow_with_the_file(write):
    """They are remembered on disk."""
    path = write("jobs.jsonl", "".join(f'{{"prompt": "fox {number}", "id": "n{number}"}}\n' for number in range(5000)))
    blocks = []
    for job in Jobs(path, method="image"):
        if job.place in {1000, 5000}:
            gc.collect()
            blocks.append(sys.getallocatedblocks())
    assert blocks[1] - blocks[0] < 2000  # a set of 4,000 ids has twice as many
