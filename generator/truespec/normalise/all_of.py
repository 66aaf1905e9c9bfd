"""The pass that merges allOf: one schema that says what all members say together.

See https://json-schema.org/draft/2020-12/json-schema-core#name-allof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from truespec.building import mappings
from truespec.codes import REFERENCE_CYCLE
from truespec.diagnostic import Report
from truespec.document import Document, Mapping, Sequence
from truespec.grammar import schemas_of
from truespec.normalise.joining import single_reference
from truespec.normalise.keywords import CHOICES, constrains, only_remarks
from truespec.normalise.merger import Merger
from truespec.occurring import bits_of, occurring
from truespec.pointer import Pointer
from truespec.rewriting import rewrite_schemas

# A schema without any of these is all there is to it.
_MERGED = frozenset(("allOf", "$ref", "if", "dependentSchemas", *CHOICES))
_TELLING = frozenset(("$ref", "properties", "allOf", "items", "additionalProperties", "anyOf", "oneOf"))


def merge_all_of(document: Document, report: Report) -> Document:
    """Give a document in which no schema has an allOf; one member that is a reference stays a reference.

    Inline compositions that refer to others have to be components already. Those that do not are merged first, since
    what a member holds is taken as it is.
    """
    document = _merged(document, lambda schema, merger: schema if composes(schema) else merger.merged(schema), report)
    document = _merged(document, lambda schema, merger: merger.merged(schema), report, first=_composed(document))
    _check_circles(document, report)
    return document


def _check_circles(document: Document, report: Report) -> None:
    """Report each component that is a reference, through others perhaps, to itself."""
    for component in schemas_of(document.root).values():
        schema, seen = component, set[str]()
        while isinstance(schema, Mapping) and isinstance(target := schema.get("$ref"), str):
            if target in seen:
                report.add(REFERENCE_CYCLE, at=schema.place, message=f"{target} leads back to itself")
                break
            seen.add(target)
            schema = document.find(Pointer.parse(target))


def composes(schema: Mapping) -> bool:
    """Say whether a schema puts several into one, and what it means depends on others or is an object."""
    all_of = schema.get("allOf")
    members = [item for item in all_of if isinstance(item, Mapping)] if isinstance(all_of, Sequence) else []
    telling = [member for member in members if not only_remarks(member)]
    if "$ref" in schema:
        return bool(telling) or any(map(constrains, schema))
    if not telling:
        return False
    own = schema.like(key for key in schema if key != "allOf")
    return single_reference(telling, own) is None and any(not _TELLING.isdisjoint(item) for item in (*telling, own))


def _composed(document: Document) -> list[Mapping]:
    """Give all components in which something is composed, sorted by name."""
    schemas, bits = schemas_of(document.root), bits_of(("allOf",))
    return [one for _, one in sorted(mappings(schemas)) if occurring(one) & bits]


def _merged(
    document: Document,
    merge: Callable[[Mapping, Merger], Mapping],
    report: Report,
    *,
    first: Iterable[Mapping] = (),
) -> Document:
    """Apply a merge to every schema of a document, to the `first` ones of it before the others.

    Where schemas lead back to themselves, what they are merged to depends on where that begins.
    """
    merger = Merger(document, report)
    for schema in first:
        merger.merged(schema)
    root = rewrite_schemas(document.root, lambda schema, _: merge(schema, merger), _MERGED, alone=False)
    return Document(root, document.sources)
