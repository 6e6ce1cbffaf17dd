"""Write `SKILL.md`, which tells programs that run commands by themselves how to use `pollinations`, from its tables.

It is in the package, at the place where tools for such files look: `.agents/skills/NAME/SKILL.md`.
"""

from pathlib import Path

import click

from pollination_sdk.cli.exit_codes import MEANING
from pollination_sdk.cli.money import CONFIRM_ABOVE
from tools.regenerate.command_page import every, usage

PLACE = Path("overlays/pollination_sdk/.agents/skills/pollinations/SKILL.md")
_START = f"""\
---
name: pollinations
description: >-
  Generate text, images, video, speech, music and embeddings with the command `pollinations`. It also edits images,
  transcribes recordings, and shows models, prices, balance and usage of gen.pollinations.ai. Use it to make a file or
  a text with pollinations, to learn what that costs, or to explain an exit code of the command.
license: MIT
compatibility: Python 3.11 or newer, the package pollinations-sdk with its extra `cli`, and a network
---
<!-- Written from the tables of the command by `nox -s regenerate`; do not edit: change those instead. -->
# pollinations

Install it with `pip install 'pollinations-sdk[cli]'`. The key is in `POLLINATIONS_API_KEY` or stored by
`pollinations login`; no option takes it, and it must not be printed. `pollinations sandbox` (extra `sandbox`) serves a
local stand-in that costs nothing.

## Rules

- Calls cost pollen. `--estimate` shows the price and sends nothing; `--spend-limit POLLEN` refuses what may cost more.
- Above {CONFIRM_ABOVE} pollen the command refuses with 6, unless `--yes` agrees. Agree only if the user has.
- Give `--json`: stdout has one object, or one on each line. An error is one object on stderr with `code`, `message`,
  `hint`, `billed`, `request_id` and `fix_url`. Follow its `hint`.
- After exit code 8, do not run the same command again: `pollinations usage --since 1h --json` shows what was billed.
- Do not guess names: `pollinations models KIND --json` lists the models with their prices.
- A prompt is the argument, `@FILE`, or `-` for stdin.
- A file is saved under a name that is free, and its path is printed. `-o FILE` names it; a file that exists is replaced
  only with `--force`.
- Put many calls into a file, one job a line, and run `pollinations batch run JOBS --out DIR`. The same command again
  sends only what is missing, after each exit code; `pollinations batch retry DIR` sends what failed.
- The same `--seed` and options make the same result, and the service bills it once.

## Commands

`pollinations COMMAND --help` explains each option.

"""


def text() -> str:
    """Return the text of the file."""
    commands = {context.command_path: (command, context) for command, context in every()}
    flags = {name: _flags(command) for name, (command, _) in commands.items()}
    shared = [
        flag for flag in flags["pollinations text"] if sum(flag in one for one in flags.values()) > len(flags) / 2
    ]
    lines = [
        f"- `{usage(command, context)}`: {(command.help or '').splitlines()[0]} {_listed(flags[name], shared)}".rstrip()
        for name, (command, context) in commands.items()
    ]
    codes = [f"| {code} | {meaning} |" for code, meaning in MEANING.items()]
    table = ["| Code | Meaning |", "| --- | --- |", *codes]
    most = f"Most commands have {', '.join(f'`{flag}`' for flag in shared)} too."
    return "\n".join([_START + "\n".join(lines), f"\n{most}\n", "## Exit codes\n", *table, ""])


def _flags(command: click.Command) -> list[str]:
    options = (one for one in command.params if isinstance(one, click.Option))
    return [f"{max(one.opts, key=len)}{_value(one)}" for one in options]


def _value(option: click.Option) -> str:
    if option.is_flag or option.count:
        return ""
    return f" {'|'.join(map(str, option.type.choices)) if isinstance(option.type, click.Choice) else option.metavar}"


def _listed(flags: list[str], shared: list[str]) -> str:
    return ", ".join(f"`{flag}`" for flag in flags if flag not in shared)
