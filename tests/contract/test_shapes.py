"""The quick check of answers that is generated beside the models agrees with the contract itself.

Uses private names: the quick check must agree with the slow one of `_responses.schema_check`. A call shows only one
of the two.
"""

import copy

import pytest
from tools.examples import Examples
from tools.regenerate.finish import rendered
from tools.regenerate.shapes import shapes

from pollination_api import contract
from pollination_api.shapes import FITS
from pollination_sdk._responses.schema_check import strict_checker

DOCUMENT = contract.load()
SCHEMAS = DOCUMENT["components"]["schemas"]
EXAMPLES = Examples(DOCUMENT)
WRONG = (None, True, 7, 0.5, "word", [], {}, [None], [{}], {"x": None})


def changed(value):
    """Yield a value with each of its parts left out, and with each replaced by values of every type."""
    yield from WRONG
    places = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inside in places:
        for other in changed(inside):
            copied = copy.copy(value)
            copied[key] = other
            yield copied
        copied = copy.copy(value)
        del copied[key]
        yield copied


@pytest.mark.slow(reason="checks forty thousand values")
def test_the_quick_check_agrees_with_the_contract():
    """What the quick check lets pass has the contract's shape, whatever is changed in it; good examples pass."""
    for name, schema in SCHEMAS.items():
        fits, close = FITS[name], strict_checker(name)
        for example in EXAMPLES.variants(schema):
            assert close(example, "it") is None, name
            assert fits(example), name
            for value in changed(example):
                assert fits(value) == (close(value, "it") is None), (name, value)


def test_a_shape_may_hold_itself():
    """The quick check of an object that holds objects of its own kind follows them down."""
    inner = {"$ref": "#/components/schemas/Part"}
    part = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "inner": inner}}
    made = {}
    exec(rendered("modules/shapes.py", {"shapes": shapes({"components": {"schemas": {"Part": part}}})}), made)  # noqa: S102 - what was written just now
    fits = made["FITS"]["Part"]
    assert fits({"id": "a", "inner": {"id": "b", "inner": None}})
    assert not fits({"id": "a", "inner": {"id": "b", "inner": {}}})
