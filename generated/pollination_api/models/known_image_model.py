# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal

KnownImageModel = Literal[
    "flux",
    "gptimage",
    "gptimage-large",
    "klein",
    "klein-large",
    "kontext",
    "ltx-2",
    "nanobanana",
    "nanobanana-pro",
    "seedance",
    "seedance-pro",
    "seedream",
    "seedream-pro",
    "veo",
    "wan",
    "zimage",
]

KNOWN_IMAGE_MODEL_VALUES: set[KnownImageModel] = {
    "flux",
    "gptimage",
    "gptimage-large",
    "klein",
    "klein-large",
    "kontext",
    "ltx-2",
    "nanobanana",
    "nanobanana-pro",
    "seedance",
    "seedance-pro",
    "seedream",
    "seedream-pro",
    "veo",
    "wan",
    "zimage",
}


def check_known_image_model(value: str) -> KnownImageModel:
    if value in KNOWN_IMAGE_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KNOWN_IMAGE_MODEL_VALUES!r}")
