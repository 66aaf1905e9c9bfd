"""`make bench`: every figure that truespec promises, each against its yardstick in the same run.

`python bench generating`, `large`, `starting` or `calling` is a part of it.
"""

from __future__ import annotations

import os
import platform
import sys

import calling
import generating
import large
import starting
from figures import table
from truespec.scratch import scratch_folder

MEASURES = (generating.figures, large.figures, starting.figures, calling.figures)


def main() -> None:
    """Measure and print; a bound that does not hold is said, not raised."""
    # Where truespec is installed, Python keeps its byte code, as it does that of the peers here.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # On a disk, making the same 900 files took from 0.03 to 1.0 s of processor time, whoever made them.
    with scratch_folder() as scratch:
        print(f"Python {platform.python_version()} on {platform.machine()}, medians; about a quarter of an hour")
        asked = [measure for measure in MEASURES if measure.__module__ in sys.argv[1:]]
        for measure in asked or MEASURES:
            folder = scratch / measure.__module__
            folder.mkdir()
            print("", table(measure(folder)), sep="\n", flush=True)


if __name__ == "__main__":
    main()
