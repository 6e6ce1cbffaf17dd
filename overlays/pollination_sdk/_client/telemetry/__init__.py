"""What others see of a call: its record for `on_call`, its line in the log, its spans and metrics.

`observation` follows a call. It is loaded when somebody looks: with `on_call=`, with the log at DEBUG, or with a
provider of OpenTelemetry.
"""
