"""Check the numbers of a call against the bounds of the contract, before the call is sent."""

from collections.abc import Mapping
from typing import Any

from pollination_api.bounds import BOUNDS
from pollination_sdk._engine.call import Call
from pollination_sdk.errors import ArgumentValueError

_GREATEST = (1 << 53) - 1
"""The greatest whole number that JSON carries everywhere; the contract has it where the service names no limit."""
_CHAT, _TEXT = "post_generate_v1_chat_completions", "get_generate_text_prompt"
_IMAGE, _EDIT, _VIDEO = "get_generate_image_prompt", "post_v1_images_edits", "get_video_by_prompt"
_SIDES = {"width": (1, _GREATEST), "height": (1, _GREATEST)}
"""The service accepts 0, which is the size of no image: a caller who gives it has made a mistake."""
_TABLE = {
    **BOUNDS,
    # A text may be sent as a chat, so the bounds of a chat hold where it has none of its own.
    _TEXT: {**BOUNDS[_CHAT], **BOUNDS[_TEXT]},
    _IMAGE: {**BOUNDS[_IMAGE], **_SIDES},
    _EDIT: {**BOUNDS[_EDIT], **_SIDES},  # they become `size`
    _VIDEO: {**BOUNDS[_VIDEO], **_SIDES},
}
"""The bounds by operation."""


def check_bounds(call: Call[Any]) -> None:
    """Check the numbers in the query, and in the body or the form of a call.

    Raises:
        ArgumentValueError: A number is out of bounds.
    """
    bounds = _TABLE.get(call.operation)
    if bounds is not None:
        _check(call.params, bounds)
        _check(call.body or call.form or {}, bounds)


def _check(fields: Mapping[str, Any], bounds: Mapping[str, tuple[float | None, float | None]]) -> None:
    for name, value in fields.items():
        if (type(value) is int or type(value) is float) and name in bounds:
            check_number(name, value, *bounds[name])


def check_number(name: str, value: float, low: float | None, high: float | None) -> None:
    """Check a number against its bounds, of which None is no limit.

    Raises:
        ArgumentValueError: It is out of bounds.
    """
    if (low is None or value >= low) and (high is None or value <= high):
        return
    if high is None or value < high == _GREATEST:
        allowed = f"{low} or more"
    else:
        allowed = f"{high} or less" if low is None else f"from {low} to {high}"
    raise ArgumentValueError(f"{name} must be {allowed}, not {value}.")
