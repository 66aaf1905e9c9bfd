"""Run by itself on one package: calls every method once, and holds what arrives against the original description.

Prints JSON: how many operations are described, and for each that failed why.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from arriving import IGNORED_HEADERS, disagreements
from described import Content, Described, Operation, Parameter
from lowering import Lowering
from making import Made, declared, made, validator_of
from methods import Method, client_of, content_of, methods_of
from reading import UnreadableError
from recorder import recorder
from wire import Request, Sent

BYTES = b"\x00\x01binary"
# What a text parameter takes as well as any other text, and what has to be escaped for it.
HOSTILE = "a b/c?d=e&f#g%2Bé+,;"


class RefusedError(Exception):
    """A call that could not be made, and why."""


@dataclass
class Caller:
    """Calls the methods of one package."""

    described: Described
    client: Any
    arrived: list[Request]
    schemes: dict[str, Any] = field(default_factory=dict[str, Any])
    faults: dict[str, str] = field(default_factory=dict[str, str])
    contradictions: dict[str, str] = field(default_factory=dict[str, str])

    @cached_property
    def lowerings(self) -> tuple[Lowering, Lowering]:
        """What makes schemas stand by themselves, with and without what discriminators say."""
        is_old = self.described.version.startswith(("2", "3.0"))
        return Lowering(is_old=is_old), Lowering(is_old=is_old, tagged=False)

    def call_all(self) -> int:
        """Call the method of each operation that is described; gives how many there are."""
        strays: list[str] = []
        methods = {(method.row.method.upper(), method.row.path): method for method in methods_of(self.client, strays)}
        self.faults |= dict.fromkeys(strays, "method: calls no operation")
        self.schemes = self.described.schemes()
        count = 0
        for operation in self.described.operations():
            count += 1
            method = methods.get((operation.method.upper(), operation.path))
            fault = self._fault(operation, method) if method else "method: there is none"
            if fault:
                self.faults[operation.name] = fault
        return count

    def _fault(self, operation: Operation, method: Method) -> str:
        """Call a method in each way that there is, and say what went wrong first."""
        try:
            ways = self._ways(operation, method)
        except RefusedError as error:
            return str(error)
        except UnreadableError as error:
            return f"description: {error}"
        for arguments, sent in ways:
            fault = self._called(operation, method, arguments, sent)
            if fault:
                return fault
        return ""

    def _called(self, operation: Operation, method: Method, arguments: dict[str, Any], sent: Sent) -> str:
        self.arrived.clear()
        raised = _raised(method, arguments)
        if not self.arrived:
            return f"call: {raised or 'nothing arrived'}"
        found = next(disagreements(self.arrived[0], operation, sent, self.schemes), "")
        return found or (f"answer: {raised}" if raised and not _is_of_the_api(raised) else "")

    def _ways(self, operation: Operation, method: Method) -> list[tuple[dict[str, Any], Sent]]:
        """Give the arguments of each call and what they come to: a body as its fields and as a whole, in each type."""
        arguments: dict[str, Any] = {}
        sent: list[tuple[Parameter, Any]] = []
        for parameter in operation.parameters:
            if parameter.location == "header" and parameter.name.lower() in IGNORED_HEADERS and not parameter.required:
                continue
            argument = method.parameters.get((parameter.location, parameter.name))
            if not argument:
                if parameter.location == "header" and parameter.name.lower() in IGNORED_HEADERS:
                    continue
                raise RefusedError(f"argument: no argument for the {parameter.location} parameter {parameter.name}")
            value = self._made_parameter(operation, parameter)
            if value is not None:
                arguments[argument] = _typed(method, argument, value)
                sent.append((parameter, value))
        if not operation.body:
            return [(arguments, Sent(parameters=sent))]
        _refuse_missing(operation, method)
        bodies = [way for row in method.bodies for way in self._bodies(operation, method, row)]
        return [({**arguments, **given}, replace(told, parameters=sent)) for given, told in bodies]

    def _bodies(self, operation: Operation, method: Method, row: Any) -> Iterator[tuple[dict[str, Any], Sent]]:
        """Give the arguments that send one media type, and what they come to."""
        content = operation.body[row.media_type]
        schema, body = self._made_body(content)
        if body.contradiction:
            self.contradictions[operation.name] = f"body: {body.contradiction}"
        # A schema that no value was found for cannot hold what arrives; it has to be what was given all the same.
        validator = validator_of({} if body.contradiction else schema)
        sent = Sent(media_type=row.media_type, body=body.value, validator=validator)
        if row is method.row.body:
            yield from ((given, sent) for given in _fields(method, body.value, declared(schema)))
        choice = {"content_type": row.media_type} if len(method.bodies) > 1 and "*" not in row.media_type else {}
        if row.write.__name__ in ("text_body", "binary_body"):
            raw = body.value.encode() if isinstance(body.value, str) and body.value else BYTES
            yield {method.body: content_of(self.client, raw, row), **choice}, replace(sent, body=raw)
        elif row.write.__name__ == "json_lines_body":
            yield {method.body: [body.value, body.value], **choice}, sent
        else:
            yield {method.body: _whole(method, body.value), **choice}, sent

    def _made_body(self, content: Content) -> tuple[dict[str, Any], Made]:
        """Make the value of a body, with the schema that holds it for valid."""
        schema = self.lowerings[0].schema(content.schema, content.file)
        body = made(schema, content.examples)
        if body.contradiction:
            untagged = self.lowerings[1].schema(content.schema, content.file)
            other = made(untagged, content.examples)
            return (schema, body) if other.contradiction else (untagged, other)
        return schema, body

    def _made_parameter(self, operation: Operation, parameter: Parameter) -> Any:
        """Make the value of a parameter; one that contradicts itself is given only where it must be."""
        schema = self.lowerings[0].schema(parameter.schema, parameter.file)
        if parameter.location == "path":
            # An empty path value would be another path.
            schema["allOf"].append({"not": {"enum": ["", [], {}, None]}})
        hostile = (HOSTILE,) if parameter.location in ("path", "query") and not parameter.is_json else ()
        found = made(schema, (*hostile, *parameter.examples))
        if found.contradiction and parameter.required:
            self.contradictions[operation.name] = f"{parameter.location} {parameter.name}: {found.contradiction}"
        return None if found.contradiction and not parameter.required else found.value


def _refuse_missing(operation: Operation, method: Method) -> None:
    """Refuse a method that does not offer each media type that is described, or another one."""
    offered, described = {row.media_type for row in method.bodies}, set(operation.body)
    if offered != described:
        raise RefusedError(f"argument: {sorted(offered)} can be sent, and {sorted(described)} is described")


def _fields(method: Method, body: Any, names: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Give the body as flat fields, where it fits into them."""
    if not method.fields or not isinstance(body, dict) or not body:
        return
    lost = [name for name in body if name in names and name not in method.fields]
    if lost:
        raise RefusedError(f"argument: no argument for {', '.join(lost)} of the body")
    if body.keys() <= method.fields.keys():
        fields = {name: method.fields[name] for name in body}
        yield {argument: _typed(method, argument, body[name]) for name, argument in fields.items()}


def _whole(method: Method, body: Any) -> Any:
    """Give a body as its own type, as plain JSON where there are several types or files in it."""
    is_plain = len(method.bodies) > 1 or method.bodies[0].write.__name__ != "json_body"
    return body if is_plain else _typed(method, method.body, body)


def _typed(method: Method, argument: str, value: Any) -> Any:
    try:
        return method.typed(argument, json.dumps(value).encode())
    except Exception as error:
        lines = " ".join(line.strip() for line in str(error).splitlines()[1:3])
        told = f"{json.dumps(value)[:80]}: {type(error).__name__} {lines[:160]}"
        raise RefusedError(f"type: {argument} refuses {told}") from None


def _raised(method: Method, arguments: dict[str, Any]) -> str:
    """Call, and say what was raised."""
    try:
        given = method.call(**arguments)
        # What gives pages has sent nothing yet.
        getattr(given, "first", dict)()
    except Exception as error:
        kinds = ".".join(kind.__name__ for kind in type(error).__mro__)
        return f"{kinds.split('.Exception')[0]}: {str(error).splitlines()[0][:200] if str(error) else ''}"
    return ""


def _is_of_the_api(raised: str) -> bool:
    """Say whether an exception is about the answer, which is none that is described."""
    return "APIError" in raised.partition(":")[0].split(".")


def main(source: Path, folder: Path, name: str) -> None:
    """Call all of one package."""
    sys.path.insert(0, str(folder / "src"))
    warnings.simplefilter("ignore")
    with recorder() as (address, arrived):
        caller = Caller(Described(source.resolve()), client_of(name, address), arrived)
        count = caller.call_all()
    print(json.dumps({"operations": count, "faults": caller.faults, "contradictions": caller.contradictions}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
