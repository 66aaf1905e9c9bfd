"""Run by itself on one description: counts its operations and named schemas, without truespec. Prints JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from described import Described
from reading import UnreadableError


def main(source: Path) -> None:
    """Count; what cannot be counted is told."""
    described = Described(source)
    fault = ""
    operations: list[list[str]] = []
    try:
        operations = [[method, path] for method, path, *_ in described.raw_operations()]
    except UnreadableError as error:
        fault = f"cannot be counted: {error}"
    told = {"version": described.version, "schemas": described.schemas(), "operations": operations, "fault": fault}
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
