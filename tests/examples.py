"""How often costly properties are tried."""

from hypothesis import HealthCheck, settings

few = settings(max_examples=max(5, settings.default.max_examples // 10), suppress_health_check=list(HealthCheck))
"""For properties whose examples take a request or a large schema: a tenth of what the profile says.

Health checks are off: the strategies follow the contract, whatever Hypothesis thinks of their size, and the fixtures
that such properties share are meant to be shared by all examples.
"""
