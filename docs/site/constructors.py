"""An extension of griffe: the classes of attrs get the constructor that attrs writes, which the reference shows."""

import importlib
import inspect
from typing import Any

import griffe


class AttrsConstructors(griffe.Extension):
    """Add `__init__` to each class of attrs, but for models, whose fields are their documentation."""

    def on_class_members(self, *, cls: griffe.Class, **_: Any) -> None:
        """Make the constructor from the signature of the class itself."""
        is_model = any(str(base).endswith("ResponseModel") for base in cls.bases)
        if is_model or not any("attrs" in str(one.value) for one in cls.decorators) or cls.parent is not cls.module:
            return
        made = inspect.signature(getattr(importlib.import_module(cls.module.path), cls.name))
        parameters = [griffe.Parameter("self", kind=griffe.ParameterKind.positional_or_keyword)]
        for name, one in made.parameters.items():
            field = cls.members.get(name) or cls.members.get(f"_{name}")
            annotation = getattr(field, "annotation", None)
            kind = griffe.ParameterKind(one.kind.description)
            default = None if one.default is one.empty else repr(one.default).replace("NOTHING", "...")
            parameters.append(griffe.Parameter(name, annotation=annotation, kind=kind, default=default))
        cls.set_member("__init__", griffe.Function("__init__", parameters=griffe.Parameters(*parameters)))
