"""The demo: each step is named and its result printed, failures in one line, and no key is printed."""

import sys
from pathlib import Path

import pytest
from examples import demo
from tests.helpers.forking import run_program

from pollination_sdk.sandbox import Fault, Sandbox


@pytest.fixture(autouse=True)
def empty_place(tmp_path, monkeypatch):
    """Run each test in a folder and an environment of its own."""
    monkeypatch.chdir(tmp_path)
    for name in ("POLLINATIONS_API_KEY", "POLLINATIONS_BASE_URL", "BEARER_TOKEN"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def forked_commands(monkeypatch):
    """Fork the commands that the demo runs."""
    program = "import sys; from pollination_sdk.cli.entry import main; sys.exit(main())"

    def run(words, *, check, **options):
        assert (words[:3], check) == ([sys.executable, "-m", "pollination_sdk"], False)
        return run_program(program, *words[3:], **options)

    monkeypatch.setattr("subprocess.run", run)


@pytest.fixture
def service(monkeypatch):
    """Put a sandbox where `--live` looks for the real service."""
    with Sandbox() as sandbox:
        monkeypatch.setenv("POLLINATIONS_BASE_URL", sandbox.url)
        monkeypatch.setenv("POLLINATIONS_API_KEY", sandbox.key)
        yield sandbox


@pytest.mark.slow(reason="runs the demo")
def test_every_step_is_named_with_what_came_back_and_was_saved(capsys):
    """Against its own sandbox the demo takes all steps, echoes the prompt and exits with 0.

    Each medium stands under `demo-output/` with the suffix of what it is, and is named relatively.
    """
    assert demo.main(["a blue owl"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert all(f"[{number}/{len(demo.STEPS)}] {name}\n" in out for number, name in enumerate(demo.STEPS, start=1))
    assert "heard: Write one sentence about a blue owl." in out
    assert "heard: Tell me a very short story about a blue owl." in out
    assert "heard: This is a story about a blue owl." in out
    assert "\n  1.00  a blue owl\n" in out
    assert "\n  deleted\n" in out
    assert " pollen left" in out
    assert "of quests, which are spent first, and 9.8 paid" in out
    assert "an answer with status 200 became PaymentRequiredError: INSUFFICIENT_BALANCE" in out
    assert "https://enter.pollinations.ai/top-up" in out
    assert "google/veo-3.1-fast" in out
    assert "$ pollinations text 'Write one sentence about a blue owl.' --model openai\n  openai heard: Write" in out
    assert " (price_list)\n" in out
    assert "Is flux meant? See what there is: pollinations models\n" in out

    assert "saved demo-output/image.jpg: image/jpeg, 768x512" in out
    assert "saved demo-output/video.mp4: video/mp4" in out
    assert "saved demo-output/mesh.glb: model/gltf-binary" in out
    assert "saved demo-output/speech.mp3: audio/mpeg" in out
    assert Path("demo-output/image.jpg").read_bytes().startswith(b"\xff\xd8")
    assert Path("demo-output/video.mp4").read_bytes()[4:8] == b"ftyp"
    assert len({path.read_bytes() for path in Path("demo-output").glob("*.*")}) == 5


def test_live_without_a_key_says_how_to_get_one(capsys):
    """`--live` without a key prints one line that says where keys are made and how one is set, and exits with 1."""
    assert demo.main(["--live"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert all(words in err for words in ("nothing was sent", "https://enter.pollinations.ai", "POLLINATIONS_API_KEY="))


def test_live_with_a_shortened_key_says_what_is_wrong(capsys, monkeypatch):
    """A key copied with its ellipsis is refused in one line that does not quote it."""
    monkeypatch.setenv("POLLINATIONS_API_KEY", "sk_abc...xyz")
    assert demo.main(["--live"]) == 1
    err = capsys.readouterr().err
    assert "ellipsis" in err
    assert "sk_abc" not in err


@pytest.mark.slow(reason="runs the demo")
def test_live_takes_the_service_and_key_of_the_environment(service, capsys, monkeypatch):
    """`--live` calls the service that the environment names, says so, and never prints the key.

    Where the key may not see the balance or the usage, the demo says so, names the permission and goes on.
    """
    key = service.add_key()
    monkeypatch.setenv("POLLINATIONS_API_KEY", key)
    assert demo.main(["--live"]) == 0
    out, err = capsys.readouterr()
    assert f"Using the service at {service.url} with the key in POLLINATIONS_API_KEY" in out
    assert key not in out + err
    assert service.billed == 10
    assert out.count("not shown: 403 ") == 2
    assert "account:usage" in out


def test_a_failed_step_is_reported_in_one_line(service, capsys):
    """The first step that fails ends the demo with its name, the SDK's own message and exit code 1."""
    service.queue(Fault.status(402, "Insufficient balance"), route="/image/")
    # The list of image models has the same prefix and meets the fault first.
    assert demo.main(["--live"]) == 1
    err = capsys.readouterr().err.strip()
    assert err.startswith("The demo stopped at step 1, list the models: 402 ")
    assert "Insufficient balance" in err
    assert "\n" not in err


def test_a_disk_error_is_reported_in_one_line(capsys):
    """A file in the place of the output folder ends the demo readably too."""
    Path("demo-output").touch()
    assert demo.main([]) == 1
    assert "The demo stopped at step 4, save an image and edit it: " in capsys.readouterr().err


@pytest.mark.slow(reason="runs the demo")
def test_a_prompt_that_cannot_be_sent_is_reported_and_leaves_no_sandbox(capsys, monkeypatch):
    """A prompt too long for an image ends the demo with the numbers; its own sandbox ends with it."""
    ended = []
    stop = Sandbox.stop
    monkeypatch.setattr(Sandbox, "stop", lambda sandbox: ended.append(stop(sandbox)))
    assert demo.main(["f" * 36_000])  # one word is one piece of the stream == 1
    assert "step 4, save an image and edit it: The prompt has 36,000 characters" in capsys.readouterr().err
    assert ended == [None]
