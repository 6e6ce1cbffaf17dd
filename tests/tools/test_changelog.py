"""The changelog's draft, and the version that follows from the differences."""

import copy

import pytest
from tools.changelog.entry import Entry
from tools.compare import compare

from pollination_api import contract


def changes(*edits):
    """Return what the edits change in the contract."""
    old = contract.load()
    new = copy.deepcopy(old)
    for edit in edits:
        edit(new)
    return compare(old, new)


def gain(document):
    """Add a field to an answer."""
    document["components"]["schemas"]["AccountBalance"]["properties"]["tier"] = {"type": "string"}


def breakage(document):
    """Remove an operation."""
    del document["paths"]["/account/usage/daily"]


@pytest.mark.parametrize(
    ("old", "edits", "new"),
    [
        ("1.2.3", (breakage, gain), "2.0.0"),
        ("0.2.3", (breakage,), "0.3.0"),
        ("1.2.3", (gain,), "1.3.0"),
        ("0.2.3", (gain,), "0.2.4"),
        ("1.2.3", (), "1.2.4"),
    ],
)
def test_the_version_follows_from_what_changed(old, edits, new):
    """What breaks moves the first number, or in 0.x the second; a feature the next; all else the last."""
    assert Entry(old, changes(*edits), []).version == new


def test_the_entry_says_what_is_gained_what_breaks_and_what_to_do():
    """Each change stands in its section, and what breaks says what to do."""
    text = Entry("1.2.3", changes(gain, breakage), ["Mend a thing"]).markdown("2026-02-08")
    assert text.startswith("## 2.0.0 - 2026-02-08")
    assert "### New\n\n- `AccountBalance.tier`" in text
    assert "**What to do:** Stop calling it." in text
    assert "- Mend a thing" in text
