"""The peers: raw httpx, aiohttp, openai, and a predecessor client that OpenAPI Generator makes from the contract."""

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.bench import published

KEY = "sk_bench0123456789"
ROOT = Path(__file__).parent.parent.parent
CONTRACT = ROOT / "openapi.yaml"
AS_IT_IS = "predecessor, contract as it is"
PACKAGES = {"predecessor": "predecessor", AS_IT_IS: "predecessor_as_it_is"}


def messages(prompt: str) -> list[dict[str, str]]:
    """Return a prompt as a conversation of plain dicts."""
    return [{"role": "user", "content": prompt}]


MESSAGES = messages("hi")


@contextmanager
def serving(*options: str) -> Iterator[str]:
    """Run the server in a process of its own, and give its URL."""
    command = [sys.executable, "-m", "tools.bench.server", *options]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None  # noqa: S101 - for the type checkers
        yield f"{'https' if options else 'http'}://127.0.0.1:{int(process.stdout.readline())}"
        process.communicate()


def make_predecessor(name: str = "predecessor") -> Path:
    """Generate a predecessor client, unless it is there for this very contract, and return its folder.

    Args:
        name: `predecessor`, made of the contract's plain form, or `AS_IT_IS`.
    """
    digest = hashlib.sha256(CONTRACT.read_bytes() + Path(published.__file__).read_bytes()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir(), f"pollinations-bench-{digest}-{PACKAGES[name]}")
    if not (folder / "setup.py").exists():
        with tempfile.TemporaryDirectory() as scratch:
            source = CONTRACT
            if name != AS_IT_IS:
                source = Path(scratch, "openapi.json")
                published.write(CONTRACT, source)
            run_generator(source, folder, PACKAGES[name])
    return folder


def run_generator(source: Path, folder: Path, package: str) -> None:
    """Run OpenAPI Generator as the predecessor's makers did."""
    command = ["openapi-generator-cli", "generate", "-i", str(source), "-g", "python", "-o", str(folder)]
    options = ["--package-name", package, "--skip-validate-spec"]
    subprocess.run([*command, *options], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def predecessor(url: str, name: str = "predecessor") -> tuple[Any, Any]:
    """Return a predecessor's package and a client of it."""
    sys.path.insert(0, str(make_predecessor(name)))
    package: Any = __import__(PACKAGES[name])
    return package, package.ApiClient(package.Configuration(host=url, access_token=KEY))
