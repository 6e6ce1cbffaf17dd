"""Special methods that say what to write instead, for uses that the other flavour of an object has.

They exist at run time only: type checkers refuse these uses by themselves.
"""

from typing import Any, NoReturn

from pollination_sdk.errors import ArgumentError


def _refusing(advice: str) -> Any:
    """Return a special method that refuses its use.

    The error is a `TypeError`, which Python itself raises for an object without such a method.

    Args:
        advice: What to write instead; `{name}` is the name of the object's class.
    """

    def refuse(self: object, *_: object) -> NoReturn:
        raise ArgumentError(advice.format(name=type(self).__name__))

    return refuse


no_with = _refusing("{name} takes `async with`, not `with`; Pollinations takes `with`.")
no_async_with = _refusing("{name} takes `with`, not `async with`; AsyncPollinations takes `async with`.")
no_for = _refusing("{name} takes `async for`, not `for`; Pollinations has streams for `for`.")
no_for_records = _refusing("iter_usage() of AsyncPollinations takes `async for`, not `for`; Pollinations takes `for`.")
no_await_of_records = _refusing("iter_usage() takes no `await`: write `async for record in client.iter_usage()`.")
no_await = _refusing("{name} takes no `await`: write `for item in ...`, or use AsyncPollinations.")
no_await_but_async_for = _refusing(
    "{name} takes no `await`: write `async for item in ...`, or `async with ... as stream`."
)
