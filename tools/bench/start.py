"""What a fresh process pays: for the import alone, and up to the first answer."""

import compileall
import resource
import subprocess
import sys
from pathlib import Path

import pollination_api
import pollination_sdk
from tools.bench.measure import Figure, Row, Target, interleaved
from tools.bench.peers import KEY, MESSAGES, make_predecessor

_UNIT = "CPU ms"


def measure(url: str, rounds: int) -> Row:
    """Compare imports, and whole programs that print one answer."""
    folder = make_predecessor()
    for package in (Path(pollination_sdk.__file__).parent, Path(pollination_api.__file__).parent, folder):
        compileall.compile_dir(str(package), quiet=1)  # as an installer does; else the first run pays for it
    path = f"import sys; sys.path.insert(0, {str(folder)!r}); "
    ask = f"messages={MESSAGES!r}"
    programs = {
        ("start: import", "sdk"): "import pollination_sdk",
        ("start: import", "httpx"): "import httpx",
        ("start: import", "openai"): "import openai",
        ("start: import", "predecessor"): f"{path}import predecessor",
        (
            "start: one text",
            "sdk",
        ): f"import pollination_sdk as p; p.Pollinations({KEY!r}, base_url={url!r}).text('hi')",
        ("start: one text", "httpx"): f"import httpx; httpx.Client().get('{url}/text/hi').text",
        (
            "start: one chat",
            "sdk",
        ): f"import pollination_sdk as p; p.Pollinations({KEY!r}, base_url={url!r}).chat('hi')",
        ("start: one chat", "httpx"): (
            f"import httpx; httpx.Client().post('{url}/v1/chat/completions', json=dict({ask})).json()"
        ),
        ("start: one chat", "openai"): (
            f"import openai; openai.OpenAI(api_key={KEY!r}, base_url='{url}/v1').chat.completions"
            f".create(model='openai', {ask})"
        ),
        ("start: one chat", "predecessor"): (
            f"{path}import predecessor as p; p.ChatApi(p.ApiClient(p.Configuration(host={url!r},"
            f" access_token={KEY!r}))).post_generate_v1_chat_completions("
            f"p.ChatCompletionRequest.from_dict(dict({ask})))"
        ),
        ("", "python"): "pass",
    }
    keyed = {f"{row}|{peer}": (lambda code=code: _cpu(code)) for (row, peer), code in programs.items()}
    values = interleaved(keyed, max(5, rounds))
    bare = min(values.pop("|python"))
    figures = [
        Figure(row, peer, _UNIT, [max(value - bare, 0.1) for value in found])
        for (row, _, peer), found in ((name.partition("|"), found) for name, found in values.items())
    ]
    return Row(
        figures,
        [
            Target("start: import", "sdk", "httpx", _UNIT, 0.25),
            *(Target(f"start: one {verb}", "sdk", "httpx", _UNIT, 1.2) for verb in ("text", "chat")),
            Target("start: one chat", "sdk", "predecessor", _UNIT, 0.3),
        ],
    )


def _cpu(code: str) -> float:
    """Run a program and return the milliseconds of CPU that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1e3
