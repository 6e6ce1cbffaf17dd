"""The pytest plugin: its fixtures, and what it costs where nobody uses them."""

import os
import subprocess
import sys
from importlib.metadata import entry_points

import pytest

TESTS = """
import functools
import os
import pytest
from pollination_sdk import AsyncPollinations, Pollinations

urls = set()

def test_fresh(pollinations_sandbox):
    assert pollinations_sandbox.requests == []
    urls.add(pollinations_sandbox.url)

@pytest.mark.parametrize("_", range(2))
def test_shared(pollinations_sandbox_session, _):
    urls.add(pollinations_sandbox_session.url)
    assert len(urls) == 2  # the one for the test above, and the same one twice

def test_environment(pollinations_sandbox_env, pollinations_sandbox):
    pollinations_sandbox_env.reply("sunny")
    with Pollinations() as client:
        assert client.text("weather?") == "sunny"
        assert str(client.media_url).startswith(pollinations_sandbox.url)
    assert pollinations_sandbox is pollinations_sandbox_env
    assert len(pollinations_sandbox.requests) == 1

def test_environment_afterwards():
    assert "POLLINATIONS_BASE_URL" not in os.environ
    assert os.environ["POLLINATIONS_API_KEY"] == "sk_from_outside"

@functools.cache
def lasting_client():
    return Pollinations()

@pytest.mark.parametrize("prompt", ["a", "b"])
def test_session_environment(pollinations_sandbox_session_env, pollinations_sandbox_session, prompt):
    assert lasting_client().text(prompt) == f"openai heard: {prompt}"
    assert pollinations_sandbox_session_env is pollinations_sandbox_session

def test_own_environment_within_the_session(pollinations_sandbox_env):
    with Pollinations() as client:
        assert client.text("c") == "openai heard: c"
    assert len(pollinations_sandbox_env.requests) == 1

def test_last():
    lasting_client().close()
"""


@pytest.mark.slow(reason="starts pytest")
def test_the_fixtures_give_sandboxes_for_a_test_for_all_and_for_the_environment(tmp_path):
    """An application's tests name a fixture; `Pollinations()` finds the sandbox of `pollinations_sandbox_env`."""
    file = tmp_path / "test_app.py"
    file.write_text(TESTS)
    # Installed, the plugin is found by its entry point; pytest refuses to load it twice.
    installed = entry_points(group="pytest11", name="pollinations_sandbox")
    plugin = [] if installed else ["-p", "pollination_sdk.sandbox.pytest_plugin"]
    slow = [f"-pno:{name}" for name in ("schemathesis", "langsmith_plugin", "hypothesispytest", "xdist")]
    outside = {"POLLINATIONS_API_KEY": "sk_from_outside", "POLLINATIONS_MEDIA_URL": "http://127.0.0.1:1"}
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "pytest", "-q", *plugin, *slow, "-W", "error", "--rootdir", str(tmp_path), str(file)],
        env={**os.environ, **outside},
        check=False,
        capture_output=True,
        text=True,
    )
    assert "9 passed" in done.stdout, done.stdout


@pytest.mark.slow(reason="starts an interpreter")
def test_a_run_without_the_fixtures_loads_nothing_of_the_sandbox():
    """Pytest imports the plugin in each run, which brings three small modules, and no library."""
    code = (
        "import pytest, sys\n"
        "before = set(sys.modules)\n"
        "import pollination_sdk.sandbox.pytest_plugin\n"
        "print(*sorted(set(sys.modules) - before))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 - as above
    assert done.stdout.split() == [
        "pollination_sdk",
        "pollination_sdk._version",
        "pollination_sdk.sandbox",
        "pollination_sdk.sandbox.pytest_plugin",
    ]
