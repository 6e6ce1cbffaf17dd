"""Login, logout and whoami: a key is stored for its server, and never shown on the way."""

import json
import os
import stat
import time
from pathlib import Path

import pytest

from pollination_sdk.sandbox import Fault


def read(path):
    """Return the bytes of a file; none if its process has ended."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_a_key_is_stored_from_a_pipe(fresh):
    """Its file is printed, the next command uses it, and logout deletes it."""
    assert fresh("balance").code == 3
    result = fresh.process("login", "--with-token", given=f"{fresh.sandbox.key}\n")
    place = Path(result.out.strip())
    assert result.code == 0
    assert stat.S_IMODE(place.stat().st_mode) & 0o077 == 0 or os.name == "nt"
    assert fresh.sandbox.key not in result.out + result.err
    assert json.loads(fresh("whoami", "--json").out)["key_source"] == str(place)
    assert fresh("logout").out == f"{place}\n"
    assert not place.exists()
    assert fresh("balance").code == 3


def test_a_key_from_power_shell_is_stored(fresh):
    """It writes a byte order mark first."""
    result = fresh.process("login", "--with-token", given="\ufeff" + fresh.sandbox.key)
    assert result.code == 0


def test_a_stored_key_is_not_sent_elsewhere(fresh):
    """Another port is another server."""
    fresh.process("login", "--with-token", given=fresh.sandbox.key)
    assert fresh("balance", "--base-url", "http://127.0.0.1:9").code == 3


def test_a_key_that_is_refused_is_not_stored(fresh):
    """Nor is it shown; --no-check stores it all the same."""
    wrong = "sk_a_key_that_nobody_made"
    result = fresh.process("login", "--with-token", "--json", given=wrong)
    assert (result.code, result.error["billed"]) == (3, "no")
    assert wrong not in result.err
    assert not (fresh.folder / "home").exists()
    assert fresh.process("login", "--with-token", "--no-check", given=wrong).code == 0
    assert fresh("balance").code == 3


@pytest.mark.parametrize("given", ["", "\n", "sk_ab...", "x" * 5000, "two keys"])
def test_what_is_no_key_is_refused(fresh, given):
    """Nothing is sent, and the message does not quote it."""
    before = len(fresh.requests)
    result = fresh.process("login", "--with-token", given=given)
    assert result.code in {2, 3}
    assert len(result.err.splitlines()) == 2
    assert len(given) < 3 or given.strip() not in result.err
    assert len(fresh.requests) == before


def test_a_key_on_the_command_line_is_refused_and_not_repeated(fresh):
    """It has leaked then: the hint says to revoke it."""
    result = fresh("login", fresh.sandbox.key)
    assert result.code == 2
    assert fresh.sandbox.key not in result.err
    assert "revoke" in result.err


def test_without_a_terminal_no_key_is_asked_for(fresh):
    """The hint names the way through a pipe."""
    result = fresh.process("login")
    assert result.code == 2
    assert result.err.splitlines()[1].endswith("pollinations login --with-token")


def test_what_wins_over_the_stored_key_is_said(fresh):
    """A variable does."""
    result = fresh.process("login", "--with-token", given=fresh.sandbox.key, POLLINATIONS_API_KEY="sk_of_the_variable")
    assert "POLLINATIONS_API_KEY is set" in result.err
    result = fresh.process("login", "--with-token", given=fresh.sandbox.key, POLLINATIONS_NO_STORED_KEY="1")
    assert "POLLINATIONS_NO_STORED_KEY is set" in result.err


def test_a_home_that_is_missing_is_named(fresh):
    """Then a variable is the way."""
    result = fresh.process("login", "--with-token", given=fresh.sandbox.key, HOME="/dev/null", LOCALAPPDATA="/dev/null")
    assert result.code == 2
    assert "POLLINATIONS_API_KEY" in result.err.splitlines()[1]


def test_logout_without_a_key_is_no_error(fresh):
    """It says that there was none."""
    result = fresh("logout")
    assert (result.code, result.out) == (0, "")
    assert json.loads(fresh("logout", "--json").out)["file"] is None


def test_an_owner_that_is_unknown_is_null(command):
    """The key may lack the permission; the rest is shown."""
    command.sandbox.queue(Fault.status(403), times=1, route="/account/profile")
    found = json.loads(command("whoami", "--json").out)
    assert (found["user"], found["name"], found["key"]) == (None, None, "sandbox")
    assert found["key_source"] == "POLLINATIONS_API_KEY"
    assert command("whoami", "--csv").out.splitlines()[1].startswith("sandbox-user,Sandbox User,")


@pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")
@pytest.mark.slow(reason="starts a process on a terminal")
def test_a_key_is_typed_without_echo(fresh):
    """Neither the terminal nor the list of processes shows it."""
    child = fresh.terminal("login", "--no-browser")
    child.expect("it is not shown")
    deadline = time.monotonic() + 10
    while child.getecho():
        assert time.monotonic() < deadline
    child.sendline(fresh.sandbox.key)
    command_lines = [line for path in Path("/proc").glob("[0-9]*/cmdline") if (line := read(path))]
    assert read(Path(f"/proc/{child.pid}/cmdline")) or not command_lines
    shown = child.read()
    child.wait()
    child.close()
    assert child.exitstatus == 0
    assert fresh.sandbox.key not in shown
    assert not [line for line in command_lines if fresh.sandbox.key.encode() in line]
    assert fresh("balance").code == 0


@pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")
@pytest.mark.slow(reason="starts a process on a terminal")
def test_ctrl_c_at_the_prompt_stores_nothing(fresh):
    """It exits with 130."""
    child = fresh.terminal("login", "--no-browser")
    child.expect("it is not shown")
    child.sendintr()
    child.read()
    child.wait()
    child.close()
    assert child.exitstatus == 130
    assert not (fresh.folder / "home").exists()
