"""Serve one sandbox from a terminal: `python -m pollination_sdk.sandbox --port 8080`."""

import argparse
import contextlib
import math
import signal
import sys
import threading

from pollination_sdk.sandbox import Sandbox
from pollination_sdk.sandbox._server.orders import order_fault, read_fault

FAULTS = """\
faults:
  NAME or NAME:ARGUMENT=VALUE,... with the arguments of the method of `Fault` with that name.
  times=, route=, probability= and seed= say which requests meet it.
    status:503                        the next request
    status:429,retry_after=2,times=3  the next three
    stall:seconds=5,route=/image/     the next image
    html:probability=0.1              one request in ten
"""


def main(arguments: list[str] | None = None, program: str = "python -m pollination_sdk.sandbox") -> None:
    """Run a sandbox until it is interrupted, and print its URL and key; exit with 2 if it cannot start.

    Args:
        arguments: The words after the name of the program; those of the process by default.
        program: The name of the program in its messages.
    """
    parser = _parser(program)
    options = vars(parser.parse_args(arguments))
    faults = options.pop("fault")
    try:
        made = Sandbox(**options)
        _queue(faults, made, parser)
        made.start()
    except (ImportError, OSError, ValueError) as error:
        parser.exit(2, f"{parser.prog}: {getattr(error, 'strerror', None) or error}\n")
    with made as sandbox:
        sys.stdout.write(f"export POLLINATIONS_BASE_URL={sandbox.url}\n")
        sys.stdout.write(f"export POLLINATIONS_API_KEY={sandbox.key}\n")
        sys.stdout.flush()
        _wait_for_a_signal()


def _parser(program: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=program,
        description="A local stand-in for the generation API: no real model, no real prices.",
        epilog=FAULTS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, default=0, help="loopback port (default: a free one)")
    parser.add_argument("--key", help="the secret key to accept (default: a fresh one)")
    parser.add_argument("--store", help="a file that keeps its state (default: memory)")
    parser.add_argument(
        "--balance",
        type=_pollen,
        default=argparse.SUPPRESS,
        metavar="POLLEN",
        help="the pollen in the wallet (default: more than you will spend)",
    )
    parser.add_argument("--granted", action="store_true", help="make that the pollen of quests, without any paid one")
    parser.add_argument("--fault", action="append", default=[], help="make requests fail, see below; may be repeated")
    return parser


def _pollen(text: str) -> float:
    try:
        pollen = float(text)
    except ValueError:
        pollen = math.nan
    if not math.isfinite(pollen):
        raise argparse.ArgumentTypeError(f"{text!r} is not an amount of pollen; give a number such as 0.5")
    return pollen


def _queue(faults: list[str], sandbox: Sandbox, parser: argparse.ArgumentParser) -> None:
    for text in faults:
        try:
            order_fault(read_fault(text), sandbox)
        except (TypeError, ValueError) as error:
            parser.error(f"argument --fault: {text!r} cannot be queued. {error}")


def _wait_for_a_signal() -> None:
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    with contextlib.suppress(KeyboardInterrupt):
        stop.wait()


if __name__ == "__main__":
    main()
