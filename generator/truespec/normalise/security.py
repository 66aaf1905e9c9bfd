"""Security schemes. See https://spec.openapis.org/oas/v3.1.2#security-scheme-object."""

from __future__ import annotations

from truespec.codes import UNSUPPORTED_SECURITY
from truespec.diagnostic import Report
from truespec.document import Document, Mapping, Sequence, Value
from truespec.normalise.following import followed
from truespec.normalise.schemas import text
from truespec.specification import SecurityScheme


def read_security_schemes(document: Document, report: Report) -> tuple[SecurityScheme, ...]:
    """Read the schemes that a client can apply, sorted by name; each other one is a remark."""
    read: list[SecurityScheme] = []
    for name, entry in sorted(_schemes(document.root).items()):
        value = followed(entry, document)
        scheme = _read_scheme(name, value)
        if scheme:
            read.append(scheme)
        else:
            message = f"the security scheme {name} is of a kind that the HTTP client has to apply"
            report.add(UNSUPPORTED_SECURITY, at=value.place, message=message, hint="give an http_client that does")
    return tuple(read)


def _schemes(root: Mapping) -> Mapping:
    """Give the security schemes among the components."""
    components = root.get("components")
    schemes = components.get("securitySchemes") if isinstance(components, Mapping) else None
    return schemes if isinstance(schemes, Mapping) else Mapping(root.file, root.mark)


def _read_scheme(name: str, value: Mapping) -> SecurityScheme | None:
    """Read one scheme, None when its kind is not supported."""
    description = text(value, "description")
    match text(value, "type"), text(value, "scheme").lower():
        case ("http", "bearer" | "basic" | "digest" as kind) | ("mutualTLS" as kind, _):
            return SecurityScheme(name=name, kind=kind, description=description)
        case "oauth2", _:
            return SecurityScheme(name=name, kind="oauth2", token_urls=_token_urls(value), description=description)
        case "openIdConnect", _:
            url = text(value, "openIdConnectUrl")
            return SecurityScheme(name=name, kind="openIdConnect", configuration_url=url, description=description)
        case "apiKey", _:
            location, parameter = text(value, "in"), text(value, "name")
            return SecurityScheme(
                name=name, kind="apiKey", location=location, parameter_name=parameter, description=description
            )
        case _:
            return None


def _token_urls(scheme: Mapping) -> tuple[tuple[str, str], ...]:
    """Give where each flow gets its tokens, and under `refresh` where the first that says so renews them."""
    flows = scheme.get("flows")
    read = (
        [(name, flow) for name, flow in flows.items() if isinstance(flow, Mapping)]
        if isinstance(flows, Mapping)
        else []
    )
    urls = {name: text(flow, "tokenUrl") for name, flow in sorted(read)}
    renewing = [text(flow, "refreshUrl") or text(flow, "tokenUrl") for _, flow in sorted(read)]
    urls["refresh"] = next((url for url in renewing if url), "")
    return tuple((name, url) for name, url in urls.items() if url)


def read_security(value: Value) -> tuple[tuple[str, ...], ...]:
    """Read security requirements: alternatives, each of schemes that all apply. See https://spec.openapis.org/oas/v3.1.2#security-requirement-object."""
    alternatives = value if isinstance(value, Sequence) else ()
    return tuple(tuple(alternative) for alternative in alternatives if isinstance(alternative, Mapping))
