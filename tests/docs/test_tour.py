"""`examples/tour.ipynb` runs, and shows what people expect; the screenshots of it are in `docs/notebook`.

`SCREENSHOTS=update pytest tests/docs/test_tour.py` makes them anew, with nbconvert and Chromium.
"""

import json
import os
import re
import shutil
import subprocess
import sys

import nbclient
import nbformat
import pytest
from PIL import Image, ImageChops
from tests.helpers.pages import ROOT, read

from pollination_sdk.sandbox import Sandbox

pytestmark = pytest.mark.slow(reason="starts a kernel of IPython")
TOUR = ROOT / "examples/tour.ipynb"
SCREENSHOTS = ROOT / "docs/notebook"
THEMES = ("light", "dark")
MOST_BYTES = 100_000
WIDTH = 860
STORY = (
    "Moss came to a bare stone one wet morning. It had no roots, so it held on with threads and patience. "
    "In a hundred years the stone was <em>green</em>."
)


@pytest.fixture(scope="module")
def tour(tmp_path_factory):
    """Run the notebook in an empty folder, against a sandbox with scripted replies; return it with its key."""
    notebook, folder = nbformat.read(TOUR, as_version=4), str(tmp_path_factory.mktemp("tour"))
    with Sandbox() as sandbox, pytest.MonkeyPatch.context() as environment:
        variables = {
            "POLLINATIONS_BASE_URL": sandbox.url,
            "POLLINATIONS_API_KEY": sandbox.key,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "IPYTHONDIR": folder,
        }
        for name, value in variables.items():
            environment.setenv(name, value)
        sandbox.reply(STORY, when="Tell a story")
        sandbox.reply(json={"name": "blueberry", "height_cm": 50, "edible": True}, when="Blueberries")
        sandbox.reply(tool="count_letters", arguments={"word": "rhododendron"}, when="rhododendron")
        sandbox.reply("It has 12 letters.", when="12")
        nbclient.NotebookClient(notebook, timeout=60, resources={"metadata": {"path": folder}}).execute()
        yield notebook, sandbox.key


def data_of(tour, code, output=-1):
    """Return what an output of the cell with this code shows, by media type."""
    (cell,) = (cell for cell in tour[0].cells if cell.cell_type == "code" and code in cell.source)
    return cell.outputs[output].data


def test_the_tour_is_committed_without_outputs():
    """The file has no output, no count and no version of the machine that wrote it."""
    notebook = json.loads(TOUR.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert len(code) >= 12
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert notebook["metadata"]["language_info"] == {"name": "python"}


def test_the_key_is_nowhere(tour):
    """No output holds the key."""
    notebook, key = tour
    assert key not in nbformat.writes(notebook)


@pytest.mark.parametrize(
    "code", ["text_models()", "client.estimate.", ".cost", "client.reconcile()", "client.usage(", "groupby"]
)
def test_lists_and_amounts_are_tables(tour, code):
    """Model lists, usage, estimates, costs and frames are tables."""
    assert "<table" in data_of(tour, code)["text/html"]


def test_a_stream_has_one_output_with_the_whole_text(tour):
    """The text grew in place: there is one output, and markup in it is text."""
    (cell,) = (cell for cell in tour[0].cells if cell.source.startswith("client.stream_text("))
    (output,) = cell.outputs
    assert output.data["text/plain"] == STORY
    assert "&lt;em&gt;green&lt;/em&gt;" in output.data["text/html"]


def test_an_async_stream_is_shown_in_place_too(tour):
    """`await stream.show()` makes one output, and the images follow it."""
    (cell,) = (cell for cell in tour[0].cells if ".show()" in cell.source)
    text, *foxes = cell.outputs
    assert "Name four foxes" in text.data["text/plain"]
    assert [set(fox.data) for fox in foxes] == [{"text/plain", "image/jpeg"}] * 4


def test_media_are_shown(tour):
    """An image is one, and sound has a player."""
    assert "image/jpeg" in data_of(tour, "fox = client.image(")
    assert "image/jpeg" in data_of(tour, "client.edit_image(")
    assert data_of(tour, "client.speech(")["text/html"].startswith("<audio controls")


def test_an_error_is_small(tour):
    """An error as a value has its name and its advice."""
    shown = data_of(tour, "fluxx")["text/html"]
    assert "<strong>BadRequestError</strong>" in shown
    assert "&#x27;flux&#x27; meant?" in shown


@pytest.mark.parametrize("theme", THEMES)
def test_the_page_has_small_screenshots(tour, theme, tmp_path):
    """The page about notebooks shows a screenshot for each theme, of at most 100 KB."""
    path = SCREENSHOTS / f"{theme}.png"
    if os.environ.get("SCREENSHOTS") == "update":
        screenshot(tour[0], theme, tmp_path).save(path, optimize=True)
    assert path.stat().st_size <= MOST_BYTES
    with Image.open(path) as found:
        assert found.width <= WIDTH
    assert f"notebook/{theme}.png" in read(ROOT / "docs/notebooks.md")


def screenshot(notebook, theme, folder):
    """Draw the cells with the tag `screenshot` as nbconvert shows them, without scripts and without a network."""
    from nbconvert import HTMLExporter  # noqa: PLC0415 - only to make the screenshots anew

    shown = nbformat.from_dict(notebook)
    shown.cells = [cell for cell in notebook.cells if "screenshot" in cell.metadata.get("tags", ())]
    page, _ = HTMLExporter(theme=theme, exclude_input_prompt=False).from_notebook_node(shown)
    (folder / "page.html").write_text(re.sub(r"<script\b.*?</script>", "", page, flags=re.DOTALL), encoding="utf-8")
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    assert browser, "install Chromium to make the screenshots anew"
    options = ["--headless=new", "--no-sandbox", "--disable-background-networking", "--hide-scrollbars"]
    options += ["--host-resolver-rules=MAP * ~NOTFOUND", f"--window-size={WIDTH},2400"]
    options += [f"--user-data-dir={folder / 'profile'}", f"--screenshot={folder / 'page.png'}"]
    command = [browser, *options, (folder / "page.html").as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - our own page
    drawn = Image.open(folder / "page.png").convert("RGB")
    empty = Image.new("RGB", drawn.size, drawn.getpixel((1, drawn.height - 1)))
    *_, bottom = ImageChops.difference(drawn, empty).getbbox()
    return drawn.crop((0, 0, drawn.width, bottom + 12)).quantize(128)
