"""What the longer nox sessions run: for maintainers, not in the wheel."""
