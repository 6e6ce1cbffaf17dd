"""Proxies on loopback: one that tunnels, one that speaks SOCKS 5, and TLS servers to be reached through them."""

import contextlib
import os
import socket
import threading

from tests.helpers.servers import RawServer, trusted_context

import pollination_sdk
from pollination_sdk import AsyncPollinations, Pollinations

KEY = "sk_proxies0123456789"
CLIENTS = {
    "Pollinations": lambda url: Pollinations(KEY, base_url=url),
    "AsyncPollinations": lambda url: AsyncPollinations(KEY, base_url=url),
    "with_options": lambda url: Pollinations(KEY, base_url="http://[::1]").with_options(base_url=url),
    "ApiClient": lambda url: pollination_sdk.ApiClient(pollination_sdk.Configuration(url)),
}
"""The ways to make a client for a URL."""
VARIABLES = {"http_proxy", "https_proxy", "all_proxy", "no_proxy", "ssl_cert_file", "ssl_cert_dir", "request_method"}
BALANCE = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{"balance": 12}'


def clear_environment(monkeypatch):
    """Take away what the environment of this machine says."""
    for name in [name for name in os.environ if name.lower() in VARIABLES]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("POLLINATIONS_BASE_URL", raising=False)


def pour(source, sink):
    """Copy bytes until either side ends."""
    with contextlib.suppress(OSError):
        while data := source.recv(65_536):
            sink.sendall(data)
    for one in (source, sink):
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


def join(one, other):
    """Copy bytes both ways until one side ends."""
    back = threading.Thread(target=pour, args=(other, one))
    back.start()
    pour(one, other)
    back.join()


def tunnelling(context=None):
    """Make an HTTP proxy: it opens tunnels, and passes requests on; over TLS if there is a context for it."""

    def serve(raw):
        with context.wrap_socket(raw, server_side=True) if context else raw as connection:
            lead(connection)

    def lead(connection):
        head = proxy.head(connection)
        method, target = proxy.heads[-1].split()[:2]
        host, _, port = target.removeprefix("http://").partition("/")[0].rpartition(":")
        with socket.create_connection((host, int(port))) as behind:
            if method == "CONNECT":
                connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                behind.sendall(head.replace(f"http://{host}:{port}".encode(), b"", 1))
            join(connection, behind)

    proxy = RawServer(serve)
    return proxy


def socks5(user=b"", password=b""):
    """Make a SOCKS 5 proxy (RFC 1928), with a user and a password (RFC 1929) if they are given.

    Its `heads` are the hosts and ports that it was asked for. Its answers come byte by byte.
    """

    def answer(connection, data):
        proxy.drip(connection, data, 0.001)

    def serve(connection):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        version, count = connection.recv(2)
        methods = connection.recv(count)
        method = b"\x02" if user else b"\x00"
        if version != 5 or method not in methods:
            answer(connection, b"\x05\xff")
            return
        answer(connection, b"\x05" + method)
        if user:
            connection.recv(1)
            given = [connection.recv(connection.recv(1)[0]) for _ in range(2)]
            if given != [user, password]:
                answer(connection, b"\x01\x01")
                return
            answer(connection, b"\x01\x00")
        kind = connection.recv(4)[3]
        host = connection.recv(connection.recv(1)[0]).decode() if kind == 3 else socket.inet_ntoa(connection.recv(4))
        port = int.from_bytes(connection.recv(2))
        proxy.heads.append(f"{host}:{port}")
        with socket.create_connection((host, port)) as behind:
            answer(connection, b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
            join(connection, behind)

    proxy = RawServer(serve)
    return proxy


@contextlib.contextmanager
def scheme_server(monkeypatch, tmp_path, scheme, answer):
    """Run a server that answers every request by `answer`, over TLS with an authority that `SSL_CERT_FILE` names."""
    context = trusted_context(tmp_path, monkeypatch, "localhost", "127.0.0.1") if scheme == "https" else None

    def serve(connection):
        wrapped = context.wrap_socket(connection, server_side=True) if context else connection
        with wrapped:
            while server.head(wrapped):
                answer(wrapped)

    server = RawServer(serve)
    with server:
        server.url = f"{scheme}://127.0.0.1:{server.port}"
        server.context = context
        yield server


def balance_server(monkeypatch, tmp_path, scheme):
    """Run a server that answers every request with a balance; see `scheme_server`."""
    return scheme_server(monkeypatch, tmp_path, scheme, lambda connection: connection.sendall(BALANCE))
