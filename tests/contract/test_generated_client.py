"""The generated client is fit to be read, and safe to be used by itself."""

import datetime as dt
import http.server
import importlib
import pickle
import re
import threading
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

import attrs
import httpx
import pytest
from tests.examples import each
from tools.drift.touched import _PREDECESSOR as PREDECESSOR
from tools.regenerate.finish import HEADER
from tools.regenerate.prove import import_all, unread_answers

from pollination_api import AuthenticatedClient, Client, contract
from pollination_api.api.account import get_account_balance, get_account_usage
from pollination_api.api.images import get_generate_image_prompt
from pollination_api.api.models import get_generate_v1_models
from pollination_api.models import DailyUsageRecord, UsageRecord
from pollination_api.types import UNSET

PACKAGE = Path(__file__).parents[2] / "generated/pollination_api"
MODULES = sorted(PACKAGE.rglob("*.py"))
KEY = "sk_generated_client_test"


@pytest.fixture
def edge() -> Iterator[str]:
    """A server that answers as the edge does when it cannot reach the gateway: status 530, plain text."""

    class Edge(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(530)
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            self.wfile.write(b"error code: 1033")

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Edge) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_every_file_says_that_it_is_generated():
    """Each module begins with the constant header; version and hash stand in one module alone."""
    assert all(path.read_text().startswith(HEADER) for path in MODULES)
    assert [path.name for path in MODULES if contract.SHA256 in path.read_text()] == ["contract.py"]
    assert (PACKAGE / "py.typed").exists()


def test_it_is_short_enough_to_be_read():
    """An operation with all its models has at most 430 lines on average, without headers."""
    lines = sum(len(path.read_text().splitlines()) - 1 for path in MODULES)
    assert lines <= 430 * sum(len(item) for item in contract.load()["paths"].values())


def test_no_name_is_numbered():
    """Neither a file nor a name in one ends in a number that stands for a missing name."""
    numbered = re.compile(r"\b\w*(?:Type|type_|Item|item_|Inner|response_)\d+\w*\b")
    found = {match for path in MODULES for match in numbered.findall(path.read_text() + path.stem)}
    assert not found


FULL = {
    "date": "2026-02-28",
    "model": "openai",
    "meter_source": "pack",
    "requests": 3,
    "cost_usd": 0.5,
}
OTHERS = {"z": 1, "a": {"b": [2]}}
READ = [
    FULL,
    FULL | OTHERS,
    dict(reversed((FULL | OTHERS).items())),
    FULL | {"z": None},
    FULL | {"other": 7},  # as many as the one before, under another name
    {**OTHERS, "date": "2026-02-28", "model": None, "requests": 0, "third": 3, "fourth": 4},
    {name: value for name, value in FULL.items() if name != "model"} | {"other": 7, "more": 8},
    {"date": "2026-02-28"},
    {},
    OTHERS,
    dict.fromkeys(["one", "two", "three", "four", "five"]),  # as many as are known
]


@each("before", READ)
@each("read", READ)
def test_what_is_read_does_not_depend_on_what_was_read_before(before, read):
    """Fields that came are set, others are None, and all else is additional, in its order, whatever came before."""
    assert DailyUsageRecord.from_dict(before).to_dict() == before
    record = DailyUsageRecord.from_dict(read)
    known = {name: getattr(record, name) for name in FULL}
    day = dt.date.fromisoformat(read["date"]) if "date" in read else None
    assert known == {**{name: read.get(name) for name in FULL}, "date": day}
    assert list(record.additional_properties.items()) == [(n, value) for n, value in read.items() if n not in FULL]


@each("before", READ)
@each("kind", [dict, lambda source: defaultdict(list, source), MappingProxyType])
def test_what_is_read_from_stays_as_it_is(before, kind):
    """Reading an object changes nothing in it, nor does changing what was read; a mapping will do."""
    for read in READ:
        DailyUsageRecord.from_dict(before)
        source = kind(dict(read))
        record = DailyUsageRecord.from_dict(source)
        assert record.to_dict() == source == read
        record["new"] = 1
        assert source == read


def test_a_required_field_may_be_missing():
    """An object without a required field is read and given back as it came, also one of as many fields as before."""
    record = {field.name.rstrip("_"): "x" for field in attrs.fields(UsageRecord) if field.init}
    for _ in range(2):
        assert UsageRecord.from_dict(record).to_dict() == record
    without = {"other" if name == "timestamp" else name: value for name, value in record.items()}
    read = UsageRecord.from_dict(without)
    assert read.to_dict() == without
    assert "timestamp" not in read


def test_the_key_is_in_no_repr():
    """A client shows its key neither before nor after it has made its httpx client."""
    client = AuthenticatedClient(token=KEY, headers={"X-Secret": KEY})
    with client:
        client.get_httpx_client()
        assert KEY not in repr(client)
        assert client.get_httpx_client().headers["Authorization"] == f"Bearer {KEY}"


def test_it_waits_only_so_long():
    """A client has a timeout by default."""
    with Client() as client:
        assert client.get_httpx_client().timeout.read is not None


def test_with_headers_leaves_the_live_client_alone():
    """A client made from another one adds its headers to itself only."""
    with Client(headers={"A": "1"}) as client:
        client.get_httpx_client()
        other = client.with_headers({"B": "2"})
        assert "B" not in client.get_httpx_client().headers
        assert other.get_httpx_client().headers["B"] == "2"
        other.get_httpx_client().close()


def test_a_status_without_a_name_does_no_harm(edge):
    """530, which the standard library does not know, comes back as a number with its text."""
    with AuthenticatedClient(base_url=edge, token=KEY) as client:
        answer = get_account_balance.sync_detailed(client=client)
    assert (answer.status_code, answer.parsed) == (530, "error code: 1033")


@pytest.mark.slow(reason="reads each documented answer")
def test_each_documented_answer_is_read_but_for_streams():
    """Of all documented answers the generated functions leave only event streams to the overlay."""
    unread = set(unread_answers(contract.load(), import_all()))
    assert {media_type for _, _, media_type in unread} == {"text/event-stream"}
    assert len(unread) == 5


def test_csv_is_read_as_text():
    """The second media type of an answer, which the plain generator drops, is read too."""
    response = httpx.Response(200, headers={"Content-Type": "text/csv; charset=utf-8"}, text="a,b")
    assert get_account_usage._parse_response(client=Client(), response=response) == "a,b"


@pytest.mark.parametrize("media_type", ["image/jpeg", "image/png", "video/mp4"])
def test_a_file_says_what_it_is(media_type):
    """An image or video comes back with the media type that the service gave it."""
    response = httpx.Response(200, headers={"Content-Type": media_type}, content=b"bytes")
    file = get_generate_image_prompt._parse_response(client=Client(), response=response)
    assert (file.mime_type, file.payload.read()) == (media_type, b"bytes")


def test_public_operations_take_a_client_without_a_key():
    """The model lists can be called with a plain `Client`, the others ask for a key in their types."""
    assert get_generate_v1_models.sync.__annotations__["client"] == "AuthenticatedClient | Client"
    assert get_account_balance.sync.__annotations__["client"] == "AuthenticatedClient"


def test_operations_have_the_names_that_users_know():
    """The functions stand under their tags with the names of the contract, those of the predecessor among them."""
    names = {path.stem for path in (PACKAGE / "api").glob("*/*.py")} - {"__init__"}
    wanted = {one["operationId"] for item in contract.load()["paths"].values() for one in item.values()}
    assert names == wanted
    assert names >= PREDECESSOR.keys()


def test_unset_stays_what_it_is():
    """`UNSET` survives copying and pickling as the one it is."""
    assert pickle.loads(pickle.dumps(UNSET)) is UNSET
    assert importlib.import_module("copy").deepcopy(UNSET) is UNSET
