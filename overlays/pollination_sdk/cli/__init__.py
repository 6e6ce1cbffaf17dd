"""The command `pollinations`: the clients from a terminal. It uses the public names of this package only.

`entry.main` runs it, and `commands.COMMANDS` lists what there is. The rules for scripts are in docs/command.md.
"""
