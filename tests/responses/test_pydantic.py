"""Answers in pydantic models and in a web application with FastAPI: as fields, response models and bare returns."""

import importlib
import json

import anyio
import httpx
import pydantic
import pytest
from tests.examples import each

from pollination_sdk import Answer, Pollinations, to_jsonable
from pollination_sdk.types import AccountBalance, ChatCompletion, ModelList, UsageRecord

METHODS = ["models", "text_models", "model_status", "balance", "profile", "key", "usage", "daily_usage"]


@pytest.fixture(scope="module")
def fastapi():
    """Import FastAPI, which takes a while."""
    return importlib.import_module("fastapi")


@pytest.fixture
def answers(sandbox):
    """Return an answer of each method, the chat's first."""
    with Pollinations(sandbox.key, base_url=sandbox.url) as client:
        return {"chat": client.chat("hi"), **{name: getattr(client, name)() for name in METHODS}}


def fetch(application, path):
    """Return what an application answers, as JSON."""

    async def ask():
        transport = httpx.ASGITransport(application)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as browser:
            return (await browser.get(path)).json()

    return anyio.run(ask)


def test_answers_are_fields_of_a_model(answers):
    """A pydantic model holds answers, writes what arrived, and reads it back as equal answers."""

    class Page(pydantic.BaseModel):
        chat: ChatCompletion
        balances: list[AccountBalance]
        models: ModelList | None = None

    page = Page(chat=answers["chat"], balances=[answers["balance"]])
    assert page.chat is answers["chat"]
    assert page.model_dump()["chat"] == answers["chat"].to_dict()
    assert json.loads(page.model_dump_json())["balances"] == [answers["balance"].to_dict()]
    read = Page.model_validate_json(page.model_dump_json())
    assert (read, type(read.chat), read.chat.text) == (page, ChatCompletion, "openai heard: hi")


@each("value", ["text", 7, None, ["hi"], {"choices": 7}, {"choices": ["hi"]}])
def test_what_is_no_answer_is_refused_by_pydantic(value):
    """A value that is no object, or whose fields cannot be read, is a validation error of pydantic."""
    with pytest.raises(pydantic.ValidationError, match="ChatCompletion"):
        pydantic.TypeAdapter(ChatCompletion).validate_python(value)


@pytest.mark.parametrize("method", ["chat", *METHODS])
def test_an_endpoint_may_return_an_answer(fastapi, answers, method):
    """A response model writes what arrived, and so does a bare return."""
    application, answer = fastapi.FastAPI(), answers[method]
    kind = list[type(answer[0])] if isinstance(answer, list) else type(answer)
    application.get("/model", response_model=kind)(lambda: answer)
    application.get("/bare")(lambda: answer)
    assert fetch(application, "/model") == fetch(application, "/bare") == to_jsonable(answer)


def test_an_endpoint_may_return_a_detailed_answer(fastapi, sandbox):
    """An `Answer` is written with its facts, by its annotation and bare."""
    with Pollinations(sandbox.key, base_url=sandbox.url) as client:
        answer = client.detailed.image("a fox", width=8, height=8)
    application = fastapi.FastAPI()
    application.get("/model", response_model=Answer)(lambda: answer)
    application.get("/bare")(lambda: answer)
    assert fetch(application, "/model") == fetch(application, "/bare") == answer.to_dict()
    assert "elapsed" in json.dumps(fetch(application, "/openapi.json"))


def test_the_page_of_an_api_describes_answers(fastapi):
    """The OpenAPI page has the fields of an answer, and of the objects in it, with their types and descriptions."""
    application = fastapi.FastAPI()
    application.get("/usage", response_model=list[UsageRecord])(list)
    application.post("/chat", response_model=ChatCompletion)(lambda chat: chat)
    described = fetch(application, "/openapi.json")
    content = described["paths"]["/usage"]["get"]["responses"]["200"]["content"]["application/json"]
    record = content["schema"]["items"]
    assert (record["type"], record["title"], record["description"]) == ("object", "UsageRecord", "One billed request.")
    assert record["properties"]["cost_usd"] == {
        "type": "number",
        "description": "What it cost, in pollen in spite of the name.",
    }
    chat = described["paths"]["/chat"]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
    choices = chat["properties"]["choices"]
    assert choices["type"] == "array"
    message = choices["items"]["properties"]["message"]["properties"]
    assert message["content"]["description"]
    assert message["tool_calls"]["items"]["properties"]["function"]["properties"]["arguments"]["type"] == "string"
    assert "$ref" not in json.dumps([record, chat])
