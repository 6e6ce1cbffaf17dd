"""Compare the parts of one operation: its name, parameters, body, answers and security."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tools.compare._schemas import Place, SchemaComparison

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.compare._change import Audience, Finding
    from tools.compare._operation import Operation


def compare_operation(old: Operation, new: Operation, schemas: SchemaComparison) -> Iterator[Finding]:
    """List what differs in one operation, and hand its schemas to the comparison of schemas."""
    if old.name != new.name and old.value.get("operationId") and new.value.get("operationId"):
        yield old.finding("operation renamed", old=old.name, new=new.name)
    yield from _deprecation(old, "", old.value, new.value)
    yield from _parameters(old, new, schemas)
    yield from _body(old, new, schemas)
    yield from _answers(old, new, schemas)
    for way in old.security.keys() - new.security.keys():
        yield old.finding("security removed", "security", old=way)
    for way in new.security.keys() - old.security.keys():
        yield old.finding("security added", "security", new=way)


def _deprecation(operation: Operation, route: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Finding]:
    before, after = (value.get("deprecated") is True for value in (old, new))
    if before != after:
        yield operation.finding("deprecated" if after else "deprecation withdrawn", route)


def _parameters(old: Operation, new: Operation, schemas: SchemaComparison) -> Iterator[Finding]:
    before, after = old.parameters, new.parameters
    for key, parameter in before.items():
        route = f"{key[0]} {parameter.get('name')}"
        if key not in after:
            yield old.finding("parameter removed", route, old=parameter.get("name"))
        else:
            yield from _parameter(old, route, parameter, after[key])
            place = Place(route, "", "caller")
            yield from schemas.start(old.name, place, _schema(old, parameter), _schema(new, after[key]))
    for key, parameter in after.items():
        if key not in before:
            event = "required parameter added" if parameter.get("required") is True else "optional parameter added"
            yield old.finding(event, f"{key[0]} {parameter.get('name')}", new=parameter.get("name"))


def _schema(operation: Operation, parameter: dict[str, Any]) -> Any:
    forms = list(operation.media_types(parameter).values())
    return parameter["schema"] if "schema" in parameter or not forms else forms[0].get("schema")


def _parameter(operation: Operation, route: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Finding]:
    yield from _deprecation(operation, route, old, new)
    if old.get("in") == "path":
        if old.get("name") != new.get("name"):
            yield operation.finding("path parameter renamed", route, old=old.get("name"), new=new.get("name"))
    elif (old.get("required") is True) != (new.get("required") is True):
        is_required = new.get("required") is True
        event = "parameter became required" if is_required else "parameter became optional"
        yield operation.finding(event, route, old=not is_required, new=is_required)
    if _style(old) != _style(new):
        yield operation.finding("parameter style changed", route, old=_style(old), new=_style(new))


def _style(parameter: dict[str, Any]) -> str:
    usual = "form" if parameter.get("in") in {"query", "cookie"} else "simple"
    style = parameter.get("style", usual)
    explode = parameter.get("explode", style == "form")
    return f"{style}, exploded" if explode else str(style)


def _body(old: Operation, new: Operation, schemas: SchemaComparison) -> Iterator[Finding]:
    before, after = old.body, new.body
    is_required = after.get("required") is True
    if before and not after:
        yield old.finding("body removed", "body")
    elif after and not before:
        yield old.finding("required body added" if is_required else "optional body added", "body")
    elif before and after:
        if (before.get("required") is True) != is_required:
            event = "body became required" if is_required else "body became optional"
            yield old.finding(event, "body", old=not is_required, new=is_required)
        yield from _content((old, before), (new, after), "body", "caller", schemas)


def _answers(old: Operation, new: Operation, schemas: SchemaComparison) -> Iterator[Finding]:
    before, after = old.answers, new.answers
    for status, answer in before.items():
        route = f"answer {status}"
        if status not in after:
            yield old.finding(f"{_sort(status)} status removed", route, audience="answer", old=status)
            continue
        yield from _headers(old, route, old.map_of(answer.get("headers")), new.map_of(after[status].get("headers")))
        yield from _content((old, answer), (new, after[status]), route, "answer", schemas)
    for status in after:
        if status not in before:
            yield old.finding(f"{_sort(status)} status added", f"answer {status}", audience="answer", new=status)


def _sort(status: str) -> str:
    return "success" if status.startswith("2") else "error"


def _headers(operation: Operation, route: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Finding]:
    before, after = ({name.lower(): name for name in headers} for headers in (old, new))
    for key in before.keys() - after.keys():
        yield operation.finding("header removed", f"{route} header {before[key]}", audience="answer", old=before[key])
    for key in after.keys() - before.keys():
        yield operation.finding("header added", f"{route} header {after[key]}", audience="answer", new=after[key])


def _content(
    old: tuple[Operation, dict[str, Any]],
    new: tuple[Operation, dict[str, Any]],
    route: str,
    audience: Audience,
    schemas: SchemaComparison,
) -> Iterator[Finding]:
    before, after = old[0].media_types(old[1]), new[0].media_types(new[1])
    for media_type, form in before.items():
        if media_type not in after:
            yield old[0].finding("media type removed", route, audience=audience, old=media_type)
            continue
        place = Place(
            route if len(before) == 1 or "json" in media_type else f"{route} {media_type}",
            "",
            audience,
        )
        found = schemas.start(old[0].name, _spaced(place), form.get("schema"), after[media_type].get("schema"))
        yield from found
    for media_type in after:
        if media_type not in before:
            yield old[0].finding("media type added", route, audience=audience, new=media_type)


def _spaced(place: Place) -> Place:
    """Set off the route, so that a field reads `answer 200 .balance`."""
    return Place(f"{place.route} ", "", place.audience)
