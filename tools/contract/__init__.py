"""Load the contract and say in which line it is wrong: `python -m tools.contract openapi.yaml`."""

from tools.contract._check import check
from tools.contract._document import Contract, ContractError, Pointer, Problem, load
from tools.contract._references import resolve

__all__ = ["Contract", "ContractError", "Pointer", "Problem", "check", "load", "resolve"]
