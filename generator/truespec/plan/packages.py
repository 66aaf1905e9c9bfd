"""Plan: a Specification as a Package, every name decided."""

from __future__ import annotations

import re
from typing import Final

from truespec.diagnostic import Report
from truespec.package import (
    ClientClass,
    Credential,
    MethodReference,
    Namespace,
    Package,
    Resource,
)
from truespec.paging import NO_RULES, PagingRules
from truespec.plan.annotations import Annotations, plain_types
from truespec.plan.bodies import Bodies
from truespec.plan.classes import class_names, plan_types
from truespec.plan.collisions import report_collisions
from truespec.plan.credentials import credential_exports, plan_credentials
from truespec.plan.exports import plan_exports
from truespec.plan.methods import MethodPlanner
from truespec.plan.names import (
    client_name,
    package_name,
)
from truespec.plan.nested_values import report_nested_values
from truespec.plan.paging import PagingPlanner, report_pages
from truespec.plan.payloads import plan_payloads
from truespec.plan.piecemeal_usage import piecemeal_usage
from truespec.plan.refusals import plan_refusals
from truespec.plan.resources import plan_resources
from truespec.plan.response_headers import ResponseHeaders, plan_response_headers
from truespec.plan.servers import server_choice, server_rows, variable_names, variable_types
from truespec.plan.source import code, docstring, literal, markdown, toml_string
from truespec.plan.unused_schemas import report_unused_schemas
from truespec.specification import Specification

# See https://packaging.python.org/en/latest/specifications/version-specifiers/#appendix-parsing-version-strings-with-regular-expressions.
_RELEASE: Final = re.compile(r"\d{1,9}(\.\d{1,9}){0,4}", re.ASCII)


def plan(specification: Specification, name: str | None, report: Report, pagination: PagingRules = NO_RULES) -> Package:
    """Give the package for a specification; `name` is the user's name for it, `pagination` what he says of pages."""
    name = name or package_name(specification.title)
    names = class_names(specification)
    title = specification.title or name
    clients = _client_names(name, specification.title)
    bodies = Bodies(specification, Annotations(names))
    headers = plan_response_headers(bodies)
    planner = _method_planner(bodies, headers, PagingPlanner.of(bodies, pagination, report))
    resources = plan_resources(specification, planner, clients)
    types, shared = plan_types(specification, names)
    package = Package(
        name=name,
        distribution=code(name.replace("_", "-")),
        version=code(_version(specification.version)),
        title=markdown(title),
        summary=toml_string(f"Python client for {title}"),
        docstring=docstring(f"Python client for {title}.\n\n{specification.description}", indent=0),
        class_docstring=docstring(f"{title}.\n\n{specification.description}"),
        api_title=literal(title),
        api_version=literal(specification.version),
        servers=server_rows(specification.servers),
        server_choice=server_choice(specification.servers),
        server_variables=variable_types(specification),
        variable_names=variable_names(specification),
        base_url_variable=code(f"{name.upper()}_BASE_URL"),
        clients=_clients(clients, resources, specification, name),
        types=types,
        shared=shared,
        resources=resources,
        payloads=plan_payloads(specification, Annotations(names)),
        headers=headers.classes,
        usage=_usage(resources),
        refusals=plan_refusals(specification.operations, bodies),
        piecemeal=piecemeal_usage(resources),
        exports=plan_exports(resources, credential_exports(specification)),
    )
    report_collisions(specification, package, report)
    _report_doubts(bodies, report)
    report_pages(package, specification, pagination, report)
    return package


def _report_doubts(bodies: Bodies, report: Report) -> None:
    """Say what of the description no type tells, and what it leaves open."""
    report_unused_schemas(bodies, report)
    report_nested_values(bodies, report)


def _client_names(package: str, title: str) -> tuple[str, str]:
    """Name the client for plain code and the one for asynchronous code."""
    name = client_name(package, title)
    return name, f"Async{name}"


def _method_planner(bodies: Bodies, headers: ResponseHeaders, paging: PagingPlanner) -> MethodPlanner:
    """Give the planner of methods, whose arguments are annotated as what a caller may pass."""
    accepted = Annotations(bodies.annotations.class_names, plain_types(bodies.specification))
    return MethodPlanner(bodies.specification, accepted, bodies, headers, paging)


def _clients(
    names: tuple[str, str], resources: tuple[Resource, ...], specification: Specification, package: str
) -> tuple[ClientClass, ClientClass]:
    """Plan both clients."""
    return (
        _client(names[0], 0, resources, plan_credentials(specification, package, 0)),
        _client(names[1], 1, resources, plan_credentials(specification, package, 1)),
    )


def _client(
    name: str, flavour: int, resources: tuple[Resource, ...], credentials: tuple[Credential, ...]
) -> ClientClass:
    """Plan one of the two clients: 0 for plain code, 1 for asynchronous code."""
    return ClientClass(
        name=code(name),
        base=code(("SyncClient", "AsyncClient")[flavour]),
        http_client=code(("httpx2.Client", "httpx2.AsyncClient")[flavour]),
        remark=code(("for plain code", "for asynchronous code, with `async with` and `await`")[flavour]),
        fake=code(("client", "async_client")[flavour]),
        fake_transport=code(("http_client", "async_http_client")[flavour]),
        namespaces=tuple(
            Namespace(
                name=resource.name,
                class_name=resource.facades[flavour].class_name,
                docstring=resource.method_docstring,
            )
            for resource in resources
        ),
        credentials=credentials,
    )


def _usage(resources: tuple[Resource, ...]) -> tuple[MethodReference, ...]:
    """Give example calls, a few at most and of different resources: rather ones that read, and that need little."""
    easiest = [min((method.reference for method in resource.methods), key=_effort) for resource in resources]
    return tuple(sorted(easiest, key=_effort)[:3])


def _effort(reference: MethodReference) -> tuple[bool, int]:
    """Say what a call asks of who tries it."""
    return not reference.endpoint.startswith("`GET "), sum(not argument.default for argument in reference.arguments)


def _version(text: str) -> str:
    """Give a version that Python's packaging accepts: the leading release number of the API's."""
    match = _RELEASE.match(text.removeprefix("v"))
    return match[0] if match else "0.0.0"
