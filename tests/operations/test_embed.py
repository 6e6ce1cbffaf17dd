"""Embeddings: what is sent, how vectors are read and put together, and what remains when a request fails."""

import base64
import collections
import copy
import importlib
import io
import json
import pickle
import struct
import sys
from array import array
from pathlib import Path

import httpx
import numpy as np
import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import AT_NIGHT, few
from tests.flavours import Driven

from pollination_sdk import Media, Pollinations, Retry, errors, to_jsonable, without_waiting
from pollination_sdk.sandbox import Fault, Sandbox
from pollination_sdk.types import Embeddings, EmbeddingUsage

POOL = [f"text {number}" for number in range(100)]
KEY = "sk_test1234567890"
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c000000000100010000020144003b")


def packed(*numbers):
    """Write a vector as the service does."""
    return base64.b64encode(struct.pack(f"<{len(numbers)}f", *numbers)).decode()


def listed(*vectors, **fields):
    """Write an answer with vectors in their order."""
    data = [{"object": "embedding", "index": index, "embedding": one} for index, one in enumerate(vectors)]
    return {"object": "list", "data": data, "model": "m", "usage": {"prompt_tokens": 2, "total_tokens": 2}} | fields


def answering(flavour, answer, seen=None, **options):
    """Make a client whose answers a function gives: the value of `answer(texts)`, or a response, or an error."""

    def handle(request):
        fields = json.loads(request.content)
        texts = fields["input"] if isinstance(fields["input"], list) else [fields["input"]]
        if seen is not None:
            seen.append(fields)
        found = answer(texts)
        if isinstance(found, Exception):
            raise found
        return found if isinstance(found, httpx.Response) else httpx.Response(200, json=found)

    kind = httpx.Client if flavour.client_class is Pollinations else httpx.AsyncClient
    http = kind(transport=httpx.MockTransport(handle))
    options = {"retry": Retry.off, **options}
    return Driven(flavour, flavour.client_class(KEY, base_url="http://127.0.0.1:1", http_client=http, **options))


def numbered(texts):
    """Answer each text with the number in it."""
    return listed(*(packed(float(text.split()[-1]), 1.0) for text in texts))


# -- what arrives --


@pytest.fixture(scope="module")
def one_by_one():
    """Give a client, and the vector of each text of the pool by a call of its own."""
    with Sandbox() as sandbox, Pollinations(sandbox.key, base_url=sandbox.url) as client:
        yield client, {text: client.embed(text, dimensions=128)[0] for text in POOL[:40]}


@few
@given(texts=st.lists(st.sampled_from(POOL[:40]), min_size=1, max_size=100))
def test_any_number_of_texts_gives_the_vectors_of_each_in_order(one_by_one, texts):
    """Texts that are sent together, in several requests or with doubles, have the vectors that each has alone."""
    client, vectors = one_by_one
    found = client.embed(texts, dimensions=128)
    assert list(found) == [vectors[text] for text in texts]
    assert (len(found), found.dimensions) == (len(texts), 128)


@pytest.mark.parametrize("count", [1, 32, 33, 64, 65, 100])
def test_requests_hold_32_texts(client, sandbox, count):
    """Every request but the last has 32 texts, in order; usage and attempts are summed, by `usage` and in detail."""
    answer = client.detailed.embed(POOL[:count], dimensions=128)
    sent = [request.json()["input"] for request in sandbox.requests]
    assert sent == [POOL[start : min(start + 32, count)] for start in range(0, count, 32)]
    assert (answer.attempts, answer.status) == (len(sent), 200)
    assert answer.usage == {"prompt_text_tokens": 2 * count}
    assert answer.value.usage == EmbeddingUsage.from_dict({"prompt_tokens": 2 * count, "total_tokens": 2 * count})
    assert answer.value.model == "openai-3-small"


def test_one_text_is_embeddings_too(client, sandbox):
    """One text gives one vector of 32-bit numbers; only what was given is sent, and the encoding."""
    found = client.embed("moss")
    assert isinstance(found, Embeddings)
    assert [type(vector) for vector in found] == [array]
    assert (found[0].typecode, len(found[0]), found.dimensions) == ("f", 1536, 1536)
    assert sandbox.requests[-1].json() == {"input": "moss", "encoding_format": "base64"}


def test_options_are_sent_under_their_names(client, sandbox):
    """Options and `extra` are fields of the body, in each of several requests."""
    client.embed(
        POOL[:40], model="openai-3-small", dimensions=np.int64(256), task_type="CLUSTERING", input_type="query",
        extra={"user": "me"},
    )  # fmt: skip
    for request in sandbox.requests:
        fields = request.json()
        del fields["input"]
        assert fields == {
            "model": "openai-3-small",
            "dimensions": 256,
            "task_type": "CLUSTERING",
            "input_type": "query",
            "encoding_format": "base64",
            "user": "me",
        }


def test_numbers_are_read_as_base64_is(client):
    """An answer with lists of numbers gives the same vectors."""
    assert client.embed("moss", extra={"encoding_format": "float"}) == client.embed("moss")


def test_the_same_call_again_is_the_same_bytes_and_is_billed_once(client, sandbox):
    """Equal calls send equal bytes, however the texts are held, and the service answers them from its store."""
    answer = client.detailed.embed(POOL[:40])
    billed, first = sandbox.billed, [request.body for request in sandbox.requests]
    for texts in (
        tuple(POOL[:40]),
        iter(POOL[:40]),
        np.array(POOL[:40]),
        *([importlib.import_module("pandas").Series(POOL[:40])] if AT_NIGHT else []),  # half a second for its import
        dict.fromkeys(POOL[:40]),
    ):
        sandbox.requests.clear()
        again = client.detailed.embed(texts if not isinstance(texts, dict) else texts.keys())
        assert [request.body for request in sandbox.requests] == first
        assert (again.value, again.cached) == (answer.value, True)
    assert sandbox.billed == billed
    assert answer.cached is False


def test_texts_of_other_types_are_sent_as_text(client, sandbox):
    """Objects that behave like text count as texts."""
    client.embed([collections.UserString("a"), np.str_("b"), "c"])
    assert sandbox.requests[-1].json()["input"] == ["a", "b", "c"]


def test_parts_and_files_are_sent_as_parts(flavour):
    """A part, a list of parts, and files among them are sent as in a chat; any number of vectors may come back."""
    seen = []
    client = answering(flavour, lambda _: listed(packed(1.0)), seen)
    text = {"type": "text", "text": "moss"}
    image = {"type": "image_url", "image_url": {"url": f"data:image/gif;base64,{base64.b64encode(PIXEL).decode()}"}}
    assert len(client.embed(text)) == 1
    client.embed([text, Media(PIXEL)])
    client.embed([io.BytesIO(PIXEL)])
    assert [fields["input"] for fields in seen] == [[text], [text, image], [image]]


# -- what is refused before anything is sent --


@pytest.mark.parametrize(
    ("given", "kind", "message"),
    [
        ([], errors.ArgumentValueError, "input is empty; give at least one text."),
        (iter(()), errors.ArgumentValueError, "input is empty; give at least one text."),
        ("", errors.PromptError, "input is blank; give text, or leave it out."),
        (["moss", " \n"], errors.PromptError, "input[1] is blank; give text, or leave it out."),
        (b"moss", errors.ArgumentError, "input is bytes; give text, or [file] for a model that takes files."),
        (Path("moss.txt"), errors.ArgumentError, "input is a path ("),
        (io.BytesIO(b"moss"), errors.ArgumentError, "input is an open file (BytesIO); give text, or [file]"),
        (7, errors.ArgumentError, "input takes text, a list of texts or a list of parts, not int."),
        (None, errors.ArgumentError, "input takes text, a list of texts or a list of parts, not NoneType."),
        ({"moss"}, errors.ArgumentError, "input is a set, which has no order; give a list."),
        (["moss", None], errors.ArgumentError, "input[1] is NoneType in a list with texts; give texts alone"),
        (["moss", {"type": "text", "text": "a"}], errors.ArgumentError, "input[1] is dict in a list with texts"),
        (
            np.array(["2026-02-15"], "M8[D]"),
            errors.ArgumentError,
            "input is a ndarray; give a datetime, a number or text.",
        ),
        ([[1, 2]], errors.ArgumentError, "input[0] is list; a part is a dict with a type, or a file."),
        ([{"text": "moss"}], errors.ArgumentError, "input[0].type is missing (is 'text' meant?)."),
        ([b"moss"], errors.ArgumentError, "input[0] holds text; give an image, a video, audio or a PDF."),
        (["a", "b\ud800"], errors.PromptError, "input[1] holds half a surrogate pair"),
    ],
)
def test_what_is_no_input_is_refused_by_its_place(client, sandbox, given, kind, message):
    """The error names the place and says what to give; nothing is sent."""
    with pytest.raises(kind) as caught:
        client.embed(given)
    assert caught.value.message.startswith(message)
    assert sandbox.requests == []


@pytest.mark.parametrize("dimensions", [0, 127, 4097])
def test_dimensions_have_the_bounds_of_the_contract(client, sandbox, dimensions):
    """Too few or too many are refused before any of several requests."""
    with pytest.raises(errors.ArgumentValueError, match=f"dimensions must be from 128 to 4096, not {dimensions}"):
        client.embed(POOL[:40], dimensions=dimensions)
    assert sandbox.requests == []


# -- what breaks the contract --


@pytest.mark.parametrize(
    ("answer", "field", "problem"),
    [
        (listed(packed(1.0)), "data", "2 vectors were expected, and 1 came"),
        (listed(), "data", "2 vectors were expected, and 0 came"),
        (listed(packed(1.0), packed(1.0), packed(1.0)), "data", "2 vectors were expected, and 3 came"),
        (listed(packed(1.0), packed(1.0, 2.0)), "data[1].embedding", "has 2 numbers, and the first vector has 1"),
        (listed(packed(1.0), packed(float("nan"))), "data[1].embedding", "holds a number that is not finite"),
        (listed(packed(float("inf")), packed(1.0)), "data[0].embedding", "holds a number that is not finite"),
        (listed([1.0], [1e300]), "data[1].embedding", "holds a number that is not finite"),
        (listed([1.0], [10**400]), "data[1].embedding", "holds a number that is too large"),
        (listed(packed(1.0), ""), "data[1].embedding", "is empty"),
        (listed([], []), "data[0].embedding", "is empty"),
        (listed(packed(1.0), "%%%%"), "data[1].embedding", "is not valid base64"),
        (listed(packed(1.0), "AAAA"), "data[1].embedding", "has 3 bytes, which are no numbers of 4 bytes each"),
        (listed(packed(1.0), ["a"]), "data[1].embedding", "expected number"),
        (listed(packed(1.0), None), "data[1].embedding", "expected"),
    ],
)
def test_an_answer_with_other_vectors_is_refused(flavour, answer, field, problem):
    """The error names the place, says that the call may have been billed, and has the answer."""
    client = answering(flavour, lambda _: httpx.Response(200, content=json.dumps(answer)))
    with pytest.raises(errors.UnexpectedResponseError, match=problem) as caught:
        client.embed(["a", "b"])
    assert caught.value.field.startswith(field)
    assert "may have run and been billed" in str(caught.value)
    assert caught.value.response.json() == json.loads(json.dumps(answer))


@pytest.mark.parametrize("indexes", [(0, 0), (1, 2), (-1, 0), (0, None), ("0", "1"), (False, True), (0.5, 1)])
def test_wrong_indexes_are_refused(flavour, indexes):
    """Indexes that are missing, doubled or no numbers could mean another order."""
    answer = listed(packed(1.0), packed(2.0))
    for entry, index in zip(answer["data"], indexes, strict=True):
        entry["index"] = index
    with pytest.raises(errors.UnexpectedResponseError, match="the indexes of 2 vectors are 0 to 1, once each"):
        answering(flavour, lambda _: answer).embed(["a", "b"])


def test_the_index_is_the_order(flavour):
    """Vectors are put into the order of their indexes; without any index they are in order already."""
    answer = listed(packed(1.0), packed(2.0), packed(3.0))
    answer["data"] = [answer["data"][place] for place in (2, 0, 1)]
    client = answering(flavour, lambda _: answer)
    assert [vector[0] for vector in client.embed(["a", "b", "c"])] == [1.0, 2.0, 3.0]
    for entry in answer["data"]:
        del entry["index"]
    assert [vector[0] for vector in client.embed(["a", "b", "c"])] == [3.0, 1.0, 2.0]


def test_another_length_than_asked_for_is_refused(flavour):
    """A model that ignores `dimensions=` would fill a table with vectors of another length."""
    client = answering(flavour, lambda _: listed(packed(1.0, 2.0)))
    with pytest.raises(errors.UnexpectedResponseError, match=r"Vectors of 128 numbers were expected, and .* have 2"):
        client.embed("a", dimensions=128)


def test_vectors_of_other_requests_have_the_same_length(flavour):
    """A second request whose vectors are longer is refused, and the vectors of the first one are kept."""
    client = answering(flavour, lambda texts: listed(*[packed(*[1.0] * len(texts))] * len(texts)))
    with pytest.raises(errors.UnexpectedResponseError, match="Vectors of 32 numbers were expected") as caught:
        client.embed(POOL[:40])
    assert len(caught.value.partial) == 32


def test_the_low_byte_comes_first_on_every_machine(flavour, monkeypatch):
    """On a machine whose high byte comes first, the bytes of each number are turned round."""
    client = answering(flavour, lambda _: listed(packed(1.0, -2.5)))
    monkeypatch.setattr(sys, "byteorder", "big")
    (vector,) = client.embed("a")
    assert vector.tobytes() == struct.pack(">2f", 1.0, -2.5)


# -- what remains when a request fails --


REFUSALS = {
    "a refusal": (httpx.Response(400, json={"error": {"message": "no", "code": "X"}}), errors.BadRequestError),
    "no money": (httpx.Response(402, json={"error": {"message": "no", "code": "X"}}), errors.PaymentRequiredError),
    "no answer": (httpx.ReadTimeout("late"), errors.APITimeoutError),
    "a reset": (httpx.ReadError("reset"), errors.APIConnectionError),
    "an empty answer": (httpx.Response(200), errors.UnexpectedResponseError),
    "a list without vectors": (listed(), errors.UnexpectedResponseError),
}


@pytest.mark.parametrize("failing", [2, 3, 4])
@pytest.mark.parametrize("reason", REFUSALS)
def test_what_came_before_a_failure_is_kept(flavour, reason, failing):
    """The error, whatever it is, has the vectors of the requests before, and says how many of how many they are."""
    found, kind = REFUSALS[reason]
    seen = []
    client = answering(flavour, lambda texts: found if len(seen) >= failing else numbered(texts), seen)
    with without_waiting(), pytest.raises(kind) as caught:
        client.embed(POOL)
    kept = caught.value.partial
    assert [vector[0] for vector in kept] == [float(number) for number in range(32 * (failing - 1))]
    assert kept.usage.total_tokens == 2 * (failing - 1)
    assert f"The vectors of the first {len(kept)} of 100 texts came before: error.partial has them." in str(
        caught.value
    )
    assert pickle.loads(pickle.dumps(caught.value)).partial == kept


def test_nothing_is_kept_of_a_first_request(client, sandbox):
    """`partial` is None where nothing came before."""
    sandbox.queue(Fault.status(400))
    with pytest.raises(errors.BadRequestError) as caught:
        client.embed(POOL)
    assert caught.value.partial is None
    assert "error.partial" not in str(caught.value)


def test_each_request_is_retried_by_itself(client, sandbox):
    """A fault in one of several requests repeats that one; `attempts` counts all."""
    sandbox.queue(Fault.status(503))
    with without_waiting():
        answer = client.detailed.embed(POOL[:64])
    assert answer.attempts == 3
    assert [len(request.json()["input"]) for request in sandbox.requests] == [32, 32, 32]


def test_the_options_of_a_call_hold_for_all_of_its_requests(client, sandbox):
    """Headers go with each request, and one time limit holds for all of them."""
    client.embed(POOL[:64], extra_headers={"X-App": "mine"})
    assert [request.headers["x-app"] for request in sandbox.requests] == ["mine", "mine"]
    sandbox.queue(Fault.stall(0.2), times=4)  # each request is in time, and all four are not
    with pytest.raises(errors.APITimeoutError, match=r"timeout=0\.5 seconds"):
        client.embed(POOL, dimensions=128, timeout=0.5)


# -- as values --


@pytest.fixture
def found():
    """Give three vectors."""
    vectors = [array("f", [0.1, 0.2]), array("f", [0.3, 0.4]), array("f", [-1.0, 2.0])]
    return Embeddings(vectors, "m", EmbeddingUsage.from_dict({"prompt_tokens": 6, "total_tokens": 6}))


def test_embeddings_are_a_sequence(found):
    """They are indexed, sliced, iterated and searched as a list is; a slice has the model and no usage."""
    assert isinstance(found, collections.abc.Sequence)
    assert (len(found), found[-1], found[np.int64(0)]) == (3, array("f", [-1.0, 2.0]), array("f", [0.1, 0.2]))
    assert found[1:] == Embeddings(found.vectors[1:], "m")
    assert (found.index(found[1]), found[2] in found, next(reversed(found))) == (1, True, found[2])
    assert (found[:0].dimensions, len(found[:0])) == (0, 0)
    with pytest.raises(IndexError):
        found[3]


def test_embeddings_are_values(found):
    """Copies and pickles are equal, and a change makes them differ; the representation is short."""
    for other in (copy.copy(found), copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
        assert other == found
    changed = copy.deepcopy(found)
    changed[0][0] = 7.0
    assert changed != found
    assert repr(found) == "Embeddings(<3 vectors of 2 numbers>, model='m', total_tokens=6)"


def test_embeddings_are_json(found):
    """`to_dict` has the form of the service, and `from_dict` reads it, number by number."""
    written = json.loads(found.to_json())
    assert written == found.to_dict() == to_jsonable(found)
    assert written["data"][1] == {"object": "embedding", "index": 1, "embedding": list(found[1])}
    assert (written["model"], written["usage"]["total_tokens"]) == ("m", 6)
    assert Embeddings.from_dict(written) == found
    assert to_jsonable(found[0]) == list(found[0])


def test_a_detailed_answer_is_json(client):
    """An `Answer` with embeddings is written as JSON, copied and pickled as others are."""
    answer = client.detailed.embed(POOL[:40], dimensions=128)
    assert json.loads(answer.to_json())["value"] == answer.value.to_dict()
    assert pickle.loads(pickle.dumps(answer)) == answer
    assert len(repr(answer)) < 400


def test_pydantic_reads_and_writes_embeddings(found):
    """A field of a pydantic model holds them, is written as JSON, and is read again."""

    class Page(pydantic.BaseModel):
        vectors: Embeddings

    page = Page(vectors=found)
    assert Page.model_validate_json(page.model_dump_json()) == page
    assert Page.model_json_schema()["properties"]["vectors"]["title"]
    for wrong in ("moss", {"data": 7}, {"data": [{"embedding": "%"}]}):
        with pytest.raises(pydantic.ValidationError):
            Page(vectors=wrong)


def test_numpy_takes_vectors_without_a_copy(found):
    """`asarray` of a vector shares its memory; of all it makes a table of 32-bit numbers."""
    row = np.asarray(found[0])
    assert np.shares_memory(row, np.frombuffer(found[0], "f4"))
    row[0] = 7.0
    assert found[0][0] == 7.0
    table = np.asarray(found)
    assert (table.shape, table.dtype) == ((3, 2), np.float32)
    assert table.tolist() == [list(vector) for vector in found]
    assert np.asarray(found, dtype="f8").dtype == np.float64
    assert np.asarray(found[:0]).shape == (0, 0)
    with pytest.raises(ValueError, match="a copy"):
        np.array(found, copy=False)


def test_parts_are_never_split(flavour):
    """The parts of a message belong together, however many they are: they are sent and billed as one request."""
    seen = []
    client = answering(flavour, lambda _: listed([1.0]), seen)
    parts = [{"type": "text", "text": text} for text in POOL]
    assert len(client.embed(parts)) == 1
    assert [one["input"] for one in seen] == [parts]
