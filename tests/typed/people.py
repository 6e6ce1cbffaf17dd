"""Classes of each kind that an answer can be, and an answer for each."""

import dataclasses
import datetime as dt
import enum
import uuid
from decimal import Decimal
from typing import Annotated, Any, Generic, Literal, NamedTuple, NewType, NotRequired, TypedDict, TypeVar

import annotated_types
import attrs
import msgspec
import pydantic
import typing_extensions

T = TypeVar("T")


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


@dataclasses.dataclass
class Person:
    """A person in a text."""

    name: str
    age: int | None = None
    friends: list["Person"] = dataclasses.field(default_factory=list)
    colour: Colour = Colour.RED


class Point(NamedTuple):
    x: int
    y: int = 0


def cents(amount: float) -> int:
    """Return an amount in cents."""
    return round(amount * 100)


@attrs.define
class Invoice:
    _number: int
    total: int = attrs.field(converter=cents)
    points: tuple[Point, ...] = attrs.field(converter=tuple, default=())
    currency: str = attrs.field(default="EUR", alias="in_currency", validator=attrs.validators.max_len(4))


class Address(TypedDict):
    street: Annotated[str, "The street with the number."]
    city: NotRequired[str]


class Extended(typing_extensions.TypedDict, total=False):
    zip_code: typing_extensions.Required[str]
    land: str


class Cat(msgspec.Struct, tag="cat", rename="camel"):
    lives_left: int
    name: str = "Tom"


class Dog(msgspec.Struct, tag="dog", forbid_unknown_fields=True):
    name: str


class Order(pydantic.BaseModel):
    day: dt.date
    lines: list["Line"] = []
    note: str | None = None
    count: int = pydantic.Field(default=1, ge=1)


class Line(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(strict=True)
    article: str = pydantic.Field(alias="articleName")
    since: dt.date | None = None


@dataclasses.dataclass
class Page(Generic[T]):
    items: list[T]
    next: int | None = None


@dataclasses.dataclass
class Pages(Page[int]):
    """A class with the arguments of its base, a value for `__post_init__` alone, and a field of its own making."""

    start: dataclasses.InitVar[int] = 1
    first: int = dataclasses.field(init=False)

    def __post_init__(self, start: int) -> None:
        self.first = start


class Patch(msgspec.Struct):
    name: str | msgspec.UnsetType = msgspec.UNSET
    size: Annotated[int | None, annotated_types.Ge(1)] = None


class Cow(pydantic.BaseModel):
    kind: Literal["cow"]
    legs: int = 4


class Hen(pydantic.BaseModel):
    kind: Literal["hen"]
    legs: int = 2


class Farm(pydantic.BaseModel):
    animal: Annotated[Cow | Hen, pydantic.Field(discriminator="kind")]
    price: Decimal = Decimal(1)


class Numbers(pydantic.RootModel[list[int]]):
    pass


@dataclasses.dataclass
class Empty:
    pass


@attrs.define
class Price:
    amount: Decimal = attrs.field(converter=Decimal)


@dataclasses.dataclass
class Asserting:
    size: int

    def __post_init__(self) -> None:
        assert self.size > 0, "size must be positive"


class Faulty(pydantic.BaseModel):
    size: int

    @pydantic.field_validator("size")
    @classmethod
    def look_up(cls, size: int) -> str:
        """Fail as code of a user may."""
        return {1: "small"}[size]


@dataclasses.dataclass(init=False)
class OwnInit:
    size: int

    def __init__(self, size: int, **_others: Any) -> None:
        self.size = size


@dataclasses.dataclass
class Named:
    name: str


@dataclasses.dataclass
class Aged:
    name: str
    age: int = 3


@dataclasses.dataclass
class AgedToo:
    name: str
    age: int = 3


class NamedModel(pydantic.BaseModel):
    name: str


class AgedModel(pydantic.BaseModel):
    name: str
    age: int = 3


UserName = NewType("UserName", str)


@dataclasses.dataclass
class Everything:
    """A class that holds classes of all other kinds."""

    point: Point
    invoice: Invoice
    address: Address
    pet: Cat | Dog
    order: Order
    people: Page[Person]
    at: dt.datetime
    cost: Decimal
    key: uuid.UUID
    size: Annotated[float, msgspec.Meta(gt=0, le=10, description="In metres.")]
    tags: frozenset[str] = frozenset()


_EVERYTHING = {
    "point": {"x": 1},
    "invoice": {"number": 7, "total": 1.5, "in_currency": None},
    "address": {"street": "A 1"},
    "pet": {"type": "dog", "name": "Rex"},
    "order": {"day": "2026-01-02", "lines": None, "note": None, "count": None},
    "people": {"items": [{"name": "Ada"}]},
    "at": "2026-01-02T03:04:05Z",
    "cost": "1.20",
    "key": "00000000-0000-4000-8000-000000000000",
    "size": 2,
    "tags": None,
}

STRICT: dict[str, tuple[Any, Any, Any]] = {
    "dataclass": (Person, {"name": "Ada", "age": 36}, Person("Ada", 36)),
    "nested dataclass": (
        Person,
        {"name": "Ada", "age": None, "friends": [{"name": "Bo", "colour": "blue"}], "colour": None},
        Person("Ada", None, [Person("Bo", colour=Colour.BLUE)]),
    ),
    "NamedTuple": (Point, {"x": 1, "y": None}, Point(1)),
    "attrs": (
        Invoice,
        {"number": 7, "total": 1.5, "points": [{"x": 1}], "in_currency": "USD"},
        Invoice(7, 1.5, [Point(1)], "USD"),
    ),
    "TypedDict": (Address, {"street": "A 1", "city": None}, {"street": "A 1"}),
    "TypedDict of typing_extensions": (Extended, {"zip_code": "1", "land": None}, {"zip_code": "1"}),
    "Struct": (Cat, {"type": "cat", "livesLeft": 9, "name": None}, Cat(9)),
    "pydantic": (
        Order,
        {"day": "2026-01-02", "lines": [{"articleName": "moss", "since": "2026-01-01"}], "count": None},
        Order(day="2026-01-02", lines=[Line(articleName="moss", since=dt.date(2026, 1, 1))]),
    ),
    "generic": (Page[Point], {"items": [{"x": 1}]}, Page([Point(1)])),
    "generic base": (Pages, {"items": [1], "start": 7}, Pages([1], start=7)),
    "Struct with unset fields": (Patch, {"name": None, "size": None}, Patch()),
    "tagged union of pydantic": (Farm, {"animal": {"kind": "hen", "legs": None}}, Farm(animal=Hen(kind="hen"))),
    "pydantic root": (Numbers, [1, 2], Numbers([1, 2])),
    "class with an __init__ of its own": (OwnInit, {"size": 1}, OwnInit(1)),
    "class without fields": (Empty, {}, Empty()),
    "NewType": (Annotated[UserName, pydantic.Field(max_length=9)], "ada", "ada"),
    "integer written as a float": (int, 3.0, 3),
    "bytes": (bytes, "aGk=", b"hi"),
    "enum": (Colour, "red", Colour.RED),
    "IntEnum": (Level, 2, Level.HIGH),
    "Literal": (Literal["a", 1, True], True, True),
    "list": (list[Person], [{"name": "Ada"}], [Person("Ada")]),
    "list of pydantic": (list[Line], [{"articleName": "moss"}], [Line(articleName="moss")]),
    "set": (set[int], [1, 1, 2], {1, 2}),
    "tuple of one type": (tuple[Level, ...], [1, 2], (Level.LOW, Level.HIGH)),
    "union of classes": (Person | Point, {"x": 1, "y": 2}, Point(1, 2)),
    "union that a null tells apart": (Named | Aged, {"name": "Ada", "age": None}, Aged("Ada")),
    "union of like classes": (Aged | AgedToo, {"name": "Ada", "age": 1}, Aged("Ada", 1)),
    "union of like classes in another order": (AgedToo | Aged, {"name": "Ada", "age": 1}, AgedToo("Ada", 1)),
    "union of pydantic": (NamedModel | AgedModel, {"name": "Ada", "age": None}, AgedModel(name="Ada")),
    "union of structs": (Cat | Dog, {"type": "dog", "name": "Rex"}, Dog("Rex")),
    "optional": (Person | None, {"name": "Ada"}, Person("Ada")),
    "None in a list": (list[Person | None], [None, {"name": "Ada"}], [None, Person("Ada")]),
    "union of plain types": (int | str | list[float], "a", "a"),
    "number": (float, 3, 3.0),
    "text": (str, "moss", "moss"),
    "date": (dt.date, "2026-01-02", dt.date(2026, 1, 2)),
    "constraints": (Annotated[list[int], msgspec.Meta(min_length=1)], [1], [1]),
    "everything": (
        Everything,
        _EVERYTHING,
        Everything(
            Point(1),
            Invoice(7, 1.5),
            {"street": "A 1"},
            Dog("Rex"),
            Order(day=dt.date(2026, 1, 2)),
            Page([Person("Ada")]),
            dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC),
            Decimal("1.20"),
            uuid.UUID("00000000-0000-4000-8000-000000000000"),
            2.0,
        ),
    ),
    "JSON Schema": (
        {"type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "string"}}, "required": ["a"]},
        {"a": 1, "b": None},
        {"a": 1},
    ),
    "JSON Schema of a price": ({"type": "number", "minimum": 0, "multipleOf": 0.01}, 19.99, 19.99),
    "JSON Schema of a list": ({"type": "array", "items": {"type": "integer"}}, [1, 2], [1, 2]),
}
"""For each kind that has a strict form: the type, an answer, and the value of it."""

LOOSE: dict[str, tuple[Any, Any, Any]] = {
    "dict": (dict[str, int], {"a": 1}, {"a": 1}),
    "dict of classes": (dict[Colour, Point], {"red": {"x": 1}}, {Colour.RED: Point(1)}),
    "dict by number": (dict[int, list[Point]], {"7": [{"x": 1}]}, {7: [Point(1)]}),
    "tuple": (tuple[int, str], [1, "a"], (1, "a")),
    "anything": (Any, {"a": [1]}, {"a": [1]}),
    "bare list": (list, [1, "a"], [1, "a"]),
    "open JSON Schema": ({"type": "object", "additionalProperties": {"type": "integer"}}, {"a": 1}, {"a": 1}),
}
"""The kinds that strict mode cannot say."""
