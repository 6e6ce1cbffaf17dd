"""The sandbox as a server: it starts fast, runs side by side, and leaves nothing behind."""

import errno
import gc
import importlib.util
import inspect
import re
import socket
import subprocess
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

import anyio
import httpx
import pytest
from tests.examples import each

from pollination_sdk.sandbox import Fault, RecordedRequest, Sandbox
from pollination_sdk.sandbox.__main__ import main


def bearer(key: str) -> dict[str, str]:
    """Write the header that carries a key."""
    return {"Authorization": f"Bearer {key}"}


def test_starts_within_half_a_second():
    """A sandbox answers less than 0.5 s after it was asked for, its modules loaded."""

    def seconds() -> float:
        started = time.perf_counter()
        with Sandbox() as sandbox:
            assert httpx.get(f"{sandbox.url}/v1/models").status_code == 200
            return time.perf_counter() - started

    seconds()
    assert min(seconds() for _ in range(3)) < 0.5  # the best of three: the machine may be busy


def test_dozens_run_side_by_side_each_with_its_own_state():
    """Sandboxes share nothing: another one's key is unknown, another one's requests unseen."""
    sandboxes = [Sandbox().start() for _ in range(24)]
    try:
        assert len({sandbox.url for sandbox in sandboxes}) == 24
        first, second = sandboxes[:2]
        answer = httpx.get(f"{first.url}/account/key", headers=bearer(second.key))
        assert answer.status_code == 401
        assert len(first.requests) == 1
        assert second.requests == []
    finally:
        for sandbox in sandboxes:
            sandbox.stop()


def test_leaves_no_thread_behind_even_with_connections_open():
    """Leaving the `with` ends the server's threads although a client keeps its connection."""
    before = threading.active_count()
    with httpx.Client() as client:
        with Sandbox() as sandbox:
            url = sandbox.url
            client.get(f"{url}/text/hi", headers=bearer(sandbox.key))
        gc.collect()
        assert threading.active_count() == before
        with pytest.raises(httpx.TransportError):
            client.get(f"{url}/v1/models")


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_works_in_async_code(backend):
    """`async with Sandbox()` serves an async client in the same thread, under asyncio and trio."""

    async def ask() -> int:
        async with Sandbox() as sandbox, httpx.AsyncClient() as client:
            return (await client.get(f"{sandbox.url}/v1/models")).status_code

    assert anyio.run(ask, backend=backend) == 200


def test_the_url_of_a_stopped_sandbox_says_what_to_do():
    """Asking for the URL before starting names the remedy."""
    with pytest.raises(RuntimeError, match="with"):
        _ = Sandbox().url


def test_a_missing_extra_names_the_command(monkeypatch):
    """Without the extra's packages the error is the pip command that installs them."""
    real = importlib.util.find_spec
    monkeypatch.setattr(
        "pollination_sdk.sandbox._checks.find_spec",
        lambda name: None if name == "uvicorn" else real(name),
    )
    with pytest.raises(ModuleNotFoundError, match=r'pip install "pollinations-sdk\[sandbox\]"'):
        Sandbox()


@pytest.mark.slow(reason="starts an interpreter")
def test_importing_the_sandbox_loads_none_of_its_heavy_libraries():
    """The package imports without Starlette, Pillow, PyAV or the rest of the SDK."""
    code = (
        "import sys\n"
        "from pollination_sdk.sandbox import Fault, RecordedRequest, Reply, Sandbox\n"
        "heavy = {'starlette', 'uvicorn', 'PIL', 'av', 'jsonschema', 'httpx'} & set(sys.modules)\n"
        "ours = [m for m in sys.modules if m.startswith('pollination_sdk.')]\n"
        "assert not heavy, heavy\n"
        "light = ('pollination_sdk.sandbox', 'pollination_sdk._version')\n"
        "assert all(m.startswith(light) for m in ours), ours\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own interpreter


@pytest.mark.slow(reason="starts an interpreter")
def test_runs_from_a_terminal():
    """`python -m pollination_sdk.sandbox` prints address and key, obeys its options, and ends on SIGTERM."""
    command = [sys.executable, "-m", "pollination_sdk.sandbox", "--key", "sk_from_the_terminal"]
    command += [
        "--balance",
        "0.5",
        "--granted",
        "--fault",
        "status:503,route=/text/",
        "--fault",
        "header:name=Retry-After,value=5",
    ]
    command += ["--fault", "html:times=2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - as above
        assert process.stdout is not None
        address = process.stdout.readline().strip().partition("=")[2]
        paths = ["/account/key", "/text/hi", "/account/key", "/account/key", "/account/balance"]
        answers = [httpx.get(address + path, headers=bearer("sk_from_the_terminal")) for path in paths]
        process.terminate()
        assert process.wait(5) == 0
    assert [answer.status_code for answer in answers] == [200, 503, 502, 502, 200]
    assert answers[0].headers["retry-after"] == "5"
    assert answers[-1].json()["accountBalance"] == {"total": 0.5, "tier": 0.5, "paid": 0}


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--balance", "much", "'much' is not an amount of pollen"),
        ("--balance", "nan", "'nan' is not an amount of pollen"),
        ("--fault", "sttus:503", "There is no fault 'sttus'; there are answer, close, "),
        ("--fault", "status", "The fault 'status' needs status."),
        ("--fault", "status:many", "The fault 'status' takes no 'many' as status."),
        ("--fault", "status:999", "from 200 to 599"),
        ("--fault", "status:503,code", "'code' has no name: write NAME=code."),
        ("--fault", "status:503,cod=X", "takes no 'cod'; it takes status, message, retry_after"),
        ("--fault", "strip_auth:1", "'1' has no name"),
        ("--fault", "html:times=0", "times must be a whole number above 0"),
        ("--fault", "html:probability=2", "probability must be a number from 0 to 1"),
    ],
)
def test_an_option_that_cannot_be_is_named_with_what_is_taken(capsys, option, value, words):
    """Nothing is started, and the last line says which option is wrong, and why."""
    with pytest.raises(SystemExit) as left:
        main([option, value])
    said = capsys.readouterr()
    assert (left.value.code, said.out) == (2, "")
    line = said.err.splitlines()[-1]
    assert f"error: argument {option}: " in line
    assert words in line


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return the one line that a sandbox says which cannot start from a terminal."""
    with pytest.raises(SystemExit) as left:
        main([*arguments])
    said = capsys.readouterr()
    assert (left.value.code, said.out, said.err.count("\n")) == (2, "", 1)
    return said.err


def test_a_taken_port_is_said_in_one_line(capsys):
    """A port that another program has is an `OSError` with what to do; from a terminal one line and the code 2."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(OSError, match=f"Port {port} is taken by another program; choose another") as caught:
            Sandbox(port=port).start()
        assert caught.value.errno == errno.EADDRINUSE
        said = refused(capsys, "--port", str(port))
    assert f"Port {port} is taken by another program; choose another, or 0 for a free one." in said


def test_the_port_of_a_running_sandbox_is_taken_and_then_free():
    """Two sandboxes do not share a port; after the first has stopped, the second has it."""
    with Sandbox() as first:
        port = int(first.url.rpartition(":")[2])
        with pytest.raises(OSError, match="taken"):
            Sandbox(port=port).start()
        assert httpx.get(f"{first.url}/v1/models").status_code == 200
    with Sandbox(port=port) as second:
        assert second.url.endswith(f":{port}")


def test_a_port_that_there_is_not_is_refused(capsys):
    """A port out of range is a `ValueError`, and one line from a terminal."""
    for port in (99999, 65536, -1):
        with pytest.raises(ValueError, match="from 0 to 65535"):
            Sandbox(port=port)
    assert "from 0 to 65535" in refused(capsys, "--port", "65536")


@pytest.mark.parametrize("port", ["8080", 80.0, None, True])
def test_a_port_is_a_whole_number(port):
    """Whatever else is given as a port is a `TypeError`."""
    with pytest.raises(TypeError, match="whole number"):
        Sandbox(port=port)


@each("amount", ["5", None, True, float("nan"), float("inf")])
@each("name", ["balance", "quest_balance", "daily_lag"])
def test_a_setting_that_is_no_number_is_refused(name, amount):
    """Pollen and seconds are finite numbers."""
    with pytest.raises(ValueError, match=f"^{name} takes a number"):
        Sandbox(**{name: amount})


@each(
    ("arguments", "words"),
    [
        ({"budget": -0.5}, "budget takes a number from 0 of pollen, not -0.5"),
        ({"budget": float("nan")}, "budget takes a number"),
        ({"permissions": ["balance"]}, "permissions takes no 'balance'; it takes profile, usage, keys"),
        ({"permissions": "usage"}, "permissions takes a list of names, not text"),
        ({"models": ["opnai"]}, "models takes no 'opnai'; it takes text, image, video"),
        ({"models": "text"}, "models takes a list of names, not text"),
        ({"expires": datetime(2026, 1, 1)}, "time zone"),
    ],
)
def test_a_key_that_the_service_cannot_have_is_refused(arguments, words):
    """The message names the argument and what it takes; so a typo does not make a test prove nothing."""
    with pytest.raises((TypeError, ValueError), match=words):
        Sandbox().add_key(**arguments)


def test_debts_and_an_empty_list_of_models_are_allowed():
    """The service has wallets below zero, and keys without any model."""
    sandbox = Sandbox(balance=-0.5)
    assert sandbox.balance == -0.5
    assert sandbox.add_key(models=[], budget=0)


def test_a_port_for_administrators_is_called_so(monkeypatch):
    """A port that the system keeps to itself says so; here the system's refusal is played, as root gets none."""

    def bind(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket, "socket", type("Socket", (socket.socket,), {"bind": bind}))
    with pytest.raises(PermissionError, match="Port 80 is reserved for administrators; choose another"):
        Sandbox(port=80).start()


def test_a_store_that_cannot_be_used_is_said_in_one_line(tmp_path, capsys):
    """A folder that is not there, and a file that is no database, are `OSError`s."""
    (tmp_path / "text").write_text("no database " * 100)
    for path in (tmp_path / "no" / "store", tmp_path / "text", tmp_path):
        with pytest.raises(OSError, match="store"):
            Sandbox(store=path)
    assert str(tmp_path) in refused(capsys, "--store", str(tmp_path))


def test_records_requests_as_they_arrived():
    """`requests` keeps the percent-encoding, the order of the query, headers and body."""
    with Sandbox() as sandbox:
        httpx.get(f"{sandbox.url}/image/a%2Fb?seed=1&width=64&height=64&key={sandbox.key}")
        httpx.post(f"{sandbox.url}/v1/chat/completions", json={"messages": []}, headers=bearer(sandbox.key))
    image, chat = sandbox.requests
    assert image.path == "/image/a%2Fb"
    assert [name for name, _ in image.query] == ["seed", "width", "height", "key"]
    assert chat.method == "POST"
    assert chat.json() == {"messages": []}
    assert chat.headers["authorization"] == f"Bearer {sandbox.key}"


def test_keys_stay_out_of_reprs():
    """Neither a recorded request nor the sandbox shows a key in its repr, also where it is part of a body."""
    with Sandbox() as sandbox:
        httpx.get(f"{sandbox.url}/account/key?%6Bey={sandbox.key}", headers=bearer(sandbox.key))
        httpx.get(f"{sandbox.url}/account/key?a=1&key=any_other_form")
        httpx.post(f"{sandbox.url}/v1/responses", json={"input": f"my key is {sandbox.key}"})
    assert sandbox.key not in repr(sandbox.requests)
    assert "any_other_form" not in repr(sandbox.requests)
    assert sandbox.key not in repr(sandbox._state)


def test_the_repr_of_a_request_shows_what_was_asked():
    """Method, path, query and body are there; a long body is shortened."""
    with Sandbox() as sandbox:
        httpx.get(f"{sandbox.url}/image/a%2Fb?seed=1&key={sandbox.key}&width=8&height=8")
        httpx.post(f"{sandbox.url}/v1/responses", json={"input": "hi"}, headers=bearer(sandbox.key))
        httpx.post(f"{sandbox.url}/v1/responses", json={"input": "hi" * 9000}, headers=bearer(sandbox.key))
    image, short, long = map(repr, sandbox.requests)
    assert image == "RecordedRequest('GET /image/a%2Fb?seed=1&width=8&height=8')"
    assert short == """RecordedRequest('POST /v1/responses', '{"input":"hi"}')"""
    assert long.startswith("""RecordedRequest('POST /v1/responses', '{"input":"hihi""")
    assert len(long) < 300


def test_logs_tell_neither_keys_nor_prompts(caplog):
    """At DEBUG, what the sandbox itself logs holds no key; a failure of its own is there."""
    caplog.set_level("DEBUG")
    with Sandbox() as sandbox, httpx.Client() as client:
        client.get(f"{sandbox.url}/text/hi", headers=bearer(sandbox.key))
    ours = [one.getMessage() for one in caplog.records if not one.name.startswith("http")]
    assert not any(sandbox.key in message for message in ours)


def test_stopping_in_the_middle_of_an_answer_is_quiet(caplog):
    """A sandbox that closes while it stalls drops the client and reports nothing."""
    failures: list[Exception] = []

    def ask(url: str) -> None:
        try:
            httpx.get(url)
        except httpx.TransportError as error:
            failures.append(error)

    with Sandbox() as sandbox:
        sandbox.queue(Fault.stall(60))
        thread = threading.Thread(target=ask, args=(f"{sandbox.url}/v1/models",))
        thread.start()
        while not sandbox.requests:
            pass
    thread.join(5)
    assert len(failures) == 1
    assert [one for one in caplog.records if one.levelname == "ERROR"] == []


def test_a_client_that_goes_before_its_connection_is_reset_is_no_failure(caplog):
    """The connection of a client that has given up has no options to set."""
    size = 20_000_000  # more than the system buffers, so that the sandbox still writes when the client goes
    with Sandbox() as sandbox:
        sandbox.reply("x" * size)
        sandbox.queue(Fault.reset(after_bytes=size))
        with httpx.stream("GET", f"{sandbox.url}/text/hi", headers=bearer(sandbox.key)) as answer:
            assert answer.status_code == 200
        for _ in range(20):  # until the sandbox has noticed
            httpx.get(f"{sandbox.url}/_sandbox/billed")
    assert [one for one in caplog.records if one.levelname == "ERROR"] == []


def test_the_representation_shows_the_url_and_no_key():
    """A debugger shows where the sandbox is and what happened."""
    with Sandbox() as sandbox:
        httpx.get(f"{sandbox.url}/text/hi", headers={"Authorization": f"Bearer {sandbox.key}"})
        assert repr(sandbox) == f"Sandbox('{sandbox.url}', requests=1, billed=1)"
    assert repr(sandbox) == "Sandbox(not running, requests=1, billed=1)"


def test_the_page_lists_all_faults_with_their_arguments_and_all_fields_of_a_request():
    """The tables of the page have what the classes have."""
    page = (Path(__file__).parents[2] / "docs/sandbox.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)\(([^)]*)\)` \|", page, re.MULTILINE)
    assert {name: re.findall(r"\w+", arguments) for name, arguments in rows} == {
        name: list(inspect.signature(getattr(Fault, name)).parameters)
        for name, value in vars(Fault).items()
        if isinstance(value, classmethod)
    }
    table = page.partition("| field of a request |")[2].partition("\n\n")[0]
    first_cells = [row.split("|")[1] for row in table.splitlines()[2:]]
    named = {name for cell in first_cells for name in re.findall(r"`(\w+)", cell)}
    assert named == {name for name in dir(RecordedRequest) if not name.startswith("_")}
