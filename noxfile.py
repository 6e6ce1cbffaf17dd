"""The manual: one session for each thing a user or a maintainer does. `python -m nox --list` shows them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import nox

nox.needs_version = ">=2025.2.9"
nox.options.error_on_missing_interpreters = False  # the tests run on the Pythons that are there

PYPROJECT = nox.project.load_toml("pyproject.toml")
SUPPORTED = nox.project.python_versions(PYPROJECT)
SPECTRAL = "@stoplight/spectral-cli@6.16.3"
PRISM = "@stoplight/prism-cli@5.16.0"
SHARED = ["--numprocesses", "auto", "--dist", "worksteal"]  # `-- -n 0` keeps to one process, for a debugger
WITHOUT_KEY = {"POLLINATIONS_API_KEY": "", "BEARER_TOKEN": ""}
# How many examples properties are tried with, see tests/conftest.py: `nightly` in the environment tries many more.
EXAMPLES = {"HYPOTHESIS_PROFILE": os.environ.get("HYPOTHESIS_PROFILE", "ci")}


def _works(python: str) -> bool:
    """Tell whether a command is a Python that starts; pyenv's shims are there even for Pythons that are not chosen."""
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
    session.install("-e", ".[sandbox]", *_groups("tests", "regenerate", "contract"))
    # They have sessions of their own, `interop`, `live` and `types`: for npm, the real service, and the type checkers.
    elsewhere = ["--ignore=tests/interop", "--ignore=tests/live", "--ignore=tests/typing", *left_out]
    session.run("python", "-m", "pytest", *SHARED, *elsewhere, *session.posargs, env=WITHOUT_KEY | EXAMPLES)


@nox.session
def tests(session: nox.Session) -> None:
    """Run everything that needs no network, the contract checks too, on all cores; arguments go to pytest.

    `-- -m "not slow"` is the inner loop. The gate samples what is costly: `HYPOTHESIS_PROFILE=nightly` tries all of it,
    and the session `faults` plays each fault against each method.
    """
    _test(session)


@nox.session(python=FOUND, name="tests-all", default=False)
def tests_all(session: nox.Session) -> None:
    """Run the tests on each supported Python that is found, but for those of the maintainers' tools."""
    _test(session, "--ignore=tests/tools")


@nox.session(python=FOUND[0], default=False)
def oldest(session: nox.Session) -> None:
    """Run the tests on the oldest allowed version of each direct dependency, which uv chooses; arguments go to pytest.

    Left out are the tests of the maintainers' tools, whose dependencies are pinned by `regenerate`, of schemathesis,
    which is pinned too, and of what a first call loads: httpx before 0.28 reads its certificates at import.
    """
    session.install("uv")
    lowest = ["--resolution", "lowest-direct", "--python", str(Path(session.bin, "python"))]
    session.run("uv", "pip", "install", *lowest, "-e", ".[sandbox]", *_groups("tests"))
    tools = ["contract_facts", "generated_client", "spec_overlay", "spec_sandbox"]
    left_out = [f"--ignore=tests/contract/test_{name}.py" for name in tools]
    left_out.append("--deselect=tests/unit/test_start.py::test_one_text_loads_no_answers_of_other_verbs")
    command = ["python", "-m", "pytest", *SHARED, "tests/unit", "tests/contract", *left_out]
    session.run(*command, *session.posargs, env=WITHOUT_KEY)


@nox.session
def lint(session: nox.Session) -> None:
    """Check the style of the code and the contract; `-- --fix` mends what can be mended."""
    session.install(*_groups("lint"))
    session.run("ruff", "format", *([] if "--fix" in session.posargs else ["--check"]), ".")
    session.run("ruff", "check", *session.posargs, ".")
    session.run("openapi-spec-validator", "openapi.yaml")
    workflows = sorted(str(path) for path in Path(".github/workflows").glob("*.yml"))
    session.run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *workflows)
    folder = Path(session.virtualenv.location, "spectral")
    session.run("npm", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent", "install", SPECTRAL)
    spectral = folder / "node_modules/@stoplight/spectral-cli/dist/index.js"
    ruleset = ["--ruleset", "tools/spectral.yaml", "--fail-severity", "hint"]
    session.run("node", str(spectral), "lint", *ruleset, "openapi.yaml")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types of everything hand-written with mypy --strict and pyright."""
    session.install("-e", ".[sandbox]", *_groups("tests", "regenerate", "bench", "types"), "nox")
    session.run("mypy", "overlays", "tools", "tests/typing", "noxfile.py")
    session.run("pyright")
    session.run("python", "-m", "pytest", "tests/typing")


@nox.session
def package(session: nox.Session) -> None:
    """Build the wheel, install it into an empty environment, and use it without any extra."""
    place = Path(session.create_tmp())
    session.run("python", "-m", "pip", "wheel", "--no-deps", "--wheel-dir", str(place), ".")
    session.install(*map(str, place.glob("*.whl")))
    session.run("python", "-m", "pip", "check")
    program = "import pollination_api; from pollination_sdk import *; print(Pollinations(), __version__)"
    session.run("python", "-I", "-c", program)


@nox.session(default=False)
def httpx2(session: nox.Session) -> None:
    """Run the tests of the clients with a client of httpx2 in each; arguments go to pytest."""
    session.install("-e", ".[sandbox]", *_groups("tests"))
    names = ["answers", "call_by_name", "client_*", "compressed", "empty_text", "false_success", "given_client"]
    names += ["media_stream", "response_headers", "secrets", "stream", "verbs"]
    tests = [str(path) for name in names for path in Path("tests/unit").glob(f"test_{name}.py")]
    # Nobody closes the async ones: their event loops are over when a test ends.
    quiet = ["-Wignore::ResourceWarning", "-Wignore::pytest.PytestUnraisableExceptionWarning"]
    environment = {"HTTP_CLIENT": "httpx2", **WITHOUT_KEY}
    session.run("python", "-m", "pytest", *SHARED, *quiet, *tests, *session.posargs, env=environment)


@nox.session(default=False)
def regenerate(session: nox.Session) -> None:
    """Make the client from the contract and say what changed; `-- --check` writes nothing and names what is stale."""
    session.install("-e", ".", *_groups("regenerate"))
    session.run("python", "-m", "tools.regenerate", *session.posargs)


@nox.session(default=False)
def drift(session: nox.Session) -> NoReturn:
    """Tell what the provider's description changes: `-- SOURCE`; `--apply` brings it into the contract.

    Exits with 0 for no drift, 1 for compatible drift, 2 for breaking drift, 3 for what is not readable or would not
    hold.
    """
    session.install("-e", ".", *_groups("regenerate"))
    _exit_as(session, "-m", "tools.drift", *session.posargs)


@nox.session(default=False)
def scaffold(session: nox.Session) -> None:
    """Write the first draft of what a new operation needs by hand: builder, line in the table, test and page."""
    session.install("-e", ".", *_groups("regenerate"))
    session.run("python", "-m", "tools.scaffold", *session.posargs)


@nox.session(default=False)
def rehearse(session: nox.Session) -> None:
    """Play changes of the API through the whole chain in a copy of the project, timed; `-- SOURCE` for one of yours."""
    session.install("-e", ".[sandbox]", *_groups("tests", "regenerate", "contract"))
    session.run("python", "-m", "tools.rehearse", *session.posargs, env=WITHOUT_KEY)


@nox.session(default=False)
def changelog(session: nox.Session) -> None:
    """Draft the changelog's next entry from what changed since the last tag; `-- --version` for the number alone."""
    session.install("-e", ".", *_groups("regenerate"))
    session.run("python", "-m", "tools.changelog", *session.posargs)


@nox.session(default=False)
def workflow(session: nox.Session) -> None:
    """Run the scheduled workflow's steps here, each by nox, where nothing, something or too much changed."""
    session.install("-e", ".[sandbox]", *_groups("tests", "regenerate"), "nox")
    environment = {"WORKFLOW": "nox", **WITHOUT_KEY}
    session.run("python", "-m", "pytest", "tests/tools/test_workflow.py", *session.posargs, env=environment)


@nox.session(default=False)
def release(session: nox.Session) -> None:
    """Try a release with `-- --check`: built twice alike, installed and shown on each Python; never uploaded."""
    session.install("build", "twine")
    pythons = [f"python{version}" for version in _pythons()]
    session.run("python", "-m", "tools.release", *session.posargs, *pythons)


@nox.session(default=False)
def demo(session: nox.Session) -> None:
    """Show each operation at work against the sandbox; `-- "a prompt"` or `-- --live` for the real service."""
    session.install("-e", ".[sandbox]", *_groups("regenerate"))
    session.run("python", "-m", "tools.regenerate", "--check")
    session.run("python", "-m", "tools.demo", *session.posargs)


@nox.session(default=False)
def contract(session: nox.Session) -> None:
    """Prove that contract, generated client, overlay and sandbox agree; part of `tests` too.

    With `HYPOTHESIS_PROFILE=nightly POLLINATIONS_CONTRACT_SEED=7` in the environment, schemathesis tries 200 examples
    of each operation in each phase in place of 10, and its phase `coverage`, from another seed; this takes minutes. The
    output ends with the seed.
    """
    session.install("-e", ".[sandbox]", *_groups("tests", "regenerate", "contract"))
    session.run("python", "-m", "pytest", "tests/contract", *session.posargs, env=WITHOUT_KEY | EXAMPLES)


@nox.session(default=False)
def interop(session: nox.Session) -> None:
    """Run other people's clients against the sandbox, and ours against Stoplight Prism."""
    session.install("-e", ".[sandbox]", *_groups("tests", "regenerate", "interop"))
    folder = Path(session.virtualenv.location, "prism")
    session.run("npm", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent", "install", PRISM)
    prism = folder / "node_modules/@stoplight/prism-cli/dist/index.js"
    environment = {"POLLINATIONS_PRISM": str(prism), **WITHOUT_KEY}
    session.run("python", "-m", "pytest", "tests/interop", *session.posargs, env=environment)


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure what calls cost beside the peers, in ratios; `-- calls streams` picks rows, `-- --write BENCHMARKS.md`.

    The second writes the tables of a whole run into the page. Needs no network once it is installed.
    `-- calls streams --against REVISION` compares the checkout with a git revision or a wheel of this package instead,
    sample by sample; with `--at-most 1.05` it fails where a figure is worse than that. `--rounds 3` says how often.
    Building the two packages needs pip's index.
    """
    session.install(".", *_groups("bench", "regenerate"))  # not -e: installed packages have their bytecode
    session.run("python", "-m", "tools.bench", *session.posargs)


@nox.session(default=False)
def faults(session: nox.Session) -> None:
    """Play every fault against every verb, print the grid, and write it to docs/fault-matrix.md."""
    session.install("-e", ".[sandbox]", *_groups("tests"))
    Path("docs").mkdir(exist_ok=True)
    environment = {"FAULTS": "full", "FAULTS_REPORT": "docs/fault-matrix.md", **WITHOUT_KEY}
    session.run("python", "-m", "pytest", *SHARED, "tests/faults", *session.posargs, env=environment)


@nox.session(default=False)
def mutants(session: nox.Session) -> None:
    """Play the slips of tests/mutants.toml, and fail where the tests notice fewer than before; `-- WORD` picks some."""
    session.install("-e", ".[sandbox]", *_groups("tests"))
    session.run("python", "-m", "tools.mutants", *session.posargs, env=WITHOUT_KEY | EXAMPLES)


@nox.session(default=False)
def soak(session: nox.Session) -> None:
    """Make ten thousand mixed calls at a tenth of faults, and account for every one of them."""
    session.install("-e", ".[sandbox]", *_groups("tests"))
    environment = {"SOAK": "5088", **WITHOUT_KEY}
    session.run("python", "-m", "pytest", "tests/faults/test_soak.py", *session.posargs, env=environment)


@nox.session(default=False)
def live(session: nox.Session) -> None:
    """Ask the real service once for each operation: needs POLLINATIONS_API_KEY and `-- --limit 0.05` (pollen)."""
    session.install("-e", ".[sandbox]", *_groups("tests", "regenerate"))
    session.run("python", "-m", "pytest", "tests/live", *session.posargs)
