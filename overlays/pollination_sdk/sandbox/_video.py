"""Encode a playable MP4: the image of the prompt with a progress bar."""

import io

import av
from PIL import Image

from pollination_sdk.sandbox._drawing import draw
from pollination_sdk.sandbox._sound import add_tone

FRAMES_PER_SECOND = 10
LANDSCAPE, PORTRAIT = (320, 180), (180, 320)
DEFAULT_SECONDS = 4
BAR = 6  # pixels


def video(prompt: str, seconds: int, *about: object, portrait: bool = False, sound: bool = False) -> bytes:
    """Encode H.264 and, with `sound`, a tone as AAC. It uses one thread, so that equal calls return equal bytes."""
    width, height = PORTRAIT if portrait else LANDSCAPE
    canvas = draw(prompt, width, height, *about)
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4") as container:
        options = {"preset": "ultrafast", "crf": "30", "threads": "1"}
        stream = container.add_stream("libx264", rate=FRAMES_PER_SECOND, options=options)
        tone = add_tone(container, seconds) if sound else ()
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for index in range(1, seconds * FRAMES_PER_SECOND + 1):
            played = width * index // (seconds * FRAMES_PER_SECOND)
            container.mux(stream.encode(_frame(canvas, played)))
        container.mux(stream.encode())
        for packet in tone:
            container.mux(packet)
    return buffer.getvalue()


def _frame(canvas: Image.Image, played: int) -> av.VideoFrame:
    canvas.paste((255, 255, 255), (0, canvas.height - BAR, played, canvas.height))
    frame: av.VideoFrame = av.VideoFrame.from_image(canvas)  # type: ignore[no-untyped-call] # PyAV's stub
    return frame
