"""The commands that generate: text, chats, images, videos, speech and vectors.

`results` makes the files of `images`, `audio` and `video`, some of them `at_once`. `conversation` is what `chat` runs.
"""
