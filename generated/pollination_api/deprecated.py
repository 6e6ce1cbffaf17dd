# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""What the contract announces to go, by operation; `pollination_sdk` warns where it is used."""

from typing import Any

DEPRECATED: dict[str, list[dict[str, Any]]] = {
    "post_generate_v1_chat_completions": [
        {"path": ("body", "model"), "values": {"nomnom": {"is_gone": True, "since": "2026-03-03"}}}
    ],
    "get_generate_text_prompt": [
        {"path": ("params", "model"), "values": {"nomnom": {"is_gone": True, "since": "2026-03-03"}}}
    ],
    "get_generate_image_prompt": [
        {"path": ("params", "enhance"), "is_gone": True, "since": "2026-07"},
        {"path": ("params", "negative_prompt"), "is_gone": True, "since": "2026-07"},
    ],
    "post_text": [{"path": ("body", "model"), "values": {"nomnom": {"is_gone": True, "since": "2026-03-03"}}}],
    "post_v1_responses": [{"path": ("body", "model"), "values": {"nomnom": {"is_gone": True, "since": "2026-03-03"}}}],
    "post_v1_messages": [{"path": ("body", "model"), "values": {"nomnom": {"is_gone": True, "since": "2026-03-03"}}}],
    "get_video_by_prompt": [
        {"path": ("params", "enhance"), "is_gone": True, "since": "2026-07"},
        {"path": ("params", "negative_prompt"), "is_gone": True, "since": "2026-07"},
    ],
    "post_generate_v1_audio_speech": [
        {
            "path": ("body", "speed"),
            "is_gone": True,
            "since": "2026-10",
            "instead": "Leave it out; the service no longer describes it.",
        }
    ],
}
"""For each operation what goes, as the `path` to it: empty for the operation itself, else from `params` or `body` by
names, `"*"` for the items of a list, and a dict for the fields that tell which form of several is meant. `values` are
those of a value that go; `is_gone` says that the provider's description has it no longer."""
