"""The README: every example runs, every command exists, every verb is shown."""

import ast
import importlib.util
import os
import re
import shlex
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import attrs
import pytest

from pollination_sdk import Pollinations
from pollination_sdk.sandbox import Sandbox

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
COMMANDS = ("console", "sh")
PICTURES = ("text",)

_FENCE = re.compile(
    r"^(?:<!-- (?P<remark>[^\n]+) -->\n)?```(?P<language>\w*)\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL
)
_NOT_RUN = re.compile(r"not run: \w.*")


@attrs.frozen
class Block:
    """A fenced block: the line it starts in, its language, its content, and the remark above it."""

    line: int
    language: str
    content: str
    remark: str | None

    @property
    def kind(self) -> str:
        """Say what is done with it."""
        if self.language in (*COMMANDS, *PICTURES):
            return self.language
        if self.language == "python":
            return {None: "run", "run with pytest": "pytest"}.get(self.remark, self._exempted())
        return self._exempted()

    def _exempted(self) -> str:
        return "exempted" if _NOT_RUN.fullmatch(self.remark or "") else "forgotten"


def blocks_of(text: str) -> list[Block]:
    """Find the fenced blocks of a Markdown text."""
    return [
        Block(text[: found.start("content")].count("\n"), found["language"], found["content"], found["remark"])
        for found in _FENCE.finditer(text)
    ]


BLOCKS = blocks_of(README)


def of_kind(*kinds: str):
    """Run a test once for each block of these kinds."""
    chosen = [pytest.param(block, id=f"line-{block.line}") for block in BLOCKS if block.kind in kinds]
    return pytest.mark.parametrize("block", chosen)


@pytest.fixture
def surroundings(tmp_path, monkeypatch):
    """Give an example an empty folder, and a sandbox where the environment looks for the service."""
    monkeypatch.chdir(tmp_path)
    with Sandbox() as sandbox:
        monkeypatch.setenv("POLLINATIONS_BASE_URL", sandbox.url)
        monkeypatch.setenv("POLLINATIONS_API_KEY", sandbox.key)
        yield


@of_kind("run")
def test_an_example_runs(block, surroundings):
    """An example runs by itself, as it stands."""
    padded = "\n" * block.line + block.content  # so that a traceback names the README's own line
    exec(compile(padded, str(ROOT / "README.md"), "exec"), {"__name__": "__main__"})  # noqa: S102 - our own README


@pytest.mark.slow(reason="starts pytest")
@of_kind("pytest")
def test_a_test_example_passes(block, tmp_path):
    """An example of an application's tests passes with the fixture that the package brings."""
    (tmp_path / "test_example.py").write_text(block.content, encoding="utf-8")
    # Installed, the plugin is found by its entry point; pytest refuses to load it twice.
    installed = entry_points(group="pytest11", name="pollinations_sandbox")
    plugin = () if installed else ("-p", "pollination_sdk.sandbox.pytest_plugin")
    done = subprocess.run(  # noqa: S603 - our own README
        [sys.executable, "-m", "pytest", "-q", *plugin, "test_example.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{block.content.count('def test_')} passed" in done.stdout


def test_no_block_is_forgotten():
    """Every fence is found, and its block is run, checked, a picture, or exempted with a reason above it."""
    fences = re.findall(r"^\s*(?:```|~~~)", README, re.MULTILINE)
    assert len(fences) == 2 * len(BLOCKS)
    assert [block for block in BLOCKS if block.kind == "forgotten"] == []


@pytest.mark.parametrize(
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
    assert [block.kind for block in blocks_of(text)] == [kind]


@of_kind(*COMMANDS)
def test_a_command_exists(block):
    """Each command is one that a checkout understands: pip with extras there are, nox sessions, our own modules."""
    for command in re.split(r"\n|&&", block.content.strip()):
        check_command(shlex.split(command))


def check_command(words: list[str]) -> None:
    """Fail unless a command is understood."""
    if words[0] == "export":
        return
    assert words[:2] == ["python", "-m"], words
    module, *arguments = words[2:]
    if module == "nox":
        assert set(session_names(arguments)) <= sessions(), words
    elif module == "pip":
        assert arguments[0] == "install", words
        assert set(re.findall(r"\[(\w+)\]", words[-1])) <= PYPROJECT["project"]["optional-dependencies"].keys(), words
    else:
        assert importlib.util.find_spec(f"{module}.__main__"), words


def session_names(arguments: list[str]) -> list[str]:
    """Read the sessions of `-s`; what follows `--` goes to the session itself."""
    ours = arguments[: arguments.index("--")] if "--" in arguments else arguments
    assert ours[0] in ("-s", "--list"), arguments
    return ours[1:]


def sessions() -> set[str]:
    """Name the sessions of the noxfile."""
    module = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    functions = [node for node in module.body if isinstance(node, ast.FunctionDef)]
    names = {node.name for node in functions if any("nox.session" in ast.unparse(one) for one in node.decorator_list)}
    return {name.replace("_", "-") for name in names}  # as `name=` calls them


def test_every_session_in_the_prose_exists():
    """What the README calls a nox session is one."""
    named = set(re.findall(r"nox -s ([\w-]+)", README))
    assert named
    assert named <= sessions()


@pytest.mark.parametrize("session", ["demo", "tests"])
def test_the_two_commands_are_there(session):
    """The two commands stand in the README on lines of their own, exactly as they are to be typed."""
    assert f"python -m pip install nox && python -m nox -s {session}" in README.splitlines()


def test_the_gate_runs_the_readmes_command():
    """`.ci/run` runs the test command as it stands in the README."""
    assert "python -m pip install nox && python -m nox -s tests" in (ROOT / ".ci/run").read_text(encoding="utf-8")


@pytest.mark.parametrize("flavour", ["Pollinations", "AsyncPollinations"])
def test_every_verb_is_shown(flavour):
    """Each verb of each client is called in an example that runs."""
    trees = [ast.parse(block.content) for block in BLOCKS if block.kind == "run"]
    shown = set()
    for names in map(names_in, trees):
        shown |= names if flavour in names else set()
    methods = {name for name in dir(Pollinations) if callable(getattr(Pollinations, name)) and name[0] != "_"}
    assert {*methods - {"call", "close"}, "detailed"} - shown == set()


def names_in(tree: ast.AST) -> set[str]:
    """Collect the names and attributes that an example uses."""
    nodes = list(ast.walk(tree))
    return {node.id for node in nodes if isinstance(node, ast.Name)} | {
        node.attr for node in nodes if isinstance(node, ast.Attribute)
    }


def test_every_link_inside_leads_somewhere():
    """A link to a section names a heading there is."""
    headings = re.findall(r"^#+ (.+)$", re.sub(_FENCE, "", README), re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", README)) <= anchors
