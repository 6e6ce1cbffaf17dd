"""The two drivers of runs of tools: they send the chats, and run the functions of the caller."""

import inspect
from collections.abc import Generator
from typing import TYPE_CHECKING, Any

import anyio

from pollination_sdk._client.send import driven, driven_async
from pollination_sdk._typed.tools.execute import Tasks, Threads
from pollination_sdk._typed.tools.steps import Invoke, Send, Start, Step
from pollination_sdk.errors import ArgumentError

if TYPE_CHECKING:
    from pollination_sdk._client.send import AsyncSending, Sending
    from pollination_sdk._operations.tool_runs import ToolRunCall
    from pollination_sdk._typed.tools.run import ToolRun

_Steps = Generator[Step, Any, "ToolRun"]


def run(client: "Sending", plan: "ToolRunCall") -> "ToolRun":
    """Carry out a run of tools."""
    deadline, threads = client._deadline(plan.call), Threads()  # noqa: SLF001 - a part of the client

    def carry_out(step: Step) -> Any:
        match step:
            case Send():
                return client._answer(plan.request(step), "run_tools", deadline)  # noqa: SLF001 - as above
            case Invoke():
                return _not_awaited(step)
            case Start():
                return threads.start(step.jobs)
            case _:
                return threads.wait(deadline.remaining())

    return driven(plan.runner.steps(), carry_out)


async def run_async(client: "AsyncSending", plan: "ToolRunCall") -> "ToolRun":
    """Carry out a run of tools; see `run`."""
    deadline = client._deadline(plan.call)  # noqa: SLF001 - a part of the client
    outcomes: list[ToolRun | BaseException] = []
    async with anyio.create_task_group() as group:
        tasks = Tasks(group)

        async def carry_out(step: Step) -> Any:
            match step:
                case Send():
                    return await client._answer(plan.request(step), "run_tools", deadline)  # noqa: SLF001 - as above
                case Invoke():
                    value = step.function(*step.arguments)
                    return await value if inspect.isawaitable(value) else value
                case Start():
                    return tasks.start(step.jobs)
                case _:
                    return await tasks.wait(deadline.remaining())

        try:
            outcomes.append(await driven_async(plan.runner.steps(), carry_out))
        except anyio.get_cancelled_exc_class():
            raise
        except BaseException as error:  # noqa: BLE001 - a task group would put it into a group of exceptions
            outcomes.append(error)
        group.cancel_scope.cancel()
    outcome = outcomes.pop()
    if isinstance(outcome, BaseException):
        try:
            raise outcome
        finally:
            del outcome  # its traceback holds this frame
    return outcome


def _not_awaited(step: Invoke) -> Any:
    value = step.function(*step.arguments)
    if inspect.iscoroutine(value):
        value.close()
        raise ArgumentError(f"{step.name} is a coroutine function; AsyncPollinations takes it, Pollinations does not.")
    return value
