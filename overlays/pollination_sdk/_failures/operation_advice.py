"""The advice for refusals that mean something of their own in one operation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pollination_sdk._failures.refusal import Sender

if TYPE_CHECKING:
    from pollination_sdk._failures.refusal import Refusal

_NO_FILE = "The id is wrong, or the file was deleted or its 30 days are over."
_BY_OPERATION = {
    ("get_media_metadata", 404): _NO_FILE,
    ("delete_media_by_id", 404): _NO_FILE,
    ("delete_media_by_id", 403): "Only a file with tags can be deleted, with a secret key of the account that uploaded "
    "it; a file without tags stays until its 30 days are over.",
    ("delete_account_keys_by_id", 404): "The id is wrong, or the key was revoked: list_keys() has the ids.",
    ("post_media_upload", 409): "Choose another id; upload_info(id) tells what is stored under this one.",
}
"""The advice by the operation and the status."""


def of_operation(refusal: Refusal, otherwise: str) -> str:
    """Return the advice for a status that the service answers to one operation.

    Args:
        refusal: The facts about the answer.
        otherwise: The advice if the status has no meaning of its own there, or the service did not send it.
    """
    own = _BY_OPERATION.get((refusal.operation, refusal.status))
    return own if own and refusal.sender is Sender.SERVICE else otherwise


_AFTER_UNKNOWN = {
    "post_account_keys": "list_keys() shows whether the key was made. Its secret is lost: revoke it, and make another.",
    "post_enter_oauth_token": "The code may be used up: sign in again.",
    "post_enter_device_token": "The code may be used up: sign in again.",
}
"""What to do after an unknown outcome, by the operation."""


def after_unknown(operation: str) -> str:
    """Return the advice for a call that costs nothing, may have run, and is not repeated."""
    otherwise = 'Look at what the account has before you send it again, or allow it with Retry(unknown="always").'
    return _AFTER_UNKNOWN.get(operation, otherwise)
