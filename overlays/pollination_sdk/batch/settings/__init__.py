"""What the caller of a run can set: the keyword arguments, their checks, and the values that the run keeps."""
