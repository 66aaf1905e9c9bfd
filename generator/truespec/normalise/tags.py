"""The pass that says of every choice of objects which property tells its options apart, and by which values.

See https://spec.openapis.org/oas/v3.2.0#discriminator-object.
"""

from __future__ import annotations

import json
from typing import Final

from msgspec import Struct

from truespec.codes import DANGLING_MAPPING, DISCRIMINATOR_REFERENCE, UNUSABLE_DISCRIMINATOR
from truespec.diagnostic import Report
from truespec.document import Document, Mapping, Sequence, Value
from truespec.grammar import schemas_of
from truespec.normalise.hoist import component_of
from truespec.normalise.keywords import CHOICES, choice_in
from truespec.pointer import Pointer, escape
from truespec.rewriting import rewrite_schemas

_PREFIX: Final = "#/components/schemas/"
# Of several properties that tell the options apart, the one that people mean.
_USUAL: Final = ("type", "kind", "object")
# What Python takes for one another.
_ALIKE: Final = ({"0", "false"}, {"1", "true"})
_TELLING: Final = frozenset(("discriminator", *CHOICES))


def tag_choices(document: Document, report: Report) -> Document:
    """Give a document in which the discriminator of a choice maps every value to an option.

    Without one it is inferred from a property that is required in all options and has other fixed values in each. One
    that cannot tell the options apart is reported and left out.
    """
    tagger = _Tagger(schemas_of(document.root), report)
    root = rewrite_schemas(document.root, lambda schema, _: tagger.tagged(schema), _TELLING)
    return Document(root, document.sources)


class _Tagger(Struct, frozen=True):
    schemas: Mapping
    report: Report

    def tagged(self, schema: Mapping) -> Mapping:
        """Give a choice with its discriminator made whole; anything else as it is."""
        options = self._options(schema)
        said = schema.get("discriminator")
        if isinstance(said, Mapping) and isinstance(said.get("propertyName"), str) and options:
            return self._explicit(schema, said, options)
        if "discriminator" in schema or len(options) < 2:
            return schema
        found = self._inferred(options)
        return _with(schema, *found) if found else schema

    def _options(self, schema: Mapping) -> list[str]:
        """Give the names of the options, null aside; none when one of them is no component."""
        listed = schema.get(choice_in(schema))
        if "$ref" in schema or not isinstance(listed, Sequence):
            return []
        names: list[str] = []
        for option in listed:
            name = component_of(option)
            if name is not None:
                names.append(name)
            elif not isinstance(option, Mapping) or option.get("type") != "null":
                return []
        return list(dict.fromkeys(names))

    def _explicit(self, schema: Mapping, said: Mapping, options: list[str]) -> Mapping:
        """Complete a discriminator: what its mapping says, what the options say themselves, else their names."""
        name, mapping = str(said["propertyName"]), said.get("mapping")
        mapped = self._mapped(mapping, options) if isinstance(mapping, Mapping) else {}
        default = _option(said.get("defaultMapping"), options)
        own = {option: self._own(option, name, mapped) for option in options}
        owners = {value: _owners(value, own, mapped) for values in own.values() for value in values}
        values = {value: found[0] for value, found in owners.items() if len(found) == 1} | mapped
        doubtful = [value for value, found in owners.items() if len(found) > 1 and value not in mapped]
        doubtful += [own[option][0] for option in options if option not in values.values()]
        if doubtful and not default:
            first, second, *_ = [one for one in options if doubtful[0] in own[one] or mapped.get(doubtful[0]) == one]
            message = f"{doubtful[0]} of {name} is a value of {first} and of {second}"
            self.report.add(UNUSABLE_DISCRIMINATOR, at=said.place, message=message)
            return schema.like(key for key in schema if key != "discriminator")
        if isinstance(mapping, Mapping):
            self._report_lost(mapping, values)
        return _with(schema, name, values, default)

    def _report_lost(self, mapping: Mapping, values: dict[str, str]) -> None:
        """Tell of each value that is mapped to none of the options."""
        for value in mapping:
            if value not in values:
                message = f"{value} is mapped to what is none of the options, so nothing is known of it"
                self.report.add(DANGLING_MAPPING, at=mapping.marks[value].place(mapping.file), message=message)

    def _own(self, option: str, name: str, mapped: dict[str, str]) -> list[str]:
        """Give the values that an option has by itself; one that no value is mapped to has its name.

        Its default, when that is mapped to another option, says that it has no value of its own.
        """
        own = self._values(option, name)
        if own or option in mapped.values():
            return own
        default = self._default(option, name)
        return [default] if default in mapped else [_bare(option)]

    def _default(self, option: str, name: str) -> str:
        """Give the text that an option's property has when nothing else is said, an empty one without."""
        found = self.schemas.get(option)
        properties = found.get("properties") if isinstance(found, Mapping) else None
        property_ = properties.get(name) if isinstance(properties, Mapping) else None
        default = property_.get("default") if isinstance(property_, Mapping) else None
        return default if isinstance(default, str) else ""

    def _mapped(self, mapping: Mapping, options: list[str]) -> dict[str, str]:
        """Give the options that values are mapped to."""
        found = {value: self._target(mapping, value, options) for value in mapping}
        return {value: option for value, option in found.items() if option}

    def _target(self, mapping: Mapping, value: str, options: list[str]) -> str | None:
        """Give the option that a value is mapped to; a reference in the place of its text is repaired."""
        target = mapping[value]
        if isinstance(target, Mapping) and isinstance(target.get("$ref"), str):
            message = f"the value {value} is mapped to an object with a $ref, and its text is meant"
            self.report.add(DISCRIMINATOR_REFERENCE, at=mapping.marks[value].place(mapping.file), message=message)
            target = target["$ref"]
        return _option(target, options)

    def _inferred(self, options: list[str]) -> tuple[str, dict[str, str]] | None:
        """Find the property that tells all options apart."""
        shared: set[str] | None = None
        for option in options:
            found = self.schemas.get(option)
            required = found.get("required") if isinstance(found, Mapping) else None
            names = {str(name) for name in required} if isinstance(required, Sequence) else set[str]()
            shared = names if shared is None else shared & names
        for name in sorted(
            shared or (), key=lambda name: (_USUAL.index(name) if name in _USUAL else len(_USUAL), name)
        ):
            values: dict[str, str] = {}
            lists = [(option, self._values(option, name)) for option in options]
            for option, own in lists:
                values |= dict.fromkeys(own, option)
            is_apart = len(values) == sum(len(own) for _, own in lists)
            if is_apart and all(own for _, own in lists) and not any(values.keys() >= alike for alike in _ALIKE):
                return name, values
        return None

    def _values(self, option: str, name: str) -> list[str]:
        """Give the values that an option, and each of its own, allows for a property, none when one does not say."""
        values: list[str] = []
        waiting, seen = [option], {option}
        while waiting:
            found = self.schemas.get(waiting.pop())
            inner = self._options(found) if isinstance(found, Mapping) else []
            own = [] if inner else self._own_values(found, name)
            if not inner and not own:
                return []
            values += own
            # By now no choice is its own option; but choices that share their options lead to each by many ways.
            waiting.extend(one for one in reversed(inner) if one not in seen)
            seen.update(inner)
        return values

    def _own_values(self, schema: Value, name: str) -> list[str]:
        """Give the values that a schema which is no choice allows for a property."""
        properties = schema.get("properties") if isinstance(schema, Mapping) else None
        return self._fixed(properties.get(name) if isinstance(properties, Mapping) else None)

    def _fixed(self, schema: Value) -> list[str]:
        """Give the texts that a schema allows, numbers and truths as JSON writes them, none when it allows others."""
        for _ in range(len(self.schemas)):
            name = component_of(schema)
            if name is None:
                break
            schema = self.schemas.get(name)
        if not isinstance(schema, Mapping):
            return []
        enum = schema.get("enum")
        values = [schema["const"]] if "const" in schema else list(enum) if isinstance(enum, Sequence) else []
        texts = [value if isinstance(value, str) else json.dumps(value) for value in values]
        return texts if all(isinstance(value, str | int) for value in values) else []


def _owners(value: str, own: dict[str, list[str]], mapped: dict[str, str]) -> list[str]:
    """Give the options that a value may stand for: of several that allow it, the one that is called so.

    A list of values that options share says nothing of those that have a name in it, or are mapped.
    """
    able = [option for option in own if value in own[option]]
    named = [option for option in able if _is_name(value, option)]
    if len(able) == 1 or len(named) == 1:
        return named or able
    told = [option for option in able if any(_is_name(one, option) for one in own[option])]
    return [option for option in able if option not in told and option not in mapped.values()]


def _is_name(value: str, option: str) -> bool:
    """Say whether a value is the name of an option, written as names of values are perhaps: credit_card, CreditCard."""
    return _letters(value) == _letters(_bare(option))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _bare(option: str) -> str:
    """Give the name of an option as its author wrote it."""
    return option.removesuffix(".sent")


def _option(target: Value, options: list[str]) -> str | None:
    """Give the option that a text names, as a component or by reference; it may be in the form that is sent."""
    if not isinstance(target, str):
        return None
    name = Pointer.parse(target).tokens[-1] if target.startswith("#/") else target
    return next((option for option in options if option in (name, f"{name}.sent")), None)


def _with(schema: Mapping, name: str, values: dict[str, str], default: str | None = None) -> Mapping:
    """Give a choice with this discriminator."""
    mark = schema.mark
    discriminator, mapping = Mapping(schema.file, mark), Mapping(schema.file, mark)
    for value, option in sorted(values.items()):
        mapping.put(value, _PREFIX + escape(option), mark, mark)
    discriminator.put("propertyName", name, mark, mark)
    discriminator.put("mapping", mapping, mark, mark)
    if default:
        discriminator.put("defaultMapping", _PREFIX + escape(default), mark, mark)
    result = schema.like(schema)
    result.put("discriminator", discriminator, mark, mark)
    return result
