"""Errors in tasks of a Dask cluster: it pickles their causes, contexts and tracebacks by a way of its own."""

import pickle

import pytest

from pollination_sdk import Pollinations, Retry, errors
from pollination_sdk.sandbox import Fault

PROMPT = "a secret prompt"

CALLS = {
    "chat": lambda client: client.chat(PROMPT),
    "image": lambda client: client.image(PROMPT),
    "stream": lambda client: list(client.stream_chat(PROMPT)),
}


@pytest.mark.parametrize("query_key", ["never", "always"])
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("fault", [Fault.reset(), Fault.status(500), Fault.status(401)], ids=["reset", "500", "401"])
@pytest.mark.filterwarnings("ignore::pollination_sdk.errors.KeyInURLWarning")  # the key in the URL is meant here
def test_an_error_holds_no_key_and_no_prompt_for_the_scheduler(sandbox, fault, call, query_key):
    """What a task raises goes to the scheduler: neither the error nor what it carries has the key or the prompt."""
    pickling = pytest.importorskip("tblib.pickling_support", reason="distributed brings it")
    with Pollinations(sandbox.key, base_url=sandbox.url, query_key=query_key, retry=Retry.off) as client:
        sandbox.queue(fault)
        with pytest.raises(errors.PollinationsError) as raised:
            CALLS[call](client)
    pickling.install(raised.value)
    data = pickle.dumps(raised.value)
    assert b"unpickle_exception" in data
    assert sandbox.key.encode() not in data
    assert PROMPT.encode() not in data
