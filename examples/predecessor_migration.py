"""A migration: a program of the SDK that OpenAPI Generator made, as it was, and the same with `Pollinations`."""

import os
from pprint import pprint

import pollination_sdk
from pollination_sdk import Pollinations, errors
from pollination_sdk.models.post_generate_v1_chat_completions_request import PostGenerateV1ChatCompletionsRequest
from pollination_sdk.rest import ApiException


def before() -> str | None:
    """Ask as the earlier SDK did."""
    configuration = pollination_sdk.Configuration(
        host=os.environ.get("POLLINATIONS_BASE_URL", "https://gen.pollinations.ai"),
        access_token=os.environ["POLLINATIONS_API_KEY"],
    )
    with pollination_sdk.ApiClient(configuration) as api_client:
        api_instance = pollination_sdk.GenPollinationsAiApi(api_client)
        request = PostGenerateV1ChatCompletionsRequest.from_dict(
            {"messages": [{"role": "user", "content": "What is moss?"}], "model": "openai"}
        )
        try:
            api_response = api_instance.post_generate_v1_chat_completions(request)
            pprint(api_instance.get_account_balance())
        except ApiException as e:
            print(f"Exception when calling GenPollinationsAiApi: {e}\n")
            return None
    content = api_response.choices[0].message.content
    return str(content)


def after() -> str | None:
    """Ask as it is done today."""
    with Pollinations() as client:
        try:
            answer = client.chat("What is moss?", model="openai")
            print(client.balance())
        except errors.APIError as error:
            print(error)
            return None
    return answer.text


if __name__ == "__main__":
    print(before() == after())
