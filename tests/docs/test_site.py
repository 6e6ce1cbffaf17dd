"""The built site: links, the reference, the search, and how it looks and behaves in a browser below a path."""

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
import zlib
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tests.helpers.pages import ROOT

import pollination_sdk
from pollination_sdk import batch, dataframes, errors, login, sandbox, types

SITE = ROOT / os.environ.get("DOCS_SITE", "build/docs/site")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
LOOKED_AT = ["index", "images", "errors-and-retries", "batch", "sign-in", "keys", "web-apps", "notebooks", "command"]
LOOKED_AT += ["fault-matrix", "troubleshooting", "reference/errors"]
"""The pages that a browser opens: those with fences, tables, diagrams, images, wide text, and reference."""
LOOKS = {
    "wide-light": (1280, "light"),
    "wide-dark": (1280, "dark"),
    "narrow-dark": (390, "dark"),
    "narrow-light": (390, "light"),
}
SCHEMES = {"light": "default", "dark": "slate"}

pytestmark = pytest.mark.skipif(not os.environ.get("DOCS_SITE"), reason="the session docs has what builds the site")


@pytest.fixture(autouse=True, scope="module")
def built_site():
    """Build the site from nothing, while another process runs the examples of the pages."""
    done = subprocess.run([sys.executable, "docs/site/build.py"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


class Page(HTMLParser):
    """The links, the anchors and the text of a page."""

    def __init__(self, file):
        super().__init__()
        self.links, self.loads, self.anchors, self.text = [], [], set(), defaultdict(str)
        self._place = ""
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        """Take the links and the anchor of an element."""
        values = dict(attrs)
        if identifier := values.get("id"):
            self.anchors.add(identifier)
            self._place = identifier
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        elif values.get("rel") != "canonical":
            self.loads += [values[name] for name in ("href", "src") if values.get(name)]

    def handle_data(self, data):
        """Add the text to its section."""
        self.text[self._place] += data


@functools.cache
def pages():
    """Read each page of the site."""
    return {file.relative_to(SITE).as_posix(): Page(file) for file in sorted(SITE.rglob("*.html"))}


def test_no_link_is_dead():
    """Each link, image, style and script of each page leads to a file of the site, and each anchor to an element."""
    dead = []
    for name, page in pages().items():
        for target in [*page.links, *page.loads]:
            url = urlsplit(target)
            if url.scheme or name == "404.html":  # it stands anywhere
                continue
            file = os.path.normpath(Path(name).parent / unquote(url.path)) if url.path else name
            exists = (SITE / file).is_file() or (SITE / file / "index.html").is_file()
            anchors = pages()[file].anchors if file in pages() else set()
            if not exists or (url.fragment and anchors and unquote(url.fragment) not in anchors):
                dead.append(f"{name}: {target}")
    assert len(pages()) >= 60
    assert dead == []


def test_nothing_is_loaded_from_elsewhere():
    """No page loads a font, a style, a script or an image of another host."""
    assert {load for page in pages().values() for load in page.loads if re.match(r"(https?:)?//", load)} == set()
    styles = "".join(file.read_text(encoding="utf-8") for file in SITE.rglob("*.css"))
    assert re.findall(r"url\(['\"]?(?:https?:)?//|@import", styles) == []


def test_the_reference_has_every_public_name():
    """Each name of the package and of its public modules is in the inventory of the reference."""
    inventory = (SITE / "objects.inv").read_bytes().split(b"\n", 4)[4]
    documented = {line.split(" ")[0] for line in zlib.decompress(inventory).decode().splitlines()}
    public = {f"pollination_sdk.{name}" for name in pollination_sdk.__all__}
    for module in (batch, dataframes, errors, login, sandbox, types):
        public -= {module.__name__}
        public |= {f"{module.__name__}.{name}" for name in module.__all__}
    public -= {"pollination_sdk.__version__", "pollination_sdk.types.Answer", "pollination_sdk.types.Messages"}
    assert len(public) > 250
    assert public - documented == set()


def test_the_reference_has_every_field():
    """Each field of each model stands in the section of its model."""
    page, missing = pages()["reference/models.html"], []
    for name in types.__all__:
        section = f"pollination_sdk.types.{name}"
        fields = getattr(getattr(types, name), "attribute_names", {}).values()
        missing += [
            f"{name}.{field}"
            for field in fields
            if field not in page.text[section] and f"{section}.{field}" not in page.anchors
        ]
    assert missing == []


def test_each_page_is_there_as_markdown():
    """Each page has its Markdown beside it, the index for programs lists it, and the whole text has it."""
    listed = re.findall(r"\]\(([^)]+)\)", (SITE / "llms.txt").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(name.replace(".html", ".md") for name in pages() if name != "404.html")
    assert all((SITE / name).read_text(encoding="utf-8").strip() for name in listed)
    assert "def " not in (SITE / "llms.txt").read_text(encoding="utf-8")
    assert "billed_cost" in (SITE / "llms-full.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Serve the site below a path, as a project's pages are."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "sub").mkdir()
    (folder / "sub/path").symlink_to(SITE, target_is_directory=True)
    handler = type("Handler", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sub/path"
        server.shutdown()


@pytest.fixture(scope="module")
def browser():
    """Start the browser that is there; it may ask no host by itself."""
    if not CHROMIUM:
        pytest.skip("there is no Chromium on the path")
    playwright = pytest.importorskip("playwright.sync_api", reason="the session docs installs playwright")
    arguments = ["--no-sandbox", "--disable-background-networking", "--disable-quic"]
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield started
        started.close()


@pytest.fixture
def opened(browser):
    """Open a tab; fail if it asks another host, or if its console has an error."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    context.set_default_timeout(120_000)  # ms: a busy machine is no failure
    tab, wrong = context.new_page(), []
    tab.on("request", lambda one: urlsplit(one.url).hostname in ("127.0.0.1", None) or wrong.append(one.url))
    tab.on("console", lambda one: one.type == "error" and wrong.append(one.text))
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    yield tab
    context.close()
    assert wrong == []


AXE = """async rules => {
  const only = rules ? {runOnly: rules} : {};
  const found = await axe.run(document, {resultTypes: ['violations'], ...only});
  return found.violations.map(one => [one.id, one.impact, one.nodes[0].html.slice(0, 200)]);
}"""
ALIKE = "document.querySelectorAll('.faults tbody tr:nth-child(n+9)').forEach(row => row.remove())"
"""The rows of the fault matrix are alike, and axe takes seconds for all of them."""


@pytest.mark.parametrize("name", LOOKED_AT)
def test_a_page_can_be_read_by_everybody(name, opened, address):
    """At each width, light and dark: no serious finding of axe, no page wider than the screen, no other host."""
    place = SITE.parent / "looks"
    place.mkdir(exist_ok=True)
    opened.goto(f"{address}/{name}.html")
    opened.evaluate(Path(os.environ["DOCS_AXE"]).read_text(encoding="utf-8"))
    opened.evaluate(ALIKE)
    found = []
    for look, (width, scheme) in LOOKS.items():
        opened.set_viewport_size({"width": width, "height": 900})
        opened.emulate_media(color_scheme=scheme)
        opened.wait_for_function("name => document.body.dataset.mdColorScheme === name", arg=SCHEMES[scheme])
        opened.evaluate("Promise.all(document.getAnimations().map(one => one.finished))")  # colours fade
        opened.screenshot(path=place / f"{look}-{name.replace('/', '-')}.png")
        of_colours = ["color-contrast"] if scheme == "dark" else None  # the rest was looked at in the light
        serious = [one for one in opened.evaluate(AXE, of_colours) if one[1] in ("serious", "critical")]
        found += [(look, *one) for one in serious]
        if opened.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append((look, "wider than the screen"))
    assert found == []


@pytest.mark.parametrize(("words", "page"), [("402", "errors-and-retries"), ("rate limit", "errors-and-retries")])
def test_the_search_finds(words, page, opened, address):
    """The search box finds the page of the words among its first results, and the result leads there."""
    opened.goto(f"{address}/index.html")
    opened.keyboard.press("/")
    opened.keyboard.type(words)
    opened.wait_for_selector(f"a[href*='{page}.html']:visible")
