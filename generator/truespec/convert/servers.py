"""Where a Swagger 2.0 API is: schemes, host and basePath become servers.

See https://swagger.io/specification/v2/#swagger-object.
"""

from __future__ import annotations

from typing import Final

from truespec.building import built, listed, texts
from truespec.document import Mapping, Sequence

_DEFAULT_SCHEMES: Final = ("https",)
# The safe one first; a client speaks none of the others.
_RANKS: Final = {"https": 0, "http": 1}


def servers(root: Mapping) -> Sequence | None:
    """Give a server for each scheme, None without an address; without a host it is relative to the document's own."""
    if "host" not in root and "basePath" not in root:
        return None
    return _listed(root, _schemes(root))


def own_servers(operation: Mapping, root: Mapping) -> Sequence | None:
    """Give the servers of an operation that does not take every scheme of the API, None for any other."""
    own, known = _spoken(texts(operation.get("schemes"))), _spoken(_schemes(root))
    if not own or not isinstance(root.get("host"), str) or set(known) <= set(own):
        return None
    return _listed(root, tuple(scheme for scheme in known if scheme in own) or own)


def _schemes(root: Mapping) -> tuple[str, ...]:
    """Give the schemes of the API; a host that is written with one has no other unless it is told."""
    scheme, separator, _ = str(root.get("host")).partition("://")
    return texts(root.get("schemes")) or ((scheme,) if separator else _DEFAULT_SCHEMES)


def _spoken(schemes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(scheme for scheme in schemes if scheme in _RANKS)


def _listed(root: Mapping, schemes: tuple[str, ...]) -> Sequence:
    host, path = root.get("host"), root.get("basePath")
    path = f"/{path.lstrip('/')}" if isinstance(path, str) else "/"
    ranked = sorted(schemes, key=lambda scheme: _RANKS.get(scheme, len(_RANKS)))
    urls = [f"{scheme}://{host.rpartition('://')[2]}{path}" for scheme in ranked] if isinstance(host, str) else [path]
    return listed(root, [built(root, {"url": url.rstrip("/") or "/"}) for url in urls])
