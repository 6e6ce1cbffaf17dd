"""Run many calls: resumable per item, under a limit, with nothing lost.

It uses the public clients and public names alone, and is imported only when used. docs/batch.md says what is promised.
"""

from pollination_sdk.batch.cluster.engine import DaskEngine
from pollination_sdk.batch.engines import ExecutorEngine
from pollination_sdk.batch.handles import Results, Run
from pollination_sdk.batch.identity.job import Job
from pollination_sdk.batch.input.jobs import Jobs
from pollination_sdk.batch.reports.audit import Audit, Missing, Unexplained, audit
from pollination_sdk.batch.reports.estimate import BatchEstimate, estimate, estimate_retry
from pollination_sdk.batch.reports.pack import Packed, pack
from pollination_sdk.batch.reports.status import Problem, Status, WorkerStatus, status
from pollination_sdk.batch.results import ItemResult, Summary
from pollination_sdk.batch.run import aretry, arun, retry, run
from pollination_sdk.batch.stop import Stop

__all__ = [
    "Audit",
    "BatchEstimate",
    "DaskEngine",
    "ExecutorEngine",
    "ItemResult",
    "Job",
    "Jobs",
    "Missing",
    "Packed",
    "Problem",
    "Results",
    "Run",
    "Status",
    "Stop",
    "Summary",
    "Unexplained",
    "WorkerStatus",
    "aretry",
    "arun",
    "audit",
    "estimate",
    "estimate_retry",
    "pack",
    "retry",
    "run",
    "status",
]
