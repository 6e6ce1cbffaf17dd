"""The commands that help to set the command up: a report, completion in shells, and the sandbox to try it with."""
