"""Sign users in, and store keys so that clients and the command find them.

An app without a page of its own uses the device flow. The user types a code on a page of the service:

    from pollination_sdk import Pollinations, login

    started = login.device("pk_of_the_app")
    print(f"Open {started.verification_uri} and type {started.user_code}")
    key = started.wait()  # until the user has agreed
    print(Pollinations(key).balance().balance)

A web app uses the code flow with PKCE: `authorize_url`, then `code_from` and `exchange` in its callback. Functions
whose names start with `async_` are the same for async programs.

`save_key` stores a key. It is sent to the server that it was stored for, and to no other. The argument `api_key` and
the environment win over it. `POLLINATIONS_NO_STORED_KEY=1` switches it off.
"""

from pollination_sdk.login._code_flow import (
    Authorization,
    async_exchange,
    async_user_info,
    authorize_url,
    code_from,
    exchange,
    user_info,
)
from pollination_sdk.login._device_flow import AsyncDeviceSignIn, DeviceSignIn, async_device, device
from pollination_sdk.login._issued_key import IssuedKey
from pollination_sdk.login._stored import forget, is_off, path, save_key

__all__ = [
    "AsyncDeviceSignIn",
    "Authorization",
    "DeviceSignIn",
    "IssuedKey",
    "async_device",
    "async_exchange",
    "async_user_info",
    "authorize_url",
    "code_from",
    "device",
    "exchange",
    "forget",
    "is_off",
    "path",
    "save_key",
    "user_info",
]
