"""Extraction: read a recipe out of text, as an object that pydantic has checked."""

from pydantic import BaseModel, ValidationError

from pollination_sdk import Pollinations
from pollination_sdk.types import Messages

TEXT = "Mix 200 g of flour with two eggs and bake the bread for half an hour."


class Ingredient(BaseModel):
    """An ingredient and how much of it."""

    name: str
    amount: str


class Recipe(BaseModel):
    """What is needed, and how long it takes."""

    title: str
    minutes: int
    ingredients: list[Ingredient]


def extract(client: Pollinations, text: str, *, attempts: int = 3) -> Recipe:
    """Return the recipe; the model sees what is wrong with an answer that does not fit.

    Raises:
        ValidationError: No answer fits.
    """
    schema = {"name": "recipe", "schema": Recipe.model_json_schema(), "strict": True}
    messages: Messages = [{"role": "user", "content": f"Read the recipe out of this text: {text}"}]
    while True:
        answer = client.chat(messages, response_format={"type": "json_schema", "json_schema": schema}, temperature=0)
        try:
            return Recipe.model_validate_json(answer.text)
        except ValidationError as error:
            attempts -= 1
            if not attempts:
                raise
            messages += [answer.choices[0].message, {"role": "user", "content": f"Correct this: {error}"}]


def main() -> None:
    """Print what the text holds."""
    with Pollinations() as client:
        recipe = extract(client, TEXT)
    print(f"{recipe.title}, {recipe.minutes} minutes")
    for ingredient in recipe.ingredients:
        print(f"- {ingredient.amount} {ingredient.name}")


if __name__ == "__main__":
    main()
