"""Write the first draft of what a new operation needs by hand."""
