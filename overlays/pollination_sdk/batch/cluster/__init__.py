"""Leases on a Dask cluster: `DaskEngine` gives them out, and each worker runs them by a `LeaseRunner`.

`engine` runs in the client, and `lease_runner` on a worker. Dask is the extra `dask`, imported
when it is used.
"""
