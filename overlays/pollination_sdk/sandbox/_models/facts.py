"""What the model lists say of each model besides its names and prices. The amounts are invented.

The short names are those of the catalogue.
"""

from typing import Any

CONTEXT_LENGTH = 128_000  # tokens
CONTEXT_LENGTHS = {
    "openai": 400_000,
    "openai-large": 1_050_000,
    "openai/gpt-5.5": 1_050_000,
    "gemini": 1_048_576,
    "gemini-large": 1_048_576,
    "claude": 1_000_000,
    "claude-large": 1_000_000,
}
RESOLUTIONS = {
    "nanobanana-pro": ["1k", "2k", "4k"],
    "seedream-pro": ["2k", "4k"],
    "veo": ["720p", "1080p"],
    "seedance": ["720p", "480p", "1080p"],
    "seedance-pro": ["720p", "480p", "1080p"],
    "alibaba/wan-2.7": ["720p", "1080p"],
    "minimax/minimax-h3": ["480p", "768p", "2k"],
    "microsoft/trellis-2": ["low", "medium", "high"],
}
"""The sizes that models can be asked for; the first is what they make unasked."""
DURATIONS = {"min_duration": 1, "max_duration": 120, "default_duration": 4}  # seconds
AGENTS = {"chickytutor": "anthropic/claude-haiku-4.5"}
"""The model behind each agent."""
PER_USER_RPM = 60  # requests to a community model


def facts(name: str, category: str, *, community: bool) -> dict[str, Any]:
    """Return the fields of one model in the lists with everything."""
    return {
        **context(name, category),
        **({"resolutions": RESOLUTIONS[name]} if name in RESOLUTIONS else {}),
        **(DURATIONS if category == "video" else {}),
        **({"agent": True, "base_model": AGENTS[name]} if name in AGENTS else {}),
        **({"per_user_rpm": PER_USER_RPM} if community else {}),
    }


def context(name: str, category: str) -> dict[str, int]:
    """Return the field for the most tokens that a text model takes in."""
    return {"context_length": CONTEXT_LENGTHS.get(name, CONTEXT_LENGTH)} if category == "text" else {}
