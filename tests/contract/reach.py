"""How each operation of the service is reached: by a method, by `client.call`, or not at all, each with its reason."""

_PLANNED = "It has no method yet."
_FORMS = "Packages for this form exist; they work with `base_url`."
_LOGIN = "It is a step of a sign-in, which `pollination_sdk.login` makes."

BY_METHOD: dict[str, str] = {
    "GET /account/profile": "profile",
    "GET /account/balance": "balance",
    "GET /account/usage": "usage, usage_csv",
    "GET /account/usage/daily": "daily_usage, daily_usage_csv",
    "GET /account/key": "key",
    "GET /account/key/usage": "key_usage",
    "GET /account/keys": "list_keys",
    "POST /account/keys": "create_key",
    "DELETE /account/keys/{id}": "revoke_key",
    "GET /account/quests": "quests",
    "GET /account/earnings": "earnings",
    "GET /v1/models": "models",
    "GET /image/models": "image_models",
    "GET /text/models": "text_models",
    "POST /v1/chat/completions": "chat, stream_chat, parse, run_tools",
    "GET /text/{prompt}": "text, stream_text, text_url",
    "GET /image/{prompt}": "image, stream_image, image_url",
    "POST /v1/images/edits": "edit_image",
    "GET /video/{prompt}": "video, stream_video",
    "GET /3d/{prompt}": "mesh, stream_mesh",
    "POST /v1/audio/speech": "speech, stream_speech",
    "POST /v1/audio/speech/with-timestamps": "speech_with_timestamps",
    "POST /v1/audio/transcriptions": "transcribe",
    "POST /v1/audio/voice-changer": "change_voice",
    "POST /v1/audio/voice-isolator": "isolate_voice",
    "POST /v1/embeddings": "embed",
    "GET /video/models": "video_models",
    "GET /audio/models": "audio_models",
    "GET /embeddings/models": "embedding_models",
    "GET /3d/models": "mesh_models",
    "GET /v1/models/{model}": "model",
    "GET /models/status": "model_status",
    "POST /x-media/upload": "upload",
    "DELETE /x-media/media/{id}": "delete_upload",
    "GET /x-media/{id}/metadata": "upload_info",
}
"""The operations that methods of the two clients send, each with these methods."""

BY_CALL: dict[str, str] = {
    "get_account_earnings_transactions": "`iter_earnings` reads it page by page.",
    "get_enter_authorization_server": _LOGIN,
    "get_enter_userinfo": _LOGIN,
    "get_generate_audio_by_text": "`speech` sends the POST operation, which takes any text.",
    "get_media_by_id": _PLANNED,
    "get_media_list": "`uploads` reads it page by page.",
    "get_models": _PLANNED,
    "get_quests_catalog": "It is a page of the site; `quests` has the same quests with their state.",
    "get_v1_models_status": "It is `/models/status` under another path.",
    "head_media_by_id": _PLANNED,
    "post_3d_by_prompt": "`mesh` sends the GET operation, which takes the same options.",
    "post_alpha_audio_stem_separation": "It is an alpha of the service and may change any day.",
    "post_alpha_decisions": "It is an alpha of the service and may change any day.",
    "post_alpha_ocr": "It is an alpha of the service and may change any day.",
    "post_enter_device_code": _LOGIN,
    "post_enter_device_token": _LOGIN,
    "post_enter_oauth_token": _LOGIN,
    "post_text": "`text` and `chat` send the same conversation.",
    "post_v1_images_generations": "`image` sends it where the URL of its GET does not carry the prompt.",
    "post_v1_messages": _FORMS,
    "post_v1_responses": _FORMS,
}
"""The operations that no method sends for every argument."""

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
