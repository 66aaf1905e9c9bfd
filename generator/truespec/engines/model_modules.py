"""Modules of models, printed from the plan and from annotations that the engine has spelled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from msgspec import Struct

from truespec.engines.compiled import compiled
from truespec.engines.import_block import import_block
from truespec.engines.model_view import types_by_schema
from truespec.engines.spelling import Annotation, Form, Spelling
from truespec.layout import broken, words_of
from truespec.package import Alias, EnumClass, ModelClass, ModelType, Package, Source

HEADER: Final = '"""Types of the API."""'
_TEMPLATES: Final[Mapping[type[ModelType], str]] = {
    ModelClass: "pydantic_v2/BaseModel.jinja2",
    EnumClass: "Enum.jinja2",
    Alias: "TypeAliasType.jinja2",
}
_RUNTIME: Final = (
    "from_json.FromJSON",
    "model.FieldRules",
    "open_enum.CaselessEnum",
    "open_enum.OpenEnum",
    "open_enum.OpenIntEnum",
    "tagged.Tagged",
    "wire_schema.Exact",
)
_LIBRARIES: Final = ("pydantic.Field", "typing.Annotated", "typing.ClassVar")
_IMPORTED: Final = re.compile(r"(?:from \S+ )?import (?:.+ as )?(\w+)")


def imported_names(package: Package) -> list[str]:
    """Give what our templates for models may print besides annotations."""
    return [*(f"{package.name}._runtime.{name}" for name in _RUNTIME), *_LIBRARIES]


class AnnotatedField(Struct, frozen=True):
    """A field as the templates take it: its name and its annotation."""

    name: str
    type_hint: Source


class Printer(Struct, frozen=True, dict=True):
    """Prints the modules of one package."""

    package: Package
    spellings: Mapping[Form, Spelling]
    templates: Path

    def module(self, type_: ModelType, annotations: Mapping[str, Annotation]) -> str | None:
        """Give the text of a type's module; None when a name in it would hide another, which the engine must settle."""
        spelled = [self.spellings[one.form] for one in annotations.values()]
        imports = sorted({line for one in spelled for line in one.imports})
        schemas = {name for one in annotations.values() for name in one.schemas}
        used = [type_.declared.name, *(self._names[name] for name in schemas)]
        bound = [*annotations, *used, *(match[1] for line in imports if (match := _IMPORTED.fullmatch(line)))]
        if len(set(bound)) < len(bound):
            return None
        body = self._body(type_, annotations).lstrip()
        words = words_of(body)
        needed = (line for line in (*self._fixed_imports, *imports) if line.rpartition(" ")[2] in words)
        block = import_block((*needed, *map(self._import, schemas)), self.package.name)
        space = "" if isinstance(type_, Alias) else "\n"
        # No annotation names what comes after it, and one that is a text takes Python a tenth longer to load.
        return broken(f"{HEADER}\n\n{block}\n\n{space}{body}\n")

    def _body(self, type_: ModelType, annotations: Mapping[str, Annotation]) -> str:
        """Give the class, the enum or the alias."""
        fields = [
            AnnotatedField(name, Source(self.spellings[one.form].of(self._names[schema] for schema in one.schemas)))
            for name, one in annotations.items()
        ]
        return self._kinds[type(type_)].render(
            class_name=Source(type_.declared.name), base_class=Source("Model"), fields=fields, type_=type_
        )

    def _import(self, schema_name: str) -> str:
        """Give the import of a type under the name that a schema has."""
        type_, name = self._types[schema_name], self._names[schema_name]
        renamed = "" if name == type_.declared.name else f" as {name}"
        return f"from .{type_.declared.module} import {type_.declared.name}{renamed}"

    @cached_property
    def _fixed_imports(self) -> tuple[str, ...]:
        """What any module may need."""
        own = (f"{self.package.name}._runtime.model.Model", "typing_extensions.TypeAliasType")
        names = (name.rpartition(".") for name in (*imported_names(self.package), *own))
        return tuple(f"from {module} import {name}" for module, _, name in names)

    @cached_property
    def _types(self) -> Mapping[str, ModelType]:
        return types_by_schema(self.package)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        own = (type_.declared for type_ in self.package.types)
        further = (declared for declared, _ in self.package.shared)
        return {declared.schema_name: declared.name for declared in (*own, *further)}

    @cached_property
    def _kinds(self) -> Mapping[type[ModelType], Template]:
        environment = Environment(
            loader=FileSystemLoader(self.templates),
            bytecode_cache=compiled(self.templates),
            undefined=StrictUndefined,
            finalize=_printable,
            autoescape=False,
        )
        return {kind: environment.get_template(name) for kind, name in _TEMPLATES.items()}


def _printable(value: object) -> object:
    """Let nothing through but Source and names."""
    if isinstance(value, Source) or (isinstance(value, str) and value.isidentifier()):
        return value
    raise TypeError(f"not Python source: {value!r}")
