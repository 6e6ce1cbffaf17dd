"""Regeneration is a test: what is committed is what the contract makes, and nothing half-made is ever left behind."""

import hashlib
import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from tests.examples import AT_NIGHT, sampled
from tests.tools.small_contract import write_small_contract
from tools.contract import Contract, load
from tools.regenerate import texts
from tools.regenerate.__main__ import OVERLAY, main
from tools.regenerate.finish import SUMS, finish, rendered, sums
from tools.regenerate.generate import generate
from tools.regenerate.shapes import shapes
from tools.regenerate.summary import broken_imports, summary

pytestmark = pytest.mark.slow(reason="runs the generator")

ROOT = Path(__file__).parents[2]
PLACE = Path("generated/pollination_api")


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All that a regeneration reads and writes, as the working directory: copies, and links to what it only reads.

    The stubs and the pages are not written, for they are behind the links.
    """
    for name in ("openapi.yaml", "generator-config.yml"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / PLACE, tmp_path / PLACE, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("overlays", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.setattr("tools.regenerate.__main__._written_after", lambda *_: 0)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return tmp_path


def make(described: Contract, folder: Path) -> Path:
    """Return the package that a contract makes in a folder, unchecked: `test_contract_check` checks the contract."""
    generate(described, config_path=ROOT / "generator-config.yml", output=folder / PLACE.name)
    finish(folder / PLACE.name, contract=described.data, text=described.text)
    return folder / PLACE.name


@pytest.fixture
def generated_already(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the command take the committed package for the one that it makes, which takes seconds."""
    monkeypatch.setattr("tools.regenerate.__main__.fresh_package", lambda: nullcontext(ROOT / PLACE))


@pytest.fixture
def package_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the command leave out the proof and the summary, which take seconds."""
    monkeypatch.setattr("tools.regenerate.__main__._prove", lambda _: "")
    monkeypatch.setattr("tools.regenerate.__main__.summary", lambda *_: "")


CHANGES = {
    "          description: The display name.\n": "          description: The name that is shown.\n",
    """      required: [balance]
      properties:
        balance:
          description: The pollen left, in the key's budget where it has one, else in the wallet.
          type: number
""": "      properties:\n",
}
"""Another word of one model, and a field less of another."""


@pytest.fixture(scope="module")
def made_of_changed(made_once: Callable[..., Path]) -> Path:
    """The package that the contract makes with `CHANGES`: what they change is made anew, which takes less time."""

    def fill(folder: Path) -> None:
        whole = Path(shutil.copy(ROOT / "openapi.yaml", folder))
        (folder / "small").mkdir()
        small = write_small_contract(folder / "small", "/account/profile", "/account/balance")
        for text, replacement in CHANGES.items():
            change(text, replacement, whole)
            change(text, replacement, small)
        make(load(small), small.parent)
        package, contract = folder / PLACE.name, load(whole).data
        shutil.copytree(ROOT / PLACE, package, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("models/account_balance.py", "models/account_profile.py"):
            shutil.copy(small.parent / PLACE.name / name, package / name)
        values = {"contract": contract, "shapes": shapes(contract), "json": json.dumps(contract)}
        for name in ("openapi.py", "shapes.py"):
            (package / name).write_text(rendered(f"modules/{name}", values))
        (package / SUMS).write_text(sums(package))

    return made_once("changed", fill) / PLACE.name


@pytest.fixture
def changed(house: Path, made_of_changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the contract changed, and the command take the package that it makes."""
    for text, replacement in CHANGES.items():
        change(text, replacement)
    monkeypatch.setattr("tools.regenerate.__main__.fresh_package", lambda: nullcontext(made_of_changed))


@pytest.fixture(scope="module")
def small_contract(made_once: Callable[..., Path]) -> Path:
    """A part of the contract: to read, check and generate the whole one takes ten seconds."""
    paths = ("/account/balance", "/account/key", "/account/usage", "/image/{prompt}")
    return made_once("small", lambda folder: write_small_contract(folder, *paths)) / "openapi.yaml"


@pytest.fixture
def small(house: Path, small_contract: Path) -> None:
    """Have that part as the contract, for runs that end before they look at the committed client."""
    shutil.copy(small_contract, house)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run the command in this process."""
    monkeypatch.setattr(sys, "argv", ["regenerate", *arguments])
    before = {one: signal.signal(one, signal.SIG_IGN) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        return main()
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def digest(folder: Path) -> dict[str, str]:
    """Tell the files of a folder by their contents."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def change(text: str, replacement: str, file: str | Path = "openapi.yaml") -> None:
    """Replace a text that must be there."""
    path = Path(file)
    before = path.read_text()
    assert text in before
    path.write_text(before.replace(text, replacement, 1))


def test_the_committed_client_is_what_the_contract_makes(tmp_path):
    """Each file of a part of the contract is as the generator makes it, and nothing was edited since.

    At night the whole is made, as `nox -s regenerate -- --check` does.
    """
    described, committed = load(ROOT / "openapi.yaml"), digest(ROOT / PLACE)
    assert sums(ROOT / PLACE) == (ROOT / PLACE / SUMS).read_text()
    assert f'"{hashlib.sha256(described.text.encode()).hexdigest()}"' in (ROOT / PLACE / "contract.py").read_text()
    if AT_NIGHT:
        assert digest(make(described, tmp_path)) == committed
        return
    part = write_small_contract(tmp_path, "/account/usage", "/image/{prompt}", "/v1/audio/speech", "/x-media/upload")
    made = digest(make(load(part), tmp_path))
    compared = [name for name in made if re.fullmatch(r"(api/\w+|models)/(?!__init__).*", name)]
    assert [name for name in compared if made[name] != committed[name]] == []
    assert len(compared) > 20


def test_the_stubs_and_the_pages_are_what_the_code_makes(monkeypatch, capsys):
    """The stubs, the two pages and the skill file of this checkout are as they are written now."""
    monkeypatch.chdir(ROOT)
    assert texts.main(is_check=True) == 0, capsys.readouterr().out


@pytest.mark.usefixtures("generated_already")
def test_check_says_nothing_of_what_is_up_to_date(house, monkeypatch, capsys):
    """`--check` of a client that is as generated ends well, and writes nothing."""
    before = digest(house)
    assert run(monkeypatch, "--check") == 0, capsys.readouterr().out
    assert digest(house) == before


@pytest.mark.usefixtures("house", "generated_already", "package_alone")
def test_the_stubs_and_the_pages_are_a_part_of_it(monkeypatch):
    """`--check` compares them too, and a regeneration writes them; the code is that of either."""
    asked = []
    monkeypatch.setattr("tools.regenerate.__main__._written_after", lambda *words: asked.append(words) or 1)
    assert (run(monkeypatch, "--check"), run(monkeypatch)) == (1, 1)
    assert asked == [("--check",), ()]


@pytest.mark.usefixtures("generated_already", "package_alone")
def test_check_names_each_file_that_is_not_as_generated(house, monkeypatch, capsys):
    """A file edited by hand, one removed and one added are each named with what is wrong."""
    model = PLACE / "models/account_balance.py"
    model.write_text(model.read_text().replace("balance: float", "balance: int"))
    (PLACE / "models/model.py").unlink()
    (PLACE / "models/mine.py").write_text("")
    assert run(monkeypatch, "--check") == 1
    said = capsys.readouterr().out
    assert f"{model}: edited by hand" in said
    assert f"{PLACE}/models/model.py: missing" in said
    assert f"{PLACE}/models/mine.py: not generated" in said


@pytest.mark.usefixtures("generated_already", "package_alone")
def test_check_notices_an_edit_of_the_sums(house, monkeypatch, capsys):
    """The list by which hand edits are known is itself no file to edit."""
    sums = PLACE / "SHA256SUMS"
    sums.write_text("".join(sums.read_text().splitlines(keepends=True)[1:]))
    assert run(monkeypatch, "--check") == 1
    assert f"{sums}: stale, or edited by hand" in capsys.readouterr().out


@pytest.mark.usefixtures("changed", "package_alone")
def test_check_notices_one_word_of_the_contract(monkeypatch, capsys):
    """Another word in a description makes the file that carries it stale."""
    assert run(monkeypatch, "--check") == 1
    assert f"{PLACE}/models/account_profile.py: stale" in capsys.readouterr().out


@pytest.mark.usefixtures("generated_already", "package_alone")
def test_two_runs_give_the_same_bytes(house, monkeypatch):
    """Regenerating what is up to date changes no byte, and leaves nothing beside it."""
    before = digest(house)
    assert run(monkeypatch) == 0
    assert digest(house) == before


@pytest.mark.usefixtures("changed")
def test_a_removed_answer_field_is_reported_with_its_reader(house, monkeypatch, capsys):
    """The summary calls a removed answer field breaking, and names the method that hands it out and who reads it."""
    monkeypatch.setattr("tools.regenerate.__main__._prove", lambda _: "")  # as below, where it stops a run
    assert run(monkeypatch) == 0
    said = capsys.readouterr().out
    assert "Breaking" in said
    assert "AccountBalance.balance: field removed" in said
    assert "verb: balance" in said
    assert "cli.account.usage.balance (reads .balance)" in said
    assert "balance: float" not in (PLACE / "models/account_balance.py").read_text()


BROKEN = {
    "bad YAML": ("openapi: 3.1.0\n", "openapi: [3.1.0\n", ""),
    "a dangling reference": ('schemas/AccountBalance" }', 'schemas/AccountBalanse" }', "AccountBalance"),
    "what only the generator refuses": ("enum: [json, csv]", "enum: [json, 5]", "the generator says"),
    "a duplicate operationId": ("operationId: get_account_key", "operationId: get_account_usage", "get_account_usage"),
    "two fields of one name in Python": (
        "        balance:\n          desc",
        "        class: { type: string }\n        class_: { type: string }\n        balance:\n          desc",
        "/account/balance",
    ),
    "a missing path parameter": (
        "        - name: prompt\n          in: path",
        "        - name: prompts\n          in: path",
        "prompt",
    ),
    "an unsupported content type": ("            image/jpeg:\n", "            image/jpegg:\n", "image/jpegg"),
    "no server": (
        "servers:\n  - url: https://gen.pollinations.ai\n    description: The public gateway.\n",
        "",
        "`servers` must give an http(s) url",
    ),
}
"""The gate tries every second one: `test_contract_check` has the others, and more."""


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("fault", sampled(BROKEN, 2))
def test_a_broken_contract_gives_its_line_and_changes_nothing(fault, house, monkeypatch, capsys):
    """A broken contract ends in a message with file, line and reason; the old client stands untouched."""
    before = digest(house / "generated")
    text, broken, named = BROKEN[fault]
    change(text, broken)
    assert run(monkeypatch) == 1
    said = capsys.readouterr().err
    first, number, reason = said.splitlines()[0].split(":", 2)
    assert first == "openapi.yaml"
    assert Path("openapi.yaml").read_text().splitlines()[int(number) - 1].strip()
    assert named in reason
    assert "Traceback" not in said
    assert " at 0x" not in said
    assert digest(house / "generated") == before


@pytest.mark.usefixtures("small")
def test_what_the_generator_trips_over_is_reported_without_a_traceback(house, monkeypatch, capsys):
    """A crash of the generator, or settings that it cannot read, end in one line; the old client stands untouched."""

    def crash(*_: object) -> None:
        raise KeyError("odd")

    before = digest(house / "generated")
    with monkeypatch.context() as patched:
        patched.setattr("tools.regenerate.generate.Project.build", crash)
        assert run(monkeypatch) == 1
    assert capsys.readouterr().err.startswith("openapi.yaml:1: the generator cannot handle this contract: KeyError")
    change("literal_enums: true", "literal_enums: [", "generator-config.yml")
    assert run(monkeypatch) == 1
    assert capsys.readouterr().err.startswith("generator-config.yml:1: these settings cannot be used: ")
    assert digest(house / "generated") == before


@pytest.mark.usefixtures("generated_already")
def test_an_answer_that_nobody_reads_stops_the_regeneration(house, monkeypatch, capsys):
    """A documented answer that the generated function does not read must be claimed by the overlay."""
    claims = Path("claims/_operations/__init__.py")
    claims.parent.mkdir(parents=True)
    shutil.copy(ROOT / OVERLAY / "_operations/__init__.py", claims)
    change('    ("get_generate_text_prompt", 200, "text/event-stream"): "stream_text",\n', "", claims)
    monkeypatch.setattr("tools.regenerate.__main__.OVERLAY", Path("claims"))
    before = digest(house / "generated")
    assert run(monkeypatch) == 1
    assert "get_generate_text_prompt 200 text/event-stream" in capsys.readouterr().err
    assert digest(house / "generated") == before


@pytest.mark.usefixtures("house", "package_alone")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_ending_it_half_way_leaves_nothing(how, tmp_path, monkeypatch, capsys):
    """A run that a signal ends while it generates removes what it has made, and says so in one line."""
    temporary, before = tmp_path / "temporary", digest(PLACE)
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.setattr("tools.regenerate.__main__._checked_contract", lambda path: Contract(path, "", {}, None))

    def end(*_: object, output: Path, **__: object) -> None:
        output.mkdir()
        signal.raise_signal(how)

    monkeypatch.setattr("tools.regenerate.__main__.generate", end)
    assert run(monkeypatch) == 1
    assert capsys.readouterr().err == f"stopped\n{PLACE} is as it was.\n"
    assert [*temporary.iterdir(), *Path("generated").iterdir()] == [PLACE]
    assert digest(PLACE) == before


SWAP = (
    "import sys; from pathlib import Path; from tools.regenerate.swap import swap_in; swap_in(*map(Path, sys.argv[1:]))"
)


@pytest.mark.usefixtures("changed", "package_alone")
def test_killing_it_half_way_leaves_the_client_whole(made_of_changed, monkeypatch):
    """Whenever a run is killed, the client is the old one or the new one, byte for byte, and the next run tidies up."""
    old, new = digest(PLACE), digest(made_of_changed)
    running = subprocess.Popen([sys.executable, "-c", SWAP, made_of_changed, PLACE])  # noqa: S603 - the program above
    while not any(Path("generated").glob(".regenerate-*")) and running.poll() is None:
        time.sleep(0.005)  # polls; the moment takes tens of milliseconds
    running.kill()
    running.wait()
    assert digest(PLACE) in (old, new)
    assert run(monkeypatch) == 0
    assert [path.name for path in Path("generated").iterdir()] == ["pollination_api"]


@pytest.mark.usefixtures("generated_already", "package_alone")
def test_a_failure_at_the_last_moment_leaves_the_old_client(house, monkeypatch):
    """When even the exchange of the two folders fails, the old one is still there and nothing lies beside it."""

    def fail(*_: object) -> bool:
        raise OSError("no")

    monkeypatch.setattr("tools.regenerate.swap._exchange", fail)
    before = digest(house / "generated")
    with pytest.raises(OSError, match="no"):
        run(monkeypatch)
    assert digest(house / "generated") == before


@pytest.mark.usefixtures("generated_already", "package_alone")
def test_without_an_exchange_two_renames_do(house, monkeypatch):
    """Where the file system cannot let two folders change places, the new client still gets there."""
    monkeypatch.setattr("tools.regenerate.swap._exchange", lambda *_: False)
    model = PLACE / "models/account_balance.py"
    before = model.read_text()
    model.write_text("")
    assert run(monkeypatch) == 0
    assert model.read_text() == before
    assert [path.name for path in Path("generated").iterdir()] == ["pollination_api"]


def test_the_summary_tells_words_files_and_what_of_the_overlay_breaks(tmp_path):
    """Changed words alone are reported as such; a name that is gone, with the line of the overlay that imports it."""
    old, new = tmp_path / "old/pollination_api", tmp_path / "new/pollination_api"
    for package in (old, new):
        shutil.copytree(ROOT / PLACE, package, ignore=shutil.ignore_patterns("__pycache__"))
    overlay = tmp_path / "overlays/pollination_sdk"  # one file of it: all files take a second each time
    (overlay / "_operations").mkdir(parents=True)
    shutil.copy(ROOT / "overlays/pollination_sdk/_operations/account.py", overlay / "_operations")
    assert summary(new, old, overlay) == "No change."
    document = (new / "openapi.py").read_text()
    (new / "openapi.py").write_text(document.replace('"info":{"title":"', '"info":{"title":"Other words. ', 1))
    said = summary(new, old, overlay).splitlines()
    assert said == [
        "No change but in words and notes (1): /info/title",
        "Files changed (1): openapi.py",
    ]
    (new / "api/account/get_account_key.py").rename(new / "api/account/get_account_keys.py")
    (line,) = broken_imports(new, overlay)
    file, number, message = line.split(":", 2)
    assert Path(file) == overlay / "_operations/account.py"
    assert "pollination_api.api.account" in Path(file).read_text().splitlines()[int(number) - 1]
    assert message.startswith(" imports get_account_key from pollination_api.api.acc")
    assert "is get_account_keys meant?" in line
    assert "_client/methods.py" in line
