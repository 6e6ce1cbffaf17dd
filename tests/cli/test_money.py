"""Money: shown beforehand, asked about where it is much, and said afterwards."""

import json
from types import SimpleNamespace

import pytest

from pollination_sdk.cli.output.streams import Out
from pollination_sdk.cli.run.client import Run
from pollination_sdk.cli.run.exit_codes import CommandError
from pollination_sdk.cli.run.money import Facts, agreed, pollen, said


def priced(high, *, form="text", **settings):
    """Return a run whose client estimates every call alike."""
    run = Run(Out(form), **settings)
    low, likely = (None, None) if high is None else (high / 4, high / 2)
    estimate = SimpleNamespace(low=low, likely=likely, high=high, basis="price_list", note="no price")
    run.client = SimpleNamespace(
        estimate=SimpleNamespace(image=lambda *_, **__: estimate), model=lambda _: None, models=lambda **_: []
    )
    return run


@pytest.fixture(autouse=True)
def _without_settings(monkeypatch):
    monkeypatch.delenv("POLLINATIONS_CONFIRM_ABOVE", raising=False)
    monkeypatch.setattr("warnings.showwarning", lambda *_, **__: None)  # a run replaces it


def test_a_call_that_costs_little_is_not_asked_about():
    """It is sent at once."""
    assert agreed(priced(0.5), "image", "a")


def test_a_call_without_a_price_is_asked_about_as_a_dear_one():
    """It may cost anything; the reason is said."""
    with pytest.raises(CommandError, match=r"not known \(no price\)") as caught:
        agreed(priced(None), "image", "a")
    assert (caught.value.exit_code, caught.value.code) == (6, "NOT_CONFIRMED")
    assert agreed(priced(None, yes=True), "image", "a")


def test_a_model_without_a_price_is_asked_about(command):
    """Nothing is sent, unless the user has agreed."""
    before = len(command.requests)
    result = command("text", "hi", "--model", "nomnom", "--json")
    assert (result.code, result.error["code"]) == (6, "NOT_CONFIRMED")
    assert not [request for request in command.requests[before:] if request.path.startswith(("/text/", "/v1/chat"))]
    assert command("text", "hi", "--model", "nomnom", "--yes", "--quiet").code == 0


def test_a_model_that_does_not_exist_is_named_before_anything_is_sent(command):
    """Its price is unknown too, and the wrong name is the reason."""
    result = command("image", "a", "--model", "fluxx", "--json")
    assert result.code == 4
    assert not [request for request in command.sandbox.requests if request.path.startswith("/image/a")]


def test_an_edit_without_a_model_is_not_asked_about(command):
    """The command names a model, so the price is known."""
    command("image", "fox", "--seed", "7")
    assert command("edit", "make it blue", "-i", "fox-7.jpg", "--seed", "1").code == 0
    assert command("image", "a blue fox", "-i", "fox-7.jpg", "--seed", "1").code == 0


def test_a_dear_call_is_refused_where_nobody_can_be_asked():
    """It exits with 6, unless the user has agreed beforehand."""
    with pytest.raises(CommandError) as caught:
        agreed(priced(0.6), "image", "a")
    assert (caught.value.exit_code, caught.value.code, caught.value.billed) == (6, "NOT_CONFIRMED", "no")
    assert "--yes" in caught.value.hint
    assert agreed(priced(0.6, yes=True), "image", "a")


def test_many_calls_are_asked_about_as_one():
    """-n 4 costs four times as much."""
    assert agreed(priced(0.2), "image", "a", count=2)
    with pytest.raises(CommandError, match=r"0\.8000 pollen"):
        agreed(priced(0.2), "image", "a", count=4)


def test_the_amount_to_ask_above_is_set_by_the_environment(monkeypatch):
    """A value that is no number is named."""
    monkeypatch.setenv("POLLINATIONS_CONFIRM_ABOVE", "2")
    assert agreed(priced(1.5), "image", "a")
    monkeypatch.setenv("POLLINATIONS_CONFIRM_ABOVE", "much")
    with pytest.raises(CommandError) as caught:
        agreed(priced(1.5), "image", "a")
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(("answer", "is_sent"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_a_person_is_asked(monkeypatch, answer, is_sent):
    """No is the default."""
    terminal = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setattr("pollination_sdk.cli.run.money.sys", SimpleNamespace(stdin=terminal, stderr=terminal))
    monkeypatch.setattr("click.confirm", lambda *_, **__: answer == "y\n")
    if is_sent:
        assert agreed(priced(0.6), "image", "a")
    else:
        with pytest.raises(CommandError, match="Nothing was sent"):
            agreed(priced(0.6), "image", "a")


def test_an_estimate_is_shown_and_nothing_is_sent(capfd):
    """As a line, and as JSON."""
    assert not agreed(priced(0.4, estimate=True), "image", "a")
    assert capfd.readouterr().out == "0.2000 pollen, 0.1000 to 0.4000 (price_list; no price)\n"
    assert not agreed(priced(0.4, estimate=True, form="json"), "image", "a")
    assert json.loads(capfd.readouterr().out)["likely"] == pytest.approx(0.2)


def test_an_estimate_without_a_price_says_so_in_words(command):
    """And why."""
    shown = command("text", "hi", "--model", "nosuch", "--estimate").out
    assert shown.startswith("The price of this call is not known: ")
    assert "'nosuch'" in shown
    assert "?" not in shown.replace("meant?", "")


def test_a_note_names_commands(command):
    """And no methods of the SDK."""
    note = command("text", "hi", "--model", "nomnom", "--yes").err.splitlines()[0]
    assert note.startswith("Note: ")
    assert "`pollinations models text` lists what there is." in note


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (0.002, "0.0020 pollen"),
        (1.5, "1.5000 pollen"),
        (0, "0.0000 pollen"),
        (4.2e-6, "0.0000042 pollen"),
        (None, "unknown pollen"),
    ],
)
def test_an_amount_is_never_shown_as_nothing(amount, shown):
    """A small cost is not 0."""
    assert pollen(amount) == shown


def test_the_line_after_a_call_has_its_cost(capfd):
    """An unknown cost is said, and not shown as 0."""
    for cost, words in (
        (SimpleNamespace(pollen=0.002, source="computed"), "0.0020 pollen (computed)"),
        (SimpleNamespace(pollen=None, source="unknown"), "cost unknown"),
    ):
        said(Run(Out()), Facts(SimpleNamespace(cost=cost), 3.14, seed=7))
        assert capfd.readouterr().err == f"{words} · 3.1 s · seed 7\n"
