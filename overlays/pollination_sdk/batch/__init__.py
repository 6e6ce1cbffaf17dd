"""Run many calls: resumable per item, under a limit, with nothing lost.

It uses the public clients and public names alone, and is imported only when used. docs/batch.md says what is promised.
"""

from pollination_sdk.batch.engines import ExecutorEngine
from pollination_sdk.batch.job import Job
from pollination_sdk.batch.jobs import Jobs
from pollination_sdk.batch.results import ItemResult, Summary
from pollination_sdk.batch.run import Results, Run, aretry, arun, retry, run
from pollination_sdk.batch.stop import Stop

__all__ = [
    "ExecutorEngine",
    "ItemResult",
    "Job",
    "Jobs",
    "Results",
    "Run",
    "Stop",
    "Summary",
    "aretry",
    "arun",
    "retry",
    "run",
]
