"""Names that the runtime or a generated module has for itself: no name of a description may be the same."""

from __future__ import annotations

import ast
import re
from inspect import signature
from pathlib import Path

import pytest
from msgspec.structs import replace

from described import api, normalised
from runtime.async_client import AsyncClient
from runtime.client import SyncClient
from runtime.described_headers import DescribedHeaders
from runtime.options import CallOptions, ClientOptions
from source_tree import ROOT
from truespec.diagnostic import Report
from truespec.plan import plan
from truespec.plan.names import CALL_RESERVED, CLASSES_RESERVED, CLIENT_RESERVED, CONSTRUCTOR_RESERVED, HEADER_RESERVED

CLIENT_TEMPLATES = ROOT / "templates/client"
STREAM = "text/event-stream: {itemSchema: {type: integer}}"
PATHS = f"""
/a: {{get: {{responses: {{'200': {{description: ok, content: {{{STREAM}}}}}}}}}}}
/b: {{get: {{responses: {{'200': {{description: ok, content: {{{STREAM}, application/pdf: {{}}}}}}}}}}}}
/d: {{get: {{responses: {{'200': {{description: ok, content: {{application/pdf: {{}}}}}}}}}}}}
/c: {{get: {{responses: {{'200': {{description: ok, content: {{text/event-stream: {{}}}}}}}}}}}}
"""
EVERYTHING = api("", PATHS, version="3.2.0") + (
    "components: {securitySchemes: {a: {type: oauth2, flows: {}}, b: {type: mutualTLS}}}"
)


def imported_by(template: str) -> set[str]:
    """Give the names that a module made from a template may import, in whichever block."""
    text = (CLIENT_TEMPLATES / template).read_text("utf-8")
    lines = re.findall(r"^ *((?:from|import) [^{}\n]+)$", text, re.MULTILINE)
    nodes = [node for line in lines for node in ast.parse(line.strip()).body]
    return {
        (alias.asname or alias.name).partition(".")[0]
        for node in nodes
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }


@pytest.mark.parametrize("client", [SyncClient, AsyncClient])
def test_credentials_are_no_options_of_a_client(client: type) -> None:
    own = {*signature(client).parameters, *ClientOptions.__optional_keys__} - {"api", "credentials"}

    assert own <= CONSTRUCTOR_RESERVED


@pytest.mark.parametrize("client", [SyncClient, AsyncClient])
def test_resources_are_no_methods_of_a_client(client: type) -> None:
    assert {name for name in dir(client) if not name.startswith("_")} <= CLIENT_RESERVED


def test_headers_are_nothing_that_their_class_has() -> None:
    own = {name for name in dir(DescribedHeaders) if not name.startswith("_")}

    assert {*own, *DescribedHeaders.__annotations__} <= HEADER_RESERVED


def test_arguments_are_no_options_of_a_call() -> None:
    assert CallOptions.__optional_keys__ <= CALL_RESERVED


def test_arguments_are_nothing_that_a_method_calls(tmp_path: Path) -> None:
    methods = normalised(tmp_path, EVERYTHING).package.resources[0].methods
    templates = [(CLIENT_TEMPLATES / name).read_text("utf-8") for name in ("flat_method.jinja", "plain_method.jinja")]
    bodies = [text.rpartition("return {{ form.call }}")[2] for text in templates]

    called = {
        name
        for text in [*bodies, *(form.call for method in methods for form in method.forms.values())]
        for name in re.findall(r"(?<![.\w])([a-z]\w+)\(", text)
    }

    assert len(called) == 4
    assert called <= CALL_RESERVED


@pytest.mark.parametrize("template", ["client.py.jinja", "endpoint_init.py.jinja"])
def test_classes_are_nothing_that_a_module_imports(template: str) -> None:
    names = {name for name in imported_by(template) if name[0].isupper()}

    assert len(names) > 10
    assert names <= CLASSES_RESERVED


def test_clients_are_nothing_that_the_package_exports(tmp_path: Path) -> None:
    described = normalised(tmp_path, EVERYTHING)
    exports = {str(export.name) for export in described.package.exports}
    titles = {*exports, *(name.removeprefix("Async") for name in exports), "Client", "Api", "Sync Client API"}

    named = {
        title: plan(replace(described.specification, title=title), None, Report()).clients for title in sorted(titles)
    }
    taken = {
        title: [str(client.name) for client in clients if client.name in exports | CLASSES_RESERVED]
        for title, clients in named.items()
    }

    assert len(exports) > 14
    assert {title: names for title, names in taken.items() if names} == {}


def test_resources_are_nothing_that_the_package_exports(tmp_path: Path) -> None:
    tags = ["Client", "stream", "Answering", "Token Provider", "with response"]
    paths = "\n".join(f"/{n}: {{get: {{tags: [{tag}], responses: {{}}}}}}" for n, tag in enumerate(tags))

    resources = normalised(tmp_path, api("", paths)).package.resources

    names = {str(facade.class_name) for resource in resources for facade in resource.facades}
    assert len(names) == 2 * len(tags)
    assert names.isdisjoint(CLASSES_RESERVED)
