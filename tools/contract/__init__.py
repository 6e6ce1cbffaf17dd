"""Load the contract and say in which line it is wrong: `python -m tools.contract openapi.yaml`."""

import os

# Where jsonschema-rs is installed too, the validator would take it, whose errors say less; it reads this when imported.
os.environ.setdefault("OPENAPI_SPEC_VALIDATOR_SCHEMA_VALIDATOR_BACKEND", "jsonschema")

from tools.contract._check import check
from tools.contract._document import Contract, ContractError, Problem, load, plain
from tools.contract._references import references_from, unused_components
from tools.contract.walk import Pointer

__all__ = [
    "Contract",
    "ContractError",
    "Pointer",
    "Problem",
    "check",
    "load",
    "plain",
    "references_from",
    "unused_components",
]
