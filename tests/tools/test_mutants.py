"""The player of slips: each slip fits the code, and one that makes the tests hang is killed."""

import os

import pytest
from tools import mutants
from tools.mutants import Mutant, is_killed, load


@pytest.mark.slow(reason="reads each file that a slip changes")
def test_every_slip_fits_the_code():
    """A changed line takes the slips that quote it along, and each slip names test modules that exist."""
    for one in load():
        one.place(mutants.ROOT)
        one.test_files(mutants.ROOT)


@pytest.mark.slow(reason="starts pytest")
@pytest.mark.skipif(os.name == "nt", reason="there are no process groups")
def test_a_slip_that_hangs_is_killed(tmp_path, monkeypatch):
    """Tests that no longer end count as failed when their time is over, and the copy is put right again."""
    module = tmp_path / "overlays/pollination_sdk/waiting.py"
    test = tmp_path / "tests/test_waiting.py"
    for path in (module, test):
        path.parent.mkdir(parents=True)
    module.write_text("WAITS = False\n")
    test.write_text(
        "import runpy, time\n\ndef test():\n"
        "    while runpy.run_path('overlays/pollination_sdk/waiting.py')['WAITS']:\n        time.sleep(0.1)\n"
    )
    slip = Mutant(slip="it waits", old="False", new="True", tests=["test_waiting"], killed=True)
    harmless = Mutant(slip="it does not", old="False", new="0", tests=["test_waiting"], killed=False)
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # they take a second to load, and none is needed
    assert not is_killed(harmless, tmp_path)
    monkeypatch.setattr(mutants, "LONGEST", 1.0)
    assert is_killed(slip, tmp_path)
    assert module.read_text() == "WAITS = False\n"
