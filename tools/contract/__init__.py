"""Load the contract and say in which line it is wrong: `python -m tools.contract openapi.yaml`."""

from tools.contract._check import check
from tools.contract._document import Contract, ContractError, Pointer, Problem, load

__all__ = ["Contract", "ContractError", "Pointer", "Problem", "check", "load"]
