"""Encode a playable MP4: the image of the prompt with a progress bar."""

import io
from collections.abc import Sequence

import av
from PIL import Image

from pollination_sdk.sandbox._media.audio.sound import add_tone
from pollination_sdk.sandbox._media.images.drawing import draw
from pollination_sdk.sandbox._media.images.sources import Source

FRAMES_PER_SECOND = 10
LANDSCAPE, PORTRAIT = (320, 180), (180, 320)
DEFAULT_SECONDS = 4
BAR = 6  # pixels


def video(
    prompt: str,
    seconds: int,
    *about: object,
    portrait: bool = False,
    sound: bool = False,
    frames: Sequence[Source] = (),
    references: Sequence[Source] = (),
) -> bytes:
    """Encode H.264 and, with `sound`, a tone as AAC. It uses one thread, so that equal calls return equal bytes.

    Args:
        prompt: The text of all frames.
        seconds: How long it lasts.
        about: What else identifies the video, such as its seed.
        portrait: Whether it is higher than wide.
        sound: Whether it has sound.
        frames: The image of its start, and that of its end.
        references: The images that all frames show.
    """
    width, height = PORTRAIT if portrait else LANDSCAPE
    first = draw(prompt, width, height, *about, sources=[*frames[:1], *references])
    last = draw(prompt, width, height, *about, sources=[*frames[1:2], *references]) if frames[1:] else first
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4") as container:
        options = {"preset": "ultrafast", "crf": "30", "threads": "1"}
        stream = container.add_stream("libx264", rate=FRAMES_PER_SECOND, options=options)
        tone = add_tone(container, seconds) if sound else ()
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        count = seconds * FRAMES_PER_SECOND
        for index in range(1, count + 1):
            canvas = first if last is first else Image.blend(first, last, index / count)
            container.mux(stream.encode(_frame(canvas, width * index // count)))
        container.mux(stream.encode())
        for packet in tone:
            container.mux(packet)
    return buffer.getvalue()


def _frame(canvas: Image.Image, played: int) -> av.VideoFrame:
    canvas.paste((255, 255, 255), (0, canvas.height - BAR, played, canvas.height))
    frame: av.VideoFrame = av.VideoFrame.from_image(canvas)  # type: ignore[no-untyped-call] # PyAV's stub
    return frame
