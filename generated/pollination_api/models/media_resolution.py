# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

MediaResolution = Literal["1080p", "1k", "2k", "360p", "480p", "4k", "720p", "768p"]

MEDIA_RESOLUTION_VALUES: frozenset[str] = frozenset(get_args(MediaResolution))


def check_media_resolution(value: str) -> MediaResolution:
    if value in MEDIA_RESOLUTION_VALUES:
        return cast("MediaResolution", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(MEDIA_RESOLUTION_VALUES)}")
