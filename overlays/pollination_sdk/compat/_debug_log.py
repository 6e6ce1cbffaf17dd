"""What `Configuration.debug` and `Configuration.logger_file` switch: logs that never hold a key."""

import logging

from pollination_sdk._secrets.log_filter import protect_logs

FORMAT = "%(asctime)s %(levelname)s %(message)s"
_NAMES = ("pollination_sdk", "httpx", "httpcore")
_SCREEN = logging.StreamHandler()


def loggers() -> dict[str, logging.Logger]:
    """Return the loggers concerned, by the names that the earlier SDK gives them."""
    own, stack, wire = (logging.getLogger(name) for name in _NAMES)
    return {"package_logger": own, "httpx_logger": stack, "httpcore_logger": wire}


def set_debug(enabled: bool, form: str = FORMAT) -> None:  # noqa: FBT001 - a switch with one position to name
    """Log everything to the screen, for the whole process, or no more than warnings.

    Prompts are shown only with `POLLINATIONS_LOG_PROMPTS=1`, keys never. Where an application has set up its own
    logging, that is used instead of the screen.
    """
    protect_logs()
    _SCREEN.setFormatter(logging.Formatter(form))
    for logger in loggers().values():
        logger.setLevel(logging.DEBUG if enabled else logging.WARNING)
        logger.removeHandler(_SCREEN)
        if enabled and not logger.hasHandlers():
            logger.addHandler(_SCREEN)


def log_to_file(
    path: str | None, form: str = FORMAT, *, instead_of: logging.FileHandler | None = None
) -> logging.FileHandler | None:
    """Write the logs to the end of a file as well, instead of to an earlier one; None for no file."""
    protect_logs()
    handler = logging.FileHandler(path, encoding="utf-8", delay=True) if path else None
    if handler is not None:
        handler.setFormatter(logging.Formatter(form))
    for logger in loggers().values():
        if instead_of is not None:
            logger.removeHandler(instead_of)
        if handler is not None:
            logger.addHandler(handler)
    if instead_of is not None:
        instead_of.close()
    return handler
