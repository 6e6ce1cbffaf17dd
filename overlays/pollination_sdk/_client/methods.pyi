# Written from the functions of `_operations` by `nox -s regenerate`; do not edit: change those instead.
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, overload

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
    EmbeddingInputType,
    FunctionCallMode,
    FunctionName,
    FunctionTool,
    GenerationQuality,
    ImageQuality,
    KnownVoice,
    LegacyFunction,
    ListedModel,
    LogitBias,
    MediaResolution,
    MeshResolution,
    Modality,
    Model,
    ModelList,
    ModelReliability,
    ModelSource,
    ModelStatusTable,
    NamedToolChoice,
    ReasoningEffort,
    SpeechFormat,
    StoredFile,
    StreamOptions,
    ThinkingOptions,
    ToolChoiceMode,
    Transcription,
    TranscriptionFormat,
    UsageGranularity,
    VoiceFormat,
    WebSearchOptions,
)
from pollination_api.types import UNSET, Unset
from pollination_sdk._client.descriptors import Flavour
from pollination_sdk._costs.estimate import Estimate
from pollination_sdk._http.file_body import Progress
from pollination_sdk._media.media import Media
from pollination_sdk._operations.chat_completions import T
from pollination_sdk._operations.names import (
    Attachment,
    AudioModel,
    Conversation,
    EmbeddingInput,
    EmbeddingModel,
    File,
    ImageFiles,
    ImageModel,
    Images,
    Json,
    MeshModel,
    ModelKind,
    References,
    ResponseFormat,
    Safety,
    Seed,
    TextModel,
    VideoModel,
)
from pollination_sdk._operations.parameters import Extra
from pollination_sdk._responses.answer import Answer
from pollination_sdk._responses.embeddings import Embeddings
from pollination_sdk._responses.streams.chat import AsyncStream, Stream
from pollination_sdk._responses.streams.media import AsyncMediaStream, MediaStream
from pollination_sdk._responses.timed_speech import TimedSpeech
from pollination_sdk._support.dates import When
from pollination_sdk._typed.tools.run import ToolRun
from pollination_sdk._typed.tools.steps import Approve, OnEvent
from pollination_sdk._typed.tools.tool import Tool
from pollination_sdk.types import ChatCompletion

VALUES: tuple[str, ...]
STREAMS: tuple[str, ...]
LINKS: tuple[str, ...]
RUNS: tuple[str, ...]
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
            json: Whether the model must write JSON. The method returns the JSON as text; `parse` returns values.
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
            response_format: The format of the answer, such as `"json_object"`, or a dict with a schema. The answer is text
                in any case; `parse` takes a class and returns a value of it.
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
            tools: The tools that the model may call, as descriptions. `run_tools` takes functions, and runs them.
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

    @overload
    def parse(
        self,
        messages: Conversation,
        answer_type: type[T],
        *,
        repair: int = 1,
        strict: bool = True,
        model: TextModel | None | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | None | Unset = UNSET,
        thinking_budget: int | None | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | None | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
        parallel_tool_calls: bool | None | Unset = UNSET,
        user: str | None | Unset = UNSET,
        safe: Safety | None | Unset = UNSET,
        max_completion_tokens: int | None | Unset = UNSET,
        web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
        prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> T:
        """Create a chat completion, and return the answer as a value of a type.

        The model gets the JSON Schema of the type. An answer that does not fit is sent back once, with the place that does
        not fit, so that the model repairs it. Each request is billed: `detailed.parse` has the sum of `usage`, `cost` and
        `attempts`. The extra `typed` is needed: `pip install "pollinations-sdk[typed]"`.

        Args:
            messages: As for `chat`.
            answer_type: A class with fields: a dataclass, an attrs class, a TypedDict, a NamedTuple, a msgspec Struct or a
                pydantic model. Also an enum, or a type such as `list[Person]` or `Person | Invoice`. A dict is a JSON
                Schema, and the value is plain JSON.
            repair: The most requests to repair an answer, 0 to 10. An answer that was cut off, or that the model refused,
                is not repaired.
            strict: Whether to force the answer to fit, where the model and the type allow it; see `strict` of `Answer`.
            model: As for `chat`.
            frequency_penalty: As for `chat`.
            repetition_penalty: As for `chat`.
            logit_bias: As for `chat`.
            logprobs: As for `chat`.
            top_logprobs: As for `chat`.
            max_tokens: As for `chat`.
            presence_penalty: As for `chat`.
            seed: As for `chat`.
            stop: As for `chat`.
            thinking: As for `chat`.
            reasoning_effort: As for `chat`.
            thinking_budget: As for `chat`.
            temperature: As for `chat`.
            top_p: As for `chat`.
            tools: The tools of the model itself, such as a web search. `run_tools` runs your functions.
            tool_choice: As for `chat`.
            parallel_tool_calls: As for `chat`.
            user: As for `chat`.
            safe: As for `chat`.
            max_completion_tokens: As for `chat`.
            web_search_options: As for `chat`.
            prompt_cache_options: As for `chat`.
            attachments: As for `chat`.
            extra: As for `chat`.

        Raises:
            AnswerFormatError: The answer does not fit the type; it has the path, the text, and what all attempts cost.
            ArgumentValueError: The type has no JSON Schema, or `repair` is out of bounds.
            ConfigurationError: The extra `typed` is not installed.
            PromptError: As for `chat`.
            PaymentRequiredError: As for `chat`.
            OutcomeUnknownError: As for `chat`.
        """

    @overload
    def parse(
        self,
        messages: Conversation,
        answer_type: object,
        *,
        repair: int = 1,
        strict: bool = True,
        model: TextModel | None | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | None | Unset = UNSET,
        thinking_budget: int | None | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | None | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
        parallel_tool_calls: bool | None | Unset = UNSET,
        user: str | None | Unset = UNSET,
        safe: Safety | None | Unset = UNSET,
        max_completion_tokens: int | None | Unset = UNSET,
        web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
        prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Any: ...
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
        image: ImageFiles | None = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
        route: Literal["get", "post"] | None = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Media:
        """Generate an image and return it whole; a video model returns a video with the `media_type` `video/mp4`.

        Any prompt and any file arrive as given. A short, plain prompt is sent in the URL, so that each cache on the way can
        answer it. Other prompts, such as one with line breaks or `%`, are sent in the body of
        `POST /v1/images/generations`, and files in that of `POST /v1/images/edits`. `detailed` has the `route`.

        Args:
            prompt: The description of the image.
            model: The name of the model; see `image_models`. The service uses `zimage` by default, and a model for edits
                with files.
            width: The width in pixels, at most 2048; 1024 by default.
            height: The height in pixels, at most 2048; 1024 by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same image again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            enhance: Deprecated: the service no longer takes it; a POST leaves it out.
            negative_prompt: Deprecated: the service no longer takes it; a POST leaves it out.
            safe: The checks that the prompt passes first, such as `["privacy", "secrets"]`; True means these two.
            resolution: The size, such as `2k`, for the models that take it.
            quality: The quality level; `gptimage` models only.
            image: Reference images: http(s) URLs, path objects, bytes, open files, `Media` or data URIs; one or a list.
                Text is never a path.
            transparent: Whether the background is transparent; `gptimage` models only.
            duration: For video models: the length in seconds, 1 to 120; `image_models` has what each takes.
            aspect_ratio: For video models: `16:9`, `9:16`, or another that the model takes.
            audio: For video models: whether to generate sound; `veo` only.
            extra: Undocumented parameters of the query or the body.
            route: `"get"` to send the prompt in the URL, as `image_url` does: a line break becomes a space, and `%` its
                full-width form. `"post"` to send it in a body. Without it, `image` chooses.

        Raises:
            PromptError: The prompt is empty, has more than 32,000 characters in UTF-16, or cannot be encoded. Or a
                reference image is neither a URL nor a file.
            ArgumentError: A file is no image, or an option does not go with files.
            OSError: A file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The image may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an image or a video, or is incomplete.
        """

    def edit_image(
        self,
        prompt: str,
        *,
        image: ImageFiles,
        model: ImageModel | None = None,
        width: int | None = None,
        height: int | None = None,
        quality: GenerationQuality | None = None,
        seed: Seed = None,
        resolution: MediaResolution | None = None,
        safe: Safety | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Media:
        """Change one or more images as a text says, and return the result.

        Equal calls send equal bytes, also with files. So a call with a seed may be repeated, and is billed once.

        Args:
            prompt: What to change, at most 32,000 characters in UTF-16, where an emoji counts as two.
            image: The images: path objects, bytes, open files, `Media`, http(s) URLs or data URIs; one or a list. Text is
                never a path.
            model: The name of the model; see `image_models`. The service chooses one by default.
            width: The width of the result in pixels. With a height alone it is 1024, and without both the model decides.
            height: The height of the result in pixels, as `width`.
            quality: The quality level, for the models that take it.
            seed: The seed, 0 to 2147483647. Without a seed the service draws one. `"random"` and -1 draw a new number for
                each call, which `detailed` reports. The service documents a seed for images that are URLs only.
            resolution: The size, such as `2k`, for the models that take it.
            safe: The checks that the prompt passes first, such as `["privacy", "secrets"]`; True means these two.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The prompt is empty, too long, or cannot be encoded; or text in `image` is neither a URL nor a data
                URI.
            ArgumentError: A file is no image.
            OSError: A file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The image may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an image, or is incomplete.
        """

    def video(
        self,
        prompt: str,
        *,
        model: VideoModel | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        resolution: MediaResolution | None = None,
        audio: bool | None = None,
        image: References = None,
        reference_images: References = None,
        reference_videos: References = None,
        reference_audios: References = None,
        seed: Seed = None,
        safe: Safety | None = None,
        width: int | None = None,
        height: int | None = None,
        quality: ImageQuality | None = None,
        transparent: bool | None = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Media:
        """Generate a video (MP4) and return it whole. It takes up to three minutes.

        A line break or tab in the prompt becomes a space, and `%` becomes its full-width form: neither can be sent in a
        URL. `video_models` tells what each model takes: lengths, resolutions, and the number of references.

        Args:
            prompt: The description of the video.
            model: The name of the model; see `video_models`. The service uses `veo` by default.
            duration: The length in seconds, 1 to 120; most models make at most 30.
            aspect_ratio: `16:9`, `9:16`, or another that the model takes, such as `1:1`.
            resolution: The size, such as `720p`, for the models that take it.
            audio: Whether to generate sound, for the models that do.
            image: The first frame, or a list of the first and the last frame: http(s) URLs or files.
            reference_images: Images that guide the style: http(s) URLs or files.
            reference_videos: Videos that guide the motion: http(s) URLs or files.
            reference_audios: Sounds that guide the video: http(s) URLs or files.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same video again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            width: The width in pixels, if the model supports it.
            height: The height in pixels, if the model supports it.
            quality: The quality level, if the model supports it.
            transparent: Whether the background is transparent, if the model supports it.
            enhance: Deprecated: the service no longer takes it.
            negative_prompt: Deprecated: the service no longer takes it.
            auto_upload: Whether to upload files first, as the service takes only URLs. Everybody with the URL of a file
                can then read it for 30 days, and it cannot be deleted. None means the setting of the client, which is
                False by default. `detailed(...).uploads` lists them.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            ArgumentError: A reference is a file, and `auto_upload` is not True.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The video may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not a video, or is incomplete.
        """

    def embed(
        self,
        input: EmbeddingInput,
        *,
        model: EmbeddingModel | None = None,
        dimensions: int | None = None,
        task_type: str | None = None,
        input_type: EmbeddingInputType | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Embeddings:
        """Turn texts into vectors, whose angles tell how near the texts are in meaning.

        More than 32 texts are sent in requests of 32, one after another, and `timeout` holds for all of them. If one fails,
        `partial` of the error has the vectors of those before it. The service stores the results of a request for 30 days
        and bills the same request once, so the same call soon passes them again.

        Args:
            input: A text, or any iterable of texts. Models for images, audio or video also take a list of the parts of a
                message; a file may be one of them.
            model: The name of the model; the service uses `openai-3-small` by default.
            dimensions: The length of each vector, 128 to 4096, for the models that have several.
            task_type: What the vectors are for, such as `RETRIEVAL_QUERY`; models of Google only.
            input_type: `query` for a question, `document` for a text to be found; models of Cohere only.
            extra: Undocumented fields of the body.

        Raises:
            ArgumentError: The input is no text and no list of texts or parts.
            ArgumentValueError: The list is empty, or `dimensions` is out of bounds.
            PromptError: A text is blank, or cannot be encoded.
            OSError: A file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The vectors may have been made and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer lacks a vector, or one is no vector, or of another length than the others.
        """

    def mesh(
        self,
        prompt: str,
        *,
        model: MeshModel | None = None,
        image: References = None,
        resolution: MeshResolution | None = None,
        seed: Seed = None,
        safe: Safety | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Media:
        """Generate a 3D model and return it whole, as binary glTF (GLB), or as PLY with one model.

        It takes up to five minutes. A line break or tab in the prompt becomes a space, and `%` becomes its full-width form:
        neither can be sent in a URL.

        Args:
            prompt: The description of the object. Models that need an image ignore it.
            model: The name of the model; see `mesh_models`. The service chooses one by default.
            image: Images of the object: one http(s) URL or file, or a list of them.
            resolution: How fine the mesh is: `low`, `medium` or `high`; `low` by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same mesh again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            auto_upload: Whether to upload files first, as the service takes only URLs. Everybody with the URL of a file
                can then read it for 30 days, and it cannot be deleted. None means the setting of the client, which is
                False by default. `detailed(...).uploads` lists them.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            ArgumentError: An image is a file, and `auto_upload` is not True.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The mesh may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not a 3D model, or is incomplete.
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
        extra: Extra = None,
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
            extra: Undocumented fields of the form.

        Returns:
            The stored file, with its `id` and `url`.

        Raises:
            ArgumentError: `file` is no file or has no known size, or `progress` is no function; nothing was sent.
            ArgumentValueError: The file is empty, or a tag, the id or the media type is not allowed; nothing was sent.
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
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> StoredFile:
        """Describe an uploaded file, which is kept for 30 days and can be read by everybody with its URL.

        This does not renew the 30 days.

        Args:
            id: The id of the file, its URL on the media host, or what `upload` returned.
            extra: Undocumented parameters of the query.

        Raises:
            NotFoundError: There is no such file, or its time is over.
            ArgumentValueError: The URL is not of the media host; nothing was sent.
        """

    def delete_upload(
        self,
        id: str | StoredFile,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Delete an own uploaded file that has tags, with a secret key; a file without tags stays for its 30 days.

        Args:
            id: As for `upload_info`.
            extra: As for `upload_info`.

        Raises:
            NotFoundError: There is no such file. After a broken connection, the first attempt may have deleted it.
            PermissionDeniedError: The file has no tags or belongs to others, or the key is a publishable one.
            ArgumentValueError: The URL is not of the media host; nothing was sent.
        """

    def speech(
        self,
        input: str,
        *,
        model: AudioModel | None = None,
        voice: KnownVoice | str | None = None,
        response_format: SpeechFormat | None = None,
        duration: float | None = None,
        seconds: float | None = None,
        steps: int | None = None,
        negative_prompt: str | None = None,
        instrumental: bool | None = None,
        instructions: str | None = None,
        loop: bool | None = None,
        prompt_influence: float | None = None,
        reference_audio: Attachment | None = None,
        conditioning_ref: Any = None,
        composition_plan: Json | None = None,
        store_for_inpainting: bool | None = None,
        seed: Seed = None,
        safe: Safety | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Media:
        """Speak a text, or make music or a sound effect: the model decides which.

        For music, name a model such as `elevenlabs/music-v2` and describe the music in `input`; likewise for effects. A
        dialogue has one line for each turn, as `voice: text`, with at most 10 voices and 2000 characters.

        Args:
            input: The text to speak, or the description of the music or the effect; at most 10,000 characters.
            model: The name of the model; the service chooses one for speech by default.
            voice: The voice by its name or id, `alloy` by default.
            response_format: The format of the file, `mp3` by default. Some models answer in another one; `media_type` of
                the answer is the format by its bytes.
            duration: The length of music or an effect in seconds, 0.5 to 300.
            seconds: The length in seconds, 1 to 380, for the models that have this option instead of `duration`.
            steps: The number of steps, 1 to 100.
            negative_prompt: What must not be heard.
            instrumental: Whether music has no singing.
            instructions: How to speak, for the models that take it.
            loop: Whether an effect can be looped.
            prompt_influence: How closely an effect follows the description, 0 to 1.
            reference_audio: The URL of a recording to follow, at most 20 MB; or a file, which is uploaded if `auto_upload`
                is set.
            conditioning_ref: What guides the music, for the models that take it.
            composition_plan: The parts of the music, for the models that take it.
            store_for_inpainting: Whether the service keeps the music so that it can be changed later.
            seed: The seed, 0 to 4294967295. `"random"` and -1 draw a new number for each call, which `detailed` reports.
            safe: The checks that the text passes first, such as `"privacy,secrets"`; True means these two.
            auto_upload: Whether a file is uploaded where the service takes only URLs; None for the setting of the client.
                Everybody with its URL can read an uploaded file, for 30 days, and it cannot be deleted.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The text is blank or too long, or cannot be encoded.
            ArgumentError: `reference_audio` is a file, and nothing allows its upload.
            ArgumentValueError: A number is out of bounds.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The file may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an audio file, or is incomplete.
        """

    def speech_with_timestamps(
        self,
        input: str,
        *,
        model: AudioModel | None = None,
        voice: KnownVoice | str | None = None,
        response_format: VoiceFormat | None = None,
        seed: Seed = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> TimedSpeech:
        """Speak a text, and return the time of each character with the sound. Only ElevenLabs models do so.

        Args:
            input: The text to speak, at most 10,000 characters.
            model: The name of the model; the service uses `eleven_v3` by default.
            voice: The voice by its name or id.
            response_format: The format of the sound.
            seed: As for `speech`.
            extra: Undocumented fields of the body.

        Returns:
            The speech. `media` is the sound, and `alignment` has the times of the text as it was sent.
            `normalized_alignment` has those of the text as it is spoken.

        Raises:
            PromptError: The text is blank or too long, or cannot be encoded.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The speech may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer breaks the contract, or its sound is no audio file or is incomplete.
        """

    @overload
    def transcribe(
        self,
        file: Attachment,
        *,
        response_format: Literal["text", "srt", "vtt"],
        model: AudioModel | None = None,
        language: str | None = None,
        prompt: str | None = None,
        speakers_expected: int | None = None,
        temperature: float | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> str:
        """Write down the speech of a recording.

        Args:
            file: The recording, at most 25 MB: a path object, bytes, an open file or a `Media`; text is a data URI, never
                a path. It is sent with its file name, because some models read the suffix.
            response_format: The format of the text: `text`, or subtitles as `srt` or `vtt`, return a `str`. `json`, which
                is the default, `verbose_json` and `diarized_json` return a `Transcription`. A model that lacks a format
                refuses it, and the error names those that it has.
            model: The name of the model; the service uses `openai/whisper-large-v3` by default.
            language: The language as ISO 639-1 code, such as `en`; by default the model finds it out.
            prompt: A text that guides the style and the spelling of names.
            speakers_expected: The number of speakers, from 1, for `diarized_json`.
            temperature: The sampling temperature, 0 to 1.
            extra: Undocumented fields of the form.

        Returns:
            The text, or a `Transcription` with `text`, and with `segments` where the format has them.

        Raises:
            ArgumentError: `file` is no file, is empty, or holds neither audio nor a video.
            ArgumentValueError: A number is out of bounds, or there is no such format.
            PromptError: The file is too large.
            OSError: The file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The text may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not of the requested format.
        """

    @overload
    def transcribe(
        self,
        file: Attachment,
        *,
        response_format: Literal["json", "verbose_json", "diarized_json"] | None = None,
        model: AudioModel | None = None,
        language: str | None = None,
        prompt: str | None = None,
        speakers_expected: int | None = None,
        temperature: float | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Transcription: ...
    @overload
    def transcribe(
        self,
        file: Attachment,
        *,
        response_format: str,
        model: AudioModel | None = None,
        language: str | None = None,
        prompt: str | None = None,
        speakers_expected: int | None = None,
        temperature: float | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Transcription | str: ...
    def change_voice(
        self,
        file: Attachment,
        *,
        model: AudioModel | None = None,
        voice: KnownVoice | str | None = None,
        response_format: VoiceFormat | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Media:
        """Speak a recording with another voice.

        Args:
            file: The recording, at most 50 MB and 5 minutes; see `transcribe`.
            model: The name of the model; the service chooses one by default.
            voice: The new voice by its name or id, `alloy` by default.
            response_format: The format of the answer. `media_type` of the answer is the format by its bytes.
            extra: Undocumented fields of the form.

        Raises:
            ArgumentError: `file` is no file, is empty, or holds neither audio nor a video.
            ArgumentValueError: The recording is too long.
            PromptError: The file is too large.
            OSError: The file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The file may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an audio file, or is incomplete.
        """

    def isolate_voice(
        self,
        file: Attachment,
        *,
        model: AudioModel | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Media:
        """Remove everything but the voice from a recording, and return an MP3.

        Args:
            file: The recording, at most 50 MB and at least 4.6 seconds; see `transcribe`.
            model: The name of the model; the service chooses one by default.
            extra: Undocumented fields of the form.

        Raises:
            ArgumentError: `file` is no file, is empty, or holds neither audio nor a video.
            ArgumentValueError: The recording is too short.
            PromptError: The file is too large.
            OSError: The file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The file may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an audio file, or is incomplete.
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

    def video_models(
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
        """List the video models with their prices in pollen and their capabilities; works without a key.

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

    def audio_models(
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
        """List the audio models with their prices in pollen and their capabilities; works without a key.

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

    def embedding_models(
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
        """List the embedding models with their prices in pollen and their capabilities; works without a key.

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

    def mesh_models(
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
        """List the 3D models with their prices in pollen and their capabilities; works without a key.

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

    def run_tools(
        self,
        messages: Conversation,
        *,
        tools: Sequence[Callable[..., Any] | Tool | BuiltInTool | Json],
        max_turns: int = 5,
        max_calls: int = 20,
        approve: Approve | None = None,
        on_event: OnEvent | None = None,
        model: TextModel | None | Unset = UNSET,
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
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | None | Unset = UNSET,
        thinking_budget: int | None | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
        parallel_tool_calls: bool | None | Unset = UNSET,
        user: str | None | Unset = UNSET,
        safe: Safety | None | Unset = UNSET,
        max_completion_tokens: int | None | Unset = UNSET,
        web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
        prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> ToolRun:
        """Create chat completions, and run the functions that the model calls, until it answers.

        The calls of one answer run together, at most 8 at a time, each in a thread of its own. The async client awaits
        coroutine functions in the event loop. What a function raises goes back to the model, as type and message. Each turn
        is billed; the run has the sum. The extra `typed` is needed: `pip install "pollinations-sdk[typed]"`.

        `timeout=` limits the whole run. If it ends by an error, `error.run` is the `ToolRun` so far, also for
        `KeyboardInterrupt`, and `run_tools(error.run.messages, ...)` goes on from there.

        Args:
            messages: As for `chat`.
            tools: Functions, methods, other callables, or `Tool`s. A function gets its description and the texts of its
                arguments from its docstring, in the style of Google, NumPy or Sphinx. Their types are the annotations. A
                dict is a tool of the model itself, such as `{"type": "google_search"}`.
            max_turns: The most answers of the model. After the last one, its calls are run, and no answer follows.
            max_calls: The most calls of functions.
            approve: Called with the name and the arguments of each call, before any call of the answer runs. It returns
                True, or False to end the run, or the arguments to use.
            on_event: Called with a `TurnEvent`, a `CallEvent` or a `ResultEvent`. With the async client, it and `approve`
                may be coroutine functions.
            model: As for `chat`.
            frequency_penalty: As for `chat`.
            repetition_penalty: As for `chat`.
            logit_bias: As for `chat`.
            logprobs: As for `chat`.
            top_logprobs: As for `chat`.
            max_tokens: As for `chat`; it holds for each answer.
            presence_penalty: As for `chat`.
            response_format: As for `chat`.
            seed: As for `chat`.
            stop: As for `chat`.
            thinking: As for `chat`.
            reasoning_effort: As for `chat`.
            thinking_budget: As for `chat`.
            temperature: As for `chat`.
            top_p: As for `chat`.
            tool_choice: As for `chat`. A choice that forces a call holds for the first answer only.
            parallel_tool_calls: As for `chat`.
            user: As for `chat`.
            safe: As for `chat`.
            max_completion_tokens: As for `chat`; it holds for each answer.
            web_search_options: As for `chat`.
            prompt_cache_options: As for `chat`.
            attachments: As for `chat`.
            extra: As for `chat`.

        Raises:
            ArgumentError: A tool is no function, or `approve` returns something else.
            ArgumentValueError: Two tools have one name, or an argument of a function has no JSON Schema.
            ConfigurationError: The extra `typed` is not installed.
            APITimeoutError: `timeout` has passed while a function ran; it is not waited for.
            PromptError: As for `chat`.
            PaymentRequiredError: As for `chat`.
            OutcomeUnknownError: As for `chat`.
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
            json: Whether the model must write JSON. The method returns the JSON as text; `parse` returns values.
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
            response_format: The format of the answer, such as `"json_object"`, or a dict with a schema. The answer is text
                in any case; `parse` takes a class and returns a value of it.
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
            tools: The tools that the model may call, as descriptions. `run_tools` takes functions, and runs them.
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
        image: ImageFiles | None = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
        route: Literal["get", "post"] | None = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> MediaStream:
        """Generate an image and read it as a stream, in constant memory; a video model returns a video.

        Any prompt and any file arrive as given. A short, plain prompt is sent in the URL, so that each cache on the way can
        answer it. Other prompts, such as one with line breaks or `%`, are sent in the body of
        `POST /v1/images/generations`, and files in that of `POST /v1/images/edits`. `detailed` has the `route`.

        Args:
            prompt: The description of the image.
            model: The name of the model; see `image_models`. The service uses `zimage` by default, and a model for edits
                with files.
            width: The width in pixels, at most 2048; 1024 by default.
            height: The height in pixels, at most 2048; 1024 by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same image again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            enhance: Deprecated: the service no longer takes it; a POST leaves it out.
            negative_prompt: Deprecated: the service no longer takes it; a POST leaves it out.
            safe: The checks that the prompt passes first, such as `["privacy", "secrets"]`; True means these two.
            resolution: The size, such as `2k`, for the models that take it.
            quality: The quality level; `gptimage` models only.
            image: Reference images: http(s) URLs, path objects, bytes, open files, `Media` or data URIs; one or a list.
                Text is never a path.
            transparent: Whether the background is transparent; `gptimage` models only.
            duration: For video models: the length in seconds, 1 to 120; `image_models` has what each takes.
            aspect_ratio: For video models: `16:9`, `9:16`, or another that the model takes.
            audio: For video models: whether to generate sound; `veo` only.
            extra: Undocumented parameters of the query or the body.
            route: `"get"` to send the prompt in the URL, as `image_url` does: a line break becomes a space, and `%` its
                full-width form. `"post"` to send it in a body. Without it, `image` chooses.

        Raises:
            PromptError: The prompt is empty, has more than 32,000 characters in UTF-16, or cannot be encoded. Or a
                reference image is neither a URL nor a file.
            ArgumentError: A file is no image, or an option does not go with files.
            OSError: A file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The image may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an image or a video, or is incomplete.
        """

    def stream_video(
        self,
        prompt: str,
        *,
        model: VideoModel | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        resolution: MediaResolution | None = None,
        audio: bool | None = None,
        image: References = None,
        reference_images: References = None,
        reference_videos: References = None,
        reference_audios: References = None,
        seed: Seed = None,
        safe: Safety | None = None,
        width: int | None = None,
        height: int | None = None,
        quality: ImageQuality | None = None,
        transparent: bool | None = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> MediaStream:
        """Generate a video and read it as a stream, in constant memory.

        A line break or tab in the prompt becomes a space, and `%` becomes its full-width form: neither can be sent in a
        URL. `video_models` tells what each model takes: lengths, resolutions, and the number of references.

        Args:
            prompt: The description of the video.
            model: The name of the model; see `video_models`. The service uses `veo` by default.
            duration: The length in seconds, 1 to 120; most models make at most 30.
            aspect_ratio: `16:9`, `9:16`, or another that the model takes, such as `1:1`.
            resolution: The size, such as `720p`, for the models that take it.
            audio: Whether to generate sound, for the models that do.
            image: The first frame, or a list of the first and the last frame: http(s) URLs or files.
            reference_images: Images that guide the style: http(s) URLs or files.
            reference_videos: Videos that guide the motion: http(s) URLs or files.
            reference_audios: Sounds that guide the video: http(s) URLs or files.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same video again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            width: The width in pixels, if the model supports it.
            height: The height in pixels, if the model supports it.
            quality: The quality level, if the model supports it.
            transparent: Whether the background is transparent, if the model supports it.
            enhance: Deprecated: the service no longer takes it.
            negative_prompt: Deprecated: the service no longer takes it.
            auto_upload: Whether to upload files first, as the service takes only URLs. Everybody with the URL of a file
                can then read it for 30 days, and it cannot be deleted. None means the setting of the client, which is
                False by default. `detailed(...).uploads` lists them.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            ArgumentError: A reference is a file, and `auto_upload` is not True.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The video may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not a video, or is incomplete.
        """

    def stream_mesh(
        self,
        prompt: str,
        *,
        model: MeshModel | None = None,
        image: References = None,
        resolution: MeshResolution | None = None,
        seed: Seed = None,
        safe: Safety | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> MediaStream:
        """Generate a 3D model and read it as a stream, in constant memory.

        It takes up to five minutes. A line break or tab in the prompt becomes a space, and `%` becomes its full-width form:
        neither can be sent in a URL.

        Args:
            prompt: The description of the object. Models that need an image ignore it.
            model: The name of the model; see `mesh_models`. The service chooses one by default.
            image: Images of the object: one http(s) URL or file, or a list of them.
            resolution: How fine the mesh is: `low`, `medium` or `high`; `low` by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same mesh again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            auto_upload: Whether to upload files first, as the service takes only URLs. Everybody with the URL of a file
                can then read it for 30 days, and it cannot be deleted. None means the setting of the client, which is
                False by default. `detailed(...).uploads` lists them.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            ArgumentError: An image is a file, and `auto_upload` is not True.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The mesh may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not a 3D model, or is incomplete.
        """

    def stream_speech(
        self,
        input: str,
        *,
        model: AudioModel | None = None,
        voice: KnownVoice | str | None = None,
        response_format: SpeechFormat | None = None,
        duration: float | None = None,
        seconds: float | None = None,
        steps: int | None = None,
        negative_prompt: str | None = None,
        instrumental: bool | None = None,
        instructions: str | None = None,
        loop: bool | None = None,
        prompt_influence: float | None = None,
        reference_audio: Attachment | None = None,
        conditioning_ref: Any = None,
        composition_plan: Json | None = None,
        store_for_inpainting: bool | None = None,
        seed: Seed = None,
        safe: Safety | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> MediaStream:
        """Speak a text, or make music or a sound effect, and read the file as a stream.

        For music, name a model such as `elevenlabs/music-v2` and describe the music in `input`; likewise for effects. A
        dialogue has one line for each turn, as `voice: text`, with at most 10 voices and 2000 characters.

        Args:
            input: The text to speak, or the description of the music or the effect; at most 10,000 characters.
            model: The name of the model; the service chooses one for speech by default.
            voice: The voice by its name or id, `alloy` by default.
            response_format: The format of the file, `mp3` by default. Some models answer in another one; `media_type` of
                the answer is the format by its bytes.
            duration: The length of music or an effect in seconds, 0.5 to 300.
            seconds: The length in seconds, 1 to 380, for the models that have this option instead of `duration`.
            steps: The number of steps, 1 to 100.
            negative_prompt: What must not be heard.
            instrumental: Whether music has no singing.
            instructions: How to speak, for the models that take it.
            loop: Whether an effect can be looped.
            prompt_influence: How closely an effect follows the description, 0 to 1.
            reference_audio: The URL of a recording to follow, at most 20 MB; or a file, which is uploaded if `auto_upload`
                is set.
            conditioning_ref: What guides the music, for the models that take it.
            composition_plan: The parts of the music, for the models that take it.
            store_for_inpainting: Whether the service keeps the music so that it can be changed later.
            seed: The seed, 0 to 4294967295. `"random"` and -1 draw a new number for each call, which `detailed` reports.
            safe: The checks that the text passes first, such as `"privacy,secrets"`; True means these two.
            auto_upload: Whether a file is uploaded where the service takes only URLs; None for the setting of the client.
                Everybody with its URL can read an uploaded file, for 30 days, and it cannot be deleted.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The text is blank or too long, or cannot be encoded.
            ArgumentError: `reference_audio` is a file, and nothing allows its upload.
            ArgumentValueError: A number is out of bounds.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The file may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an audio file, or is incomplete.
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

        A line break or tab in the prompt becomes a space, and `%` becomes its full-width form: neither can be sent in a
        URL.

        Args:
            prompt: The description of the image.
            model: As for `image`.
            width: As for `image`.
            height: As for `image`.
            seed: As for `image`; `"random"` and -1 put a random number into the link.
            enhance: As for `image`.
            negative_prompt: As for `image`.
            safe: As for `image`.
            resolution: As for `image`.
            quality: As for `image`.
            image: The http(s) URLs of reference images.
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
            json: Whether the model must write JSON. The method returns the JSON as text; `parse` returns values.
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
            response_format: The format of the answer, such as `"json_object"`, or a dict with a schema. The answer is text
                in any case; `parse` takes a class and returns a value of it.
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
            tools: The tools that the model may call, as descriptions. `run_tools` takes functions, and runs them.
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

    @overload
    async def parse(
        self,
        messages: Conversation,
        answer_type: type[T],
        *,
        repair: int = 1,
        strict: bool = True,
        model: TextModel | None | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | None | Unset = UNSET,
        thinking_budget: int | None | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | None | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
        parallel_tool_calls: bool | None | Unset = UNSET,
        user: str | None | Unset = UNSET,
        safe: Safety | None | Unset = UNSET,
        max_completion_tokens: int | None | Unset = UNSET,
        web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
        prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> T:
        """Create a chat completion, and return the answer as a value of a type.

        The model gets the JSON Schema of the type. An answer that does not fit is sent back once, with the place that does
        not fit, so that the model repairs it. Each request is billed: `detailed.parse` has the sum of `usage`, `cost` and
        `attempts`. The extra `typed` is needed: `pip install "pollinations-sdk[typed]"`.

        Args:
            messages: As for `chat`.
            answer_type: A class with fields: a dataclass, an attrs class, a TypedDict, a NamedTuple, a msgspec Struct or a
                pydantic model. Also an enum, or a type such as `list[Person]` or `Person | Invoice`. A dict is a JSON
                Schema, and the value is plain JSON.
            repair: The most requests to repair an answer, 0 to 10. An answer that was cut off, or that the model refused,
                is not repaired.
            strict: Whether to force the answer to fit, where the model and the type allow it; see `strict` of `Answer`.
            model: As for `chat`.
            frequency_penalty: As for `chat`.
            repetition_penalty: As for `chat`.
            logit_bias: As for `chat`.
            logprobs: As for `chat`.
            top_logprobs: As for `chat`.
            max_tokens: As for `chat`.
            presence_penalty: As for `chat`.
            seed: As for `chat`.
            stop: As for `chat`.
            thinking: As for `chat`.
            reasoning_effort: As for `chat`.
            thinking_budget: As for `chat`.
            temperature: As for `chat`.
            top_p: As for `chat`.
            tools: The tools of the model itself, such as a web search. `run_tools` runs your functions.
            tool_choice: As for `chat`.
            parallel_tool_calls: As for `chat`.
            user: As for `chat`.
            safe: As for `chat`.
            max_completion_tokens: As for `chat`.
            web_search_options: As for `chat`.
            prompt_cache_options: As for `chat`.
            attachments: As for `chat`.
            extra: As for `chat`.

        Raises:
            AnswerFormatError: The answer does not fit the type; it has the path, the text, and what all attempts cost.
            ArgumentValueError: The type has no JSON Schema, or `repair` is out of bounds.
            ConfigurationError: The extra `typed` is not installed.
            PromptError: As for `chat`.
            PaymentRequiredError: As for `chat`.
            OutcomeUnknownError: As for `chat`.
        """

    @overload
    async def parse(
        self,
        messages: Conversation,
        answer_type: object,
        *,
        repair: int = 1,
        strict: bool = True,
        model: TextModel | None | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | None | Unset = UNSET,
        thinking_budget: int | None | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | None | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
        parallel_tool_calls: bool | None | Unset = UNSET,
        user: str | None | Unset = UNSET,
        safe: Safety | None | Unset = UNSET,
        max_completion_tokens: int | None | Unset = UNSET,
        web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
        prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Any: ...
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
        image: ImageFiles | None = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
        route: Literal["get", "post"] | None = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Media:
        """Generate an image and return it whole; a video model returns a video with the `media_type` `video/mp4`.

        Any prompt and any file arrive as given. A short, plain prompt is sent in the URL, so that each cache on the way can
        answer it. Other prompts, such as one with line breaks or `%`, are sent in the body of
        `POST /v1/images/generations`, and files in that of `POST /v1/images/edits`. `detailed` has the `route`.

        Args:
            prompt: The description of the image.
            model: The name of the model; see `image_models`. The service uses `zimage` by default, and a model for edits
                with files.
            width: The width in pixels, at most 2048; 1024 by default.
            height: The height in pixels, at most 2048; 1024 by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same image again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            enhance: Deprecated: the service no longer takes it; a POST leaves it out.
            negative_prompt: Deprecated: the service no longer takes it; a POST leaves it out.
            safe: The checks that the prompt passes first, such as `["privacy", "secrets"]`; True means these two.
            resolution: The size, such as `2k`, for the models that take it.
            quality: The quality level; `gptimage` models only.
            image: Reference images: http(s) URLs, path objects, bytes, open files, `Media` or data URIs; one or a list.
                Text is never a path.
            transparent: Whether the background is transparent; `gptimage` models only.
            duration: For video models: the length in seconds, 1 to 120; `image_models` has what each takes.
            aspect_ratio: For video models: `16:9`, `9:16`, or another that the model takes.
            audio: For video models: whether to generate sound; `veo` only.
            extra: Undocumented parameters of the query or the body.
            route: `"get"` to send the prompt in the URL, as `image_url` does: a line break becomes a space, and `%` its
                full-width form. `"post"` to send it in a body. Without it, `image` chooses.

        Raises:
            PromptError: The prompt is empty, has more than 32,000 characters in UTF-16, or cannot be encoded. Or a
                reference image is neither a URL nor a file.
            ArgumentError: A file is no image, or an option does not go with files.
            OSError: A file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The image may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an image or a video, or is incomplete.
        """

    async def edit_image(
        self,
        prompt: str,
        *,
        image: ImageFiles,
        model: ImageModel | None = None,
        width: int | None = None,
        height: int | None = None,
        quality: GenerationQuality | None = None,
        seed: Seed = None,
        resolution: MediaResolution | None = None,
        safe: Safety | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Media:
        """Change one or more images as a text says, and return the result.

        Equal calls send equal bytes, also with files. So a call with a seed may be repeated, and is billed once.

        Args:
            prompt: What to change, at most 32,000 characters in UTF-16, where an emoji counts as two.
            image: The images: path objects, bytes, open files, `Media`, http(s) URLs or data URIs; one or a list. Text is
                never a path.
            model: The name of the model; see `image_models`. The service chooses one by default.
            width: The width of the result in pixels. With a height alone it is 1024, and without both the model decides.
            height: The height of the result in pixels, as `width`.
            quality: The quality level, for the models that take it.
            seed: The seed, 0 to 2147483647. Without a seed the service draws one. `"random"` and -1 draw a new number for
                each call, which `detailed` reports. The service documents a seed for images that are URLs only.
            resolution: The size, such as `2k`, for the models that take it.
            safe: The checks that the prompt passes first, such as `["privacy", "secrets"]`; True means these two.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The prompt is empty, too long, or cannot be encoded; or text in `image` is neither a URL nor a data
                URI.
            ArgumentError: A file is no image.
            OSError: A file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The image may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an image, or is incomplete.
        """

    async def video(
        self,
        prompt: str,
        *,
        model: VideoModel | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        resolution: MediaResolution | None = None,
        audio: bool | None = None,
        image: References = None,
        reference_images: References = None,
        reference_videos: References = None,
        reference_audios: References = None,
        seed: Seed = None,
        safe: Safety | None = None,
        width: int | None = None,
        height: int | None = None,
        quality: ImageQuality | None = None,
        transparent: bool | None = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Media:
        """Generate a video (MP4) and return it whole. It takes up to three minutes.

        A line break or tab in the prompt becomes a space, and `%` becomes its full-width form: neither can be sent in a
        URL. `video_models` tells what each model takes: lengths, resolutions, and the number of references.

        Args:
            prompt: The description of the video.
            model: The name of the model; see `video_models`. The service uses `veo` by default.
            duration: The length in seconds, 1 to 120; most models make at most 30.
            aspect_ratio: `16:9`, `9:16`, or another that the model takes, such as `1:1`.
            resolution: The size, such as `720p`, for the models that take it.
            audio: Whether to generate sound, for the models that do.
            image: The first frame, or a list of the first and the last frame: http(s) URLs or files.
            reference_images: Images that guide the style: http(s) URLs or files.
            reference_videos: Videos that guide the motion: http(s) URLs or files.
            reference_audios: Sounds that guide the video: http(s) URLs or files.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same video again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            width: The width in pixels, if the model supports it.
            height: The height in pixels, if the model supports it.
            quality: The quality level, if the model supports it.
            transparent: Whether the background is transparent, if the model supports it.
            enhance: Deprecated: the service no longer takes it.
            negative_prompt: Deprecated: the service no longer takes it.
            auto_upload: Whether to upload files first, as the service takes only URLs. Everybody with the URL of a file
                can then read it for 30 days, and it cannot be deleted. None means the setting of the client, which is
                False by default. `detailed(...).uploads` lists them.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            ArgumentError: A reference is a file, and `auto_upload` is not True.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The video may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not a video, or is incomplete.
        """

    async def embed(
        self,
        input: EmbeddingInput,
        *,
        model: EmbeddingModel | None = None,
        dimensions: int | None = None,
        task_type: str | None = None,
        input_type: EmbeddingInputType | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Embeddings:
        """Turn texts into vectors, whose angles tell how near the texts are in meaning.

        More than 32 texts are sent in requests of 32, one after another, and `timeout` holds for all of them. If one fails,
        `partial` of the error has the vectors of those before it. The service stores the results of a request for 30 days
        and bills the same request once, so the same call soon passes them again.

        Args:
            input: A text, or any iterable of texts. Models for images, audio or video also take a list of the parts of a
                message; a file may be one of them.
            model: The name of the model; the service uses `openai-3-small` by default.
            dimensions: The length of each vector, 128 to 4096, for the models that have several.
            task_type: What the vectors are for, such as `RETRIEVAL_QUERY`; models of Google only.
            input_type: `query` for a question, `document` for a text to be found; models of Cohere only.
            extra: Undocumented fields of the body.

        Raises:
            ArgumentError: The input is no text and no list of texts or parts.
            ArgumentValueError: The list is empty, or `dimensions` is out of bounds.
            PromptError: A text is blank, or cannot be encoded.
            OSError: A file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The vectors may have been made and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer lacks a vector, or one is no vector, or of another length than the others.
        """

    async def mesh(
        self,
        prompt: str,
        *,
        model: MeshModel | None = None,
        image: References = None,
        resolution: MeshResolution | None = None,
        seed: Seed = None,
        safe: Safety | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Media:
        """Generate a 3D model and return it whole, as binary glTF (GLB), or as PLY with one model.

        It takes up to five minutes. A line break or tab in the prompt becomes a space, and `%` becomes its full-width form:
        neither can be sent in a URL.

        Args:
            prompt: The description of the object. Models that need an image ignore it.
            model: The name of the model; see `mesh_models`. The service chooses one by default.
            image: Images of the object: one http(s) URL or file, or a list of them.
            resolution: How fine the mesh is: `low`, `medium` or `high`; `low` by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same mesh again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            auto_upload: Whether to upload files first, as the service takes only URLs. Everybody with the URL of a file
                can then read it for 30 days, and it cannot be deleted. None means the setting of the client, which is
                False by default. `detailed(...).uploads` lists them.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            ArgumentError: An image is a file, and `auto_upload` is not True.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The mesh may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not a 3D model, or is incomplete.
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
        extra: Extra = None,
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
            extra: Undocumented fields of the form.

        Returns:
            The stored file, with its `id` and `url`.

        Raises:
            ArgumentError: `file` is no file or has no known size, or `progress` is no function; nothing was sent.
            ArgumentValueError: The file is empty, or a tag, the id or the media type is not allowed; nothing was sent.
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
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> StoredFile:
        """Describe an uploaded file, which is kept for 30 days and can be read by everybody with its URL.

        This does not renew the 30 days.

        Args:
            id: The id of the file, its URL on the media host, or what `upload` returned.
            extra: Undocumented parameters of the query.

        Raises:
            NotFoundError: There is no such file, or its time is over.
            ArgumentValueError: The URL is not of the media host; nothing was sent.
        """

    async def delete_upload(
        self,
        id: str | StoredFile,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Delete an own uploaded file that has tags, with a secret key; a file without tags stays for its 30 days.

        Args:
            id: As for `upload_info`.
            extra: As for `upload_info`.

        Raises:
            NotFoundError: There is no such file. After a broken connection, the first attempt may have deleted it.
            PermissionDeniedError: The file has no tags or belongs to others, or the key is a publishable one.
            ArgumentValueError: The URL is not of the media host; nothing was sent.
        """

    async def speech(
        self,
        input: str,
        *,
        model: AudioModel | None = None,
        voice: KnownVoice | str | None = None,
        response_format: SpeechFormat | None = None,
        duration: float | None = None,
        seconds: float | None = None,
        steps: int | None = None,
        negative_prompt: str | None = None,
        instrumental: bool | None = None,
        instructions: str | None = None,
        loop: bool | None = None,
        prompt_influence: float | None = None,
        reference_audio: Attachment | None = None,
        conditioning_ref: Any = None,
        composition_plan: Json | None = None,
        store_for_inpainting: bool | None = None,
        seed: Seed = None,
        safe: Safety | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Media:
        """Speak a text, or make music or a sound effect: the model decides which.

        For music, name a model such as `elevenlabs/music-v2` and describe the music in `input`; likewise for effects. A
        dialogue has one line for each turn, as `voice: text`, with at most 10 voices and 2000 characters.

        Args:
            input: The text to speak, or the description of the music or the effect; at most 10,000 characters.
            model: The name of the model; the service chooses one for speech by default.
            voice: The voice by its name or id, `alloy` by default.
            response_format: The format of the file, `mp3` by default. Some models answer in another one; `media_type` of
                the answer is the format by its bytes.
            duration: The length of music or an effect in seconds, 0.5 to 300.
            seconds: The length in seconds, 1 to 380, for the models that have this option instead of `duration`.
            steps: The number of steps, 1 to 100.
            negative_prompt: What must not be heard.
            instrumental: Whether music has no singing.
            instructions: How to speak, for the models that take it.
            loop: Whether an effect can be looped.
            prompt_influence: How closely an effect follows the description, 0 to 1.
            reference_audio: The URL of a recording to follow, at most 20 MB; or a file, which is uploaded if `auto_upload`
                is set.
            conditioning_ref: What guides the music, for the models that take it.
            composition_plan: The parts of the music, for the models that take it.
            store_for_inpainting: Whether the service keeps the music so that it can be changed later.
            seed: The seed, 0 to 4294967295. `"random"` and -1 draw a new number for each call, which `detailed` reports.
            safe: The checks that the text passes first, such as `"privacy,secrets"`; True means these two.
            auto_upload: Whether a file is uploaded where the service takes only URLs; None for the setting of the client.
                Everybody with its URL can read an uploaded file, for 30 days, and it cannot be deleted.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The text is blank or too long, or cannot be encoded.
            ArgumentError: `reference_audio` is a file, and nothing allows its upload.
            ArgumentValueError: A number is out of bounds.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The file may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an audio file, or is incomplete.
        """

    async def speech_with_timestamps(
        self,
        input: str,
        *,
        model: AudioModel | None = None,
        voice: KnownVoice | str | None = None,
        response_format: VoiceFormat | None = None,
        seed: Seed = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> TimedSpeech:
        """Speak a text, and return the time of each character with the sound. Only ElevenLabs models do so.

        Args:
            input: The text to speak, at most 10,000 characters.
            model: The name of the model; the service uses `eleven_v3` by default.
            voice: The voice by its name or id.
            response_format: The format of the sound.
            seed: As for `speech`.
            extra: Undocumented fields of the body.

        Returns:
            The speech. `media` is the sound, and `alignment` has the times of the text as it was sent.
            `normalized_alignment` has those of the text as it is spoken.

        Raises:
            PromptError: The text is blank or too long, or cannot be encoded.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The speech may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer breaks the contract, or its sound is no audio file or is incomplete.
        """

    @overload
    async def transcribe(
        self,
        file: Attachment,
        *,
        response_format: Literal["text", "srt", "vtt"],
        model: AudioModel | None = None,
        language: str | None = None,
        prompt: str | None = None,
        speakers_expected: int | None = None,
        temperature: float | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> str:
        """Write down the speech of a recording.

        Args:
            file: The recording, at most 25 MB: a path object, bytes, an open file or a `Media`; text is a data URI, never
                a path. It is sent with its file name, because some models read the suffix.
            response_format: The format of the text: `text`, or subtitles as `srt` or `vtt`, return a `str`. `json`, which
                is the default, `verbose_json` and `diarized_json` return a `Transcription`. A model that lacks a format
                refuses it, and the error names those that it has.
            model: The name of the model; the service uses `openai/whisper-large-v3` by default.
            language: The language as ISO 639-1 code, such as `en`; by default the model finds it out.
            prompt: A text that guides the style and the spelling of names.
            speakers_expected: The number of speakers, from 1, for `diarized_json`.
            temperature: The sampling temperature, 0 to 1.
            extra: Undocumented fields of the form.

        Returns:
            The text, or a `Transcription` with `text`, and with `segments` where the format has them.

        Raises:
            ArgumentError: `file` is no file, is empty, or holds neither audio nor a video.
            ArgumentValueError: A number is out of bounds, or there is no such format.
            PromptError: The file is too large.
            OSError: The file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The text may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not of the requested format.
        """

    @overload
    async def transcribe(
        self,
        file: Attachment,
        *,
        response_format: Literal["json", "verbose_json", "diarized_json"] | None = None,
        model: AudioModel | None = None,
        language: str | None = None,
        prompt: str | None = None,
        speakers_expected: int | None = None,
        temperature: float | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Transcription: ...
    @overload
    async def transcribe(
        self,
        file: Attachment,
        *,
        response_format: str,
        model: AudioModel | None = None,
        language: str | None = None,
        prompt: str | None = None,
        speakers_expected: int | None = None,
        temperature: float | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Transcription | str: ...
    async def change_voice(
        self,
        file: Attachment,
        *,
        model: AudioModel | None = None,
        voice: KnownVoice | str | None = None,
        response_format: VoiceFormat | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Media:
        """Speak a recording with another voice.

        Args:
            file: The recording, at most 50 MB and 5 minutes; see `transcribe`.
            model: The name of the model; the service chooses one by default.
            voice: The new voice by its name or id, `alloy` by default.
            response_format: The format of the answer. `media_type` of the answer is the format by its bytes.
            extra: Undocumented fields of the form.

        Raises:
            ArgumentError: `file` is no file, is empty, or holds neither audio nor a video.
            ArgumentValueError: The recording is too long.
            PromptError: The file is too large.
            OSError: The file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The file may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an audio file, or is incomplete.
        """

    async def isolate_voice(
        self,
        file: Attachment,
        *,
        model: AudioModel | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Media:
        """Remove everything but the voice from a recording, and return an MP3.

        Args:
            file: The recording, at most 50 MB and at least 4.6 seconds; see `transcribe`.
            model: The name of the model; the service chooses one by default.
            extra: Undocumented fields of the form.

        Raises:
            ArgumentError: `file` is no file, is empty, or holds neither audio nor a video.
            ArgumentValueError: The recording is too short.
            PromptError: The file is too large.
            OSError: The file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The file may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an audio file, or is incomplete.
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

    async def video_models(
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
        """List the video models with their prices in pollen and their capabilities; works without a key.

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

    async def audio_models(
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
        """List the audio models with their prices in pollen and their capabilities; works without a key.

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

    async def embedding_models(
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
        """List the embedding models with their prices in pollen and their capabilities; works without a key.

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

    async def mesh_models(
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
        """List the 3D models with their prices in pollen and their capabilities; works without a key.

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

    async def run_tools(
        self,
        messages: Conversation,
        *,
        tools: Sequence[Callable[..., Any] | Tool | BuiltInTool | Json],
        max_turns: int = 5,
        max_calls: int = 20,
        approve: Approve | None = None,
        on_event: OnEvent | None = None,
        model: TextModel | None | Unset = UNSET,
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
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | None | Unset = UNSET,
        thinking_budget: int | None | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
        parallel_tool_calls: bool | None | Unset = UNSET,
        user: str | None | Unset = UNSET,
        safe: Safety | None | Unset = UNSET,
        max_completion_tokens: int | None | Unset = UNSET,
        web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
        prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> ToolRun:
        """Create chat completions, and run the functions that the model calls, until it answers.

        The calls of one answer run together, at most 8 at a time, each in a thread of its own. The async client awaits
        coroutine functions in the event loop. What a function raises goes back to the model, as type and message. Each turn
        is billed; the run has the sum. The extra `typed` is needed: `pip install "pollinations-sdk[typed]"`.

        `timeout=` limits the whole run. If it ends by an error, `error.run` is the `ToolRun` so far, also for
        `KeyboardInterrupt`, and `run_tools(error.run.messages, ...)` goes on from there.

        Args:
            messages: As for `chat`.
            tools: Functions, methods, other callables, or `Tool`s. A function gets its description and the texts of its
                arguments from its docstring, in the style of Google, NumPy or Sphinx. Their types are the annotations. A
                dict is a tool of the model itself, such as `{"type": "google_search"}`.
            max_turns: The most answers of the model. After the last one, its calls are run, and no answer follows.
            max_calls: The most calls of functions.
            approve: Called with the name and the arguments of each call, before any call of the answer runs. It returns
                True, or False to end the run, or the arguments to use.
            on_event: Called with a `TurnEvent`, a `CallEvent` or a `ResultEvent`. With the async client, it and `approve`
                may be coroutine functions.
            model: As for `chat`.
            frequency_penalty: As for `chat`.
            repetition_penalty: As for `chat`.
            logit_bias: As for `chat`.
            logprobs: As for `chat`.
            top_logprobs: As for `chat`.
            max_tokens: As for `chat`; it holds for each answer.
            presence_penalty: As for `chat`.
            response_format: As for `chat`.
            seed: As for `chat`.
            stop: As for `chat`.
            thinking: As for `chat`.
            reasoning_effort: As for `chat`.
            thinking_budget: As for `chat`.
            temperature: As for `chat`.
            top_p: As for `chat`.
            tool_choice: As for `chat`. A choice that forces a call holds for the first answer only.
            parallel_tool_calls: As for `chat`.
            user: As for `chat`.
            safe: As for `chat`.
            max_completion_tokens: As for `chat`; it holds for each answer.
            web_search_options: As for `chat`.
            prompt_cache_options: As for `chat`.
            attachments: As for `chat`.
            extra: As for `chat`.

        Raises:
            ArgumentError: A tool is no function, or `approve` returns something else.
            ArgumentValueError: Two tools have one name, or an argument of a function has no JSON Schema.
            ConfigurationError: The extra `typed` is not installed.
            APITimeoutError: `timeout` has passed while a function ran; it is not waited for.
            PromptError: As for `chat`.
            PaymentRequiredError: As for `chat`.
            OutcomeUnknownError: As for `chat`.
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
            json: Whether the model must write JSON. The method returns the JSON as text; `parse` returns values.
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
            response_format: The format of the answer, such as `"json_object"`, or a dict with a schema. The answer is text
                in any case; `parse` takes a class and returns a value of it.
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
            tools: The tools that the model may call, as descriptions. `run_tools` takes functions, and runs them.
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
        image: ImageFiles | None = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
        route: Literal["get", "post"] | None = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AsyncMediaStream:
        """Generate an image and read it as a stream, in constant memory; a video model returns a video.

        Any prompt and any file arrive as given. A short, plain prompt is sent in the URL, so that each cache on the way can
        answer it. Other prompts, such as one with line breaks or `%`, are sent in the body of
        `POST /v1/images/generations`, and files in that of `POST /v1/images/edits`. `detailed` has the `route`.

        Args:
            prompt: The description of the image.
            model: The name of the model; see `image_models`. The service uses `zimage` by default, and a model for edits
                with files.
            width: The width in pixels, at most 2048; 1024 by default.
            height: The height in pixels, at most 2048; 1024 by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same image again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            enhance: Deprecated: the service no longer takes it; a POST leaves it out.
            negative_prompt: Deprecated: the service no longer takes it; a POST leaves it out.
            safe: The checks that the prompt passes first, such as `["privacy", "secrets"]`; True means these two.
            resolution: The size, such as `2k`, for the models that take it.
            quality: The quality level; `gptimage` models only.
            image: Reference images: http(s) URLs, path objects, bytes, open files, `Media` or data URIs; one or a list.
                Text is never a path.
            transparent: Whether the background is transparent; `gptimage` models only.
            duration: For video models: the length in seconds, 1 to 120; `image_models` has what each takes.
            aspect_ratio: For video models: `16:9`, `9:16`, or another that the model takes.
            audio: For video models: whether to generate sound; `veo` only.
            extra: Undocumented parameters of the query or the body.
            route: `"get"` to send the prompt in the URL, as `image_url` does: a line break becomes a space, and `%` its
                full-width form. `"post"` to send it in a body. Without it, `image` chooses.

        Raises:
            PromptError: The prompt is empty, has more than 32,000 characters in UTF-16, or cannot be encoded. Or a
                reference image is neither a URL nor a file.
            ArgumentError: A file is no image, or an option does not go with files.
            OSError: A file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The image may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an image or a video, or is incomplete.
        """

    def stream_video(
        self,
        prompt: str,
        *,
        model: VideoModel | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        resolution: MediaResolution | None = None,
        audio: bool | None = None,
        image: References = None,
        reference_images: References = None,
        reference_videos: References = None,
        reference_audios: References = None,
        seed: Seed = None,
        safe: Safety | None = None,
        width: int | None = None,
        height: int | None = None,
        quality: ImageQuality | None = None,
        transparent: bool | None = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AsyncMediaStream:
        """Generate a video and read it as a stream, in constant memory.

        A line break or tab in the prompt becomes a space, and `%` becomes its full-width form: neither can be sent in a
        URL. `video_models` tells what each model takes: lengths, resolutions, and the number of references.

        Args:
            prompt: The description of the video.
            model: The name of the model; see `video_models`. The service uses `veo` by default.
            duration: The length in seconds, 1 to 120; most models make at most 30.
            aspect_ratio: `16:9`, `9:16`, or another that the model takes, such as `1:1`.
            resolution: The size, such as `720p`, for the models that take it.
            audio: Whether to generate sound, for the models that do.
            image: The first frame, or a list of the first and the last frame: http(s) URLs or files.
            reference_images: Images that guide the style: http(s) URLs or files.
            reference_videos: Videos that guide the motion: http(s) URLs or files.
            reference_audios: Sounds that guide the video: http(s) URLs or files.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same video again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            width: The width in pixels, if the model supports it.
            height: The height in pixels, if the model supports it.
            quality: The quality level, if the model supports it.
            transparent: Whether the background is transparent, if the model supports it.
            enhance: Deprecated: the service no longer takes it.
            negative_prompt: Deprecated: the service no longer takes it.
            auto_upload: Whether to upload files first, as the service takes only URLs. Everybody with the URL of a file
                can then read it for 30 days, and it cannot be deleted. None means the setting of the client, which is
                False by default. `detailed(...).uploads` lists them.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            ArgumentError: A reference is a file, and `auto_upload` is not True.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The video may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not a video, or is incomplete.
        """

    def stream_mesh(
        self,
        prompt: str,
        *,
        model: MeshModel | None = None,
        image: References = None,
        resolution: MeshResolution | None = None,
        seed: Seed = None,
        safe: Safety | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AsyncMediaStream:
        """Generate a 3D model and read it as a stream, in constant memory.

        It takes up to five minutes. A line break or tab in the prompt becomes a space, and `%` becomes its full-width form:
        neither can be sent in a URL.

        Args:
            prompt: The description of the object. Models that need an image ignore it.
            model: The name of the model; see `mesh_models`. The service chooses one by default.
            image: Images of the object: one http(s) URL or file, or a list of them.
            resolution: How fine the mesh is: `low`, `medium` or `high`; `low` by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same mesh again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            auto_upload: Whether to upload files first, as the service takes only URLs. Everybody with the URL of a file
                can then read it for 30 days, and it cannot be deleted. None means the setting of the client, which is
                False by default. `detailed(...).uploads` lists them.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            ArgumentError: An image is a file, and `auto_upload` is not True.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The mesh may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not a 3D model, or is incomplete.
        """

    def stream_speech(
        self,
        input: str,
        *,
        model: AudioModel | None = None,
        voice: KnownVoice | str | None = None,
        response_format: SpeechFormat | None = None,
        duration: float | None = None,
        seconds: float | None = None,
        steps: int | None = None,
        negative_prompt: str | None = None,
        instrumental: bool | None = None,
        instructions: str | None = None,
        loop: bool | None = None,
        prompt_influence: float | None = None,
        reference_audio: Attachment | None = None,
        conditioning_ref: Any = None,
        composition_plan: Json | None = None,
        store_for_inpainting: bool | None = None,
        seed: Seed = None,
        safe: Safety | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AsyncMediaStream:
        """Speak a text, or make music or a sound effect, and read the file as a stream.

        For music, name a model such as `elevenlabs/music-v2` and describe the music in `input`; likewise for effects. A
        dialogue has one line for each turn, as `voice: text`, with at most 10 voices and 2000 characters.

        Args:
            input: The text to speak, or the description of the music or the effect; at most 10,000 characters.
            model: The name of the model; the service chooses one for speech by default.
            voice: The voice by its name or id, `alloy` by default.
            response_format: The format of the file, `mp3` by default. Some models answer in another one; `media_type` of
                the answer is the format by its bytes.
            duration: The length of music or an effect in seconds, 0.5 to 300.
            seconds: The length in seconds, 1 to 380, for the models that have this option instead of `duration`.
            steps: The number of steps, 1 to 100.
            negative_prompt: What must not be heard.
            instrumental: Whether music has no singing.
            instructions: How to speak, for the models that take it.
            loop: Whether an effect can be looped.
            prompt_influence: How closely an effect follows the description, 0 to 1.
            reference_audio: The URL of a recording to follow, at most 20 MB; or a file, which is uploaded if `auto_upload`
                is set.
            conditioning_ref: What guides the music, for the models that take it.
            composition_plan: The parts of the music, for the models that take it.
            store_for_inpainting: Whether the service keeps the music so that it can be changed later.
            seed: The seed, 0 to 4294967295. `"random"` and -1 draw a new number for each call, which `detailed` reports.
            safe: The checks that the text passes first, such as `"privacy,secrets"`; True means these two.
            auto_upload: Whether a file is uploaded where the service takes only URLs; None for the setting of the client.
                Everybody with its URL can read an uploaded file, for 30 days, and it cannot be deleted.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The text is blank or too long, or cannot be encoded.
            ArgumentError: `reference_audio` is a file, and nothing allows its upload.
            ArgumentValueError: A number is out of bounds.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The file may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an audio file, or is incomplete.
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

        A line break or tab in the prompt becomes a space, and `%` becomes its full-width form: neither can be sent in a
        URL.

        Args:
            prompt: The description of the image.
            model: As for `image`.
            width: As for `image`.
            height: As for `image`.
            seed: As for `image`; `"random"` and -1 put a random number into the link.
            enhance: As for `image`.
            negative_prompt: As for `image`.
            safe: As for `image`.
            resolution: As for `image`.
            quality: As for `image`.
            image: The http(s) URLs of reference images.
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
            json: Whether the model must write JSON. The method returns the JSON as text; `parse` returns values.
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
            response_format: The format of the answer, such as `"json_object"`, or a dict with a schema. The answer is text
                in any case; `parse` takes a class and returns a value of it.
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
            tools: The tools that the model may call, as descriptions. `run_tools` takes functions, and runs them.
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

    @overload
    def parse(
        self,
        messages: Conversation,
        answer_type: type[T],
        *,
        repair: int = 1,
        strict: bool = True,
        model: TextModel | None | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | None | Unset = UNSET,
        thinking_budget: int | None | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | None | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
        parallel_tool_calls: bool | None | Unset = UNSET,
        user: str | None | Unset = UNSET,
        safe: Safety | None | Unset = UNSET,
        max_completion_tokens: int | None | Unset = UNSET,
        web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
        prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[T]:
        """Create a chat completion, and return the answer as a value of a type.

        The model gets the JSON Schema of the type. An answer that does not fit is sent back once, with the place that does
        not fit, so that the model repairs it. Each request is billed: `detailed.parse` has the sum of `usage`, `cost` and
        `attempts`. The extra `typed` is needed: `pip install "pollinations-sdk[typed]"`.

        Args:
            messages: As for `chat`.
            answer_type: A class with fields: a dataclass, an attrs class, a TypedDict, a NamedTuple, a msgspec Struct or a
                pydantic model. Also an enum, or a type such as `list[Person]` or `Person | Invoice`. A dict is a JSON
                Schema, and the value is plain JSON.
            repair: The most requests to repair an answer, 0 to 10. An answer that was cut off, or that the model refused,
                is not repaired.
            strict: Whether to force the answer to fit, where the model and the type allow it; see `strict` of `Answer`.
            model: As for `chat`.
            frequency_penalty: As for `chat`.
            repetition_penalty: As for `chat`.
            logit_bias: As for `chat`.
            logprobs: As for `chat`.
            top_logprobs: As for `chat`.
            max_tokens: As for `chat`.
            presence_penalty: As for `chat`.
            seed: As for `chat`.
            stop: As for `chat`.
            thinking: As for `chat`.
            reasoning_effort: As for `chat`.
            thinking_budget: As for `chat`.
            temperature: As for `chat`.
            top_p: As for `chat`.
            tools: The tools of the model itself, such as a web search. `run_tools` runs your functions.
            tool_choice: As for `chat`.
            parallel_tool_calls: As for `chat`.
            user: As for `chat`.
            safe: As for `chat`.
            max_completion_tokens: As for `chat`.
            web_search_options: As for `chat`.
            prompt_cache_options: As for `chat`.
            attachments: As for `chat`.
            extra: As for `chat`.

        Raises:
            AnswerFormatError: The answer does not fit the type; it has the path, the text, and what all attempts cost.
            ArgumentValueError: The type has no JSON Schema, or `repair` is out of bounds.
            ConfigurationError: The extra `typed` is not installed.
            PromptError: As for `chat`.
            PaymentRequiredError: As for `chat`.
            OutcomeUnknownError: As for `chat`.
        """

    @overload
    def parse(
        self,
        messages: Conversation,
        answer_type: object,
        *,
        repair: int = 1,
        strict: bool = True,
        model: TextModel | None | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | None | Unset = UNSET,
        thinking_budget: int | None | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | None | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
        parallel_tool_calls: bool | None | Unset = UNSET,
        user: str | None | Unset = UNSET,
        safe: Safety | None | Unset = UNSET,
        max_completion_tokens: int | None | Unset = UNSET,
        web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
        prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Any]: ...
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
        image: ImageFiles | None = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
        route: Literal["get", "post"] | None = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Media]:
        """Generate an image and return it whole; a video model returns a video with the `media_type` `video/mp4`.

        Any prompt and any file arrive as given. A short, plain prompt is sent in the URL, so that each cache on the way can
        answer it. Other prompts, such as one with line breaks or `%`, are sent in the body of
        `POST /v1/images/generations`, and files in that of `POST /v1/images/edits`. `detailed` has the `route`.

        Args:
            prompt: The description of the image.
            model: The name of the model; see `image_models`. The service uses `zimage` by default, and a model for edits
                with files.
            width: The width in pixels, at most 2048; 1024 by default.
            height: The height in pixels, at most 2048; 1024 by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same image again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            enhance: Deprecated: the service no longer takes it; a POST leaves it out.
            negative_prompt: Deprecated: the service no longer takes it; a POST leaves it out.
            safe: The checks that the prompt passes first, such as `["privacy", "secrets"]`; True means these two.
            resolution: The size, such as `2k`, for the models that take it.
            quality: The quality level; `gptimage` models only.
            image: Reference images: http(s) URLs, path objects, bytes, open files, `Media` or data URIs; one or a list.
                Text is never a path.
            transparent: Whether the background is transparent; `gptimage` models only.
            duration: For video models: the length in seconds, 1 to 120; `image_models` has what each takes.
            aspect_ratio: For video models: `16:9`, `9:16`, or another that the model takes.
            audio: For video models: whether to generate sound; `veo` only.
            extra: Undocumented parameters of the query or the body.
            route: `"get"` to send the prompt in the URL, as `image_url` does: a line break becomes a space, and `%` its
                full-width form. `"post"` to send it in a body. Without it, `image` chooses.

        Raises:
            PromptError: The prompt is empty, has more than 32,000 characters in UTF-16, or cannot be encoded. Or a
                reference image is neither a URL nor a file.
            ArgumentError: A file is no image, or an option does not go with files.
            OSError: A file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The image may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an image or a video, or is incomplete.
        """

    def edit_image(
        self,
        prompt: str,
        *,
        image: ImageFiles,
        model: ImageModel | None = None,
        width: int | None = None,
        height: int | None = None,
        quality: GenerationQuality | None = None,
        seed: Seed = None,
        resolution: MediaResolution | None = None,
        safe: Safety | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Media]:
        """Change one or more images as a text says, and return the result.

        Equal calls send equal bytes, also with files. So a call with a seed may be repeated, and is billed once.

        Args:
            prompt: What to change, at most 32,000 characters in UTF-16, where an emoji counts as two.
            image: The images: path objects, bytes, open files, `Media`, http(s) URLs or data URIs; one or a list. Text is
                never a path.
            model: The name of the model; see `image_models`. The service chooses one by default.
            width: The width of the result in pixels. With a height alone it is 1024, and without both the model decides.
            height: The height of the result in pixels, as `width`.
            quality: The quality level, for the models that take it.
            seed: The seed, 0 to 2147483647. Without a seed the service draws one. `"random"` and -1 draw a new number for
                each call, which `detailed` reports. The service documents a seed for images that are URLs only.
            resolution: The size, such as `2k`, for the models that take it.
            safe: The checks that the prompt passes first, such as `["privacy", "secrets"]`; True means these two.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The prompt is empty, too long, or cannot be encoded; or text in `image` is neither a URL nor a data
                URI.
            ArgumentError: A file is no image.
            OSError: A file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The image may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an image, or is incomplete.
        """

    def video(
        self,
        prompt: str,
        *,
        model: VideoModel | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        resolution: MediaResolution | None = None,
        audio: bool | None = None,
        image: References = None,
        reference_images: References = None,
        reference_videos: References = None,
        reference_audios: References = None,
        seed: Seed = None,
        safe: Safety | None = None,
        width: int | None = None,
        height: int | None = None,
        quality: ImageQuality | None = None,
        transparent: bool | None = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Media]:
        """Generate a video (MP4) and return it whole. It takes up to three minutes.

        A line break or tab in the prompt becomes a space, and `%` becomes its full-width form: neither can be sent in a
        URL. `video_models` tells what each model takes: lengths, resolutions, and the number of references.

        Args:
            prompt: The description of the video.
            model: The name of the model; see `video_models`. The service uses `veo` by default.
            duration: The length in seconds, 1 to 120; most models make at most 30.
            aspect_ratio: `16:9`, `9:16`, or another that the model takes, such as `1:1`.
            resolution: The size, such as `720p`, for the models that take it.
            audio: Whether to generate sound, for the models that do.
            image: The first frame, or a list of the first and the last frame: http(s) URLs or files.
            reference_images: Images that guide the style: http(s) URLs or files.
            reference_videos: Videos that guide the motion: http(s) URLs or files.
            reference_audios: Sounds that guide the video: http(s) URLs or files.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same video again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            width: The width in pixels, if the model supports it.
            height: The height in pixels, if the model supports it.
            quality: The quality level, if the model supports it.
            transparent: Whether the background is transparent, if the model supports it.
            enhance: Deprecated: the service no longer takes it.
            negative_prompt: Deprecated: the service no longer takes it.
            auto_upload: Whether to upload files first, as the service takes only URLs. Everybody with the URL of a file
                can then read it for 30 days, and it cannot be deleted. None means the setting of the client, which is
                False by default. `detailed(...).uploads` lists them.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            ArgumentError: A reference is a file, and `auto_upload` is not True.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The video may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not a video, or is incomplete.
        """

    def embed(
        self,
        input: EmbeddingInput,
        *,
        model: EmbeddingModel | None = None,
        dimensions: int | None = None,
        task_type: str | None = None,
        input_type: EmbeddingInputType | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Embeddings]:
        """Turn texts into vectors, whose angles tell how near the texts are in meaning.

        More than 32 texts are sent in requests of 32, one after another, and `timeout` holds for all of them. If one fails,
        `partial` of the error has the vectors of those before it. The service stores the results of a request for 30 days
        and bills the same request once, so the same call soon passes them again.

        Args:
            input: A text, or any iterable of texts. Models for images, audio or video also take a list of the parts of a
                message; a file may be one of them.
            model: The name of the model; the service uses `openai-3-small` by default.
            dimensions: The length of each vector, 128 to 4096, for the models that have several.
            task_type: What the vectors are for, such as `RETRIEVAL_QUERY`; models of Google only.
            input_type: `query` for a question, `document` for a text to be found; models of Cohere only.
            extra: Undocumented fields of the body.

        Raises:
            ArgumentError: The input is no text and no list of texts or parts.
            ArgumentValueError: The list is empty, or `dimensions` is out of bounds.
            PromptError: A text is blank, or cannot be encoded.
            OSError: A file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The vectors may have been made and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer lacks a vector, or one is no vector, or of another length than the others.
        """

    def mesh(
        self,
        prompt: str,
        *,
        model: MeshModel | None = None,
        image: References = None,
        resolution: MeshResolution | None = None,
        seed: Seed = None,
        safe: Safety | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Media]:
        """Generate a 3D model and return it whole, as binary glTF (GLB), or as PLY with one model.

        It takes up to five minutes. A line break or tab in the prompt becomes a space, and `%` becomes its full-width form:
        neither can be sent in a URL.

        Args:
            prompt: The description of the object. Models that need an image ignore it.
            model: The name of the model; see `mesh_models`. The service chooses one by default.
            image: Images of the object: one http(s) URL or file, or a list of them.
            resolution: How fine the mesh is: `low`, `medium` or `high`; `low` by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same mesh again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            auto_upload: Whether to upload files first, as the service takes only URLs. Everybody with the URL of a file
                can then read it for 30 days, and it cannot be deleted. None means the setting of the client, which is
                False by default. `detailed(...).uploads` lists them.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            ArgumentError: An image is a file, and `auto_upload` is not True.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The mesh may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not a 3D model, or is incomplete.
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
        extra: Extra = None,
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
            extra: Undocumented fields of the form.

        Returns:
            The stored file, with its `id` and `url`.

        Raises:
            ArgumentError: `file` is no file or has no known size, or `progress` is no function; nothing was sent.
            ArgumentValueError: The file is empty, or a tag, the id or the media type is not allowed; nothing was sent.
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
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[StoredFile]:
        """Describe an uploaded file, which is kept for 30 days and can be read by everybody with its URL.

        This does not renew the 30 days.

        Args:
            id: The id of the file, its URL on the media host, or what `upload` returned.
            extra: Undocumented parameters of the query.

        Raises:
            NotFoundError: There is no such file, or its time is over.
            ArgumentValueError: The URL is not of the media host; nothing was sent.
        """

    def delete_upload(
        self,
        id: str | StoredFile,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[None]:
        """Delete an own uploaded file that has tags, with a secret key; a file without tags stays for its 30 days.

        Args:
            id: As for `upload_info`.
            extra: As for `upload_info`.

        Raises:
            NotFoundError: There is no such file. After a broken connection, the first attempt may have deleted it.
            PermissionDeniedError: The file has no tags or belongs to others, or the key is a publishable one.
            ArgumentValueError: The URL is not of the media host; nothing was sent.
        """

    def speech(
        self,
        input: str,
        *,
        model: AudioModel | None = None,
        voice: KnownVoice | str | None = None,
        response_format: SpeechFormat | None = None,
        duration: float | None = None,
        seconds: float | None = None,
        steps: int | None = None,
        negative_prompt: str | None = None,
        instrumental: bool | None = None,
        instructions: str | None = None,
        loop: bool | None = None,
        prompt_influence: float | None = None,
        reference_audio: Attachment | None = None,
        conditioning_ref: Any = None,
        composition_plan: Json | None = None,
        store_for_inpainting: bool | None = None,
        seed: Seed = None,
        safe: Safety | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Media]:
        """Speak a text, or make music or a sound effect: the model decides which.

        For music, name a model such as `elevenlabs/music-v2` and describe the music in `input`; likewise for effects. A
        dialogue has one line for each turn, as `voice: text`, with at most 10 voices and 2000 characters.

        Args:
            input: The text to speak, or the description of the music or the effect; at most 10,000 characters.
            model: The name of the model; the service chooses one for speech by default.
            voice: The voice by its name or id, `alloy` by default.
            response_format: The format of the file, `mp3` by default. Some models answer in another one; `media_type` of
                the answer is the format by its bytes.
            duration: The length of music or an effect in seconds, 0.5 to 300.
            seconds: The length in seconds, 1 to 380, for the models that have this option instead of `duration`.
            steps: The number of steps, 1 to 100.
            negative_prompt: What must not be heard.
            instrumental: Whether music has no singing.
            instructions: How to speak, for the models that take it.
            loop: Whether an effect can be looped.
            prompt_influence: How closely an effect follows the description, 0 to 1.
            reference_audio: The URL of a recording to follow, at most 20 MB; or a file, which is uploaded if `auto_upload`
                is set.
            conditioning_ref: What guides the music, for the models that take it.
            composition_plan: The parts of the music, for the models that take it.
            store_for_inpainting: Whether the service keeps the music so that it can be changed later.
            seed: The seed, 0 to 4294967295. `"random"` and -1 draw a new number for each call, which `detailed` reports.
            safe: The checks that the text passes first, such as `"privacy,secrets"`; True means these two.
            auto_upload: Whether a file is uploaded where the service takes only URLs; None for the setting of the client.
                Everybody with its URL can read an uploaded file, for 30 days, and it cannot be deleted.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The text is blank or too long, or cannot be encoded.
            ArgumentError: `reference_audio` is a file, and nothing allows its upload.
            ArgumentValueError: A number is out of bounds.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The file may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an audio file, or is incomplete.
        """

    def speech_with_timestamps(
        self,
        input: str,
        *,
        model: AudioModel | None = None,
        voice: KnownVoice | str | None = None,
        response_format: VoiceFormat | None = None,
        seed: Seed = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[TimedSpeech]:
        """Speak a text, and return the time of each character with the sound. Only ElevenLabs models do so.

        Args:
            input: The text to speak, at most 10,000 characters.
            model: The name of the model; the service uses `eleven_v3` by default.
            voice: The voice by its name or id.
            response_format: The format of the sound.
            seed: As for `speech`.
            extra: Undocumented fields of the body.

        Returns:
            The speech. `media` is the sound, and `alignment` has the times of the text as it was sent.
            `normalized_alignment` has those of the text as it is spoken.

        Raises:
            PromptError: The text is blank or too long, or cannot be encoded.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The speech may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer breaks the contract, or its sound is no audio file or is incomplete.
        """

    @overload
    def transcribe(
        self,
        file: Attachment,
        *,
        response_format: Literal["text", "srt", "vtt"],
        model: AudioModel | None = None,
        language: str | None = None,
        prompt: str | None = None,
        speakers_expected: int | None = None,
        temperature: float | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[str]:
        """Write down the speech of a recording.

        Args:
            file: The recording, at most 25 MB: a path object, bytes, an open file or a `Media`; text is a data URI, never
                a path. It is sent with its file name, because some models read the suffix.
            response_format: The format of the text: `text`, or subtitles as `srt` or `vtt`, return a `str`. `json`, which
                is the default, `verbose_json` and `diarized_json` return a `Transcription`. A model that lacks a format
                refuses it, and the error names those that it has.
            model: The name of the model; the service uses `openai/whisper-large-v3` by default.
            language: The language as ISO 639-1 code, such as `en`; by default the model finds it out.
            prompt: A text that guides the style and the spelling of names.
            speakers_expected: The number of speakers, from 1, for `diarized_json`.
            temperature: The sampling temperature, 0 to 1.
            extra: Undocumented fields of the form.

        Returns:
            The text, or a `Transcription` with `text`, and with `segments` where the format has them.

        Raises:
            ArgumentError: `file` is no file, is empty, or holds neither audio nor a video.
            ArgumentValueError: A number is out of bounds, or there is no such format.
            PromptError: The file is too large.
            OSError: The file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The text may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not of the requested format.
        """

    @overload
    def transcribe(
        self,
        file: Attachment,
        *,
        response_format: Literal["json", "verbose_json", "diarized_json"] | None = None,
        model: AudioModel | None = None,
        language: str | None = None,
        prompt: str | None = None,
        speakers_expected: int | None = None,
        temperature: float | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Transcription]: ...
    @overload
    def transcribe(
        self,
        file: Attachment,
        *,
        response_format: str,
        model: AudioModel | None = None,
        language: str | None = None,
        prompt: str | None = None,
        speakers_expected: int | None = None,
        temperature: float | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Transcription | str]: ...
    def change_voice(
        self,
        file: Attachment,
        *,
        model: AudioModel | None = None,
        voice: KnownVoice | str | None = None,
        response_format: VoiceFormat | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Media]:
        """Speak a recording with another voice.

        Args:
            file: The recording, at most 50 MB and 5 minutes; see `transcribe`.
            model: The name of the model; the service chooses one by default.
            voice: The new voice by its name or id, `alloy` by default.
            response_format: The format of the answer. `media_type` of the answer is the format by its bytes.
            extra: Undocumented fields of the form.

        Raises:
            ArgumentError: `file` is no file, is empty, or holds neither audio nor a video.
            ArgumentValueError: The recording is too long.
            PromptError: The file is too large.
            OSError: The file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The file may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an audio file, or is incomplete.
        """

    def isolate_voice(
        self,
        file: Attachment,
        *,
        model: AudioModel | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Media]:
        """Remove everything but the voice from a recording, and return an MP3.

        Args:
            file: The recording, at most 50 MB and at least 4.6 seconds; see `transcribe`.
            model: The name of the model; the service chooses one by default.
            extra: Undocumented fields of the form.

        Raises:
            ArgumentError: `file` is no file, is empty, or holds neither audio nor a video.
            ArgumentValueError: The recording is too short.
            PromptError: The file is too large.
            OSError: The file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The file may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an audio file, or is incomplete.
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

    def video_models(
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
        """List the video models with their prices in pollen and their capabilities; works without a key.

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

    def audio_models(
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
        """List the audio models with their prices in pollen and their capabilities; works without a key.

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

    def embedding_models(
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
        """List the embedding models with their prices in pollen and their capabilities; works without a key.

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

    def mesh_models(
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
        """List the 3D models with their prices in pollen and their capabilities; works without a key.

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
            json: Whether the model must write JSON. The method returns the JSON as text; `parse` returns values.
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
            response_format: The format of the answer, such as `"json_object"`, or a dict with a schema. The answer is text
                in any case; `parse` takes a class and returns a value of it.
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
            tools: The tools that the model may call, as descriptions. `run_tools` takes functions, and runs them.
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

    @overload
    async def parse(
        self,
        messages: Conversation,
        answer_type: type[T],
        *,
        repair: int = 1,
        strict: bool = True,
        model: TextModel | None | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | None | Unset = UNSET,
        thinking_budget: int | None | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | None | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
        parallel_tool_calls: bool | None | Unset = UNSET,
        user: str | None | Unset = UNSET,
        safe: Safety | None | Unset = UNSET,
        max_completion_tokens: int | None | Unset = UNSET,
        web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
        prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[T]:
        """Create a chat completion, and return the answer as a value of a type.

        The model gets the JSON Schema of the type. An answer that does not fit is sent back once, with the place that does
        not fit, so that the model repairs it. Each request is billed: `detailed.parse` has the sum of `usage`, `cost` and
        `attempts`. The extra `typed` is needed: `pip install "pollinations-sdk[typed]"`.

        Args:
            messages: As for `chat`.
            answer_type: A class with fields: a dataclass, an attrs class, a TypedDict, a NamedTuple, a msgspec Struct or a
                pydantic model. Also an enum, or a type such as `list[Person]` or `Person | Invoice`. A dict is a JSON
                Schema, and the value is plain JSON.
            repair: The most requests to repair an answer, 0 to 10. An answer that was cut off, or that the model refused,
                is not repaired.
            strict: Whether to force the answer to fit, where the model and the type allow it; see `strict` of `Answer`.
            model: As for `chat`.
            frequency_penalty: As for `chat`.
            repetition_penalty: As for `chat`.
            logit_bias: As for `chat`.
            logprobs: As for `chat`.
            top_logprobs: As for `chat`.
            max_tokens: As for `chat`.
            presence_penalty: As for `chat`.
            seed: As for `chat`.
            stop: As for `chat`.
            thinking: As for `chat`.
            reasoning_effort: As for `chat`.
            thinking_budget: As for `chat`.
            temperature: As for `chat`.
            top_p: As for `chat`.
            tools: The tools of the model itself, such as a web search. `run_tools` runs your functions.
            tool_choice: As for `chat`.
            parallel_tool_calls: As for `chat`.
            user: As for `chat`.
            safe: As for `chat`.
            max_completion_tokens: As for `chat`.
            web_search_options: As for `chat`.
            prompt_cache_options: As for `chat`.
            attachments: As for `chat`.
            extra: As for `chat`.

        Raises:
            AnswerFormatError: The answer does not fit the type; it has the path, the text, and what all attempts cost.
            ArgumentValueError: The type has no JSON Schema, or `repair` is out of bounds.
            ConfigurationError: The extra `typed` is not installed.
            PromptError: As for `chat`.
            PaymentRequiredError: As for `chat`.
            OutcomeUnknownError: As for `chat`.
        """

    @overload
    async def parse(
        self,
        messages: Conversation,
        answer_type: object,
        *,
        repair: int = 1,
        strict: bool = True,
        model: TextModel | None | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | None | Unset = UNSET,
        thinking_budget: int | None | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | None | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
        parallel_tool_calls: bool | None | Unset = UNSET,
        user: str | None | Unset = UNSET,
        safe: Safety | None | Unset = UNSET,
        max_completion_tokens: int | None | Unset = UNSET,
        web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
        prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Any]: ...
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
        image: ImageFiles | None = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
        route: Literal["get", "post"] | None = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Media]:
        """Generate an image and return it whole; a video model returns a video with the `media_type` `video/mp4`.

        Any prompt and any file arrive as given. A short, plain prompt is sent in the URL, so that each cache on the way can
        answer it. Other prompts, such as one with line breaks or `%`, are sent in the body of
        `POST /v1/images/generations`, and files in that of `POST /v1/images/edits`. `detailed` has the `route`.

        Args:
            prompt: The description of the image.
            model: The name of the model; see `image_models`. The service uses `zimage` by default, and a model for edits
                with files.
            width: The width in pixels, at most 2048; 1024 by default.
            height: The height in pixels, at most 2048; 1024 by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same image again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            enhance: Deprecated: the service no longer takes it; a POST leaves it out.
            negative_prompt: Deprecated: the service no longer takes it; a POST leaves it out.
            safe: The checks that the prompt passes first, such as `["privacy", "secrets"]`; True means these two.
            resolution: The size, such as `2k`, for the models that take it.
            quality: The quality level; `gptimage` models only.
            image: Reference images: http(s) URLs, path objects, bytes, open files, `Media` or data URIs; one or a list.
                Text is never a path.
            transparent: Whether the background is transparent; `gptimage` models only.
            duration: For video models: the length in seconds, 1 to 120; `image_models` has what each takes.
            aspect_ratio: For video models: `16:9`, `9:16`, or another that the model takes.
            audio: For video models: whether to generate sound; `veo` only.
            extra: Undocumented parameters of the query or the body.
            route: `"get"` to send the prompt in the URL, as `image_url` does: a line break becomes a space, and `%` its
                full-width form. `"post"` to send it in a body. Without it, `image` chooses.

        Raises:
            PromptError: The prompt is empty, has more than 32,000 characters in UTF-16, or cannot be encoded. Or a
                reference image is neither a URL nor a file.
            ArgumentError: A file is no image, or an option does not go with files.
            OSError: A file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The image may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an image or a video, or is incomplete.
        """

    async def edit_image(
        self,
        prompt: str,
        *,
        image: ImageFiles,
        model: ImageModel | None = None,
        width: int | None = None,
        height: int | None = None,
        quality: GenerationQuality | None = None,
        seed: Seed = None,
        resolution: MediaResolution | None = None,
        safe: Safety | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Media]:
        """Change one or more images as a text says, and return the result.

        Equal calls send equal bytes, also with files. So a call with a seed may be repeated, and is billed once.

        Args:
            prompt: What to change, at most 32,000 characters in UTF-16, where an emoji counts as two.
            image: The images: path objects, bytes, open files, `Media`, http(s) URLs or data URIs; one or a list. Text is
                never a path.
            model: The name of the model; see `image_models`. The service chooses one by default.
            width: The width of the result in pixels. With a height alone it is 1024, and without both the model decides.
            height: The height of the result in pixels, as `width`.
            quality: The quality level, for the models that take it.
            seed: The seed, 0 to 2147483647. Without a seed the service draws one. `"random"` and -1 draw a new number for
                each call, which `detailed` reports. The service documents a seed for images that are URLs only.
            resolution: The size, such as `2k`, for the models that take it.
            safe: The checks that the prompt passes first, such as `["privacy", "secrets"]`; True means these two.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The prompt is empty, too long, or cannot be encoded; or text in `image` is neither a URL nor a data
                URI.
            ArgumentError: A file is no image.
            OSError: A file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The image may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an image, or is incomplete.
        """

    async def video(
        self,
        prompt: str,
        *,
        model: VideoModel | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        resolution: MediaResolution | None = None,
        audio: bool | None = None,
        image: References = None,
        reference_images: References = None,
        reference_videos: References = None,
        reference_audios: References = None,
        seed: Seed = None,
        safe: Safety | None = None,
        width: int | None = None,
        height: int | None = None,
        quality: ImageQuality | None = None,
        transparent: bool | None = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Media]:
        """Generate a video (MP4) and return it whole. It takes up to three minutes.

        A line break or tab in the prompt becomes a space, and `%` becomes its full-width form: neither can be sent in a
        URL. `video_models` tells what each model takes: lengths, resolutions, and the number of references.

        Args:
            prompt: The description of the video.
            model: The name of the model; see `video_models`. The service uses `veo` by default.
            duration: The length in seconds, 1 to 120; most models make at most 30.
            aspect_ratio: `16:9`, `9:16`, or another that the model takes, such as `1:1`.
            resolution: The size, such as `720p`, for the models that take it.
            audio: Whether to generate sound, for the models that do.
            image: The first frame, or a list of the first and the last frame: http(s) URLs or files.
            reference_images: Images that guide the style: http(s) URLs or files.
            reference_videos: Videos that guide the motion: http(s) URLs or files.
            reference_audios: Sounds that guide the video: http(s) URLs or files.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same video again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            width: The width in pixels, if the model supports it.
            height: The height in pixels, if the model supports it.
            quality: The quality level, if the model supports it.
            transparent: Whether the background is transparent, if the model supports it.
            enhance: Deprecated: the service no longer takes it.
            negative_prompt: Deprecated: the service no longer takes it.
            auto_upload: Whether to upload files first, as the service takes only URLs. Everybody with the URL of a file
                can then read it for 30 days, and it cannot be deleted. None means the setting of the client, which is
                False by default. `detailed(...).uploads` lists them.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            ArgumentError: A reference is a file, and `auto_upload` is not True.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The video may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not a video, or is incomplete.
        """

    async def embed(
        self,
        input: EmbeddingInput,
        *,
        model: EmbeddingModel | None = None,
        dimensions: int | None = None,
        task_type: str | None = None,
        input_type: EmbeddingInputType | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Embeddings]:
        """Turn texts into vectors, whose angles tell how near the texts are in meaning.

        More than 32 texts are sent in requests of 32, one after another, and `timeout` holds for all of them. If one fails,
        `partial` of the error has the vectors of those before it. The service stores the results of a request for 30 days
        and bills the same request once, so the same call soon passes them again.

        Args:
            input: A text, or any iterable of texts. Models for images, audio or video also take a list of the parts of a
                message; a file may be one of them.
            model: The name of the model; the service uses `openai-3-small` by default.
            dimensions: The length of each vector, 128 to 4096, for the models that have several.
            task_type: What the vectors are for, such as `RETRIEVAL_QUERY`; models of Google only.
            input_type: `query` for a question, `document` for a text to be found; models of Cohere only.
            extra: Undocumented fields of the body.

        Raises:
            ArgumentError: The input is no text and no list of texts or parts.
            ArgumentValueError: The list is empty, or `dimensions` is out of bounds.
            PromptError: A text is blank, or cannot be encoded.
            OSError: A file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The vectors may have been made and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer lacks a vector, or one is no vector, or of another length than the others.
        """

    async def mesh(
        self,
        prompt: str,
        *,
        model: MeshModel | None = None,
        image: References = None,
        resolution: MeshResolution | None = None,
        seed: Seed = None,
        safe: Safety | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Media]:
        """Generate a 3D model and return it whole, as binary glTF (GLB), or as PLY with one model.

        It takes up to five minutes. A line break or tab in the prompt becomes a space, and `%` becomes its full-width form:
        neither can be sent in a URL.

        Args:
            prompt: The description of the object. Models that need an image ignore it.
            model: The name of the model; see `mesh_models`. The service chooses one by default.
            image: Images of the object: one http(s) URL or file, or a list of them.
            resolution: How fine the mesh is: `low`, `medium` or `high`; `low` by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same mesh again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            auto_upload: Whether to upload files first, as the service takes only URLs. Everybody with the URL of a file
                can then read it for 30 days, and it cannot be deleted. None means the setting of the client, which is
                False by default. `detailed(...).uploads` lists them.
            extra: Undocumented parameters of the query.

        Raises:
            PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
            ArgumentError: An image is a file, and `auto_upload` is not True.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The mesh may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not a 3D model, or is incomplete.
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
        extra: Extra = None,
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
            extra: Undocumented fields of the form.

        Returns:
            The stored file, with its `id` and `url`.

        Raises:
            ArgumentError: `file` is no file or has no known size, or `progress` is no function; nothing was sent.
            ArgumentValueError: The file is empty, or a tag, the id or the media type is not allowed; nothing was sent.
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
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[StoredFile]:
        """Describe an uploaded file, which is kept for 30 days and can be read by everybody with its URL.

        This does not renew the 30 days.

        Args:
            id: The id of the file, its URL on the media host, or what `upload` returned.
            extra: Undocumented parameters of the query.

        Raises:
            NotFoundError: There is no such file, or its time is over.
            ArgumentValueError: The URL is not of the media host; nothing was sent.
        """

    async def delete_upload(
        self,
        id: str | StoredFile,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[None]:
        """Delete an own uploaded file that has tags, with a secret key; a file without tags stays for its 30 days.

        Args:
            id: As for `upload_info`.
            extra: As for `upload_info`.

        Raises:
            NotFoundError: There is no such file. After a broken connection, the first attempt may have deleted it.
            PermissionDeniedError: The file has no tags or belongs to others, or the key is a publishable one.
            ArgumentValueError: The URL is not of the media host; nothing was sent.
        """

    async def speech(
        self,
        input: str,
        *,
        model: AudioModel | None = None,
        voice: KnownVoice | str | None = None,
        response_format: SpeechFormat | None = None,
        duration: float | None = None,
        seconds: float | None = None,
        steps: int | None = None,
        negative_prompt: str | None = None,
        instrumental: bool | None = None,
        instructions: str | None = None,
        loop: bool | None = None,
        prompt_influence: float | None = None,
        reference_audio: Attachment | None = None,
        conditioning_ref: Any = None,
        composition_plan: Json | None = None,
        store_for_inpainting: bool | None = None,
        seed: Seed = None,
        safe: Safety | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Media]:
        """Speak a text, or make music or a sound effect: the model decides which.

        For music, name a model such as `elevenlabs/music-v2` and describe the music in `input`; likewise for effects. A
        dialogue has one line for each turn, as `voice: text`, with at most 10 voices and 2000 characters.

        Args:
            input: The text to speak, or the description of the music or the effect; at most 10,000 characters.
            model: The name of the model; the service chooses one for speech by default.
            voice: The voice by its name or id, `alloy` by default.
            response_format: The format of the file, `mp3` by default. Some models answer in another one; `media_type` of
                the answer is the format by its bytes.
            duration: The length of music or an effect in seconds, 0.5 to 300.
            seconds: The length in seconds, 1 to 380, for the models that have this option instead of `duration`.
            steps: The number of steps, 1 to 100.
            negative_prompt: What must not be heard.
            instrumental: Whether music has no singing.
            instructions: How to speak, for the models that take it.
            loop: Whether an effect can be looped.
            prompt_influence: How closely an effect follows the description, 0 to 1.
            reference_audio: The URL of a recording to follow, at most 20 MB; or a file, which is uploaded if `auto_upload`
                is set.
            conditioning_ref: What guides the music, for the models that take it.
            composition_plan: The parts of the music, for the models that take it.
            store_for_inpainting: Whether the service keeps the music so that it can be changed later.
            seed: The seed, 0 to 4294967295. `"random"` and -1 draw a new number for each call, which `detailed` reports.
            safe: The checks that the text passes first, such as `"privacy,secrets"`; True means these two.
            auto_upload: Whether a file is uploaded where the service takes only URLs; None for the setting of the client.
                Everybody with its URL can read an uploaded file, for 30 days, and it cannot be deleted.
            extra: Undocumented fields of the body.

        Raises:
            PromptError: The text is blank or too long, or cannot be encoded.
            ArgumentError: `reference_audio` is a file, and nothing allows its upload.
            ArgumentValueError: A number is out of bounds.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The file may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an audio file, or is incomplete.
        """

    async def speech_with_timestamps(
        self,
        input: str,
        *,
        model: AudioModel | None = None,
        voice: KnownVoice | str | None = None,
        response_format: VoiceFormat | None = None,
        seed: Seed = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[TimedSpeech]:
        """Speak a text, and return the time of each character with the sound. Only ElevenLabs models do so.

        Args:
            input: The text to speak, at most 10,000 characters.
            model: The name of the model; the service uses `eleven_v3` by default.
            voice: The voice by its name or id.
            response_format: The format of the sound.
            seed: As for `speech`.
            extra: Undocumented fields of the body.

        Returns:
            The speech. `media` is the sound, and `alignment` has the times of the text as it was sent.
            `normalized_alignment` has those of the text as it is spoken.

        Raises:
            PromptError: The text is blank or too long, or cannot be encoded.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The speech may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer breaks the contract, or its sound is no audio file or is incomplete.
        """

    @overload
    async def transcribe(
        self,
        file: Attachment,
        *,
        response_format: Literal["text", "srt", "vtt"],
        model: AudioModel | None = None,
        language: str | None = None,
        prompt: str | None = None,
        speakers_expected: int | None = None,
        temperature: float | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[str]:
        """Write down the speech of a recording.

        Args:
            file: The recording, at most 25 MB: a path object, bytes, an open file or a `Media`; text is a data URI, never
                a path. It is sent with its file name, because some models read the suffix.
            response_format: The format of the text: `text`, or subtitles as `srt` or `vtt`, return a `str`. `json`, which
                is the default, `verbose_json` and `diarized_json` return a `Transcription`. A model that lacks a format
                refuses it, and the error names those that it has.
            model: The name of the model; the service uses `openai/whisper-large-v3` by default.
            language: The language as ISO 639-1 code, such as `en`; by default the model finds it out.
            prompt: A text that guides the style and the spelling of names.
            speakers_expected: The number of speakers, from 1, for `diarized_json`.
            temperature: The sampling temperature, 0 to 1.
            extra: Undocumented fields of the form.

        Returns:
            The text, or a `Transcription` with `text`, and with `segments` where the format has them.

        Raises:
            ArgumentError: `file` is no file, is empty, or holds neither audio nor a video.
            ArgumentValueError: A number is out of bounds, or there is no such format.
            PromptError: The file is too large.
            OSError: The file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The text may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not of the requested format.
        """

    @overload
    async def transcribe(
        self,
        file: Attachment,
        *,
        response_format: Literal["json", "verbose_json", "diarized_json"] | None = None,
        model: AudioModel | None = None,
        language: str | None = None,
        prompt: str | None = None,
        speakers_expected: int | None = None,
        temperature: float | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Transcription]: ...
    @overload
    async def transcribe(
        self,
        file: Attachment,
        *,
        response_format: str,
        model: AudioModel | None = None,
        language: str | None = None,
        prompt: str | None = None,
        speakers_expected: int | None = None,
        temperature: float | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Transcription | str]: ...
    async def change_voice(
        self,
        file: Attachment,
        *,
        model: AudioModel | None = None,
        voice: KnownVoice | str | None = None,
        response_format: VoiceFormat | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Media]:
        """Speak a recording with another voice.

        Args:
            file: The recording, at most 50 MB and 5 minutes; see `transcribe`.
            model: The name of the model; the service chooses one by default.
            voice: The new voice by its name or id, `alloy` by default.
            response_format: The format of the answer. `media_type` of the answer is the format by its bytes.
            extra: Undocumented fields of the form.

        Raises:
            ArgumentError: `file` is no file, is empty, or holds neither audio nor a video.
            ArgumentValueError: The recording is too long.
            PromptError: The file is too large.
            OSError: The file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The file may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an audio file, or is incomplete.
        """

    async def isolate_voice(
        self,
        file: Attachment,
        *,
        model: AudioModel | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Answer[Media]:
        """Remove everything but the voice from a recording, and return an MP3.

        Args:
            file: The recording, at most 50 MB and at least 4.6 seconds; see `transcribe`.
            model: The name of the model; the service chooses one by default.
            extra: Undocumented fields of the form.

        Raises:
            ArgumentError: `file` is no file, is empty, or holds neither audio nor a video.
            ArgumentValueError: The recording is too short.
            PromptError: The file is too large.
            OSError: The file cannot be read.
            PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
            OutcomeUnknownError: The file may have been generated and billed, and `retry=` does not allow another attempt.
            UnexpectedResponseError: The answer is not an audio file, or is incomplete.
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

    async def video_models(
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
        """List the video models with their prices in pollen and their capabilities; works without a key.

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

    async def audio_models(
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
        """List the audio models with their prices in pollen and their capabilities; works without a key.

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

    async def embedding_models(
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
        """List the embedding models with their prices in pollen and their capabilities; works without a key.

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

    async def mesh_models(
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
        """List the 3D models with their prices in pollen and their capabilities; works without a key.

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

class Estimates:
    """The methods of `Pollinations.estimate`, which return an `Estimate` and send nothing of the call."""

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
    ) -> Estimate:
        """Estimate what `text` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            prompt: The prompt.
            model: The name or alias of the model; see `text_models`. The service uses `openai` by default.
            seed: The seed, from 0. Without a seed, the same arguments give the same text again: the service stores each
                result and gives it to all its users. `"random"` and -1 draw a new number for each call, which `detailed`
                reports.
            system: The system message, which sets the role and style of the model.
            json: Whether the model must write JSON. The method returns the JSON as text; `parse` returns values.
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
    ) -> Estimate:
        """Estimate what `chat` costs, in pollen, and send nothing of it; see `Estimate`.

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
            response_format: The format of the answer, such as `"json_object"`, or a dict with a schema. The answer is text
                in any case; `parse` takes a class and returns a value of it.
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
            tools: The tools that the model may call, as descriptions. `run_tools` takes functions, and runs them.
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
        """

    def parse(
        self,
        messages: Conversation,
        answer_type: object,
        *,
        repair: int = 1,
        strict: bool = True,
        model: TextModel | None | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | None | Unset = UNSET,
        thinking_budget: int | None | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | None | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
        parallel_tool_calls: bool | None | Unset = UNSET,
        user: str | None | Unset = UNSET,
        safe: Safety | None | Unset = UNSET,
        max_completion_tokens: int | None | Unset = UNSET,
        web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
        prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `parse` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            messages: As for `chat`.
            answer_type: A class with fields: a dataclass, an attrs class, a TypedDict, a NamedTuple, a msgspec Struct or a
                pydantic model. Also an enum, or a type such as `list[Person]` or `Person | Invoice`. A dict is a JSON
                Schema, and the value is plain JSON.
            repair: The most requests to repair an answer, 0 to 10. An answer that was cut off, or that the model refused,
                is not repaired.
            strict: Whether to force the answer to fit, where the model and the type allow it; see `strict` of `Answer`.
            model: As for `chat`.
            frequency_penalty: As for `chat`.
            repetition_penalty: As for `chat`.
            logit_bias: As for `chat`.
            logprobs: As for `chat`.
            top_logprobs: As for `chat`.
            max_tokens: As for `chat`.
            presence_penalty: As for `chat`.
            seed: As for `chat`.
            stop: As for `chat`.
            thinking: As for `chat`.
            reasoning_effort: As for `chat`.
            thinking_budget: As for `chat`.
            temperature: As for `chat`.
            top_p: As for `chat`.
            tools: The tools of the model itself, such as a web search. `run_tools` runs your functions.
            tool_choice: As for `chat`.
            parallel_tool_calls: As for `chat`.
            user: As for `chat`.
            safe: As for `chat`.
            max_completion_tokens: As for `chat`.
            web_search_options: As for `chat`.
            prompt_cache_options: As for `chat`.
            attachments: As for `chat`.
            extra: As for `chat`.
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
        image: ImageFiles | None = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
        route: Literal["get", "post"] | None = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `image` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            prompt: The description of the image.
            model: The name of the model; see `image_models`. The service uses `zimage` by default, and a model for edits
                with files.
            width: The width in pixels, at most 2048; 1024 by default.
            height: The height in pixels, at most 2048; 1024 by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same image again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            enhance: Deprecated: the service no longer takes it; a POST leaves it out.
            negative_prompt: Deprecated: the service no longer takes it; a POST leaves it out.
            safe: The checks that the prompt passes first, such as `["privacy", "secrets"]`; True means these two.
            resolution: The size, such as `2k`, for the models that take it.
            quality: The quality level; `gptimage` models only.
            image: Reference images: http(s) URLs, path objects, bytes, open files, `Media` or data URIs; one or a list.
                Text is never a path.
            transparent: Whether the background is transparent; `gptimage` models only.
            duration: For video models: the length in seconds, 1 to 120; `image_models` has what each takes.
            aspect_ratio: For video models: `16:9`, `9:16`, or another that the model takes.
            audio: For video models: whether to generate sound; `veo` only.
            extra: Undocumented parameters of the query or the body.
            route: `"get"` to send the prompt in the URL, as `image_url` does: a line break becomes a space, and `%` its
                full-width form. `"post"` to send it in a body. Without it, `image` chooses.
        """

    def edit_image(
        self,
        prompt: str,
        *,
        image: ImageFiles,
        model: ImageModel | None = None,
        width: int | None = None,
        height: int | None = None,
        quality: GenerationQuality | None = None,
        seed: Seed = None,
        resolution: MediaResolution | None = None,
        safe: Safety | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `edit_image` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            prompt: What to change, at most 32,000 characters in UTF-16, where an emoji counts as two.
            image: The images: path objects, bytes, open files, `Media`, http(s) URLs or data URIs; one or a list. Text is
                never a path.
            model: The name of the model; see `image_models`. The service chooses one by default.
            width: The width of the result in pixels. With a height alone it is 1024, and without both the model decides.
            height: The height of the result in pixels, as `width`.
            quality: The quality level, for the models that take it.
            seed: The seed, 0 to 2147483647. Without a seed the service draws one. `"random"` and -1 draw a new number for
                each call, which `detailed` reports. The service documents a seed for images that are URLs only.
            resolution: The size, such as `2k`, for the models that take it.
            safe: The checks that the prompt passes first, such as `["privacy", "secrets"]`; True means these two.
            extra: Undocumented fields of the body.
        """

    def video(
        self,
        prompt: str,
        *,
        model: VideoModel | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        resolution: MediaResolution | None = None,
        audio: bool | None = None,
        image: References = None,
        reference_images: References = None,
        reference_videos: References = None,
        reference_audios: References = None,
        seed: Seed = None,
        safe: Safety | None = None,
        width: int | None = None,
        height: int | None = None,
        quality: ImageQuality | None = None,
        transparent: bool | None = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `video` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            prompt: The description of the video.
            model: The name of the model; see `video_models`. The service uses `veo` by default.
            duration: The length in seconds, 1 to 120; most models make at most 30.
            aspect_ratio: `16:9`, `9:16`, or another that the model takes, such as `1:1`.
            resolution: The size, such as `720p`, for the models that take it.
            audio: Whether to generate sound, for the models that do.
            image: The first frame, or a list of the first and the last frame: http(s) URLs or files.
            reference_images: Images that guide the style: http(s) URLs or files.
            reference_videos: Videos that guide the motion: http(s) URLs or files.
            reference_audios: Sounds that guide the video: http(s) URLs or files.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same video again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            width: The width in pixels, if the model supports it.
            height: The height in pixels, if the model supports it.
            quality: The quality level, if the model supports it.
            transparent: Whether the background is transparent, if the model supports it.
            enhance: Deprecated: the service no longer takes it.
            negative_prompt: Deprecated: the service no longer takes it.
            auto_upload: Whether to upload files first, as the service takes only URLs. Everybody with the URL of a file
                can then read it for 30 days, and it cannot be deleted. None means the setting of the client, which is
                False by default. `detailed(...).uploads` lists them.
            extra: Undocumented parameters of the query.
        """

    def embed(
        self,
        input: EmbeddingInput,
        *,
        model: EmbeddingModel | None = None,
        dimensions: int | None = None,
        task_type: str | None = None,
        input_type: EmbeddingInputType | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `embed` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            input: A text, or any iterable of texts. Models for images, audio or video also take a list of the parts of a
                message; a file may be one of them.
            model: The name of the model; the service uses `openai-3-small` by default.
            dimensions: The length of each vector, 128 to 4096, for the models that have several.
            task_type: What the vectors are for, such as `RETRIEVAL_QUERY`; models of Google only.
            input_type: `query` for a question, `document` for a text to be found; models of Cohere only.
            extra: Undocumented fields of the body.
        """

    def mesh(
        self,
        prompt: str,
        *,
        model: MeshModel | None = None,
        image: References = None,
        resolution: MeshResolution | None = None,
        seed: Seed = None,
        safe: Safety | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `mesh` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            prompt: The description of the object. Models that need an image ignore it.
            model: The name of the model; see `mesh_models`. The service chooses one by default.
            image: Images of the object: one http(s) URL or file, or a list of them.
            resolution: How fine the mesh is: `low`, `medium` or `high`; `low` by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same mesh again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            auto_upload: Whether to upload files first, as the service takes only URLs. Everybody with the URL of a file
                can then read it for 30 days, and it cannot be deleted. None means the setting of the client, which is
                False by default. `detailed(...).uploads` lists them.
            extra: Undocumented parameters of the query.
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
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `upload` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            file: The file, at most 400 MiB: a path object, bytes, an open binary file that can seek, or a `Media`.
            name: The file name; by default that of the file.
            content_type: The media type; by default by the first bytes, else by the name.
            tags: At most eight tags. They publish the file in a list that everybody can read.
            id: An id of yours: at most 128 letters, digits, dots, underscores and hyphens. By default a random one.
            progress: Called after each piece with the bytes of the file that were sent and their total. An exception from
                it ends the upload. The async client awaits an async function.
            extra: Undocumented fields of the form.
        """

    def upload_info(
        self,
        id: str | StoredFile,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `upload_info` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            id: The id of the file, its URL on the media host, or what `upload` returned.
            extra: Undocumented parameters of the query.
        """

    def delete_upload(
        self,
        id: str | StoredFile,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `delete_upload` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            id: As for `upload_info`.
            extra: As for `upload_info`.
        """

    def speech(
        self,
        input: str,
        *,
        model: AudioModel | None = None,
        voice: KnownVoice | str | None = None,
        response_format: SpeechFormat | None = None,
        duration: float | None = None,
        seconds: float | None = None,
        steps: int | None = None,
        negative_prompt: str | None = None,
        instrumental: bool | None = None,
        instructions: str | None = None,
        loop: bool | None = None,
        prompt_influence: float | None = None,
        reference_audio: Attachment | None = None,
        conditioning_ref: Any = None,
        composition_plan: Json | None = None,
        store_for_inpainting: bool | None = None,
        seed: Seed = None,
        safe: Safety | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `speech` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            input: The text to speak, or the description of the music or the effect; at most 10,000 characters.
            model: The name of the model; the service chooses one for speech by default.
            voice: The voice by its name or id, `alloy` by default.
            response_format: The format of the file, `mp3` by default. Some models answer in another one; `media_type` of
                the answer is the format by its bytes.
            duration: The length of music or an effect in seconds, 0.5 to 300.
            seconds: The length in seconds, 1 to 380, for the models that have this option instead of `duration`.
            steps: The number of steps, 1 to 100.
            negative_prompt: What must not be heard.
            instrumental: Whether music has no singing.
            instructions: How to speak, for the models that take it.
            loop: Whether an effect can be looped.
            prompt_influence: How closely an effect follows the description, 0 to 1.
            reference_audio: The URL of a recording to follow, at most 20 MB; or a file, which is uploaded if `auto_upload`
                is set.
            conditioning_ref: What guides the music, for the models that take it.
            composition_plan: The parts of the music, for the models that take it.
            store_for_inpainting: Whether the service keeps the music so that it can be changed later.
            seed: The seed, 0 to 4294967295. `"random"` and -1 draw a new number for each call, which `detailed` reports.
            safe: The checks that the text passes first, such as `"privacy,secrets"`; True means these two.
            auto_upload: Whether a file is uploaded where the service takes only URLs; None for the setting of the client.
                Everybody with its URL can read an uploaded file, for 30 days, and it cannot be deleted.
            extra: Undocumented fields of the body.
        """

    def speech_with_timestamps(
        self,
        input: str,
        *,
        model: AudioModel | None = None,
        voice: KnownVoice | str | None = None,
        response_format: VoiceFormat | None = None,
        seed: Seed = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `speech_with_timestamps` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            input: The text to speak, at most 10,000 characters.
            model: The name of the model; the service uses `eleven_v3` by default.
            voice: The voice by its name or id.
            response_format: The format of the sound.
            seed: As for `speech`.
            extra: Undocumented fields of the body.
        """

    def transcribe(
        self,
        file: Attachment,
        *,
        response_format: TranscriptionFormat | str | None = None,
        model: AudioModel | None = None,
        language: str | None = None,
        prompt: str | None = None,
        speakers_expected: int | None = None,
        temperature: float | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `transcribe` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            file: The recording, at most 25 MB: a path object, bytes, an open file or a `Media`; text is a data URI, never
                a path. It is sent with its file name, because some models read the suffix.
            response_format: The format of the text: `text`, or subtitles as `srt` or `vtt`, return a `str`. `json`, which
                is the default, `verbose_json` and `diarized_json` return a `Transcription`. A model that lacks a format
                refuses it, and the error names those that it has.
            model: The name of the model; the service uses `openai/whisper-large-v3` by default.
            language: The language as ISO 639-1 code, such as `en`; by default the model finds it out.
            prompt: A text that guides the style and the spelling of names.
            speakers_expected: The number of speakers, from 1, for `diarized_json`.
            temperature: The sampling temperature, 0 to 1.
            extra: Undocumented fields of the form.
        """

    def change_voice(
        self,
        file: Attachment,
        *,
        model: AudioModel | None = None,
        voice: KnownVoice | str | None = None,
        response_format: VoiceFormat | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `change_voice` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            file: The recording, at most 50 MB and 5 minutes; see `transcribe`.
            model: The name of the model; the service chooses one by default.
            voice: The new voice by its name or id, `alloy` by default.
            response_format: The format of the answer. `media_type` of the answer is the format by its bytes.
            extra: Undocumented fields of the form.
        """

    def isolate_voice(
        self,
        file: Attachment,
        *,
        model: AudioModel | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `isolate_voice` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            file: The recording, at most 50 MB and at least 4.6 seconds; see `transcribe`.
            model: The name of the model; the service chooses one by default.
            extra: Undocumented fields of the form.
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
    ) -> Estimate:
        """Estimate what `models` costs, in pollen, and send nothing of it; see `Estimate`.

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
    ) -> Estimate:
        """Estimate what `text_models` costs, in pollen, and send nothing of it; see `Estimate`.

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
    ) -> Estimate:
        """Estimate what `image_models` costs, in pollen, and send nothing of it; see `Estimate`.

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

    def video_models(
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
    ) -> Estimate:
        """Estimate what `video_models` costs, in pollen, and send nothing of it; see `Estimate`.

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

    def audio_models(
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
    ) -> Estimate:
        """Estimate what `audio_models` costs, in pollen, and send nothing of it; see `Estimate`.

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

    def embedding_models(
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
    ) -> Estimate:
        """Estimate what `embedding_models` costs, in pollen, and send nothing of it; see `Estimate`.

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

    def mesh_models(
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
    ) -> Estimate:
        """Estimate what `mesh_models` costs, in pollen, and send nothing of it; see `Estimate`.

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
    ) -> Estimate:
        """Estimate what `model` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            model: The id, such as `openai/gpt-5.4-nano`, or an alias, such as `openai`.
            extra: Undocumented parameters of the query.
        """

    def model_status(
        self,
        *,
        minutes: int | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `model_status` costs, in pollen, and send nothing of it; see `Estimate`.

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
    ) -> Estimate:
        """Estimate what `balance` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            extra: Undocumented parameters of the query.
        """

    def profile(
        self,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `profile` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            extra: Undocumented parameters of the query.
        """

    def key(
        self,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `key` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            extra: Undocumented parameters of the query.
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
    ) -> Estimate:
        """Estimate what `usage` costs, in pollen, and send nothing of it; see `Estimate`.

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
    ) -> Estimate:
        """Estimate what `usage_csv` costs, in pollen, and send nothing of it; see `Estimate`.

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
    ) -> Estimate:
        """Estimate what `daily_usage` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            days: The days to look back, 1 to 90.
            granularity: The unit of `period`: `day`, `week` or `month`.
            period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
            api_key_ids: The ids of the keys to return records of.
            extra: Undocumented parameters of the query.
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
    ) -> Estimate:
        """Estimate what `daily_usage_csv` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            days: The days to look back, 1 to 90.
            granularity: The unit of `period`: `day`, `week` or `month`.
            period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
            api_key_ids: The ids of the keys to return records of.
            extra: Undocumented parameters of the query.
        """

    def call(
        self,
        operation: str,
        /,
        *,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
        **arguments: Any,
    ) -> Estimate:
        """Estimate what `call` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            operation: The operationId.
            arguments: The path and query parameters by their names in the contract, and the body as `body=` or by the
                names of its fields. A file of a form is a path object, bytes, an open file or a `Media`, never text. An
                argument that is left out is not sent. A `seed` of -1 or `"random"` becomes a new number, which `detailed`
                reports.
        """

class AsyncEstimates:
    """The methods of `AsyncPollinations.estimate`, which return an `Estimate` and send nothing of the call."""

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
    ) -> Estimate:
        """Estimate what `text` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            prompt: The prompt.
            model: The name or alias of the model; see `text_models`. The service uses `openai` by default.
            seed: The seed, from 0. Without a seed, the same arguments give the same text again: the service stores each
                result and gives it to all its users. `"random"` and -1 draw a new number for each call, which `detailed`
                reports.
            system: The system message, which sets the role and style of the model.
            json: Whether the model must write JSON. The method returns the JSON as text; `parse` returns values.
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
    ) -> Estimate:
        """Estimate what `chat` costs, in pollen, and send nothing of it; see `Estimate`.

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
            response_format: The format of the answer, such as `"json_object"`, or a dict with a schema. The answer is text
                in any case; `parse` takes a class and returns a value of it.
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
            tools: The tools that the model may call, as descriptions. `run_tools` takes functions, and runs them.
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
        """

    async def parse(
        self,
        messages: Conversation,
        answer_type: object,
        *,
        repair: int = 1,
        strict: bool = True,
        model: TextModel | None | Unset = UNSET,
        frequency_penalty: float | None | Unset = UNSET,
        repetition_penalty: float | None | Unset = UNSET,
        logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
        logprobs: bool | None | Unset = UNSET,
        top_logprobs: int | None | Unset = UNSET,
        max_tokens: int | None | Unset = UNSET,
        presence_penalty: float | None | Unset = UNSET,
        seed: Seed | Unset = UNSET,
        stop: str | Sequence[str] | None | Unset = UNSET,
        thinking: ThinkingOptions | Json | None | Unset = UNSET,
        reasoning_effort: ReasoningEffort | None | Unset = UNSET,
        thinking_budget: int | None | Unset = UNSET,
        temperature: float | None | Unset = UNSET,
        top_p: float | None | Unset = UNSET,
        tools: Sequence[FunctionTool | BuiltInTool | Json] | None | Unset = UNSET,
        tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
        parallel_tool_calls: bool | None | Unset = UNSET,
        user: str | None | Unset = UNSET,
        safe: Safety | None | Unset = UNSET,
        max_completion_tokens: int | None | Unset = UNSET,
        web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
        prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
        attachments: Sequence[Attachment] | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `parse` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            messages: As for `chat`.
            answer_type: A class with fields: a dataclass, an attrs class, a TypedDict, a NamedTuple, a msgspec Struct or a
                pydantic model. Also an enum, or a type such as `list[Person]` or `Person | Invoice`. A dict is a JSON
                Schema, and the value is plain JSON.
            repair: The most requests to repair an answer, 0 to 10. An answer that was cut off, or that the model refused,
                is not repaired.
            strict: Whether to force the answer to fit, where the model and the type allow it; see `strict` of `Answer`.
            model: As for `chat`.
            frequency_penalty: As for `chat`.
            repetition_penalty: As for `chat`.
            logit_bias: As for `chat`.
            logprobs: As for `chat`.
            top_logprobs: As for `chat`.
            max_tokens: As for `chat`.
            presence_penalty: As for `chat`.
            seed: As for `chat`.
            stop: As for `chat`.
            thinking: As for `chat`.
            reasoning_effort: As for `chat`.
            thinking_budget: As for `chat`.
            temperature: As for `chat`.
            top_p: As for `chat`.
            tools: The tools of the model itself, such as a web search. `run_tools` runs your functions.
            tool_choice: As for `chat`.
            parallel_tool_calls: As for `chat`.
            user: As for `chat`.
            safe: As for `chat`.
            max_completion_tokens: As for `chat`.
            web_search_options: As for `chat`.
            prompt_cache_options: As for `chat`.
            attachments: As for `chat`.
            extra: As for `chat`.
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
        image: ImageFiles | None = None,
        transparent: bool | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        audio: bool | None = None,
        extra: Extra = None,
        route: Literal["get", "post"] | None = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `image` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            prompt: The description of the image.
            model: The name of the model; see `image_models`. The service uses `zimage` by default, and a model for edits
                with files.
            width: The width in pixels, at most 2048; 1024 by default.
            height: The height in pixels, at most 2048; 1024 by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same image again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            enhance: Deprecated: the service no longer takes it; a POST leaves it out.
            negative_prompt: Deprecated: the service no longer takes it; a POST leaves it out.
            safe: The checks that the prompt passes first, such as `["privacy", "secrets"]`; True means these two.
            resolution: The size, such as `2k`, for the models that take it.
            quality: The quality level; `gptimage` models only.
            image: Reference images: http(s) URLs, path objects, bytes, open files, `Media` or data URIs; one or a list.
                Text is never a path.
            transparent: Whether the background is transparent; `gptimage` models only.
            duration: For video models: the length in seconds, 1 to 120; `image_models` has what each takes.
            aspect_ratio: For video models: `16:9`, `9:16`, or another that the model takes.
            audio: For video models: whether to generate sound; `veo` only.
            extra: Undocumented parameters of the query or the body.
            route: `"get"` to send the prompt in the URL, as `image_url` does: a line break becomes a space, and `%` its
                full-width form. `"post"` to send it in a body. Without it, `image` chooses.
        """

    async def edit_image(
        self,
        prompt: str,
        *,
        image: ImageFiles,
        model: ImageModel | None = None,
        width: int | None = None,
        height: int | None = None,
        quality: GenerationQuality | None = None,
        seed: Seed = None,
        resolution: MediaResolution | None = None,
        safe: Safety | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `edit_image` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            prompt: What to change, at most 32,000 characters in UTF-16, where an emoji counts as two.
            image: The images: path objects, bytes, open files, `Media`, http(s) URLs or data URIs; one or a list. Text is
                never a path.
            model: The name of the model; see `image_models`. The service chooses one by default.
            width: The width of the result in pixels. With a height alone it is 1024, and without both the model decides.
            height: The height of the result in pixels, as `width`.
            quality: The quality level, for the models that take it.
            seed: The seed, 0 to 2147483647. Without a seed the service draws one. `"random"` and -1 draw a new number for
                each call, which `detailed` reports. The service documents a seed for images that are URLs only.
            resolution: The size, such as `2k`, for the models that take it.
            safe: The checks that the prompt passes first, such as `["privacy", "secrets"]`; True means these two.
            extra: Undocumented fields of the body.
        """

    async def video(
        self,
        prompt: str,
        *,
        model: VideoModel | None = None,
        duration: int | None = None,
        aspect_ratio: str | None = None,
        resolution: MediaResolution | None = None,
        audio: bool | None = None,
        image: References = None,
        reference_images: References = None,
        reference_videos: References = None,
        reference_audios: References = None,
        seed: Seed = None,
        safe: Safety | None = None,
        width: int | None = None,
        height: int | None = None,
        quality: ImageQuality | None = None,
        transparent: bool | None = None,
        enhance: bool | None = None,
        negative_prompt: str | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `video` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            prompt: The description of the video.
            model: The name of the model; see `video_models`. The service uses `veo` by default.
            duration: The length in seconds, 1 to 120; most models make at most 30.
            aspect_ratio: `16:9`, `9:16`, or another that the model takes, such as `1:1`.
            resolution: The size, such as `720p`, for the models that take it.
            audio: Whether to generate sound, for the models that do.
            image: The first frame, or a list of the first and the last frame: http(s) URLs or files.
            reference_images: Images that guide the style: http(s) URLs or files.
            reference_videos: Videos that guide the motion: http(s) URLs or files.
            reference_audios: Sounds that guide the video: http(s) URLs or files.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same video again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            width: The width in pixels, if the model supports it.
            height: The height in pixels, if the model supports it.
            quality: The quality level, if the model supports it.
            transparent: Whether the background is transparent, if the model supports it.
            enhance: Deprecated: the service no longer takes it.
            negative_prompt: Deprecated: the service no longer takes it.
            auto_upload: Whether to upload files first, as the service takes only URLs. Everybody with the URL of a file
                can then read it for 30 days, and it cannot be deleted. None means the setting of the client, which is
                False by default. `detailed(...).uploads` lists them.
            extra: Undocumented parameters of the query.
        """

    async def embed(
        self,
        input: EmbeddingInput,
        *,
        model: EmbeddingModel | None = None,
        dimensions: int | None = None,
        task_type: str | None = None,
        input_type: EmbeddingInputType | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `embed` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            input: A text, or any iterable of texts. Models for images, audio or video also take a list of the parts of a
                message; a file may be one of them.
            model: The name of the model; the service uses `openai-3-small` by default.
            dimensions: The length of each vector, 128 to 4096, for the models that have several.
            task_type: What the vectors are for, such as `RETRIEVAL_QUERY`; models of Google only.
            input_type: `query` for a question, `document` for a text to be found; models of Cohere only.
            extra: Undocumented fields of the body.
        """

    async def mesh(
        self,
        prompt: str,
        *,
        model: MeshModel | None = None,
        image: References = None,
        resolution: MeshResolution | None = None,
        seed: Seed = None,
        safe: Safety | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `mesh` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            prompt: The description of the object. Models that need an image ignore it.
            model: The name of the model; see `mesh_models`. The service chooses one by default.
            image: Images of the object: one http(s) URL or file, or a list of them.
            resolution: How fine the mesh is: `low`, `medium` or `high`; `low` by default.
            seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same mesh again: the service
                stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
                `detailed` reports.
            safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
            auto_upload: Whether to upload files first, as the service takes only URLs. Everybody with the URL of a file
                can then read it for 30 days, and it cannot be deleted. None means the setting of the client, which is
                False by default. `detailed(...).uploads` lists them.
            extra: Undocumented parameters of the query.
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
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `upload` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            file: The file, at most 400 MiB: a path object, bytes, an open binary file that can seek, or a `Media`.
            name: The file name; by default that of the file.
            content_type: The media type; by default by the first bytes, else by the name.
            tags: At most eight tags. They publish the file in a list that everybody can read.
            id: An id of yours: at most 128 letters, digits, dots, underscores and hyphens. By default a random one.
            progress: Called after each piece with the bytes of the file that were sent and their total. An exception from
                it ends the upload. The async client awaits an async function.
            extra: Undocumented fields of the form.
        """

    async def upload_info(
        self,
        id: str | StoredFile,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `upload_info` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            id: The id of the file, its URL on the media host, or what `upload` returned.
            extra: Undocumented parameters of the query.
        """

    async def delete_upload(
        self,
        id: str | StoredFile,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `delete_upload` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            id: As for `upload_info`.
            extra: As for `upload_info`.
        """

    async def speech(
        self,
        input: str,
        *,
        model: AudioModel | None = None,
        voice: KnownVoice | str | None = None,
        response_format: SpeechFormat | None = None,
        duration: float | None = None,
        seconds: float | None = None,
        steps: int | None = None,
        negative_prompt: str | None = None,
        instrumental: bool | None = None,
        instructions: str | None = None,
        loop: bool | None = None,
        prompt_influence: float | None = None,
        reference_audio: Attachment | None = None,
        conditioning_ref: Any = None,
        composition_plan: Json | None = None,
        store_for_inpainting: bool | None = None,
        seed: Seed = None,
        safe: Safety | None = None,
        auto_upload: bool | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `speech` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            input: The text to speak, or the description of the music or the effect; at most 10,000 characters.
            model: The name of the model; the service chooses one for speech by default.
            voice: The voice by its name or id, `alloy` by default.
            response_format: The format of the file, `mp3` by default. Some models answer in another one; `media_type` of
                the answer is the format by its bytes.
            duration: The length of music or an effect in seconds, 0.5 to 300.
            seconds: The length in seconds, 1 to 380, for the models that have this option instead of `duration`.
            steps: The number of steps, 1 to 100.
            negative_prompt: What must not be heard.
            instrumental: Whether music has no singing.
            instructions: How to speak, for the models that take it.
            loop: Whether an effect can be looped.
            prompt_influence: How closely an effect follows the description, 0 to 1.
            reference_audio: The URL of a recording to follow, at most 20 MB; or a file, which is uploaded if `auto_upload`
                is set.
            conditioning_ref: What guides the music, for the models that take it.
            composition_plan: The parts of the music, for the models that take it.
            store_for_inpainting: Whether the service keeps the music so that it can be changed later.
            seed: The seed, 0 to 4294967295. `"random"` and -1 draw a new number for each call, which `detailed` reports.
            safe: The checks that the text passes first, such as `"privacy,secrets"`; True means these two.
            auto_upload: Whether a file is uploaded where the service takes only URLs; None for the setting of the client.
                Everybody with its URL can read an uploaded file, for 30 days, and it cannot be deleted.
            extra: Undocumented fields of the body.
        """

    async def speech_with_timestamps(
        self,
        input: str,
        *,
        model: AudioModel | None = None,
        voice: KnownVoice | str | None = None,
        response_format: VoiceFormat | None = None,
        seed: Seed = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `speech_with_timestamps` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            input: The text to speak, at most 10,000 characters.
            model: The name of the model; the service uses `eleven_v3` by default.
            voice: The voice by its name or id.
            response_format: The format of the sound.
            seed: As for `speech`.
            extra: Undocumented fields of the body.
        """

    async def transcribe(
        self,
        file: Attachment,
        *,
        response_format: TranscriptionFormat | str | None = None,
        model: AudioModel | None = None,
        language: str | None = None,
        prompt: str | None = None,
        speakers_expected: int | None = None,
        temperature: float | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `transcribe` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            file: The recording, at most 25 MB: a path object, bytes, an open file or a `Media`; text is a data URI, never
                a path. It is sent with its file name, because some models read the suffix.
            response_format: The format of the text: `text`, or subtitles as `srt` or `vtt`, return a `str`. `json`, which
                is the default, `verbose_json` and `diarized_json` return a `Transcription`. A model that lacks a format
                refuses it, and the error names those that it has.
            model: The name of the model; the service uses `openai/whisper-large-v3` by default.
            language: The language as ISO 639-1 code, such as `en`; by default the model finds it out.
            prompt: A text that guides the style and the spelling of names.
            speakers_expected: The number of speakers, from 1, for `diarized_json`.
            temperature: The sampling temperature, 0 to 1.
            extra: Undocumented fields of the form.
        """

    async def change_voice(
        self,
        file: Attachment,
        *,
        model: AudioModel | None = None,
        voice: KnownVoice | str | None = None,
        response_format: VoiceFormat | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `change_voice` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            file: The recording, at most 50 MB and 5 minutes; see `transcribe`.
            model: The name of the model; the service chooses one by default.
            voice: The new voice by its name or id, `alloy` by default.
            response_format: The format of the answer. `media_type` of the answer is the format by its bytes.
            extra: Undocumented fields of the form.
        """

    async def isolate_voice(
        self,
        file: Attachment,
        *,
        model: AudioModel | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `isolate_voice` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            file: The recording, at most 50 MB and at least 4.6 seconds; see `transcribe`.
            model: The name of the model; the service chooses one by default.
            extra: Undocumented fields of the form.
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
    ) -> Estimate:
        """Estimate what `models` costs, in pollen, and send nothing of it; see `Estimate`.

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
    ) -> Estimate:
        """Estimate what `text_models` costs, in pollen, and send nothing of it; see `Estimate`.

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
    ) -> Estimate:
        """Estimate what `image_models` costs, in pollen, and send nothing of it; see `Estimate`.

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

    async def video_models(
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
    ) -> Estimate:
        """Estimate what `video_models` costs, in pollen, and send nothing of it; see `Estimate`.

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

    async def audio_models(
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
    ) -> Estimate:
        """Estimate what `audio_models` costs, in pollen, and send nothing of it; see `Estimate`.

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

    async def embedding_models(
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
    ) -> Estimate:
        """Estimate what `embedding_models` costs, in pollen, and send nothing of it; see `Estimate`.

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

    async def mesh_models(
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
    ) -> Estimate:
        """Estimate what `mesh_models` costs, in pollen, and send nothing of it; see `Estimate`.

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
    ) -> Estimate:
        """Estimate what `model` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            model: The id, such as `openai/gpt-5.4-nano`, or an alias, such as `openai`.
            extra: Undocumented parameters of the query.
        """

    async def model_status(
        self,
        *,
        minutes: int | None = None,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `model_status` costs, in pollen, and send nothing of it; see `Estimate`.

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
    ) -> Estimate:
        """Estimate what `balance` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            extra: Undocumented parameters of the query.
        """

    async def profile(
        self,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `profile` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            extra: Undocumented parameters of the query.
        """

    async def key(
        self,
        *,
        extra: Extra = None,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Estimate what `key` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            extra: Undocumented parameters of the query.
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
    ) -> Estimate:
        """Estimate what `usage` costs, in pollen, and send nothing of it; see `Estimate`.

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
    ) -> Estimate:
        """Estimate what `usage_csv` costs, in pollen, and send nothing of it; see `Estimate`.

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
    ) -> Estimate:
        """Estimate what `daily_usage` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            days: The days to look back, 1 to 90.
            granularity: The unit of `period`: `day`, `week` or `month`.
            period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
            api_key_ids: The ids of the keys to return records of.
            extra: Undocumented parameters of the query.
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
    ) -> Estimate:
        """Estimate what `daily_usage_csv` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            days: The days to look back, 1 to 90.
            granularity: The unit of `period`: `day`, `week` or `month`.
            period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
            api_key_ids: The ids of the keys to return records of.
            extra: Undocumented parameters of the query.
        """

    async def call(
        self,
        operation: str,
        /,
        *,
        timeout: float | None | Unset = UNSET,
        extra_headers: Mapping[str, str] | None = None,
        **arguments: Any,
    ) -> Estimate:
        """Estimate what `call` costs, in pollen, and send nothing of it; see `Estimate`.

        Args:
            operation: The operationId.
            arguments: The path and query parameters by their names in the contract, and the body as `body=` or by the
                names of its fields. A file of a form is a path object, bytes, an open file or a `Media`, never text. An
                argument that is left out is not sent. A `seed` of -1 or `"random"` becomes a new number, which `detailed`
                reports.
        """
