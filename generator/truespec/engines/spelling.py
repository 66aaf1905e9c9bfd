"""Annotations as datamodel-code-generator writes them: each form is asked for once, names of types aside.

A large description has tens of thousands of fields and a few hundred forms of annotations.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, Final

from truespec.engines.model_view import STUB, View, Viewer, description_of, fields_of, or_null
from truespec.package import NOTHING, Alias, Declared, ModelClass, ModelType
from truespec.package import Field as PlannedField
from truespec.schema import ObjectSchema, Schema

_STAND_IN: Final = "StandIn"
_VALUE: Final = "value"
# What every module may import, whatever its annotations are.
_KNOWN_IMPORTS: Final = (" import annotations", "._runtime.model import Model", " import TypeAliasType")
# A text in an annotation, which is left as it is, or the name that stands for a type.
_TEXT_OR_STAND_IN: Final = re.compile(rf"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\b{_STAND_IN}(\d+)\b""")


@dataclass(frozen=True, slots=True)
class Form:
    """What an annotation says, as JSON, with stand-ins for the types in it; `is_alias` when it defines a name."""

    view: str
    is_alias: bool


@dataclass(frozen=True, slots=True)
class Annotation:
    """A form, and the names of the schemas that the stand-ins in it stand for."""

    form: Form
    schemas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spelling:
    """A form as the engine writes it, and the imports that it needs."""

    text: str
    imports: tuple[str, ...]

    def of(self, names: Iterable[str]) -> str:
        """Give the text with names of types in the place of the stand-ins."""
        given = tuple(names)
        if not given:
            return self.text
        return _TEXT_OR_STAND_IN.sub(lambda match: given[int(match[1])] if match[1] else match[0], self.text)


def annotations_of(type_: ModelType, schema: Schema, package_name: str) -> dict[str, Annotation]:
    """Give the annotations of a type's fields by name; that of an alias has an empty name, and an enum has none."""
    if isinstance(type_, ModelClass) and isinstance(schema, ObjectSchema):
        return {
            name: _annotation(held, package_name, optional=field.optional)
            for name, field, held in fields_of(type_, schema)
        }
    return {"": _annotation(schema, package_name)} if isinstance(type_, Alias) else {}


def _annotation(schema: Schema, package_name: str, *, optional: bool | None = None) -> Annotation:
    """Give the annotation of one schema; `optional` is None for that of an alias."""
    stand_ins = _StandIns()
    view = Viewer(package_name, stand_ins.key_of).view(schema)
    text = json.dumps(or_null(view) if optional else view)
    return Annotation(Form(text, is_alias=optional is None), tuple(stand_ins.numbers))


@dataclass(slots=True)
class _StandIns:
    """Numbers the schemas that an annotation refers to, in order."""

    numbers: dict[str, int] = dataclass_field(default_factory=dict[str, int])

    def key_of(self, schema_name: str) -> str:
        """Give the key of a schema's stand-in."""
        number = self.numbers.setdefault(schema_name, len(self.numbers))
        return _key(f"{_STAND_IN}{number}")


class Vocabulary:
    """All forms that a package needs: a view for the engine in which each has a module, and how to read its answer."""

    def __init__(self, annotations: Iterable[Annotation], package_name: str) -> None:
        found = list(annotations)
        self._package_name = package_name
        self._names = {form: f"Form{number}" for number, form in enumerate(dict.fromkeys(one.form for one in found))}
        most = max((len(one.schemas) for one in found), default=0)
        self._stand_ins = [_key(f"{_STAND_IN}{number}") for number in range(most)]

    def view(self) -> View:
        """Give the view."""
        return description_of(self._package_name, {**dict(self._schemas()), **dict.fromkeys(self._stand_ins, STUB)})

    def _schemas(self) -> Iterator[tuple[str, View]]:
        """Give a schema for each form: an alias of it, or an object with one property."""
        for form, name in self._names.items():
            view = json.loads(form.view)
            yield _key(name), view if form.is_alias else _object(view)

    def template_data(self) -> Mapping[str, dict[str, Any]]:
        """Give each form's plan to the engine's template."""
        forms = {_key(name): _planned(name, is_alias=form.is_alias) for form, name in self._names.items()}
        stand_ins = {key: _planned(key, is_alias=False) for key in self._stand_ins}
        return {key: {"type_": type_} for key, type_ in {**forms, **stand_ins}.items()}

    def spellings(self, modules: Mapping[tuple[str, ...], str]) -> dict[Form, Spelling]:
        """Read the modules that the engine made."""
        return {form: _spelling(name, modules[(f"{name.lower()}.py",)]) for form, name in self._names.items()}


def _key(name: str) -> str:
    """Give the key that makes the engine put a form into a module of its own."""
    return f"{name.lower()}.{name}"


def _object(view: View) -> View:
    """Give an object with one property."""
    return {"type": "object", "properties": {_VALUE: view}, "required": [_VALUE]}


def _planned(name: str, *, is_alias: bool) -> ModelType:
    """Give the plan of a form: a type without a docstring."""
    where = Declared(name=name, module=name.lower(), schema_name=name, line=0)
    if is_alias:
        return Alias(declared=where, docstring=NOTHING)
    value = PlannedField(name=_VALUE, wire_name=_VALUE, optional=False, clause=NOTHING, docstring=NOTHING, line=0)
    return ModelClass(declared=where, docstring=NOTHING, rules=NOTHING, fields={_VALUE: value})


def _spelling(name: str, module: str) -> Spelling:
    """Read the module of one form: its imports, and the line that holds the annotation."""
    lines = [line.rstrip() for line in module.splitlines()]
    field_head, alias_head = f"    {_VALUE}: ", f'{name} = TypeAliasType("{name}", '
    found = [line.removeprefix(field_head) for line in lines if line.startswith(field_head)]
    found += [line.removeprefix(alias_head).removesuffix(")") for line in lines if line.startswith(alias_head)]
    (text,) = found
    printed = (line for line in lines if line.startswith(("from ", "import ")))
    imports = (one for line in printed for one in _single_imports(line) if not one.endswith(_KNOWN_IMPORTS))
    return Spelling(text, tuple(line for line in imports if not line.startswith(f"from .{_STAND_IN.lower()}")))


def _single_imports(line: str) -> Iterator[str]:
    """Give an import of several names as one of each."""
    head, _, names = line.partition(" import ")
    if not names:
        yield line
    else:
        yield from (f"{head} import {name}" for name in names.split(", "))
