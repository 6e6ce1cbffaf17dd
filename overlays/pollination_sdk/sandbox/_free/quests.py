"""Quests: a few fixed ones, of which the first is done."""

from typing import Any

from starlette.responses import JSONResponse, Response

from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._keys.refusals import ENTER
from pollination_sdk.sandbox._storage.state import State

QUESTS: tuple[dict[str, Any], ...] = (
    {"id": "star-repository", "title": "Star the repository", "rewardAmount": 0.5},
    {"id": "first-app", "title": "Publish an app", "rewardAmount": 5},
)


def catalog(_: Exchange, __: State) -> Response:
    """Answer `GET /quests/catalog`."""
    return JSONResponse({"quests": [_quest(quest) for quest in QUESTS]})


def quests(exchange: Exchange, _: State) -> Response:
    """Answer `GET /account/quests`: the first one is done."""
    exchange.owner.require("usage")
    done = {QUESTS[0]["id"]}
    states = ("completed" if quest["id"] in done else "open" for quest in QUESTS)
    return JSONResponse({"quests": [_quest(quest, status=state) for quest, state in zip(QUESTS, states, strict=True)]})


def _quest(quest: dict[str, Any], **more: str) -> dict[str, Any]:
    about = {"category": "community", "state": "active", "balanceBucket": "tier", "url": f"{ENTER}/quests"}
    return {**about, **quest, **more}
