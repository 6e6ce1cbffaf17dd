"""Read good answers: decoding, the schema check, usage pages, and `Answer`.

Other packages use `opened` and `body` to read an answer as a stream, and `decode` and `plain_text` for the value of a
whole answer. `streams` has the streams of chats and media.
"""
