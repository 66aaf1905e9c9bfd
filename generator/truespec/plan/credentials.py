"""Plan: the arguments of a client for its credentials, one for each security scheme."""

from __future__ import annotations

from collections import Counter
from typing import Final

from truespec.package import Credential, Export, Source
from truespec.plan.names import constructor_name, unique_names
from truespec.plan.source import code, literal
from truespec.specification import SecurityScheme, Specification

_PROVIDERS: Final = ("TokenProvider", "AsyncTokenProvider")
# What the argument is called when it is the only one of its kind.
_USUAL: Final = {
    "bearer": "token",
    "oauth2": "token",
    "openIdConnect": "token",
    "apiKey": "api_key",
    "basic": "basic_auth",
    "digest": "digest_auth",
    "mutualTLS": "client_certificate",
}
_CLASSES: Final = {
    "bearer": "Bearer",
    "oauth2": "OAuth2",
    "openIdConnect": "OpenIdConnect",
    "apiKey": "ApiKey",
    "basic": "Basic",
    "digest": "Digest",
    "mutualTLS": "MutualTls",
}
# What stands in tests for a credential; the connections of a test need no certificate.
_FAKES: Final = {"basic": '("fake", "fake")', "digest": '("fake", "fake")', "mutualTLS": "None"}
_GRANTED: Final = {"ClientCredentials": "grants", "Password": "grants", "RefreshToken": "grants", "Token": "tokens"}
_EXPORTS: Final = {
    "bearer": {"Token": "tokens"},
    "oauth2": _GRANTED,
    "openIdConnect": _GRANTED,
    "mutualTLS": {"ClientCertificate": "auth"},
}


def plan_credentials(specification: Specification, package: str, flavour: int) -> tuple[Credential, ...]:
    """Give the arguments of one of the two clients; the only scheme that takes a token is simply `token`."""
    schemes = specification.security_schemes
    words = Counter(_USUAL[scheme.kind] for scheme in schemes)
    names = unique_names((scheme.name for scheme in schemes), constructor_name)
    short = {scheme.name: _USUAL[scheme.kind] for scheme in schemes if words[_USUAL[scheme.kind]] == 1}
    own = {names[scheme.name] for scheme in schemes if scheme.name not in short}
    return tuple(
        _credential(
            scheme,
            names[scheme.name] if short.get(scheme.name) in {None, *own} else short[scheme.name],
            package=package,
            flavour=flavour,
        )
        for scheme in schemes
    )


def credential_exports(specification: Specification) -> tuple[Export, ...]:
    """Give the types that credentials are made of, sorted by name."""
    homes: dict[str, str] = {}
    for scheme in specification.security_schemes:
        homes |= _EXPORTS.get(scheme.kind, {})
    return tuple(Export(name=code(name), module=code(home)) for name, home in sorted(homes.items()))


def _credential(scheme: SecurityScheme, argument: str, *, package: str, flavour: int) -> Credential:
    """Plan one credential."""
    variable = f"{package}_{argument}".upper()
    return Credential(
        argument=code(argument),
        annotation=code(f"{_annotation(scheme, flavour)} | None"),
        row=_row(scheme, argument, variable),
        variable=code(variable),
        described=code(_described(scheme, variable)),
        fake=code(_FAKES.get(scheme.kind, '"fake"')),
    )


def _annotation(scheme: SecurityScheme, flavour: int) -> str:
    """Give what is taken for a scheme."""
    match scheme.kind:
        case "basic" | "digest":
            return "tuple[str, str]"
        case "mutualTLS":
            return "ClientCertificate"
        case "bearer":
            return f"str | {_PROVIDERS[flavour]}"
        case "oauth2" | "openIdConnect":
            return f"str | Grant | {_PROVIDERS[flavour]}"
        case _:
            return "str"


def _described(scheme: SecurityScheme, variable: str) -> str:
    """Say what the argument is."""
    default = f"by default the environment variable {variable}"
    match scheme.kind:
        case "basic" | "digest":
            return f"The user and the password; {default}, as user:password."
        case "mutualTLS":
            return f"The certificate to show when connecting; {default}, the path of a PEM file."
        case "bearer":
            return f"The token, or a function that gives one; {default}."
        case "oauth2" | "openIdConnect":
            prefix = variable.removesuffix("_TOKEN")
            names = f"or {prefix}_CLIENT_ID and {prefix}_CLIENT_SECRET"
            return f"The token, a grant that gets one, or a function that gives one; {default}, {names}."
        case _:
            return f"The key; {default}."


def _row(scheme: SecurityScheme, argument: str, variable: str) -> Source:
    """Give the runtime's row of a scheme."""
    own = ""
    if scheme.kind == "apiKey":
        own = f", location={literal(scheme.location)}, parameter={literal(scheme.parameter_name)}"
    if scheme.token_urls:
        urls = ", ".join(f"{literal(flow)}: {literal(url)}" for flow, url in scheme.token_urls)
        own = f", token_urls={{{urls}}}"
    if scheme.kind == "openIdConnect":
        own = f", configuration_url={literal(scheme.configuration_url)}"
    common = f"name={literal(scheme.name)}, argument={literal(argument)}, variable={literal(variable)}"
    return code(f"{_CLASSES[scheme.kind]}({common}{own})")
