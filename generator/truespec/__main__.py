"""`python -m truespec` is the command `truespec`."""

from truespec.cli import main

if __name__ == "__main__":
    main()
