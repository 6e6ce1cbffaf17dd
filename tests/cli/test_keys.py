"""The commands for keys, quests and earnings, and the sign-in of `pollinations login --client-id`."""

import json
import os
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pollination_sdk import login, without_waiting


def test_a_key_is_made_listed_and_revoked(command):
    """The key alone is on stdout; the list shows no secret."""
    made = command(
        *["keys", "create", "my app", "--expires", "7d", "--budget", "2", "--models", "text", "--permission", "usage"]
    )
    key = made.out.strip()
    assert key.startswith("sk_")
    assert key not in made.err
    assert "shown only this once" in made.err
    (found,) = [one for one in map(json.loads, command("keys", "--json").out.splitlines()) if one["name"] == "my app"]
    assert found["permissions"] == {"models": ["text"], "account": ["usage"]}
    assert (found["pollenBalance"], found["expiresAt"] is None) == (2.0, False)
    listed = command("keys")
    assert listed.out.splitlines()[0].split("\t") == ["id", "name", "starts with", "ends", "pollen left"]
    assert key not in listed.out
    assert f"keys revoke {found['id']}" in made.err
    assert command("keys", "revoke", found["id"]).err == "The key is revoked.\n"
    gone = command("keys", "revoke", found["id"])
    assert (gone.code, "pollinations" in gone.err) == (4, True)


def test_a_new_key_in_json(command):
    """One object, whose `key` is the secret."""
    made = json.loads(command("keys", "create", "a", "--json").out)
    assert (made["key"][:3], made["name"]) == ("sk_", "a")
    assert json.loads(command("keys", "revoke", made["id"], "--json").out) == {"revoked": made["id"]}
    page = json.loads(command("keys", "create", "page", "--type", "publishable", "--json").out)
    assert page["key"].startswith("pk_")


@pytest.mark.parametrize(
    "words",
    [
        ["list", "name"],
        ["create"],
        ["revoke"],
        ["list", "--budget", "1"],
        ["revoke", "a", "--quest-only"],
        ["create", "a", "--expires", "soon"],
        ["create", "a", "--expires", "0d"],
        ["delete", "a"],
    ],
)
def test_wrong_words_send_nothing(command, words):
    """Two lines say what is wrong."""
    before = len(command.requests)
    result = command("keys", *words)
    assert (result.code, len(result.err.splitlines())) == (2, 2)
    assert len(command.requests) == before


def test_a_key_itself_is_not_revoked(command):
    """It does not belong on a command line, and is not repeated."""
    result = command("keys", "revoke", "sk_0123456789")
    assert result.code == 2
    assert "sk_0123456789" not in result.err
    assert "pollinations keys" in result.err


def test_quests_and_earnings(command):
    """Rows for a person, all fields for a script."""
    assert command("quests").out.splitlines()[1].split("\t")[:3] == ["Star the repository", "completed", "0.5"]
    assert json.loads(command("quests", "--json").out.splitlines()[0])["id"] == "star-repository"
    nothing = command("earnings")
    assert (nothing.out.split("\t")[0], nothing.err) == ("app or model", "Nothing was earned in this time.\n")
    key = command.sandbox.add_key(byop_client_key_id=command.sandbox.publishable_key)
    for days in (0, 1):
        command.sandbox.add_usage(datetime.now(UTC) - timedelta(days=days), key=key, model="flux")
    assert command("earnings").out.splitlines()[1].split("\t")[:3] == ["sandbox-app", "byop_markup", "2"]
    assert len(command("earnings", "--daily").out.splitlines()) == 3
    assert len(command("earnings", "--transactions", "--days", "7", "--json").out.splitlines()) == 2
    assert len(command("earnings", "--transactions", "--limit", "1", "--csv").out.splitlines()) == 2
    assert command("earnings", "--transactions", "--daily").code == 2
    assert command("earnings", "--limit", "1").code == 2


def sign_in(command, *words, allowed=True):
    """Run the sign-in, and let its user decide as soon as the code is known."""
    box = command.sandbox
    decide = box.allow_sign_in if allowed else box.deny_sign_in

    before = set(box._state.sign_ins.devices)

    def when_asked():
        end = time.monotonic() + 20
        while not (new := box._state.sign_ins.devices.keys() - before) and time.monotonic() < end:
            time.sleep(0.01)
        decide(box._state.sign_ins.devices[new.pop()].user_code)

    user = threading.Thread(target=when_asked)
    user.start()
    with without_waiting():
        result = command("login", "--client-id", box.publishable_key, *words)
    user.join()
    return result


def test_a_person_signs_in(fresh):
    """The code is shown, the key is stored with its end, and the next commands use it."""
    result = sign_in(fresh, "--scope", "profile", "--scope", "usage")
    assert result.code == 0
    assert f"Open {fresh.sandbox.url}/x-enter/device and type the code ABCD-" in result.err
    assert "It ends on " in result.err
    place = Path(result.out.strip())
    assert "expires_at" in json.loads(place.read_text())
    assert json.loads(place.read_text())["key"] not in result.out + result.err
    about = json.loads(fresh("whoami", "--json").out)
    assert (about["user"], about["key"], about["expires"] is None) == ("sandbox-user", "signed in", False)
    fresh.sandbox.age_keys(timedelta(days=7))


def test_a_program_signs_in(fresh):
    """JSON has the code on a line of its own, before the key is there."""
    first, last = map(json.loads, sign_in(fresh, "--json").out.splitlines())
    assert first["verification_uri_complete"].endswith(first["user_code"])
    assert set(last) == {"file", "base_url", "expires_at"}


def test_a_sign_in_that_is_refused_stores_nothing(fresh):
    """It exits with 3, and the code is that of OAuth."""
    result = sign_in(fresh, allowed=False)
    assert (result.code, "has refused" in result.err) == (3, True)
    assert not (fresh.folder / "home").exists()
    assert fresh("login", "--client-id", "sk_0123456789").code == 2
    refused = fresh("login", "--client-id", "of_nobody", "--json")
    assert (refused.code, refused.error["code"]) == (3, "INVALID_CLIENT")


def test_a_sign_in_whose_key_cannot_be_stored_says_that_it_is_lost(fresh):
    """It goes on working, and nobody was shown it: it has to be revoked."""
    (fresh.folder / "home").touch()
    result = sign_in(fresh)
    assert (result.code, "The key of this sign-in is lost." in result.err) == (2, True)
    assert "Revoke it at" in result.err
    assert "POLLINATIONS_API_KEY" not in result.err


@pytest.mark.parametrize(
    "words", [["--scope", "usage"], ["--client-id", "pk_1", "--with-token"], ["--client-id", "pk_1", "-q"]]
)
def test_options_that_do_not_go_together(fresh, words):
    """Nothing is sent."""
    before = len(fresh.requests)
    assert fresh("login", *words).code == 2
    assert len(fresh.requests) == before


def test_a_stored_key_that_has_ended_is_named(fresh):
    """`whoami`, `doctor` and any other command say when it ended, and how to get another one."""
    ended = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    login.save_key(fresh.sandbox.add_key(expires=ended), base_url=fresh.sandbox.url, expires_at=ended)
    said = "The stored key ended on 2026-01-02 at 03:04 UTC. Store another one: pollinations login"
    for command in ("whoami", "balance"):
        result = fresh(command)
        assert (result.code, result.err.splitlines()[1]) == (3, said)
    report = fresh("doctor", "--json")
    key = json.loads(report.out)["key"]
    assert (report.code, key["problem"], key["stored key ends"]) == (9, said, "2026-01-02 at 03:04 UTC")


@pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")
@pytest.mark.slow(reason="starts a process on a terminal")
def test_ctrl_c_ends_the_wait(fresh):
    """It says that nothing was stored."""
    child = fresh.terminal("login", "--client-id", fresh.sandbox.publishable_key, "--no-browser")
    child.expect(r"type the code ABCD-\d{4}")
    child.sendintr()
    child.expect("Stopped. No key was stored.")
    child.read()
    child.close()
    assert child.exitstatus == 130
    assert not (fresh.folder / "home").exists()
