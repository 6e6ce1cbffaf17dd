"""The nine documented models of the earlier SDK, under their old names."""

import inspect
from collections.abc import Iterable
from typing import Any, ClassVar

from pollination_sdk import _operations, types
from pollination_sdk._operations.parameters import plain
from pollination_sdk.compat._model import Model


class GetAccountBalance200Response(Model):
    """The pollen that is left."""

    _component: ClassVar[type[Any] | None] = types.AccountBalance


class GetAccountKey200Response(Model):
    """The name, permissions and limits of a key."""

    _component: ClassVar[type[Any] | None] = types.AccountKey


class GetAccountProfile200Response(Model):
    """The owner of a key."""

    _component: ClassVar[type[Any] | None] = types.AccountProfile
    _dates: ClassVar[frozenset[str]] = frozenset({"created_at", "next_reset_at"})


class GetAccountUsage200Response(Model):
    """One page of billed requests."""

    _component: ClassVar[type[Any] | None] = types.AccountUsage


class GetAccountUsageDaily200Response(Model):
    """Billed requests by day and model."""

    _component: ClassVar[type[Any] | None] = types.AccountDailyUsage


class GetGenerateImageModels200ResponseInner(Model):
    """A model for images, video or text, with its prices and capabilities."""

    _component: ClassVar[type[Any] | None] = types.Model


class GetGenerateV1Models200Response(Model):
    """The text models in the format of OpenAI's list."""

    _component: ClassVar[type[Any] | None] = types.ModelList


class PostGenerateV1ChatCompletions200Response(Model):
    """A chat completion."""

    _component: ClassVar[type[Any] | None] = types.ChatCompletion


class PostGenerateV1ChatCompletionsRequest(Model):
    """The conversation and the options of a chat.

    The fields are stored unchanged; None counts as left out. Without messages the conversation is empty.

    Args:
        fields: The fields of the operation, such as `messages` and `model`; messages are dicts or models.
    """

    _FIELDS: ClassVar[list[str]] = [*inspect.signature(_operations.chat).parameters, "stream"]
    _FIELDS.remove("extra")

    def __init__(self, **fields: Any) -> None:
        given = {name: value for name, value in fields.items() if value is not None}
        object.__setattr__(self, "_value", {"messages": [], **given})

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        return {name: plain(value, name) for name, value in self._value.items()}

    @property
    def additional_properties(self) -> dict[str, Any]:
        """The fields that are not in the contract."""
        return {name: value for name, value in self._value.items() if name not in self._FIELDS}

    def _names(self) -> Iterable[str]:
        return self._FIELDS

    def __getattr__(self, name: str) -> Any:
        if name in self._FIELDS:
            return self._value.get(name)
        return super().__getattr__(name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in self._FIELDS:
            raise self._unknown(name)
        if value is None:
            self._value.pop(name, None)
        else:
            self._value[name] = value

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={value!r}" for name, value in self._value.items())
        return f"{type(self).__name__}({fields})"
