"""The table of methods: each is the name of a function in `_operations`.

`methods.pyi` beside this file has the same methods with all options, for type checkers, editors and documentation
tools. `nox -s regenerate` writes it.
"""

from typing import TYPE_CHECKING, Any

from pollination_sdk._client.descriptors import Flavour, Method
from pollination_sdk._support.misuse import no_attribute

VALUES = (
    "text",
    "chat",
    "parse",
    "image",
    "edit_image",
    "video",
    "embed",
    "mesh",
    "upload",
    "upload_info",
    "delete_upload",
    "speech",
    "speech_with_timestamps",
    "transcribe",
    "change_voice",
    "isolate_voice",
    "models",
    "text_models",
    "image_models",
    "video_models",
    "audio_models",
    "embedding_models",
    "mesh_models",
    "model",
    "model_status",
    "balance",
    "profile",
    "key",
    "usage",
    "usage_csv",
    "daily_usage",
    "daily_usage_csv",
    "key_usage",
    "list_keys",
    "create_key",
    "revoke_key",
    "quests",
    "earnings",
)
"""The methods that return one value each."""
STREAMS = ("stream_text", "stream_chat", "stream_image", "stream_video", "stream_mesh", "stream_speech")
"""The methods that return a stream; the request is sent when it is first read."""
LINKS = ("image_url", "text_url")
"""The methods that return a link and send nothing."""
RUNS = ("run_tools",)
"""The methods that send several calls, and run functions of the caller between them."""
BY_NAME = "call"
"""The method that calls any operation by name."""
ITERATORS = ("iter_usage", "iter_earnings", "uploads")
"""The methods that read several answers."""
_ON_CLIENT = {
    **{name: f"write client.{name}(), as a stream itself has the status and the headers" for name in STREAMS},
    **{name: f"write client.{name}(), as it sends nothing" for name in LINKS},
    **{name: f"write client.{name}(), as the run itself has the usage and the cost" for name in RUNS},
    **{name: f"write client.{name}(), as it reads several answers" for name in ITERATORS},
}
"""What to write for the methods that `detailed` lacks."""
_ESTIMATED = {
    **{name: f"write estimate.{name.removeprefix('stream_')}(), as a stream costs the same" for name in STREAMS},
    **{name: f"write estimate.{name.removesuffix('_url')}(), as opening the link costs the same" for name in LINKS},
    **dict.fromkeys(RUNS, "write estimate.chat() for one turn, as the number of turns is not known"),
    **{name: f"client.{name}() is free" for name in ITERATORS},
}
"""What to write for the methods that `estimate` lacks."""


class SyncMethods:
    """The methods of `Pollinations`."""


class AsyncMethods:
    """The methods of `AsyncPollinations`."""


class _View:
    """The common part of the views of a client."""

    _name = "detailed"

    def __init__(self, client: Any) -> None:
        self._client = client
        self._call = client._answer  # noqa: SLF001 - a view of the client
        self._context = client._context  # noqa: SLF001 - as above

    def __repr__(self) -> str:
        return f"{self._client!r}.{self._name}"

    if not TYPE_CHECKING:  # type checkers refuse other attributes by themselves
        __getattr__ = no_attribute(_ON_CLIENT)


class _Estimates(_View):
    """The common part of the views that estimate."""

    _name = "estimate"

    def __init__(self, client: Any) -> None:
        super().__init__(client)
        self._call = client._estimate  # noqa: SLF001 - as above

    if not TYPE_CHECKING:  # as above
        __getattr__ = no_attribute(_ESTIMATED)


class Detailed(_View):
    """The methods of `Pollinations.detailed`, which return an `Answer`."""


class AsyncDetailed(_View):
    """The methods of `AsyncPollinations.detailed`, which return an `Answer`."""


class Estimates(_Estimates):
    """The methods of `Pollinations.estimate`, which return an `Estimate` and send nothing of the call."""


class AsyncEstimates(_Estimates):
    """The methods of `AsyncPollinations.estimate`, which return an `Estimate` and send nothing of the call."""


FLAVOURS: dict[Flavour, type[Any]] = {
    "sync": SyncMethods,
    "async": AsyncMethods,
    "detailed": Detailed,
    "async detailed": AsyncDetailed,
    "estimate": Estimates,
    "async estimate": AsyncEstimates,
}


def methods_of(flavour: Flavour) -> tuple[str, ...]:
    """Return the names of the methods of a flavour, in the order of the documentation."""
    return (*VALUES, *RUNS, *STREAMS, *LINKS, BY_NAME) if flavour in {"sync", "async"} else (*VALUES, BY_NAME)


for _flavour, _class in FLAVOURS.items():
    for _name in methods_of(_flavour):
        setattr(_class, _name, Method(_name, _flavour))
