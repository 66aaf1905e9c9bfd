"""A small API whose answers come in pages of every kind, generated once for all tests that walk them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from pytest_httpserver import HTTPServer

from command import run_truespec
from either_client import call_either

DESCRIPTION = """
openapi: 3.1.0
info: {title: Paged, version: 1.0.0}
security: [{key: []}]
paths:
  /cursor:
    get:
      operationId: byCursor
      parameters:
      - {name: cursor, in: query, schema: {type: string}}
      - {name: limit, in: query, schema: {type: integer}}
      responses: {'200': {$ref: '#/components/responses/Cursors'}}
  /search:
    post:
      operationId: search
      requestBody:
        content:
          application/json:
            schema: {type: object, properties: {text: {type: string}, cursor: {type: string}}}
      responses: {'200': {$ref: '#/components/responses/Cursors'}}
  /item:
    get:
      operationId: byItem
      parameters: [{name: starting_after, in: query, schema: {type: string}}]
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                title: Stripes
                type: object
                required: [data, has_more]
                properties:
                  data: {type: array, items: {$ref: '#/components/schemas/Named'}}
                  has_more: {type: boolean}
  /page:
    get:
      operationId: byPage
      parameters:
      - {name: page, in: query, schema: {type: integer, default: 1}}
      - {name: per_page, in: query, schema: {type: integer}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Things'}}}}
  /counted-page:
    get:
      operationId: byCountedPage
      parameters: [{name: page, in: query, schema: {type: integer, minimum: 1}}]
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                title: Counted
                type: object
                properties:
                  results: {$ref: '#/components/schemas/Things'}
                  total_pages: {type: integer}
  /offset:
    get:
      operationId: byOffset
      parameters:
      - {name: offset, in: query, schema: {type: integer}}
      - {name: limit, in: query, schema: {type: integer}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Things'}}}}
  /url:
    get:
      operationId: byUrl
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                title: Linked
                type: object
                properties:
                  results: {$ref: '#/components/schemas/Things'}
                  next: {type: [string, 'null'], format: uri}
  /link:
    get:
      operationId: byLink
      parameters: [{name: per_page, in: query, schema: {type: integer}}]
      responses:
        '200':
          description: ok
          headers: {Link: {schema: {type: string}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Things'}}}
  /hand:
    get:
      operationId: byHand
      parameters: [{name: token, in: query, schema: {type: string}}]
      responses: {'200': {$ref: '#/components/responses/Odd'}}
  /speakeasy:
    get:
      operationId: bySpeakeasy
      parameters: [{name: token, in: query, schema: {type: string}}]
      x-speakeasy-pagination:
        type: cursor
        inputs: [{name: token, in: parameters, type: cursor}]
        outputs: {results: $.stuff.rows, nextCursor: $.where.on}
      responses: {'200': {$ref: '#/components/responses/Odd'}}
  /off:
    get:
      operationId: switchedOff
      parameters: [{name: cursor, in: query, schema: {type: string}}]
      responses: {'200': {$ref: '#/components/responses/Cursors'}}
  /plain:
    get:
      operationId: plain
      parameters: [{name: page, in: query, schema: {type: integer}}]
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Things'}}}}
components:
  securitySchemes: {key: {type: apiKey, in: query, name: api_key}}
  responses:
    Cursors:
      description: ok
      content:
        application/json:
          schema:
            title: Cursors
            type: object
            required: [items]
            properties:
              items: {type: array, items: {$ref: '#/components/schemas/Thing'}}
              meta: {type: object, properties: {next_cursor: {type: [string, 'null']}}}
    Odd:
      description: ok
      content:
        application/json:
          schema:
            title: Odd
            type: object
            properties:
              stuff: {type: object, properties: {rows: {$ref: '#/components/schemas/Things'}}}
              where: {type: object, properties: {on: {type: string}}}
              others: {type: array, items: {type: string}}
  schemas:
    Thing: {type: object, required: [n], properties: {n: {type: integer}}}
    Things: {type: array, items: {$ref: '#/components/schemas/Thing'}}
    Named: {type: object, required: [id], properties: {id: {type: string}}}
"""

SETTINGS = """
[api.paged]
source = "paged.yaml"
output = "paged"
[api.paged.pagination]
byHand = { kind = "cursor", parameter = "token", next = "where.on", items = ["stuff", "rows"] }
switchedOff = "off"
"""


@cache
def generated(scratch: Path) -> Path:
    """Generate the package, once, and make it importable; gives its project folder."""
    folder = scratch / "of-pages"
    folder.mkdir()
    (folder / "paged.yaml").write_text(DESCRIPTION, "utf-8")
    (folder / "truespec.toml").write_text(SETTINGS, "utf-8")
    run = run_truespec("generate", cwd=folder)
    output = folder / "paged"
    assert run.returncode == 0, run.stdout + run.stderr
    sys.path.insert(0, str(output / "src"))
    return output


@dataclass
class Pager:
    """Walks pages of a loopback server through one client of the package; drift is collected."""

    kind: str
    server: HTTPServer
    drifts: list[Any] = field(default_factory=list)

    def __call__(self, action: Callable[[Any], Any], **settings: Any) -> Any:
        """Run `action(resource)` on a new client and give its result."""
        given = {"base_url": self.server.url_for(""), "api_key": "secret", "on_drift": self.drifts.append, **settings}
        return call_either(self.kind, import_module("paged"), "Paged", lambda client: action(client.default), **given)

    def all(self, walked: Callable[[Any], Any], take: int | None = None, **settings: Any) -> list[Any]:
        """Collect what a loop over `walked(resource)` gives, or its first values only."""

        def plain(api: Any) -> list[Any]:
            found: list[Any] = []
            for value in walked(api):
                found.append(value)
                if len(found) == take:
                    break
            return found

        async def awaited(api: Any) -> list[Any]:
            found: list[Any] = []
            async for value in walked(api):
                found.append(value)
                if len(found) == take:
                    break
            return found

        values: list[Any] = self(plain if self.kind == "sync" else awaited, **settings)
        return values

    def part(self, name: str) -> Any:
        """Give a module of the package."""
        return import_module(f"paged.{name}")

    @property
    def asked(self) -> list[str]:
        """What was asked for, each as its path and query, without the credential."""
        targets = [request.full_path.rstrip("?") for request, _ in self.server.log]
        assert all("api_key=secret" in target for target in targets)
        return [target.replace("?api_key=secret", "").replace("&api_key=secret", "") for target in targets]
