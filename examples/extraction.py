"""Extraction: read a recipe out of text, as an object that pydantic has checked."""

from pydantic import BaseModel, Field

from pollination_sdk import Pollinations

TEXT = "Mix 200 g of flour with two eggs and bake the bread for half an hour."


class Ingredient(BaseModel):
    """An ingredient and how much of it."""

    name: str
    amount: str


class Recipe(BaseModel):
    """What is needed, and how long it takes."""

    title: str
    minutes: int = Field(gt=0)
    ingredients: list[Ingredient]


def extract(client: Pollinations, text: str) -> Recipe:
    """Return the recipe; the model sees what is wrong with an answer that does not fit."""
    return client.parse(f"Read the recipe out of this text: {text}", Recipe, temperature=0, repair=2)


def main() -> None:
    """Print what the text holds."""
    with Pollinations() as client:
        recipe = extract(client, TEXT)
    print(f"{recipe.title}, {recipe.minutes} minutes")
    for ingredient in recipe.ingredients:
        print(f"- {ingredient.amount} {ingredient.name}")


if __name__ == "__main__":
    main()
