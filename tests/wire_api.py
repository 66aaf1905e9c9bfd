"""A small API that sends everything in every form, generated once for all tests that look at the wire."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from command import run_truespec
from either_client import call_either

DESCRIPTION = """
openapi: 3.2.0
info: {title: Wire, version: 1.0.0}
servers: [{url: 'https://wire.example'}]
security: [{oauth: []}]
paths:
  /things/{id}#part:
    get:
      operationId: get
      parameters:
        - in: path
          name: id
          required: true
          style: matrix
          explode: true
          schema: {type: array, items: {type: string}}
        - {in: query, name: id, style: deepObject, schema: {$ref: '#/components/schemas/Filter'}}
        - {in: header, name: id, schema: {type: integer}}
        - {in: cookie, name: id, style: cookie, schema: {type: string}}
        - {in: query, name: where, content: {application/json: {schema: {$ref: '#/components/schemas/Filter'}}}}
        - {in: query, name: empty, allowEmptyValue: true, schema: {type: integer}}
        - {in: header, name: Accept, schema: {type: string}}
        - {in: query, name: raw, schema: {type: string, format: binary}}
        - {in: query, name: markup, content: {application/xml: {schema: {$ref: '#/components/schemas/Filter'}}}}
      responses: {'200': {$ref: '#/components/responses/ok'}}
  /search:
    query:
      operationId: search
      parameters:
        - in: querystring
          name: q
          content:
            application/x-www-form-urlencoded:
              schema: {$ref: '#/components/schemas/Filter'}
              encoding: {a: {contentType: application/json}}
      responses: {'200': {$ref: '#/components/responses/ok'}}
  /upload:
    post:
      operationId: upload
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              required: [file]
              properties:
                file: {type: string, format: binary}
                more: {type: array, items: {type: string, format: binary}}
                tags: {type: array, items: {type: string}}
                filter: {$ref: '#/components/schemas/Filter'}
                picture: {type: string}
                note: {type: [string, 'null']}
                count: {type: integer}
                sheet: {$ref: '#/components/schemas/Filter'}
                either: {$ref: '#/components/schemas/Filter'}
            encoding:
              picture: {contentType: 'image/png, image/jpeg'}
              sheet: {contentType: application/xml}
              either: {contentType: 'application/xml, application/json'}
      responses: {'200': {$ref: '#/components/responses/ok'}}
  /form:
    post:
      operationId: send_form
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              required: [name]
              properties:
                name: {type: string}
                ids: {type: array, items: {type: integer}}
                filter: {$ref: '#/components/schemas/Filter'}
                deep: {$ref: '#/components/schemas/Filter'}
                list: {type: array, items: {type: string}}
            encoding: {deep: {style: deepObject}, list: {style: spaceDelimited}}
      responses: {'200': {$ref: '#/components/responses/ok'}}
  /any:
    post:
      operationId: send
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/Filter'}}
          application/merge-patch+json: {schema: {$ref: '#/components/schemas/Filter'}}
          application/xml: {schema: {$ref: '#/components/schemas/Filter'}}
          application/jsonl: {itemSchema: {$ref: '#/components/schemas/Filter'}}
          text/plain: {schema: {type: string}}
          image/*: {}
      responses:
        '200': {description: one, content: {application/json: {schema: {$ref: '#/components/schemas/Filter'}}}}
        '201': {description: other, content: {text/plain: {schema: {type: string}}}}
        2XX: {description: bytes, content: {application/octet-stream: {}}}
        '204': {description: nothing}
  /raw:
    additionalOperations:
      Copy: {operationId: copy_raw, responses: {'200': {$ref: '#/components/responses/ok'}}}
    put:
      operationId: put_raw
      requestBody: {required: true, content: {application/octet-stream: {schema: {type: string, format: binary}}}}
      responses: {'200': {$ref: '#/components/responses/ok'}}
    patch:
      operationId: put_picture
      requestBody: {required: true, content: {image/*: {}}}
      responses: {'200': {$ref: '#/components/responses/ok'}}
  /ranges:
    post:
      operationId: send_ranges
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/Filter'}}
          application/*+json: {schema: {$ref: '#/components/schemas/Filter'}}
          application/*: {schema: {$ref: '#/components/schemas/Filter'}}
          '*/*': {}
          text/*: {}
      responses: {'200': {$ref: '#/components/responses/ok'}}
  /only-suffix:
    post:
      operationId: send_only_suffix
      requestBody: {content: {application/*+json: {schema: {$ref: '#/components/schemas/Filter'}}}}
      responses: {'200': {$ref: '#/components/responses/ok'}}
  /only-ranges:
    post:
      operationId: send_only_ranges
      requestBody: {content: {text/*: {}, 'image/*': {}}}
      responses: {'200': {$ref: '#/components/responses/ok'}}
  /charges:
    post:
      operationId: charge
      parameters: [{in: header, name: X-Idempotency-Key, required: true, schema: {type: string}}]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Filter'}}}}
      responses: {'200': {$ref: '#/components/responses/ok'}}
webhooks:
  thing.made:
    post:
      requestBody:
        content: {application/json: {schema: {type: object, properties: {made: {type: string, format: date-time}}}}}
      responses: {'200': {description: taken}}
  any:
    post:
      requestBody: {content: {application/json: {schema: {type: [string, integer]}}}}
      responses: {'200': {description: taken}}
  form:
    post:
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Call'}}}}
      responses: {'200': {description: taken}}
  markup:
    post:
      requestBody: {content: {application/xml: {schema: {type: object}}}}
      responses: {'200': {description: taken}}
  製品:
    post:
      requestBody: {content: {application/json: {schema: {type: string}}}}
      responses: {'200': {description: taken}}
components:
  responses: {ok: {description: ok}}
  schemas:
    Call:
      type: object
      properties:
        CallSid: {type: string}
        Duration: {type: integer}
        Tags: {type: array, items: {type: string}}
        Lines: {type: array, items: {type: integer}}
    Filter: {type: object, properties: {a: {type: string}, b: {type: [integer, 'null']}}}
  securitySchemes:
    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://wire.example/token', scopes: {}}}}
"""


@cache
def generated(scratch: Path) -> Path:
    """Generate the package, once, and make it importable; gives its project folder."""
    source, output = scratch / "wire.yaml", scratch / "wire"
    source.write_text(DESCRIPTION, "utf-8")
    run = run_truespec("generate", source, "--output", output, cwd=scratch)
    assert run.returncode == 0, run.stdout + run.stderr
    sys.path.insert(0, str(output / "src"))
    return output


@dataclass
class Wire:
    """Calls a loopback server that keeps every request and answers 200 with an empty object, or as a test says."""

    kind: str
    server: HTTPServer

    def __call__(self, action: Callable[[Any], Any]) -> Any:
        """Run `action(resource)` on a new client and give its result."""
        base_url = self.server.url_for("")
        given: dict[str, Any] = {"token": "secret", "base_url": base_url, "on_drift": lambda _: None}
        return call_either(self.kind, import_module("wire"), "Wire", lambda client: action(client.default), **given)

    @property
    def request(self) -> Request:
        """The last request that arrived."""
        request: Request = self.server.log[-1][0]
        return request


def answer(request: Request) -> Response:
    """Keep the body, which is read no more once the answer is sent, and answer 200 with an empty object."""
    request.get_data(parse_form_data=False)
    return Response(b"{}", 200, content_type="application/json")
