"""Programs that carry the SDK inside themselves: frozen by PyInstaller, or as a zip archive.

All of it is tried in one program, which is frozen into a folder: one file would hold the same modules, packed.
"""

import json
import os
import shutil
import subprocess
import sys
import zipapp
from pathlib import Path

import pytest
from tests.helpers.servers import HEAD, once

from pollination_sdk.sandbox import Sandbox

pytestmark = pytest.mark.slow(reason="freezes a program")

ROOT = Path(__file__).parents[2]
SOURCES = [ROOT / "generated", ROOT / "overlays"]
# What the program does not need and PyInstaller would pack, because the sandbox and optional extras import it.
LEFT_OUT = [
    *("PIL", "aiohttp", "av", "httpx_aiohttp", "jsonschema", "numpy", "pollination_sdk.sandbox", "pytest"),
    *("IPython", "OpenSSL", "click", "cryptography", "h2", "hypothesis", "matplotlib", "pydantic", "pygments"),
    *("opentelemetry", "pyarrow", "rich", "setuptools", "starlette", "tkinter", "trio", "uvicorn", "uvloop"),
]
PROGRAM = """
import json
import sys

import pollination_sdk
from pollination_sdk import Configuration, GenPollinationsAiApi, ApiClient, Pollinations

url, key, folder = sys.argv[1:]
client = Pollinations(key, base_url=url)
old = GenPollinationsAiApi(ApiClient(Configuration(host=url, access_token=key)))
calls = {
    "chat": lambda: type(client.chat("hi")).__name__,
    "call": lambda: type(client.call("get_account_key")).__name__,
    "unknown": lambda: client.call("get_nonsense"),
    "image": lambda: client.image("fox", width=16, height=16).save(f"{folder}/fox").name,
    "stream": lambda: bool("".join(client.stream_text("hi"))),
    "old": lambda: type(old.get_account_balance()).__name__,
}
results = {"home": pollination_sdk.__file__}
for name, run in calls.items():
    try:
        results[name] = run()
    except Exception as error:
        results[name] = f"{type(error).__name__}: {error}"
print(json.dumps(results))
"""


@pytest.fixture(scope="module")
def frozen(made_once):
    """Freeze the program into a folder."""
    place = made_once("frozen", freeze)
    return [str(place / "dist/main" / ("main.exe" if os.name == "nt" else "main"))]


def freeze(place):
    """Run PyInstaller."""
    (place / "main.py").write_text(PROGRAM)
    options = ["--onedir", "--noconfirm", "--log-level", "ERROR"]
    options += [f"--paths={source}" for source in SOURCES] + [f"--exclude-module={name}" for name in LEFT_OUT]
    environment = {**os.environ, "PYINSTALLER_CONFIG_DIR": str(place / "cache")}
    command = [sys.executable, "-m", "PyInstaller", *options, "main.py"]
    subprocess.run(command, cwd=place, env=environment, check=True)  # noqa: S603 - our own


@pytest.fixture(scope="module")
def zipped(tmp_path_factory):
    """Put both packages into one zip archive that Python runs."""
    place = tmp_path_factory.mktemp("zipped")
    for source in SOURCES:
        shutil.copytree(source, place / "app", dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    (place / "app/__main__.py").write_text(PROGRAM)
    zipapp.create_archive(place / "app", place / "app.pyz")
    return [sys.executable, str(place / "app.pyz")]


def run(program, url, key, folder):
    """Run a program without the SDK's sources in reach, and return what it tells."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [*program, url, key, str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    results = json.loads(done.stdout)
    assert not results.pop("home").startswith(str(SOURCES[1]))
    return results


@pytest.mark.parametrize("how", ["frozen", "zipped"])
def test_a_program_that_carries_the_sdk_does_all_that_others_do(how, request, tmp_path):
    """Answers are read, files saved and operations called by name."""
    with Sandbox() as sandbox:
        results = run(request.getfixturevalue(how), sandbox.url, sandbox.key, tmp_path)
    assert results.pop("unknown").startswith("ArgumentValueError: The contract has no operation 'get_nonsense'")
    assert results == {
        "chat": "ChatCompletion",
        "call": "AccountKey",
        "image": "fox.jpg",
        "stream": True,
        "old": "GetAccountBalance200Response",
    }


@pytest.mark.parametrize("how", ["frozen", "zipped"])
def test_a_program_that_carries_the_sdk_says_what_breaks_the_contract(how, request, tmp_path):
    """A wrong answer is the same error as everywhere: the contract that it is compared with is there."""
    body = b'{"choices": null}'
    head = HEAD + b"Content-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body)
    with once(lambda connection: connection.sendall(head + body)) as server:
        results = run(request.getfixturevalue(how), server.url, "sk_test1234567890", tmp_path)
    broken = "UnexpectedResponseError: The answer breaks the contract: "
    assert results["chat"].startswith(f"{broken}ChatCompletion.choices: expected array, got null.")
    assert results["call"] == f"{broken}AccountKey.valid is missing."
    assert results["image"].startswith("UnexpectedResponseError: Expected an image")
    assert results["stream"].startswith("UnexpectedResponseError: Expected an event stream")
    assert "AccountBalance.balance is missing" in results["old"]
