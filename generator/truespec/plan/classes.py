"""Named schemas as classes, enums and aliases, each in the module it is loaded with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Final

from msgspec import Struct

from truespec.graph import strongly_connected
from truespec.package import (
    NOTHING,
    Alias,
    Declared,
    EnumClass,
    EnumMember,
    Field,
    ModelClass,
    ModelType,
    SharedName,
    Source,
)
from truespec.plan.default_weights import Weights
from truespec.plan.defaults import Defaults, member_names
from truespec.plan.field_rules import field_rules
from truespec.plan.hints import property_names, with_hints
from truespec.plan.names import (
    CLASS_RESERVED,
    EXTRAS,
    FIELD_RESERVED,
    MODELS_RESERVED,
    MODULE_RESERVED,
    class_name,
    field_name,
    identifier,
    snake_case,
    unique_names,
)
from truespec.plan.readers import reader
from truespec.plan.sharing import class_owners
from truespec.plan.source import code, docstring, literal
from truespec.schema import (
    EnumSchema,
    ObjectSchema,
    Property,
    Scalar,
    Schema,
    references,
)
from truespec.specification import NamedSchema, Specification

# oapi-codegen and goapi-gen have a word each for what the metadata calls so.
_TAGS: Final = "'struct_tags'"


def class_names(specification: Specification) -> dict[str, str]:
    """Give the class name of each named schema."""
    names = unique_names((named.name for named in specification.schemas), class_name)
    return with_hints(
        names, {named.name: class_name(named.name_hint) for named in specification.schemas if named.name_hint}
    )


def plan_types(
    specification: Specification, names: dict[str, str]
) -> tuple[tuple[ModelType, ...], tuple[SharedName, ...]]:
    """Give the classes, enums and aliases of all named schemas, by name, and the names beyond one that they have."""
    owners = class_owners(specification, names)
    modules = _modules(specification, names, owners)
    planner = _Planner(Weights(specification), names, owners, modules, Counter(modules.values()))
    types = {named.name: planner.plan(named) for named in specification.schemas if owners[named.name] == named.name}
    shared = (
        (Declared(name=names[named.name], module=modules[owner], schema_name=named.name, line=named.place.line), owner)
        for named in specification.schemas
        if (owner := owners[named.name]) != named.name
    )
    return tuple(types.values()), tuple(SharedName(declared, types[owner]) for declared, owner in shared)


def _modules(specification: Specification, names: dict[str, str], owners: dict[str, str]) -> dict[str, str]:
    """Give each type's module: types that refer to each other in a circle share one, so imports have no circles."""
    graph = {
        named.name: sorted({owners[name] for name in references(named.schema)})
        for named in specification.schemas
        if owners[named.name] == named.name
    }
    modules: dict[str, str] = {}
    leaders = {min(group): group for group in strongly_connected(graph)}
    # A module is an attribute of its package too, beside the types that the package gives and those that it refers to.
    reserved = MODULE_RESERVED | MODELS_RESERVED | set(names.values())
    module_names = unique_names(
        (names[leader] for leader in leaders), lambda name: identifier(snake_case(name), "n", reserved)
    )
    for leader, group in leaders.items():
        modules.update(dict.fromkeys(group, module_names[names[leader]]))
    return modules


class _Planner(Struct, frozen=True):
    """Plans each type by itself; `inhabitants` says how many types each module has."""

    weights: Weights
    names: Mapping[str, str]
    owners: Mapping[str, str]
    modules: Mapping[str, str]
    inhabitants: Mapping[str, int]

    def plan(self, named: NamedSchema) -> ModelType:
        """Plan one named schema by its kind."""
        name = self.names[named.name]
        text = described(named.description or name, named.deprecation)
        where = Declared(name=name, module=self.modules[named.name], schema_name=named.name, line=named.place.line)
        match named.schema:
            case ObjectSchema():
                return self._plan_class(where, text, named.schema)
            case EnumSchema():
                base = code(_base_of(named.schema))
                members = tuple(_plan_members(named.schema))
                return EnumClass(declared=where, docstring=docstring(text), base=base, members=members)
            case _:
                how = reader(named.schema, self.owners)
                return Alias(declared=where, docstring=docstring(text, indent=0), reader=how)

    def _plan_class(self, where: Declared, text: str, schema: ObjectSchema) -> ModelClass:
        """Plan a model class."""
        specification = self.weights.specification
        names = property_names(schema.properties, field_name, FIELD_RESERVED)
        rules = field_rules(schema, names, specification)
        defaults = Defaults(self.weights, self._enums(where, schema, names.values()))
        fields = _plan_fields(schema, names, defaults)
        return ModelClass(declared=where, docstring=docstring(text), rules=rules, fields=fields)

    def _enums(self, where: Declared, schema: ObjectSchema, fields: Iterable[str]) -> Mapping[str, str]:
        """Give the names that enums are known by where a class stands, those apart that a field would hide.

        In a module that types share, or where a name means two things, an enum has the name of its owner only.
        """
        used = {name: self.names[name] for name in references(schema)}
        hidden = {*fields}
        is_plain = hidden.isdisjoint(used.values()) and hidden.isdisjoint(CLASS_RESERVED)
        is_alone = self.inhabitants[where.module] == 1 and where.schema_name not in used and is_plain
        return {name: class_ for name, class_ in used.items() if is_alone or self._is_seen(name, hidden)}

    def _is_seen(self, name: str, hidden: Set[str]) -> bool:
        return self.owners[name] == name and self.names[name] not in hidden


def _base_of(schema: EnumSchema) -> str:
    """Give the class of the runtime that an enum extends."""
    if schema.scalar is not Scalar.STRING:
        return "OpenIntEnum"
    return "CaselessEnum" if schema.caseless else "OpenEnum"


def _plan_fields(schema: ObjectSchema, names: Mapping[str, str], defaults: Defaults) -> Mapping[str, Field]:
    """Plan the fields of a model class."""
    fields = {
        names[property_.wire_name]: _plan_field(property_, names[property_.wire_name], defaults)
        for property_ in schema.properties
    }
    if schema.extras:
        fields[EXTRAS] = _plan_extras(schema.extras)
    return fields


def _plan_field(property_: Property, name: str, defaults: Defaults) -> Field:
    """Plan one field."""
    return Field(
        name=name,
        wire_name=property_.wire_name,
        optional=defaults.is_none(property_),
        clause=_clause(property_, name, defaults),
        docstring=docstring(described(property_.description, property_.deprecation)),
        line=property_.place.line,
    )


def _plan_extras(schema: Schema) -> Field:
    """Plan the accessor of the values that no field has."""
    text = docstring("The values of all other properties, by name.")
    return Field(
        name=EXTRAS,
        wire_name="",
        optional=False,
        clause=NOTHING,
        docstring=text,
        line=schema.place.line,
        is_extras=True,
    )


def _clause(property_: Property, name: str, defaults: Defaults) -> Source:
    """Give what follows the annotation: the default and the wire name, where there is one to give.

    The alias is given twice because type checkers would take `alias` for the name of the constructor's argument.
    """
    wire = literal(property_.wire_name)
    alias = f"validation_alias={wire}, serialization_alias={wire}" if name != property_.wire_name else ""
    default = "" if property_.required else defaults.of(property_)
    tags = f"json_schema_extra={{{_TAGS}: {dict(property_.tags)!a}}}" if property_.tags else ""
    plain = default.removeprefix("default=")
    if not alias and not tags and plain != default:
        return code(f" = {plain}")
    arguments = [part for part in (default, alias, tags) if part]
    return code(f" = Field({', '.join(arguments)})" if arguments else "")


def _plan_members(schema: EnumSchema) -> Iterator[EnumMember]:
    """Plan the members of an enum."""
    names = member_names(schema)
    for member in schema.members:
        name = code(names[str(member.value)])
        yield EnumMember(name=name, value=literal(member.value), docstring=docstring(member.description))


def described(text: str, deprecation: str | None) -> str:
    """Give a description, with a remark when the thing is deprecated and why."""
    if deprecation is None:
        return text
    return f"{text}\n\nDeprecated{f': {deprecation}' if deprecation else '.'}"
