"""Good answers: decoding, the schema check, usage pages, and `Answer`.

`opened` and `body` read an answer piece by piece, `decode` and `plain_text` make the value of a whole one.
"""
