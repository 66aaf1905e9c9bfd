"""Rules about security schemes. See https://spec.openapis.org/oas/v3.1.2#security-scheme-object."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from truespec.codes import INVALID_NAME, MISSING_KEY
from truespec.document import Mapping
from truespec.rules.faults import TOKEN, Fault
from truespec.rules.tables import Version

_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\.|\{")
_ADDRESSES: Final = frozenset(("authorizationUrl", "tokenUrl", "refreshUrl", "openIdConnectUrl"))
_SCHEME_NEEDS: Final = {
    "apiKey": ("name", "in"),
    "http": ("scheme",),
    "openIdConnect": ("openIdConnectUrl",),
}
_FLOW_NEEDS: Final = {
    "implicit": ("authorizationUrl",),
    "accessCode": ("authorizationUrl", "tokenUrl"),
    "authorizationCode": ("authorizationUrl", "tokenUrl"),
    "password": ("tokenUrl",),
    "application": ("tokenUrl",),
    "clientCredentials": ("tokenUrl",),
    "deviceAuthorization": ("deviceAuthorizationUrl", "tokenUrl"),
}


def check_scheme(value: Mapping, version: Version) -> Iterator[Fault]:
    """Check one security scheme."""
    kind = value.get("type")
    needed = _SCHEME_NEEDS.get(str(kind), ())
    if kind == "oauth2":
        needed = ("flows",) if version >= (3, 0) else ("flow", "scopes", *_FLOW_NEEDS.get(str(value.get("flow")), ()))
    for key in needed:
        if key not in value:
            yield Fault(MISSING_KEY, f"a security scheme of the type {kind} needs the key {key}", "type")
    if kind == "apiKey" and isinstance(name := value.get("name"), str) and not TOKEN.fullmatch(name):
        yield Fault(INVALID_NAME, f"{name!r} is no name of a key", "name")
    yield from _addresses(value)


def _addresses(value: Mapping) -> Iterator[Fault]:
    for key in _ADDRESSES & value.keys():
        address = value[key]
        if isinstance(address, str) and not _ADDRESS.match(address):
            yield Fault(INVALID_NAME, f"{address!r} is no address", key)


def check_flows(value: Mapping, version: Version) -> Iterator[Fault]:
    """Check the flows of OAuth by their names."""
    for kind, flow in value.items():
        for key in _FLOW_NEEDS.get(kind, ()):
            if isinstance(flow, Mapping) and key not in flow:
                yield Fault(MISSING_KEY, f"the flow {kind} needs the key {key}", kind)


def check_flow(value: Mapping, version: Version) -> Iterator[Fault]:
    """Check one flow of OAuth."""
    yield from _addresses(value)
