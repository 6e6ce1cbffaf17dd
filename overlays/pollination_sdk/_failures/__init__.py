"""Bad answers: who sent them, what they say, what to do about it, and which error that makes.

`error_body` makes an error from an answer, `connection_error` from a failure of the connection. `outcome` classifies
both for the retry policy.
"""
