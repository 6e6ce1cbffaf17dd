"""Make the client package from the contract, prove it, and put it in place."""
