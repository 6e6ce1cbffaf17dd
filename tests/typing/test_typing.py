"""What the type checkers say of the wheel, as a user has it, and of programs that use it rightly and wrongly."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from tests.typing.conftest import MARK, Findings

from pollination_sdk import AsyncPollinations, Pollinations

HERE = Path(__file__).parent

pytestmark = [
    pytest.mark.slow(reason="starts two type checkers"),
    pytest.mark.skipif(
        find_spec("mypy") is None or find_spec("pyright") is None,
        reason="mypy and pyright are not installed; `nox -s package` installs and runs them",
    ),
]


def test_right_uses_are_right(findings: Findings) -> None:
    """Every method of both clients has the type that a user expects of it."""
    assert findings.get("uses.py", {}) == {}


def test_each_mistake_is_found_and_nothing_else(findings: Findings) -> None:
    """Misspelt keywords, wrong types, and mixed-up flavours are errors, each on its line."""
    text = (HERE / "mistakes.py").read_text(encoding="utf-8")
    marked = {number for number, line in enumerate(text.splitlines(), start=1) if MARK.search(line)}
    found = findings["mistakes.py"]
    assert len(marked) > 30
    assert set(found) == marked, {line: found.get(line) for line in marked ^ set(found)}


def test_the_programs_are_right(findings: Findings) -> None:
    """Each program of `examples/` passes, in the strict mode of both checkers, without a cast and an ignore."""
    assert {file: found for file, found in findings.items() if file.startswith("examples/")} == {}


def test_the_examples_of_the_pages_are_right(findings: Findings) -> None:
    """Each example of the README and the pages passes as it stands."""
    assert {file: found for file, found in findings.items() if "_line_" in file} == {}


@pytest.mark.parametrize("package", ["pollination_sdk", "pollination_api"])
def test_every_public_type_is_known(package: str, completeness: dict[str, dict[str, Any]]) -> None:
    """Each symbol of the wheel that users can reach is annotated, or of a type that all checkers infer alike."""
    report = completeness[package]
    unclear = [symbol["name"] for symbol in report["symbols"] if not symbol["isTypeKnown"] or symbol["isTypeAmbiguous"]]
    assert unclear == []
    assert report["completenessScore"] == 1
    assert report["pyTypedPath"]


def test_every_method_is_used() -> None:
    """The file of right uses names each method of both clients, so that no type goes unseen."""
    text = (HERE / "uses.py").read_text(encoding="utf-8")
    plain, other = text.split("async def make_async", 1)
    for kind, part in ((Pollinations, plain), (AsyncPollinations, other)):
        methods = {name for name in dir(kind) if not name.startswith("_")} - {"base_url", "key_source", "close"}
        assert {method for method in methods if f"client.{method}" not in part} == set()
