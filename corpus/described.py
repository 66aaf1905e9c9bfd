"""The operations of a description, found without truespec, in the words of OpenAPI 3 whatever its version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reading import RemoteError, UnreadableError, followed, read

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form", "querystring": "form"}
COLLECTIONS = {"csv": False, "ssv": False, "pipes": False, "tsv": False, "multi": True}
DELIMITED = {"ssv": "spaceDelimited", "pipes": "pipeDelimited"}
FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
TEMPLATE = re.compile(r"\{([^{}]+)\}")
# What stands beside a parameter's name in Swagger 2.0 and is no schema.
NOT_SCHEMA = ("name", "in", "required", "description", "collectionFormat", "allowEmptyValue")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter: how it is written, and its schema with the file that the schema stands in."""

    name: str
    location: str
    required: bool
    style: str
    explode: bool
    schema: Any
    file: Path
    is_json: bool = False
    examples: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One media type of a body."""

    schema: Any
    file: Path
    encoding: dict[str, Any]
    examples: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation as it is described."""

    method: str
    path: str
    parameters: tuple[Parameter, ...]
    body: dict[str, Content]
    body_required: bool
    security: tuple[tuple[str, ...], ...]

    @property
    def name(self) -> str:
        """Name the operation as its users do."""
        return f"{self.method} {self.path}"


@dataclass(frozen=True, slots=True)
class Described:
    """A description by its entry document."""

    file: Path

    @property
    def root(self) -> dict[str, Any]:
        """The entry document."""
        return read(self.file)

    @property
    def version(self) -> str:
        """The version of OpenAPI that the entry document says it has."""
        return str(self.root.get("openapi") or self.root.get("swagger"))

    @property
    def is_swagger(self) -> bool:
        """Whether the words are those of 2.0."""
        return "swagger" in self.root

    def raw_operations(self) -> Iterator[tuple[str, str, dict[str, Any], dict[str, Any], Path, Path]]:
        """Give method, path, operation, path item and the files of both, path items by reference followed."""
        paths, file = followed(self.root.get("paths") or {}, self.file.resolve())
        for path, value in paths.items():
            item, item_file = ({}, file) if path.startswith("x-") else followed(value, file)
            extra = item.get("additionalOperations") or {}
            for method, raw in (*((name, item[name]) for name in METHODS if name in item), *extra.items()):
                operation, own_file = followed(raw, item_file)
                if isinstance(operation, dict):
                    yield (
                        method.upper() if raw is item.get(method) else method,
                        path,
                        operation,
                        item,
                        own_file,
                        item_file,
                    )

    def count(self) -> int:
        """Count the operations."""
        return sum(1 for _ in self.raw_operations())

    def schemas(self) -> int:
        """Count the named schemas of the entry document."""
        components = self.root.get("components") or {}
        named, _ = followed(components.get("schemas") or self.root.get("definitions") or {}, self.file)
        return len(named)

    def operations(self) -> Iterator[Operation]:
        """Give the operations in the words of OpenAPI 3."""
        for method, path, operation, item, file, item_file in self.raw_operations():
            placed = set(TEMPLATE.findall(path))
            raw = self._raw_parameters(item, item_file, placed) | self._raw_parameters(operation, file, placed)
            for name in TEMPLATE.findall(path):
                # What the template has and nobody declares is a text all the same.
                raw.setdefault(("path", name), ({"name": name, "in": "path", "schema": {"type": "string"}}, file))
            body, required = self._body(operation, file, raw)
            security = operation.get("security", self.root.get("security")) or []
            yield Operation(
                method=method,
                path=path,
                parameters=tuple(
                    self._parameter(*held)
                    for (location, name), held in raw.items()
                    if location in STYLES and (location != "path" or name in placed)
                ),
                body=body,
                body_required=required,
                security=tuple(tuple(alternative) for alternative in security),
            )

    def schemes(self) -> dict[str, dict[str, Any]]:
        """Give the security schemes by name."""
        holder = self.root.get("components") or {}
        held = holder.get("securitySchemes") or self.root.get("securityDefinitions") or {}
        found: dict[str, dict[str, Any]] = {}
        for name, scheme in followed(held, self.file.resolve())[0].items():
            found[name] = followed(scheme, self.file.resolve())[0]
        return found

    def _raw_parameters(
        self, holder: dict[str, Any], file: Path, placed: set[str]
    ) -> dict[tuple[str, str], tuple[dict[str, Any], Path]]:
        found: dict[tuple[str, str], tuple[dict[str, Any], Path]] = {}
        listed, file = followed(holder.get("parameters") or [], file)
        for entry in listed:
            try:
                value, own_file = followed(entry, file)
            except RemoteError as error:
                # All that is known of it is what its reference calls it.
                name = str(error).split()[0].rpartition("/")[2]
                value, own_file = {"name": name, "in": "path" if name in placed else "query"}, file
            found[str(value.get("in")), str(value.get("name"))] = value, own_file
        return found

    def _parameter(self, value: dict[str, Any], file: Path) -> Parameter:
        location = value["in"]
        content = value.get("content") or {}
        held = next(iter(content.values()), value) if content else value
        collection = value.get("collectionFormat", "csv")
        style = value.get("style") or (DELIMITED.get(collection) if self.is_swagger else None) or STYLES[location]
        explode = value.get("explode")
        if not isinstance(explode, bool):
            explode = COLLECTIONS.get(collection, False) if self.is_swagger else style == "form"
        schema = {key: item for key, item in value.items() if key not in NOT_SCHEMA}
        return Parameter(
            name=str(value["name"]),
            location=location,
            required=value.get("required") is True or location == "path",
            style=style,
            explode=explode,
            schema=schema if self.is_swagger else held.get("schema", True),
            file=file,
            is_json=bool(content) and "json" in next(iter(content)),
            examples=(*_examples(value, file), *(_examples(held, file) if content else ())),
        )

    def _body(self, operation: dict[str, Any], file: Path, raw: dict[Any, Any]) -> tuple[dict[str, Content], bool]:
        if self.is_swagger:
            return self._swagger_body(operation, raw)
        if not operation.get("requestBody"):
            return {}, False
        body, file = followed(operation["requestBody"], file)
        found: dict[str, Content] = {}
        for media_type, entry in (body.get("content") or {}).items():
            held, own_file = followed(entry or {}, file)
            schema = held.get("schema", True)
            encoding = held.get("encoding") or {}
            examples = _examples(held, own_file)
            found[media_type] = Content(schema=schema, file=own_file, encoding=encoding, examples=examples)
        return found, body.get("required") is True

    def _swagger_body(self, operation: dict[str, Any], raw: dict[Any, Any]) -> tuple[dict[str, Content], bool]:
        consumes = operation.get("consumes") or self.root.get("consumes") or []
        for value, file in raw.values():
            if value.get("in") == "body":
                content = Content(schema=value.get("schema", True), file=file, encoding={})
                return dict.fromkeys(consumes or ["application/json"], content), value.get("required") is True
        fields = [(value, file) for value, file in raw.values() if value.get("in") == "formData"]
        if not fields:
            return {}, False
        properties = {
            value["name"]: {key: item for key, item in value.items() if key not in NOT_SCHEMA} for value, _ in fields
        }
        required = [value["name"] for value, _ in fields if value.get("required") is True]
        schema = {"type": "object", "properties": properties, "required": required}
        content = Content(schema=schema, file=fields[0][1], encoding={})
        forms = [kind for kind in consumes if kind in (FORM, MULTIPART)]
        has_file = any(value.get("type") == "file" for value, _ in fields)
        return dict.fromkeys(forms or [MULTIPART if has_file else FORM], content), bool(required)


def _examples(holder: dict[str, Any], file: Path) -> tuple[Any, ...]:
    found = [holder["example"]] if "example" in holder else []
    named = holder.get("examples")
    for entry in named.values() if isinstance(named, dict) else ():
        try:
            value, _ = followed(entry, file)
        except UnreadableError:
            continue
        if isinstance(value, dict) and ("value" in value or "dataValue" in value):
            found.append(value.get("value", value.get("dataValue")))
    return tuple(found[:3])
