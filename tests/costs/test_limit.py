"""`spend_limit` reserves what a call may cost before it is sent, and settles what it has cost."""

import copy
import pickle
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction

import httpx
import numpy as np
import pytest
from tests.costs.metered import USED_COSTS, WHOLE, Metered, chat, delta, event, image_of, refusal, stream
from tests.helpers.flavours import every_flavour
from tests.helpers.notices import BALANCE, PRIVATE, ZERO, completion, events

from pollination_sdk import AsyncPollinations, Pollinations, Retry, SpendLimit, errors, without_waiting
from pollination_sdk._costs.amounts import pollen
from pollination_sdk._engine.rate_limiter import RateLimiter

ALONE = "post_v1_responses"
"""A paid call that the service is not known to join."""
ASKED = {"model": "test/words", "input": "hi", "max_output_tokens": 10}
BROKEN = httpx.ReadError("reset")


@pytest.fixture
def service():
    """Make a service that bills."""
    return Metered()


@pytest.fixture(autouse=True)
def at_once():
    """Wait for no retry."""
    with without_waiting():
        yield


@contextmanager
def monotonic_turns():
    """Wait as outside of tests, and list the turns that the rate limiter gives."""
    turns = []
    reserve = RateLimiter.reserve
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pollination_sdk._engine.retry._waiting.suspended", 0)
        patch.setattr(RateLimiter, "reserve", lambda *args: turns.append(args) or reserve(*args))
        yield turns


def amounts(limit):
    """Return what is spent, reserved and unknown."""
    return limit.spent, limit.reserved, limit.unknown


# What a limit takes


@pytest.mark.parametrize(
    "given", [2.5, Decimal("2.5"), Fraction(5, 2), np.float32(2.5), SpendLimit(np.float64(2.5))], ids=repr
)
def test_a_limit_is_a_number_or_a_spend_limit(given):
    """Both clients take numbers of any library, and a `SpendLimit`."""
    for kind in (Pollinations, AsyncPollinations):
        client = kind("sk_limit", spend_limit=given)
        assert (client.spent, client.reserved) == (0.0, 0.0)


@pytest.mark.parametrize("given", ["2", True, [2], {}], ids=repr)
def test_what_is_no_number_is_an_argument_error(given):
    """It is refused when the client is made."""
    with pytest.raises(errors.ArgumentError, match="spend_limit takes a number of pollen or a SpendLimit"):
        Pollinations("sk_limit", spend_limit=given)


@pytest.mark.parametrize("given", [-0.1, float("inf"), float("nan"), Decimal("nan")], ids=repr)
def test_a_limit_is_finite_and_not_below_0(given):
    """A value that limits nothing is refused."""
    with pytest.raises(errors.ArgumentValueError, match="from 0 up"):
        Pollinations("sk_limit", spend_limit=given)


@pytest.mark.parametrize(
    "make", [lambda: SpendLimit(1, allow_unpriced=1), lambda: Pollinations("k" * 9, allow_unpriced=0)]
)
def test_allow_unpriced_is_true_or_false(make):
    """Another value is an argument error."""
    with pytest.raises(errors.ArgumentError, match="allow_unpriced takes True or False"):
        make()


@every_flavour
async def test_allow_unpriced_needs_a_limit(flavour):
    """Without one it is refused, by a new client and by a copy; a copy that is given no limit may keep it."""
    with pytest.raises(errors.ArgumentError, match="allow_unpriced=True needs spend_limit="):
        flavour.client("sk_limit", allow_unpriced=True)
    with pytest.raises(errors.ArgumentError, match="allow_unpriced=True needs spend_limit="):
        flavour.client("sk_limit").with_options(allow_unpriced=True)
    limited = flavour.client("sk_limit", spend_limit=1).with_options(allow_unpriced=True)
    assert limited.with_options(spend_limit=None).spend_limit is None
    assert limited.with_options(timeout=3).spend_limit is limited.spend_limit


def test_without_a_limit_nothing_is_known():
    """`spent` and `reserved` are None then, not 0."""
    client = Pollinations("sk_limit")
    assert client.spent is None
    assert client.reserved is None


@every_flavour
async def test_a_limit_shows_what_is_left(flavour, service):
    """`remaining` is neither spent nor reserved, and not below 0; the client leads to its limit."""
    client, seen = service.client(flavour, spend_limit=0.5), []
    assert flavour.client("sk_limit").spend_limit is None
    service.script.append(lambda request: seen.append(client.spend_limit.remaining) or image_of("test/p25"))
    await client.image("a fox", model="test/p25")
    assert seen == [client.spend_limit.remaining] == [0.25]
    service.script.append(image_of("test/p25", **{"x-pollen-cost": "0.7"}))
    await client.image("a fox", model="test/p25")
    assert client.spend_limit.remaining == 0


def test_a_limit_has_only_amounts():
    """What the package itself uses of a limit is private."""
    public = {name for name in dir(SpendLimit(1)) if not name.startswith("_")}
    assert public == {"allow_unpriced", "limit", "remaining", "reserved", "spent", "unknown"}


def test_a_limit_shows_its_amounts():
    """The repr of a limit has all amounts, in pollen."""
    assert repr(SpendLimit(2.5)) == "SpendLimit(2.5, spent=0.0, reserved=0.0, unknown=0.0)"


# Reserve and settle


@every_flavour
async def test_a_call_reserves_its_high_estimate_and_settles_its_cost(flavour, service):
    """While a call is in flight its estimate is reserved; after it, its cost is spent and nothing is reserved."""
    limit, seen = SpendLimit(1), []
    service.script.append(
        lambda request: seen.append(amounts(limit)) or image_of("test/p25", **{"x-pollen-cost": "0.1"})
    )
    client = service.client(flavour, spend_limit=limit)
    await client.image("a fox", model="test/p25")
    assert seen == [(0.0, 0.25, 0.0)]
    assert amounts(limit) == (0.1, 0.0, 0.0)


@every_flavour
async def test_sums_are_exact(flavour, service):
    """Ten times 0.1 is 1, so the tenth call fits into a limit of 1, and the eleventh does not."""
    client = service.client(flavour, spend_limit=1)
    for _ in range(10):
        await client.image("a fox", model="test/p10")
    with pytest.raises(errors.SpendLimitError) as caught:
        await client.image("a fox", model="test/p01")
    assert (caught.value.remaining, caught.value.reason) == (0.0, "used_up")
    assert "used up its allowance" in caught.value.summary
    assert len(service.generations) == 10


@every_flavour
async def test_what_would_not_fit_alone_is_refused_unsent(flavour, service):
    """The error has the amounts, and says what to do."""
    client = service.client(flavour, spend_limit=1)
    await client.image("a fox", model="test/p25")
    with pytest.raises(errors.SpendLimitError) as caught:
        await client.image("a fox", model="test/p90")
    error = caught.value
    assert (error.limit, error.spent, error.reserved, error.estimate) == (1.0, 0.25, 0.0, 0.9)
    assert (error.remaining, error.reason) == (0.75, "too_large")
    assert "allowance" not in error.summary
    assert "up to 0.9 pollen" in str(error)
    assert "0.75 of spend_limit=1 are left; nothing was sent" in str(error)
    assert len(service.generations) == 1


@every_flavour
async def test_a_text_that_does_not_fit_is_to_ask_for_less(flavour, service):
    """The error of a text suggests `max_tokens=`, with which it fits."""
    limit = SpendLimit(1)
    client = service.client(flavour, spend_limit=limit)
    with pytest.raises(errors.SpendLimitError, match="max_tokens="):
        await client.chat("hi", model="test/words")
    await client.chat("hi", model="test/words", max_tokens=100)
    assert limit.spent == USED_COSTS


@every_flavour
async def test_free_calls_always_work(flavour, service):
    """They need no room, no price list, and count nothing."""
    limit = SpendLimit(0)
    client = service.client(flavour, spend_limit=limit)
    assert (await client.balance()).balance == 3
    assert service.paths == ["/account/balance"]
    with pytest.raises(errors.SpendLimitError):
        await client.image("a fox", model="test/p01")
    assert (await client.balance()).balance == 3


@every_flavour
async def test_what_costs_nothing_needs_no_room(flavour, service):
    """Calls by name that change keys cost nothing, although they are not free to be repeated."""
    client = service.client(flavour, spend_limit=0)
    created = {"id": "k", "key": "sk_new", "name": "new", "type": "secret"}
    service.account["/account/keys"] = httpx.Response(200, json=created)
    await client.call("post_account_keys", name="new")
    assert service.paths == ["/account/keys"]


@every_flavour
async def test_calls_that_reserve_nothing_end_in_any_order(flavour, service):
    """A stream without a price, and a call within it."""
    client = service.client(flavour, spend_limit=SpendLimit(1, allow_unpriced=True))
    async with client.stream_image("a fox", model="test/secret"):
        await client.image("a fox", model="test/p25")
        await client.image("a fox", model="test/secret")
    assert (await client.image("a fox", model="test/p25")).media_type == "image/png"


# What cannot be priced


@every_flavour
async def test_what_has_no_price_is_refused_unsent(flavour, service):
    """The error says how to send it all the same, and has no estimate."""
    client = service.client(flavour, spend_limit=1)
    with pytest.raises(errors.SpendLimitError, match="allow_unpriced=True") as caught:
        await client.image("a fox", model="test/secret")
    assert (caught.value.estimate, caught.value.reason, caught.value.cause) == (None, "no_price", None)
    assert "allowance" not in caught.value.summary
    assert not service.generations


@every_flavour
@pytest.mark.parametrize("by_limit", [True, False])
async def test_what_has_no_price_may_be_allowed(flavour, service, by_limit):
    """By the limit or by the client; it counts with what the answer says that it has cost."""
    limit = SpendLimit(1, allow_unpriced=by_limit)
    client = service.client(flavour, spend_limit=limit, allow_unpriced=not by_limit)
    await client.image("a fox", model="test/secret")
    assert amounts(limit) == (0.0, 0.0, 0.0)
    service.script.append(image_of("test/secret", **{"x-pollen-cost": "0.2"}))
    await client.image("a fox", model="test/secret")
    assert amounts(limit) == (0.2, 0.0, 0.0)


@every_flavour
@pytest.mark.parametrize(
    ("failure", "why", "cause"),
    [
        (httpx.Response(503), "HTTP 503", errors.APIError.for_status(503)),
        (BROKEN, "ReadError", errors.APIConnectionError),
        (httpx.Response(200, text="<html>"), "the answer is no list of models", type(None)),
        (httpx.Response(200, json=[]), "the answer is no list of models", type(None)),
    ],
    ids=repr,
)
async def test_a_list_that_cannot_be_read_refuses_paid_calls(flavour, service, failure, why, cause):
    """The error has the reason, and says to try again: each call asks for the list again."""
    listed, service.models = service.models, failure
    client = service.client(flavour, spend_limit=1)
    with pytest.raises(errors.SpendLimitError, match=rf"The price list could not be read \({why}\)") as caught:
        await client.image("a fox", model="test/p25")
    error = caught.value
    assert (error.reason, type(error.cause), error.estimate) == ("no_price_list", cause, None)
    assert "Try again later" in str(error)
    assert "try again later" in error.summary
    assert "allow_unpriced" not in str(error)
    service.models = listed
    await client.image("a fox", model="test/p25")
    assert service.paths.count("/models") == 2


@every_flavour
async def test_prices_and_keys_are_asked_for_once(flavour, service):
    """The list needs no key; each key is asked about once, before the first paid call."""
    client = service.client(flavour, key=["sk_first_key", "sk_second_key"], spend_limit=1)
    for _ in range(3):
        await client.image("a fox", model="test/p01")
    assert service.paths[:3] == ["/account/key", "/account/key", "/models"]
    assert service.keys[:2] == ["sk_first_key", "sk_second_key"]
    assert len(service.paths) == 6


@every_flavour
async def test_prices_are_read_again_after_an_hour(flavour, service, monkeypatch):
    """A price that has changed counts from then on."""
    client = service.client(flavour, spend_limit=1)
    await client.image("a fox", model="test/p01")
    monkeypatch.setattr("pollination_sdk._engine.catalogue.PRICES_KEPT_SECONDS", -1.0)  # an hour has passed
    await client.image("a fox", model="test/p01")
    assert service.paths.count("/models") == 2


@every_flavour
async def test_a_list_that_fails_after_an_hour_leaves_the_old_prices(flavour, service, monkeypatch):
    """They count on, and the list is not asked for again at each call."""
    limit = SpendLimit(1)
    client = service.client(flavour, spend_limit=limit)
    await client.image("a fox", model="test/p25")
    monkeypatch.setattr("pollination_sdk._engine.catalogue.PRICES_KEPT_SECONDS", -1.0)  # an hour has passed
    service.models = httpx.Response(500)
    for _ in range(3):
        await client.image("a fox", model="test/p25")
    assert limit.spent == 1
    assert service.paths.count("/models") == 2


@every_flavour
async def test_requests_for_prices_count_for_max_per_second(flavour, service):
    """With `max_per_second`, the requests for prices take their turns too."""
    with monotonic_turns() as turns:
        client = service.client(flavour, spend_limit=1, max_per_second=1000)
        await client.image("a fox", model="test/p25")
    assert len(turns) == len(service.paths) == 3


@every_flavour
async def test_calls_at_once_read_the_prices_once(flavour, service):
    """The other calls wait for the first, and none of them is refused for want of prices."""
    client = service.client(flavour, spend_limit=1)
    results = await flavour.together(*[lambda: client.image("a fox", model="test/p01")] * 16)
    assert not [result for result in results if isinstance(result, Exception)]
    assert service.paths.count("/models") == service.paths.count("/account/key") == 1


@every_flavour
@pytest.mark.parametrize(("app", "cost"), [(None, 0.1), ("pk_app", 0.125)])
async def test_a_key_of_an_app_costs_a_quarter_more(flavour, app, cost):
    """The markup is reserved and settled; a key of no app costs the price of the list."""
    service, limit, seen = Metered(app), SpendLimit(1), []
    service.script.append(lambda request: seen.append(limit.reserved) or image_of("test/p10"))
    await service.client(flavour, spend_limit=limit).image("a fox", model="test/p10")
    assert seen == [cost]
    assert limit.spent == cost


@every_flavour
async def test_a_key_that_does_not_say_counts_as_one_of_an_app(flavour, service):
    """If `GET /account/key` fails, the most that the call may cost counts."""
    limit, service.app = SpendLimit(1), ...  # an app that is no JSON: the answer fails
    await service.client(flavour, spend_limit=limit).image("a fox", model="test/p10")
    assert limit.spent == 0.125


# Outcomes


@every_flavour
@pytest.mark.parametrize("status", [400, 402, 403, 404, 422])
async def test_a_refusal_costs_nothing(flavour, service, status):
    """A 4xx of the service, such as 402, frees the reserve."""
    limit = SpendLimit(1)
    service.script.append(refusal(status))
    with pytest.raises(errors.APIError):
        await service.client(flavour, spend_limit=limit).image("a fox", model="test/p25")
    assert amounts(limit) == (0.0, 0.0, 0.0)


@every_flavour
async def test_a_refusal_with_status_200_costs_nothing(flavour, service):
    """Of a whole answer, and of a stream, also one that is recognised at its end."""
    limit = SpendLimit(1)
    client = service.client(flavour, spend_limit=limit)
    private = dict([PRIVATE.split(": ")])
    json_head = {"content-type": "application/json", **private}
    service.script.append(httpx.Response(200, content=completion(BALANCE), headers=json_head))
    with pytest.raises(errors.PaymentRequiredError):
        await client.chat("hi", model="test/words", max_tokens=10)
    service.script.append(stream(*events(BALANCE, ZERO), **private))
    with pytest.raises(errors.PaymentRequiredError):
        [piece async for piece in client.stream_chat("hi", model="test/words", max_tokens=10)]
    assert amounts(limit) == (0.0, 0.0, 0.0)


@every_flavour
async def test_what_was_never_sent_costs_nothing(flavour, service):
    """A connection that was refused frees the reserve."""
    limit = SpendLimit(1)
    service.script.extend([httpx.ConnectError("refused")] * 9)
    with pytest.raises(errors.APIConnectionError):
        await service.client(flavour, spend_limit=limit).image("a fox", model="test/p25")
    assert amounts(limit) == (0.0, 0.0, 0.0)


@every_flavour
@pytest.mark.parametrize(
    "outcome", [BROKEN, httpx.ReadTimeout("late"), httpx.Response(502), httpx.Response(500)], ids=repr
)
async def test_an_unknown_outcome_keeps_its_reserve(flavour, service, outcome):
    """It counts as spent, and `unknown` shows it apart."""
    limit = SpendLimit(1)
    service.script.extend([outcome] * 9)
    client = service.client(flavour, spend_limit=limit, retry=Retry.off)
    with pytest.raises(errors.PollinationsError):
        await client.image("a fox", model="test/p25")
    assert amounts(limit) == (0.25, 0.0, 0.25)


@every_flavour
async def test_retries_of_a_call_that_is_billed_once_share_its_reserve(flavour, service):
    """The service joins identical requests, so the cost of one is settled."""
    limit, seen = SpendLimit(1), []
    service.script.extend([BROKEN, BROKEN])
    service.script.append(lambda request: seen.append(limit.reserved) or image_of("test/p40"))
    await service.client(flavour, spend_limit=limit).image("a fox", model="test/p40")
    assert seen == [0.4]
    assert amounts(limit) == (0.4, 0.0, 0.0)


@every_flavour
async def test_a_retry_that_may_be_billed_too_reserves_again(flavour, service):
    """The attempt that may have run keeps its reserve, and the cost of the one that succeeded is settled."""
    limit = SpendLimit(1)
    client = service.client(flavour, spend_limit=limit, retry=Retry(unknown="always"))
    answered = {"id": "r", "object": "response", "status": "completed", "model": "test/words", "output": []}
    service.script.extend([BROKEN, httpx.Response(200, json=answered, headers={"x-pollen-cost": "0.002"})])
    await client.call(ALONE, **ASKED)
    assert limit.unknown > 0
    assert limit.reserved == 0
    assert limit.spent == pytest.approx(limit.unknown + 0.002)


@every_flavour
async def test_a_known_cost_does_not_hide_the_reserve_of_an_earlier_attempt(flavour, service):
    """The client still knows that the reserve is kept, so that `reconcile` can replace it."""
    limit = SpendLimit(20)
    client = service.client(flavour, spend_limit=limit, retry=Retry(unknown="always"))
    usage = {"prompt_tokens": 10, "completion_tokens": 20, "total_tokens": 30}
    answered = {"id": "r", "object": "response", "status": "completed", "model": "test/words", "output": []}
    head = {"x-model-used": "test/words", "x-usage-prompt-text-tokens": "10", "x-usage-completion-text-tokens": "20"}
    service.script.extend([BROKEN, httpx.Response(200, json={**answered, "usage": usage}, headers=head)])
    await client.call(ALONE, **ASKED)
    [call] = client._context.call_log.calls(client._context.catalogue)
    assert call.cost.source == "computed"
    assert limit.spent == pytest.approx(limit.unknown + call.cost.pollen)
    assert [pollen(one.amount) for one in call._kept] == [limit.unknown] != [0]


@every_flavour
async def test_a_retry_without_room_is_not_sent(flavour, service):
    """The error of the attempt says why there is no other, and the reserve of the first attempt is kept."""
    limit = SpendLimit(0.02)
    client = service.client(flavour, spend_limit=limit, retry=Retry(unknown="always"))
    service.script.extend([BROKEN, BROKEN])
    with pytest.raises(errors.APIConnectionError, match="Not sent again: This call may cost up to"):
        await client.call(ALONE, **ASKED)
    assert len(service.generations) == 1
    assert limit.unknown == limit.spent > 0


@every_flavour
@pytest.mark.parametrize("status", [401, 402, 403])
async def test_keys_in_rotation_share_one_reserve(flavour, service, status):
    """The second key pays, once."""
    limit, seen = SpendLimit(0.5), []
    service.script.append(refusal(status))
    service.script.append(lambda request: seen.append(limit.reserved) or image_of("test/p40"))
    client = service.client(flavour, key=["sk_first_key", "sk_second_key"], spend_limit=limit)
    await client.image("a fox", model="test/p40")
    assert seen == [0.4]
    assert amounts(limit) == (0.4, 0.0, 0.0)


@every_flavour
async def test_an_answer_without_a_cost_keeps_its_reserve(flavour, service):
    """Its cost is unknown, so it is not counted as free."""
    limit = SpendLimit(1)
    client = service.client(flavour, spend_limit=limit)
    service.script.append(chat(usage=None))
    await client.chat("hi", model="test/words", max_tokens=10)
    assert limit.spent == limit.unknown > 0.01
    assert limit.reserved == 0


@every_flavour
@pytest.mark.parametrize(("cost", "spent"), [({}, (0.25, 0.0, 0.25)), ({"x-pollen-cost": "0.2"}, (0.2, 0.0, 0.0))])
async def test_an_answer_that_cannot_be_read_is_not_free(flavour, service, cost, spent):
    """It was generated, although the caller gets an error: the reserve is kept unless the headers tell the cost."""
    limit = SpendLimit(1)
    service.script.append(httpx.Response(200, text="<html>no", headers={"content-type": "text/html", **cost}))
    with pytest.raises(errors.UnexpectedResponseError):
        await service.client(flavour, spend_limit=limit).image("a fox", model="test/p25")
    assert amounts(limit) == spent


class Interrupt(BaseException):
    """An interruption, such as Ctrl-C."""


@every_flavour
async def test_an_interrupted_call_keeps_its_reserve_at_once(flavour, service):
    """Nobody waits for the garbage collector: the traceback may live long."""
    limit = SpendLimit(1)

    def interrupt(request):
        raise Interrupt

    service.script.append(interrupt)
    with pytest.raises(Interrupt) as caught:
        await service.client(flavour, spend_limit=limit).image("a fox", model="test/p25")
    assert amounts(limit) == (0.25, 0.0, 0.25)
    assert caught.tb


# Streams


@every_flavour
async def test_a_whole_stream_settles_its_usage(flavour, service):
    """Its reserve is held while it is open."""
    limit = SpendLimit(1)
    service.script.append(stream(*WHOLE))
    client = service.client(flavour, spend_limit=limit)
    async with client.stream_text("hi", model="test/words", max_tokens=100) as pieces:
        seen = [limit.reserved async for _ in pieces]
    assert seen[0] > 0.1
    assert amounts(limit) == (USED_COSTS, 0.0, 0.0)


@every_flavour
@pytest.mark.parametrize(
    "pieces",
    [
        [delta("hel")],
        [delta("hel"), BROKEN],
        [event(choices=[{"index": 0, "delta": {"content": "hel"}}], usage={"completion_tokens": 1})],
        [delta("hel"), event(error={"message": "broke", "code": 500})],
    ],
    ids=["cut", "broken", "partial usage", "error"],
)
async def test_an_interrupted_stream_keeps_its_reserve(flavour, service, pieces):
    """A usage before the end is not that of the whole answer, so it does not count."""
    limit = SpendLimit(1)
    service.script.append(stream(*pieces))
    with pytest.raises(errors.PollinationsError):
        [
            piece
            async for piece in service.client(flavour, spend_limit=limit).stream_chat(
                "hi", model="test/words", max_tokens=100
            )
        ]
    assert limit.spent == limit.unknown > 0.1
    assert limit.reserved == 0


@every_flavour
async def test_a_stream_that_is_closed_early_keeps_its_reserve(flavour, service):
    """The service may go on, and bill the rest."""
    limit = SpendLimit(1)
    service.script.append(stream(*WHOLE))
    async with service.client(flavour, spend_limit=limit).stream_text(
        "hi", model="test/words", max_tokens=100
    ) as pieces:
        async for _ in pieces:
            break
    assert limit.spent == limit.unknown > 0.1
    assert limit.reserved == 0


@every_flavour
async def test_a_stream_whose_usage_has_come_settles_when_it_is_closed(flavour, service):
    """The end mark is not needed: every choice has finished."""
    limit = SpendLimit(1)
    service.script.append(stream(*WHOLE[:3], BROKEN))
    async with service.client(flavour, spend_limit=limit).stream_text(
        "hi", model="test/words", max_tokens=100
    ) as pieces:
        [piece async for piece in pieces]
    assert amounts(limit) == (USED_COSTS, 0.0, 0.0)


@every_flavour
async def test_a_media_stream_settles_what_its_headers_say(flavour, service):
    """The file is generated before its first byte, so closing it early changes nothing."""
    limit = SpendLimit(1)
    async with service.client(flavour, spend_limit=limit).stream_image("a fox", model="test/p25"):
        assert limit.reserved == 0.25
    assert amounts(limit) == (0.25, 0.0, 0.0)


@every_flavour
async def test_a_stream_that_is_refused_costs_nothing(flavour, service):
    """A 402 frees the reserve; the stream never opened."""
    limit = SpendLimit(1)
    service.script.append(refusal(402))
    with pytest.raises(errors.PaymentRequiredError):
        await service.client(flavour, spend_limit=limit).stream_text("hi", model="test/words", max_tokens=9).open()
    assert amounts(limit) == (0.0, 0.0, 0.0)


# Copies


@every_flavour
async def test_copies_share_the_limit_unless_they_get_their_own(flavour, service):
    """`with_options` shares it; a new number counts the copy alone, and None is no limit."""
    limit = SpendLimit(1)
    client = service.client(flavour, spend_limit=limit)
    await client.with_options(timeout=30).image("a fox", model="test/p25")
    await client.with_options(api_key="sk_another_key").image("a fox", model="test/p25")
    assert limit.spent == 0.5
    await client.with_options(spend_limit=1).image("a fox", model="test/p90")
    await client.with_options(spend_limit=None).image("a fox", model="test/p90")
    assert limit.spent == 0.5
    with pytest.raises(errors.SpendLimitError):
        await client.image("a fox", model="test/p60")


@pytest.mark.parametrize("kind", [Pollinations, AsyncPollinations])
@pytest.mark.parametrize("copied", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_client_with_a_limit_is_not_pickled_or_copied(kind, copied):
    """Each copy would spend the whole amount; the error says what to do."""
    client = kind("sk_limit", spend_limit=1)
    with pytest.raises(errors.ArgumentError, match=r"with_options\(spend_limit=None\)"):
        copied(client)
    assert copied(client.with_options(spend_limit=None)) is not None


@pytest.mark.parametrize("copied", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_limit_is_not_pickled_or_copied(copied):
    """It belongs to its process."""
    with pytest.raises(errors.ArgumentError, match="limit of its own"):
        copied(SpendLimit(1))


def test_clients_with_the_same_limit_are_equal():
    """A limit is compared by identity: two limits of one size are two limits."""
    limit = SpendLimit(1)
    assert Pollinations("sk_limit", spend_limit=limit) == Pollinations("sk_limit", spend_limit=limit)
    assert Pollinations("sk_limit", spend_limit=1) != Pollinations("sk_limit", spend_limit=1)


@every_flavour
async def test_no_fault_of_a_price_loses_an_answer(flavour, service, monkeypatch):
    """The answer is paid for, so it is returned, and its reserve is kept."""
    limit = SpendLimit(1)
    for name in ("cost.cost_of", "tally.whole_counts", "spending.header_tally.distinct_units"):
        monkeypatch.setattr(f"pollination_sdk._costs.{name}", lambda *_, **__: 1 / 0)
    assert (await service.client(flavour, spend_limit=limit).image("a fox", model="test/p25")).media_type == "image/png"
    assert amounts(limit) == (0.25, 0.0, 0.25)
