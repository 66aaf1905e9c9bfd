"""Write: all or nothing, only what differs, and never a file of the user's."""

from truespec.write.output import Written, write

__all__ = ["Written", "write"]
