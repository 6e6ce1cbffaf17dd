"""The overlay's use of the generated client: who reads and sends what changed."""

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
        from pollination_api.models import ChatCompletionRequest

        def chat(messages, *, temperature=None):
            return ChatCompletionRequest(messages=messages, temperature=temperature)

        def image(prompt, *, aspect_ratio=None):
            return {"aspect_ratio": aspect_ratio}
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


def test_a_removed_answer_field_names_its_readers(overlay: OverlayUsage) -> None:
    """Whatever way `.balance` is read, who reads it is named; who calls the method of that name reads nothing."""
    new = copy.deepcopy(CONTRACT)
    del new["components"]["schemas"]["AccountBalance"]["properties"]["balance"]
    (removed,) = compare(CONTRACT, new)
    found = overlay.usage_of(removed)
    assert found == [f"report.{reader} (reads .balance)" for reader in ("total", "keyed", "gentle", "asks", "matches")]


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


def test_what_nobody_uses_names_nobody(overlay: OverlayUsage) -> None:
    """A change that the overlay does not touch gives an empty list."""
    assert overlay.usage_of(change("Model.voices")) == []
