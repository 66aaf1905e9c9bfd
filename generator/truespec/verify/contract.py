"""Examples against their schemas, judged by an independent validator (jsonschema-rs, JSON Schema 2020-12)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import jsonschema_rs

from truespec.codes import EXAMPLE_CONTRADICTION, EXAMPLE_UNCHECKED
from truespec.diagnostic import Report
from truespec.document import plain
from truespec.pointer import Pointer
from truespec.specification import Example, Specification

_DOCUMENT: Final = "urn:truespec:description"
_LONGEST_MESSAGE: Final = 160


def check_examples(specification: Specification, report: Report) -> None:
    """Report each place where an example contradicts its schema, formats included, once."""
    judge = _Judge(specification)
    for example in specification.examples:
        validator = judge.validator(example, report)
        for pointer, message in _contradictions(example, validator) if validator else ():
            schema = specification.described.place(example.schema_pointer)
            report.add(
                EXAMPLE_CONTRADICTION,
                at=specification.described.key_place(pointer),
                message=message,
                hint=f"the schema begins at line {schema.line}; a client keeps such a value and reports drift",
            )


class _Judge:
    """Holds the description as the validator knows it."""

    def __init__(self, specification: Specification) -> None:
        self._described = specification.described
        description = plain(self._described.root)
        self._registry = jsonschema_rs.Registry([(_DOCUMENT, description)], draft=jsonschema_rs.Draft202012)

    def validator(self, example: Example, report: Report) -> jsonschema_rs.Draft202012Validator | None:
        """Give the validator of an example's schema, None after reporting a schema that is not one."""
        schema = {"$ref": f"{_DOCUMENT}{example.schema_pointer}"}
        try:
            return jsonschema_rs.Draft202012Validator(schema, registry=self._registry, validate_formats=True)
        except jsonschema_rs.ValidationError as error:
            at, message = Pointer(tuple(map(str, error.instance_path))), _shortened(error.message)
        except jsonschema_rs.ReferencingError as error:
            at, message = example.schema_pointer, _shortened(str(error))
        report.add(EXAMPLE_UNCHECKED, at=self._described.key_place(at), message=message)
        return None


def _contradictions(example: Example, validator: jsonschema_rs.Draft202012Validator) -> Iterator[tuple[Pointer, str]]:
    """Give the pointer of each value that a schema refuses, and why, each value once."""
    seen: set[Pointer] = set()
    for error in validator.iter_errors(plain(example.value)):
        pointer = Pointer((*example.pointer.tokens, *map(str, error.instance_path)))
        if pointer not in seen:
            seen.add(pointer)
            yield pointer, _shortened(error.message)


def _shortened(message: str) -> str:
    """Keep a message readable when it quotes a long value."""
    return (
        message
        if len(message) <= _LONGEST_MESSAGE
        else f"{message[: _LONGEST_MESSAGE // 2]} ... {message[-_LONGEST_MESSAGE // 2 :]}"
    )
