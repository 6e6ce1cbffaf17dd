"""Calls over TLS on loopback, and what fifty connections cost that are built at once."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import trustme

from pollination_sdk import Pollinations
from tools.bench.measure import Figure, Row, Target, costs, interleaved
from tools.bench.peers import KEY, MESSAGES, ROOT, messages, serving

_CALL, _BUILD = "tls: {}", "tls: 50 connections"
_STREAMS, _STREAM_COUNT = "tls: 20 streams, one after another", 20
_UNITS = ("CPU ms", "MB added", "TLS contexts")
_BODY = {"messages": MESSAGES}


def measure(_: str, rounds: int) -> Row:
    """Compare calls and streams with httpx's; build fifty connections with ours, one httpx client, and fifty."""
    with _certified() as certificate, serving(certificate) as url:
        figures = _calls(url, rounds) + _streams(url, rounds) + _builds(url, rounds)
    return Row(
        figures,
        [
            *(Target(_CALL.format(verb), "sdk", "httpx", "CPU ms", 1.15, own=True) for verb in ("balance", "chat")),
            *(Target(_BUILD, name, None, "TLS contexts", 1.0) for name in ("sdk", "async sdk")),
            *(Target(_BUILD, "async sdk", "one each", unit, 0.5, own=True) for unit in ("CPU ms", "MB added")),
        ],
    )


@contextmanager
def _certified() -> Iterator[str]:
    """Give a file with a certificate for this machine, which all clients of this process trust meanwhile."""
    authority = trustme.CA()
    with tempfile.TemporaryDirectory() as folder:
        certificate = str(Path(folder, "server.pem"))
        authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(certificate)
        trusted = Path(folder, "authority.pem")
        # Beside those that everyone has: reading them is the greater part of what a context costs.
        trusted.write_bytes(Path(_usual_authorities()).read_bytes() + authority.cert_pem.bytes())
        before = os.environ.get("SSL_CERT_FILE")
        os.environ["SSL_CERT_FILE"] = str(trusted)
        try:
            yield certificate
        finally:
            if before is None:
                del os.environ["SSL_CERT_FILE"]
            else:
                os.environ["SSL_CERT_FILE"] = before


def _usual_authorities() -> str:
    import certifi  # noqa: PLC0415 - httpx brings it

    return certifi.where()


def _calls(url: str, rounds: int) -> list[Figure]:
    ours, raw = Pollinations(KEY, base_url=url), httpx.Client(base_url=url, headers={"Authorization": f"Bearer {KEY}"})
    verbs = {
        "balance": {"sdk": ours.balance, "httpx": lambda: raw.get("/account/balance").json()},
        "chat": {
            "sdk": lambda: ours.chat("hi"),
            "httpx": lambda: raw.post("/v1/chat/completions", json=_BODY).json(),
        },
    }
    return [one for verb, peers in verbs.items() for one in costs(_CALL.format(verb), peers, rounds * 3, 60)]


def _streams(url: str, rounds: int) -> list[Figure]:
    """Read short streams to their end: whether they share a connection is most of what they cost."""
    ours, raw = Pollinations(KEY, base_url=url), httpx.Client(base_url=url)
    body = {"messages": messages("chunks=20"), "stream": True}

    def lines() -> int:
        with raw.stream("POST", "/v1/chat/completions", json=body) as answer:
            return sum(1 for line in answer.iter_lines() if line.startswith("data: {") and json.loads(line[6:]))

    peers = {"sdk": lambda: sum(1 for _ in ours.stream_chat("chunks=20")), "httpx": lines}
    return costs(_STREAMS, peers, rounds * 3, _STREAM_COUNT)


def _builds(url: str, rounds: int) -> list[Figure]:
    seen: dict[str, list[dict[str, float]]] = {}

    def running(name: str) -> Callable[[], float]:
        command = [sys.executable, "-m", "tools.bench.tls_program", name, url, KEY]

        def run() -> float:
            told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
            seen.setdefault(name, []).append(json.loads(told))
            return 0.0

        return run

    names = ("sdk", "async sdk", "httpx", "one each")
    interleaved({name: running(name) for name in names}, max(3, rounds // 2))
    return [Figure(_BUILD, name, unit, [told[unit] for told in seen[name]]) for name in seen for unit in _UNITS]
