"""The contract as a plain tree that still knows in which line each part stands."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from attrs import field, frozen
from ruamel.yaml.resolver import implicit_resolvers

from tools.contract.walk import Pointer

_TEXT = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:merge")


@frozen(order=True)
class Problem:
    """One thing that is wrong, and where.

    Args:
        file: The file as it was named.
        line: Its line, from 1.
        reason: What is wrong and what would be right, in one line.
    """

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        """Write it the way that editors and terminals turn into a link."""
        return f"{self.file}:{self.line}: {self.reason}"


class ContractError(Exception):
    """The contract cannot be read at all; its text is the problems, one a line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))


@frozen
class Contract:
    """A contract that could be read; whether it is good is for `check` to say.

    Args:
        path: The file.
        text: What it holds.
        data: The same as plain dicts with text keys, lists and scalars.
    """

    path: Path
    text: str
    data: dict[str, Any]
    _root: yaml.Node = field(repr=False)

    def locate(self, pointer: Pointer) -> int:
        """Return the line, from 1, of a part, or of its nearest ancestor that is written down."""
        line, node = 0, self._root
        for key in pointer:
            if not (found := _part(node, key)):
                break
            line, node = found
        return line + 1

    def problem(self, pointer: Pointer, reason: str) -> Problem:
        """Return the problem that a part has."""
        return Problem(str(self.path), self.locate(pointer), " ".join(reason.split()))


def _part(node: yaml.Node, key: str | int) -> tuple[int, yaml.Node] | None:
    """Return the line of a part of a node, and the part."""
    if isinstance(node, yaml.MappingNode):
        return next(((name.start_mark.line, value) for name, value in node.value if name.value == str(key)), None)
    is_item = isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value)
    return (node.value[key].start_mark.line, node.value[key]) if is_item else None


class YamlLoader(yaml.CSafeLoader):
    """Reads what YAML 1.2 takes for a number, a truth or a time; PyYAML would take `on` and `1:30` for some, too."""


def _integer(_: Any, node: Any) -> int:
    return int(node.value, 0 if re.match("[-+]?0[box]", node.value) else 10)


def _time(loader: Any, node: Any) -> Any:
    return loader.construct_yaml_timestamp(node).isoformat()


YamlLoader.yaml_implicit_resolvers = {}
for _versions, _tag, _expression, _first in implicit_resolvers:
    if (1, 2) in _versions:
        YamlLoader.add_implicit_resolver(_tag, _expression, _first)
YamlLoader.add_constructor("tag:yaml.org,2002:int", _integer)
YamlLoader.add_constructor("tag:yaml.org,2002:timestamp", _time)


def load(path: str | Path) -> Contract:
    """Read a contract.

    Raises:
        ContractError: It is not readable, not YAML, or not a mapping with text keys.
    """
    path = Path(path)
    text = _read(path)
    root, data = _parse(path, text)
    if not isinstance(root, yaml.MappingNode):
        raise ContractError([Problem(str(path), 1, "not an OpenAPI document: no mapping at the top")])
    if problems := sorted(_key_problems(str(path), root)):
        raise ContractError(problems)
    return Contract(path, text, data, root)


def _read(path: Path) -> str:
    line = 1
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        reason = f"is not UTF-8 text: byte {error.start} does not fit"
    except ValueError as error:
        reason = f"cannot be read: {error}"
    raise ContractError([Problem(str(path), line, reason)])


def _parse(path: Path, text: str) -> tuple[Any, Any]:
    """Return a document as nodes, which know their lines, and as plain values."""
    try:
        loader = YamlLoader(text)
        root = loader.get_single_node()
        return root, loader.construct_document(root) if root else None
    except yaml.MarkedYAMLError as error:
        mark, words = error.problem_mark or error.context_mark, filter(None, (error.context, error.problem))
        problem = Problem(str(path), mark.line + 1 if mark else 1, f"not YAML: {', '.join(words)}")
    except yaml.reader.ReaderError as error:
        line = text.encode().count(b"\n", 0, error.position) + 1
        problem = Problem(str(path), line, f"not YAML: the character #x{error.character:04x} is not allowed")
    except Exception as error:  # noqa: BLE001 # the constructors trip over odd scalars in many ways
        problem = Problem(str(path), 1, f"not YAML: {' '.join(str(error).split())}")
    raise ContractError([problem])


def _key_problems(path: str, root: yaml.Node) -> Iterator[Problem]:
    """Yield the keys that stand twice and those that are not text."""
    waiting, seen = [root], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen or not isinstance(node.value, list):
            continue
        seen.add(id(node))
        if not isinstance(node, yaml.MappingNode):
            waiting.extend(node.value)
            continue
        first: dict[str, int] = {}
        for key, value in node.value:
            waiting.append(value)
            line, name = key.start_mark.line + 1, str(key.value)
            if name in first:
                yield Problem(path, line, f"the key {name!r} stands twice, also in line {first[name]}")
            elif key.tag not in _TEXT:
                yield Problem(path, line, f'the key {name} is not text: write it in quotes, "{name}"')
            first.setdefault(name, line)
