"""Extraction: read a recipe out of a text into dataclasses: `python extraction.py [FILE]`."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from pollination_sdk import Pollinations, errors

TEXT = "Mix 200 g of flour with two eggs and bake the bread for half an hour."


@dataclass
class Ingredient:
    """An ingredient and how much of it."""

    name: str
    amount: str | None = None


@dataclass
class Recipe:
    """What is needed, and how long it takes."""

    title: str
    minutes: Annotated[int, Meta(gt=0, description="The minutes from the start to the meal.")]
    ingredients: list[Ingredient]


def extract(client: Pollinations, text: str) -> Recipe:
    """Return the recipe; the model sees what is wrong with an answer that does not fit, at most twice."""
    return client.parse(f"Read the recipe out of this text:\n\n{text}", Recipe, temperature=0, repair=2)


def main() -> int:
    """Print what the text holds; return the exit code."""
    text = Path(sys.argv[1]).read_text(encoding="utf-8") if len(sys.argv) > 1 else TEXT
    with Pollinations() as client:
        try:
            recipe = extract(client, text)
        except errors.AnswerFormatError as error:
            print(f"The text holds no recipe. The model wrote:\n{error.text}", file=sys.stderr)
            return 1
    print(f"{recipe.title}, {recipe.minutes} minutes")
    for ingredient in recipe.ingredients:
        print(f"- {ingredient.name}: {ingredient.amount or 'some'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
