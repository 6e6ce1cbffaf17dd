"""Exceptions in log records: no key is in them, and an error tracker finds the class and the stack."""

import json
import logging
import logging.handlers
import ssl
import traceback

import attrs
import httpx
import pytest

from pollination_sdk import Pollinations

pytestmark = pytest.mark.usefixtures("no_key_in_any_log")

KEY = "sk_never_to_be_seen"
URL = f"https://gen.pollinations.ai/text/hi?key={KEY}"


class SlottedError(Exception):
    """Hold what it says in slots, and take arguments of its own."""

    __slots__ = ("url",)

    def __init__(self, *, url):
        super().__init__()
        self.url = url

    def __str__(self):
        return f"failed at {self.url}"


@attrs.frozen
class FrozenError(Exception):
    """Be an exception made by attrs."""

    url: str


class TalkingError(Exception):
    """Say what its constructor made of its arguments."""

    def __init__(self, number, url):
        super().__init__(f"{number}: {url}")
        self.number, self.url = number, url


def with_note():
    """Make an exception with a key in a note."""
    error = ValueError("bad")
    error.add_note(f"while calling {URL}")
    return error


def caused():
    """Make an exception with keys in what led to it."""
    error = ValueError("outer")
    error.__cause__ = KeyError(URL)
    error.__cause__.__context__ = OSError(5, "no", URL)
    return error


def http_error():
    """Make an exception of httpx's that holds a request with a key."""
    request = httpx.Request("GET", URL, headers={"Authorization": f"Bearer {KEY}"})
    return httpx.HTTPStatusError("no", request=request, response=httpx.Response(500, request=request))


MADE = {
    "argument": lambda: ValueError(f"failed at {URL}"),
    "several": lambda: ValueError("failed", {"url": [URL]}, (URL, 3), URL.encode()),
    "attribute": lambda: TalkingError(3, URL),
    "system": lambda: FileNotFoundError(2, "missing", URL),
    "unicode": lambda: UnicodeDecodeError("utf-8", URL.encode(), 0, 3, "bad"),
    "tls": lambda: ssl.SSLError(1, f"bad {KEY}"),
    "syntax": lambda: SyntaxError("bad", ("file", 1, 2, f"url = '{URL}'")),
    "import": lambda: ImportError("bad", name=KEY),
    "slots": lambda: SlottedError(url=URL),
    "frozen": lambda: FrozenError(URL),
    "object": lambda: ValueError(httpx.URL(URL)),
    "http": http_error,
    "note": with_note,
    "cause": caused,
    "group": lambda: ExceptionGroup("several", [ValueError(URL), ExceptionGroup("inner", [caused(), with_note()])]),
}


class Keeping(logging.Handler):
    """Keep records as an error tracker does."""

    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        """Keep a record."""
        self.records.append(record)


@pytest.fixture
def tracker():
    """Listen to our logger and httpx's, with a client that knows the key."""
    Pollinations(KEY)
    handler = Keeping()
    for name in ("pollination_sdk", "httpx"):
        logging.getLogger(name).addHandler(handler)
    yield handler
    for name in ("pollination_sdk", "httpx"):
        logging.getLogger(name).removeHandler(handler)


def raised(make):
    """Raise an exception and catch it."""
    try:
        raise make()  # noqa: TRY301 - it is to be caught here
    except Exception as error:  # noqa: BLE001 - whatever it is
        return error


def seen(error):
    """Write out what can be seen of an exception and of what led to it: text, arguments and attributes."""
    parts = ["".join(traceback.format_exception(error)), repr(error.args), repr(vars(error))]
    parts += [str(getattr(error, name, "")) for name in ("url", "name")]
    if isinstance(error, httpx.HTTPStatusError):
        parts.append(repr([error.request.headers.raw, error.response.request.headers.raw]))
    linked = [error.__cause__, error.__context__, *getattr(error, "exceptions", ())]
    return "\n".join([*parts, *(seen(one) for one in linked if one is not None)])


@pytest.mark.parametrize("logger", ["pollination_sdk", "httpx"])
@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_a_record_keeps_the_class_and_the_stack_and_no_key(tracker, make, logger):
    """The record's exception is a copy of its class with the same traceback; the program's own is unchanged."""
    error = raised(make)
    before, trace = seen(error), error.__traceback__
    assert KEY in before
    logging.getLogger(logger).error("failed at %s", URL, exc_info=error)
    (record,) = tracker.records
    kind, copy, stack = record.exc_info
    assert kind is type(copy) is type(error)
    assert stack is copy.__traceback__ is trace
    assert KEY not in seen(copy)
    assert KEY not in logging.Formatter().format(record)
    assert record.msg == "failed at %s"
    assert seen(error) == before


def test_a_record_that_passes_twice_stays_the_same(tracker):
    """Records are shared by handlers and sent on by queues: a second pass changes nothing."""
    logger = logging.getLogger("httpx")
    logger.error("failed", exc_info=raised(MADE["cause"]))
    (record,) = tracker.records
    first = (record.exc_info, record.exc_text, record.getMessage())
    logger.handle(record)
    assert (record.exc_info, record.exc_text, record.getMessage()) == first


def test_an_exception_without_a_key_is_logged_itself(tracker):
    """What holds nothing to hide is not copied: trackers know an exception that they saw before."""
    error = raised(lambda: ValueError("plain"))
    logging.getLogger("pollination_sdk").error("failed", exc_info=error)
    assert tracker.records[0].exc_info[1] is error


def test_a_line_of_source_that_shows_a_key_is_hidden(tracker):
    """The text of a traceback quotes the program; a key written there is hidden in what a formatter prints."""
    try:
        raise ValueError("sk_never_to_be_seen"[:0] or "plain")  # noqa: TRY301 - as above
    except ValueError:
        logging.getLogger("pollination_sdk").exception("failed", stack_info=True)
    (record,) = tracker.records
    assert record.exc_info[2].tb_frame.f_code.co_name == "test_a_line_of_source_that_shows_a_key_is_hidden"
    assert KEY not in logging.Formatter().format(record)


def test_a_class_that_cannot_be_copied_is_logged_by_its_name(tracker):
    """Whatever an exception is, its record is written, without the key."""

    class OddError(Exception):
        @property
        def __dict__(self):
            raise LookupError("no")

    logging.getLogger("pollination_sdk").error("failed", exc_info=raised(lambda: OddError(URL)))
    (record,) = tracker.records
    assert "OddError: " in str(record.exc_info[1])
    assert KEY not in logging.Formatter().format(record)


def test_a_queue_gets_no_key(tracker):
    """`QueueHandler` formats the exception for another process."""
    handler = logging.handlers.QueueHandler(type("Queue", (), {"put_nowait": lambda _, record: sent.append(record)})())
    sent = []
    logging.getLogger("httpx").addHandler(handler)
    logging.getLogger("httpx").error("failed", exc_info=raised(MADE["group"]))
    logging.getLogger("httpx").removeHandler(handler)
    assert KEY not in json.dumps(vars(sent[0]), default=str)
