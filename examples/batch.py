"""A batch: describe each line of a file, and keep the results in a folder; a second run does what is missing."""

from pollination_sdk import batch

summary = batch.run("subjects.txt", out="results", method="text", template="Describe {line} in one sentence.")
print(f"{summary.already_done} were there, {summary.done} are new, {summary.failed} failed")
if summary.stopped != "complete":
    print(f"The rest was not sent: {summary.stopped}. {summary.detail or ''}")
