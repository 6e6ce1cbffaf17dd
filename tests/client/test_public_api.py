"""What users import, what it costs, and which module may know which.

Uses private names: which module may import which is a matter of private ones.
"""

import ast
import importlib
import inspect
import json
import pydoc
import re
import subprocess
import sys
import typing
from pathlib import Path
from unittest.mock import create_autospec

import pytest
from tests.examples import each

import pollination_sdk
from pollination_sdk import AsyncPollinations, Pollinations, errors, types
from pollination_sdk._client.methods import AsyncDetailed, AsyncMethods, Detailed, SyncMethods

PACKAGE = Path(pollination_sdk.__file__).parent
PUBLIC = [
    "Answer",
    "AsyncMediaStream",
    "AsyncPollinations",
    "AsyncStream",
    "CallRecord",
    "Cost",
    "Estimate",
    "Media",
    "MediaStream",
    "Messages",
    "Pollinations",
    "Reconciliation",
    "Retry",
    "SpendLimit",
    "Stream",
    "Tool",
    "ToolRun",
    "ToolStop",
    "__version__",
    "batch",
    "dataframes",
    "errors",
    "login",
    "set_waiting",
    "to_jsonable",
    "types",
    "without_waiting",
]
EARLIER = [
    *["ApiAttributeError", "ApiClient", "ApiException", "ApiKeyError", "ApiResponse", "ApiTypeError", "ApiValueError"],
    *["Configuration", "GenPollinationsAiApi", "OpenApiException", "GetAccountBalance200Response"],
    *["GetAccountKey200Response", "GetAccountProfile200Response", "GetAccountUsage200Response"],
    *["GetAccountUsageDaily200Response", "GetGenerateImageModels200ResponseInner", "GetGenerateV1Models200Response"],
    *["PostGenerateV1ChatCompletions200Response", "PostGenerateV1ChatCompletionsRequest"],
    *["api", "api_client", "api_response", "compat", "configuration", "exceptions", "models", "rest"],
]
"""The surface of the earlier SDK, which stays as it is."""
METHODS = {
    *["text", "chat", "parse", "image", "edit_image", "video", "mesh", "embed"],
    *["speech", "speech_with_timestamps", "transcribe", "change_voice", "isolate_voice"],
    *["models", "text_models", "image_models", "video_models", "audio_models", "embedding_models", "mesh_models"],
    *["model", "model_status", "balance", "profile", "key"],
    *["upload", "upload_info", "delete_upload"],
    *["usage", "usage_csv", "daily_usage", "daily_usage_csv", "key_usage"],
    *["list_keys", "create_key", "revoke_key", "quests", "earnings"],
}
RUNS = {"run_tools"}
STREAMS = {"stream_text", "stream_chat", "stream_image", "stream_video", "stream_mesh", "stream_speech"}
LINKS = {"image_url", "text_url"}
OTHERS = {
    "call",
    "detailed",
    "estimate",
    "billed_cost",
    "reconcile",
    "with_options",
    "iter_usage",
    "iter_earnings",
    "key_expires_at",
    "uploads",
    "base_url",
    "media_url",
    "enter_url",
    "spend_limit",
    "spent",
    "reserved",
    "key_source",
}


def run(code, **environment):
    """Run code in a Python of its own, and read the JSON that it prints."""
    path = ":".join(entry for entry in sys.path if entry)
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env={"PYTHONPATH": path, **environment}, capture_output=True, text=True, check=True)  # noqa: S603 - this Python
    return json.loads(done.stdout)


# -- the names --


def test_the_public_names_are_these():
    """`__all__`, `dir` and the stub name the same, sorted; the predecessor's names are in the stub alone."""
    listed, imported = stub_names()
    assert pollination_sdk.__all__ == listed == PUBLIC
    assert set(dir(pollination_sdk)) & {*PUBLIC, *EARLIER} == set(PUBLIC)
    assert imported.keys() == {*PUBLIC, *EARLIER}


def test_completion_shows_no_inner_names():
    """`dir` of the package, and of an answer, has what users read and call: no imports and no tables."""
    names = [
        name for name in run("import json, pollination_sdk; print(json.dumps(dir(pollination_sdk)))") if name[0] != "_"
    ]
    assert names == [name for name in PUBLIC if name[0] != "_"]
    answer = types.ChatCompletion.from_dict({"choices": [], "model": "openai"})
    shown = [name for name in dir(answer) if not name.startswith("__")]
    methods = ["from_dict", "get", "media", "refusal", "text", "to_dict", "to_json", "tool_calls"]
    assert shown == sorted([*methods, "additional_properties", *types.ChatCompletion.attribute_names.values()])


def test_each_name_is_where_the_stub_says():
    """The lazy table and the stub give the same thing for each name."""
    for name, home in stub_names()[1].items():
        module = importlib.import_module(home)
        expected = getattr(module, name) if hasattr(module, name) else importlib.import_module(f"{home}.{name}")
        assert getattr(pollination_sdk, name) is expected


def stub_names():
    """Read the stub of the package: `__all__`, and the module that each name is imported from."""
    tree = ast.parse((PACKAGE / "__init__.pyi").read_text(encoding="utf-8"))
    listed = next(ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.Assign))
    froms = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    return listed, {name.name: node.module for node in froms for name in node.names}


def test_an_unknown_name_is_an_attribute_error():
    """What is not public is not there."""
    with pytest.raises(AttributeError, match="Polinations"):
        _ = pollination_sdk.Polinations


def test_both_clients_offer_the_same():
    """The clients have the methods of the design and differ in nothing but how they are closed."""
    for kind, close in ((Pollinations, "close"), (AsyncPollinations, "aclose")):
        offered = {name for name in dir(kind) if not name.startswith("_")}
        assert offered == METHODS | RUNS | STREAMS | LINKS | OTHERS | {close}
    for name in METHODS | RUNS | STREAMS | LINKS:
        plain, other = (inspect.signature(getattr(kind, name)).parameters for kind in (Pollinations, AsyncPollinations))
        assert plain == other


def test_models_have_a_public_home():
    """Every generated model, and the types of messages and answers, can be had from `types`."""
    from pollination_api import models  # noqa: PLC0415 - what is compared

    names = {"TextModel", "ImageModel", "VideoModel", "AudioModel", "EmbeddingModel", "MeshModel"}
    others = {
        "Answer",
        "Attachment",
        "BoundingBox",
        "ChatMessage",
        "Compared",
        "Conversation",
        "Message",
        "Messages",
        "RecordedCall",
        "UNSET",
        "Unset",
    }
    others |= {"EmbeddingInput", "Embeddings"}
    others |= {"CallEvent", "CompletedCall", "ResultEvent", "ToolEvent", "TurnEvent"}
    assert {*models.__all__, *others, *names, *(f"Known{name}" for name in names)} == set(types.__all__)
    assert all(hasattr(types, name) for name in types.__all__)


def test_the_types_in_a_reconciliation_are_public():
    """Each type of its fields is one of `types` or of the package, under the name that its repr shows."""
    fields = {**typing.get_type_hints(pollination_sdk.Reconciliation), **typing.get_type_hints(types.RecordedCall)}
    hints = [hint for name, hint in fields.items() if not name.startswith("_")]
    parts = [part for hint in hints for part in (hint, *typing.get_args(hint))]
    own = {part.__name__: part for part in parts if getattr(part, "__module__", "").startswith("pollination")}
    assert own.keys() == {"Compared", "RecordedCall", "UsageRecord", "Cost"}
    public = {name: getattr(types, name, None) or getattr(pollination_sdk, name) for name in own}
    assert public == own


def test_the_package_opens_on_twenty_names():
    """At the top stand at most twenty modules and packages, beside the predecessor's module paths."""
    folder = Path(pollination_sdk.__file__).parent
    names = {path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    doors = {"api", "api_client", "api_response", "configuration", "exceptions", "models", "rest"}
    assert doors <= names
    assert len(names - doors - {"__init__", "__main__"}) <= 20


# -- what importing costs --


def test_importing_loads_next_to_nothing():
    """A bare import loads the package and its version; neither httpx nor a model."""
    measure = "print(json.dumps(sorted(set(sys.modules) - before)))"
    loaded = run(f"import json, sys\nbefore = set(sys.modules)\nimport pollination_sdk\n{measure}")
    ours = [name for name in loaded if name.startswith("pollination")]
    assert ours == ["pollination_sdk", "pollination_sdk._version"]
    assert len(loaded) < 20


@pytest.mark.slow(reason="starts an interpreter")
def test_everything_can_be_imported_at_once():
    """With `POLLINATIONS_EAGER_IMPORT` set all names are there after the import; 0 and nothing mean no."""
    code = "import json, pollination_sdk; print(json.dumps(sorted(vars(pollination_sdk))))"
    assert set(run(code, POLLINATIONS_EAGER_IMPORT="1")) >= set(PUBLIC)
    for value in ("0", "", " "):
        assert "Pollinations" not in run(code, POLLINATIONS_EAGER_IMPORT=value)


@pytest.mark.slow(reason="starts an interpreter")
def test_a_star_import_gives_the_public_names():
    """`from pollination_sdk import *` works with names that are loaded when first used."""
    names = run("from pollination_sdk import *\nimport json\nprint(json.dumps(sorted(globals())))")
    assert set(names) >= set(PUBLIC)
    assert set(names) & set(EARLIER) == set()


# -- what help and editors show --


def bound(kind):
    """Make a client that sends nothing."""
    return kind("sk_test1234567890", base_url="http://127.0.0.1:1")


@each("name", sorted(METHODS | RUNS | STREAMS | LINKS))
@each("kind", [Pollinations, AsyncPollinations])
def test_signatures_are_whole_at_run_time(kind, name):
    """On the class and on a client a method shows each parameter, its own return type, and its own name."""
    method = getattr(kind, name)
    signature, short = inspect.signature(method), inspect.signature(getattr(bound(kind), name))
    assert next(iter(signature.parameters)) == "self"
    assert list(signature.parameters)[1:] == list(short.parameters)
    assert "extra" in short.parameters
    assert all(one.annotation is not one.empty for one in short.parameters.values())
    first, *others = (one for one in short.parameters.values() if one.name != "answer_type")  # `parse` has it second
    assert all(one.kind is one.KEYWORD_ONLY for one in others)
    assert first.kind is first.KEYWORD_ONLY or first.default is first.empty
    assert signature.return_annotation == short.return_annotation
    assert method.__name__ == name
    assert inspect.iscoroutinefunction(method) == (kind is AsyncPollinations and name in METHODS | RUNS)


@each(
    ("kind", "name", "returned"),
    [
        (Pollinations, "text", "str"),
        (AsyncPollinations, "text", "str"),
        (AsyncPollinations, "run_tools", "ToolRun"),
        (Pollinations, "text_models", "list[Model]"),
        (AsyncPollinations, "mesh_models", "list[Model]"),
        (AsyncPollinations, "mesh", "Media"),
        (Pollinations, "stream_text", "Stream[str]"),
        (AsyncPollinations, "stream_text", "AsyncStream[str]"),
        (Pollinations, "stream_chat", "Stream[ChatCompletionChunk]"),
        (AsyncPollinations, "stream_chat", "AsyncStream[ChatCompletionChunk]"),
        (Pollinations, "stream_image", "MediaStream"),
        (AsyncPollinations, "stream_video", "AsyncMediaStream"),
        (Pollinations, "image_url", "str"),
        (AsyncPollinations, "text_url", "str"),
    ],
)
def test_signatures_tell_what_is_returned(kind, name, returned):
    """The return type at run time is the one that type checkers know."""
    assert inspect.signature(getattr(kind, name)).return_annotation == returned


@pytest.mark.parametrize("kind", [Pollinations, AsyncPollinations])
def test_the_types_of_the_constructors_can_be_evaluated(kind):
    """Tools that build an object from its hints find those of a client."""
    assert typing.get_type_hints(kind.__init__)["timeout"] == float | None
    assert "retry" in typing.get_type_hints(kind.with_options)


@each("kind", [Pollinations, AsyncPollinations])
@each("name", sorted(METHODS))
def test_detailed_methods_return_answers_of_the_same(kind, name):
    """In `detailed` the parameters are the same, and the value comes in an `Answer`."""
    plain = inspect.signature(getattr(bound(kind), name))
    detailed = inspect.signature(getattr(bound(kind).detailed, name))
    assert detailed.parameters == plain.parameters
    assert detailed.return_annotation == f"Answer[{plain.return_annotation}]"


@pytest.mark.parametrize(
    "thing",
    [Pollinations, AsyncPollinations, Detailed, AsyncDetailed, SyncMethods, AsyncMethods, pollination_sdk, errors],
)
def test_help_shows_all(thing):
    """`help()` works on each class and shows its methods with their options."""
    shown = pydoc.plaintext.document(thing)
    if thing in (Pollinations, AsyncPollinations):
        for name in METHODS | RUNS | STREAMS | LINKS:
            assert re.search(rf"{name}\([\s|]*self", shown)
        assert re.search(r"\n[\s|]*negative_prompt: str \| None = None,\n", shown)
        assert max(map(len, shown.splitlines())) < 160


def test_a_mock_made_after_a_client_knows_its_options():
    """`create_autospec` of a client gives a double that refuses misspelt options, for the tests of applications."""
    double = create_autospec(bound(Pollinations))
    double.text("hi", model="openai")
    with pytest.raises(TypeError):
        double.text("hi", modle="openai")


def documented():
    """Name everything public, with its docstring."""
    for module in (pollination_sdk, errors, types):
        yield module.__name__, module.__doc__
    for name in {*pollination_sdk.__all__, *errors.__all__} - {"__version__"}:
        thing = getattr(pollination_sdk, name, None) or getattr(errors, name)
        yield name, thing.__doc__
        if inspect.isclass(thing):
            for member, value in inspect.getmembers(thing):
                ours = callable(value) or isinstance(value, property)
                if not member.startswith("_") and ours and member not in dir(Exception):
                    yield f"{name}.{member}", value.__doc__


def test_everything_public_has_a_docstring():
    """Each public module, class, method and property says in a sentence what it is or does."""
    bare = [name for name, text in documented() if not (text or "").strip()]
    assert bare == []
    assert sum(1 for _ in documented()) > 120


@each("name", sorted(METHODS | RUNS | STREAMS | LINKS))
def test_docstrings_tell_each_argument(name):
    """The docstring of a method describes each of its arguments, and begins with a sentence of its own."""
    text = getattr(Pollinations, name).__doc__
    for parameter in list(inspect.signature(getattr(Pollinations, name)).parameters)[1:]:
        assert f"\n        {parameter}: " in text or f"\n    {parameter}: " in inspect.cleandoc(text)
    assert text.partition("\n")[0].endswith((".", ";")) or "." in text.partition("\n\n")[0]
