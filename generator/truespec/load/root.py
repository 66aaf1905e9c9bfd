"""Whether a root is that of an OpenAPI description, and of which version."""

from __future__ import annotations

import re

from truespec.building import edited
from truespec.codes import (
    ASYNCAPI,
    NOT_A_MAPPING,
    NOT_OPENAPI,
    SHORT_VERSION,
    UNSUPPORTED_VERSION,
    WRONG_OPERATION,
)
from truespec.diagnostic import Report, Stopped
from truespec.document import Mapping, Place, Sequence, Value
from truespec.load.excerpt import Excerpt
from truespec.load.fences import Fence

VERSION = re.compile(r"3\.[0-2]\.[0-9]+(?:-.+)?")
SWAGGER_VERSION = "2.0"

ENTRY_DOCUMENT = "give the entry document, which says openapi: 3.1.0 or the like"


def mapping_of(value: Value, excerpt: Excerpt, report: Report) -> Mapping:
    """Give the root when it is a mapping; adds to the report and raises Stopped otherwise."""
    if isinstance(value, Mapping):
        return value
    kind = "a list" if isinstance(value, Sequence) else "a single value"
    message = f"the root is {kind}, not a mapping" if excerpt.text.strip() else "the file is empty"
    report.add(NOT_A_MAPPING, at=excerpt.place(0, 0), message=message)
    raise Stopped


def check_openapi(root: Mapping, report: Report) -> Mapping:
    """Give the root of a description of a known version, written in full; raises Stopped after adding an error."""
    if "openapi" in root:
        root = _whole_version(root, report)
    elif "swagger" in root:
        _check_swagger(root, report)
    elif "asyncapi" in root:
        message = "the source describes AsyncAPI channels, not an HTTP API"
        report.add(ASYNCAPI, at=_place(root, "asyncapi"), message=message)
    else:
        _complain_of_other(root, report)
    if report.failed:
        raise Stopped
    return root


def check_operation(root: Mapping, fence: Fence, report: Report) -> None:
    """Warn when the fence announces an operation that the description does not hold."""
    if fence.operation is None:
        return
    method, path = fence.operation
    held = set(_operations(root))
    if (method, path.rstrip("/")) in held:
        return
    holds = ", ".join(f"{held_method} {held_path or '/'}" for held_method, held_path in sorted(held)[:3])
    hint = f"it holds {holds}" if held else "it holds no operation"
    message = f"the code fence announces {method} {path}, which the description does not hold"
    report.add(WRONG_OPERATION, at=fence.place, message=message, hint=hint)


def _whole_version(root: Mapping, report: Report) -> Mapping:
    """Give the root with all three numbers in its version; `3.1` is taken for 3.1.0, as text or as a number."""
    version, at = str(root["openapi"]), _place(root, "openapi")
    if VERSION.fullmatch(f"{version}.0"):
        whole = f"{version}.0"
        message, hint = f"the version {version} lacks its last number", f"write all three numbers, as in {whole}"
        report.add(SHORT_VERSION, at=at, message=message, hint=hint)
        return edited(root, openapi=whole)
    if not isinstance(root["openapi"], str):
        shown = "a mapping or a list" if isinstance(root["openapi"], (Mapping, Sequence)) else version
        message, hint = f"the version is {shown}, which is no text", "write all three numbers, as in 3.1.0"
        report.add(UNSUPPORTED_VERSION, at=at, message=message, hint=hint)
    elif not VERSION.fullmatch(version):
        message, hint = f"OpenAPI {version} is not supported", "truespec reads Swagger 2.0 and OpenAPI 3.0 to 3.2"
        report.add(UNSUPPORTED_VERSION, at=at, message=message, hint=hint)
    return root


def _check_swagger(root: Mapping, report: Report) -> None:
    version = root["swagger"]
    if str(version) != SWAGGER_VERSION:
        shown = "of no number" if isinstance(version, Mapping | Sequence) else version
        message = f"Swagger {shown} is not supported"
        hint = f'truespec reads swagger: "{SWAGGER_VERSION}" and OpenAPI 3'
        report.add(UNSUPPORTED_VERSION, at=_place(root, "swagger"), message=message, hint=hint)


def _complain_of_other(root: Mapping, report: Report) -> None:
    hint = "an overlay is given with --overlay" if "overlay" in root else ENTRY_DOCUMENT
    report.add(NOT_OPENAPI, at=root.mark.place(root.file), message="there is no key openapi at the root", hint=hint)


def _operations(root: Mapping) -> list[tuple[str, str]]:
    paths, webhooks = root.get("paths"), root.get("webhooks")
    operations = [("webhook", name.rstrip("/")) for name in webhooks] if isinstance(webhooks, Mapping) else []
    for path, item in paths.items() if isinstance(paths, Mapping) else ():
        operations += [(method, path.rstrip("/")) for method in item] if isinstance(item, Mapping) else []
    return operations


def _place(root: Mapping, key: str) -> Place:
    return root.marks[key].place(root.file)
