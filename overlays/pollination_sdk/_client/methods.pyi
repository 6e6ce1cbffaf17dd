# Written from the functions of `_operations` by `nox -s regenerate`; do not edit: change those instead.
from collections.abc import Mapping, Sequence
from typing import Any

from pollination_api.models import (
    AccountBalance,
    AccountDailyUsage,
    AccountKey,
    AccountProfile,
    AccountUsage,
    AudioOptions,
    BuiltInTool,
    ChatCompletion,
    ChatCompletionChunk,
    FunctionCallMode,
    FunctionName,
    FunctionTool,
    ImageQuality,
    JsonObjectResponseFormat,
    JsonSchemaResponseFormat,
    LegacyFunction,
    LogitBias,
    Modality,
    Model,
    ModelList,
    NamedToolChoice,
    ReasoningEffort,
    StreamOptions,
    TextResponseFormat,
    ThinkingOptions,
    ToolChoiceMode,
)
from pollination_api.types import UNSET, Unset
from pollination_sdk._client.descriptors import Flavour
from pollination_sdk._media.media import Media
from pollination_sdk._operations.names import ImageModel, Images, Json, Messages, Seed, TextModel
from pollination_sdk._operations.parameters import Extra
from pollination_sdk._responses.answer import Answer
from pollination_sdk._streams.chat import AsyncStream, Stream
from pollination_sdk._streams.media import AsyncMediaStream, MediaStream
from pollination_sdk._support.dates import When

VALUES: tuple[str, ...]
STREAMS: tuple[str, ...]
LINKS: tuple[str, ...]
BY_NAME: str
FLAVOURS: dict[Flavour, type[Any]]

def methods_of(flavour: Flavour) -> tuple[str, ...]: ...

class SyncMethods:
    """The methods of `Pollinations`."""

    def text(
        self,
        prompt: str,
        *,
        model: TextModel | None = None,
        seed: Seed = None,
        system: str | None = None,
        json: bool | None = None,
        temperature: float | None = None,
        extra: Extra = None,
    ) -> str:
        """Write a text.

        Any prompt reaches the model as typed: a short, plain one in the URL, any other as a chat of one message, with
        the same result.

        The text may be empty, although the status says success; then it is logged as a warning, and `detailed.text`
        returns an `Answer` with `empty` set. An error object that comes as a success is raised, not returned. JSON with
        an `error` that the model itself wrote is returned: the answer has the headers of a model at work
        (`x-model-used`, `x-usage-*`), or `json=True` asked for JSON and it is not the service's own envelope.

        Args:
            prompt: What to write.
            model: The model, by name or alias; see `text_models`. The service takes `openai` if it is left out.
            seed: What fixes the result, from 0; -1 is fresh each time and cannot be repeated, `"random"` draws a number
                that `detailed` reports. Equal requests are answered from a cache that all users share.
            system: The instruction that sets the model's role and manner.
            json: Whether the text is to be JSON.
            temperature: How freely the model chooses, 0.0 to 2.0; some models ignore it.
            extra: Undocumented parameters.

        Raises:
            PromptError: The prompt is empty, or no text that can be encoded.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been written and billed, and would be billed again.
            UnexpectedResponseError: What came is no text: an error, a sound, or a web page.
        """

    def chat(
        self,
        messages: Messages,
        *,
        model: TextModel | Unset = UNSET,
        modalities: Sequence[Modality] | Unset = UNSET,
        audio: AudioOptions | Json | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        response_format: TextResponseFormat
        | JsonSchemaResponseFormat
        | JsonObjectResponseFormat
        | Json
        | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        stream_options: StreamOptions | Json | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | Unset = UNSET,
        thinking_budget: int | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | Unset = UNSET,
        parallel_tool_calls: bool | Unset = UNSET,
        user: str | Unset = UNSET,
        function_call: FunctionCallMode | FunctionName | Json | Unset = UNSET,
        functions: Sequence[LegacyFunction | Json] | Unset = UNSET,
        extra: Extra = None,
    ) -> ChatCompletion:
        """Answer a conversation.

        What is not given is not sent. None is sent as null, which the service takes for "no such limit".

        Args:
            messages: What the person says as text; or the conversation, oldest first, as dicts or models.
            model: The model, by name or alias; see `text_models`. The service takes `openai` if it is left out.
            modalities: What the answer may consist of, `text` and `audio`.
            audio: The voice and file form of a spoken answer.
            frequency_penalty: How much frequent tokens are avoided, -2 to 2.
            repetition_penalty: How much repetition is avoided, 0 to 2.
            logit_bias: How much single tokens are favoured, by token id.
            logprobs: Whether the probabilities of the tokens are returned.
            top_logprobs: How many likely tokens to show at each place, 0 to 20.
            max_tokens: The most tokens to make.
            presence_penalty: How much tokens that occurred are avoided, -2 to 2.
            response_format: The form that the answer must have, `{"type": "json_object"}` for example.
            seed: What fixes the result, from 0; -1 is fresh each time and cannot be repeated, `"random"` draws a number
                that `detailed` reports. Equal requests are answered from a cache that all users share.
            stop: Where to stop: one text, or 1 to 4 of them.
            stream_options: What a stream tells besides the chunks; the service always tells the usage.
            thinking: Whether and how long the model thinks first.
            reasoning_effort: How hard a reasoning model thinks.
            thinking_budget: The most tokens to think with.
            temperature: How freely the model chooses, 0 to 2; some models ignore it.
            top_p: The share of likely tokens to choose from, 0 to 1.
            tools: What the model may call.
            tool_choice: Whether it must call a tool, and which.
            parallel_tool_calls: Whether it may call several tools at once.
            user: A name of yours for the end user.
            function_call: The older form of `tool_choice`.
            functions: The older form of `tools`, 1 to 128.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The text is empty, or the messages cannot be encoded, or take more than 20 MB.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been answered and billed, and would be billed again.
            UnexpectedResponseError: The answer breaks the contract; `field` says where.
        """

    def image(
        self,
        prompt: str,
        *,
        model: ImageModel | None = None,
        width: int | None = None,
        height: int | None = None,
        seed: Seed = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        safe: bool | None = None,
        quality: ImageQuality | None = None,
        image: Images = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
    ) -> Media:
        """Make a picture and return it whole; a video model makes a video, whose `media_type` is `video/mp4`.

        A line break or tab in the prompt becomes a space and `%` its full-width twin: neither can travel in a URL.

        Args:
            prompt: What to show.
            model: The model, by name; see `image_models`. The service takes `zimage` if it is left out.
            width: The width in pixels, 1024 if left out, at most 2048.
            height: The height in pixels, 1024 if left out, at most 2048.
            seed: What fixes the result, 0 to 2147483647; -1 is fresh each time and cannot be repeated, `"random"` draws
                a number that `detailed` reports. Equal requests are answered from a cache that all users share.
            enhance: Whether a text model rewrites the prompt first.
            negative_prompt: What not to show.
            safe: Whether strict content filters apply.
            quality: How much care is taken; `gptimage` models only.
            image: The http(s) URLs of reference pictures.
            transparent: Whether the background is transparent; `gptimage` models only.
            duration: For video models: the length in seconds, 1 to 10.
            aspect_ratio: For video models: `16:9` or `9:16`.
            audio: For video models: whether there is sound; `veo` only.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot travel, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been made and billed, and would be billed again.
            UnexpectedResponseError: What came is neither a picture nor a video, or a part of one.
        """

    def video(
        self,
        prompt: str,
        *,
        model: ImageModel | None = "veo",
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        image: Images = None,
        seed: Seed = None,
        width: int | None = None,
        height: int | None = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        safe: bool | None = None,
        quality: ImageQuality | None = None,
        transparent: bool | None = None,
        extra: Extra = None,
    ) -> Media:
        """Make a video, an MP4, and return it whole; it takes up to three minutes.

        Args:
            prompt: What to show; see `image` for what cannot travel in a URL.
            model: The video model; `veo` unless told otherwise, for without one the service makes a picture.
            duration: The length in seconds, 1 to 10; `veo` makes 4, 6 or 8, `seedance` 2 to 10.
            aspect_ratio: `16:9` or `9:16`.
            audio: Whether there is sound; `veo` only.
            image: The http(s) URLs of reference pictures; `veo` takes them as the first and last frame.
            seed: As for `image`.
            width: The width in pixels, where the model heeds it.
            height: The height in pixels, where the model heeds it.
            enhance: Whether a text model rewrites the prompt first.
            negative_prompt: What not to show.
            safe: Whether strict content filters apply.
            quality: As for `image`.
            transparent: As for `image`.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot travel, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been made and billed, and would be billed again.
            UnexpectedResponseError: What came is no video, or a part of one.
        """

    def models(self, *, extra: Extra = None) -> ModelList:
        """List the text models in the form of OpenAI's list; works without a key.

        With a key that may use some models only, those are listed.

        Args:
            extra: Undocumented parameters of the query.
        """

    def text_models(self, *, extra: Extra = None) -> list[Model]:
        """List the text models with their prices in pollen and their abilities; works without a key.

        With a key that may use some models only, those are listed.

        Args:
            extra: Undocumented parameters of the query.
        """

    def image_models(self, *, extra: Extra = None) -> list[Model]:
        """List the image and video models with their prices in pollen and their abilities; works without a key.

        With a key that may use some models only, those are listed.

        Args:
            extra: Undocumented parameters of the query.
        """

    def balance(self, *, extra: Extra = None) -> AccountBalance:
        """Return the pollen that is left: in the key's budget where it has one, else in the wallet.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:balance`.
        """

    def profile(self, *, extra: Extra = None) -> AccountProfile:
        """Return the profile of the key's owner.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:profile`.
        """

    def key(self, *, extra: Extra = None) -> AccountKey:
        """Return what the key is and may do: the way to check one, free and without a permission.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            AuthenticationError: The key does not work.
        """

    def usage(self, *, limit: int | None = None, before: When = None, extra: Extra = None) -> AccountUsage:
        """Return one page of the billed requests of the last 30 days, newest first; `iter_usage` reads them all.

        Args:
            limit: The most records, 1 to 50000; the service gives 100 if it is left out.
            before: Only what is older than this, exclusive and in whole seconds.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:usage`.
            ValueError: `before` is no moment.
        """

    def usage_csv(self, *, limit: int | None = None, before: When = None, extra: Extra = None) -> str:
        """Return one page of the billed requests as CSV with a header line.

        Read its columns by name: the service adds some in the middle.

        Args:
            limit: The most records, 1 to 50000; the service gives 100 if it is left out.
            before: Only what is older than this, exclusive and in whole seconds.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:usage`.
            ValueError: `before` is no moment.
        """

    def daily_usage(self, *, extra: Extra = None) -> AccountDailyUsage:
        """Return what was billed in the last 90 days by day and model, up to an hour old.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:usage`.
        """

    def daily_usage_csv(self, *, extra: Extra = None) -> str:
        """Return what was billed in the last 90 days by day and model, as CSV with a header line.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:usage`.
        """

    def stream_text(
        self,
        prompt: str,
        *,
        model: TextModel | None = None,
        seed: Seed = None,
        system: str | None = None,
        json: bool | None = None,
        temperature: float | None = None,
        extra: Extra = None,
    ) -> Stream[str]:
        """Write a text and read it piece by piece, as it is made.

        Any prompt reaches the model as typed: a short, plain one in the URL, any other as a chat of one message, with
        the same result.

        The text may be empty, although the status says success; then it is logged as a warning, and `detailed.text`
        returns an `Answer` with `empty` set. An error object that comes as a success is raised, not returned. JSON with
        an `error` that the model itself wrote is returned: the answer has the headers of a model at work
        (`x-model-used`, `x-usage-*`), or `json=True` asked for JSON and it is not the service's own envelope.

        Args:
            prompt: What to write.
            model: The model, by name or alias; see `text_models`. The service takes `openai` if it is left out.
            seed: What fixes the result, from 0; -1 is fresh each time and cannot be repeated, `"random"` draws a number
                that `detailed` reports. Equal requests are answered from a cache that all users share.
            system: The instruction that sets the model's role and manner.
            json: Whether the text is to be JSON.
            temperature: How freely the model chooses, 0.0 to 2.0; some models ignore it.
            extra: Undocumented parameters.

        Raises:
            PromptError: The prompt is empty, or no text that can be encoded.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been written and billed, and would be billed again.
            UnexpectedResponseError: What came is no text: an error, a sound, or a web page.
        """

    def stream_chat(
        self,
        messages: Messages,
        *,
        model: TextModel | Unset = UNSET,
        modalities: Sequence[Modality] | Unset = UNSET,
        audio: AudioOptions | Json | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        response_format: TextResponseFormat
        | JsonSchemaResponseFormat
        | JsonObjectResponseFormat
        | Json
        | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        stream_options: StreamOptions | Json | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | Unset = UNSET,
        thinking_budget: int | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | Unset = UNSET,
        parallel_tool_calls: bool | Unset = UNSET,
        user: str | Unset = UNSET,
        function_call: FunctionCallMode | FunctionName | Json | Unset = UNSET,
        functions: Sequence[LegacyFunction | Json] | Unset = UNSET,
        extra: Extra = None,
    ) -> Stream[ChatCompletionChunk]:
        """Answer a conversation and read the answer chunk by chunk, as it is made.

        What is not given is not sent. None is sent as null, which the service takes for "no such limit".

        Args:
            messages: What the person says as text; or the conversation, oldest first, as dicts or models.
            model: The model, by name or alias; see `text_models`. The service takes `openai` if it is left out.
            modalities: What the answer may consist of, `text` and `audio`.
            audio: The voice and file form of a spoken answer.
            frequency_penalty: How much frequent tokens are avoided, -2 to 2.
            repetition_penalty: How much repetition is avoided, 0 to 2.
            logit_bias: How much single tokens are favoured, by token id.
            logprobs: Whether the probabilities of the tokens are returned.
            top_logprobs: How many likely tokens to show at each place, 0 to 20.
            max_tokens: The most tokens to make.
            presence_penalty: How much tokens that occurred are avoided, -2 to 2.
            response_format: The form that the answer must have, `{"type": "json_object"}` for example.
            seed: What fixes the result, from 0; -1 is fresh each time and cannot be repeated, `"random"` draws a number
                that `detailed` reports. Equal requests are answered from a cache that all users share.
            stop: Where to stop: one text, or 1 to 4 of them.
            stream_options: What a stream tells besides the chunks; the service always tells the usage.
            thinking: Whether and how long the model thinks first.
            reasoning_effort: How hard a reasoning model thinks.
            thinking_budget: The most tokens to think with.
            temperature: How freely the model chooses, 0 to 2; some models ignore it.
            top_p: The share of likely tokens to choose from, 0 to 1.
            tools: What the model may call.
            tool_choice: Whether it must call a tool, and which.
            parallel_tool_calls: Whether it may call several tools at once.
            user: A name of yours for the end user.
            function_call: The older form of `tool_choice`.
            functions: The older form of `tools`, 1 to 128.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The text is empty, or the messages cannot be encoded, or take more than 20 MB.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been answered and billed, and would be billed again.
            UnexpectedResponseError: The answer breaks the contract; `field` says where.
        """

    def stream_image(
        self,
        prompt: str,
        *,
        model: ImageModel | None = None,
        width: int | None = None,
        height: int | None = None,
        seed: Seed = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        safe: bool | None = None,
        quality: ImageQuality | None = None,
        image: Images = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
    ) -> MediaStream:
        """Make a picture and read it as it arrives, in constant memory; a video model makes a video.

        A line break or tab in the prompt becomes a space and `%` its full-width twin: neither can travel in a URL.

        Args:
            prompt: What to show.
            model: The model, by name; see `image_models`. The service takes `zimage` if it is left out.
            width: The width in pixels, 1024 if left out, at most 2048.
            height: The height in pixels, 1024 if left out, at most 2048.
            seed: What fixes the result, 0 to 2147483647; -1 is fresh each time and cannot be repeated, `"random"` draws
                a number that `detailed` reports. Equal requests are answered from a cache that all users share.
            enhance: Whether a text model rewrites the prompt first.
            negative_prompt: What not to show.
            safe: Whether strict content filters apply.
            quality: How much care is taken; `gptimage` models only.
            image: The http(s) URLs of reference pictures.
            transparent: Whether the background is transparent; `gptimage` models only.
            duration: For video models: the length in seconds, 1 to 10.
            aspect_ratio: For video models: `16:9` or `9:16`.
            audio: For video models: whether there is sound; `veo` only.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot travel, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been made and billed, and would be billed again.
            UnexpectedResponseError: What came is neither a picture nor a video, or a part of one.
        """

    def stream_video(
        self,
        prompt: str,
        *,
        model: ImageModel | None = "veo",
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        image: Images = None,
        seed: Seed = None,
        width: int | None = None,
        height: int | None = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        safe: bool | None = None,
        quality: ImageQuality | None = None,
        transparent: bool | None = None,
        extra: Extra = None,
    ) -> MediaStream:
        """Make a video and read it as it arrives, in constant memory.

        Args:
            prompt: What to show; see `image` for what cannot travel in a URL.
            model: The video model; `veo` unless told otherwise, for without one the service makes a picture.
            duration: The length in seconds, 1 to 10; `veo` makes 4, 6 or 8, `seedance` 2 to 10.
            aspect_ratio: `16:9` or `9:16`.
            audio: Whether there is sound; `veo` only.
            image: The http(s) URLs of reference pictures; `veo` takes them as the first and last frame.
            seed: As for `image`.
            width: The width in pixels, where the model heeds it.
            height: The height in pixels, where the model heeds it.
            enhance: Whether a text model rewrites the prompt first.
            negative_prompt: What not to show.
            safe: Whether strict content filters apply.
            quality: As for `image`.
            transparent: As for `image`.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot travel, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been made and billed, and would be billed again.
            UnexpectedResponseError: What came is no video, or a part of one.
        """

    def image_url(
        self,
        prompt: str,
        *,
        model: ImageModel | None = None,
        width: int | None = None,
        height: int | None = None,
        seed: Seed = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        safe: bool | None = None,
        quality: ImageQuality | None = None,
        image: Images = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
        with_key: bool = False,
    ) -> str:
        """Return the link that makes the picture, to share or to show in a page; nothing is sent.

        Args:
            prompt: What to show; see `image` for what cannot travel in a URL.
            model: As for `image`, like all that follow but the last.
            width: As for `image`.
            height: As for `image`.
            seed: As for `image`; `"random"` fixes a number in the link.
            enhance: As for `image`.
            negative_prompt: As for `image`.
            safe: As for `image`.
            quality: As for `image`.
            image: As for `image`.
            transparent: As for `image`.
            duration: As for `image`.
            aspect_ratio: As for `image`.
            audio: As for `image`.
            extra: As for `image`.
            with_key: Whether the link carries the client's publishable key (`pk_`), which everybody then can read; a
                secret one never.

        Raises:
            PromptError: The prompt cannot travel, or makes the URL longer than 8000 bytes.
            MissingKeyError: `with_key` and the client has no publishable key.
        """

    def text_url(
        self,
        prompt: str,
        *,
        model: TextModel | None = None,
        seed: Seed = None,
        system: str | None = None,
        json: bool | None = None,
        temperature: float | None = None,
        extra: Extra = None,
        with_key: bool = False,
    ) -> str:
        """Return the link that writes the text, to share; nothing is sent.

        What a text model would be given percent-encoded (`? + / & = # % : ; , @ $`) stands in the link as its
        full-width twin.

        Args:
            prompt: What to write.
            model: As for `text`, like all that follow but the last.
            seed: As for `text`; `"random"` fixes a number in the link.
            system: As for `text`.
            json: As for `text`.
            temperature: As for `text`.
            extra: As for `text`.
            with_key: Whether the link carries the client's publishable key (`pk_`), which everybody then can read; a
                secret one never.

        Raises:
            PromptError: The prompt cannot travel, or makes the URL longer than 8000 bytes.
            MissingKeyError: `with_key` and the client has no publishable key.
        """

    def call(self, operation: str, /, **arguments: Any) -> Any:
        """Call any operation of the contract by its operationId, such as `get_account_key`.

        Prefer the verb where there is one: it checks, retries and reads more carefully.

        Args:
            operation: The operationId.
            arguments: The parameters of path and query by their names in the contract, and the body as `body=` or by the
                names of its fields; of a multipart body, a file as bytes or opened. What is left out is not sent.

        Returns:
            What the contract says of a good answer: a generated model or a list of them, plain JSON, text, a `Media` for
            pictures and video, bytes, or None where there is nothing to answer.

        Raises:
            ValueError: There is no such operation, or an argument is not what the contract allows.
            TypeError: An argument is unknown, missing, or of the wrong type.
        """

class AsyncMethods:
    """The methods of `AsyncPollinations`."""

    async def text(
        self,
        prompt: str,
        *,
        model: TextModel | None = None,
        seed: Seed = None,
        system: str | None = None,
        json: bool | None = None,
        temperature: float | None = None,
        extra: Extra = None,
    ) -> str:
        """Write a text.

        Any prompt reaches the model as typed: a short, plain one in the URL, any other as a chat of one message, with
        the same result.

        The text may be empty, although the status says success; then it is logged as a warning, and `detailed.text`
        returns an `Answer` with `empty` set. An error object that comes as a success is raised, not returned. JSON with
        an `error` that the model itself wrote is returned: the answer has the headers of a model at work
        (`x-model-used`, `x-usage-*`), or `json=True` asked for JSON and it is not the service's own envelope.

        Args:
            prompt: What to write.
            model: The model, by name or alias; see `text_models`. The service takes `openai` if it is left out.
            seed: What fixes the result, from 0; -1 is fresh each time and cannot be repeated, `"random"` draws a number
                that `detailed` reports. Equal requests are answered from a cache that all users share.
            system: The instruction that sets the model's role and manner.
            json: Whether the text is to be JSON.
            temperature: How freely the model chooses, 0.0 to 2.0; some models ignore it.
            extra: Undocumented parameters.

        Raises:
            PromptError: The prompt is empty, or no text that can be encoded.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been written and billed, and would be billed again.
            UnexpectedResponseError: What came is no text: an error, a sound, or a web page.
        """

    async def chat(
        self,
        messages: Messages,
        *,
        model: TextModel | Unset = UNSET,
        modalities: Sequence[Modality] | Unset = UNSET,
        audio: AudioOptions | Json | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        response_format: TextResponseFormat
        | JsonSchemaResponseFormat
        | JsonObjectResponseFormat
        | Json
        | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        stream_options: StreamOptions | Json | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | Unset = UNSET,
        thinking_budget: int | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | Unset = UNSET,
        parallel_tool_calls: bool | Unset = UNSET,
        user: str | Unset = UNSET,
        function_call: FunctionCallMode | FunctionName | Json | Unset = UNSET,
        functions: Sequence[LegacyFunction | Json] | Unset = UNSET,
        extra: Extra = None,
    ) -> ChatCompletion:
        """Answer a conversation.

        What is not given is not sent. None is sent as null, which the service takes for "no such limit".

        Args:
            messages: What the person says as text; or the conversation, oldest first, as dicts or models.
            model: The model, by name or alias; see `text_models`. The service takes `openai` if it is left out.
            modalities: What the answer may consist of, `text` and `audio`.
            audio: The voice and file form of a spoken answer.
            frequency_penalty: How much frequent tokens are avoided, -2 to 2.
            repetition_penalty: How much repetition is avoided, 0 to 2.
            logit_bias: How much single tokens are favoured, by token id.
            logprobs: Whether the probabilities of the tokens are returned.
            top_logprobs: How many likely tokens to show at each place, 0 to 20.
            max_tokens: The most tokens to make.
            presence_penalty: How much tokens that occurred are avoided, -2 to 2.
            response_format: The form that the answer must have, `{"type": "json_object"}` for example.
            seed: What fixes the result, from 0; -1 is fresh each time and cannot be repeated, `"random"` draws a number
                that `detailed` reports. Equal requests are answered from a cache that all users share.
            stop: Where to stop: one text, or 1 to 4 of them.
            stream_options: What a stream tells besides the chunks; the service always tells the usage.
            thinking: Whether and how long the model thinks first.
            reasoning_effort: How hard a reasoning model thinks.
            thinking_budget: The most tokens to think with.
            temperature: How freely the model chooses, 0 to 2; some models ignore it.
            top_p: The share of likely tokens to choose from, 0 to 1.
            tools: What the model may call.
            tool_choice: Whether it must call a tool, and which.
            parallel_tool_calls: Whether it may call several tools at once.
            user: A name of yours for the end user.
            function_call: The older form of `tool_choice`.
            functions: The older form of `tools`, 1 to 128.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The text is empty, or the messages cannot be encoded, or take more than 20 MB.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been answered and billed, and would be billed again.
            UnexpectedResponseError: The answer breaks the contract; `field` says where.
        """

    async def image(
        self,
        prompt: str,
        *,
        model: ImageModel | None = None,
        width: int | None = None,
        height: int | None = None,
        seed: Seed = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        safe: bool | None = None,
        quality: ImageQuality | None = None,
        image: Images = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
    ) -> Media:
        """Make a picture and return it whole; a video model makes a video, whose `media_type` is `video/mp4`.

        A line break or tab in the prompt becomes a space and `%` its full-width twin: neither can travel in a URL.

        Args:
            prompt: What to show.
            model: The model, by name; see `image_models`. The service takes `zimage` if it is left out.
            width: The width in pixels, 1024 if left out, at most 2048.
            height: The height in pixels, 1024 if left out, at most 2048.
            seed: What fixes the result, 0 to 2147483647; -1 is fresh each time and cannot be repeated, `"random"` draws
                a number that `detailed` reports. Equal requests are answered from a cache that all users share.
            enhance: Whether a text model rewrites the prompt first.
            negative_prompt: What not to show.
            safe: Whether strict content filters apply.
            quality: How much care is taken; `gptimage` models only.
            image: The http(s) URLs of reference pictures.
            transparent: Whether the background is transparent; `gptimage` models only.
            duration: For video models: the length in seconds, 1 to 10.
            aspect_ratio: For video models: `16:9` or `9:16`.
            audio: For video models: whether there is sound; `veo` only.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot travel, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been made and billed, and would be billed again.
            UnexpectedResponseError: What came is neither a picture nor a video, or a part of one.
        """

    async def video(
        self,
        prompt: str,
        *,
        model: ImageModel | None = "veo",
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        image: Images = None,
        seed: Seed = None,
        width: int | None = None,
        height: int | None = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        safe: bool | None = None,
        quality: ImageQuality | None = None,
        transparent: bool | None = None,
        extra: Extra = None,
    ) -> Media:
        """Make a video, an MP4, and return it whole; it takes up to three minutes.

        Args:
            prompt: What to show; see `image` for what cannot travel in a URL.
            model: The video model; `veo` unless told otherwise, for without one the service makes a picture.
            duration: The length in seconds, 1 to 10; `veo` makes 4, 6 or 8, `seedance` 2 to 10.
            aspect_ratio: `16:9` or `9:16`.
            audio: Whether there is sound; `veo` only.
            image: The http(s) URLs of reference pictures; `veo` takes them as the first and last frame.
            seed: As for `image`.
            width: The width in pixels, where the model heeds it.
            height: The height in pixels, where the model heeds it.
            enhance: Whether a text model rewrites the prompt first.
            negative_prompt: What not to show.
            safe: Whether strict content filters apply.
            quality: As for `image`.
            transparent: As for `image`.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot travel, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been made and billed, and would be billed again.
            UnexpectedResponseError: What came is no video, or a part of one.
        """

    async def models(self, *, extra: Extra = None) -> ModelList:
        """List the text models in the form of OpenAI's list; works without a key.

        With a key that may use some models only, those are listed.

        Args:
            extra: Undocumented parameters of the query.
        """

    async def text_models(self, *, extra: Extra = None) -> list[Model]:
        """List the text models with their prices in pollen and their abilities; works without a key.

        With a key that may use some models only, those are listed.

        Args:
            extra: Undocumented parameters of the query.
        """

    async def image_models(self, *, extra: Extra = None) -> list[Model]:
        """List the image and video models with their prices in pollen and their abilities; works without a key.

        With a key that may use some models only, those are listed.

        Args:
            extra: Undocumented parameters of the query.
        """

    async def balance(self, *, extra: Extra = None) -> AccountBalance:
        """Return the pollen that is left: in the key's budget where it has one, else in the wallet.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:balance`.
        """

    async def profile(self, *, extra: Extra = None) -> AccountProfile:
        """Return the profile of the key's owner.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:profile`.
        """

    async def key(self, *, extra: Extra = None) -> AccountKey:
        """Return what the key is and may do: the way to check one, free and without a permission.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            AuthenticationError: The key does not work.
        """

    async def usage(self, *, limit: int | None = None, before: When = None, extra: Extra = None) -> AccountUsage:
        """Return one page of the billed requests of the last 30 days, newest first; `iter_usage` reads them all.

        Args:
            limit: The most records, 1 to 50000; the service gives 100 if it is left out.
            before: Only what is older than this, exclusive and in whole seconds.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:usage`.
            ValueError: `before` is no moment.
        """

    async def usage_csv(self, *, limit: int | None = None, before: When = None, extra: Extra = None) -> str:
        """Return one page of the billed requests as CSV with a header line.

        Read its columns by name: the service adds some in the middle.

        Args:
            limit: The most records, 1 to 50000; the service gives 100 if it is left out.
            before: Only what is older than this, exclusive and in whole seconds.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:usage`.
            ValueError: `before` is no moment.
        """

    async def daily_usage(self, *, extra: Extra = None) -> AccountDailyUsage:
        """Return what was billed in the last 90 days by day and model, up to an hour old.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:usage`.
        """

    async def daily_usage_csv(self, *, extra: Extra = None) -> str:
        """Return what was billed in the last 90 days by day and model, as CSV with a header line.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:usage`.
        """

    def stream_text(
        self,
        prompt: str,
        *,
        model: TextModel | None = None,
        seed: Seed = None,
        system: str | None = None,
        json: bool | None = None,
        temperature: float | None = None,
        extra: Extra = None,
    ) -> AsyncStream[str]:
        """Write a text and read it piece by piece, as it is made.

        Any prompt reaches the model as typed: a short, plain one in the URL, any other as a chat of one message, with
        the same result.

        The text may be empty, although the status says success; then it is logged as a warning, and `detailed.text`
        returns an `Answer` with `empty` set. An error object that comes as a success is raised, not returned. JSON with
        an `error` that the model itself wrote is returned: the answer has the headers of a model at work
        (`x-model-used`, `x-usage-*`), or `json=True` asked for JSON and it is not the service's own envelope.

        Args:
            prompt: What to write.
            model: The model, by name or alias; see `text_models`. The service takes `openai` if it is left out.
            seed: What fixes the result, from 0; -1 is fresh each time and cannot be repeated, `"random"` draws a number
                that `detailed` reports. Equal requests are answered from a cache that all users share.
            system: The instruction that sets the model's role and manner.
            json: Whether the text is to be JSON.
            temperature: How freely the model chooses, 0.0 to 2.0; some models ignore it.
            extra: Undocumented parameters.

        Raises:
            PromptError: The prompt is empty, or no text that can be encoded.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been written and billed, and would be billed again.
            UnexpectedResponseError: What came is no text: an error, a sound, or a web page.
        """

    def stream_chat(
        self,
        messages: Messages,
        *,
        model: TextModel | Unset = UNSET,
        modalities: Sequence[Modality] | Unset = UNSET,
        audio: AudioOptions | Json | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        response_format: TextResponseFormat
        | JsonSchemaResponseFormat
        | JsonObjectResponseFormat
        | Json
        | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        stream_options: StreamOptions | Json | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | Unset = UNSET,
        thinking_budget: int | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | Unset = UNSET,
        parallel_tool_calls: bool | Unset = UNSET,
        user: str | Unset = UNSET,
        function_call: FunctionCallMode | FunctionName | Json | Unset = UNSET,
        functions: Sequence[LegacyFunction | Json] | Unset = UNSET,
        extra: Extra = None,
    ) -> AsyncStream[ChatCompletionChunk]:
        """Answer a conversation and read the answer chunk by chunk, as it is made.

        What is not given is not sent. None is sent as null, which the service takes for "no such limit".

        Args:
            messages: What the person says as text; or the conversation, oldest first, as dicts or models.
            model: The model, by name or alias; see `text_models`. The service takes `openai` if it is left out.
            modalities: What the answer may consist of, `text` and `audio`.
            audio: The voice and file form of a spoken answer.
            frequency_penalty: How much frequent tokens are avoided, -2 to 2.
            repetition_penalty: How much repetition is avoided, 0 to 2.
            logit_bias: How much single tokens are favoured, by token id.
            logprobs: Whether the probabilities of the tokens are returned.
            top_logprobs: How many likely tokens to show at each place, 0 to 20.
            max_tokens: The most tokens to make.
            presence_penalty: How much tokens that occurred are avoided, -2 to 2.
            response_format: The form that the answer must have, `{"type": "json_object"}` for example.
            seed: What fixes the result, from 0; -1 is fresh each time and cannot be repeated, `"random"` draws a number
                that `detailed` reports. Equal requests are answered from a cache that all users share.
            stop: Where to stop: one text, or 1 to 4 of them.
            stream_options: What a stream tells besides the chunks; the service always tells the usage.
            thinking: Whether and how long the model thinks first.
            reasoning_effort: How hard a reasoning model thinks.
            thinking_budget: The most tokens to think with.
            temperature: How freely the model chooses, 0 to 2; some models ignore it.
            top_p: The share of likely tokens to choose from, 0 to 1.
            tools: What the model may call.
            tool_choice: Whether it must call a tool, and which.
            parallel_tool_calls: Whether it may call several tools at once.
            user: A name of yours for the end user.
            function_call: The older form of `tool_choice`.
            functions: The older form of `tools`, 1 to 128.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The text is empty, or the messages cannot be encoded, or take more than 20 MB.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been answered and billed, and would be billed again.
            UnexpectedResponseError: The answer breaks the contract; `field` says where.
        """

    def stream_image(
        self,
        prompt: str,
        *,
        model: ImageModel | None = None,
        width: int | None = None,
        height: int | None = None,
        seed: Seed = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        safe: bool | None = None,
        quality: ImageQuality | None = None,
        image: Images = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
    ) -> AsyncMediaStream:
        """Make a picture and read it as it arrives, in constant memory; a video model makes a video.

        A line break or tab in the prompt becomes a space and `%` its full-width twin: neither can travel in a URL.

        Args:
            prompt: What to show.
            model: The model, by name; see `image_models`. The service takes `zimage` if it is left out.
            width: The width in pixels, 1024 if left out, at most 2048.
            height: The height in pixels, 1024 if left out, at most 2048.
            seed: What fixes the result, 0 to 2147483647; -1 is fresh each time and cannot be repeated, `"random"` draws
                a number that `detailed` reports. Equal requests are answered from a cache that all users share.
            enhance: Whether a text model rewrites the prompt first.
            negative_prompt: What not to show.
            safe: Whether strict content filters apply.
            quality: How much care is taken; `gptimage` models only.
            image: The http(s) URLs of reference pictures.
            transparent: Whether the background is transparent; `gptimage` models only.
            duration: For video models: the length in seconds, 1 to 10.
            aspect_ratio: For video models: `16:9` or `9:16`.
            audio: For video models: whether there is sound; `veo` only.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot travel, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been made and billed, and would be billed again.
            UnexpectedResponseError: What came is neither a picture nor a video, or a part of one.
        """

    def stream_video(
        self,
        prompt: str,
        *,
        model: ImageModel | None = "veo",
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        image: Images = None,
        seed: Seed = None,
        width: int | None = None,
        height: int | None = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        safe: bool | None = None,
        quality: ImageQuality | None = None,
        transparent: bool | None = None,
        extra: Extra = None,
    ) -> AsyncMediaStream:
        """Make a video and read it as it arrives, in constant memory.

        Args:
            prompt: What to show; see `image` for what cannot travel in a URL.
            model: The video model; `veo` unless told otherwise, for without one the service makes a picture.
            duration: The length in seconds, 1 to 10; `veo` makes 4, 6 or 8, `seedance` 2 to 10.
            aspect_ratio: `16:9` or `9:16`.
            audio: Whether there is sound; `veo` only.
            image: The http(s) URLs of reference pictures; `veo` takes them as the first and last frame.
            seed: As for `image`.
            width: The width in pixels, where the model heeds it.
            height: The height in pixels, where the model heeds it.
            enhance: Whether a text model rewrites the prompt first.
            negative_prompt: What not to show.
            safe: Whether strict content filters apply.
            quality: As for `image`.
            transparent: As for `image`.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot travel, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been made and billed, and would be billed again.
            UnexpectedResponseError: What came is no video, or a part of one.
        """

    def image_url(
        self,
        prompt: str,
        *,
        model: ImageModel | None = None,
        width: int | None = None,
        height: int | None = None,
        seed: Seed = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        safe: bool | None = None,
        quality: ImageQuality | None = None,
        image: Images = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
        with_key: bool = False,
    ) -> str:
        """Return the link that makes the picture, to share or to show in a page; nothing is sent.

        Args:
            prompt: What to show; see `image` for what cannot travel in a URL.
            model: As for `image`, like all that follow but the last.
            width: As for `image`.
            height: As for `image`.
            seed: As for `image`; `"random"` fixes a number in the link.
            enhance: As for `image`.
            negative_prompt: As for `image`.
            safe: As for `image`.
            quality: As for `image`.
            image: As for `image`.
            transparent: As for `image`.
            duration: As for `image`.
            aspect_ratio: As for `image`.
            audio: As for `image`.
            extra: As for `image`.
            with_key: Whether the link carries the client's publishable key (`pk_`), which everybody then can read; a
                secret one never.

        Raises:
            PromptError: The prompt cannot travel, or makes the URL longer than 8000 bytes.
            MissingKeyError: `with_key` and the client has no publishable key.
        """

    def text_url(
        self,
        prompt: str,
        *,
        model: TextModel | None = None,
        seed: Seed = None,
        system: str | None = None,
        json: bool | None = None,
        temperature: float | None = None,
        extra: Extra = None,
        with_key: bool = False,
    ) -> str:
        """Return the link that writes the text, to share; nothing is sent.

        What a text model would be given percent-encoded (`? + / & = # % : ; , @ $`) stands in the link as its
        full-width twin.

        Args:
            prompt: What to write.
            model: As for `text`, like all that follow but the last.
            seed: As for `text`; `"random"` fixes a number in the link.
            system: As for `text`.
            json: As for `text`.
            temperature: As for `text`.
            extra: As for `text`.
            with_key: Whether the link carries the client's publishable key (`pk_`), which everybody then can read; a
                secret one never.

        Raises:
            PromptError: The prompt cannot travel, or makes the URL longer than 8000 bytes.
            MissingKeyError: `with_key` and the client has no publishable key.
        """

    async def call(self, operation: str, /, **arguments: Any) -> Any:
        """Call any operation of the contract by its operationId, such as `get_account_key`.

        Prefer the verb where there is one: it checks, retries and reads more carefully.

        Args:
            operation: The operationId.
            arguments: The parameters of path and query by their names in the contract, and the body as `body=` or by the
                names of its fields; of a multipart body, a file as bytes or opened. What is left out is not sent.

        Returns:
            What the contract says of a good answer: a generated model or a list of them, plain JSON, text, a `Media` for
            pictures and video, bytes, or None where there is nothing to answer.

        Raises:
            ValueError: There is no such operation, or an argument is not what the contract allows.
            TypeError: An argument is unknown, missing, or of the wrong type.
        """

class Detailed:
    """The methods of a `Pollinations` that return an `Answer` each."""

    def __init__(self, client: Any) -> None: ...
    def text(
        self,
        prompt: str,
        *,
        model: TextModel | None = None,
        seed: Seed = None,
        system: str | None = None,
        json: bool | None = None,
        temperature: float | None = None,
        extra: Extra = None,
    ) -> Answer[str]:
        """Write a text.

        Any prompt reaches the model as typed: a short, plain one in the URL, any other as a chat of one message, with
        the same result.

        The text may be empty, although the status says success; then it is logged as a warning, and `detailed.text`
        returns an `Answer` with `empty` set. An error object that comes as a success is raised, not returned. JSON with
        an `error` that the model itself wrote is returned: the answer has the headers of a model at work
        (`x-model-used`, `x-usage-*`), or `json=True` asked for JSON and it is not the service's own envelope.

        Args:
            prompt: What to write.
            model: The model, by name or alias; see `text_models`. The service takes `openai` if it is left out.
            seed: What fixes the result, from 0; -1 is fresh each time and cannot be repeated, `"random"` draws a number
                that `detailed` reports. Equal requests are answered from a cache that all users share.
            system: The instruction that sets the model's role and manner.
            json: Whether the text is to be JSON.
            temperature: How freely the model chooses, 0.0 to 2.0; some models ignore it.
            extra: Undocumented parameters.

        Raises:
            PromptError: The prompt is empty, or no text that can be encoded.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been written and billed, and would be billed again.
            UnexpectedResponseError: What came is no text: an error, a sound, or a web page.
        """

    def chat(
        self,
        messages: Messages,
        *,
        model: TextModel | Unset = UNSET,
        modalities: Sequence[Modality] | Unset = UNSET,
        audio: AudioOptions | Json | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        response_format: TextResponseFormat
        | JsonSchemaResponseFormat
        | JsonObjectResponseFormat
        | Json
        | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        stream_options: StreamOptions | Json | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | Unset = UNSET,
        thinking_budget: int | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | Unset = UNSET,
        parallel_tool_calls: bool | Unset = UNSET,
        user: str | Unset = UNSET,
        function_call: FunctionCallMode | FunctionName | Json | Unset = UNSET,
        functions: Sequence[LegacyFunction | Json] | Unset = UNSET,
        extra: Extra = None,
    ) -> Answer[ChatCompletion]:
        """Answer a conversation.

        What is not given is not sent. None is sent as null, which the service takes for "no such limit".

        Args:
            messages: What the person says as text; or the conversation, oldest first, as dicts or models.
            model: The model, by name or alias; see `text_models`. The service takes `openai` if it is left out.
            modalities: What the answer may consist of, `text` and `audio`.
            audio: The voice and file form of a spoken answer.
            frequency_penalty: How much frequent tokens are avoided, -2 to 2.
            repetition_penalty: How much repetition is avoided, 0 to 2.
            logit_bias: How much single tokens are favoured, by token id.
            logprobs: Whether the probabilities of the tokens are returned.
            top_logprobs: How many likely tokens to show at each place, 0 to 20.
            max_tokens: The most tokens to make.
            presence_penalty: How much tokens that occurred are avoided, -2 to 2.
            response_format: The form that the answer must have, `{"type": "json_object"}` for example.
            seed: What fixes the result, from 0; -1 is fresh each time and cannot be repeated, `"random"` draws a number
                that `detailed` reports. Equal requests are answered from a cache that all users share.
            stop: Where to stop: one text, or 1 to 4 of them.
            stream_options: What a stream tells besides the chunks; the service always tells the usage.
            thinking: Whether and how long the model thinks first.
            reasoning_effort: How hard a reasoning model thinks.
            thinking_budget: The most tokens to think with.
            temperature: How freely the model chooses, 0 to 2; some models ignore it.
            top_p: The share of likely tokens to choose from, 0 to 1.
            tools: What the model may call.
            tool_choice: Whether it must call a tool, and which.
            parallel_tool_calls: Whether it may call several tools at once.
            user: A name of yours for the end user.
            function_call: The older form of `tool_choice`.
            functions: The older form of `tools`, 1 to 128.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The text is empty, or the messages cannot be encoded, or take more than 20 MB.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been answered and billed, and would be billed again.
            UnexpectedResponseError: The answer breaks the contract; `field` says where.
        """

    def image(
        self,
        prompt: str,
        *,
        model: ImageModel | None = None,
        width: int | None = None,
        height: int | None = None,
        seed: Seed = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        safe: bool | None = None,
        quality: ImageQuality | None = None,
        image: Images = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
    ) -> Answer[Media]:
        """Make a picture and return it whole; a video model makes a video, whose `media_type` is `video/mp4`.

        A line break or tab in the prompt becomes a space and `%` its full-width twin: neither can travel in a URL.

        Args:
            prompt: What to show.
            model: The model, by name; see `image_models`. The service takes `zimage` if it is left out.
            width: The width in pixels, 1024 if left out, at most 2048.
            height: The height in pixels, 1024 if left out, at most 2048.
            seed: What fixes the result, 0 to 2147483647; -1 is fresh each time and cannot be repeated, `"random"` draws
                a number that `detailed` reports. Equal requests are answered from a cache that all users share.
            enhance: Whether a text model rewrites the prompt first.
            negative_prompt: What not to show.
            safe: Whether strict content filters apply.
            quality: How much care is taken; `gptimage` models only.
            image: The http(s) URLs of reference pictures.
            transparent: Whether the background is transparent; `gptimage` models only.
            duration: For video models: the length in seconds, 1 to 10.
            aspect_ratio: For video models: `16:9` or `9:16`.
            audio: For video models: whether there is sound; `veo` only.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot travel, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been made and billed, and would be billed again.
            UnexpectedResponseError: What came is neither a picture nor a video, or a part of one.
        """

    def video(
        self,
        prompt: str,
        *,
        model: ImageModel | None = "veo",
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        image: Images = None,
        seed: Seed = None,
        width: int | None = None,
        height: int | None = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        safe: bool | None = None,
        quality: ImageQuality | None = None,
        transparent: bool | None = None,
        extra: Extra = None,
    ) -> Answer[Media]:
        """Make a video, an MP4, and return it whole; it takes up to three minutes.

        Args:
            prompt: What to show; see `image` for what cannot travel in a URL.
            model: The video model; `veo` unless told otherwise, for without one the service makes a picture.
            duration: The length in seconds, 1 to 10; `veo` makes 4, 6 or 8, `seedance` 2 to 10.
            aspect_ratio: `16:9` or `9:16`.
            audio: Whether there is sound; `veo` only.
            image: The http(s) URLs of reference pictures; `veo` takes them as the first and last frame.
            seed: As for `image`.
            width: The width in pixels, where the model heeds it.
            height: The height in pixels, where the model heeds it.
            enhance: Whether a text model rewrites the prompt first.
            negative_prompt: What not to show.
            safe: Whether strict content filters apply.
            quality: As for `image`.
            transparent: As for `image`.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot travel, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been made and billed, and would be billed again.
            UnexpectedResponseError: What came is no video, or a part of one.
        """

    def models(self, *, extra: Extra = None) -> Answer[ModelList]:
        """List the text models in the form of OpenAI's list; works without a key.

        With a key that may use some models only, those are listed.

        Args:
            extra: Undocumented parameters of the query.
        """

    def text_models(self, *, extra: Extra = None) -> Answer[list[Model]]:
        """List the text models with their prices in pollen and their abilities; works without a key.

        With a key that may use some models only, those are listed.

        Args:
            extra: Undocumented parameters of the query.
        """

    def image_models(self, *, extra: Extra = None) -> Answer[list[Model]]:
        """List the image and video models with their prices in pollen and their abilities; works without a key.

        With a key that may use some models only, those are listed.

        Args:
            extra: Undocumented parameters of the query.
        """

    def balance(self, *, extra: Extra = None) -> Answer[AccountBalance]:
        """Return the pollen that is left: in the key's budget where it has one, else in the wallet.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:balance`.
        """

    def profile(self, *, extra: Extra = None) -> Answer[AccountProfile]:
        """Return the profile of the key's owner.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:profile`.
        """

    def key(self, *, extra: Extra = None) -> Answer[AccountKey]:
        """Return what the key is and may do: the way to check one, free and without a permission.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            AuthenticationError: The key does not work.
        """

    def usage(
        self,
        *,
        limit: int | None = None,
        before: When = None,
        extra: Extra = None,
    ) -> Answer[AccountUsage]:
        """Return one page of the billed requests of the last 30 days, newest first; `iter_usage` reads them all.

        Args:
            limit: The most records, 1 to 50000; the service gives 100 if it is left out.
            before: Only what is older than this, exclusive and in whole seconds.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:usage`.
            ValueError: `before` is no moment.
        """

    def usage_csv(self, *, limit: int | None = None, before: When = None, extra: Extra = None) -> Answer[str]:
        """Return one page of the billed requests as CSV with a header line.

        Read its columns by name: the service adds some in the middle.

        Args:
            limit: The most records, 1 to 50000; the service gives 100 if it is left out.
            before: Only what is older than this, exclusive and in whole seconds.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:usage`.
            ValueError: `before` is no moment.
        """

    def daily_usage(self, *, extra: Extra = None) -> Answer[AccountDailyUsage]:
        """Return what was billed in the last 90 days by day and model, up to an hour old.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:usage`.
        """

    def daily_usage_csv(self, *, extra: Extra = None) -> Answer[str]:
        """Return what was billed in the last 90 days by day and model, as CSV with a header line.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:usage`.
        """

    def call(self, operation: str, /, **arguments: Any) -> Answer[Any]:
        """Call any operation of the contract by its operationId, such as `get_account_key`.

        Prefer the verb where there is one: it checks, retries and reads more carefully.

        Args:
            operation: The operationId.
            arguments: The parameters of path and query by their names in the contract, and the body as `body=` or by the
                names of its fields; of a multipart body, a file as bytes or opened. What is left out is not sent.

        Returns:
            What the contract says of a good answer: a generated model or a list of them, plain JSON, text, a `Media` for
            pictures and video, bytes, or None where there is nothing to answer.

        Raises:
            ValueError: There is no such operation, or an argument is not what the contract allows.
            TypeError: An argument is unknown, missing, or of the wrong type.
        """

class AsyncDetailed:
    """The methods of an `AsyncPollinations` that return an `Answer` each."""

    def __init__(self, client: Any) -> None: ...
    async def text(
        self,
        prompt: str,
        *,
        model: TextModel | None = None,
        seed: Seed = None,
        system: str | None = None,
        json: bool | None = None,
        temperature: float | None = None,
        extra: Extra = None,
    ) -> Answer[str]:
        """Write a text.

        Any prompt reaches the model as typed: a short, plain one in the URL, any other as a chat of one message, with
        the same result.

        The text may be empty, although the status says success; then it is logged as a warning, and `detailed.text`
        returns an `Answer` with `empty` set. An error object that comes as a success is raised, not returned. JSON with
        an `error` that the model itself wrote is returned: the answer has the headers of a model at work
        (`x-model-used`, `x-usage-*`), or `json=True` asked for JSON and it is not the service's own envelope.

        Args:
            prompt: What to write.
            model: The model, by name or alias; see `text_models`. The service takes `openai` if it is left out.
            seed: What fixes the result, from 0; -1 is fresh each time and cannot be repeated, `"random"` draws a number
                that `detailed` reports. Equal requests are answered from a cache that all users share.
            system: The instruction that sets the model's role and manner.
            json: Whether the text is to be JSON.
            temperature: How freely the model chooses, 0.0 to 2.0; some models ignore it.
            extra: Undocumented parameters.

        Raises:
            PromptError: The prompt is empty, or no text that can be encoded.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been written and billed, and would be billed again.
            UnexpectedResponseError: What came is no text: an error, a sound, or a web page.
        """

    async def chat(
        self,
        messages: Messages,
        *,
        model: TextModel | Unset = UNSET,
        modalities: Sequence[Modality] | Unset = UNSET,
        audio: AudioOptions | Json | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        response_format: TextResponseFormat
        | JsonSchemaResponseFormat
        | JsonObjectResponseFormat
        | Json
        | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        stream_options: StreamOptions | Json | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | Unset = UNSET,
        thinking_budget: int | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | Unset = UNSET,
        parallel_tool_calls: bool | Unset = UNSET,
        user: str | Unset = UNSET,
        function_call: FunctionCallMode | FunctionName | Json | Unset = UNSET,
        functions: Sequence[LegacyFunction | Json] | Unset = UNSET,
        extra: Extra = None,
    ) -> Answer[ChatCompletion]:
        """Answer a conversation.

        What is not given is not sent. None is sent as null, which the service takes for "no such limit".

        Args:
            messages: What the person says as text; or the conversation, oldest first, as dicts or models.
            model: The model, by name or alias; see `text_models`. The service takes `openai` if it is left out.
            modalities: What the answer may consist of, `text` and `audio`.
            audio: The voice and file form of a spoken answer.
            frequency_penalty: How much frequent tokens are avoided, -2 to 2.
            repetition_penalty: How much repetition is avoided, 0 to 2.
            logit_bias: How much single tokens are favoured, by token id.
            logprobs: Whether the probabilities of the tokens are returned.
            top_logprobs: How many likely tokens to show at each place, 0 to 20.
            max_tokens: The most tokens to make.
            presence_penalty: How much tokens that occurred are avoided, -2 to 2.
            response_format: The form that the answer must have, `{"type": "json_object"}` for example.
            seed: What fixes the result, from 0; -1 is fresh each time and cannot be repeated, `"random"` draws a number
                that `detailed` reports. Equal requests are answered from a cache that all users share.
            stop: Where to stop: one text, or 1 to 4 of them.
            stream_options: What a stream tells besides the chunks; the service always tells the usage.
            thinking: Whether and how long the model thinks first.
            reasoning_effort: How hard a reasoning model thinks.
            thinking_budget: The most tokens to think with.
            temperature: How freely the model chooses, 0 to 2; some models ignore it.
            top_p: The share of likely tokens to choose from, 0 to 1.
            tools: What the model may call.
            tool_choice: Whether it must call a tool, and which.
            parallel_tool_calls: Whether it may call several tools at once.
            user: A name of yours for the end user.
            function_call: The older form of `tool_choice`.
            functions: The older form of `tools`, 1 to 128.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The text is empty, or the messages cannot be encoded, or take more than 20 MB.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been answered and billed, and would be billed again.
            UnexpectedResponseError: The answer breaks the contract; `field` says where.
        """

    async def image(
        self,
        prompt: str,
        *,
        model: ImageModel | None = None,
        width: int | None = None,
        height: int | None = None,
        seed: Seed = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        safe: bool | None = None,
        quality: ImageQuality | None = None,
        image: Images = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
    ) -> Answer[Media]:
        """Make a picture and return it whole; a video model makes a video, whose `media_type` is `video/mp4`.

        A line break or tab in the prompt becomes a space and `%` its full-width twin: neither can travel in a URL.

        Args:
            prompt: What to show.
            model: The model, by name; see `image_models`. The service takes `zimage` if it is left out.
            width: The width in pixels, 1024 if left out, at most 2048.
            height: The height in pixels, 1024 if left out, at most 2048.
            seed: What fixes the result, 0 to 2147483647; -1 is fresh each time and cannot be repeated, `"random"` draws
                a number that `detailed` reports. Equal requests are answered from a cache that all users share.
            enhance: Whether a text model rewrites the prompt first.
            negative_prompt: What not to show.
            safe: Whether strict content filters apply.
            quality: How much care is taken; `gptimage` models only.
            image: The http(s) URLs of reference pictures.
            transparent: Whether the background is transparent; `gptimage` models only.
            duration: For video models: the length in seconds, 1 to 10.
            aspect_ratio: For video models: `16:9` or `9:16`.
            audio: For video models: whether there is sound; `veo` only.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot travel, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been made and billed, and would be billed again.
            UnexpectedResponseError: What came is neither a picture nor a video, or a part of one.
        """

    async def video(
        self,
        prompt: str,
        *,
        model: ImageModel | None = "veo",
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        image: Images = None,
        seed: Seed = None,
        width: int | None = None,
        height: int | None = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        safe: bool | None = None,
        quality: ImageQuality | None = None,
        transparent: bool | None = None,
        extra: Extra = None,
    ) -> Answer[Media]:
        """Make a video, an MP4, and return it whole; it takes up to three minutes.

        Args:
            prompt: What to show; see `image` for what cannot travel in a URL.
            model: The video model; `veo` unless told otherwise, for without one the service makes a picture.
            duration: The length in seconds, 1 to 10; `veo` makes 4, 6 or 8, `seedance` 2 to 10.
            aspect_ratio: `16:9` or `9:16`.
            audio: Whether there is sound; `veo` only.
            image: The http(s) URLs of reference pictures; `veo` takes them as the first and last frame.
            seed: As for `image`.
            width: The width in pixels, where the model heeds it.
            height: The height in pixels, where the model heeds it.
            enhance: Whether a text model rewrites the prompt first.
            negative_prompt: What not to show.
            safe: Whether strict content filters apply.
            quality: As for `image`.
            transparent: As for `image`.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot travel, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
            OutcomeUnknownError: It may have been made and billed, and would be billed again.
            UnexpectedResponseError: What came is no video, or a part of one.
        """

    async def models(self, *, extra: Extra = None) -> Answer[ModelList]:
        """List the text models in the form of OpenAI's list; works without a key.

        With a key that may use some models only, those are listed.

        Args:
            extra: Undocumented parameters of the query.
        """

    async def text_models(self, *, extra: Extra = None) -> Answer[list[Model]]:
        """List the text models with their prices in pollen and their abilities; works without a key.

        With a key that may use some models only, those are listed.

        Args:
            extra: Undocumented parameters of the query.
        """

    async def image_models(self, *, extra: Extra = None) -> Answer[list[Model]]:
        """List the image and video models with their prices in pollen and their abilities; works without a key.

        With a key that may use some models only, those are listed.

        Args:
            extra: Undocumented parameters of the query.
        """

    async def balance(self, *, extra: Extra = None) -> Answer[AccountBalance]:
        """Return the pollen that is left: in the key's budget where it has one, else in the wallet.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:balance`.
        """

    async def profile(self, *, extra: Extra = None) -> Answer[AccountProfile]:
        """Return the profile of the key's owner.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:profile`.
        """

    async def key(self, *, extra: Extra = None) -> Answer[AccountKey]:
        """Return what the key is and may do: the way to check one, free and without a permission.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            AuthenticationError: The key does not work.
        """

    async def usage(
        self,
        *,
        limit: int | None = None,
        before: When = None,
        extra: Extra = None,
    ) -> Answer[AccountUsage]:
        """Return one page of the billed requests of the last 30 days, newest first; `iter_usage` reads them all.

        Args:
            limit: The most records, 1 to 50000; the service gives 100 if it is left out.
            before: Only what is older than this, exclusive and in whole seconds.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:usage`.
            ValueError: `before` is no moment.
        """

    async def usage_csv(self, *, limit: int | None = None, before: When = None, extra: Extra = None) -> Answer[str]:
        """Return one page of the billed requests as CSV with a header line.

        Read its columns by name: the service adds some in the middle.

        Args:
            limit: The most records, 1 to 50000; the service gives 100 if it is left out.
            before: Only what is older than this, exclusive and in whole seconds.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:usage`.
            ValueError: `before` is no moment.
        """

    async def daily_usage(self, *, extra: Extra = None) -> Answer[AccountDailyUsage]:
        """Return what was billed in the last 90 days by day and model, up to an hour old.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:usage`.
        """

    async def daily_usage_csv(self, *, extra: Extra = None) -> Answer[str]:
        """Return what was billed in the last 90 days by day and model, as CSV with a header line.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `account:usage`.
        """

    async def call(self, operation: str, /, **arguments: Any) -> Answer[Any]:
        """Call any operation of the contract by its operationId, such as `get_account_key`.

        Prefer the verb where there is one: it checks, retries and reads more carefully.

        Args:
            operation: The operationId.
            arguments: The parameters of path and query by their names in the contract, and the body as `body=` or by the
                names of its fields; of a multipart body, a file as bytes or opened. What is left out is not sent.

        Returns:
            What the contract says of a good answer: a generated model or a list of them, plain JSON, text, a `Media` for
            pictures and video, bytes, or None where there is nothing to answer.

        Raises:
            ValueError: There is no such operation, or an argument is not what the contract allows.
            TypeError: An argument is unknown, missing, or of the wrong type.
        """
