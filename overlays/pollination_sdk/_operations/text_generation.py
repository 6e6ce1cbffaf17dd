"""Plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pollination_api import models
from pollination_api.api.text import get_generate_text_prompt
from pollination_sdk._operations.chat_completions import chat_call, streamed
from pollination_sdk._operations.parameters import (
    Extra,
    Link,
    as_boolean,
    as_number,
    as_prompt,
    as_seed,
    as_text,
    generation,
    given,
    only_true,
    refuse_stream,
)
from pollination_sdk._operations.prompts import (
    MAXIMUM_TEXT_SEED,
    check_prompt,
    draw_seed,
    text_prompt,
    text_survives_get,
)
from pollination_sdk._responses.decode import decode, read_json
from pollination_sdk._responses.plain_text import read_text, text_of_message, warned_if_empty

if TYPE_CHECKING:
    from collections.abc import Iterable

    import httpx

    from pollination_sdk._engine.call import Call
    from pollination_sdk._operations.names import Seed, TextModel


def text(
    prompt: str,
    *,
    model: TextModel | None = None,
    seed: Seed = None,
    system: str | None = None,
    json: bool | None = None,
    temperature: float | None = None,
    extra: Extra = None,
) -> Call[str]:
    """Write a text.

    Any prompt reaches the model as typed: a short, plain one in the URL, any other as a chat of one message, with
    the same result.

    The text may be empty, although the status says success; then it is logged as a warning, and `detailed.text`
    returns an `Answer` with `empty` set. An error object that comes as a success is raised, not returned. JSON with
    an `error` that the model itself wrote is returned: the answer has the headers of a model at work
    (`x-model-used`, `x-usage-*`), or `json=True` asked for JSON and it is not the service's own envelope.

    Args:
        prompt: What to write.
        model: The model, by name or alias; see `text_models`. The service takes `openai` if it is left out.
        seed: What fixes the result, from 0; -1 is fresh each time and cannot be repeated, `"random"` draws a number
            that `detailed` reports. Equal requests are answered from a cache that all users share.
        system: The instruction that sets the model's role and manner.
        json: Whether the text is to be JSON.
        temperature: How freely the model chooses, 0.0 to 2.0; some models ignore it.
        extra: Undocumented parameters.

    Raises:
        PromptError: The prompt is empty, or no text that can be encoded.
        PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
        OutcomeUnknownError: It may have been written and billed, and would be billed again.
        UnexpectedResponseError: What came is no text: an error, a sound, or a web page.
    """
    prompt = as_prompt(prompt)
    check_prompt(prompt)
    model, system, temperature = (
        as_text("model", model),
        as_text("system", system),
        as_number("temperature", temperature),
    )
    json = as_boolean("json", json)
    drawn = draw_seed(as_seed("seed", seed), MAXIMUM_TEXT_SEED)
    in_url = _in_url(prompt, model=model, seed=drawn, system=system, json=json, temperature=temperature, extra=extra)
    refuse_stream(in_url.params)
    if text_survives_get(prompt, in_url.params):
        return in_url
    options: dict[str, Any] = {"model": given(model), "seed": given(drawn), "temperature": given(temperature)}
    if json:
        options["response_format"] = {"type": "json_object"}
    conversation = [{"role": "system", "content": system}] if system is not None else []
    return chat_call([*conversation, {"role": "user", "content": prompt}], _read_chat_text, options, extra)


def _pieces(fields: dict[str, Any]) -> Iterable[str]:
    from pollination_sdk._streams.chat_decoder import text_of  # noqa: PLC0415 - for streams alone

    return text_of(fields)


stream_text = streamed(text, "str", _pieces, "Write a text and read it piece by piece, as it is made.")


def text_url(
    prompt: str,
    *,
    model: TextModel | None = None,
    seed: Seed = None,
    system: str | None = None,
    json: bool | None = None,
    temperature: float | None = None,
    extra: Extra = None,
    with_key: bool = False,
) -> Link:
    """Return the link that writes the text, to share; nothing is sent.

    What a text model would be given percent-encoded (`? + / & = # % : ; , @ $`) stands in the link as its
    full-width twin.

    Args:
        prompt: What to write.
        model: As for `text`, like all that follow but the last.
        seed: As for `text`; `"random"` fixes a number in the link.
        system: As for `text`.
        json: As for `text`.
        temperature: As for `text`.
        extra: As for `text`.
        with_key: Whether the link carries the client's publishable key (`pk_`), which everybody then can read; a
            secret one never.

    Raises:
        PromptError: The prompt cannot travel, or makes the URL longer than 8000 bytes.
        MissingKeyError: `with_key` and the client has no publishable key.
    """
    drawn = draw_seed(as_seed("seed", seed), MAXIMUM_TEXT_SEED)
    asked = _in_url(
        text_prompt(as_prompt(prompt)),
        model=model,
        seed=drawn,
        system=system,
        json=json,
        temperature=temperature,
        extra=extra,
    )
    return Link(asked, bool(as_boolean("with_key", with_key)))


def _in_url(
    prompt: str,
    *,
    model: TextModel | None,
    seed: int | None,
    system: str | None,
    json: bool | None,
    temperature: float | None,
    extra: Extra,
) -> Call[str]:
    kwargs = get_generate_text_prompt._get_kwargs(  # noqa: SLF001 - the generated half that sends nothing
        prompt,
        model=given(as_text("model", model)),
        seed=given(seed),
        system=given(as_text("system", system)),
        json=only_true(json, "json"),
        temperature=given(as_number("temperature", temperature)),
        stream=given(None),
    )
    return generation(get_generate_text_prompt, kwargs, read_text, extra, accept="text/plain, application/json")


def _read_chat_text(response: httpx.Response) -> str:
    completion = decode(models.ChatCompletion, read_json(response), response)
    text = text_of_message(completion.choices[0].message.to_dict()) if completion.choices else ""
    return warned_if_empty(text, response)
