"""What the tests of the tools share: folders that take seconds to make, made once for all workers."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


@pytest.fixture(scope="session")
def made_once(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, Callable[[Path], object]], Path]:
    """Return a function that gives the folder of a name, which tests only read, and how to fill it.

    The first worker that asks fills it, and the others wait for that.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if hasattr(request.config, "workerinput") else own  # the latter without pytest-xdist

    def folder(name: str, fill: Callable[[Path], object]) -> Path:
        place = shared / name
        with FileLock(f"{place}.lock"):
            if not place.exists():
                unfinished = Path(tempfile.mkdtemp(dir=shared))
                fill(unfinished)
                unfinished.rename(place)
        return place

    return folder
