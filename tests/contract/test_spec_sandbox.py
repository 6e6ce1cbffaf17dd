"""The contract and the sandbox: somebody else's tool reads the one and tries all it can think of on the other."""

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.contract.surface import operations_of
from tests.examples import AT_NIGHT, few

from pollination_api import contract
from pollination_sdk.sandbox import Sandbox

pytestmark = [
    pytest.mark.slow(reason="runs schemathesis against the sandbox"),
    pytest.mark.skipif(find_spec("schemathesis") is None, reason="schemathesis is in the dependency group `contract`"),
]
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LINKS = (ROOT / "openapi.yaml").read_text(encoding="utf-8").count("$response.body#")
EXAMPLES = str(few.max_examples if AT_NIGHT else 2)  # of each operation when fuzzed; links have a number of their own
SEED = os.environ.get("POLLINATIONS_CONTRACT_SEED", "1")
COMMAND = [
    sys.executable,
    "-m",
    "schemathesis.cli",
    f"--config-file={HERE / 'schemathesis.toml'}",
    "run",
    str(ROOT / "openapi.yaml"),
]
PHASES = "examples,coverage,fuzzing,stateful" if AT_NIGHT else "fuzzing"  # `test_reach` sends examples, follows links
OPTIONS = ["--phases", PHASES, "--max-examples", EXAMPLES]
QUIET = ["--no-color", "--continue-on-failure", "--generation-database", "none", "--seed", SEED]


def run_schemathesis(sandbox, folder, *options):
    """Run the command as a person would and return what it says and its exit code."""
    to_sandbox = ["--url", sandbox.url, "--header", f"Authorization: Bearer {sandbox.key}"]
    hooks = {"HYPOTHESIS_NO_PLUGINS": "1"}  # that of trio takes half a second
    hooks |= {"PYTHONPATH": os.pathsep.join([str(HERE), *sys.path]), "SCHEMATHESIS_HOOKS": "schemathesis_hooks"}
    hooks["HYPOTHESIS_STORAGE_DIRECTORY"] = str(ROOT / ".hypothesis")  # which has the tables of characters already
    command = [*COMMAND, *to_sandbox, *OPTIONS, *QUIET, *options]
    return subprocess.run(  # noqa: S603 - a pinned tool by its module's name
        command, cwd=folder, env={**os.environ, **hooks}, capture_output=True, text=True, check=False
    )


def test_schemathesis_finds_nothing_wrong_with_the_sandbox(tmp_path, capsys):
    """All checks that a server without memory can pass do so on all operations, and at night along all links."""
    with Sandbox() as sandbox:
        done = run_schemathesis(sandbox, tmp_path)
    said = done.stdout + done.stderr
    with capsys.disabled():
        print("\n" + said[said.rfind("Test cases:") :])  # down to the seed
    assert done.returncode == 0, said
    assert f"Tested: {len(operations_of(contract.load()))}\n" in said
    if AT_NIGHT:
        covered = re.search(r"API Links: +(\d+) covered", said)
        assert covered, said
        assert int(covered[1]) >= LINKS  # schemathesis may infer more
