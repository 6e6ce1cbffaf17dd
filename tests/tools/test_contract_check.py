# ruff: noqa: E501 # one broken place beside one reason, a line each
"""The contract's check: each broken contract gives its line and its reason, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import few
from tools.contract import ContractError, Problem, check, load

pytestmark = pytest.mark.slow(reason="checks dozens of contracts")

ROOT = Path(__file__).parents[2]

GOOD = """\
openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: "https://pets.test" }]
security:
  - bearer: []
paths:
  /pets/{name}:
    get:
      operationId: get_pet
      tags: [pets]
      summary: Show a pet.
      parameters:
        - name: name
          in: path
          required: true
          schema: { type: string }
      responses:
        "200":
          description: The pet.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Pet" }
  /pets:
    post:
      operationId: add_pet
      tags: [pets]
      summary: Add a pet.
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: "#/components/schemas/Pet" }
      responses:
        "200": { $ref: "#/components/responses/Added" }
components:
  securitySchemes:
    bearer: { type: http, scheme: bearer }
  responses:
    Added:
      description: It is there now.
      content:
        application/json:
          schema: { $ref: "#/components/schemas/Pet" }
  schemas:
    Pet:
      type: object
      x-deviation:
        required: The service leaves fields out.
      properties:
        name:
          type: string
        kind: { $ref: "#/components/schemas/Kind" }
        parent: { $ref: "#/components/schemas/Pet" }
    Kind:
      type: string
      enum: [cat, dog]
"""


def problems_of(tmp_path: Path, text: str) -> list[Problem]:
    """Load and check a contract, whichever of the two complains."""
    path = tmp_path / "openapi.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        return check(load(path))
    except ContractError as error:
        return error.problems


def marked_line(text: str) -> int:
    """Find the line that is to be named."""
    return next(n for n, line in enumerate(text.splitlines(), 1) if "HERE" in line)


def changed(*changes: tuple[str, str]) -> str:
    """Return the good contract with each text replaced once."""
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


REF = 'application/json:\n              schema: { $ref: "#/components/schemas/Pet" }'

BROKEN = {
    "bad YAML": (("operationId: add_pet", "operationId: [add_pet  \n      # next\n      tags:  # HERE"), "not YAML"),
    "tab": (("      tags: [pets]", "\ttags: [pets] # HERE"), "not YAML"),
    "duplicate key": (
        ("      summary: Add a pet.\n", "      summary: Add.\n      summary: Add a pet. # HERE\n"),
        "the key 'summary' stands twice, also in line 27",
    ),
    "status without quotes": (
        ('"200": { $ref: "#/components/responses/Added" }', '200: { $ref: "#/components/responses/Added" } # HERE'),
        'write it in quotes, "200"',
    ),
    "wrong version": (("openapi: 3.1.0", "openapi: 2.0 # HERE"), "not an OpenAPI document"),
    "no version": (("openapi: 3.1.0", "swagger: 3.1.0 # HERE"), "not an OpenAPI document"),
    "dangling reference": (
        ('kind: { $ref: "#/components/schemas/Kind" }', 'kind: { $ref: "#/components/schemas/Knid" } # HERE'),
        "#/components/schemas/Knid leads nowhere; is Kind meant?",
    ),
    "dangling reference to another group": (
        ('{ $ref: "#/components/responses/Added" }', '{ $ref: "#/components/answers/Added" } # HERE'),
        "#/components/answers/Added leads nowhere; is Added meant?",
    ),
    "reference out of the file": (
        ('kind: { $ref: "#/components/schemas/Kind" }', 'kind: { $ref: "kind.yaml" } # HERE'),
        "the $ref kind.yaml leads out of this file",
    ),
    "reference that is no text": (
        ('kind: { $ref: "#/components/schemas/Kind" }', "kind: { $ref: 3 } # HERE"),
        "a $ref must be text",
    ),
    "a schema that is itself": (
        ("    Kind:\n      type: string\n      enum: [cat, dog]", '    Kind: # HERE\n      $ref: "#/components/schemas/Kind"'),
        "Kind is defined by itself (Kind -> Kind)",
    ),
    "unknown security scheme": (("- bearer: []", "- baerer: [] # HERE"), "baerer is not defined; is bearer meant?"),
    "duplicate operationId": (
        ("operationId: add_pet", "operationId: get_pet # HERE"),
        "the operationId get_pet of POST /pets is already that of GET /pets/{name} in line 9",
    ),
    "operationId that is no name": (
        ("operationId: add_pet", "operationId: addPet # HERE"),
        "the operationId addPet is no name for a Python function",
    ),
    "status that is a range": (('        "200": { $ref', '        2XX: # HERE\n          { $ref'), "the status 2XX of POST /pets"),
    "no server": (
        ('openapi: 3.1.0\ninfo: { title: Pets, version: 1.0.0 }\nservers: [{ url: "https://pets.test" }]\n', "openapi: 3.1.0 # HERE\ninfo: { title: Pets, version: 1.0.0 }\n"),
        "the first of `servers` must give an http(s) url",
    ),
    "server without a host": (('"https://pets.test" }]', '"" }] # HERE'), "the first of `servers` must give an http(s) url"),
    "link to nowhere": (
        ("      description: It is there now.\n", "      description: It is there now.\n      links:\n        Shown:\n          operationId: get_pets # HERE\n"),
        "the link leads to get_pets, which is no operationId; is get_pet meant?",
    ),
    "no operationId": (("    post:\n      operationId: add_pet", "    post: # HERE"), "POST /pets has no operationId"),
    "no tags": (
        ("    post:\n      operationId: add_pet\n      tags: [pets]", "    post: # HERE\n      operationId: add_pet"),
        "POST /pets has no tags",
    ),
    "no summary": (
        ("    get:\n      operationId: get_pet\n      tags: [pets]\n      summary: Show a pet.", "    get: # HERE\n      operationId: get_pet\n      tags: [pets]"),
        "GET /pets/{name} has no summary",
    ),
    "undeclared path parameter": (
        ("  /pets:\n    post:", "  /pets/{id}/add:\n    post: # HERE"),
        "POST /pets/{id}/add declares no path parameter id",
    ),
    "path parameter without a place": (
        ("        - name: name\n          in: path", "        - in: path # HERE\n          name: nmae"),
        "the path parameter nmae is not in /pets/{name}; is name meant?",
    ),
    "path parameter that may be missing": (
        ("        - name: name\n          in: path\n          required: true\n", "        - name: name # HERE\n          in: path\n"),
        "must say `required: true`",
    ),
    "parameter twice": (
        ("          schema: { type: string }\n", "          schema: { type: string }\n        - name: name # HERE\n          in: path\n          required: true\n          schema: { type: string }\n"),
        "the path parameter name stands twice, also in line 13",
    ),
    "unsupported media type": (
        (REF, "image/webp: # HERE\n              schema: { type: string, format: binary }"),
        "does not know the media type image/webp in a response",
    ),
    "text as a body": (
        ("        content:\n          application/json:\n", "        content:\n          text/plain: # HERE\n"),
        "does not know the media type text/plain in a request body",
    ),
    "JSON second": (
        (REF, 'text/csv:\n              schema: { type: string }\n            application/json: # HERE\n              schema: { $ref: "#/components/schemas/Pet" }'),
        "application/json must stand before text/csv",
    ),
    "inline object": (
        ("        name:\n          type: string\n", "        name: # HERE\n          type: object\n"),
        "the object of properties/name is written inline",
    ),
    "inline object that may be null": (
        ("        name:\n          type: string\n", '        name: # HERE\n          type: [object, "null"]\n'),
        "the object of properties/name is written inline",
    ),
    "inline enum": (
        ("        name:\n          type: string\n", "        name: # HERE\n          enum: [a, b]\n"),
        "the enum of properties/name is written inline",
    ),
    "inline enum of a parameter": (
        ("          schema: { type: string }\n", "          schema: { type: string, enum: [a] } # HERE\n"),
        "the enum of 0/schema is written inline",
    ),
    "numbered name": (
        ("    Kind:\n", '    Kind2: # HERE\n      allOf: [{ $ref: "#/components/schemas/Kind" }]\n    Kind:\n'),
        "the component name Kind2 ends in a digit",
    ),
    "deviation without a mapping": (
        ("      x-deviation:\n        required: The service leaves fields out.\n", "      x-deviation: because # HERE\n"),
        "x-deviation must be a mapping",
    ),
    "deviation without a reason": (
        ("required: The service leaves fields out.", 'required: " " # HERE'),
        "x-deviation gives no reason for required",
    ),
    "unused component": (
        ("    Kind:\n", "    Orphan: # HERE\n      type: string\n    Kind:\n"),
        "the component Orphan is used nowhere",
    ),
    "component used by itself alone": (
        ("    Kind:\n", '    Orphan: # HERE\n      type: array\n      items: { $ref: "#/components/schemas/Orphan" }\n    Kind:\n'),
        "the component Orphan is used nowhere",
    ),
    "missing title": (("info: { title: Pets, version: 1.0.0 }", "info: { version: 1.0.0 } # HERE"), "'title' is a required property"),
    "summary of a wrong type": (("      summary: Add a pet.", "      summary: 3 # HERE"), "3 is not of type 'string'"),
    "unknown type": (("        name:\n          type: string", "        name:\n          type: strnig # HERE"), "'strnig'"),
    "default of a wrong type": (
        ("        name:\n          type: string", "        name:\n          type: string\n          default: 3 # HERE"),
        "3 is not of type 'string'",
    ),
}  # fmt: skip # a table reads best with one change beside one reason


SECOND_FAULTS = {
    "numbered name",  # nothing uses it either
    "path parameter without a place",  # so the place lacks its parameter
    "path parameter that may be missing",  # the specification says so too
    "reference that is no text",  # as above
}


def test_a_good_contract_has_no_problem(tmp_path: Path) -> None:
    """A contract without a fault gives an empty list, a recursive schema included."""
    assert problems_of(tmp_path, GOOD) == []


def test_the_contract_of_this_repository_is_good() -> None:
    """The check holds for our own contract, with the generator's settings beside it."""
    assert check(load(ROOT / "openapi.yaml")) == []


@pytest.mark.parametrize("name", BROKEN)
def test_each_fault_is_reported_with_its_line(tmp_path: Path, name: str) -> None:
    """A broken contract gives its reason once, in the line that is marked, and nothing besides."""
    change, reason = BROKEN[name]
    text = changed(change)
    found = problems_of(tmp_path, text)
    matching = [problem for problem in found if reason in problem.reason]
    assert [problem.line for problem in matching] == [marked_line(text)], found
    assert len(found) == 1 or name in SECOND_FAULTS, found
    assert not any("\n" in str(problem) for problem in found)


def test_several_faults_are_all_listed_by_line(tmp_path: Path) -> None:
    """One run names every fault, from the top of the file to its end."""
    text = changed(
        ("      summary: Show a pet.\n", ""),
        ("operationId: add_pet", "operationId: get_pet"),
        ('kind: { $ref: "#/components/schemas/Kind" }', 'kind: { $ref: "#/components/schemas/Kid" }'),
    )  # fmt: skip # one change a line
    found = problems_of(tmp_path, text)
    assert [problem.line for problem in found] == sorted(problem.line for problem in found)
    for reason in ("no summary", "already that of", "is Kind meant?"):
        assert sum(reason in problem.reason for problem in found) == 1


def test_a_circle_of_two_names_the_way(tmp_path: Path) -> None:
    """Schemas that are only each other are reported with the whole circle."""
    text = changed(
        (
            "    Kind:\n      type: string\n      enum: [cat, dog]",
            (
                '    Kind:\n      allOf: [{ $ref: "#/components/schemas/Sort" }]\n'
                '    Sort:\n      $ref: "#/components/schemas/Kind"'
            ),
        )
    )
    reasons = [problem.reason for problem in problems_of(tmp_path, text)]
    assert any("Kind -> Sort -> Kind" in reason for reason in reasons)


def test_a_component_name_that_the_generator_changes_is_reported(tmp_path: Path) -> None:
    """A component is written as its class is called, or nobody finds one by the other."""
    reasons = [problem.reason for problem in problems_of(tmp_path, GOOD.replace("Pet", "my-pet"))]
    assert any("my-pet becomes the class MyPet" in reason for reason in reasons), reasons


def test_an_exception_to_json_first_needs_a_reason(tmp_path: Path) -> None:
    """JSON may stand second where `x-deviation` says why it is the exception."""
    second = (
        "          x-deviation:\n            application/json: Only an empty answer is JSON.\n"
        "          content:\n            text/plain:\n              schema: { type: string }\n"
    )
    text = changed(("          content:\n", second))
    assert problems_of(tmp_path, text) == []


def test_content_type_overrides_make_a_media_type_known(tmp_path: Path) -> None:
    """A media type that the generator's settings map onto bytes is supported."""
    config = "content_type_overrides:\n  image/webp: application/octet-stream\n"
    (tmp_path / "generator-config.yml").write_text(config, encoding="utf-8")
    binary = "image/webp:\n              schema: { type: string, format: binary }"
    assert problems_of(tmp_path, changed((REF, binary))) == []


def test_properties_and_examples_may_be_named_like_keywords(tmp_path: Path) -> None:
    """A property named `$ref` or `enum` and an example are not taken for schemas."""
    text = changed(
        (
            "        name:\n          type: string\n",
            (
                "        enum:\n          type: string\n"
                "        $ref:\n          type: string\n"
                "        name:\n          type: string\n"
                "          example: { $ref: nowhere, type: object }\n"
            ),
        )
    )
    assert problems_of(tmp_path, text) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no mapping at the top"),
        (b"- 1\n", "no mapping at the top"),
        (b"just words", "no mapping at the top"),
        (b"\xff\xfe\x00x", "is not UTF-8 text"),
        (b"a: \x00", "not YAML"),
        (b"a: *nothing", "not YAML"),
        (b"---\na: 1\n---\nb: 2\n", "not YAML"),
        (b"a: &x { b: *x }\n", "not an OpenAPI document"),
        (b"a: 2026-99-99\n", "not YAML: month must be"),
        (b"a: { b: 1, b: 2 }\n", "the key 'b' stands twice"),
        (b"openapi: 3.1.0\n", "'info' is a required property"),
        (b"openapi: 3.1.0\ninfo: 3\npaths: [1]\ncomponents: 7\n", "is not of type 'object'"),
        (b"[" * 2000, "exceeded maximum nesting depth"),
        (b"openapi: 3.1.0\na: " + b"[" * 990 + b"]" * 990, "nested too deeply"),
    ],
)
def test_what_is_no_contract_is_one_problem_in_words(tmp_path: Path, content: bytes, reason: str) -> None:
    """Whatever the file holds, the answer is a list of problems."""
    path = tmp_path / "openapi.yaml"
    path.write_bytes(content)
    try:
        found = check(load(path))
    except ContractError as error:
        found = error.problems
    assert any(reason in problem.reason for problem in found), found


@pytest.mark.parametrize("byte", [b"\xff", b"\x01"])
def test_an_unreadable_byte_is_reported_with_its_line(tmp_path: Path, byte: bytes) -> None:
    """A byte that is no UTF-8 and a character that YAML forbids are found where they stand."""
    path = tmp_path / "openapi.yaml"
    path.write_bytes(b"a: 1\nb: 2\nc: " + byte + b"\nd: 3\n")
    with pytest.raises(ContractError) as caught:
        load(path)
    assert [problem.line for problem in caught.value.problems] == [3]


def test_a_file_that_cannot_be_read_is_one_problem(tmp_path: Path) -> None:
    """A missing file and a folder are named with the reason."""
    for path in (tmp_path / "missing.yaml", tmp_path):
        with pytest.raises(ContractError, match="cannot be read") as caught:
            load(path)
        assert len(caught.value.problems) == 1


SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.lists(st.integers(), max_size=2))  # fmt: skip # one strategy


@few
@given(line=st.integers(0, len(GOOD.splitlines()) - 1), value=SCALARS)
def test_any_value_anywhere_gives_problems_not_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, line: int, value: object
) -> None:
    """A contract with one value replaced by nonsense is either good or listed, never a crash."""
    lines = GOOD.splitlines()
    key = lines[line].split(":")[0]
    lines[line] = f"{key}: {value!r}" if ":" in lines[line] else lines[line]
    found = problems_of(tmp_path_factory.mktemp("odd"), "\n".join(lines))
    assert all(problem.line >= 1 and "\n" not in problem.reason for problem in found)


def test_locate_takes_the_keys_of_a_part(tmp_path: Path) -> None:
    """A part is found by its keys; of an unwritten one, the nearest ancestor is."""
    path = tmp_path / "openapi.yaml"
    path.write_text(GOOD, encoding="utf-8")
    contract = load(path)
    assert contract.locate(("paths", "/pets/{name}", "get", "operationId")) == 9
    assert contract.locate(("paths", "/pets/{name}", "get", "parameters", 0)) == 13
    assert contract.locate(("paths", "/pets", "post", "nothing")) == contract.locate(("paths", "/pets", "post"))
    assert contract.data["openapi"] == "3.1.0"
    assert type(contract.data["paths"]) is dict
