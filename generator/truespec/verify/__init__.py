"""Verify: what was made is whole, imports, and holds true to the examples."""

from truespec.verify.completeness import take_ledger
from truespec.verify.contract import check_examples
from truespec.verify.described_parts import described_parts
from truespec.verify.importing import imported, report_import_fault

__all__ = ["check_examples", "described_parts", "imported", "report_import_fault", "take_ledger"]
