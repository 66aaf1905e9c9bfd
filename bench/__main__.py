"""`make bench`: every figure that truespec promises, each against its yardstick in the same run."""

from __future__ import annotations

import platform
import tempfile
from pathlib import Path

import calling
import generating
from figures import table


def main() -> None:
    """Measure and print; a bound that does not hold is said, not raised."""
    with tempfile.TemporaryDirectory() as scratch:
        print(f"Python {platform.python_version()} on {platform.machine()}, medians; about a minute")
        for measure in (generating.figures, calling.figures):
            folder = Path(scratch) / measure.__module__
            folder.mkdir()
            print("", table(measure(folder)), sep="\n", flush=True)


if __name__ == "__main__":
    main()
