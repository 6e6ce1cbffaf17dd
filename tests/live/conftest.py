"""The option that says how much the live tests may spend."""


def pytest_addoption(parser):
    """Add `--limit`."""
    parser.addoption("--limit", type=float, help="the most pollen that the live tests may spend")
