"""Sources become documents: pages, YAML and JSON, every position kept."""

from truespec.load.loader import load, read

__all__ = ["load", "read"]
