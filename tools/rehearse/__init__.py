"""Play a change of the API through the whole chain, in a copy of the project."""
