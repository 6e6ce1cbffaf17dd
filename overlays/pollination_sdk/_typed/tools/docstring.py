"""Read Google-style docstrings: what a function does, and what its arguments are."""

import re

_SECTION = re.compile(
    r"(Args|Arguments|Attributes|Example|Examples|Keyword Args|Note|Notes|Parameters|Raises|Returns|See Also|Todo|"
    r"Warning|Warnings|Yields):\s*$"
)
_ARGUMENTS = {"Args", "Arguments", "Keyword Args", "Parameters"}
_ENTRY = re.compile(r"\*{0,2}(\w+)\s*(?:\([^)]*\))?\s*:\s*(.*)$")


def read_docstring(text: str) -> tuple[str, dict[str, str]]:
    """Return the description of a function, and the texts of its arguments by their names.

    Args:
        text: The docstring, without the indentation of its function.
    """
    description: list[str] = []
    arguments: dict[str, str] = {}
    section, entry, indent = "", "", 0
    for line in text.splitlines():
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
