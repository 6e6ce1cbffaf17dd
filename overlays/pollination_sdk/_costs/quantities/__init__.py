"""How much a call will use: the units of each medium as ranges, from its arguments and from the last answers.

Estimates use the functions of `text`, `image`, `sound` and `video`. A client keeps a `history` of what answers have
used, and the `peaks` of them.
"""
