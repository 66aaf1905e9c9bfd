"""The command `truespec`, which has its process to itself; `python -m truespec` is the same."""

from truespec.cli import main
from truespec.process import leave


def run() -> None:
    """Run the command, and end the process."""
    try:
        main()
    except SystemExit as ending:
        leave(ending.code)
        raise


if __name__ == "__main__":
    run()
