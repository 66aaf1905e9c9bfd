"""Annotations as datamodel-code-generator writes them: each form is asked for once, names of types aside.

A large description has tens of thousands of fields and a few hundred forms of annotations.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct
from msgspec import field as struct_field

from truespec.engines.model_view import STUB, View, Viewer, description_of, fields_of, or_null
from truespec.layout import double_quoted
from truespec.package import NOTHING, Alias, Declared, ModelClass, ModelType
from truespec.package import Field as PlannedField
from truespec.schema import ObjectSchema, Schema

_STAND_IN: Final = "StandIn"
_TOGETHER: Final = "Forms"
_FOREIGN: Final = '"customTypePath"'
_WORD: Final = re.compile(r"\w+")
# What every module may import, whatever its annotations are.
_KNOWN_IMPORTS: Final = (" import annotations", "._runtime.model import Model", " import TypeAliasType")
# A text in an annotation, which is left as it is, or the name that stands for a type.
_TEXT_OR_STAND_IN: Final = re.compile(rf"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\b{_STAND_IN}(\d+)\b""")


class Form(Struct, frozen=True):
    """What an annotation says, as JSON, with stand-ins for the types in it; `is_alias` when it defines a name."""

    view: str
    is_alias: bool


class Annotation(Struct, frozen=True):
    """A form, and the names of the schemas that the stand-ins in it stand for."""

    form: Form
    schemas: tuple[str, ...]


class Spelling(Struct, frozen=True):
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


class _StandIns(Struct):
    """Numbers the schemas that an annotation refers to, in order."""

    numbers: dict[str, int] = struct_field(default_factory=dict[str, int])

    def key_of(self, schema_name: str) -> str:
        """Give the key of a schema's stand-in."""
        return _stand_in(self.numbers.setdefault(schema_name, len(self.numbers)))


class Vocabulary:
    """All forms that a package needs: a view for the engine in which each has a place, and how to read its answer."""

    def __init__(self, annotations: Iterable[Annotation], package_name: str) -> None:
        found = list(annotations)
        self._package_name = package_name
        self._names = {form: f"Form{number}" for number, form in enumerate(dict.fromkeys(one.form for one in found))}
        most = max((len(one.schemas) for one in found), default=0)
        self._stand_ins = [_stand_in(number) for number in range(most)]
        self._homes = {form: self._home(form) for form in self._names}
        self._classes: dict[str, dict[str, Form]] = defaultdict(dict)
        for form, home in self._homes.items():
            if not form.is_alias:
                self._classes[home][self._names[form].lower()] = form

    def _home(self, form: Form) -> str:
        """Give the module of a form, and the class there that has it as a field: modules take the engine long."""
        # Types of the user's own may have the same name in two modules, which one module would have to tell apart.
        is_ours = form.view.count(_FOREIGN) == form.view.count(f'{_FOREIGN}: "{self._package_name}._runtime.')
        return _TOGETHER if is_ours else self._names[form]

    def view(self) -> View:
        """Give the view."""
        aliases = {key: json.loads(form.view) for key, form in self._aliases()}
        classes = {_key(home, home): _object(fields) for home, fields in self._classes.items()}
        return description_of(self._package_name, {**aliases, **classes, **dict.fromkeys(self._stand_ins, STUB)})

    def template_data(self) -> Mapping[str, dict[str, Any]]:
        """Give the plan of each type to the engine's template."""
        aliases = {key: _alias(self._names[form]) for key, form in self._aliases()}
        classes = {_key(home, home): _class(home, fields) for home, fields in self._classes.items()}
        stand_ins = {key: _class(key, ()) for key in self._stand_ins}
        return {key: {"type_": type_} for key, type_ in {**aliases, **classes, **stand_ins}.items()}

    def _aliases(self) -> Iterator[tuple[str, Form]]:
        """Give the forms that define a name, by their keys."""
        return ((_key(home, self._names[form]), form) for form, home in self._homes.items() if form.is_alias)

    def spellings(self, modules: Mapping[tuple[str, ...], str]) -> dict[Form, Spelling]:
        """Read the modules that the engine made."""
        lines = {path: [line.rstrip() for line in text.splitlines()] for path, text in modules.items()}
        homes = {form: lines[(f"{home.lower()}.py",)] for form, home in self._homes.items()}
        return {form: _spelling(self._names[form], home) for form, home in homes.items()}


def _key(home: str, name: str) -> str:
    """Give the key that makes the engine put a type into a module."""
    return f"{home.lower()}.{name}"


def _stand_in(number: int) -> str:
    """Give the key of what stands for a type; they have a module of their own, as types have."""
    return _key(_STAND_IN, f"{_STAND_IN}{number}")


def _object(fields: Mapping[str, Form]) -> View:
    """Give an object with a property for each form."""
    properties = {name: json.loads(form.view) for name, form in fields.items()}
    return {"type": "object", "properties": properties, "required": [*properties]}


def _alias(name: str) -> ModelType:
    """Give the plan of an alias without a docstring."""
    return Alias(declared=_declared(name), docstring=NOTHING)


def _class(name: str, fields: Iterable[str]) -> ModelType:
    """Give the plan of a class with these fields, without docstrings."""
    planned = {
        field: PlannedField(name=field, wire_name=field, optional=False, clause=NOTHING, docstring=NOTHING, line=0)
        for field in fields
    }
    return ModelClass(declared=_declared(name), docstring=NOTHING, rules=NOTHING, fields=planned)


def _declared(name: str) -> Declared:
    """Give where a type is; no description holds it."""
    return Declared(name=name, module=name.lower(), schema_name=name, line=0)


def _spelling(name: str, lines: Sequence[str]) -> Spelling:
    """Read one form in the lines of its module: the one that holds the annotation, and the imports that it needs."""
    field_head, alias_head = f"    {name.lower()}: ", f'{name} = TypeAliasType("{name}", '
    found = [line.removeprefix(field_head) for line in lines if line.startswith(field_head)]
    found += [line.removeprefix(alias_head).removesuffix(")") for line in lines if line.startswith(alias_head)]
    (text,) = found
    words = set(_WORD.findall(_TEXT_OR_STAND_IN.sub("", text)))
    printed = (line for line in lines if line.startswith(("from ", "import ")))
    imports = (one for line in printed for one in _single_imports(line) if not one.endswith(_KNOWN_IMPORTS))
    needed = (line for line in imports if line.rpartition(" ")[2].partition(".")[0] in words)
    return Spelling(double_quoted(text), tuple(needed))


def _single_imports(line: str) -> Iterator[str]:
    """Give an import of several names as one of each."""
    head, _, names = line.partition(" import ")
    if not names:
        yield line
    else:
        yield from (f"{head} import {name}" for name in names.split(", "))
