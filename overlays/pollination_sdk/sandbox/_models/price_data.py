"""The price sheet of each model: pollen for each unit, in the forms that the service has. The amounts are invented.

The short names are those of the catalogue. A unit without a price costs nothing, and a model without any price is free.
"""

from collections.abc import Mapping

Prices = Mapping[str, str]

KINDS: dict[str, Prices] = {
    "text": {
        "promptTextTokens": "0.0000002",
        "promptCachedTokens": "0.00000005",
        "completionTextTokens": "0.0000008",
    },
    "image": {"completionImageTokens": "0.0002"},
    "video": {"completionVideoSeconds": "0.05"},
    "audio": {"completionAudioTokens": "0.00002"},
    "embedding": {"promptTextTokens": "0.00000002"},
    "3d": {"completionImageTokens": "0.01"},
}
"""The prices of models that have none of their own."""


def _text(prompt: str, cached: str, completion: str, **more: str) -> Prices:
    names = {"promptTextTokens": prompt, "promptCachedTokens": cached, "completionTextTokens": completion}
    return {name: price for name, price in names.items() if price} | more


def _image_tokens(text: str, image: str, made: str, **more: str) -> Prices:
    """Return the prices of an image model that counts the tokens of the prompt, of given images and of the result."""
    return {"promptTextTokens": text, "promptImageTokens": image, "completionImageTokens": made, **more}


def _by_image(price: str, **more: str) -> Prices:
    return {"completionImageTokens": price, **more}


_MUSIC = {"completionAudioSeconds": "0.0025"}
_CHANGED = {"promptAudioSeconds": "0.002"}
_CHARACTER = {"completionAudioTokens": "0.0001"}

SHEETS: dict[str, Prices] = {
    # Text: some cache prompts, some count sound and images by themselves, one counts its reasoning by itself.
    "openai-fast": _text("0.00000006", "", "0.0000003"),
    "openai-large": _text("0.0000025", "0.00000025", "0.000015"),
    "openai/gpt-5.5": _text("0.000005", "0.0000005", "0.00003"),
    "openai-audio": _text("0.0000025", "", "0.00001", promptAudioTokens="0.000032", completionAudioTokens="0.000064"),
    "gemini": _text("0.0000005", "0.00000005", "0.000003", promptImageTokens="0.0000005", promptAudioTokens="0.000001"),
    "gemini-large": _text("0.000002", "0.0000002", "0.000012", promptImageTokens="0.000002"),
    "claude-fast": _text("0.000001", "0.0000001", "0.000005"),
    "claude": _text("0.000003", "0.0000003", "0.000015"),
    "claude-large": _text("0.000005", "0.0000005", "0.000025"),
    "perplexity-reasoning": _text("0.000001", "", "0.000005", completionReasoningTokens="0.000003"),
    "deepseek": _text("0.00000028", "0.000000028", "0.00000042"),
    "nomnom": {},
    "chickytutor": _text("0.000001", "", "0.000005"),
    # Images, each at a price.
    "flux": _by_image("0.002"),
    "turbo": _by_image("0.0003"),
    "klein": _by_image("0.005"),
    "klein-large": _by_image("0.008"),
    "kontext": _by_image("0.04"),
    "seedream": _by_image("0.035"),
    "seedream-pro": _by_image("0.045"),
    "black-forest-labs/flux.2-pro": _by_image("0.03"),
    "qwen/qwen-image": _by_image("0.025"),
    "x-ai/grok-imagine-image": _by_image("0.02", promptImageTokens="0.002"),
    "recraft/recraft-v4.1-vector": _by_image("0.08"),
    "ideogram-ai/ideogram-v4-balanced": _by_image("0.06"),
    # Images by token. A price of 0.00003 reads like 0.03 for an image, which costs 0.256 with 8,533 tokens.
    "nanobanana": _image_tokens("0.0000003", "0.0000003", "0.00003"),
    "nanobanana-pro": _image_tokens("0.000002", "0.000002", "0.00012"),
    "gptimage": _image_tokens("0.0000015", "0.000001875", "0.000006"),
    "gptimage-large": _image_tokens("0.000005", "0.000008", "0.000032"),
    "openai/gpt-image-2": _image_tokens("0.000005", "0.000008", "0.00003"),
    # Videos: by the second with sound apart or included, or by token.
    "veo": {"completionVideoSeconds": "0.05", "completionAudioSeconds": "0.02"},
    "seedance": {"completionVideoTokens": "0.0000018"},
    "seedance-pro": {"completionVideoSeconds": "0.025"},
    "bytedance/seedance-2.0-fast": {"completionVideoSeconds": "0.1"},
    "wan": {"completionVideoSeconds": "0.1"},
    "alibaba/wan-2.7": {"completionVideoSeconds": "0.1"},
    "alibaba/wan-3.0": {"completionVideoSeconds": "0.12"},
    "ltx-2": {"completionVideoSeconds": "0.04"},
    "x-ai/grok-imagine-video": {"completionVideoSeconds": "0.07", "promptImageTokens": "0.002"},
    # Sound: speech by character or by token, music by the second or by the piece, recordings by the second.
    **dict.fromkeys(("elevenlabs/eleven-v3", "elevenlabs/eleven-v4", "elevenlabs/eleven-v3:dialogue"), _CHARACTER),
    "elevenlabs/eleven-multilingual-v2": _CHARACTER,
    "elevenlabs/eleven-flash-v2.5": {"completionAudioTokens": "0.00005"},
    "openai/tts-1-hd": {"completionAudioTokens": "0.00003"},
    "hexgrad/kokoro-82m": {"completionAudioTokens": "0.000001"},
    "qwen/qwen3-tts-flash": {"promptTextTokens": "0.0000005", "completionAudioTokens": "0.00001"},
    **dict.fromkeys(("elevenlabs/music-v2", "elevenlabs/music-v2.5"), _MUSIC),
    "elevenlabs/eleven-text-to-sound-v2": {"completionAudioSeconds": "0.002"},
    "google/lyria-3.5": {"completionAudioSeconds": "0.0013"},
    "stability-ai/stable-audio-3": {"completionAudioTokens": "0.02"},
    "whisper-1": {"promptAudioSeconds": "0.00005"},
    "elevenlabs/scribe-v2": {"promptAudioSeconds": "0.00006"},
    "openai/gpt-transcribe": {"promptAudioSeconds": "0.00008"},
    **dict.fromkeys(("elevenlabs/eleven-multilingual-sts-v2", "elevenlabs/voice-isolator"), _CHANGED),
    "elevenlabs/stem-separation": {"completionAudioSeconds": "0.0001"},
    # Vectors and 3D.
    "openai/text-embedding-3-large": {"promptTextTokens": "0.00000013"},
    "google/gemini-embedding-2": {"promptTextTokens": "0.00000015"},
    "cohere/embed-v4.0": {"promptTextTokens": "0.00000012"},
    "nvidia/asset-harvester": _by_image("0.05"),
    "hyper3d/rodin-2.5": _by_image("0.4"),
}

VARIANTS: dict[str, dict[str, Prices]] = {
    "openai-large": {"long_context": _text("0.000005", "0.0000005", "0.0000225")},
    "seedream-pro": {"4k": _by_image("0.09")},
    "qwen/qwen-image": {"edit": _by_image("0.03")},
    "veo": {"1080p": {"completionVideoSeconds": "0.07"}},
    "seedance-pro": {"480p": {"completionVideoSeconds": "0.015"}, "1080p": {"completionVideoSeconds": "0.06"}},
    "alibaba/wan-2.7": {"1080p": {"completionVideoSeconds": "0.15"}},
    "minimax/minimax-h3": {"768p": {"completionVideoSeconds": "0.08"}, "2k": {"completionVideoSeconds": "0.13"}},
    "microsoft/trellis-2": {"medium": _by_image("0.02"), "high": _by_image("0.03")},
}
"""Other prices of some models, by the name of the resolution or the mode in which they apply."""

ABOUT_VARIANTS = {
    "long_context": "Applies to prompts of more than 272,000 tokens.",
    "edit": "Applies to requests with one or more images.",
}
"""What a mode is; other variants are resolutions."""

FLAT_RATE = frozenset({"stability-ai/stable-audio-3"})
"""Models of sound whose requests all cost the same."""
