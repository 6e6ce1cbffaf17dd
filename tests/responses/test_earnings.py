"""Quests and earnings, and every transaction exactly once, however many there are."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.helpers.flavours import every_flavour

from pollination_sdk import Pollinations, errors
from pollination_sdk._responses.earnings_pages import EarningsPage, EarningsPager  # a page of 50,000 rows is too slow
from pollination_sdk.types import EarningsTransaction, EarningsTransactions

NOW = datetime(2026, 10, 20, 12, tzinfo=UTC)


@pytest.fixture
def earning(sandbox):
    """Give a sandbox whose app has earned today, yesterday and 40 days ago, and whose owner has spent too."""
    key = sandbox.add_key(byop_client_key_id=sandbox.publishable_key)
    for days in (0, 1, 40):
        sandbox.add_usage(datetime.now(UTC) - timedelta(days=days), key=key, model="flux")
    sandbox.add_usage(datetime.now(UTC))
    return sandbox


@every_flavour
async def test_an_account_sees_what_it_has_earned(flavour, earning):
    """In sums, and as transactions of the span that is asked for, newest first."""
    async with flavour.client(earning.key, base_url=earning.url) as client:
        sums = await client.earnings()
        assert [row.requests for row in sums.daily] == [1, 1]
        assert (sums.per_entity[0].entity_name, sums.per_entity[0].source) == ("sandbox-app", "byop_markup")
        found = [row async for row in client.iter_earnings()]
        assert [row.entity_name for row in found] == ["sandbox-app"] * 2
        assert found[0].timestamp > found[1].timestamp
        assert len([row async for row in client.iter_earnings(since="60d")]) == 3
        assert len([row async for row in client.iter_earnings(since="60d", until="2d")]) == 1
        assert [row async for row in client.iter_earnings(since="1d", until="2d")] == []
        assert [quest.status for quest in (await client.quests()).quests] == ["completed", "open"]


@every_flavour
async def test_earnings_need_a_permission(flavour, sandbox):
    """The advice names it."""
    async with flavour.client(sandbox.add_key(), base_url=sandbox.url) as client:
        for call in (client.earnings, client.quests):
            with pytest.raises(errors.PermissionDeniedError, match="account:usage"):
                await call()
        with pytest.raises(errors.PermissionDeniedError):
            [row async for row in client.iter_earnings()]


def test_a_wrong_span_is_refused_at_once(sandbox):
    """Before anything is read."""
    with Pollinations(sandbox.key, base_url=sandbox.url) as client, pytest.raises(errors.ArgumentValueError):
        client.iter_earnings(since="then")
    assert sandbox.requests == []


def transactions(*times):
    """Make a page of rows."""
    return EarningsTransactions(transactions=[EarningsTransaction.from_dict({"timestamp": one}) for one in times])


def read(pager, served):
    """Drive a pager against rows, as the service answers: the newest of the last days, or those of one day."""
    found, asked = [], []
    while (page := pager.next_request()) is not None:
        asked.append(page)
        rows = sorted((one for one in served if page.period in (None, one[:10])), reverse=True)
        found += [row.timestamp for row in pager.receive(transactions(*rows[: page.limit]))]
    return found, asked


def test_a_page_that_may_be_cut_is_read_day_by_day():
    """Each row comes once, newest first, and those outside of the span not at all."""
    served = [f"2026-10-{day} 0{hour}:00:00" for day in (17, 18, 19) for hour in range(3)]
    since = datetime(2026, 10, 17, 1, tzinfo=UTC)
    found, asked = read(EarningsPager(since=since, until=None, now=NOW, largest_page=5), served)
    assert [f"{one:%d %H}" for one in found] == ["19 02", "19 01", "19 00", "18 02", "18 01", "18 00", "17 02", "17 01"]
    assert asked[:2] == [EarningsPage(5), EarningsPage(5, period="2026-10-20", granularity="day")]
    assert asked[-1].period >= "2026-10-16"


def test_a_clock_that_is_slow_loses_no_row():
    """The newest rows are of a day that has not started on this machine."""
    served = [f"2026-10-{day} 0{hour}:00:00" for day in (20, 21) for hour in range(3)]
    pager = EarningsPager(since=NOW - timedelta(days=2), until=None, now=NOW, largest_page=5)
    assert len(read(pager, served)[0]) == 6
    until = datetime(2026, 10, 21, 2, tzinfo=UTC)
    pager = EarningsPager(since=NOW - timedelta(days=2), until=until, now=NOW, largest_page=5)
    assert len(read(pager, served)[0]) == 5


def test_a_day_that_is_too_full_is_an_error():
    """No row is lost in silence."""
    served = [f"2026-10-19 0{hour}:00:00" for hour in range(9)]
    with pytest.raises(errors.PollinationsError, match=r"2026-10-19 has at least 5 transactions"):
        read(EarningsPager(since=None, until=None, now=NOW, largest_page=5), served)


@pytest.mark.parametrize(("days", "sent"), [(None, None), (30, None), (45, 46), (200, 90)])
def test_days_are_sent_where_the_service_would_stop_sooner(days, sent):
    """It sends 30 by default and keeps 90."""
    since = None if days is None else NOW - timedelta(days=days, seconds=-1 if days == 30 else 0)
    assert EarningsPager(since=since, until=None, now=NOW).next_request().days == sent


def test_a_row_without_a_time_is_kept():
    """It may belong to the span."""
    pager = EarningsPager(since=NOW - timedelta(days=1), until=NOW, now=NOW)
    assert len(pager.receive(transactions("no time"))) == 1
