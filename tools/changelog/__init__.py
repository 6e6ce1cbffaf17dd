"""Draft the changelog's next entry, and the version that follows from what changed."""
