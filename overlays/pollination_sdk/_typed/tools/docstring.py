"""Read docstrings of the styles of Google, NumPy and Sphinx: what a function does, and what its arguments are."""

import re
from collections.abc import Iterator
from itertools import pairwise

_SECTION = re.compile(
    r"(Args|Arguments|Attributes|Example|Examples|Keyword Args|Methods|Note|Notes|Other Parameters|Parameters|Raises|"
    r"Receives|References|Returns|See Also|Todo|Warning|Warnings|Warns|Yields):\s*$"
)
_ARGUMENTS = {"Args", "Arguments", "Keyword Args", "Other Parameters", "Parameters"}
_ENTRY = re.compile(r"\*{0,2}(\w+)\s*(?:\([^)]*\))?\s*:\s*(.*)$")
_UNDERLINE = re.compile(r"-{3,}")
_FIELD = re.compile(
    r":(param|parameter|arg|argument|key|keyword|type|raise|raises|except|exception|return|returns|rtype|yield|yields)"
    r"(?:\s[^:]*?(\w+))?\s*:\s*(.*)$"
)
"""A field of Sphinx: its kind, the name of the argument, and the text."""
_FIELDS_OF_ARGUMENTS = {"param", "parameter", "arg", "argument", "key", "keyword"}


def read_docstring(text: str) -> tuple[str, dict[str, str]]:
    """Return the description of a function, and the texts of its arguments by their names.

    Args:
        text: The docstring, without the indentation of its function.
    """
    description: list[str] = []
    arguments: dict[str, str] = {}
    section, entry, indent = "", "", 0
    for line in _as_google(text.splitlines()):
        stripped = line.strip()
        depth = len(line) - len(line.lstrip())
        if depth == 0 and (heading := _SECTION.match(stripped)):
            section, entry, indent = heading[1], "", 0
        elif not section:
            description.append(line)
        elif section in _ARGUMENTS and stripped:
            indent = indent or depth
            if depth <= indent and (found := _ENTRY.match(stripped)):
                entry, stripped = found[1], found[2]
            if entry:
                arguments[entry] = f"{arguments.get(entry, '')} {stripped}".strip()
    return "\n".join(description).strip(), arguments


def _as_google(lines: list[str]) -> Iterator[str]:
    """Yield the lines in Google's style: sections of NumPy and fields of Sphinx become sections with a colon."""
    is_numpy = False
    for line, following in pairwise([*lines, ""]):
        stripped, is_indented = line.strip(), line[:1].isspace()
        if not is_indented and _SECTION.match(f"{stripped}:") and _UNDERLINE.fullmatch(following.strip()):
            is_numpy = True
            yield f"{stripped}:"
        elif is_numpy:
            yield from _of_numpy(line)
        elif not is_indented and (field := _FIELD.match(stripped)):
            yield "Args:" if field[1] in _FIELDS_OF_ARGUMENTS else "Returns:"
            yield f"    {field[2]}: {field[3]}"
        else:
            yield line


def _of_numpy(line: str) -> Iterator[str]:
    """Yield a line of a NumPy section: `city, country : str` stands for two entries, without an indentation."""
    if line[:1].isspace() or not line.strip():
        yield f"    {line}"
    elif not _UNDERLINE.fullmatch(line.strip()):
        for name in line.partition(":")[0].split(","):
            yield f"    {name.strip()}:"
