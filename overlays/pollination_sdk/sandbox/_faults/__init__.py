"""Faults that a test asks for: which request gets one, and how it is carried out.

`plan` has the public class `Fault`, and assigns faults to requests. `distort` changes requests and answers within HTTP,
`wire` breaks what is below HTTP.
"""
