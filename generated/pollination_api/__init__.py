# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""The plain client of the generation API at gen.pollinations.ai, one function for each operation.

`pollination_sdk` is made for applications; this package is what it stands on.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .client import AuthenticatedClient, Client

__all__ = (
    "AuthenticatedClient",
    "Client",
)


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import client

    return getattr(client, name)
