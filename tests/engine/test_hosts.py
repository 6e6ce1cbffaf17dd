"""The three hosts of the service: which call goes where, and which of them gets a key."""

import os
import pickle

import httpx
import httpx2
import pytest
from tests.helpers.flavours import every_flavour, finish
from tests.helpers.hosts import ANSWER, IMAGE, KEY, OBJECT, PNG, line, mocked, redirecting, resolving, sent
from tests.helpers.servers import RawServer, answering

from pollination_api.contract import load
from pollination_sdk import ApiClient, AsyncPollinations, Configuration, Pollinations, Retry, errors
from pollination_sdk._operations.stored_files import fetch_media  # no public method fetches the URLs of answers yet

pytestmark = pytest.mark.usefixtures("no_key_in_any_log")

MISSING = (
    b'{"success":false,"status":401,"error":{"code":"UNAUTHORIZED","message":"Authentication required. Please provide '
    b'an API key via Authorization header (Bearer token) or ?key= query parameter.","timestamp":"2026-01-01",'
    b'"details":{"name":"x"}}}'
)


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """Start without settings in the environment."""
    for name in ("API_KEY", "BASE_URL", "MEDIA_URL", "ENTER_URL"):
        monkeypatch.delenv(f"POLLINATIONS_{name}", raising=False)
    return monkeypatch


@every_flavour
@pytest.mark.parametrize("query_key", ["auto", "always"])
async def test_the_public_service_has_three_hosts_and_all_get_the_key(flavour, query_key):
    """Each operation goes to its own host, without the prefix of the contract, with the key in its place."""
    seen = []
    client = mocked(flavour, seen, query_key=query_key)
    await client.call("get_media_metadata", id="abc")
    await client.call("get_enter_userinfo")
    await client.call("get_account_key")
    hosts = ["media.pollinations.ai/abc/metadata", "enter.pollinations.ai/api/oauth/userinfo"]
    expected = [f"https://{place}" for place in (*hosts, "gen.pollinations.ai/account/key")]
    assert [str(request.url).partition("?")[0] for request in seen] == expected
    for request in seen:
        if query_key == "auto":
            assert request.headers["authorization"] == f"Bearer {KEY}"
        else:
            assert request.url.params["key"] == KEY
            assert "authorization" not in request.headers


def test_every_operation_of_another_host_says_so_twice():
    """In the contract `x-host` and the start of the path agree, and the client has a host for each."""
    paths = load()["paths"]
    named = {
        (path.split("/")[1], value.get("x-host"))
        for path, item in paths.items()
        for value in item.values()
        if isinstance(value, dict) and (path.startswith("/x-") or "x-host" in value)
    }
    assert named == {("x-media", "media"), ("x-enter", "enter")}


@every_flavour
async def test_another_base_url_has_the_other_hosts_below_it(flavour):
    """A server that is not the public service gets the paths of the contract, below the path of its URL."""
    with answering(ANSWER) as server:
        client = flavour.client(KEY, base_url=f"{server.url}/proxy/")
        await client.call("get_media_metadata", id="a/b")
        await client.call("get_enter_authorization_server")
    assert list(map(line, server.heads)) == [
        "GET /proxy/x-media/a%2Fb/metadata",
        "GET /proxy/x-enter/.well-known/oauth-authorization-server",
    ]
    assert all(f"Authorization: Bearer {KEY}".lower() in head.lower() for head in server.heads)


@every_flavour
@pytest.mark.parametrize("given", ["argument", "environment", "with_options"])
async def test_the_other_hosts_can_be_named(flavour, environment, given):
    """`media_url` and `enter_url` come from the argument, the environment or `with_options`; the key goes there."""
    with answering(ANSWER) as media, answering(ANSWER) as enter, answering(ANSWER) as base:
        urls = {"media_url": f"{media.url}/files/", "enter_url": enter.url}
        if given == "environment":
            for name, url in urls.items():
                environment.setenv(f"POLLINATIONS_{name.upper()}", url)
        client = flavour.client(KEY, base_url=base.url, **(urls if given == "argument" else {}))
        if given == "with_options":
            client = client.with_options(**urls)
        await client.call("get_media_metadata", id="abc")
        await client.call("get_enter_userinfo")
    assert list(map(line, media.heads)) == ["GET /files/abc/metadata"]
    assert list(map(line, enter.heads)) == ["GET /api/oauth/userinfo"]
    assert KEY in media.heads[0]
    assert KEY in enter.heads[0]
    assert not base.heads


@pytest.mark.parametrize("cls", [Pollinations, AsyncPollinations])
def test_the_other_hosts_follow_the_base_url_unless_they_are_named(cls, environment):
    """A copy with another `base_url` has other hosts, those that were named stay, and a pickle keeps them."""
    client = cls(KEY)
    assert (client.media_url, client.enter_url) == ("https://media.pollinations.ai", "https://enter.pollinations.ai")
    moved = client.with_options(base_url="https://gate.example/v", media_url="https://files.example")
    assert (moved.media_url, moved.enter_url) == ("https://files.example", "https://gate.example/v/x-enter")
    assert moved != client
    back = pickle.loads(pickle.dumps(moved))
    environment.setenv("POLLINATIONS_ENTER_URL", "https://later.example")
    assert (back.media_url, back.enter_url) == (moved.media_url, moved.enter_url)
    assert moved.with_options(base_url=None).media_url == "https://files.example"
    assert moved.with_options(media_url=None).media_url == "https://gate.example/v/x-media"
    assert moved.with_options(timeout=3).enter_url == moved.enter_url


@pytest.mark.parametrize("cls", [Pollinations, AsyncPollinations])
@pytest.mark.parametrize("name", ["base_url", "media_url", "enter_url"])
def test_the_old_hosts_are_refused(cls, name, environment):
    """`image.*` and `text.*` take no keys: the error says so, and names the host that does."""
    host = "gen" if name == "base_url" else name.removesuffix("_url")
    for url in ("https://image.pollinations.ai", "http://TEXT.pollinations.ai./openai"):
        with pytest.raises(errors.ConfigurationError, match=rf"^{name} .*old host.*https://{host}\.pollinations\.ai"):
            cls(KEY, **{name: url})
        with pytest.raises(ValueError, match="old host"):
            cls(KEY).with_options(**{name: url})
    environment.setenv(f"POLLINATIONS_{name.upper()}", "https://image.pollinations.ai")
    with pytest.raises(errors.ConfigurationError, match=f"^POLLINATIONS_{name.upper()} "):
        cls(KEY)


def test_the_old_hosts_are_refused_by_the_earlier_surface_too():
    """A configuration with an old host is refused in the words of the client."""
    with pytest.raises(ValueError, match=r"old host.*https://gen\.pollinations\.ai"):
        ApiClient(Configuration(host="https://text.pollinations.ai"))


@pytest.mark.parametrize("name", ["media_url", "enter_url"])
def test_a_key_in_the_url_needs_a_host_that_nobody_overhears(name):
    """`query_key="always"` holds for each of the three hosts."""
    with pytest.raises(ValueError, match=f"as {name}"):
        Pollinations(KEY, query_key="always", **{name: "http://files.example"})


@every_flavour
async def test_each_host_has_a_key_placement_of_its_own(flavour):
    """A host behind which the header is lost gets `?key=`; a host that takes the header does not."""

    def serve(connection):
        while head := base.head(connection):
            whole = b"key=" in head
            body, status = (OBJECT, b"200 OK") if whole else (MISSING, b"401 No")
            kind = b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
            connection.sendall(b"HTTP/1.1 %b\r\n%b%b" % (status, kind, body))

    base = RawServer(serve)
    with base, answering(ANSWER) as media:
        client = flavour.client(KEY, base_url=base.url, media_url=media.url)
        with pytest.warns(errors.KeyInURLWarning):
            await client.call("get_enter_userinfo")
        await client.call("get_enter_userinfo")
        await client.call("get_media_metadata", id="abc")
        await client.with_options(timeout=5).call("get_media_metadata", id="abc")
    assert ["key=" in head for head in base.heads] == [False, True, True]
    assert ["key=" in head for head in media.heads] == [False, False]


@every_flavour
async def test_no_key_goes_in_a_url_to_a_host_that_others_overhear(flavour, monkeypatch):
    """The fallback to `?key=` is decided for each host: here `base_url` would allow it, and the media host does not."""
    monkeypatch.setattr("socket.getaddrinfo", resolving({"files.example": "127.0.0.1"}))
    body = b"HTTP/1.1 401 No\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
        len(MISSING),
        MISSING,
    )
    with answering(body) as media, answering(ANSWER) as base:
        client = flavour.client(KEY, base_url=base.url, media_url=f"http://files.example:{media.port}")
        with pytest.raises(errors.AuthenticationError):
            await client.call("get_media_metadata", id="abc")
    assert ["key=" in head for head in media.heads] == [False]


@every_flavour
@pytest.mark.parametrize("query_key", ["auto", "always"])
@pytest.mark.parametrize("host", ["media", "enter", "base"])
async def test_no_key_follows_a_redirect_from_any_of_the_hosts(flavour, query_key, host):
    """Another host gets neither the key nor the caller's own headers, also where it is one of the three."""
    calls = {
        "media": ("get_media_metadata", {"id": "abc"}),
        "enter": ("get_enter_userinfo", {}),
        "base": ("get_account_key", {}),
    }
    name, arguments = calls[host]
    with answering(ANSWER) as other, redirecting(f"{other.url}/there?key={KEY}&a=1") as server:
        client = flavour.client(
            KEY, query_key=query_key, headers={"X-Token": "hush"}, **{"base_url": other.url, f"{host}_url": server.url}
        )
        await client.call(name, **arguments)
    (head,) = other.heads
    assert line(head) == "GET /there?a=1"
    assert KEY not in head
    assert "hush" not in head
    assert KEY in server.heads[0]
    assert "hush" in server.heads[0]


@every_flavour
@pytest.mark.parametrize("query_key", ["auto", "always"])
@pytest.mark.parametrize("own", [False, True])
async def test_a_url_in_an_answer_is_read_without_a_key(flavour, query_key, own):
    """Neither the key nor the caller's own headers go to it, not even to one of the three hosts."""
    with answering(IMAGE) as server, answering(ANSWER) as base:
        urls = {"media_url": server.url} if own else {}
        client = flavour.client(KEY, base_url=base.url, query_key=query_key, headers={"X-Token": "hush"}, **urls)
        media = await sent(client, fetch_media(f"{server.url}/a%2Fb.png?sig=1%2B2&key={KEY}#top", "image"))
    assert bytes(media) == PNG
    (head,) = server.heads
    assert line(head) == "GET /a%2Fb.png?sig=1%2B2"
    assert KEY not in head
    assert "hush" not in head
    assert not base.heads


@pytest.mark.parametrize("library", [httpx, httpx2])
@pytest.mark.parametrize("kind", ["url", "redirect"])
def test_a_given_client_adds_nothing_for_another_host(library, kind):
    """The default headers, cookies, parameters and authentication of the caller's httpx client stay behind."""
    options = {"headers": {"X-Api-Key": "hush", "Authorization": "hush"}, "cookies": {"a": "hush"}}
    with (
        answering(IMAGE) as other,
        redirecting(f"{other.url}/there") as server,
        library.Client(**options, params={"p": "hush"}, auth=("u", "hush")) as http,
    ):
        client = Pollinations(KEY, base_url=server.url, http_client=http)
        if kind == "url":
            finish(sent(client, fetch_media(f"{other.url}/there")))
        else:
            client.call("get_media_by_id", id="abc")
    (head,) = other.heads
    assert line(head) == "GET /there"
    assert "hush" not in head
    assert KEY not in head


@every_flavour
@pytest.mark.parametrize("status", [401, 403, 404, 429, 500])
async def test_a_refusal_of_a_named_host_says_nothing_of_the_key(flavour, status):
    """The advice names the host and the likely cause: the file is gone. No other key is tried."""
    with answering(b"HTTP/1.1 %d No\r\nContent-Length: 0\r\n\r\n" % status) as server, answering(ANSWER) as base:
        client = flavour.client([KEY, "sk_second_one"], base_url=base.url, retry=Retry.off)
        with pytest.raises(errors.APIError, match=r"file at 127\.0\.0\.1.*30 days") as caught:
            await sent(client, fetch_media(f"{server.url}/a"))
    assert caught.value.status == status
    assert len(server.heads) == 1


@pytest.mark.parametrize(
    "url", ["", "abc", "/media/abc", "file:///etc/passwd", "http://", "http://[", "data:image/png,", None]
)
def test_what_is_no_url_of_a_server_is_refused(url):
    """An answer that names a file by anything else is refused, as one that breaks the contract."""
    with pytest.raises(errors.UnexpectedResponseError, match="no URL"):
        fetch_media(url)


@every_flavour
async def test_a_file_is_read_over_https_only(flavour):
    """Plain http is for a service on this machine; a redirect to it is not followed either."""
    seen = []
    client = mocked(flavour, seen)
    with pytest.raises(errors.UnexpectedResponseError, match="over https only"):
        await sent(client, fetch_media("http://files.example/a.png"))
    assert not seen
    client = mocked(flavour, seen, lambda _: httpx.Response(302, headers={"location": "http://files.example/"}))
    with pytest.raises(errors.APIError, match="cannot follow"):
        await client.call("get_media_metadata", id="abc")
    assert len(seen) == 1


@every_flavour
async def test_every_operation_of_the_other_hosts_arrives(flavour):
    """Uploads, lists, HEAD and deletions, and the steps of a sign-in, arrive at their paths with their bodies."""

    def serve(connection):
        while head := server.head(connection):
            body = head.partition(b"\r\n\r\n")[2]
            headers = headers_of(head)
            length = int(headers.get("content-length", 0))
            while len(body) < length:
                body += connection.recv(65_536)
            bodies.append((headers.get("content-type"), body))
            connection.sendall(ANSWER.removesuffix(OBJECT) if head.startswith(b"HEAD") else ANSWER)

    bodies = []
    server = RawServer(serve)
    with server:
        client = flavour.client(KEY, base_url=server.url)
        for _ in range(2):
            await client.call("post_media_upload", file=b"\x00fox", tags="a,b", id="mine")
        await client.call("get_media_list", tag="foxes", limit=5)
        answer = await client.detailed.call("head_media_by_id", id="abc")
        await client.call("delete_media_by_id", id="abc")
        await client.call("get_media_by_id", id="abc")
        await client.call("post_enter_device_code", client_id="pk_app")
        await client.call("post_enter_device_token", device_code="d")
        await client.call("post_enter_oauth_token", grant_type="authorization_code", code="c", client_id="pk_app")
    assert list(map(line, server.heads)) == [
        "POST /x-media/upload",
        "POST /x-media/upload",
        "GET /x-media/media?tag=foxes&limit=5",
        "HEAD /x-media/abc",
        "DELETE /x-media/media/abc",
        "GET /x-media/abc",
        "POST /x-enter/api/device/code",
        "POST /x-enter/api/device/token",
        "POST /x-enter/api/oauth/token",
    ]
    assert answer.value is None
    assert bodies[0] == bodies[1]
    assert b"\x00fox" in bodies[0][1]
    assert bodies[6] == ("application/json", b'{"client_id":"pk_app"}')
    assert bodies[8] == (
        "application/x-www-form-urlencoded",
        b"grant_type=authorization_code&code=c&client_id=pk_app",
    )


def headers_of(head):
    """Return the headers of a request."""
    lines = head.partition(b"\r\n\r\n")[0].split(b"\r\n")[1:]
    return httpx.Headers([tuple(one.split(b": ", 1)) for one in lines])


@every_flavour
async def test_a_missing_file_of_head_is_a_404(flavour):
    """HEAD has no body that says why; the status alone makes the error."""
    with answering(b"HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 77\r\n\r\n") as server:
        client = flavour.client(KEY, base_url=server.url)
        with pytest.raises(errors.NotFoundError):
            await client.call("head_media_by_id", id="abc")
    assert len(server.heads) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_forked_child_asks_the_same_hosts():
    """The hosts are settings: a child has them, and its request carries the key."""
    with answering(ANSWER) as server:
        client = Pollinations(KEY, base_url=server.url, media_url=f"{server.url}/files")
        client.call("get_media_metadata", id="parent")
        child = os.fork()
        if not child:
            try:
                client.call("get_media_metadata", id="child")
                os._exit(0)
            finally:
                os._exit(1)
        assert os.waitpid(child, 0)[1] == 0
    assert list(map(line, server.heads)) == ["GET /files/parent/metadata", "GET /files/child/metadata"]
    assert all(KEY in head for head in server.heads)


@every_flavour
async def test_a_stored_file_is_found_again_at_the_url_that_an_answer_names(flavour, sandbox):
    """The sandbox stores uploads and images at its media host; only the URL in the answer is asked without a key."""
    client = flavour.client(sandbox.key, base_url=sandbox.url)
    stored = await client.call("post_media_upload", file=PNG)
    assert await client.call("head_media_by_id", id=stored.id) is None
    generated = await client.call("post_v1_images_generations", prompt="fox", response_format="url")
    media = await sent(client, fetch_media(generated.data[0].url, "image"))
    assert media.media_type.startswith("image/")
    assert [(request.method, "authorization" in request.headers) for request in sandbox.requests] == [
        ("POST", True),
        ("HEAD", True),
        ("POST", True),
        ("GET", False),
    ]
