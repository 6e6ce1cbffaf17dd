"""The core does without msgspec: nothing imports it before a type is read, and its absence is said clearly."""

from tests.helpers.forking import run_program

BLOCKED = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"msgspec", "jsonschema"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Blocked())
from pollination_sdk import AsyncPollinations, Pollinations, errors
import pollination_sdk
client = Pollinations("sk_test1234567890", base_url="http://127.0.0.1:1")
for name in pollination_sdk.__all__:
    getattr(pollination_sdk, name)
for type_ in (list[int], {"type": "object", "properties": {}}):
    try:
        client.parse("hi", type_)
    except errors.ConfigurationError as error:
        print(error)
"""
UNBLOCKED = """
import sys
from pollination_sdk import Pollinations
from pollination_sdk.sandbox import Sandbox

with Sandbox() as sandbox:
    before = "msgspec" in sys.modules
    with Pollinations(sandbox.key, base_url=sandbox.url) as client:
        client.chat("hi")
        client.detailed.text("hi")
        assert before == ("msgspec" in sys.modules) == False
        client.parse("hi", int)
    assert "msgspec" in sys.modules
"""


def run(program):
    """Run a program in a process that has imported no more than the SDK, and return what it prints."""
    done = run_program(program)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_without_the_extra_the_message_says_what_to_install():
    """All public names can be used, and `parse` names the extra."""
    printed = run(BLOCKED).splitlines()
    assert len(printed) == 2
    for line, library in zip(printed, ("msgspec", "jsonschema"), strict=True):
        assert f'{library}; install it with: pip install "pollinations-sdk[typed]"' in line


def test_msgspec_is_imported_by_the_first_type():
    """A chat does not import it."""
    run(UNBLOCKED)
