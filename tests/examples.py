"""How much of what is costly is tried: little in the gate, all at night (`HYPOTHESIS_PROFILE=nightly`)."""

from hypothesis import HealthCheck, settings

AT_NIGHT = settings.get_current_profile_name() == "nightly"

few = settings(max_examples=max(5, settings.default.max_examples // 10), suppress_health_check=list(HealthCheck))
"""For properties whose examples take a request or a large schema: a tenth of what the profile says.

Health checks are off: the strategies follow the contract, whatever Hypothesis thinks of their size. The fixtures of
such properties are meant to be shared by all examples.
"""


def sampled(cases, every):
    """Return one of so many cases, the first included; at night all of them. For cases that cost seconds each.

    Args:
        cases: The cases, or their names.
        every: How many cases one stands for.
    """
    return list(cases)[:: 1 if AT_NIGHT else every]
