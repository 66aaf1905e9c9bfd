"""A small API that answers in every form, generated once for all tests that look at answers."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request

from command import run_truespec
from either_client import call_either

DESCRIPTION = """
openapi: 3.2.0
info: {title: Answers, version: 1.0.0}
paths:
  /chat:
    post:
      operationId: chat
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, required: [text], properties: {text: {type: string}, stream: {type: boolean}}}
      responses:
        '200':
          description: whole, or in pieces
          content:
            application/json: {schema: {$ref: '#/components/schemas/Whole'}}
            text/event-stream: {schema: {$ref: '#/components/schemas/Piece'}}
        '429': {description: too many, content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
  /pieces:
    get:
      operationId: pieces
      responses:
        '200': {description: ok, content: {text/event-stream: {itemSchema: {$ref: '#/components/schemas/Piece'}}}}
  /events:
    get:
      operationId: events
      responses:
        '200':
          description: whole events
          content:
            text/event-stream:
              itemSchema:
                title: Told
                type: object
                required: [data]
                properties: {data: {type: string}, event: {type: string}, id: {type: string}, retry: {type: integer}}
  /news:
    get:
      operationId: news
      responses:
        '200':
          description: events whose data is JSON
          content:
            text/event-stream:
              itemSchema:
                title: News
                type: object
                required: [data]
                properties: {data: {$ref: '#/components/schemas/Piece'}, event: {type: string, enum: [made, gone]}}
  /told:
    get:
      operationId: told
      responses:
        '200':
          description: events whose data is a text, of JSON in some of them
          content:
            text/event-stream:
              itemSchema:
                title: Turn
                type: object
                required: [event]
                properties: {event: {type: string}, data: {type: string}}
                oneOf:
                - properties: {event: {const: said}}
                - properties:
                    event: {const: counted}
                    data: {contentMediaType: application/json, contentSchema: {$ref: '#/components/schemas/Piece'}}
                - properties: {event: {const: more}, data: {contentMediaType: application/json}}
  /ticks:
    get: {operationId: ticks, responses: {'200': {description: ok, content: {text/event-stream: {}}}}}
  /lines:
    get:
      operationId: lines
      responses:
        '200':
          description: one a line
          content:
            application/x-ndjson: {itemSchema: {$ref: '#/components/schemas/Piece'}}
            application/json-seq: {itemSchema: {$ref: '#/components/schemas/Piece'}}
  /file:
    get:
      operationId: file
      responses: {'200': {description: bytes, content: {application/octet-stream: {}}}}
  /limits:
    get:
      operationId: limits
      responses:
        '200':
          description: ok
          headers: &limits
            X-Limit: {required: true, schema: {type: integer}}
            X-Reset: {schema: {type: string, format: date-time}}
            x-shared: {schema: {type: boolean}}
            X-Ids: {schema: {type: array, items: {type: integer}}}
            X-Names: {schema: {type: array, items: {type: string}}}
            X-Used: {explode: true, schema: {$ref: '#/components/schemas/Used'}}
            X-Left: {schema: {$ref: '#/components/schemas/Used'}}
            X-Plan: {description: What was paid., schema: {type: string, enum: [free, '1']}}
            X-Piece: {content: {application/json: {schema: {$ref: '#/components/schemas/Piece'}}}}
            X-Note: {content: {text/plain: {schema: {type: integer}}}}
            Content-Type: {schema: {type: string}}
            Items: {description: Named as a method of a mapping., schema: {type: string}}
            X-Anything: {}
            ETag: {schema: {type: string}}
            Set-Cookie: {schema: {type: array, items: {type: string}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Whole'}}}
        '429':
          description: too many
          headers: {Retry-After: {schema: {type: integer}}}
  /limited:
    delete: {operationId: limited, responses: {'204': {description: done, headers: *limits}}}
components:
  schemas:
    Used: {type: object, required: [reads], properties: {reads: {type: integer}, who: {type: string}}}
    Whole: {type: object, required: [text], properties: {text: {type: string}}}
    Piece: {type: object, required: [n], properties: {n: {type: integer}}}
    Problem: {type: object, properties: {message: {type: string}}}
"""


@cache
def generated(scratch: Path) -> Path:
    """Generate the package, once, and make it importable; gives its project folder."""
    source, output = scratch / "answers.yaml", scratch / "answers"
    source.write_text(DESCRIPTION, "utf-8")
    run = run_truespec("generate", source, "--output", output, cwd=scratch)
    assert run.returncode == 0, run.stdout + run.stderr
    sys.path.insert(0, str(output / "src"))
    return output


@dataclass
class Answers:
    """Calls a loopback server through one client of the package; drift is collected."""

    kind: str
    server: HTTPServer
    drifts: list[Any] = field(default_factory=list)

    def __call__(self, action: Callable[[Any], Any], **settings: Any) -> Any:
        """Run `action(resource)` on a new client and give its result."""
        given = {"base_url": self.server.url_for(""), "on_drift": self.drifts.append, **settings}
        return call_either(
            self.kind, import_module("answers"), "Answers", lambda client: action(client.default), **given
        )

    def values(self, opened: Callable[[Any], Any], take: int | None = None, **settings: Any) -> list[Any]:
        """Collect what a stream gives, or its first values only."""

        def plain(api: Any) -> list[Any]:
            found: list[Any] = []
            for value in opened(api):
                found.append(value)
                if len(found) == take:
                    break
            return found

        async def awaited(api: Any) -> list[Any]:
            found: list[Any] = []
            stream = opened(api)
            async for value in await stream if hasattr(stream, "__await__") else stream:
                found.append(value)
                if len(found) == take:
                    break
            return found

        values: list[Any] = self(plain if self.kind == "sync" else awaited, **settings)
        return values

    def part(self, name: str) -> Any:
        """Give a module of the package."""
        return import_module(f"answers.{name}")

    @property
    def request(self) -> Request:
        """The last request that arrived."""
        request: Request = self.server.log[-1][0]
        return request
