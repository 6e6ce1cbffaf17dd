"""Compare the parts of one operation: its name, parameters, body, answers and security."""

from collections.abc import Iterator
from typing import Any

from tools.compare._change import Change, Place
from tools.compare._rules import Audience
from tools.compare._schemas import SchemaComparison
from tools.compare.operation import Operation


def compare_operation(old: Operation, new: Operation, schemas: SchemaComparison) -> Iterator[Change]:
    """List what differs in one operation, and hand its schemas to the comparison of schemas."""
    if old.name != new.name and old.value.get("operationId") and new.value.get("operationId"):
        yield old.finding("operation renamed", old=old.name, new=new.name, theirs=new.value)
    yield from _deprecation(old, "", old.value, new.value)
    yield from _parameters(old, new, schemas)
    yield from _body(old, new, schemas)
    yield from _answers(old, new, schemas)
    for way in old.security.keys() - new.security.keys():
        yield old.finding("security removed", "security", old=way, child=way)
    for way in new.security.keys() - old.security.keys():
        yield old.finding("security added", "security", new=way, child=way)


def _deprecation(operation: Operation, route: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    before, after = (value.get("deprecated") is True for value in (old, new))
    if before != after:
        event = "deprecated" if after else "deprecation withdrawn"
        yield operation.finding(event, route, ours=old, theirs=new)


def _parameters(old: Operation, new: Operation, schemas: SchemaComparison) -> Iterator[Change]:
    before, after = old.parameters, new.parameters
    for key, parameter in before.items():
        route = f"{key[0]} {parameter.get('name')}"
        if key not in after:
            yield old.finding("parameter removed", route, old=parameter.get("name"), ours=parameter)
        else:
            yield from _parameter(old, route, parameter, after[key])
            place = Place(route, "", "caller")
            yield from schemas.use(old.name, place, _schema(old, parameter), _schema(new, after[key]))
    for key, parameter in after.items():
        if key not in before and f"apikey {key[0]} {key[1]}" not in old.security:
            event = "required parameter added" if parameter.get("required") is True else "optional parameter added"
            name = str(parameter.get("name"))
            yield old.finding(event, f"{key[0]} {name}", new=name, theirs=parameter, child=name)


def _schema(operation: Operation, parameter: dict[str, Any]) -> Any:
    forms = list(operation.media_types(parameter).values())
    return parameter["schema"] if "schema" in parameter or not forms else forms[0].get("schema")


def _parameter(operation: Operation, route: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    yield from _deprecation(operation, route, old, new)
    if old.get("in") == "path":
        if old.get("name") != new.get("name"):
            names = old.get("name"), new.get("name")
            yield operation.finding("path parameter renamed", route, old=names[0], new=names[1], ours=old, theirs=new)
    elif (old.get("required") is True) != (new.get("required") is True):
        is_required = new.get("required") is True
        event = "parameter became required" if is_required else "parameter became optional"
        yield operation.finding(event, route, old=not is_required, new=is_required, ours=old, theirs=new)
    if _style(old) != _style(new):
        styles = _style(old), _style(new)
        yield operation.finding("parameter style changed", route, old=styles[0], new=styles[1], ours=old, theirs=new)


def _style(parameter: dict[str, Any]) -> str:
    usual = "form" if parameter.get("in") in {"query", "cookie"} else "simple"
    style = parameter.get("style", usual)
    explode = parameter.get("explode", style == "form")
    return f"{style}, exploded" if explode else str(style)


def _body(old: Operation, new: Operation, schemas: SchemaComparison) -> Iterator[Change]:
    before, after = old.body, new.body
    is_required = after.get("required") is True
    if before and not after:
        yield old.finding("body removed", "body", ours=before)
    elif after and not before:
        event = "required body added" if is_required else "optional body added"
        yield old.finding(event, "body", theirs=after, child="requestBody")
    elif before and after:
        if (before.get("required") is True) != is_required:
            event = "body became required" if is_required else "body became optional"
            yield old.finding(event, "body", old=not is_required, new=is_required, ours=before, theirs=after)
        yield from _content((old, before), (new, after), "body", "caller", schemas)


def _answers(old: Operation, new: Operation, schemas: SchemaComparison) -> Iterator[Change]:
    before, after = old.answers, new.answers
    for status, answer in before.items():
        route = f"answer {status}"
        if status not in after:
            event = f"{_sort(status)} status removed"
            yield old.finding(event, route, audience="answer", old=status, child=status)
            continue
        yield from _headers((old, answer), (new, after[status]), route)
        yield from _content((old, answer), (new, after[status]), route, "answer", schemas)
    for status, answer in after.items():
        if status not in before:
            event, route = f"{_sort(status)} status added", f"answer {status}"
            yield old.finding(event, route, audience="answer", new=status, theirs=answer, child=status)


def _sort(status: str) -> str:
    return "success" if status.startswith("2") else "error"


def _headers(
    old: tuple[Operation, dict[str, Any]], new: tuple[Operation, dict[str, Any]], route: str
) -> Iterator[Change]:
    listed = old[0].map_of(old[1].get("headers")), new[0].map_of(new[1].get("headers"))
    before, after = ({name.lower(): name for name in headers} for headers in listed)
    for key in before.keys() - after.keys():
        name = before[key]
        where = f"{route} header {name}"
        yield old[0].finding("header removed", where, audience="answer", old=name, ours=old[1], child=name)
    for key in after.keys() - before.keys():
        name, where = after[key], f"{route} header {after[key]}"
        found: dict[str, Any] = {"ours": old[1], "theirs": listed[1][name], "child": name}
        yield old[0].finding("header added", where, audience="answer", new=name, **found)


def _content(
    old: tuple[Operation, dict[str, Any]],
    new: tuple[Operation, dict[str, Any]],
    route: str,
    audience: Audience,
    schemas: SchemaComparison,
) -> Iterator[Change]:
    before, after = old[0].media_types(old[1]), new[0].media_types(new[1])
    told: dict[str, Any] = {"route": route, "audience": audience, "ours": old[1]}
    for media_type, form in before.items():
        if media_type not in after:
            yield old[0].finding("media type removed", **told, old=media_type, child=media_type)
            continue
        where = route if len(before) == 1 or "json" in media_type else f"{route} {media_type}"
        place = Place(f"{where} ", "", audience)  # set off, so that a field reads `answer 200 .balance`
        yield from schemas.use(old[0].name, place, form.get("schema"), after[media_type].get("schema"))
    for media_type, form in after.items():
        if media_type not in before:
            yield old[0].finding("media type added", **told, new=media_type, theirs=form, child=media_type)
