"""What a command writes: data to stdout, talk to stderr, and what terminals alone show.

Commands write with `streams.Out`, and show that they work with `progress`. `terminal` says what a stream can show. It
makes control characters visible too. `tables` and `draw` are for terminals.
"""
