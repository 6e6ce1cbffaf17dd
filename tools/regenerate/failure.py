"""The one error that stops a regeneration."""


class RegenerationError(Exception):
    """Say why the client was not regenerated, in words for the maintainer."""
