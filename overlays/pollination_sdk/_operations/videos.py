"""Video."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pollination_api.api.video import get_video_by_prompt
from pollination_sdk._operations.media_streams import as_stream
from pollination_sdk._operations.parameters import (
    Extra,
    as_integer,
    as_prompt,
    as_seed,
    as_text,
    generation,
    only_true,
    or_unset,
    safety_in_query,
)
from pollination_sdk._operations.prompts import image_prompt
from pollination_sdk._operations.references import with_references
from pollination_sdk._responses.decode import read_medium

if TYPE_CHECKING:
    from pollination_api.models import ImageQuality, MediaResolution
    from pollination_sdk._engine.call import Call
    from pollination_sdk._media.media import Media
    from pollination_sdk._operations.names import References, Safety, Seed, VideoModel


def video(
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
) -> Call[Media]:
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
    kwargs = get_video_by_prompt._get_kwargs(  # noqa: SLF001 - the generated half that sends nothing
        image_prompt(as_prompt(prompt)),
        model=or_unset(as_text("model", model)),
        width=or_unset(as_integer("width", width)),
        height=or_unset(as_integer("height", height)),
        seed=or_unset(as_seed("seed", seed)),
        safe=safety_in_query(safe),
        resolution=or_unset(as_text("resolution", resolution)),
        quality=or_unset(as_text("quality", quality)),
        transparent=only_true(transparent, "transparent"),
        enhance=only_true(enhance, "enhance"),
        negative_prompt=or_unset(as_text("negative_prompt", negative_prompt)),
        duration=or_unset(as_integer("duration", duration)),
        aspect_ratio=or_unset(as_text("aspect_ratio", aspect_ratio)),
        audio=only_true(audio, "audio"),
    )
    accept = "video/*, application/json"
    call = generation(get_video_by_prompt, kwargs, read_medium("video"), extra, accept=accept)
    references = {
        "image": image,
        "reference_images": reference_images,
        "reference_videos": reference_videos,
        "reference_audios": reference_audios,
    }
    return with_references(call, references, auto_upload=auto_upload)


stream_video = as_stream(video, "video", "Generate a video and read it as a stream, in constant memory.")
