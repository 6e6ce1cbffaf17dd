"""The contract as a plain tree that still knows in which line each part stands."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import field, frozen
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node
from ruamel.yaml.reader import ReaderError

from tools.contract.walk import Pointer, nodes


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
    _marked: CommentedMap = field(repr=False)

    def locate(self, pointer: Pointer) -> int:
        """Return the line, from 1, of a part, or of its nearest ancestor that is written down."""
        node: Any = self._marked
        line = 0
        for key in pointer:
            try:
                line, node = _step(node, key)
            except (LookupError, ValueError, TypeError):
                break
        return line + 1

    def problem(self, pointer: Pointer, reason: str) -> Problem:
        """Return the problem that a part has."""
        return Problem(str(self.path), self.locate(pointer), " ".join(reason.split()))


def _step(node: Any, key: str | int) -> tuple[int, Any]:
    if isinstance(node, CommentedMap):
        written = key if key in node else {str(k): k for k in node}[str(key)]
        return node.lc.data[written][0], node[written]
    if isinstance(node, CommentedSeq):
        return node.lc.data[int(key)][0], node[int(key)]
    raise KeyError(key)


def load(path: str | Path) -> Contract:
    """Read a contract.

    Raises:
        ContractError: It is not readable, not YAML, or not a mapping with text keys.
    """
    path = Path(path)
    text = _read(path)
    marked = _parse(path, text)
    if not isinstance(marked, CommentedMap):
        raise ContractError([Problem(str(path), 1, "not an OpenAPI document: no mapping at the top")])
    try:
        data = plain(marked)
    except RecursionError:
        raise ContractError([Problem(str(path), 1, "not usable: nested too deeply")]) from None
    contract = Contract(path, text, data, marked)
    problems = [
        contract.problem((*where, key), f'the key {key} is not text: write it in quotes, "{key}"')
        for where, node in nodes(marked)
        for key in node
        if not isinstance(key, str)
    ]
    if problems:
        raise ContractError(sorted(problems))
    return contract


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


@functools.lru_cache(maxsize=8)
def read_yaml(text: str) -> Any:
    """Parse a document with its comments and quotes. A contract takes two seconds, so do not change what you get."""
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    return yaml.load(text)


def _parse(path: Path, text: str) -> Any:
    try:
        return read_yaml(text)
    except DuplicateKeyError:
        problems = sorted(_duplicate_keys(path, text))
    except MarkedYAMLError as error:
        problems = [_marked_problem(path, error)]
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        problems = [Problem(str(path), line, f"not YAML: the character #x{error.character:04x} is not allowed")]
    except RecursionError:
        problems = [Problem(str(path), 1, "not usable: nested too deeply")]
    except Exception as error:  # noqa: BLE001 # ruamel's constructors trip over odd scalars in many ways
        reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
        problems = [Problem(str(path), 1, f"not YAML: {reason}")]
    raise ContractError(problems)


def _marked_problem(path: Path, error: MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    words = [str(part).strip() for part in (error.context, error.problem) if part]
    return Problem(str(path), line, "not YAML: " + " ".join(", ".join(words).split()))


def _duplicate_keys(path: Path, text: str) -> Iterator[Problem]:
    waiting: list[Node] = [YAML(typ="rt").compose(text)]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen or not isinstance(node.value, list):
            continue
        seen.add(id(node))
        if not isinstance(node, MappingNode):
            waiting.extend(node.value)
            continue
        first: dict[Any, int] = {}
        for key, value in node.value:
            waiting.append(value)
            line = key.start_mark.line + 1
            name = key.value if isinstance(key.value, str) else id(key)
            if name in first:
                reason = f"the key {name!r} stands twice, also in line {first[name]}"
                yield Problem(str(path), line, reason)
            first.setdefault(name, line)


def plain(node: Any) -> Any:
    """Return what ruamel.yaml read as plain dicts with text keys, lists and scalars."""
    if isinstance(node, Mapping):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        return [plain(value) for value in node]
    if node is None or isinstance(node, bool):
        return node
    for kind in (int, float, str):
        if isinstance(node, kind):  # ruamel's scalars remember how they were written
            return kind(node) if type(node).__name__ != "ScalarBoolean" else bool(node)
    return str(node)
