"""Images and videos: `by_prompt` and `openai_format` are the operations.

The other modules read images that were sent, draw a prompt on a gradient, and encode videos.
"""
