# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define

from ..models.mesh_resolution import check_mesh_resolution
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.mesh_resolution import MeshResolution


@_attrs_define
class MeshRequest:
    """The options of a 3D model.

    Attributes:
        model: A 3D model by its id or by a short alias.
        image: The URL of a reference image, or several.
        resolution: How fine a mesh is.
        seed: The number that fixes the result.
    """

    model: str | Unset = UNSET
    """A 3D model by its id or by a short alias."""
    image: list[str] | str | Unset = UNSET
    """The URL of a reference image, or several."""
    resolution: MeshResolution | Unset = UNSET
    """How fine a mesh is."""
    seed: int | Unset = UNSET
    """The number that fixes the result."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        if self.model is not UNSET:
            field_dict["model"] = self.model
        if self.image is not UNSET:
            field_dict["image"] = self.image
        if self.resolution is not UNSET:
            field_dict["resolution"] = self.resolution
        if self.seed is not UNSET:
            field_dict["seed"] = self.seed
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.model = _pop("model", UNSET)
        _decoded.image = _pop("image", UNSET)
        resolution_data = _pop("resolution", UNSET)
        resolution: MeshResolution | Unset = UNSET
        if resolution_data is not UNSET and resolution_data is not None:
            resolution = check_mesh_resolution(resolution_data)
        _decoded.resolution = resolution
        _decoded.seed = _pop("seed", UNSET)
        return _decoded
