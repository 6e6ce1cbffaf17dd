# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""One module for each operation."""
