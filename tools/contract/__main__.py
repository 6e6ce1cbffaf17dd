"""Check a contract from the command line; exit with 1 and one line for each problem."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.contract import ContractError, check, load


def main(arguments: list[str]) -> int:
    """Check the contract named on the command line, `openapi.yaml` where none is.

    Returns:
        0 for a good contract, 1 for one with problems, 2 for a wrong command line.
    """
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        print("usage: python -m tools.contract [FILE]", file=sys.stderr)
        return 2
    path = Path(arguments[0] if arguments else "openapi.yaml")
    try:
        contract = load(path)
    except ContractError as error:
        print(error, file=sys.stderr)
        return 1
    problems = check(contract)
    if problems:
        print("\n".join(map(str, problems)), file=sys.stderr)
        return 1
    print(f"{path}: good, {_measure(contract.data)}")
    return 0


def _measure(data: dict[str, object]) -> str:
    paths, components = data["paths"], data.get("components", {})
    operations = sum("operationId" in op for item in paths.values() for op in item.values())  # type: ignore[attr-defined] # checked just before
    schemas = components.get("schemas", {})  # type: ignore[attr-defined] # as above
    return f"{operations} operations, {len(schemas)} schemas"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
