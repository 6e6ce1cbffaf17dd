"""What the contract marks as deprecated arrives in the client's table, and from there at the line that uses it."""

import copy
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from tools.regenerate.deprecated import table
from tools.regenerate.finish import rendered

from pollination_api import contract

ROOT = Path(__file__).parents[2]
IMAGE, CHAT = "get_generate_image_prompt", "post_generate_v1_chat_completions"


@pytest.fixture
def document():
    """The contract, free to be changed."""
    return copy.deepcopy(contract.load())


def announce(document):
    """Announce an operation, a parameter, a field and a value, as `drift --apply` and a maintainer do."""
    daily = document["paths"]["/account/usage/daily"]["get"]
    daily["deprecated"] = True
    daily["x-deviation"]["removed"] = "The description no longer has it."
    parameters = document["paths"]["/image/{prompt}"]["get"]["parameters"]
    quality = next(one for one in parameters if one.get("name") == "quality")
    quality |= {"deprecated": True, "x-deprecation": {"since": "2026-03-01", "instead": "Write more yourself."}}
    schemas = document["components"]["schemas"]
    schemas["SystemMessage"]["properties"]["name"]["deprecated"] = True
    listed = schemas["TextModel"]
    listed["x-deprecated-values"] = ["openai-fast"]
    listed.setdefault("x-deviation", {})["openai-fast"] = "It is no longer described."


def test_the_present_contract_announces_what_it_marks(document):
    """The committed table is that of the contract as it is."""
    from pollination_api.deprecated import DEPRECATED  # noqa: PLC0415 - what is compared

    assert table(document) == DEPRECATED


def test_each_mark_is_listed_with_the_way_to_it(document):
    """Operations, parameters, fields of one form of a message, and values are found, with what is known of them."""
    before = table(document)
    announce(document)
    found = table(document)
    assert found["get_account_usage_daily"] == [{"path": (), "is_gone": True}]
    instead = {"since": "2026-03-01", "instead": "Write more yourself."}
    assert {"path": ("params", "quality"), "is_gone": False, **instead} in found[IMAGE]
    assert {"path": ("body", "messages", "*", {"role": "system"}, "name"), "is_gone": False} in found[CHAT]
    assert {"path": ("body", "model"), "values": {"openai-fast": {"is_gone": True}}} in found[CHAT]
    (notice,) = found["get_generate_text_prompt"]
    assert notice == {"path": ("params", "model"), "values": {"openai-fast": {"is_gone": True}}}
    assert {"get_account_usage_daily", "get_generate_text_prompt"} <= found.keys()
    assert before.keys() <= found.keys()


def test_a_component_that_holds_itself_is_read_once(document):
    """A schema that refers to itself ends, with what is marked in it."""
    node = {
        "type": "object",
        "properties": {"inner": {"$ref": "#/components/schemas/Node"}, "old": {"deprecated": True}},
    }
    document["components"]["schemas"]["Node"] = node
    document["components"]["schemas"]["ChatCompletionRequest"]["properties"]["tree"] = node["properties"]["inner"]
    assert {"path": ("body", "tree", "old"), "is_gone": False} in table(document)[CHAT]


@pytest.mark.slow(reason="runs a program")
def test_a_removal_is_reported_to_callers_that_still_use_it(document, tmp_path):
    """From the marked contract to a program: by its table, the client warns at the program's line, by default."""
    announce(document)
    program = tmp_path / "program.py"
    program.write_text(
        textwrap.dedent("""
        import asyncio
        from pollination_sdk import AsyncPollinations, Pollinations
        from pollination_sdk.sandbox import Sandbox
        import library

        async def ask(sandbox):
            async with AsyncPollinations(sandbox.key, base_url=sandbox.url) as client:
                await asyncio.gather(client.text("hi", model="openai-fast"))

        with Sandbox() as sandbox, Pollinations(sandbox.key, base_url=sandbox.url) as client:
            asyncio.run(ask(sandbox))
            library.use(client)
        """).lstrip()
    )
    (tmp_path / "library.py").write_text("def use(client):\n    client.daily_usage()\n")
    package = tmp_path / "generated/pollination_api"
    shutil.copytree(ROOT / "generated/pollination_api", package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "deprecated.py").write_text(rendered("modules/deprecated.py", {"deprecated": table(document)}))
    path = os.pathsep.join([str(package.parent), str(ROOT / "overlays")])
    env = {**os.environ, "PYTHONPATH": path}
    env.pop("PYTHONWARNINGS", None)
    done = subprocess.run([sys.executable, str(program)], env=env, capture_output=True, text=True, check=True)  # noqa: S603 - the program above
    said = [line for line in done.stderr.splitlines() if "Warning" in line]
    assert f"{program}:8: ServiceDeprecationWarning: model='openai-fast'" in said[0]
    assert f"{tmp_path / 'library.py'}:2: ServiceDeprecationWarning: The operation get_account_usage_daily" in said[1]
    assert len(said) == 2
