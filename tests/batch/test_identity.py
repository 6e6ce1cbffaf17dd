"""The id of an item is made of what the user wrote, and stays the same for ever."""

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import each

from pollination_sdk.batch import Job
from pollination_sdk.batch.identity.ids import described, restored
from pollination_sdk.errors import JobError

PINNED = [
    (Job("text", {"prompt": "moss"}), "9b0df03420eb8fcabeb16218316bf343"),
    (Job("text", {"prompt": "moss"}, copy=1), "e9f2072ff0ae3d340bf1c19f1bf4ebf5"),
    (Job("image", {"prompt": "a fox", "width": 512, "height": 768.0}), "9a1fdb729b556bf683fef6a49a42f14d"),
    (Job("image", {"prompt": "füchse 🦊", "seed": -1}), "41652f01a980db91a337764c7b00aa89"),
    (
        Job("chat", {"messages": [{"role": "user", "content": "hi"}], "temperature": 0.7}),
        "282c061e4494c64cbfd4266c612caa06",
    ),
    (Job("embed", {"input": ["a", "b"], "dimensions": 256}), "acb550c92a1c3788aae6cf61ebe6f30d"),
    (Job("speech", {"input": "hello", "voice": "nova"}), "b45188dc13aceddefcde5c2d22055453"),
    (Job("video", {"prompt": "waves", "duration": 4, "audio": True}), "3f5648dd1bdad4a8eb03812313c699d7"),
    (
        Job("parse", {"messages": "x", "type": {"type": "object", "properties": {}}, "model": None}),
        "c3c5e3e7a75dee1523a4784a63acbb5f",
    ),
    (Job("text", {"prompt": "line\n\ttab \ud83d"}), "3584ebf8d099e047163cac2e42adc5b6"),
]
"""Jobs with their ids of id scheme 1. An id that changes makes all done items of all folders new: never edit these."""


def id_of(job: Job) -> str:
    """Return the id of a job."""
    return described(job, {})[0]


@each(("job", "pinned"), PINNED)
def test_ten_ids_for_ever(job: Job, pinned: str) -> None:
    """The ids of id scheme 1 never change; the manifest keeps the number of the scheme."""
    assert id_of(job) == pinned


@given(
    options=st.dictionaries(
        st.text(max_size=3), st.one_of(st.text(max_size=9), st.integers(), st.booleans(), st.none()), max_size=5
    ),
    number=st.integers(0, 3),
)
def test_plain_options_are_written_as_by_the_encoder(options: dict, number: int) -> None:
    """The short way for plain options makes the text that `json.dumps` makes, byte by byte."""
    compact = {"ensure_ascii": False, "separators": (",", ":")}
    text = json.dumps(["text", options, number], sort_keys=True, **compact)
    made, kept = described(Job("text", options, copy=number), {})
    assert made == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    assert kept == json.dumps(options, **compact)


def test_a_file_is_its_content(tmp_path: Path) -> None:
    """A file counts by its content, not by its path; the manifest keeps the path."""
    for name, content in (("a", b"a file"), ("b", b"a file"), ("c", b"another")):
        (tmp_path / name).write_bytes(content)
    first, second, third = (id_of(Job("transcribe", {"file": tmp_path / name})) for name in "abc")
    assert first == second == "6e336fdbf8881ec239a00eeb6701cab3"
    assert third != first
    kept = described(Job("transcribe", {"file": tmp_path / "a"}), {})[1]
    assert restored(kept) == {"file": tmp_path / "a"}


def test_what_changes_nothing() -> None:
    """The place, the user's own id, the order of options and a whole float change no id."""
    job = Job("image", {"prompt": "a fox", "width": 512})
    for same in (
        Job("image", {"width": 512.0, "prompt": "a fox"}),
        Job("image", {"prompt": "a fox", "width": 512}, id="mine", place=7),
    ):
        assert id_of(same) == id_of(job)


@pytest.mark.parametrize("options", [{"prompt": b"bytes"}, {"prompt": float("nan")}, {"file": Path("/no/such/file")}])
def test_what_cannot_be_kept(options: dict) -> None:
    """An option that JSON cannot hold, and a file that cannot be read, name their job."""
    with pytest.raises(JobError, match="Job 3"):
        described(Job("text", options, place=3), {})
