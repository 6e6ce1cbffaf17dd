"""`pollinations embed`."""

import json
from array import array

from pollination_sdk import Pollinations


def test_a_vector_is_a_line_of_numbers(command):
    """As many as were asked for."""
    result = command("embed", "hello", "--dimensions", "128")
    assert len([float(number) for number in result.out.rstrip("\n").split("\t")]) == 128
    assert len(result.out.splitlines()) == 1


def test_each_line_of_a_text_gets_its_vector(command):
    """Blank lines are left out; JSON has the text beside the vector."""
    result = command.process("embed", "--lines", "--json", given="one\n\ntwo\n")
    found = json.loads(result.out)
    rows = found["embeddings"]
    assert [row["text"] for row in rows] == ["one", "two"]
    assert rows[0]["embedding"] != rows[1]["embedding"]
    assert found["model"]
    assert found["cost"]["pollen"] > 0


def test_numbers_are_short_and_exact(command):
    """They are read back as the same 32-bit numbers."""
    numbers = json.loads(command("embed", "hello", "--dimensions", "128", "--json").out)["embeddings"][0]["embedding"]
    assert all(len(repr(number)) < 18 for number in numbers)
    with Pollinations(base_url=command.sandbox.url, api_key=command.sandbox.key) as client:
        assert array("f", numbers) == client.embed("hello", dimensions=128)[0]


def test_a_question_is_told_from_a_text(command):
    """With --input-type."""
    command("embed", "hello", "--input-type", "query", "--model", "cohere/embed-v4.0")
    assert json.loads(command.requests[-1].body)["input_type"] == "query"


def test_the_cost_is_said(command):
    """It is small, and not 0."""
    assert "pollen (computed)" in command("embed", "hello").err
