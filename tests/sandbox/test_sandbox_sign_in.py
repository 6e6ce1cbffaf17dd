"""Keys and sign-in in the sandbox: keys that are made and revoked over the API, the device's codes, OAuth's errors."""

import httpx
import pytest


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


def test_a_device_signs_in(client):
    """The first poll is pending, the second has a key with the scope that was asked for, the third is refused."""
    enter = client.get("/x-enter/.well-known/oauth-authorization-server").json()
    code = httpx.post(enter["device_authorization_endpoint"], json={"client_id": "pk_1", "scope": "usage"}).json()
    assert (code["interval"], code["expires_in"]) == (5, 1800)
    polls = [
        client.post("/x-enter/api/device/token", json={"device_code": code["device_code"]}, headers={})
        for _ in range(3)
    ]
    assert [poll.status_code for poll in polls] == [400, 200, 400]
    assert [poll.json().get("error") for poll in polls] == ["authorization_pending", None, "invalid_grant"]
    token = polls[1].json()
    user = httpx.get(enter["userinfo_endpoint"], headers=bearer(token["access_token"])).json()
    assert (token["scope"], user["sub"], "email" in user) == ("usage", "sandbox-user", False)


def test_codes_of_the_browser_are_valid_once(client):
    """The token endpoint takes a form, gives a key for a code, and refuses the same code in OAuth's form."""
    form = {"grant_type": "authorization_code", "code": "abc", "client_id": "pk_1", "code_verifier": "v"}
    first, second = (client.post("/x-enter/api/oauth/token", data=form) for _ in range(2))
    assert (first.json()["token_type"], first.json()["expires_in"]) == ("bearer", 604_800)
    assert client.get("/account/profile", headers=bearer(first.json()["access_token"])).status_code == 200
    assert (second.status_code, second.json()["error"]) == (400, "invalid_grant")
    for grant, error in (("password", "unsupported_grant_type"), ("authorization_code", "invalid_request")):
        assert client.post("/x-enter/api/oauth/token", data={"grant_type": grant}).json()["error"] == error


def test_quests_are_listed_for_everybody_and_for_the_account(sandbox, client):
    """The catalogue needs no key; the account's quests and earnings need the permission `usage`."""
    everybody = httpx.get(f"{sandbox.url}/quests/catalog").json()["quests"]
    mine = client.get("/account/quests").json()["quests"]
    assert [quest["id"] for quest in mine] == [quest["id"] for quest in everybody]
    assert [quest["status"] for quest in mine] == ["completed", "open"]
    for path in ("/account/quests", "/account/earnings", "/account/earnings/transactions"):
        assert client.get(path).status_code == 200
        assert client.get(path, headers=bearer(sandbox.add_key())).status_code == 403
