# Written from the functions of `_operations` by `nox -s regenerate`; do not edit: change those instead.
from collections.abc import Mapping, Sequence
from typing import Any

from pollination_api.models import (
    AccountBalance,
    AccountDailyUsage,
    AccountKey,
    AccountProfile,
    AccountUsage,
    AnyObject,
    AudioOptions,
    BuiltInTool,
    ChatCompletionChunk,
    FunctionCallMode,
    FunctionName,
    FunctionTool,
    ImageQuality,
    LegacyFunction,
    ListedModel,
    LogitBias,
    MediaResolution,
    Modality,
    Model,
    ModelList,
    ModelReliability,
    ModelSource,
    ModelStatusTable,
    NamedToolChoice,
    ReasoningEffort,
    StoredFile,
    StreamOptions,
    ThinkingOptions,
    ToolChoiceMode,
    UsageGranularity,
    WebSearchOptions,
)
from pollination_api.types import UNSET, Unset
from pollination_sdk._client.descriptors import Flavour
from pollination_sdk._http.file_body import Progress
from pollination_sdk._media.media import Media
from pollination_sdk._operations.names import (
    Attachment,
    Conversation,
    File,
    ImageModel,
    Images,
    Json,
    ModelKind,
    ResponseFormat,
    Safety,
    Seed,
    TextModel,
)
from pollination_sdk._operations.parameters import Extra
from pollination_sdk._responses.answer import Answer
from pollination_sdk._streams.chat import AsyncStream, Stream
from pollination_sdk._streams.media import AsyncMediaStream, MediaStream
from pollination_sdk._support.dates import When
from pollination_sdk.types import ChatCompletion

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
        top_p: float | None = None,
        presence_penalty: float | None = None,
        frequency_penalty: float | None = None,
        repetition_penalty: float | None = None,
        max_tokens: int | None = None,
        max_completion_tokens: int | None = None,
        reasoning_effort: ReasoningEffort | None = None,
        safe: Safety | None = None,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> str:
        """Generate text.

        The model receives every prompt unchanged. A short, plain prompt is sent in the URL, any other as a chat with one
        message, and so is a prompt with attachments. The result is the same.

        The text may be empty, although the status says success. Then a warning is logged, and `detailed.text` returns an
        `Answer` with `empty` set. An error object with a status of success is raised, not returned. JSON with an `error`
        that the model itself wrote is returned. It is recognised by the headers of a model (`x-model-used`,
        `x-usage-*`), or because `json=True` is set and it is not the service's own envelope.

        Args:
            prompt: The prompt.
            model: The name or alias of the model; see `text_models`. The service uses `openai` by default.
            seed: The seed, from 0. Without a seed, the same arguments give the same text again: the service stores each
                result and gives it to all its users. `"random"` and -1 draw a new number for each call, which `detailed`
                reports.
            system: The system message, which sets the role and style of the model.
            json: Whether the model must write JSON.
            temperature: The sampling temperature, 0.0 to 2.0; some models ignore it.
            top_p: The probability mass for nucleus sampling, 0 to 1.
            presence_penalty: The penalty for tokens that occurred before, -2 to 2.
            frequency_penalty: The penalty for tokens by their frequency so far, -2 to 2.
            repetition_penalty: The penalty for repeated tokens, 0 to 2.
            max_tokens: The most tokens to generate.
            max_completion_tokens: The most tokens to generate, with those for reasoning.
            reasoning_effort: The reasoning effort of a reasoning model.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            attachments: Images, videos, audio and PDFs, as path objects, bytes, open files, `Media` or URLs. Text is a URL
                or a data URI, never a path.
            extra: Undocumented parameters.

        Raises:
            PromptError: The prompt is empty, or cannot be encoded; or an attachment is too large.
            ArgumentError: An attachment is neither a file nor a URL, or a file that a chat does not take.
            OSError: An attachment cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The text may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not text but an error, audio, or a web page.
        """

    def chat(
        self,
        messages: Conversation,
        *,
        model: TextModel | None | Unset = UNSET,
        modalities: Sequence[Modality] | None | Unset = UNSET,
        audio: AudioOptions | Json | None | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        response_format: ResponseFormat | None | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        stream_options: StreamOptions | Json | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | None | Unset = UNSET,
        thinking_budget: int | None | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | None | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
        parallel_tool_calls: bool | None | Unset = UNSET,
        user: str | None | Unset = UNSET,
        function_call: FunctionCallMode | FunctionName | Json | None | Unset = UNSET,
        functions: Sequence[LegacyFunction | Json] | None | Unset = UNSET,
        safe: Safety | None | Unset = UNSET,
        max_completion_tokens: int | None | Unset = UNSET,
        web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
        prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> ChatCompletion:
        """Create a chat completion.

        An option that is left out is not sent. None means the same, so that a function can pass on its own options. Only an
        option whose type in the contract has null, such as `max_tokens` or `stop`, is sent as null if it is None.

        Args:
            messages: The user's text; or the conversation, oldest message first, as dicts or models.
            model: The name or alias of the model; see `text_models`. The service uses `openai` by default.
            modalities: The modalities of the answer, `text` and `audio`.
            audio: The voice and the file format of a spoken answer.
            frequency_penalty: The penalty for tokens by their frequency so far, -2 to 2.
            repetition_penalty: The penalty for repeated tokens, 0 to 2.
            logit_bias: The bias of single tokens, by token id.
            logprobs: Whether to return the log probabilities of the tokens.
            top_logprobs: The number of most likely tokens to return at each position, 0 to 20.
            max_tokens: The most tokens to generate.
            presence_penalty: The penalty for tokens that occurred before, -2 to 2.
            response_format: The format of the answer, such as `"json_object"`, or a dict with a schema.
            seed: The seed, from 0. Without a seed, the same arguments give the same answer again: the service stores each
                result and gives it to all its users. `"random"` and -1 draw a new number for each call, which `detailed`
                reports.
            stop: The stop sequences: one text, or a list of 1 to 4.
            stream_options: The options of a stream; the service always sends the usage.
            thinking: Whether the model thinks first, and for how long.
            reasoning_effort: The reasoning effort of a reasoning model.
            thinking_budget: The most tokens for thinking.
            temperature: The sampling temperature, 0 to 2; some models ignore it.
            top_p: The probability mass for nucleus sampling, 0 to 1.
            tools: The tools that the model may call.
            tool_choice: Whether the model must call a tool, and which one.
            parallel_tool_calls: Whether the model may call several tools at once.
            user: Your own identifier of the end user.
            function_call: The older form of `tool_choice`.
            functions: The older form of `tools`, 1 to 128.
            safe: The checks that the messages pass first, such as `"privacy,secrets"`; True means these two.
            max_completion_tokens: The most tokens to generate, with those for reasoning.
            web_search_options: The options of a model that searches the web.
            prompt_cache_options: How the prompt is cached, as `{"mode": ...}`.
            attachments: Images, videos, audio and PDFs, as path objects, bytes, open files, `Media` or URLs. They become
                the last parts of the user's last message. Text is a URL or a data URI, never a path.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The text is empty, or the messages cannot be encoded, or are too large.
            ArgumentError: An attachment is neither a file nor a URL, or a file that a chat does not take.
            OSError: An attachment cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The answer may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer breaks the contract; `field` names the place.
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
        safe: Safety | None = None,
        resolution: MediaResolution | None = None,
        quality: ImageQuality | None = None,
        image: Images = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Media:
        """Generate an image and return it whole; a video model returns a video with the `media_type` `video/mp4`.

        A line break or tab in the prompt becomes a space, and `%` becomes its full-width form: neither can be sent in a
        URL.

        Args:
            prompt: The description of the image.
            model: The name of the model; see `image_models`. The service uses `zimage` by default.
            width: The width in pixels, at most 2048; 1024 by default.
            height: The height in pixels, at most 2048; 1024 by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same image again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            enhance: Deprecated: the service no longer takes it.
            negative_prompt: Deprecated: the service no longer takes it.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            resolution: The size, such as `2k`, for the models that take it.
            quality: The quality level; `gptimage` models only.
            image: The http(s) URLs of reference images.
            transparent: Whether the background is transparent; `gptimage` models only.
            duration: For video models: the length in seconds, 1 to 120; `image_models` has what each takes.
            aspect_ratio: For video models: `16:9`, `9:16`, or another that the model takes.
            audio: For video models: whether to generate sound; `veo` only.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The image may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an image or a video, or is incomplete.
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
        safe: Safety | None = None,
        resolution: MediaResolution | None = None,
        quality: ImageQuality | None = None,
        transparent: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Media:
        """Generate a video (MP4) and return it whole. It takes up to three minutes.

        Args:
            prompt: The description of the video; see `image` for text that cannot be sent in a URL.
            model: The video model, `veo` by default. Without a model the service would generate an image.
            duration: The length in seconds, 1 to 120; `image_models` has what each model takes.
            aspect_ratio: `16:9`, `9:16`, or another that the model takes.
            audio: Whether to generate sound; `veo` only.
            image: The http(s) URLs of reference images; `veo` uses them as the first and last frame.
            seed: As for `image`.
            width: The width in pixels, if the model supports it.
            height: The height in pixels, if the model supports it.
            enhance: Deprecated: the service no longer takes it.
            negative_prompt: Deprecated: the service no longer takes it.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            resolution: The size, such as `2k`, for the models that take it.
            quality: As for `image`.
            transparent: As for `image`.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The video may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not a video, or is incomplete.
        """

    def upload(
        self,
        file: File,
        *,
        name: str | None = None,
        content_type: str | None = None,
        tags: str | Sequence[str] | None = None,
        id: str | None = None,
        progress: Progress | None = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> StoredFile:
        """Upload a file: everybody with its URL can read it, for 30 days, and only a file with tags can be deleted.

        A file with tags is listed publicly, see `uploads`. A read renews the 30 days of a file that is 15 days old.

        The file is read while it is sent, so memory stays flat. Once a part of it was sent, it is never sent again: not
        after an error, not with another key, and not to another URL. Then a broken connection raises
        `OutcomeUnknownError`. With an `id` of yours, `upload_info(id)` tells whether the file is there.

        Args:
            file: The file, at most 400 MiB: a path object, bytes, an open binary file that can seek, or a `Media`.
            name: The file name; by default that of the file.
            content_type: The media type; by default by the first bytes, else by the name.
            tags: At most eight tags. They publish the file in a list that everybody can read.
            id: An id of yours: at most 128 letters, digits, dots, underscores and hyphens. By default a random one.
            progress: Called after each piece with the bytes of the file that were sent and their total. An exception from
                it ends the upload. The async client awaits an async function.

        Returns:
            The stored file, with its `id` and `url`.

        Raises:
            ArgumentError: `file` is no file or has no known size, or `progress` is no function; nothing was sent.
            ArgumentValueError: A tag, the id or the media type is not allowed; nothing was sent.
            PromptError: The file is too large, and `check_size` is not False; nothing was sent.
            OSError: The file cannot be read; nothing was sent.
            OutcomeUnknownError: The connection broke after a part of the file was sent.
            APIError: The service refuses the file; 409 if the id is taken.
            PollinationsError: The file was changed while it was sent.
        """

    def upload_info(
        self,
        id: str | StoredFile,
        *,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> StoredFile:
        """Describe an uploaded file, which is kept for 30 days and can be read by everybody with its URL.

        This does not renew the 30 days.

        Args:
            id: The id of the file, its URL on the media host, or what `upload` returned.

        Raises:
            NotFoundError: There is no such file, or its time is over.
            ArgumentValueError: The URL is not of the media host; nothing was sent.
        """

    def delete_upload(
        self,
        id: str | StoredFile,
        *,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Delete an own uploaded file that has tags, with a secret key; a file without tags stays for its 30 days.

        Args:
            id: As for `upload_info`.

        Raises:
            NotFoundError: There is no such file. After a broken connection, the first attempt may have deleted it.
            PermissionDeniedError: The file has no tags or belongs to others, or the key is a publishable one.
            ArgumentValueError: The URL is not of the media host; nothing was sent.
        """

    def models(
        self,
        *,
        kind: ModelKind | None = None,
        source: ModelSource | None = None,
        community: bool | None = None,
        query: str | None = None,
        capabilities: str | None = None,
        agent: bool | None = None,
        limit: int | None = None,
        reliability: ModelReliability | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> ModelList:
        """List the models of all kinds in the format of OpenAI's list; works without a key.

        With a key, only the models that it may use are listed: a name that is missing may still exist.

        Args:
            kind: What the models make: `text`, `image`, `video`, `audio`, `3d`, `embedding` or `realtime`; all by default.
            source: Whose models to list, `official` or `community`; all by default.
            community: The older form of `source`.
            query: The words that the name, title, description or publisher must hold.
            capabilities: What the models must be able to do, separated by commas, such as `reasoning,tool_calling`.
            agent: Whether to list agents alone, or none of them.
            limit: The most models to list, 1 to 500.
            reliability: `all` lists the models of the community that fail often too.
            extra: Undocumented parameters of the query.

        Raises:
            ArgumentValueError: `kind` is none of these.
        """

    def text_models(
        self,
        *,
        source: ModelSource | None = None,
        community: bool | None = None,
        query: str | None = None,
        capabilities: str | None = None,
        agent: bool | None = None,
        limit: int | None = None,
        reliability: ModelReliability | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> list[Model]:
        """List the text models with their prices in pollen and their capabilities; works without a key.

        With a key, only the models that it may use are listed.

        Args:
            source: Whose models to list, `official` or `community`; all by default.
            community: The older form of `source`.
            query: The words that the name, title, description or publisher must hold.
            capabilities: What the models must be able to do, separated by commas, such as `reasoning,tool_calling`.
            agent: Whether to list agents alone, or none of them.
            limit: The most models to list, 1 to 500.
            reliability: `all` lists the models of the community that fail often too.
            extra: Undocumented parameters of the query.
        """

    def image_models(
        self,
        *,
        source: ModelSource | None = None,
        community: bool | None = None,
        query: str | None = None,
        capabilities: str | None = None,
        agent: bool | None = None,
        limit: int | None = None,
        reliability: ModelReliability | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> list[Model]:
        """List the image and video models with their prices in pollen and their capabilities; works without a key.

        With a key, only the models that it may use are listed.

        Args:
            source: Whose models to list, `official` or `community`; all by default.
            community: The older form of `source`.
            query: The words that the name, title, description or publisher must hold.
            capabilities: What the models must be able to do, separated by commas, such as `reasoning,tool_calling`.
            agent: Whether to list agents alone, or none of them.
            limit: The most models to list, 1 to 500.
            reliability: `all` lists the models of the community that fail often too.
            extra: Undocumented parameters of the query.
        """

    def model(
        self,
        model: str,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> ListedModel:
        """Return the entry of one model, with its health, its prices and its aliases; works without a key.

        With a key, a model that it may not use counts as unknown.

        Args:
            model: The id, such as `openai/gpt-5.4-nano`, or an alias, such as `openai`.
            extra: Undocumented parameters of the query.

        Raises:
            NotFoundError: There is no such model.
        """

    def model_status(
        self,
        *,
        minutes: int | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> ModelStatusTable:
        """Return how the models have done lately: requests, errors and response times; works without a key.

        The headers `X-Model-Status-Timestamp` and `X-Model-Status-Stale` of `detailed` tell how old the numbers are.

        Args:
            minutes: How many minutes to look back, 1 to 10080; 60 by default.
            extra: Undocumented parameters of the query.
        """

    def balance(
        self,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AccountBalance:
        """Return the pollen that is left in the key's budget or, without a budget, in the wallet.

        With the permission `usage` the result also has `account_balance`, the pollen of the whole account. That has the
        `total` and the two pots, `tier` (from quests) and `paid`.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key has no budget of its own, and lacks the permission `usage`.
        """

    def profile(
        self,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AccountProfile:
        """Return the profile of the key's owner.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `profile`.
        """

    def key(
        self,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AccountKey:
        """Return the name, permissions and limits of the key. Use it to check a key: it is free and needs no permission.

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
        before_event_id: str | None = None,
        days: int | None = None,
        granularity: UsageGranularity | None = None,
        period: str | None = None,
        api_key_ids: str | None = None,
        models: str | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AccountUsage:
        """Return one page of the billed requests of the last 30 days, newest first; `iter_usage` reads all pages.

        Args:
            limit: The most records, 1 to 50000; the service sends 100 by default.
            before: Return only records from before this time, exclusive, in whole seconds.
            before_event_id: The `cursor_event_id` of the last record read; together with `before`, no record is lost.
            days: The days to look back, 1 to 90.
            granularity: The unit of `period`: `day`, `week` or `month`.
            period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
            api_key_ids: The ids of the keys to return records of.
            models: The models to return records of.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `usage`.
            ArgumentValueError: `before` is not a valid time.
        """

    def usage_csv(
        self,
        *,
        limit: int | None = None,
        before: When = None,
        before_event_id: str | None = None,
        days: int | None = None,
        granularity: UsageGranularity | None = None,
        period: str | None = None,
        api_key_ids: str | None = None,
        models: str | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> str:
        """Return one page of the billed requests as CSV with a header line.

        Read the columns by name: the service adds columns in the middle.

        Args:
            limit: The most records, 1 to 50000; the service sends 100 by default.
            before: Return only records from before this time, exclusive, in whole seconds.
            before_event_id: The `cursor_event_id` of the last record read; together with `before`, no record is lost.
            days: The days to look back, 1 to 90.
            granularity: The unit of `period`: `day`, `week` or `month`.
            period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
            api_key_ids: The ids of the keys to return records of.
            models: The models to return records of.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `usage`.
            ArgumentValueError: `before` is not a valid time.
        """

    def daily_usage(
        self,
        *,
        days: int | None = None,
        granularity: UsageGranularity | None = None,
        period: str | None = None,
        api_key_ids: str | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AccountDailyUsage:
        """Return the billed requests of the last 90 days by day and model. The data may be an hour old.

        Args:
            days: The days to look back, 1 to 90.
            granularity: The unit of `period`: `day`, `week` or `month`.
            period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
            api_key_ids: The ids of the keys to return records of.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `usage`.
        """

    def daily_usage_csv(
        self,
        *,
        days: int | None = None,
        granularity: UsageGranularity | None = None,
        period: str | None = None,
        api_key_ids: str | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> str:
        """Return the billed requests of the last 90 days by day and model, as CSV with a header line.

        Args:
            days: The days to look back, 1 to 90.
            granularity: The unit of `period`: `day`, `week` or `month`.
            period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
            api_key_ids: The ids of the keys to return records of.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `usage`.
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
        top_p: float | None = None,
        presence_penalty: float | None = None,
        frequency_penalty: float | None = None,
        repetition_penalty: float | None = None,
        max_tokens: int | None = None,
        max_completion_tokens: int | None = None,
        reasoning_effort: ReasoningEffort | None = None,
        safe: Safety | None = None,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Stream[str]:
        """Generate text and read it as a stream, piece by piece.

        The model receives every prompt unchanged. A short, plain prompt is sent in the URL, any other as a chat with one
        message, and so is a prompt with attachments. The result is the same.

        The text may be empty, although the status says success. Then a warning is logged, and `detailed.text` returns an
        `Answer` with `empty` set. An error object with a status of success is raised, not returned. JSON with an `error`
        that the model itself wrote is returned. It is recognised by the headers of a model (`x-model-used`,
        `x-usage-*`), or because `json=True` is set and it is not the service's own envelope.

        Args:
            prompt: The prompt.
            model: The name or alias of the model; see `text_models`. The service uses `openai` by default.
            seed: The seed, from 0. Without a seed, the same arguments give the same text again: the service stores each
                result and gives it to all its users. `"random"` and -1 draw a new number for each call, which `detailed`
                reports.
            system: The system message, which sets the role and style of the model.
            json: Whether the model must write JSON.
            temperature: The sampling temperature, 0.0 to 2.0; some models ignore it.
            top_p: The probability mass for nucleus sampling, 0 to 1.
            presence_penalty: The penalty for tokens that occurred before, -2 to 2.
            frequency_penalty: The penalty for tokens by their frequency so far, -2 to 2.
            repetition_penalty: The penalty for repeated tokens, 0 to 2.
            max_tokens: The most tokens to generate.
            max_completion_tokens: The most tokens to generate, with those for reasoning.
            reasoning_effort: The reasoning effort of a reasoning model.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            attachments: Images, videos, audio and PDFs, as path objects, bytes, open files, `Media` or URLs. Text is a URL
                or a data URI, never a path.
            extra: Undocumented parameters.

        Raises:
            PromptError: The prompt is empty, or cannot be encoded; or an attachment is too large.
            ArgumentError: An attachment is neither a file nor a URL, or a file that a chat does not take.
            OSError: An attachment cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The text may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not text but an error, audio, or a web page.
        """

    def stream_chat(
        self,
        messages: Conversation,
        *,
        model: TextModel | None | Unset = UNSET,
        modalities: Sequence[Modality] | None | Unset = UNSET,
        audio: AudioOptions | Json | None | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        response_format: ResponseFormat | None | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        stream_options: StreamOptions | Json | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | None | Unset = UNSET,
        thinking_budget: int | None | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | None | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
        parallel_tool_calls: bool | None | Unset = UNSET,
        user: str | None | Unset = UNSET,
        function_call: FunctionCallMode | FunctionName | Json | None | Unset = UNSET,
        functions: Sequence[LegacyFunction | Json] | None | Unset = UNSET,
        safe: Safety | None | Unset = UNSET,
        max_completion_tokens: int | None | Unset = UNSET,
        web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
        prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Stream[ChatCompletionChunk]:
        """Create a chat completion and read it as a stream, chunk by chunk.

        An option that is left out is not sent. None means the same, so that a function can pass on its own options. Only an
        option whose type in the contract has null, such as `max_tokens` or `stop`, is sent as null if it is None.

        Args:
            messages: The user's text; or the conversation, oldest message first, as dicts or models.
            model: The name or alias of the model; see `text_models`. The service uses `openai` by default.
            modalities: The modalities of the answer, `text` and `audio`.
            audio: The voice and the file format of a spoken answer.
            frequency_penalty: The penalty for tokens by their frequency so far, -2 to 2.
            repetition_penalty: The penalty for repeated tokens, 0 to 2.
            logit_bias: The bias of single tokens, by token id.
            logprobs: Whether to return the log probabilities of the tokens.
            top_logprobs: The number of most likely tokens to return at each position, 0 to 20.
            max_tokens: The most tokens to generate.
            presence_penalty: The penalty for tokens that occurred before, -2 to 2.
            response_format: The format of the answer, such as `"json_object"`, or a dict with a schema.
            seed: The seed, from 0. Without a seed, the same arguments give the same answer again: the service stores each
                result and gives it to all its users. `"random"` and -1 draw a new number for each call, which `detailed`
                reports.
            stop: The stop sequences: one text, or a list of 1 to 4.
            stream_options: The options of a stream; the service always sends the usage.
            thinking: Whether the model thinks first, and for how long.
            reasoning_effort: The reasoning effort of a reasoning model.
            thinking_budget: The most tokens for thinking.
            temperature: The sampling temperature, 0 to 2; some models ignore it.
            top_p: The probability mass for nucleus sampling, 0 to 1.
            tools: The tools that the model may call.
            tool_choice: Whether the model must call a tool, and which one.
            parallel_tool_calls: Whether the model may call several tools at once.
            user: Your own identifier of the end user.
            function_call: The older form of `tool_choice`.
            functions: The older form of `tools`, 1 to 128.
            safe: The checks that the messages pass first, such as `"privacy,secrets"`; True means these two.
            max_completion_tokens: The most tokens to generate, with those for reasoning.
            web_search_options: The options of a model that searches the web.
            prompt_cache_options: How the prompt is cached, as `{"mode": ...}`.
            attachments: Images, videos, audio and PDFs, as path objects, bytes, open files, `Media` or URLs. They become
                the last parts of the user's last message. Text is a URL or a data URI, never a path.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The text is empty, or the messages cannot be encoded, or are too large.
            ArgumentError: An attachment is neither a file nor a URL, or a file that a chat does not take.
            OSError: An attachment cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The answer may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer breaks the contract; `field` names the place.
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
        safe: Safety | None = None,
        resolution: MediaResolution | None = None,
        quality: ImageQuality | None = None,
        image: Images = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> MediaStream:
        """Generate an image and read it as a stream, in constant memory; a video model returns a video.

        A line break or tab in the prompt becomes a space, and `%` becomes its full-width form: neither can be sent in a
        URL.

        Args:
            prompt: The description of the image.
            model: The name of the model; see `image_models`. The service uses `zimage` by default.
            width: The width in pixels, at most 2048; 1024 by default.
            height: The height in pixels, at most 2048; 1024 by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same image again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            enhance: Deprecated: the service no longer takes it.
            negative_prompt: Deprecated: the service no longer takes it.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            resolution: The size, such as `2k`, for the models that take it.
            quality: The quality level; `gptimage` models only.
            image: The http(s) URLs of reference images.
            transparent: Whether the background is transparent; `gptimage` models only.
            duration: For video models: the length in seconds, 1 to 120; `image_models` has what each takes.
            aspect_ratio: For video models: `16:9`, `9:16`, or another that the model takes.
            audio: For video models: whether to generate sound; `veo` only.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The image may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an image or a video, or is incomplete.
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
        safe: Safety | None = None,
        resolution: MediaResolution | None = None,
        quality: ImageQuality | None = None,
        transparent: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> MediaStream:
        """Generate a video and read it as a stream, in constant memory.

        Args:
            prompt: The description of the video; see `image` for text that cannot be sent in a URL.
            model: The video model, `veo` by default. Without a model the service would generate an image.
            duration: The length in seconds, 1 to 120; `image_models` has what each model takes.
            aspect_ratio: `16:9`, `9:16`, or another that the model takes.
            audio: Whether to generate sound; `veo` only.
            image: The http(s) URLs of reference images; `veo` uses them as the first and last frame.
            seed: As for `image`.
            width: The width in pixels, if the model supports it.
            height: The height in pixels, if the model supports it.
            enhance: Deprecated: the service no longer takes it.
            negative_prompt: Deprecated: the service no longer takes it.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            resolution: The size, such as `2k`, for the models that take it.
            quality: As for `image`.
            transparent: As for `image`.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The video may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not a video, or is incomplete.
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
        safe: Safety | None = None,
        resolution: MediaResolution | None = None,
        quality: ImageQuality | None = None,
        image: Images = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
        with_key: bool = False,
    ) -> str:
        """Return a link that generates the image when it is opened, to share or to use in a web page. Nothing is sent.

        Args:
            prompt: The description of the image; see `image` for text that cannot be sent in a URL.
            model: As for `image`.
            width: As for `image`.
            height: As for `image`.
            seed: As for `image`; `"random"` and -1 put a random number into the link.
            enhance: As for `image`.
            negative_prompt: As for `image`.
            safe: As for `image`.
            resolution: As for `image`.
            quality: As for `image`.
            image: As for `image`.
            transparent: As for `image`.
            duration: As for `image`.
            aspect_ratio: As for `image`.
            audio: As for `image`.
            extra: As for `image`.
            with_key: Whether the link contains the client's publishable key (`pk_`), which everybody with the link can
                read. A link never contains a secret key.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            MissingKeyError: `with_key` is True, and the client has no publishable key.
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
        top_p: float | None = None,
        presence_penalty: float | None = None,
        frequency_penalty: float | None = None,
        repetition_penalty: float | None = None,
        max_tokens: int | None = None,
        max_completion_tokens: int | None = None,
        reasoning_effort: ReasoningEffort | None = None,
        safe: Safety | None = None,
        extra: Extra = None,
        with_key: bool = False,
    ) -> str:
        """Return a link that generates the text when it is opened, to share. Nothing is sent.

        The characters `? + / & = # % : ; , @ $` become their full-width forms in the link: the model would receive them
        percent-encoded.

        Args:
            prompt: The prompt.
            model: As for `text`.
            seed: As for `text`; `"random"` and -1 put a random number into the link.
            system: As for `text`.
            json: As for `text`.
            temperature: As for `text`.
            top_p: As for `text`.
            presence_penalty: As for `text`.
            frequency_penalty: As for `text`.
            repetition_penalty: As for `text`.
            max_tokens: As for `text`.
            max_completion_tokens: As for `text`.
            reasoning_effort: As for `text`.
            safe: As for `text`.
            extra: As for `text`.
            with_key: Whether the link contains the client's publishable key (`pk_`), which everybody with the link can
                read. A link never contains a secret key.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            MissingKeyError: `with_key` is True, and the client has no publishable key.
        """

    def call(
        self,
        operation: str,
        /,
        *,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
        **arguments: Any,
    ) -> Any:
        """Call any operation of the contract by its operationId, such as `get_account_key`.

        Prefer the operation's own method if there is one: its checks, retries and decoding are more precise.

        Args:
            operation: The operationId.
            arguments: The path and query parameters by their names in the contract, and the body as `body=` or by the
                names of its fields. A file of a form is a path object, bytes, an open file or a `Media`, never text. An
                argument that is left out is not sent. A `seed` of -1 or `"random"` becomes a new number, which `detailed`
                reports.

        Returns:
            The decoded answer: a generated model or a list of models, plain JSON, text or bytes. An image, a video, audio
            or a 3D model is a `Media`, and an empty answer is None.

        Raises:
            ArgumentValueError: There is no such operation, or the contract does not allow the value of an argument.
            ArgumentError: An argument is unknown, missing, or of the wrong type, or `stream` is true.
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
        top_p: float | None = None,
        presence_penalty: float | None = None,
        frequency_penalty: float | None = None,
        repetition_penalty: float | None = None,
        max_tokens: int | None = None,
        max_completion_tokens: int | None = None,
        reasoning_effort: ReasoningEffort | None = None,
        safe: Safety | None = None,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> str:
        """Generate text.

        The model receives every prompt unchanged. A short, plain prompt is sent in the URL, any other as a chat with one
        message, and so is a prompt with attachments. The result is the same.

        The text may be empty, although the status says success. Then a warning is logged, and `detailed.text` returns an
        `Answer` with `empty` set. An error object with a status of success is raised, not returned. JSON with an `error`
        that the model itself wrote is returned. It is recognised by the headers of a model (`x-model-used`,
        `x-usage-*`), or because `json=True` is set and it is not the service's own envelope.

        Args:
            prompt: The prompt.
            model: The name or alias of the model; see `text_models`. The service uses `openai` by default.
            seed: The seed, from 0. Without a seed, the same arguments give the same text again: the service stores each
                result and gives it to all its users. `"random"` and -1 draw a new number for each call, which `detailed`
                reports.
            system: The system message, which sets the role and style of the model.
            json: Whether the model must write JSON.
            temperature: The sampling temperature, 0.0 to 2.0; some models ignore it.
            top_p: The probability mass for nucleus sampling, 0 to 1.
            presence_penalty: The penalty for tokens that occurred before, -2 to 2.
            frequency_penalty: The penalty for tokens by their frequency so far, -2 to 2.
            repetition_penalty: The penalty for repeated tokens, 0 to 2.
            max_tokens: The most tokens to generate.
            max_completion_tokens: The most tokens to generate, with those for reasoning.
            reasoning_effort: The reasoning effort of a reasoning model.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            attachments: Images, videos, audio and PDFs, as path objects, bytes, open files, `Media` or URLs. Text is a URL
                or a data URI, never a path.
            extra: Undocumented parameters.

        Raises:
            PromptError: The prompt is empty, or cannot be encoded; or an attachment is too large.
            ArgumentError: An attachment is neither a file nor a URL, or a file that a chat does not take.
            OSError: An attachment cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The text may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not text but an error, audio, or a web page.
        """

    async def chat(
        self,
        messages: Conversation,
        *,
        model: TextModel | None | Unset = UNSET,
        modalities: Sequence[Modality] | None | Unset = UNSET,
        audio: AudioOptions | Json | None | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        response_format: ResponseFormat | None | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        stream_options: StreamOptions | Json | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | None | Unset = UNSET,
        thinking_budget: int | None | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | None | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
        parallel_tool_calls: bool | None | Unset = UNSET,
        user: str | None | Unset = UNSET,
        function_call: FunctionCallMode | FunctionName | Json | None | Unset = UNSET,
        functions: Sequence[LegacyFunction | Json] | None | Unset = UNSET,
        safe: Safety | None | Unset = UNSET,
        max_completion_tokens: int | None | Unset = UNSET,
        web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
        prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> ChatCompletion:
        """Create a chat completion.

        An option that is left out is not sent. None means the same, so that a function can pass on its own options. Only an
        option whose type in the contract has null, such as `max_tokens` or `stop`, is sent as null if it is None.

        Args:
            messages: The user's text; or the conversation, oldest message first, as dicts or models.
            model: The name or alias of the model; see `text_models`. The service uses `openai` by default.
            modalities: The modalities of the answer, `text` and `audio`.
            audio: The voice and the file format of a spoken answer.
            frequency_penalty: The penalty for tokens by their frequency so far, -2 to 2.
            repetition_penalty: The penalty for repeated tokens, 0 to 2.
            logit_bias: The bias of single tokens, by token id.
            logprobs: Whether to return the log probabilities of the tokens.
            top_logprobs: The number of most likely tokens to return at each position, 0 to 20.
            max_tokens: The most tokens to generate.
            presence_penalty: The penalty for tokens that occurred before, -2 to 2.
            response_format: The format of the answer, such as `"json_object"`, or a dict with a schema.
            seed: The seed, from 0. Without a seed, the same arguments give the same answer again: the service stores each
                result and gives it to all its users. `"random"` and -1 draw a new number for each call, which `detailed`
                reports.
            stop: The stop sequences: one text, or a list of 1 to 4.
            stream_options: The options of a stream; the service always sends the usage.
            thinking: Whether the model thinks first, and for how long.
            reasoning_effort: The reasoning effort of a reasoning model.
            thinking_budget: The most tokens for thinking.
            temperature: The sampling temperature, 0 to 2; some models ignore it.
            top_p: The probability mass for nucleus sampling, 0 to 1.
            tools: The tools that the model may call.
            tool_choice: Whether the model must call a tool, and which one.
            parallel_tool_calls: Whether the model may call several tools at once.
            user: Your own identifier of the end user.
            function_call: The older form of `tool_choice`.
            functions: The older form of `tools`, 1 to 128.
            safe: The checks that the messages pass first, such as `"privacy,secrets"`; True means these two.
            max_completion_tokens: The most tokens to generate, with those for reasoning.
            web_search_options: The options of a model that searches the web.
            prompt_cache_options: How the prompt is cached, as `{"mode": ...}`.
            attachments: Images, videos, audio and PDFs, as path objects, bytes, open files, `Media` or URLs. They become
                the last parts of the user's last message. Text is a URL or a data URI, never a path.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The text is empty, or the messages cannot be encoded, or are too large.
            ArgumentError: An attachment is neither a file nor a URL, or a file that a chat does not take.
            OSError: An attachment cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The answer may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer breaks the contract; `field` names the place.
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
        safe: Safety | None = None,
        resolution: MediaResolution | None = None,
        quality: ImageQuality | None = None,
        image: Images = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Media:
        """Generate an image and return it whole; a video model returns a video with the `media_type` `video/mp4`.

        A line break or tab in the prompt becomes a space, and `%` becomes its full-width form: neither can be sent in a
        URL.

        Args:
            prompt: The description of the image.
            model: The name of the model; see `image_models`. The service uses `zimage` by default.
            width: The width in pixels, at most 2048; 1024 by default.
            height: The height in pixels, at most 2048; 1024 by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same image again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            enhance: Deprecated: the service no longer takes it.
            negative_prompt: Deprecated: the service no longer takes it.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            resolution: The size, such as `2k`, for the models that take it.
            quality: The quality level; `gptimage` models only.
            image: The http(s) URLs of reference images.
            transparent: Whether the background is transparent; `gptimage` models only.
            duration: For video models: the length in seconds, 1 to 120; `image_models` has what each takes.
            aspect_ratio: For video models: `16:9`, `9:16`, or another that the model takes.
            audio: For video models: whether to generate sound; `veo` only.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The image may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an image or a video, or is incomplete.
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
        safe: Safety | None = None,
        resolution: MediaResolution | None = None,
        quality: ImageQuality | None = None,
        transparent: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Media:
        """Generate a video (MP4) and return it whole. It takes up to three minutes.

        Args:
            prompt: The description of the video; see `image` for text that cannot be sent in a URL.
            model: The video model, `veo` by default. Without a model the service would generate an image.
            duration: The length in seconds, 1 to 120; `image_models` has what each model takes.
            aspect_ratio: `16:9`, `9:16`, or another that the model takes.
            audio: Whether to generate sound; `veo` only.
            image: The http(s) URLs of reference images; `veo` uses them as the first and last frame.
            seed: As for `image`.
            width: The width in pixels, if the model supports it.
            height: The height in pixels, if the model supports it.
            enhance: Deprecated: the service no longer takes it.
            negative_prompt: Deprecated: the service no longer takes it.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            resolution: The size, such as `2k`, for the models that take it.
            quality: As for `image`.
            transparent: As for `image`.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The video may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not a video, or is incomplete.
        """

    async def upload(
        self,
        file: File,
        *,
        name: str | None = None,
        content_type: str | None = None,
        tags: str | Sequence[str] | None = None,
        id: str | None = None,
        progress: Progress | None = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> StoredFile:
        """Upload a file: everybody with its URL can read it, for 30 days, and only a file with tags can be deleted.

        A file with tags is listed publicly, see `uploads`. A read renews the 30 days of a file that is 15 days old.

        The file is read while it is sent, so memory stays flat. Once a part of it was sent, it is never sent again: not
        after an error, not with another key, and not to another URL. Then a broken connection raises
        `OutcomeUnknownError`. With an `id` of yours, `upload_info(id)` tells whether the file is there.

        Args:
            file: The file, at most 400 MiB: a path object, bytes, an open binary file that can seek, or a `Media`.
            name: The file name; by default that of the file.
            content_type: The media type; by default by the first bytes, else by the name.
            tags: At most eight tags. They publish the file in a list that everybody can read.
            id: An id of yours: at most 128 letters, digits, dots, underscores and hyphens. By default a random one.
            progress: Called after each piece with the bytes of the file that were sent and their total. An exception from
                it ends the upload. The async client awaits an async function.

        Returns:
            The stored file, with its `id` and `url`.

        Raises:
            ArgumentError: `file` is no file or has no known size, or `progress` is no function; nothing was sent.
            ArgumentValueError: A tag, the id or the media type is not allowed; nothing was sent.
            PromptError: The file is too large, and `check_size` is not False; nothing was sent.
            OSError: The file cannot be read; nothing was sent.
            OutcomeUnknownError: The connection broke after a part of the file was sent.
            APIError: The service refuses the file; 409 if the id is taken.
            PollinationsError: The file was changed while it was sent.
        """

    async def upload_info(
        self,
        id: str | StoredFile,
        *,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> StoredFile:
        """Describe an uploaded file, which is kept for 30 days and can be read by everybody with its URL.

        This does not renew the 30 days.

        Args:
            id: The id of the file, its URL on the media host, or what `upload` returned.

        Raises:
            NotFoundError: There is no such file, or its time is over.
            ArgumentValueError: The URL is not of the media host; nothing was sent.
        """

    async def delete_upload(
        self,
        id: str | StoredFile,
        *,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Delete an own uploaded file that has tags, with a secret key; a file without tags stays for its 30 days.

        Args:
            id: As for `upload_info`.

        Raises:
            NotFoundError: There is no such file. After a broken connection, the first attempt may have deleted it.
            PermissionDeniedError: The file has no tags or belongs to others, or the key is a publishable one.
            ArgumentValueError: The URL is not of the media host; nothing was sent.
        """

    async def models(
        self,
        *,
        kind: ModelKind | None = None,
        source: ModelSource | None = None,
        community: bool | None = None,
        query: str | None = None,
        capabilities: str | None = None,
        agent: bool | None = None,
        limit: int | None = None,
        reliability: ModelReliability | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> ModelList:
        """List the models of all kinds in the format of OpenAI's list; works without a key.

        With a key, only the models that it may use are listed: a name that is missing may still exist.

        Args:
            kind: What the models make: `text`, `image`, `video`, `audio`, `3d`, `embedding` or `realtime`; all by default.
            source: Whose models to list, `official` or `community`; all by default.
            community: The older form of `source`.
            query: The words that the name, title, description or publisher must hold.
            capabilities: What the models must be able to do, separated by commas, such as `reasoning,tool_calling`.
            agent: Whether to list agents alone, or none of them.
            limit: The most models to list, 1 to 500.
            reliability: `all` lists the models of the community that fail often too.
            extra: Undocumented parameters of the query.

        Raises:
            ArgumentValueError: `kind` is none of these.
        """

    async def text_models(
        self,
        *,
        source: ModelSource | None = None,
        community: bool | None = None,
        query: str | None = None,
        capabilities: str | None = None,
        agent: bool | None = None,
        limit: int | None = None,
        reliability: ModelReliability | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> list[Model]:
        """List the text models with their prices in pollen and their capabilities; works without a key.

        With a key, only the models that it may use are listed.

        Args:
            source: Whose models to list, `official` or `community`; all by default.
            community: The older form of `source`.
            query: The words that the name, title, description or publisher must hold.
            capabilities: What the models must be able to do, separated by commas, such as `reasoning,tool_calling`.
            agent: Whether to list agents alone, or none of them.
            limit: The most models to list, 1 to 500.
            reliability: `all` lists the models of the community that fail often too.
            extra: Undocumented parameters of the query.
        """

    async def image_models(
        self,
        *,
        source: ModelSource | None = None,
        community: bool | None = None,
        query: str | None = None,
        capabilities: str | None = None,
        agent: bool | None = None,
        limit: int | None = None,
        reliability: ModelReliability | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> list[Model]:
        """List the image and video models with their prices in pollen and their capabilities; works without a key.

        With a key, only the models that it may use are listed.

        Args:
            source: Whose models to list, `official` or `community`; all by default.
            community: The older form of `source`.
            query: The words that the name, title, description or publisher must hold.
            capabilities: What the models must be able to do, separated by commas, such as `reasoning,tool_calling`.
            agent: Whether to list agents alone, or none of them.
            limit: The most models to list, 1 to 500.
            reliability: `all` lists the models of the community that fail often too.
            extra: Undocumented parameters of the query.
        """

    async def model(
        self,
        model: str,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> ListedModel:
        """Return the entry of one model, with its health, its prices and its aliases; works without a key.

        With a key, a model that it may not use counts as unknown.

        Args:
            model: The id, such as `openai/gpt-5.4-nano`, or an alias, such as `openai`.
            extra: Undocumented parameters of the query.

        Raises:
            NotFoundError: There is no such model.
        """

    async def model_status(
        self,
        *,
        minutes: int | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> ModelStatusTable:
        """Return how the models have done lately: requests, errors and response times; works without a key.

        The headers `X-Model-Status-Timestamp` and `X-Model-Status-Stale` of `detailed` tell how old the numbers are.

        Args:
            minutes: How many minutes to look back, 1 to 10080; 60 by default.
            extra: Undocumented parameters of the query.
        """

    async def balance(
        self,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AccountBalance:
        """Return the pollen that is left in the key's budget or, without a budget, in the wallet.

        With the permission `usage` the result also has `account_balance`, the pollen of the whole account. That has the
        `total` and the two pots, `tier` (from quests) and `paid`.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key has no budget of its own, and lacks the permission `usage`.
        """

    async def profile(
        self,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AccountProfile:
        """Return the profile of the key's owner.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `profile`.
        """

    async def key(
        self,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AccountKey:
        """Return the name, permissions and limits of the key. Use it to check a key: it is free and needs no permission.

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
        before_event_id: str | None = None,
        days: int | None = None,
        granularity: UsageGranularity | None = None,
        period: str | None = None,
        api_key_ids: str | None = None,
        models: str | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AccountUsage:
        """Return one page of the billed requests of the last 30 days, newest first; `iter_usage` reads all pages.

        Args:
            limit: The most records, 1 to 50000; the service sends 100 by default.
            before: Return only records from before this time, exclusive, in whole seconds.
            before_event_id: The `cursor_event_id` of the last record read; together with `before`, no record is lost.
            days: The days to look back, 1 to 90.
            granularity: The unit of `period`: `day`, `week` or `month`.
            period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
            api_key_ids: The ids of the keys to return records of.
            models: The models to return records of.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `usage`.
            ArgumentValueError: `before` is not a valid time.
        """

    async def usage_csv(
        self,
        *,
        limit: int | None = None,
        before: When = None,
        before_event_id: str | None = None,
        days: int | None = None,
        granularity: UsageGranularity | None = None,
        period: str | None = None,
        api_key_ids: str | None = None,
        models: str | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> str:
        """Return one page of the billed requests as CSV with a header line.

        Read the columns by name: the service adds columns in the middle.

        Args:
            limit: The most records, 1 to 50000; the service sends 100 by default.
            before: Return only records from before this time, exclusive, in whole seconds.
            before_event_id: The `cursor_event_id` of the last record read; together with `before`, no record is lost.
            days: The days to look back, 1 to 90.
            granularity: The unit of `period`: `day`, `week` or `month`.
            period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
            api_key_ids: The ids of the keys to return records of.
            models: The models to return records of.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `usage`.
            ArgumentValueError: `before` is not a valid time.
        """

    async def daily_usage(
        self,
        *,
        days: int | None = None,
        granularity: UsageGranularity | None = None,
        period: str | None = None,
        api_key_ids: str | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AccountDailyUsage:
        """Return the billed requests of the last 90 days by day and model. The data may be an hour old.

        Args:
            days: The days to look back, 1 to 90.
            granularity: The unit of `period`: `day`, `week` or `month`.
            period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
            api_key_ids: The ids of the keys to return records of.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `usage`.
        """

    async def daily_usage_csv(
        self,
        *,
        days: int | None = None,
        granularity: UsageGranularity | None = None,
        period: str | None = None,
        api_key_ids: str | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> str:
        """Return the billed requests of the last 90 days by day and model, as CSV with a header line.

        Args:
            days: The days to look back, 1 to 90.
            granularity: The unit of `period`: `day`, `week` or `month`.
            period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
            api_key_ids: The ids of the keys to return records of.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `usage`.
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
        top_p: float | None = None,
        presence_penalty: float | None = None,
        frequency_penalty: float | None = None,
        repetition_penalty: float | None = None,
        max_tokens: int | None = None,
        max_completion_tokens: int | None = None,
        reasoning_effort: ReasoningEffort | None = None,
        safe: Safety | None = None,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AsyncStream[str]:
        """Generate text and read it as a stream, piece by piece.

        The model receives every prompt unchanged. A short, plain prompt is sent in the URL, any other as a chat with one
        message, and so is a prompt with attachments. The result is the same.

        The text may be empty, although the status says success. Then a warning is logged, and `detailed.text` returns an
        `Answer` with `empty` set. An error object with a status of success is raised, not returned. JSON with an `error`
        that the model itself wrote is returned. It is recognised by the headers of a model (`x-model-used`,
        `x-usage-*`), or because `json=True` is set and it is not the service's own envelope.

        Args:
            prompt: The prompt.
            model: The name or alias of the model; see `text_models`. The service uses `openai` by default.
            seed: The seed, from 0. Without a seed, the same arguments give the same text again: the service stores each
                result and gives it to all its users. `"random"` and -1 draw a new number for each call, which `detailed`
                reports.
            system: The system message, which sets the role and style of the model.
            json: Whether the model must write JSON.
            temperature: The sampling temperature, 0.0 to 2.0; some models ignore it.
            top_p: The probability mass for nucleus sampling, 0 to 1.
            presence_penalty: The penalty for tokens that occurred before, -2 to 2.
            frequency_penalty: The penalty for tokens by their frequency so far, -2 to 2.
            repetition_penalty: The penalty for repeated tokens, 0 to 2.
            max_tokens: The most tokens to generate.
            max_completion_tokens: The most tokens to generate, with those for reasoning.
            reasoning_effort: The reasoning effort of a reasoning model.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            attachments: Images, videos, audio and PDFs, as path objects, bytes, open files, `Media` or URLs. Text is a URL
                or a data URI, never a path.
            extra: Undocumented parameters.

        Raises:
            PromptError: The prompt is empty, or cannot be encoded; or an attachment is too large.
            ArgumentError: An attachment is neither a file nor a URL, or a file that a chat does not take.
            OSError: An attachment cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The text may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not text but an error, audio, or a web page.
        """

    def stream_chat(
        self,
        messages: Conversation,
        *,
        model: TextModel | None | Unset = UNSET,
        modalities: Sequence[Modality] | None | Unset = UNSET,
        audio: AudioOptions | Json | None | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        response_format: ResponseFormat | None | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        stream_options: StreamOptions | Json | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | None | Unset = UNSET,
        thinking_budget: int | None | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | None | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
        parallel_tool_calls: bool | None | Unset = UNSET,
        user: str | None | Unset = UNSET,
        function_call: FunctionCallMode | FunctionName | Json | None | Unset = UNSET,
        functions: Sequence[LegacyFunction | Json] | None | Unset = UNSET,
        safe: Safety | None | Unset = UNSET,
        max_completion_tokens: int | None | Unset = UNSET,
        web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
        prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AsyncStream[ChatCompletionChunk]:
        """Create a chat completion and read it as a stream, chunk by chunk.

        An option that is left out is not sent. None means the same, so that a function can pass on its own options. Only an
        option whose type in the contract has null, such as `max_tokens` or `stop`, is sent as null if it is None.

        Args:
            messages: The user's text; or the conversation, oldest message first, as dicts or models.
            model: The name or alias of the model; see `text_models`. The service uses `openai` by default.
            modalities: The modalities of the answer, `text` and `audio`.
            audio: The voice and the file format of a spoken answer.
            frequency_penalty: The penalty for tokens by their frequency so far, -2 to 2.
            repetition_penalty: The penalty for repeated tokens, 0 to 2.
            logit_bias: The bias of single tokens, by token id.
            logprobs: Whether to return the log probabilities of the tokens.
            top_logprobs: The number of most likely tokens to return at each position, 0 to 20.
            max_tokens: The most tokens to generate.
            presence_penalty: The penalty for tokens that occurred before, -2 to 2.
            response_format: The format of the answer, such as `"json_object"`, or a dict with a schema.
            seed: The seed, from 0. Without a seed, the same arguments give the same answer again: the service stores each
                result and gives it to all its users. `"random"` and -1 draw a new number for each call, which `detailed`
                reports.
            stop: The stop sequences: one text, or a list of 1 to 4.
            stream_options: The options of a stream; the service always sends the usage.
            thinking: Whether the model thinks first, and for how long.
            reasoning_effort: The reasoning effort of a reasoning model.
            thinking_budget: The most tokens for thinking.
            temperature: The sampling temperature, 0 to 2; some models ignore it.
            top_p: The probability mass for nucleus sampling, 0 to 1.
            tools: The tools that the model may call.
            tool_choice: Whether the model must call a tool, and which one.
            parallel_tool_calls: Whether the model may call several tools at once.
            user: Your own identifier of the end user.
            function_call: The older form of `tool_choice`.
            functions: The older form of `tools`, 1 to 128.
            safe: The checks that the messages pass first, such as `"privacy,secrets"`; True means these two.
            max_completion_tokens: The most tokens to generate, with those for reasoning.
            web_search_options: The options of a model that searches the web.
            prompt_cache_options: How the prompt is cached, as `{"mode": ...}`.
            attachments: Images, videos, audio and PDFs, as path objects, bytes, open files, `Media` or URLs. They become
                the last parts of the user's last message. Text is a URL or a data URI, never a path.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The text is empty, or the messages cannot be encoded, or are too large.
            ArgumentError: An attachment is neither a file nor a URL, or a file that a chat does not take.
            OSError: An attachment cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The answer may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer breaks the contract; `field` names the place.
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
        safe: Safety | None = None,
        resolution: MediaResolution | None = None,
        quality: ImageQuality | None = None,
        image: Images = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AsyncMediaStream:
        """Generate an image and read it as a stream, in constant memory; a video model returns a video.

        A line break or tab in the prompt becomes a space, and `%` becomes its full-width form: neither can be sent in a
        URL.

        Args:
            prompt: The description of the image.
            model: The name of the model; see `image_models`. The service uses `zimage` by default.
            width: The width in pixels, at most 2048; 1024 by default.
            height: The height in pixels, at most 2048; 1024 by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same image again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            enhance: Deprecated: the service no longer takes it.
            negative_prompt: Deprecated: the service no longer takes it.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            resolution: The size, such as `2k`, for the models that take it.
            quality: The quality level; `gptimage` models only.
            image: The http(s) URLs of reference images.
            transparent: Whether the background is transparent; `gptimage` models only.
            duration: For video models: the length in seconds, 1 to 120; `image_models` has what each takes.
            aspect_ratio: For video models: `16:9`, `9:16`, or another that the model takes.
            audio: For video models: whether to generate sound; `veo` only.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The image may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an image or a video, or is incomplete.
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
        safe: Safety | None = None,
        resolution: MediaResolution | None = None,
        quality: ImageQuality | None = None,
        transparent: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AsyncMediaStream:
        """Generate a video and read it as a stream, in constant memory.

        Args:
            prompt: The description of the video; see `image` for text that cannot be sent in a URL.
            model: The video model, `veo` by default. Without a model the service would generate an image.
            duration: The length in seconds, 1 to 120; `image_models` has what each model takes.
            aspect_ratio: `16:9`, `9:16`, or another that the model takes.
            audio: Whether to generate sound; `veo` only.
            image: The http(s) URLs of reference images; `veo` uses them as the first and last frame.
            seed: As for `image`.
            width: The width in pixels, if the model supports it.
            height: The height in pixels, if the model supports it.
            enhance: Deprecated: the service no longer takes it.
            negative_prompt: Deprecated: the service no longer takes it.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            resolution: The size, such as `2k`, for the models that take it.
            quality: As for `image`.
            transparent: As for `image`.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The video may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not a video, or is incomplete.
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
        safe: Safety | None = None,
        resolution: MediaResolution | None = None,
        quality: ImageQuality | None = None,
        image: Images = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
        with_key: bool = False,
    ) -> str:
        """Return a link that generates the image when it is opened, to share or to use in a web page. Nothing is sent.

        Args:
            prompt: The description of the image; see `image` for text that cannot be sent in a URL.
            model: As for `image`.
            width: As for `image`.
            height: As for `image`.
            seed: As for `image`; `"random"` and -1 put a random number into the link.
            enhance: As for `image`.
            negative_prompt: As for `image`.
            safe: As for `image`.
            resolution: As for `image`.
            quality: As for `image`.
            image: As for `image`.
            transparent: As for `image`.
            duration: As for `image`.
            aspect_ratio: As for `image`.
            audio: As for `image`.
            extra: As for `image`.
            with_key: Whether the link contains the client's publishable key (`pk_`), which everybody with the link can
                read. A link never contains a secret key.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            MissingKeyError: `with_key` is True, and the client has no publishable key.
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
        top_p: float | None = None,
        presence_penalty: float | None = None,
        frequency_penalty: float | None = None,
        repetition_penalty: float | None = None,
        max_tokens: int | None = None,
        max_completion_tokens: int | None = None,
        reasoning_effort: ReasoningEffort | None = None,
        safe: Safety | None = None,
        extra: Extra = None,
        with_key: bool = False,
    ) -> str:
        """Return a link that generates the text when it is opened, to share. Nothing is sent.

        The characters `? + / & = # % : ; , @ $` become their full-width forms in the link: the model would receive them
        percent-encoded.

        Args:
            prompt: The prompt.
            model: As for `text`.
            seed: As for `text`; `"random"` and -1 put a random number into the link.
            system: As for `text`.
            json: As for `text`.
            temperature: As for `text`.
            top_p: As for `text`.
            presence_penalty: As for `text`.
            frequency_penalty: As for `text`.
            repetition_penalty: As for `text`.
            max_tokens: As for `text`.
            max_completion_tokens: As for `text`.
            reasoning_effort: As for `text`.
            safe: As for `text`.
            extra: As for `text`.
            with_key: Whether the link contains the client's publishable key (`pk_`), which everybody with the link can
                read. A link never contains a secret key.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            MissingKeyError: `with_key` is True, and the client has no publishable key.
        """

    async def call(
        self,
        operation: str,
        /,
        *,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
        **arguments: Any,
    ) -> Any:
        """Call any operation of the contract by its operationId, such as `get_account_key`.

        Prefer the operation's own method if there is one: its checks, retries and decoding are more precise.

        Args:
            operation: The operationId.
            arguments: The path and query parameters by their names in the contract, and the body as `body=` or by the
                names of its fields. A file of a form is a path object, bytes, an open file or a `Media`, never text. An
                argument that is left out is not sent. A `seed` of -1 or `"random"` becomes a new number, which `detailed`
                reports.

        Returns:
            The decoded answer: a generated model or a list of models, plain JSON, text or bytes. An image, a video, audio
            or a 3D model is a `Media`, and an empty answer is None.

        Raises:
            ArgumentValueError: There is no such operation, or the contract does not allow the value of an argument.
            ArgumentError: An argument is unknown, missing, or of the wrong type, or `stream` is true.
        """

class Detailed:
    """The methods of `Pollinations.detailed`, which return an `Answer`."""

    def text(
        self,
        prompt: str,
        *,
        model: TextModel | None = None,
        seed: Seed = None,
        system: str | None = None,
        json: bool | None = None,
        temperature: float | None = None,
        top_p: float | None = None,
        presence_penalty: float | None = None,
        frequency_penalty: float | None = None,
        repetition_penalty: float | None = None,
        max_tokens: int | None = None,
        max_completion_tokens: int | None = None,
        reasoning_effort: ReasoningEffort | None = None,
        safe: Safety | None = None,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[str]:
        """Generate text.

        The model receives every prompt unchanged. A short, plain prompt is sent in the URL, any other as a chat with one
        message, and so is a prompt with attachments. The result is the same.

        The text may be empty, although the status says success. Then a warning is logged, and `detailed.text` returns an
        `Answer` with `empty` set. An error object with a status of success is raised, not returned. JSON with an `error`
        that the model itself wrote is returned. It is recognised by the headers of a model (`x-model-used`,
        `x-usage-*`), or because `json=True` is set and it is not the service's own envelope.

        Args:
            prompt: The prompt.
            model: The name or alias of the model; see `text_models`. The service uses `openai` by default.
            seed: The seed, from 0. Without a seed, the same arguments give the same text again: the service stores each
                result and gives it to all its users. `"random"` and -1 draw a new number for each call, which `detailed`
                reports.
            system: The system message, which sets the role and style of the model.
            json: Whether the model must write JSON.
            temperature: The sampling temperature, 0.0 to 2.0; some models ignore it.
            top_p: The probability mass for nucleus sampling, 0 to 1.
            presence_penalty: The penalty for tokens that occurred before, -2 to 2.
            frequency_penalty: The penalty for tokens by their frequency so far, -2 to 2.
            repetition_penalty: The penalty for repeated tokens, 0 to 2.
            max_tokens: The most tokens to generate.
            max_completion_tokens: The most tokens to generate, with those for reasoning.
            reasoning_effort: The reasoning effort of a reasoning model.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            attachments: Images, videos, audio and PDFs, as path objects, bytes, open files, `Media` or URLs. Text is a URL
                or a data URI, never a path.
            extra: Undocumented parameters.

        Raises:
            PromptError: The prompt is empty, or cannot be encoded; or an attachment is too large.
            ArgumentError: An attachment is neither a file nor a URL, or a file that a chat does not take.
            OSError: An attachment cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The text may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not text but an error, audio, or a web page.
        """

    def chat(
        self,
        messages: Conversation,
        *,
        model: TextModel | None | Unset = UNSET,
        modalities: Sequence[Modality] | None | Unset = UNSET,
        audio: AudioOptions | Json | None | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        response_format: ResponseFormat | None | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        stream_options: StreamOptions | Json | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | None | Unset = UNSET,
        thinking_budget: int | None | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | None | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
        parallel_tool_calls: bool | None | Unset = UNSET,
        user: str | None | Unset = UNSET,
        function_call: FunctionCallMode | FunctionName | Json | None | Unset = UNSET,
        functions: Sequence[LegacyFunction | Json] | None | Unset = UNSET,
        safe: Safety | None | Unset = UNSET,
        max_completion_tokens: int | None | Unset = UNSET,
        web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
        prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[ChatCompletion]:
        """Create a chat completion.

        An option that is left out is not sent. None means the same, so that a function can pass on its own options. Only an
        option whose type in the contract has null, such as `max_tokens` or `stop`, is sent as null if it is None.

        Args:
            messages: The user's text; or the conversation, oldest message first, as dicts or models.
            model: The name or alias of the model; see `text_models`. The service uses `openai` by default.
            modalities: The modalities of the answer, `text` and `audio`.
            audio: The voice and the file format of a spoken answer.
            frequency_penalty: The penalty for tokens by their frequency so far, -2 to 2.
            repetition_penalty: The penalty for repeated tokens, 0 to 2.
            logit_bias: The bias of single tokens, by token id.
            logprobs: Whether to return the log probabilities of the tokens.
            top_logprobs: The number of most likely tokens to return at each position, 0 to 20.
            max_tokens: The most tokens to generate.
            presence_penalty: The penalty for tokens that occurred before, -2 to 2.
            response_format: The format of the answer, such as `"json_object"`, or a dict with a schema.
            seed: The seed, from 0. Without a seed, the same arguments give the same answer again: the service stores each
                result and gives it to all its users. `"random"` and -1 draw a new number for each call, which `detailed`
                reports.
            stop: The stop sequences: one text, or a list of 1 to 4.
            stream_options: The options of a stream; the service always sends the usage.
            thinking: Whether the model thinks first, and for how long.
            reasoning_effort: The reasoning effort of a reasoning model.
            thinking_budget: The most tokens for thinking.
            temperature: The sampling temperature, 0 to 2; some models ignore it.
            top_p: The probability mass for nucleus sampling, 0 to 1.
            tools: The tools that the model may call.
            tool_choice: Whether the model must call a tool, and which one.
            parallel_tool_calls: Whether the model may call several tools at once.
            user: Your own identifier of the end user.
            function_call: The older form of `tool_choice`.
            functions: The older form of `tools`, 1 to 128.
            safe: The checks that the messages pass first, such as `"privacy,secrets"`; True means these two.
            max_completion_tokens: The most tokens to generate, with those for reasoning.
            web_search_options: The options of a model that searches the web.
            prompt_cache_options: How the prompt is cached, as `{"mode": ...}`.
            attachments: Images, videos, audio and PDFs, as path objects, bytes, open files, `Media` or URLs. They become
                the last parts of the user's last message. Text is a URL or a data URI, never a path.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The text is empty, or the messages cannot be encoded, or are too large.
            ArgumentError: An attachment is neither a file nor a URL, or a file that a chat does not take.
            OSError: An attachment cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The answer may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer breaks the contract; `field` names the place.
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
        safe: Safety | None = None,
        resolution: MediaResolution | None = None,
        quality: ImageQuality | None = None,
        image: Images = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Media]:
        """Generate an image and return it whole; a video model returns a video with the `media_type` `video/mp4`.

        A line break or tab in the prompt becomes a space, and `%` becomes its full-width form: neither can be sent in a
        URL.

        Args:
            prompt: The description of the image.
            model: The name of the model; see `image_models`. The service uses `zimage` by default.
            width: The width in pixels, at most 2048; 1024 by default.
            height: The height in pixels, at most 2048; 1024 by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same image again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            enhance: Deprecated: the service no longer takes it.
            negative_prompt: Deprecated: the service no longer takes it.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            resolution: The size, such as `2k`, for the models that take it.
            quality: The quality level; `gptimage` models only.
            image: The http(s) URLs of reference images.
            transparent: Whether the background is transparent; `gptimage` models only.
            duration: For video models: the length in seconds, 1 to 120; `image_models` has what each takes.
            aspect_ratio: For video models: `16:9`, `9:16`, or another that the model takes.
            audio: For video models: whether to generate sound; `veo` only.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The image may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an image or a video, or is incomplete.
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
        safe: Safety | None = None,
        resolution: MediaResolution | None = None,
        quality: ImageQuality | None = None,
        transparent: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Media]:
        """Generate a video (MP4) and return it whole. It takes up to three minutes.

        Args:
            prompt: The description of the video; see `image` for text that cannot be sent in a URL.
            model: The video model, `veo` by default. Without a model the service would generate an image.
            duration: The length in seconds, 1 to 120; `image_models` has what each model takes.
            aspect_ratio: `16:9`, `9:16`, or another that the model takes.
            audio: Whether to generate sound; `veo` only.
            image: The http(s) URLs of reference images; `veo` uses them as the first and last frame.
            seed: As for `image`.
            width: The width in pixels, if the model supports it.
            height: The height in pixels, if the model supports it.
            enhance: Deprecated: the service no longer takes it.
            negative_prompt: Deprecated: the service no longer takes it.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            resolution: The size, such as `2k`, for the models that take it.
            quality: As for `image`.
            transparent: As for `image`.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The video may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not a video, or is incomplete.
        """

    def upload(
        self,
        file: File,
        *,
        name: str | None = None,
        content_type: str | None = None,
        tags: str | Sequence[str] | None = None,
        id: str | None = None,
        progress: Progress | None = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[StoredFile]:
        """Upload a file: everybody with its URL can read it, for 30 days, and only a file with tags can be deleted.

        A file with tags is listed publicly, see `uploads`. A read renews the 30 days of a file that is 15 days old.

        The file is read while it is sent, so memory stays flat. Once a part of it was sent, it is never sent again: not
        after an error, not with another key, and not to another URL. Then a broken connection raises
        `OutcomeUnknownError`. With an `id` of yours, `upload_info(id)` tells whether the file is there.

        Args:
            file: The file, at most 400 MiB: a path object, bytes, an open binary file that can seek, or a `Media`.
            name: The file name; by default that of the file.
            content_type: The media type; by default by the first bytes, else by the name.
            tags: At most eight tags. They publish the file in a list that everybody can read.
            id: An id of yours: at most 128 letters, digits, dots, underscores and hyphens. By default a random one.
            progress: Called after each piece with the bytes of the file that were sent and their total. An exception from
                it ends the upload. The async client awaits an async function.

        Returns:
            The stored file, with its `id` and `url`.

        Raises:
            ArgumentError: `file` is no file or has no known size, or `progress` is no function; nothing was sent.
            ArgumentValueError: A tag, the id or the media type is not allowed; nothing was sent.
            PromptError: The file is too large, and `check_size` is not False; nothing was sent.
            OSError: The file cannot be read; nothing was sent.
            OutcomeUnknownError: The connection broke after a part of the file was sent.
            APIError: The service refuses the file; 409 if the id is taken.
            PollinationsError: The file was changed while it was sent.
        """

    def upload_info(
        self,
        id: str | StoredFile,
        *,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[StoredFile]:
        """Describe an uploaded file, which is kept for 30 days and can be read by everybody with its URL.

        This does not renew the 30 days.

        Args:
            id: The id of the file, its URL on the media host, or what `upload` returned.

        Raises:
            NotFoundError: There is no such file, or its time is over.
            ArgumentValueError: The URL is not of the media host; nothing was sent.
        """

    def delete_upload(
        self,
        id: str | StoredFile,
        *,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[None]:
        """Delete an own uploaded file that has tags, with a secret key; a file without tags stays for its 30 days.

        Args:
            id: As for `upload_info`.

        Raises:
            NotFoundError: There is no such file. After a broken connection, the first attempt may have deleted it.
            PermissionDeniedError: The file has no tags or belongs to others, or the key is a publishable one.
            ArgumentValueError: The URL is not of the media host; nothing was sent.
        """

    def models(
        self,
        *,
        kind: ModelKind | None = None,
        source: ModelSource | None = None,
        community: bool | None = None,
        query: str | None = None,
        capabilities: str | None = None,
        agent: bool | None = None,
        limit: int | None = None,
        reliability: ModelReliability | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[ModelList]:
        """List the models of all kinds in the format of OpenAI's list; works without a key.

        With a key, only the models that it may use are listed: a name that is missing may still exist.

        Args:
            kind: What the models make: `text`, `image`, `video`, `audio`, `3d`, `embedding` or `realtime`; all by default.
            source: Whose models to list, `official` or `community`; all by default.
            community: The older form of `source`.
            query: The words that the name, title, description or publisher must hold.
            capabilities: What the models must be able to do, separated by commas, such as `reasoning,tool_calling`.
            agent: Whether to list agents alone, or none of them.
            limit: The most models to list, 1 to 500.
            reliability: `all` lists the models of the community that fail often too.
            extra: Undocumented parameters of the query.

        Raises:
            ArgumentValueError: `kind` is none of these.
        """

    def text_models(
        self,
        *,
        source: ModelSource | None = None,
        community: bool | None = None,
        query: str | None = None,
        capabilities: str | None = None,
        agent: bool | None = None,
        limit: int | None = None,
        reliability: ModelReliability | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[list[Model]]:
        """List the text models with their prices in pollen and their capabilities; works without a key.

        With a key, only the models that it may use are listed.

        Args:
            source: Whose models to list, `official` or `community`; all by default.
            community: The older form of `source`.
            query: The words that the name, title, description or publisher must hold.
            capabilities: What the models must be able to do, separated by commas, such as `reasoning,tool_calling`.
            agent: Whether to list agents alone, or none of them.
            limit: The most models to list, 1 to 500.
            reliability: `all` lists the models of the community that fail often too.
            extra: Undocumented parameters of the query.
        """

    def image_models(
        self,
        *,
        source: ModelSource | None = None,
        community: bool | None = None,
        query: str | None = None,
        capabilities: str | None = None,
        agent: bool | None = None,
        limit: int | None = None,
        reliability: ModelReliability | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[list[Model]]:
        """List the image and video models with their prices in pollen and their capabilities; works without a key.

        With a key, only the models that it may use are listed.

        Args:
            source: Whose models to list, `official` or `community`; all by default.
            community: The older form of `source`.
            query: The words that the name, title, description or publisher must hold.
            capabilities: What the models must be able to do, separated by commas, such as `reasoning,tool_calling`.
            agent: Whether to list agents alone, or none of them.
            limit: The most models to list, 1 to 500.
            reliability: `all` lists the models of the community that fail often too.
            extra: Undocumented parameters of the query.
        """

    def model(
        self,
        model: str,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[ListedModel]:
        """Return the entry of one model, with its health, its prices and its aliases; works without a key.

        With a key, a model that it may not use counts as unknown.

        Args:
            model: The id, such as `openai/gpt-5.4-nano`, or an alias, such as `openai`.
            extra: Undocumented parameters of the query.

        Raises:
            NotFoundError: There is no such model.
        """

    def model_status(
        self,
        *,
        minutes: int | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[ModelStatusTable]:
        """Return how the models have done lately: requests, errors and response times; works without a key.

        The headers `X-Model-Status-Timestamp` and `X-Model-Status-Stale` of `detailed` tell how old the numbers are.

        Args:
            minutes: How many minutes to look back, 1 to 10080; 60 by default.
            extra: Undocumented parameters of the query.
        """

    def balance(
        self,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[AccountBalance]:
        """Return the pollen that is left in the key's budget or, without a budget, in the wallet.

        With the permission `usage` the result also has `account_balance`, the pollen of the whole account. That has the
        `total` and the two pots, `tier` (from quests) and `paid`.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key has no budget of its own, and lacks the permission `usage`.
        """

    def profile(
        self,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[AccountProfile]:
        """Return the profile of the key's owner.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `profile`.
        """

    def key(
        self,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[AccountKey]:
        """Return the name, permissions and limits of the key. Use it to check a key: it is free and needs no permission.

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
        before_event_id: str | None = None,
        days: int | None = None,
        granularity: UsageGranularity | None = None,
        period: str | None = None,
        api_key_ids: str | None = None,
        models: str | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[AccountUsage]:
        """Return one page of the billed requests of the last 30 days, newest first; `iter_usage` reads all pages.

        Args:
            limit: The most records, 1 to 50000; the service sends 100 by default.
            before: Return only records from before this time, exclusive, in whole seconds.
            before_event_id: The `cursor_event_id` of the last record read; together with `before`, no record is lost.
            days: The days to look back, 1 to 90.
            granularity: The unit of `period`: `day`, `week` or `month`.
            period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
            api_key_ids: The ids of the keys to return records of.
            models: The models to return records of.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `usage`.
            ArgumentValueError: `before` is not a valid time.
        """

    def usage_csv(
        self,
        *,
        limit: int | None = None,
        before: When = None,
        before_event_id: str | None = None,
        days: int | None = None,
        granularity: UsageGranularity | None = None,
        period: str | None = None,
        api_key_ids: str | None = None,
        models: str | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[str]:
        """Return one page of the billed requests as CSV with a header line.

        Read the columns by name: the service adds columns in the middle.

        Args:
            limit: The most records, 1 to 50000; the service sends 100 by default.
            before: Return only records from before this time, exclusive, in whole seconds.
            before_event_id: The `cursor_event_id` of the last record read; together with `before`, no record is lost.
            days: The days to look back, 1 to 90.
            granularity: The unit of `period`: `day`, `week` or `month`.
            period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
            api_key_ids: The ids of the keys to return records of.
            models: The models to return records of.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `usage`.
            ArgumentValueError: `before` is not a valid time.
        """

    def daily_usage(
        self,
        *,
        days: int | None = None,
        granularity: UsageGranularity | None = None,
        period: str | None = None,
        api_key_ids: str | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[AccountDailyUsage]:
        """Return the billed requests of the last 90 days by day and model. The data may be an hour old.

        Args:
            days: The days to look back, 1 to 90.
            granularity: The unit of `period`: `day`, `week` or `month`.
            period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
            api_key_ids: The ids of the keys to return records of.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `usage`.
        """

    def daily_usage_csv(
        self,
        *,
        days: int | None = None,
        granularity: UsageGranularity | None = None,
        period: str | None = None,
        api_key_ids: str | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[str]:
        """Return the billed requests of the last 90 days by day and model, as CSV with a header line.

        Args:
            days: The days to look back, 1 to 90.
            granularity: The unit of `period`: `day`, `week` or `month`.
            period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
            api_key_ids: The ids of the keys to return records of.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `usage`.
        """

    def call(
        self,
        operation: str,
        /,
        *,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
        **arguments: Any,
    ) -> Answer[Any]:
        """Call any operation of the contract by its operationId, such as `get_account_key`.

        Prefer the operation's own method if there is one: its checks, retries and decoding are more precise.

        Args:
            operation: The operationId.
            arguments: The path and query parameters by their names in the contract, and the body as `body=` or by the
                names of its fields. A file of a form is a path object, bytes, an open file or a `Media`, never text. An
                argument that is left out is not sent. A `seed` of -1 or `"random"` becomes a new number, which `detailed`
                reports.

        Returns:
            The decoded answer: a generated model or a list of models, plain JSON, text or bytes. An image, a video, audio
            or a 3D model is a `Media`, and an empty answer is None.

        Raises:
            ArgumentValueError: There is no such operation, or the contract does not allow the value of an argument.
            ArgumentError: An argument is unknown, missing, or of the wrong type, or `stream` is true.
        """

class AsyncDetailed:
    """The methods of `AsyncPollinations.detailed`, which return an `Answer`."""

    async def text(
        self,
        prompt: str,
        *,
        model: TextModel | None = None,
        seed: Seed = None,
        system: str | None = None,
        json: bool | None = None,
        temperature: float | None = None,
        top_p: float | None = None,
        presence_penalty: float | None = None,
        frequency_penalty: float | None = None,
        repetition_penalty: float | None = None,
        max_tokens: int | None = None,
        max_completion_tokens: int | None = None,
        reasoning_effort: ReasoningEffort | None = None,
        safe: Safety | None = None,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[str]:
        """Generate text.

        The model receives every prompt unchanged. A short, plain prompt is sent in the URL, any other as a chat with one
        message, and so is a prompt with attachments. The result is the same.

        The text may be empty, although the status says success. Then a warning is logged, and `detailed.text` returns an
        `Answer` with `empty` set. An error object with a status of success is raised, not returned. JSON with an `error`
        that the model itself wrote is returned. It is recognised by the headers of a model (`x-model-used`,
        `x-usage-*`), or because `json=True` is set and it is not the service's own envelope.

        Args:
            prompt: The prompt.
            model: The name or alias of the model; see `text_models`. The service uses `openai` by default.
            seed: The seed, from 0. Without a seed, the same arguments give the same text again: the service stores each
                result and gives it to all its users. `"random"` and -1 draw a new number for each call, which `detailed`
                reports.
            system: The system message, which sets the role and style of the model.
            json: Whether the model must write JSON.
            temperature: The sampling temperature, 0.0 to 2.0; some models ignore it.
            top_p: The probability mass for nucleus sampling, 0 to 1.
            presence_penalty: The penalty for tokens that occurred before, -2 to 2.
            frequency_penalty: The penalty for tokens by their frequency so far, -2 to 2.
            repetition_penalty: The penalty for repeated tokens, 0 to 2.
            max_tokens: The most tokens to generate.
            max_completion_tokens: The most tokens to generate, with those for reasoning.
            reasoning_effort: The reasoning effort of a reasoning model.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            attachments: Images, videos, audio and PDFs, as path objects, bytes, open files, `Media` or URLs. Text is a URL
                or a data URI, never a path.
            extra: Undocumented parameters.

        Raises:
            PromptError: The prompt is empty, or cannot be encoded; or an attachment is too large.
            ArgumentError: An attachment is neither a file nor a URL, or a file that a chat does not take.
            OSError: An attachment cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The text may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not text but an error, audio, or a web page.
        """

    async def chat(
        self,
        messages: Conversation,
        *,
        model: TextModel | None | Unset = UNSET,
        modalities: Sequence[Modality] | None | Unset = UNSET,
        audio: AudioOptions | Json | None | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        response_format: ResponseFormat | None | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        stream_options: StreamOptions | Json | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | None | Unset = UNSET,
        thinking_budget: int | None | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | None | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
        parallel_tool_calls: bool | None | Unset = UNSET,
        user: str | None | Unset = UNSET,
        function_call: FunctionCallMode | FunctionName | Json | None | Unset = UNSET,
        functions: Sequence[LegacyFunction | Json] | None | Unset = UNSET,
        safe: Safety | None | Unset = UNSET,
        max_completion_tokens: int | None | Unset = UNSET,
        web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
        prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[ChatCompletion]:
        """Create a chat completion.

        An option that is left out is not sent. None means the same, so that a function can pass on its own options. Only an
        option whose type in the contract has null, such as `max_tokens` or `stop`, is sent as null if it is None.

        Args:
            messages: The user's text; or the conversation, oldest message first, as dicts or models.
            model: The name or alias of the model; see `text_models`. The service uses `openai` by default.
            modalities: The modalities of the answer, `text` and `audio`.
            audio: The voice and the file format of a spoken answer.
            frequency_penalty: The penalty for tokens by their frequency so far, -2 to 2.
            repetition_penalty: The penalty for repeated tokens, 0 to 2.
            logit_bias: The bias of single tokens, by token id.
            logprobs: Whether to return the log probabilities of the tokens.
            top_logprobs: The number of most likely tokens to return at each position, 0 to 20.
            max_tokens: The most tokens to generate.
            presence_penalty: The penalty for tokens that occurred before, -2 to 2.
            response_format: The format of the answer, such as `"json_object"`, or a dict with a schema.
            seed: The seed, from 0. Without a seed, the same arguments give the same answer again: the service stores each
                result and gives it to all its users. `"random"` and -1 draw a new number for each call, which `detailed`
                reports.
            stop: The stop sequences: one text, or a list of 1 to 4.
            stream_options: The options of a stream; the service always sends the usage.
            thinking: Whether the model thinks first, and for how long.
            reasoning_effort: The reasoning effort of a reasoning model.
            thinking_budget: The most tokens for thinking.
            temperature: The sampling temperature, 0 to 2; some models ignore it.
            top_p: The probability mass for nucleus sampling, 0 to 1.
            tools: The tools that the model may call.
            tool_choice: Whether the model must call a tool, and which one.
            parallel_tool_calls: Whether the model may call several tools at once.
            user: Your own identifier of the end user.
            function_call: The older form of `tool_choice`.
            functions: The older form of `tools`, 1 to 128.
            safe: The checks that the messages pass first, such as `"privacy,secrets"`; True means these two.
            max_completion_tokens: The most tokens to generate, with those for reasoning.
            web_search_options: The options of a model that searches the web.
            prompt_cache_options: How the prompt is cached, as `{"mode": ...}`.
            attachments: Images, videos, audio and PDFs, as path objects, bytes, open files, `Media` or URLs. They become
                the last parts of the user's last message. Text is a URL or a data URI, never a path.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The text is empty, or the messages cannot be encoded, or are too large.
            ArgumentError: An attachment is neither a file nor a URL, or a file that a chat does not take.
            OSError: An attachment cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The answer may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer breaks the contract; `field` names the place.
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
        safe: Safety | None = None,
        resolution: MediaResolution | None = None,
        quality: ImageQuality | None = None,
        image: Images = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Media]:
        """Generate an image and return it whole; a video model returns a video with the `media_type` `video/mp4`.

        A line break or tab in the prompt becomes a space, and `%` becomes its full-width form: neither can be sent in a
        URL.

        Args:
            prompt: The description of the image.
            model: The name of the model; see `image_models`. The service uses `zimage` by default.
            width: The width in pixels, at most 2048; 1024 by default.
            height: The height in pixels, at most 2048; 1024 by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same image again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            enhance: Deprecated: the service no longer takes it.
            negative_prompt: Deprecated: the service no longer takes it.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            resolution: The size, such as `2k`, for the models that take it.
            quality: The quality level; `gptimage` models only.
            image: The http(s) URLs of reference images.
            transparent: Whether the background is transparent; `gptimage` models only.
            duration: For video models: the length in seconds, 1 to 120; `image_models` has what each takes.
            aspect_ratio: For video models: `16:9`, `9:16`, or another that the model takes.
            audio: For video models: whether to generate sound; `veo` only.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The image may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an image or a video, or is incomplete.
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
        safe: Safety | None = None,
        resolution: MediaResolution | None = None,
        quality: ImageQuality | None = None,
        transparent: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Media]:
        """Generate a video (MP4) and return it whole. It takes up to three minutes.

        Args:
            prompt: The description of the video; see `image` for text that cannot be sent in a URL.
            model: The video model, `veo` by default. Without a model the service would generate an image.
            duration: The length in seconds, 1 to 120; `image_models` has what each model takes.
            aspect_ratio: `16:9`, `9:16`, or another that the model takes.
            audio: Whether to generate sound; `veo` only.
            image: The http(s) URLs of reference images; `veo` uses them as the first and last frame.
            seed: As for `image`.
            width: The width in pixels, if the model supports it.
            height: The height in pixels, if the model supports it.
            enhance: Deprecated: the service no longer takes it.
            negative_prompt: Deprecated: the service no longer takes it.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            resolution: The size, such as `2k`, for the models that take it.
            quality: As for `image`.
            transparent: As for `image`.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The video may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not a video, or is incomplete.
        """

    async def upload(
        self,
        file: File,
        *,
        name: str | None = None,
        content_type: str | None = None,
        tags: str | Sequence[str] | None = None,
        id: str | None = None,
        progress: Progress | None = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[StoredFile]:
        """Upload a file: everybody with its URL can read it, for 30 days, and only a file with tags can be deleted.

        A file with tags is listed publicly, see `uploads`. A read renews the 30 days of a file that is 15 days old.

        The file is read while it is sent, so memory stays flat. Once a part of it was sent, it is never sent again: not
        after an error, not with another key, and not to another URL. Then a broken connection raises
        `OutcomeUnknownError`. With an `id` of yours, `upload_info(id)` tells whether the file is there.

        Args:
            file: The file, at most 400 MiB: a path object, bytes, an open binary file that can seek, or a `Media`.
            name: The file name; by default that of the file.
            content_type: The media type; by default by the first bytes, else by the name.
            tags: At most eight tags. They publish the file in a list that everybody can read.
            id: An id of yours: at most 128 letters, digits, dots, underscores and hyphens. By default a random one.
            progress: Called after each piece with the bytes of the file that were sent and their total. An exception from
                it ends the upload. The async client awaits an async function.

        Returns:
            The stored file, with its `id` and `url`.

        Raises:
            ArgumentError: `file` is no file or has no known size, or `progress` is no function; nothing was sent.
            ArgumentValueError: A tag, the id or the media type is not allowed; nothing was sent.
            PromptError: The file is too large, and `check_size` is not False; nothing was sent.
            OSError: The file cannot be read; nothing was sent.
            OutcomeUnknownError: The connection broke after a part of the file was sent.
            APIError: The service refuses the file; 409 if the id is taken.
            PollinationsError: The file was changed while it was sent.
        """

    async def upload_info(
        self,
        id: str | StoredFile,
        *,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[StoredFile]:
        """Describe an uploaded file, which is kept for 30 days and can be read by everybody with its URL.

        This does not renew the 30 days.

        Args:
            id: The id of the file, its URL on the media host, or what `upload` returned.

        Raises:
            NotFoundError: There is no such file, or its time is over.
            ArgumentValueError: The URL is not of the media host; nothing was sent.
        """

    async def delete_upload(
        self,
        id: str | StoredFile,
        *,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[None]:
        """Delete an own uploaded file that has tags, with a secret key; a file without tags stays for its 30 days.

        Args:
            id: As for `upload_info`.

        Raises:
            NotFoundError: There is no such file. After a broken connection, the first attempt may have deleted it.
            PermissionDeniedError: The file has no tags or belongs to others, or the key is a publishable one.
            ArgumentValueError: The URL is not of the media host; nothing was sent.
        """

    async def models(
        self,
        *,
        kind: ModelKind | None = None,
        source: ModelSource | None = None,
        community: bool | None = None,
        query: str | None = None,
        capabilities: str | None = None,
        agent: bool | None = None,
        limit: int | None = None,
        reliability: ModelReliability | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[ModelList]:
        """List the models of all kinds in the format of OpenAI's list; works without a key.

        With a key, only the models that it may use are listed: a name that is missing may still exist.

        Args:
            kind: What the models make: `text`, `image`, `video`, `audio`, `3d`, `embedding` or `realtime`; all by default.
            source: Whose models to list, `official` or `community`; all by default.
            community: The older form of `source`.
            query: The words that the name, title, description or publisher must hold.
            capabilities: What the models must be able to do, separated by commas, such as `reasoning,tool_calling`.
            agent: Whether to list agents alone, or none of them.
            limit: The most models to list, 1 to 500.
            reliability: `all` lists the models of the community that fail often too.
            extra: Undocumented parameters of the query.

        Raises:
            ArgumentValueError: `kind` is none of these.
        """

    async def text_models(
        self,
        *,
        source: ModelSource | None = None,
        community: bool | None = None,
        query: str | None = None,
        capabilities: str | None = None,
        agent: bool | None = None,
        limit: int | None = None,
        reliability: ModelReliability | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[list[Model]]:
        """List the text models with their prices in pollen and their capabilities; works without a key.

        With a key, only the models that it may use are listed.

        Args:
            source: Whose models to list, `official` or `community`; all by default.
            community: The older form of `source`.
            query: The words that the name, title, description or publisher must hold.
            capabilities: What the models must be able to do, separated by commas, such as `reasoning,tool_calling`.
            agent: Whether to list agents alone, or none of them.
            limit: The most models to list, 1 to 500.
            reliability: `all` lists the models of the community that fail often too.
            extra: Undocumented parameters of the query.
        """

    async def image_models(
        self,
        *,
        source: ModelSource | None = None,
        community: bool | None = None,
        query: str | None = None,
        capabilities: str | None = None,
        agent: bool | None = None,
        limit: int | None = None,
        reliability: ModelReliability | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[list[Model]]:
        """List the image and video models with their prices in pollen and their capabilities; works without a key.

        With a key, only the models that it may use are listed.

        Args:
            source: Whose models to list, `official` or `community`; all by default.
            community: The older form of `source`.
            query: The words that the name, title, description or publisher must hold.
            capabilities: What the models must be able to do, separated by commas, such as `reasoning,tool_calling`.
            agent: Whether to list agents alone, or none of them.
            limit: The most models to list, 1 to 500.
            reliability: `all` lists the models of the community that fail often too.
            extra: Undocumented parameters of the query.
        """

    async def model(
        self,
        model: str,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[ListedModel]:
        """Return the entry of one model, with its health, its prices and its aliases; works without a key.

        With a key, a model that it may not use counts as unknown.

        Args:
            model: The id, such as `openai/gpt-5.4-nano`, or an alias, such as `openai`.
            extra: Undocumented parameters of the query.

        Raises:
            NotFoundError: There is no such model.
        """

    async def model_status(
        self,
        *,
        minutes: int | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[ModelStatusTable]:
        """Return how the models have done lately: requests, errors and response times; works without a key.

        The headers `X-Model-Status-Timestamp` and `X-Model-Status-Stale` of `detailed` tell how old the numbers are.

        Args:
            minutes: How many minutes to look back, 1 to 10080; 60 by default.
            extra: Undocumented parameters of the query.
        """

    async def balance(
        self,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[AccountBalance]:
        """Return the pollen that is left in the key's budget or, without a budget, in the wallet.

        With the permission `usage` the result also has `account_balance`, the pollen of the whole account. That has the
        `total` and the two pots, `tier` (from quests) and `paid`.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key has no budget of its own, and lacks the permission `usage`.
        """

    async def profile(
        self,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[AccountProfile]:
        """Return the profile of the key's owner.

        Args:
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `profile`.
        """

    async def key(
        self,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[AccountKey]:
        """Return the name, permissions and limits of the key. Use it to check a key: it is free and needs no permission.

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
        before_event_id: str | None = None,
        days: int | None = None,
        granularity: UsageGranularity | None = None,
        period: str | None = None,
        api_key_ids: str | None = None,
        models: str | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[AccountUsage]:
        """Return one page of the billed requests of the last 30 days, newest first; `iter_usage` reads all pages.

        Args:
            limit: The most records, 1 to 50000; the service sends 100 by default.
            before: Return only records from before this time, exclusive, in whole seconds.
            before_event_id: The `cursor_event_id` of the last record read; together with `before`, no record is lost.
            days: The days to look back, 1 to 90.
            granularity: The unit of `period`: `day`, `week` or `month`.
            period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
            api_key_ids: The ids of the keys to return records of.
            models: The models to return records of.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `usage`.
            ArgumentValueError: `before` is not a valid time.
        """

    async def usage_csv(
        self,
        *,
        limit: int | None = None,
        before: When = None,
        before_event_id: str | None = None,
        days: int | None = None,
        granularity: UsageGranularity | None = None,
        period: str | None = None,
        api_key_ids: str | None = None,
        models: str | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[str]:
        """Return one page of the billed requests as CSV with a header line.

        Read the columns by name: the service adds columns in the middle.

        Args:
            limit: The most records, 1 to 50000; the service sends 100 by default.
            before: Return only records from before this time, exclusive, in whole seconds.
            before_event_id: The `cursor_event_id` of the last record read; together with `before`, no record is lost.
            days: The days to look back, 1 to 90.
            granularity: The unit of `period`: `day`, `week` or `month`.
            period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
            api_key_ids: The ids of the keys to return records of.
            models: The models to return records of.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `usage`.
            ArgumentValueError: `before` is not a valid time.
        """

    async def daily_usage(
        self,
        *,
        days: int | None = None,
        granularity: UsageGranularity | None = None,
        period: str | None = None,
        api_key_ids: str | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[AccountDailyUsage]:
        """Return the billed requests of the last 90 days by day and model. The data may be an hour old.

        Args:
            days: The days to look back, 1 to 90.
            granularity: The unit of `period`: `day`, `week` or `month`.
            period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
            api_key_ids: The ids of the keys to return records of.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `usage`.
        """

    async def daily_usage_csv(
        self,
        *,
        days: int | None = None,
        granularity: UsageGranularity | None = None,
        period: str | None = None,
        api_key_ids: str | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[str]:
        """Return the billed requests of the last 90 days by day and model, as CSV with a header line.

        Args:
            days: The days to look back, 1 to 90.
            granularity: The unit of `period`: `day`, `week` or `month`.
            period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
            api_key_ids: The ids of the keys to return records of.
            extra: Undocumented parameters of the query.

        Raises:
            PermissionDeniedError: The key lacks the permission `usage`.
        """

    async def call(
        self,
        operation: str,
        /,
        *,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
        **arguments: Any,
    ) -> Answer[Any]:
        """Call any operation of the contract by its operationId, such as `get_account_key`.

        Prefer the operation's own method if there is one: its checks, retries and decoding are more precise.

        Args:
            operation: The operationId.
            arguments: The path and query parameters by their names in the contract, and the body as `body=` or by the
                names of its fields. A file of a form is a path object, bytes, an open file or a `Media`, never text. An
                argument that is left out is not sent. A `seed` of -1 or `"random"` becomes a new number, which `detailed`
                reports.

        Returns:
            The decoded answer: a generated model or a list of models, plain JSON, text or bytes. An image, a video, audio
            or a 3D model is a `Media`, and an empty answer is None.

        Raises:
            ArgumentValueError: There is no such operation, or the contract does not allow the value of an argument.
            ArgumentError: An argument is unknown, missing, or of the wrong type, or `stream` is true.
        """
