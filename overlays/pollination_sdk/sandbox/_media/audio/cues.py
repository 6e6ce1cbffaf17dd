"""Divide a transcript into cues with plausible times, and write them as subtitles."""

import re
from collections.abc import Iterator

import attrs

LONGEST = 42  # characters of one cue; what subtitles show in a line


@attrs.frozen
class Cue:
    """A piece of a transcript: its text, and when it is heard, in seconds."""

    text: str
    start: float
    end: float


def cues_of(text: str, seconds: float) -> list[Cue]:
    """Divide a text at its spaces; each character takes the same time."""
    pace = seconds / max(len(text), 1)
    return [Cue(text[start:end], round(start * pace, 3), round(end * pace, 3)) for start, end in _spans(text)] or [
        Cue("", 0.0, round(seconds, 3))
    ]


def to_srt(cues: list[Cue]) -> str:
    """Write cues as SubRip: a number, the times and the text, with an empty line between cues."""
    return "\n".join(
        f"{number}\n{_time(cue.start, ',')} --> {_time(cue.end, ',')}\n{_one_line(cue.text)}\n"
        for number, cue in enumerate(cues, 1)
    )


def to_vtt(cues: list[Cue]) -> str:
    """Write cues as WebVTT, where some characters are escaped."""
    blocks = [f"\n{_time(cue.start, '.')} --> {_time(cue.end, '.')}\n{_escaped(_one_line(cue.text))}\n" for cue in cues]
    return "WEBVTT\n" + "".join(blocks)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each cue starts and ends: as many words as fit into a line, and at least one."""
    start = end = None
    for word in re.finditer(r"\S+", text):
        if start is not None and end is not None and word.end() - start > LONGEST:
            yield start, end
            start = None
        start, end = word.start() if start is None else start, word.end()
    if start is not None and end is not None:
        yield start, end


def _time(seconds: float, mark: str) -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    minutes, rest = divmod(whole, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}{mark}{thousandths:03}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
