"""The changelog's draft, and the version that follows from the differences."""

import copy
import shutil
import subprocess
from pathlib import Path

import pytest
from tools.changelog.__main__ import main
from tools.changelog.entry import Entry, newly_announced
from tools.compare import compare

from pollination_api import contract

pytestmark = pytest.mark.slow(reason="compares whole contracts")


def changes(*edits):
    """Return what the edits change in the contract."""
    old = contract.load()
    new = copy.deepcopy(old)
    for edit in edits:
        edit(new)
    return compare(old, new)


def gain(document):
    """Add a field to an answer."""
    document["components"]["schemas"]["AccountBalance"]["properties"]["tier"] = {"type": "string"}


def breakage(document):
    """Remove an operation."""
    del document["paths"]["/account/usage/daily"]


@pytest.mark.parametrize(
    ("old", "edits", "new"),
    [
        ("1.2.3", (breakage, gain), "2.0.0"),
        ("0.2.3", (breakage,), "0.3.0"),
        ("1.2.3", (gain,), "1.3.0"),
        ("0.2.3", (gain,), "0.2.4"),
        ("1.2.3", (), "1.2.4"),
    ],
)
def test_the_version_follows_from_what_changed(old, edits, new):
    """What breaks moves the first number, or in 0.x the second; a feature the next; all else the last."""
    assert Entry(old, changes(*edits), []).version == new


def test_the_entry_says_what_is_gained_what_breaks_and_what_to_do():
    """Each change stands in its section, and what breaks says what to do."""
    text = Entry("1.2.3", changes(gain, breakage), ["Mend a thing"]).markdown("2026-02-08")
    assert text.startswith("## 2.0.0 - 2026-02-08")
    assert "### New\n\n- `AccountBalance.tier`" in text
    assert "**What to do:** Stop calling it." in text
    assert "- Mend a thing" in text


def test_what_goes_is_named_when_it_is_announced():
    """Operations, options and names of models that are marked since are listed; what was marked before is not."""
    old = contract.load()
    old["paths"]["/account/key"]["get"]["deprecated"] = True
    new = copy.deepcopy(old)
    new["paths"]["/account/usage/daily"]["get"]["deprecated"] = True
    new["components"]["schemas"]["KnownImageModel"]["x-deprecated-values"] = ["turbo"]
    announced = newly_announced(old, new)
    assert announced == ["`get_account_usage_daily`", "`turbo` as `model` of `get_generate_image_prompt`"]
    text = Entry("1.2.3", compare(old, new), [], announced).markdown("2026-02-08")
    assert "### Deprecated\n\n- `get_account_usage_daily` is announced to go" in text


KEY = "    get:\n      operationId: get_account_key\n"
ANNOUNCED = (KEY, KEY.replace("get:\n", "get:\n      deprecated: true\n"))


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository of one commit that holds what the command reads, as the working folder."""
    monkeypatch.chdir(tmp_path)
    version = Path("overlays/pollination_sdk/_version.py")
    version.parent.mkdir(parents=True)
    for name in ("openapi.yaml", str(version)):
        shutil.copy(Path(__file__).parents[2] / name, name)
    git("init", "-q")
    git("config", "user.name", "tests")
    git("config", "user.email", "tests@example.com")
    commit("Begin")
    return tmp_path


def git(*arguments):
    """Run git."""
    subprocess.run(["git", *arguments], check=True)  # noqa: S603, S607 - git as it is on the path


def commit(subject):
    """Commit all."""
    git("add", "-A")
    git("commit", "-q", "-m", subject)


def edit(before, after):
    """Change the contract and commit it."""
    text = Path("openapi.yaml").read_text()
    assert before in text
    Path("openapi.yaml").write_text(text.replace(before, after, 1))
    commit("Follow the service")


def test_without_a_tag_it_is_the_first_release(repository, capsys):
    """Where nothing was released the number is the one in the code, and the history is all there is."""
    assert main([]) == 0
    said = capsys.readouterr().out
    assert said.startswith("## 0.1.0 - ")
    assert "The first release." in said
    assert "- Begin" in said


@pytest.mark.parametrize(
    ("change", "version", "said"),
    [
        (None, "0.1.1", "## 0.1.1"),
        (ANNOUNCED, "0.1.1", "- `get_account_key` is announced to go"),
        (("            maximum: 50000", "            maximum: 500"), "0.2.0", "What to do:** Keep to the new bound."),
        (("  /account/key:", "  /account/keys:"), "0.2.0", "What to do:** Stop calling it."),
    ],
)
def test_since_a_tag_the_number_follows_from_the_difference(repository, capsys, change, version, said):
    """A fix, an announcement, a tightened bound and a moved operation each get their number and their line."""
    git("tag", "v0.1.0")
    if change:
        edit(*change)
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"{version}\n"
    assert main(["--append", "told.md"]) == 0
    assert said in capsys.readouterr().out
    assert said in Path("told.md").read_text()


def test_an_unknown_tag_is_told(repository, capsys):
    """A tag that is not there, or has no contract, is named."""
    assert main(["--since", "v9"]) == 1
    assert "v9 has no openapi.yaml" in capsys.readouterr().err
