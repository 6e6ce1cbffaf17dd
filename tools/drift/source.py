"""Read a provider's description: JSON or YAML, a file or a URL."""

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import httpx
import yaml

from tools.contract import YamlLoader
from tools.contract.walk import operations, parts
from tools.drift.bundle import bundled, with_paths
from tools.schemas import resolve

_MOST_BYTES = 100_000_000
_MOST_NODES = 2_000_000
_WEB = ("http://", "https://")
_TIMEOUT = httpx.Timeout(60.0, connect=10.0)


_SECRET = re.compile(r"(https?://)(?:[^\s/@]*@)?([^\s?#]*)[?#]?\S*?(?=:?(?:\s|$))", re.IGNORECASE)
"""An address in a text: before `@` and behind `?` may stand what nobody else is to read."""


def shown(text: str) -> str:
    """Return a text with what may be secret left out of its addresses: names, passwords and queries."""
    return _SECRET.sub(r"\1\2", text)


class UnreadableError(Exception):
    """A description cannot be read, or cannot be brought into the contract; its text says why in one line."""

    def __init__(self, reason: str) -> None:
        super().__init__(shown(" ".join(reason.split())))


def read(source: str) -> dict[str, Any]:
    """Return a description as plain dicts with text keys, lists and scalars.

    Args:
        source: A path, or an http(s) URL.

    Raises:
        UnreadableError: It is not there, neither JSON nor YAML, or no whole OpenAPI 3 document.
    """
    base = source if source.startswith(_WEB) else Path(source).resolve().as_uri()
    try:
        document = _document(source)
        if isinstance(document, dict):
            document = bundled(document, base, lambda other: _other(other, base))
            document = with_paths(document)
        _check(source, document)
        return dict(_shared(document, {}))
    except RecursionError:
        raise UnreadableError(f"{source}: nested too deeply") from None
    except LookupError as error:
        raise UnreadableError(f"{source}: the $ref {error} leads nowhere in this document") from None


def _document(source: str) -> Any:
    return _parsed(source, _fetched(source) if source.startswith(_WEB) else _from_file(source))


def _other(address: str, base: str) -> Any:
    """Read another file of a description: only what lies beside it, or on its own server."""
    folder = base.rsplit("/", 1)[0] if base.startswith("file:") else base.rstrip("/").split("/", 3)[2]
    own = address.startswith(f"{folder}/") if base.startswith("file:") else urlsplit(address).netloc == folder
    if not own or ".." in address:
        raise UnreadableError(f"{base}: the $ref {address} leads away from it: bundle it into one file first")
    return _document(url2pathname(urlsplit(address).path) if address.startswith("file:") else address)


def _from_file(source: str) -> str:
    try:
        return Path(source).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableError(f"{source}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise UnreadableError(f"{source}: is not UTF-8 text: {error}") from error


def _fetched(source: str) -> str:
    try:
        with httpx.stream("GET", source, timeout=_TIMEOUT, follow_redirects=True) as response:
            response.raise_for_status()
            found = bytearray()
            for piece in response.iter_bytes():
                found += piece
                if len(found) > _MOST_BYTES:
                    raise UnreadableError(f"{source}: longer than {_MOST_BYTES:,} bytes; is that a description?")
        return found.decode("utf-8-sig")
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise UnreadableError(f"{source}: {_why(error)}") from error


def _why(error: Exception) -> str:
    match error:
        case httpx.HTTPStatusError(response=response):
            return f"the server answers {response.status_code}; is the address right?"
        case httpx.TimeoutException():
            return "the server does not answer in time; try again, or give a file"
        case httpx.ConnectError():
            return f"no connection ({error}); is there a network? Else download it elsewhere, and give the file"
    return f"cannot be fetched: {error or type(error).__name__}"


def _parsed(source: str, text: str) -> Any:
    if not text.strip():
        raise UnreadableError(f"{source}: is empty")
    if re.match(r"\s*<(!doctype|html|\?xml)", text, re.IGNORECASE):
        raise UnreadableError(f"{source}: is a page, no description: find the address of the JSON or YAML itself")
    try:
        return json.loads(text)
    except ValueError as error:
        if text.lstrip().startswith(("{", "[")) or source.endswith(".json"):
            raise UnreadableError(f"{source}: not JSON: {error}") from error
    try:
        return _plain(yaml.load(text, YamlLoader), source, itertools.count(1))  # noqa: S506 - it is a safe one
    except yaml.MarkedYAMLError as error:
        line = f" in line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise UnreadableError(f"{source}: not YAML: {error.problem or error.context}{line}") from error
    except (UnreadableError, RecursionError):
        raise
    except Exception as error:  # the constructors trip over odd scalars in many ways
        raise UnreadableError(f"{source}: not YAML: {error}") from error


def _plain(node: Any, source: str, counted: Iterator[int]) -> Any:
    """Give YAML's keys the form that JSON has for them, and unfold its aliases up to a limit."""
    if next(counted) > _MOST_NODES:
        raise UnreadableError(f"{source}: its aliases unfold to more than {_MOST_NODES:,} values")
    if isinstance(node, dict):
        return {str(key): _plain(value, source, counted) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value, source, counted) for value in node]
    return node


def _shared(node: Any, known: dict[Any, Any]) -> Any:
    """Make one object of equal parts: what is written inline in each operation is then compared once."""
    if isinstance(node, dict):
        made: Any = {key: _shared(value, known) for key, value in node.items()}
        content: Any = tuple((key, _identity(value)) for key, value in made.items())
    elif isinstance(node, list):
        made = [_shared(value, known) for value in node]
        content = (list, *map(_identity, made))
    else:
        return node
    return known.setdefault(content, made)


def _identity(value: Any) -> Any:
    return (type(value), id(value) if isinstance(value, dict | list) else value)


def _check(source: str, document: Any) -> None:
    if not isinstance(document, dict):
        raise UnreadableError(f"{source}: not an OpenAPI document: no mapping at the top")
    version = str(document.get("openapi", document.get("swagger", "nothing")))
    if not version.startswith("3."):
        cure = ": convert it first" if version.startswith("2") else ""
        raise UnreadableError(f"{source}: not an OpenAPI 3 document: its version is {version}{cure}")
    if "webhooks" in document and not document.get("paths"):
        raise UnreadableError(f"{source}: describes webhooks only, no operation that a client could call")
    if not isinstance(document.get("paths"), dict):
        raise UnreadableError(f"{source}: not an OpenAPI document: no mapping under `paths`")
    if not any(True for _ in operations(document)):
        raise UnreadableError(f"{source}: describes no operation at all")
    for operation in operations(document):
        _check_operation(source, operation.title, operation.value)
    for part in parts(document):
        if "$ref" in part.value:
            resolve(document, part.value["$ref"])


def _check_operation(source: str, title: str, operation: dict[str, Any]) -> None:
    if not isinstance(operation.get("responses", {}), dict):
        raise UnreadableError(f"{source}: {title} has no mapping of responses")
    listed = operation.get("parameters", [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise UnreadableError(f"{source}: the parameters of {title} are no list of mappings")
