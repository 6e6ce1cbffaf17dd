"""The contract while it is rewritten: comments, order and prose stay, and the style is the contract's."""

import contextlib
import functools
import io
import pickle
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.emitter import RoundTripEmitter
from ruamel.yaml.events import MappingEndEvent
from ruamel.yaml.scalarbool import ScalarBoolean
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

_STATUS = re.compile(r"\d{3}")


class Draft:
    """A YAML document that can be changed in places.

    Args:
        text: The document as it is written.
    """

    def __init__(self, text: str) -> None:
        self.data: CommentedMap = pickle.loads(_read(text))  # noqa: S301 - pickled here

    def plain(self) -> dict[str, Any]:
        """Return what stands there now as plain dicts, lists and scalars."""
        made: dict[str, Any] = _plain(self.data)
        return made

    def text(self) -> str:
        """Write the document in the style of the contract, which leaves the lines alone that were not changed."""
        out = io.StringIO()
        _yaml().dump(pickle.loads(pickle.dumps(self.data)), out)  # noqa: S301 - ruamel loses the first comment of it
        return out.getvalue()


@functools.lru_cache(maxsize=8)
def _read(text: str) -> bytes:
    """Parse a document with its comments and quotes, which takes seconds; pickled, for deep copies are slow too."""
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    return pickle.dumps(yaml.load(text))


def _plain(node: Any) -> Any:
    """Return what ruamel.yaml read as plain dicts with text keys, lists and scalars."""
    if isinstance(node, Mapping):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        return [_plain(value) for value in node]
    for kind in (bool, ScalarBoolean, int, float, str):  # ruamel's scalars remember how they were written
        if isinstance(node, kind):
            return bool(node) if kind is ScalarBoolean else kind(node)
    return node and str(node)


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.Emitter = _Emitter
    yaml.width = 124  # the braces that the emitter sets off are no reason to break a line of 120
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


class _Emitter(RoundTripEmitter):
    """Sets off the braces of a mapping in one line, as in `{ type: string }`."""

    def expect_first_flow_mapping_key(self) -> None:
        if not isinstance(self.event, MappingEndEvent):
            self.write_indicator(" ", need_whitespace=False, whitespace=True)
        super().expect_first_flow_mapping_key()

    def expect_flow_mapping_key(self) -> None:
        if isinstance(self.event, MappingEndEvent):
            self.write_indicator(" ", need_whitespace=False)
        super().expect_flow_mapping_key()


def put(node: Any, key: str, value: Any, *, after: str = "") -> None:
    """Add a key to a mapping, or replace its value.

    Args:
        node: A mapping of a draft.
        key: The key.
        value: Plain dicts, lists and scalars.
        after: The key behind which a new one stands; at the end where there is none.
    """
    made = styled(value)
    if isinstance(value, dict) and isinstance(node, CommentedMap):
        node.fa.set_block_style()
    if key in node:
        node[key] = made
    elif _STATUS.fullmatch(key) and any(str(other) > key for other in node):
        node.insert(sum(str(other) < key for other in node), _key(key), made)
    elif after in node and list(node)[-1] != after:
        node.insert(list(node).index(after) + 1, _key(key), made)
    else:
        with _before_tail(node):
            node[_key(key)] = made


def append(node: Any, value: Any) -> None:
    """Add a value to the end of a list."""
    with _before_tail(node):
        node.append(styled(value))


def append_once(node: Any, value: Any) -> None:
    """Add a value, unless another operation that uses the same schema has brought it."""
    if value not in node:
        append(node, value)


def styled(value: Any) -> Any:
    """Give plain dicts and lists the style of the contract: `$ref` in braces, everything else in blocks."""
    if isinstance(value, dict):
        made = CommentedMap()
        for key, inner in value.items():
            made[_key(key)] = styled(inner)
        if list(value) == ["$ref"]:
            made.fa.set_flow_style()
        return made
    if isinstance(value, list):
        listed = CommentedSeq([styled(item) for item in value])
        if len(str(value)) < 80 and not any(isinstance(item, dict | list) for item in value):
            listed.fa.set_flow_style()
        return listed
    if isinstance(value, str) and (value in {"null", "true", "false"} or "$ref" in value or value.startswith("#/")):
        return DoubleQuotedScalarString(value)
    return value


def _key(key: str) -> str:
    return DoubleQuotedScalarString(key) if _STATUS.fullmatch(key) else key


@contextlib.contextmanager
def _before_tail(node: Any) -> Iterator[None]:
    """Let a node grow before the blank and comment lines that follow it: they belong to what comes next."""
    tokens, place = _tail(node) if len(node) else ([], 0)
    token = tokens[place] if len(tokens) > place else None
    if token:
        tokens[place] = None
    yield
    if token:
        tokens, place = _tail(node)
        tokens[place] = token


def _tail(node: Any) -> tuple[list[Any], int]:
    """Return the comments at the last key of the innermost node that ends a node, and which of them stands behind."""
    key = list(node)[-1] if isinstance(node, CommentedMap) else len(node) - 1
    value = node[key]
    if isinstance(value, CommentedMap | CommentedSeq) and len(value) and not value.fa.flow_style():
        return _tail(value)
    place, count = (2, 4) if isinstance(node, CommentedMap) else (0, 2)
    return node.ca.items.setdefault(key, [None] * count), place
