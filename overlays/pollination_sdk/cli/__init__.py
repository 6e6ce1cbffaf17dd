"""The command `pollinations`: the clients from a terminal. It uses the public names of this package only.

`entry.main` runs it, and `commands.COMMANDS` lists what there is. The commands stand in `generate`, `account`, `batch`,
`service` and `setup`. They share `arguments`, `files`, `run` and `output`.

The rules for scripts are in docs/command.md.
"""
