"""What calls cost: prices by unit, estimates before a call, costs after it, and the limit on spending.

Amounts are pollen. Inside they are whole numbers of 1e-9 pollen, so that sums are exact; at the edge they are floats.
"""
