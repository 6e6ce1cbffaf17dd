"""What notebooks show of an error. Nothing here is loaded before a notebook asks."""

from __future__ import annotations

from html import escape

from pollination_api.notebook import prose


def error_html(name: str, text: str, fix_url: str | None) -> str:
    """Return the name of an error, its text, and a link to the page that helps.

    Args:
        name: The name of the class.
        text: What `str(error)` has; it may quote a prompt.
        fix_url: The page; only one of https becomes a link.
    """
    url = escape(fix_url) if fix_url is not None and fix_url.startswith("https://") else ""
    link = f'<p><a href="{url}" rel="noreferrer">{url}</a></p>' if url else ""
    return f"<p><strong>{escape(name)}</strong></p>{prose(text)}{link}"
