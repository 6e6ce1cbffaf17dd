# ruff: noqa: E501 # the table has one row a line
"""The table of rules: how severe each event is, for what is sent and for what comes back.

An event means different things in the two directions. An old caller need not use a new option of a
request; an old reader does not know a new part of an answer. The generated reader is strict: it raises
on a missing field and on an unknown value of a closed enum. The answer side is judged by what this
reader would do.
"""

from typing import Literal

from attrs import frozen

Severity = Literal["breaking", "compatible", "cosmetic"]
Audience = Literal["caller", "answer"]

ORDER: tuple[Severity, ...] = ("breaking", "compatible", "cosmetic")


@frozen
class Rule:
    """One row.

    Args:
        subject: What the event is about: `operation`, `parameter`, `field`, `enum value`, `bound`, ...
        kind: Whether that was `added`, `removed`, `changed` or `renamed`.
        caller: How severe it is in a request.
        answer: How severe it is in an answer.
        reason: Why, in one sentence.
    """

    subject: str
    kind: str
    caller: Severity
    answer: Severity
    reason: str


B, C, N = "breaking", "compatible", "cosmetic"

_ROWS: dict[str, tuple[str, str, str, str, str]] = {
    # operations
    "operation added": ("operation", "added", C, C, "Nobody calls it yet."),
    "operation removed": ("operation", "removed", B, B, "Who calls it gets an error."),
    "operation renamed": ("operation", "renamed", B, B, "The wire stays; who imports the generated function does not find it."),
    "operation moved": ("operation", "changed", B, B, "The wire stays; who imports the generated function finds it in another folder."),
    "deprecated": ("deprecated", "added", N, N, "It still works; it is announced to go."),
    "deprecation withdrawn": ("deprecated", "removed", N, N, "It works as before."),
    # parameters
    "optional parameter added": ("parameter", "added", C, C, "Who does not pass it gets what he got."),
    "required parameter added": ("parameter", "added", B, B, "Calls without it are refused."),
    "parameter removed": ("parameter", "removed", B, B, "Who passes it gets a TypeError, or is ignored."),
    "path parameter renamed": ("parameter", "renamed", B, B, "The wire stays; who passes it by name must change."),
    "parameter became required": ("required", "changed", B, B, "Calls without it are refused."),
    "parameter became optional": ("required", "changed", C, C, "Calls with it still work."),
    "parameter style changed": ("parameter", "changed", B, B, "The same value is written differently in the URL."),
    # bodies
    "optional body added": ("request body", "added", C, C, "Calls without a body still work."),
    "required body added": ("request body", "added", B, B, "Calls without a body are refused."),
    "body removed": ("request body", "removed", B, B, "What is sent in it is no longer read."),
    "body became required": ("required", "changed", B, B, "Calls without a body are refused."),
    "body became optional": ("required", "changed", C, C, "Calls with a body still work."),
    # answers
    "success status added": ("status", "added", B, B, "A good answer comes that the old client does not parse."),
    "success status removed": ("status", "removed", B, B, "The answer that callers wait for does not come any more."),
    "error status added": ("status", "added", C, C, "Undocumented errors had to be survived before."),
    "error status removed": ("status", "removed", C, C, "An error less to meet."),
    "media type added": ("media type", "added", C, C, "The old ones are still there."),
    "media type removed": ("media type", "removed", B, B, "Who sends or reads it can do so no more."),
    "header added": ("answer header", "added", C, C, "Nobody reads it yet."),
    "header removed": ("answer header", "removed", B, B, "Who reads it finds nothing."),
    # security
    "security added": ("security", "added", C, C, "The old ways still open the door."),
    "security removed": ("security", "removed", B, B, "Who comes that way is refused."),
    # models
    "model added": ("model", "added", C, C, "Nobody imports it yet."),
    "model removed": ("model", "removed", B, B, "Who imports it does not find it."),
    "model renamed": ("model", "renamed", B, B, "The wire stays; who imports it does not find it."),
    # fields
    "optional field added": ("field", "added", C, C, "Nobody sends it or reads it yet."),
    "required field added": ("field", "added", B, C, "Requests without it are refused; in an answer it is only more."),
    "field removed": ("field", "removed", B, B, "Who sends it sends it in vain, who reads it finds nothing."),
    "field became required": ("required", "changed", B, C, "Requests without it are refused; an answer only promises more."),
    "field became optional": ("required", "changed", C, B, "It need not be sent; but who reads it may find nothing."),
    "further fields allowed": ("further fields", "changed", C, C, "Known fields stay as they are."),
    "further fields refused": ("further fields", "changed", B, C, "Who sends unknown fields is refused."),
    # types
    "type widened": ("type", "changed", C, B, "Old values still pass; but new ones come that a reader does not expect."),
    "type narrowed": ("type", "changed", B, C, "Some values pass no more; all that come were expected."),
    "type changed": ("type", "changed", B, B, "What fitted before does not fit now."),
    "null allowed": ("type", "changed", C, B, "It need not be sent as null; but who reads it may find null."),
    "null refused": ("type", "changed", B, C, "Who sends null is refused; a reader only gets what he expects."),
    "parsed format changed": ("format", "changed", B, B, "The generated client reads it into another Python type."),
    "format changed": ("format", "changed", N, N, "The Python type stays; the format only describes."),
    "alternative added": ("alternative", "added", C, B, "One form more may be sent; but an unknown one may come."),
    "alternative removed": ("alternative", "removed", B, C, "Who sends this form is refused; a reader only sees fewer."),
    # values
    "enum value added": ("enum value", "added", C, B, "One value more may be sent; a closed reader raises on it."),
    "open enum value added": ("enum value", "added", C, C, "Any string was allowed before."),
    "enum value removed": ("enum value", "removed", B, C, "Who sends it is refused; a reader only sees fewer."),
    "enum opened": ("enum", "changed", C, B, "Any value may be sent; but any may come as well."),
    "enum closed": ("enum", "changed", B, C, "Only the listed values pass; all that come were expected."),
    "known values changed": ("enum", "changed", N, N, "Any value passes before and after; the list only helps."),
    "bound tightened": ("bound", "changed", B, C, "Values that passed are refused; all that come were expected."),
    "bound loosened": ("bound", "changed", C, C, "What passed still passes, and readers do not check bounds."),
    "pattern changed": ("bound", "changed", B, C, "Texts that passed may be refused; readers do not check patterns."),
    "default added": ("default", "added", C, N, "It says what happened anyway when left out."),
    "default removed": ("default", "removed", C, N, "It is not said any more what happens when left out."),
    "default changed": ("default", "changed", B, N, "Who leaves it out gets something else, without being told."),
}  # fmt: skip # as above

RULES: dict[str, Rule] = {event: Rule(*row) for event, row in _ROWS.items()}  # type: ignore[arg-type] # the rows are plain text so that they read as a table
"""Each event and its row; `test_compare` walks through all of them."""
