"""The models of the sandbox: their names, abilities and prices, and the units that they bill.

`catalogue` has the models, `prices` and `price_list` what they cost. `tokens` and `media_units` count what was used.
"""
