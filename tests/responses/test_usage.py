"""Usage records, page by page: each exactly once.

Uses private names: `UsagePager` is a pure decider, tried with services that the sandbox does not play.
"""

import itertools
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, timezone

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.examples import each

from pollination_sdk._responses.usage import PageRequest, UsagePager
from pollination_sdk._support.dates import parse_date
from pollination_sdk.errors import PollinationsError, UnexpectedResponseError

NOW = datetime(2026, 2, 20, 15, 30, 45, tzinfo=UTC)
START = datetime(2026, 2, 15, 10, tzinfo=UTC)


@attrs.frozen
class Record:
    """A usage record; `serial` is what only the test can see."""

    timestamp: datetime
    serial: int = attrs.field(eq=False, default=0)


def at(second: int) -> datetime:
    """Return a second after the start."""
    return START + timedelta(seconds=second)


def before(request: PageRequest) -> datetime:
    """Return the end of what a request asks for, exclusive."""
    return datetime.fromisoformat(f"{request.before or '9999-01-01 00:00:00'}+00:00")


class Service:
    """Page through records as the service does: newest first, `before` exclusive.

    Args:
        counts: how many records each second holds, oldest first.
        cut: how many records a page really gets, given how many were asked for.
        arrivals: how many records are made after each page, in the newest second or a new one.
    """

    def __init__(
        self,
        counts: list[int],
        cut: Callable[[int], int] = lambda limit: limit,
        arrivals: Iterable[tuple[int, bool]] = (),
    ) -> None:
        self.serials = itertools.count()
        self.records: list[Record] = []
        self.newest = -1
        self.cut, self.arrivals = cut, iter(arrivals)
        self.requests: list[PageRequest] = []
        for count in counts:
            self.arrive(count, later=True)

    def arrive(self, count: int, *, later: bool) -> None:
        """Make records, newest first, in the newest second or in the next one."""
        self.newest += later
        self.records[:0] = [Record(at(self.newest), next(self.serials)) for _ in range(count)]

    def page(self, request: PageRequest) -> list[Record]:
        """Answer one request, then let new records arrive."""
        self.requests.append(request)
        below = [r for r in self.records if r.timestamp < before(request)]
        page = below[: max(1, self.cut(request.limit))]
        for count, later in itertools.islice(self.arrivals, 1):
            self.arrive(count, later=later)
        return page


def drive(pager: UsagePager[Record], service: Service) -> list[Record]:
    """Read as a client does; a pager that never ends fails."""
    read: list[Record] = []
    for _ in range(10_000):
        request = pager.next_request()
        if request is None:
            return read
        read += pager.receive(service.page(request))
    raise AssertionError("the pager does not end")


def serials(records: list[Record]) -> list[int]:
    """Tell records apart, as the pager cannot."""
    return [record.serial for record in records]


counts_by_second = st.lists(st.integers(0, 4), max_size=12)


@given(counts_by_second, st.integers(1, 8))
@example([3], 3)
@example([1, 4, 1], 4)
def test_every_record_is_read_exactly_once(counts: list[int], page_size: int) -> None:
    """Whatever the page size, each record comes once, alike ones too, newest first."""
    service = Service(counts)
    pager = UsagePager[Record](page_size=page_size, largest_page=9)
    assert serials(drive(pager, service)) == serials(service.records)


@given(st.lists(st.integers(0, 150), max_size=12), st.sampled_from([100, 200, 300]))
@example([1], 100)
@example([50, 100], 100)
def test_a_service_that_caps_its_pages_loses_nothing(counts: list[int], cap: int) -> None:
    """A short page of a round length may be cut: what lies behind it is read too, or an error names the second."""
    counts = [cap + 50, *counts, cap - 1]
    service = Service(counts, cut=lambda limit: min(limit, cap))
    try:
        read = drive(UsagePager[Record](), service)
    except PollinationsError as error:
        assert "share the second" in str(error)  # noqa: PT017 - either outcome is right
        assert max(counts) >= cap
    else:
        assert serials(read) == serials(service.records)


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=20),
    st.integers(1, 8),
)
@example([3], [(1, False)], 5)
def test_records_made_while_reading_break_nothing(
    counts: list[int], arrivals: list[tuple[int, bool]], page_size: int
) -> None:
    """What was there at the start comes exactly once; what arrives comes once or not at all."""
    service = Service(counts, arrivals=arrivals)
    there = serials(service.records)
    pager = UsagePager[Record](page_size=page_size, largest_page=80)
    read = serials(drive(pager, service))
    assert len(read) == len(set(read))
    assert [serial for serial in read if serial in there] == there


@given(counts_by_second, st.integers(-1, 13), st.integers(-1, 13), st.integers(1, 8))
def test_since_is_inclusive_and_until_exclusive(counts: list[int], since: int, until: int, page_size: int) -> None:
    """Adjoining spans share no record and miss none."""
    service = Service(counts)
    pager = UsagePager[Record](
        since=START + timedelta(seconds=since),
        until=START + timedelta(seconds=until),
        page_size=page_size,
        largest_page=9,
    )
    wanted = [r for r in service.records if at(since) <= r.timestamp < at(until)]
    assert serials(drive(pager, service)) == serials(wanted)


def test_an_empty_span_asks_nothing() -> None:
    """`until` at or before `since` is answered without a request."""
    assert UsagePager[Record](since=NOW, until=NOW).next_request() is None


def test_until_within_a_second_includes_that_second() -> None:
    """The service knows whole seconds, so `until` is rounded up to one."""
    pager = UsagePager[Record](until=datetime(2026, 2, 15, 10, 0, 0, 500_000, tzinfo=UTC))
    assert pager.next_request() == PageRequest(5_000, "2026-02-15 10:00:01")


def test_reading_stops_at_since() -> None:
    """Pages older than `since` are not read."""
    service = Service([1] * 1000)
    since = START + timedelta(seconds=985)
    assert len(drive(UsagePager[Record](since=since, page_size=10), service)) == 15
    assert len(service.requests) == 2


@pytest.mark.parametrize(
    ("counts", "befores"),
    [
        ([], [None]),
        ([2, 1], [None]),
        ([1] * 99, [None]),
        ([1] * 101, [None]),
        ([1] * 100, [None, at(1)]),
        ([150, 50], [None, at(1)]),
        ([100], [None, at(1), at(0)]),
        ([1] * 7_000, [None, at(2_001)]),
    ],
)
def test_as_few_requests_as_pages(counts: list[int], befores: list[datetime | None]) -> None:
    """A page that is not full is the last; one of a round length costs one more look."""
    service = Service(counts)
    assert serials(drive(UsagePager[Record](), service)) == serials(service.records)
    assert [request.before and before(request) for request in service.requests] == befores


def test_a_second_larger_than_a_page_is_read_with_the_largest() -> None:
    """A full page of a single second makes the pager ask for as many as it may."""
    service = Service([1, 30, 1])
    pager = UsagePager[Record](page_size=10, largest_page=100)
    assert serials(drive(pager, service)) == serials(service.records)
    assert {request.limit for request in service.requests} == {10, 100}


@pytest.mark.parametrize("counts", [[1, 30, 1], [30], [30, 1], [1, 30]])
def test_a_second_that_outgrows_the_largest_page_is_an_error(counts: list[int]) -> None:
    """Rather than lose records in silence, the error names the second and the way around it."""
    pager = UsagePager[Record](page_size=10, largest_page=20)
    with pytest.raises(PollinationsError, match=r"At least 20 .*since='2026.*until='2026"):
        drive(pager, Service(counts))


@pytest.mark.parametrize("counts", [[1, 130, 1], [130, 1], [1, 130]])
def test_a_second_that_outgrows_a_capped_page_is_an_error(counts: list[int]) -> None:
    """The same holds when the service sends fewer than it says it would."""
    with pytest.raises(PollinationsError, match="At least 100 usage records share the second"):
        drive(UsagePager[Record](), Service(counts, cut=lambda _: 100))


def test_the_way_around_a_second_reads_the_rest() -> None:
    """The spans that the error proposes read all that is newer and all that is older."""
    service = Service([2, 30, 3])
    newer = UsagePager[Record](since=START + timedelta(seconds=2), largest_page=20)
    older = UsagePager[Record](until=START + timedelta(seconds=1), largest_page=20)
    assert [len(drive(pager, service)) for pager in (newer, older)] == [3, 2]


def test_a_record_that_leaves_the_last_thirty_days_is_still_handed_out() -> None:
    """A held record is not lost when reading its second again finds it gone."""
    pager = UsagePager[Record](page_size=2)
    first, last = Record(at(5), 1), Record(at(0), 2)
    assert pager.receive([first, last]) == [first]
    assert serials(pager.receive([])) == [2]
    assert pager.next_request() is None


def test_a_service_that_ignores_before_is_an_error() -> None:
    """Records newer than asked for would come twice, so they are refused."""
    pager = UsagePager[Record](page_size=2)
    pager.receive([Record(at(5)), Record(at(0))])
    with pytest.raises(UnexpectedResponseError, match="before 2026-02-15 10:00:01"):
        pager.receive([Record(at(5)), Record(at(0))])


@each(
    ("value", "moment"),
    [
        (None, None),
        ("now", NOW),
        ("today", datetime(2026, 2, 20, tzinfo=UTC)),
        (" Yesterday ", datetime(2026, 2, 19, tzinfo=UTC)),
        ("30m", datetime(2026, 2, 20, 15, 0, 45, tzinfo=UTC)),
        ("12h", datetime(2026, 2, 20, 3, 30, 45, tzinfo=UTC)),
        ("7d", datetime(2026, 2, 13, 15, 30, 45, tzinfo=UTC)),
        ("2w", datetime(2026, 2, 6, 15, 30, 45, tzinfo=UTC)),
        ("2026-02-15", START.replace(hour=0)),
        ("2026-02", datetime(2026, 2, 1, tzinfo=UTC)),
        ("20260215T10", START),
        ("2026-02-15 10:00:00", START),
        ("2026-02-15t10:00z", START),
        ("2026-02-15T12:00:00+02:00", START),
        (date(2026, 2, 15), START.replace(hour=0)),
        (datetime(2026, 2, 15, 10), START),
        (datetime(2026, 2, 15, 11, tzinfo=timezone(timedelta(hours=1))), START),
    ],
)
def test_the_moments_that_are_understood(value: object, moment: datetime | None) -> None:
    """Each documented spelling names its moment, in UTC; without a time zone it is UTC already."""
    parsed = parse_date(value, NOW)  # type: ignore[arg-type] # the table mixes all of them
    assert parsed == moment
    assert parsed is None or parsed.utcoffset() == timedelta(0)


@each(
    "value",
    [
        "",
        "10",
        "2026",
        "d",
        "7",
        "7x",
        "-7d",
        "7 days",
        "30M",
        "1.5h",
        "last week",
        "15.02.2026",
        "2026-02-30",
        "2026-13-01",
        "2026-02-15x10:00",
        "99999999d",
        "10:00",
        "Feb 15",
        10,
        b"7d",
    ],
)
def test_nonsense_is_not_turned_into_a_date(value: object) -> None:
    """What is not understood is an error that lists what is."""
    with pytest.raises(ValueError, match=r"is not a valid time.*'7d'"):
        parse_date(value, NOW)  # type: ignore[arg-type] # what an untyped caller might pass


@given(st.datetimes(timezones=st.none() | st.just(UTC)))
def test_iso_text_and_datetimes_agree(moment: datetime) -> None:
    """A datetime and its ISO text name the same moment."""
    assert parse_date(moment.isoformat(), NOW) == parse_date(moment, NOW)


@attrs.frozen
class Event(Record):
    """A usage record with an id."""

    cursor_event_id: str | None = None


class ServiceOfToday(Service):
    """Page by record: newest first, behind the record that the request names."""

    def arrive(self, count: int, *, later: bool) -> None:
        """Make records with ids that fall from the newest to the oldest."""
        self.newest += later
        numbers = [next(self.serials) for _ in range(count)][::-1]
        self.records[:0] = [Event(at(self.newest), number, f"{number:06}") for number in numbers]

    def page(self, request: PageRequest) -> list[Record]:
        """Answer one request, then let new records arrive."""
        self.requests.append(request)
        place = (before(request), request.before_event_id or "")
        below = [r for r in self.records if (r.timestamp, r.cursor_event_id if place[1] else "") < place]
        for count, later in itertools.islice(self.arrivals, 1):
            self.arrive(count, later=later)
        return below[: max(1, self.cut(request.limit))]


@given(
    st.lists(st.integers(0, 30), max_size=12),
    st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=20),
    st.integers(1, 8),
)
@example([30], [], 3)
def test_records_with_ids_are_read_once_whatever_the_page(
    counts: list[int], arrivals: list[tuple[int, bool]], page_size: int
) -> None:
    """Seconds of any size are read in small pages, while records arrive; no page is read twice."""
    service = ServiceOfToday(counts, arrivals=arrivals)
    there = serials(service.records)
    read = serials(drive(UsagePager[Record](page_size=page_size, largest_page=9), service))
    assert len(read) == len(set(read))
    assert [serial for serial in read if serial in there] == there
    assert len(service.requests) <= len(read) // page_size + 1


def test_a_service_that_repeats_a_page_is_refused() -> None:
    """A page of records that were all read already would repeat forever."""
    pager = UsagePager[Record](page_size=2)
    page = [Event(at(1), 2, "b"), Event(at(1), 1, "a")]
    assert pager.receive(page) == page
    with pytest.raises(UnexpectedResponseError, match="would not end") as caught:
        pager.receive(page)
    assert caught.value.field == "usage[].cursor_event_id"


@given(st.sets(st.integers(0, 29)), st.integers(1, 6))
def test_records_of_which_some_have_ids_are_read_once(without: set[int], page_size: int) -> None:
    """Where ids are missing the pager goes by time, and leaves out what it had returned by id."""
    service = ServiceOfToday([10, 10, 10])
    service.records = [
        attrs.evolve(record, cursor_event_id=None) if record.serial in without else record for record in service.records
    ]

    def page(request: PageRequest) -> list[Record]:
        ids = [record.cursor_event_id for record in service.records]
        if request.before_event_id:
            rest = service.records[ids.index(request.before_event_id) + 1 :]
        else:
            rest = [record for record in service.records if record.timestamp < before(request)]
        return rest[: request.limit]

    service.page = page
    read = drive(UsagePager[Record](page_size=page_size, largest_page=50), service)
    assert sorted(serials(read)) == list(range(30))
