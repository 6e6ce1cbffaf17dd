"""Tell what changed between two contracts, whom it breaks, and which functions it touches."""

from tools.compare._change import Change
from tools.compare._compare import compare
from tools.compare._imports import compare_imports
from tools.compare._rules import ORDER, RULES, Audience, Severity
from tools.compare.overlay_usage import OverlayUsage

__all__ = ["ORDER", "RULES", "Audience", "Change", "OverlayUsage", "Severity", "compare", "compare_imports"]
