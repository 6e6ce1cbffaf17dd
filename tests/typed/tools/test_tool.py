"""What a model reads of a function: its name, its description, and the schema of its arguments."""

import dataclasses
import enum
import functools
from typing import Annotated, Literal

import pydantic
import pytest
from tests.examples import each
from tests.helpers.forking import run_program

from pollination_sdk import Tool, errors
from pollination_sdk.types import BuiltInTool

CITY = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}


class Unit(enum.Enum):
    CELSIUS = "C"
    KELVIN = "K"


@dataclasses.dataclass
class Place:
    """A place on earth."""

    name: str
    height: float = 0


class Query(pydantic.BaseModel):
    words: list[str]


def forecast(  # noqa: D417 - what has no text is a case too
    place: Place,
    unit: Unit = Unit.CELSIUS,
    *,
    days: Annotated[int, "How many days, 1 to 14."] = 1,
    kind: Literal["rain", "sun"] | None = None,
    note=None,
) -> "Undefined":  # noqa: F821 - what a tool returns is not read
    """Tell the weather of the next days.

    It knows the whole earth.

    Args:
        place: Where to look. The name
            may be in any language.
        unit (Unit): The unit of the degrees.
        days: The docstring has another text.
        **options: Nothing.

    Returns:
        The forecast.

    Raises:
        ValueError: There is none.
    """
    return (place, unit, days, kind, note)


def described(function):
    """Return what a chat sends of a tool."""
    return Tool(function).definition["function"]


def test_signature_and_docstring_make_the_schema():
    """Descriptions are those of `Args:`, and a text in `Annotated` goes before; other sections stay out."""
    found = described(forecast)
    assert found["name"] == "forecast"
    assert found["description"] == "Tell the weather of the next days.\n\nIt knows the whole earth."
    parameters = found["parameters"]
    properties = parameters["properties"]
    assert parameters["required"] == ["place"]
    assert parameters["additionalProperties"] is False
    assert properties["place"]["description"] == "Where to look. The name may be in any language."
    assert properties["unit"]["description"] == "The unit of the degrees."
    assert properties["unit"]["enum"] == ["C", "K"]
    assert properties["days"] == {"type": "integer", "description": "How many days, 1 to 14."}
    assert properties["note"] == {}
    assert parameters["$defs"]["Place"]["required"] == ["name"]


def in_numpy_style(city, country, days=1):
    """Tell the weather.

    It knows the whole earth.

    Parameters
    ----------
    city, country : str
        Where to look.
    days : int, optional
        How many days,
        at most 14.

    Returns
    -------
    str
        The forecast.

    Notes
    -----
    days : are short
    """  # noqa: D416 - the style


def in_sphinx_style(city, country, days=1):
    """Tell the weather.

    It knows the whole earth.

    :param city: Where to look.
    :type city: str
    :param str country: Where to look.
    :param days: How many days,
        at most 14.
    :returns: The forecast: in words.
    :raises LookupError: There is no such city.
    """


@pytest.mark.parametrize("function", [in_numpy_style, in_sphinx_style])
def test_docstrings_of_other_styles_are_read(function):
    """The texts of arguments are found in the styles of NumPy and Sphinx, and no section is in the description."""
    found = described(function)
    assert found["description"] == "Tell the weather.\n\nIt knows the whole earth."
    texts = {name: field.get("description") for name, field in found["parameters"]["properties"].items()}
    assert texts["days"] == "How many days, at most 14."
    assert texts["country"] == "Where to look."
    assert function is in_numpy_style or texts["city"] == "Where to look."


def test_arguments_have_the_types_of_the_annotations():
    """A function gets its own types, and its own defaults for what the model leaves out or gives as null."""
    call = Tool(forecast).bind({"place": {"name": "Oslo"}, "unit": "K", "days": None, "kind": "sun"})
    assert call() == (Place("Oslo"), Unit.KELVIN, 1, "sun", None)


def test_pydantic_validates_its_own():
    """A model of pydantic comes as an instance."""

    def search(query: Query) -> list[str]:
        return query.words

    assert Tool(search).bind({"query": {"words": ["moss"]}})() == ["moss"]


def test_a_schema_of_its_own_gives_plain_json():
    """`Tool(parameters=...)` describes what has no annotations, such as a function of C or one with `**options`."""

    def anything(**options):
        return options

    tool = Tool(anything, name="find-it", description="Find it.", parameters=CITY)
    assert tool.definition["function"] == {"name": "find-it", "description": "Find it.", "parameters": CITY}
    assert tool.bind({"city": "Oslo"})() == {"city": "Oslo"}
    with pytest.raises(ValueError, match=r"\$\.city: 3 is not of type 'string'"):
        tool.bind({"city": 3})


def test_a_class_of_the_caller_that_fails_is_an_error_of_the_call(client, sandbox):
    """An argument whose class raises anything ends no run."""

    @dataclasses.dataclass
    class Odd:
        number: int

        def __post_init__(self):
            raise LookupError("no such number")

    def take(odd: Odd) -> None:
        """Take it."""

    sandbox.reply(tool="take", arguments={"odd": {"number": 1}})
    run = client.run_tools("hi", tools=[take])
    assert (run.stopped, run.calls[0].error) == (
        "answered",
        "Error: the arguments do not fit: $.odd: LookupError: no such number",
    )


def test_wrapped_functions_keep_what_they_say():
    """`functools.wraps` hides nothing, and what a partial object has given already is not asked for."""

    @functools.wraps(forecast)
    def wrapped(*args, **kwargs):
        return forecast(*args, **kwargs)

    assert described(wrapped) == described(forecast)
    half = described(functools.partial(forecast, days=3))
    assert half["name"] == "forecast"
    assert "days" not in half["parameters"]["properties"]
    assert "place" in half["parameters"]["properties"]


def test_methods_and_classes():
    """`self` is no argument; a class is called for an instance; an object is named after its class."""

    class Shop:
        def price(self, article: str) -> int:
            """Return a price."""
            return len(article)

        @classmethod
        def open_at(cls, hour: int) -> bool:
            """Tell whether it is open."""
            return hour > 8

        def __call__(self, article: str) -> int:
            """Sell it."""
            return len(article)

    assert list(described(Shop().price)["parameters"]["properties"]) == ["article"]
    assert list(described(Shop.open_at)["parameters"]["properties"]) == ["hour"]
    assert (described(Shop())["name"], described(Shop())["description"]) == ("Shop", "Sell it.")
    assert Tool(Place).bind({"name": "Oslo"})() == Place("Oslo")
    assert described(Place)["description"] == "A place on earth."

    def bare(one, two):
        return one + two

    assert "description" not in described(functools.partial(bare, 1))


def test_a_function_without_arguments_and_without_words():
    """It has a schema all the same, and no description."""

    def nothing():
        pass

    assert described(nothing) == {
        "name": "nothing",
        "parameters": {"type": "object", "properties": {}, "required": [], "additionalProperties": False},
    }


class Secret:
    """A type that JSON does not know."""

    def __call__(self, value: "Secret") -> None:
        """Take itself."""


def untyped(city: "Nowhere") -> None:  # noqa: F821 - nobody defines it
    """Take a type that nobody defines."""


@each(
    ("make", "error", "message"),
    [
        (lambda: Tool(3), errors.ArgumentError, "A tool is a function, not int"),
        (lambda: Tool(lambda: 1), errors.ArgumentValueError, "cannot be named '<lambda>': write Tool"),
        (lambda: Tool(untyped, name="two words"), errors.ArgumentValueError, "cannot be named 'two words'"),
        (lambda: Tool(untyped), errors.ArgumentValueError, "annotations of the tool untyped cannot be read"),
        (lambda: Tool(Secret()), errors.ArgumentValueError, "The tool Secret cannot be described: Secret has no JSON"),
        (
            lambda: Tool(untyped, parameters={"type": "string"}),
            errors.ArgumentValueError,
            "the JSON Schema of an object",
        ),
        (lambda: Tool(untyped, parameters=[]), errors.ArgumentValueError, "the JSON Schema of an object"),
        (lambda: Tool(next), errors.ArgumentValueError, "The tool next has no signature that Python knows; write Tool"),
    ],
)
def test_what_cannot_be_a_tool_is_refused(make, error, message):
    """The message names the tool, and says what to write."""
    with pytest.raises(error, match=message):
        make()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "'tools'"),
        ({"tools": forecast}, "tools takes a list of functions"),
        ({"tools": "forecast"}, "tools takes a list of functions"),
        ({"tools": None}, "tools takes a list of functions"),
        ({"tools": [3]}, r"tools\[0\] takes a function, not int"),
        ({"tools": [{"type": "function", "function": {"name": "a"}}]}, r"tools\[0\] describes a function; give the"),
        ({"tools": [{"name": "a"}]}, r"tools\[0\] describes a function"),
        ({"tools": [forecast], "max_turns": 0}, "max_turns"),
        ({"tools": [forecast], "max_steps": 3}, "max_turns= limits them"),
        ({"tools": [forecast], "max_calls": "many"}, "max_calls"),
        ({"tools": [forecast], "approve": True}, "approve takes a function, not bool"),
        ({"tools": [forecast], "on_event": "log"}, "on_event takes a function, not str"),
    ],
)
def test_wrong_arguments_of_a_run_are_refused(client, sandbox, options, message):
    """They are refused before anything is sent."""
    with pytest.raises(errors.ArgumentError, match=message):
        client.run_tools("hi", **options)
    assert sandbox.requests == []


@pytest.mark.parametrize("tools", [[forecast], forecast, (Tool(forecast), forecast)])
def test_a_chat_with_functions_names_run_tools(client, sandbox, tools):
    """A chat takes descriptions of tools only."""
    with pytest.raises(errors.ArgumentError, match=r"tools takes descriptions of tools; run_tools\(\) takes functions"):
        client.chat("hi", tools=tools)
    assert sandbox.requests == []


def test_a_tool_of_the_model_needs_no_function(client, sandbox):
    """It is sent as it is."""
    assert client.run_tools("hi", tools=[BuiltInTool(type_="google_search")]).turns == 1
    assert sandbox.requests[-1].json()["tools"] == [{"type": "google_search"}]


def test_a_tool_shows_its_name():
    """A list of them can be read."""
    assert repr([Tool(forecast)]) == "[Tool('forecast')]"


BLOCKED = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "msgspec":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Blocked())
from pollination_sdk import Pollinations, errors

def look() -> None: ...

client = Pollinations("sk_test1234567890", base_url="http://127.0.0.1:1")
try:
    client.run_tools("hi", tools=[look])
except errors.ConfigurationError as error:
    print(error)
"""


def test_without_the_extra_the_message_says_what_to_install():
    """The core does without msgspec, and a run names the extra."""
    done = run_program(BLOCKED)
    assert 'install it with: pip install "pollinations-sdk[typed]"' in done.stdout, done.stderr
