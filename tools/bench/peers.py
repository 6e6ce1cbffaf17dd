"""The peers: raw httpx, aiohttp, openai, and a predecessor client that OpenAPI Generator makes from the contract."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

KEY = "sk_bench0123456789"
MESSAGES = [{"role": "user", "content": "hi"}]
ROOT = Path(__file__).parent.parent.parent
PREDECESSOR = Path(tempfile.gettempdir(), "pollinations-bench-predecessor")


@contextmanager
def serving() -> Iterator[str]:
    """Run the server in a process of its own, and give its URL."""
    command = [sys.executable, "-m", "tools.bench.server"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None  # noqa: S101 - for the type checkers
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        process.communicate()


def make_predecessor() -> Path:
    """Generate the predecessor client, unless it is there for this very contract, and return its folder."""
    contract = (ROOT / "openapi.yaml").read_bytes()
    stamp = PREDECESSOR / "openapi.yaml"
    if not stamp.exists() or stamp.read_bytes() != contract:
        command = ["openapi-generator-cli", "generate", "-i", str(ROOT / "openapi.yaml"), "-g", "python"]
        options = ["-o", str(PREDECESSOR), "--package-name", "predecessor", "--skip-validate-spec"]
        subprocess.run([*command, *options], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        stamp.write_bytes(contract)
    return PREDECESSOR


def predecessor(url: str) -> Any:
    """Return the predecessor's package and a client of it."""
    sys.path.insert(0, str(make_predecessor()))
    import predecessor as package  # type: ignore[import-not-found]  # noqa: PLC0415 - generated just now

    return package, package.ApiClient(package.Configuration(host=url, access_token=KEY))


@contextmanager
def transport(name: str) -> Iterator[None]:
    """Choose the transport of our async client."""
    before = os.environ.get("POLLINATIONS_TRANSPORT")
    os.environ["POLLINATIONS_TRANSPORT"] = name
    try:
        yield
    finally:
        if before is None:
            del os.environ["POLLINATIONS_TRANSPORT"]
        else:
            os.environ["POLLINATIONS_TRANSPORT"] = before
