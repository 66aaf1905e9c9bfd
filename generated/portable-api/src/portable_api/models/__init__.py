"""The types of the API, each loaded on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .bad_request_error_body import BadRequestErrorBody as BadRequestErrorBody
    from .create_source_request import CreateSourceRequest as CreateSourceRequest
    from .create_source_response import CreateSourceResponse as CreateSourceResponse
    from .forbidden_error_body import ForbiddenErrorBody as ForbiddenErrorBody
    from .property_definition import PropertyDefinition as PropertyDefinition
    from .property_definition_type import PropertyDefinitionType as PropertyDefinitionType
    from .property_input import PropertyInput as PropertyInput
    from .source import Source as Source
    from .source_spec import SourceSpec as SourceSpec
    from .source_spec_summary import SourceSpecSummary as SourceSpecSummary
    from .source_spec_summary_authentication_strategy import (
        SourceSpecSummaryAuthenticationStrategy as SourceSpecSummaryAuthenticationStrategy,
    )
    from .source_spec_summary_lifecycle import SourceSpecSummaryLifecycle as SourceSpecSummaryLifecycle
    from .unauthorized_error_body import UnauthorizedErrorBody as UnauthorizedErrorBody

_HOMES: dict[str, str] = {
    "BadRequestErrorBody": ".bad_request_error_body",
    "ForbiddenErrorBody": ".forbidden_error_body",
    "PropertyDefinition": ".property_definition",
    "PropertyDefinitionType": ".property_definition_type",
    "PropertyInput": ".property_input",
    "Source": ".source",
    "SourceSpec": ".source_spec",
    "SourceSpecSummary": ".source_spec_summary",
    "SourceSpecSummaryAuthenticationStrategy": ".source_spec_summary_authentication_strategy",
    "SourceSpecSummaryLifecycle": ".source_spec_summary_lifecycle",
    "UnauthorizedErrorBody": ".unauthorized_error_body",
    "CreateSourceRequest": ".create_source_request",
    "CreateSourceResponse": ".create_source_response",
}

# Further names of types that the description states more than once.
_SHARED: dict[str, str] = {}

__all__: list[str] = [
    "BadRequestErrorBody",
    "ForbiddenErrorBody",
    "PropertyDefinition",
    "PropertyDefinitionType",
    "PropertyInput",
    "Source",
    "SourceSpec",
    "SourceSpecSummary",
    "SourceSpecSummaryAuthenticationStrategy",
    "SourceSpecSummaryLifecycle",
    "UnauthorizedErrorBody",
    "CreateSourceRequest",
    "CreateSourceResponse",
]

# A type checker that saw this would take every name for one of the module's.
if not TYPE_CHECKING:
    from importlib import import_module

    def __getattr__(name: str) -> object:
        """Load a type, and those that it refers to, when it is first used."""
        known = _SHARED.get(name, name)
        if known not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOMES[known], __name__), known)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return __all__
