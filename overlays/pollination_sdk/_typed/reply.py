"""Read the reply of a model as a value of a type, and say what to send when it does not fit.

Nothing here sends anything: `_operations.typed_answers` drives it.
"""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pollination_sdk._typed.schema import Schema, ShapeError
from pollination_sdk._typed.shape_error import sendable
from pollination_sdk._typed.unwrap import json_in

if TYPE_CHECKING:
    from pollination_sdk.types import ChatCompletion

_ENDED = {
    "length": "The answer was cut off at its limit of tokens: raise max_tokens=, or ask for less.",
    "content_filter": "A content filter cut the answer off: change the messages.",
}
"""What to do about an answer that did not end by itself. The same request would be paid again for nothing."""
_LONGEST = 200
"""The most characters of a refusal in a message."""


class UnusableReplyError(Exception):
    """A reply holds no value of the type, and asking again would not help. The text says why, and what to do."""


def response_format(schema: Schema) -> dict[str, Any]:
    """Return the option of a chat that asks for a schema."""
    named = {"name": schema.name, "schema": schema.json, "strict": schema.strict}
    return {"type": "json_schema", "json_schema": named}


def value_in(completion: "ChatCompletion", schema: Schema) -> Any:
    """Return the value in the text of a completion.

    Raises:
        ShapeError: The text does not fit the schema, and the model may be asked to repair it.
        UnusableReplyError: There is no text that a repair could start from.
    """
    if completion.refusal is not None:
        raise UnusableReplyError(f"The model refuses to answer: {completion.refusal[:_LONGEST]}")
    reason = completion.choices[0].finish_reason if completion.choices else None
    if isinstance(reason, str) and reason in _ENDED:
        raise UnusableReplyError(_ENDED[reason])
    text = completion.text
    if not text.strip():
        called = [call.function.name for call in completion.tool_calls if call.function]
        raise UnusableReplyError(
            f"The model calls {called[0]} in place of an answer: use run_tools(), or leave out tools=."
            if called
            else "The answer is empty: send it again, or choose another model."
        )
    return schema.decode(json_in(text))


def repair_messages(text: str, error: ShapeError, schema: Schema) -> list[Mapping[str, Any]]:
    """Return the messages that ask the model to repair its answer: what it wrote, and what does not fit.

    Args:
        text: What the model wrote.
        error: What does not fit.
        schema: What is to fit; models that ignore `response_format` see it here.
    """
    request = (
        f"This answer does not fit. At {error.path}: {error.message}. Answer again with the whole JSON value and "
        f"nothing else. It must fit this JSON Schema: {json.dumps(schema.json, ensure_ascii=False)}"
    )
    return [{"role": "assistant", "content": sendable(text)}, {"role": "user", "content": request}]
