"""A playable MP4: the prompt's picture with a bar that shows how far it has played."""

import io

import av
from PIL import Image

from pollination_sdk.sandbox._drawing import draw
from pollination_sdk.sandbox._sound import hum

FRAMES_PER_SECOND = 10
LANDSCAPE, PORTRAIT = (320, 180), (180, 320)
DEFAULT_SECONDS = 4
BAR = 6  # pixels


def video(prompt: str, seconds: int, *about: object, portrait: bool = False, sound: bool = False) -> bytes:
    """Encode H.264 of the length asked for, in one thread, and a tone as AAC: the same call gives the same bytes."""
    width, height = PORTRAIT if portrait else LANDSCAPE
    picture = draw(prompt, width, height, *about)
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4") as container:
        options = {"preset": "ultrafast", "crf": "30", "threads": "1"}
        stream = container.add_stream("libx264", rate=FRAMES_PER_SECOND, options=options)
        tone = hum(container, seconds) if sound else ()
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for index in range(1, seconds * FRAMES_PER_SECOND + 1):
            played = width * index // (seconds * FRAMES_PER_SECOND)
            container.mux(stream.encode(_frame(picture, played)))
        container.mux(stream.encode())
        for packet in tone:
            container.mux(packet)
    return buffer.getvalue()


def _frame(picture: Image.Image, played: int) -> av.VideoFrame:
    picture.paste((255, 255, 255), (0, picture.height - BAR, played, picture.height))
    frame: av.VideoFrame = av.VideoFrame.from_image(picture)  # type: ignore[no-untyped-call] # PyAV's stub
    return frame
