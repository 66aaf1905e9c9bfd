"""Rules about one object that its fixed fields do not say: what excludes what, and which texts are names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from truespec.codes import CONTRADICTION, INVALID_NAME, MISSING_KEY, WRONG_VALUE
from truespec.document import Mapping, Sequence
from truespec.grammar import is_extension
from truespec.rules.faults import TOKEN, Fault, Rule
from truespec.rules.parameter_rules import check_header, check_parameter
from truespec.rules.schema_rules import check_items, check_schema
from truespec.rules.security_rules import check_flow, check_flows, check_scheme
from truespec.rules.tables import Version

_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")
_STATUS: Final = re.compile(r"[1-5]([0-9]{2}|[Xx]{2})|default")
_MEDIA_TYPE: Final = re.compile(rf"({TOKEN.pattern})/({TOKEN.pattern})\s*(;[^\x00-\x1f]*)?")
_HOST: Final = re.compile(r"[^\s/?#@{}]+")
_EXCLUSIONS: Final = {
    "Parameter": (("example", "examples"), ("schema", "content"), ("content", "style"), ("content", "explode")),
    "Header": (("example", "examples"), ("schema", "content"), ("content", "style"), ("content", "explode")),
    "MediaType": (("example", "examples"), ("encoding", "prefixEncoding"), ("encoding", "itemEncoding")),
    "Encoding": (("encoding", "prefixEncoding"), ("encoding", "itemEncoding")),
    "Example": (
        ("value", "externalValue"),
        ("value", "dataValue"),
        ("value", "serializedValue"),
        ("serializedValue", "externalValue"),
    ),
    "License": (("identifier", "url"),),
    "Link": (("operationRef", "operationId"),),
    "XML": (("attribute", "nodeType"), ("wrapped", "nodeType")),
}


def _exclusions(kind: str) -> Rule:
    """Give the rule that some keys of a kind exclude each other."""

    def rule(value: Mapping, version: Version) -> Iterator[Fault]:
        for one, other in _EXCLUSIONS[kind]:
            if one in value and other in value:
                yield Fault(CONTRADICTION, f"{one} and {other} exclude each other", other)

    return rule


def _entry(value: Mapping, version: Version) -> Iterator[Fault]:
    if version >= (3, 1) and not {"paths", "components", "webhooks"} & value.keys():
        yield Fault(MISSING_KEY, "a description needs one of paths, components and webhooks")


def _address(value: Mapping, version: Version) -> Iterator[Fault]:
    """Check where a Swagger 2.0 API is, which later versions have no such keys for."""
    host, path = value.get("host"), value.get("basePath")
    if version < (3, 0) and isinstance(host, str) and not _HOST.fullmatch(host):
        yield Fault(WRONG_VALUE, f"host is a name, perhaps with a port, and nothing else: {host!r}", "host")
    if version < (3, 0) and isinstance(path, str) and not path.startswith("/"):
        yield Fault(WRONG_VALUE, "basePath must begin with /", "basePath")


def _component_names(value: Mapping, version: Version) -> Iterator[Fault]:
    for kind, held in value.items():
        for name in held if isinstance(held, Mapping) and not is_extension(kind) else ():
            if not _NAME.fullmatch(name):
                message = f"{name!r} names one of the {kind}: it may hold A-Z a-z 0-9 . _ - only"
                yield Fault(INVALID_NAME, message, name, within=kind)


def _statuses(value: Mapping, version: Version) -> Iterator[Fault]:
    statuses = [key for key in value if not is_extension(key)]
    if not statuses:
        yield Fault(MISSING_KEY, "an operation has at least one response")
    for status in statuses:
        if not _STATUS.fullmatch(status):
            yield Fault(INVALID_NAME, f"{status} is no status, range such as 4XX, or default", status)


def _paths(value: Mapping, version: Version) -> Iterator[Fault]:
    templates: dict[str, str] = {}
    for path in sorted(value):
        if is_extension(path):
            continue
        if not path.startswith("/"):
            yield Fault(INVALID_NAME, f"the path {path!r} must begin with /", path)
        if not path.isprintable():
            yield Fault(INVALID_NAME, f"the path {path!r} holds a character that no address can hold", path)
        if re.sub(r"\{[^{}]*\}", "", path).strip("{}") != re.sub(r"\{[^{}]*\}|[{}]", "", path):
            yield Fault(INVALID_NAME, f"the path {path!r} has a brace without its other half", path)
        other = templates.setdefault(unquote(re.sub(r"\{[^{}]*\}", "{}", path)), path)
        if other != path:
            yield Fault(CONTRADICTION, f"{path} and {other} are the same path", path)


def _contents(value: Mapping, version: Version) -> Iterator[Fault]:
    content = value.get("content")
    for media_type in content if isinstance(content, Mapping) else ():
        if not _MEDIA_TYPE.fullmatch(media_type):
            yield Fault(INVALID_NAME, f"{media_type!r} is no media type", "content")


def _headers(value: Mapping, version: Version) -> Iterator[Fault]:
    headers = value.get("headers")
    names = list(headers) if isinstance(headers, Mapping) else []
    if len({name.lower() for name in names}) < len(names):
        yield Fault(CONTRADICTION, "a header is there twice: case makes no difference", "headers")
    for name in names:
        if not TOKEN.fullmatch(name):
            yield Fault(INVALID_NAME, f"{name!r} is no name of a header", "headers")


def _link(value: Mapping, version: Version) -> Iterator[Fault]:
    if not {"operationRef", "operationId"} & value.keys():
        yield Fault(MISSING_KEY, "a Link Object needs one of operationRef and operationId")


def _server(value: Mapping, version: Version) -> Iterator[Fault]:
    url, variables = value.get("url"), value.get("variables")
    if url == "":
        yield Fault(WRONG_VALUE, "the address of a server is not empty", "url")
    declared = variables if isinstance(variables, Mapping) else ()
    for name in re.findall(r"\{([^{}]*)\}", url) if isinstance(url, str) else ():
        if name not in declared:
            yield Fault(MISSING_KEY, f"the address has {{{name}}}, and no variable declares it", "url")


def _variable(value: Mapping, version: Version) -> Iterator[Fault]:
    enum = value.get("enum")
    if isinstance(enum, Sequence) and value.get("default") not in enum:
        yield Fault(CONTRADICTION, "the default is not among the values of enum", "enum")
    if isinstance(enum, Sequence) and len(set(map(str, enum))) < len(enum):
        yield Fault(CONTRADICTION, "enum holds a value twice", "enum")


OBJECT_RULES: Final[dict[str, tuple[Rule, ...]]] = {
    "OpenAPI": (_entry, _address),
    "License": (_exclusions("License"),),
    "Server": (_server,),
    "ServerVariable": (_variable,),
    "Components": (_component_names,),
    "Paths": (_paths,),
    "Responses": (_statuses,),
    "Parameter": (_exclusions("Parameter"), check_parameter, _contents),
    "RequestBody": (_contents,),
    "MediaType": (_exclusions("MediaType"),),
    "Encoding": (_exclusions("Encoding"), _headers),
    "Response": (_contents, _headers),
    "Example": (_exclusions("Example"),),
    "Link": (_exclusions("Link"), _link),
    "Header": (_exclusions("Header"), _contents, check_header),
    "Items": (check_items,),
    "SecurityScheme": (check_scheme,),
    "OAuthFlows": (check_flows,),
    "OAuthFlow": (check_flow,),
    "XML": (_exclusions("XML"),),
    "Schema": (check_schema,),
}
