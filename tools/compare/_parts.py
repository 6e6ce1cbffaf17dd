"""Compare the parts of one operation: its name, parameters, body, answers and security."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from tools.compare._change import Audience, Change, Place
from tools.compare._schemas import SchemaComparison
from tools.compare.operation import Operation

Key = TypeVar("Key")
Value = TypeVar("Value")
Node = dict[str, Any]


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


def _pairs(old: Mapping[Key, Value], new: Mapping[Key, Value]) -> Iterator[tuple[Key, Value | None, Value | None]]:
    """Yield each key of two mappings with both values, None where one lacks the key."""
    yield from ((key, old.get(key), new.get(key)) for key in dict.fromkeys([*old, *new]))


def _deprecation(operation: Operation, route: str, old: Node, new: Node) -> Iterator[Change]:
    before, after = (value.get("deprecated") is True for value in (old, new))
    if before != after:
        event = "deprecated" if after else "deprecation withdrawn"
        yield operation.finding(event, route, ours=old, theirs=new)


def _requirement(operation: Operation, what: str, route: str, old: Node, new: Node) -> Iterator[Change]:
    before, after = (value.get("required") is True for value in (old, new))
    if before != after:
        event = f"{what} became {'required' if after else 'optional'}"
        yield operation.finding(event, route, old=before, new=after, ours=old, theirs=new)


def _parameters(old: Operation, new: Operation, schemas: SchemaComparison) -> Iterator[Change]:
    for (where, key), before, after in _pairs(old.parameters, new.parameters):
        name = str((before or after or {}).get("name"))
        route = f"{where} {name}"
        if after is None:
            yield old.finding("parameter removed", route, old=name, ours=before)
        elif before is not None:
            yield from _parameter(old, route, before, after)
            yield from schemas.use(old.name, Place(route, "", "caller"), _schema(old, before), _schema(new, after))
        elif f"apikey {where} {key}" not in old.security:
            event = "required parameter added" if after.get("required") is True else "optional parameter added"
            yield old.finding(event, route, new=name, theirs=after, child=name)


def _schema(operation: Operation, parameter: Node) -> Any:
    forms = list(operation.media_types(parameter).values())
    return parameter["schema"] if "schema" in parameter or not forms else forms[0].get("schema")


def _parameter(operation: Operation, route: str, old: Node, new: Node) -> Iterator[Change]:
    yield from _deprecation(operation, route, old, new)
    if old.get("in") != "path":
        yield from _requirement(operation, "parameter", route, old, new)
    elif old.get("name") != new.get("name"):
        names = old.get("name"), new.get("name")
        yield operation.finding("path parameter renamed", route, old=names[0], new=names[1], ours=old, theirs=new)
    if _style(old) != _style(new):
        styles = _style(old), _style(new)
        yield operation.finding("parameter style changed", route, old=styles[0], new=styles[1], ours=old, theirs=new)


def _style(parameter: Node) -> str:
    usual = "form" if parameter.get("in") in {"query", "cookie"} else "simple"
    style = parameter.get("style", usual)
    explode = parameter.get("explode", style == "form")
    return f"{style}, exploded" if explode else str(style)


def _body(old: Operation, new: Operation, schemas: SchemaComparison) -> Iterator[Change]:
    before, after = old.body, new.body
    if before and not after:
        yield old.finding("body removed", "body", ours=before)
    elif after and not before:
        event = "required body added" if after.get("required") is True else "optional body added"
        yield old.finding(event, "body", theirs=after, child="requestBody")
    elif before and after:
        yield from _requirement(old, "body", "body", before, after)
        yield from _content((old, before), (new, after), "body", "caller", schemas)


def _answers(old: Operation, new: Operation, schemas: SchemaComparison) -> Iterator[Change]:
    for status, before, after in _pairs(old.answers, new.answers):
        route, group = f"answer {status}", "success" if status.startswith("2") else "error"
        if after is None:
            yield old.finding(f"{group} status removed", route, audience="answer", old=status, child=status)
        elif before is None:
            found: Node = {"new": status, "theirs": after, "child": status}
            yield old.finding(f"{group} status added", route, audience="answer", **found)
        else:
            yield from _headers((old, before), (new, after), route)
            yield from _content((old, before), (new, after), route, "answer", schemas)


def _headers(old: tuple[Operation, Node], new: tuple[Operation, Node], route: str) -> Iterator[Change]:
    listed = old[0].map_of(old[1].get("headers")), new[0].map_of(new[1].get("headers"))
    names = ({name.lower(): name for name in headers} for headers in listed)
    for _, before, after in _pairs(*names):
        found: Node = {"route": f"{route} header {before or after}", "audience": "answer", "ours": old[1]}
        if after is None:
            yield old[0].finding("header removed", old=before, child=str(before), **found)
        elif before is None:
            yield old[0].finding("header added", new=after, theirs=listed[1][after], child=after, **found)


def _content(
    old: tuple[Operation, Node], new: tuple[Operation, Node], route: str, audience: Audience, schemas: SchemaComparison
) -> Iterator[Change]:
    forms = old[0].media_types(old[1])
    found: Node = {"route": route, "audience": audience, "ours": old[1]}
    for media_type, before, after in _pairs(forms, new[0].media_types(new[1])):
        if after is None:
            yield old[0].finding("media type removed", old=media_type, child=media_type, **found)
        elif before is None:
            yield old[0].finding("media type added", new=media_type, theirs=after, child=media_type, **found)
        else:
            where = route if len(forms) == 1 or "json" in media_type else f"{route} {media_type}"
            place = Place(f"{where} ", "", audience)  # set off, so that a field reads `answer 200 .balance`
            yield from schemas.use(old[0].name, place, before.get("schema"), after.get("schema"))
