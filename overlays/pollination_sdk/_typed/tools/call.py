"""One call of a tool: what the model wrote, whether it can run, and what came of it."""

import copy
import json
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from pollination_sdk._media.media import Media
from pollination_sdk._secrets.redact import redact
from pollination_sdk._typed.schema import ShapeError
from pollination_sdk._typed.tools.result import cut, render
from pollination_sdk._typed.tools.run import CompletedCall, ToolStop
from pollination_sdk._typed.tools.steps import Finished, Job
from pollination_sdk._typed.tools.tool import Tool

_NOT_RUN = "Not run: the run of tools has ended."
_INTERRUPTED = "Interrupted: this call may have run, and its result is unknown."


@attrs.define
class Call:
    """A call of a tool.

    Args:
        id: Its id in the conversation.
        name: The name of the tool, as the model wrote it.
        arguments: The arguments as plain JSON; text if the model wrote no JSON object.
        done: What came of it; None as long as it has no answer.
        files: The files in its result, as parts of a message.
        started: Whether it may have run.
    """

    id: str
    name: str
    arguments: Any
    done: CompletedCall | None = None
    files: tuple[Any, ...] = ()
    started: bool = False

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> "Call":
        """Return the call that a message of the model has."""
        function = fields.get("function") or {}
        return cls(str(fields["id"]), str(function.get("name", "")), _object_in(function.get("arguments") or "{}"))

    @property
    def key(self) -> Any:
        """What is equal for equal calls with equal results."""
        text = self.done.text if self.done else ""
        return self.name, json.dumps(self.arguments, sort_keys=True, default=str), text, hash(repr(self.files))

    def end(self, text: str, *, failed: bool = True, **fields: Any) -> None:
        """Set what came of the call."""
        result = fields.pop("result", None)
        error = text if failed else None
        self.done = CompletedCall(self.name, self.arguments, result, text, error=error, **fields)

    def job(self, index: int, tools: Mapping[str, Tool]) -> Job | None:
        """Return what runs the call; None if it cannot run, and then it has its answer.

        Args:
            index: The place of the call in the turn.
            tools: The tools by name.
        """
        tool = tools.get(self.name)
        if tool is None:
            self.end(f"Error: there is no tool {self.name!r}; there are: {', '.join(tools) or 'none'}")
            return None
        if not isinstance(self.arguments, dict):
            self.end("Error: the arguments are no JSON object")
            return None
        try:
            return Job(index, tool.bind(copy.deepcopy(self.arguments)), tool.is_async)
        except ShapeError as error:
            self.end(f"Error: the arguments do not fit: {error}")
        except Exception as error:  # noqa: BLE001 - an argument may be of a class of the caller
            self.end(_described(error), exception=error)
        return None

    def finish(self, finished: Finished, parts_of: Callable[[list[Media]], list[Any]]) -> None:
        """Take the result of the call.

        Args:
            finished: How it has ended.
            parts_of: Returns files as parts of a message.
        """
        error = finished.error
        result = error.result if isinstance(error, ToolStop) else finished.result
        if isinstance(error, Exception) and not isinstance(error, ToolStop):
            self.end(_described(error), seconds=finished.seconds, exception=error)
            return
        try:
            rendered = render(result)
            files = parts_of([one for _, one in rendered.media]) if rendered.media else []
        except Exception as failure:  # noqa: BLE001 - the result may be of a class of the caller
            self.end(_described(failure), seconds=finished.seconds, exception=failure)
            return
        self.files = tuple(files)
        self.end(rendered.text, failed=False, seconds=finished.seconds, result=result)

    def close(self, number: int) -> tuple[CompletedCall, list[Any]]:
        """Return what came of the call, and the parts of the message with its files.

        Args:
            number: The number of its first file.
        """
        if self.done is None:
            self.end(_INTERRUPTED if self.started else _NOT_RUN)
        done: Any = self.done
        if not self.files:
            return done, []
        rendered = render(done.result, number)
        labels = [label for label, _ in rendered.media]
        parts = [part for label, file in zip(labels, self.files, strict=False) for part in (_text(label), file)]
        return attrs.evolve(done, text=rendered.text), parts


def _text(label: str) -> dict[str, str]:
    return {"type": "text", "text": label}


def _described(error: Exception) -> str:
    """Return what the model reads of an exception."""
    try:
        text = str(error)
    except Exception:  # noqa: BLE001 - the exception may be of a class of the caller
        text = ""
    return cut(redact(f"Error: {type(error).__name__}: {text}".removesuffix(": ")))


def _object_in(text: Any) -> Any:
    """Return the arguments that a model wrote; null stands for none, and what is no JSON object stays as it is."""
    try:
        value = json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return text
    return value if isinstance(value, dict) else {} if value is None else text
