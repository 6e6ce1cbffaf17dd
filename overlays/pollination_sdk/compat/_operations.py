"""The eleven operations with the argument names of the earlier SDK; each returns a call of this package.

An argument that is None or False is not sent. Each operation also accepts the `RequestOptions` as keyword arguments.
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
"""The options of a chat; all other fields are undocumented."""


class RequestOptions(TypedDict, total=False):
    """The options of all methods, besides the arguments of the operation."""

    _request_timeout: float | tuple[float, float] | None
    """The most seconds for the whole call; or a pair, for connecting and between two bytes."""
    _request_auth: Mapping[str, Any] | None
    """Another key, in the format of `Configuration.auth_settings`."""
    _content_type: str | None
    """The media type of the body; JSON is the only one."""
    _headers: Mapping[str, str] | None
    """Additional headers of this call, which replace those of the client."""
    _host_index: int
    """The index of the server: always 0, as there is only one."""


@attrs.frozen
class Operation(Generic[T]):
    """A call, and the conversion of its value to that of the earlier SDK."""

    call: Call[Any]
    convert: Callable[[Any], T]


def get_account_balance(**_: Unpack[RequestOptions]) -> Operation[models.GetAccountBalance200Response]:
    """Return the pollen that is left; a key without a budget needs the permission `account:usage`."""
    return Operation(_operations.balance(), models.GetAccountBalance200Response.of)


def get_account_key(**_: Unpack[RequestOptions]) -> Operation[models.GetAccountKey200Response]:
    """Return the name, permissions and limits of the key. Use it to check a key: it is free."""
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
        before: Return only records from before this time, exclusive: ISO text in UTC.
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
    """Return the billed requests of 90 days by day and model; the key needs the permission `account:usage`.

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
    """List the image and video models; works without a key."""
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
    """Generate an image, or a video with a video model, and return its bytes.

    Args:
        prompt: The description of the image.
        model: The name of the model.
        width: The width in pixels.
        height: The height in pixels.
        seed: The seed, 0 to 2147483647; with -1 a random number is sent, so each result is new.
        enhance: Whether a text model rewrites the prompt first.
        negative_prompt: A description of what the image must not show.
        safe: Whether strict content filters apply.
        quality: `low`, `medium`, `high` or `hd`, if the model supports it.
        image: The URLs of reference images, separated by `|` or a comma.
        transparent: Whether the background is transparent, if the model supports it.
        duration: For video models: the length in seconds.
        aspect_ratio: For video models: `16:9` or `9:16`.
        audio: For video models: whether to generate sound.
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
        quality=cast("Any", quality),  # the service refuses other values
        image=image,
        transparent=transparent,
        duration=duration,
        aspect_ratio=aspect_ratio,
        audio=audio,
        route="get",
    )
    return Operation(call, _bytes)


def get_generate_text_models(
    **_: Unpack[RequestOptions],
) -> Operation[list[models.GetGenerateImageModels200ResponseInner]]:
    """List the text models; works without a key."""
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
    """Generate text.

    Args:
        prompt: The prompt.
        model: The name or alias of the model.
        seed: The seed, from 0; with -1 a random number is sent, so each result is new.
        system: The system message, which sets the role and style of the model.
        var_json: Whether the model must write JSON.
        temperature: The sampling temperature, 0.0 to 2.0.
        stream: Whether to return the raw event stream. Use `get_generate_text_prompt_without_preload_content` to read
            it while it arrives.
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
    """List the text models in the format of OpenAI's list; works without a key."""
    return Operation(_operations.models(), models.GetGenerateV1Models200Response.of)


def post_generate_v1_chat_completions(
    post_generate_v1_chat_completions_request: (
        models.PostGenerateV1ChatCompletionsRequest | Mapping[str, Any] | None
    ) = None,
    **_: Unpack[RequestOptions],
) -> Operation[models.PostGenerateV1ChatCompletions200Response]:
    """Create a chat completion.

    Args:
        post_generate_v1_chat_completions_request: The conversation and the options. With `stream=True` the answer is
            merged from its chunks. Use `post_generate_v1_chat_completions_without_preload_content` to read it while it
            arrives.
    """
    fields = _fields(post_generate_v1_chat_completions_request)
    messages, stream = fields.pop("messages", None) or [], as_boolean("stream", fields.pop("stream", None))
    options = {name: fields.pop(name) for name in _OPTIONS & fields.keys() if fields[name] is not None}
    call: Call[Any] = _operations.chat([_message(message) for message in messages], **options, extra=fields)
    if stream:
        call = attrs.evolve(as_stream(call), read=_merged(_operations.stream_chat([])))
    return Operation(call, models.PostGenerateV1ChatCompletions200Response.of)


def _fields(request: Any) -> dict[str, Any]:
    """Return the fields of a request; its messages are unchanged."""
    if isinstance(request, models.PostGenerateV1ChatCompletionsRequest):
        return {**request.to_dict(), "messages": request.messages}
    fields = (
        request if isinstance(request, Mapping) else plain(request or {}, "post_generate_v1_chat_completions_request")
    )
    if not isinstance(fields, Mapping):
        raise ApiTypeError(f"A chat takes a request or a dict of its fields, not {type(request).__name__}.")
    return dict(fields)


def _message(message: Any) -> Any:
    """Return a message for `chat`; the wrapper of a returned message is removed, so its empty fields are not sent."""
    return message._value if isinstance(message, Model) else message  # noqa: SLF001 - of this package


def _merged(streamed: StreamedCall[Any]) -> Callable[[httpx.Response], Any]:
    """Return a reader that merges the chunks of a stream."""

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
    """Return the query parameter for a format that is neither JSON nor CSV, which the service refuses."""
    return None if name in (None, "json") else {"format": name}
