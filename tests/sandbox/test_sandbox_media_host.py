"""The media host of the sandbox: uploads in three forms, what reads them, and the files of generated media."""

import base64
import re
import tracemalloc
from datetime import timedelta

import httpx
import pytest

from pollination_sdk.sandbox import Fault, Sandbox

BYTES = bytes(range(256)) + b"\r\n--\n\r" * 3
UPLOAD = "/x-media/upload"


@pytest.fixture
def client(sandbox):
    """Give a client that carries the key."""
    with httpx.Client(base_url=sandbox.url, headers={"Authorization": f"Bearer {sandbox.key}"}) as one:
        yield one


def stored(client, **sent):
    """Upload and return what the host tells of the file."""
    answer = client.post(UPLOAD, **sent)
    assert answer.status_code == 200, answer.text
    return answer.json()


FORMS = {
    "a form": {"files": {"file": ("a.bin", BYTES, "image/png")}},
    "JSON": {"json": {"data": base64.b64encode(BYTES).decode(), "contentType": "image/png"}},
    "a data URI": {"json": {"data": f"data:image/png;base64,{base64.b64encode(BYTES).decode()}"}},
    "the bytes": {"content": BYTES, "headers": {"Content-Type": "image/png", "X-File-Name": "a.png"}},
}


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_uploaded_in_each_form_and_read_without_a_key(client, form):
    """What comes back are the same bytes with their type, and HEAD and the metadata describe them."""
    file = stored(client, **FORMS[form])
    assert (file["contentType"], file["size"]) == ("image/png", len(BYTES))
    answer = httpx.get(file["url"])
    assert (answer.content, answer.headers["content-type"]) == (BYTES, "image/png")
    assert (answer.headers["x-content-id"], answer.headers["x-content-size"]) == (file["id"], str(len(BYTES)))
    head = httpx.head(file["url"])
    assert (head.content, head.headers["content-length"]) == (b"", str(len(BYTES)))
    assert httpx.get(f"{file['url']}/metadata").json() == file
    assert httpx.get(f"{file['url']}x").status_code == 404


def test_equal_files_have_different_ids_and_an_own_id_is_taken_once(sandbox, client):
    """Ids are random; an id of the caller's clashes with 409, and an ill-formed one is 400."""
    first, second = (stored(client, content=BYTES) for _ in range(2))
    assert first["id"] != second["id"]
    sent = {"files": {"file": ("a", b"1")}, "data": {"id": "my.own-id"}}
    assert stored(client, **sent)["id"] == "my.own-id"
    assert client.post(UPLOAD, **sent).status_code == 409
    for wrong in ({"id": "no/slash"}, {"tags": ",".join("abcdefghi")}):
        assert client.post(UPLOAD, files={"file": ("a", b"1")}, data=wrong).status_code == 400
    assert client.post(UPLOAD, data={"id": "x"}, files={"other": ("a", b"1")}).status_code == 400
    assert client.post(UPLOAD, json={"data": "not base64!"}).status_code == 400
    assert httpx.post(sandbox.url + UPLOAD, content=BYTES).status_code == 401


def test_tags_publish_files_and_their_owner_deletes_them(sandbox, client):
    """The list of a tag has pages; only the key that published a file deletes it."""
    made = [stored(client, json={"data": "YQ==", "tags": ["fox", "snow"]})["id"] for _ in range(3)]
    stored(client, json={"data": "YQ=="})
    first = client.get("/x-media/media?tag=fox&limit=2").json()
    assert ([one["id"] for one in first["items"]], first["hasMore"]) == (made[:0:-1], True)
    last = client.get(f"/x-media/media?tag=fox&limit=2&cursor={first['nextCursor']}").json()
    assert ([one["id"] for one in last["items"]], last["hasMore"], last["nextCursor"]) == (made[:1], False, None)
    other = {"Authorization": f"Bearer {sandbox.add_key()}"}
    assert client.delete(f"/x-media/media/{made[0]}", headers=other).status_code == 403
    assert client.delete(f"/x-media/media/{made[0]}").status_code == 200
    assert client.delete(f"/x-media/media/{made[0]}").status_code == 404
    assert client.get("/x-media/media?tag=fox&cursor=x").status_code == 400


def test_generated_media_are_stored_and_their_answers_point_at_them(tmp_path):
    """`Link: rel="enclosure"` leads to the same bytes, for a hit as well, also after a restart."""
    for _ in range(2):
        with Sandbox(store=tmp_path / "sandbox.db") as sandbox:
            headers = {"Authorization": f"Bearer {sandbox.key}"}
            for _ in range(2):
                answer = httpx.get(f"{sandbox.url}/image/a?width=8&height=8", headers=headers)
                url = re.fullmatch(r'<(http://[^>]+)>; rel="enclosure"', answer.headers["link"])[1]
                file = httpx.get(url)
                assert (file.content, file.headers["content-type"]) == (answer.content, "image/jpeg")


def test_a_file_expires_after_30_days(sandbox, client):
    """Reading, metadata and the list of its tag end; its own id is free again."""
    sent = {"json": {"data": "YQ==", "tags": ["fox"], "id": "mine"}}
    url = stored(client, **sent)["url"]
    sandbox.age_storage(timedelta(days=30, seconds=-60))
    assert httpx.get(f"{url}/metadata").status_code == 200
    httpx.post(f"{sandbox.url}/_sandbox/storage", json={"days": 1}).raise_for_status()
    assert [httpx.get(address).status_code for address in (url, f"{url}/metadata")] == [404, 404]
    assert client.get("/x-media/media?tag=fox").json()["items"] == []
    assert stored(client, **sent)["id"] == "mine"


@pytest.mark.parametrize(("days", "renewed"), [(14.9, False), (15, True)])
def test_a_read_renews_a_file_from_its_15th_day_on(sandbox, client, days, renewed):
    """A read before that, and a look at the metadata, do not."""
    url = stored(client, content=BYTES)["url"]
    sandbox.age_storage(timedelta(days=days))
    httpx.get(url).raise_for_status()
    sandbox.age_storage(timedelta(days=29) - timedelta(days=days))
    httpx.get(f"{url}/metadata").raise_for_status()
    sandbox.age_storage(timedelta(days=2))
    assert httpx.get(url).is_success == renewed


def test_stored_answers_expire_as_well(sandbox, client):
    """An identical request is a new generation after 30 days, and its file is there again."""
    first = client.get("/image/a?width=8&height=8")
    sandbox.age_storage(timedelta(days=31))
    again = client.get("/image/a?width=8&height=8")
    assert (again.headers["x-cache"], sandbox.billed, again.content) == ("MISS", 2, first.content)
    assert httpx.get(again.headers["link"][1:].partition(">")[0]).content == first.content
    assert client.get("/image/a?width=8&height=8").headers["x-cache"] == "HIT"


@pytest.mark.parametrize("order", [{"days": -1}, {"days": True}, {"days": "1"}, {"hours": 1}, {}, [], {"days": 1e9}])
def test_an_age_that_is_none_is_refused(sandbox, order):
    """Over HTTP with 400, and by the method with ValueError."""
    assert httpx.post(f"{sandbox.url}/_sandbox/storage", json=order).status_code == 400
    with pytest.raises(ValueError, match="from 0"):
        sandbox.age_storage(timedelta(days=-1))


@pytest.mark.slow(reason="sends a large file")
@pytest.mark.parametrize("form", ["the bytes", "a form"])
def test_a_large_upload_does_not_stay_in_memory(sandbox, form):
    """20 MiB arrive, are recorded and are read again in pieces, which takes a fraction of that memory."""
    piece, count = bytes(range(256)) * 4096, 20
    heads = {"the bytes": "video/mp4", "a form": "multipart/form-data; boundary=b"}
    before = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: video/mp4\r\n\r\n'
    around = {"the bytes": ([], []), "a form": ([before], [b"\r\n--b--\r\n"])}[form]
    headers = {"Authorization": f"Bearer {sandbox.key}", "Content-Type": heads[form]}
    tracemalloc.start()
    try:
        sent = iter([*around[0], *[piece] * count, *around[1]])
        answer = httpx.post(sandbox.url + UPLOAD, content=sent, headers=headers, timeout=60)
        with httpx.stream("GET", answer.json()["url"]) as read:
            assert all(part == piece for part in read.iter_bytes(len(piece)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (answer.json()["size"], answer.json()["contentType"]) == (len(piece) * count, "video/mp4")
    assert sandbox.requests[-2].sent.size >= len(piece) * count
    assert peak < 12 * len(piece)


def test_a_fault_changes_a_large_file_too(sandbox, client):
    """What truncates a file has the whole file."""
    url = stored(client, content=bytes(3_000_000))["url"]
    sandbox.queue(Fault.truncate(2_000_000))
    assert len(httpx.get(url).content) == 2_000_000


def test_json_has_a_limit_of_its_own(client):
    """A form, or the bytes themselves, may be larger."""
    pieces = iter([b'{"data": "', *[b"A" * 1024 * 1024] * 100, b'"}'])
    answer = client.post(UPLOAD, content=pieces, headers={"Content-Type": "application/json"}, timeout=60)
    assert (answer.status_code, "100 MiB" in answer.text) == (413, True)
