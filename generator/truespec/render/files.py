"""Render: a Package as files in memory. Here the two engines run, and what is not theirs is added."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from truespec.document import Place, plain
from truespec.engines.on_use import loaded_on_use
from truespec.file_tree import File, FileTree
from truespec.package import ModelClass, Package
from truespec.render.description import description_yaml
from truespec.render.format import formatted
from truespec.render.runtime_files import PRODUCER, runtime_files
from truespec.side_by_side import in_turn, side_by_side
from truespec.specification import Example, Specification

# See docs/decisions/0024: to copy what a large description has become takes longer than to wait for an import.
_FEW: Final = 50
# Both engines need them, and what is imported before the work is shared is imported once; pydantic alone loads nothing.
_SHARED: Final = ("jinja2", "pydantic.main", "pydantic.json_schema", "pydantic.types")


def render(specification: Specification, package: Package, templates: Path) -> FileTree:
    """Give every file of the generated project; raises EngineRefusedError when an engine complains."""
    for library in _SHARED:
        import_module(library)
    way = side_by_side if len(package.types) <= _FEW else in_turn
    engines = way(
        lambda: _model_files(specification, package, templates),
        lambda: _client_files(specification, package, templates),
    )
    generated = formatted(FileTree.of(file for tree in engines for file in tree))
    made = (
        generated,
        runtime_files(templates / "runtime", f"src/{package.name}/_runtime", generated),
        FileTree.of(_copied(templates / "package")),
        FileTree.of(_data(specification, package)),
    )
    return FileTree.of(file for tree in made for file in tree)


def _client_files(specification: Specification, package: Package, templates: Path) -> FileTree:
    """Run one engine, in a process of its own if there can be two."""
    with loaded_on_use("httpcore", "httpx"):
        # It takes a third of a second to import, and only the process that runs it has to.
        from truespec.engines.client import client_files

    return client_files(specification, package, templates / "client")


def _model_files(specification: Specification, package: Package, templates: Path) -> FileTree:
    """Run the other engine."""
    # As above.
    from truespec.engines.models import model_files

    return model_files(specification, package, templates / "models")


def _copied(folder: Path) -> Iterator[File]:
    """Give the files of a folder as they are."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield File(path=path.relative_to(folder).as_posix(), content=path.read_bytes(), producer=PRODUCER)


def _data(specification: Specification, package: Package) -> Iterator[File]:
    """Give what is data: the canonical description, where each field is declared, and the examples."""
    yield File(path="openapi.yaml", content=description_yaml(specification.canonical), producer=PRODUCER)
    places = {"file": specification.described.file, "types": _lines(package)}
    yield File(path=f"src/{package.name}/models/places.json", content=_json(places), producer=PRODUCER)
    yield File(path="tests/examples.json", content=_json(_examples(specification, package)), producer=PRODUCER)


def _lines(package: Package) -> dict[str, dict[str, int]]:
    """Give the line of each class and field in the description, by class and wire name; a class's own is under ``."""
    lines = {
        type_.declared.name: {"": type_.declared.line} | (_field_lines(type_) if isinstance(type_, ModelClass) else {})
        for type_ in package.types
    }
    headers = {f"headers.{one.name}": {field.wire_name: field.line for field in one.fields} for one in package.headers}
    return lines | headers


def _field_lines(class_: ModelClass) -> dict[str, int]:
    return {field.wire_name: field.line for field in class_.fields.values() if not field.is_extras}


def _examples(specification: Specification, package: Package) -> dict[str, Any]:
    """Give each example with the type that it has to decode as."""
    names = {_spot(named.schema.place): named.name for named in specification.schemas}
    types = {type_.declared.schema_name: type_.declared.name for type_ in package.types}
    types |= {declared.schema_name: type_.declared.name for declared, type_ in package.shared}
    rows = [
        {
            "place": str(specification.described.place(example.pointer)),
            "type": types.get(_schema_name(specification, example, names)),
            "value": plain(example.value),
        }
        for example in specification.examples
    ]
    return {"package": package.name, "examples": rows}


def _schema_name(specification: Specification, example: Example, names: dict[tuple[str, int, int], str]) -> str:
    """Give the name of the schema that an example stands beside, an empty text when it has none."""
    schema = specification.described.find(example.schema_pointer)
    target = schema.get("$ref") if isinstance(schema, dict) else None
    if isinstance(target, str):
        return target.rsplit("/", 1)[-1]
    return names.get(_spot(specification.described.place(example.schema_pointer)), "")


def _spot(place: Place) -> tuple[str, int, int]:
    """Give a place without its pointer, which passes do not keep."""
    return place.file, place.line, place.column


def _json(value: Any) -> bytes:
    """Give JSON that is easy to compare."""
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()
