"""Read a provider's description: JSON or YAML, a file or a URL."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import httpx
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from tools.contract import resolve
from tools.contract.walk import mapping, operations, parts

_TIMEOUT = httpx.Timeout(60.0, connect=10.0)


class UnreadableError(Exception):
    """A description cannot be read, or cannot be brought into the contract; its text says why in one line."""

    def __init__(self, reason: str) -> None:
        super().__init__(" ".join(reason.split()))


def read(source: str) -> dict[str, Any]:
    """Return a description as plain dicts with text keys, lists and scalars.

    Args:
        source: A path, or an http(s) URL.

    Raises:
        UnreadableError: It is not there, neither JSON nor YAML, or no whole OpenAPI 3 document.
    """
    text = _fetched(source) if source.startswith(("http://", "https://")) else _from_file(source)
    try:
        document = _plain(_parsed(source, text))
        _check(source, document)
    except RecursionError:
        raise UnreadableError(f"{source}: nested too deeply") from None
    return dict(document)


def _from_file(source: str) -> str:
    try:
        return Path(source).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableError(f"{source}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise UnreadableError(f"{source}: is not UTF-8 text: {error}") from error


def _fetched(source: str) -> str:
    try:
        response = httpx.get(source, timeout=_TIMEOUT, follow_redirects=True)
        response.raise_for_status()
        return response.content.decode("utf-8-sig")
    except httpx.HTTPStatusError as error:
        raise UnreadableError(f"{source}: the server answers {error.response.status_code}") from error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise UnreadableError(f"{source}: cannot be fetched: {error or type(error).__name__}") from error


def _parsed(source: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        if text.lstrip().startswith(("{", "[")) or source.endswith(".json"):
            raise UnreadableError(f"{source}: not JSON: {error}") from error
    try:
        return YAML(typ="safe").load(text)
    except MarkedYAMLError as error:
        line = f" in line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise UnreadableError(f"{source}: not YAML: {error.problem or error.context}{line}") from error
    except Exception as error:  # ruamel's constructors trip over odd scalars in many ways
        raise UnreadableError(f"{source}: not YAML: {error}") from error


def _plain(node: Any) -> Any:
    """Give YAML's keys and dates the form that JSON has for them."""
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    return node.isoformat() if isinstance(node, dt.date) else node


def _check(source: str, document: Any) -> None:
    if not isinstance(document, dict):
        raise UnreadableError(f"{source}: not an OpenAPI document: no mapping at the top")
    version = str(document.get("openapi", document.get("swagger", "nothing")))
    if not version.startswith("3."):
        raise UnreadableError(f"{source}: not an OpenAPI 3 document: its version is {version}")
    if not isinstance(document.get("paths"), dict):
        raise UnreadableError(f"{source}: not an OpenAPI document: no mapping under `paths`")
    if not any(True for _ in operations(document)):
        raise UnreadableError(f"{source}: describes no operation at all")
    for operation in operations(document):
        _check_operation(source, operation.pointer, operation.value)
    for part in parts(document):
        if "$ref" in part.value:
            _check_reference(source, document, part.value["$ref"])


def _check_operation(source: str, pointer: tuple[str | int, ...], operation: dict[str, Any]) -> None:
    title = f"{str(pointer[2]).upper()} {pointer[1]}"
    if not mapping(operation.get("responses")):
        raise UnreadableError(f"{source}: {title} has no mapping of responses")
    listed = operation.get("parameters", [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise UnreadableError(f"{source}: the parameters of {title} are no list of mappings")


def _check_reference(source: str, document: dict[str, Any], reference: Any) -> None:
    try:
        resolve(document, reference)
    except LookupError:
        raise UnreadableError(f"{source}: the $ref {reference} leads nowhere in this document") from None
