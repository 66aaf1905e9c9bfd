"""Sources become documents: pages, YAML and JSON, every position kept."""

from truespec.load.files import OtherFiles
from truespec.load.loader import load, read

__all__ = ["OtherFiles", "load", "read"]
