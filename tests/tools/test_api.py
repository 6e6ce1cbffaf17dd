"""The check of public signatures: it reads stubs, names each change, and says which ones break callers."""

import re
import subprocess

import griffe
import pytest
from tools import api

INIT = "from pollination_sdk._client.clients import Pollinations as Pollinations\n__all__ = ['Pollinations']\n"
CLIENTS = (
    "from pollination_sdk._client.methods import Methods\nclass Pollinations(Methods):\n    def close(self): ...\n"
)
STUB = "class Methods:\n    def image(self, prompt: str, *, seed: int | None = None) -> bytes: ...\n"


def write(folder, stub=STUB, clients=CLIENTS):
    """Write a package whose names are lazy and whose methods stand in a stub only; return its source folder."""
    package = folder / "overlays" / "pollination_sdk"
    (package / "_client").mkdir(parents=True, exist_ok=True)
    texts = {
        "__init__.py": "def __getattr__(name): ...\n",
        "__init__.pyi": INIT,
        "_client/__init__.py": "",
        "_client/clients.py": clients,
        "_client/methods.py": "class Methods:\n    image = endpoint(lambda: 1)\n",
        "_client/methods.pyi": stub,
    }
    for name, text in texts.items():
        (package / name).write_text(text)
    return folder / "overlays"


@pytest.mark.parametrize(
    ("before", "after", "line", "breaks"),
    [
        ("*, seed: int | None = None", "", "breaking: .*seed.*Parameter was removed", True),
        ("prompt: str", "text: str", "breaking: .*prompt.*Parameter was removed", True),
        (
            "*, seed",
            "*, width: int | None = None, seed",
            "compatible: pollination_sdk.Pollinations.image: is now",
            False,
        ),
    ],
)
def test_a_changed_signature_is_named_and_classed(tmp_path, before, after, line, breaks):
    """A parameter that goes or gets another name breaks callers; a new optional one does not."""
    sources = write(tmp_path / "old"), write(tmp_path / "new", STUB.replace(before, after))
    loaded = [griffe.load("pollination_sdk", search_paths=[one], resolve_aliases=True) for one in sources]
    lines, is_breaking = api.changes(*loaded)
    assert is_breaking is breaks
    assert any(found(line, one) for one in lines), lines


def found(pattern, text):
    """Search a line for a pattern, without the colours that griffe gives it."""
    return re.search(pattern, re.sub(r"\x1b\[\d+m", "", text))


def test_what_breaks_needs_a_fragment(tmp_path, monkeypatch, capsys):
    """Beside the last tag: without a tag nothing is compared, and a break passes with a fragment that says so."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path)
    (tmp_path / "changelog.d").mkdir()
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "Begin")
    assert api.main() == 0
    assert "there is no tag yet" in capsys.readouterr().out
    git("tag", "v0.1.0")
    assert api.main() == 0
    assert "No public signature changed since v0.1.0." in capsys.readouterr().out
    write(tmp_path, STUB.replace("*, seed: int | None = None", ""))
    assert api.main() == 1
    assert "add a `changed` or a `removed` fragment" in capsys.readouterr().out
    (tmp_path / "changelog.d" / "seed.removed.md").write_text("- `seed` of `image`.\n")
    assert api.main() == 0


def git(*arguments):
    """Run git with a name to commit under."""
    named = ["-c", "user.name=tests", "-c", "user.email=tests@example.com"]
    subprocess.run(["git", *named, *arguments], check=True)  # noqa: S603, S607 - git as it is on the path
