"""Rules about several objects: parameters and their path, names that are used twice, or that nothing defines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from truespec.building import mappings
from truespec.codes import CONTRADICTION, INVALID_NAME, UNDEFINED_NAME
from truespec.diagnostic import Report
from truespec.document import Document, Mapping, Place, Sequence, Value
from truespec.grammar import METHODS
from truespec.media_type import essence
from truespec.pointer import Pointer
from truespec.rules.cycles import report_cycles
from truespec.rules.tables import Version
from truespec.rules.walking import Met

_FILE_TYPES: Final = frozenset(("multipart/form-data", "application/x-www-form-urlencoded"))


class Relations(Struct, frozen=True):
    """Checks the objects of one description against each other."""

    document: Document
    version: Version
    report: Report

    def check(self, met: Iterable[Met]) -> None:
        """Check every object that was met."""
        report_cycles(self.document.root, self.report)
        schemes = self._security_schemes()
        for one in met:
            if one.kind in ("PathItem", "Operation"):
                self._check_twice(one.value)
            if one.kind == "PathItem":
                self._check_item(one)
            elif one.kind == "Security":
                self._check_security(one.value, schemes)
            elif one.kind == "MediaType":
                self._check_encoding(one.value)
            elif one.kind == "OpenAPI":
                self._check_tags(one.value)

    def _check_item(self, item: Met) -> None:
        """Check the operations of one path item."""
        self._check_methods(item.value)
        paths = self.document.root.get("paths")
        is_path = isinstance(paths, Mapping) and paths.get(item.key) is item.value
        shared = self._parameters(item.value)
        for method in METHODS:
            operation = item.value.get(method)
            if not isinstance(operation, Mapping):
                continue
            given = self._given(shared, operation)
            if is_path:
                self._check_template(item.key, given)
            if self.version < (3, 0):
                self._check_body(given, operation)
                self._check_examples(operation)
            else:
                self._check_query_string(given)
        if is_path and not any(method in item.value for method in METHODS):
            self._check_template(item.key, shared)
        if is_path and len(names := _placeholders(item.key)) > len(set(names)):
            at = item.value.place
            self.report.add(CONTRADICTION, at=at, message=f"the path {item.key} has a parameter twice")

    def _check_methods(self, item: Mapping) -> None:
        more = item.get("additionalOperations")
        marks = more.key_marks if isinstance(more, Mapping) else {}
        for method, mark in marks.items():
            if method.lower() in METHODS:
                at = mark.place(item.file)
                message = f"the method {method} has a field of its own"
                self.report.add(CONTRADICTION, at=at, message=message, hint=f"call it {method.lower()}")

    def _given(self, shared: list[tuple[Mapping, Place]], operation: Mapping) -> list[tuple[Mapping, Place]]:
        """Give the parameters of an operation: its own replace those of its path item."""
        own = self._parameters(operation)
        replaced = {_identity(parameter) for parameter, _ in own}
        return [*(one for one in shared if _identity(one[0]) not in replaced), *own]

    def _check_template(self, path: str, given: list[tuple[Mapping, Place]]) -> None:
        for parameter, at in given:
            name = parameter.get("name")
            if parameter.get("in") == "path" and isinstance(name, str) and name not in _placeholders(path):
                message = f"{name} is in the path, and {path} has no {{{name}}}"
                self.report.add(UNDEFINED_NAME, at=at, message=message)

    def _check_query_string(self, given: list[tuple[Mapping, Place]]) -> None:
        strings = [at for parameter, at in given if parameter.get("in") == "querystring"]
        queries = [at for parameter, at in given if parameter.get("in") == "query"]
        for at in strings[1:] or (queries if strings else ()):
            self.report.add(
                CONTRADICTION, at=at, message="a parameter in querystring excludes every other in the query"
            )

    def _check_body(self, given: list[tuple[Mapping, Place]], operation: Mapping) -> None:
        """See https://swagger.io/specification/v2/#parameter-object: one body, or a form."""
        bodies = [at for parameter, at in given if parameter.get("in") == "body"]
        forms = [at for parameter, at in given if parameter.get("in") == "formData"]
        for at in bodies[1:] or (forms if bodies else ()):
            self.report.add(CONTRADICTION, at=at, message="an operation has one body parameter, or form parameters")
        consumes = operation.get("consumes", self.document.root.get("consumes"))
        types = set(map(str, consumes)) if isinstance(consumes, Sequence) else set[str]()
        for parameter, at in given:
            if parameter.get("type") == "file" and not any(map(_takes_files, types)):
                self.report.add(CONTRADICTION, at=at, message="a file needs consumes to be a form's media type")

    def _check_examples(self, operation: Mapping) -> None:
        """See https://swagger.io/specification/v2/#example-object: they are of what the operation produces."""
        produces = operation.get("produces") or self.document.root.get("produces")
        produced = {essence(str(one)) for one in produces} if isinstance(produces, Sequence) else set[str]()
        for _, response in mappings(operation.get("responses")):
            examples = response.get("examples")
            for name, mark in examples.key_marks.items() if isinstance(examples, Mapping) else ():
                at = mark.place(response.file)
                if "schema" not in response:
                    self.report.add(CONTRADICTION, at=at, message="a response without a schema has no content to show")
                elif produced and essence(name) not in produced:
                    self.report.add(UNDEFINED_NAME, at=at, message=f"the operation does not produce {name}")

    def _check_twice(self, holder: Mapping) -> None:
        """Report a parameter that one list holds twice."""
        seen: set[tuple[str, str]] = set()
        for parameter, at in self._parameters(holder):
            identity = _identity(parameter)
            name, location = parameter.get("name"), parameter.get("in")
            if identity in seen and isinstance(name, str) and isinstance(location, str):
                message = f"{name} in {location} is there already"
                self.report.add(CONTRADICTION, at=at, message=message)
            seen.add(identity)

    def _parameters(self, holder: Mapping) -> list[tuple[Mapping, Place]]:
        """Give the parameters that a path item or operation lists, references followed, each with its own place."""
        listed = holder.get("parameters")
        found: list[tuple[Mapping, Place]] = []
        for index, entry in enumerate(listed if isinstance(listed, Sequence) else ()):
            parameter = self._followed(entry)
            if isinstance(listed, Sequence) and parameter is not None:
                found.append((parameter, listed.marks[index].place(listed.file)))
        return found

    def _followed(self, value: Value) -> Mapping | None:
        """Follow references within the document, not too far."""
        for _ in range(20):
            target = value.get("$ref") if isinstance(value, Mapping) else None
            if not isinstance(target, str):
                break
            try:
                value = self.document.find(Pointer.parse(target))
            except (KeyError, ValueError):
                return None
        return value if isinstance(value, Mapping) else None

    def _security_schemes(self) -> frozenset[str]:
        holder = self.document.root.get("components") if self.version >= (3, 0) else self.document.root
        key = "securitySchemes" if self.version >= (3, 0) else "securityDefinitions"
        schemes = holder.get(key) if isinstance(holder, Mapping) else None
        return frozenset(schemes if isinstance(schemes, Mapping) else ())

    def _check_security(self, requirement: Mapping, schemes: frozenset[str]) -> None:
        for name, mark in requirement.key_marks.items():
            if name not in schemes and not (self.version >= (3, 2) and "/" in name):
                at = mark.place(requirement.file)
                self.report.add(UNDEFINED_NAME, at=at, message=f"no security scheme is named {name}")

    def _check_encoding(self, media_type: Mapping) -> None:
        encoding, schema = media_type.get("encoding"), self._followed(media_type.get("schema"))
        properties = schema.get("properties") if schema else None
        if not isinstance(encoding, Mapping) or not isinstance(properties, Mapping) or "allOf" in (schema or ()):
            return
        for name, mark in encoding.key_marks.items():
            if name not in properties:
                at = mark.place(encoding.file)
                self.report.add(UNDEFINED_NAME, at=at, message=f"the schema has no property {name} to encode")

    def _check_tags(self, root: Mapping) -> None:
        tags = root.get("tags")
        seen: set[str] = set()
        for tag in tags if isinstance(tags, Sequence) else ():
            name = str(tag.get("name")) if isinstance(tag, Mapping) else ""
            if isinstance(tag, Mapping) and name in seen:
                self.report.add(INVALID_NAME, at=tag.place, message=f"the tag {name} is there already")
            seen.add(name)


def _identity(parameter: Mapping) -> tuple[str, str]:
    """Give what no two parameters share: https://spec.openapis.org/oas/v3.1.2#parameter-object."""
    location, name = str(parameter.get("in")), str(parameter.get("name"))
    return location, name.lower() if location == "header" else name


def _takes_files(media_type: str) -> bool:
    return any(media_type.startswith(known) or f"+{known.partition('/')[2]}" in media_type for known in _FILE_TYPES)


def _placeholders(path: str) -> list[str]:
    return re.findall(r"\{([^{}]+)\}", path)
