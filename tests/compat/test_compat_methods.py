"""The earlier SDK's eleven methods, called as its documentation calls them, over real sockets."""

import importlib
import inspect
import pprint
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import create_autospec

import pytest
from tests.examples import each
from tests.helpers.servers import answering

import pollination_sdk
from pollination_sdk.rest import ApiException
from pollination_sdk.sandbox import Fault

MODULES = {
    "get_account_balance200_response": "GetAccountBalance200Response",
    "get_account_key200_response": "GetAccountKey200Response",
    "get_account_profile200_response": "GetAccountProfile200Response",
    "get_account_usage200_response": "GetAccountUsage200Response",
    "get_account_usage_daily200_response": "GetAccountUsageDaily200Response",
    "get_generate_image_models200_response_inner": "GetGenerateImageModels200ResponseInner",
    "get_generate_v1_models200_response": "GetGenerateV1Models200Response",
    "post_generate_v1_chat_completions200_response": "PostGenerateV1ChatCompletions200Response",
    "post_generate_v1_chat_completions_request": "PostGenerateV1ChatCompletionsRequest",
}
IMAGE = {
    "model": "zimage",
    "width": 64,
    "height": 48,
    "seed": 0,
    "enhance": False,
    "negative_prompt": "worst quality, blurry",
    "safe": False,
    "quality": "medium",
    "image": "https://example.com/a.jpg",
    "transparent": False,
    "duration": 4,
    "aspect_ratio": "16:9",
    "audio": False,
}
TEXT = {
    "model": "openai",
    "seed": 0,
    "system": "be brief",
    "var_json": False,
    "temperature": 3.4,
    "stream": False,
}
METHODS = {
    "get_account_balance": ((), {}, "GetAccountBalance200Response"),
    "get_account_key": ((), {}, "GetAccountKey200Response"),
    "get_account_profile": ((), {}, "GetAccountProfile200Response"),
    "get_account_usage": (
        (),
        {"format": "json", "limit": 100, "before": "2026-02-08T10:00:00Z"},
        "GetAccountUsage200Response",
    ),
    "get_account_usage_daily": ((), {"format": "json"}, "GetAccountUsageDaily200Response"),
    "get_generate_image_models": ((), {}, "list"),
    "get_generate_image_prompt__s_s": (("a sunset",), IMAGE, "bytearray"),
    "get_generate_text_models": ((), {}, "list"),
    "get_generate_text_prompt": (("a haiku",), TEXT, "str"),
    "get_generate_v1_models": ((), {}, "GetGenerateV1Models200Response"),
    "post_generate_v1_chat_completions": ((), {}, "PostGenerateV1ChatCompletions200Response"),
}


@pytest.fixture
def api(sandbox):
    """Give an API that calls it."""
    configuration = pollination_sdk.Configuration(host=sandbox.url, access_token=sandbox.key)
    with pollination_sdk.ApiClient(configuration) as api_client:
        yield pollination_sdk.GenPollinationsAiApi(api_client)


@pytest.mark.parametrize("name", METHODS)
def test_each_documented_example_runs(sandbox, monkeypatch, name):
    """An example takes its second, host-less configuration from the environment and prints the documented type."""
    monkeypatch.setenv("POLLINATIONS_BASE_URL", sandbox.url)
    args, kwargs, returned = METHODS[name]
    configuration = pollination_sdk.Configuration(host="https://unused.example")
    configuration = pollination_sdk.Configuration(access_token=sandbox.key)
    if name.startswith("post"):
        kwargs = {f"{name}_request": pollination_sdk.PostGenerateV1ChatCompletionsRequest()}
    with pollination_sdk.ApiClient(configuration) as api_client:
        api_instance = pollination_sdk.GenPollinationsAiApi(api_client)
        answer = getattr(api_instance, name)(*args, **kwargs)
    assert type(answer).__name__ == returned
    assert pprint.pformat(answer)


@each(("module", "name"), MODULES.items())
def test_each_model_has_its_old_module_and_its_place_in_the_package(module, name):
    """A documented model is one class, in its own module, in `models` and in the package."""
    own = getattr(importlib.import_module(f"pollination_sdk.models.{module}"), name)
    assert own is getattr(pollination_sdk.models, name) is getattr(pollination_sdk, name)


def test_the_modules_of_the_generator_stay_importable():
    """What users import from the generator's modules is found there."""
    for module, names in {
        "api": ["GenPollinationsAiApi"],
        "api.gen_pollinations_ai_api": ["GenPollinationsAiApi"],
        "api_client": ["ApiClient"],
        "api_response": ["ApiResponse"],
        "configuration": ["Configuration"],
        "exceptions": ["ApiException", "NotFoundException", "OpenApiException", "ServiceException"],
        "rest": ["ApiException", "RESTResponse"],
    }.items():
        found = importlib.import_module(f"pollination_sdk.{module}")
        assert all(hasattr(found, name) for name in names)


def test_what_is_not_given_is_not_sent(sandbox, api):
    """None and False leave the query empty, and so do the documented defaults."""
    api.get_generate_image_prompt__s_s("x", width=64, height=64, safe=False, model=None)
    assert sandbox.requests[-1].params == {"width": "64", "height": "64"}


def test_what_is_true_is_sent_under_its_wire_name(sandbox, api):
    """`var_json` and `aspect_ratio` travel as the service spells them."""
    api.get_generate_text_prompt("hello", var_json=True)
    assert sandbox.requests[-1].params == {"json": "true"}
    api.get_generate_image_prompt__s_s("x", width=64, height=64, aspect_ratio="9:16", safe=True)
    assert sandbox.requests[-1].params == {"width": "64", "height": "64", "safe": "true", "aspectRatio": "9:16"}


def test_with_http_info_tells_status_headers_data_and_the_raw_body(api):
    """`..._with_http_info` gives the whole answer."""
    answer = api.get_generate_text_prompt_with_http_info("hello")
    assert (answer.status_code, answer.data, answer.raw_data) == (200, "openai heard: hello", b"openai heard: hello")
    assert answer.headers["X-Model-Used"] == "openai/gpt-5.4-nano"


def test_images_are_bytearrays(api):
    """An image can be changed in place, as the documented type promises."""
    image = api.get_generate_image_prompt__s_s("x", width=64, height=64)
    image[:2] = b"\x00\x00"
    assert isinstance(image, bytearray)


def test_streamed_text_is_the_raw_event_stream(api):
    """`stream=True` returns the frames as text, as it always did."""
    text = api.get_generate_text_prompt("hello", stream=True)
    assert text.startswith("data: {")
    assert text.rstrip().endswith("data: [DONE]")


def test_a_difficult_prompt_arrives_as_typed(api):
    """Text that a URL would spoil is sent with POST."""
    assert api.get_generate_text_prompt("50% of a/b\n?") == "openai heard: 50% of a/b\n?"


def test_a_streamed_chat_is_put_together(api):
    """A chat with `stream=True` returns its whole answer."""
    request = {"messages": [{"role": "user", "content": "hello"}], "stream": True}
    answer = api.post_generate_v1_chat_completions(request)
    assert answer.choices[0].message.content == "openai heard: hello"


def test_keep_alives_of_a_streamed_chat_are_dropped(sandbox, api):
    """Keep-alives that are no JSON are no part of the answer."""
    chunk = '{"choices": [{"index": 0, "delta": {"content": "hi"}, "finish_reason": "stop"}]}'
    body = f"data: : PROCESSING\n\ndata: {chunk}\n\ndata: ping\n\ndata: [DONE]\n\n"
    sandbox.queue(Fault.answer(200, body, media_type="text/event-stream"))
    answer = api.post_generate_v1_chat_completions({"messages": [{"role": "user", "content": "hello"}], "stream": True})
    assert answer.choices[0].message.content == "hi"


def test_an_answer_can_be_read_as_it_arrives(sandbox, api):
    """`..._without_preload_content` yields lines while the service is still writing."""
    sandbox.queue(Fault.truncate_stream(frames=2))
    request = pollination_sdk.PostGenerateV1ChatCompletionsRequest(
        messages=[{"role": "user", "content": "hello"}], stream=True
    )
    with api.post_generate_v1_chat_completions_without_preload_content(request) as answer:
        assert answer.status == 200
        lines = [line for line in answer if line.strip()]
    assert len(lines) == 2


@pytest.mark.parametrize("size", [1, 7, 65_536])
def test_an_unread_answer_reads_the_same_in_pieces_of_any_size(api, size):
    """`read`, `stream` and `data` give the same bytes; a negative size stands for all that are left."""
    whole = api.get_generate_v1_models_without_preload_content().data
    pieces = api.get_generate_v1_models_without_preload_content()
    assert b"".join(pieces.stream(size)) == whole
    read = api.get_generate_v1_models_without_preload_content()
    assert read.read(size) + read.read(-1) == whole


def test_an_unread_refusal_is_an_answer(api):
    """`..._without_preload_content` judges no status, as it never did."""
    answer = api.get_account_usage_without_preload_content(format="nonsense")
    assert answer.status == 400
    assert answer.json()["success"] is False


def test_csv_comes_as_text(api):
    """`format="csv"` returns the CSV, whole or with the rest of the answer."""
    assert api.get_account_usage("csv").startswith("timestamp,")
    assert api.get_account_usage_daily_with_http_info(format="csv").data.startswith("date,")


@pytest.mark.parametrize(
    "call",
    [
        lambda api: api.get_generate_image_prompt__s_s("fox", seed=-1, width=16, height=16),
        lambda api: api.get_generate_text_prompt("hello", seed=-1),
        lambda api: api.get_generate_text_prompt("hello", seed=-1, stream=True),
        lambda api: api.get_generate_text_prompt_without_preload_content("hello", seed=-1).data,
        lambda api: api.post_generate_v1_chat_completions(
            pollination_sdk.PostGenerateV1ChatCompletionsRequest(messages=[{"role": "user", "content": "hi"}], seed=-1)
        ),
    ],
)
def test_the_seed_minus_one_still_asks_for_a_new_result(sandbox, api, call):
    """-1 keeps its documented meaning: the service no longer gives it one, so a random number is sent."""
    for _ in range(2):
        call(api)
    sent = [
        request.json()["seed"] if request.method == "POST" else int(request.params["seed"])
        for request in sandbox.requests
    ]
    assert sent[0] != sent[1]
    assert min(sent) > 0
    assert sandbox.billed == 2


def test_a_misspelt_argument_is_refused(sandbox, api):
    """An unknown keyword is an `ApiTypeError`, which is a `TypeError`, and nothing is sent."""
    with pytest.raises(TypeError, match="widht") as caught:
        api.get_generate_image_prompt__s_s("x", widht=3)
    assert isinstance(caught.value, pollination_sdk.ApiTypeError)
    assert sandbox.requests == []


def test_a_value_of_the_wrong_type_is_refused(sandbox, api):
    """A prompt that is no text and a conversation that is no request are `ApiTypeError`, unsent."""
    for call in (api.get_generate_text_prompt, api.get_generate_image_prompt__s_s):
        with pytest.raises(pollination_sdk.ApiTypeError, match="prompt takes text, not int"):
            call(5)
    with pytest.raises(pollination_sdk.ApiTypeError, match="not str"):
        api.post_generate_v1_chat_completions("hello")
    assert sandbox.requests == []


def test_the_api_can_be_extended_and_mocked(api):
    """Subclasses reach the methods by `super`, and autospecced mocks know their signatures."""

    class Mine(pollination_sdk.GenPollinationsAiApi):
        def get_generate_text_prompt(self, prompt, **options):
            return super().get_generate_text_prompt(f"{prompt}!", **options).upper()

    assert Mine(api.api_client).get_generate_text_prompt("hello") == "OPENAI HEARD: HELLO!"
    mock = create_autospec(pollination_sdk.GenPollinationsAiApi, instance=True)
    mock.get_account_usage(limit=3)
    with pytest.raises(TypeError):
        mock.get_account_usage(limits=3)


def test_one_client_serves_many_threads(sandbox, api):
    """Calls of eight threads each get their own answer."""
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(api.get_generate_text_prompt, [f"number {n}" for n in range(40)]))
    assert answers == [f"openai heard: number {n}" for n in range(40)]


def test_signatures_show_the_arguments():
    """`help` and editors see each operation's own arguments and the options of every call."""
    for name, (_, kwargs, _) in METHODS.items():
        for suffix in ("", "_with_http_info", "_without_preload_content"):
            method = getattr(pollination_sdk.GenPollinationsAiApi, name + suffix)
            assert method.__name__ == name + suffix
            shown = inspect.signature(method).parameters
            assert {*kwargs, "_request_timeout", "_request_auth", "_headers", "_host_index"} <= {*shown}


def test_one_call_may_bring_its_own_key_and_headers(sandbox, api):
    """`_request_auth` and `_headers` hold for one call only."""
    other = sandbox.publishable_key
    auth = {"type": "bearer", "in": "header", "key": "Authorization", "value": f"Bearer {other}"}
    api.get_account_key(_request_auth=auth, _headers={"X-Trace": "7", "Accept": "application/json"})
    api.get_account_key()
    first, second = sandbox.requests[-2:]
    assert (first.headers["authorization"], first.headers["x-trace"]) == (f"Bearer {other}", "7")
    assert second.headers["authorization"] == f"Bearer {sandbox.key}"
    assert "x-trace" not in second.headers


def test_a_key_may_travel_in_the_query(sandbox, api):
    """`_request_auth` with `in: query` puts the key into the URL of that call."""
    api.get_account_key(_request_auth={"type": "api_key", "in": "query", "key": "key", "value": sandbox.key})
    assert sandbox.requests[-1].params == {"key": sandbox.key}


def test_default_headers_are_sent(sandbox):
    """Headers, cookie and user agent of the client are on every request; a bearer header serves as the key."""
    client = pollination_sdk.ApiClient(
        pollination_sdk.Configuration(host=sandbox.url), "Authorization", f"Bearer {sandbox.key}", cookie="a=b"
    )
    client.set_default_header("X-App", "mine")
    client.user_agent = "my-app/1"
    with client:
        assert pollination_sdk.GenPollinationsAiApi(client).get_account_key().valid
    sent = sandbox.requests[-1].headers
    assert (sent["x-app"], sent["cookie"], sent["user-agent"]) == ("mine", "a=b", "my-app/1")


@pytest.mark.parametrize("value", ["Basic dXNlcjpwYXNz", "Token plain-token-0123", "sk_without_a_scheme", "Bearer"])
@pytest.mark.parametrize("way", ["default", "_headers", "_request_auth"])
def test_another_authorization_is_sent_as_it_is(sandbox, value, way):
    """A header of another scheme than Bearer is sent unchanged, by every kind of call, and shown nowhere."""
    sandbox.queue(Fault.answer(401, f"No such thing as {value}"), times=3)
    options = {}
    with pollination_sdk.ApiClient(pollination_sdk.Configuration(sandbox.url)) as client:
        if way == "default":
            client.set_default_header("authorization", value)
        elif way == "_headers":
            options["_headers"] = {"Authorization": value}
        else:
            options["_request_auth"] = {"in": "header", "key": "Authorization", "value": value}
        api = pollination_sdk.GenPollinationsAiApi(client)
        sends = [api.get_account_key, api.get_account_key_with_http_info, api.get_account_key_without_preload_content]
        if value == "Bearer":  # which says nothing
            with pytest.raises(pollination_sdk.exceptions.UnauthorizedException, match="no API key"):
                api.get_account_key(**options)
            sends = []
        for send in sends[:2]:
            with pytest.raises(pollination_sdk.exceptions.UnauthorizedException) as caught:
                send(**options, _request_timeout=9)
            assert value not in f"{caught.value} {caught.value.body}"
        for send in sends[2:]:
            assert send(**options).status == 401
    assert [request.headers["authorization"] for request in sandbox.requests] == [value] * len(sends)


@pytest.mark.parametrize("status", [302, 307])
def test_another_authorization_goes_to_no_other_host(sandbox, status):
    """A redirect to another host is followed without the header; to the same one it is sent again."""
    with answering(b"HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n" + b'{"valid":true}') as other:
        sandbox.queue(Fault.redirect(other.url.replace("127.0.0.1", "localhost"), status))
        sandbox.queue(Fault.redirect("/account/key?again=1", status))
        with pollination_sdk.ApiClient(
            pollination_sdk.Configuration(sandbox.url), "Authorization", "Basic dXNlcjpwYXNz"
        ) as client:
            api = pollination_sdk.GenPollinationsAiApi(client)
            assert api.get_account_key().valid
            with pytest.raises(pollination_sdk.exceptions.UnauthorizedException):
                api.get_account_key()
    assert "authorization" not in other.heads[0].lower()
    assert [request.headers["authorization"] for request in sandbox.requests] == ["Basic dXNlcjpwYXNz"] * 3


def test_a_token_wins_over_a_default_authorization(sandbox, api):
    """The configuration's token replaces a default header, and the authorization of one call replaces both."""
    api.api_client.set_default_header("Authorization", "Basic dXNlcjpwYXNz")
    assert api.get_account_key().valid
    with pytest.raises(ApiException):
        api.get_account_key(_request_auth={"in": "header", "key": "Authorization", "value": "Digest a=b"})
    assert api.get_account_key().valid
    sent = [request.headers["authorization"] for request in sandbox.requests[-3:]]
    assert sent == [f"Bearer {sandbox.key}", "Digest a=b", f"Bearer {sandbox.key}"]


def test_the_key_and_the_host_are_read_at_each_call(sandbox):
    """A configuration may be changed between calls, and a client used again after its `with`."""
    configuration = pollination_sdk.Configuration(host="http://127.0.0.1:9", access_token="sk_wrong_key_000")
    with pollination_sdk.ApiClient(configuration) as client:
        api = pollination_sdk.GenPollinationsAiApi(client)
        configuration.host = sandbox.url
        with pytest.raises(ApiException):
            api.get_account_key()
        configuration.access_token = sandbox.key
        assert api.get_account_key().valid
    assert api.get_account_key().valid
    client.close()


def test_an_api_without_a_client_takes_the_default_one(sandbox, monkeypatch):
    """`Configuration.set_default` reaches an API that is given nothing."""
    monkeypatch.setattr(pollination_sdk.Configuration, "_default", None)
    monkeypatch.setattr(pollination_sdk.ApiClient, "_default", None)
    pollination_sdk.Configuration.set_default(pollination_sdk.Configuration(host=sandbox.url, access_token=sandbox.key))
    api = pollination_sdk.GenPollinationsAiApi()
    assert api.get_account_key().valid
    assert api.api_client is pollination_sdk.ApiClient.get_default()
    api.api_client.close()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"_host_index": 1}, "one server"),
        ({"_content_type": "text/xml"}, "application/json"),
        ({"_request_timeout": 0}, "above 0"),
        ({"_request_timeout": (1, 2, 3)}, "pair"),
        ({"_request_timeout": (1, -2)}, "above 0"),
        ({"_request_auth": {"in": "body", "key": "a", "value": "b"}}, "header, a cookie"),
        ({"_request_auth": {"key": "a"}}, "_request_auth takes a dict"),
        ({"_headers": {"bad name": "x"}}, "header name"),
        ({"_headers": {"Content-Length": "3"}}, "_headers holds Content-Length"),
        ({"_headers": {"Authorization": "Basic \n"}}, "_headers gives 'Authorization'"),
    ],
)
def test_an_option_that_cannot_be_met_is_refused(sandbox, api, options, message):
    """A wrong option is said at once, and nothing is sent."""
    with pytest.raises((pollination_sdk.ApiValueError, pollination_sdk.ApiTypeError), match=message):
        api.get_account_key(**options)
    assert sandbox.requests == []
