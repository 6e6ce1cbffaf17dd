"""Conversations: in a pipe each line is a message or a command; on a terminal they go on after an error."""

import base64
import json
import os
import re
import time

import pytest

from pollination_sdk.sandbox import Fault

GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


def bodies(command):
    """Return the bodies of the chats so far."""
    return [json.loads(one.body) for one in command.requests if one.path.endswith("/chat/completions")]


def started(command):
    """Start a conversation on a terminal that does not say where its cursor is, and wait for the prompt."""
    child = command.terminal("chat", NO_COLOR="1", PROMPT_TOOLKIT_NO_CPR="1")
    child.timeout = 15
    child.expect("Ctrl-D ends")
    child.expect(">")
    return child


def ended(child):
    """End a conversation at the next prompt by Ctrl-D, and return its exit code."""
    child.expect(r" s\r\n[^>]*>")
    child.sendeof()
    child.read()
    child.wait()
    child.close()
    return child.exitstatus


def test_a_conversation_is_remembered(command):
    """Each message is sent with those before it and their answers."""
    count = len(bodies(command))
    result = command.process("chat", "--system", "short", "--model", "mistral", given="one\n\ntwo\n")
    assert result.code == 0
    assert len(result.out.splitlines()) == 2
    sent = bodies(command)[count:]
    assert [[one["role"] for one in body["messages"]] for body in sent] == [
        ["system", "user"],
        ["system", "user", "assistant", "user"],
    ]
    assert {body["model"] for body in sent} == {"mistral"}


def test_the_commands_change_what_is_sent(command):
    """The model, the system message, a file; /undo takes a message back."""
    (command.folder / "dot.gif").write_bytes(GIF)
    count = len(bodies(command))
    lines = ["one", "/undo", "/model mistral", "/system short", "/attach dot.gif", "two", "/attach", "three"]
    assert command.process("chat", given="\n".join([*lines, "/quit", "four"])).code == 0
    _, second, third = (body["messages"] for body in bodies(command)[count:])
    assert bodies(command)[-1]["model"] == "mistral"
    assert [one["role"] for one in second] == ["system", "user"]
    assert "image_url" in json.dumps(second)
    assert "image_url" not in json.dumps(third)


def test_a_message_may_start_with_a_slash(command):
    """It is written with two."""
    assert "heard: /etc" in command.process("chat", given="//etc\n").out


def test_an_image_is_generated(command):
    """Its file is printed; the conversation does not change."""
    result = command.process("chat", given="/image a fox\n/cost\n")
    assert re.fullmatch(r"a-fox-\d+\.jpg\n", result.out)
    assert (command.folder / result.out.strip()).is_file()
    assert "pollen in 1 call" in result.err


@pytest.mark.parametrize("name", ["talk.md", "talk.json"])
def test_a_conversation_is_saved(command, name):
    """As Markdown or JSON, and over no other file."""
    assert command.process("chat", given=f"hello\n/save {name}\n").code == 0
    saved = (command.folder / name).read_text()
    if name.endswith(".json"):
        assert [one["role"] for one in json.loads(saved)["messages"]] == ["user", "assistant"]
    else:
        assert saved.startswith("## user\n\nhello\n\n## assistant\n")
    result = command.process("chat", "--json", given=f"/save {name}\n")
    assert (result.code, result.error["code"]) == (2, "FILE_EXISTS")
    assert (command.folder / name).read_text() == saved


def test_json_has_a_line_for_each_answer(command):
    """Then nothing else is written."""
    result = command.process("chat", "--json", given="one\ntwo\n")
    assert [json.loads(line)["text"] for line in result.out.splitlines()]
    assert (len(result.out.splitlines()), result.err) == (2, "")


@pytest.mark.parametrize("line", ["/nosuch", "/undo", "/image", "/save", "/save /nowhere/x.md", "/attach nosuch.txt"])
def test_a_mistake_ends_a_pipe(command, line):
    """With two lines at most."""
    result = command.process("chat", given=f"{line}\nhello\n")
    assert (result.code, result.out) != (0, "")
    assert result.code in {1, 2, 4}
    assert 1 <= len(result.err.splitlines()) <= 2


def test_an_error_after_an_answer_does_not_say_that_nothing_was_billed(command):
    """The codes 2 to 7 say so."""
    result = command.process("chat", "--json", given="hello\n/nosuch\n")
    assert (result.code, json.loads(result.err)["billed"]) == (9, "yes")


def test_what_is_no_text_is_named(command):
    """A line must be UTF-8."""
    assert command.process("chat", given=b"\xff\xfe\n").code == 2


def test_the_limit_holds_for_the_whole_conversation(command):
    """A message that may pass it is not sent."""
    result = command.process("chat", "--spend-limit", "0.0000001", "--json", given="hello\n")
    assert (result.code, result.error["billed"]) == (6, "no")


@pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")
@pytest.mark.slow(reason="starts processes on terminals")
class TestTerminal:
    """Conversations on a terminal."""

    def test_messages_are_typed(self, command):
        """Alt+Enter starts a line, an unknown command is named, and Ctrl-D ends with 0."""
        child = started(command)
        child.send("first\x1b\rsecond\r")
        child.expect("heard: first")
        child.expect(r" s\r\n")
        child.send("/nosuch\r")
        child.expect("There is no command /nosuch")
        child.send("third\r")
        child.expect("heard: third")
        assert ended(child) == 0
        messages = [one["content"] for one in bodies(command)[-1]["messages"]]
        assert (messages[0], messages[2]) == ("first\nsecond", "third")

    def test_an_error_does_not_end_a_conversation(self, command):
        """What was asked is not part of it."""
        command.fail(Fault.status(400))
        child = started(command)
        child.send("bad\r")
        child.expect("400")
        child.send("good\r")
        child.expect("heard: good")
        child.send("/quit\r")
        child.read()
        child.wait()
        child.close()
        assert child.exitstatus == 0
        assert [one["content"] for one in bodies(command)[-1]["messages"]] == ["good"]

    def test_ctrl_c_stops_an_answer(self, command):
        """And says that it may be billed; at the prompt it empties the line."""
        child = started(command)
        command.fail(Fault.stall(seconds=20))
        before = len(command.requests)
        child.send("slow\r")
        deadline = time.monotonic() + 15
        while len(command.requests) == before:
            assert time.monotonic() < deadline
        child.sendintr()
        child.expect("may be billed")
        command.sandbox.behave()
        child.send("dropped\x03")
        child.send("quick\r")
        child.expect("heard: quick")
        assert ended(child) == 0

    def test_control_characters_are_shown_as_text(self, command):
        """A model must not write the clipboard."""
        child = started(command)
        child.send("hi \x1b[200~\x1b]52;c;QUFB\x07\x1b[201~\r")
        child.expect(r"heard: hi \^\[\]52;c;QUFB\^G")
        assert ended(child) == 0

    def test_a_stopped_answer_counts_as_one_of_unknown_cost(self, command):
        """It may be billed."""
        command.fail(Fault.stall(seconds=20))
        child = started(command)
        before = len(command.requests)
        child.send("hello\r")
        deadline = time.monotonic() + 15
        while len(command.requests) == before:
            assert time.monotonic() < deadline
            time.sleep(0.01)  # polls for the request
        child.sendintr()
        child.expect("may be billed")
        child.send("/cost\r")
        child.expect("0.0000 pollen in 0 calls, and 1 of unknown cost")
