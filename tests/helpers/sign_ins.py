"""The functions of `login` in every flavour, and a server that answers a sign-in as a test says."""

import json
from urllib.parse import parse_qsl

from tests.helpers.servers import RawServer

from pollination_sdk import login

STARTED = {
    "device_code": "the-device-code-that-nobody-sees",
    "user_code": "WXYZ-9876",
    "verification_uri": "https://enter.example/device",
    "expires_in": 1800,
    "interval": 5,
}
ISSUED = {"access_token": "sk_issued_by_a_script_0123456789", "token_type": "bearer", "expires_in": 604_800}


class Flow:
    """Call the sync functions, or the async ones, with `await`."""

    def __init__(self, flavour):
        self.blocks = flavour.name == "blocking"

    async def device(self, *args, **options):
        """Start the sign-in of a device."""
        return login.device(*args, **options) if self.blocks else await login.async_device(*args, **options)

    async def wait(self, started):
        """Wait for the key."""
        return started.wait() if self.blocks else await started.wait()

    async def exchange(self, *args, **options):
        """Exchange a code."""
        return login.exchange(*args, **options) if self.blocks else await login.async_exchange(*args, **options)

    async def user_info(self, key, **options):
        """Ask whose key this is."""
        return login.user_info(key, **options) if self.blocks else await login.async_user_info(key, **options)


class Script(RawServer):
    """Answer requests one after another; the last answer is given again.

    Args:
        answers: For each a status and a JSON value, or None to close the connection.
    """

    def __init__(self, *answers):
        super().__init__(self._serve)
        self._answers = list(answers)
        self.requests = []
        """What came: the request line and headers as text, and the fields of the body."""

    def _serve(self, connection):
        while raw := self.head(connection):
            head, _, body = raw.partition(b"\r\n\r\n")
            text = head.decode().lower()
            length = int(text.partition("content-length: ")[2].partition("\r\n")[0] or 0)
            while len(body) < length:
                body += connection.recv(65_536)
            self.requests.append((head.decode(), _fields(body)))
            answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
            if answer is None:
                return
            connection.sendall(_http(*answer))


def _fields(body):
    return json.loads(body) if body.startswith(b"{") else dict(parse_qsl(body.decode()))


def _http(status, value, headers=""):
    content = json.dumps(value).encode()
    head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n{headers}\r\n"
    return head.encode() + content


def refused(code, status=400, **more):
    """Write the answer of a refusal."""
    return status, {"error": code, **more}
