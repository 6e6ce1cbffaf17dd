"""Images and videos: their format, their completeness, and how they are saved.

`media` holds the bytes of one; `check` decides while they arrive whether they are what was asked for.
"""
