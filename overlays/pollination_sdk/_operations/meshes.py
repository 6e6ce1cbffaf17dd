"""3D models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pollination_api.api.meshes import get_3d_by_prompt
from pollination_sdk._operations.media_streams import as_stream
from pollination_sdk._operations.parameters import (
    Extra,
    as_prompt,
    as_seed,
    as_text,
    generation,
    or_unset,
    safety_in_query,
)
from pollination_sdk._operations.prompts import image_prompt
from pollination_sdk._operations.references import with_references
from pollination_sdk._responses.decode import read_medium

if TYPE_CHECKING:
    from pollination_api.models import MeshResolution
    from pollination_sdk._engine.call import Call
    from pollination_sdk._media.media import Media
    from pollination_sdk._operations.names import MeshModel, References, Safety, Seed


def mesh(
    prompt: str,
    *,
    model: MeshModel | None = None,
    image: References = None,
    resolution: MeshResolution | None = None,
    seed: Seed = None,
    safe: Safety | None = None,
    auto_upload: bool | None = None,
    extra: Extra = None,
) -> Call[Media]:
    """Generate a 3D model and return it whole, as binary glTF (GLB), or as PLY with one model.

    It takes up to five minutes. A line break or tab in the prompt becomes a space, and `%` becomes its full-width form:
    neither can be sent in a URL.

    Args:
        prompt: The description of the object. Models that need an image ignore it.
        model: The name of the model; see `mesh_models`. The service chooses one by default.
        image: Images of the object: one http(s) URL or file, or a list of them.
        resolution: How fine the mesh is: `low`, `medium` or `high`; `low` by default.
        seed: The seed, 0 to 2147483647. Without a seed, the same arguments give the same mesh again: the service
            stores each result and gives it to all its users. `"random"` and -1 draw a new number for each call, which
            `detailed` reports.
        safe: The checks that the prompt passes first, such as `"privacy,secrets"`; True means these two.
        auto_upload: Whether to upload files first, as the service takes only URLs. Everybody with the URL of a file
            can then read it for 30 days, and it cannot be deleted. None means the setting of the client, which is
            False by default. `detailed(...).uploads` lists them.
        extra: Undocumented parameters of the query.

    Raises:
        PromptError: The prompt cannot be sent in a URL, or makes the URL longer than 8000 bytes.
        ArgumentError: An image is a file, and `auto_upload` is not True.
        PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
        OutcomeUnknownError: The mesh may have been generated and billed, and `retry=` does not allow another attempt.
        UnexpectedResponseError: The answer is not a 3D model, or is incomplete.
    """
    # GET, not POST: both have the prompt in their path, and the POST refuses undocumented options in its body.
    kwargs = get_3d_by_prompt._get_kwargs(  # noqa: SLF001 - the generated half that sends nothing
        image_prompt(as_prompt(prompt)),
        model=or_unset(as_text("model", model)),
        resolution=or_unset(as_text("resolution", resolution)),
        seed=or_unset(as_seed("seed", seed)),
        safe=safety_in_query(safe),
    )
    accept = "model/*, application/octet-stream, application/json"
    call = generation(get_3d_by_prompt, kwargs, read_medium("model"), extra, accept=accept)
    return with_references(call, {"image": image}, auto_upload=auto_upload)


stream_mesh = as_stream(mesh, "model", "Generate a 3D model and read it as a stream, in constant memory.")
