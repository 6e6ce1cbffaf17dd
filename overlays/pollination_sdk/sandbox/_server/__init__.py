"""The server: it takes a request, applies faults, finds the operation, bills what it generates, and answers.

`app` has these steps, and `generate` the operations that are billed. `loopback` runs the app in a thread. `control` and
`orders` are the control API, for programs that run the sandbox in another process.
"""
