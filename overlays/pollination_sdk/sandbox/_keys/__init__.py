"""API keys and sign-ins: who sends a request, what the key may use, and how the service refuses.

`ring` finds the key of a request, `model_choice` the model that it may use, and `sign_ins` makes keys for apps.
"""
