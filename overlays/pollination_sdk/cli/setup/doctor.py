"""`pollinations doctor`: what a bug report needs, without secrets."""

from __future__ import annotations

import os
import platform
import shutil
import socket
import ssl
import stat
import sys
import textwrap
import urllib.request
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import click

from pollination_sdk import __version__
from pollination_sdk.cli.arguments import options
from pollination_sdk.cli.output.progress import working
from pollination_sdk.cli.output.terminal import has_colour
from pollination_sdk.cli.run import config
from pollination_sdk.cli.run.errors_shown import as_typed
from pollination_sdk.cli.run.exit_codes import SOME_FAILED, CommandError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pollination_sdk import Pollinations
    from pollination_sdk.cli.run.client import Run

_OWN, _OTHER = "pollinations-sdk", "pollination-sdk"
_NEEDED = ("httpx", "httpcore", "anyio", "attrs", "platformdirs", "click", "rich", "prompt-toolkit", "pillow")
_MOST_SKEW = 30  # seconds
_NARROW, _NEVER_FULL = 60, 1 << 20  # columns
_WAIT = 10.0  # seconds for each call
_OPEN = {"model", "voice", "quality", "resolution", "response-format", "reasoning-effort"}
"""The options whose texts are shown."""

Section = dict[str, Any]
_PROBLEM = "problem"
"""The name of a line that says what is wrong; any of them lets the command exit with 9."""


@click.command()
@options.common
def doctor(run: Run) -> int:
    """Show what a bug report needs.

    Keys and passwords are not shown. It exits with 9 if something is wrong; the lines that start with "problem" say
    what.
    """
    parts: dict[str, Callable[[Run], Section]] = {
        "versions": _versions,
        "config": _config,
        "key": _key,
        "service": _service,
        "proxy": _proxy,
        "terminal": _terminal,
    }
    run.timeout = run.timeout or _WAIT
    with working(run.out, "doctor"):
        found = {name: _caught(part, run) for name, part in parts.items()}
    if run.out.is_json:
        run.out.object(found)
    else:
        run.out.write("\n".join(_lines(found)))
    return SOME_FAILED if any(_PROBLEM in section for section in found.values()) else 0


def _lines(found: dict[str, Section]) -> Iterator[str]:
    names = max(len(name) for section in found.values() for name in section)
    room = shutil.get_terminal_size().columns if sys.stdout.isatty() else _NEVER_FULL
    for title, section in found.items():
        yield title
        for name, value in section.items():
            first, rest = f"  {name:{names}}  ", " " * (names + 4 if room > _NARROW else 4)
            yield from textwrap.wrap(
                _text(value), room, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
            ) or [first.rstrip()]
        yield ""


def _text(value: Any) -> str:
    if value is None or value in ({}, []):
        return "none"
    if isinstance(value, dict):
        return ", ".join(f"{name} {_text(one)}" for name, one in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_text, value))
    return "yes" if value is True else "no" if value is False else str(value)


def _caught(part: Callable[[Run], Section], run: Run) -> Section:
    """Return a part; an error in it is a line of the report."""
    try:
        return part(run)
    except Exception as error:  # noqa: BLE001 - the other parts are shown all the same
        return {_PROBLEM: as_typed(str(error)).splitlines()[0] if str(error) else type(error).__name__}


def _versions(_: Run) -> Section:
    from pollination_api import contract  # noqa: PLC0415 - only this command needs it

    found = {
        _OWN: __version__,
        "contract": contract.VERSION,
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": platform.platform(),
        "folder": _short(Path(__file__).parents[2]),
        "packages": {name: _version(name) for name in _NEEDED},
    }
    if _version(_OTHER):
        found[_PROBLEM] = (
            f"{_OTHER} is imported as pollination_sdk too, and the two overwrite each other: "
            f"pip uninstall {_OTHER}, then pip install --force-reinstall {_OWN}"
        )
    return found


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _config(run: Run) -> Section:
    path = config.path()
    found: Section = {"file": _short(path), "exists": path.is_file()}
    names = (name for name in os.environ if name.startswith("POLLINATIONS_") or name == "BEARER_TOKEN")
    found["variables"] = sorted(names)  # their values may be secret
    try:
        content = config.read()
    except CommandError as error:
        return {**found, _PROBLEM: error.message}
    found["content"] = [_setting(name, value) for name, value in config.settings(content)]
    root = click.get_current_context().find_root()
    if mistake := config.mistake(content, root, cast("click.Group", root.command)):
        found[_PROBLEM] = mistake
    base_url = content.get("base-url", content.get("base_url"))
    if run.base_url is None and isinstance(base_url, str):
        run.base_url = base_url  # as the other commands have it
    return found


def _setting(name: str, value: Any) -> str:
    """Return a setting; of a text that may be secret, such as a URL with a password, the name alone."""
    is_open = isinstance(value, (bool, int, float)) or name.rpartition(".")[2] in _OPEN
    return f"{name} = {value}" if is_open else name


def _key(run: Run) -> Section:
    from pollination_sdk import errors, login  # noqa: PLC0415 - httpx is slow to import

    client = _client(run)
    stored = login.path(base_url=run.base_url)
    found: Section = {"source": client.key_source, "stored": _short(stored) if stored.exists() else None}
    if stored.exists() and os.name == "posix" and stat.S_IMODE(stored.stat().st_mode) & 0o077:
        found[_PROBLEM] = f"others can read the stored key: chmod 600 {stored}"
    if client.key_expires_at is not None:
        found["stored key ends"] = f"{client.key_expires_at:%Y-%m-%d at %H:%M} UTC"
    if client.key_source is None:
        return {**found, _PROBLEM: "there is no key that is used: pollinations login"}
    try:
        key = client.key().to_dict()
    except errors.AuthenticationError as error:
        ended = next((one for one in error.remarks if " ended on " in one), "")
        return {**found, _PROBLEM: ended or as_typed(str(error)).splitlines()[0]}
    found |= {"type": key.get("type"), "name": key.get("name"), "expires": key.get("expiresAt")}
    permissions = key.get("permissions") or {}
    found["permissions"] = permissions.get("account") or "none"
    found["models"] = "all" if permissions.get("models") is None else permissions["models"]
    try:
        balance = client.balance().to_dict()
    except errors.PermissionDeniedError:
        return {**found, "pollen": "unknown: the key lacks the permission usage"}
    return {**found, "pollen": balance.get("balance"), "pots": balance.get("accountBalance")}


def _client(run: Run) -> Pollinations:
    """Return a client that says at once what goes wrong."""
    from pollination_sdk import Retry  # noqa: PLC0415 - httpx is slow to import

    return run.client.with_options(retry=Retry.off)


def _service(run: Run) -> Section:
    client = _client(run)
    found: Section = {"base_url": client.base_url, "media_url": client.media_url, "enter_url": client.enter_url}
    answer = client.detailed.models(limit=1)
    found["answers in"] = f"{answer.elapsed:.2f} s"
    url = urlsplit(client.base_url)
    proxies = urllib.request.getproxies()
    if url.scheme == "https" and not proxies.get("https") and not proxies.get("all"):
        found["tls"] = _tls(str(url.hostname), url.port or 443)
    else:
        found["tls"] = "not looked at: through a proxy" if url.scheme == "https" else "none: http"
    found["tls library"] = ssl.OPENSSL_VERSION
    if sent := answer.headers.get("date"):
        ahead = (datetime.now(UTC) - parsedate_to_datetime(sent)).total_seconds()
        found["clock"] = f"{abs(ahead):.0f} s {'ahead of' if ahead > 0 else 'behind'} the service"
        if abs(ahead) > _MOST_SKEW:
            found[_PROBLEM] = "the clock of this machine is wrong; set it"
    return found


def _tls(host: str, port: int) -> str:
    """Return the version of TLS and the authority of the server's certificate."""
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, port), timeout=_WAIT) as plain,
        context.wrap_socket(plain, server_hostname=host) as secured,
    ):
        certificate: dict[str, Any] = dict(secured.getpeercert() or {})
        issuer = {name: value for part in certificate.get("issuer", ()) for name, value in part}
        named = issuer.get("organizationName") or issuer.get("commonName")
        return f"{secured.version()}, issued by {named}, until {certificate.get('notAfter')}"


def _proxy(_: Run) -> Section:
    proxies = {name: _without_password(value) for name, value in urllib.request.getproxies().items()}
    found: Section = {name: proxies[name] for name in ("http", "https", "all", "no") if name in proxies}
    certificates = [name for name in ("SSL_CERT_FILE", "SSL_CERT_DIR") if os.environ.get(name)]
    return {**(found or {"used": None}), "certificates": certificates or "those of the package certifi"}


def _without_password(url: str) -> str:
    return url.rpartition("@")[2] if "@" in url else url


def _terminal(_: Run) -> Section:
    size = shutil.get_terminal_size()
    streams = {name: getattr(sys, name) for name in ("stdin", "stdout", "stderr")}
    return {
        "terminals": [name for name, stream in streams.items() if stream is not None and stream.isatty()],
        "size": f"{size.columns} x {size.lines}",
        "TERM": os.environ.get("TERM"),
        "colour": has_colour(sys.stdout),
        "encoding": sys.stdout.encoding,
        "locale": os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG"),
    }


def _short(path: Path) -> str:
    """Return a path without the name of the user."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
