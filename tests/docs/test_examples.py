"""The programs of `examples/`: each does what its first line says, against the sandbox, and is short.

They are run as users run them: `python examples/x.py`, with the service's URL and a key in the environment. On Linux, a
fork of a process that has imported the SDK does the same in less time.
"""

import importlib
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient
from tests.examples import each
from tests.helpers.forking import run_program
from tests.helpers.pages import ROOT
from tests.helpers.pytest_runs import printed_by_pytest

from pollination_sdk import without_waiting
from pollination_sdk.sandbox import Fault, Sandbox

pytestmark = pytest.mark.slow(reason="runs whole programs")

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
def run(service):
    """Give a function that runs a program, and returns what it prints."""

    def run_program(name, *arguments, stdin="", code=0):
        done = start(name, *arguments, stdin=stdin)
        assert done.returncode == code, done.stderr
        return done.stdout

    return run_program


def start(name, *arguments, stdin=""):
    """Run a program to its end."""
    return run_program(ROOT / "examples" / f"{name}.py", *arguments, stdin=stdin)


@each("program", EXAMPLES)
def test_a_program_is_short_and_tested(program):
    """Each program has fewer than 100 lines, neither a cast nor an ignore, and a test here."""
    text = program.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 100
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


def test_batch_tells_why_it_stopped(run, service, monkeypatch):
    """Without a key, the run ends before its jobs, and the program says so."""
    Path("subjects.txt").write_text("moss\n", encoding="utf-8")
    monkeypatch.delenv("POLLINATIONS_API_KEY")
    counts, reason = run("batch").splitlines()
    assert counts == "0 were there, 0 are new, 0 failed"
    assert reason.startswith("The rest was not sent: key. This call needs an API key")
    assert service.billed == 0


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


def test_bundle(run, service, tmp_path):
    """The bundle runs in a Python that has nothing installed."""
    assert "bundle.pyz" in run("bundle")
    command = [sys.executable, "-I", "-S", "bundle.pyz", "What is moss?"]
    done = subprocess.run(command, env=dict(os.environ), capture_output=True, text=True, check=False)  # noqa: S603 - made above
    assert done.stdout.endswith("heard: What is moss?\n"), done.stderr


def test_cost_per_user(run, service):
    """Each user is charged for their own calls, is refused beyond the allowance, and the sum is what was billed."""
    questions = "ada What is moss?\nbo What is fern?\nada And lichen?\n"
    more = "".join(f"ada More of {number}?\n" for number in range(20))
    out = run("cost_per_user", "0.0003", stdin=questions + more)
    charged = {line.split()[0]: float(line.split()[1]) for line in out.splitlines()[-4:]}
    assert charged["ada"] > charged["bo"] > 0
    assert charged["all"] == pytest.approx(charged["ada"] + charged["bo"], abs=2e-6)
    assert charged["billed"] == pytest.approx(charged["all"], abs=2e-6)
    assert charged["ada"] <= 0.0003
    assert "ada: (This may cost more" in out


def test_extraction(run, service):
    """An answer that does not fit is corrected, and the recipe is printed; one that never fits is reported."""
    service.reply("A fine bread.")
    service.reply(json={"title": "Bread", "minutes": 30, "ingredients": [{"name": "flour", "amount": "200 g"}]})
    assert run("extraction") == "Bread, 30 minutes\n- flour: 200 g\n"
    service.reply("A fine bread.", times=3)
    Path("bread.txt").write_text("Bread is fine.", encoding="utf-8")
    run("extraction", "bread.txt", code=1)
    assert "Bread is fine." in json.dumps(service.requests[-1].json())


def test_fan_out(run, service):
    """Each line gets its image; a failure is reported and ends no other."""
    service.queue(Fault.status(400, "No foxes here."), route="/image/fox")
    out = run("fan_out", stdin="".join(f"fox {number}\n" for number in range(9)))
    assert out.count("BadRequestError: 400") == 1
    assert len(list(Path("images").glob("*.jpg"))) == service.billed == 8
    assert re.search(r"0\.\d+ pollen were spent", out)


def test_openai_migration(service, capsys):
    """Both programs get the same answers, and tell a refusal in the same words."""
    program = importlib.import_module("examples.openai_migration")  # once: the package openai takes a second

    def run_program():
        program.main()
        lines = [line.partition(": ")[2].strip() for line in capsys.readouterr().out.splitlines()]
        return lines[::2], lines[1::2]

    olds, news = run_program()
    assert len(olds) == 3
    assert olds == news
    service.queue(Fault.status(402), times=2)
    assert [line[:16] for (line,) in run_program()] == ["refused with 402"] * 2


def test_predecessor_migration(run):
    """The program of the earlier SDK and its successor get the same text."""
    assert run("predecessor_migration").endswith("True\n")


def test_spending_chart(run, service):
    """Each day has a bar, and each model its sum; before the first call there is nothing."""
    assert run("spending_chart") == "Nothing was billed.\n"
    for day, model, count in ((2, "openai", 3), (1, "mistral", 2), (1, "openai", 1)):
        for _ in range(count):
            at = datetime.now(UTC) - timedelta(days=day)
            service.add_usage(at, model=model, units={"completionTextTokens": 1000})
    out = run("spending_chart", "30d")
    assert len(re.findall(r"^\d{4}-\d\d-\d\d  █+ 0\.\d{4}$", out, re.MULTILINE)) == 2
    assert re.search(r"^ +0\.\d{4}  openai", out, re.MULTILINE)
    texts = [element.text for element in ET.parse("spending.svg").iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314 - our own file
    assert any("openai" in text for text in texts if text)


def test_test_app(tmp_path):
    """The tests of the application pass with the fixture that the package brings."""
    text = (ROOT / "examples" / "test_app.py").read_text(encoding="utf-8")
    assert "6 passed" in printed_by_pytest(tmp_path, text)


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


def test_user_errors(run, service):
    """Users read one sentence and no detail; the log has the status, the request id, and no key."""
    service.queue(Fault.status(402, "Top up at once."))
    service.queue(Fault.status(400, "A bad word."))
    done = start("user_errors", stdin="moss?\nfern?\nlichen?\n")
    refused, wrong, answered = done.stdout.splitlines()
    assert refused == "This app has used up its allowance at the AI service; please tell its owner."
    assert "please change it" in wrong
    assert answered.endswith("heard: lichen?")
    assert "ERROR status 402" in done.stderr
    assert "A bad word." in done.stderr
    assert service.key not in done.stderr


def test_vision(run, service):
    """Each file is described, all are compared, and a file that is no image is reported and left out."""
    assert run("vision").startswith("fox.jpg: ")
    Path("owl.jpg").write_bytes(Path("fox.jpg").read_bytes())
    Path("page.jpg").write_text("no image", encoding="utf-8")
    service.reply("A red fox.", times=2)
    done = start("vision", "fox.jpg", "page.jpg", "owl.jpg")
    assert done.stdout.startswith("fox.jpg: A red fox.\nowl.jpg: A red fox.\n")
    assert done.returncode == 1
    assert done.stderr.startswith("page.jpg: ")
    sent = json.dumps(service.requests[-1].json())
    assert sent.count("data:image/jpeg;base64,") == 2


@pytest.fixture
def sign_in(service, monkeypatch):
    """Give the app that people sign in to, whose publishable key the sandbox has."""
    monkeypatch.setenv("POLLINATIONS_CLIENT_ID", service.publishable_key)
    monkeypatch.setenv("REDIRECT_URI", "http://localhost:8000/callback")
    monkeypatch.delitem(sys.modules, "examples.sign_in", raising=False)
    return importlib.import_module("examples.sign_in")


def test_sign_in(service, sign_in):
    """A person signs in and is greeted; each cookie is hidden from scripts, and no key goes to the browser."""
    with browser_of(sign_in) as browser:
        assert "Sign in" in browser.get("/").text
        sent = browser.get("/login", params={"then": "/stories?page=2"})
        back = browser.get(service.allow_sign_in(sent.headers["location"]))
        assert (back.status_code, back.headers["location"]) == (303, "/stories?page=2")
        for answer in (sent, back):
            assert {"HttpOnly", "SameSite=lax"} <= set(answer.headers["set-cookie"].split("; "))
            assert "sk_" not in str(answer.headers)
        assert "Hello sandbox-user" in browser.get("/").text
        service.age_keys(timedelta(days=7))
        assert "Your sign-in has ended." in browser.get("/").text


def browser_of(app):
    """Give a browser that follows no redirect."""
    return TestClient(app.app, base_url="http://localhost:8000", follow_redirects=False)


def test_sign_in_refuses_what_this_browser_did_not_ask_for(service, sign_in):
    """A stranger's answer (CSRF), one that was used before, and a refusal of the user; nobody is signed in then."""
    with browser_of(sign_in) as browser, browser_of(sign_in) as stranger:
        url = browser.get("/login").headers["location"]
        callback = service.allow_sign_in(url)
        assert stranger.get(callback).status_code == 400
        forged = service.allow_sign_in(stranger.get("/login").headers["location"])
        assert stranger.get(callback).status_code == 400  # with a sign-in of its own, and another state
        assert browser.get("/login").status_code == 303
        assert browser.get(forged).status_code == 400
        url = browser.get("/login").headers["location"]
        callback = service.allow_sign_in(url)
        assert browser.get(callback).status_code == 303
        assert browser.get(callback).status_code == 400
        refused = stranger.get(service.deny_sign_in(stranger.get("/login").headers["location"]))
        assert (refused.status_code, "The sign-in was declined." in refused.text) == (400, True)
        assert "Sign in" in stranger.get("/").text
    paths = [one.path for one in service.requests]
    assert paths.count("/x-enter/api/oauth/token") == 1


@pytest.mark.parametrize(
    "then",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/%2fevil.example",
        "/\n/evil.example",
        "evil",
        "/a\r\nX: y",
    ],
)
def test_sign_in_leads_to_no_other_site(service, sign_in, then):
    """What follows a sign-in is a page of the app (open redirect)."""
    with browser_of(sign_in) as browser:
        sent = browser.get("/login", params={"then": then})
        assert browser.get(service.allow_sign_in(sent.headers["location"])).headers["location"] == "/"


def test_web_app(service, monkeypatch):
    """Text streams, images and models come as themselves, and a refusal keeps its status."""
    monkeypatch.delitem(sys.modules, "examples.web_app", raising=False)
    app = importlib.import_module("examples.web_app").app
    with TestClient(app) as browser, without_waiting():
        assert browser.get("/stories", params={"about": "moss"}).text.endswith("heard: Tell a story about moss.")
        assert browser.get("/pictures", params={"of": "moss"}).content.startswith(b"\xff\xd8")
        assert browser.get("/pictures", params={"of": " "}).status_code == 400
        assert browser.get("/answers", params={"question": "moss?"}).json()["choices"][0]["message"]["content"]
        assert browser.get("/balance").json()["balance"] > 0
        service.queue(Fault.status(402))
        refused = browser.get("/stories", params={"about": "moss"})
        assert refused.status_code == 402
        assert refused.json()["error"].endswith(".")
        assert "The pollen" in browser.get("/openapi.json").text
