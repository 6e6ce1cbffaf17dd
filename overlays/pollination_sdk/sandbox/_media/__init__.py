"""Images, videos, sound and 3D models: real files that are made from the prompt.

`images` and `audio` have the operations of their kind, and the encoders. Chats use the encoders of `audio` for spoken
answers.
"""
