"""The README and the pages: every example runs, every command exists, every method is shown, every link leads on."""

import ast
import importlib.util
import os
import re
import shlex
import tomllib
import traceback
from functools import cache
from pathlib import Path

import click
import pytest
from opentelemetry import metrics, trace
from tests.examples import AT_NIGHT, each
from tests.helpers.loud_loggers import reset_levels
from tests.helpers.pages import (
    BLOCKS,
    COMMANDS,
    FENCE,
    PAGES,
    ROOT,
    blocks_of,
    name_of,
    read,
    run_block,
    run_recipes,
)
from tests.helpers.pytest_runs import printed_by_pytest

from pollination_sdk import AsyncPollinations, Pollinations
from pollination_sdk.cli import commands as own
from pollination_sdk.sandbox import Sandbox

README = (ROOT / "README.md").read_text(encoding="utf-8")
OTHERS = [*ROOT.glob("*.md"), *(ROOT / "changelog.d").rglob("*.md"), *(ROOT / ".github").rglob("*.md")]
SCRIPTS = [ROOT / ".ci/run", *sorted((ROOT / ".github/workflows").glob("*.yml"))]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTHONS = ("python", ".nox/tests/bin/python")

OF_THEMES = {"gh-light-mode-only", "gh-dark-mode-only"}
"""What follows the `#` of an image that is shown in one colour scheme only, on GitHub as on the site."""


def of_kind(*kinds: str):
    """Run a test once for each block of these kinds."""
    chosen = [
        pytest.param(block, id=f"{name_of(block.page)}-line-{block.line}") for block in BLOCKS if block.kind in kinds
    ]
    return pytest.mark.parametrize("block", chosen)


@pytest.fixture
def surroundings(tmp_path, monkeypatch):
    """Give an example an empty folder, and a sandbox where the environment looks for the service.

    A provider or a level of logging that an example sets is that of the example: it would stay for the whole process.
    """
    monkeypatch.chdir(tmp_path)
    providers = [trace.ProxyTracerProvider()]
    monkeypatch.setattr(trace, "set_tracer_provider", providers.append)
    monkeypatch.setattr(trace, "get_tracer_provider", lambda: providers[-1])
    meters = [metrics.NoOpMeterProvider()]
    monkeypatch.setattr(metrics, "set_meter_provider", meters.append)
    monkeypatch.setattr(metrics, "get_meter_provider", lambda: meters[-1])
    with Sandbox() as sandbox:
        monkeypatch.setenv("POLLINATIONS_BASE_URL", sandbox.url)
        monkeypatch.setenv("POLLINATIONS_API_KEY", sandbox.key)
        yield sandbox
    for provider in meters[1:]:
        provider.shutdown()  # it has a thread
    reset_levels()


@of_kind("run")
def test_an_example_runs(block, surroundings):
    """An example runs by itself, as it stands, and prints what its comments `# prints ...` say."""
    run_block(block, surroundings.url)


@pytest.fixture(scope="module")
def printed_by_recipes(tmp_path_factory):
    """Run each recipe whose packages are installed, with a sandbox in place of the service; return what each prints."""
    found = [block for block in BLOCKS if block.kind == "recipe" and all(map(importlib.util.find_spec, block.needs))]
    with Sandbox() as sandbox, pytest.MonkeyPatch.context() as environment:
        environment.setenv("POLLINATIONS_API_KEY", sandbox.key)
        printed = run_recipes(found, sandbox.url, tmp_path_factory.mktemp("recipes"))
        assert sandbox.billed >= len(found)
    return printed


@pytest.mark.skipif(
    not (os.environ.get("DOCS_SITE") or AT_NIGHT), reason="the session docs runs the packages of other people"
)
@of_kind("recipe")
def test_a_recipe_runs(block, printed_by_recipes):
    """A client of other people gets an answer by the address and the key alone."""
    if block not in printed_by_recipes:
        pytest.skip(f"the session docs installs {', '.join(block.needs)}")
    assert "heard: Hello" in printed_by_recipes[block]


@pytest.mark.slow(reason="starts pytest")
def test_the_test_examples_pass(tmp_path):
    """The examples of an application's tests pass with the fixture that the package brings."""
    examples = [block.content for block in BLOCKS if block.kind == "pytest"]
    assert examples
    count = sum(content.count("def test_") for content in examples)
    assert f"{count} passed" in printed_by_pytest(tmp_path, *examples)


def test_no_block_is_forgotten():
    """Every fence is found, and its block is run, checked, a figure, or exempted with a reason above it."""
    for page in PAGES:
        ours = [block for block in BLOCKS if block.page == page]
        assert len(re.findall(r"^\s*(?:```|~~~)", read(page), re.MULTILINE)) == 2 * len(ours), name_of(page)
    assert [block for block in BLOCKS if block.kind == "forgotten"] == []


@each(
    ("text", "kind"),
    [
        ("```python\n1\n```", "run"),
        ("<!-- not run: costs pollen -->\n```python\n1\n```", "exempted"),
        ("<!-- not run: -->\n```python\n1\n```", "forgotten"),
        ("<!-- skip -->\n```python\n1\n```", "forgotten"),
        ("```py\n1\n```", "forgotten"),
        ("```\n1\n```", "forgotten"),
    ],
)
def test_only_a_reason_exempts(text, kind):
    """A Python block is run unless a remark gives a reason; any other remark or language is refused."""
    assert [block.kind for block in blocks_of(ROOT / "README.md", text)] == [kind]


def test_few_blocks_are_not_run():
    """At most ten blocks of all pages are exempted from running."""
    assert len([block for block in BLOCKS if block.kind == "exempted"]) <= 10


@pytest.mark.parametrize(
    ("before", "after", "error"),
    [
        ("client.text(", "klient.text(", NameError),  # a name
        ("with Sandbox() as sandbox:", "with Sandbox() as sandbox;", SyntaxError),
        ("# prints fox.jpg", "# prints fix.jpg", AssertionError),  # an output
    ],
)
def test_a_changed_character_fails_with_its_page_and_line(before, after, error, surroundings, tmp_path):
    """One other character in a copy of a page fails its example, and the failure names the page and the line."""
    text = read(ROOT / "docs/start.md")
    page = tmp_path / "start.md"
    page.write_text(text.replace(before, after, 1), encoding="utf-8")
    block = next(block for block in blocks_of(page, page.read_text(encoding="utf-8")) if after in block.content)
    line = text[: text.index(before)].count("\n") + 1
    with pytest.raises(error) as failed:
        run_block(block, surroundings.url)
    shown = "".join(traceback.format_exception(failed.value))
    assert f'{page}", line {line}' in shown or f"{page}:{line}" in shown


def test_an_extra_is_installed_in_one_form():
    """Pages and messages install an extra by `"pollinations-sdk[NAME]"`: the quotes hold in each shell."""
    texts = [read(page) for page in PAGES]
    texts += [read(path) for ending in ("py", "pyi", "md") for path in (ROOT / "overlays").rglob(f"*.{ending}")]
    named = {form for text in texts for form in re.findall(r"pip install +(\S*\[\S+\]\S?)", text)}
    assert len(named) >= 8
    assert {form for form in named if not re.fullmatch(r'"pollinations-sdk\[[\w{}]+\](=|"\W*)', form)} == set()


def test_each_command_exists():
    """Each command is one that a checkout understands: sessions and extras that exist, our own modules."""
    blocks = [block for block in BLOCKS if block.kind in COMMANDS]
    assert blocks
    for block in blocks:
        for command in block.content.strip().splitlines():
            try:
                check_command(shlex.split(command))
            except Exception as error:
                error.add_note(f"{name_of(block.page)}, line {block.line}: {command}")
                raise


def check_command(words: list[str]) -> None:
    """Fail unless a command is understood."""
    if words[0] == "export":
        return
    if "pollinations" in words:
        check_own_command(words[words.index("pollinations") + 1 :])
        return
    if words[0] == "nox" or words[:2] == ["python3", "noxfile.py"]:
        assert set(session_names(words)) <= sessions(), words
        return
    assert words[0] in PYTHONS, words
    assert words[1] == "-m", words
    module, *arguments = words[2:]
    assert importlib.util.find_spec(f"{module}.__main__"), words
    if module == "pip":
        assert arguments[0] == "install", words
        extras = {name for word in arguments for name in re.findall(r"\[(\w+)\]", word)}
        assert extras <= PYPROJECT["project"]["optional-dependencies"].keys(), words


def check_own_command(words: list[str]) -> None:
    """Fail unless our own command understands its words; it is not run."""
    if words[0] in own.COMMANDS:
        command = own.group.get_command(click.Context(own.group), words[0])
        command.make_context(words[0], words[1:])
    else:
        own.group.make_context("pollinations", words, resilient_parsing=True)


def session_names(words: list[str]) -> list[str]:
    """Read the sessions of `-s`; the words after `--` go to the session itself."""
    ours = words[: words.index("--")] if "--" in words else words
    return [word for word in ours[ours.index("-s") + 1 :] if not word.startswith("-")] if "-s" in ours else []


@cache
def sessions() -> set[str]:
    """Name the sessions of the noxfile."""
    module = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    functions = [node for node in module.body if isinstance(node, ast.FunctionDef)]
    names = {node.name for node in functions if any("nox.session" in ast.unparse(one) for one in node.decorator_list)}
    return {name.replace("_", "-") for name in names}  # as `name=` calls them


def test_every_session_that_is_named_exists():
    """Each `nox -s NAME` and `noxfile.py -s NAME` of a page, a workflow or the gate names a session."""
    for page in (*PAGES, *SCRIPTS):
        assert set(re.findall(r"(?:nox|noxfile\.py) -s ([\w-]+)", read(page))) <= sessions(), name_of(page)


@pytest.mark.parametrize("session", ["demo", "tests"])
def test_the_two_commands_are_on_the_first_screen(session):
    """The two commands stand near the top of the README on lines of their own, exactly as they are to be typed."""
    assert f"python3 noxfile.py -s {session}" in README.splitlines()[:20]


def test_the_readme_is_short():
    """The README has at most 200 lines; the rest is in `docs/`."""
    assert len(README.splitlines()) <= 200


def test_the_gate_runs_the_readmes_command():
    """`.ci/run` runs the test command as it stands in the README."""
    lines = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert "python3 noxfile.py -s tests" in map(str.strip, lines)


@pytest.mark.parametrize("client", [Pollinations, AsyncPollinations])
def test_every_method_is_shown(client):
    """Each method of each client is called in an example that runs."""
    trees = [ast.parse(block.content) for block in BLOCKS if block.kind == "run"]
    shown = set()
    for names in map(names_in, trees):
        shown |= names if client.__name__ in names else set()
    methods = {name for name in dir(client) if not name.startswith("_") and callable(getattr(client, name))}
    assert len(methods) >= 20
    assert {*methods, "detailed"} - {"close", "aclose"} - shown == set()


def names_in(tree: ast.AST) -> set[str]:
    """Collect the names and attributes that an example uses."""
    nodes = list(ast.walk(tree))
    return {node.id for node in nodes if isinstance(node, ast.Name)} | {
        node.attr for node in nodes if isinstance(node, ast.Attribute)
    }


def test_every_link_leads_somewhere():
    """Each link to a file names one of this checkout, and each link to a section a heading of its page."""
    for page in sorted({*PAGES, *OTHERS}):
        for target in re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", read(page))):
            if re.match(r"https?://|mailto:", target):
                continue
            path, _, anchor = target.partition("#")
            file = page.parent / path if path else page
            assert file.exists(), f"{name_of(page)} leads to {target}"
            known = OF_THEMES if file.suffix == ".png" else anchors(file) if anchor else set()
            assert not anchor or anchor in known, f"{name_of(page)} leads to {target}"


@cache
def anchors(page: Path) -> set[str]:
    """Name the sections of a page as GitHub does."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", read(page)), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_index_lists_every_page():
    """Each page of `docs/` is in the table of its index."""
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"index.md"}
    assert set(re.findall(r"^\| \[[^\]]+\]\(([\w-]+\.md)\)", read(ROOT / "docs/index.md"), re.MULTILINE)) == pages


def test_the_navigation_of_the_site_has_every_page():
    """Each page of `docs/` is in the navigation, so that a reader of the site finds it."""
    config = tomllib.loads((ROOT / "docs/site/zensical.toml").read_text(encoding="utf-8"))
    named = set(re.findall(r"[\w-]+\.md", str(config["project"]["nav"])))
    assert {path.name for path in (ROOT / "docs").glob("*.md")} - named == set()
