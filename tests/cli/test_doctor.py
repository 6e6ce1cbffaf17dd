"""The report of `doctor`: whole, without secrets, and with what is wrong."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from pollination_sdk.cli.setup import doctor


def report(command, *arguments, code=0):
    """Return the report as an object."""
    result = command("doctor", "--json", *arguments)
    assert result.code == code
    return json.loads(result.out)


def test_the_report_has_what_a_bug_report_needs(command):
    """Versions, key, service, proxy, terminal and configuration."""
    found = report(command)
    assert list(found) == ["versions", "config", "key", "service", "proxy", "terminal"]
    assert found["versions"]["contract"]
    assert found["key"]["source"] == "POLLINATIONS_API_KEY"
    assert found["key"]["permissions"] == ["profile", "usage", "keys"]
    assert found["key"]["pots"]["paid"] > 0
    assert found["service"]["base_url"].startswith(command.sandbox.url)
    assert found["service"]["clock"].endswith("the service")
    assert command("doctor").out.startswith("versions\n  pollinations-sdk")


@pytest.mark.parametrize(
    "content",
    [
        'api_key = "hidden-word"',
        '[image]\napi_key = "hidden-word"',
        'base_url = "http://user:hidden-word@127.0.0.1:9"',
        '[image]\nbase-url = "http://user:hidden-word@127.0.0.1:9"',
        '[text]\nsystem = "hidden-word"',
        'password = "hidden-word"',
    ],
)
def test_no_secret_of_the_configuration_is_shown(command, monkeypatch, content):
    """A report is published, and the file may have anything; the names are shown."""
    monkeypatch.setenv("POLLINATIONS_CONFIG", str(command.folder / "own.toml"))
    (command.folder / "own.toml").write_text(content)
    result = command("doctor")
    assert "hidden-word" not in result.out + result.err
    assert content.removeprefix("[image]\n").removeprefix("[text]\n").partition(" ")[0] in result.out


def test_no_secret_is_shown(command, monkeypatch):
    """Neither a key nor the password of a proxy."""
    monkeypatch.setenv("ALL_PROXY", "http://user:hidden-word@127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    command.configure('api_key = "sk_in_the_configuration"\n')
    result = command("doctor")
    assert result.code == 9
    for secret in (command.sandbox.key, "hidden-word", "sk_in_the_configuration"):
        assert secret not in result.out + result.err
    assert "127.0.0.1:9" in result.out


def test_the_configuration_is_shown(command):
    """A wrong one is a problem, and the rest is shown all the same."""
    command.configure("timeout = 5\n[image]\nwidth = 64\n")
    assert report(command)["config"]["content"] == ["timeout = 5", "image.width = 64"]
    command.configure("timeout =")
    found = report(command, code=9)
    assert "no valid TOML" in found["config"]["problem"]
    assert found["key"]["name"] == "sandbox"


def test_an_option_that_does_not_exist_is_named(command):
    """As the command itself would."""
    command.configure("[image]\nwidht = 64\n")
    assert report(command, code=9)["config"]["problem"].endswith("[image] there is no option 'widht'.")


def test_a_service_out_of_reach_is_a_problem(command):
    """So is a key that is missing; nothing is raised."""
    found = report(command, "--base-url", "http://127.0.0.1:9", code=9)
    assert "--base-url and any proxy" in found["service"]["problem"]
    assert found["versions"]["python"]


def test_a_missing_key_is_a_problem(command, monkeypatch):
    """The way to one is named."""
    monkeypatch.delenv("POLLINATIONS_API_KEY")
    assert "pollinations login" in report(command, code=9)["key"]["problem"]


def test_the_other_distribution_is_named(command, monkeypatch):
    """It has our import name, and the two overwrite each other."""
    monkeypatch.setattr(doctor, "_version", lambda name: "1.0")
    assert "pip uninstall pollination-sdk," in report(command, code=9)["versions"]["problem"]


@pytest.mark.parametrize(("seconds", "word"), [(100, "behind"), (-100, "ahead of")])
def test_a_wrong_clock_is_a_problem(command, monkeypatch, seconds, word):
    """By the date of the service's answer."""
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)
    parse = doctor.parsedate_to_datetime
    monkeypatch.setattr(doctor, "parsedate_to_datetime", lambda _: parse(later))
    found = report(command, code=9)["service"]
    assert word in found["clock"]
    assert "clock" in found["problem"]
