"""Verify: what was made is whole, imports, and holds true to the examples."""

from truespec.verify.completeness import take_ledger
from truespec.verify.contract import check_examples
from truespec.verify.importable import check_imports

__all__ = ["check_examples", "check_imports", "take_ledger"]
