"""Text that names a file opens none, whatever it is given to: an application may pass on what its users write."""

import contextlib
import inspect
import sys

import pytest
from tests.examples import AT_NIGHT
from tests.flavours import driven, flavour_named
from tests.helpers.servers import answering

from pollination_sdk import Media, Pollinations, Retry, errors

NAME = "watched-by-this-test.png"
REFUSAL = b"HTTP/1.1 400 X\r\nContent-Length: 0\r\n\r\n"
METHODS = sorted(
    name for name in dir(Pollinations) if not name.startswith("_") and callable(getattr(Pollinations, name))
)
OPERATIONS = {"post_media_upload": "file", "post_generate_v1_chat_completions": "messages"}

_opened: list[str] = []


@pytest.fixture(scope="module", autouse=True)
def hook():
    """Let Python report each file that is opened; such a hook cannot be removed, so it ends by a switch."""
    noting = [True]

    def note(event, args):
        if event == "open" and noting and NAME in repr(args[0]):
            _opened.append(repr(args[0]))

    sys.addaudithook(note)
    yield
    noting.clear()


@pytest.fixture
def path(tmp_path, monkeypatch):
    """Give a file that is there, also in the working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / NAME).write_bytes(b"\x89PNG\r\n\x1a\n")
    _opened.clear()
    return tmp_path / NAME


@pytest.fixture(scope="module")
def url():
    """Give the URL of a service that refuses each request."""
    with answering(REFUSAL) as server:
        yield server.url


def forms_of(path, place=None):
    """Yield the ways in which text may name a file: alone, in a list, and in a content part.

    Of the three texts, an argument gets one in the gate, by its place.
    """
    texts = (path.name, str(path), f"file://{path}")
    for text in texts if place is None or AT_NIGHT else (texts[place % 3],):
        part = {"type": "image_url", "image_url": {"url": text}}
        yield from (text, [text], {"url": text}, [{"role": "user", "content": [part]}])
        yield [{"role": "user", "content": [text, {"type": "file", "file": {"file_data": text}}]}]


def calls_of(method, path):
    """Yield the arguments of calls in which each argument in turn names the file."""
    if method == "call":
        for operation, name in OPERATIONS.items():
            yield from (((operation,), {name: value}) for value in forms_of(path))
        return
    parameters = list(inspect.signature(getattr(Pollinations, method)).parameters.values())[1:]
    needed = {one.name: "a fox" for one in parameters if one.default is one.empty}
    for place, one in enumerate(parameters, len(method)):
        yield from (((), {**needed, one.name: value}) for value in forms_of(path, place))


def use(flavour, found):
    """Read what a method returned, if it is read at all."""
    if hasattr(found, "headers"):
        flavour.items(found)
    elif hasattr(found, "__next__") or hasattr(found, "__anext__"):
        flavour.all_of(found)


@pytest.mark.filterwarnings("ignore::pollination_sdk.errors.ServiceDeprecationWarning")
@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("method", METHODS)
def test_text_opens_no_file_through_any_argument(method, kind, path, url):
    """Each argument of each method is given the name of a file as text; Python opens it in no case."""
    with (
        flavour_named(kind) as flavour,
        driven(flavour, "sk_no_path", base_url=url, retry=Retry.off, model_lookup=False) as client,
    ):
        for args, options in calls_of(method, path):
            with contextlib.suppress(errors.PollinationsError, TypeError, ValueError):
                use(flavour, getattr(client, method)(*args, **options))
    assert _opened == []


def test_a_path_object_is_opened(path, url):
    """The proof above can fail: the same file as a path object is opened and noted."""
    with Pollinations("sk_no_path", base_url=url, retry=Retry.off) as client:
        with contextlib.suppress(errors.BadRequestError):
            client.chat("What is this?", attachments=[path])
        with contextlib.suppress(TypeError):
            Media.open(str(path))
    assert len(_opened) == 1
