"""Media types: the generator knows each of them, and the one that it will parse stands first.

Read from openapi-python-client 0.29.1, `parser/responses.py` and `parser/bodies.py`.
"""

from collections.abc import Iterator
from pathlib import Path

from openapi_python_client.config import ConfigFile

from tools.contract._document import Contract, Problem
from tools.contract.walk import Part, mapping, parts

CONFIG_NAME = "generator-config.yml"

_ANSWERS = "application/json, +json, text/*, application/octet-stream"
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
_BODIES = f"application/json, +json, application/octet-stream, {', '.join(_FORMS)}"


def media_type_problems(contract: Contract) -> Iterator[Problem]:
    """List the media types that the generator would drop, silently or not."""
    overrides = _overrides(contract.path.with_name(CONFIG_NAME))
    if overrides is None:
        return  # the generator itself says what is wrong with its settings
    for part in parts(contract.data):
        if part.kind in {"response", "request body"}:
            yield from _unsupported(contract, part, overrides)
        if part.kind == "response":
            yield from _json_first(contract, part)


def _overrides(path: Path) -> dict[str, str] | None:
    """Read the media types that the settings map; None where nobody can read the settings."""
    if not path.exists():
        return {}
    try:
        return ConfigFile.load_from_path(path).content_type_overrides or {}
    except Exception:  # noqa: BLE001 - the file may be no YAML, or hold settings that there are not
        return None


def _unsupported(contract: Contract, part: Part, overrides: dict[str, str]) -> Iterator[Problem]:
    is_body = part.kind == "request body"
    for written in mapping(part.value.get("content")):
        meant = _without_parameters(overrides.get(written, written))
        is_known = meant in _FORMS if is_body else meant.startswith("text/")
        if not is_known and not is_json(meant) and meant != "application/octet-stream":
            reason = (
                f"the generator does not know the media type {written} in a {part.kind}"
                f" (it knows {_BODIES if is_body else _ANSWERS}): map it with content_type_overrides in {CONFIG_NAME}"
            )
            yield contract.problem((*part.pointer, "content", written), reason)


def _without_parameters(media_type: str) -> str:
    return media_type.split(";", maxsplit=1)[0].strip().lower()


def is_json(media_type: str) -> bool:
    plain = _without_parameters(media_type)
    return plain == "application/json" or plain.endswith("+json")


def _json_first(contract: Contract, part: Part) -> Iterator[Problem]:
    written = list(mapping(part.value.get("content")))
    reasoned = mapping(part.value.get("x-deviation"))
    for place, media_type in enumerate(written):
        # An answer that is JSON only by way of exception says so, as for a text without content.
        if place and is_json(media_type) and not is_json(written[0]) and media_type not in reasoned:
            reason = (
                f"{media_type} must stand before {written[0]}, as only the first is parsed;"
                f" where that is meant, give the reason in x-deviation under {media_type}"
            )
            yield contract.problem((*part.pointer, "content", media_type), reason)
