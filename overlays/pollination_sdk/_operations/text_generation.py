"""Text generation with a single prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pollination_api.api.text import get_generate_text_prompt
from pollination_sdk import types
from pollination_sdk._operations.chat_completions import chat_call, streamed
from pollination_sdk._operations.parameters import (
    Extra,
    Link,
    as_boolean,
    as_integer,
    as_number,
    as_prompt,
    as_seed,
    as_text,
    generation,
    only_true,
    or_unset,
    refuse_stream,
    safety_in_query,
)
from pollination_sdk._operations.prompts import (
    check_prompt,
    text_prompt,
    text_survives_get,
)
from pollination_sdk._responses.decode import decode, read_json
from pollination_sdk._responses.plain_text import read_text, warned_if_empty

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import httpx

    from pollination_api.models import ReasoningEffort
    from pollination_sdk._engine.call import Call
    from pollination_sdk._operations.names import Attachment, Safety, Seed, TextModel


def text(
    prompt: str,
    *,
    model: TextModel | None = None,
    seed: Seed = None,
    system: str | None = None,
    json: bool | None = None,
    temperature: float | None = None,
    top_p: float | None = None,
    presence_penalty: float | None = None,
    frequency_penalty: float | None = None,
    repetition_penalty: float | None = None,
    max_tokens: int | None = None,
    max_completion_tokens: int | None = None,
    reasoning_effort: ReasoningEffort | None = None,
    safe: Safety | None = None,
    attachments: Sequence[Attachment] | None = None,
    extra: Extra = None,
) -> Call[str]:
    """Generate text.

    The model receives every prompt unchanged. A short, plain prompt is sent in the URL, any other as a chat with one
    message, and so is a prompt with attachments. The result is the same.

    The text may be empty, although the status says success. Then a warning is logged, and `detailed.text` returns an
    `Answer` with `empty` set. An error object with a status of success is raised, not returned. JSON with an `error`
    that the model itself wrote is returned. It is recognised by the headers of a model (`x-model-used`,
    `x-usage-*`), or because `json=True` is set and it is not the service's own envelope.

    Args:
        prompt: The prompt.
        model: The name or alias of the model; see `text_models`. The service uses `openai` by default.
        seed: The seed, from 0. Without a seed, the same arguments give the same text again: the service stores each
            result and gives it to all its users. `"random"` and -1 draw a new number for each call, which `detailed`
            reports.
        system: The system message, which sets the role and style of the model.
        json: Whether the model must write JSON. The method returns the JSON as text; `parse` returns values.
        temperature: The sampling temperature, 0.0 to 2.0; some models ignore it.
        top_p: The probability mass for nucleus sampling, 0 to 1.
        presence_penalty: The penalty for tokens that occurred before, -2 to 2.
        frequency_penalty: The penalty for tokens by their frequency so far, -2 to 2.
        repetition_penalty: The penalty for repeated tokens, 0 to 2.
        max_tokens: The most tokens to generate.
        max_completion_tokens: The most tokens to generate, with those for reasoning.
        reasoning_effort: The reasoning effort of a reasoning model.
        safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
        attachments: Images, videos, audio and PDFs, as path objects, bytes, open files, `Media` or URLs. Text is a URL
            or a data URI, never a path.
        extra: Undocumented parameters.

    Raises:
        PromptError: The prompt is empty, or cannot be encoded; or an attachment is too large.
        ArgumentError: An attachment is neither a file nor a URL, or a file that a chat does not take.
        OSError: An attachment cannot be read.
        PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
        OutcomeUnknownError: The text may have been generated and billed, and `retry=` does not allow another attempt.
        UnexpectedResponseError: The answer is not text but an error, audio, or a web page.
    """
    prompt = as_prompt(prompt)
    check_prompt(prompt)
    model, system, temperature = (
        as_text("model", model),
        as_text("system", system),
        as_number("temperature", temperature),
    )
    json, seed = as_boolean("json", json), as_seed("seed", seed)
    sampling = _sampling(
        top_p=top_p,
        presence_penalty=presence_penalty,
        frequency_penalty=frequency_penalty,
        repetition_penalty=repetition_penalty,
        max_tokens=max_tokens,
        max_completion_tokens=max_completion_tokens,
        reasoning_effort=reasoning_effort,
        safe=safe,
    )
    by_get = _in_url(
        prompt,
        model=model,
        seed=seed,
        system=system,
        json=json,
        temperature=temperature,
        sampling=sampling,
        extra=extra,
    )
    refuse_stream(by_get.params)
    no_files = attachments is None or (isinstance(attachments, (list, tuple)) and not attachments)
    if no_files and text_survives_get(prompt, by_get.params):
        return by_get
    options: dict[str, Any] = {
        "model": or_unset(model),
        "seed": or_unset(seed),
        "temperature": or_unset(temperature),
        **sampling,
    }
    if json:
        options["response_format"] = {"type": "json_object"}
    conversation = [{"role": "system", "content": system}] if system is not None else []
    conversation.append({"role": "user", "content": prompt})
    return chat_call(conversation, _read_chat_text, options, extra, attachments)


def _pieces(fields: dict[str, Any]) -> Iterable[str]:
    from pollination_sdk._responses.streams.chat_decoder import text_of  # noqa: PLC0415 - only streams need it

    return text_of(fields)


stream_text = streamed(text, "str", _pieces, "Generate text and read it as a stream, piece by piece.")


def text_url(
    prompt: str,
    *,
    model: TextModel | None = None,
    seed: Seed = None,
    system: str | None = None,
    json: bool | None = None,
    temperature: float | None = None,
    top_p: float | None = None,
    presence_penalty: float | None = None,
    frequency_penalty: float | None = None,
    repetition_penalty: float | None = None,
    max_tokens: int | None = None,
    max_completion_tokens: int | None = None,
    reasoning_effort: ReasoningEffort | None = None,
    safe: Safety | None = None,
    extra: Extra = None,
    with_key: bool = False,
) -> Link:
    """Return a link that generates the text when it is opened, to share. Nothing is sent.

    The characters `? + / & = # % : ; , @ $` become their full-width forms in the link: the model would receive them
    percent-encoded.

    Args:
        prompt: The prompt.
        model: As for `text`.
        seed: As for `text`; `"random"` and -1 put a random number into the link.
        system: As for `text`.
        json: As for `text`.
        temperature: As for `text`.
        top_p: As for `text`.
        presence_penalty: As for `text`.
        frequency_penalty: As for `text`.
        repetition_penalty: As for `text`.
        max_tokens: As for `text`.
        max_completion_tokens: As for `text`.
        reasoning_effort: As for `text`.
        safe: As for `text`.
        extra: As for `text`.
        with_key: Whether the link contains the client's publishable key (`pk_`), which everybody with the link can
            read. A link never contains a secret key.

    Raises:
        PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
        MissingKeyError: `with_key` is True, and the client has no publishable key.
    """
    text_call = _in_url(
        text_prompt(as_prompt(prompt)),
        model=model,
        seed=seed,
        system=system,
        json=json,
        temperature=temperature,
        sampling=_sampling(
            top_p=top_p,
            presence_penalty=presence_penalty,
            frequency_penalty=frequency_penalty,
            repetition_penalty=repetition_penalty,
            max_tokens=max_tokens,
            max_completion_tokens=max_completion_tokens,
            reasoning_effort=reasoning_effort,
            safe=safe,
        ),
        extra=extra,
    )
    return Link(text_call, bool(as_boolean("with_key", with_key)))


def _sampling(*, reasoning_effort: Any, safe: Any, **numbers: Any) -> dict[str, Any]:
    """Return the options that a prompt in the URL and a chat take by the same names; those not given are `UNSET`."""
    readers = {name: as_integer if name.startswith("max_") else as_number for name in numbers}
    return {
        **{name: or_unset(readers[name](name, value)) for name, value in numbers.items()},
        "reasoning_effort": or_unset(as_text("reasoning_effort", reasoning_effort)),
        "safe": safety_in_query(safe),
    }


def _in_url(
    prompt: str,
    *,
    model: TextModel | None,
    seed: Seed,
    system: str | None,
    json: bool | None,
    temperature: float | None,
    sampling: dict[str, Any],
    extra: Extra,
) -> Call[str]:
    kwargs = get_generate_text_prompt._get_kwargs(  # noqa: SLF001 - the generated half that sends nothing
        prompt,
        model=or_unset(as_text("model", model)),
        seed=or_unset(as_seed("seed", seed)),
        system=or_unset(as_text("system", system)),
        json=only_true(json, "json"),
        temperature=or_unset(as_number("temperature", temperature)),
        stream=or_unset(None),
        **sampling,
    )
    return generation(get_generate_text_prompt, kwargs, read_text, extra, accept="text/plain, application/json")


def _read_chat_text(response: httpx.Response) -> str:
    return warned_if_empty(decode(types.ChatCompletion, read_json(response), response).text, response)
