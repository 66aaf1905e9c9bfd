"""Let atheris steer the properties of test_fuzz.py by coverage, where it installs: `pip install atheris`, then

    PYTHONPATH=generator:tests python tests/fuzz/with_atheris.py -max_total_time=600

The other options are those of libFuzzer, see https://llvm.org/docs/LibFuzzer.html#options.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(
    include=["truespec.convert", "truespec.normalise", "truespec.resolve", "truespec.rules"]
):
    from fuzz.test_fuzz import test_a_broken_description_ends_in_a_meaning_or_in_errors_with_places as broken

if __name__ == "__main__":
    atheris.Setup(sys.argv, broken.hypothesis.fuzz_one_input)
    atheris.Fuzz()
