"""A client that OpenAPI Generator makes of the contract, against the sandbox: it tells others enough too."""

import io
import os
import subprocess
import sys
from importlib import import_module, util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GENERATOR = Path(sys.executable).with_name("openapi-generator-cli")
NAME = "client_of_another_generator"
pytestmark = [
    pytest.mark.skipif(not GENERATOR.exists(), reason="the dependency group `interop` brings OpenAPI Generator"),
    pytest.mark.skipif(util.find_spec("pydantic") is None, reason="the client it makes needs pydantic"),
    pytest.mark.filterwarnings("default"),  # what it writes is not ours to mend
]


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """The package that OpenAPI Generator makes, imported."""
    folder = tmp_path_factory.mktemp("generated")
    command = [GENERATOR, "generate", "-g", "python", "-i", ROOT / "openapi.yaml", "-o", folder, "--package-name", NAME]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a tool by its path
    assert done.returncode == 0, done.stdout + done.stderr
    sys.path.insert(0, str(folder))
    try:
        yield import_module(NAME)
    finally:
        sys.path.remove(str(folder))


@pytest.fixture
def api(other, sandbox):
    """The generated client, with the sandbox's URL."""
    with other.ApiClient(other.Configuration(host=sandbox.url, access_token=sandbox.key)) as made:
        yield made


def test_the_account_is_read(other, api):
    """Balance, profile, key and usage come as its models."""
    account = other.AccountApi(api)
    assert account.get_account_balance().balance > 0
    assert account.get_account_profile().email
    assert account.get_account_key().valid is True
    assert account.get_account_usage(limit=5, before="2026-02-08 12:30:00").usage == []
    assert account.get_account_usage_daily().usage is not None


def test_the_models_are_read(other, api):
    """The three model lists come as its models."""
    models = other.ModelsApi(api)
    assert models.get_generate_v1_models().data[0].id
    assert models.get_generate_text_models()[0].name
    assert models.get_generate_image_models()[0].name


def test_a_chat_is_answered(other, api):
    """A request built of its models is understood, and the answer is one of them."""
    message = other.ChatMessage(other.UserMessage(role="user", content=other.MessageContent("hello")))
    asked = other.ChatCompletionRequest(messages=[message], temperature=1)
    answer = other.ChatApi(api).post_generate_v1_chat_completions(asked)
    assert answer.choices[0].message.content == "openai heard: hello"


def test_a_text_is_written(other, api):
    """Plain text arrives as text, since it is the first media type of the answer; JSON is the exception."""
    assert other.TextApi(api).get_generate_text_prompt("hello", model="openai") == "openai heard: hello"


def test_an_image_is_made(other, api):
    """Bytes arrive whole."""
    from PIL import Image  # noqa: PLC0415 - comes with the sandbox

    made = other.ImagesApi(api).get_generate_image_prompt("a fox", width=64, height=48)
    content = Path(made).read_bytes() if isinstance(made, (str, os.PathLike)) else bytes(made)
    with Image.open(io.BytesIO(content)) as image:
        assert image.size == (64, 48)


def test_a_refusal_is_read(other, sandbox):
    """An error comes with its status and the envelope as a model."""
    with (
        other.ApiClient(other.Configuration(host=sandbox.url, access_token="sk_wrong")) as api,
        pytest.raises(other.ApiException) as caught,
    ):
        other.AccountApi(api).get_account_key()
    assert caught.value.status == 401
    assert caught.value.data.error.actual_instance.message
