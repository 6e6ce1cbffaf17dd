"""Run many calls: resumable per item, under a limit, with nothing lost.

It uses the public clients and public names alone, and is imported only when used. docs/batch.md says what is promised.
"""

from pollination_sdk.batch.job import Job
from pollination_sdk.batch.jobs import Jobs

__all__ = ["Job", "Jobs"]
