"""What waits for a person: everything that stands under `x-question` in the contract."""

from tools.contract import Contract
from tools.contract.walk import nodes


def questions(contract: Contract) -> list[str]:
    """List the open questions of a contract, each with its line, what it is about, and what is asked."""
    return [
        f"{contract.path}:{contract.locate((*where, 'x-question', key))}: {key}: {text}"
        for where, node in nodes(contract.data)
        for key, text in (node.get("x-question") or {}).items()
    ]
