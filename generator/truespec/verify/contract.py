"""Examples against their schemas, judged by an independent validator (jsonschema-rs, JSON Schema 2020-12)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Final

import jsonschema_rs

from truespec.codes import EXAMPLE_CONTRADICTION, EXAMPLE_UNCHECKED
from truespec.diagnostic import Report
from truespec.document import plain
from truespec.pointer import Pointer
from truespec.specification import Example, Specification
from truespec.verify.effort import Effort

_DOCUMENT: Final = "urn:truespec:description"
_LONGEST_MESSAGE: Final = 160
# About a second; each that fails is kept until all are done. Examples of real descriptions lead to 3,668 at most.
_MOST_STEPS: Final = 200_000


def check_examples(specification: Specification, report: Report) -> None:
    """Report each place where an example contradicts its schema, formats included, once."""
    if not specification.examples:
        return
    judge, described = _Judge(specification), specification.described
    bearable = [example for example in specification.examples if judge.can_bear(example, report)]
    for schema, examples in groupby(bearable, attrgetter("schema_pointer")):
        validator, line = judge.validator(schema, report), described.place(schema).line
        hint = f"the schema begins at line {line}; a client keeps such a value and reports drift"
        for pointer, message in _contradictions(examples, validator) if validator else ():
            report.add(EXAMPLE_CONTRADICTION, at=described.key_place(pointer), message=message, hint=hint)


class _Judge:
    """Holds the description as the validator knows it."""

    def __init__(self, specification: Specification) -> None:
        self._described = specification.described
        self._effort = Effort(specification.described)
        description = plain(self._described.root)
        self._registry = jsonschema_rs.Registry([(_DOCUMENT, description)], draft=jsonschema_rs.Draft202012)

    def can_bear(self, example: Example, report: Report) -> bool:
        """Say whether an example can be checked in good time, and report it if not."""
        is_bearable = self._effort.of(self._described.find(example.schema_pointer), example.value) <= _MOST_STEPS
        if not is_bearable:
            message = f"its schema leads to more than {_MOST_STEPS} schemas that it would be held against"
            hint = "choices that share their options double it; one choice of all options does not"
            report.add(EXAMPLE_UNCHECKED, at=self._described.key_place(example.pointer), message=message, hint=hint)
        return is_bearable

    def validator(self, pointer: Pointer, report: Report) -> jsonschema_rs.Draft202012Validator | None:
        """Give the validator of a schema, None after reporting one that is none; it is dear where a schema is large."""
        schema = {"$ref": f"{_DOCUMENT}{pointer}"}
        try:
            return jsonschema_rs.Draft202012Validator(schema, registry=self._registry, validate_formats=True)
        except jsonschema_rs.ValidationError as error:
            at, message = Pointer(tuple(map(str, error.instance_path))), _shortened(error.message)
        except jsonschema_rs.ReferencingError as error:
            at, message = pointer, _shortened(str(error))
        report.add(EXAMPLE_UNCHECKED, at=self._described.key_place(at), message=message)
        return None


def _contradictions(
    examples: Iterable[Example], validator: jsonschema_rs.Draft202012Validator
) -> Iterator[tuple[Pointer, str]]:
    """Give the pointer of each value in examples that their schema refuses, and why, each value once."""
    found: dict[Pointer, str] = {}
    for example in examples:
        for error in validator.iter_errors(plain(example.value)):
            pointer = Pointer((*example.pointer.tokens, *map(str, error.instance_path)))
            found.setdefault(pointer, error.message)
    yield from ((pointer, _shortened(message)) for pointer, message in found.items())


def _shortened(message: str) -> str:
    """Keep a message readable when it quotes a long value."""
    return (
        message
        if len(message) <= _LONGEST_MESSAGE
        else f"{message[: _LONGEST_MESSAGE // 2]} ... {message[-_LONGEST_MESSAGE // 2 :]}"
    )
