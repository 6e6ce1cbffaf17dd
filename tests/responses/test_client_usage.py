"""Usage over real pages: every record exactly once, spans of time, and millions in constant memory."""

import gc
import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from urllib.parse import parse_qsl

import pytest
from tests.flavours import driven
from tests.helpers.servers import HEAD, once

from pollination_sdk.errors import PollinationsError, UnexpectedResponseError
from pollination_sdk.sandbox import Fault
from pollination_sdk.types import UsageRecord

NOW = datetime.now(UTC).replace(microsecond=0)
KEY = "sk_test1234567890"


def fill(sandbox, moments):
    """Put a generation into the history for each moment, each with a count of its own to tell it by."""
    for number, moment in enumerate(moments, start=1):
        sandbox.add_usage(moment, units={"completionTextTokens": number})


def numbers(records):
    """Tell the records by their counts."""
    return [record.output_text_tokens for record in records]


def test_each_record_once_and_newest_first(client, flavour, sandbox):
    """Seconds that hold many records, on both sides of a page's end, come whole and once."""
    fill(sandbox, [NOW - timedelta(seconds=second) for second in range(40) for _ in range(1 + second % 7 * 30)])
    records = flavour.all_of(client.iter_usage())
    assert Counter(numbers(records)) == Counter(range(1, len(records) + 1))
    assert {type(record) for record in records} == {UsageRecord}
    assert [record.timestamp for record in records] == sorted((one.timestamp for one in records), reverse=True)


@pytest.mark.parametrize(("cap", "requests"), [(100, 3), (50_000, 1)])
def test_a_page_that_is_not_full_is_the_last(flavour, cap, requests):
    """One request reads what one page holds; a service that sends a hundred at a time is read to the end."""
    moments = [NOW - timedelta(seconds=second) for second in range(105) for _ in range(2)]
    rows = [{"timestamp": f"{moment:%Y-%m-%d %H:%M:%S}", "output_text_tokens": n} for n, moment in enumerate(moments)]

    with paging(rows, cap) as server, driven(flavour, KEY, base_url=server.url) as client:
        assert sorted(numbers(flavour.all_of(client.iter_usage()))) == list(range(210))
    assert len(server.heads) == requests


def query_of(request):
    """Read the query of a request's first line; `before` in its own spelling."""
    return dict(parse_qsl(request.split(" ")[1].partition("?")[2]))


def send(connection, body):
    """Answer with JSON and close."""
    connection.sendall(HEAD + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


def paging(rows, most):
    """Serve rows in pages as the service does, `before` exclusive, but at most so many."""

    def handle(connection):
        query = query_of(server.heads[-1])
        older = [row for row in rows if row["timestamp"] < query.get("before", "9999")]
        page = older[: min(int(query["limit"]), most)]
        send(connection, json.dumps({"usage": page, "count": len(page)}).encode())

    server = once(handle)
    return server


@pytest.mark.parametrize(
    ("span", "ages"),
    [
        ({}, [0, 1, 5, 30, 80]),
        ({"since": "12h"}, [0, 1, 5]),
        ({"since": "2d"}, [0, 1, 5, 30]),
        ({"until": "2h"}, [5, 30, 80]),
        ({"since": "2d", "until": "2h"}, [5, 30]),
        ({"since": NOW - timedelta(hours=5)}, [0, 1, 5]),
        ({"until": NOW - timedelta(hours=5)}, [30, 80]),
        ({"since": (NOW - timedelta(hours=5)).replace(tzinfo=None)}, [0, 1, 5]),
        ({"since": (NOW - timedelta(hours=5)).isoformat()}, [0, 1, 5]),
        ({"since": f"{NOW - timedelta(hours=5):%Y-%m-%d %H:%M:%S}"}, [0, 1, 5]),
        ({"since": NOW.date() - timedelta(days=2)}, [0, 1, 5, 30]),
        ({"since": "1h", "until": "2h"}, []),
    ],
)
def test_since_is_inclusive_and_until_is_not(client, flavour, sandbox, span, ages):
    """A span takes datetimes, dates, ISO text and ages; naive times are UTC."""
    all_ages = [0, 1, 5, 30, 80]
    slack = timedelta(
        seconds=0 if any(isinstance(value, datetime) or ":" in str(value) for value in span.values()) else 60
    )
    fill(sandbox, [NOW - timedelta(hours=age) + (slack if age else timedelta()) for age in all_ages])
    found = [all_ages[number - 1] for number in numbers(flavour.all_of(client.iter_usage(**span)))]
    assert found == ages


@pytest.mark.parametrize("bad", ["last week", "7", 7, "2026-13-01", object()])
def test_what_is_no_date_is_refused_when_the_method_is_called(client, sandbox, bad):
    """A span that is none is a `ValueError` that lists what is, before iterating and before anything is sent."""
    for options in ({"since": bad}, {"until": bad}):
        with pytest.raises(ValueError, match="'7d'"):
            client.iter_usage(**options)
    with pytest.raises(ValueError, match="'7d'"):
        client.usage(before=bad)
    assert sandbox.requests == []


FIRST = datetime.min
LAST = datetime.max
WEST, EAST = timezone(timedelta(hours=-5)), timezone(timedelta(hours=5))
BEYOND = [
    LAST.replace(tzinfo=WEST),
    FIRST.replace(tzinfo=EAST),
    "9999-12-31T23:59:59-05:00",
    "0001-01-01T00:00:00+05:00",
    "999999999d",
    "999999999w",
    "99999999h",
]


@pytest.mark.parametrize("beyond", BEYOND, ids=str)
def test_a_moment_beyond_the_calendar_is_refused_by_the_options_name(client, sandbox, beyond):
    """What has no date in UTC is a `ValueError` that names the option, and nothing is sent."""
    for option in ("since", "until"):
        with pytest.raises(ValueError, match=f"{option}=.*years 1 to 9999"):
            client.iter_usage(**{option: beyond})
    for method in ("usage", "usage_csv"):
        with pytest.raises(ValueError, match=r"before=.*years 1 to 9999"):
            getattr(client, method)(before=beyond)
    assert sandbox.requests == []


@pytest.mark.parametrize(
    ("span", "found"),
    [
        ({"since": FIRST}, 1),
        ({"since": FIRST.replace(tzinfo=UTC), "until": LAST.replace(tzinfo=UTC)}, 1),
        ({"since": FIRST.replace(tzinfo=WEST), "until": LAST.replace(tzinfo=EAST)}, 1),
        ({"since": date.min, "until": date.max}, 1),
        ({"until": LAST}, 1),
        ({"until": FIRST}, 0),
        ({"since": LAST}, 0),
    ],
)
def test_a_span_may_reach_to_the_ends_of_the_calendar(client, flavour, sandbox, span, found):
    """The first and the last moment that Python knows are moments like others."""
    fill(sandbox, [NOW - timedelta(hours=1)])
    assert len(flavour.all_of(client.iter_usage(**span))) == found


@pytest.mark.parametrize(
    "timestamp",
    ["", "some day", "9999-12-31 23:59:59", "0001-01-01T00:00:00+05:00", "9999-12-31T23:00:00-05:00"],
)
def test_a_record_whose_time_is_none_is_named(client, flavour, sandbox, timestamp):
    """A time that cannot be read, or that no record can have, ends the iteration with its place."""
    fill(sandbox, [NOW, NOW - timedelta(seconds=5)])
    sandbox.queue(Fault.set_field("/usage/1/timestamp", timestamp))
    with pytest.raises(UnexpectedResponseError, match="YYYY-MM-DD") as caught:
        flavour.all_of(client.iter_usage())
    assert caught.value.field == "usage[1].timestamp"


@pytest.mark.parametrize(
    ("before", "sent"),
    [
        (datetime(2026, 2, 15, 10, 30, tzinfo=UTC), "2026-02-15 10:30:00"),
        (datetime(2026, 2, 15, 10, 30, 0, 1, tzinfo=UTC), "2026-02-15 10:30:01"),
        (datetime(2026, 2, 15, 10, 30), "2026-02-15 10:30:00"),  # noqa: DTZ001, RUF100 - naive times are UTC
        (date(2026, 2, 15), "2026-02-15 00:00:00"),
        ("2026-02-15T10:30:00+02:00", "2026-02-15 08:30:00"),
        ("2026-02-15", "2026-02-15 00:00:00"),
        # The service reads years from 1000 to 2999.
        (LAST, "2999-12-31 23:59:59"),
        (LAST.replace(tzinfo=UTC), "2999-12-31 23:59:59"),
        (date.max, "2999-12-31 23:59:59"),
        ("2999-12-31T23:59:59.5", "2999-12-31 23:59:59"),
        ("5000-01-01", "2999-12-31 23:59:59"),
        (FIRST, "1000-01-01 00:00:00"),
        (date.min, "1000-01-01 00:00:00"),
    ],
)
@pytest.mark.parametrize("method", ["usage", "usage_csv"])
def test_before_is_sent_as_the_service_takes_it(client, sandbox, method, before, sent):
    """`before` takes every form of a moment and travels in UTC and whole seconds, rounded up."""
    getattr(client, method)(before=before, limit=7)
    assert sandbox.requests[-1].params.items() >= {"before": sent, "limit": "7"}.items()


def test_a_page_holds_what_was_asked_for(client, sandbox):
    """`limit` and `before` select, newest first, and `count` says how many."""
    fill(sandbox, [NOW - timedelta(minutes=minute) for minute in range(5)])
    page = client.usage(limit=2, before=NOW - timedelta(seconds=1))
    assert numbers(page.usage) == [2, 3]
    assert page.count == 2


def test_nothing_used_yields_nothing(client, flavour):
    """An account without a record is an iterator without an item."""
    assert flavour.all_of(client.iter_usage()) == []


def test_iterating_can_stop_early(client, flavour, sandbox):
    """Who stops after the first page causes no second request."""
    fill(sandbox, [NOW - timedelta(seconds=second) for second in range(50)])
    records = client.iter_usage()
    if flavour.client_class.__name__ == "Pollinations":
        assert next(records).output_text_tokens == 1
    else:

        async def first():
            one = await anext(records)
            await records.aclose()
            return one

        assert flavour.wait(first()).output_text_tokens == 1
    assert len(sandbox.requests) == 1


def test_an_error_on_a_later_page_is_raised(client, flavour, sandbox):
    """A page that fails ends the iteration with its error."""
    fill(sandbox, [NOW - timedelta(seconds=second) for second in range(3)])
    records = client.iter_usage()
    sandbox.queue(Fault.status(403, "no"))
    with pytest.raises(PollinationsError, match="no"):
        flavour.all_of(records)


@pytest.mark.slow(reason="reads 30,000 records")
def test_very_many_records_in_constant_memory(flavour):
    """Thirty thousand records are read in pages, and no more of them are alive at once than two pages hold."""
    total, row = 30_000, '{"timestamp":"%s","output_text_tokens":1,"model":"m","cost_usd":0.1}'
    newest = datetime(2026, 2, 15, tzinfo=UTC)
    alive = []

    def page(query):
        before = query.get("before")
        start = int((newest - datetime.fromisoformat(f"{before}+00:00")).total_seconds()) + 1 if before else 0
        seconds = range(start, min(start + int(query["limit"]), total))
        return ",".join(row % f"{newest - timedelta(seconds=one):%Y-%m-%d %H:%M:%S}" for one in seconds)

    def handle(connection):
        alive.append(sum(type(one) is UsageRecord for one in gc.get_objects()))
        send(connection, f'{{"usage":[{page(query_of(server.heads[-1]))}]}}'.encode())

    with once(handle) as server, driven(flavour, KEY, base_url=server.url) as client:
        assert flavour.count(client.iter_usage()) == total
    assert 5 < len(alive) < 15
    assert max(alive) <= 10_001


def paging_by_event(rows, most):
    """Serve rows as today's service does: `before` alone is exclusive, with an id the page starts behind that row."""

    def handle(connection):
        query = query_of(server.heads[-1])
        asked.append(query)
        place = (query.get("before", "9999"), query.get("before_event_id", ""))
        older = [row for row in rows if (row["timestamp"], row.get("cursor_event_id") if place[1] else "") < place]
        page = older[: min(int(query["limit"]), most)]
        send(connection, json.dumps({"usage": page, "count": len(page)}).encode())

    asked: list[dict[str, str]] = []
    server = once(handle)
    server.asked = asked
    return server


def numbered(count, spread, *, ids):
    """Write rows, newest first, so many to each second, with or without ids."""
    rows = [
        {"timestamp": f"{NOW - timedelta(seconds=n // spread):%Y-%m-%d %H:%M:%S}", "output_text_tokens": n}
        for n in range(count)
    ]
    return [{**row, "cursor_event_id": f"e{999_999 - n}"} for n, row in enumerate(rows)] if ids else rows


@pytest.mark.parametrize("cap", [100, 300])
def test_five_hundred_records_of_one_second_come_once_each(flavour, cap):
    """With ids, pages go on within a second, over several page ends; no record is lost or repeated."""
    rows = numbered(700, 500, ids=True)
    with paging_by_event(rows, cap) as server, driven(flavour, KEY, base_url=server.url) as client:
        assert numbers(flavour.all_of(client.iter_usage())) == list(range(700))
    assert [query.get("before_event_id") for query in server.asked[:2]] == [None, f"e{999_999 - cap + 1}"]


def test_a_service_without_ids_is_still_read_by_time(flavour):
    """Records without ids are paged by seconds, as before, and the request names no id."""
    server = paging_by_event(numbered(250, 70, ids=False), 100)
    with server, driven(flavour, KEY, base_url=server.url) as client:
        assert sorted(numbers(flavour.all_of(client.iter_usage()))) == list(range(250))
    assert not any("before_event_id" in query for query in server.asked)


@pytest.mark.parametrize(("since", "days"), [(None, None), ("7d", None), ("30d", "31"), ("60d", "61"), ("300d", "90")])
def test_a_start_beyond_the_default_asks_for_more_days(flavour, since, days):
    """The service looks back 30 days by default, so an earlier start names the days, 90 at most."""
    with paging_by_event([], 100) as server, driven(flavour, KEY, base_url=server.url) as client:
        assert flavour.all_of(client.iter_usage(since=since)) == []
    assert [query.get("days") for query in server.asked] == [days]


def test_usage_of_some_keys_and_models(client, sandbox):
    """The filters of the usage are sent, and balance has both pots of the account in one object."""
    fill(sandbox, [NOW])
    assert client.usage(models="openai", days=2).count == 1
    assert client.usage(models="flux").count == 0
    balance = client.balance()
    pots = balance.account_balance
    assert (balance.balance, pots.total, pots.paid, pots.tier) == (sandbox.balance, sandbox.balance, sandbox.balance, 0)
