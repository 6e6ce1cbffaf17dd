"""The code flow with PKCE: from the URL to the key, what a browser may bring back, and what is refused."""

import base64
import hashlib
import logging
import traceback
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from tests.helpers.flavours import every_flavour
from tests.helpers.sign_ins import ISSUED, Flow, Script, refused

from pollination_sdk import Pollinations, errors, login

BACK = "https://app.example/back?kept=1"


def query(url):
    """Return the parameters of a URL."""
    return dict(parse_qsl(urlsplit(url).query))


@every_flavour
async def test_a_browser_signs_in(flavour, sandbox):
    """The key has what was asked for; the code is valid once."""
    flow = Flow(flavour)
    app = sandbox.add_key("pk_", redirect_uris=[BACK])
    url, state, verifier = login.authorize_url(
        app, BACK, scope=["profile"], models="text", budget=2, expiry=timedelta(hours=12), base_url=sandbox.url
    )
    back = sandbox.allow_sign_in(url)
    assert back.startswith("https://app.example/back?kept=1&")
    code = login.code_from(back, state=state)
    key = await flow.exchange(code, verifier, client_id=app, redirect_uri=BACK, base_url=sandbox.url)
    with Pollinations(key, base_url=sandbox.url) as client:
        about = client.key()
    assert (about.permissions.models, about.permissions.account, about.pollen_budget) == (["text"], ["profile"], 2)
    assert abs(about.expires_at - key.expires_at) < timedelta(seconds=3)
    assert (await flow.user_info(key, base_url=sandbox.url)).email == "sandbox@example.com"
    with pytest.raises(errors.SignInError, match="used before") as caught:
        await flow.exchange(code, verifier, client_id=app, redirect_uri=BACK, base_url=sandbox.url)
    assert caught.value.code == "invalid_grant"


@every_flavour
@pytest.mark.parametrize("changed", ["verifier", "client_id", "redirect_uri"])
async def test_a_code_of_another_sign_in_is_refused(flavour, sandbox, changed):
    """A stolen code is worth nothing without its verifier, its app and its address."""
    flow = Flow(flavour)
    url, state, verifier = login.authorize_url("pk_app", BACK, base_url=sandbox.url)
    code = login.code_from(sandbox.allow_sign_in(url), state=state)
    given = {"verifier": verifier, "client_id": "pk_app", "redirect_uri": BACK}
    given |= {
        changed: {"verifier": "v" * 43, "client_id": "pk_other", "redirect_uri": "https://evil.example/"}[changed]
    }
    with pytest.raises(errors.SignInError) as caught:
        await flow.exchange(code, **given, base_url=sandbox.url)
    assert caught.value.code == "invalid_grant"


def test_the_url_has_what_the_service_reads():
    """The challenge is the hash of the verifier, and nothing secret is in the URL; each sign-in has secrets anew."""
    url, state, verifier = made = login.authorize_url("pk_app", BACK, scope="profile usage", expiry=3)
    digest = hashlib.sha256(verifier.encode()).digest()
    assert url.startswith("https://enter.pollinations.ai/authorize?")
    assert query(url) == {
        "response_type": "code",
        "client_id": "pk_app",
        "redirect_uri": BACK,
        "scope": "profile usage",
        "state": state,
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
        "expiry": "3",
    }
    assert (len(state) >= 32, 43 <= len(verifier) <= 128) == (True, True)
    assert state not in repr(made)
    assert verifier not in url + repr(made)
    other = login.authorize_url("pk_app", BACK)
    assert (other.state == state, other.verifier == verifier) == (False, False)


@pytest.mark.parametrize(
    "callback",
    [
        f"{BACK}&code=c&state=s",
        httpx.URL("/back?code=c&state=s"),
        {"code": "c", "state": "s"},
        "http://[/back?code=c&state=s#end",
    ],
)
def test_a_code_is_read_from_what_a_framework_has(callback):
    """The whole URL, also with an invalid Host header in it, or its parameters."""
    assert login.code_from(callback, state="s") == "c"


@pytest.mark.parametrize(
    ("callback", "state", "code"),
    [
        ("/back?code=c&state=other", "s", "state_mismatch"),
        ("/back?code=c", "s", "state_mismatch"),
        ("/back?code=c&state=", "", "state_mismatch"),
        ("/back?code=c&state=None", None, "state_mismatch"),
        ("/back?error=access_denied&state=other", "s", "state_mismatch"),
        ("/back?code=c&state=%ff%00", "s", "state_mismatch"),
        ("/back?code=c&code=d&state=s", "s", "invalid_request"),
        ("/back?state=s", "s", "missing_code"),
        ("/back?code=&state=s", "s", "missing_code"),
        ("/back", None, "state_mismatch"),
    ],
)
def test_what_belongs_to_no_sign_in_of_this_browser_is_refused(callback, state, code):
    """The state comes first: an answer to somebody else's sign-in (CSRF) is neither used nor believed."""
    with pytest.raises(errors.SignInError) as caught:
        login.code_from(callback, state=state)
    assert caught.value.code == code


ERRORS = {
    "access_denied": "The user has refused",
    "invalid_request": "missing, wrong or repeated",
    "invalid_client": "does not know this client_id",
    "invalid_grant": "The code is not valid",
    "unauthorized_client": "may not use this kind",
    "unsupported_grant_type": "does not have this kind",
    "unsupported_response_type": "does not send a code",
    "invalid_scope": "permission in scope",
    "server_error": "has failed",
    "temporarily_unavailable": "busy or being repaired",
    "authorization_pending": "has not agreed yet",
    "slow_down": "asked too often",
    "expired_token": "expired before",
}


@every_flavour
@pytest.mark.parametrize("code", ERRORS)
async def test_every_error_of_oauth_has_a_message_of_its_own(flavour, code):
    """From the page, and from the token endpoint; the summary for users quotes nobody."""
    flow = Flow(flavour)
    found = []
    with pytest.raises(errors.SignInError) as caught:
        login.code_from(f"/back?error={code}&error_description=%1b%5b1mloud&state=s", state="s")
    found.append(caught.value)
    with Script(refused(code, 401 if code == "invalid_client" else 400, error_description="loud")) as script:
        with pytest.raises(errors.SignInError) as caught:
            await flow.exchange("c", "v", client_id="pk_app", redirect_uri=BACK, base_url=script.url)
        found.append(caught.value)
    for error in found:
        assert (error.code, ERRORS[code] in error.message) == (code, True)
        assert "\x1b" not in error.message
        assert "loud" in error.message
        assert "loud" not in error.summary
    assert len(script.requests) == 1
    assert sum(words in found[0].message for words in ERRORS.values()) == 1


@every_flavour
async def test_a_code_is_not_sent_twice(flavour):
    """After a broken connection it may be used up: the error says so, and that nothing was billed."""
    flow = Flow(flavour)
    with Script(None) as script, pytest.raises(errors.OutcomeUnknownError, match="sign in again") as caught:
        await flow.exchange("c", "v", client_id="pk_app", redirect_uri=BACK, base_url=script.url)
    assert (len(script.requests), caught.value.may_be_billed) == (1, False)
    assert "billed" not in str(caught.value)


@every_flavour
@pytest.mark.parametrize("status", [302, 307, 308])
async def test_a_code_is_sent_to_no_other_server(flavour, status):
    """A redirect of the token endpoint to another origin is not followed."""
    flow = Flow(flavour)
    raised = pytest.raises(errors.APIError)
    with (
        Script((200, ISSUED)) as other,
        Script((status, {}, f"Location: {other.url}/\r\n")) as script,
        raised as caught,
    ):
        await flow.exchange("c", "v", client_id="pk_app", redirect_uri=BACK, base_url=script.url)
    assert (caught.value.status, other.requests) == (status, [])


@every_flavour
async def test_no_log_has_a_code_or_a_verifier(flavour, caplog):
    """Nor has an error, with all loggers at their most talkative."""
    flow = Flow(flavour)
    caplog.set_level(logging.DEBUG)
    secrets = ("the-code-of-a-browser", "the-verifier-of-a-browser")
    with Script(refused("invalid_grant"), (200, ISSUED)) as script:
        where = {"client_id": "pk_app", "redirect_uri": BACK, "base_url": script.url}
        with pytest.raises(errors.SignInError) as caught:
            await flow.exchange(*secrets, **where)
        key = await flow.exchange(*secrets, **where)
    assert script.requests[0][1]["code_verifier"] == secrets[1]
    for secret in (*secrets, key):
        assert secret not in caplog.text + repr(caught.value) + str(caught.value)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"client_id": "sk_secret"}, "secret key"),
        ({"client_id": ""}, "empty"),
        ({"redirect_uri": "/back"}, "absolute URL"),
        ({"redirect_uri": "https://app.example/#a"}, "fragment"),
        ({"redirect_uri": "http://[/"}, "absolute URL"),
        ({"redirect_uri": None}, "as text"),
        ({"budget": 0}, "above 0"),
        ({"budget": float("nan")}, "above 0"),
        ({"expiry": True}, "a number"),
        ({"expiry": timedelta(0)}, "above 0"),
        ({"scope": [1]}, "takes names"),
        ({"scope": " "}, "empty"),
        ({"models": []}, "empty"),
    ],
)
def test_mistakes_are_refused_before_a_browser_is_sent_anywhere(given, words):
    """The message names the argument."""
    with pytest.raises(errors.ArgumentError, match=words) as caught:
        login.authorize_url(**{"client_id": "pk_app", "redirect_uri": BACK, **given})
    assert next(iter(given)) in caught.value.message


@every_flavour
async def test_an_empty_code_is_refused(flavour):
    """Nothing is sent."""
    flow = Flow(flavour)
    for code, verifier in (("", "v"), (None, "v"), ("c", "")):
        with pytest.raises(errors.ArgumentError, match="takes the text"):
            await flow.exchange(code, verifier, client_id="pk_app", redirect_uri=BACK)


@every_flavour
@pytest.mark.parametrize("key", [None, "", ["sk_of_somebody_0123456789"]])
async def test_no_other_key_takes_the_place_of_a_missing_one(flavour, sandbox, monkeypatch, key):
    """Otherwise a user without a session would be taken for the owner of the app."""
    flow = Flow(flavour)
    monkeypatch.setenv("POLLINATIONS_API_KEY", sandbox.key)
    with pytest.raises((errors.ArgumentError, errors.InvalidKeyError)):
        await flow.user_info(key, base_url=sandbox.url)
    assert sandbox.requests == []


@every_flavour
async def test_local_variables_in_a_traceback_hide_what_is_secret(flavour):
    """Services that collect errors send them along."""
    flow = Flow(flavour)
    secrets = ("the-code-of-a-browser", "the-verifier-of-a-browser", "sk_of_a_user_0123456789")
    with Script((401, {"error": "invalid_client"}), (401, {})) as script:
        where = {"client_id": "pk_app", "redirect_uri": BACK, "base_url": script.url}
        for call in (flow.exchange(*secrets[:2], **where), flow.user_info(secrets[2], base_url=script.url)):
            with pytest.raises(errors.PollinationsError) as caught:
                await call
            shown = traceback.StackSummary.extract(traceback.walk_tb(caught.tb), capture_locals=True)
            ours = [one for one in shown if "/pollination_sdk/" in one.filename.replace("\\", "/")]
            assert ours
            assert not any(secret in repr(one.locals) for one in ours for secret in secrets)
