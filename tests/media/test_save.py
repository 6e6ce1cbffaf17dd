"""Where files are saved: unusable paths cost nothing, and a file that was paid for is not thrown away.

Uses private names: names that Windows refuses are tried on other systems.
"""

import asyncio
import errno
import io
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import pytest

from pollination_sdk import AsyncPollinations, Media
from pollination_sdk._media import save as _save
from pollination_sdk.errors import ArgumentError, MediaTypeWarning, PollinationsError, SaveError

SMALL = {"width": 32, "height": 24}


@pytest.fixture
def elsewhere(tmp_path_factory, monkeypatch):
    """Give the folder for temporary files, empty."""
    folder = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture(params=["image", "video"])
def stream(request, client):
    """Make a stream of each kind."""
    options = {"image": SMALL, "video": {"duration": 1}}[request.param]
    return getattr(client, f"stream_{request.param}")("waves", seed=1, **options)


NAMES = {
    "fox": "fox.jpg",
    "fox.JPEG": "fox.JPEG",
    "fox.bin": "fox.bin",
    "fox .jpg": "fox .jpg",
    "St. Bernard in snow": "St. Bernard in snow.jpg",
    "fox, seed 7.5": "fox, seed 7.5.jpg",
    "by gpt-5.1 mini": "by gpt-5.1 mini.jpg",
    "3.14": "3.14.jpg",
    "v1.0": "v1.0.jpg",
    "archive.2024": "archive.2024.jpg",
    "fox.tar.gz": "fox.tar.gz.jpg",
    "fox.": "fox..jpg",
    "fox.jpg.": "fox.jpg..jpg",
    "fox.jpg ": "fox.jpg .jpg",
    ".hidden": ".hidden.jpg",
    ".jpg": ".jpg.jpg",
    "...": "....jpg",
    " ": " .jpg",
    "лиса в снегу": "лиса в снегу.jpg",
    "a.JPG.b": "a.JPG.b.jpg",
}


@pytest.mark.parametrize("name", NAMES)
def test_only_the_suffix_of_a_media_file_is_one(client, flavour, tmp_path, name):
    """Whole and streamed: what follows any other dot is part of the name, and the true suffix is added."""
    image = client.image("fox", seed=1, **SMALL)
    assert image.save(tmp_path / name) == tmp_path / NAMES[name]
    (tmp_path / NAMES[name]).unlink()
    assert flavour.wait(client.stream_image("fox", seed=1, **SMALL).save(tmp_path / name)) == tmp_path / NAMES[name]
    assert [path.name for path in tmp_path.iterdir()] == [NAMES[name]]


@pytest.mark.parametrize("name", ["fox.PNG", "fox.webp", "fox.svg", "fox.opus", "fox.glb"])
def test_the_suffix_of_another_type_is_kept_and_warned_of_once(client, flavour, tmp_path, name):
    """Whole and streamed, the file has the name that was chosen; Python shows one warning for each line."""
    image = client.image("fox", seed=1, **SMALL)
    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("default")
        for number in range(3):
            assert image.save(tmp_path / f"{number}{name}").read_bytes() == image.bytes
            stream = client.stream_image("fox", seed=1, **SMALL)
            assert flavour.wait(stream.save(tmp_path / f"streamed {number}{name}")).read_bytes() == image.bytes
    assert [one.category for one in shown] == [MediaTypeWarning] * 2
    assert "image/jpeg" in str(shown[0].message)
    assert len(list(tmp_path.iterdir())) == 6


def test_a_warning_that_is_an_error_loses_no_file(client, flavour, tmp_path):
    """The file that was paid for is in its place before the warning is raised."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", MediaTypeWarning)
        with pytest.raises(MediaTypeWarning):
            flavour.wait(client.stream_image("fox", **SMALL).save(tmp_path / "fox.png"))
    assert Media.open(tmp_path / "fox.png").media_type == "image/jpeg"


@pytest.mark.parametrize("wrap", [None, asyncio.wait_for], ids=["awaited", "wait_for"])
def test_the_warning_of_an_awaited_save_is_at_its_line(sandbox, tmp_path, wrap):
    """What runs the event loop is not the place that chose the name."""

    async def main():
        async with AsyncPollinations(sandbox.key, base_url=sandbox.url) as client:
            saving = client.stream_image("fox", **SMALL).save(tmp_path / "fox.png")
            await (wrap(saving, 60) if wrap else saving)

    with pytest.warns(MediaTypeWarning) as caught:
        asyncio.run(main())
    assert [one.filename for one in caught] == [__file__]


class PathLike:
    """A path of somebody else's making."""

    def __init__(self, path):
        self._path = path

    def __fspath__(self):
        return str(self._path)


@pytest.mark.parametrize("kind", [str, Path, os.fsencode, PathLike])
def test_a_path_may_be_of_every_kind_of_python(client, flavour, tmp_path, kind):
    """Text, bytes and path objects name the same file."""
    given = kind(tmp_path / "St. Fox")
    assert client.image("fox", **SMALL).save(given) == tmp_path / "St. Fox.jpg"
    assert flavour.wait(client.stream_image("fox", **SMALL).save(given)) == tmp_path / "St. Fox.jpg"


def too_deep(folder):
    """Name a path that is longer than the system takes, its parts being short."""
    return f"{folder}/{'d/' * 2100}fox"


UNUSABLE = {
    "much too long": (lambda folder: folder / ("w" * 300), OSError, errno.ENAMETOOLONG),
    "too long with its suffix": (lambda folder: folder / ("w" * 253), OSError, errno.ENAMETOOLONG),
    "too long in bytes": (lambda folder: folder / ("ж" * 127), OSError, errno.ENAMETOOLONG),
    "too long, of four bytes each": (lambda folder: folder / ("🦊" * 63), OSError, errno.ENAMETOOLONG),
    "too long with its own suffix": (lambda folder: folder / ("w" * 252 + ".mp4"), OSError, errno.ENAMETOOLONG),
    "too deep": (too_deep, OSError, errno.ENAMETOOLONG),
    "a folder": (lambda folder: folder / "folder", IsADirectoryError, errno.EISDIR),
    "a folder of one suffix": (lambda folder: folder / "waves", IsADirectoryError, errno.EISDIR),
    "a folder with its suffix": (lambda folder: folder / "waves.png", IsADirectoryError, errno.EISDIR),
    "a link to a folder": (lambda folder: folder / "link.png", IsADirectoryError, errno.EISDIR),
    "the folder itself": (lambda folder: f"{folder}/", IsADirectoryError, errno.EISDIR),
    "a new folder": (lambda folder: f"{folder}/new/", IsADirectoryError, errno.EISDIR),
    "this folder": (lambda folder: f"{folder}/.", IsADirectoryError, errno.EISDIR),
    "this folder, alone": (lambda _: ".", IsADirectoryError, errno.EISDIR),
    "the folder above": (lambda folder: f"{folder}/folder/..", IsADirectoryError, errno.EISDIR),
    "nothing": (lambda _: "", IsADirectoryError, errno.EISDIR),
    "no folder": (lambda folder: folder / "no" / "fox", FileNotFoundError, errno.ENOENT),
    "a home that the shell would know": (lambda _: "~/fox", FileNotFoundError, errno.ENOENT),
    "a file as folder": (lambda folder: folder / "file" / "fox", NotADirectoryError, errno.ENOTDIR),
    "a file as folder of a folder": (lambda folder: folder / "file" / "a" / "fox", NotADirectoryError, errno.ENOTDIR),
    "a circle of links as folder": (lambda folder: folder / "circle" / "fox", OSError, errno.ELOOP),
    "a link to nothing as folder": (lambda folder: folder / "dangling" / "fox", FileNotFoundError, errno.ENOENT),
    "a pipe": (lambda folder: folder / "pipe.png", FileExistsError, errno.EEXIST),
    "a pipe of one suffix": (lambda folder: folder / "pipe", FileExistsError, errno.EEXIST),
    "a device": (lambda _: "/dev/null", FileExistsError, errno.EEXIST),
    "a NUL": (lambda folder: f"{folder}/a\0b", OSError, errno.EINVAL),
    "a NUL in the folder": (lambda folder: f"{folder}/a\0b/fox", OSError, errno.EINVAL),
    "half a character": (lambda folder: f"{folder}/\ud800", OSError, errno.EINVAL),
    "a folder that takes no files": (lambda _: "/proc/fox", OSError, None),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_an_unusable_path_costs_nothing(stream, client, flavour, sandbox, tmp_path, name):  # noqa: PLR0917 - by name
    """The path is refused with each suffix that may come, by its own kind of `OSError`, before anything is sent."""
    path, kind, number = UNUSABLE[name]
    (tmp_path / "folder").mkdir()
    (tmp_path / "waves.png").mkdir()
    (tmp_path / "waves.mov").mkdir()
    (tmp_path / "link.png").symlink_to(tmp_path / "folder")
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for pipe in ("pipe.png", "pipe.webm"):
        os.mkfifo(tmp_path / pipe)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(kind) as caught:
        flavour.wait(stream.save(path(tmp_path)))
    assert number in {None, caught.value.errno}
    assert sandbox.requests == []
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("path", [None, 3, io.BytesIO()])
def test_what_is_no_path_costs_nothing(stream, flavour, sandbox, path):
    """Neither None, nor a number, nor an open file is a path."""
    with pytest.raises(ArgumentError, match="is saved under a path, not"):
        flavour.wait(stream.save(path))
    assert sandbox.requests == []


def test_a_refused_path_leaves_the_stream_to_another(client, flavour, tmp_path):
    """After a refusal the same stream can be saved under a usable path."""
    stream = client.stream_image("fox", **SMALL)
    with pytest.raises(FileNotFoundError):
        flavour.wait(stream.save(tmp_path / "no" / "fox"))
    assert flavour.wait(stream.save(tmp_path / "fox")).exists()


def test_the_longest_names_that_fit_are_used(client, flavour, tmp_path):
    """A name of 255 bytes with its suffix is saved; of a whole file the suffix is known, so that 251 are enough."""
    assert client.image("fox", **SMALL).save(tmp_path / ("w" * 251)).name == "w" * 251 + ".jpg"
    for name, saved in {"ж" * 125: "ж" * 125 + ".jpg", "w" * 251 + ".jpg": "w" * 251 + ".jpg"}.items():
        assert flavour.wait(client.stream_image("fox", **SMALL).save(tmp_path / name)) == tmp_path / saved


def test_a_path_as_long_as_the_system_takes_is_used(client, flavour, tmp_path):
    """The temporary file needs no longer name than the file itself."""
    most = os.pathconf(tmp_path, "PC_PATH_MAX") - 1
    folder = str(tmp_path)
    before = os.open(".", os.O_RDONLY)
    try:
        os.chdir(folder)  # what is made step by step may be deeper than what can be named
        while len(folder) < most - 210:
            os.mkdir("d" * 200)  # noqa: PTH102 - relative to where we are
            os.chdir("d" * 200)
            folder += "/" + "d" * 200
        rest = most - len(folder) - len("/") - len("/f.jpg")
        os.mkdir("e" * rest)  # noqa: PTH102 - as above
    finally:
        os.fchdir(before)
        os.close(before)
    path = f"{folder}/{'e' * rest}/f.jpg"
    assert len(path) == most
    for _ in range(3):
        assert flavour.wait(client.stream_image("fox", **SMALL).save(path)) == Path(path)
    assert os.listdir(Path(path).parent) == ["f.jpg"]  # noqa: PTH208 - names alone


@pytest.mark.parametrize("target", ["nowhere.jpg", "fox.jpg", "w" * 300])
def test_a_link_that_leads_nowhere_is_replaced(client, flavour, tmp_path, target):
    """A dangling link, and one that leads to itself, give way to the file; neither is followed."""
    (tmp_path / "fox.jpg").symlink_to(target)
    saved = flavour.wait(client.stream_image("fox", **SMALL).save(tmp_path / "fox"))
    assert (saved.is_symlink(), saved.is_file()) == (False, True)
    assert list(tmp_path.iterdir()) == [saved]


def become_folder(path):
    """Put a folder where the file is to be."""
    path.mkdir()


def lose_folder(path):
    """Remove the folder that the file is to be in."""
    shutil.rmtree(path.parent)


def swap_folder(path):
    """Put a file where the folder was."""
    shutil.rmtree(path.parent)
    path.parent.write_bytes(b"")


def become_pipe(path):
    """Put a pipe where the file is to be."""
    os.mkfifo(path)


MISCHIEF = {
    become_folder: "is a folder",
    become_pipe: "is not a regular file",
    lose_folder: "was removed",
    swap_folder: "was removed or replaced",
}


@pytest.mark.parametrize("mischief", MISCHIEF)
def test_a_path_lost_meanwhile_keeps_the_file(stream, flavour, tmp_path, elsewhere, mischief):
    """What becomes unusable while the file arrives costs its name, not the file; the error says where it is."""
    path = tmp_path / "gallery" / "waves.png"
    path.parent.mkdir()

    def progress(*_):
        if not path.exists() and path.parent.is_dir():
            mischief(path)

    with pytest.raises(SaveError, match=MISCHIEF[mischief]) as caught:
        flavour.wait(stream.save(path, progress=progress))
    error = caught.value
    assert isinstance(error, (OSError, PollinationsError))
    assert str(error.kept) in str(error)
    assert error.kept.suffix == Media(error.kept.read_bytes()).suffix
    assert error.kept.parent == (path.parent if path.parent.is_dir() else elsewhere)
    assert not path.is_file()
    left = [one for folder in (path.parent, elsewhere) if folder.is_dir() for one in folder.iterdir()]
    assert sorted(left) == sorted({error.kept, *([path] if path.exists() else [])})


class Full(io.FileIO):
    """A file on a disk that takes so many bytes and no more."""

    room = 200

    def write(self, data):
        """Write what there is room for."""
        left = self.room - self.tell()
        if left <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(bytes(data)[:left])


@pytest.fixture
def full(monkeypatch):
    """Fill the disk under the destination."""

    def create(folder, _shortest):
        return folder / ".part", Full(folder / ".part", "x+")

    # There is no public way to a full disk that every machine has.
    monkeypatch.setattr(_save, "_create", create)


@pytest.mark.usefixtures("full")
def test_a_full_disk_keeps_the_file_elsewhere(stream, flavour, tmp_path, elsewhere):
    """A disk that fills up half-way has the rest, and all before it, written to the folder for temporary files."""
    path = tmp_path / "waves.png"
    path.write_bytes(b"old")
    with pytest.raises(SaveError, match="No space left") as caught:
        flavour.wait(stream.save(path))
    kept = caught.value.kept
    assert caught.value.errno == errno.ENOSPC
    assert Media(kept.read_bytes()).suffix == kept.suffix
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert list(elsewhere.iterdir()) == [kept]
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("waves.png", b"old")]


@pytest.mark.usefixtures("full")
def test_a_whole_file_that_the_disk_refuses_is_still_in_memory(client, tmp_path):
    """`Media.save` raises the disk's own error and leaves nothing: the bytes are in the caller's hands."""
    with pytest.raises(OSError, match="No space left") as caught:
        client.image("fox", width=256, height=256).save(tmp_path / "fox")
    assert not isinstance(caught.value, SaveError)
    assert list(tmp_path.iterdir()) == []


PROGRAM = """
import resource, sys, asyncio
from pollination_sdk import AsyncPollinations, Pollinations, errors

url, key, folder = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
def save():
    with Pollinations(key, base_url=url) as client:
        client.stream_image("fox", width=256, height=256).save(folder + "/fox")
async def save_async():
    async with AsyncPollinations(key, base_url=url) as client:
        await client.stream_image("fox", width=256, height=256).save(folder + "/fox")
for run in (save, lambda: asyncio.run(save_async())):
    try:
        run()
    except errors.SaveError as error:
        print(error.errno, error.kept)
"""


@pytest.mark.slow(reason="starts a process")
def test_no_room_anywhere_is_said_and_leaves_nothing(sandbox, tmp_path):
    """Where neither the destination nor the folder for temporary files takes the file, no part of it is left."""
    (tmp_path / "temporary").mkdir()
    (tmp_path / "gallery").mkdir()
    command = [sys.executable, "-c", PROGRAM, sandbox.url, sandbox.key, str(tmp_path / "gallery")]
    # Of bytecode too, only the beginning would be written: later imports of the module would fail.
    environment = {**os.environ, "TMPDIR": str(tmp_path / "temporary"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)  # noqa: S603 - our own
    assert done.stdout == f"{errno.EFBIG} None\n" * 2
    assert {one.name for one in tmp_path.rglob("*")} == {"temporary", "gallery"}


def test_names_that_windows_refuses_are_refused_there(client, tmp_path, monkeypatch):
    """A reserved name, or a colon that would write into a stream of another file, is an error on Windows alone."""
    image = client.image("fox", **SMALL)
    for name in ("con", "NUL.jpg", "fox: seed 7", "what?", "a<b"):
        assert image.save(tmp_path / name).exists()
        assert _save._NOT_ON_WINDOWS.fullmatch(name)  # there is no Windows here to ask
    for name in ("console", "confox.jpg", "St. Bernard", "nullable"):
        assert not _save._NOT_ON_WINDOWS.fullmatch(name)
