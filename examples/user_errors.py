"""Errors for end users: they read one sentence, and the owner of the app reads all of it in a log.

Each line of the input is a question.
"""

import logging
import sys

from pollination_sdk import Pollinations, errors

log = logging.getLogger("app")


def answer(client: Pollinations, question: str) -> str:
    """Return what the user reads: the answer, or a sentence that names no key, no option and no money."""
    try:
        return client.text(question, timeout=60)
    except errors.BadRequestError as error:  # mostly the user's own matter: a filter, or a text that is too long
        log.info("%s", error)
        return error.summary
    except errors.PollinationsError as error:
        report(error)
        return error.summary


def report(error: errors.PollinationsError) -> None:
    """Log all that the owner needs: the text says what happened and what to do; no key is in it."""
    log.error("%s: %s", type(error).__name__, error)
    if isinstance(error, errors.APIError):
        log.error("status %s, code %s, request id %s", error.status, error.code, error.request_id)
        if error.fix_url:
            log.error("this page helps: %s", error.fix_url)
    if error.may_be_billed:
        log.error("the call may have been billed: client.reconcile() tells, a minute later")
    if error.partial:
        log.error("%d characters came before the error", len(error.partial))


def main() -> None:
    """Answer each line, with the log on the standard error."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    try:
        client = Pollinations()
    except errors.ConfigurationError as error:
        report(error)
        raise SystemExit(error.summary) from None
    with client:
        for line in sys.stdin:
            print(answer(client, line.strip()), flush=True)


if __name__ == "__main__":
    main()
