"""The programs of `examples/`: each does what its first line says, against the sandbox, and is short."""

import importlib
import io
import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.helpers.pages import ROOT, printed_by_pytest

from pollination_sdk import Media, without_waiting
from pollination_sdk.sandbox import Fault, Sandbox

EXAMPLES = sorted(set((ROOT / "examples").glob("*.py")) - {ROOT / "examples/demo.py"})


@pytest.fixture
def service(tmp_path, monkeypatch):
    """Put a program into an empty folder, and a sandbox where the environment names the service."""
    monkeypatch.chdir(tmp_path)
    with Sandbox() as sandbox:
        monkeypatch.setenv("POLLINATIONS_BASE_URL", sandbox.url)
        monkeypatch.setenv("POLLINATIONS_API_KEY", sandbox.key)
        yield sandbox


@pytest.fixture
def run(service, monkeypatch, capsys):
    """Give a function that runs a program, and returns what it prints."""

    def run_program(name, *arguments, stdin=""):
        monkeypatch.setattr(sys, "argv", [name, *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        try:
            runpy.run_path(str(ROOT / "examples" / f"{name}.py"), run_name="__main__")
        except SystemExit as end:
            assert not end.code, capsys.readouterr().err  # noqa: PT017 - the code of a program that ends well
        return capsys.readouterr().out

    return run_program


@pytest.mark.parametrize("program", [pytest.param(path, id=path.stem) for path in EXAMPLES])
def test_a_program_is_short_and_tested(program):
    """Each program has fewer than 60 lines, neither a cast nor an ignore, and a test here."""
    text = program.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 60
    assert not re.search(r"\bcast\(|type: ignore|pyright:|noqa", text)
    assert f"def test_{program.stem}(" in Path(__file__).read_text(encoding="utf-8")


def test_batch(run, service):
    """Each line gets its result; a second run asks only for what is new."""
    Path("subjects.txt").write_text("moss\nfern\n", encoding="utf-8")
    assert run("batch") == "0 were there, 2 are new, 0 failed\n"
    Path("subjects.txt").write_text("fern\n\nlichen\nmoss\n", encoding="utf-8")
    service.queue(Fault.status(400), route="/text/")
    assert run("batch") == "2 were there, 0 are new, 1 failed\n"
    rows = [json.loads(line) for line in Path("results/text/part-00001.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sorted(row["options"]["prompt"].split()[1] for row in rows) == ["fern", "moss"]
    assert service.billed == 2


def test_bot(run, service):
    """The bot looks up the weather with its tool, remembers it in the next run, and survives a refusal."""
    service.reply(tool="get_weather", arguments={"city": "Oslo"})
    service.reply("Take an umbrella.", when="It rains in Oslo.")
    assert run("bot", stdin="What is the weather in Oslo?\n") == "Take an umbrella.\n"
    service.queue(Fault.status(402))
    assert "please" in run("bot", stdin="And tomorrow?\n")
    memory = json.loads(Path("memory.json").read_text(encoding="utf-8"))
    assert [message["role"] for message in memory] == ["system", "user", "assistant", "tool", "assistant", "user"]
    assert memory[3] == {
        "role": "tool",
        "tool_call_id": memory[2]["tool_calls"][0]["id"],
        "content": "It rains in Oslo.",
    }


@pytest.mark.slow(reason="packs and starts a program")
def test_bundle(run, service, tmp_path):
    """The bundle runs in a Python that has nothing installed."""
    assert "bundle.pyz" in run("bundle")
    command = [sys.executable, "-I", "-S", "bundle.pyz", "What is moss?"]
    done = subprocess.run(command, env=dict(os.environ), capture_output=True, text=True, check=False)  # noqa: S603 - made above
    assert done.stdout.endswith("heard: What is moss?\n"), done.stderr


def test_extraction(run, service):
    """An answer that does not fit is corrected, and the recipe is printed."""
    service.reply("A fine bread.")
    service.reply(json={"title": "Bread", "minutes": 30, "ingredients": [{"name": "flour", "amount": "200 g"}]})
    assert run("extraction") == "Bread, 30 minutes\n- 200 g flour\n"


def test_migration(run):
    """The program of the earlier SDK and its successor get the same text."""
    assert run("migration").endswith("True\n")


def test_notebook(run):
    """All cells run in turn, and an image shows itself as the value of a cell."""
    out = run("notebook")
    assert "heard: What is moss" in out
    assert "cost_usd" in out
    assert "pollen by the prices" in out
    assert Media.open(Path("sheet.png")).width == 4 * 128


def test_spending_report(run, service):
    """The report sums what was billed by model and by day; before the first call there is nothing."""
    assert "Nothing was billed" in run("spending_report")
    run("typed")
    out = run("spending_report")
    assert "pollen left" in out
    assert "an image costs about 0." in out
    assert "requests" in out
    assert Path("usage.csv").read_text(encoding="utf-8").count("\n") == 1 + service.billed


@pytest.mark.slow(reason="starts pytest")
def test_test_app(tmp_path):
    """The tests of the application pass with the fixture that the package brings."""
    text = (ROOT / "examples" / "test_app.py").read_text(encoding="utf-8")
    assert "6 passed" in printed_by_pytest(text, tmp_path)


def test_tracing(run):
    """Each call and each request has its line."""
    lines = [json.loads(line) for line in run("tracing").splitlines()]
    assert [line["event"] for line in lines] == ["request", "chat", "request", "image"]
    assert all(line["request_id"] and line["attempts"] == 1 for line in lines if line["event"] != "request")


def test_typed(run):
    """The assistant answers, and dear requests are named."""
    out = run("typed")
    assert "heard: What is moss? (" in out
    assert "image/jpeg" in out


def test_vision(run, service):
    """Each image gets its caption in a file beside it."""
    service.reply("A red fox.", times=2)
    assert run("vision").startswith("fox.jpg: A red fox.\nowl.jpg: A red fox.\n")
    assert Path("fox.txt").read_text(encoding="utf-8") == "A red fox."
    sent = json.dumps(service.requests[-1].json())
    assert sent.count("data:image/jpeg;base64,") == 2


def test_web_app(service, monkeypatch):
    """Text streams, images and models come as themselves, and a refusal keeps its status with a readable sentence."""
    monkeypatch.delitem(sys.modules, "examples.web_app", raising=False)
    app = importlib.import_module("examples.web_app").app
    with TestClient(app) as browser, without_waiting():
        assert browser.get("/stories", params={"about": "moss"}).text.endswith("heard: Tell a story about moss.")
        assert browser.get("/pictures", params={"of": "moss"}).content.startswith(b"\xff\xd8")
        assert browser.get("/answers", params={"question": "moss?"}).json()["choices"][0]["message"]["content"]
        assert browser.get("/balance").json()["balance"] > 0
        service.queue(Fault.status(402))
        refused = browser.get("/stories", params={"about": "moss"})
        assert refused.status_code == 402
        assert refused.json()["error"].endswith(".")
        assert "The pollen" in browser.get("/openapi.json").text
