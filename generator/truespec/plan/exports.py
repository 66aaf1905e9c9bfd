"""What of the runtime a user imports from the package: always the same, and the types of what its methods give."""

from __future__ import annotations

from typing import Final

from truespec.package import Export, Resource
from truespec.plan.forms import SYNC
from truespec.plan.sequences import EVENT
from truespec.plan.source import code

_ALWAYS: Final = {
    "APIResponse": "api_response",
    "Drift": "drift",
    "SpecDriftWarning": "drift",
    "ErrorEvent": "events",
    "RequestEvent": "events",
    "ResponseEvent": "events",
    "RetryEvent": "events",
    "File": "files",
    "OMIT": "omit",
    "Omit": "omit",
}
_STREAMS: Final = {"Stream": "stream", "AsyncStream": "stream"}
_BYTES: Final = {"ByteStream": "byte_stream", "AsyncByteStream": "byte_stream"}
_PAGES: Final = {"Pages": "pages", "AsyncPages": "pages"}
_EVENTS: Final = {EVENT: "event_stream"}


def plan_exports(resources: tuple[Resource, ...], others: tuple[Export, ...]) -> tuple[Export, ...]:
    """Give the names that the package exports beside its clients, with the `others`, by name."""
    forms = [method.forms[SYNC] for resource in resources for method in resource.methods]
    given = [f"{form.result} {form.streaming}" for form in forms]
    modules = {
        **_ALWAYS,
        **(_STREAMS if any("Stream[" in text or "Streamed[" in text for text in given) else {}),
        **(_BYTES if any("StreamedBytes" in text for text in given) else {}),
        **(_PAGES if any(method.paging for resource in resources for method in resource.methods) else {}),
        **(_EVENTS if any(EVENT in text for text in given) else {}),
    }
    exports = (Export(name=code(name), module=code(module)) for name, module in modules.items())
    return tuple(sorted((*exports, *others), key=lambda export: export.name))
