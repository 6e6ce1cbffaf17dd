"""How much a call will use: the units of each medium as ranges, from its arguments and from the last answers.

Estimates use the functions of `text`, `image`, `audio` and `video`; the sound of a video belongs to `video`. A client
keeps a `history` of what answers have used, and the `peaks` of them.
"""
