# /// script
# requires-python = ">=3.11"
# dependencies = ["nox>=2025.2.9"]
# ///
"""The manual: one session for each task of a user or a maintainer. `python3 noxfile.py --list` shows them.

Run as a program, this file needs only Python 3.11 or newer and pip: it installs nox where nox is missing.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import NoReturn

OLDEST_NOX = "2025.2.9"  # also in `dependencies` above and `needs_version` below, which are read as text


def _run_nox() -> NoReturn:
    """Run nox with this program's arguments, in an environment of its own in `.nox` where nox is missing or too old."""
    os.chdir(Path(__file__).resolve().parent)
    if sys.version_info < (3, 11):  # noqa: UP036 - people try the Python that they have
        sys.exit(f"Python 3.11 or newer is needed. This is Python {sys.version.split()[0]}, {sys.executable}.")
    try:
        from nox import main  # noqa: PLC0415 - nox may be missing
    except ImportError:
        python = _install_nox()
    else:
        main()
        sys.exit()
    command = [python, Path(__file__).name, *sys.argv[1:]]
    if os.name == "nt":  # there, `execv` returns to the shell before the new program ends
        sys.exit(subprocess.call(command))  # noqa: S603 - this file
    os.execv(python, command)  # noqa: S606 - as above


def _install_nox() -> str:
    """Make the environment unless it is there; return its Python.

    `pip --target` works on systems that refuse other installs (PEP 668). The environment has no pip of its own, because
    Debian's Python lacks `ensurepip`. The interpreter comes last: if it exists, the environment is complete.
    """
    place = Path(".nox", f"nox-{OLDEST_NOX}-{sys.implementation.cache_tag}").absolute()
    folders = {"base": str(place), "platbase": str(place)}
    python = Path(sysconfig.get_path("scripts", "venv", folders), "python.exe" if os.name == "nt" else "python")
    if sys.prefix == str(place):
        sys.exit(f"The nox in {place} cannot be imported. Delete that folder, unset PYTHONPATH, and try again.")
    if not python.exists():
        if importlib.util.find_spec("pip") is None:
            advice = "Install it (Debian and Ubuntu: apt install python3-pip), or run: uv run noxfile.py"
            sys.exit(f"{sys.executable} has no pip, which is needed to install nox. {advice}")
        print(f"Installing nox into {place}", flush=True)
        libraries = sysconfig.get_path("purelib", "venv", folders)
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", libraries]
        # pip refuses --target beside the first two, and warns root without need.
        settings = {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_ROOT_USER_ACTION": "ignore"}
        if subprocess.call([*command, f"nox>={OLDEST_NOX}"], env={**os.environ, **settings}):  # noqa: S603 - pip
            sys.exit("pip could not install nox; the lines above say why.")
        venv.create(place, symlinks=os.name != "nt")
    return str(python)


if __name__ == "__main__":
    _run_nox()

import nox  # noqa: E402 - only here is it certain to be installed

nox.needs_version = ">=2025.2.9"
nox.options.error_on_missing_interpreters = False  # the tests run on the Pythons that are there

PYPROJECT = nox.project.load_toml("pyproject.toml")
SUPPORTED = nox.project.python_versions(PYPROJECT)
SPECTRAL = "@stoplight/spectral-cli@6.16.3"
PRISM = "@stoplight/prism-cli@5.16.0"
AXE = "axe-core@4.14.1"
SHARED = ["--numprocesses", "auto", "--dist", "worksteal"]  # `-- -n 0` keeps to one process, for a debugger
PACKAGES = "cli client compat costs engine failures http media operations responses sandbox secrets typed"
OF_THE_SDK = [f"tests/{name}" for name in PACKAGES.split()]
WITHOUT_KEY = {"POLLINATIONS_API_KEY": "", "BEARER_TOKEN": ""}
# How many examples properties are tried with, see tests/conftest.py: `nightly` in the environment tries many more.
EXAMPLES = {"HYPOTHESIS_PROFILE": os.environ.get("HYPOTHESIS_PROFILE", "ci")}

# Bytecode of packages of which a session imports few is half of the time of their installation.
UNCOMPILED = "--no-compile"

# Tests start hundreds of Pythons, which would compile the package anew each time. Empty is unset.
BYTECODE = {"PYTHONDONTWRITEBYTECODE": ""}


def _works(python: str) -> bool:
    """Return whether a command is a Python that starts: pyenv has shims for Pythons that are not selected, too."""
    done = subprocess.run([python, "-c", ""], capture_output=True, check=False)  # noqa: S603 - a Python by its own name
    return done.returncode == 0


def _pythons() -> list[str]:
    """Return the supported versions found on this machine, on the path or among pyenv's."""
    found = []
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    for version in SUPPORTED:
        name = f"python{version}"
        if (on_path := shutil.which(name)) and _works(on_path):
            found.append(version)
        elif beside := next((one for one in sorted(pyenv.glob(f"{version}.*/bin/{name}")) if _works(str(one))), None):
            os.environ["PATH"] = f"{beside.parent}{os.pathsep}{os.environ['PATH']}"
            found.append(version)
    return found or [f"{sys.version_info.major}.{sys.version_info.minor}"]


def _groups(*names: str) -> list[str]:
    return list(nox.project.dependency_groups(PYPROJECT, *names))


def _exit_as(session: nox.Session, *arguments: str) -> NoReturn:
    """Run the session's Python and exit with its code; `session.run` makes 1 of every failure."""
    python = Path(session.bin, "python")
    sys.exit(subprocess.run([python, *arguments], check=False).returncode)  # noqa: S603 - the session's own Python


FOUND = _pythons()


def _test(session: nox.Session, *left_out: str) -> None:
    session.install("-e", ".[cli,sandbox]", *_groups("tests", "regenerate", "contract"))
    # They run in the sessions `interop`, `live` and `package`: with npm, the real service, and what users have.
    elsewhere = [f"--ignore=tests/{name}" for name in ("interop", "live", "typing", "tools/test_frozen.py")]
    command = ["python", "-m", "pytest", *SHARED, *elsewhere, *left_out]
    session.run(*command, *session.posargs, env=WITHOUT_KEY | EXAMPLES | BYTECODE)


# By default: what must hold before a change is merged


@nox.session
def tests(session: nox.Session) -> None:
    """Run everything that needs no network, the contract checks too, on all cores; arguments go to pytest.

    `-- -m "not slow"` is the inner loop. Grids and what else is costly are sampled, see CONTRIBUTING.md.
    `HYPOTHESIS_PROFILE=nightly` tries all of it, and the session `faults` plays each fault against each method.
    """
    _test(session)


@nox.session
def lint(session: nox.Session) -> None:
    """Check the style of code, prose and contract, and the imports; say which public signatures changed since a tag.

    `-- --fix` repairs what ruff can repair.
    """
    session.install(UNCOMPILED, *_groups("lint"))
    session.run("ruff", "format", *([] if "--fix" in session.posargs else ["--check"]), ".")
    session.run("ruff", "check", *session.posargs, ".")
    session.run("python", "-m", "tools.prose")
    session.run("lint-imports", "--no-cache", env={"PYTHONPATH": os.pathsep.join(["generated", "overlays"])})
    session.run("openapi-spec-validator", "openapi.yaml")
    github = {
        "workflows": "workflows/*.yml",
        "issue-forms": "ISSUE_TEMPLATE/[!c]*.yml",  # all but config.yml
        "issue-config": "ISSUE_TEMPLATE/config.yml",
    }
    for schema, pattern in github.items():
        files = sorted(map(str, Path(".github").glob(pattern)))
        session.run("check-jsonschema", "--builtin-schema", f"vendor.github-{schema}", *files)
    folder = Path(session.virtualenv.location, "spectral")
    session.run("npm", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent", "install", SPECTRAL)
    spectral = folder / "node_modules/@stoplight/spectral-cli/dist/index.js"
    ruleset = ["--ruleset", "tools/spectral.yaml", "--fail-severity", "hint"]
    session.run("node", str(spectral), "lint", *ruleset, "openapi.yaml")
    session.run("python", "-m", "tools.api")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types of everything hand-written with mypy --strict and pyright."""
    groups = _groups("tests", "regenerate", "bench", "types")
    session.install(UNCOMPILED, "-e", ".[cli,sandbox]", *groups, "nox")
    folders = ["overlays", "tools", "docs/site", "examples", "tests/typing"]
    session.run("mypy", *folders, "noxfile.py", env={"MYPY_NUM_WORKERS": "auto"})
    session.run("pyright")


@nox.session
def package(session: nox.Session) -> None:
    """Build wheel and sdist, check them, and use the wheel in an empty environment; uploads nothing.

    The demo and the command run there, and mypy and pyright see there what they see at a user's: `tests/typing`. A
    program is frozen by PyInstaller too.
    """
    session.install(UNCOMPILED, "-e", ".[cli,sandbox]", *_groups("release", "tests", "types"))
    place = Path(session.create_tmp()).resolve()
    shutil.rmtree(place)
    session.run("python", "-m", "build", "--outdir", str(place))
    session.run("twine", "check", "--strict", *map(str, place.iterdir()))
    (wheel,) = place.glob("*.whl")
    demo = shutil.copy("examples/demo.py", place)
    session.run("virtualenv", "--quiet", str(place / "empty"))
    python = str(place / "empty" / Path(session.bin).name / "python")
    with session.chdir(place):  # nothing of the checkout is in sight
        session.run(python, "-m", "pip", "install", "--quiet", str(wheel), external=True)
        session.run(python, "-m", "pip", "check", external=True)
        program = "import pollination_api; from pollination_sdk import *; print(Pollinations(), __version__)"
        session.run(python, "-I", "-c", program, env=WITHOUT_KEY, external=True)
        # Without the extra, the command says what to install.
        session.run(python, "-I", "-m", "pollination_sdk", "--help", success_codes=[2], env=WITHOUT_KEY, external=True)
        session.run(python, "-m", "pip", "install", "--quiet", f"{wheel}[cli,sandbox]", external=True)
        session.run(python, "-I", demo, env=WITHOUT_KEY, external=True)
        session.run(python, "-m", "pip", "install", "--quiet", UNCOMPILED, *_groups("users"), external=True)
    # Each type checker runs once, so a file is one worker's; meanwhile the other one freezes a program.
    tests = ["tests/typing", "tests/tools/test_frozen.py", "--numprocesses", "2", "--dist", "loadfile"]
    session.run("python", "-m", "pytest", *tests, *session.posargs, env={"INSTALLED_PYTHON": python})


# For users


@nox.session(default=False)
def demo(session: nox.Session) -> None:
    """Show each operation at work against the sandbox; `-- "a prompt"` or `-- --live` for the real service."""
    session.install(UNCOMPILED, "-e", ".[cli,sandbox]", *_groups("regenerate"))
    session.run("python", "-m", "tools.regenerate", "--check")
    session.run("python", "examples/demo.py", *session.posargs)


# For those who change the code: what takes longer, or needs npm or other packages


@nox.session(python=FOUND, name="tests-all", default=False)
def tests_all(session: nox.Session) -> None:
    """Run the tests on each supported Python that is found, but for those of the maintainers' tools."""
    _test(session, "--ignore=tests/tools")


@nox.session(python=FOUND[0], default=False)
def oldest(session: nox.Session) -> None:
    """Run the tests on the oldest allowed version of each direct dependency, which uv chooses; arguments go to pytest.

    Left out are the tests of the contract, of the maintainers' tools, and those that import what is pinned for them.
    So is the test of what a first call loads: anyio before 4.15 loads `typing_extensions` at import.
    """
    session.install("uv")
    lowest = ["--resolution", "lowest-direct", "--python", str(Path(session.bin, "python"))]
    session.run("uv", "pip", "install", *lowest, "-e", ".[cli,sandbox,typed]", *_groups("tests"))
    left_out = ["--deselect=tests/client/test_start.py::test_first_calls_load_no_answers_of_other_methods"]
    left_out += [f"--ignore=tests/{name}.py" for name in ("cli/test_skill_file", "responses/test_answer_models")]
    command = ["python", "-m", "pytest", *SHARED, *OF_THE_SDK, *left_out]
    session.run(*command, *session.posargs, env=WITHOUT_KEY)


@nox.session(default=False)
def httpx2(session: nox.Session) -> None:
    """Run the tests of the clients with a client of httpx2 in each; arguments go to pytest."""
    session.install("-e", ".[cli,sandbox]", *_groups("tests"))
    names = ["answers", "call_by_name", "client_*", "compressed", "empty_text", "false_success", "given_client"]
    names += ["media_stream", "methods", "response_headers", "secrets", "stream"]
    tests = [str(path) for name in names for path in Path("tests").rglob(f"test_{name}.py")]
    environment = {"HTTP_CLIENT": "httpx2", **WITHOUT_KEY}
    session.run("python", "-m", "pytest", *SHARED, *tests, *session.posargs, env=environment)


@nox.session(default=False)
def interop(session: nox.Session) -> None:
    """Run other people's clients against the sandbox, and ours against Stoplight Prism."""
    session.install(UNCOMPILED, "-e", ".[cli,sandbox]", *_groups("tests", "regenerate", "interop"))
    folder = Path(session.virtualenv.location, "prism")
    session.run("npm", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent", "install", PRISM)
    prism = folder / "node_modules/@stoplight/prism-cli/dist/index.js"
    environment = {"POLLINATIONS_PRISM": str(prism), **WITHOUT_KEY}
    session.run("python", "-m", "pytest", "tests/interop", *session.posargs, env=environment)


@nox.session(default=False)
def faults(session: nox.Session) -> None:
    """Play every fault against every method, print the grid, and write it to docs/fault-matrix.md; then soak.

    The soak makes ten thousand calls at a tenth of faults, and accounts for every one. `-- -k soak` runs it alone.
    """
    session.install("-e", ".[cli,sandbox]", *_groups("tests"))
    Path("docs").mkdir(exist_ok=True)
    environment = {"FAULTS": "full", "FAULTS_REPORT": "docs/fault-matrix.md", "SOAK": "5088", **WITHOUT_KEY}
    session.run("python", "-m", "pytest", *SHARED, "tests/faults", *session.posargs, env=environment)


@nox.session(default=False)
def mutants(session: nox.Session) -> None:
    """Play the slips of tests/mutants.toml, and fail where the tests notice fewer than before; `-- WORD` picks some."""
    session.install("-e", ".[cli,sandbox]", *_groups("tests"))
    session.run("python", "-m", "tools.mutants", *session.posargs, env=WITHOUT_KEY | EXAMPLES)


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure what calls cost beside other clients; `-- calls streams` picks rows, `-- --save FOLDER` a place.

    `-- calls streams --against REVISION` compares the checkout with a git revision or a wheel of this package instead;
    with `--at-most 1.05` it fails where a figure is worse than that. `--rounds 3` says how often each is measured.
    """
    # Not -e: installed packages have their bytecode. The server makes its answers from the contract.
    session.install(".", *_groups("bench", "regenerate"))
    session.run("python", "-m", "tools.bench", *session.posargs)


@nox.session(default=False)
def docs(session: nox.Session) -> None:
    """Build the site in `build/docs/site` and prove it: fences, types, links, search, a browser; `-- --serve` shows it.

    Zensical is by the makers of mkdocs-material, which ends in 2027. The fences run with the wheel, not the checkout.
    A number after `--serve` is another port than 8000; Ctrl-C ends it.
    The browser is `chromium` on the path; without one, its tests are skipped. Other arguments go to pytest.
    """
    serve = "--serve" in session.posargs
    groups = _groups("docs") if serve else _groups("docs", "tests", "types")
    session.install(".[cli,sandbox,typed,pandas,polars]", *groups)
    if serve:  # until Ctrl-C
        session.run("python", "docs/site/build.py")
        port = [word for word in session.posargs if word.isdecimal()] or ["8000"]
        session.run("python", "-m", "http.server", "--bind", "127.0.0.1", "--directory", "build/docs/site", *port)
        return
    folder = Path(session.virtualenv.location, "axe")
    session.run("npm", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent", "install", AXE)
    environment = {"DOCS_SITE": "build/docs/site", "DOCS_AXE": str(folder / "node_modules/axe-core/axe.min.js")}
    pages = ["tests/docs/test_pages.py", "tests/docs/test_fences.py", "tests/docs/test_site.py"]
    # One build, one browser and one start of each package: a file is one worker's. langsmith's plugin takes seconds.
    shared = ["--numprocesses", "2", "--dist", "loadfile", "-p", "no:langsmith_plugin"]
    session.run("python", "-m", "pytest", *shared, *pages, *session.posargs, env=environment | WITHOUT_KEY)


# For maintainers, when the API changes and at a release


@nox.session(default=False)
def drift(session: nox.Session) -> NoReturn:
    """Report what the provider's description changes: `-- [SOURCE]`; `--apply` brings it into the contract.

    Without a source, the service is asked for its description.

    Exits with 0 for no drift, 1 for compatible drift, 2 for breaking drift, 3 for what is not readable or would not
    hold.
    """
    session.install("-e", ".[cli]", *_groups("regenerate"))
    _exit_as(session, "-m", "tools.drift", *session.posargs)


@nox.session(default=False)
def regenerate(session: nox.Session) -> None:
    """Make the client from the contract and say what changed; `-- --check` only names the files that are stale."""
    session.install(UNCOMPILED, "-e", ".[cli]", *_groups("regenerate"))
    session.run("python", "-m", "tools.regenerate", *session.posargs)


@nox.session(default=False)
def contract(session: nox.Session) -> None:
    """Prove that contract, generated client, overlay and sandbox agree; part of `tests` too.

    With `HYPOTHESIS_PROFILE=nightly POLLINATIONS_CONTRACT_SEED=7` in the environment, schemathesis tries 200 examples
    of each operation in each phase in place of 2, and its phase `coverage`, from another seed; this takes minutes. The
    output ends with the seed.
    """
    session.install("-e", ".[cli,sandbox]", *_groups("tests", "regenerate", "contract"))
    session.run("python", "-m", "pytest", "tests/contract", *session.posargs, env=WITHOUT_KEY | EXAMPLES)


@nox.session(default=False)
def workflow(session: nox.Session) -> None:
    """Run the scheduled workflow's steps here, each by nox, where nothing, something or too much changed."""
    session.install("-e", ".[cli,sandbox]", *_groups("tests", "regenerate"), "nox")
    environment = {"WORKFLOW": "nox", **WITHOUT_KEY}
    session.run("python", "-m", "pytest", "tests/tools/test_workflow.py", *session.posargs, env=environment)


@nox.session(default=False)
def live(session: nox.Session) -> None:
    """Ask the real service once for each operation: needs POLLINATIONS_API_KEY and `-- --limit 0.05` (pollen)."""
    session.install("-e", ".[cli,sandbox]", *_groups("tests", "regenerate"))
    session.run("python", "-m", "pytest", "tests/live", *session.posargs)


@nox.session(default=False)
def coverage(session: nox.Session) -> None:
    """Print how much of the SDK the tests reach, in percent of its lines and branches; arguments go to pytest.

    The run takes about twice the time of `tests`. A test of speed may fail in it; the figure is printed all the same.
    """
    session.install("-e", ".[cli,sandbox]", *_groups("tests", "regenerate", "contract", "coverage"))
    elsewhere = [f"--ignore=tests/{name}" for name in ("interop", "live", "tools", "typing")]
    session.run("coverage", "erase")
    tests = ["pytest", *SHARED, *elsewhere, *session.posargs]
    session.run("coverage", "run", "-m", *tests, env=WITHOUT_KEY | BYTECODE, success_codes=[0, 1])
    session.run("coverage", "combine", "--quiet")
    session.run("coverage", "report")


@nox.session(default=False)
def changelog(session: nox.Session) -> None:
    """Print the next changelog entry, made of `changelog.d/`; `-- --version 0.1.0` writes it into CHANGELOG.md."""
    session.install(*_groups("release"))
    session.run(
        "towncrier",
        "build",
        *(["--yes", *session.posargs] if session.posargs else ["--draft", "--version", "Unreleased"]),
    )
