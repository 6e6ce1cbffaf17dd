"""The page of troubleshooting: it quotes messages of the SDK, and has an entry for each advice and each error."""

import ast
import re
from functools import cache

import pytest
from tests.examples import each
from tests.helpers.pages import ROOT, read

from pollination_sdk import errors
from pollination_sdk._failures import advice, operation_advice, sender_advice

PAGE = read(ROOT / "docs/troubleshooting.md")
PACKAGE = ROOT / "overlays/pollination_sdk"
QUOTED = re.findall(r"^\| `([^`]+)` \|", PAGE, re.MULTILINE)


def written(node):
    """Return the text of a string of a program; a value in it is an ellipsis."""
    if isinstance(node, ast.JoinedStr):
        return "".join(map(written, node.values))
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else "…"


@cache
def messages_of(source):
    """Collect the texts of a program."""
    nodes = ast.walk(ast.parse(source))
    return {written(node) for node in nodes if isinstance(node, ast.Constant | ast.JoinedStr)}


@pytest.mark.slow(reason="parses a part of the package")
def test_each_message_is_one_of_the_sdk():
    """The first column has words of a message, as they are in the SDK today; the sandbox has others."""
    sources = [file.read_text(encoding="utf-8") for file in PACKAGE.rglob("*.py") if "sandbox" not in file.parts]
    for quoted in QUOTED:
        words = re.findall(r"\w+", quoted)  # a message may stand in several lines of a program
        found = (source for source in sources if all(word in source for word in words))
        assert any(quoted in message for source in found for message in messages_of(source)), quoted


@each("status", sorted({*advice._BY_STATUS, *(of for _, of in operation_advice._BY_OPERATION)}))
def test_each_status_with_advice_has_an_entry(status):
    """A status that has its own advice is on the page: the tables are private, since no call shows all of them."""
    assert re.search(rf"\b{status}\b", PAGE)


@each("code", advice._BY_CODE)
def test_each_code_with_advice_has_an_entry(code):
    """A code of the service that has its own advice is on the page."""
    assert f"`{code}`" in PAGE


@each("text", [*advice._BY_CODE.values(), *operation_advice._BY_OPERATION.values()])
def test_each_fixed_advice_is_quoted(text):
    """The page quotes advice that is the same each time."""
    assert any(quoted in text for quoted in QUOTED)


def test_each_error_has_an_entry():
    """Each public error and warning is named, but for the base classes of which no instance is raised."""
    named = set(re.findall(r"\w+(?:Error|Warning)\b", PAGE))
    assert set(errors.__all__) - named == {"APIError", "ArgumentError", "ArgumentValueError"}
    assert sender_advice.NOT_THE_SERVICE in PAGE
