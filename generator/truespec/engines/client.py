"""The only door to openapi-python-client: the surface view in, the client's files out, every warning an error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, Final

from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader, StrictUndefined, Undefined
from msgspec import Struct
from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.strings import PythonIdentifier

from truespec.engines.compiled import compiled
from truespec.engines.refusal import EngineRefusedError
from truespec.engines.surface_view import argument_names, operation_id, surface_view
from truespec.engines.used_imports import with_used_imports
from truespec.file_tree import File, FileTree
from truespec.package import Method, Package, Source
from truespec.scratch import scratch_folder
from truespec.specification import Operation, Specification

PRODUCER: Final = "openapi-python-client"
_PREFIX: Final = "field_"
# What the engine asks for before it sees that the view has no models.
_UNUSED: Final = ("model.py.jinja", "str_enum.py.jinja", "int_enum.py.jinja", "literal_enum.py.jinja")


class _Expected(Struct, frozen=True):
    """An operation and its method, which the engine has to have read in full."""

    operation: Operation
    method: Method


def client_files(specification: Specification, package: Package, templates: Path) -> FileTree:
    """Give the client's files, relative to the project; raises EngineRefusedError on any warning or loss."""
    with scratch_folder() as scratch, redirect_stdout(StringIO()):
        config = _config(package, scratch / "project")
        data = GeneratorData.from_dict(surface_view(specification, package), config=config)
        if isinstance(data, GeneratorError):
            raise EngineRefusedError(f"{PRODUCER}: {data.header} {data.detail}")
        expected = _expected(specification, package)
        _check(data, expected)
        project = Project(openapi=data, config=config)
        project.env.bytecode_cache = compiled(templates)
        # Each time that a template includes another, its file is looked at otherwise.
        project.env.auto_reload = False
        project.env.loader = ChoiceLoader([FileSystemLoader(templates), DictLoader(dict.fromkeys(_UNUSED, ""))])
        _prepare(project, package, expected)
        _refuse(project.build())
        files = FileTree.read(scratch / "project", PRODUCER)
        return FileTree.of((*_moved(files, package), *_added(project, package)))


def _config(package: Package, output: Path) -> Config:
    """Give the engine's settings: no hooks, since formatting is ours."""
    settings = ConfigFile(
        project_name_override=str(package.distribution),
        package_name_override=package.name,
        package_version_override=str(package.version),
        post_hooks=[],
        field_prefix=_PREFIX,
    )
    return Config.from_sources(settings, MetaType.UV, "", "utf-8", overwrite=False, output_path=output)


def _expected(specification: Specification, package: Package) -> dict[str, _Expected]:
    """Give what the engine has to find, by the name that it gives an endpoint."""
    operations = {operation.name: operation for operation in specification.operations}
    return {
        str(PythonIdentifier(operation_id(resource.name, method), _PREFIX)): _Expected(
            operations[method.operation], method
        )
        for resource in package.resources
        for method in resource.methods
    }


def _check(data: GeneratorData, expected: dict[str, _Expected]) -> None:
    """Hold the engine's reading against the plan: every operation and argument, and nothing else."""
    _refuse(
        [
            *data.errors,
            *(error for group in data.endpoint_collections_by_tag.values() for error in group.parse_errors),
        ]
    )
    found = {str(endpoint.name): endpoint for endpoint in _endpoints(data)}
    if found.keys() != expected.keys():
        raise EngineRefusedError(f"{PRODUCER}: it read other operations: {sorted(found.keys() ^ expected.keys())}")
    for name, endpoint in found.items():
        wanted = expected[name]
        if _arguments(endpoint) != set(argument_names(wanted.method)):
            raise EngineRefusedError(f"{PRODUCER}: it read other arguments of {wanted.operation.name}")


def _endpoints(data: GeneratorData) -> Iterator[Endpoint]:
    """Give every endpoint that the engine read."""
    for group in data.endpoint_collections_by_tag.values():
        yield from group.endpoints


def _arguments(endpoint: Endpoint) -> set[str]:
    """Give the names of an endpoint's parameters as the view wrote them."""
    return {parameter.name.get_untrusted_value() for _, parameter in endpoint.iter_all_parameters()}


def _prepare(project: Project, package: Package, expected: dict[str, _Expected]) -> None:
    """Give the engine's templates our plan, and let them print nothing but Source."""
    tags = {str(PythonIdentifier(resource.name, "tag")): resource for resource in package.resources}
    project.env.undefined = StrictUndefined
    project.env.finalize = _printable
    given: dict[str, Any] = {
        "package": package,
        "resources": tags,
        "references": {name: wanted.method.reference for name, wanted in expected.items()},
    }
    project.env.globals.update(given)


def _printable(value: object) -> object:
    """Let Source and names pass; anything else in a template is a mistake of ours."""
    if isinstance(value, Source | Undefined) or (isinstance(value, str) and value.isidentifier()):
        return value
    raise TypeError(f"not Python source: {value!r}")


def _refuse(complaints: Sequence[GeneratorError]) -> None:
    """Raise when the engine has anything to say."""
    for complaint in complaints:
        raise EngineRefusedError(f"{PRODUCER}: {complaint.header} {complaint.detail}")


def _moved(files: FileTree, package: Package) -> Iterator[File]:
    """Put the engine's files where the project has them; its modules for endpoints are sections of the manual."""
    sections: dict[tuple[str, str], bytes] = {}
    modules = {str(PythonIdentifier(resource.name, "tag")): resource.name for resource in package.resources}
    for file in files:
        match file.path.split("/"):
            case [_, "types.py"]:
                if package.payloads:
                    yield _at(file, f"src/{package.name}/webhooks.py")
            case [_, "api", "__init__.py"]:
                yield _at(file, f"src/{package.name}/resources/__init__.py")
            case [_, "api", tag, "__init__.py"]:
                yield _resource(file, f"src/{package.name}/resources/{modules[tag]}.py")
            case [_, "api", tag, module]:
                sections[tag, module] = file.content
            case [_]:
                yield file
            case _:
                yield _at(file, f"src/{file.path}")
    yield File(path="REFERENCE.md", content=_manual(package, sections), producer=PRODUCER)


def _added(project: Project, package: Package) -> Iterator[File]:
    """Give the modules that the engine has no place for: the one for tests, and the classes of headers."""
    for name in ("testing", "headers") if package.headers else ("testing",):
        text = project.env.get_template(f"{name}.py.jinja").render()
        yield File(path=f"src/{package.name}/{name}.py", content=text.encode(), producer=PRODUCER)


def _resource(file: File, path: str) -> File:
    """Give the module of a resource, which may hold a thousand operations and needs few of its imports."""
    module = with_used_imports(file.content.decode())
    if module is None:
        return _at(file, path)
    return File(path=path, content=module.encode(), producer=file.producer, is_sorted=True)


def _at(file: File, path: str) -> File:
    """Give a file under another path."""
    return File(path=path, content=file.content, producer=file.producer)


def _manual(package: Package, sections: dict[tuple[str, str], bytes]) -> bytes:
    """Join the sections of the reference manual, in the order of the plan."""
    parts = [f"# {package.title}: reference\n".encode()]
    for resource in package.resources:
        tag = str(PythonIdentifier(resource.name, "tag"))
        parts.append(f"\n## {resource.title}\n\n".encode())
        parts.extend([f"{resource.description}\n\n".encode()] if resource.description else [])
        for method in resource.methods:
            name = PythonIdentifier(operation_id(resource.name, method), _PREFIX)
            parts.append(sections[tag, f"{name}.py"])
    return b"".join(parts)
