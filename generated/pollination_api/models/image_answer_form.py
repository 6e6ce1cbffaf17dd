# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

ImageAnswerForm = Literal["b64_json", "url"]

IMAGE_ANSWER_FORM_VALUES: frozenset[str] = frozenset(get_args(ImageAnswerForm))


def check_image_answer_form(value: str) -> ImageAnswerForm:
    if value in IMAGE_ANSWER_FORM_VALUES:
        return cast("ImageAnswerForm", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(IMAGE_ANSWER_FORM_VALUES)}")
