"""What starting costs: the modules that an import loads, and those that a first answer needs."""

import json
import subprocess
import sys

import pytest

from pollination_sdk.sandbox import Sandbox


def loaded(*steps: str) -> list[set[str]]:
    """Run a program in a fresh process and return the modules that it has loaded after each of its steps."""
    show = "print(json.dumps(sorted(sys.modules)))"
    program = "\n".join(["import json, sys", *(f"{step}\n{show}" for step in steps)])
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - a program of this test
    return [set(json.loads(line)) for line in done.stdout.splitlines()]


def of(package: str, modules: set[str]) -> set[str]:
    """Return those of a package."""
    return {name for name in modules if name.partition(".")[0] == package}


@pytest.mark.slow(reason="starts an interpreter")
def test_the_package_and_its_models_load_when_first_needed():
    """`import pollination_sdk` loads no httpx and no generated client; one model, no more than it needs."""
    bare, types, model = loaded(
        "import pollination_sdk", "import pollination_sdk.types", "from pollination_sdk.types import UsageRecord"
    )
    assert of("pollination_sdk", bare) <= {"pollination_sdk", "pollination_sdk._version"}
    assert not {"httpx", "attrs", "anyio", "asyncio", "dateutil", "pollination_api"} & bare
    assert len(of("pollination_api", types)) < 8
    assert "pollination_api.models.usage_record" in model
    assert "pollination_api.models.chat_completion" not in model


def test_first_calls_load_no_answers_of_other_methods():
    """A first `text()` loads a bounded number of modules, none of them for what was not asked for.

    A first `chat()` loads the models of its answer: none of the request's, and none of what the answer has not.
    """
    with Sandbox() as sandbox:
        client = f"Pollinations({sandbox.key!r}, base_url={sandbox.url!r})"
        modules, after_chat = loaded(f"import pollination_sdk as p; c = p.{client}; c.text('hi')", "c.chat('hi')")
    assert len(of("pollination_api", modules)) < 13
    assert len(of("pollination_sdk", modules)) < 83  # what takes longer than 3 ms to load is loaded when needed
    assert "opentelemetry" not in modules  # also where it is installed
    assert not {"PIL", "av", "starlette", "aiohttp", "jsonschema", "ruamel", "pollination_sdk.sandbox"} & modules
    assert (
        not {"pollination_sdk._media.media", "pollination_sdk._failures.error_body", "typing_extensions", "zipfile"}
        & modules
    )
    assert "pollination_api.models.video_content_part" not in modules
    assert "pollination_api.models.chat_choice" in after_chat
    others = ("user_message", "tool_call", "error_envelope")
    assert not {f"pollination_api.models.{name}" for name in others} & after_chat


def test_a_batch_loads_the_modules_of_clusters_only_for_one():
    """`DaskEngine` is a name of `pollination_sdk.batch` whose modules load at its first use."""
    clusters = "pollination_sdk.batch.cluster"
    before, after = loaded("import pollination_sdk.batch as b; assert 'DaskEngine' in dir(b)", "b.DaskEngine")
    assert clusters not in before
    assert clusters in after
