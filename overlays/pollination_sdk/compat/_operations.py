"""The eleven operations with the argument names of the earlier SDK: each makes a call of this package.

An argument that is None or False is not sent. Beside its own, each takes the `RequestOptions` by keyword.
"""

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypedDict, TypeVar, Unpack, cast

import attrs
import httpx

from pollination_sdk import _operations
from pollination_sdk._engine.call import Call
from pollination_sdk._media.media import Media
from pollination_sdk._operations.chat_completions import StreamedCall, as_stream
from pollination_sdk._operations.parameters import as_boolean, as_text, plain
from pollination_sdk._responses.decode import lossy_text
from pollination_sdk.compat import _models as models
from pollination_sdk.compat._exceptions import ApiTypeError
from pollination_sdk.compat._model import Model

T = TypeVar("T")

_OPTIONS = set(models.PostGenerateV1ChatCompletionsRequest._FIELDS) - {"messages", "stream"}  # noqa: SLF001 - of this package
"""The options of a chat; its other fields are undocumented ones."""


class RequestOptions(TypedDict, total=False):
    """What every method takes beside the arguments of its operation."""

    _request_timeout: float | tuple[float, float] | None
    """The most seconds for the whole call; or a pair, to connect and between two bytes."""
    _request_auth: Mapping[str, Any] | None
    """How to send another key, as `Configuration.auth_settings` spells it."""
    _content_type: str | None
    """The media type of the body; JSON is the only one."""
    _headers: Mapping[str, str] | None
    """Sent with this call besides the client's own; they win."""
    _host_index: int
    """The number of the server: 0, for there is one."""


@attrs.frozen
class Operation(Generic[T]):
    """Hold what to send, and what makes the earlier SDK's value of this package's."""

    call: Call[Any]
    convert: Callable[[Any], T]


def get_account_balance(**_: Unpack[RequestOptions]) -> Operation[models.GetAccountBalance200Response]:
    """Return the pollen that is left; the key needs the permission `account:balance`."""
    return Operation(_operations.balance(), models.GetAccountBalance200Response.of)


def get_account_key(**_: Unpack[RequestOptions]) -> Operation[models.GetAccountKey200Response]:
    """Return what the key is and may do; free, and the way to check one."""
    return Operation(_operations.key(), models.GetAccountKey200Response.of)


def get_account_profile(**_: Unpack[RequestOptions]) -> Operation[models.GetAccountProfile200Response]:
    """Return the profile of the key's owner; the key needs the permission `account:profile`."""
    return Operation(_operations.profile(), models.GetAccountProfile200Response.of)


def get_account_usage(
    format: str | None = None,  # noqa: A002 - its published name
    limit: float | None = None,
    before: str | None = None,
    **_: Unpack[RequestOptions],
) -> Operation[models.GetAccountUsage200Response]:
    """Return one page of the billed requests; the key needs the permission `account:usage`.

    Args:
        format: `json`, or `csv` for the CSV text instead of a model.
        limit: The most records, 1 to 50000.
        before: Only what is older, exclusive: ISO text, in UTC.
    """
    format = as_text("format", format)  # noqa: A001 - as above
    page: dict[str, Any] = {"limit": limit, "before": before}
    if format == "csv":
        return Operation(_operations.usage_csv(**page), _as_it_is)
    return Operation(_operations.usage(**page, extra=_other_format(format)), models.GetAccountUsage200Response.of)


def get_account_usage_daily(
    format: str | None = None,  # noqa: A002 - its published name
    **_: Unpack[RequestOptions],
) -> Operation[models.GetAccountUsageDaily200Response]:
    """Return what was billed by day and model in 90 days; the key needs the permission `account:usage`.

    Args:
        format: `json`, or `csv` for the CSV text instead of a model.
    """
    format = as_text("format", format)  # noqa: A001 - as above
    if format == "csv":
        return Operation(_operations.daily_usage_csv(), _as_it_is)
    return Operation(_operations.daily_usage(extra=_other_format(format)), models.GetAccountUsageDaily200Response.of)


def get_generate_image_models(
    **_: Unpack[RequestOptions],
) -> Operation[list[models.GetGenerateImageModels200ResponseInner]]:
    """List the models for pictures and video; works without a key."""
    return Operation(_operations.image_models(), _listed)


def get_generate_image_prompt__s_s(  # noqa: PLR0917 - its published signature
    prompt: str,
    model: str | None = None,
    width: int | None = None,
    height: int | None = None,
    seed: int | None = None,
    enhance: bool | None = None,  # noqa: FBT001 - its published signature, as of those below
    negative_prompt: str | None = None,
    safe: bool | None = None,  # noqa: FBT001 - as above
    quality: str | None = None,
    image: str | None = None,
    transparent: bool | None = None,  # noqa: FBT001 - as above
    duration: int | None = None,
    aspect_ratio: str | None = None,
    audio: bool | None = None,  # noqa: FBT001 - as above
    **_: Unpack[RequestOptions],
) -> Operation[bytearray]:
    """Make a picture, or with a video model a video, and return its bytes.

    Args:
        prompt: What to show.
        model: The model, by name.
        width: The width in pixels.
        height: The height in pixels.
        seed: What fixes the result, 0 to 2147483647; -1 is fresh each time.
        enhance: Whether a text model rewrites the prompt first.
        negative_prompt: What not to show.
        safe: Whether strict content filters apply.
        quality: `low`, `medium`, `high` or `hd`; some models heed it.
        image: The URLs of reference pictures, with `|` or a comma between them.
        transparent: Whether the background is transparent; some models heed it.
        duration: For video models: the length in seconds.
        aspect_ratio: For video models: `16:9` or `9:16`.
        audio: For video models: whether there is sound.
    """
    call = _operations.image(
        prompt,
        model=model,
        width=width,
        height=height,
        seed=seed,
        enhance=enhance,
        negative_prompt=negative_prompt,
        safe=safe,
        quality=cast("Any", quality),  # the service judges what is none of its words
        image=image,
        transparent=transparent,
        duration=duration,
        aspect_ratio=aspect_ratio,
        audio=audio,
    )
    return Operation(call, _bytes)


def get_generate_text_models(
    **_: Unpack[RequestOptions],
) -> Operation[list[models.GetGenerateImageModels200ResponseInner]]:
    """List the models for text; works without a key."""
    return Operation(_operations.text_models(), _listed)


def get_generate_text_prompt(  # noqa: PLR0917 - its published signature
    prompt: str,
    model: str | None = None,
    seed: int | None = None,
    system: str | None = None,
    var_json: bool | None = None,  # noqa: FBT001 - its published signature, as of `stream`
    temperature: float | None = None,
    stream: bool | None = None,  # noqa: FBT001 - as above
    **_: Unpack[RequestOptions],
) -> Operation[str]:
    """Write a text.

    Args:
        prompt: What to write.
        model: The model, by name or alias.
        seed: What fixes the result, from 0; -1 is fresh each time.
        system: The instruction that sets the model's role and manner.
        var_json: Whether the text is to be JSON.
        temperature: How freely the model chooses, 0.0 to 2.0.
        stream: Whether the text comes as the raw event stream; read it as it arrives with
            `get_generate_text_prompt_without_preload_content`.
    """
    call: Call[Any] = _operations.text(
        prompt,
        model=model,
        seed=seed,
        system=system,
        json=as_boolean("var_json", var_json),
        temperature=temperature,
    )
    streams = as_boolean("stream", stream)
    return Operation(attrs.evolve(as_stream(call), read=lossy_text) if streams else call, _as_it_is)


def get_generate_v1_models(**_: Unpack[RequestOptions]) -> Operation[models.GetGenerateV1Models200Response]:
    """List the text models as other services list theirs; works without a key."""
    return Operation(_operations.models(), models.GetGenerateV1Models200Response.of)


def post_generate_v1_chat_completions(
    post_generate_v1_chat_completions_request: (
        models.PostGenerateV1ChatCompletionsRequest | Mapping[str, Any] | None
    ) = None,
    **_: Unpack[RequestOptions],
) -> Operation[models.PostGenerateV1ChatCompletions200Response]:
    """Answer a conversation.

    Args:
        post_generate_v1_chat_completions_request: The conversation and what is asked of the answer. With
            `stream=True` the answer is put together from its chunks; read it as it arrives with
            `post_generate_v1_chat_completions_without_preload_content`.
    """
    fields = _fields(post_generate_v1_chat_completions_request)
    messages, stream = fields.pop("messages", None) or [], as_boolean("stream", fields.pop("stream", None))
    options = {name: fields.pop(name) for name in _OPTIONS & fields.keys()}
    call: Call[Any] = _operations.chat([_message(message) for message in messages], **options, extra=fields)
    if stream:
        call = attrs.evolve(as_stream(call), read=_merged(_operations.stream_chat([])))
    return Operation(call, models.PostGenerateV1ChatCompletions200Response.of)


def _fields(request: Any) -> dict[str, Any]:
    """Return the fields of a request, its messages as they were given."""
    if isinstance(request, models.PostGenerateV1ChatCompletionsRequest):
        return {**request.to_dict(), "messages": request.messages}
    fields = (
        request if isinstance(request, Mapping) else plain(request or {}, "post_generate_v1_chat_completions_request")
    )
    if not isinstance(fields, Mapping):
        raise ApiTypeError(f"A chat takes a request or a dict of its fields, not {type(request).__name__}.")
    return dict(fields)


def _message(message: Any) -> Any:
    """Return a message as `chat` takes it; one that a model returned is sent without its empty fields."""
    return message._value if isinstance(message, Model) else message  # noqa: SLF001 - of this package


def _merged(streamed: StreamedCall[Any]) -> Callable[[httpx.Response], Any]:
    """Return a reader that puts a streamed completion together."""

    def read(response: httpx.Response) -> Any:
        decoder = streamed.decoder(lambda: response)
        list(decoder.feed(response.content))
        list(decoder.finish())
        return decoder.completion

    return read


def _bytes(media: Media) -> bytearray:
    return bytearray(media.bytes)


def _listed(catalogue: list[Any]) -> list[models.GetGenerateImageModels200ResponseInner]:
    return [models.GetGenerateImageModels200ResponseInner.of(model) for model in catalogue]


def _as_it_is(value: Any) -> Any:
    return value


def _other_format(name: str | None) -> dict[str, Any] | None:
    """Hand on a format that is neither JSON nor CSV, for the service to refuse."""
    return None if name in (None, "json") else {"format": name}
