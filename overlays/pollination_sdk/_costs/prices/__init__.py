"""What units cost: the price list, and which of a model's prices hold for a call.

`units` names what the service counts. `sheet` reads the prices of a model, `variants` chooses among them by the
`request`, and `totals` multiplies. `reader` fetches the list, and `markups` is what the app of a key may add.
"""
