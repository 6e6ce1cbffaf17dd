"""Cost per user: an app that pays for its users, knows what each of them costs, and allows each a part.

`python cost_per_user.py [ALLOWANCE]`. Each line of the input is a user and a question: `ada What is moss?`.
"""

import sys

from pollination_sdk import Pollinations, SpendLimit, errors


class Desk:
    """Answers the questions of users, each with a limit of their own.

    Args:
        client: The client whose key pays.
        allowance: The most pollen that a user may spend.
    """

    def __init__(self, client: Pollinations, allowance: float) -> None:
        self.client = client
        self.allowance = allowance
        self.limits: dict[str, SpendLimit] = {}

    def ask(self, user: str, question: str) -> str:
        """Answer a question; the limit reserves what it may cost, and counts what it has cost."""
        limit = self.limits.setdefault(user, SpendLimit(self.allowance))
        client = self.client.with_options(spend_limit=limit)  # shares the connections
        try:
            answer = client.detailed.text(question, max_tokens=200, timeout=60)
        except errors.SpendLimitError:
            return f"(This may cost more than the {limit.remaining:.6f} pollen that are left to you.)"
        except errors.PollinationsError as error:
            return f"({error.summary})"
        return f"{answer.value} [{answer.cost.pollen or 0:.6f} pollen]"

    def bill(self) -> str:
        """Return a line for each user; what a call of unknown cost may have cost is counted in full."""
        lines = [f"{user:10} {limit.spent:.6f} pollen" for user, limit in sorted(self.limits.items())]
        return "\n".join([*lines, f"{'all':10} {sum(limit.spent for limit in self.limits.values()):.6f} pollen"])


def main(allowance: str = "0.01") -> None:
    """Answer all lines, then print what each user has cost, and what the service has billed."""
    with Pollinations() as client:
        desk = Desk(client, float(allowance))
        for line in sys.stdin:
            user, _, question = line.strip().partition(" ")
            if question:
                print(f"{user}: {desk.ask(user, question)}")
        print(desk.bill())
        try:
            compared = client.reconcile()  # the rows of calls come within 90 seconds
            print(f"{'billed':10} {compared.billed or 0:.6f} pollen, {len(compared.late_calls)} calls later")
        except errors.PermissionDeniedError as error:  # the key needs account:usage
            print(error, file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:2])
