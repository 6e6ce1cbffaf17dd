# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""The operations, by tag."""
