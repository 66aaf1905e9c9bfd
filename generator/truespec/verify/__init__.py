"""Verify: what was made is whole, imports, and holds true to the examples."""

from truespec.verify.completeness import take_ledger
from truespec.verify.contract import check_examples
from truespec.verify.importable import import_fault, report_import_fault

__all__ = ["check_examples", "import_fault", "report_import_fault", "take_ledger"]
