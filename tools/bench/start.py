"""What a fresh process pays: for the import alone, and up to the first answer."""

import compileall
import functools
import resource
import subprocess
import sys
from pathlib import Path

import pollination_api
import pollination_sdk
from tools.bench.measure import Figure, Row, Target, interleaved, wanted
from tools.bench.peers import AS_IT_IS, KEY, MESSAGES, PACKAGES, make_predecessor

_UNIT = "CPU ms"
Key = tuple[str, str]


def measure(url: str, rounds: int) -> Row:
    """Compare imports, and whole programs that print one answer."""
    predecessors = {name: make_predecessor(name) for name in ("predecessor", AS_IT_IS) if wanted(name)}
    ours = [Path(one.__path__[0]) for one in (pollination_sdk, pollination_api)]
    for package in (*ours, *predecessors.values()):
        compileall.compile_dir(str(package), quiet=1)  # as an installer does; else the first run pays for it
    programs = {
        **_plain(url),
        **{key: code for name, folder in predecessors.items() for key, code in _predecessor(url, name, folder).items()},
        ("", "python"): "pass",
    }
    values = interleaved({key: functools.partial(_cpu, code) for key, code in programs.items()}, rounds * 3, warm=1)
    bare = min(values.pop(("", "python")))
    figures = [
        Figure(row, peer, _UNIT, [max(value - bare, 0.1) for value in found]) for (row, peer), found in values.items()
    ]
    return Row(
        figures,
        [
            Target("start: import", "sdk", "httpx", _UNIT, 0.25),
            *(Target(f"start: one {verb}", "sdk", "httpx", _UNIT, 1.2) for verb in ("text", "chat")),
            Target("start: one chat", "sdk", "predecessor", _UNIT, 0.3),
            Target("start: one chat", "sdk", "httpx without certificates + attrs", _UNIT, 1.5, own=True),
        ],
    )


def _plain(url: str) -> dict[Key, str]:
    ours = f"import pollination_sdk as p; p.Pollinations({KEY!r}, base_url={url!r})"
    ask = f"messages={MESSAGES!r}"
    return {
        ("start: import", "sdk"): "import pollination_sdk",
        ("start: import", "httpx"): "import httpx",
        ("start: import", "openai"): "import openai",
        ("start: one text", "sdk"): f"{ours}.text('hi')",
        ("start: one text", "httpx"): f"import httpx; httpx.Client().get('{url}/text/hi').text",
        ("start: one chat", "sdk"): f"{ours}.chat('hi')",
        ("start: one chat", "httpx"): (
            f"import httpx; httpx.Client().post('{url}/v1/chat/completions', json=dict({ask})).json()"
        ),
        # What nobody who stands on httpx and attrs can do without.
        ("start: one chat", "httpx without certificates + attrs"): (
            "import attrs, httpx; httpx.Client(verify=False)"
            f".post('{url}/v1/chat/completions', json=dict({ask})).json()"
        ),
        ("start: one chat", "openai"): (
            f"import openai; openai.OpenAI(api_key={KEY!r}, base_url='{url}/v1').chat.completions"
            f".create(model='openai', {ask})"
        ),
    }


def _predecessor(url: str, name: str, folder: Path) -> dict[Key, str]:
    imported = f"import sys; sys.path.insert(0, {str(folder)!r}); import {PACKAGES[name]} as p"
    client = f"p.ApiClient(p.Configuration(host={url!r}, access_token={KEY!r}))"
    asked = f"p.ChatCompletionRequest.from_dict(dict(messages={MESSAGES!r}))"
    return {
        ("start: import", name): imported,
        ("start: one chat", name): f"{imported}; p.ChatApi({client}).post_generate_v1_chat_completions({asked})",
    }


def _cpu(code: str) -> float:
    """Run a program and return the milliseconds of CPU that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1e3
