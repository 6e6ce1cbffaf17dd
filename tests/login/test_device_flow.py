"""The device flow: from the code that is shown to the key, and every way in which it ends without one."""

import logging
import pickle
import threading
import time

import pytest
from tests.helpers.flavours import every_flavour
from tests.helpers.sign_ins import ISSUED, STARTED, Flow, Script, refused

from pollination_sdk import Pollinations, errors, login, without_waiting
from pollination_sdk.login import _device_flow  # the waits between questions are switched off, so a test counts them

PENDING = refused("authorization_pending")


@every_flavour
async def test_a_device_signs_in(flavour, sandbox):
    """The user agrees on the page, and the key works, says when it ends, and whose it is."""
    flow = Flow(flavour)
    started = await flow.device(sandbox.publishable_key, scope=["profile", "usage"], base_url=sandbox.url)
    assert started.verification_uri_complete.endswith(f"user_code={started.user_code}")
    sandbox.allow_sign_in(started.user_code)
    with without_waiting():
        key = await flow.wait(started)
    assert (started.expires_at < key.expires_at, key.scope) == (True, ("profile", "usage"))
    assert await flow.wait(started) is key
    assert (await flow.user_info(key, base_url=sandbox.url)).name == "Sandbox User"
    with Pollinations(key, base_url=sandbox.url) as client:
        assert client.key().expires_at.replace(microsecond=0) - key.expires_at < key.expires_at - started.expires_at
        assert client.key_expires_at == key.expires_at


def test_the_wait_ends_when_the_user_agrees(sandbox):
    """Questions before that are answered with `authorization_pending`, and later with `slow_down`."""
    started = login.device(sandbox.publishable_key, base_url=sandbox.url)
    found = []
    with without_waiting():
        waiting = threading.Thread(target=lambda: found.append(started.wait()))
        waiting.start()
        while len(sandbox.requests) < 4:
            time.sleep(0)
        sandbox.allow_sign_in(started.user_code)
        waiting.join(10)
    assert found[0].startswith("sk_")


@every_flavour
async def test_the_service_sets_the_pace(flavour, monkeypatch):
    """The interval is the one of the service, `slow_down` adds 5 seconds, and a failed connection doubles it."""
    flow = Flow(flavour)
    pauses = []
    monkeypatch.setattr(_device_flow, "seconds_to_wait", lambda seconds: pauses.append(seconds) or 0.0)
    wait = {"success": False, "status": 429, "error": {"code": "RATE_LIMITED", "message": "m"}}
    answers = [PENDING, refused("slow_down"), PENDING, None, (503, {}), (429, wait, "Retry-After: 90\r\n")]
    with Script((200, {**STARTED, "interval": 2}), *answers, (200, ISSUED)) as script:
        started = await flow.device("pk_app", base_url=script.url)
        assert await flow.wait(started) == ISSUED["access_token"]
    assert pauses == [2, 2, 7, 7, 14, 28, 90]
    fields = script.requests[-1][1]
    assert fields == {
        "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
        "device_code": STARTED["device_code"],
        "client_id": "pk_app",
    }


@every_flavour
@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("access_denied", "The user has refused"),
        ("expired_token", "expired before the user agreed"),
        ("invalid_grant", "used before"),
        ("invalid_client", "client_id"),
        ("unauthorized_client", "may not use this kind of sign-in"),
        ("unsupported_grant_type", "does not have this kind of sign-in"),
        ("invalid_request", "missing, wrong or repeated"),
        ("of_tomorrow", "with the code 'of_tomorrow'"),
    ],
)
async def test_a_refusal_ends_the_wait(flavour, code, words):
    """Each code of OAuth has a message of its own, and quotes what the service adds, on one line."""
    flow = Flow(flavour)
    with Script((200, STARTED), PENDING, refused(code, error_description="since\nwhen")) as script, without_waiting():
        started = await flow.device("pk_app", base_url=script.url)
        with pytest.raises(errors.SignInError) as caught:
            await flow.wait(started)
    assert (caught.value.code, caught.value.status) == (code, 400)
    assert words in caught.value.message
    assert caught.value.message.endswith("The service says: since when")
    assert pickle.loads(pickle.dumps(caught.value)) == caught.value


@every_flavour
async def test_a_start_is_refused(flavour, sandbox):
    """No app, no such permission, and a secret key in the place of an app's, which is never sent."""
    flow = Flow(flavour)
    for client_id, scope, code in (("of_nobody", None, "invalid_client"), ("pk_app", "root", "invalid_scope")):
        with pytest.raises(errors.SignInError) as caught:
            await flow.device(client_id, scope=scope, base_url=sandbox.url)
        assert caught.value.code == code
    before = len(sandbox.requests)
    for client_id in ("sk_secret_of_the_app", " ", 3):
        with pytest.raises(errors.ArgumentError, match="client_id"):
            await flow.device(client_id, base_url=sandbox.url)
    with pytest.raises(errors.ArgumentError, match="scope"):
        await flow.device("pk_app", scope=3, base_url=sandbox.url)
    assert len(sandbox.requests) == before


@every_flavour
async def test_other_failures_are_raised_as_they_are(flavour):
    """An answer that is none of OAuth, and a token that is no key."""
    flow = Flow(flavour)
    body = {"success": False, "status": 404, "error": {"code": "NOT_FOUND", "message": "gone"}}
    for answer, error in (((404, body), errors.NotFoundError), ((200, {"access_token": "two words"}), None)):
        with Script((200, STARTED), answer) as script, without_waiting():
            started = await flow.device("pk_app", base_url=script.url)
            with pytest.raises(error or errors.UnexpectedResponseError) as caught:
                await flow.wait(started)
        assert "two words" not in str(caught.value)


@every_flavour
async def test_a_refusal_in_plain_words_is_none_of_oauth(flavour):
    """What stands before the service says `error` too: the wait goes on, and a start fails as any other call."""
    flow = Flow(flavour)
    busy = (429, {"error": "Rate limit exceeded", "message": "m", "retryAfterSeconds": 1})
    with Script((200, STARTED), busy, (503, {"error": "Bad Gateway"}), (200, ISSUED)) as script, without_waiting():
        started = await flow.device("pk_app", base_url=script.url)
        assert await flow.wait(started) == ISSUED["access_token"]
    with Script(busy) as script, without_waiting(), pytest.raises(errors.RateLimitError):
        await flow.device("pk_app", base_url=script.url)


@every_flavour
async def test_a_failure_never_shortens_the_interval_of_the_service(flavour, monkeypatch):
    """Also if it is longer than our own longest."""
    flow = Flow(flavour)
    pauses = []
    monkeypatch.setattr(_device_flow, "seconds_to_wait", lambda seconds: pauses.append(seconds) or 0.0)
    with Script((200, {**STARTED, "interval": 100}), (503, {}), PENDING, (200, ISSUED)) as script:
        await flow.wait(await flow.device("pk_app", base_url=script.url))
    assert min(pauses) == 100


@every_flavour
async def test_numbers_that_are_none_get_the_default(flavour):
    """The code and the key are worth more than how long they last."""
    flow = Flow(flavour)
    odd = {**ISSUED, "expires_in": "soon", "scope": 5}
    with Script((200, {**STARTED, "interval": "5", "expires_in": [1]}), (200, odd)) as script, without_waiting():
        started = await flow.device("pk_app", base_url=script.url)
        key = await flow.wait(started)
    assert (key, key.expires_at, key.scope) == (ISSUED["access_token"], None, ())


@every_flavour
async def test_a_broken_answer_with_a_key_is_not_in_the_error(flavour):
    """Nor in its pickle: the key is in a place where no key is looked for."""
    flow = Flow(flavour)
    with Script((200, STARTED), (200, {"token": ISSUED["access_token"]})) as script, without_waiting():
        started = await flow.device("pk_app", base_url=script.url)
        where = {"client_id": "pk_app", "redirect_uri": "https://a.example/", "base_url": script.url}
        for call in (flow.wait(started), flow.exchange("c", "v", **where)):
            with pytest.raises(errors.UnexpectedResponseError) as caught:
                await call
            shown = repr(vars(caught.value)).encode() + pickle.dumps(caught.value)
            assert ISSUED["access_token"].encode() not in shown
            assert caught.value.response is None


@every_flavour
async def test_a_code_that_has_ended_is_not_asked_for_again(flavour, monkeypatch):
    """The life that the service has named ends the wait also where the service does not."""
    flow = Flow(flavour)
    with Script((200, {**STARTED, "expires_in": 0.05}), PENDING) as script:
        started = await flow.device("pk_app", base_url=script.url)
        with pytest.raises(errors.SignInError) as caught:
            await flow.wait(started)
    assert caught.value.code == "expired_token"


def test_another_thread_cancels_the_wait(sandbox):
    """It ends long before the next question."""
    started = login.device("pk_app", base_url=sandbox.url)
    ended = []

    def wait():
        try:
            started.wait()
        except errors.SignInError as error:
            ended.append(error.code)

    waiting = threading.Thread(target=wait)
    waiting.start()
    started.cancel()
    waiting.join(3)
    assert ended == ["cancelled"]


def test_all_threads_that_wait_get_the_key(sandbox):
    """One asks at a time, so that none finds the code used up by another."""
    started = login.device(sandbox.publishable_key, base_url=sandbox.url)
    found = []
    with without_waiting():
        waiting = [threading.Thread(target=lambda: found.append(started.wait())) for _ in range(4)]
        for one in waiting:
            one.start()
        sandbox.allow_sign_in(started.user_code)
        for one in waiting:
            one.join(10)
    assert (len(found), len(set(found))) == (4, 1)


@every_flavour
async def test_no_log_and_no_repr_has_a_secret(flavour, caplog):
    """Neither the device's code nor the key, with all loggers at their most talkative."""
    flow = Flow(flavour)
    caplog.set_level(logging.DEBUG)
    with Script((200, STARTED), refused("slow_down"), (200, ISSUED)) as script, without_waiting():
        started = await flow.device("pk_app", base_url=script.url)
        key = await flow.wait(started)
    shown = caplog.text + repr((started, key, vars(started)))
    assert STARTED["user_code"] in shown
    assert STARTED["device_code"] not in shown
    assert ISSUED["access_token"] not in shown
    assert pickle.loads(pickle.dumps(key)).expires_at == key.expires_at


@every_flavour
async def test_a_foreign_server_never_sees_a_stored_key(flavour, monkeypatch):
    """Sign-ins carry no key, and calls to a foreign `base_url` or `enter_url` have no stored one to carry."""
    flow = Flow(flavour)
    stored = "sk_stored_for_the_public_service"
    login.save_key(stored)
    key = ISSUED["access_token"]
    with (
        Script((200, STARTED), (200, ISSUED), (200, ISSUED), (200, {"sub": "u"}), (200, STARTED)) as script,
        without_waiting(),
    ):
        started = await flow.device("pk_app", base_url=script.url)
        await flow.wait(started)
        await flow.exchange("c", "v", client_id="pk_app", redirect_uri="https://a.example/", enter_url=script.url)
        await flow.user_info(key, base_url=script.url)
        for urls in ({"base_url": script.url}, {"enter_url": script.url}):
            with Pollinations(**urls) as client, pytest.raises(errors.MissingKeyError):
                client.call("get_enter_userinfo")
            with Pollinations(**urls) as client, pytest.raises(errors.MissingKeyError):
                client.list_keys()
        monkeypatch.setenv("POLLINATIONS_API_KEY", "sk_of_the_environment_as_well")
        await flow.device("pk_app", base_url=script.url)
    heads = [head for head, _ in script.requests]
    assert len(heads) == 5
    assert not any("authorization" in head.lower() or "key=" in head for head in [*heads[:3], heads[4]])
    assert f"Bearer {key}" in heads[3]
    assert stored not in repr(script.requests)
