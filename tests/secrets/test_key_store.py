"""Stored keys: written whole and for their owner alone, and sent to the server that they were made for."""

import json
import os
import pickle
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.helpers.forking import started

from pollination_sdk import AsyncPollinations, Pollinations, errors, login
from pollination_sdk.sandbox import pytest_plugin

KEY, OTHER = "sk_stored_for_this_server", "sk_stored_for_another_one"
PUBLIC = "https://gen.pollinations.ai"
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Path:
    """Give a home of its own, and an environment without keys."""
    for name in ("POLLINATIONS_NO_STORED_KEY", "POLLINATIONS_API_KEY", "BEARER_TOKEN", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name in ("POLLINATIONS_BASE_URL", "POLLINATIONS_MEDIA_URL", "POLLINATIONS_ENTER_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(params=[Pollinations, AsyncPollinations])
def cls(request):
    """Give each client in turn."""
    return request.param


def test_a_stored_key_is_found(cls):
    """`key_source` names its file."""
    path = login.save_key(KEY)
    client = cls()
    assert client.key_source == str(path)
    assert client._settings.keys.values == (KEY,)
    assert KEY not in repr(client)


def test_the_service_gets_a_stored_key(sandbox):
    """As one from the environment."""
    login.save_key(sandbox.key, base_url=sandbox.url)
    with Pollinations(base_url=sandbox.url) as client:
        assert client.key().valid


def test_an_argument_and_the_environment_win(cls, monkeypatch):
    """Then the file is not even looked at."""
    login.save_key(KEY)
    monkeypatch.setattr("pollination_sdk._secrets.key_store.read", lambda _: pytest.fail("it was read"))
    assert cls(OTHER).key_source == "argument"
    monkeypatch.setenv("POLLINATIONS_API_KEY", OTHER)
    assert cls().key_source == "POLLINATIONS_API_KEY"


@pytest.mark.parametrize(
    "base_url",
    ["https://gen.example.com", "http://gen.pollinations.ai", "https://gen.pollinations.ai:8443", "http://127.0.0.1:9"],
)
def test_a_stored_key_is_for_no_other_server(cls, base_url):
    """Another host, scheme or port; also of a copy of a client that has the key."""
    login.save_key(KEY)
    assert cls(base_url=base_url).key_source is None
    assert cls().with_options(base_url=base_url).key_source is None


@pytest.mark.parametrize("name", ["media_url", "enter_url"])
def test_a_stored_key_is_not_sent_to_a_foreign_host_beside_it(cls, name, monkeypatch):
    """Neither by an argument nor by a variable."""
    login.save_key(KEY)
    assert cls(**{name: "https://files.example.com"}).key_source is None
    assert cls().with_options(**{name: "https://files.example.com"}).key_source is None
    monkeypatch.setenv(f"POLLINATIONS_{name.upper()}", "https://files.example.com")
    with pytest.raises(errors.MissingKeyError, match=name):
        Pollinations().key()


def test_each_server_has_a_key_of_its_own(cls):
    """A copy takes that of its server."""
    login.save_key(KEY)
    there = login.save_key(OTHER, base_url="https://gen.example.com")
    assert cls().with_options(base_url="https://gen.example.com/below").key_source == str(there)
    assert login.forget(base_url="https://gen.example.com") == there
    assert cls().key_source is not None


def test_a_file_under_the_name_of_another_server_is_not_used():
    """The server in the file counts."""
    path = login.save_key(KEY, base_url="https://gen.example.com")
    path.rename(login.path())
    with pytest.raises(errors.MissingKeyError, match="made for another server"):
        Pollinations().key()


def test_the_store_is_switched_off(cls, monkeypatch):
    """By a variable; 0 keeps it on."""
    login.save_key(KEY)
    monkeypatch.setenv("POLLINATIONS_NO_STORED_KEY", "1")
    assert cls().key_source is None
    monkeypatch.setenv("POLLINATIONS_NO_STORED_KEY", "0")
    assert cls().key_source is not None


def test_the_pytest_plugin_switches_the_store_off(pytestconfig, monkeypatch):
    """A value that is set already stays."""
    with monkeypatch.context() as patch:
        patch.setattr(pytestconfig, "add_cleanup", lambda _: None)
        pytest_plugin.pytest_configure(pytestconfig)
        assert os.environ.pop("POLLINATIONS_NO_STORED_KEY") == "1"
    monkeypatch.setenv("POLLINATIONS_NO_STORED_KEY", "0")
    pytest_plugin.pytest_configure(pytestconfig)
    assert os.environ["POLLINATIONS_NO_STORED_KEY"] == "0"


def test_a_forgotten_key_is_gone():
    """What a killed process left is gone too; forgetting again is no error."""
    path = login.save_key(KEY)
    (path.parent / f".{path.name}.0123.part").write_text(KEY)
    assert login.forget() == path
    assert list(path.parent.iterdir()) == []
    assert login.forget() is None


def test_a_copy_by_pickle_finds_the_key_again(cls):
    """The pickle does not contain it."""
    login.save_key(KEY)
    data = pickle.dumps(cls())
    assert KEY.encode() not in data
    assert pickle.loads(data).key_source == str(login.path())
    login.forget()
    assert pickle.loads(data).key_source is None


@pytest.mark.parametrize("key", ["", "sk_ab...", "sk with space", "AIzaSomethingElse"])
def test_a_malformed_key_is_not_stored(key, home):
    """The error does not quote it, and nothing is written."""
    with pytest.raises(errors.InvalidKeyError) as caught:
        login.save_key(key)
    assert not key or key not in str(caught.value)
    assert not home.exists()


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"key": 1, "base_url": "https://gen.pollinations.ai"}', "[" * 9999]
)
def test_a_damaged_file_is_named_at_the_first_call_that_needs_a_key(content):
    """The client itself is made: the lists of models need no key."""
    path = login.save_key(KEY)
    path.write_text(content)
    with pytest.raises(errors.MissingKeyError, match="stored key"):
        Pollinations().key()


@posix
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_only_its_owner_can_read_a_key(umask, home):
    """Whatever the umask is."""
    before = os.umask(umask)
    try:
        home.mkdir(mode=0o700)
        home.chmod(0o700)
        path = login.save_key(KEY)
        login.save_key(OTHER)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    made = [path.parent, *path.parent.parents]
    assert {stat.S_IMODE(one.stat().st_mode) for one in made if home in one.parents} == {0o700}
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@posix
def test_no_link_is_followed(tmp_path):
    """One in the place of the file is replaced; its target stays as it is, and it is not read."""
    target, path = tmp_path / "target", login.save_key(KEY)
    path.rename(target)
    path.symlink_to(target)
    with pytest.raises(errors.MissingKeyError, match="symbolic link"):
        Pollinations().key()
    login.save_key(OTHER)
    assert json.loads(target.read_text())["key"] == KEY
    assert not path.is_symlink()


@posix
@pytest.mark.parametrize("steps", [0, 1])
def test_a_folder_that_is_a_link_is_refused(tmp_path, steps):
    """The key would get to a place that nobody meant."""
    folder = [login.path().parent, *login.path().parent.parents][steps]
    folder.parent.mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(errors.ConfigurationError, match="symbolic link"):
        login.save_key(KEY)
    assert not [one for one in (tmp_path / "elsewhere").rglob("*") if one.is_file()]


@posix
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_what_is_no_file_is_not_read(make):
    """A named pipe does not block either."""
    path = login.save_key(KEY)
    path.unlink()
    make(path)
    with pytest.raises(errors.MissingKeyError, match="The stored key"):
        Pollinations().key()


@posix
@pytest.mark.parametrize("home_folder", ["/dev/null", "/proc/nonexistent"])
def test_a_home_that_cannot_be_written_is_named(home_folder, monkeypatch):
    """A client is made all the same."""
    monkeypatch.setenv("HOME", home_folder)
    assert Pollinations().key_source is None
    with pytest.raises(errors.ConfigurationError, match="Set POLLINATIONS_API_KEY instead") as caught:
        login.save_key(KEY)
    assert KEY not in str(caught.value)


@posix
def test_a_home_that_is_unknown_is_not_the_current_folder(monkeypatch, tmp_path):
    """A key must not be read from where a program happens to run. Some versions of platformdirs name that folder."""
    monkeypatch.setattr("platformdirs.user_config_path", lambda *_, **__: Path(".config", "pollinations"))
    monkeypatch.chdir(tmp_path)
    assert Pollinations().key_source is None
    with pytest.raises(errors.ConfigurationError, match="no home folder"):
        login.save_key(KEY)


@posix
def test_a_write_that_fails_leaves_the_old_key(monkeypatch):
    """It is written whole or not at all."""
    path = login.save_key(KEY)

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(errors.ConfigurationError, match="No space left"):
        login.save_key(OTHER)
    assert json.loads(path.read_text())["key"] == KEY
    assert len(list(path.parent.iterdir())) == 1


@pytest.mark.slow(reason="starts two processes that write")
def test_two_writers_leave_a_whole_file():
    """A reader sees one key or the other at any moment."""
    login.save_key(KEY)
    code = "import sys; from pollination_sdk import login; [login.save_key(sys.argv[1]) for _ in range(40)]"
    writers = [started(code, key, environment=dict(os.environ)) for key in (KEY, OTHER)]
    while any(writer.poll() is None for writer in writers):
        assert Pollinations()._settings.keys.values in {(KEY,), (OTHER,)}
    assert [writer.wait() for writer in writers] == [0, 0]
    assert len(list(login.path().parent.iterdir())) == 1


@pytest.mark.slow(reason="starts an interpreter")
def test_no_folder_is_looked_up_without_need():
    """With a key from the environment, or with no stored key wanted, neither platformdirs nor the store is imported."""
    given = [{"POLLINATIONS_API_KEY": KEY}, {"POLLINATIONS_NO_STORED_KEY": "1"}]
    code = f"""if True:
        import os, sys
        from pollination_sdk import Pollinations
        for given in {given}:
            os.environ.update(given)
            Pollinations()
            for name in given:
                del os.environ[name]
        print(*sys.modules)
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603 - our own program
    assert not {"platformdirs", "pollination_sdk.login"} & set(done.stdout.split())
