"""The nine documented models have the fields and the types that the earlier SDK gave them.

A generator made the earlier SDK's models of the service's description of February 2026. Text of the format `date-time`
is a `datetime` there. Other text stays text, and numbers are as JSON has them.
"""

import datetime as dt

from tests.examples import each

import pollination_sdk

UTC = dt.UTC
MADE = dt.datetime(2025, 6, 1, 9, 30, tzinfo=UTC)
RESET = dt.datetime(2026, 2, 9, tzinfo=UTC)
USAGE = {
    "timestamp": "2026-02-08 12:30:00",
    "type": "generate.text",
    "model": "openai",
    "api_key": "sk_…",
    "api_key_type": "secret",
    "meter_source": "tier",
    **{f"input_{kind}_tokens": 3 for kind in ("text", "cached", "audio", "image")},
    **{f"output_{kind}_tokens": 4.0 for kind in ("text", "reasoning", "audio", "image")},
    "cost_usd": 0.5,
    "response_time_ms": None,
}
DAY = {"date": "2026-02-08", "model": None, "meter_source": "pack", "requests": 3, "cost_usd": 1}
PRICES = {"currency": "pollen", "promptTextTokens": "0.0000002", "completionTextTokens": 2}
MODEL = {
    "name": "flux",
    "aliases": ["f"],
    "pricing": PRICES,
    "description": "It draws.",
    "input_modalities": ["text"],
    "output_modalities": [],
    "tools": False,
    "reasoning": True,
    "context_window": 8,
    "voices": None,
    "is_specialized": False,
    "paid_only": True,
}
COMPLETION = {
    "id": "c1",
    "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "hi"}}],
    "prompt_filter_results": None,
    "created": 1_770_000_000,
    "model": "openai",
    "system_fingerprint": None,
    "object": "chat.completion",
    "usage": {"completion_tokens": 1, "prompt_tokens": 2, "total_tokens": 3},
    "user_tier": "seed",
    "citations": ["https://example.com"],
}
KEY = {
    "valid": True,
    "type": "secret",
    "name": None,
    "expiresAt": "2026-12-31T00:00:00.000Z",
    "expiresIn": 3600,
    "permissions": {"models": None, "account": ["usage"]},
    "pollenBudget": 2,
    "rateLimitEnabled": False,
}
PROFILE = {
    "name": "A",
    "email": None,
    "githubUsername": "moss",
    "tier": "seed",
    "createdAt": "2025-06-01T09:30:00.000Z",
    "nextResetAt": "2026-02-09T00:00:00.000Z",
}
PAGES = {
    "GetAccountBalance200Response": ({"balance": 12}, {"balance": 12}),
    "GetAccountKey200Response": (
        KEY,
        {
            "valid": True,
            "type": "secret",
            "name": None,
            "expires_at": "2026-12-31T00:00:00.000Z",
            "expires_in": 3600,
            "permissions.models": None,
            "permissions.account": ["usage"],
            "pollen_budget": 2,
            "rate_limit_enabled": False,
        },
    ),
    "GetAccountProfile200Response": (
        PROFILE,
        {
            "name": "A",
            "email": None,
            "github_username": "moss",
            "tier": "seed",
            "created_at": MADE,
            "next_reset_at": RESET,
        },
    ),
    "GetAccountUsage200Response": (
        {"usage": [USAGE], "count": 1},
        {**{f"usage.0.{name}": value for name, value in USAGE.items()}, "count": 1},
    ),
    "GetAccountUsageDaily200Response": (
        {"usage": [DAY], "count": 1},
        {**{f"usage.0.{name}": value for name, value in DAY.items()}, "usage.0.var_date": "2026-02-08", "count": 1},
    ),
    "GetGenerateImageModels200ResponseInner": (
        MODEL,
        {
            **{name: value for name, value in MODEL.items() if name != "pricing"},
            "pricing.currency": "pollen",
            "pricing.additional_properties": {"promptTextTokens": "0.0000002", "completionTextTokens": 2},
            "pricing.promptTextTokens": "0.0000002",
        },
    ),
    "GetGenerateV1Models200Response": (
        {"object": "list", "data": [{"id": "openai", "object": "model", "created": 1_770_000_000_000}]},
        {"object": "list", "data.0.id": "openai", "data.0.object": "model", "data.0.created": 1_770_000_000_000},
    ),
    "PostGenerateV1ChatCompletions200Response": (
        COMPLETION,
        {
            **{name: value for name, value in COMPLETION.items() if name not in {"choices", "usage"}},
            "choices.0.index": 0,
            "choices.0.finish_reason": "stop",
            "choices.0.logprobs": None,
            "choices.0.message.role": "assistant",
            "choices.0.message.content": "hi",
            "choices.0.message.tool_calls": None,
            "choices.0.message.content_blocks": None,
            "usage.total_tokens": 3,
            "usage.prompt_tokens_details": None,
        },
    ),
    "PostGenerateV1ChatCompletionsRequest": (
        {"messages": [{"role": "user", "content": "hi"}], "seed": 1},
        {"messages": [{"role": "user", "content": "hi"}], "seed": 1, "temperature": None},
    ),
}


def read(value, path):
    """Return the value at a path of attributes and places."""
    for step in path.split("."):
        value = value[int(step)] if step.isdecimal() else getattr(value, step)
    return value


@each("name", PAGES)
def test_a_model_has_the_types_of_the_earlier_sdk(name):
    """Each field is what the earlier SDK made of the same JSON, in value and in type."""
    document, fields = PAGES[name]
    model = getattr(pollination_sdk, name).from_dict(document)
    assert {path: read(model, path) for path in fields} == fields
    assert {path: type(read(model, path)) for path in fields} == {path: type(value) for path, value in fields.items()}
    assert model.to_dict() == document


def test_a_field_that_was_changed_keeps_its_type():
    """A text stays a text, and a number a number, when a program sets it."""
    usage = pollination_sdk.GetAccountUsage200Response.from_dict({"usage": [USAGE]})
    usage.usage[0].timestamp = "2026-01-01 00:00:00"
    assert usage.usage[0].timestamp == "2026-01-01 00:00:00"
    assert usage.to_dict()["usage"][0]["timestamp"] == "2026-01-01 00:00:00"
    completion = pollination_sdk.PostGenerateV1ChatCompletions200Response.from_dict(COMPLETION)
    completion.created = 5
    assert (completion.created, completion.to_dict()["created"]) == (5, 5)
