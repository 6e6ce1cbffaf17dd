"""Run the generator over the contract, in this process, so that nothing it says goes unheard."""

import contextlib
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.schema.untrusted_string import UntrustedString
from openapi_python_client.strings import PythonIdentifier, snake_case

from tools.contract import Contract, Pointer, Problem, is_json
from tools.contract.walk import operations
from tools.regenerate.answers import answers, as_read, as_required, marks, without_none
from tools.schemas import followed

TEMPLATES = Path(__file__).parent.parent / "templates"
PLACE = re.compile(
    r"\b(?P<method>GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE) (?P<path>/\S*)"
    r"|/components/(?P<group>\w+)/(?P<name>[\w.-]+)"
)
"""How the generator names the part that it complains of."""
UNTOLD = re.compile(r"<openapi_python_client\S* object at 0x\w+>")
NUMBERED = re.compile(r"_type_\d+")


class RegenerationError(Exception):
    """Why the client cannot be made from the contract."""


def generate(described: Contract, *, config_path: Path, output: Path) -> None:
    """Write the client package for a contract into `output`, which must not exist.

    Args:
        described: The contract, checked.
        config_path: The generator's settings, `generator-config.yml`.
        output: The package folder to make.

    Raises:
        RegenerationError: The generator refused the contract, warned about a part of it, or gave up.
    """
    config = _config(config_path, output)
    try:
        problems = _build(described.data, config)
    except Exception as error:
        # Whatever the generator or a template trips over, the contract or its settings made it.
        reason = f"the generator cannot handle this contract: {type(error).__name__}: {error}"
        raise RegenerationError(str(described.problem((), reason))) from error
    if problems:
        raise RegenerationError("\n".join(str(_located(described, problem)) for problem in problems))


def _build(contract: dict[str, Any], config: Config) -> Sequence[GeneratorError]:
    data = GeneratorData.from_dict(_for_generator(contract), config=config)
    if isinstance(data, GeneratorError):
        return [data]
    received = answers(contract)
    without_none(data, received)
    _name_locals(data)
    described = [one.value for one in operations(contract)]
    project = Project(openapi=data, config=config, custom_template_path=TEMPLATES)
    project.env.globals.update(
        **marks(contract),
        answers=received,
        as_required=as_required,
        base_url=contract["servers"][0]["url"],
        public_operations=frozenset(one["operationId"] for one in described if {} in one.get("security", [])),
        # The generator keeps only the descriptions of the parameters' schemas.
        parameter_descriptions={
            one["operationId"]: {
                parameter["name"]: parameter["description"]
                for parameter in (followed(contract, written) for written in one.get("parameters", []))
            }
            for one in described
        },
    )
    with contextlib.redirect_stdout(io.StringIO()):  # it announces the temporary folder it writes to
        return project.build()


def _config(config_path: Path, output: Path) -> Config:
    try:
        written = ConfigFile.load_from_path(config_path)
    except Exception as error:  # the file may be missing, no YAML, or hold settings that there are not
        reason = " ".join(str(error).split())
        raise RegenerationError(
            str(Problem(str(config_path), 1, f"these settings cannot be used: {reason}"))
        ) from error
    return Config.from_sources(
        written,
        MetaType.NONE,
        document_source=config_path,  # not read: the contract is handed over already parsed
        file_encoding="utf-8",
        overwrite=False,
        output_path=output,
    )


def _located(described: Contract, problem: GeneratorError) -> Problem:
    """Find the line of the operation or component that the generator complains of."""
    complaint = " ".join(part for part in (problem.header, problem.detail) if part)
    found = PLACE.search(complaint)
    schema = described.data["components"]["schemas"].get(found["name"], {}) if found else {}
    complaint = _with_field_names(complaint, schema)
    where: Pointer = ()
    if found and found["method"]:
        where = ("paths", found["path"], found["method"].lower())
    elif found:
        where = ("components", found["group"], found["name"])
    return described.problem(where, f"the generator says: {complaint}")


def _with_field_names(complaint: str, schema: dict[str, Any]) -> str:
    """Name the fields that get one name in Python: the generator writes where they are in memory instead."""
    identifiers = {name: _identifier(name) for name in schema.get("properties", {})}
    alike = iter([name for name, own in identifiers.items() if list(identifiers.values()).count(own) > 1])
    return UNTOLD.sub(lambda _: next(alike, "..."), complaint)


def _for_generator(node: Any) -> Any:
    """Leave out `x-...` keys, which may stand beside a `$ref`, and put JSON first in answers: it types only the first.

    The contract puts the usual form of an answer first, which other generators read as the type of the answer.
    """
    if isinstance(node, dict):
        if isinstance(node.get("x-read-as"), str):
            return as_read(node)
        if isinstance(node.get("x-promised"), list):
            node = {**node, "required": [*node.get("required", ()), *node["x-promised"]]}
        kept = {key: value for key, value in node.items() if not str(key).startswith("x-")}
        if all("/" in str(key) for key in kept):
            kept = dict(sorted(kept.items(), key=lambda item: not is_json(str(item[0]))))
        return {key: _for_generator(value) for key, value in kept.items()}
    return [_for_generator(item) for item in node] if isinstance(node, list) else node


def _name_locals(data: GeneratorData) -> None:
    """Give the local variables of the decoders names that say what they hold, not numbers."""
    for model in data.models:
        properties = [*(model.required_properties or []), *(model.optional_properties or [])]
        if model.additional_properties is not None:
            properties.append(model.additional_properties)
        _name_each(properties)
    for collection in data.endpoint_collections_by_tag.values():
        for endpoint in collection.endpoints:
            _name_each(endpoint.list_all_parameters())
            for response in endpoint.responses:
                response.prop.python_name = _identifier("answer")
                _name_each([response.prop])


def _name_each(properties: Iterable[PropertyProtocol]) -> None:
    for property_ in properties:
        if isinstance(property_, UnionProperty):
            for member in property_.inner_properties:
                member.python_name = _identifier(f"{property_.python_name}_{_what(member)}")
            _name_each(property_.inner_properties)
        elif isinstance(property_, ListProperty):
            property_.inner_property.python_name = _identifier(f"{property_.python_name}_item")
            _name_each([property_.inner_property])


def _what(member: PropertyProtocol) -> str:
    class_info = getattr(member, "class_info", None)
    if class_info is not None:
        return snake_case(class_info.name)
    return "list" if isinstance(member, ListProperty) else NUMBERED.sub("", type(member).__name__.lower())


def _identifier(name: str) -> PythonIdentifier:
    return PythonIdentifier(UntrustedString(name), prefix="field_")
