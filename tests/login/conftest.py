"""Give the tests of sign-ins an environment without keys."""

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Give a home of its own, and an environment without settings of the package."""
    for name in ("POLLINATIONS_API_KEY", "BEARER_TOKEN", "POLLINATIONS_NO_STORED_KEY", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name in ("BASE_URL", "MEDIA_URL", "ENTER_URL"):
        monkeypatch.delenv(f"POLLINATIONS_{name}", raising=False)
    for name in ("HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    return tmp_path / "home"
