"""Tell what changed between two contracts, whom it breaks, and which functions it touches."""

from tools.compare._change import Audience, Change, Severity
from tools.compare._compare import compare
from tools.compare._text import render_text
from tools.compare.overlay_usage import OverlayUsage

__all__ = [
    "Audience",
    "Change",
    "OverlayUsage",
    "Severity",
    "compare",
    "render_text",
]
