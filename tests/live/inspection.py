"""Ask each operation of a service once, within a spending limit, and list where it differs from the contract."""

import json
from contextlib import suppress

import attrs
import httpx
from tests.contract.strategies import CONTRACT
from tests.contract.surface import operations_of
from tests.contract.widenings import CHAT, IMAGE, TEXT
from tests.contract.wire import problems
from tools.schemas import followed, validator

from pollination_sdk import Pollinations, Retry, errors

OPERATIONS = operations_of(CONTRACT)
FREE = {
    "get_account_key": "key",
    "get_account_profile": "profile",
    "get_account_balance": "balance",
    "get_account_usage": "usage",
    "get_account_usage_daily": "daily_usage",
    "get_generate_v1_models": "models",
    "get_models_status": "model_status",
    "get_generate_text_models": "text_models",
    "get_generate_image_models": "image_models",
}
PROMPT = "Say hello in one word."
UNITS = {"completionImageTokens": 1}  # one for each image
MOST_UNITS = 2_000  # more tokens than a word needs, thoughts included


@attrs.define
class Inspection:
    """What was asked, what it may have cost and what was found.

    Args:
        limit: The most pollen to spend.
    """

    limit: float
    asked: list = attrs.field(factory=list)
    unasked: list = attrs.field(factory=list)
    differences: list = attrs.field(factory=list)
    reserved: float = 0.0

    def report(self):
        """Write it all down for people, a line for each thing."""
        spent = f"at most {self.reserved:.6f} of {self.limit:g} pollen spent"
        return "\n".join(
            [
                f"Asked {len(self.asked)} of {len(OPERATIONS)} operations; {spent}.",
                *(f"  not asked: {line}" for line in self.unasked),
                *(f"  differs:   {line}" for line in self.differences),
                *([] if self.differences else ["  no difference from the contract"]),
            ]
        )

    def reserve(self, operation, price):
        """Set a price aside; tell whether the limit allows it."""
        if self.reserved + price > self.limit:
            left = self.limit - self.reserved
            self.unasked.append(f"{operation}: it may cost {price:.6f} pollen, and {left:.6f} of the limit is left")
            return False
        self.reserved += price
        return True


def inspect(api_key, limit, base_url=None):
    """Ask every operation once and compare the answers with the contract.

    Args:
        api_key: The key to use.
        limit: The most pollen to spend; operations that might go beyond it are not asked.
        base_url: Where the service is; the real one if left out.
    """
    inspection = Inspection(limit)
    answers = []
    with (
        httpx.Client(event_hooks={"response": [answers.append]}) as http,
        Pollinations(api_key, base_url=base_url, retry=Retry.off, http_client=http, timeout=200) as client,
    ):
        for operation, method in FREE.items():
            _ask(inspection, answers, operation, getattr(client, method), {})
        for operation, method, arguments, price in _paid(client):
            if price is None:
                inspection.unasked.append(f"{operation}: no model tells its price, so its cost is unknown")
            elif inspection.reserve(operation, price):
                _ask(inspection, answers, operation, getattr(client, method), arguments)
    inspection.unasked += [f"{name}: the inspection does not know it" for name in OPERATIONS.keys() - _known()]
    return inspection


def _known():
    return FREE.keys() | {TEXT, CHAT, IMAGE}


def _paid(client):
    """Yield what costs pollen, each with the cheapest model of its kind and the most that it may cost."""
    for operation, method, models, kind, arguments in (
        (TEXT, "text", client.text_models, "text", {"prompt": PROMPT}),
        (CHAT, "chat", client.text_models, "text", {"messages": PROMPT, "max_tokens": 50}),
        (IMAGE, "image", client.image_models, "image", {"prompt": "a green leaf", "width": 256, "height": 256}),
    ):
        name, price = _cheapest(models, kind)
        yield operation, method, {**arguments, "model": name}, price


def _cheapest(models, kind):
    offers = {}
    with suppress(errors.PollinationsError):  # it is listed where the list itself is asked for
        for one in models():
            fields = one.to_dict()
            if fields.get("output_modalities") == [kind] and not fields.get("paid_only"):
                prices = [price for price in fields.get("pricing", {}).items() if price[0] != "currency"]
                if prices:
                    offers[fields["name"]] = sum(UNITS.get(unit, MOST_UNITS) * float(price) for unit, price in prices)
    return min(offers.items(), key=lambda offer: offer[1], default=("", None))


def _ask(inspection, answers, operation, method, arguments):
    answers.clear()
    inspection.asked.append(operation)
    try:
        method(**arguments)
    except errors.PollinationsError as error:
        inspection.differences.append(f"{operation}: {type(error).__name__}: {error}")
    except Exception as error:  # noqa: BLE001 - a crash of ours is a finding like any other
        inspection.differences.append(f"{operation}: the client failed with {type(error).__name__}: {error}")
    for answer in answers:
        inspection.differences += [f"{operation}: {line}" for line in _differences(operation, answer)]


def _differences(operation, answer):
    """List what an answer, and the request that it answers, have that the contract does not allow or know."""
    request = answer.request
    sent = request.headers.get("content-type", "")
    yield from problems(request.method, request.url.raw_path.decode("ascii"), sent, request.content)
    described = OPERATIONS[operation]["responses"].get(str(answer.status_code))
    if described is None:
        yield f"the status {answer.status_code} is not described"
        return
    described = followed(CONTRACT, described)
    media_type = answer.headers.get("content-type", "").partition(";")[0]
    if media_type not in described["content"]:
        yield f"{answer.status_code} comes as {media_type!r}, described are {', '.join(described['content'])}"
    elif media_type == "application/json":
        yield from _json_differences(described["content"][media_type]["schema"], answer)


def _json_differences(schema, answer):
    try:
        value = json.loads(answer.content)
    except ValueError as error:
        yield f"{answer.status_code} is no JSON: {error}"
        return
    seen = dict.fromkeys(
        f"{_spelt(one.absolute_path)}: {one.message:.200}" for one in validator(schema, CONTRACT).iter_errors(value)
    )
    yield from seen
    yield from dict.fromkeys(_unknown_fields(schema, value, "$"))


def _unknown_fields(schema, value, path):
    """List the fields that the contract does not name; lists count as one place."""
    schema = followed(CONTRACT, schema)
    if isinstance(value, list):
        for one in value:
            yield from _unknown_fields(schema.get("items", {}), one, f"{path}[]")
    known = schema.get("properties")
    if isinstance(value, dict) and known:
        for name, one in value.items():
            if name in known:
                yield from _unknown_fields(known[name], one, f"{path}.{name}")
            elif not isinstance(schema.get("additionalProperties"), dict):
                yield f"{path}.{name}: the contract does not know this field"


def _spelt(path):
    return "$" + "".join("[]" if isinstance(part, int) else f".{part}" for part in path)
