"""What holds for every test: nothing that is logged, at the lowest level, shows a key."""

import logging
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("busy machine", deadline=None)  # how long one example takes is not what is tested
settings.load_profile("busy machine")

KEY_LOGGERS = ("pollination_sdk", "httpx", "httpcore", "httpx2", "httpcore2")


class _Listener(logging.Handler):
    """Keep what a handler of an application would write."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Format the record as any handler does."""
        self.lines.append(self.format(record))


@pytest.fixture(autouse=True)
def no_key_in_any_output(request: pytest.FixtureRequest) -> Iterator[None]:
    """Run each test at DEBUG, and fail it if a key that the process has loaded is in what was logged or printed."""
    listener = _Listener()
    loggers = [logging.getLogger(name) for name in KEY_LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(listener)
        logger.setLevel(logging.DEBUG)
    yield
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(listener)
        logger.setLevel(level)
    _refuse_keys("\n".join(listener.lines), request)


def _refuse_keys(text: str, request: pytest.FixtureRequest) -> None:
    from pollination_sdk._redact import _known  # noqa: PLC0415 - most tests need no client

    shown = sum(key in text for key in _known if len(key) > 7)
    assert not shown, f"{shown} keys in the log of {request.node.name}"
