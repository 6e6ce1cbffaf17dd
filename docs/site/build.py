"""Build the site: `docs/`, the pages of the root, the programs and the reference, into `build/docs/site`.

The pages are plain Markdown whose links hold in the repository. Copies of them, with links that hold on the site, are
what Zensical reads.
"""

from __future__ import annotations

import importlib
import inspect
import json
import os
import re
import shutil
import subprocess
import sys
from functools import partial
from html import escape
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from typing import Any

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "build/docs/pages"
SITE = ROOT / "build/docs/site"
SKILL = ROOT / "overlays/pollination_sdk/.agents/skills/pollinations/SKILL.md"
ABOUT = "# pollinations-sdk\n\n> The Python SDK for the generation API at gen.pollinations.ai.\n"
OF_ROOT = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "BENCHMARKS.md")
REFERENCE = {
    "clients": ("The sync client", ["Pollinations"]),
    "async-client": ("The async client", ["AsyncPollinations"]),
    "answers": ("Answers and media", ["Answer", "Media", "CallRecord", "to_jsonable"]),
    "streams": ("Streams", ["Stream", "AsyncStream", "MediaStream", "AsyncMediaStream"]),
    "settings": ("Settings", ["Retry", "set_waiting", "without_waiting", "Messages"]),
    "costs": ("Costs", ["Cost", "Estimate", "SpendLimit", "Reconciliation"]),
    "tools": ("Tools", ["Tool", "ToolRun", "ToolStop"]),
    "errors": ("Errors", "errors"),
    "sandbox": ("The sandbox", "sandbox"),
    "login": ("Sign-in and stored keys", "login"),
    "batch": ("Batches", "batch"),
    "dataframes": ("Data frames", "dataframes"),
    "models": ("Models and their fields", "types"),
    "aliases": ("Type aliases", "types"),
}
"""The pages of the reference: titles, and names of the package or a module with its `__all__`."""
FENCE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")


def identifiers(page: str) -> list[str]:
    """Name what a page of the reference documents, by its public path."""
    names = REFERENCE[page][1]
    if not isinstance(names, str):
        return [f"pollination_sdk.{name}" for name in names]
    module = importlib.import_module(f"pollination_sdk.{names}")
    public = [name for name in module.__all__ if names != "types" or name not in ("Answer", "Messages")]
    if names == "types":  # classes have fields and a page of their own
        public = [name for name in public if isinstance(getattr(module, name), type) is (page == "models")]
    return [f"{module.__name__}.{name}" for name in public]


def options(page: str, name: str) -> str:
    """Leave out what each class of a page has: the methods of models, and what all errors inherit."""
    if page == "errors":
        return "    options:\n      inherited_members: false\n"
    if page == "login":  # what its classes share is in a private one
        return "    options:\n      show_bases: false\n"
    module = getattr(importlib.import_module("pollination_sdk.types"), name.rpartition(".")[2], object).__module__
    is_model = page == "models" and module.startswith("pollination_api")
    return "    options:\n      inherited_members: false\n      members: false\n" if is_model else ""


def described(identifier: str) -> str:
    """Write a public name as Markdown: its signature, its docstring, and those of its public members."""
    module, _, name = identifier.rpartition(".")
    value: Any = getattr(importlib.import_module(module), name)
    text = f"## `{identifier}`\n\n{_signed(name, value)}"
    members = inspect.getmembers(value) if inspect.isclass(value) and not module.endswith("types") else []
    for member, one in members:
        if not member.startswith("_") and (inspect.isroutine(one) or isinstance(one, property)):
            text += f"\n### `{name}.{member}`\n\n{_signed(member, one)}"
    return text


def _signed(name: str, value: Any) -> str:
    documented = isinstance(value, type | property) or inspect.isroutine(value)
    try:
        signature = str(inspect.signature(value)) if callable(value) else ""
    except ValueError:  # of the base classes of Python
        signature = ""
    written = f"{name}{signature}" if documented else f"{name} = {value}"
    return f"```text\n{written}\n```\n\n{inspect.getdoc(value) or '' if documented else ''}\n"


def on_site(page: PurePosixPath, found: re.Match[str]) -> str:
    """Rewrite a link of a page so that it holds on the site; a link to source text becomes its text."""
    bang, text, target = found.groups()
    path, _, anchor = target.partition("#")
    if not path or re.match(r"\w+:", target):
        return found[0]
    file = PurePosixPath(os.path.normpath(page.parent / path))
    suffix = f"#{anchor}" if anchor else ""
    here = "../" if page.parent.name == "examples" else ""  # where the copy of the page stands
    if file.parts[0] == "docs" and (bang or file.suffix == ".md"):
        return f"{bang}[{text}]({here}{file.relative_to('docs')}{suffix})"
    if str(file) in OF_ROOT:
        return f"[{text}]({here}{file.name.lower()}{suffix})"
    if file.parts[0] == "examples":
        return f"[{text}]({file.with_suffix('.md') if file.suffix in ('.py', '.ipynb') else 'index.md#whole-programs'})"
    return text


def copied(source: Path) -> str:
    """Read a page with its links as the site needs them; those in fences are left alone."""
    place = PurePosixPath(source.relative_to(ROOT).as_posix())
    parts = FENCE.split(source.read_text(encoding="utf-8"))
    return "".join(part if part.startswith("```") else LINK.sub(partial(on_site, place), part) for part in parts)


def with_table(page: str) -> str:
    """Make a table of the text of the fault matrix, below its legend: the names of its columns stand upright there."""
    before, text, after = re.split(r"```(?:text)?\n", page)
    grid, legend, _ = text.split("\n\n")
    lines = grid.splitlines()
    first = next(number for number, line in enumerate(lines) if line[:1].strip())
    start = min(len(line) - len(line.lstrip()) for line in lines[:first])
    names = [
        "".join(column).strip() for column in zip_longest(*(line[start::2] for line in lines[:first]), fillvalue=" ")
    ]
    rows = [["fault", *names], *([line[:start].strip(), *line[start::2]] for line in lines[first:])]
    marked = [
        f"<tr><th>{escape(row[0])}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in row[1:])}</tr>" for row in rows
    ]
    head, body = marked[0], "".join(marked[1:])
    table = f"<table class='faults'><thead>{head}</thead><tbody>{body}</tbody></table>"
    return f"{before}```text\n{legend}\n```\n\n<div class='matrix' tabindex='0'>{table}</div>\n{after}"


def main() -> None:
    """Stage the pages, build them strictly, then lay each page's Markdown beside it, and both texts for programs."""
    shutil.rmtree(ROOT / "build/docs", ignore_errors=True)
    shutil.copytree(ROOT / "docs", PAGES, ignore=shutil.ignore_patterns("*.md", "site"))
    shutil.copytree(ROOT / "docs/site/static", PAGES, dirs_exist_ok=True)
    pages = {path.name: copied(path) for path in sorted((ROOT / "docs").glob("*.md"))}
    pages |= {name.lower(): copied(ROOT / name) for name in OF_ROOT}
    pages["agents.md"] = SKILL.read_text(encoding="utf-8").split("---\n", 2)[-1]
    for program in sorted((ROOT / "examples").glob("*.py")):
        text = f"```python\n{program.read_text(encoding='utf-8')}```\n"
        pages[f"examples/{program.stem}.md"] = f"# {program.stem.replace('_', ' ')}\n\n{text}"
    for notebook in sorted((ROOT / "examples").glob("*.ipynb")):
        cells = [(cell["cell_type"], "".join(cell["source"])) for cell in json.loads(notebook.read_bytes())["cells"]]
        linked = partial(LINK.sub, partial(on_site, PurePosixPath("examples", notebook.name)))
        text = "\n\n".join(linked(text) if kind == "markdown" else f"```python\n{text}\n```" for kind, text in cells)
        pages[f"examples/{notebook.stem}.md"] = text if text.startswith("# ") else f"# {notebook.stem}\n\n{text}"
    plain = dict(pages)  # what programs read
    pages = {name: text.replace("\n```console\n", "\n```sh\n") for name, text in pages.items()}  # no line is an output
    pages["fault-matrix.md"] = with_table(pages["fault-matrix.md"])
    for page, (title, _) in REFERENCE.items():
        names = identifiers(page)
        directives = "".join(f"::: {name}\n{options(page, name)}\n" for name in names)
        pages[f"reference/{page}.md"] = f"# {title}\n\n{directives}"
        plain[f"reference/{page}.md"] = f"# {title}\n\n" + "\n".join(map(described, names))
    write(PAGES, pages)
    config = (ROOT / "docs/site/zensical.toml").read_text(encoding="utf-8")
    for folder in ("examples/", "reference/"):
        config = config.replace(f'"{folder}"', ", ".join(f'"{name}"' for name in pages if name.startswith(folder)))
    write(ROOT / "build/docs", {"zensical.toml": config})
    subprocess.run([sys.executable, "-m", "zensical", "build", "--strict", "--clean"], cwd=PAGES.parent, check=True)
    titles = {name: re.findall("^# (.+)", text, re.MULTILINE)[0] for name, text in plain.items()}
    listed = "".join(f"- [{title}]({name})\n" for name, title in titles.items())
    whole = "\n\n".join(text for name, text in plain.items() if name != "fault-matrix.md")
    write(SITE, plain | {"llms.txt": f"{ABOUT}\n## Pages\n\n{listed}", "llms-full.txt": whole})


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files into a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
