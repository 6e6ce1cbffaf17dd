"""The command `batch`: it starts a run of `pollination_sdk.batch`, shows how far it is, and reads its folder.

`command` has the options. `running` drives a run, `view` shows a status, and `folder` has the commands that only read.
"""
