"""Normalise: the ordered rewrites from a resolved Document to a Specification."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly

from msgspec.structs import replace

from truespec.diagnostic import Report, Stopped
from truespec.document import Document, Mapping, Sequence, Value
from truespec.grammar import schemas_of
from truespec.normalise.all_of import merge_all_of
from truespec.normalise.canonical import canonical_order
from truespec.normalise.circles import open_circles
from truespec.normalise.dialect import unify_dialect
from truespec.normalise.event_data import decode_event_data
from truespec.normalise.examples import collect_examples
from truespec.normalise.extensions.checking import check_extensions
from truespec.normalise.extensions.go import OF_GO_TYPES
from truespec.normalise.extensions.naming import class_name
from truespec.normalise.extensions.wire import ORDER, deprecation
from truespec.normalise.foreign_words import FOREIGN_WORDS, replace_foreign_words
from truespec.normalise.go_pass import replace_go_types
from truespec.normalise.hoist import hoist
from truespec.normalise.leftovers import take_back
from truespec.normalise.naming import operation_names
from truespec.normalise.operations import OperationReader
from truespec.normalise.order import order_properties
from truespec.normalise.own_options import report_own_options
from truespec.normalise.schemas import SchemaReader, text
from truespec.normalise.security import read_security_schemes
from truespec.normalise.servers import read_servers
from truespec.normalise.shapes import drop_repetitions, separate_types
from truespec.normalise.subtypes import choose_subtypes
from truespec.normalise.tags import tag_choices
from truespec.normalise.variants import SENT_SUFFIX, split_variants
from truespec.normalise.webhooks import WebhookReader
from truespec.specification import NamedSchema, Specification


def normalise(document: Document, type_map: ReadOnly[str, str], report: Report) -> Specification:
    """Give the meaning of a resolved document; raises Stopped when something in it has none.

    `type_map` maps Go types to Python types, as the user's settings say.
    """
    told = check_extensions(document, report)
    operations = operation_names(document, report)
    document = described = unify_dialect(document, report)
    if not told.isdisjoint(FOREIGN_WORDS):
        document = replace_foreign_words(document, report)
    document = choose_subtypes(separate_types(drop_repetitions(document)))
    # Named before they are merged, so that two compositions of one schema share its enums and objects.
    document = named = hoist(document, operations)
    document = take_back(drop_repetitions(merge_all_of(document, report)), described)
    if not told.isdisjoint(OF_GO_TYPES):
        document = Document(replace_go_types(document.root, type_map, report), document.sources)
    document = named = hoist(document, operations, named)
    document = order_properties(document) if ORDER in told else document
    document = open_circles(split_variants(decode_event_data(document), report), report)
    document = tag_choices(document, report)
    document = canonical_order(hoist(document, operations, named))
    info = _mapping(document.root.get("info"), document)
    reader = SchemaReader(document, report)
    specification = Specification(
        title=text(info, "title"),
        version=text(info, "version"),
        description=text(info, "description"),
        servers=read_servers(document.root.get("servers")),
        security_schemes=read_security_schemes(document, report),
        schemas=_named_schemas(document, reader, schemas_of(described.root)),
        operations=OperationReader(reader, operations).read_all(),
        webhooks=WebhookReader(reader, operations).read_all(),
        tag_descriptions=_tag_descriptions(document.root.get("tags")),
        examples=collect_examples(described),
        described=described,
        canonical=document,
    )
    if not report.failed:
        report_own_options(specification.schemas, report)
    if report.failed:
        raise Stopped
    return specification


def _tag_descriptions(tags: Value) -> dict[str, str]:
    """Give what is said of each tag. See https://spec.openapis.org/oas/v3.2.0#tag-object."""
    listed = [tag for tag in tags if isinstance(tag, Mapping)] if isinstance(tags, Sequence) else []
    return {text(tag, "name"): text(tag, "description") or text(tag, "summary") for tag in listed}


def _named_schemas(document: Document, reader: SchemaReader, authored: Mapping) -> tuple[NamedSchema, ...]:
    """Read the components' schemas, sorted by name; those that are not `authored` stood inside of something."""
    schemas = schemas_of(document.root)
    named = (_named_schema(name, schemas, reader) for name in sorted(schemas))
    return tuple(replace(one, inline=one.name.removesuffix(SENT_SUFFIX) not in authored) for one in named)


def _named_schema(name: str, schemas: Mapping, reader: SchemaReader) -> NamedSchema:
    """Read one component schema, which stands where its key does."""
    value = schemas[name]
    mapping = value if isinstance(value, Mapping) else Mapping(schemas.file, schemas.mark)
    place = schemas.key_marks[name].place(schemas.file)
    return NamedSchema(
        name=name,
        schema=reader.read_named(value, place),
        place=place,
        description=text(mapping, "description"),
        deprecation=deprecation(mapping),
        name_hint=class_name(mapping),
    )


def _mapping(value: Value, document: Document) -> Mapping:
    """Give a mapping, an empty one for anything else."""
    return value if isinstance(value, Mapping) else Mapping(document.file, document.root.mark)
