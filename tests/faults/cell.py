"""One cell of the matrix: a call that meets a fault, what it ended in, and what must hold whatever that is."""

import time
import traceback
from collections.abc import Iterator
from typing import Any

import attrs
from tests.faults.columns import GOOD_SEED, same
from tests.faults.expectations import letter_of
from tests.faults.rows import Row
from tests.faults.servers import ATTEMPTS
from tests.faults.stage import KEPT_BY_CLIENT, Stage

from pollination_sdk import Retry
from pollination_sdk.sandbox import RecordedRequest

PATIENT, HURRIED = 30.0, 0.8
"""The deadline of a call, in seconds: of most, and of those that only the deadline ends."""
OVERSHOOT = 0.25
LOAD = 1.0
"""What a machine under the load of all columns at once may add."""
CAREFUL = Retry(attempts=ATTEMPTS, first_wait=0, budget=None, unknown="never")
OLD = b"what stood here before"


@attrs.define
class Cell:
    """Play one fault to one column.

    Args:
        row: The fault.
        stage: The column and its sandbox.
        client: The client that all cells of a flavour share.
        url: Where the fault is met.
    """

    row: Row
    stage: Stage
    client: Any = attrs.field(repr=False)
    url: str
    letter: str = "!"
    problems: list[str] = attrs.field(factory=list)

    @property
    def expected(self) -> str:
        """Give the letters that are right."""
        return self.row.expected(self.stage.column)

    async def play(self) -> "Cell":
        """Meet the fault, then call well with the same connections."""
        if self.expected == "-":
            self.letter = "-"
            return self
        sandbox, path = self.stage.sandbox, self.stage.folder / "result.bin"
        path.write_bytes(OLD)
        if self.row.make is not None:
            sandbox.queue(self.row.make(self.stage), self._times, self.stage.column.route)
        billed, asked = sandbox.billed, len(sandbox.requests)
        accepted, waits = self.stage.connections.accepted, bool(self.stage.connections)
        client = self._sibling(self.url, HURRIED if self.row.hangs else PATIENT, **self.row.options)
        await self._meet(client, path, asked)
        sandbox.behave()
        broken = min(self._times, len(sandbox.requests) - asked) * self.row.breaks(self.stage.column)
        allowed = broken + (not (waits and self.stage.rested < KEPT_BY_CLIENT))
        self._blame(self._money(sandbox.billed - billed))
        self._blame(self._repetitions(sandbox.requests[asked:]))
        self._blame(self._files())
        await self._call_well()
        self._blame(self._reconnections(self.stage.connections.accepted - accepted, allowed))
        if self.letter not in self.expected:
            self.problems.append(f"ended in {self.letter!r}, not in {self.expected!r}")
        return self

    @property
    def _times(self) -> int:
        """Say how many requests meet the fault: a replayed page that is right would follow itself for ever."""
        replayed = self.stage.column.reading == "pages" and self.expected in {".", "~"}
        return 1 if replayed else self.row.times

    def _sibling(self, url: str, timeout: float, **options: Any) -> Any:
        if self.stage.column.careful:
            options["retry"] = CAREFUL
        return self.client.with_options(api_key=self.stage.sandbox.key, base_url=url, timeout=timeout, **options)

    async def _meet(self, client: Any, path: Any, asked: int) -> None:
        start = time.monotonic()
        try:
            value = await self.stage.call(client, self.stage.seed(), path)
        except Exception as error:  # noqa: BLE001 - whatever comes is judged
            self._judge_time(time.monotonic() - start)
            self.letter = letter_of(error)
            self._blame(self._leaks(error))
            if self.letter == "!":
                self.problems.append("".join(traceback.format_exception(error))[-3000:])
            return
        self._judge_time(time.monotonic() - start)
        if not same(self.stage.truth, value):
            self.letter = "~"
        else:
            self.letter = "r" if len(self.stage.sandbox.requests) - asked > self.stage.requests else "."

    def _judge_time(self, took: float) -> None:
        limit = (HURRIED if self.row.hangs else PATIENT) + OVERSHOOT + LOAD
        if took > limit:
            self.problems.append(f"took {took:.2f} s, and {limit:.2f} are the most")

    def _leaks(self, error: BaseException) -> Iterator[str]:
        """Look for the key in all that an error shows, its locals included."""
        key = self.stage.sandbox.key
        shown = {"str": str(error), "repr": repr(error), "notes": "".join(getattr(error, "__notes__", []))}
        response = getattr(error, "response", None)
        if response is not None:
            shown["response"] = repr((response, response.headers, response.request.url, response.request.headers.raw))
            shown["body"] = key if key.encode() in response.content else ""
        for where, text in shown.items():
            if key in text:
                yield f"the key stands in the {where} of {type(error).__name__}"
        for where, value in _shown_by_traceback(error):
            if _holds(value, key):
                yield f"the key stands in {where}, in the traceback of {type(error).__name__}"

    def _money(self, billed: int) -> Iterator[str]:
        if billed > self.stage.column.paid:
            yield f"billed {billed} times"

    def _repetitions(self, requests: list[RecordedRequest]) -> Iterator[str]:
        """Hold the attempts of a paid call against one another: the same bytes and key, and no more than allowed."""
        if self.stage.column.sent_once and len(requests) > 1:
            yield f"sent {len(requests)} times, and once is the most"
        if not self.stage.column.paid or self.row.most is None:
            return
        route = self.stage.column.route or "/"
        requests = [one for one in requests if one.path.startswith(route)]
        if len({_identity(request) for request in requests}) > 1:
            yield "a repetition differs from what was sent first"
        if len(requests) > self.row.most:
            yield f"sent {len(requests)} times, and {self.row.most} are the most"

    def _reconnections(self, accepted: int, allowed: int) -> Iterator[str]:
        if accepted > allowed:
            yield f"{accepted} connections were opened, and {allowed} are the most"

    def _files(self) -> Iterator[str]:
        """Hold the folder against what a caller expects: the new file whole, or the old one."""
        expected = {"result.bin"}
        found = {one.name for one in self.stage.folder.iterdir()}
        if found != expected:
            yield f"the folder holds {found}"
        saved = self.stage.column.saves_file and self.letter in ".r~"
        if ((self.stage.folder / "result.bin").read_bytes() == OLD) is saved:
            yield "the file was lost" if not saved else "the file was not replaced"

    async def _call_well(self) -> None:
        """Make a good call with the same connections."""
        client = self._sibling(self.stage.sandbox.url, PATIENT)
        try:
            value = await self.stage.call(client, GOOD_SEED, self.stage.folder / "good.bin")
        except Exception as error:  # noqa: BLE001 - whatever comes is a problem
            self.problems.append(f"the next call failed: {error!r}")
        else:
            if not same(self.stage.truth, value):
                self.problems.append("the next call was answered wrong")
        self.stage.used = time.monotonic()
        (self.stage.folder / "good.bin").unlink(missing_ok=True)

    def _blame(self, problems: Iterator[str]) -> None:
        self.problems.extend(problems)


def _identity(request: RecordedRequest) -> tuple[Any, ...]:
    """Return what makes two requests the same; the key may stand in the header or the query."""
    query = [pair for pair in request.query if pair[0] != "key"]
    key = request.params.get("key") or request.headers.get("authorization", "").removeprefix("Bearer ")
    return request.method, request.path, tuple(query), request.body, key


def _holds(value: Any, key: str) -> bool:
    """Tell whether a value shows a key; large texts are searched as they are, which is quicker than their repr."""
    if isinstance(value, bytes | bytearray):
        return key.encode() in value
    return key in (value if isinstance(value, str) else repr(value))


def _shown_by_traceback(error: BaseException | None) -> Iterator[tuple[str, Any]]:
    """Give what a traceback with locals shows of an error and of all that led to it, without writing it all out."""
    while error is not None:
        yield f"str(error) of {type(error).__name__}", str(error)
        if (request := vars(error).get("_request")) is not None:  # httpx's errors hold what was sent
            yield f"the request of {type(error).__name__}", (request.url, request.headers.raw)
        for frame, line in traceback.walk_tb(error.__traceback__):
            for name, value in frame.f_locals.items():
                yield f"{name} at {frame.f_code.co_qualname}:{line}", value
        error = getattr(error, "cause", None) or error.__cause__ or error.__context__
