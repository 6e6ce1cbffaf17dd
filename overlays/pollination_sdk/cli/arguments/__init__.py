"""What a command is given: options that several share, prompts, files to send, and names for completion.

Commands use `options`, `prompts` and `references`. `names` knows models, voices and operations without a request.
"""
