"""Small real descriptions of every kind: each one ends in a package or in located diagnostics, never in a traceback."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from command import run_python
from source_tree import GENERATOR

FIXTURES = (
    "aiopenapi3-parsing-schema-properties-name-empty.yaml",
    "aiopenapi3-paths-parameter-format.yaml",
    "aiopenapi3-schema-enum-object.yaml",
    "bruno-openapi-malformed.yaml",
    "bruno-openapi-missing-info.yaml",
    "clientele-complex-schemas.json",
    "datamodel-code-generator-allof.yaml",
    "datamodel-code-generator-anyof.yaml",
    "datamodel-code-generator-builtin-type-field-names.yaml",
    "datamodel-code-generator-docstring-special-chars.yaml",
    "datamodel-code-generator-special-yaml-keywords.yaml",
    "datamodel-code-generator-type-alias-recursive.yaml",
    "kin-openapi-example-refs.yaml",
    "kiota-non-identifier-schema-key.yaml",
    "oas-examples-3-0-json-http-status-codes.json",
    "oas-examples-3-0-json-schema-circular.json",
    "oas-examples-3-0-json-schema-types.json",
    "oas-examples-3-1-json-webhooks.json",
    "ogen-positive-form.json",
    "ogen-positive-http-responses.json",
    "ogen-positive-oneOf-single.json",
    "openapi-python-client-documents-with-errors-circular-body-ref.yaml",
    "openapi-ts-2-0-x-security-oauth2.yaml",
    "openapi-ts-3-0-x-type-invalid.json",
)
# One process for all of them, because loading the engines takes longer than most of them do.
GENERATE = """
import contextlib, io, json, sys, warnings
from truespec.cli import main

warnings.simplefilter("ignore")
told = {}
for number, source in enumerate(sys.argv[1:]):
    sys.argv[1:] = ["generate", source, "--output", f"out{number}", "--package", f"package{number}"]
    out, errors = io.StringIO(), io.StringIO()
    status = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        try:
            main()
        except SystemExit as exit:
            status = exit.code or 0
    told[source.rpartition("/")[2]] = [status, out.getvalue(), errors.getvalue(), f"out{number}"]
print(json.dumps(told))
"""
LOCATED = re.compile(r"^[^:]+:\d+:\d+: error TS\d{3}: \S")


@cache
def generate_all(folder: Path, scratch: Path) -> dict[str, Any]:
    """Generate from every fixture, once; gives what became of each."""
    scratch.mkdir()
    sources = [folder / name for name in FIXTURES if (folder / name).exists()]
    run = run_python("-c", GENERATE, *sources, cwd=scratch, path=GENERATOR)
    assert run.returncode == 0, run.stderr
    return {name: [*row[:3], scratch / row[3]] for name, row in json.loads(run.stdout).items()}


@pytest.mark.parametrize("name", FIXTURES)
def test_a_real_description_ends_in_a_package_or_in_located_diagnostics(
    name: str, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = shared / "corpus/fixtures"
    if not (folder / name).exists():
        pytest.skip(f"{name} is not in {folder}")

    status, out, errors, output = generate_all(folder, tmp_path_factory.getbasetemp() / "fixtures")[name]

    assert "Traceback" not in out + errors
    assert "fault of truespec" not in out + errors
    if status == 0:
        assert (output / "MANIFEST").exists()
    else:
        assert status == 1
        assert [line for line in errors.splitlines() if LOCATED.match(line)] != []
        assert not output.exists()
