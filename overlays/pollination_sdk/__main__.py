"""Run the command: `python -m pollination_sdk` is the same as `pollinations`."""

import sys

from pollination_sdk.cli.entry import main

if __name__ == "__main__":
    sys.exit(main())
