"""`client.call` on operations of every kind, on both clients, against a server that says what arrived.

Uses private names: the contract that `call` reads is replaced, for ours lacks the kinds that others have.
"""

import email
import http.server
import io
import json
import threading
from collections import UserString
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from pathlib import Path

import anyio
import pytest

from pollination_api import contract
from pollination_api.deprecated import DEPRECATED
from pollination_sdk import AsyncPollinations, Pollinations, errors
from pollination_sdk._operations import arguments as _arguments
from pollination_sdk._operations import by_name as _by_name
from pollination_sdk.types import AccountBalance

TRUE_CONTRACT = contract.load
BALANCE = {"$ref": "#/components/schemas/AccountBalance"}
FIELDS = {"name": {"type": "string"}, "level": {"anyOf": [{"type": "integer"}, {"type": "null"}]}}
FORM = {"file": {"type": "string", "format": "binary"}, "speed": {"type": "number"}, **FIELDS}
MANY = {"type": "array", "items": {"type": "string", "format": "binary"}}


def operation(name, answer=None, *, kind="application/json", status="200", body=None, body_kind="application/json"):
    """Describe an operation."""
    good = {"content": {kind: {"schema": answer}}} if answer else {}
    described = {"operationId": name, "tags": ["voices"], "responses": {status: good}, "security": [{"bearerAuth": []}]}
    return described | ({"requestBody": {"required": True, "content": {body_kind: {"schema": body}}}} if body else {})


def fields(properties, *required):
    """Describe an object."""
    return {"type": "object", "properties": properties, "required": list(required)}


def document():
    """Return the contract with one operation of each kind."""
    made = TRUE_CONTRACT()
    voice = {"name": "voiceId", "in": "path", "required": True, "schema": {"type": "string"}}
    rate = {"name": "rate", "in": "query", "schema": {"type": "integer", "minimum": 8}}
    made["paths"] = {
        "/voices/{voiceId}": {
            "get": operation("get_voice", BALANCE) | {"parameters": [voice, rate]},
            "delete": operation("delete_voice", status="204") | {"parameters": [voice]},
        },
        "/voices": {"post": operation("create_voice", BALANCE, status="201", body=fields(FIELDS, "name"))},
        "/search": {"post": operation("search", {"type": "array", "items": BALANCE}, body=fields(FIELDS))},
        "/rename": {"post": operation("rename", BALANCE, body={"type": "array", "items": {"type": "string"}})},
        "/sample": {"get": operation("sample", {"type": "string", "format": "binary"}, kind="audio/mpeg")},
        "/clone": {
            "post": operation(
                "clone", BALANCE, body=fields(FORM | {"more": MANY}, "file"), body_kind="multipart/form-data"
            )
        },
    }
    return made


MP3 = (b"\xff\xfb\x90\0" + bytes(413)) * 2
ANSWERS = {
    "/search": (200, "application/json", b'[{"balance": 1.5}, {"balance": 2}]'),
    "/sample": (200, "audio/mpeg", MP3),
}


class Handler(http.server.BaseHTTPRequestHandler):
    """Keep what arrived; answer by path."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        """Answer any method."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.seen.append((self.command, self.path, self.headers, body))
        status, kind, content = ANSWERS.get(self.path, (200, "application/json", b'{"balance": 1.5}'))
        if self.command == "DELETE":
            status, kind, content = 204, "", b""
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_DELETE = answer  # noqa: N815 - names that http.server looks for

    def log_message(self, *_):
        """Stay silent."""


@pytest.fixture(scope="module", autouse=True)
def changed():
    """Let the overlay read the changed contract."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contract, "load", document)
        for kept in (_arguments.document, _by_name._operations):
            kept.cache_clear()
        yield
    for kept in (_arguments.document, _by_name._operations):
        kept.cache_clear()


@pytest.fixture(scope="module")
def server():
    """Run the server."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        running.seen = []
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture(params=["sync", "async"])
def call(request, server):
    """Call an operation with either client; return its value and what arrived."""
    settings = {"api_key": "sk_test1234567890", "base_url": f"http://127.0.0.1:{server.server_port}"}

    async def ask(name, arguments):
        async with AsyncPollinations(**settings) as client:
            return await client.call(name, **arguments)

    def run(name, /, **arguments):
        server.seen.clear()
        if request.param == "async":
            value = anyio.run(ask, name, arguments)
        else:
            with Pollinations(**settings) as client:
                value = client.call(name, **arguments)
        return value, *server.seen[-1]

    return run


def parts(headers, body):
    """Read the parts of a form: name, file name, content."""
    form = email.message_from_bytes(b"Content-Type: " + headers["Content-Type"].encode() + b"\r\n\r\n" + body)
    return [
        (part.get_param("name", header="content-disposition"), part.get_filename(), part.get_payload(decode=True))
        for part in form.get_payload()
    ]


def test_a_get_with_path_and_query(call):
    """What stands in the path is one encoded segment; the answer is the contract's model."""
    value, method, path, _, body = call("get_voice", voiceId="a/b c", rate=16)
    assert value == AccountBalance(balance=1.5)
    assert (method, path, body) == ("GET", "/voices/a%2Fb%20c?rate=16", b"")


def test_a_post_of_json(call):
    """Fields by name or as `body=` make the same body; null is sent, what is left out is not."""
    value, _, _, headers, body = call("create_voice", name="x", level=None)
    assert isinstance(value, AccountBalance)
    assert headers["Content-Type"] == "application/json"
    assert json.loads(body) == {"name": "x", "level": None}
    assert json.loads(call("create_voice", body={"name": "x", "level": None})[-1]) == json.loads(body)


def test_bodies_and_answers_that_are_lists(call):
    """A list comes as a list of models; a body that is a list is given as `body=`."""
    assert call("search", name="x")[0] == [AccountBalance(balance=1.5), AccountBalance(balance=2)]
    assert json.loads(call("rename", body=["a", "b"])[-1]) == ["a", "b"]


def test_answers_of_nothing_and_of_bytes(call):
    """204 is None, sound is bytes."""
    value, method, *_ = call("delete_voice", voiceId="x")
    assert (value, method) == (None, "DELETE")
    sample = call("sample")[0]
    assert (bytes(sample), sample.suffix) == (MP3, ".mp3")


def test_a_form_with_files(call):
    """Files travel with a name, other fields as text without one, several files each as a part."""
    opened = io.BytesIO(b"\x00more")
    opened.name = "folder/more.wav"
    _, _, _, headers, body = call("clone", file=b"\x00sound", name="me", speed=1.5, more=[opened])
    assert headers["Content-Type"].startswith("multipart/form-data; boundary=")
    assert parts(headers, body) == [
        ("file", "file", b"\x00sound"),
        ("name", None, b"me"),
        ("speed", None, b"1.5"),
        ("more", "more.wav", b"\x00more"),
    ]


def test_a_form_of_values_of_other_kinds(call):
    """A form, a path and a query hold the plain values that arguments of other kinds stand for."""
    plain = parts(*call("clone", file=b"x", name="me", speed=0.5, level=2)[3:])
    two = IntEnum("Level", {"TWO": 2}).TWO
    other = {"file": bytearray(b"x"), "name": UserString("me"), "speed": Decimal("0.5"), "level": two}
    assert parts(*call("clone", **other)[3:]) == plain
    assert call("get_voice", voiceId=UserString("a"), rate=Fraction(16))[2] == "/voices/a?rate=16"
    assert sorted(parts(*call("clone", body=other)[3:])) == sorted(plain)


def test_equal_forms_are_equal_bytes(call):
    """The boundary is made from the content, so that the service recognises a form; other content has another one."""
    forms = [
        {"file": b"\x00sound", "name": "me", "more": [b"more"]},
        {"file": io.BytesIO(b"\x00sound"), "name": "me", "more": [b"more"]},
        {"file": b"\x00sound", "name": "me", "more": [b"mor", b"e"]},
        {"file": b"\x00soun", "name": "dme", "more": [b"more"]},
    ]
    sent = [call("clone", **form)[3:] for form in forms]
    written = [(headers["Content-Type"], body) for headers, body in sent]
    assert written[0] == written[1]
    assert len({kind for kind, _ in written}) == 3


def test_forms_leave_nothing_behind(server):
    """Forms of different content have different boundaries: what a client keeps does not grow."""
    with Pollinations("sk_test1234567890", base_url=f"http://127.0.0.1:{server.server_port}") as client:
        for number in range(3):
            client.call("clone", file=b"\x00sound" * (number + 1))
        assert len(client._context.headers_cache) == 0


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("get_voices", {}, (ValueError, "no operation 'get_voices' .is 'get_voice' meant")),
        ("get_voice", {}, (TypeError, "get_voice needs voiceId")),
        ("get_voice", {"voiceId": " "}, (ValueError, "voiceId is a part of the address")),
        ("get_voice", {"voice_id": "x"}, (TypeError, "takes no 'voice_id' .is 'voiceId' meant")),
        ("get_voice", {"voiceId": "x", "rate": 1}, (ValueError, "rate must be 8 or more, not 1")),
        ("create_voice", {"level": 1}, (TypeError, "needs name")),
        ("create_voice", {"body": {"level": 1}}, (TypeError, "needs name")),
        ("create_voice", {"body": {"name": 1}}, (TypeError, "name must be string, not int")),
        ("create_voice", {"name": "x", "level": "high"}, (TypeError, "level must be integer, not str")),
        ("create_voice", {"body": ["x"]}, (TypeError, "needs name")),
        ("rename", {}, (TypeError, "needs body")),
        ("rename", {"body": {"a": 1}}, (TypeError, "body must be array")),
        ("clone", {"name": "me"}, (TypeError, "needs file")),
        ("clone", {"file": io.StringIO("x")}, (TypeError, "file must be opened in binary mode")),
        ("clone", {"file": b"", "name": Path("x")}, (TypeError, "name is a path")),
        ("clone", {"body": {"file": b"", "speed": float("nan")}}, (ValueError, r"body\.speed is nan")),
        ("clone", {"file": b"", "name": "\ud800"}, (errors.PromptError, "name holds half a surrogate pair")),
        ("get_voice", {"voiceId": "\ud800"}, (errors.PromptError, "voiceId holds half a surrogate pair")),
        ("get_voice", {"voiceId": b"x"}, (TypeError, "voiceId is bytes")),
        ("clone", {"file": "sound.wav"}, (TypeError, "file must be bytes or an open file, not str")),
        ("clone", {"file": b"", "more": ["x"]}, (TypeError, r"more\[0\] must be bytes")),
    ],
)
def test_mistakes_are_reported_by_name_before_anything_is_sent(server, call, name, arguments, said):
    """Unknown, missing and ill-typed arguments say what is meant; nothing is sent."""
    server.seen.clear()
    error, words = said
    with pytest.raises(error, match=words):
        call(name, **arguments)
    assert server.seen == []


def test_fields_of_a_form_that_go_are_warned_of(call, monkeypatch):
    """What is announced to go is noticed in a form too."""
    monkeypatch.setitem(DEPRECATED, "clone", [{"path": ("body", "speed"), "is_gone": True}])
    with pytest.warns(errors.ServiceDeprecationWarning, match="The field speed of clone"):
        call("clone", file=b"x", speed=1)
