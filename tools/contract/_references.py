"""References: each leads somewhere, none leads only to itself, and nothing shared is left over."""

import difflib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any

from tools.contract._document import Contract, Problem
from tools.contract.walk import Part, Pointer, mapping, operations, parts, reachable, sequence
from tools.schemas import keys_of, resolve, target_of


def reference_problems(contract: Contract) -> Iterator[Problem]:
    """List the references and security names that lead nowhere or in a circle."""
    for part in parts(contract.data):
        if "$ref" in part.value:
            yield from _dangling(contract, part)
    yield from _links(contract)
    yield from _unknown_schemes(contract)
    yield from _circles(contract)


def _links(contract: Contract) -> Iterator[Problem]:
    names = [str(one.value.get("operationId")) for one in operations(contract.data)]
    for part in parts(contract.data):
        name = part.value.get("operationId")
        if part.kind == "link" and name is not None and name not in names:
            reason = f"the link leads to {name}, which is no operationId{nearest(str(name), names)}"
            yield contract.problem((*part.pointer, "operationId"), reason)


def _dangling(contract: Contract, part: Part) -> Iterator[Problem]:
    reference = part.value["$ref"]
    try:
        resolve(contract.data, reference)
    except LookupError:
        where = (*part.pointer, "$ref")
        if not isinstance(reference, str):
            yield contract.problem(where, f"a $ref must be text, this is {reference!r}")
        elif not reference.startswith("#/"):
            yield contract.problem(where, f"the $ref {reference} leads out of this file: bring what it means in here")
        else:
            hint = _nearest_reference(contract.data, reference)
            yield contract.problem(where, f"the $ref {reference} leads nowhere{hint}")


def _nearest_reference(data: dict[str, Any], reference: str) -> str:
    keys = keys_of(reference)
    folder = "#/" + "/".join(keys[:-1])
    everywhere = (name for group in mapping(data.get("components")).values() for name in mapping(group))
    return nearest(keys[-1], mapping(target_of(data, folder))) or nearest(keys[-1], everywhere)


def nearest(name: str, names: Any) -> str:
    """Return a question that names the likeliest meant name, or nothing."""
    found = difflib.get_close_matches(name, [str(known) for known in names], n=1, cutoff=0.5)
    return f"; is {found[0]} meant?" if found else ""


def _unknown_schemes(contract: Contract) -> Iterator[Problem]:
    known = mapping(mapping(contract.data.get("components")).get("securitySchemes"))
    for where, name in _scheme_uses(contract.data):
        if name not in known:
            yield contract.problem(where, f"the security scheme {name} is not defined{nearest(name, known)}")


def _scheme_uses(data: dict[str, Any]) -> Iterator[tuple[Pointer, str]]:
    holders: list[tuple[Pointer, dict[str, Any]]] = [((), data)]
    holders += [(part.pointer, part.value) for part in operations(data)]
    for pointer, value in holders:
        for place, requirement in enumerate(sequence(value.get("security"))):
            for name in mapping(requirement):
                yield (*pointer, "security", place, name), name


def _circles(contract: Contract) -> Iterator[Problem]:
    groups = mapping(contract.data.get("components")).items()
    starts = [f"#/components/{group}/{name}" for group, members in groups for name in mapping(members)]

    def following(reference: str) -> list[str]:
        return _same_value_references(target_of(contract.data, reference))

    graph = {reference: following(reference) for reference in reachable(starts, following)}
    while circle := _circle(graph):
        way = " -> ".join(keys_of(step)[-1] for step in circle)
        for step in circle[1:]:
            where = tuple(keys_of(step))
            yield contract.problem(where, f"{where[-1]} is defined by itself ({way}) and so means nothing")
            graph[step] = []  # the next circle is another one


def _circle(graph: dict[str, list[str]]) -> list[str]:
    """Return the references of a circle, the first one at its end too; none where there is no circle."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def _same_value_references(value: Any) -> list[str]:
    """List the references that a value must pass at once, before any property or item of it."""
    node = mapping(value)
    own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
    members = (member for key in ("allOf", "anyOf", "oneOf") for member in sequence(node.get(key)))
    return own + [reference for member in members for reference in _same_value_references(member)]


def unused_problems(contract: Contract) -> Iterator[Problem]:
    """List the components that no operation uses, not even by way of others."""
    for group, name in unused_components(contract.data):
        reason = f"the component {name} is used nowhere: use it or delete it"
        yield contract.problem(("components", group, name), reason)


def unused_components(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the components, each with its group, that no operation uses, not even by way of others."""
    roots = {key: data[key] for key in ("paths", "webhooks") if key in data}
    used = references_from(data, roots, "document")
    used |= {f"#/components/securitySchemes/{name}" for _, name in _scheme_uses(data)}
    for group, members in mapping(data.get("components")).items():
        yield from ((group, name) for name in mapping(members) if f"#/components/{group}/{name}" not in used)


def references_from(data: dict[str, Any], value: Any, kind: str) -> set[str]:
    """Return all references that a part of a document uses, directly or by way of what they lead to.

    Args:
        data: The document.
        value: The part.
        kind: What it is, a key of `walk.CHILDREN`.
    """
    uses = reachable(_uses(value, kind), lambda use: _uses(target_of(data, use[1]), use[0]))
    return {reference for _, reference in uses}


def _uses(value: Any, kind: str) -> Iterator[tuple[str, str]]:
    """Yield each reference below a part, with the kind of what it leads to."""
    yield from ((part.kind, reference) for part in parts(value, kind) for reference in _references(part))


def _references(part: Part) -> Iterator[str]:
    discriminator = mapping(mapping(part.value.get("discriminator")).get("mapping"))
    for reference in (part.value.get("$ref"), *discriminator.values()):
        if isinstance(reference, str):
            is_name = "/" not in reference and not reference.startswith("#")
            plain = f"#/components/schemas/{reference}" if is_name else reference
            yield "#/" + "/".join(keys_of(plain)) if plain.startswith("#/") else plain
