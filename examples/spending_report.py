"""A spending report: pollen and requests of the last week, by model and by day, and the balance."""

import sys
from pathlib import Path

import pandas as pd

from pollination_sdk import Pollinations, dataframes, errors


def summed(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    """Sum the cost and count the requests of each group, the dearest first."""
    groups = frame.groupby(by, dropna=False)["cost_usd"]
    table = pd.DataFrame({"requests": groups.size(), "cost": groups.sum().round(6)})
    return table.sort_values("cost", ascending=False)


def main() -> int:
    """Print the report and write all records; return the exit code."""
    with Pollinations() as client:
        try:
            frame = dataframes.to_pandas(client.iter_usage(since="7d"))
            balance = client.balance().balance
            image = client.estimate.image("a fox in the snow").likely
        except errors.PermissionDeniedError as error:
            print(error, file=sys.stderr)
            return 1
    if frame.empty:
        print("Nothing was billed in the last 7 days.")
        return 0
    frame["day"] = frame["timestamp"].dt.date
    print(summed(frame, "model"), summed(frame, "day"), sep="\n\n")
    print(f"\n{frame['cost_usd'].sum():.4f} in all; {balance:.4f} pollen left")
    if image:  # None if the price is not known
        print(f"an image costs about {image:.4f} pollen")
    frame.to_csv(Path("usage.csv"), index=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
