"""Check that what would be released is whole, the same each time, and works where it is installed."""
