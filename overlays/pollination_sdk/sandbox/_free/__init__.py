"""Operations of the gateway that cost nothing: the account, its keys, usage and earnings, and the model lists.

Their functions are listed in the tables of the server.
"""
