"""Jobs of iterables, templates, defaults, copies and the ids of users."""

import asyncio
from pathlib import Path

import pytest
from tests.examples import each

from pollination_sdk import errors
from pollination_sdk.batch import Job, Jobs, run


def options(jobs):
    """Return the options of jobs as dicts."""
    return [dict(job.options) for job in jobs]


@each("cell", ["../../x", "{x.__class__}", "{x[0]}", "{0}", "%s", "{{x}}", "a\nb"])
def test_a_cell_is_never_read_as_a_template_or_a_path(cell):
    """Only the template is; its cells are text."""
    jobs = Jobs([{"x": cell}], method="image", template="a {x} in {{braces}}")
    assert options(jobs) == [{"prompt": f"a {cell} in {{braces}}"}]


@each("text", ["{x.__class__}", "{x[0]}", "{x!r}", "{x:>9}", "{}", "{x:{y}}", "{x", "x}", "{x }y}"])
def test_a_template_has_plain_columns_only(text):
    """Attributes, indexes, conversions and formats are refused before anything is read."""
    with pytest.raises(errors.JobError, match="The template"):
        Jobs([{"x": "fox"}], method="image", template=text)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"animals": "fox"}, "There is no column 'animal', which the template needs. Is 'animals' meant?"),
        ({"z": "fox"}, "It has z."),
        ({"animal": ""}, "The column 'animal' is empty"),
        ({"animal": None}, "The column 'animal' is empty"),
        ({"animal": ["fox"]}, "holds a list"),
        ({"animal": "fox", "prompt": "owl"}, "has 'prompt', and so has the template"),
        ({"animal": "fox", "widht": 3}, "Is 'width' meant?"),
        ({"animal": "a\0b"}, "NUL"),
    ],
)
def test_a_row_that_does_not_fit_the_template_is_named(row, says):
    """With its place, and what was probably meant."""
    with pytest.raises(errors.JobError) as caught:
        list(Jobs([{"animal": "fox"}, row], method="image", template="a {animal}"))
    assert caught.value.place == 2
    assert says in str(caught.value)


def test_an_added_column_changes_no_job():
    """With a template, what it does not use and no option has is left out."""
    plain = Jobs([{"animal": "fox", "width": 64}], method="image", template="a {animal}")
    more = Jobs([{"animal": "fox", "width": 64, "comment": "nice"}], method="image", template="a {animal}")
    assert options(plain) == options(more) == [{"width": 64, "prompt": "a fox"}]
    assert more.unused == ["comment"]


def test_defaults_fill_what_jobs_of_that_method_lack():
    """The own value wins, and a job of another method gets none of them."""
    rows = [{"prompt": "fox"}, {"prompt": "owl", "model": "kontext"}, {"method": "text", "prompt": "moss"}, "hen"]
    jobs = Jobs(rows, method="image", options={"model": "flux", "width": 64})
    assert options(jobs) == [
        {"model": "flux", "width": 64, "prompt": "fox"},
        {"model": "kontext", "width": 64, "prompt": "owl"},
        {"prompt": "moss"},
        {"model": "flux", "width": 64, "prompt": "hen"},
    ]


def test_copies_count_up_and_share_the_id_of_the_user():
    """Their seeds are drawn later, by the run."""
    found = list(Jobs([{"prompt": "fox", "id": 7}], method="image", copies=3))
    assert [(job.copy, job.id) for job in found] == [(0, "7"), (1, "7"), (2, "7")]


def test_the_same_id_twice_is_named_with_both_places():
    """An id of the user's own is for one job."""
    rows = [{"prompt": "fox", "id": "a"}, {"prompt": "owl", "id": "b"}, {"prompt": "hen", "id": "a"}]
    with pytest.raises(errors.JobError, match=r"Job 3: The id 'a' is that of place 1 too"):
        list(Jobs(rows, method="image"))
    jobs = Jobs(rows, method="image", skip_bad=True)
    assert [job.place for job in jobs] == [1, 2]
    assert jobs.skipped == 1


def test_jobs_of_every_kind_are_taken():
    """Dicts, texts, `Job`s, paths; also from an async iterable."""
    mixed = [{"method": "text", "prompt": "fox"}, "owl", Job("image", {"prompt": "hen"}, "own")]
    assert [job.method for job in Jobs(mixed, method="text")] == ["text", "text", "image"]

    async def rows():
        for row in mixed:
            yield row

    async def read(source):
        return [job.place async for job in Jobs(source, method="text")]

    assert asyncio.run(read(rows())) == asyncio.run(read(mixed)) == [1, 2, 3]
    assert Jobs(rows()).is_async
    with pytest.raises(errors.ArgumentError, match="arun"):
        iter(Jobs(rows())).__next__()


def test_an_iterable_is_read_lazily():
    """One job at a time, so that the input need not fit into memory."""
    read = []

    def rows():
        for number in range(100):
            read.append(number)
            yield f"fox {number}"

    jobs = iter(Jobs(rows(), method="text"))
    next(jobs)
    assert read == [0]


@pytest.mark.parametrize("source", [7, b"jobs", {"prompt": "fox"}, Job("text", {"prompt": "fox"})])
def test_what_is_no_input_is_refused(source):
    """A single job is most likely a mistake."""
    with pytest.raises(errors.ArgumentError, match="jobs takes"):
        Jobs(source)


@pytest.mark.parametrize("row", [7, None, ["fox"], object()])
def test_what_is_no_job_is_refused_with_its_place(row):
    """The iterable may hold anything."""
    with pytest.raises(errors.JobError, match="Job 1: A job is a dict"):
        list(Jobs([row], method="text"))


@pytest.mark.parametrize("value", [b"x", object(), {1: "a"}, 1j])
def test_a_value_without_a_form_in_json_is_refused(value):
    """The manifest holds options as JSON."""
    with pytest.raises(errors.JobError, match=r"Job 1: A (value|name) is of type"):
        list(Jobs([{"prompt": "fox", "extra": value}], method="text"))


def test_a_path_object_is_a_file(tmp_path):
    """It stays one in the job, and its bytes are read when it is sent."""
    picture = tmp_path / "fox.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (job,) = Jobs([{"prompt": "fox", "image": picture}], method="edit_image")
    assert job.options["image"] == picture
    (job,) = Jobs([{"prompt": "fox", "image": [{"path": str(picture)}]}], method="edit_image")
    assert job.options["image"] == [Path(picture)]


class Frame:
    """Stands for a data frame, which yields the names of its columns."""

    columns = ("prompt",)

    def __iter__(self):
        return iter(self.columns)


@pytest.mark.parametrize(
    ("source", "says"),
    [(Frame(), "to_dict('records')"), ("a fox", "or a list of texts"), (".", "is a folder")],
    ids=["frame", "text", "folder"],
)
def test_a_source_that_was_mistaken_for_jobs_is_named(source, says):
    """A data frame would make a job of each name of a column, and a text is no path."""
    with pytest.raises(errors.PollinationsError) as caught:
        Jobs(source, method="image")
    assert says in str(caught.value)


def test_options_that_are_no_dict_are_refused():
    """A text would be taken apart into letters."""
    with pytest.raises(errors.ArgumentError, match="options takes a dict"):
        Jobs(["fox"], method="image", options="flux")


def test_an_option_of_the_method_is_no_argument_of_run():
    """The message says where it belongs."""
    with pytest.raises(TypeError, match=r"run takes no argument 'model'.*options=\{'model': ...\}"):
        run(["fox"], method="image", model="flux")


def test_an_empty_out_is_not_the_current_folder():
    """A variable that is not set must not fill the folder somebody is in."""
    with pytest.raises(errors.ArgumentValueError, match="out is empty"):
        run(["fox"], method="image", out="")
