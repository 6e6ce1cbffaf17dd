"""Chats in the formats of other services: OpenAI's Responses and Anthropic's Messages, whole and as events.

Each operation is translated to a chat, and the completion is translated back.
"""
