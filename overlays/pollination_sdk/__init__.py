"""Speak to gen.pollinations.ai: text, chat, images, video, models, account and usage."""
