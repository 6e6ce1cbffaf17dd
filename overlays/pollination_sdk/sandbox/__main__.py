"""Serve one sandbox from a terminal: `python -m pollination_sdk.sandbox --port 8080`."""

import argparse
import contextlib
import signal
import sys
import threading

from pollination_sdk.sandbox import Sandbox


def main(arguments: list[str] | None = None) -> None:
    """Run a sandbox until it is interrupted, and print its URL and key; exit with 2 if it cannot start."""
    parser = argparse.ArgumentParser(
        prog="python -m pollination_sdk.sandbox",
        description="A local stand-in for the generation API: no real model, no real prices.",
    )
    parser.add_argument("--port", type=int, default=0, help="loopback port (default: a free one)")
    parser.add_argument("--key", help="the secret key to accept (default: a fresh one)")
    parser.add_argument("--store", help="a file that keeps its state (default: memory)")
    options = parser.parse_args(arguments)
    try:
        started = Sandbox(port=options.port, key=options.key, store=options.store).start()
    except (ImportError, OSError, ValueError) as error:
        parser.exit(2, f"{parser.prog}: {getattr(error, 'strerror', None) or error}\n")
    with started as sandbox:
        sys.stdout.write(f"export POLLINATIONS_BASE_URL={sandbox.url}\n")
        sys.stdout.write(f"export POLLINATIONS_API_KEY={sandbox.key}\n")
        sys.stdout.flush()
        _wait_for_a_signal()


def _wait_for_a_signal() -> None:
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    with contextlib.suppress(KeyboardInterrupt):
        stop.wait()


if __name__ == "__main__":
    main()
