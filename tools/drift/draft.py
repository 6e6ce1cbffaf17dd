"""The contract while it is rewritten: comments, order and prose stay, and so does every line that is not touched."""

from __future__ import annotations

import copy
import difflib
import functools
import io
import itertools
import re
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from tools.contract import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.contract import Pointer

_WIDTH = 120
_STATUS = re.compile(r"\d{3}")


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.width = _WIDTH
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


class Draft:
    """A YAML document that can be changed in places.

    Args:
        text: The document as it is written.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        parsed, self._dumped = _parsed(text)
        self.data: CommentedMap = copy.deepcopy(parsed)

    def at(self, pointer: Pointer) -> Any:
        """Return what stands at a place, to be changed."""
        node: Any = self.data
        for key in pointer:
            node = node[key]
        return node

    def plain(self) -> dict[str, Any]:
        """Return what stands there now as plain dicts, lists and scalars."""
        made: dict[str, Any] = plain(self.data)
        return made

    def text(self) -> str:
        """Write the document; each line that says what it said before is the line that was there."""
        old, new = self._dumped.splitlines(), _dump(self.data).splitlines()
        written = self._text.splitlines()
        if [_squeezed(line) for line in written] != [_squeezed(line) for line in old]:
            return "\n".join(map(_spaced, new)) + "\n"
        lines: list[str] = []
        for kept, k, m in _aligned(old, new):
            lines += written[kept : kept + m - k] if kept is not None else map(_spaced, new[k:m])
        return "\n".join(lines) + "\n"


@functools.lru_cache(maxsize=2)
def _parsed(text: str) -> tuple[CommentedMap, str]:
    """Parse a document and write it again; cached, as one change may take a dozen trials on the same document."""
    data = _yaml().load(text)
    return data, _dump(data)


def _aligned(old: list[str], new: list[str]) -> Iterator[tuple[int | None, int, int]]:
    """Cut the new lines into pieces, each with where it stood in the old ones; None for what is new.

    First block by block, such as one operation, then by line within those that differ. All lines at once would take
    minutes for a long document, since most of its lines are alike.
    """
    blocks, made = _blocks(old), _blocks(new)
    matcher = difflib.SequenceMatcher(None, [one[1] for one in blocks], [one[1] for one in made], autojunk=False)
    starts, ends = [one[0] for one in blocks] + [len(old)], [one[0] for one in made] + [len(new)]
    for kind, i, j, k, m in matcher.get_opcodes():
        before, after = old[starts[i] : starts[j]], new[ends[k] : ends[m]]
        if kind == "equal":
            yield starts[i], ends[k], ends[m]
        elif kind != "delete":
            inside = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if before else ()
            for what, x, _, y, z in inside or (("insert", 0, 0, 0, len(after)),):
                if z > y:
                    yield starts[i] + x if what == "equal" else None, ends[k] + y, ends[k] + z


def _blocks(lines: list[str]) -> list[tuple[int, str]]:
    """Return where each operation or component starts, and its text."""
    starts = [place for place, line in enumerate(lines) if not place or re.match(r" {0,4}[^ ]", line)]
    return [(i, "\n".join(lines[i:j])) for i, j in itertools.pairwise([*starts, len(lines)])]


def _dump(data: Any) -> str:
    """Write a copy: ruamel loses the first comment of a mapping when it writes the same document twice."""
    out = io.StringIO()
    _yaml().dump(copy.deepcopy(data), out)
    return out.getvalue()


def _squeezed(line: str) -> str:
    """Return a line without its spaces, which is all that may differ between what is written and what ruamel writes."""
    return "".join(line.split())


def _spaced(line: str) -> str:
    """Set off the braces of `{$ref: "..."}`, as the contract does."""
    return re.sub(r'\{(\$ref: "[^"]*")\}', r"{ \1 }", line)


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
        tail = _take_tail(node)
        node[_key(key)] = made
        _give_tail(node, tail)


def append(node: Any, value: Any) -> None:
    """Add a value to the end of a list."""
    tail = _take_tail(node)
    node.append(styled(value))
    _give_tail(node, tail)


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


def _last(node: Any) -> tuple[Any, Any]:
    """Return the innermost mapping or list that ends a node, and its last key."""
    key = list(node)[-1] if isinstance(node, CommentedMap) else len(node) - 1
    value = node[key]
    if isinstance(value, CommentedMap | CommentedSeq) and len(value) and not value.fa.flow_style():
        return _last(value)
    return node, key


def _take_tail(node: Any) -> Any:
    """Take the blank and comment lines away that follow a node: they belong to what comes next."""
    if not len(node):
        return None
    holder, key = _last(node)
    slot = 2 if isinstance(holder, CommentedMap) else 0
    tokens = holder.ca.items.get(key)
    if not tokens or len(tokens) <= slot or not tokens[slot]:
        return None
    token, tokens[slot] = tokens[slot], None
    return token


def _give_tail(node: Any, token: Any) -> None:
    if token is None:
        return
    holder, key = _last(node)
    slot = 2 if isinstance(holder, CommentedMap) else 0
    tokens = holder.ca.items.setdefault(key, [None] * 4 if slot else [None] * 2)
    tokens[slot] = token
