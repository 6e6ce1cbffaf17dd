"""Drift: what a changed description brings, what is recorded already, and that applying it leaves nothing open."""

import copy
import json
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from itertools import pairwise
from pathlib import Path

import httpx
import pytest
from attrs import evolve
from tests.examples import sampled
from tests.tools.descriptions import (
    CHANGES,
    Description,
    answer,
    changed,
    changed_type,
    nested_operation,
    new_field,
    new_group,
    parameter,
    upload,
)
from tests.tools.descriptions import provider as described_as_the_provider_does
from tests.tools.small_contract import write_small_contract
from tools import contract
from tools.compare import Change, OverlayUsage
from tools.contract.walk import operations
from tools.drift import __main__ as command
from tools.drift import apply as applying
from tools.drift.__main__ import main
from tools.drift.touched import Project
from tools.regenerate.__main__ import OVERLAY
from tools.regenerate.generate import RegenerationError
from tools.regenerate.prove import claims

pytestmark = pytest.mark.slow(reason="reads and writes the whole contract")

ROOT = Path(__file__).parents[2]


PATHS = (
    "/account/balance",
    "/account/key",
    "/account/usage",
    "/account/usage/daily",
    "/image/{prompt}",
    "/v1/audio/speech",
    "/video/{prompt}",
)
"""What most tests change. The whole contract takes several times as long."""
LISTS = ("/audio/models", "/image/models", "/image/{prompt}")


@pytest.fixture(scope="module")
def part(made_once: Callable[..., Path]) -> Path:
    """Return the part of the contract that has `PATHS`."""
    return made_once("part", lambda folder: write_small_contract(folder, *PATHS)) / "openapi.yaml"


@pytest.fixture(scope="module")
def provider(part: Path) -> Description:
    """Return a description that says what the contract says, the way the provider writes."""
    return described_as_the_provider_does(part)


@pytest.fixture(autouse=True, scope="module")
def read_overlay() -> Iterator[Project]:
    """Read the project once, and of the overlay the operations alone: `test_regenerate` has the whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tools.drift.touched.OverlayUsage", lambda overlay: OverlayUsage(overlay / "_operations"))
        read = Project(ROOT)
        patch.setattr(command, "Project", lambda _: read)
        yield read


@pytest.fixture(autouse=True, scope="module")
def loaded_once() -> Iterator[None]:
    """Parse each text of a contract once: most tests begin with the same one."""
    load, known = contract.load, {}

    def load_once(path: str | Path) -> contract.Contract:
        text = Path(path).read_bytes()
        one = known[text] if text in known else known.setdefault(text, load(path))
        return evolve(one, path=Path(path), data=copy.deepcopy(one.data))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contract, "load", load_once)
        yield


@pytest.fixture
def project(tmp_path: Path, part: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of what drift reads and writes, with a part of the contract, as the current folder."""
    for original in (part, ROOT / "generator-config.yml", ROOT / "README.md"):
        (tmp_path / original.name).write_bytes(original.read_bytes())
    for name in ("docs", "overlays", "tools"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def small(made_once: Callable[..., Path]) -> Path:
    """Return a small contract."""
    return made_once("one-path", lambda folder: write_small_contract(folder, "/account/balance")) / "openapi.yaml"


@pytest.fixture
def small_description(project: Path, small: Path) -> Description:
    """Put the small contract into the current folder, and return a description that says what it says."""
    (project / "openapi.yaml").write_bytes(small.read_bytes())
    return described_as_the_provider_does(small)


@pytest.fixture
def lists_description(project: Path, made_once: Callable[..., Path]) -> Description:
    """Put a contract with lists of models into the current folder, and return a description that says what it says."""
    path = made_once("lists", lambda folder: write_small_contract(folder, *LISTS)) / "openapi.yaml"
    (project / "openapi.yaml").write_bytes(path.read_bytes())
    return described_as_the_provider_does(path)


@pytest.fixture
def unproved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the generator, which takes seconds; `test_everything_at_once` does not."""
    monkeypatch.setattr(applying, "proved", lambda *_: nullcontext())


def written(description: Description, name: str = "source.json") -> str:
    """Write a description to a file."""
    Path(name).write_text(json.dumps(description), encoding="utf-8")
    return name


def hostile() -> Description:
    """Return what descriptions of the wild hold: names that clash, circles, all sorts of values, parameters, bodies."""
    text, tree = {"type": "string"}, {"$ref": "#/components/schemas/my.tree-node"}
    moments = {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]}
    fields = {"a-b": text, "a_b": {"type": "integer"}, "class": text, "from": text, "1st": text, "self": text}
    fields |= {"when": moments, "any": {}, "some": True, "id": {"type": "string", "format": "uuid"}}
    fields |= {"mixed": {"enum": [1, "a", None, "A"]}, "case": {"enum": ["a", "A", "a b", "ä", "", "+1", "-1"]}}
    fields |= {"wrong": {"type": "integer", "default": "x"}, "no": {"not": text}, "many": {"type": ["string", "array"]}}
    holder = {"type": "object", "properties": fields, "required": ["a-b", "class"]}
    places = [("a-b", "path"), ("X-Trace", "header"), ("sid", "cookie"), ("filter", "query"), ("Filter", "query")]
    listed = [{"name": name, "in": where, "required": where == "path", "schema": text} for name, where in places]
    listed.append({"name": "deep", "in": "query", "style": "deepObject", "explode": True, "schema": holder})
    listed.append({"name": "json", "in": "query", "content": {"application/json": {"schema": holder}}})
    answers = {"2XX": {"description": ""}, "default": {"description": ""}, "204": {"description": "Gone"}}
    body = {"schema": {"$ref": "#/components/schemas/a~1b"}}
    kinds = ("application/json", "multipart/form-data", "application/x-www-form-urlencoded", "text/plain")
    content = dict.fromkeys(kinds, body)
    children = {"children": {"type": "array", "items": tree}, "up": {"oneOf": [tree, {"type": "null"}]}}
    good = {"200": {"description": "", "content": {"application/json": {"schema": tree}}}}
    return {
        "paths": {
            "/hostile/{a-b}": {"parameters": listed, "get": {"operationId": "same", "responses": answers}},
            "/hostile/bodies": {
                "put": {"operationId": "same", "requestBody": {"content": content}, "responses": good},
                "post": {"requestBody": {"content": {"text/csv": {"schema": text}}}, "responses": good},
            },
            "/hostile/tree": {"get": {"responses": good, "callbacks": {"done": {"{$url}": {}}}}},
        },
        "components": {
            "schemas": {
                "a/b": holder,
                "my.tree-node": {"type": "object", "properties": children},
            }
        },
    }


REMOVALS = ("removed value", "removed field", "removed operation", "removed parameter")
BOMB = "a: &a [0]\n" + "".join(f"{two}: &{two} [{f'*{one}, ' * 9}]\n" for one, two in pairwise("abcdefghi"))
"""A few lines of YAML whose aliases unfold to millions of values."""


def test_what_the_contract_says_or_records_is_no_drift(project, capsys):
    """Inline or named, with other operationIds and leaked empty paths: the contract's own meaning is no drift."""
    (project / "openapi.yaml").write_bytes((ROOT / "openapi.yaml").read_bytes())
    assert main([written(described_as_the_provider_does(ROOT / "openapi.yaml"))]) == 0
    assert "No drift" in capsys.readouterr().out


@pytest.mark.parametrize("code", [1, 2])
def test_a_change_is_reported(project, provider, capsys, code):
    """Each change has its line, those that break callers below their heading, and the worst gives the code."""
    description = copy.deepcopy(provider)
    changes = [(change, line) for change, own, line in CHANGES.values() if own == code]
    for change, _ in changes:
        change(description)
    assert main([written(description)]) == code
    output = capsys.readouterr().out
    reported = output.partition("Breaking (")[2].partition("\n\n")[0] if code == 2 else output
    assert [line for _, line in changes if line not in reported] == []


@pytest.mark.usefixtures("unproved")
@pytest.mark.parametrize("name", sampled(CHANGES, len(CHANGES)))
def test_a_change_is_applied_and_gone(project, provider, name):
    """Applied by itself, a change is no drift any more, and no other line has changed; all at once are tried below."""
    source = written(changed(provider, name))
    before = Path("openapi.yaml").read_text().splitlines()
    assert main([source, "--apply"]) == 0
    assert main([source]) == 0
    after = set(Path("openapi.yaml").read_text().splitlines())
    assert len([line for line in before if line not in after]) <= 1


@pytest.fixture
def claimed(tmp_path: Path, part: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the proof expect of the overlay what it claims of `PATHS`."""
    names = {one.value["operationId"] for one in operations(contract.load(part).data)}
    kept = {answer: method for answer, method in claims(ROOT / OVERLAY).items() if answer[0] in names}
    (tmp_path / "claims/_operations").mkdir(parents=True)
    text = f"__all__ = {sorted(set(kept.values()))}\nCLAIMED_ANSWERS = {kept}\n"
    (tmp_path / "claims/_operations/__init__.py").write_text(text)
    monkeypatch.setattr("tools.regenerate.__main__.OVERLAY", tmp_path / "claims")


@pytest.mark.usefixtures("claimed")
def test_everything_at_once_makes_a_client_that_holds(project, provider, capsys):
    """All changes together pass the generator, its warnings and the proof of the package, and leave no drift.

    A model that holds itself is brought in as any other.
    """
    description = copy.deepcopy(provider)
    for change, _, _ in CHANGES.values():
        change(description)
    description["paths"] |= hostile()["paths"]
    description["components"]["schemas"] = hostile()["components"]["schemas"]
    source = written(description)
    assert main([source, "--apply"]) == 0, capsys.readouterr().err
    assert main([source]) == 0
    applied = contract.load("openapi.yaml").data
    assert {"/hostile/{a-b}", "/hostile/bodies", "/hostile/tree"} <= applied["paths"].keys()
    assert applied["components"]["schemas"]["MyTreeNode"]["properties"].keys() == {"children", "up"}


@pytest.mark.usefixtures("unproved")
def test_removed_things_are_kept_and_marked_until_they_come_back(project, provider, capsys):
    """What the description drops stays in the contract: deprecated, with the reason and the day beside it.

    Each removal that the description takes back is reported, and applying it leaves the contract as it was.
    """
    before = contract.load("openapi.yaml").data
    description = copy.deepcopy(provider)
    for name in REMOVALS:
        CHANGES[name][0](description)
    main([written(description), "--apply", "--date", "2026-03-01"])
    data = contract.load("openapi.yaml").data
    schemas = data["components"]["schemas"]
    since = {"since": "2026-03-01"}
    assert schemas["ImageQuality"]["x-deprecated-values"] == ["hd"]
    assert schemas["ImageQuality"]["x-deprecation"] == {"hd": since}
    assert data["paths"]["/account/usage/daily"]["get"]["x-deprecation"] == since
    assert schemas["AccountKey"]["properties"]["expiresIn"]["deprecated"] is True
    assert data["paths"]["/account/usage/daily"]["get"]["deprecated"] is True
    assert data["paths"]["/image/{prompt}"]["get"]["parameters"][-1]["deprecated"] is True

    capsys.readouterr()
    assert main([written(provider)]) == 1
    assert capsys.readouterr().out.count("deprecation withdrawn") == len(REMOVALS)
    assert main([written(provider), "--apply"]) == 0
    assert contract.load("openapi.yaml").data == before


@pytest.mark.usefixtures("unproved")
def test_a_question_is_marked_and_listed(small_description, capsys):
    """What cannot be decided becomes a question in the contract, is listed, and is no drift until it changes again."""
    description = small_description
    changed_type(description)
    main([written(description), "--apply"])
    balance = contract.load("openapi.yaml").data["components"]["schemas"]["AccountBalance"]["properties"]["balance"]
    assert balance["type"] == "number"
    assert "x-question" in balance
    capsys.readouterr()
    assert main([written(description)]) == 0
    assert "Questions for a person (1)" in capsys.readouterr().out
    answer(description, "/account/balance")["properties"]["balance"] = {"type": "boolean"}
    assert main([written(description)]) == 2


def test_what_is_newer_than_a_description_is_no_drift(project, provider, capsys):
    """A part with `x-source` is missed only by a description of a later day, which its name or `--date` tells."""
    older = copy.deepcopy(provider)
    del older["paths"]["/video/{prompt}"]
    parameters = older["paths"]["/account/usage"]["get"]["parameters"]
    parameters[:] = [one for one in parameters if one["name"] != "days"]
    written(older)
    assert main([written(older, "openapi-2026-03-03.json")]) == 0
    assert main(["source.json", "--date", "2026-03-03"]) == 0
    assert main(["source.json", "--date", "2099-01-01"]) == 2
    missed = capsys.readouterr().out
    assert "get_video_by_prompt: operation removed" in missed
    assert "query days: parameter removed" in missed


@pytest.mark.usefixtures("unproved")
def test_what_a_description_says_nothing_of_stays(project, lists_description):
    """Answers without a form change nothing in the contract; a key in the query is no parameter of its own."""
    before = (project / "openapi.yaml").read_text()
    provider, key = lists_description, {"name": "key", "in": "query", "schema": {"type": "string"}}
    for path in ("/image/models", "/audio/models"):
        answer(provider, path)["items"] = {}
    for path in ("/image/{prompt}", "/audio/accents/{text}"):
        provider["paths"].setdefault(path, {"get": {"responses": {}}})
        provider["paths"][path]["get"].setdefault("parameters", []).append(key)
    main([written(provider), "--apply"])
    data = contract.load("openapi.yaml").data
    items = data["components"]["schemas"]["ModelCatalogue"]["items"]
    assert items["x-described"] == {"type": "anything"}
    assert {key for key in items if not key.startswith("x-")} == {"$ref"}
    names = {one.get("name") for item in data["paths"].values() for one in item.get("get", {}).get("parameters", ())}
    assert "key" not in names
    comments = [line for line in before.splitlines() if line.lstrip().startswith("#")]
    assert [line for line in (project / "openapi.yaml").read_text().splitlines() if line in comments] == comments
    assert main(["source.json"]) == 0


@pytest.mark.usefixtures("unproved")
def test_a_recorded_deviation_hides_nothing_else(project, provider):
    """New drift at a recorded place is seen: that few fields are required is recorded, and a new type is drift."""
    description = copy.deepcopy(provider)
    answer(description, "/account/usage/daily")["required"] = ["usage", "count"]
    assert main([written(description)]) == 0
    answer(description, "/account/usage/daily")["properties"]["count"] = {"type": "string"}
    assert main([written(description)]) == 2


def test_a_result_that_does_not_hold_is_not_written(small_description, monkeypatch, capsys):
    """Where the generator refuses the result the code is 3, one line says why, and no file has changed."""

    def refuse(*_: object) -> None:
        raise RegenerationError("the generator says: no")

    monkeypatch.setattr(applying, "proved", refuse)
    before = Path("openapi.yaml").read_bytes()
    description = small_description
    new_field(description)
    assert main([written(description), "--apply"]) == 3
    assert Path("openapi.yaml").read_bytes() == before
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"openapi": "3.1.0", "paths": {', "not JSON"),
        ("<html>Not here</html>", "is a page"),
        ("openapi: 3.1.0\npaths:\n  - a: [", "not YAML"),
        ("swagger: '2.0'\npaths: {}\n", "its version is 2.0"),
        ("openapi: 3.1.0\n", "no mapping under `paths`"),
        ("openapi: 3.1.0\npaths: {/leaked: {}}\n", "describes no operation at all"),
        ("openapi: 3.1.0\npaths: {/a: {get: {responses: {'200': {$ref: '#/nowhere'}}}}}\n", "leads nowhere"),
        ("openapi: 3.1.0\npaths: {/a: {get: {responses: [1]}}}\n", "no mapping of responses"),
        ("", "is empty"),
        ("<!DOCTYPE html><html></html>", "is a page"),
        ('["openapi"]', "no mapping at the top"),
        ("openapi: 3.1.0\nwebhooks: {a: {}}\n", "webhooks only"),
        ("openapi: 3.1.0\npaths: {/a: {$ref: ../../secret.yaml}}\n", "leads away from it"),
        ("openapi: 3.1.0\npaths: {/a: {$ref: nowhere.yaml}}\n", "cannot be read"),
        ("openapi: 3.1.0\npaths: &a {b: *a}\n", "nested too deeply"),
        (BOMB, "unfold"),
    ],
)
def test_a_broken_description_is_reported_in_one_line(project, capsys, monkeypatch, text, reason):
    """What is not readable gives the code 3 and one line with the reason, no traceback."""
    monkeypatch.setattr("tools.drift.source._MOST_NODES", 20_000)  # the real limit takes seconds to reach
    Path("source").write_text(text)
    assert main(["source", "--apply"]) == 3
    output = capsys.readouterr().err
    assert reason in output
    assert output.count("\n") == 1


def test_a_missing_file_or_address_is_reported_in_one_line(project, capsys, monkeypatch):
    """A file that is not there, a server that refuses or is silent, and no network give the code 3 and one line.

    Without a source, the service itself is asked.
    """
    assert main(["nowhere.json"]) == 3

    def refuse(_: str, url: str, **__: object) -> object:
        if "silent" in url:
            raise httpx.ReadTimeout("silent")
        if url == command.LIVE:
            raise httpx.ConnectError("Name or service not known")
        return nullcontext(httpx.Response(404, request=httpx.Request("GET", url)))

    monkeypatch.setattr(httpx, "stream", refuse)
    assert main(["https://example.org/openapi.json"]) == 3
    assert main(["https://silent.example.org/openapi.json"]) == 3
    assert main([]) == 3
    output = capsys.readouterr().err.splitlines()[1:]
    assert "the server answers 404" in output[0]
    assert "does not answer in time" in output[1]
    assert "gen.pollinations.ai/openapi.json: no connection" in output[2]
    assert "is there a network?" in output[2]
    assert len(output) == 3


@pytest.mark.usefixtures("unproved")
def test_other_files_of_a_description_are_read(small_description):
    """A path item, a schema and its circle in files beside the description are part of it; code samples are not."""
    description = small_description
    description["x-samples"] = [{"$ref": "samples/list-pets.ts"}]
    description["paths"]["/pets"] = {"$ref": "parts/pets.json"}
    answer = {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "pet.json#/Pet"}}}}}
    Path("parts").mkdir()
    written({"get": {"operationId": "listPets", "responses": answer}}, "parts/pets.json")
    pet = {"type": "object", "properties": {"name": {"type": "string"}, "friend": {"$ref": "#/Pet"}}}
    written({"Pet": pet}, "parts/pet.json")
    assert main([written(description), "--apply"]) == 0
    assert main(["source.json"]) == 0
    assert set(contract.load("openapi.yaml").data["components"]["schemas"]["Pet"]["properties"]) == {"name", "friend"}


@pytest.mark.usefixtures("unproved")
def test_a_reference_or_null_keeps_what_it_refers_to(small_description):
    """`anyOf` of a reference and null becomes the same in the contract, not a schema that allows anything."""
    description, fields = small_description, {"name": {"type": "string"}, "seats": {"type": "integer"}}
    named = [{"$ref": "#/components/schemas/Plan"}, {"type": "null"}]
    description["components"]["schemas"] = {"Plan": {"type": "object", "properties": fields}}
    answer(description, "/account/balance")["properties"]["plan"] = {"anyOf": named}
    assert main([written(description), "--apply"]) == 0
    assert main(["source.json"]) == 0
    schemas = contract.load("openapi.yaml").data["components"]["schemas"]
    assert schemas["AccountBalance"]["properties"]["plan"]["anyOf"] == named
    assert schemas["Plan"]["properties"].keys() == fields.keys()


def test_what_cannot_be_generated_is_set_aside_with_a_question(small_description, monkeypatch, capsys):
    """A schema that the proof refuses becomes free-form JSON, then its operation is left out; both are asked."""
    description = small_description
    nested_operation(description)
    upload(description)

    def proved(trial: Path, _: Path) -> nullcontext[None]:
        data = contract.load(trial).data
        schema = data["components"]["schemas"].get("AudioCaptionsAnswer")
        if schema and "properties" in schema:
            raise RegenerationError("model AudioCaptionsAnswer: nothing comes back")
        if "/video/jobs/{id}" in data["paths"]:
            raise RegenerationError(f"{data['paths']['/video/jobs/{id}']['post']['operationId']} 200 a/b: not read")
        return nullcontext()

    monkeypatch.setattr(applying, "proved", proved)
    assert main([written(description), "--apply"]) == 0
    assert main(["source.json"]) == 0
    output = capsys.readouterr().out
    assert "nothing comes back" in output
    assert "POST /video/jobs/{id}: The generator makes no working code of it" in output
    schema = contract.load("openapi.yaml").data["components"]["schemas"]["AudioCaptionsAnswer"]
    assert schema["additionalProperties"] is True
    assert "schema" in schema["x-question"]


def test_what_names_no_culprit_leaves_everything_asked(small_description, monkeypatch):
    """Where the proof blames nothing that can be set aside, the whole change becomes questions, not a failure."""
    description = small_description
    new_group(description)
    new_field(description)

    def proved(trial: Path, _: Path) -> nullcontext[None]:
        if "AccountBalanceBreakdown" in trial.read_text():
            raise RegenerationError("the generator gave up")
        return nullcontext()

    monkeypatch.setattr(applying, "proved", proved)
    assert main([written(description), "--apply"]) == 0
    assert main(["source.json"]) == 0
    assert "/voices" not in contract.load("openapi.yaml").data["paths"]


def test_no_secret_of_the_source_is_shown(project, provider, monkeypatch, capsys):
    """A name, a password and a query of the address are in no report and no error."""
    content = json.dumps(provider)
    answers = iter([httpx.Response(200, text=content), httpx.Response(403)])

    def answer(_: str, url: str, **__: object) -> object:
        response = next(answers)
        response.request = httpx.Request("GET", url)
        return nullcontext(response)

    monkeypatch.setattr(httpx, "stream", answer)
    source = "https://name:hidden@example.org/openapi.json?token=hidden"
    assert main([source, "--json", "--markdown", "report.md"]) == 0
    assert main([source]) == 3
    output = capsys.readouterr()
    assert "hidden" not in output.out + output.err + Path("report.md").read_text()
    assert "https://example.org/openapi.json: the server answers 403" in output.err


def test_a_wrong_command_line_is_no_breaking_drift(project, capsys):
    """A wrong command line is 3, in one line: the 2 that argparse has for it means breaking drift here."""
    for arguments in (["--nothing"], ["source.json", "--date", "soon"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 3
        assert capsys.readouterr().err.count("\n") == 1


def test_a_model_touches_the_methods_that_send_it(project, provider, capsys):
    """A change of the qualities touches the methods of images and videos, no method of text; code is no heading."""
    main([written(changed(provider, "removed value")), "--json"])
    (one,) = json.loads(capsys.readouterr().out)["differences"]
    assert one["verbs"] == ["image", "stream_image", "image_url", "video", "stream_video"]
    assert {"README.md: Image and video", "docs/media.md: Images and video"} <= set(one["pages"])
    assert not [page for page in one["pages"] if page.endswith(":")]


def test_an_operation_touches_the_methods_that_send_it_alone(read_overlay):
    """Methods that only share helpers with those are not touched, and an operation without a method touches none."""
    touched = read_overlay.touched_by
    change = Change("operation removed", "", "", "caller", operations=("post_v1_images_generations",))
    assert touched(change)["verbs"] == ("image", "stream_image")
    assert touched(evolve(change, operations=("post_v1_responses",)))["verbs"] == ()


def test_the_report_names_what_is_touched(project, provider, capsys):
    """JSON and Markdown show the severity for both sides, the method, the predecessor's method and the sandbox."""
    description = copy.deepcopy(provider)
    parameter(description, "/account/usage", "limit")["schema"]["maximum"] = 1000
    assert main([written(description), "--json", "--markdown", "report.md"]) == 2
    report = json.loads(capsys.readouterr().out)
    (one,) = report["differences"]
    assert (report["code"], one["callers"], one["answers"]) == (2, "breaking", None)
    assert one["verbs"] == ["usage", "usage_csv", "iter_usage"]
    assert one["predecessor"] == ["get_account_usage"]
    assert "usage" in one["sandbox"][0]
    assert "| get_account_usage query limit: bound tightened" in Path("report.md").read_text()
