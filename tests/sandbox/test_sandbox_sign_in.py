"""Keys and sign-in in the sandbox: keys that are made and revoked, sign-ins of devices and browsers, earnings."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pytest

from pollination_sdk import login, without_waiting
from pollination_sdk.sandbox import Sandbox
from pollination_sdk.sandbox._keys.sign_ins import challenge_of


@pytest.fixture
def client(sandbox):
    """Give a client that carries the key."""
    with httpx.Client(base_url=sandbox.url, headers={"Authorization": f"Bearer {sandbox.key}"}) as one:
        yield one


def bearer(key):
    """Write the header of a key."""
    return {"Authorization": f"Bearer {key}"}


def test_a_key_is_made_used_and_revoked(client):
    """The whole key is shown once; it is what was asked for, and is refused when it was revoked."""
    asked = {"name": "app", "allowedModels": ["flux"], "pollenBudget": 0.5, "questPollenOnly": True, "expiresIn": 60}
    made = client.post("/account/keys", json={**asked, "accountPermissions": ["usage"]}).json()
    about = client.get("/account/key", headers=bearer(made["key"])).json()
    assert about["permissions"] == {"models": ["image"], "account": ["usage"]}
    assert (about["pollenBudget"], about["questPollenOnly"], about["expiresIn"] <= 60) == (0.5, True, True)
    listed = client.get("/account/keys")
    assert listed.json()["data"][0]["id"] == made["id"]
    assert made["key"] not in listed.text
    assert client.delete(f"/account/keys/{made['id']}").status_code == 200
    assert client.get("/account/key", headers=bearer(made["key"])).status_code == 401
    assert client.delete(f"/account/keys/{made['id']}").status_code == 404


def test_what_the_administration_of_keys_refuses(sandbox, client):
    """No permission, the own key, a publishable key with a budget, one below zero, and a permission of the past."""
    assert client.get("/account/keys", headers=bearer(sandbox.add_key())).status_code == 403
    own = next(one for one in client.get("/account/keys").json()["data"] if one["name"] == "sandbox")
    assert client.delete(f"/account/keys/{own['id']}").status_code == 400
    asked = {"name": "page", "type": "publishable", "pollenBudget": 1}
    assert client.post("/account/keys", json=asked).status_code == 400
    assert client.post("/account/keys", json={**asked, "pollenBudget": 0}).json()["key"].startswith("pk_")
    wrong = {"expiresIn": 10**15, "pollenBudget": -1, "accountPermissions": ["usage", "balance"]}
    for name, value in wrong.items():
        refused = client.post("/account/keys", json={"name": "wrong", name: value})
        assert refused.status_code == 400
        assert list(refused.json()["error"]["details"]["fieldErrors"]) == [name]


def device(sandbox, **fields):
    """Start the sign-in of a device."""
    return httpx.post(f"{sandbox.url}/x-enter/api/device/code", json=fields).json()


def poll(sandbox, code):
    """Ask as a device does, and return the status and the body."""
    answer = httpx.post(f"{sandbox.url}/x-enter/api/device/token", json={"device_code": code["device_code"]})
    return answer.status_code, answer.json()


def test_a_device_signs_in(sandbox):
    """It waits until its user has agreed on the page, has the scope that was asked for, and its code is valid once."""
    enter = httpx.get(f"{sandbox.url}/x-enter/.well-known/oauth-authorization-server").json()
    code = device(sandbox, client_id=sandbox.publishable_key, scope="usage")
    assert (code["interval"], code["expires_in"]) == (5, 1800)
    assert poll(sandbox, code)[1]["error"] == "authorization_pending"
    assert poll(sandbox, code)[1]["error"] == "slow_down"
    assert code["user_code"] in httpx.get(code["verification_uri_complete"]).text
    said = httpx.post(code["verification_uri"], data={"user_code": code["user_code"].lower(), "decision": "allow"})
    assert said.status_code == 200
    assert httpx.post(code["verification_uri"], data={"user_code": code["user_code"]}).status_code == 404
    status, token = poll(sandbox, code)
    user = httpx.get(enter["userinfo_endpoint"], headers=bearer(token["access_token"])).json()
    assert (status, token["scope"], user["sub"], "email" in user) == (200, "usage", "sandbox-user", False)
    assert poll(sandbox, code)[1]["error"] == "invalid_grant"


def test_a_device_is_refused(sandbox):
    """Its user says no, its code grows too old, or its app is none."""
    denied, late = device(sandbox, client_id="pk_1"), device(sandbox, client_id="pk_1")
    sandbox.deny_sign_in(denied["user_code"])
    assert poll(sandbox, denied) == (400, {"error": "access_denied", "error_description": "The user has said no."})
    sandbox.age_keys(timedelta(minutes=30))
    assert poll(sandbox, late)[1]["error"] == "expired_token"
    with pytest.raises(ValueError, match="No device waits"):
        sandbox.allow_sign_in(late["user_code"])
    assert device(sandbox, client_id="sk_1")["error"] == "invalid_client"
    assert device(sandbox, client_id="pk_1", scope="root")["error"] == "invalid_scope"
    sandbox.revoke_key(sandbox.publishable_key)
    assert device(sandbox, client_id=sandbox.publishable_key)["error"] == "invalid_client"
    with pytest.raises(ValueError, match="no such key"):
        sandbox.revoke_key("sk_of_nobody")


ASKED = {
    "response_type": "code",
    "client_id": "pk_1",
    "redirect_uri": "http://127.0.0.1:9/back?kept=1",
    "state": "s",
    "code_challenge": challenge_of("v" * 43),
    "code_challenge_method": "S256",
}


def authorize(sandbox, **changes):
    """Write the URL of the page."""
    return f"{sandbox.url}/x-enter/authorize?{urlencode({**ASKED, **changes})}"


def answer_in(url):
    """Return what the browser brings back."""
    return dict(parse_qsl(urlsplit(url).query))


def redeem(sandbox, code, /, **changes):
    """Exchange a code of the browser."""
    form = {"grant_type": "authorization_code", "code": code, "client_id": "pk_1", "code_verifier": "v" * 43}
    form |= {"redirect_uri": ASKED["redirect_uri"], **changes}
    return httpx.post(f"{sandbox.url}/x-enter/api/oauth/token", data=form)


def test_a_browser_signs_in(sandbox):
    """The page shows what is asked for, and its button leads back; the key has the rights that were agreed to."""
    url = authorize(sandbox, scope="profile usage", models="flux", budget="2", expiry="1")
    page = httpx.get(url).text
    assert all(fact in page for fact in ("pk_1", "profile, usage", "flux", "2 pollen", "1 days"))
    said = httpx.post(url, data={"decision": "allow"})
    found = answer_in(said.headers["location"])
    assert (said.status_code, found["kept"], found["state"]) == (303, "1", "s")
    token = redeem(sandbox, found["code"]).json()
    assert (token["token_type"], token["expires_in"], token["scope"]) == ("bearer", 86_400, "profile usage")
    about = httpx.get(f"{sandbox.url}/account/key", headers=bearer(token["access_token"])).json()
    assert about["permissions"] == {"models": ["image"], "account": ["profile", "usage"]}
    assert (about["pollenBudget"], about["byopClientKeyId"]) == (2.0, "pk_1")
    assert redeem(sandbox, found["code"]).json()["error"] == "invalid_grant"
    sandbox.age_keys(timedelta(days=1))
    assert httpx.get(f"{sandbox.url}/account/key", headers=bearer(token["access_token"])).status_code == 401


def test_what_a_code_does_not_fit(sandbox):
    """Another app, another address, another verifier, or ten minutes."""
    for changes in ({"client_id": "pk_2"}, {"redirect_uri": "http://127.0.0.1:9/"}, {"code_verifier": "w" * 43}):
        code = answer_in(sandbox.allow_sign_in(authorize(sandbox)))["code"]
        assert redeem(sandbox, code, **changes).json()["error"] == "invalid_grant"
    code = answer_in(sandbox.allow_sign_in(authorize(sandbox)))["code"]
    sandbox.age_keys(timedelta(minutes=10))
    assert redeem(sandbox, code).json()["error"] == "invalid_grant"
    for form, error in (
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"code": ""}, "invalid_request"),
        ({"client_id": "sk_1"}, "invalid_client"),
    ):
        assert redeem(sandbox, "c", **form).json()["error"] == error


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"budget": "much"}, "invalid_request"),
        ({"scope": "root"}, "invalid_scope"),
    ],
)
def test_the_page_sends_mistakes_back(sandbox, changes, error):
    """With the state, as a page and as a decision."""
    url = authorize(sandbox, **changes)
    for found in (httpx.get(url).headers["location"], sandbox.allow_sign_in(url)):
        assert (answer_in(found)["error"], answer_in(found)["state"]) == (error, "s")


def test_the_page_sends_nobody_to_an_address_of_nobody(sandbox):
    """An app that is none, no address, and one that was not registered: the user sees why."""
    app = sandbox.add_key("pk_", redirect_uris=["https://app.example/back"])
    for changes in (
        {"client_id": "sk_1"},
        {"redirect_uri": "/back"},
        {"redirect_uri": "http://[/"},
        {"client_id": app, "redirect_uri": "https://app.example/back/"},
    ):
        refused = httpx.get(authorize(sandbox, **changes))
        assert (refused.status_code, "location" in refused.headers) == (400, False)
        with pytest.raises(ValueError, match=r"\w"):
            sandbox.allow_sign_in(authorize(sandbox, **changes))
    good = {"client_id": app, "redirect_uri": "https://app.example/back"}
    assert answer_in(sandbox.deny_sign_in(authorize(sandbox, **good)))["error"] == "access_denied"


def test_an_app_earns_by_its_users(sandbox, client):
    """A fifth of what they pay, in sums and as transactions; the account's own calls earn nothing."""
    key = sandbox.add_key(byop_client_key_id=sandbox.publishable_key)
    now = datetime.now(UTC)
    for days in (0, 1, 1):
        sandbox.add_usage(now - timedelta(days=days), key=key, model="flux", units={"completionImageTokens": 1})
    sandbox.add_usage(now)
    found = client.get("/account/earnings").json()
    (whole,) = found["perEntity"]
    assert (whole["entity_name"], whole["source"], whole["requests"]) == ("sandbox-app", "byop_markup", 3)
    assert whole["pollen_earned"] == round(whole["cost_usd"] / 5, 9) > 0
    assert [row["requests"] for row in found["daily"]] == [1, 2]
    rows = client.get("/account/earnings/transactions?limit=2").json()
    assert (rows["count"], rows["transactions"][0]["timestamp"] > rows["transactions"][1]["timestamp"]) == (2, True)
    assert client.get("/account/earnings?days=1").json()["perEntity"][0]["requests"] == 1


def test_the_addresses_of_an_app_outlive_a_restart(tmp_path):
    """The store keeps them."""
    with Sandbox(store=tmp_path / "box.db") as box:
        app = box.add_key("pk_", redirect_uris=["https://app.example/back"])
    with Sandbox(store=tmp_path / "box.db") as box, pytest.raises(ValueError, match="did not register"):
        box.allow_sign_in(authorize(box, client_id=app))


def test_quests_are_listed_for_everybody_and_for_the_account(sandbox, client):
    """The catalogue needs no key; the account's quests and earnings need the permission `usage`."""
    everybody = httpx.get(f"{sandbox.url}/quests/catalog").json()["quests"]
    mine = client.get("/account/quests").json()["quests"]
    assert [quest["id"] for quest in mine] == [quest["id"] for quest in everybody]
    assert [quest["status"] for quest in mine] == ["completed", "open"]
    for path in ("/account/quests", "/account/earnings", "/account/earnings/transactions"):
        assert client.get(path).status_code == 200
        assert client.get(path, headers=bearer(sandbox.add_key())).status_code == 403


def test_no_two_devices_that_wait_show_the_same_code(sandbox):
    """Also after others have ended: a test would agree to the sign-in of another device."""
    first, second = (login.device(sandbox.publishable_key, base_url=sandbox.url) for _ in range(2))
    sandbox.allow_sign_in(first.user_code)
    with without_waiting():
        first.wait()
    third = login.device(sandbox.publishable_key, base_url=sandbox.url)
    assert len({one.user_code for one in (first, second, third)}) == 3
