"""Answers gather before they are written, and neither the next items nor the end of a run wait for that."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from pollination_sdk import AsyncPollinations, batch
from pollination_sdk.batch.sending import recorder
from pollination_sdk.sandbox import Sandbox


def test_neither_the_next_items_nor_the_end_wait_while_answers_gather(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Items are sent, and a run ends, although answers gather for 20 seconds."""
    monkeypatch.setattr(recorder, "WINDOW", 20.0)  # the private name: no option sets it

    async def run() -> batch.Summary:
        async with AsyncPollinations(sandbox.key, base_url=sandbox.url) as client, asyncio.timeout(15):
            prompts = [f"hi {number}" for number in range(12)]
            settings: Any = {"out": tmp_path / "out", "client": client, "in_flight": 2, "per_second": None}
            return await batch.arun(prompts, method="text", **settings)

    assert asyncio.run(run()).done == 12
