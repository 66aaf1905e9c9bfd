"""The yardstick: what a person would write with httpx2 and pydantic for these three calls."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import httpx2
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Model(BaseModel):
    """What the models share: camel case on the wire."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Lifecycle(StrEnum):
    """How far a source spec has come."""

    ALPHA = "ALPHA"
    BETA = "BETA"
    STABLE = "STABLE"
    DEPRECATED = "DEPRECATED"


class AuthenticationStrategy(StrEnum):
    """How a source signs in."""

    NONE = "NONE"
    BASIC = "BASIC"
    TOKEN = "TOKEN"
    AUTH_CODE = "AUTH_CODE"
    CLIENT_CREDENTIALS = "CLIENT_CREDENTIALS"
    FETCH_CREDENTIALS = "FETCH_CREDENTIALS"
    OIDC = "OIDC"


class PropertyType(StrEnum):
    """The type of a property."""

    STRING = "STRING"
    PASSWORD = "PASSWORD"
    TEXT = "TEXT"
    NUMBER = "NUMBER"
    BOOLEAN = "BOOLEAN"
    DATE = "DATE"
    DATETIME = "DATETIME"
    TIME = "TIME"


class PropertyDefinition(Model):
    """A property that a source needs."""

    name: str
    display_name: str = ""
    type: PropertyType
    required: bool
    description: str = ""


class SourceSpec(Model):
    """A kind of source."""

    name: str = ""
    display_name: str = ""
    website: str = ""
    tag_line: str = ""
    lifecycle: Lifecycle | None = None
    authentication_strategy: AuthenticationStrategy | None = None
    instructions: str = ""
    property_definitions: list[PropertyDefinition] = []


class Source(Model):
    """A source."""

    id: int
    display_name: str = ""
    source_spec: SourceSpec
    properties: dict[str, Any] | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class SourceEnvelope(Model):
    """The answer to a create call."""

    data: Source


class SourcesEnvelope(Model):
    """The answer to a list call."""

    data: list[Source]


class ByHand:
    """The three calls over httpx2, blocking."""

    def __init__(self, base_url: str, token: str) -> None:
        self.http = httpx2.Client(base_url=base_url, headers={"Authorization": f"Bearer {token}"}, timeout=60)

    def create(self, *, display_name: str, source_spec: str, properties: dict[str, Any]) -> SourceEnvelope:
        """Create a source."""
        body = {"displayName": display_name, "sourceSpec": source_spec, "properties": properties}
        response = self.http.post("/v2/sources", json=body)
        response.raise_for_status()
        return SourceEnvelope.model_validate_json(response.content)

    def list(self, *, limit: int) -> SourcesEnvelope:
        """List sources."""
        response = self.http.get("/v2/sources", params={"limit": limit})
        response.raise_for_status()
        return SourcesEnvelope.model_validate_json(response.content)


class AsyncByHand:
    """The three calls over httpx2, with await."""

    def __init__(self, base_url: str, token: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        self.http = httpx2.AsyncClient(base_url=base_url, headers=headers, timeout=60)

    async def create(self, *, display_name: str, source_spec: str, properties: dict[str, Any]) -> SourceEnvelope:
        """Create a source."""
        body = {"displayName": display_name, "sourceSpec": source_spec, "properties": properties}
        response = await self.http.post("/v2/sources", json=body)
        response.raise_for_status()
        return SourceEnvelope.model_validate_json(response.content)

    async def list(self, *, limit: int) -> SourcesEnvelope:
        """List sources."""
        response = await self.http.get("/v2/sources", params={"limit": limit})
        response.raise_for_status()
        return SourcesEnvelope.model_validate_json(response.content)
