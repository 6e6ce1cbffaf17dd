"""The contract of the command: each line of its page is proved by processes, in a pipe and on a terminal."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.helpers.command import Result
from tests.helpers.forking import started
from tests.helpers.pages import ROOT
from tests.helpers.screen import on_terminal

from pollination_sdk import Media
from pollination_sdk.sandbox import Fault

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal"),
    pytest.mark.slow(reason="starts processes, in pipes and on terminals"),
]
PAGE = (ROOT / "docs/command-contract.md").read_text(encoding="utf-8")
ESCAPE = "hi \x1b]52;c;QUFB\x07"
NOBODY_READS = """
import os, sys
from pollination_sdk.cli.entry import main
read, write = os.pipe()
os.close(read)
os.dup2(write, 1)
print(main(), file=sys.stderr)
"""
WITHOUT_WAITING = """
import sys
from pollination_sdk import without_waiting
from pollination_sdk.cli.entry import main
with without_waiting():
    sys.exit(main())
"""
DEAR = ["video", "waves at dusk", "--model", "veo", "--duration", "20"]
PROOFS = {}
"""The lines that a function proves, by that function."""


def lines(section):
    """Return the first cell of each line of a section's table."""
    body = PAGE.split(f"## {section}\n")[1].split("\n## ")[0]
    return [cell.strip("` ") for cell in re.findall(r"^\| ([^|]+) \|", body, re.MULTILINE)[1:] if cell != "---"]


LINES = [f"{section}: {line}" for section in re.findall(r"^## (.+)$", PAGE, re.MULTILINE) for line in lines(section)]


def proves(*names):
    """Register a function as the proof of lines."""

    def register(function):
        PROOFS[function] = names
        return function

    return register


def both(command, *words, fault=None, times=20, **environment):
    """Run the command in a pipe and on a terminal, and return the result of the pipe and what the terminal showed."""
    if fault:
        command.fail(fault, times)
    piped = command.process(*words, **environment)
    command.sandbox.behave()
    if fault:
        command.fail(fault, times)
    code, shown = command.on_terminal(*words, **environment)
    command.sandbox.behave()
    assert code == piped.code
    return piped, shown


def sent(command):
    """Return the requests that may have cost something."""
    paths = ("/image/", "/video/", "/text/", "/v1/chat")
    return [one for one in command.requests if one.path.startswith(paths)]


@proves("Exit codes: 0", "Streams: Data", "Money: After a call")
def _done(command):
    piped, shown = both(command, "image", "fox", "--seed", "7")
    assert (piped.code, piped.out) == (0, "fox-7.jpg\n")
    assert re.fullmatch(r"0\.\d+ pollen \(computed\) · \d+\.\d s · seed 7\n", piped.err)
    assert re.search(r"fox-7-2\.jpg\r\n.*pollen \(computed\) · \d+\.\d s · seed 7", shown)


FAILURES = {
    1: (["image", "a", "-o", "/proc/"], None, {}),
    2: (["image", "a", "--width", "wide"], None, {}),
    3: (["balance"], None, {"POLLINATIONS_API_KEY": ""}),
    4: (["image", "a", "--model", "fluxx"], None, {}),
    5: (["balance", "--base-url", "http://127.0.0.1:1"], None, {}),
    6: (["image", "a"], Fault.status(402), {}),
    7: (["balance"], Fault.status(429, retry_after=3600), {}),
    8: (["image", "a", "--seed", "3", "--timeout", "1", "--yes"], Fault.stall(seconds=9), {}),
}


def _fails(code):
    words, fault, environment = FAILURES[code]

    def proof(command):
        piped, shown = both(command, *words, fault=fault, **environment)
        assert (piped.code, piped.out) == (code, "")
        assert len(piped.err.splitlines()) == 2
        assert shown.replace("\r\n", "\n").endswith(piped.err)

    return proof


for number in FAILURES:
    proves(f"Exit codes: {number}")(_fails(number))


@proves("Exit codes: 9")
def _some_failed(command):
    piped, _ = both(command, "image", "fox", "-n", "2", fault=Fault.status(400), times=1)
    assert piped.code == 9
    assert len(list(command.folder.glob("*.jpg"))) == 2


@proves("Exit codes: 130", "Stops: Ctrl-C")
def _interrupted(command):
    _stopped(command, signal.SIGINT, 130)


@proves("Exit codes: 143", "Stops: SIGTERM")
def _terminated(command):
    _stopped(command, signal.SIGTERM, 143)


def _stopped(command, number, code):
    words = ["image", "a fox", "--seed", "7"]
    before = len(sent(command))
    command.fail(Fault.stall(seconds=9), 2)
    piped, child = command.start(*words), command.terminal(*words)
    _until(lambda: len(sent(command)) == before + 2)
    piped.send_signal(number)
    child.kill(number)
    out, err = piped.communicate(timeout=30)
    shown = child.read()
    child.wait()
    child.close()
    assert (piped.returncode, child.exitstatus, out) == (code, code, b"")
    for text in (err.decode(), shown.replace("\r\n", "\n")):
        assert "Stopped. The service goes on with the image, and bills it once.\n" in text
        assert "Fetch the same result: pollinations image --seed 7 'a fox'\n" in text
    assert not list(command.folder.iterdir())


def _until(holds):
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)  # polls


@proves("Exit codes: 141")
def _closed_pipe(command):
    read, write = os.pipe()
    os.close(read)
    process = command.start("models", stdout=write)
    assert (process.communicate()[1], process.returncode) == (b"", 141)
    os.close(write)
    words = [sys.executable, "-c", NOBODY_READS, "models"]
    assert on_terminal(words, command.folder, dict(os.environ)) == "141\r\n"


@proves("Streams: Text", "Streams: Control characters", "Streams: Colour", "Environment: NO_COLOR", "Environment: TERM")
def _text(command):
    piped, shown = both(command, "text", ESCAPE)
    assert [bool(json.loads(one.body).get("stream")) for one in sent(command)[-2:]] == [False, True]
    assert ESCAPE in piped.out
    assert "hi ^[]52;c;QUFB^G" in shown
    assert "\x1b[2m" in shown
    assert "\x1b" not in piped.err
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\x1b" not in command.on_terminal("text", "hi", **environment)[1].replace("\r\x1b[K", "")


@proves("Streams: Tables", "Environment: POLLINATIONS_CONFIG")
def _table(command):
    (command.folder / "mine.toml").write_text("[models]\nlimit = 1\n")
    piped, shown = both(command, "models", POLLINATIONS_CONFIG="mine.toml")
    header, row = piped.out.splitlines()
    assert header.split("\t")[0] == "model"
    assert header.count("\t") == row.count("\t")
    assert row.split("\t")[0] in shown
    assert "\t" not in shown


@proves("Streams: -o -")
def _bytes(command):
    process = command.start("image", "fox", "--seed", "7", "-o", "-")
    assert process.communicate()[0].startswith(b"\xff\xd8")
    assert command.on_terminal("image", "fox", "-o", "-")[0] == 2


@proves("Streams: --quiet")
def _quiet(command):
    piped, shown = both(command, "text", "hi", "--quiet")
    assert piped == Result(0, "openai heard: hi\n", "")
    assert shown == "openai heard: hi\r\n"
    assert both(command, "text", "--nosuch", "--quiet")[0].err


@proves("Streams: --json")
def _json(command):
    piped, shown = both(command, "models", "3d", "--json")
    assert piped.err == ""
    for text in (piped.out, shown):
        assert [json.loads(line)["category"] for line in text.splitlines()] == ["3d"] * len(text.splitlines())


@proves(*(f"Errors: {field}" for field in lines("Errors")))
def _error(command):
    fix = "https://enter.pollinations.ai/top-up"
    fault = Fault.status(402, code="KEY_BUDGET_EXHAUSTED", fix_url=fix)
    piped, shown = both(command, "image", "a", "--json", fault=fault)
    for error in (piped.error, json.loads(shown)):
        assert list(error) == lines("Errors")
        assert (error["code"], error["billed"], error["fix_url"]) == ("KEY_BUDGET_EXHAUSTED", "no", fix)
        assert all(error.values())


@proves("Money: --estimate")
def _estimate(command):
    before = len(sent(command))
    piped, shown = both(command, *DEAR, "--estimate")
    assert re.fullmatch(r"[\d.]+ pollen, [\d.]+ to [\d.]+ \(price_list\)\n", piped.out)
    assert (piped.code, piped.out) == (0, shown.replace("\r\n", "\n"))
    assert len(sent(command)) == before


@proves("Money: --spend-limit")
def _limit(command):
    before = len(sent(command))
    assert both(command, *DEAR, "--yes", "--spend-limit", "0.01")[0].code == 6
    assert command.process(*DEAR, "--yes", "--max-cost", "0.01").code == 6
    assert len(sent(command)) == before


@proves("Money: Above 0.5 pollen", "Money: Unknown price")
def _confirmed(command):
    before = len(sent(command))
    for words in (DEAR, ["text", "hi", "--model", "nomnom"]):
        piped = command.process(*words, "--json")
        assert (piped.code, piped.error["code"], piped.error["billed"]) == (6, "NOT_CONFIRMED", "no")
        child = command.terminal(*words)
        child.expect(r"Send it\? \[y/N\]")
        child.sendline("n")
        child.read()
        child.wait()
        child.close()
        assert child.exitstatus == 6
    assert len(sent(command)) == before


@proves("Money: --yes", "Environment: POLLINATIONS_CONFIRM_ABOVE")
def _agreed(command):
    words = ["text", "hi", "--model", "openai"]
    assert both(command, *words, "--yes", POLLINATIONS_CONFIRM_ABOVE="0")[0].code == 0
    assert command.process(*words, POLLINATIONS_CONFIRM_ABOVE="0").code == 6


@proves("Money: Another model")
def _substituted(command):
    fault = Fault.header("x-model-used", "mistral")
    piped, shown = both(command, "image", "fox", "--model", "flux", fault=fault)
    for text in (piped.err, shown):
        assert "The service used mistral in place of flux." in text


@proves("Stops: Files")
def _files(command):
    place = command.folder / "fox.jpg"
    place.write_text("mine")
    assert both(command, "image", "fox", "-o", "fox.jpg")[0].code == 2
    assert place.read_text() == "mine"
    assert both(command, "image", "fox", "-o", "fox.jpg", "--force")[0].code == 0
    assert Media.open(place).width


@proves("Stops: A lost place")
def _lost(command):
    for name in ("pipe", "terminal"):
        place = command.folder / name
        place.mkdir()
        command.fail(Fault.stall(seconds=0.5))
        before = len(sent(command))
        words = ["image", f"a {name}", "--seed", "7", "-o", name]
        running = command.start(*words) if name == "pipe" else command.terminal(*words)
        _until(lambda before=before: len(sent(command)) > before)
        shutil.rmtree(place)
        shown = running.communicate()[1].decode() if name == "pipe" else running.read()
        kept = Path(re.search(rf"{re.escape(tempfile.gettempdir())}/\S+\.jpg", shown)[0])
        assert Media.open(kept).width
        kept.unlink()
        assert f"Fetch the same result: pollinations image --seed 7 --output {name} 'a {name}'" in shown


def _moss(command, count):
    (command.folder / "moss.txt").write_text("".join(f"moss {number}\n" for number in range(count)))
    return ["batch", "run", "moss.txt", "--method", "text", "--yes", "--json"]


@proves("Batches: The same command", "Batches: A summary", "Batches: Failed items")
def _batch(command):
    words = [*_moss(command, 3), "--per-second", "100"]
    command.fail(Fault.status(400))
    piped = command.process(*words, "--out", "piped")
    found, error = json.loads(piped.out), json.loads(piped.err)
    assert (piped.code, found["done"], found["failed"], found["unknown"], found["pending"]) == (9, 2, 1, 0, 0)
    assert error["hint"] == "Send them again: pollinations batch retry piped"
    assert found["spent"] > 0
    before = len(sent(command))
    code, shown = command.on_terminal(*words, "--out", "piped")
    assert (code, len(sent(command))) == (9, before)
    assert json.loads(shown.splitlines()[0])["already_done"] == 2
    assert command.on_terminal("batch", "retry", "piped", "--json")[0] == 0
    assert len(sent(command)) == before + 1


@proves("Batches: Unknown items")
def _batch_unknown(command):
    (command.folder / "talk.jsonl").write_text('{"method": "speech_with_timestamps", "input": "hello"}\n')
    words = ["batch", "run", "talk.jsonl", "--yes", "--out", "out", "--json"]
    command.fail(Fault.reset(), times=9)
    piped = command.process(*words)
    assert (piped.code, json.loads(piped.out)["unknown"], json.loads(piped.err)["billed"]) == (8, 1, "unknown")
    assert json.loads(piped.err)["hint"].endswith("pollinations batch retry out --unknown")
    before = len(sent(command))
    assert command.on_terminal(*words)[0] == 8
    assert len(sent(command)) == before


@proves("Batches: The limit")
def _batch_limit(command):
    words = ["image" if word == "text" else word for word in _moss(command, 9)]
    limited = command.process(*words, "--model", "flux", "--spend-limit", "0.006", "--out", "limited")
    assert (limited.code, json.loads(limited.err)["code"], json.loads(limited.out)["done"] <= 3) == (
        6,
        "SPEND_LIMIT",
        True,
    )
    assert command.on_terminal(*words, "--model", "flux", "--spend-limit", "0.006", "--out", "limited")[0] == 6
    command.fail(Fault.status(402), times=9)
    refused = command.process(*words, "--out", "refused")
    assert (refused.code, json.loads(refused.err)["code"], json.loads(refused.err)["billed"]) == (
        6,
        "PAYMENT_REQUIRED",
        "no",
    )


@proves("Batches: A bad line")
def _batch_bad(command):
    words = _moss(command, 0)
    (command.folder / "moss.txt").rename(command.folder / "moss.jsonl")
    (command.folder / "moss.jsonl").write_text('"moss"\n{\n')
    words[2] = "moss.jsonl"
    piped = command.process(*words, "--out", "out")
    assert (piped.code, piped.out) == (2, "")
    assert "moss.jsonl, line 2" in json.loads(piped.err)["message"]
    assert command.on_terminal(*words, "--out", "out")[0] == 2
    assert command.on_terminal(*words, "--out", "out", "--skip-bad")[0] == 9


@proves("Batches: Ctrl-C, SIGTERM", "Batches: Twice", "Batches: batch status")
def _batch_stopped(command):
    words = _moss(command, 400)
    for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        folder = f"out-{code}"
        child, process = command.terminal(*words, "--out", f"{folder}-shown"), command.start(*words, "--out", folder)
        for place in (folder, f"{folder}-shown"):
            _until(lambda place=place: json.loads(command("batch", "status", place, "--json").out or "{}").get("done"))
        assert json.loads(command.process("batch", "status", folder, "--json").out)["running"]
        process.send_signal(number)
        child.kill(number)
        child.kill(number)
        out, _ = process.communicate(timeout=30)
        child.read()
        child.close()
        assert (process.returncode, child.exitstatus) == (code, code)
        found = json.loads(out)
        status = json.loads(command.process("batch", "status", folder, "--json").out)
        assert found["done"] == status["done"] > 0
        assert found["pending"] + found["done"] == 400
        shown = json.loads(command.process("batch", "status", f"{folder}-shown", "--json").out)
        assert shown["done"] == len((command.folder / f"{folder}-shown/text/part-00001.jsonl").read_text().splitlines())


@proves("Batches: batch pack")
def _batch_packed(command):
    assert both(command, *_moss(command, 2), "--out", "out")[0].code == 0
    both(command, "batch", "pack", "out", "--force")
    first = (command.folder / "out/packed/shard-00000.tar").read_bytes()
    both(command, "batch", "pack", "out", "--force")
    assert (command.folder / "out/packed/shard-00000.tar").read_bytes() == first


@proves("Environment: POLLINATIONS_API_KEY", "Environment: POLLINATIONS_BASE_URL")
def _key(command):
    url = command.sandbox.url
    options = {"BEARER_TOKEN": "sk_another", "POLLINATIONS_BASE_URL": "http://127.0.0.1:1"}
    for text in both(command, "whoami", "--json", "--base-url", url, **options)[0].out, command.process("whoami").out:
        assert "POLLINATIONS_API_KEY" in text
        assert url in text


@proves("Environment: POLLINATIONS_NO_STORED_KEY")
def _stored(command):
    home = {"HOME": str(command.folder), "XDG_CONFIG_HOME": str(command.folder / "config"), "POLLINATIONS_API_KEY": ""}
    saved = command.process("login", "--with-token", given=command.sandbox.key, POLLINATIONS_NO_STORED_KEY="0", **home)
    assert saved.code == 0
    assert command.process("balance", POLLINATIONS_NO_STORED_KEY="0", **home).code == 0
    assert both(command, "balance", POLLINATIONS_NO_STORED_KEY="1", **home)[0].code == 3


@proves("Keys: keys create", "Keys: keys create --json", "Keys: keys revoke")
def _keys(command):
    made, shown = both(command, "keys", "create", "my app")
    assert re.fullmatch(r"sk_\w+\n", made.out)
    assert made.out.strip() not in made.err
    assert len(re.findall(r"sk_\w+", shown)) == 1
    about = json.loads(command.process("keys", "create", "other", "--json").out)
    revoked, _ = both(command, "keys", "revoke", about["key"])
    assert (revoked.code, about["key"] in revoked.err) == (2, False)
    assert command.process("keys", "revoke", about["id"]).code == 0
    assert command.process("key", POLLINATIONS_API_KEY=about["key"]).code == 3


def _sign_in(command, decide, *words):
    """Sign in by a process of its own, and return what it wrote before and after the decision."""
    home = {"HOME": str(command.folder / "home"), "XDG_CONFIG_HOME": str(command.folder / "config")}
    environment = {**os.environ, **home, "POLLINATIONS_API_KEY": ""}
    words = ["login", "--client-id", command.sandbox.publishable_key, *words]
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with started(WITHOUT_WAITING, *words, environment=environment, cwd=command.folder, **pipes) as process:
        stream = process.stdout if "--json" in words else process.stderr
        first = stream.readline()
        decide(re.search(r"ABCD-\d{4}", first)[0])
        out, err = process.communicate(timeout=60)
    return first, Result(process.returncode, out, err)


@proves("Keys: login --client-id", "Keys: login --client-id --json")
def _signed_in(command):
    first, done = _sign_in(command, command.sandbox.allow_sign_in)
    assert first.startswith(f"Open {command.sandbox.url}/x-enter/device and type the code ABCD-")
    assert (done.code, Path(done.out.strip()).is_file()) == (0, True)
    first, done = _sign_in(command, command.sandbox.allow_sign_in, "--json")
    assert {"user_code", "verification_uri"} <= json.loads(first).keys()
    assert Path(json.loads(done.out)["file"]).is_file()


@proves("Keys: A refused sign-in")
def _declined(command):
    _, done = _sign_in(command, command.sandbox.deny_sign_in, "--json")
    assert (done.code, json.loads(done.err)["code"]) == (3, "ACCESS_DENIED")
    assert not (command.folder / "config").exists()


@proves("Keys: A key that has ended")
def _ended(command):
    home = {"HOME": str(command.folder), "XDG_CONFIG_HOME": str(command.folder / "config"), "POLLINATIONS_API_KEY": ""}
    home["POLLINATIONS_NO_STORED_KEY"] = "0"
    key = command.sandbox.add_key(expires=datetime.now(UTC) - timedelta(hours=1))
    place = Path(command.process("login", "--with-token", "--no-check", given=key, **home).out.strip())
    place.write_text(json.dumps({**json.loads(place.read_text()), "expires_at": "2026-01-02T03:04:00+00:00"}))
    piped, _ = both(command, "balance", **home)
    said = "The stored key ended on 2026-01-02 at 03:04 UTC. Store another one: pollinations login"
    assert (piped.code, piped.err.splitlines()[1]) == (3, said)


@proves("Environment: POLLINATIONS_DEBUG")
def _debug(command):
    piped, shown = both(command, "text", "--nosuch", POLLINATIONS_DEBUG="1")
    assert "Traceback" in piped.err
    assert "Traceback" in shown


@pytest.mark.parametrize("proof", [pytest.param(proof, id=", ".join(names)) for proof, names in PROOFS.items()])
def test_lines_of_the_contract_hold(proof, command):
    """Each line of the page has a proof above."""
    proof(command)


def test_each_line_has_a_proof():
    """A line that is removed from the page takes its proof along."""
    assert sorted(name for names in PROOFS.values() for name in names) == sorted(LINES)
