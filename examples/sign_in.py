"""A web app that people sign in to with Pollinations, so that each pays for their own calls.

Start it with `POLLINATIONS_CLIENT_ID=pk_... uvicorn sign_in:app`, then open http://localhost:8000.
"""

import html
import os
import re
import secrets

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from pollination_sdk import errors, login

CLIENT_ID = os.environ["POLLINATIONS_CLIENT_ID"]
REDIRECT_URI = os.environ.get("REDIRECT_URI", "http://localhost:8000/callback")
SECURE = REDIRECT_URI.startswith("https:")  # then the browser sends the cookies over https alone
app = FastAPI()
started: dict[str, tuple[str, str, str]] = {}  # by cookie; in production a store that forgets after ten minutes
keys: dict[str, login.IssuedKey] = {}  # by cookie; a store too: keys never go to the browser


@app.exception_handler(errors.PollinationsError)
async def failed(_: Request, error: errors.PollinationsError) -> HTMLResponse:
    """Show a sentence for users: the message may quote others."""
    said = "Your sign-in has ended." if isinstance(error, errors.AuthenticationError) else error.summary
    return HTMLResponse(f'<p>{said}</p><a href="/login">Sign in again</a>', 400)


@app.get("/")
async def home(request: Request) -> HTMLResponse:
    """Show who is signed in."""
    if (key := keys.get(request.cookies.get("session", ""))) is None:
        return HTMLResponse('<a href="/login">Sign in with Pollinations</a>')
    user = await login.async_user_info(key)
    return HTMLResponse(f"<p>Hello {html.escape(user.preferred_username or user.sub)}</p>")


@app.get("/login")
async def start(then: str = "/") -> RedirectResponse:
    """Send the browser to the service. The state and the verifier stay here, bound to this browser by a cookie."""
    url, state, verifier = login.authorize_url(CLIENT_ID, REDIRECT_URI, scope="profile")
    inside = re.fullmatch(r"/([\w-][\w./?=&-]*)?", then, re.ASCII)  # another site would be an open redirect
    started[cookie := secrets.token_urlsafe()] = state, verifier, then if inside else "/"
    answer = RedirectResponse(url, 303)
    answer.set_cookie("started", cookie, max_age=600, httponly=True, secure=SECURE, samesite="lax")
    return answer


@app.get("/callback")
async def callback(request: Request) -> RedirectResponse:
    """Exchange the code that the browser brings, once, and only from the browser that has asked for it."""
    state, verifier, then = started.pop(request.cookies.get("started", ""), (None, "", "/"))
    code = login.code_from(str(request.url), state=state)
    session = secrets.token_urlsafe()
    keys[session] = await login.async_exchange(code, verifier, client_id=CLIENT_ID, redirect_uri=REDIRECT_URI)
    answer = RedirectResponse(then, 303)
    ends = keys[session].expires_at
    answer.set_cookie("session", session, expires=ends, httponly=True, secure=SECURE, samesite="lax")
    return answer
