"""The head of a request and its body, sent in one piece: one system call, one packet and one TLS record.

httpcore writes the head, then each part of the body, then nothing at all, which says that the request ends there; or,
of a body whose length it was not told, the end of the last chunk. Who then reads has written all.
"""

_MOST = 65_536
"""What is larger goes out as it comes: joining the pieces would hold them twice."""


class Together:
    """Hold back the pieces of a request until its end. Decides, never sends."""

    def __init__(self) -> None:
        self._held = b""

    @property
    def holds(self) -> bool:
        """Tell whether something is held back."""
        return bool(self._held)

    def add(self, piece: bytes) -> list[bytes]:
        """Take a piece, or the end where it is empty, and return what is to be sent now."""
        if piece and len(self._held) + len(piece) <= _MOST:
            self._held += piece
            return []
        held, self._held = self._held, b""
        return [one for one in (held, piece) if one]
