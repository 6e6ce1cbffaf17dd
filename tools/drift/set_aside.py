"""What is not brought into the contract, only asked, because the generator makes no working code of it."""

import bisect
import re
from collections.abc import Iterator

from attrs import field, mutable
from openapi_python_client.strings import snake_case

from tools.compare import Change
from tools.contract import Contract, references_from
from tools.contract.walk import operations
from tools.drift.recorded import WHOLE

_LINE = re.compile(r"^\S*?\.ya?ml:(\d+): (.*)")
_NAMED = (
    re.compile(r"\b(?:model|component) (?P<schema>\w+)"),
    re.compile(r"pollination_api\.models\.(?P<module>\w+)"),
    re.compile(r"\bmodels/(?P<module>\w+)\.py"),
    re.compile(r"pollination_api\.api\.\w+\.(?P<operation>\w+)"),
    re.compile(r"\bapi/\w+/(?P<operation>\w+)\.py"),
    re.compile(r"^(?P<operation>[a-z]\w*) \d{3} \S+: "),
)
"""How the checks, the generator, the formatter and the proof name the part that they complain of."""

_EVERYTHING = "The generator makes no working client of the contract with this in it; how is it to be described?"
_LONGEST = 200


@mutable
class SetAside:
    """What is set aside so far, and for each why.

    Args:
        schemas: Components that are written as free-form JSON, each with the question.
        operations: Operations, by operationId and by method and path, each with the question.
        has_operations: Whether all new operations are set aside.
        has_everything: Whether nothing is brought in any more, only asked.
    """

    schemas: dict[str, str] = field(factory=dict)
    operations: dict[str, str] = field(factory=dict)
    has_operations: bool = False
    has_everything: bool = False
    _trial: Contract | None = None

    def know(self, trial: Contract) -> None:
        """Take note of the contract that is about to be proved, where lines and names are looked up."""
        self._trial = trial

    def question(self, change: Change) -> str:
        """Return what is asked of a change that is set aside, nothing for one that is brought in."""
        if self.has_everything or (self.has_operations and change.event == "operation added"):
            return _EVERYTHING
        owner = re.split(r"[.\[]", change.component)[0]
        names = [change.child] if change.event == "operation added" else [*change.operations, owner]
        asked = {**self.schemas, **self.operations}
        return next((asked[name] for name in names if name in asked), "")

    def learn(self, message: str, *, is_late: bool) -> None:
        """Set aside what an error complains of; where that is nothing new, ever more.

        Args:
            message: The error's lines.
            is_late: Whether there is no time left to go on one by one.
        """
        before = len(self.schemas) + len(self.operations)
        if not is_late and self._trial is not None:
            names = _Names(self._trial)
            blamed = [found for line in message.splitlines() for found in names.blamed(line)]
            schemas = names.innermost({name for kind, name, _ in blamed if kind == "schema"})
            for kind, name, reason in blamed:
                if name in schemas or (kind == "operation" and not schemas):  # it may only fail because of a schema
                    self._learn(kind, name, reason, names)
        if len(self.schemas) + len(self.operations) == before:
            self.has_everything, self.has_operations = self.has_operations, True

    def _learn(self, kind: str, name: str, reason: str, names: "_Names") -> None:
        question = f"The generator makes no working code of it ({_short(reason)}); how is it to be described?"
        if kind == "operation":
            self.operations.setdefault(name, question)
        elif name in names.free_form:
            self.operations.update(dict.fromkeys(names.users(name), question))
        else:
            self.schemas.setdefault(name, question)


def _short(reason: str) -> str:
    plain = " ".join(re.sub(r"\S*/\S*\.(py|yaml)\S*", "", reason).split()).strip(" .:")
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]} ..."


class _Names:
    """Where the parts of a contract stand, and how the generator calls them."""

    def __init__(self, trial: Contract) -> None:
        data = trial.data
        self._data = data
        self._schemas = data["components"]["schemas"]
        self.free_form = {name for name, one in self._schemas.items() if WHOLE in one.get("x-question", ())}
        self._modules = {snake_case(name): name for name in self._schemas}
        self._titles = {one.value["operationId"]: one.title for one in operations(data)}
        places = [(trial.locate(one.pointer), "operation", one.value["operationId"]) for one in operations(data)]
        places += [(trial.locate(("components", "schemas", name)), "schema", name) for name in self._schemas]
        places.append((trial.locate(("components",)), "", ""))
        self._places = sorted(places)

    def blamed(self, line: str) -> Iterator[tuple[str, str, str]]:
        """Yield the parts that a line of an error complains of: `schema` or `operation`, its name, and the reason."""
        if found := _LINE.match(line):
            place = bisect.bisect_right(self._places, (int(found[1]), "~", ""))
            _, kind, name = [(0, "", ""), *self._places][place]
            yield from self._named(kind, name, found[2])
            return
        for match in (match for pattern in _NAMED for match in pattern.finditer(line)):
            for kind, name in match.groupdict().items():
                yield from self._named(kind, name, line)

    def _named(self, kind: str, name: str, reason: str) -> Iterator[tuple[str, str, str]]:
        if kind == "module":
            kind, name = "schema", self._modules.get(name, "")
        if kind == "schema" and name in self._schemas:
            yield "schema", name, reason
        elif kind == "operation" and name in self._titles:
            yield "operation", name, reason
            yield "operation", self._titles[name], reason

    def innermost(self, schemas: set[str]) -> set[str]:
        """Return those components of some that fail by themselves, not only because of another one inside."""
        others: dict[str, set[str]] = {}
        for name in schemas:
            used = references_from(self._data, self._schemas[name], "schema")
            others[name] = {one.removeprefix("#/components/schemas/") for one in used} & schemas - {name}
        return {name for name, inside in others.items() if all(name in others[one] for one in inside)}

    def users(self, schema: str) -> Iterator[str]:
        """Yield the operations that use a component, by operationId and by method and path."""
        for one in operations(self._data):
            if f"#/components/schemas/{schema}" in references_from(self._data, one.value, "operation"):
                yield one.value["operationId"]
                yield one.title
