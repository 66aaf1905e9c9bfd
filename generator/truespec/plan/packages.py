"""Plan: a Specification as a Package, every name decided."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Final

from truespec.diagnostic import Report
from truespec.package import (
    NOTHING,
    ClientClass,
    Credential,
    Facade,
    Method,
    Namespace,
    Package,
    Resource,
    Source,
)
from truespec.plan.annotations import Annotations
from truespec.plan.classes import class_names, plan_types
from truespec.plan.methods import MethodPlanner
from truespec.plan.names import (
    CLASS_RESERVED,
    CLIENT_RESERVED,
    MODULE_RESERVED,
    client_name,
    constructor_name,
    identifier,
    method_name,
    package_name,
    pascal_case,
    snake_case,
    unique_names,
)
from truespec.plan.source import code, docstring, literal, markdown, toml_string
from truespec.plan.wire import report_styles, security_scheme
from truespec.specification import Operation, SecurityScheme, Specification

# See https://packaging.python.org/en/latest/specifications/version-specifiers/#appendix-parsing-version-strings-with-regular-expressions.
_RELEASE: Final = re.compile(r"\d{1,9}(\.\d{1,9}){0,4}")


def plan(specification: Specification, name: str | None, report: Report) -> Package:
    """Give the package for a specification; `name` is the user's name for it, if he has one."""
    name = name or package_name(specification.title)
    client = client_name(name)
    names = class_names(specification)
    for operation in specification.operations:
        report_styles(operation, report)
    title = specification.title or name
    resources = _resources(specification, MethodPlanner(specification, Annotations(names)))
    return Package(
        name=name,
        distribution=code(name.replace("_", "-")),
        version=code(_version(specification.version)),
        title=markdown(title),
        summary=toml_string(f"Python client for {title}"),
        docstring=docstring(f"Python client for {title}.\n\n{specification.description}", indent=0),
        class_docstring=docstring(f"{title}.\n\n{specification.description}"),
        api_title=literal(title),
        api_version=literal(specification.version),
        servers=literal(specification.servers),
        base_url_variable=code(f"{name.upper()}_BASE_URL"),
        clients=(_client(client, 0, resources), _client(f"Async{client}", 1, resources)),
        credentials=_credentials(specification.security_schemes, name),
        types=plan_types(specification, names),
        resources=resources,
        usage=_usage(resources),
    )


def _client(name: str, flavour: int, resources: tuple[Resource, ...]) -> ClientClass:
    """Plan one of the two clients: 0 for plain code, 1 for asynchronous code."""
    return ClientClass(
        name=code(name),
        base=code(("SyncClient", "AsyncClient")[flavour]),
        http_client=code(("httpx2.Client", "httpx2.AsyncClient")[flavour]),
        remark=code(("for plain code", "for asynchronous code, with `async with` and `await`")[flavour]),
        namespaces=tuple(
            Namespace(
                name=resource.name,
                class_name=resource.facades[flavour].class_name,
                docstring=resource.method_docstring,
            )
            for resource in resources
        ),
    )


def _usage(resources: tuple[Resource, ...]) -> tuple[Source, ...]:
    """Give example calls, the first method of each resource, a few at most."""
    return tuple(resource.methods[0].reference.example for resource in resources[:3])


def _version(text: str) -> str:
    """Give a version that Python's packaging accepts: the leading release number of the API's."""
    match = _RELEASE.match(text.removeprefix("v"))
    return match[0] if match else "0.0.0"


def _credentials(schemes: tuple[SecurityScheme, ...], package: str) -> tuple[Credential, ...]:
    """Give a constructor argument for each security scheme; the only bearer scheme is simply `token`."""
    usual = {"bearer": "token", "apiKey": "api_key", "basic": "basic_auth"}
    kinds = Counter(scheme.kind for scheme in schemes)
    names = unique_names((scheme.name for scheme in schemes), constructor_name)
    short = {scheme.name: usual[scheme.kind] for scheme in schemes if kinds[scheme.kind] == 1}
    own = {names[scheme.name] for scheme in schemes if scheme.name not in short}
    return tuple(
        _credential(
            scheme, names[scheme.name] if short.get(scheme.name) in {None, *own} else short[scheme.name], package
        )
        for scheme in schemes
    )


def _credential(scheme: SecurityScheme, argument: str, package: str) -> Credential:
    """Plan one credential."""
    variable = f"{package}_{argument}".upper()
    return Credential(
        argument=code(argument),
        scheme=literal(scheme.name),
        annotation=code("tuple[str, str] | None" if scheme.kind == "basic" else "str | None"),
        row=security_scheme(scheme, argument, variable),
        variable=code(variable),
    )


def _resources(specification: Specification, planner: MethodPlanner) -> tuple[Resource, ...]:
    """Give a resource for each tag, by name."""
    by_tag: dict[str, list[Operation]] = defaultdict(list)
    for operation in specification.operations:
        by_tag[operation.tag].append(operation)
    names = unique_names(by_tag, lambda tag: identifier(snake_case(tag), "n", CLIENT_RESERVED | MODULE_RESERVED))
    planned = [_resource(tag, names[tag], operations, planner) for tag, operations in by_tag.items()]
    return tuple(sorted(planned, key=lambda resource: resource.name))


def _resource(tag: str, name: str, operations: list[Operation], planner: MethodPlanner) -> Resource:
    """Plan one resource."""
    class_name = identifier(pascal_case(name), "N", CLASS_RESERVED)
    text = f"Operations of {tag}."
    return Resource(
        tag=tag,
        name=code(name),
        title=markdown(tag),
        module_docstring=docstring(text, indent=0),
        docstring=docstring(text),
        method_docstring=docstring(text, indent=2),
        methods=_methods(tag, name, operations, planner),
        facades=(
            Facade(class_name=code(class_name), client=code("SyncClient"), define=code("def"), wait=NOTHING),
            Facade(
                class_name=code(f"Async{class_name}"),
                client=code("AsyncClient"),
                define=code("async def"),
                wait=code("await "),
            ),
        ),
    )


def _methods(tag: str, resource: str, operations: list[Operation], planner: MethodPlanner) -> tuple[Method, ...]:
    """Plan the methods of a tag, by name; operations that would share a short name keep their whole one."""
    short = {operation.name: method_name(operation.name, tag) for operation in operations}
    shared = Counter(short.values())
    whole = unique_names(short, lambda text: method_name(text, ""))
    planned = [
        planner.plan(operation, _chosen(short[operation.name], whole[operation.name], shared), resource)
        for operation in operations
    ]
    return tuple(sorted(planned, key=lambda method: method.name))


def _chosen(short: str, whole: str, shared: Counter[str]) -> str:
    """Choose the short name when no other operation has it."""
    return short if shared[short] == 1 else whole
