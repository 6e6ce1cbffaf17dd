"""The wheel and the sdist: what is in them, what they need, and that one makes the other.

Needs hatchling beside pytest; nothing is downloaded.
"""

import hashlib
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from email.message import Message
from email.parser import Parser
from importlib import metadata
from pathlib import Path, PurePosixPath

import pytest

pytestmark = pytest.mark.slow(reason="builds the wheel three times")

ROOT = Path(__file__).parents[2]
FIXED_TIME = {"SOURCE_DATE_EPOCH": "1700000000"}


def build(source: Path, place: Path, *targets: str) -> None:
    """Build from a source tree as `pip` and `build` have it done: with the backend that pyproject.toml names."""
    options = [option for target in targets for option in ("-t", target)]
    subprocess.run(  # noqa: S603 - our own build backend
        [sys.executable, "-m", "hatchling", "build", "-d", str(place), *options],
        cwd=source,
        env={**os.environ, **FIXED_TIME},
        check=True,
    )


@pytest.fixture(scope="module")
def dist(made_once) -> Path:
    """Build the wheel and the sdist of this checkout."""
    return made_once("dist", lambda folder: build(ROOT, folder, "sdist", "wheel"))


def only(place: Path, pattern: str) -> Path:
    """Return the one file there is of a pattern."""
    (found,) = place.glob(pattern)
    return found


@pytest.fixture(scope="module")
def wheel(dist):
    """Open the wheel."""
    with zipfile.ZipFile(only(dist, "*.whl")) as opened:
        yield opened


@pytest.fixture(scope="module")
def described(wheel) -> Message:
    """Read the wheel's metadata."""
    return Parser().parsestr(in_dist_info(wheel, "METADATA").decode())


def in_dist_info(wheel: zipfile.ZipFile, name: str) -> bytes:
    """Read a file of the wheel's `.dist-info` folder."""
    (found,) = [one for one in wheel.namelist() if one.endswith(f".dist-info/{name}")]
    return wheel.read(found)


def test_one_wheel_for_every_platform(dist):
    """The build gives one pure wheel and one sdist, both named `pollinations_sdk`."""
    names = sorted(path.name for path in dist.iterdir() if not path.name.startswith("."))
    assert len(names) == 2
    assert names[0].startswith("pollinations_sdk-")
    assert names[0].endswith("-py3-none-any.whl")
    assert names[1].startswith("pollinations_sdk-")
    assert names[1].endswith(".tar.gz")


def test_the_wheel_holds_both_packages_and_nothing_else(wheel):
    """The wheel installs the two import packages; tests and tools stay in the checkout."""
    tops = {PurePosixPath(name).parts[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"pollination_api", "pollination_sdk"}


def test_the_wheel_has_the_skill_file_where_tools_look_for_it(wheel):
    """Its folder starts with a dot, and its name is that of the folder."""
    text = wheel.read("pollination_sdk/.agents/skills/pollinations/SKILL.md").decode()
    assert text.startswith("---\nname: pollinations\ndescription: ")


@pytest.mark.parametrize(("folder", "package"), [("generated", "pollination_api"), ("overlays", "pollination_sdk")])
def test_the_wheel_holds_every_file_of_a_package(wheel, folder, package):
    """Each file of a package is in the wheel with its content, `py.typed` and the checksums too."""
    files = [
        path for path in (ROOT / folder / package).rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ]
    assert ROOT / folder / package / "py.typed" in files
    for path in files:
        assert wheel.read(path.relative_to(ROOT / folder).as_posix()) == path.read_bytes()


def test_the_wheel_holds_the_contract_once(wheel):
    """One file of the wheel describes every path of the contract: the module that frozen programs carry too."""
    paths = re.findall(rb"^  (/\S+):$", (ROOT / "openapi.yaml").read_bytes(), re.MULTILINE)
    assert b"/account/balance" in paths
    holders = [name for name in wheel.namelist() if all(path in wheel.read(name) for path in paths)]
    assert holders == ["pollination_api/openapi.py"]


def test_the_checksums_in_the_wheel_are_right(wheel):
    """Each line of SHA256SUMS is true of the wheel's own file."""
    lines = wheel.read("pollination_api/SHA256SUMS").decode().splitlines()
    assert lines
    for line in lines:
        expected, name = line.split(maxsplit=1)
        assert hashlib.sha256(wheel.read(f"pollination_api/{name.lstrip('*')}")).hexdigest() == expected


def test_the_core_needs_few_distributions(described):
    """Without an extra the wheel asks for attrs, httpx with what it stands on, platformdirs and python-dateutil."""
    needed = [one for one in described.get_all("Requires-Dist", []) if "extra ==" not in one]
    names = [re.match(r"[\w-]+", one)[0] for one in needed]
    assert sorted(names) == ["anyio", "attrs", "h11", "httpcore", "httpx", "platformdirs", "python-dateutil"]


def test_the_metadata_say_what_users_ask(described):
    """The metadata give name, licence, extras and the README; Python is 3.11 or newer."""
    assert described["Name"] == "pollinations-sdk"
    assert described["License-Expression"] == "MIT"
    assert described["Requires-Python"] == ">=3.11"
    assert set(described.get_all("Provides-Extra")) == {
        "cli",
        "dask",
        "otel",
        "pandas",
        "parquet",
        "pillow",
        "polars",
        "remote",
        "sandbox",
        "socks",
        "typed",
    }
    assert described["Description-Content-Type"] == "text/markdown"
    assert "python3 noxfile.py -s demo" in described.get_payload()


def test_the_wheel_holds_the_licence_and_the_plugin(wheel):
    """The licence's text and the entry point of the pytest plugin are in the wheel."""
    assert in_dist_info(wheel, "licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
    entry = "pollinations_sandbox = pollination_sdk.sandbox.pytest_plugin"
    assert entry in in_dist_info(wheel, "entry_points.txt").decode()


def test_the_sdist_makes_the_same_wheel(dist, tmp_path):
    """Built from the sdist, the wheel has the same bytes."""
    with tarfile.open(only(dist, "*.tar.gz")) as archive:
        # Python knows filters from 3.11.4 on, and 3.12 warns without one.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(tmp_path)  # noqa: S202 - built above
    build(only(tmp_path, "pollinations_sdk-*"), tmp_path / "dist", "wheel")
    assert only(tmp_path / "dist", "*.whl").read_bytes() == only(dist, "*.whl").read_bytes()


def test_the_wheel_is_imported_without_this_checkout(dist, tmp_path):
    """Unpacked elsewhere, the wheel's two packages import and load nothing that an extra brings."""
    with zipfile.ZipFile(only(dist, "*.whl")) as wheel:
        wheel.extractall(tmp_path)  # noqa: S202 - built above
    program = (
        "import sys, pollination_api, pollination_sdk\n"
        "from pollination_sdk import *\n"
        "print(pollination_api.__file__, pollination_sdk.__file__, sep='\\n')\n"
        "print(*sorted({'PIL', 'av', 'starlette', 'uvicorn', 'jsonschema', 'pytest'} & sys.modules.keys()))\n"
    )
    done = subprocess.run(  # noqa: S603 - the line above
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    )
    api, sdk, extras = done.stdout.splitlines()
    assert Path(api).is_relative_to(tmp_path)
    assert Path(sdk).is_relative_to(tmp_path)
    assert extras == ""


def test_an_editable_install_leads_to_this_checkout():
    """Installed with `-e`, as the nox sessions do, both packages are those of the checkout and the plugin is found."""
    try:
        installed = metadata.distribution("pollinations-sdk")
    except metadata.PackageNotFoundError:
        pytest.skip("the checkout is not installed here; `nox -s tests` installs it with -e")
    import pollination_api  # noqa: PLC0415 - only where it is installed
    import pollination_sdk  # noqa: PLC0415 - only where it is installed

    assert Path(pollination_api.__file__).is_relative_to(ROOT / "generated")
    assert Path(pollination_sdk.__file__).is_relative_to(ROOT / "overlays")
    assert installed.version == pollination_sdk.__version__
    assert metadata.entry_points(group="pytest11", name="pollinations_sandbox")
