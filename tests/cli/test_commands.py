"""The commands for models, the account, any operation, the sandbox and completion; and the configuration."""

import json
import re
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete
from tests.examples import each

from pollination_sdk.cli.account.usage import summed
from pollination_sdk.cli.commands import COMMANDS, group
from pollination_sdk.cli.service.models import price


@each("name", COMMANDS)
def test_the_table_has_the_first_line_of_each_help(name):
    """It is what `pollinations --help` shows."""
    command = group.get_command(click.Context(group), name)
    assert command.help.splitlines()[0] == COMMANDS[name].help


@each("name", COMMANDS)
def test_no_option_takes_a_key(name):
    """Everybody on a machine can read command lines."""
    command = group.get_command(click.Context(group), name)
    flags = {flag for parameter in command.params for flag in parameter.opts}
    assert not flags & {"--key", "--api-key", "--token"}


def test_balance(command):
    """The pollen is shown as a table and as JSON."""
    assert command("balance").out.splitlines()[0].split()[0] == "balance"
    assert json.loads(command("balance", "--json").out)["balance"] == pytest.approx(command.sandbox.balance)


def test_key(command):
    """What the key may do is shown, and never the key."""
    result = command("key")
    assert re.search(r"^name +sandbox$", result.out, re.MULTILINE)
    assert command.sandbox.key not in result.out


def test_the_limits_of_a_key_are_shown(command, monkeypatch):
    """Also that there are none; in words, and not by the names of the service."""
    assert re.search(r"^budget +none$", command("key").out, re.MULTILINE)
    monkeypatch.setenv("POLLINATIONS_API_KEY", command.sandbox.add_key(name="laptop", budget=1.5, models=["text"]))
    found = dict(re.split(r" {2,}", line) for line in command("key").out.splitlines())
    assert (found["name"], found["budget"], found["models"], found["account"]) == ("laptop", "1.5", "text", "none")
    assert not [name for name in found if name != name.lower()]


def test_usage_lists_calls_and_sums_them_up(command):
    """By day, key and model, in each form, from a time on."""
    command.sandbox.add_usage(datetime.now(UTC) - timedelta(days=3), model="openai")
    command("text", "hello")
    assert command("usage", "--limit", "1").out.splitlines()[0].split("\t") == ["time", "model", "key", "pollen"]
    days = [json.loads(line) for line in command("usage", "--daily", "--json").out.splitlines()]
    assert len(days) == 2
    assert days[0]["day"] < days[1]["day"]
    assert command("usage", "--by", "key", "--csv").out.startswith("key,calls,pollen\nsandbox,")
    assert len(command("usage", "--since", "1d", "--daily", "--json").out.splitlines()) == 1


def test_usage_refuses_what_does_not_go_together(command):
    """Both would decide the same."""
    assert command("usage", "--daily", "--by", "model").code == 2
    assert command("usage", "--days", "3", "--since", "1d").code == 2


@pytest.mark.parametrize("option", ["--since", "--until"])
def test_a_time_that_is_none_is_named_by_its_option(command, option):
    """With what may be written."""
    result = command("usage", option, "whenever")
    assert result.code == 2
    assert result.err.splitlines()[0] == f"{option} 'whenever' is no time."


def test_nothing_to_show_is_said(command):
    """The table of a pipe has its header all the same."""
    result = command("usage", "--until", "2020-01-01", "--by", "model")
    assert (result.out, result.err) == ("model\tcalls\tpollen\n", "There were no calls in this time.\n")
    assert command("usage", "--until", "2020-01-01", "--json").out == ""
    assert command("models", "--query", "nosuch").err == "There is no such model.\n"


def test_whose_key_it_is_is_null_in_json_where_it_is_unknown(command, monkeypatch):
    """The key lacks the permission to say."""
    key = command.sandbox.add_key(permissions=[])
    monkeypatch.setenv("POLLINATIONS_API_KEY", key)
    result = command("whoami", "--json")
    found = json.loads(result.out)
    assert (result.code, found["user"], found["email"], found["key_type"]) == (0, None, None, "secret")


def test_sums_are_exact_and_the_dearest_comes_first():
    """Floats are summed up without a tail of digits."""
    records = [{"timestamp": "2026-10-01 10:00:00", "model": name, "cost_usd": 0.1} for name in "abb"]
    assert summed(records, "model") == [
        {"model": "b", "calls": 2, "pollen": 0.2},
        {"model": "a", "calls": 1, "pollen": 0.1},
    ]


@each(
    ("pricing", "shown"),
    [
        (
            {"completionImageTokens": "0.00003", "promptTextTokens": "0.000005"},
            "5 in / M tokens; 30 out / M image tokens",
        ),
        ({"completionAudioTokens": "0.02"}, "20000 out / M audio tokens"),
        ({"promptAudioSeconds": "0.00005"}, "0.00005 / s of audio"),
        ({"currency": "pollen", "completionImageTokens": "0.0002"}, "0.0002 / image"),
        ({"promptTextTokens": "0.0000002", "completionTextTokens": 0.0000008}, "0.2 in, 0.8 out / M tokens"),
        ({"completionVideoSeconds": "0.05"}, "0.05 / s of video"),
        ({"currency": "pollen", "somethingNew": "3"}, "somethingNew 3"),
        ({}, ""),
    ],
)
def test_prices_are_shown_by_what_they_are_for(pricing, shown):
    """Tokens by the million; an unknown unit as the list has it."""
    assert price(pricing) == shown


def test_any_operation_is_called(command):
    """Values are JSON where they can be."""
    assert json.loads(command("call", "get_account_key").out)["valid"] is True
    assert command("call", "get_generate_text_prompt", "prompt=hi", "seed=3").out == "openai heard: hi\n"
    assert command("call", "get_generate_text_prompt", 'prompt="7"').out == "openai heard: 7\n"
    body = 'messages=[{"role": "user", "content": "hi"}]'
    assert json.loads(command("call", "post_generate_v1_chat_completions", body).out)["choices"]


def test_the_file_of_an_operation_is_saved(command):
    """Its suffix is the true one."""
    out = command("call", "get_generate_image_prompt", "prompt=fox", "seed=3", "-o", "fox").out
    assert out == "fox.jpg\n"


def test_a_file_is_sent_to_an_operation(command):
    """A file that is missing exits with 4."""
    (command.folder / "notes.txt").write_text("hello")
    assert json.loads(command("call", "post_media_upload", "file=@notes.txt").out)["id"]
    assert command("call", "post_media_upload", "file=@nosuch.txt").code == 4


def test_an_unknown_operation_exits_with_4(command):
    """Nothing is sent, and the nearest one is named."""
    result = command("call", "get_account_kye", "--json")
    assert (result.code, result.error["code"]) == (4, "UNKNOWN_OPERATION")
    assert "(is get_account_key meant?)" in result.error["message"]


def test_the_operations_are_listed(command):
    """Where none is named."""
    found = [json.loads(line) for line in command("call", "--json").out.splitlines()]
    assert {"name": "get_account_key", "request": "GET /account/key"}.items() <= found[4].items()


def test_seeds_that_the_service_refuses_are_refused_before_the_first_is_sent(command):
    """They count up from --seed, and the first ones would be paid for."""
    before = len(command.requests)
    result = command("image", "fox", "--seed", str(2**31 - 1), "-n", "2", "--json")
    assert (result.code, result.error["billed"]) == (2, "no")
    assert len(command.requests) == before


def test_an_operation_is_priced_and_limited_as_any_call(command):
    """Nothing is sent."""
    before = len(command.requests)
    words = ["call", "get_generate_image_prompt", "prompt=fox"]
    assert command(*words, "--estimate").out.startswith("0.0002 pollen")
    assert command(*words, "--max-cost", "0.0001").code == 6
    assert command("call", "get_account_key", "--estimate").out == "This call is free.\n"
    document = 'document={"type": "document_url", "document_url": "https://example.com/a.pdf"}'
    assert command("call", "post_alpha_ocr", document, "--json").error["code"] == "NOT_CONFIRMED"
    assert not [request for request in command.requests[before:] if not request.path.startswith("/account/")]


def test_an_unknown_command_names_the_nearest(command):
    """A slip is the usual reason."""
    assert command("imgae", "fox").err.splitlines()[0] == "There is no command 'imgae' (is image meant?)."


@pytest.mark.parametrize("argument", ["prompt", "=hi", "nosuch=1"])
def test_a_wrong_argument_of_an_operation_exits_with_2(command, argument):
    """No name, no value, or no such argument."""
    assert command("call", "get_generate_text_prompt", argument).code == 2


@pytest.mark.slow(reason="starts a process that starts a server")
def test_the_sandbox_is_served_until_it_is_stopped(command):
    """Ctrl-C is its usual end."""
    process = command.start("sandbox", "--balance", "2", stderr=subprocess.DEVNULL)
    with process.stdout as out:
        assert out.readline().startswith(b"export POLLINATIONS_BASE_URL=http://127.0.0.1:")
        process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_is_printed(command, shell):
    """For each shell."""
    result = command("completion", shell)
    assert result.code == 0
    assert "_POLLINATIONS_COMPLETE" in result.out


def test_commands_are_completed_without_importing_them(command):
    """The table is enough."""
    environment = {"_POLLINATIONS_COMPLETE": "bash_complete", "COMP_WORDS": "pollinations ba", "COMP_CWORD": "1"}
    assert command.process(**environment).out == "plain,batch\nplain,balance\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("image --model zim", ["zimage"]),
        ("speech --voice nov", ["nova"]),
        ("call get_quests", ["get_quests_catalog"]),
        ("models vid", ["video"]),
        ("usage --by ", ["model", "key", "day"]),
        ("transcribe --response-format vt", ["vtt"]),
        ("edit --image fo", ["fo"]),
    ],
)
def test_values_are_completed_without_a_request(words, expected):
    """Models, voices and operations that are known, choices, and files."""
    *given, last = words.split(" ")
    found = ShellComplete(group, {}, "pollinations", "").get_completions(given, last)
    assert [one.value for one in found] == expected
    assert found[0].type == ("file" if words.startswith("edit") else "plain")


def test_a_wrong_configuration_does_not_disturb_completion(command):
    """Its error would be written into the line that is typed."""
    command.configure("timeout = ")
    result = command.process(
        COMP_WORDS="pollinations image --wid", COMP_CWORD="2", _POLLINATIONS_COMPLETE="bash_complete"
    )
    assert result == (0, "plain,--width\n", "")


POLLI = [
    ("text", "--json-response", "json_mode"),
    ("text", "--reasoning", "reasoning_effort"),
    ("text", "--image", "attach"),
    ("speech", "--format", "response_format"),
    ("transcribe", "--format", "response_format"),
    ("models", "--type", "kind_option"),
    ("usage", "--days", "days"),
]
"""The short names of the provider's own command: it has no options of one letter but -h and -V."""


@each(("name", "flag", "parameter"), POLLI)
def test_the_short_names_of_polli_are_known(name, flag, parameter):
    """Who comes from there need not learn others; the page lists them."""
    command = group.get_command(click.Context(group), name)
    assert next(one.name for one in command.params if flag in one.opts) == parameter
    page = (Path(__file__).parents[2] / "docs/command.md").read_text(encoding="utf-8")
    assert f"`{flag}`" in page


def test_the_short_names_of_polli_do_the_same(command):
    """As the long ones."""
    assert command("models", "--type", "3d").out == command("models", "3d").out
    assert command("usage", "--days", "1", "--json").out == command("usage", "--since", "1d", "--json").out
    assert command("speech", "hi", "--format", "flac").out == "hi.flac\n"


def test_the_configuration_has_defaults_of_options(command):
    """Those at the top are for each command that has the option."""
    command.configure('timeout = 5\n[image]\nwidth = 64\nmodel = "flux"\n')
    command("image", "fox", "--seed", "7")
    query = dict(command.sandbox.requests[-1].query)
    assert (query["width"], query["model"]) == ("64", "flux")
    assert command("balance").code == 0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("timeout = ", "is no valid TOML"),
        ("[image]\nwidht = 64\n", "[image] there is no option 'widht'."),
        ("[imago]\nwidth = 64\n", "[imago] names no command."),
        ('api_key = "sk_x"\n', "keys do not belong into this file"),
        ("spend-limt = 0.1\n", "there is no option 'spend-limt'."),
        ('image = "flux"\n', "write [image]"),
    ],
)
def test_a_wrong_configuration_is_named(command, text, reason):
    """The help works all the same."""
    command.configure(text)
    result = command("image", "fox", "--json")
    assert (result.code, result.error["code"]) == (2, "CONFIG")
    assert reason in result.error["message"]
    assert command("image", "--help").code == 0


def test_a_value_of_the_configuration_is_checked_as_an_option(command):
    """A word is no width; the file is named, because nobody typed it."""
    place = command.configure('[image]\nwidth = "wide"\n')
    result = command("image", "fox")
    assert (result.code, result.err.splitlines()[1]) == (2, f"Correct the file {place}.")
    assert command("image", "fox", "--width", "x").err.endswith("pollinations image --help\n")


def test_the_configuration_has_the_names_that_are_typed(command):
    """Also the shorter ones; JSON is that of errors too."""
    command.configure("json = true\nspend-limit = 3\n[image]\nmax-cost = 0.0000001\n")
    assert json.loads(command("balance").out)["balance"] > 0
    assert command("image", "fox").error["code"] == "SPEND_LIMIT"
    assert command("image", "fox", "--width", "x").error["code"] == "BAD_PARAMETER"


def test_a_configuration_that_is_named_and_missing_is_refused(command, monkeypatch):
    """Its limits would be lost without a word."""
    monkeypatch.setenv("POLLINATIONS_CONFIG", "missing.toml")
    before = len(command.requests)
    result = command("image", "fox", "--json")
    assert (result.code, result.error["code"]) == (2, "CONFIG")
    assert "'missing.toml'" in result.error["message"]
    assert len(command.requests) == before


def test_the_version_is_shown(command):
    """It is that of the package."""
    assert re.fullmatch(r"pollinations \d+\.\d+\.\S+\n", command("--version").out)


def test_without_the_extra_the_command_says_what_to_install(command):
    """The base package has the command, but not click."""
    hidden = "import sys; sys.modules['click'] = None; from pollination_sdk.cli.entry import main; sys.exit(main())"
    done = subprocess.run([sys.executable, "-c", hidden], capture_output=True, check=False, text=True)  # noqa: S603 - our own program
    assert done.returncode == 2
    assert done.stderr.splitlines()[1] == 'Install it: pip install "pollinations-sdk[cli]"'


def test_the_help_imports_little():
    """No httpx, attrs, rich or command, and few modules besides click and the package; `bench start` has the time."""
    code = (
        "import sys, click, pollination_sdk; before = {*sys.modules};"
        "from pollination_sdk.cli.entry import main; main(['--help']);"
        "print(*sorted({*sys.modules} - before), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603 - our own program
    modules = set(done.stderr.split())
    assert not modules & {"httpx", "attr", "attrs", "rich", "platformdirs", "pollination_sdk.errors"}
    own = {name for name in modules if name.startswith("pollination_sdk.cli.")}
    assert own == {f"pollination_sdk.cli.{name}" for name in ("entry", "commands", "signals")}
    assert len(modules) <= 20


def test_without_a_word_the_command_shows_its_help(command):
    """It is what newcomers type."""
    assert command() == command("--help")
