"""Answers that are read while they arrive: chat events, their merging, and media.

`chat` and `media` are the streams that callers hold.
"""
