"""Answers that keep the contract, bend it or break it: the right value, or an error that names the field.

Uses private names: odd messages are given to `text_of_message` itself, for an answer without a message is refused
before.
"""

import datetime as dt
import json

import attrs
import pytest
from tests.examples import each

from pollination_sdk import ApiClient, Configuration, GenPollinationsAiApi
from pollination_sdk._responses.decode import text_of_message
from pollination_sdk.errors import UnexpectedResponseError
from pollination_sdk.sandbox import Fault
from pollination_sdk.types import ChatCompletion

JSON_METHODS = {
    "chat": ["hi"],
    "embed": ["hi"],
    "models": [],
    "text_models": [],
    "image_models": [],
    "model": ["openai"],
    "model_status": [],
    "balance": [],
    "profile": [],
    "key": [],
    "usage": [],
    "daily_usage": [],
}
REQUIRED = [
    ("chat", "/choices", "choices"),
    ("chat", "/choices/0/message", "choices[0].message"),
    ("embed", "/data", "data"),
    ("embed", "/data/0/embedding", "data[0].embedding"),
    ("models", "/data", "data"),
    ("models", "/data/1/id", "data[1].id"),
    ("text_models", "/0/name", "[0].name"),
    ("image_models", "/1/name", "[1].name"),
    ("model", "/id", "id"),
    ("model_status", "/data", "data"),
    ("balance", "/balance", "balance"),
    ("key", "/valid", "valid"),
    ("usage", "/usage", "usage"),
    ("usage", "/usage/0/timestamp", "usage[0].timestamp"),
    ("daily_usage", "/usage", "usage"),
]
OPTIONAL = [
    ("chat", "/id"),
    ("chat", "/model"),
    ("chat", "/usage"),
    ("chat", "/created"),
    ("chat", "/choices/0/finish_reason"),
    ("chat", "/choices/0/message/content"),
    ("embed", "/model"),
    ("embed", "/usage"),
    ("embed", "/data/0/index"),
    ("models", "/object"),
    ("models", "/data/0/created"),
    ("text_models", "/0/pricing"),
    ("text_models", "/0/aliases"),
    ("image_models", "/0/output_modalities"),
    ("profile", "/name"),
    ("profile", "/tier"),
    ("profile", "/createdAt"),
    ("profile", "/nextResetAt"),
    ("key", "/type"),
    ("key", "/permissions"),
    ("usage", "/count"),
    ("usage", "/usage/0/cost_usd"),
    ("usage", "/usage/0/model"),
    ("daily_usage", "/usage/0/date"),
]
WRONG = {"array": "text", "object": [1], "string": 7, "number": "7", "boolean": "yes"}
KINDS = {"choices": "array", "message": "object", "data": "array", "id": "string", "name": "string"} | {
    "balance": "number",
    "valid": "boolean",
    "embedding": "array",
    "usage": "array",
    "timestamp": "string",
}


def refusal(client, name):
    """Return the error of a call that must fail with it, the call itself having been made well."""
    with pytest.raises(UnexpectedResponseError) as caught:
        getattr(client, name)(*JSON_METHODS[name])
    return caught.value


@pytest.mark.parametrize("change", ["dropped", "null", "of another type"])
@pytest.mark.parametrize("place", REQUIRED, ids=" ".join)
def test_a_required_field_must_be_there_and_of_its_type(client, sandbox, place, change):
    """A required field that is missing, null or of another type is refused by its name, request id beside it."""
    name, pointer, field = place
    client.text("something to show in usage")
    kind = KINDS[pointer.rpartition("/")[2]]
    change_to = {"null": None, "of another type": WRONG[kind]}
    sandbox.queue(Fault.drop_field(pointer) if change == "dropped" else Fault.set_field(pointer, change_to[change]))
    error = refusal(client, name)
    assert error.field == field
    assert field in str(error)
    assert error.response.headers["x-request-id"]


@pytest.mark.parametrize("change", ["dropped", "null"])
@pytest.mark.parametrize(("name", "pointer"), OPTIONAL)
def test_an_optional_field_may_be_missing_or_null(client, sandbox, name, pointer, change):
    """What is not required may go without harm to the rest."""
    client.text("something to show in usage")
    sandbox.queue(Fault.drop_field(pointer) if change == "dropped" else Fault.set_field(pointer, None))
    assert getattr(client.detailed, name)(*JSON_METHODS[name]).status == 200


@pytest.mark.parametrize(
    ("name", "pointer", "reach"),
    [
        ("chat", "/new", lambda value: value),
        ("chat", "/choices/0/new", lambda value: value.choices[0]),
        ("chat", "/choices/0/message/new", lambda value: value.choices[0].message),
        ("models", "/data/0/new", lambda value: value.data[0]),
        ("text_models", "/0/new", lambda value: value[0]),
        ("balance", "/new", lambda value: value),
        ("profile", "/new", lambda value: value),
        ("key", "/permissions/new", lambda value: value.permissions),
        ("usage", "/usage/0/new", lambda value: value.usage[0]),
        ("daily_usage", "/usage/0/new", lambda value: value.usage[0]),
    ],
)
def test_a_new_field_stays_reachable(client, sandbox, name, pointer, reach):
    """A field that the contract does not know stands in `additional_properties`, at any depth."""
    client.text("something to show in usage")
    sandbox.queue(Fault.set_field(pointer, {"deep": [1]}))
    value = reach(getattr(client, name)(*JSON_METHODS[name]))
    assert value.additional_properties["new"] == {"deep": [1]}
    assert value.to_dict()["new"] == {"deep": [1]}


def test_odd_values_of_optional_fields_do_no_harm(client, sandbox):
    """An unknown tier and a fraction of a count are handed over as they came; a date that is none is None.

    `to_dict` has the text of such a date.
    """
    sandbox.queue(Fault.set_field("/createdAt", "some day"))
    profile = client.profile()
    assert profile.created_at is None
    assert profile.to_dict()["createdAt"] == "some day"
    sandbox.queue(Fault.set_field("/tier", "galaxy"))
    assert client.profile().tier == "galaxy"
    sandbox.queue(Fault.set_field("/usage/total_tokens", 1.5))
    assert client.chat("hi").usage.total_tokens == 1.5


@pytest.mark.parametrize("created", [1_770_000_000, 1_770_000_000_000, 1_770_000_000.0])
def test_seconds_and_milliseconds_are_told_apart(client, sandbox, created):
    """`created` is a time in UTC, whether the service counts seconds or milliseconds."""
    sandbox.queue(Fault.set_field("/created", created))
    completion = client.chat("hi")
    assert completion.created == dt.datetime(2026, 2, 2, 2, 40, tzinfo=dt.UTC)
    assert completion.to_dict()["created"] == created


def test_a_nested_object_that_is_none_is_refused_by_name(client, sandbox):
    """An optional object or list may be missing or null, but not of another type, at any depth."""
    sandbox.queue(Fault.set_field("/choices/0/message/tool_calls", "look"))
    assert refusal(client, "chat").field == "choices[0].message.tool_calls"
    sandbox.queue(Fault.set_field("/choices/0/message/audio", ["sound"]))
    assert refusal(client, "chat").field == "choices[0].message.audio"
    sandbox.queue(Fault.set_field("/choices/0/logprobs", {"content": ["token"]}))
    assert refusal(client, "chat").field == "choices[0].logprobs.content[0]"


BODIES = {
    "a page": ("<html><body>hello</body></html>", "text/html"),
    "nothing": ("", "application/json"),
    "half of it": ('{"choices": [{"mess', "application/json"),
    "a number": ("7", "application/json"),
    "null": ("null", "application/json"),
    "text": ('"fine"', "application/json"),
    "no text at all": (b"\xff\xfe\x00\xd8", "application/json"),
    "an image": (b"\xff\xd8\xff\xe0" + bytes(100), "image/jpeg"),
    "far too deep": ("[" * 200_000, "application/json"),
    "a number too long to read": ("1" * 10_000, "application/json"),
    "an event stream": ("data: [DONE]\n\n", "text/event-stream"),
}


@pytest.mark.parametrize("body", BODIES)
def test_what_is_not_the_json_that_was_expected_is_refused(client, sandbox, body):
    """Whatever else comes with status 200 is one typed error for every method, sent once and not repeated."""
    content, media_type = BODIES[body]
    sandbox.queue(Fault.answer(200, content, media_type=media_type), times=len(JSON_METHODS))
    for sent, name in enumerate(JSON_METHODS, start=1):
        assert refusal(client, name).response.status_code == 200
        assert len(sandbox.requests) == sent


@pytest.mark.parametrize("media_type", ["text/html", "text/plain", "image/png", "", "nonsense"])
def test_json_is_read_whatever_it_is_called(client, sandbox, media_type):
    """The bytes decide: JSON under a wrong content type is the answer all the same."""
    sandbox.queue(Fault.header("Content-Type", media_type), times=2)
    assert client.balance().balance > 0
    assert client.chat("hi").choices[0].message.content == "openai heard: hi"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_json_is_read_in_each_of_its_encodings(client, sandbox, encoding):
    """JSON in any Unicode encoding is read, whatever charset is declared."""
    body = json.dumps({"choices": [{"message": {"content": "größe"}}]}, ensure_ascii=False).encode(encoding)
    sandbox.queue(Fault.answer(200, body, media_type="application/json; charset=latin-1"))
    assert client.chat("hi").choices[0].message.content == "größe"


# -- text --


@pytest.mark.parametrize(
    ("media_type", "body", "text"),
    [
        ("text/plain; charset=UTF-8", "größe".encode(), "größe"),
        ("text/plain; charset=iso-8859-1", "größe".encode(), "größe"),
        ("text/plain; charset=iso-8859-1", "größe".encode("latin-1"), "größe"),
        ("text/plain; charset=hex", "größe".encode(), "größe"),
        ("text/plain; charset=no-such", "größe".encode(), "größe"),
        ("text/plain", b"", ""),
        ("", b"plain", "plain"),
        ("application/octet-stream", b"plain", "plain"),
        ("application/json", b'{"role": "assistant", "content": null, "tool_calls": []}', ""),
        ("application/json", b'{"role": "assistant", "content": null, "reasoning_content": "hm"}', ""),
        ("application/json", b'{"content": null, "content_blocks": [{"text": "a"}, {"text": 1}, 2]}', "a"),
        ("application/json", b'{"content": "words"}', "words"),
        ("application/json", b'{"colours": ["red"]}', '{"colours": ["red"]}'),
    ],
)
def test_text_is_read_by_what_its_bytes_are(client, sandbox, media_type, body, text):
    """Text is UTF-8 whatever charset is declared, else what is declared; a message as JSON gives its text."""
    sandbox.queue(Fault.answer(200, body, media_type=media_type))
    assert client.text("hi") == text


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("audio/mpeg", b"ID3"),
        ("image/jpeg", b"\xff\xd8\xff"),
        ("text/html; charset=utf-8", b"<html></html>"),
        ("text/event-stream", b"data: {}\n\n"),
        ("text/plain; charset=UTF-8", b"half a character \xc3"),
        ("text/plain; charset=undefined", b"\xff\xfe"),
        ("application/json", b'{"success": false, "error": {"message": "no"}}'),
        ("application/json", b'{"content": "wo'),
        ("application/json", b""),
    ],
)
@pytest.mark.parametrize("prompt", ["hi", "hi?"])
def test_what_is_no_text_is_refused(client, sandbox, prompt, media_type, body):
    """A sound, a page, a stream, an error or broken bytes in place of text is a typed error, with GET and POST."""
    sandbox.queue(Fault.answer(200, body, media_type=media_type))
    with pytest.raises(UnexpectedResponseError):
        client.text(prompt)


def test_a_sound_names_the_way_out(client):
    """A model that speaks is refused with the advice to use one that writes."""
    with pytest.raises(UnexpectedResponseError, match=r"text_models\(\)"):
        client.text("hi", model="openai-audio")


def test_text_by_way_of_chat_without_choices_is_empty(client, sandbox):
    """A completion that has no choices, or says nothing, is the empty text that GET would give."""
    sandbox.queue(Fault.set_field("/choices", []))
    assert client.text("hi?") == ""
    sandbox.queue(Fault.set_field("/choices/0/message/content", None))
    assert client.text("hi?") == ""


def test_text_in_parts_is_put_together():
    """Text may stand in parts, in either field that providers use for them."""
    parts = [{"type": "text", "text": "a "}, {"type": "thinking", "thinking": "?"}, {"type": "text", "text": "fox"}]
    assert text_of_message({"content": parts}) == text_of_message({"content_blocks": parts}) == "a fox"


@each("message", [None, 7, "text", [], {"content": 7}, {"content_blocks": "x"}])
def test_the_text_of_an_odd_message_is_empty(message):
    """What is no message, or has no text, has the empty text."""
    assert text_of_message(message) == ""


# -- CSV --


@pytest.mark.parametrize("name", ["usage_csv", "daily_usage_csv"])
@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("text/html", b"<html></html>"),
        ("text/csv", b"<html></html>"),
        ("text/csv", b""),
        ("text/csv", b"\xff\xfe,\xff"),
        ("text/csv", b'{"error": "Failed, to fetch usage data"}'),
        ("text/csv", b'{"error": "Failed", "code": 500}'),
        ("text/csv", b'["a","b"]'),
        ("application/csv", b"<!DOCTYPE html>\n<title>Sorry, later</title>"),
        ("text/plain", b"We are down, try later."),
        ("text/csv", b'"timestamp,model'),
        ("text/csv", b"timestamp"),
        ("application/json", b'{"usage": []}'),
        ("application/json", b"timestamp,model"),
        ("application/octet-stream", b"timestamp,model"),
        ("image/jpeg", b"timestamp,model"),
    ],
)
def test_what_is_no_csv_is_refused(client, sandbox, name, media_type, body):
    """CSV has a header line and is called CSV or text; all else is a typed error."""
    sandbox.queue(Fault.answer(200, body, media_type=media_type))
    with pytest.raises(UnexpectedResponseError, match=r"CSV|no text"):
        getattr(client, name)()


def test_csv_comes_as_it_is(client, sandbox):
    """The text of a CSV is not touched, whatever its line ends and charset."""
    for body in ("timestamp,model\r\n2026,größe\r\n", "timestamp,model", "date,new column,model\n1,2,3"):
        sandbox.queue(Fault.answer(200, body, media_type="text/csv; charset=latin-1"))
        assert client.usage_csv() == body


LINES = "timestamp,model\r\n2026,moss\r\n"
CSV = {
    "quoted header": ("text/csv", b'"timestamp","model"\r\n"2026","moss"\r\n', None),
    "a header quoted in part": ("text/csv", b'timestamp,"model"\n2026,moss', None),
    "a comma and a quote in the header": ("text/csv", b'"timestamp","model (name, ""alias"")"\n1,2', None),
    "a line end in the header": ("text/csv", b'"timestamp","model\nname"\n1,2', None),
    "fields of several lines": ("text/csv", b'timestamp,model\r\n2026,"moss\r\nand ""rain"", too"\r\n', None),
    "CRLF": ("text/csv", LINES.encode(), LINES),
    "CR": ("text/csv", b"timestamp,model\r2026,moss\r", None),
    "no line end": ("text/csv", b"timestamp,model", None),
    "a header alone": ("text/csv", b"timestamp,model\n", None),
    "a BOM": ("text/csv", b"\xef\xbb\xbf" + LINES.encode(), LINES),
    "a BOM and quotes": ("text/csv", b'\xef\xbb\xbf"timestamp","model"\r\n', '"timestamp","model"\r\n'),
    "a BOM that the charset names": ("text/csv; charset=utf-8-sig", b"\xef\xbb\xbf" + LINES.encode(), LINES),
    "application/csv": ("application/csv", LINES.encode(), LINES),
    "text/x-csv": ("text/x-csv", LINES.encode(), LINES),
    "text/comma-separated-values": ("text/comma-separated-values", LINES.encode(), LINES),
    "upper case": ("Text/CSV; Header=Present", LINES.encode(), LINES),
    "header=present": ("text/csv; header=present", LINES.encode(), LINES),
    "header and charset": ('text/csv; header=present; charset="UTF-8"', LINES.encode(), LINES),
    "plain text": ("text/plain", LINES.encode(), LINES),
    "latin-1": ("text/csv; charset=iso-8859-1", "timestamp,größe\n".encode("latin-1"), "timestamp,größe\n"),
    "UTF-16": ("text/csv; charset=utf-16", LINES.encode("utf-16"), LINES),
    "UTF-16 without a mark": ("text/csv; charset=utf-16-le", LINES.encode("utf-16-le"), LINES),
}


@pytest.mark.parametrize("name", CSV)
def test_csv_may_be_written_as_rfc_4180_allows(client, sandbox, name):
    """Each method for CSV, `call` and the predecessor's surface read it; the text has no byte order mark."""
    media_type, body, text = CSV[name]
    sandbox.queue(Fault.answer(200, body, media_type=media_type), times=4)
    expected = text or body.decode()
    assert client.usage_csv() == expected
    assert client.detailed.daily_usage_csv().value == expected
    assert client.call("get_account_usage", format="csv") == expected
    with ApiClient(Configuration(host=sandbox.url, access_token=sandbox.key)) as old:
        assert GenPollinationsAiApi(old).get_account_usage("csv") == expected


def test_call_refuses_what_is_no_csv(client, sandbox):
    """A page that is called CSV is a typed error by its operation's name too."""
    sandbox.queue(Fault.answer(200, "<html>Log in, please</html>", media_type="text/csv"))
    with pytest.raises(UnexpectedResponseError, match="CSV"):
        client.call("get_account_usage", format="csv")


# -- what an answer keeps --


def test_a_missing_field_is_none(client, sandbox):
    """What the service leaves out is None, and `in` tells that it did not arrive."""
    sandbox.queue(Fault.drop_field("/usage"))
    completion = client.chat("hi")
    assert isinstance(completion, ChatCompletion)
    assert completion.usage is None
    assert "usage" not in completion
    assert "usage" not in completion.to_dict()


@pytest.mark.parametrize("value", ["nonsense", "", "nan", "1e999", "-", "1" * 5000])
def test_odd_usage_headers_do_no_harm(client, sandbox, value):
    """A usage header that is no finite number is left out."""
    sandbox.queue(Fault.header("x-usage-prompt-text-tokens", value))
    assert client.detailed.text("hi").usage == {"completion_text_tokens": 4}


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e400"])
def test_a_number_is_one(client, sandbox, number):
    """What is no number in JSON, or none that Python can hold, is no balance."""
    sandbox.queue(Fault.answer(200, f'{{"balance": {number}}}', media_type="application/json"))
    with pytest.raises(UnexpectedResponseError, match="JSON"):
        client.balance()


def test_answers_can_stand_in_sets(client):
    """Equal answers hash alike, though their values and headers may have no hash."""
    answer = client.detailed.balance()
    same = attrs.evolve(answer, elapsed=7.0)
    assert answer == same
    assert len({answer, same}) == 1
