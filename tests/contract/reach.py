"""How each operation of the contract is reached, and what of the service the contract leaves out, each with its reason.

An operation that is in no table has a method of the two clients.
"""

_PLANNED = "It has no method yet."
_FORMS = "Packages for this form exist; they work with `base_url`."
_LOGIN = "It is a step of a sign-in, not a call that an application repeats."

BY_CALL: dict[str, str] = {
    "delete_account_keys_by_id": _PLANNED,
    "get_3d_by_prompt": _PLANNED,
    "get_3d_models": _PLANNED,
    "get_account_earnings": _PLANNED,
    "get_account_earnings_transactions": _PLANNED,
    "get_account_key_usage": _PLANNED,
    "get_account_keys": _PLANNED,
    "get_account_quests": _PLANNED,
    "get_embeddings_models": _PLANNED,
    "get_enter_authorization_server": _LOGIN,
    "get_enter_userinfo": _LOGIN,
    "get_generate_audio_by_text": _PLANNED,
    "get_generate_audio_models": _PLANNED,
    "get_media_by_id": _PLANNED,
    "get_media_list": "`uploads` reads it page by page.",
    "get_models": _PLANNED,
    "get_quests_catalog": _PLANNED,
    "get_v1_models_status": "It is `/models/status` under another path.",
    "get_video_by_prompt": "`video` sends the operation for images, which makes videos too.",
    "get_video_models": _PLANNED,
    "head_media_by_id": _PLANNED,
    "post_3d_by_prompt": "The GET operation takes the same options.",
    "post_account_keys": _PLANNED,
    "post_alpha_audio_stem_separation": "It is an alpha of the service and may change any day.",
    "post_alpha_decisions": "It is an alpha of the service and may change any day.",
    "post_alpha_ocr": "It is an alpha of the service and may change any day.",
    "post_enter_device_code": _LOGIN,
    "post_enter_device_token": _LOGIN,
    "post_enter_oauth_token": _LOGIN,
    "post_generate_v1_audio_speech": _PLANNED,
    "post_generate_v1_audio_transcriptions": _PLANNED,
    "post_text": "`text` and `chat` send the same conversation.",
    "post_v1_audio_speech_with_timestamps": _PLANNED,
    "post_v1_audio_voice_changer": _PLANNED,
    "post_v1_audio_voice_isolator": _PLANNED,
    "post_v1_embeddings": _PLANNED,
    "post_v1_images_edits": _PLANNED,
    "post_v1_images_generations": "`image` makes the same images.",
    "post_v1_messages": _FORMS,
    "post_v1_responses": _FORMS,
}
"""The operations that only `client.call` sends."""

LEFT_OUT: dict[str, str] = {
    "/realtime": "A WebSocket is no operation of OpenAPI.",
    "/v1/realtime": "A WebSocket is no operation of OpenAPI.",
    "/mcp": "A protocol of its own (MCP).",
    "/alpha/e2b": "A protocol of its own (E2B).",
    "/account/agents": "For makers of agents; the facts give no shapes.",
    "/account/my-models": "For makers of models; the facts give no shapes.",
    "/x-enter/authorize": "A page for the browser, not a call.",
    "/x-enter/api/device/userinfo": "It is `/x-enter/api/oauth/userinfo` under another path.",
}
"""The paths of the service that the contract does not describe."""
