"""What the OpenAPI specification demands, as openapi-spec-validator sees it, by line."""

from collections.abc import Iterator
from typing import Any

from jsonschema.exceptions import SchemaError, ValidationError, best_match
from openapi_schema_validator import OAS30Validator, OAS31Validator
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator
from openapi_spec_validator.validation.exceptions import (
    DuplicateOperationIDError,
    ParameterDuplicateError,
    UnresolvableParameterError,
)
from referencing import Registry, Resource

from tools.contract._document import Contract, Problem
from tools.contract.walk import Pointer, parts

_OWN = (DuplicateOperationIDError, ParameterDuplicateError, UnresolvableParameterError)
"""What `_operations` says better, with both places."""

VALIDATORS: dict[str, tuple[Any, Any]] = {
    "3.0": (OpenAPIV30SpecValidator, OAS30Validator),
    "3.1": (OpenAPIV31SpecValidator, OAS31Validator),
}


def version_of(data: dict[str, Any]) -> str | None:
    """Return `3.0` or `3.1`, or None for anything else."""
    version = ".".join(str(data.get("openapi", "")).split(".")[:2])
    return version if version in VALIDATORS else None


def structure_problems(contract: Contract, version: str) -> list[Problem]:
    """List the parts of a wrong shape; while there are any, nothing finer can be asked."""
    specification, schemas = VALIDATORS[version]
    shape = Resource.from_contents(dict(specification.schema_validator.schema))
    registry: Registry[Any] = (shape @ Registry()).crawl()  # or it is crawled anew at each schema
    validator = specification.schema_validator.evolve(_resolver=registry.resolver(str(shape.id())))
    errors = validator.iter_errors(contract.data)
    deepest = (best_match([error]) or error for error in errors)
    problems = [_problem(contract, (), error) for error in deepest]
    for part in parts(contract.data):
        if part.kind != "schema" or part.parent == "schema":
            continue
        try:
            schemas.check_schema(part.value)
        except (SchemaError, ValidationError) as error:
            problems.append(_problem(contract, part.pointer, error))
    return problems


def _problem(contract: Contract, where: Pointer, error: Any) -> Problem:
    return contract.problem((*where, *error.absolute_path), f"not OpenAPI: {_short(error)}")


def _short(error: Any) -> str:
    message = str(error.message)
    return message if len(message) <= 160 else f"{message[:70]} ... {message[-80:]}"


def meaning_problems(contract: Contract, version: str) -> Iterator[Problem]:
    """List what only a well-formed document can be asked, such as whether a default fits."""
    specification, _ = VALIDATORS[version]
    validator = specification(contract.data)
    places = {id(part.value): part.pointer for part in parts(contract.data)}
    validator.keyword_validators_registry["schema"].meta_checked_schema_ids += places  # by `structure_problems`
    try:
        errors = list(validator.root_validator(validator.schema_path))
    except Exception as error:  # noqa: BLE001 # the validator raises many things on documents it did not foresee
        yield contract.problem((), f"not OpenAPI: the validator gave up ({type(error).__name__})")
        return
    for complaint in errors:
        if not isinstance(complaint, _OWN):
            where = places.get(id(complaint.schema), ())
            key = ("default",) if where else ()
            yield contract.problem((*where, *key), f"not OpenAPI: {_short(complaint)}")
