"""Short streams over TLS, one after another: each new connection would cost a handshake, which counts here."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import httpx
import trustme

from pollination_sdk import Pollinations
from tools.bench.measure import Row, Target, costs, repeated
from tools.bench.peers import KEY, messages, serving

_COUNT = 20
_ROW = f"tls: {_COUNT} streams, one after another"
_BODY = {"messages": messages("chunks=5"), "stream": True}


def measure(_: str, rounds: int) -> Row:
    """Read twenty streams of five chunks to their end, with ours and with one httpx client."""
    with _certified() as certificate, serving(certificate) as url:
        ours, raw = Pollinations(KEY, base_url=url), httpx.Client(base_url=url)

        def lines() -> int:
            with raw.stream("POST", "/v1/chat/completions", json=_BODY) as answer:
                return sum(1 for line in answer.iter_lines() if line.startswith("data: {") and json.loads(line[6:]))

        peers = {"sdk": repeated(lambda: sum(1 for _ in ours.stream_chat("chunks=5"))), "httpx": repeated(lines)}
        figures = costs(_ROW, peers, rounds * 10, _COUNT)  # a round is short: its median needs many
    return Row(figures, [Target(_ROW, "sdk", "httpx", "CPU ms", 1.1)])


@contextmanager
def _certified() -> Iterator[str]:
    """Give a file with a certificate for this machine, which all clients of this process trust meanwhile."""
    authority = trustme.CA()
    certificate = authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem
    with (
        certificate.tempfile() as served,
        authority.cert_pem.tempfile() as trusted,
        mock.patch.dict(os.environ, SSL_CERT_FILE=trusted),
    ):
        yield served
