"""The answer with a stored file, which is sent in pieces."""

import asyncio

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from pollination_sdk.sandbox._requests.spool import IN_MEMORY, Part


class FileResponse(Response):
    """A file; one that is small is an answer like others.

    Args:
        part: The bytes of the file.
        headers: The headers, with the type of the file.
    """

    def __init__(self, part: Part, headers: dict[str, str]) -> None:
        self.part = part
        small = part.size <= IN_MEMORY
        super().__init__(part.read() if small else b"", headers={**headers, "Content-Length": str(part.size)})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file, or only its headers to `HEAD`."""
        if self.part.size <= IN_MEMORY or scope["method"] == "HEAD":
            await super().__call__(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        pieces = self.part.pieces()
        while piece := await asyncio.to_thread(next, pieces, b""):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def whole(self) -> Response:
        """Return the same answer with the whole file in memory, for a fault that changes it."""
        return Response(self.part.read(), headers=dict(self.headers))
