"""The pass that splits schemas into what a client sends and what it receives.

readOnly properties are not sent and writeOnly ones not received. See
https://spec.openapis.org/oas/v3.1.2#fixed-fields-for-use-with-schemas and JSON Schema validation, section 9.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as ReadOnly
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from truespec.codes import CONTRADICTION
from truespec.diagnostic import Report
from truespec.document import Document, Mapping, Sequence
from truespec.grammar import Kind, schemas_of
from truespec.normalise.hoist import free_name, with_schemas
from truespec.occurring import bits_of, occurring
from truespec.pointer import Pointer, escape
from truespec.rewriting import rewrite, rewrite_schemas
from truespec.walk import Found, walk

# The names that each component schema refers to.
References: TypeAlias = ReadOnly[str, AbstractSet[str]]

_PREFIX = "#/components/schemas/"
_ONE_WAY = frozenset(("readOnly", "writeOnly"))
SENT_SUFFIX = ".sent"


def split_variants(document: Document, report: Report) -> Document:
    """Give a document in which no sent schema has readOnly and no received one writeOnly properties.

    A schema that is both sent and received, and differs, gets a second component for sending, `Name.sent`. What would
    go neither way goes both, since nothing that is described may be lost.
    """
    schemas = schemas_of(document.root)
    if not occurring(document.root) & bits_of(_ONE_WAY):
        same = {name: schema for name, schema in schemas.items() if isinstance(schema, Mapping)}
        return Document(with_schemas(document.root, same), document.sources)
    found = list(walk(document.root, to=Kind.SCHEMA, words=("$ref", *_ONE_WAY)))
    _report_contradictions(found, schemas, report)
    references = {name: frozenset(_references(schema)) for name, schema in schemas.items()}
    uses = [one for one in found if _is_use(one)]
    sent = _reachable(references, _roots(uses, sent=True))
    received = _reachable(references, _roots(uses, sent=False))
    received |= schemas.keys() - sent
    differing = _differing(schemas, references, sent & received)
    split = {name: free_name(name + SENT_SUFFIX, schemas) for name in sorted(differing)}

    def sent_form(body: Mapping, pointer: Pointer) -> Mapping:
        return _renamed(body, Kind.REQUEST_BODY, split) if _is_sent(pointer.tokens) else body

    root = rewrite(document.root, Kind.REQUEST_BODY, sent_form)
    return Document(with_schemas(root, _variants(schemas, received, split)), document.sources)


def _report_contradictions(found: list[Found], schemas: Mapping, report: Report) -> None:
    """Say which schemas are readOnly and writeOnly at once."""
    for one in found:
        if isinstance(one.value, Mapping) and _is_contradictory(one.value, schemas):
            message = "readOnly and writeOnly exclude each other, so neither has an effect"
            report.add(CONTRADICTION, at=one.value.place, message=message)


def _roots(uses: list[Found], *, sent: bool) -> set[str]:
    """Give the names of the schemas that request bodies (`sent`), or everything else, refer to directly."""
    return {name for found in uses if (name := _referred(found.value)) and _is_sent(found.tokens) is sent}


def _is_use(found: Found) -> bool:
    """Say whether a schema refers to another from outside of the schema components."""
    return found.tokens[:2] != ("components", "schemas") and _referred(found.value) is not None


def _is_sent(tokens: tuple[str, ...]) -> bool:
    """Say whether what stands at a pointer belongs to a request body of ours; a callback's comes from the server."""
    in_operation = tokens[0] == "paths" and tokens[3:4] == ("requestBody",)
    return in_operation or tokens[:2] == ("components", "requestBodies")


def _references(value: object) -> Iterator[str]:
    """Give the names of the component schemas that a schema refers to, at any depth."""
    if not isinstance(value, Mapping):
        return
    for found in walk(value, Kind.SCHEMA, to=Kind.SCHEMA, words=("$ref",)):
        name = _referred(found.value)
        if name is not None:
            yield name


def _referred(schema: object) -> str | None:
    """Give the name of the component schema that a schema refers to itself, None when it does not."""
    target = schema.get("$ref") if isinstance(schema, Mapping) else None
    if not isinstance(target, str) or not target.startswith(_PREFIX):
        return None
    return Pointer.parse(target).tokens[-1]


def _reachable(references: References, roots: Iterable[str]) -> set[str]:
    """Give all names that are reached from `roots` through references."""
    reached: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(references.get(name, ()))
    return reached


def _differing(schemas: Mapping, references: References, both: set[str]) -> set[str]:
    """Give the names, among those sent and received, whose two forms differ, themselves or in what they hold."""
    differing = {name for name in both if _has_one_way(schemas.get(name), schemas)}
    grown = -1
    while grown != len(differing):
        grown = len(differing)
        differing |= {name for name in both if not differing.isdisjoint(references.get(name, ()))}
    return differing


def _has_one_way(schema: object, schemas: Mapping) -> bool:
    """Say whether a property goes one way only."""
    properties = schema.get("properties") if isinstance(schema, Mapping) else None
    values = properties.values() if isinstance(properties, Mapping) else ()
    return any(_is_flagged(value, flag, schemas) for value in values for flag in ("readOnly", "writeOnly"))


def _is_flagged(schema: object, flag: str, schemas: Mapping) -> bool:
    """Say whether a property carries a flag, and no other that contradicts it."""
    return isinstance(schema, Mapping) and _says(schema, flag, schemas) and not _is_contradictory(schema, schemas)


def _is_contradictory(schema: Mapping, schemas: Mapping) -> bool:
    return all(_says(schema, flag, schemas) for flag in _ONE_WAY)


def _says(schema: Mapping, flag: str, schemas: Mapping) -> bool:
    """Say whether a schema has a flag; what is said beside a reference wins over its target."""
    target = schemas.get(_referred(schema) or "")
    said = schema.get(flag, target.get(flag) if isinstance(target, Mapping) else None)
    return said is True


def _variants(schemas: Mapping, received: set[str], split: dict[str, str]) -> dict[str, Mapping]:
    """Give the changed and the additional components."""
    changed: dict[str, Mapping] = {}
    for name, schema in schemas.items():
        if not isinstance(schema, Mapping):
            continue
        if name in split or name not in received:
            changed[split.get(name, name)] = _renamed(_without(schema, "readOnly", schemas), Kind.SCHEMA, split)
        if name in received:
            changed[name] = _without(schema, "writeOnly", schemas)
    return changed


def _without(schema: Mapping, flag: str, schemas: Mapping) -> Mapping:
    """Give a schema without the properties that carry a flag, at any depth."""

    def change(inner: Mapping, _: Pointer) -> Mapping:
        properties = inner.get("properties")
        if not isinstance(properties, Mapping):
            return inner
        dropped = {name for name, value in properties.items() if _is_flagged(value, flag, schemas)}
        return _dropping(inner, properties, dropped) if dropped else inner

    return rewrite_schemas(schema, change, frozenset(("properties",)), Kind.SCHEMA)


def _dropping(schema: Mapping, properties: Mapping, dropped: set[str]) -> Mapping:
    """Give a schema without some of its properties, required or not."""
    copy = schema.like(schema)
    copy["properties"] = properties.like(name for name in properties if name not in dropped)
    required = schema.get("required")
    if isinstance(required, Sequence):
        copy["required"] = required.like(not (isinstance(name, str) and name in dropped) for name in required)
    return copy


def _renamed(value: Mapping, kind: Kind, split: dict[str, str]) -> Mapping:
    """Give an object whose references to split schemas lead to the form that is sent."""

    def change(schema: Mapping, _: Pointer) -> Mapping:
        sent = split.get(_referred(schema) or "")
        if sent is None:
            return schema
        copy = schema.like(schema)
        copy["$ref"] = _PREFIX + escape(sent)
        return copy

    return rewrite_schemas(value, change, frozenset(("$ref",)), kind)
