"""Turn failures into errors: read error answers, find their sender and reason, and add advice.

Other packages use `error_body` for error answers, `connection_error` for failed connections, and `false_success` for
errors with a status of success. `outcome` classifies all outcomes for retries.
"""
