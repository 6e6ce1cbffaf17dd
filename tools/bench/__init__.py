"""What the package costs beside its peers, measured in one run; `python -m tools.bench --help` says how."""
