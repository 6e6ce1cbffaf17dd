"""The overlay's use of the generated client: who reads, sends and mentions what changed."""

import copy
from pathlib import Path
from textwrap import dedent

import pytest
from tools.compare import Change, OverlayUsage, compare
from tools.compare.overlay_usage import snake_case

from pollination_api import contract

CONTRACT = contract.load()

FILES = {
    "__init__.py": '"""The package, which mentions get_account_balance only in prose."""\n',
    "_operations.py": """
        from pollination_api.api.account import get_account_balance, get_account_key as key_module
        from pollination_api.api.account.get_account_usage import _get_kwargs as usage_request
        from pollination_api.models import ChatCompletionRequest
        from pollination_api import models as generated

        DAILY = ("get_account_usage_daily", 90)

        def balance():
            return get_account_balance._get_kwargs()

        def key():
            return key_module._get_kwargs()

        def usage(limit, before=None):
            return usage_request(limit=limit, before=before)

        def daily_usage():
            return DAILY

        def models():
            from pollination_api.api.models import get_generate_v1_models
            return get_generate_v1_models

        def chat(messages, *, temperature=None):
            return ChatCompletionRequest(messages=messages, temperature=temperature)

        def image(prompt, *, aspect_ratio=None):
            return {"operation": "pollination_api.api.images.get_generate_image_prompt"}

        def tier(profile) -> "generated.AccountProfile | None":
            return profile
    """,
    "_usage.py": """
        class UsagePager:
            def receive(self, page):
                return [record.timestamp[:10] for record in page.usage]

            def forget(self):
                self.timestamp = None
    """,
    "report.py": """
        from operator import attrgetter

        async def total(client):
            answer = await client.balance()
            return answer.balance

        def keyed(answer):
            return answer["balance"]

        def gentle(answer):
            return answer.get("balance", 0), getattr(answer, "expires_at", None)

        def asks(answer):
            return "balance" in answer

        def matches(answer):
            match answer:
                case {"balance": amount}:
                    return amount

        def sorts(rows):
            return sorted(rows, key=attrgetter("cost_usd"))

        def calls_only(client):
            return client.balance()
    """,
    "_client/methods.py": """
        from pollination_sdk import _operations

        class Methods:
            balance = endpoint(_operations.balance)
    """,
    "compat.py": """
        class GenPollinationsAiApi:
            def get_account_balance(self):
                return self._send("balance")
    """,
    "sandbox/server.py": """
        def answer(state):
            return state.balance
    """,
}


@pytest.fixture
def overlay(tmp_path: Path) -> OverlayUsage:
    """A small overlay on disk, read."""
    for name, text in FILES.items():
        path = tmp_path / "pollination_sdk" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return OverlayUsage(tmp_path / "pollination_sdk")


def change(
    component: str = "",
    *,
    place: str = "",
    audience: str = "answer",
    operations: tuple[str, ...] = (),
    event: str = "field removed",
) -> Change:
    """Return a change with only what matters here."""
    return Change(event, place, component, audience, "x", operations=operations)  # type: ignore[arg-type] # audience is plain text here


def mentioning(overlay: OverlayUsage, name: str) -> list[str]:
    """Return the functions that mention a name."""
    return [function.name for function in overlay.functions if name in function.mentions]


def test_a_removed_answer_field_names_its_readers(overlay: OverlayUsage) -> None:
    """Whatever way `.balance` is read, who reads it is named; who calls the method of that name reads nothing."""
    new = copy.deepcopy(CONTRACT)
    del new["components"]["schemas"]["AccountBalance"]["properties"]["balance"]
    (removed,) = compare(CONTRACT, new)
    found = overlay.usage_of(removed)
    assert found == [f"report.{reader} (reads .balance)" for reader in ("total", "keyed", "gentle", "asks", "matches")]


@pytest.mark.parametrize(
    ("operation", "function"),
    [
        ("get_account_balance", "_operations.balance"),
        ("get_account_key", "_operations.key"),
        ("get_account_usage", "_operations.usage"),
        ("get_account_usage_daily", "_operations.daily_usage"),
        ("get_generate_v1_models", "_operations.models"),
        ("get_generate_image_prompt", "_operations.image"),
    ],
)
def test_an_operation_is_found_however_it_is_imported(overlay: OverlayUsage, operation: str, function: str) -> None:
    """By name, alias, a function of the module, a table, inside the function, or by dotted text."""
    assert function in mentioning(overlay, operation)


def test_a_method_that_reads_is_named_with_its_class(overlay: OverlayUsage) -> None:
    """A reader inside a class has the class in its name, and who only writes is not a reader."""
    found = overlay.usage_of(change("UsageRecord.timestamp"))
    assert found == ["_usage.UsagePager.receive (reads .timestamp)"]


def test_fields_are_known_in_the_generated_spelling(overlay: OverlayUsage) -> None:
    """`expiresAt` of the contract is `expires_at` in Python."""
    assert overlay.usage_of(change("AccountKey.expiresAt")) == ["report.gentle (reads .expiresAt)"]
    assert overlay.usage_of(change("UsageRecord.cost_usd")) == ["report.sorts (reads .cost_usd)"]
    assert snake_case("pollenBudget") == "pollen_budget"


def test_a_field_of_an_item_is_known_by_its_own_name(overlay: OverlayUsage) -> None:
    """The brackets of a list in the place do not hide the name."""
    inline = change(place="get_account_usage answer 200 .usage[].timestamp")
    assert overlay.usage_of(inline) == ["_usage.UsagePager.receive (reads .timestamp)"]


def test_who_sends_a_request_field_is_named(overlay: OverlayUsage) -> None:
    """A keyword argument of the generated model is a use of the request field."""
    found = overlay.usage_of(change("ChatCompletionRequest.temperature", audience="caller"))
    assert found == ["_operations.chat (sends temperature)"]


def test_who_passes_a_parameter_is_named(overlay: OverlayUsage) -> None:
    """A parameter of the contract is known in snake_case in the overlay."""
    place = "get_generate_image_prompt query aspectRatio"
    operations = ("get_generate_image_prompt",)
    found = overlay.usage_of(change(place=place, audience="caller", event="parameter removed", operations=operations))
    assert found == ["_operations.image (sends aspectRatio)"]


def test_a_model_is_found_in_an_annotation_of_text(overlay: OverlayUsage) -> None:
    """A forward reference mentions its model, and prose mentions nothing."""
    assert mentioning(overlay, "AccountProfile") == ["_operations.tier"]
    assert not any(name.startswith("pollination_sdk") for name in mentioning(overlay, "get_account_balance"))


def test_what_nobody_uses_names_nobody(overlay: OverlayUsage) -> None:
    """A change that the overlay does not touch gives an empty list."""
    assert overlay.usage_of(change("Model.voices")) == []
