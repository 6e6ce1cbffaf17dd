"""The commands that show or call the rest of the service: its models, its storage, and any operation."""
