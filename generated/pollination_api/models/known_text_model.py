# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal

KnownTextModel = Literal[
    "chickytutor",
    "claude",
    "claude-fast",
    "claude-large",
    "claude-legacy",
    "deepseek",
    "gemini",
    "gemini-fast",
    "gemini-large",
    "gemini-legacy",
    "gemini-search",
    "glm",
    "grok",
    "kimi",
    "midijourney",
    "minimax",
    "mistral",
    "nomnom",
    "nova-fast",
    "openai",
    "openai-audio",
    "openai-fast",
    "openai-large",
    "perplexity-fast",
    "perplexity-reasoning",
    "qwen-coder",
    "qwen-safety",
]

KNOWN_TEXT_MODEL_VALUES: set[KnownTextModel] = {
    "chickytutor",
    "claude",
    "claude-fast",
    "claude-large",
    "claude-legacy",
    "deepseek",
    "gemini",
    "gemini-fast",
    "gemini-large",
    "gemini-legacy",
    "gemini-search",
    "glm",
    "grok",
    "kimi",
    "midijourney",
    "minimax",
    "mistral",
    "nomnom",
    "nova-fast",
    "openai",
    "openai-audio",
    "openai-fast",
    "openai-large",
    "perplexity-fast",
    "perplexity-reasoning",
    "qwen-coder",
    "qwen-safety",
}


def check_known_text_model(value: str) -> KnownTextModel:
    if value in KNOWN_TEXT_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KNOWN_TEXT_MODEL_VALUES!r}")
