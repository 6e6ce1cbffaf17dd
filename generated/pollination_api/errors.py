# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""The errors that the operations raise by themselves."""


class UnexpectedStatus(Exception):
    """Say that an answer's status or media type is not in the contract, where the client asks for that."""

    def __init__(self, status_code: int, content: bytes) -> None:
        self.status_code = status_code
        self.content = content
        super().__init__(f"The contract does not describe this answer: status {status_code}, {len(content)} bytes.")

    def __reduce__(self) -> tuple[type["UnexpectedStatus"], tuple[int, bytes]]:
        return (UnexpectedStatus, (self.status_code, self.content))


__all__ = ["UnexpectedStatus"]
