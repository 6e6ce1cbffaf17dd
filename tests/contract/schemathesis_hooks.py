"""What schemathesis cannot read from the contract: facts that no schema of a single parameter can say."""

import re
from uuid import uuid4

import schemathesis
from tools.silence import silence

from pollination_api import contract

REFERENCES = {
    **dict.fromkeys(("get_generate_image_prompt", "get_3d_by_prompt", "post_3d_by_prompt"), ("image",)),
    "post_v1_images_generations": ("image",),
    "get_video_by_prompt": ("image", "reference_images", "reference_videos", "reference_audios"),
}
"""The options that hold URLs, by operation."""
IMAGES = {*REFERENCES, "post_v1_images_edits"}
SHAPES = ("16:9", "9:16")
SCHEMAS = contract.load()["components"]["schemas"]
KINDS = {
    "video": "VideoModel",
    "image": "ImageModel",
    "audio": "AudioModel",
    "3d": "MeshModel",
    "embed": "EmbeddingModel",
}


def _is_text(value):
    return isinstance(value, str) and 0 < len(value) <= 128


def _is_texts(value):
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_items(value):
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _names_nothing(sent):
    """Tell whether references have the right type, and are no URLs."""
    for item in sent if isinstance(sent, list) else [sent]:
        url = item.get("image_url") if isinstance(item, dict) else item
        if not isinstance(url, str):
            return False
    return not (isinstance(sent, str) and sent.startswith(("http://", "https://")))


def _is_a_name(sent):
    return isinstance(sent, str)


def _is_a_file(sent):
    return sent is not None and not isinstance(sent, str | bool | int | float | list | dict)


_SOUND = {"model": (_is_a_name, None)}
"""Each of these operations takes the models of one task, and chooses one where none is named."""
_RECORDING = {**_SOUND, "file": (_is_a_file, silence(5))}
_ROWS = {
    "granularity": (lambda sent: sent in {"day", "week", "month"}, None),
    "period": (lambda sent: re.fullmatch(r"\d{4}-(\d\d-\d\d|W\d\d|\d\d)", str(sent)), None),
}
FITTING = {
    **dict.fromkeys(("get_account_usage", "get_account_usage_daily", "get_account_key_usage"), _ROWS),
    "post_account_keys": {
        "expiresIn": (lambda sent: isinstance(sent, int | float) and sent > 10**9, 60),
        "pollenBudget": (lambda sent: isinstance(sent, int | float) and sent < 0, 1),
        "accountPermissions": (_is_texts, ["usage"]),
    },
    **dict.fromkeys(("get_generate_audio_by_text", "post_generate_v1_audio_speech"), _SOUND),
    "post_v1_audio_speech_with_timestamps": _SOUND,
    **dict.fromkeys(("post_v1_audio_voice_changer", "post_v1_audio_voice_isolator"), _RECORDING),
    **dict.fromkeys(("post_alpha_audio_stem_separation", "post_generate_v1_audio_transcriptions"), _RECORDING),
    "post_media_upload": {
        "data": (_is_text, "aGVsbG8="),
        "id": (_is_text, lambda: uuid4().hex),
        "tags": (_is_text, "foxes"),
    },
    "post_v1_images_generations": {"size": (lambda sent: isinstance(sent, str), "8x8")},
    "post_v1_images_edits": {
        "size": (lambda sent: isinstance(sent, str), "8x8"),
        "image": (_names_nothing, "https://files.example/fox.png"),
    },
    "post_v1_messages": {"tools": (_is_items, [])},
    "post_v1_responses": {"tools": (_is_items, [])},
    "get_media_list": {"cursor": (_is_text, "0")},
}
"""For fields by operation: which values are replaced, and the value in their place; None leaves the field out."""


@schemathesis.hook
def map_case(context, case):
    """Leave out what is refused for a reason that the contract tells in words only.

    The contract takes any model name, since new ones come every week, but a server knows only some. It takes any
    reference image and shape, which only some models use.
    """
    operation = case.operation.definition.raw.get("operationId")
    _encode_percent_twice(case.path_parameters)
    known = _known_models(operation)
    for fields in (case.query, case.body):
        if isinstance(fields, dict):
            if isinstance(fields.get("model"), str) and fields["model"] not in known:
                fields["model"] = known[0]
            if operation in IMAGES:
                _leave_out_what_few_models_use(fields, operation)
            _fit(fields, operation)
    return case


def _known_models(operation):
    """Return the names of models that the sandbox knows for an operation, short ones if there are any."""
    name = next((schema for word, schema in KINDS.items() if word in operation), "TextModel")
    ids = SCHEMAS[name]["x-known-ids"]
    return [known for known in ids if "/" not in known] or ids


def _fit(fields, operation):
    """Replace values of the right type whose form the contract tells in words: base64, sizes, ids, dates that exist."""
    for name, (fits, value) in FITTING.get(operation, {}).items():
        if fits(fields.get(name)):
            fields[name] = value() if callable(value) else value
            if value is None:
                del fields[name]
    if fields.get("type") == "publishable" and isinstance(fields.get("pollenBudget"), int | float):
        fields["pollenBudget"] = 0


def _leave_out_what_few_models_use(query, operation):
    for name in REFERENCES.get(operation, ()):
        if _names_nothing(query.get(name)):
            del query[name]
    if query.get("aspectRatio", SHAPES[0]) not in SHAPES:
        del query["aspectRatio"]


def _encode_percent_twice(path_parameters):
    """Write `%` as the service wants it: it decodes an image's prompt twice, and fails on a lone one."""
    if isinstance(path_parameters, dict) and isinstance(path_parameters.get("prompt"), str):
        path_parameters["prompt"] = path_parameters["prompt"].replace("%25", "%2525")


@schemathesis.deserializer("text/csv")
def read_csv(context, response):
    """Read CSV as the text that the contract says it is."""
    return response.content.decode()
