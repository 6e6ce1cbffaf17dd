"""What each audio model does: its modalities and its operations."""

TRANSCRIBERS = {"whisper-1", "elevenlabs/scribe-v2", "openai/gpt-transcribe"}
CHANGERS = {
    "elevenlabs/eleven-multilingual-sts-v2": "/v1/audio/voice-changer",
    "elevenlabs/voice-isolator": "/v1/audio/voice-isolator",
    "elevenlabs/stem-separation": "/alpha/audio/stem-separation",
}
SPEECH = ["/audio/{text}", "/v1/audio/speech"]


def task_of(name: str) -> str:
    """Return what a model does: `transcribe`, `change` or `speak`; music and sounds are spoken as well."""
    if name in TRANSCRIBERS:
        return "transcribe"
    return "change" if name in CHANGERS else "speak"


def modalities(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a model takes and what it gives."""
    task = task_of(name)
    return ("text" if task == "speak" else "audio",), ("text" if task == "transcribe" else "audio",)


def endpoints(name: str) -> list[str]:
    """List the operations of a model."""
    if name in TRANSCRIBERS:
        return ["/v1/audio/transcriptions"]
    return [CHANGERS[name]] if name in CHANGERS else SPEECH
