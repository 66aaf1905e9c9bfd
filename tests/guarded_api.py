"""An API that asks for every kind of credential, generated once, and a server of it that hands out tokens too."""

from __future__ import annotations

import hashlib
import json
import ssl
import sys
import threading
import time
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs

from command import run_truespec
from request_reading import whole_body

_OK = "{responses: {'200': {description: ok, content: {application/json: {schema: {type: object}}}}}"
DESCRIPTION = f"""
openapi: 3.1.0
info: {{title: Guarded, version: 1.0.0}}
paths:
  /oauth: {{get: {_OK}, operationId: get_oauth, security: [{{oauth: []}}]}},
    post: {_OK}, operationId: post_oauth, security: [{{oauth: []}}],
      requestBody: {{content: {{application/octet-stream: {{}}}}}}}}}}
  /openid: {{get: {_OK}, operationId: get_openid, security: [{{openid: []}}]}}}}
  /bearer: {{get: {_OK}, operationId: get_bearer, security: [{{bearer: []}}]}}}}
  /digest: {{get: {_OK}, operationId: get_digest, security: [{{digest: []}}],
      parameters: [{{name: q, in: query, schema: {{type: string}}}}]}}}}
  /key: {{get: {_OK}, operationId: get_key, security: [{{key: []}}]}}}}
  /either: {{get: {_OK}, operationId: get_either, security: [{{}}, {{key: [], basic: []}}, {{oauth: []}}]}}}}
  /tls: {{get: {_OK}, operationId: get_tls, security: [{{tls: []}}]}}}}
  /elsewhere: {{get: {_OK}, operationId: get_elsewhere, security: [{{bearer: [], key: []}}]}},
    post: {_OK}, operationId: post_elsewhere, security: [{{bearer: [], key: []}}],
      requestBody: {{content: {{application/octet-stream: {{}}}}}}}}}}
  /told: {{get: {{responses: {{'302': {{description: there, headers: {{Location: {{schema: {{type: string}}}}}}}}}},
    operationId: get_told}}}}
components:
  securitySchemes:
    oauth: {{type: oauth2, flows: {{
      clientCredentials: {{tokenUrl: /token, scopes: {{}}}}, password: {{tokenUrl: /token, scopes: {{}}}}}}}}
    openid: {{type: openIdConnect, openIdConnectUrl: /.well-known/openid-configuration}}
    bearer: {{type: http, scheme: bearer}}
    basic: {{type: http, scheme: basic}}
    digest: {{type: http, scheme: digest}}
    key: {{type: apiKey, in: query, name: api_key}}
    tls: {{type: mutualTLS}}
"""


@cache
def generated(scratch: Path) -> Path:
    """Generate the package, once, and make it importable; gives its project folder."""
    source, output = scratch / "guarded.yaml", scratch / "guarded"
    source.write_text(DESCRIPTION, "utf-8")
    run = run_truespec("generate", source, "--output", output, cwd=scratch)
    assert run.returncode == 0, run.stdout + run.stderr
    sys.path.insert(0, str(output / "src"))
    return output


class GuardedServer:
    """Hands out numbered tokens, takes only the last one, and keeps every request: `METHOD target`, headers, body.

    `redirects` has the status and the Location of the paths that lead elsewhere.
    """

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        self.grants: list[dict[str, str]] = []
        self.expires_in: int | None = 3600
        self.refresh_token: str | None = None
        self.token_status = 200
        self.lost_refresh_token = ""
        self.nonce = "n1"
        self.realm = "here"
        self.redirects: dict[str, tuple[int, str]] = {}
        self._lock = threading.Lock()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                server.answer(self)

            do_GET = do_POST = handle_any

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.handle_error = lambda request, address: None  # type: ignore[method-assign]
        if context:
            # Shaking hands is for the thread of the connection, not for the one that accepts it.
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.url = f"http{'s' if context else ''}://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def token(self) -> str:
        """The token that was handed out last."""
        return f"token-{len(self.grants)}"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        headers = {name.lower(): value for name, value in handler.headers.items()}
        body = whole_body(handler.rfile, headers)
        path = handler.path.partition("?")[0]
        with self._lock:
            self.requests.append((f"{handler.command} {handler.path}", headers, body))
        if path == "/token":
            self._hand_out(handler, body)
        elif path == "/.well-known/openid-configuration":
            _send(handler, 200, {"token_endpoint": f"{self.url}/token"})
        elif path in self.redirects:
            status, location = self.redirects[path]
            _send(handler, status, {}, {"Location": location})
        elif path == "/digest":
            self._challenge(handler, headers.get("authorization", ""))
        elif path in ("/oauth", "/openid", "/bearer") and headers.get("authorization") != f"Bearer {self.token}":
            _send(handler, 401, {"message": "no"})
        else:
            _send(handler, 200, {})

    def _hand_out(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        # Long enough for others to arrive while a token is being made.
        time.sleep(0.05)
        with self._lock:
            self.grants.append({name: values[0] for name, values in parse_qs(body.decode()).items()})
            given = {"access_token": self.token, "token_type": "Bearer"}
        if self.token_status != 200:
            status, self.token_status = self.token_status, 200
            _send(handler, status, {"error": "invalid_client", "error_description": "hunter2 is wrong"})
            return
        if self.grants[-1].get("refresh_token") == self.lost_refresh_token:
            _send(handler, 200, {"error": "bad_refresh_token"})
            return
        more = {"expires_in": self.expires_in, "refresh_token": self.refresh_token}
        _send(handler, 200, given | {name: value for name, value in more.items() if value is not None})

    def _challenge(self, handler: BaseHTTPRequestHandler, given: str) -> None:
        fields = dict(
            part.strip().replace('"', "").split("=", 1) for part in given.partition(" ")[2].split(",") if part
        )
        secret, asked = _hashed(f"user:{self.realm}:pass, word"), _hashed(f"GET:{handler.path}")
        told = ":".join(fields.get(name, "") for name in ("nonce", "nc", "cnonce", "qop"))
        right = _hashed(f"{secret}:{told}:{asked}") == fields.get("response")
        if right and fields["nonce"] == self.nonce and fields["uri"] == handler.path:
            _send(handler, 200, {"nc": fields["nc"]})
            return
        realm = self.realm.replace('"', '\\"')
        weak = f'Digest realm="{realm}", nonce="{self.nonce}", qop="auth", algorithm=MD5'
        strong = (
            f'Basic realm="a, b", Digest realm="{realm}", nonce="{self.nonce}", qop="auth,auth-int", algorithm=SHA-256'
        )
        _send(handler, 401, {}, {"WWW-Authenticate": f"{weak}, {strong}"})


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _send(handler: BaseHTTPRequestHandler, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
    content = json.dumps(body).encode()
    handler.send_response(status)
    for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)
