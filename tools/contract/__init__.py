"""Load the contract, and say in which line it is wrong."""

import os

# Where jsonschema-rs is installed too, the validator would take it, whose errors say less; it reads this when imported.
os.environ.setdefault("OPENAPI_SPEC_VALIDATOR_SCHEMA_VALIDATOR_BACKEND", "jsonschema")

from tools.contract._document import Contract, ContractError, Problem, YamlLoader, load
from tools.contract._media_types import is_json, media_type_problems
from tools.contract._operations import operation_problems
from tools.contract._references import reference_problems, references_from, unused_components, unused_problems
from tools.contract._specification import meaning_problems, structure_problems, version_of
from tools.contract._style import style_problems
from tools.contract.walk import Pointer

__all__ = [
    "Contract",
    "ContractError",
    "Pointer",
    "Problem",
    "YamlLoader",
    "check",
    "is_json",
    "load",
    "references_from",
    "unused_components",
]


def check(contract: Contract) -> list[Problem]:
    """List everything that is wrong with a contract by line; empty for a good one."""
    try:
        return _check(contract)
    except RecursionError:
        return [contract.problem((), "not usable: nested too deeply")]


def _check(contract: Contract) -> list[Problem]:
    version = version_of(contract.data)
    if version is None:
        found = contract.data.get("openapi", "nothing")
        reason = f"not an OpenAPI document: `openapi` must say 3.1.0 or 3.0.x, it says {found}"
        return [contract.problem(("openapi",), reason)]
    loose = list(reference_problems(contract))
    problems = [*structure_problems(contract, version), *loose]
    if not problems:
        problems += meaning_problems(contract, version)
    problems += operation_problems(contract)
    problems += media_type_problems(contract)
    problems += style_problems(contract)
    if not loose:  # a broken reference makes its target look unused
        problems += unused_problems(contract)
    return sorted(set(problems))
