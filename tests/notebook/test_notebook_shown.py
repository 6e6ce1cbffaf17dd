"""What a notebook shows of each object: small, escaped, without keys, and nothing that is sent by showing it."""

import asyncio
import html
import re
import sys
from itertools import pairwise
from types import SimpleNamespace

import pytest

from pollination_sdk import AsyncPollinations, Media, Pollinations, errors, without_waiting
from pollination_sdk._responses.streams import growing
from pollination_sdk.sandbox import Fault

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def calls(sandbox):
    """Give a sync client of the sandbox."""
    with Pollinations(sandbox.key, base_url=sandbox.url) as client:
        yield client


@pytest.fixture
def kernel(monkeypatch):
    """Stand in for IPython in a notebook; return what is displayed, each output with its updates in turn."""
    outputs = []

    def display(bundle, *, raw, display_id):
        assert raw
        assert display_id
        updates = [bundle]
        outputs.append(updates)
        return SimpleNamespace(update=lambda bundle, *, raw: updates.append(bundle) if raw else None)

    module = SimpleNamespace(get_ipython=lambda: SimpleNamespace(kernel=object()))
    monkeypatch.setitem(sys.modules, "IPython", module)
    monkeypatch.setitem(sys.modules, "IPython.display", SimpleNamespace(display=display))
    monkeypatch.setattr(growing, "_UPDATE_EVERY", 0)  # the private name: no test waits to see two updates
    return outputs


def cells(shown: str) -> list[list[str]]:
    """Return the texts of a table by row."""
    rows = re.findall(r"<tr>(.*?)</tr>", shown)
    return [[html.unescape(one) for one in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)] for row in rows]


@pytest.mark.parametrize("method", ["text_models", "image_models", "audio_models", "embedding_models"])
def test_a_list_of_models_is_a_table_with_prices(calls, method):
    """Each model has a row with its name and its prices; a slice is a table too, and the list stays a list."""
    models = getattr(calls, method)()
    assert isinstance(models, list)
    head, *rows = cells(models._repr_html_())
    assert head == ["name", "aliases", "category", "paid_only", "prices in pollen"]
    assert [row[0] for row in rows] == [model.name for model in models]
    priced = [set(model.to_dict()["pricing"]) - {"currency"} for model in models]
    assert any(priced)
    assert [set(re.findall(r"[a-z]+[A-Z]\w+", row[4])) for row in rows] == priced
    assert len(cells(models[:2]._repr_html_())) == 3
    assert models[:0]._repr_html_() is None
    assert models[0]._repr_html_() is None


def test_a_page_of_usage_is_a_table(calls):
    """Each record has a row with its time, model and cost; a page without records shows its text."""
    assert calls.usage()._repr_html_() is None
    calls.text("moss")
    head, row = cells(calls.usage()._repr_html_())
    assert head == ["timestamp", "type", "model", "cost_usd"]
    assert row[2] == "openai/gpt-5.4-nano"
    assert float(row[3]) > 0
    assert cells(calls.daily_usage()._repr_html_())[0] == ["date", "model", "requests", "cost_usd"]


def test_a_long_table_tells_how_long_it_is(calls):
    """A table has a hundred rows at most, and says how many there are."""
    models = calls.text_models()
    shown = type(models)(models * 10)._repr_html_()
    assert len(cells(shown)) == 101
    assert f"<p>100 of {10 * len(models)} rows</p>" in shown


def test_an_estimate_and_a_cost_are_tables(calls):
    """An estimate shows its amounts and what they depend on, and a cost how it was computed."""
    estimate = calls.estimate.text(SCRIPT, max_tokens=50)
    shown = dict(cells(estimate._repr_html_()))
    assert float(shown["likely"]) == pytest.approx(estimate.likely)
    assert (shown["basis"], shown["note"]) == (estimate.basis, estimate.note)
    cost = calls.detailed.text(SCRIPT).cost
    assert dict(cells(cost._repr_html_())) == {
        "pollen": f"{cost.pollen:.12f}".rstrip("0"),
        "source": cost.source,
        "formula": cost.formula,
    }


def test_what_is_unknown_is_shown_as_unknown(calls):
    """An unknown amount is never shown as 0, nor left out."""
    with Pollinations("sk_" + "a" * 32, base_url="http://127.0.0.1:9") as client:
        assert dict(cells(client.stream_chat("moss").cost._repr_html_()))["pollen"] == "unknown"
    unknown = calls.estimate.text("moss", model="no-such-model")
    assert dict(cells(unknown._repr_html_()))["pollen"] == "unknown"


def test_a_reconciliation_is_a_table_by_model(calls):
    """Each model has a row, and the last one is the sum."""
    calls.estimate.text("moss")
    calls.text("moss")
    head, row, total = cells(calls.reconcile()._repr_html_())
    assert head == ["model", "calls", "recorded", "billed", "difference", "unknown"]
    assert row[0] == "openai/gpt-5.4-nano"
    assert total[0] == "all"
    assert row[1:] == total[1:]


@without_waiting()
def test_an_error_is_text(calls, sandbox):
    """An error shows its name and its text; a script that it quotes is text, and no key is in it."""
    sandbox.queue(Fault.status(402, f"No pollen for {SCRIPT}"))
    with pytest.raises(errors.PaymentRequiredError) as refused:
        calls.text(SCRIPT)
    shown = refused.value._repr_html_()
    assert "<script" not in shown
    assert html.escape(SCRIPT) in shown
    assert "<strong>PaymentRequiredError</strong>" in shown
    assert sandbox.key not in shown
    assert len(shown) < 2000


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://example.com", 'https://example.com/"onclick="x'])
def test_only_a_plain_address_becomes_a_link(url):
    """The page that an error names is a link if it is one of https, and no attribute can be added to it."""
    error = errors.APIError("no", status=402, fix_url=url)
    shown = error._repr_html_()
    assert ("<a " in shown) is url.startswith("https:")
    assert not re.search(r'"\s*onclick="', shown)


@pytest.mark.parametrize("name", ["name", "aliases", "category"])
def test_a_model_cannot_bring_a_script(calls, name):
    """What a list of models says is escaped, also inside of lists."""
    models = calls.text_models()[:1]
    setattr(models[0], name, [SCRIPT] if name == "aliases" else SCRIPT)
    assert "<script" not in models._repr_html_()


@pytest.mark.parametrize("declared", ["image/svg+xml", 'image/svg+xml" onload="alert(1)'])
def test_an_svg_is_an_image_only(declared):
    """SVG is never part of the page, whatever type its answer declares."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{SCRIPT}</svg>'.encode()
    shown = Media(svg, declared=declared)._repr_mimebundle_()
    assert not {"image/svg+xml", "text/javascript"} & shown.keys()
    assert re.fullmatch(r'<img src="data:image/svg\+xml;base64,[\w+/=]*">', shown["text/html"])


@pytest.mark.slow(reason="encodes megabytes")
@pytest.mark.parametrize(
    ("head", "shown_as"),
    [(b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF89a", "text/html")],
)
def test_a_large_file_is_shown_by_its_facts(head, shown_as):
    """A file of more than 10 MB is not in the notebook: its type and its size are."""
    small, large = Media(head + bytes(9_000_000)), Media(head + bytes(11_000_000))
    assert len(small._repr_mimebundle_()[shown_as]) > 9_000_000
    bundle = large._repr_mimebundle_()
    assert bundle.keys() == {"text/plain", "text/html"}
    assert html.escape(repr(large)) in bundle["text/html"]
    assert len(bundle["text/html"]) < 300
    assert large._repr_png_() is large._repr_jpeg_() is None


@pytest.mark.parametrize("method", ["stream_text", "stream_chat"])
def test_a_stream_grows_in_place(calls, sandbox, kernel, method):
    """The last value of a cell is read: one output, whose text only grows, up to the whole answer, escaped."""
    sandbox.reply(f"Moss {SCRIPT} has no roots, " * 3)
    stream = getattr(calls, method)("moss")
    stream._ipython_display_()
    (updates,) = kernel
    texts = [update["text/plain"] for update in updates]
    assert texts[-1] == stream.text == f"Moss {SCRIPT} has no roots, " * 3
    assert len(texts) > 3
    assert all(after.startswith(before) for before, after in pairwise(texts))
    assert html.escape(stream.text) in updates[-1]["text/html"]
    assert "<script" not in updates[-1]["text/html"]


def test_dollars_are_no_formulas(calls, sandbox, kernel):
    """Notebooks typeset what stands between two `$`, but not in an element of these classes."""
    sandbox.reply("Moss costs $5 to $10.")
    calls.stream_text("moss").show()
    shown = kernel[0][-1]["text/html"]
    assert re.match(r'<div class="tex2jax_ignore mathjax_ignore"[^>]*>Moss costs \$5 to \$10\.</div>$', shown)


def test_a_stream_that_is_read_is_shown_without_a_request(calls, sandbox, kernel):
    """Showing a stream a second time sends nothing: its text is there."""
    stream = calls.stream_chat("moss")
    text = "".join(stream.text_stream)
    stream._ipython_display_()
    stream._ipython_display_()
    assert [updates[-1]["text/plain"] for updates in kernel] == [text, text]
    assert len(sandbox.requests) == 1


def test_an_async_stream_grows_in_place(sandbox, kernel):
    """`await stream.show()` does the same; to display the stream itself sends nothing, and says what to write."""

    async def main():
        async with AsyncPollinations(sandbox.key, base_url=sandbox.url) as client:
            stream = client.stream_chat("moss")
            stream._ipython_display_()
            assert sandbox.requests == []
            await stream.show()
            stream._ipython_display_()
            return stream.text

    text = asyncio.run(main())
    hint, *shown = [updates[-1]["text/plain"] for updates in kernel]
    assert "await stream.show()" in hint
    assert shown == [text, text]


def test_outside_of_notebooks_a_stream_is_printed(calls, capsys):
    """`show` prints the pieces where there is no notebook."""
    stream = calls.stream_text("moss")
    stream.show()
    assert capsys.readouterr().out == f"{stream.text}\n"
    assert stream.text


def test_what_came_before_an_error_stays(calls, sandbox, kernel):
    """A stream that breaks shows the text that came, and raises its error."""
    sandbox.queue(Fault.close(after_bytes=2000))
    stream = calls.stream_chat("moss and rain " * 20)
    with pytest.raises(errors.PollinationsError):
        stream.show()
    assert kernel[0][-1]["text/plain"] == stream.text
