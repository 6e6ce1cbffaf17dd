"""What starting costs: the modules that an import loads, and those that a first answer needs."""

import json
import subprocess
import sys

import pytest

from pollination_sdk.sandbox import Sandbox


def loaded(code: str) -> set[str]:
    """Run a program in a fresh process and return the modules that it has loaded."""
    program = f"{code}\nimport json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - a program of this test
    return set(json.loads(done.stdout.splitlines()[-1]))


def of(package: str, modules: set[str]) -> set[str]:
    """Return those of a package."""
    return {name for name in modules if name.partition(".")[0] == package}


def test_a_bare_import_loads_next_to_nothing():
    """`import pollination_sdk` loads itself and its version: no httpx, no generated client."""
    modules = loaded("import pollination_sdk")
    assert of("pollination_sdk", modules) <= {"pollination_sdk", "pollination_sdk._version"}
    assert not {"httpx", "attrs", "anyio", "asyncio", "dateutil", "pollination_api"} & modules


@pytest.mark.slow(reason="starts an interpreter")
def test_the_models_load_when_first_needed():
    """Naming the home of the models, or one of them, loads no more than that one needs."""
    assert len(of("pollination_api", loaded("import pollination_sdk.types"))) < 8
    one = of("pollination_api", loaded("from pollination_sdk.types import UsageRecord"))
    assert "pollination_api.models.usage_record" in one
    assert "pollination_api.models.chat_completion" not in one


@pytest.mark.parametrize("eager", ["0", "1"])
def test_the_switch_loads_all_names_at_once(eager):
    """`POLLINATIONS_EAGER_IMPORT=1` loads what is otherwise loaded when first used."""
    code = f"import os; os.environ['POLLINATIONS_EAGER_IMPORT'] = {eager!r}; import pollination_sdk"
    assert ({"pollination_sdk._client.clients", "pollination_sdk._engine.retry_state"} <= loaded(code)) is (
        eager == "1"
    )


def test_one_text_loads_no_answers_of_other_methods():
    """A first `text()` loads a bounded number of modules, none of them for what was not asked for."""
    with Sandbox() as sandbox:
        code = (
            f"import pollination_sdk as p; c = p.Pollinations({sandbox.key!r}, base_url={sandbox.url!r}); c.text('hi')"
        )
        modules = loaded(code)
    assert len(of("pollination_api", modules)) < 13
    assert len(of("pollination_sdk", modules)) < 83  # what takes longer than 3 ms to load is loaded when needed
    assert "opentelemetry" not in modules  # also where it is installed
    assert not {"PIL", "av", "starlette", "aiohttp", "jsonschema", "ruamel", "pollination_sdk.sandbox"} & modules
    assert (
        not {"pollination_sdk._media.media", "pollination_sdk._failures.error_body", "typing_extensions", "zipfile"}
        & modules
    )
    assert "pollination_api.models.video_content_part" not in modules


@pytest.mark.slow(reason="starts an interpreter")
def test_a_chat_loads_the_models_of_what_came_and_no_others():
    """A first `chat()` loads the models of its answer: none of the request's, and none of what the answer has not."""
    with Sandbox() as sandbox:
        code = (
            f"import pollination_sdk as p; c = p.Pollinations({sandbox.key!r}, base_url={sandbox.url!r}); c.chat('hi')"
        )
        modules = of("pollination_api", loaded(code))
    assert "pollination_api.models.chat_choice" in modules
    assert not {f"pollination_api.models.{name}" for name in ("user_message", "tool_call", "error_envelope")} & modules


def test_a_batch_loads_the_modules_of_clusters_only_for_one():
    """`DaskEngine` is a name of `pollination_sdk.batch` whose modules load at its first use."""
    clusters = "pollination_sdk.batch.cluster"
    assert clusters not in loaded("import pollination_sdk.batch as b; assert 'DaskEngine' in dir(b)")
    assert clusters in loaded("from pollination_sdk.batch import DaskEngine")
