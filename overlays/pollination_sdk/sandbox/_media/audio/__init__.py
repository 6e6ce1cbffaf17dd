"""Speech, and its transcripts: `speech` and `transcripts` are the operations.

`sound` encodes a text as a tone for each letter, and reads such files, so that a transcript says what was spoken.
"""
