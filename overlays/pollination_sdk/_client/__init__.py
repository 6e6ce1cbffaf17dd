"""The two clients, their settings, the table of their methods, and the two drivers that send calls."""
