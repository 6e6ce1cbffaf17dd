"""Operations that answer with text or vectors: chats, plain text and embeddings.

The answer is an echo of the prompt, or a scripted reply. `chat` makes it, and the others put it in their
format. `usage` counts its tokens.
"""
