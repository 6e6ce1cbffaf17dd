"""The media host of the sandbox: uploads in three forms, what reads them, and the files of generated media."""

import base64
import re

import httpx
import pytest

from pollination_sdk.sandbox import Sandbox

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
