"""Tell what changed between two contracts, whom it breaks, and which functions it touches."""

from tools.compare._change import ORDER, RULES, Audience, Change, Severity
from tools.compare._compare import compare
from tools.compare._imports import compare_imports
from tools.compare.overlay_usage import OverlayUsage

__all__ = ["ORDER", "RULES", "Audience", "Change", "OverlayUsage", "Severity", "compare", "compare_imports"]
