"""The pages of the enter host that a person sees: `/authorize`, where a user agrees, and `/device`.

A page is a form. Its buttons post `decision=allow` or `decision=deny`, which a test may post too.
"""

import html
from collections.abc import Callable

from starlette.responses import HTMLResponse, RedirectResponse, Response

from pollination_sdk.sandbox._errors import OauthError
from pollination_sdk.sandbox._hosts.consent import (
    ConsentError,
    answered,
    asked_in,
    decide,
    decide_device,
    redirect_uri_of,
)
from pollination_sdk.sandbox._hosts.oauth import PREFIX
from pollination_sdk.sandbox._keys.sign_ins import Asked
from pollination_sdk.sandbox._requests.forms import sent_form
from pollination_sdk.sandbox._requests.record import RecordedRequest
from pollination_sdk.sandbox._storage.state import State

_BUTTONS = (
    '<button name="decision" value="allow">Allow</button> <button name="decision" value="deny">Deny</button></form>'
)
_HEAD = '<!DOCTYPE html>\n<html lang="en"><meta charset="utf-8"><title>{title}</title><h1>{title}</h1>\n'


def authorize(request: RecordedRequest, state: State) -> Response:
    """Answer `/authorize`: show what an app asks for, or send the browser back with the decision."""
    query = request.params
    try:
        redirect_uri = redirect_uri_of(query, state)
        asked = asked_in(query)
    except ConsentError as error:
        return _page("Sign-in refused", f"<p>{html.escape(str(error))}</p>", 400)
    except OauthError as error:
        return RedirectResponse(answered(query, {"error": error.code or "", "error_description": str(error)}), 303)
    if request.method != "POST":
        return _page("Sign in with Pollinations", _form(asked, redirect_uri))
    allowed = sent_form(request).fields.get("decision") == "allow"
    return RedirectResponse(decide(query, state, allowed=allowed), 303)


def device(request: RecordedRequest, state: State) -> Response:
    """Answer `/device`: take the code that a device shows, and the decision."""
    if request.method != "POST":
        shown = html.escape(request.params.get("user_code", ""), quote=True)
        field = f'<label>Code <input name="user_code" value="{shown}" required></label> '
        return _page("Sign a device in", f'<form method="post">{field}{_BUTTONS}')
    fields = sent_form(request).fields
    allowed = fields.get("decision") == "allow"
    try:
        decide_device(fields.get("user_code", ""), state, allowed=allowed)
    except ConsentError as error:
        return _page("Sign-in refused", f"<p>{html.escape(str(error))}</p>", 404)
    return _page("Done", f"<p>The device is {'signed in' if allowed else 'refused'}.</p>")


PAGES: dict[str, Callable[[RecordedRequest, State], Response]] = {
    f"{PREFIX}/authorize": authorize,
    f"{PREFIX}/device": device,
}


def _form(asked: Asked, redirect_uri: str) -> str:
    facts = {
        "App": asked.client_id,
        "Returns to": redirect_uri,
        "May see": ", ".join(asked.scope),
        "Models": "all" if asked.models is None else ", ".join(asked.models),
        "May spend": f"{asked.budget:g} pollen",
        "Until": f"{asked.days:g} days from now",
    }
    rows = "".join(f"<dt>{name}</dt><dd>{html.escape(str(value))}</dd>" for name, value in facts.items())
    return f'<dl>{rows}</dl><form method="post">{_BUTTONS}'


def _page(title: str, body: str, status: int = 200) -> Response:
    head = _HEAD.format(title=title)
    return HTMLResponse(f"{head}{body}</html>\n", status, {"Cache-Control": "no-store", "X-Frame-Options": "DENY"})
