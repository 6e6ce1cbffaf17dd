"""Runs of pytest on the tests of a page or of an example, as an application's own."""

import os
from pathlib import Path

from tests.helpers.forking import run_program


def printed_by_pytest(folder: Path, *contents: str) -> str:
    """Run modules of tests that pass, in a folder, as an application's own; return what pytest prints."""
    for number, content in enumerate(contents):
        (folder / f"test_example_{number}.py").write_text(content, encoding="utf-8")
    # The plugins of other packages take seconds to load; that ours is found by its name is for `test_packaging`.
    plugins = ["-p", "pollination_sdk.sandbox.pytest_plugin", "-p", "anyio"]
    program = f"import pytest, sys; sys.exit(pytest.main({['-q', *plugins]}))"
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = run_program(program, environment=environment, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
