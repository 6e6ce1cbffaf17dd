# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

ImageDetail = Literal["auto", "high", "low"]

IMAGE_DETAIL_VALUES: frozenset[str] = frozenset(get_args(ImageDetail))


def check_image_detail(value: str) -> ImageDetail:
    if value in IMAGE_DETAIL_VALUES:
        return cast("ImageDetail", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(IMAGE_DETAIL_VALUES)}")
