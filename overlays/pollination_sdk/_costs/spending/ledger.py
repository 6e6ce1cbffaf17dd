"""The amounts of a spend limit in whole 1e-9 pollen, and the reserves of single calls. Nothing here sends."""

import enum
import os
import threading

from pollination_sdk._costs.amounts import pollen
from pollination_sdk._support import fork
from pollination_sdk._support.waiter import Waiter
from pollination_sdk.errors import PollinationsError, SpendLimitError, SpendLimitReason


class State(enum.Enum):
    """The states of a reservation."""

    WAITING = "waiting"
    HELD = "held"
    KEPT = "kept"
    OVER = "over"


_WAITING, _HELD, _KEPT, OVER = State  # Python 3.11 needs long to find a member by its name


class Ledger:
    """The amounts of one limit, and the calls that wait for room. One lock protects them.

    The garbage collector or a signal handler may end a reservation while this thread holds the lock. Python runs them
    at calls of functions, so between the check of a state and the change of amounts there is none.

    Args:
        limit: The limit.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.spent = self.reserved = self.unknown = 0
        fork.renew_if_forked()
        self._pid = fork.process
        self._lock = threading.RLock()
        self._queue: list[Reservation] = []
        self._held_by: dict[object, int] = {}
        self.bills: dict[str, Reservation] = {}
        """The reserves that rows of usage have replaced, by the ids of the rows."""

    def check_process(self) -> None:
        """Refuse a forked child.

        Raises:
            PollinationsError: This process is a forked child of the one that made the limit.
        """
        if os.getpid() != self._pid:
            raise PollinationsError(
                "The spend_limit of this client belongs to the process that made it, and a forked child would spend it "
                "once more; nothing was sent. Give this process a limit of its own: "
                "client.with_options(spend_limit=...)."
            )

    def enter(self, one: "Reservation") -> None:
        """Reserve the amount of a call, queue the call, or refuse it."""
        with self._lock:
            one.waiter = Waiter()
            self._queue.append(one)
            self._decide(one, blocked=len(self._queue) > 1)

    def hold(self, amount: int, owner: object) -> "Reservation | None":
        """Reserve the amount of a call if there is room and no other call waits.

        Args:
            amount: The most that the call may cost.
            owner: The thread or task that makes the call.

        Returns:
            The reservation; None if the call has to `enter`.
        """
        if os.getpid() != self._pid:  # see `check_process`
            return None
        one = Reservation(self, amount, owner)
        with self._lock:
            if self._queue or amount > self.limit - self.spent - self.reserved:
                return None
            one.state = _HELD
            self.reserved += amount
            if amount:  # as `_note_holder`, without the time of a call
                self._held_by[owner] = self._held_by.get(owner, 0) + amount
        return one

    def lose_patience(self, one: "Reservation") -> None:
        """Refuse a call, now or later, if it waits for reserves that its own thread or task holds."""
        with self._lock:
            one.patient = False
            if one.owner in self._held_by:
                self._admit()

    def end(self, one: "Reservation", state: State, cost: int) -> None:
        """End a reservation with what its call has cost. One that has ended stays as it is; see `correct`."""
        if fork.process != self._pid:  # the lock may be locked for ever in a forked child
            return
        with self._lock:
            before = one.state
            if before is _HELD:
                amount, owner = one.amount, one.owner
                one.state, one.cost = state, cost
                self.spent += cost
                self.reserved -= amount
                if state is _KEPT:
                    self.unknown += amount
                if (left := self._held_by.pop(owner, 0) - amount) > 0:
                    self._held_by[owner] = left
                one.owner = None  # the log of calls keeps the reservation, and must not keep its task
            elif before is _WAITING:
                one.state = state
                self._queue.remove(one)
            if self._queue:
                self._admit()

    def correct(self, one: "Reservation", cost: int, state: State) -> None:
        """Replace what is counted for a call that has ended by another cost."""
        if os.getpid() != self._pid:
            return
        with self._lock:
            if one.state not in {_KEPT, OVER}:
                return
            before, one.state = one.state, state
            self.spent += cost - one.cost
            one.cost = cost
            if before is not state:
                self.unknown += one.amount if state is _KEPT else -one.amount
            if self._queue:
                self._admit()

    @property
    def remaining(self) -> int:
        """What is neither spent nor reserved, at least 0."""
        return max(self.limit - self.spent - self.reserved, 0)

    def error(self, message: str, estimate: int | None, reason: SpendLimitReason) -> SpendLimitError:
        """Return an error with the amounts of this moment."""
        limit, spent, reserved = pollen(self.limit), pollen(self.spent), pollen(self.reserved)
        high = None if estimate is None else pollen(estimate)
        return SpendLimitError(message, limit=limit, spent=spent, reserved=reserved, estimate=high, reason=reason)

    def _admit(self) -> None:
        """Admit the calls that have room, in the order of their arrival, and refuse those that can never have it.

        Two kinds overtake: calls that cost nothing, and calls of a thread or task that holds a reserve. The others may
        be waiting for just that reserve. If all holders of reserves wait themselves, the last of them is refused.
        """
        blocked = False
        holders: dict[object, Reservation] = {}
        for one in tuple(self._queue):
            if self._decide(one, blocked=blocked):
                blocked = True
                if not one.patient and one.owner in self._held_by:
                    holders[one.owner] = one
        if holders and len(holders) == len(self._held_by):
            newest = tuple(holders.values())[-1]
            self._refuse(newest, _deadlock(newest), "busy")

    def _decide(self, one: "Reservation", *, blocked: bool) -> bool:
        """Admit a call, or refuse it; return True if it waits on.

        Args:
            one: The call.
            blocked: Whether a call that came before it waits.
        """
        own = self._held_by.get(one.owner, 0)
        if one.state is not _WAITING:
            return False
        if one.amount == 0 or (one.amount <= self.limit - self.spent - self.reserved and (own or not blocked)):
            one.state = _HELD
            self.reserved += one.amount
            self._note_holder(one)
            self._leave(one)
        elif one.amount > self.limit - self.spent:
            self._refuse(one, _alone(self, one), "too_large" if self.spent < self.limit else "used_up")
        elif not one.patient and one.amount > self.limit - self.spent - own:
            self._refuse(one, _own(one, own), "busy")
        else:
            return True
        return False

    def _refuse(self, one: "Reservation", message: str, reason: SpendLimitReason) -> None:
        refusal = self.error(message, one.amount, reason)
        if one.state is _WAITING:
            one.state, one.refusal = OVER, refusal
            self._leave(one)

    def _note_holder(self, one: "Reservation") -> None:
        if one.amount:
            self._held_by[one.owner] = self._held_by.get(one.owner, 0) + one.amount

    def _leave(self, one: "Reservation") -> None:
        """Take a call out of the queue and wake it."""
        self._queue.remove(one)
        if one.waiter is not None:
            one.waiter.wake()


class Reservation:
    """The reserve of one call. It ends once, by `settle`, `release` or `keep`; further ones do nothing.

    Args:
        ledger: The amounts of the limit.
        amount: The most that the call may cost.
        owner: The thread or task that makes the call.
    """

    __slots__ = ("__dict__", "amount", "cost", "ledger", "owner", "state")  # the dict is made when the call waits
    advice = ""
    """What lowers the estimate of the call."""
    refusal: SpendLimitError | None = None
    patient = True
    seconds: float | None = None
    """The most seconds of the next wait; None for no limit."""
    waiter: Waiter | None = None

    def __init__(self, ledger: Ledger, amount: int, owner: object) -> None:
        self.ledger = ledger
        self.amount = amount
        self.owner = owner
        self.state = _WAITING
        self.cost = 0
        """What is counted for the call, once it has ended."""

    def wait(self) -> None:
        """Wait in this thread until there is room."""
        if self.waiter is not None:
            self.waiter.wait(self.seconds)

    async def wait_async(self) -> None:
        """Wait in this task until there is room."""
        if self.waiter is not None:
            await self.waiter.wait_async(self.seconds)

    @property
    def is_over(self) -> bool:
        """Whether it is settled or released, so that nothing is reserved any more."""
        return self.state is OVER

    def settle(self, cost: int) -> None:
        """Count what the call has cost, and free the rest."""
        if self.state is _HELD:
            self.ledger.end(self, OVER, cost)

    def release(self) -> None:
        """Free the whole reserve, as the call costs nothing; stop waiting for it."""
        if self.state in (_HELD, _WAITING):
            self.ledger.end(self, OVER, 0)

    def keep(self) -> None:
        """Keep the whole reserve as spent, as the cost of the call is unknown."""
        if self.state is _HELD:
            self.ledger.end(self, _KEPT, self.amount)

    def correct(self, cost: int) -> None:
        """Count another cost for a call that has ended, as its bill is known now."""
        self.ledger.correct(self, cost, OVER)

    def restore(self) -> None:
        """Keep the whole reserve again, as it is not sure any more which bill is that of the call."""
        self.ledger.correct(self, self.amount, _KEPT)

    def __del__(self) -> None:
        """Keep the reserve of a call that was dropped, so that the other calls do not wait for it."""
        if self.state is _HELD:
            self.keep()


def amount_text(amount: int) -> str:
    """Return an amount in pollen, as decimals."""
    return f"{amount / 1e9:.9f}".rstrip("0").rstrip(".")


def _alone(ledger: Ledger, one: Reservation) -> str:
    left = amount_text(max(ledger.limit - ledger.spent, 0))
    kept = f" ({amount_text(ledger.unknown)} are kept for calls whose cost is unknown)" if ledger.unknown else ""
    return (
        f"{_costs(one)}, and {left} of spend_limit={amount_text(ledger.limit)} are left{kept}; nothing was sent. To go "
        f"on, {_advice(one)}."
    )


def _own(one: Reservation, own: int) -> str:
    return (
        f"{_costs(one)}. There is no room for it beside the {amount_text(own)} pollen that are reserved for streams "
        "that this thread or task has open itself, so it would wait for ever; nothing was sent. Close a stream first, "
        f"or {_advice(one)}."
    )


def _deadlock(one: Reservation) -> str:
    return (
        f"{_costs(one)}. All that is reserved is held for streams of threads or tasks that wait for room as well, so "
        f"they would wait for ever; nothing was sent. Close a stream first, or {_advice(one)}."
    )


def too_late(ledger: Ledger, one: Reservation, seconds: float | None) -> SpendLimitError:
    """Return the error of a call that had no room until its deadline."""
    return ledger.error(
        f"{_costs(one)}, and other calls in flight had reserved the rest of spend_limit={amount_text(ledger.limit)} "
        f"for all of timeout={seconds or 0:g} seconds; nothing was sent. Allow more time, make fewer calls at once, "
        f"or {_advice(one)}.",
        one.amount,
        "busy",
    )


def _costs(one: Reservation) -> str:
    return f"This call may cost up to {amount_text(one.amount)} pollen"


def _advice(one: Reservation) -> str:
    return f"{one.advice}, or raise spend_limit" if one.advice else "raise spend_limit"
