"""Tell how the provider's description differs from the contract, and bring what changed into the contract."""
