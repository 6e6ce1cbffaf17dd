"""Clients that gunicorn loads before it forks its workers: every visitor gets the answer to what that visitor asked."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from tests.examples import sampled
from tests.http.test_fork import echoing

pytestmark = pytest.mark.slow(reason="starts servers that fork")

APPLICATION = """
import httpx
from pollination_sdk import ApiClient, Configuration, GenPollinationsAiApi, Pollinations, Retry

KEY, URL = "sk_abcd1234", {url!r}
own = Pollinations(KEY, base_url=URL, timeout=20, max_in_flight=2, retry=Retry.off)
given = Pollinations(KEY, base_url=URL, timeout=20, http_client=httpx.Client(), retry=Retry.off)
earlier = GenPollinationsAiApi(ApiClient(Configuration(host=URL, access_token=KEY, retries=0)))
ways = [own.text, given.text, earlier.get_generate_text_prompt]
for ask in ways:
    ask("warm")


def app(environ, start_response):
    name = environ["PATH_INFO"].strip("/")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [" ".join(ask(name) for ask in ways).encode()]
"""


WORKERS = [["gthread", "--threads=4"], ["sync"], ["gevent"]]


@contextlib.contextmanager
def gunicorn(folder, *options):
    """Run gunicorn on a socket that listens already, so that visitors wait until a worker accepts them."""
    command = [sys.executable, "-m", "gunicorn", "--preload", "--workers=2", "--log-level=warning", *options]
    with socket.create_server(("127.0.0.1", 0), backlog=100) as listener:
        listener.set_inheritable(True)
        started = subprocess.Popen(  # noqa: S603 - our own program
            [*command, f"--bind=fd://{listener.fileno()}", "application:app"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            pass_fds=[listener.fileno()],
            start_new_session=True,
        )
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            os.killpg(started.pid, signal.SIGKILL)
            started.wait()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="gunicorn needs a system that forks")
@pytest.mark.parametrize("options", sampled(WORKERS, 2), ids=lambda options: options[0])
def test_each_visitor_gets_its_own_answer(tmp_path, options):
    """Our client, one around a caller's `httpx.Client` and the predecessor's, with each kind of worker."""
    names = [f"visitor-{number}" for number in range(8)]
    with echoing() as server:
        (tmp_path / "application.py").write_text(APPLICATION.format(url=server.url))
        kind, *more = options
        with gunicorn(tmp_path, f"--worker-class={kind}", *more) as url, ThreadPoolExecutor(len(names)) as visitors:
            pages = list(visitors.map(lambda name: httpx.get(f"{url}/{name}", timeout=60).text, names))
    assert pages == [" ".join([name] * 3) for name in names]
