"""Small descriptions through the real stages, for tests that say what goes in and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

from truespec.diagnostic import Report, Stopped
from truespec.document import plain
from truespec.load import load
from truespec.normalise import normalise
from truespec.package import ModelClass, Package
from truespec.plan import plan
from truespec.render.description import description_yaml
from truespec.resolve import resolve
from truespec.specification import Specification

HEAD = "openapi: {version}\ninfo: {{title: Pets, version: 1.0.0}}\n"


@dataclass(frozen=True, slots=True)
class Described:
    """What a description means, and what there was to say about it: `line:column code: message`."""

    specification: Specification
    complaints: list[str]

    @property
    def canonical(self) -> bytes:
        """The canonical description as it is written."""
        return description_yaml(self.specification.canonical)

    @property
    def root(self) -> Any:
        """The canonical description as plain JSON values."""
        return plain(self.specification.canonical.root)

    @property
    def schemas(self) -> dict[str, Any]:
        """The canonical component schemas."""
        schemas: dict[str, Any] = self.root["components"]["schemas"]
        return schemas

    def properties(self, name: str) -> dict[str, Any]:
        """The canonical properties of a component schema."""
        properties: dict[str, Any] = self.schemas[name]["properties"]
        return properties

    @property
    def package(self) -> Package:
        """The package that is planned for it."""
        return plan(self.specification, "pets", Report())

    def model(self, schema_name: str) -> ModelClass:
        """The class that is planned for a component schema."""
        (found,) = (type_ for type_ in self.package.types if type_.declared.schema_name == schema_name)
        assert isinstance(found, ModelClass)
        return found


def normalised(folder: Path, text: str, types: Mapping[str, str] | None = None) -> Described:
    """Load, resolve and normalise a description, which must go well."""
    report = Report()
    specification = _normalised(folder, text, types or {}, report)
    return Described(specification, [_told(item) for item in report])


def refused(folder: Path, text: str) -> list[str]:
    """Load, resolve and normalise a description that must be refused, and give the complaints."""
    report = Report()
    try:
        _normalised(folder, text, {}, report)
    except Stopped:
        return [_told(item) for item in report]
    raise AssertionError("it was not refused")


def api(schemas: str, paths: str = "", version: str = "3.1.0") -> str:
    """Give a description with these component schemas and paths."""
    below = f"paths:\n{indent(dedent(paths), '  ')}\n" if paths else "paths: {}\n"
    components = f"components:\n  schemas:\n{indent(dedent(schemas).strip(), '    ')}\n" if schemas else ""
    return HEAD.format(version=version) + below + components


def sends_and_receives(sent: str, received: str) -> str:
    """Give a path with an operation that sends one schema and receives another."""
    return dedent(f"""\
        /pets:
          post:
            operationId: createPet
            requestBody: {{content: {{application/json: {{schema: {sent}}}}}}}
            responses:
              '200': {{description: ok, content: {{application/json: {{schema: {received}}}}}}}
        """)


def ref(name: str) -> str:
    """Give a reference to a component schema, in YAML's flow style."""
    return f"{{$ref: '#/components/schemas/{name}'}}"


def _normalised(folder: Path, text: str, types: Mapping[str, str], report: Report) -> Specification:
    file = folder / "api.yaml"
    file.write_text(text, "utf-8")
    return normalise(resolve(load(file, report), report), types, report)


def _told(item: Any) -> str:
    return f"{item.place.line}:{item.place.column} {item.code.number}: {item.message}"
