"""Both clients against Stoplight Prism, which serves the contract and judges every request that comes."""

import functools
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import anyio
import anyio.from_thread
import httpx
import pytest
from attrs import frozen
from tests.contract.reach import BY_CALL
from tests.contract.surface import client_methods, operations_of
from tests.contract.test_reach import arguments_of
from tests.contract.wire import CONTRACT
from tools.silence import silence

from pollination_sdk import AsyncPollinations, Pollinations, Retry, errors

ROOT = Path(__file__).parents[2]
PRISM = os.environ.get("POLLINATIONS_PRISM", "")
NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(
    not (PRISM and NODE), reason="`nox -s interop` installs Prism and says in POLLINATIONS_PRISM where it is"
)


SOUND = silence(5)
KEY = "sk_for_prism_0123456789abcdef"
ARGUMENTS = {
    "text": ({"prompt": "hello"}, {"prompt": "Who? Me & you", "system": "be brief", "seed": 7, "temperature": 0.5}),
    "chat": (
        {"messages": "hello"},
        {"messages": [{"role": "user", "content": [{"type": "text", "text": "hi"}]}], "stop": ["a"], "max_tokens": 5},
        {
            "messages": "hi",
            "tools": [{"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}],
            "tool_choice": {"type": "function", "function": {"name": "f"}},
            "response_format": {"type": "json_object"},
            "parallel_tool_calls": False,
        },
    ),
    "parse": ({"messages": "hello", "answer_type": {"type": "object"}, "repair": 0},),
    "run_tools": ({"messages": "hello", "tools": [{"type": "google_search"}], "max_turns": 1},),
    "image": (
        {"prompt": "a fox"},
        {"prompt": "fox/hare 100%", "width": 64, "safe": True, "quality": "hd", "image": ["https://a.example/b,c.png"]},
    ),
    "video": ({"prompt": "waves", "duration": 4, "aspect_ratio": "16:9", "audio": True},),
    "embed": ({"input": "hello"}, {"input": ["hello"], "input_type": "query"}),
    "mesh": ({"prompt": "a fox", "resolution": "low"},),
    "edit_image": ({"prompt": "night", "image": "https://a.example/fox.png", "width": 64},),
    "speech": ({"input": "hello"}, {"input": "hello", "voice": "nova", "response_format": "wav", "seed": 7}),
    "speech_with_timestamps": ({"input": "hello", "voice": "nova"},),
    "transcribe": ({"file": SOUND}, {"file": SOUND, "language": "en"}),
    "change_voice": ({"file": SOUND, "voice": "nova"},),
    "isolate_voice": ({"file": SOUND},),
    "upload": ({"file": SOUND, "tags": ["notes"]},),
    "upload_info": ({"id": "abc"},),
    "delete_upload": ({"id": "abc"},),
    "usage": ({}, {"limit": 5, "before": "7d"}),
    "key_usage": ({}, {"limit": 5, "before": "7d"}),
    "create_key": ({"name": "app"}, {"name": "app", "type": "publishable", "expires_in": 60, "pollen_budget": 0}),
    "revoke_key": ({"id": "abc"},),
    "model": ({"model": "openai"},),
}
ARGUMENTS |= {f"stream_{method}": ARGUMENTS[method] for method in ("text", "chat", "image", "video", "mesh", "speech")}
ARGUMENTS["usage_csv"] = ARGUMENTS["usage"]
TABLES = ("usage_csv", "daily_usage_csv")  # its word `string` has no header line
OTHERS = ("parse",)  # its answer is no JSON
MEDIA = ("image", "edit_image", "video", "mesh", "speech", "speech_with_timestamps", "change_voice", "isolate_voice")
MEDIA += ("stream_image", "stream_video", "stream_mesh", "stream_speech")
STREAMS = ("stream_text", "stream_chat")
SENT = [method for method in client_methods() if not method.endswith("_url")]


@frozen
class Prism:
    """A running Prism.

    Args:
        url: Where it listens.
        log: The file that it writes what it says to.
    """

    url: str
    log: Path

    def count(self, words):
        """Count how often it said something."""
        return self.log.read_text().count(words)


@pytest.fixture(scope="module")
def prism(tmp_path_factory):
    """Prism, serving the contract on a free loopback port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("prism") / "said.txt"
    command = [NODE, PRISM, "mock", "--errors", "--host", "127.0.0.1", "--port", str(port), str(ROOT / "openapi.yaml")]
    # A group of its own, ended as a whole: `node` of PyPI is a program that starts the real one.
    started = functools.partial(subprocess.Popen, command, start_new_session=True)
    with log.open("w") as out, started(stdout=out, stderr=out) as process:
        try:
            _wait_until(lambda: "Prism is listening" in log.read_text(), process)
            yield Prism(f"http://127.0.0.1:{port}", log)
        finally:
            os.killpg(process.pid, signal.SIGTERM)


def _wait_until(ready, process):
    for _ in range(300):
        assert process.poll() is None, "Prism ended before it listened"
        if ready():
            return
        time.sleep(0.1)  # a program that we do not write has no other way to say that it is there
    pytest.fail("Prism did not listen within 30 s")


@pytest.fixture(scope="module", params=["sync", "async"])
def judged(request, prism):
    """Run a method of either client; return what it gave or raised, and the answers as Prism sent them."""
    options = {"base_url": prism.url, "retry": Retry.off}
    if request.param == "sync":
        yield lambda method, arguments: _run(method, arguments, options)
    else:
        yield lambda method, arguments: anyio.run(_arun, method, arguments, options)


def _made(client, method, arguments):
    """Call a method; the first argument of `call` has no name."""
    named = dict(arguments)
    first = [named.pop("operation")] if method == "call" else []
    return getattr(client, method)(*first, **named)


def _run(method, arguments, options):
    answers = []
    with (
        httpx.Client(event_hooks={"response": [answers.append]}) as http,
        Pollinations(KEY, http_client=http, **options) as client,
    ):
        try:
            made = _made(client, method, arguments)
            return (list(made.__enter__()) if hasattr(made, "__enter__") else made), answers
        except errors.PollinationsError as error:
            return error, answers


async def _arun(method, arguments, options):
    answers = []

    async def keep(response):
        answers.append(response)

    async with (
        httpx.AsyncClient(event_hooks={"response": [keep]}) as http,
        AsyncPollinations(KEY, http_client=http, **options) as client,
    ):
        try:
            made = _made(client, method, arguments)
            if not hasattr(made, "__aenter__"):
                return await made, answers
            async with made:
                return [one async for one in made], answers
        except errors.PollinationsError as error:
            return error, answers


@pytest.mark.parametrize("method", SENT)
def test_prism_finds_no_violation_in_what_a_method_sends(judged, method):
    """Prism lets every request pass; its placeholders are read, but for those that are no medium, table or JSON."""
    for arguments in ARGUMENTS.get(method, ({},)):
        result, (answer,) = judged(method, arguments)
        assert "sl-violations" not in answer.headers, answer.headers["sl-violations"]
        assert answer.status_code not in (400, 401, 404, 405, 415, 422), result
        if method in MEDIA + TABLES + OTHERS:
            assert isinstance(result, errors.UnexpectedResponseError), result
        elif method in STREAMS:  # Prism writes no event streams: it says so after it has let the request pass
            assert isinstance(result, errors.InternalServerError), result
            assert "serialise" in str(result)
        else:
            assert not isinstance(result, Exception), result


@pytest.mark.parametrize("operation", BY_CALL)
def test_prism_finds_no_violation_in_what_call_sends(judged, operation):
    """Prism lets the contract's example of each other operation pass."""
    _, (answer,) = judged("call", {"operation": operation, **arguments_of(operation)})
    assert "sl-violations" not in answer.headers, answer.headers["sl-violations"]
    assert answer.status_code not in (400, 401, 404, 405, 415, 422), answer.text


def test_prism_was_asked_for_every_operation():
    """The methods and the calls above reach all operations of the contract."""
    assert {client_methods()[method] for method in SENT} | BY_CALL.keys() == operations_of(CONTRACT).keys()


def test_prism_does_find_violations(prism, capsys):
    """A request that breaks the contract is the only one that does not pass, so the silence above means something."""
    refused = httpx.get(f"{prism.url}/account/usage?limit=0", headers={"Authorization": f"Bearer {KEY}"})
    assert refused.status_code == 400
    passed, failed = prism.count("The request passed the validation rules"), prism.count("did not pass the validation")
    with capsys.disabled():
        print(f"\nPrism: {passed} requests passed the validation rules, {failed} did not, which broke them on purpose.")
    assert failed == 1
