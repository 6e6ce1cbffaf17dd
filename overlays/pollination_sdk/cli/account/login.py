"""`pollinations login`, `pollinations logout` and `pollinations whoami`."""

from __future__ import annotations

import getpass
import os
import sys
import webbrowser
from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli.arguments import options
from pollination_sdk.cli.output.progress import working
from pollination_sdk.cli.run.exit_codes import KEY, USAGE, CommandError
from pollination_sdk.cli.run.pending import stopped

if TYPE_CHECKING:
    from pollination_sdk.cli.run.client import Run

_LONGEST = 4096  # bytes of a key and the white space around it
_VARIABLES = ("POLLINATIONS_API_KEY", "BEARER_TOKEN")


@click.command()
@click.argument("never", nargs=-1, metavar="", type=click.UNPROCESSED)
@click.option("--client-id", metavar="PK", help="Sign in with the app that has this publishable key.")
@click.option("--scope", multiple=True, metavar="NAME", help="With --client-id: ask for profile, usage or keys.")
@click.option("--with-token", is_flag=True, help="Read the key from stdin.")
@click.option("--no-browser", is_flag=True, help="Do not open a page.")
@click.option("--no-check", is_flag=True, help="Store the key without asking the service whether it works.")
@options.common
def login(
    run: Run,
    *,
    never: tuple[str, ...],
    client_id: str | None,
    scope: tuple[str, ...],
    with_token: bool,
    no_browser: bool,
    no_check: bool,
) -> None:
    """Sign in, or store a key.

    With --client-id, a code is shown, which you type on a page of the service; the key of such a sign-in ends after
    some days. Without it, the page of keys is opened, and a key is read without showing it. The key is stored for the
    server of --base-url, and is sent to no other. Its file is printed.
    """
    if never:
        raise _refused(
            "A key does not belong on a command line: each user of the machine can read that.",
            "If it was a key, revoke it. Then run: pollinations login",
        )
    from pollination_sdk import Pollinations  # noqa: PLC0415 - httpx is slow to import

    if scope and client_id is None:
        raise click.UsageError("--scope goes with --client-id.")
    if client_id is not None:
        if with_token or no_check:
            raise click.UsageError("--client-id goes with neither --with-token nor --no-check.")
        _store_signed_in(run, _signed_in(run, client_id, scope, opens=not no_browser))
        return
    page = run.client.enter_url
    key = _from_stdin() if with_token else _typed(run, page, opens=not no_browser)
    if not no_check:
        with working(run.out, "key"), Pollinations(key, base_url=run.base_url, timeout=run.timeout) as client:
            _check(client, page)
    _store(run, key)


@click.command()
@options.common
def logout(run: Run) -> None:
    """Delete the stored key.

    The key itself goes on working until it is revoked on the page of keys.
    """
    from pollination_sdk import login as store  # noqa: PLC0415 - httpx is slow to import

    place = store.forget(base_url=run.base_url)
    if run.out.is_json:
        run.out.object({"file": None if place is None else str(place), "base_url": run.client.base_url})
        return
    if place is None:
        run.out.say(f"There was no stored key for {run.client.base_url}.")
    else:
        run.out.line(str(place))
        run.out.say(f"The file is deleted. The key goes on working until it is revoked: {run.client.enter_url}")
    _say_what_wins(run)


@click.command()
@options.csv
@options.common
def whoami(run: Run) -> None:
    """Show whose key is used.

    The account is shown if the key has the permission `profile`. Otherwise it is unknown, and null in JSON.
    """
    from pollination_sdk import errors  # noqa: PLC0415 - httpx is slow to import

    key = run.client.key().to_dict()
    profile: dict[str, Any] = {}
    try:
        profile = run.client.profile().to_dict()
    except errors.PermissionDeniedError:
        run.out.say("The key lacks the permission `profile`, so its owner is unknown.")
    found = {
        "user": profile.get("githubUsername"),
        "name": profile.get("name"),
        "email": profile.get("email"),
        "key": key.get("name"),
        "key_type": key.get("type"),
        "key_source": run.client.key_source,
        "expires": key.get("expiresAt"),
        "base_url": run.client.base_url,
    }
    if run.out.is_json:
        run.out.object(found)
    else:
        known = {**found, "expires": found["expires"] or "never"}
        run.out.fields({name: "unknown" if value is None else value for name, value in known.items()})


def _store(run: Run, key: str) -> None:
    """Store a key, and say where, and when it ends."""
    from pollination_sdk import login as store  # noqa: PLC0415 - httpx is slow to import

    place, ends = store.save_key(key, base_url=run.base_url), getattr(key, "expires_at", None)
    if run.out.is_json:
        expiry = {} if ends is None else {"expires_at": ends.isoformat()}
        run.out.object({"file": str(place), "base_url": run.client.base_url, **expiry})
        return
    run.out.line(str(place))
    until = "" if ends is None else f" It ends on {ends:%Y-%m-%d at %H:%M} UTC."
    run.out.say(f"The key is stored for {run.client.base_url}.{until}")
    _say_what_wins(run, is_off=store.is_off())


def _store_signed_in(run: Run, key: str) -> None:
    """Store the key of a sign-in, which is nowhere else: if that fails, it is lost, and goes on working."""
    from pollination_sdk import errors  # noqa: PLC0415 - loaded with the sign-in already

    try:
        _store(run, key)
    except errors.ConfigurationError as error:
        reason = error.message.partition(" Set POLLINATIONS_API_KEY")[0]
        hint = f"Revoke it at {run.client.enter_url}, mend that, and sign in again."
        raise CommandError(f"{reason} The key of this sign-in is lost.", hint, exit_code=USAGE, code="LOGIN") from None


def _signed_in(run: Run, client_id: str, scope: tuple[str, ...], *, opens: bool) -> str:
    """Show the code of a sign-in, and wait until its user has agreed."""
    from pollination_sdk import login as store  # noqa: PLC0415 - httpx is slow to import

    if run.out.quiet and not run.out.is_json:
        raise click.UsageError("--quiet would hide the code that has to be typed; --json shows it.")
    with stopped("Stopped. No key was stored."):
        started = store.device(client_id, scope=scope or None, base_url=run.base_url)
        page = started.verification_uri_complete or started.verification_uri
        if run.out.is_json:
            names = ("user_code", "verification_uri", "verification_uri_complete")
            facts = {name: getattr(started, name) for name in names}
            run.out.object({**facts, "expires_at": started.expires_at.isoformat()})
        else:
            run.out.say(f"Open {started.verification_uri} and type the code {started.user_code}")
        if opens and _has_browser() and sys.stderr.isatty() and page.startswith(("https://", "http://")):
            webbrowser.open(page)
        with working(run.out, "waiting for the page"):
            return started.wait()


def _from_stdin() -> str:
    if sys.stdin is None:
        raise _refused("stdin is closed.", "Give the key through a pipe.")
    if sys.stdin.isatty():
        return getpass.getpass("Key: ")
    text = sys.stdin.buffer.read(_LONGEST + 1).decode("utf-8-sig", "replace")  # PowerShell writes a mark first
    if not text.strip():
        raise _refused("stdin has no key.", "Give the key through the pipe.")
    if len(text) > _LONGEST:
        raise _refused("stdin has more than a key.", "Give the key alone through the pipe.")
    return text


def _typed(run: Run, page: str, *, opens: bool) -> str:
    """Return the key that a person types or pastes; it is not shown."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise _refused("stdin is no terminal, so no key can be typed.", "Use a pipe: pollinations login --with-token")
    run.out.say(f"Make a key, or copy one, at {page}")
    if opens and _has_browser():
        webbrowser.open(page)
    return getpass.getpass("Paste the key (it is not shown): ")


def _has_browser() -> bool:
    """Return True if a page can be opened in a window; a browser of the terminal would hide the prompt."""
    is_graphical = os.name == "nt" or sys.platform == "darwin"
    return is_graphical or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _check(client: Any, page: str) -> None:
    """Refuse a key that the service refuses, before it is stored."""
    from pollination_sdk import errors  # noqa: PLC0415 - loaded with the client already

    try:
        client.key()
    except errors.AuthenticationError as error:
        raise CommandError(
            f"The service refuses this key ({error.status}), so it was not stored.",
            f"Copy the whole key from {page}, then run: pollinations login",
            exit_code=KEY,
            code=str(error.code or "AUTHENTICATION"),
        ) from None


def _say_what_wins(run: Run, *, is_off: bool = False) -> None:
    """Say what is used in place of the stored key."""
    name = next((name for name in _VARIABLES if os.environ.get(name, "").strip()), None)
    if name is not None and run.client.key_source == name:
        run.out.say(f"{name} is set, and is used in place of a stored key.")
    if is_off:
        run.out.say("POLLINATIONS_NO_STORED_KEY is set, so the stored key is not used.")


def _refused(message: str, hint: str) -> CommandError:
    return CommandError(message, hint, exit_code=USAGE, code="LOGIN")
