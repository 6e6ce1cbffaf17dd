"""Keys of the account: created with their rights, listed without their secrets, revoked; and what is refused."""

import copy
import json
from datetime import timedelta

import pytest
from tests.helpers.flavours import every_flavour
from tests.helpers.sign_ins import Script

from pollination_sdk import Pollinations, Retry, errors, without_waiting

MADE = {"key": "sk_made_by_the_script_0123456789", "id": "k1", "name": "app", "type": "secret", "expiresAt": None}


@every_flavour
async def test_a_key_is_made_listed_and_revoked(flavour, sandbox):
    """It has the rights that were asked for; its secret is in the answer alone, and hidden in every repr."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        made = await client.create_key(
            "app",
            expires_in=timedelta(days=7),
            allowed_models=["flux", "text"],
            pollen_budget=0.5,
            quest_pollen_only=True,
            account_permissions=("usage",),
        )
        async with flavour.client(made.key, base_url=sandbox.url) as own:
            about = await own.key()
        assert (about.permissions.models, about.permissions.account) == (["image", "text"], ["usage"])
        assert (about.pollen_budget, about.quest_pollen_only) == (0.5, True)
        assert abs((about.expires_at - made.expires_at).total_seconds()) < 1
        assert made.key not in repr(made) + str(made) + repr(await client.detailed.list_keys())
        assert made.id in {one.id for one in (await client.list_keys()).data}
        assert copy.copy(made).key == made.key
        assert await client.revoke_key(made) is None
        with pytest.raises(errors.NotFoundError, match="list_keys"):
            await client.revoke_key(made.id)


@every_flavour
async def test_what_a_key_may_not_do(flavour, sandbox):
    """Without the permission `keys` it may do nothing of it, and no key revokes itself."""
    async with flavour.client(sandbox.add_key(), base_url=sandbox.url) as client:
        for call in (client.list_keys, lambda: client.create_key("a"), lambda: client.revoke_key("a")):
            with pytest.raises(errors.PermissionDeniedError, match="account:keys"):
                await call()
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        own = next(one for one in (await client.list_keys()).data if one.name == "sandbox")
        with pytest.raises(errors.BadRequestError, match="cannot revoke itself"):
            await client.revoke_key(own)
        with pytest.raises(errors.BadRequestError, match=r"pollen_budget \(pollenBudget in the API\)"):
            await client.create_key("page", type="publishable", pollen_budget=1)


@every_flavour
async def test_a_key_is_not_made_twice(flavour):
    """After a broken connection it may exist: it is not sent again, and the error says where to look. No bill."""
    with Script(None) as script, without_waiting():
        async with flavour.client("sk_1234567890", base_url=script.url) as client:
            with pytest.raises(errors.OutcomeUnknownError, match=r"list_keys\(\) shows whether") as caught:
                await client.create_key("app")
    assert (len(script.requests), caught.value.may_be_billed, "billed" in str(caught.value)) == (1, False, False)


@every_flavour
async def test_a_key_whose_answer_is_broken_may_exist(flavour):
    """The error of the answer says so too."""
    with Script((200, {"id": "k1"})) as script:
        async with flavour.client("sk_1234567890", base_url=script.url) as client:
            with pytest.raises(errors.UnexpectedResponseError, match=r"list_keys\(\) shows whether") as caught:
                await client.create_key("app")
    assert (len(script.requests), caught.value.may_be_billed) == (1, False)


@every_flavour
async def test_what_is_known_to_have_made_no_key_is_sent_again(flavour):
    """A 429 of the service."""
    busy = {"success": False, "status": 429, "error": {"code": "RATE_LIMITED", "message": "m", "timestamp": "t"}}
    with Script((429, busy), (200, MADE)) as script, without_waiting():
        async with flavour.client("sk_1234567890", base_url=script.url, retry=Retry(attempts=2)) as client:
            assert (await client.create_key("app")).key == MADE["key"]
    assert len(script.requests) == 2


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": " "}, "name must have"),
        ({"name": "a" * 254}, "name must have"),
        ({"name": 3}, "name takes text"),
        ({"expires_in": 0}, "expires_in must be 1 or more"),
        ({"expires_in": timedelta(seconds=-5)}, "expires_in must be 1 or more"),
        ({"pollen_budget": -1}, "pollen_budget must be 0 or more"),
        ({"allowed_models": "text"}, "allowed_models takes a list"),
        ({"account_permissions": "usage"}, "account_permissions takes a list"),
        ({"quest_pollen_only": "yes"}, "quest_pollen_only"),
    ],
)
def test_mistakes_are_refused_before_anything_is_sent(given, words):
    """The message names the option."""
    refused = pytest.raises(errors.ArgumentError, match=words)
    with Pollinations("sk_1234567890", base_url="http://127.0.0.1:9") as client, refused:
        client.create_key(**{"name": "app", **given})


@pytest.mark.parametrize("key", ["sk_0123456789abcdef", "pk_0123456789abcdef", "", None])
def test_a_key_is_not_revoked_by_its_value(key):
    """The value would be in a URL, and so in logs; the message does not repeat it."""
    refused = pytest.raises(errors.ArgumentError, match="id")
    with Pollinations("sk_1234567890", base_url="http://127.0.0.1:9") as client, refused as caught:
        client.revoke_key(key)
    assert not key or key not in str(caught.value)


def test_settings_that_are_left_out_are_not_sent(sandbox):
    """The defaults are those of the service, None is the null of the API, and `extra` adds fields."""
    with Pollinations(sandbox.key, base_url=sandbox.url) as client:
        client.create_key("a", extra={"description": "mine"})
        client.create_key("b", pollen_budget=0, quest_pollen_only=False, allowed_models=[])
        client.create_key("c", pollen_budget=None, account_permissions=None)
    sent = [json.loads(one.body) for one in sandbox.requests]
    assert sent == [
        {"name": "a", "description": "mine"},
        {"name": "b", "pollenBudget": 0, "questPollenOnly": False, "allowedModels": []},
        {"name": "c", "pollenBudget": None, "accountPermissions": None},
    ]
