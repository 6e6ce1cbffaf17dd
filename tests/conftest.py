"""What holds for every test: nothing that is logged, at the lowest level, shows a key."""

import logging
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("busy machine", deadline=None)  # how long one example takes is not what is tested
settings.load_profile("busy machine")

KEY_LOGGERS = ("pollination_sdk", "httpx", "httpcore", "httpx2", "httpcore2")


class _Listener(logging.Handler):
    """Count the records in which a handler of an application would write a key."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.leaks = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Format the record as any handler does, while the client that logs it is alive."""
        from pollination_sdk._secrets.live_keys import hide_live_keys  # noqa: PLC0415 - most tests need no client

        line = self.format(record)
        self.leaks += hide_live_keys(line) != line


@pytest.fixture(autouse=True)
def no_key_in_any_output(request: pytest.FixtureRequest) -> Iterator[None]:
    """Run each test at DEBUG, and fail it if the key of a living client is in what was logged."""
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
    assert not listener.leaks, f"{listener.leaks} records of {request.node.name} show a key"
