"""The operations whose identical requests the service joins, each with the fact that says so.

Since 12 August 2026 the service joins a request to the identical one that is running. If that one has ended, the
request gets its stored result. The service bills them once, and finishes the work after the client has left. So such a
call may be sent again after an unknown outcome. The request must be the same to the byte, with the same key: results of
community models are stored for each key. Event streams do not join. An operation that is not listed here is not sent
again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pollination_sdk._engine.call import Call

_CHANGE = "The service's pull request 13299, merged on 2026-08-12, joins identical requests"
_HASHED = f"{_CHANGE}; bodies are part of the comparison"

JOINING = {
    "GET /text/{prompt}": f"{_CHANGE} for text.",
    "POST /text": f"{_HASHED}, for text.",
    "POST /v1/chat/completions": f"{_HASHED}, for text.",
    "POST /v1/embeddings": f"{_HASHED}, for embeddings.",
    "GET /image/{prompt}": f"{_CHANGE} for images and video.",
    "POST /v1/images/generations": f"{_HASHED}, for images.",
    "POST /v1/images/edits": f"{_HASHED}, those of forms too, for images.",
    "GET /video/{prompt}": f"{_CHANGE} for video.",
    "GET /3d/{prompt}": f"{_CHANGE} for 3D.",
    "POST /3d/{prompt}": f"{_HASHED}, for 3D.",
    "GET /audio/{text}": f"{_CHANGE} for audio.",
    "POST /v1/audio/speech": f"{_HASHED}, for audio.",
    "POST /v1/audio/transcriptions": f"{_HASHED}, those of forms too, for transcriptions.",
}
"""The method and the path of each operation, and the fact."""

NEEDS_SEED = {"POST /v1/images/generations", "POST /v1/images/edits"}
"""Without a seed the service draws one for these, so two requests may not be identical to it."""

_NO_STREAM = (False, None, "false", "0", "")


def joins(call: Call[Any]) -> bool:
    """Return True if the service joins identical requests of a call, and bills them once."""
    asked = f"{call.method.upper()} {call.path}"
    operation = next((one for one in JOINING if _pattern(one).fullmatch(asked)), None)
    if operation is None or _asks_for_stream(call):
        return False
    return operation not in NEEDS_SEED or call.seed is not None


def _pattern(operation: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(operation)))


def _asks_for_stream(call: Call[Any]) -> bool:
    """Return True if a request asks for an event stream, in its query or its body."""
    places = (call.params, call.body or {}, call.form or {})
    return any(place.get("stream", False) not in _NO_STREAM for place in places)
