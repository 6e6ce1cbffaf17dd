"""Find words that this project has replaced by the field's terms, and sentences that are too long.

`python -m tools.prose [PATH ...]`, from the repository's root. It reads docstrings, comments and Markdown, but
neither the texts of error messages nor code.
"""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

FOLDERS = ("overlays", "tests", "tools", "docs", "examples")
PAGES = ("README.md", "CONTRIBUTING.md")
LONGEST = 25
"""The most words of a sentence."""
REPLACED = {
    r"begun": "started",
    r"beneath": "below",
    r"courtesy": "rate limiter",
    r"films?": "video",
    r"heeds?|heeded": "enforce",
    r"pictures?": "image",
    r"roads?": "key placement, route, way",
    r"spelt": "written, formatted",
    r"told": "settings, value, message, annotation: whichever it is",
    r"verbs?": "method",
    r"verdicts?": "decision",
    r"whoever": "callers that",
    r"wholeness": "completeness",
}
_WORDS = re.compile(rf"\b({'|'.join(REPLACED)})\b", re.IGNORECASE)
_CODE = re.compile(r"`[^`]*`|https?://\S+|\[[^\]]*\]\([^)]*\)")
_END = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n\s*[-*|#>├└│]\s*|\n\s*\w+:\s")


def main(arguments: list[str]) -> int:
    """Print each finding with its place; return 1 if there is one."""
    found = [finding for path in _files(arguments) for finding in findings(path)]
    print(*found, sep="\n", end="\n" if found else "")
    return int(bool(found))


def _files(arguments: list[str]) -> Iterator[Path]:
    for path in map(Path, arguments or [*FOLDERS, *PAGES]):
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in files if file.suffix in (".py", ".md"))


def findings(path: Path) -> Iterator[str]:
    """Yield what is wrong with the prose of a file."""
    for line, text in _prose(path):
        plain = _CODE.sub("x", text)
        for match in _WORDS.finditer(plain):
            at = line + plain.count("\n", 0, match.start())
            term = next(term for word, term in REPLACED.items() if re.fullmatch(word, match[0], re.IGNORECASE))
            yield f"{path}:{at}: {match[0]!r} is not this project's word: {term}"
        for sentence in _END.split(plain):
            if (length := len(sentence.split())) > LONGEST:
                yield f"{path}:{line}: a sentence of {length} words: {' '.join(sentence.split()[:8])} ..."


def _prose(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts of a file, each with the line that it starts on."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        yield 1, re.sub(r"(?ms)^```.*?^```", lambda fence: "\n" * fence[0].count("\n"), source)
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.lineno, node.value.value
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string.lstrip("# ")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
