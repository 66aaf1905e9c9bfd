"""The methods of a generated package: which operation each calls, and which argument goes where, by its source."""

from __future__ import annotations

import ast
import inspect
import json
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import TypeAdapter

SETTINGS = ("self", "http_client", "server", "server_variables", "options")


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One method: `parameters` by (location, wire name) and `fields` by wire name give argument names."""

    call: Callable[..., Any]
    row: Any
    parameters: dict[tuple[str, str], str]
    fields: dict[str, str]
    body: str
    hints: dict[str, Any] = field(repr=False)

    def typed(self, argument: str, text: bytes) -> Any:
        """Give JSON as the type that an argument is annotated with; a text stands for the content of a file."""
        if self.takes_files(argument):
            value = json.loads(text)
            return [item.encode() for item in value] if isinstance(value, list) else value and value.encode()
        return adapter(self.hints[argument]).validate_json(text, by_alias=True, by_name=False)

    def takes_files(self, argument: str) -> bool:
        """Whether an argument is a file or several."""
        return "PathLike" in str(self.hints[argument])

    @property
    def bodies(self) -> list[Any]:
        """The rows of the bodies that are offered, the default first."""
        return [row for row in (self.row.body, *self.row.other_bodies) if row is not None]

    def accepts(self, argument: str) -> tuple[Any, ...]:
        """Give the types that an argument may have, leaving out that it may be left out."""
        return options(self.hints[argument])


def options(hint: Any) -> tuple[Any, ...]:
    """Give the members of a union, the type itself when it is none."""
    members = typing.get_args(hint) if typing.get_origin(hint) in (typing.Union, type(int | str)) else (hint,)
    return tuple(member for member in members if getattr(member, "__name__", "") != "Omit")


@cache
def adapter(hint: Any) -> TypeAdapter[Any]:
    """Give the reader of a type."""
    return TypeAdapter(typing.Union[options(hint)])  # noqa: UP007 - the members are known at run time only


def client_of(name: str, base_url: str, **settings: Any) -> Any:
    """Make the plain client of a package, with a credential for each of its arguments."""
    module = import_module(f"{name}.client")
    base = import_module(f"{name}._runtime.client").SyncClient
    made = next(value for value in vars(module).values() if isinstance(value, type) and base in value.__bases__)
    given: dict[str, Any] = {}
    for argument, parameter in inspect.signature(made.__init__).parameters.items():
        # A certificate would have to be a real one; the settings of a client are not credentials.
        if argument not in SETTINGS and "Certificate" not in str(parameter.annotation):
            given[argument] = ("user", "word") if "tuple" in str(parameter.annotation) else "secret"
    return made(base_url=base_url, on_drift=lambda _: None, **given, **settings)


def content_of(client: Any, content: bytes, row: Any) -> Any:
    """Give bytes as the content of a body, with a media type where only a range that cannot be guessed is described."""
    kind, _, name = row.media_type.partition("/")
    if name != "*" or kind in ("*", "application") or row.write.__name__ != "binary_body":
        return content
    file = import_module(type(client).__module__.partition(".")[0]).File
    return file(content, content_type=f"{kind}/x-any")


def methods_of(client: Any, faults: list[str]) -> Iterator[Method]:
    """Give every method of every resource of a client."""
    waiting, seen = [client], set[type]()
    while waiting:
        holder = waiting.pop()
        for name, held in vars(type(holder)).items():
            if isinstance(held, cached_property):
                resource = getattr(holder, name)
                waiting += [resource] if type(resource) not in seen else []
                seen.add(type(resource))
            elif inspect.isfunction(held) and not name.startswith("_"):
                method = _method(holder, name, held)
                if method:
                    yield method
                elif holder is not client:
                    faults.append(f"{type(holder).__name__}.{name} calls no operation")


def _method(holder: Any, name: str, function: Callable[..., Any]) -> Method | None:
    module = inspect.getmodule(type(holder))
    assert module is not None
    definition = _definitions(module).get((type(holder).__name__, name))
    call = _call(definition, module) if definition else None
    if call is None:
        return None
    row = getattr(module, call.args[-1].id)  # type: ignore[attr-defined]
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    listed = given.get("parameters")
    arguments = (
        [one.id if isinstance(one, ast.Name) else "" for one in listed.elts] if isinstance(listed, ast.Tuple) else []
    )
    parameters = {(one.location, one.name): name for one, name in zip(row.parameters, arguments, strict=True)}
    accepted = set(inspect.signature(function).parameters)
    hints = typing.get_type_hints(function, include_extras=True)
    return Method(
        call=getattr(holder, name),
        row=row,
        parameters=parameters,
        fields=_fields(given.get("body")),
        body="body" if "body" in accepted else "",
        hints=hints,
    )


@cache
def _definitions(module: ModuleType) -> dict[tuple[str, str], ast.FunctionDef]:
    """Give the methods of a module by class and name; of overloads the last one, which does the work."""
    tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    return {
        (holder.name, node.name): node
        for holder in classes
        for node in holder.body
        if isinstance(node, ast.FunctionDef)
    }


def _call(definition: ast.FunctionDef, module: ModuleType) -> ast.Call | None:
    """Find the call that is given an operation, as the last of what has no name."""
    for node in ast.walk(definition):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[-1], ast.Name):
            row = getattr(module, node.args[-1].id, None)
            if type(row).__name__ == "Operation":
                return node
    return None


def _fields(body: ast.expr | None) -> dict[str, str]:
    """Give the flat fields of a body: wire name to argument."""
    for node in ast.walk(body) if body else ():
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            named = [(key, held) for key, held in pairs if isinstance(held, ast.Name)]
            return {str(key.value): held.id for key, held in named if isinstance(key, ast.Constant)}
    return {}
