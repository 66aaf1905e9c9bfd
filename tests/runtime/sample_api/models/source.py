"""Sources."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field

from runtime.formats import DateTime, Uri
from runtime.model import FieldRules, Model
from runtime.open_enum import OpenEnum


class Lifecycle(OpenEnum):
    """How far a source spec has come."""

    ALPHA = "ALPHA"
    BETA = "BETA"
    STABLE = "STABLE"


class SourceSpec(Model):
    """A kind of source."""

    __wire__: ClassVar = FieldRules(zero=frozenset({"name", "website", "lifecycle", "tags"}))
    name: str = ""
    website: Uri | None = None
    lifecycle: Lifecycle | None = None
    tags: list[str] = Field(default_factory=list)


class Source(Model):
    """A source."""

    __wire__: ClassVar = FieldRules(zero=frozenset({"display_name", "created_at"}), nullable=frozenset({"note"}))
    id: int = Field(alias="id")
    display_name: str = Field("", alias="displayName")
    source_spec: SourceSpec = Field(alias="sourceSpec")
    properties: dict[str, Any] | None = None
    created_at: DateTime | None = Field(None, alias="createdAt")
    note: str | None = None


class CreateSourceResponse(Model):
    """The envelope."""

    data: Source


class SourceList(Model):
    """Many sources."""

    data: list[Source]
