"""What one sandbox keeps: keys, bills, files, results, scripted replies, and what models have seen of prompts.

`state` holds all of it, in memory. With a file, `sqlite` keeps a part of it across restarts.
"""
