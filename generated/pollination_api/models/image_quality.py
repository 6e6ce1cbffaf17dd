# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

ImageQuality = Literal["hd", "high", "low", "medium"]

IMAGE_QUALITY_VALUES: frozenset[str] = frozenset(get_args(ImageQuality))


def check_image_quality(value: str) -> ImageQuality:
    if value in IMAGE_QUALITY_VALUES:
        return cast("ImageQuality", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(IMAGE_QUALITY_VALUES)}")
