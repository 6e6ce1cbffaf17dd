"""Files that a command saves: where they go, and that they are whole or not there at all.

Commands use `destination` for media, and `writing` for any other file.
"""
