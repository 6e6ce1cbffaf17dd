# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""The plain client of the generation API at gen.pollinations.ai, one function for each operation.

`pollination_sdk` is made for applications; this package is what it stands on.
"""

from .client import AuthenticatedClient, Client

__all__ = (
    "AuthenticatedClient",
    "Client",
)
