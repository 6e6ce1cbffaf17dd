"""What people ask of a batch beside running it: its progress, its cost before and after, its results in shards.

Each function reads the folder, also while another process runs the batch. `estimate` reads jobs and prices too, and
`audit` the usage of the key.
"""
