# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

MeshResolution = Literal["high", "low", "medium"]

MESH_RESOLUTION_VALUES: frozenset[str] = frozenset(get_args(MeshResolution))


def check_mesh_resolution(value: str) -> MeshResolution:
    if value in MESH_RESOLUTION_VALUES:
        return cast("MeshResolution", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(MESH_RESOLUTION_VALUES)}")
