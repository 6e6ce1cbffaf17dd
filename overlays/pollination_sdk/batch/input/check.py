"""Check the arguments of jobs as the methods do, without sending anything."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any

import httpx

from pollination_sdk import Pollinations
from pollination_sdk.batch.input.methods import NAMES, method, nearest
from pollination_sdk.errors import JobError, PollinationsError

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

_MOST_SHAPES = 4096
_NO_KEY = "sk_00000000000000000000000000000000"
_SIMPLE = frozenset({str, int, float, bool, type(None)})
_LONG = 1000  # characters of a text that is checked for itself


class Checker:
    """Checks jobs. Options that were checked with other texts before are not checked again, so that it costs little."""

    def __init__(self) -> None:
        self._passed: set[Hashable] = set()

    def check(self, name: str, options: Mapping[str, Any]) -> None:
        """Check that the method exists and takes the options.

        Raises:
            JobError: It does not.
        """
        called = method(name)
        if called is None:
            raise JobError(f"There is no method {name!r} for jobs.{_meant(name, NAMES)}")
        if not called.options.issuperset(options):
            option = min(options.keys() - called.options)
            raise JobError(f"{name} takes no option {option!r}.{_meant(option, called.options)}")
        if not called.required <= options.keys():
            lacking = ", ".join(map(repr, sorted(called.required - options.keys())))
            raise JobError(f"{name} needs {lacking}. Give it in the job, or by a default.")
        shape = self._shape(name, called.free, options)
        if shape is None or shape not in self._passed:
            _ask(name, options)
            if shape is not None:
                if len(self._passed) >= _MOST_SHAPES:
                    self._passed.clear()
                self._passed.add(shape)

    @staticmethod
    def _shape(name: str, texts: frozenset[str], options: Mapping[str, Any]) -> Hashable | None:
        """Return what decides whether the options are right: all but short texts that are not blank."""
        values: list[Any] = [name]
        for option, value in options.items():
            kind = type(value)
            if kind is str and option in texts and len(value) < _LONG and value[:1].isalnum():  # not blank
                values.append(option)
            elif kind in _SIMPLE:
                values += (option, kind, value)
            else:
                try:
                    values += (option, json.dumps(value))
                except TypeError:  # a path
                    return None
        return tuple(values)


def _ask(name: str, options: Mapping[str, Any]) -> None:
    """Let the estimate of the method check the arguments; its client reaches no service."""
    try:
        getattr(_client().estimate, name)(**options)
    except PollinationsError as error:
        raise JobError(str(error)) from None
    except OSError as error:
        raise JobError(f"{error.filename or 'A file'}: {error.strerror}. Correct the path.") from None


def _meant(name: str, names: frozenset[str] | tuple[str, ...]) -> str:
    near = nearest(name, names)
    return f" Is {near!r} meant?" if near else f" There are {', '.join(sorted(names))}."


@functools.cache
def _client() -> Pollinations:
    """Return a client whose only answer is a list without prices."""
    nowhere = httpx.MockTransport(lambda _: httpx.Response(200, json=[{"name": "none"}]))
    return Pollinations(_NO_KEY, http_client=httpx.Client(transport=nowhere), model_lookup=False)
