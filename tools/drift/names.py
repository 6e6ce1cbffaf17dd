"""Names for what the description has no good name for: words in the field's own order, never a number at the end."""

import builtins
import keyword
import re
from collections.abc import Iterable

_RESERVED = frozenset({
    "any", "authenticatedclient", "bytesio", "client", "file", "filetypes", "httpstatus", "literal", "mapping",
    "response", "typevar", "union", "unset",
})  # fmt: skip # a list of names reads best in lines
"""Names that the generated modules need themselves, in small letters."""

_METHODS = {"get": "", "post": "Create", "put": "Replace", "patch": "Update", "delete": "Delete"}
_LONGEST = 60
_VERSION = re.compile(r"v\d+([.]\d+)?$")


def words(text: str) -> list[str]:
    """Split a name of any spelling into its words, in small letters."""
    plain = re.sub(r"\{\[.*?\]\+?\}|\[[^\]]*\]", " ", text)
    return [word.lower() for word in re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+\d*|[A-Z]+\d*|\d+", plain)]


def class_name(*texts: str) -> str:
    """Return a component's name: `error`, `code` give `ErrorCode`; what is said twice in a row is said once."""
    parts: list[str] = []
    for word in (word for text in texts for word in words(text)):
        if parts[-1:] != [word]:
            parts.append(word)
    name = "".join(word.capitalize() for word in parts) or "Value"
    name = name if name[0].isalpha() else f"Value{name}"
    return f"{name}Value" if name[-1].isdigit() or name.lower() in _RESERVED or name in dir(builtins) else name


def free_name(name: str, taken: Iterable[str]) -> str:
    """Return a name that is not taken, in any mixture of capitals: modules are named in small letters."""
    known = {one.lower() for one in taken}
    while name.lower() in known:
        name = f"Other{name}"
    return name


def singular(name: str) -> str:
    """Name one of many: `Voices` is a list of `Voice`."""
    if re.search(r"(ss|us|is|ews|ies$)", name[-4:]) and not name.endswith("ies"):
        return f"{name}Item"
    if name.endswith("ies"):
        return f"{name[:-3]}y"
    if re.search(r"(s|x|z|ch|sh)es$", name):
        return name[:-2]
    return name[:-1] if name.endswith("s") else f"{name}Item"


def path_parts(path: str) -> list[str]:
    """Return the words of a path, without its parameters and its version."""
    return [part for part in path.split("/") if part and "{" not in part and not _VERSION.fullmatch(part)]


def base_name(method: str, path: str, *, is_alone: bool) -> str:
    """Name what an operation is about, from its path; other methods than GET lead with what they do."""
    verb = "" if is_alone or method == "get" else _METHODS.get(method, method.capitalize())
    by_id = "One" if path.rstrip("/").endswith("}") and not is_alone else ""
    return class_name(verb, by_id, *(path_parts(path) or ["root"]))


def operation_name(method: str, path: str, described: str, taken: Iterable[str]) -> str:
    """Return the operationId: the description's own in Python's spelling where that can be read, else from the path.

    Args:
        method: The HTTP method.
        path: The path.
        described: The description's operationId, which may be empty.
        taken: The operationIds that there are.
    """
    known, own = set(taken), "_".join(words(described))
    is_good = own.isidentifier() and "_" in own and len(own) <= _LONGEST and not keyword.iskeyword(own)
    if is_good and own not in known:
        return own
    name = "_".join([method, *words(re.sub(r"[{}]", "/", path))])
    while name in known:
        name = f"{name}_too"
    return name


def tag_name(text: str) -> str:
    """Return a tag, which becomes a folder: one word or a few, joined as Python wants it."""
    found = [word for word in words(text) if word not in {"and", "the", "of"}][:3]
    return "_".join(found) or "other"


def first_sentence(text: object, fallback: str, *, most: int = 200) -> str:
    """Return the first sentence of a description in one line, or a fallback."""
    plain = " ".join(re.sub(r"[`*#]{2,}|</?\w+[^>]*>", " ", str(text or "")).split())
    sentence = re.split(r"(?<!\be\.g)(?<!\bi\.e)(?<=[a-z0-9)`\"'])[.!?](?:\s|$)", plain)[0].strip(" .:-")
    if not sentence or not re.search(r"[A-Za-z]{2}", sentence):
        sentence = fallback.rstrip(".")
    if len(sentence) > most:
        sentence = sentence[:most].rsplit(" ", 1)[0].rstrip(" ,;:-")
    return f"{sentence[:1].upper()}{sentence[1:]}."


def summary(text: object, method: str, path: str) -> str:
    """Return a short line without a full stop, as the style of the contract has it."""
    plain = first_sentence(text, "", most=58).rstrip(".") if text else ""
    if re.fullmatch(r"[A-Z].{5,59}[^.]", plain):
        return plain
    from_path = first_sentence(f"Call {method.upper()} {path}", "Call it", most=58).rstrip(".")
    return from_path if re.fullmatch(r"[A-Z].{5,59}[^.]", from_path) else f"{from_path[:40]} and so on"


def human(name: str) -> str:
    """Write a name as words."""
    return " ".join(words(name)).capitalize() or name
