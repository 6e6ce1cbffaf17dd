"""Runs of tools: the model calls functions of the caller, and gets their results, until it answers.

`tool` makes a tool of a function, and `runner` decides what comes next. `execute` runs the calls of one turn together.
`run` has what a run returns. `_client.tool_runs` drives a run.
"""
