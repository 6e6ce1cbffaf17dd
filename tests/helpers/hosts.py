"""What the tests of the service's three hosts share: answers, servers that redirect, names that resolve."""

import json
import socket

import httpx
from tests.helpers.servers import answering

KEY = "sk_abcd1234"
FIELDS = {
    "id": "a",
    "items": [],
    "sub": "u",
    "issuer": "i",
    "valid": True,
    "access_token": "t",
    "token_type": "bearer",
    "device_code": "d",
    "user_code": "ABCD-1234",
    "verification_uri": "https://enter.example",
}
"""The required fields of the answers of all operations that these tests call."""
OBJECT = json.dumps(FIELDS).encode()
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(OBJECT), OBJECT)
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x03\x00\x08\xfc\x02\xfe\xa7\x9a\xa0\xa0\x00\x00\x00\x00IEND\xaeB`\x82"
)
IMAGE = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: %d\r\n\r\n%b" % (len(PNG), PNG)


def line(head):
    """Return the method and the target of a request."""
    return head.partition(" HTTP/1.1")[0]


def redirecting(target, status=307):
    """Make a server that redirects every request."""
    return answering(f"HTTP/1.1 {status} Moved\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode())


def mocked(flavour, seen, answer=lambda _: httpx.Response(200, json=FIELDS), **options):
    """Make a client of the public service whose requests end in `seen`."""

    def respond(request):
        seen.append(request)
        return answer(request)

    async def respond_async(request):
        return respond(request)

    if flavour.name == "blocking":
        http = httpx.Client(transport=httpx.MockTransport(respond))
    else:
        http = httpx.AsyncClient(transport=httpx.MockTransport(respond_async))
    return flavour.client(KEY, http_client=http, **options)


def resolving(names):
    """Return a resolver for some names, which knows all addresses; a list holds one answer for each question."""
    real = socket.getaddrinfo

    def resolve(host, *args, **kwargs):
        name = host.decode() if isinstance(host, bytes) else host
        address = names.get(name, name)
        return real(address.pop(0) if isinstance(address, list) else address, *args, **kwargs)

    return resolve


async def sent(client, call):
    """Send a call that has no public method."""
    send = getattr(client, "plain", client)._call
    value = send(call)
    return await value if hasattr(value, "__await__") else value
