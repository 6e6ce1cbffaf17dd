"""A notebook in cells: compare models and seeds. Editors and Jupyter (with jupytext) open it cell by cell."""

# %% Make a client: the key is in POLLINATIONS_API_KEY
from pollination_sdk import Media, Pollinations, dataframes, errors

client = Pollinations(timeout=180)
print(client)

# %% Which models are there, and what do they cost?
models = dataframes.to_pandas(client.text_models())
print(models[["name", "pricing"]].head())

# %% What will a sentence of the first model cost, at most?
estimate = client.estimate.text("What is moss, in one sentence?", model=str(models["name"][0]), max_tokens=60)
print(estimate.likely, estimate.high, estimate.basis)

# %% Ask several models the same
texts: dict[str, str] = {}
for name in models["name"].head(3):
    try:
        texts[str(name)] = client.text("What is moss, in one sentence?", model=str(name))
    except errors.PollinationsError as error:  # such as a model that this account may not use
        texts[str(name)] = f"({error.summary})"
for name, text in texts.items():
    print(f"{name}: {text}")

# %% Stream a longer answer
with client.stream_chat("Tell a story about moss.") as stream:
    for piece in stream.text_stream:
        print(piece, end="")
print(stream.usage)

# %% The same image with four seeds; a notebook shows an image that is the last value of a cell
foxes: list[Media] = [client.image("a fox in the snow", width=128, height=128, seed=seed) for seed in range(4)]
print(foxes)

# %% On one sheet, by Pillow
sheet = foxes[0].pil().convert("RGB").resize((4 * 128, 128))
for place, fox in enumerate(foxes):
    sheet.paste(fox.pil(), (place * 128, 0))
sheet.save("sheet.png")

# %% What did it cost, by the answers and by the bills?
for model, sums in client.reconcile().by_model.items():
    print(f"{model}: {sums.calls} calls, {sums.recorded} pollen by the prices, {sums.billed} billed")
usage = dataframes.to_pandas(client.usage(limit=10).usage)
print(usage[["timestamp", "model", "cost_usd"]])
