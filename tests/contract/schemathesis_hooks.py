"""What schemathesis cannot read from the contract: facts that no schema of a single parameter can say."""

import schemathesis

from pollination_api import contract

IMAGES = {"get_generate_image_prompt", "get_video_by_prompt"}
KNOWN_MODELS = {"get_generate_image_prompt": ["zimage", "flux"], "get_video_by_prompt": ["veo", "seedance"]}
FORMS = {"multipart/form-data", "application/x-www-form-urlencoded"}
SHAPES = ("16:9", "9:16")
SCHEMAS = contract.load()["components"]["schemas"]


@schemathesis.hook
def map_case(context, case):
    """Leave out what is refused for a reason that the contract tells in words only.

    The contract takes any model name, since new ones come every week, but a server knows only some. It takes any
    reference image and shape, which only some models use.
    """
    _encode_percent_twice(case.path_parameters)
    name = case.operation.definition.raw.get("operationId")
    is_image = name in IMAGES
    known = KNOWN_MODELS.get(name, SCHEMAS["TextModel"]["x-known-ids"][:1])
    for fields in (case.query, case.body):
        if isinstance(fields, dict):
            if isinstance(fields.get("model"), str) and fields["model"] not in known:
                fields["model"] = known[0]
            if is_image:
                _leave_out_what_few_models_use(fields)
    return case


@schemathesis.hook
def filter_case(context, case):
    """Leave out wrong forms: the sandbox does not read their fields, so it refuses none."""
    is_wrong = case.meta is not None and case.meta.generation.mode.is_negative
    return not (is_wrong and case.media_type in FORMS)


def _leave_out_what_few_models_use(query):
    if not str(query.get("image", "https://")).startswith(("http://", "https://")):
        del query["image"]
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
