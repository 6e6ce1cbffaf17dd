"""One operation of a document, with what it inherits and refers to already put together."""

import re
from typing import Any

from attrs import frozen

from tools.compare._change import Audience, Change
from tools.contract.walk import mapping, operations, sequence
from tools.schemas import followed


@frozen
class Operation:
    """One operation.

    Args:
        document: The document that it stands in.
        method: The HTTP method, in small letters.
        path: The path as written.
        value: What stands there.
        item: The path item around it.
    """

    document: dict[str, Any]
    method: str
    path: str
    value: dict[str, Any]
    item: dict[str, Any]

    @property
    def name(self) -> str:
        """The operationId, or method and path where there is none."""
        return str(self.value.get("operationId") or self.title)

    @property
    def title(self) -> str:
        """Method and path."""
        return f"{self.method.upper()} {self.path}"

    def finding(
        self, event: str, route: str = "", *, audience: Audience = "caller", ours: Any = None, **found: Any
    ) -> Change:
        """Return what is found in this operation, or in its part `ours`; `found` are fields of `Change`."""
        return Change(event, route, "", audience, ours=ours or self.value, **found)

    def resolved(self, value: Any) -> dict[str, Any]:
        """Follow the references of a part; an empty mapping where they lead nowhere."""
        return followed(self.document, value)

    def map_of(self, value: Any) -> dict[str, dict[str, Any]]:
        """Return a mapping of parts, each with its references followed."""
        return {str(key): self.resolved(part) for key, part in mapping(value).items()}

    @property
    def parameters(self) -> dict[tuple[str, str], dict[str, Any]]:
        """The parameters by where they stand and name; those of the path by their place in it."""
        names = re.findall(r"\{([^{}]*)\}", self.path)
        found = {}
        for holder in (self.item, self.value):
            for written in sequence(holder.get("parameters")):
                parameter = self.resolved(written)
                where, name = str(parameter.get("in")), str(parameter.get("name"))
                key = str(names.index(name)) if where == "path" and name in names else name
                found[where, key.lower() if where == "header" else key] = parameter
        return found

    @property
    def body(self) -> dict[str, Any]:
        """The request body, empty where there is none."""
        return self.resolved(self.value.get("requestBody"))

    @property
    def answers(self) -> dict[str, dict[str, Any]]:
        """The answers by status."""
        return self.map_of(self.value.get("responses"))

    def media_types(self, part: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """Return what a body or an answer may be, by media type without parameters."""
        content = self.map_of(part.get("content"))
        return {key.split(";")[0].strip().lower(): value for key, value in content.items()}

    @property
    def security(self) -> dict[str, None]:
        """The ways in, each in words that do not depend on the names of the schemes."""
        listed = sequence(self.value.get("security", self.document.get("security")))
        return dict.fromkeys(map(self._way, listed or [{}]))

    def _way(self, requirement: Any) -> str:
        known = mapping(mapping(self.document.get("components")).get("securitySchemes"))
        words = []
        for name, scopes in mapping(requirement).items():
            scheme = scheme_in_words(self.resolved(known.get(name)))
            words.append(" ".join([scheme or name, *sorted(map(str, sequence(scopes)))]))
        return " and ".join(sorted(words)) or "no key"


def scheme_in_words(scheme: dict[str, Any]) -> str:
    """Return a security scheme in words that do not depend on its name, such as `apikey query key`."""
    return " ".join(str(scheme[key]).lower() for key in ("type", "scheme", "in", "name") if key in scheme)


def operations_of(document: dict[str, Any]) -> dict[tuple[str, str], Operation]:
    """Return the operations by method and path, whatever the path's parameters are called."""
    found = {}
    for part in operations(document):
        _, path, method = map(str, part.pointer)
        key = (method, re.sub(r"\{[^{}]*\}", "{}", path))
        found[key] = Operation(document, method, path, part.value, document["paths"][path])
    return found
