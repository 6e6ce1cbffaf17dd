"""Migration: a program of the package openai that asks this service, and the same with `Pollinations`."""

import os
from collections.abc import Iterator

import openai

from pollination_sdk import Pollinations, errors

QUESTION = "What is moss?"


def before() -> Iterator[str]:
    """Ask with the package openai."""
    host = os.environ.get("POLLINATIONS_BASE_URL", "https://gen.pollinations.ai")
    with openai.OpenAI(base_url=f"{host}/v1", api_key=os.environ["POLLINATIONS_API_KEY"]) as client:
        try:
            answer = client.chat.completions.create(
                model="openai",
                messages=[{"role": "system", "content": "You are terse."}, {"role": "user", "content": QUESTION}],
                max_completion_tokens=200,
            )
            yield answer.choices[0].message.content or ""
            stream = client.chat.completions.create(
                model="openai", messages=[{"role": "user", "content": QUESTION}], stream=True
            )
            yield "".join(chunk.choices[0].delta.content or "" for chunk in stream if chunk.choices)
            vectors = client.embeddings.create(model="openai-3-small", input=["moss", "fern"])
            yield str(len(vectors.data[0].embedding))
        except openai.RateLimitError as error:
            yield f"too many requests: {error.message}"
        except openai.APIStatusError as error:
            yield f"refused with {error.status_code}: {error.message}"


def after() -> Iterator[str]:
    """Ask with this SDK; the key and the URL come from the environment."""
    with Pollinations() as client:
        try:
            answer = client.chat(
                [{"role": "system", "content": "You are terse."}, {"role": "user", "content": QUESTION}],
                model="openai",
                max_completion_tokens=200,
            )
            yield answer.text
            with client.stream_chat(QUESTION, model="openai") as stream:
                yield "".join(stream.text_stream)
            yield str(client.embed(["moss", "fern"], model="openai-3-small").dimensions)
        except errors.RateLimitError as error:
            yield f"too many requests: {error.message}"
        except errors.APIError as error:
            yield f"refused with {error.status}: {error.message}"


def main() -> None:
    """Print both side by side."""
    for old, new in zip(before(), after(), strict=True):
        print(f"openai:       {old}\nPollinations: {new}")


if __name__ == "__main__":
    main()
