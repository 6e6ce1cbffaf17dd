"""Bring what a description refers to in other files into the description itself."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urldefrag, urljoin

from tools.contract.walk import METHODS
from tools.drift.names import free_name
from tools.schemas import resolve

HELD = "x-other-files"
"""Where the other files stand in the bundled description, each under its own name."""


def bundled(document: dict[str, Any], base: str, read: Callable[[str], Any]) -> dict[str, Any]:
    """Return a description that refers to nothing outside of itself.

    Args:
        document: The description.
        base: Its address, which the addresses of others are relative to.
        read: Returns what another address holds, or raises.
    """
    keys: dict[str, str] = {}
    files: dict[str, Any] = {}
    waiting: list[tuple[Any, str]] = [(document, base)]
    while waiting:
        node, address = waiting.pop()
        if isinstance(node, list):
            waiting += [(one, address) for one in node]
        elif isinstance(node, dict):
            # Extensions hold what only their makers read, code samples for example.
            waiting += [(one, address) for key, one in node.items() if not str(key).startswith("x-")]
            reference = node.get("$ref")
            if isinstance(reference, str):
                target, place = urldefrag(urljoin(address, reference))
                if target != base and target not in keys:
                    keys[target] = free_name(target.rsplit("/", 1)[-1].partition(".")[0] or "file", files)
                    files[keys[target]] = read(target)
                    waiting.append((files[keys[target]], target))
                if target != base:
                    node["$ref"] = f"#/{HELD}/{keys[target]}{place}"
    return {**document, HELD: files} if files else document


def with_paths(document: dict[str, Any]) -> dict[str, Any]:
    """Return a description whose path items and operations stand in their places, not by reference.

    Raises:
        LookupError: A reference leads nowhere.
    """

    def followed(node: Any) -> Any:
        for _ in range(20):  # more are a circle
            if not isinstance(node, dict) or not isinstance(node.get("$ref"), str):
                break
            beside = {key: value for key, value in node.items() if key != "$ref"}
            target = resolve(document, node["$ref"])
            node = {**target, **beside} if isinstance(target, dict) else target
        return node

    def item(node: Any) -> Any:
        whole = followed(node)
        if not isinstance(whole, dict):
            return whole
        return {key: followed(value) if key in METHODS else value for key, value in whole.items()}

    paths = document.get("paths")
    if not isinstance(paths, dict):
        return document
    return {**document, "paths": {path: item(value) for path, value in paths.items()}}
