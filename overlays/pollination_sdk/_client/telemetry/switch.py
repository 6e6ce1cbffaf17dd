"""`POLLINATIONS_OTEL`: whether calls are traced. It is read when a client is made."""

import importlib

from pollination_sdk.errors import ConfigurationError

VARIABLE = "POLLINATIONS_OTEL"
_ON = {"1", "true", "on", "yes"}
_OFF = {"0", "false", "off", "no"}


def is_wanted(value: str) -> bool:
    """Return whether calls are traced once a provider is set. With 1, OpenTelemetry is imported now.

    Args:
        value: The value of the variable; empty counts as unset.

    Raises:
        ConfigurationError: The value is none of these, or OpenTelemetry is not installed.
    """
    chosen = value.strip().lower()
    if chosen in _OFF:
        return False
    if chosen in _ON:
        try:
            importlib.import_module("opentelemetry.trace")
        except ImportError as error:  # other packages of OpenTelemetry may be there without the API
            raise ConfigurationError(
                f'{VARIABLE}={value} needs opentelemetry-api; install it with: pip install "pollinations-sdk[otel]", '
                "or unset the variable."
            ) from error
    elif chosen:
        raise ConfigurationError(f"{VARIABLE} is 1 to import OpenTelemetry, or 0 to switch tracing off, not {value!r}.")
    return True
