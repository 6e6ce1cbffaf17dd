"""The rows of the matrix: what goes wrong, how it is made, and what it may end in."""

import gzip
import itertools
import json
from collections.abc import Callable, Iterator
from email.utils import formatdate
from typing import Any

import attrs
from tests.faults import servers
from tests.faults.columns import Column
from tests.faults.expectations import (
    Expected,
    again,
    always,
    by_body,
    by_care,
    by_method,
    edited,
    in_body,
    needing_key,
    once,
    sent,
    status,
    status_once,
    with_field,
)
from tests.faults.stage import Stage
from tests.helpers import notices

from pollination_sdk.sandbox import Fault

FOREVER = 10_000
LATE = 20.0
Make = Callable[[Stage], Fault]


def none(_: Column) -> int:
    """Break no connection."""
    return 0


def always_one(_: Column) -> int:
    """Break the connection."""
    return 1


def given_up(column: Column) -> int:
    """Break the connection of a stream, which is given up before its end."""
    return int(column.streamed)


@attrs.frozen
class Row:
    """One fault.

    Args:
        name: What goes wrong, as the grid says it.
        expected: What it may end in, for a column.
        make: Makes the fault that the column's sandbox plays; None where a server of its own does.
        server: Starts a server that plays it instead of the sandbox.
        times: How many requests meet it.
        hangs: Whether only the deadline ends it.
        at_once: How many columns meet it at the same time.
        options: How the client differs.
        breaks: How many connections each request that meets it may break, for a column.
        most: The most requests that one paid call may make; None for redirects, which are no repetitions.
        littering: Whether httpx leaves its generators to the garbage collection, of which trio warns.
    """

    name: str
    expected: Expected = attrs.field(repr=False)
    make: Make | None = None
    server: servers.Server | None = None
    times: int = FOREVER
    hangs: bool = False
    at_once: int = 64
    options: dict[str, Any] = attrs.field(factory=dict)
    breaks: Callable[[Column], int] = attrs.field(default=none, repr=False)
    most: int | None = servers.ATTEMPTS
    littering: bool = False


def breaking(make: Callable[[], Iterator[Row]]) -> Callable[[], Iterator[Row]]:
    """Make rows each of whose requests breaks its connection."""
    return lambda: (attrs.evolve(row, breaks=always_one) for row in make())


def said(number: int, shape: str) -> Make:
    """Make an error status with one shape of body; each repeats the caller's key."""
    return lambda stage: _refusal(number, shape, f"no luck with {stage.sandbox.key}")


def _refusal(number: int, shape: str, message: str) -> Fault:
    whole = json.dumps({"success": False, "status": number, "error": {"message": message, "code": "X"}})
    match shape:
        case "envelope":
            return Fault.status(number, message)
        case "nested":
            return Fault.status(number, message, nested=True)
        case "html":
            return Fault.answer(number, f"<html><title>{message}</title></html>", media_type="text/html")
    bodies = {"string": json.dumps({"error": message}), "text": message, "empty": "", "cut JSON": whole[:-9]}
    return Fault.answer(number, bodies[shape], media_type="text/plain" if shape == "text" else "application/json")


STATUSES = (400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 422, 429, 431, 500, 502, 503, 504, 524, 530)
SHAPES = ("envelope", "nested", "string", "text", "html", "empty", "cut JSON")


def _errors() -> Iterator[Row]:
    for number, shape in itertools.product(STATUSES, SHAPES):
        yield Row(f"{number}, {shape}", status(number, shape), said(number, shape))
    for number in (408, 429, 500, 502, 503, 504):
        yield Row(f"{number} once", status_once(number), said(number, "envelope"), times=1)
    yield Row("504, billed", status(504), lambda _: Fault.status(504, billed=True))
    yield Row("504, billed, once", status_once(504), lambda _: Fault.status(504, billed=True), times=1)


def _waits() -> Iterator[Row]:
    dates = {"a past date": formatdate(0, usegmt=True), "a date to come": "Fri, 01 Jan 2100 00:00:00 GMT"}
    forms = {"0": "0", "negative": "-5", "nonsense": "soon", "1": "1", "huge": "999999999", "endless": "9" * 400}
    for name, value in (forms | dates).items():
        refused = Fault.status(429, retry_after=value)
        patient = name not in {"huge", "a date to come"}
        yield Row(
            f"Retry-After {name}, once",
            again(always("L")) if patient else always("L"),
            lambda _, it=refused: it,
            times=1,
        )
        yield Row(f"Retry-After {name}", status(429), lambda _, it=refused: it)


def _offsets(stage: Stage) -> dict[str, int]:
    head, body = len(stage.answer.head), len(stage.answer.body)
    return {
        "before a byte": 0,
        "after 1 byte of the head": 1,
        "half through the head": head // 2,
        "before the head's end": head - 3,
        "before the body": head,
        "after 1 byte of the body": head + 1,
        "half through the body": head + body // 2,
        # Images of another seed are shorter or longer, and videos more so; `HIT` is a byte shorter than `MISS`.
        "just before the end": head + body - (max(90, body // 5) if stage.column.holds_file else 2),
    }


def _cuts() -> Iterator[Row]:
    for how, where in itertools.product(("reset", "close"), _PLACES):
        in_head = where in _PLACES[:4]
        # The rest of a stream whose end marker has come is worth nothing, but a reset may take the marker with it.
        events = "I" if where != _PLACES[-1] else (".I" if how == "reset" else ".")
        expected = sent("C") if in_head else in_body("C", events=events)
        make = _cut(how, where)
        yield Row(f"{how} {where}", expected, make)
        if where in {_PLACES[0], _PLACES[6]}:
            yield Row(f"{how} {where}, once", once(expected), make, times=1)


_PLACES = [
    "before a byte",
    "after 1 byte of the head",
    "half through the head",
    "before the head's end",
    "before the body",
    "after 1 byte of the body",
    "half through the body",
    "just before the end",
]


def _cut(how: str, where: str) -> Make:
    return lambda stage: getattr(Fault, how)(_offsets(stage)[where])


def _stalls() -> Iterator[Row]:
    for where in ("before a byte", "half through the head", "before the body", "half through the body"):
        yield Row(f"silence {where}", in_body("T", events="T"), _silence(where), hangs=True)
    yield Row("a byte at a time", sent("T"), lambda _: Fault.drip(0.02), hangs=True)
    yield Row("a byte of the body at a time", in_body("T", events="T"), server=servers.dripping, hangs=True)
    # Nothing was sent; but the end of the whole call may come before that of connecting, and then nobody can tell.
    never = by_care("TO", "T")
    yield Row("a connection that is never taken", never, server=servers.deaf, hangs=True)


def _silence(where: str) -> Make:
    return lambda stage: Fault.stall(LATE, _offsets(stage)[where])


def _connections() -> Iterator[Row]:
    yield Row("refused", always("C"), server=servers.refusing)
    # The reset may arrive before the client knows that the connection stands: then nothing was sent.
    yield Row("reset when taken", by_care("OC", "C"), server=servers.resetting)
    yield Row("closed when taken", sent("C"), server=servers.closing)


def with_body(change: Callable[[bytes], bytes], media_type: str | None = None, **headers: str) -> Make:
    """Make a success whose body is the true one, changed."""
    return lambda stage: Fault.answer(
        200,
        change(stage.answer.body),
        media_type=stage.answer.media_type if media_type is None else media_type,
        headers=headers,
    )


def with_type(media_type: str) -> Make:
    """Make the true answer under another type."""
    return lambda _: Fault.header("Content-Type", media_type)


def charset(name: str) -> Make:
    """Make the true answer under another charset."""
    return lambda stage: Fault.header("Content-Type", f"{stage.answer.media_type.partition(';')[0]}; charset={name}")


def _encodings() -> Iterator[Row]:
    untrue = lambda _: Fault.header("Content-Encoding", "gzip")  # noqa: E731 - short, as its siblings
    yield Row("gzip that is none", in_body("C"), untrue, breaks=always_one, littering=True)
    yield Row("gzip", always("."), with_body(gzip.compress, **{"Content-Encoding": "gzip"}))
    yield Row("gzip of several members", always("."), with_body(_members, **{"Content-Encoding": "gzip"}))
    cut = with_body(lambda body: (whole := gzip.compress(body))[: len(whole) // 2], **{"Content-Encoding": "gzip"})
    yield Row("half of the gzip", in_body("C"), cut, littering=True)
    yield Row("half of the gzip, once", once(in_body("C")), cut, times=1, littering=True)
    yield Row("charset=utf-16, untrue", always("."), charset("utf-16"))
    yield Row("charset=nonsense", always("."), charset("nonsense"))
    utf16 = with_body(lambda body: body.decode("latin-1").encode("utf-16"), "text/plain; charset=utf-16")
    yield Row("UTF-16 indeed", by_body(text=".", csv=".", json=".", events="U", media="U"), utf16, breaks=given_up)
    marked = by_body(text="~", csv=".", json=".", events=".", media="U")
    yield Row("a byte order mark", marked, with_body(b"\xef\xbb\xbf".__add__), breaks=given_up)
    broken = by_body(events="~", media="-", other="U")
    yield Row("half a UTF-8 character", broken, with_body(_with_half))


def _members(body: bytes) -> bytes:
    """Compress the halves of a body apart, with an empty member between them and zeros behind."""
    half = len(body) // 2
    return b"".join(map(gzip.compress, (body[:half], b"", body[half:]))) + b"\0" * 8


def _with_half(body: bytes) -> bytes:
    """Put the first byte of a character of two into a text."""
    start = body.find(b"rain") if b"rain" in body else body.rfind(b"e")
    return body[:start] + b"\xc3" + body[start:]


def _odd_headers() -> Iterator[Row]:
    header = "X-Name", "Größe\x85"  # which goes over the wire as Latin-1
    yield Row("a header beyond ASCII", always("."), lambda _: Fault.header(*header))
    for number in (401, 429, 502):
        body = json.dumps({"success": False, "error": {"message": "no luck", "code": "X"}})
        refused = Fault.answer(number, body, media_type="application/json", headers=dict([header]))
        yield Row(f"{number}, a header beyond ASCII", status(number), lambda _, it=refused: it)


def _between() -> Iterator[Row]:
    """Play what stands before the service: the edge, a proxy, the login page of a network."""
    page = "<!DOCTYPE html><html><title>Attention required</title></html>"
    blocked = Fault.answer(403, page, media_type="text/html")
    yield Row("a page of the edge, 403", always("F"), lambda _: blocked)
    yield Row("a text of the edge, 403", always("F"), lambda _: Fault.answer(403, "error code: 1020"))
    login = Fault.answer(401, page, media_type="text/html", headers={"WWW-Authenticate": "Basic realm=proxy"})
    yield Row("a login of a proxy, 401", always("A"), lambda _: login)
    yield Row("a login of a proxy, 407", always("E"), lambda _: Fault.answer(407, page, media_type="text/html"))
    yield Row("a login of a network, 511", always("S"), lambda _: Fault.answer(511, page, media_type="text/html"))


def _lies() -> Iterator[Row]:
    page = b"<!DOCTYPE html><html><body>Log in</body></html>"
    yield Row("HTML with 200", always("U"), lambda _: Fault.html(200))
    yield Row("HTML with 200, called what was asked for", by_body(text="~", other="U"), with_body(lambda _: page))
    for media_type in ("application/json", "text/html", "image/jpeg", "application/octet-stream", ""):
        strict = media_type in {"application/json", "text/html", "image/jpeg"}
        strict_csv = strict or media_type == "application/octet-stream"
        expected = by_body(text="U" if strict else ".", csv="U" if strict_csv else ".", other=".")
        yield Row(f"Content-Type {media_type or 'empty'}", expected, with_type(media_type))
    yield Row("nothing with 200", by_body(text="~", events="I", other="U"), with_body(lambda _: b""))
    yield Row("nonsense with 200", always("U"), lambda _: Fault.garbage(), breaks=given_up)
    for said_ in ("{}", "[]", "null", '"text"', "[" * 100_000):
        fault = with_body(lambda _, it=said_: it.encode())
        yield Row(f"200 {said_[:6]}", _json_instead(said_), fault, breaks=given_up)
    yield Row("Content-Type application/csv", always("."), with_type("application/csv; header=present"))
    envelope = b'{"success": false, "status": 500, "error": {"message": "broken", "code": "INTERNAL_ERROR"}}'
    yield Row("an error with 200", always("U"), with_body(lambda _: envelope, "application/json"))
    reason = b'{"error": {"message": "overloaded", "code": 503}}'
    yield Row("a reason with 200", always("U"), with_body(lambda _: reason, "application/json"))
    yield Row("a reason with 200, called text", always("U"), with_body(lambda _: reason, "text/plain"))
    yield Row("204", by_body(text="~", events="I", other="U"), lambda _: Fault.answer(204))
    yield Row("304", always("E"), lambda _: Fault.answer(304))
    yield Row("302 to nowhere", always("E"), lambda _: Fault.answer(302))


def _json_instead(text: str) -> Expected:
    def expected(column: Column) -> str:
        if text == "{}" and column.method in {"delete_upload", "revoke_key"}:
            return "."  # nothing in it is required, and it returns None
        if column.body == "text" or (text == "{}" and column.method in {"profile", "list_keys", "earnings"}):
            return "~"  # it is a text; nothing in these is required
        if text == "[]" and column.method.endswith("_models"):
            return "~"  # a list without models
        return "U"

    return expected


def _lengths() -> Iterator[Row]:
    yield Row("Content-Length too long", in_body("C", events="."), lambda _: Fault.wrong_length(100))
    half = by_body(text="~", csv="~", events="I", other="U")
    shorter = lambda it: Fault.wrong_length(-(len(it.answer.body) // 2))  # noqa: E731 - short, as its siblings
    yield Row("Content-Length too short", half, shorter)
    yield Row("two lengths", sent("C"), lambda it: Fault.raw(_raw(it, b"Content-Length: 1\r\nContent-Length: 2")))
    chunked = b"Transfer-Encoding: chunked"
    yield Row("no last chunk", in_body("C", events="."), lambda it: Fault.raw(_raw(it, chunked, _chunk(it))))
    bad = b"Zz\r\nwrong\r\n0\r\n\r\n"
    yield Row("a chunk without a size", in_body("C"), lambda it: Fault.raw(_raw(it, chunked, bad)))
    without_length = lambda it: Fault.raw(_raw(it, b"Connection: close", it.answer.body))  # noqa: E731 - short, as its siblings
    yield Row("no length at all", always("."), without_length)


def _raw(stage: Stage, header: bytes, body: bytes = b"") -> bytes:
    kind = f"Content-Type: {stage.answer.media_type}".encode()
    return b"\r\n".join([b"HTTP/1.1 200 OK", kind, header, b"", b""]) + body


def _chunk(stage: Stage) -> bytes:
    return b"%x\r\n%s\r\n" % (len(stage.answer.body), stage.answer.body)


def _heads() -> Iterator[Row]:
    heads = {
        "no HTTP": b"220 ready for mail\r\n\r\n",
        "a status that is no number": b"HTTP/1.1 OK\r\n\r\n",
        "a NUL in a header": b"HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n",
        "a head of 1 MB": b"HTTP/1.1 200 OK\r\nX: " + b"a" * (1 << 20) + b"\r\n\r\n",
    }
    for name, head in heads.items():
        yield Row(name, sent("C"), lambda _, it=head: Fault.raw(it))
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
    fault = lambda it: Fault.raw(early + it.answer.head + it.answer.body)  # noqa: E731 - short, as its siblings
    yield Row("early hints first", always("."), fault)


def _keys_and_redirects() -> Iterator[Row]:
    yield Row(
        "Authorization lost on the way",
        needing_key(again(always("A"))),
        lambda _: Fault.strip_auth(),
        most=1 + servers.ATTEMPTS,
    )
    never = {"query_key": "never"}
    yield Row("..., query_key=never", needing_key(always("A")), lambda _: Fault.strip_auth(), options=never)
    looping = lambda it: Fault.redirect(it.answer.target, 307)  # noqa: E731 - short, as its siblings
    yield Row("redirected to itself", following("C"), looping, most=None)
    yield Row("redirected to itself once", again(always("E")), looping, times=1, most=None)
    for number, key in itertools.product((302, 307, 308), ("auto", "always")):
        name = f"{number} to another host" + (", with ?key=" if key == "always" else "")
        yield Row(name, elsewhere(number), server=servers.elsewhere(number), options={"query_key": key})


POSTED = {
    "chat",
    "stream_chat",
    "parse",
    "run_tools",
    "embed",
    "speech",
    "stream_speech",
    "speech_with_timestamps",
    "transcribe",
    "change_voice",
    "isolate_voice",
    "delete_upload",
    "revoke_key",
}
"""The methods that send a POST, or a DELETE, to a path that takes no GET."""


def following(letters: str) -> Expected:
    """Expect something of the calls that follow a redirect; a file is not sent on."""
    return lambda column: "E" if column.sent_once else letters


def elsewhere(number: int) -> Expected:
    """Expect another provider's refusal, since the key stays here; what needs none is answered."""

    def expected(column: Column) -> str:
        if column.sent_once:
            return "N" if number == 302 else "E"  # a GET without the file, of what is not there
        if column.method in {"upload_info", "uploads"}:
            return "N" if column.method == "upload_info" else "~"  # the files are not there
        if number == 302 and (column.method in POSTED or column.route):
            return "E"  # it has become a GET, which is not allowed there
        return needing_key(always("A"))(column)

    return expected


def field(kind: str, change: Callable[[Any, Any], None]) -> Make:
    """Make the true answer with one field changed."""

    def make(stage: Stage) -> Fault:
        document = json.loads(stage.answer.body)
        changed = edited(document, getattr(stage.column, kind), change)
        return Fault.answer(200, json.dumps(changed), media_type=stage.answer.media_type)

    return make


def _fields() -> Iterator[Row]:
    changes: dict[str, Callable[[Any, Any], None]] = {
        "missing": lambda place, name: place.pop(name),
        "null": lambda place, name: place.__setitem__(name, None),
        "of a wrong type": lambda place, name: place.__setitem__(
            name, [1] if isinstance(place[name], str) else "wrong"
        ),
        "a number too large": lambda place, name: place.__setitem__(name, 10**400),
    }
    for (kind, letters), (how, change) in itertools.product((("required", "U"), ("optional", "~")), changes.items()):
        large = how == "a number too large"  # a balance is a number, and no number is too large for Python
        expected = by_method(balance="~", other=letters) if large else always(letters)
        yield Row(f"a field {kind}, {how}", with_field(kind, expected), field(kind, change))
    more = field("required", lambda place, _: place.__setitem__("new", {"a": [1]}) if isinstance(place, dict) else None)
    yield Row("a field that is new", with_field("required", always(".")), more)


def event(text: str, *, at: int = 3) -> Make:
    """Make the true stream with one more event in it."""

    def make(stage: Stage) -> Fault:
        frames = stage.answer.body.split(b"\n\n")
        body = b"\n\n".join([*frames[:at], text.encode(), *frames[at:]])
        return Fault.answer(200, body, media_type=stage.answer.media_type)

    return make


def _events() -> Iterator[Row]:
    refused = 'data: {"error": {"message": "empty", "status": 402, "code": "PAYMENT_REQUIRED"}}'
    events = {
        "a comment": (": still here", "."),
        "another field": ("event: ping\nid: 7\nretry: 1", "."),
        "a keep-alive that is no JSON": ("data: : PROCESSING", "."),
        "a keep-alive that is JSON": ('event: ping\ndata: {"type": "ping"}', "."),
        "no JSON": ("data: {nonsense", "U"),
        "no object": ("data: [1]", "U"),
        "an error": (refused, "P"),
        "an error in text": ('data: {"error": "broken"}', "S"),
        "finish_reason error": ('data: {"choices": [{"index": 0, "delta": {}, "finish_reason": "error"}]}', "S"),
        "nothing in it": ('data: {"choices": []}', "."),
    }
    for name, (text, letter) in events.items():
        breaks = none if letter == "." else given_up
        yield Row(f"an event: {name}", by_body(events=letter), event(text), breaks=breaks)
    unnumbered = with_body(lambda body: body.replace(b'"choices": [{"index": 0, "delta"', b'"choices": [{"delta"'))
    yield Row("a stream without indexes", by_body(events="."), unnumbered)
    yield Row("a stream without its end", by_body(events="I"), lambda _: Fault.truncate_stream())
    yield Row("a stream of one event", by_body(events="I"), lambda _: Fault.truncate_stream(1))
    unmarked = with_body(lambda body: body.replace(b"data: [DONE]\n\n", b""))
    yield Row("a stream without [DONE]", by_body(events="."), unmarked)
    crlf = with_body(lambda body: body.replace(b"\n", b"\r\n"))
    yield Row("a stream with CRLF", by_body(events="."), crlf)


def reply(text: str, usage: dict[str, int]) -> Make:
    """Make a text that is not cached, in the format that was asked for."""

    def make(stage: Stage) -> Fault:
        kind = stage.column.body
        bodies = {"text": text.encode(), "json": notices.completion(text, usage)}
        body = bodies[kind] if kind in bodies else b"".join(notices.events(text, usage, 5))
        headers = {"Cache-Control": "private, no-store"}
        return Fault.answer(200, body, media_type=stage.answer.media_type, headers=headers)

    return make


def _replies() -> Iterator[Row]:
    """Play the refusals that come with status 200, and answers of models that quote them."""
    texts = {"budget": notices.BUDGET, "balance": notices.BALANCE, "quest pollen": notices.QUEST_ONLY}
    for name, text in texts.items():
        yield Row(f"200 that refuses, {name}", to_text("P"), reply(text, notices.ZERO))
    yield Row("200 that refuses, model", to_text("F"), reply(notices.NOT_ALLOWED, notices.ZERO))
    yield Row("200 that quotes a refusal", to_text("~"), with_usage(reply(notices.BUDGET, notices.USED)))


def to_text(letters: str) -> Expected:
    """Expect something of the methods that generate text."""
    return lambda column: letters if column.method in {"text", "stream_text", "chat", "stream_chat"} else "-"


def with_usage(make: Make) -> Make:
    """Make a fault with a usage in the headers, where text has it."""

    def made(stage: Stage) -> Fault:
        fault = make(stage)
        headers = {**fault.arguments["headers"], "x-usage-completion-text-tokens": "5"}
        return attrs.evolve(fault, arguments={**fault.arguments, "headers": headers})

    return made


def _floods() -> Iterator[Row]:
    # What follows the tag of an MP3 or the length in a GLB is not refused: readers skip it, and the file is paid for.
    lenient = {"speech", "stream_speech", "change_voice", "isolate_voice", "mesh", "stream_mesh"}
    others = by_body(text="~", other="U")
    expected = lambda column: "~" if column.method in lenient else others(column)  # noqa: E731 - short, as its siblings
    yield Row("a line of 64 MB", expected, server=servers.flooding, at_once=2)


GROUPS: dict[str, Callable[[], Iterator[Row]]] = {
    "the connection": _connections,
    "cut off": breaking(_cuts),
    "slow": breaking(_stalls),
    "error statuses": _errors,
    "Retry-After": _waits,
    "lengths": breaking(_lengths),
    "heads": breaking(_heads),
    "encodings": _encodings,
    "odd headers": _odd_headers,
    "before the service": _between,
    "lies": _lies,
    "keys and redirects": _keys_and_redirects,
    "fields": _fields,
    "events": _events,
    "floods": _floods,
    "refusals with 200": _replies,
}
ROWS = [row for make in GROUPS.values() for row in make()]
