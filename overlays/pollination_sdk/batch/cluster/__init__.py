"""Leases on a Dask cluster: `DaskEngine` gives them to workers, and a `Host` runs them in the process of a worker.

`engine` and `host` are the two sides. Nothing here imports Dask before it is used: it is the extra `dask`.
"""
