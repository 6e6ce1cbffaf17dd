"""Streams: decode server-sent events, merge chat chunks, and read media in chunks.

Other packages use the stream classes in `chat` and `media`, and `chat_decoder.ChatDecoder`.
"""
