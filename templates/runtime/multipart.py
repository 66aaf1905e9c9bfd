"""Writes `multipart/form-data` and its kin, files piece by piece.

See https://spec.openapis.org/oas/v3.2.0#encoding-multipart-media-types and https://www.rfc-editor.org/rfc/rfc7578
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from .bodies import sent_fields
from .encode import plain
from .files import File, FileContent, is_file, joined, name_of
from .forms import field_text, styled
from .media import charset_of, concrete, essence, guessed, kind_of
from .operation import Body, Part, Written
from .parameters import safe_header
from .text import chosen_type, is_object, items_of

# As browsers do: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
_SPECIAL = re.compile(r'[\x00-\x1f\x7f"]')


def multipart_body(body: Body, value: Any) -> Written:
    """Write a part for each field, one for each item of a list; the boundary is random, so no content can hold it."""
    boundary = secrets.token_hex(16)
    parts = {part.name: part for part in body.parts}
    pieces: list[FileContent] = []
    for name, item in sent_fields(body, value).items():
        for head, content in _written(parts.get(name, Part(name=name)), item):
            pieces += [f"--{boundary}\r\n{head}\r\n\r\n".encode(), content, b"\r\n"]
    pieces.append(f"--{boundary}--\r\n".encode())
    return joined(pieces), f"{essence(body.media_type)}; boundary={boundary}"


def _written(part: Part, value: Any) -> Iterator[tuple[str, FileContent]]:
    value = plain(value)
    if part.style and not is_file(value):
        # Nothing is percent-encoded here, so that reserved characters are let through anyway.
        for name, text in styled(part.replaced(reserved=False), value):
            yield _head(unquote(name)), unquote(text).encode()
    elif isinstance(value, (list, tuple)) and kind_of(part.media_type) != "json":
        for item in items_of(value):
            yield _one(part, item)
    else:
        yield _one(part, value)


def _one(part: Part, value: Any) -> tuple[str, FileContent]:
    value = plain(value)
    if is_file(value):
        return _file(part, value if isinstance(value, File) else File(value))
    if not part.media_type and not is_object(value):
        return _head(part.name), field_text(part, value).encode()
    media_type = chosen_type(part.media_type, value)
    # JSON is always in UTF-8.
    charset = "utf-8" if kind_of(media_type) == "json" else charset_of(media_type)
    return _head(part.name, {"Content-Type": media_type}), field_text(part, value).encode(charset)


def _file(part: Part, file: File) -> tuple[str, FileContent]:
    filename = file.filename or name_of(file.content)
    media_type = file.content_type or concrete(part.media_type, guessed(filename))
    return _head(part.name, {"Content-Type": media_type, **file.headers}, filename or part.name), file.content


def _head(name: str, headers: Mapping[str, str] | None = None, filename: str | None = None) -> str:
    disposition = f'form-data; name="{_escaped(name)}"'
    if filename is not None:
        disposition += f'; filename="{_escaped(filename)}"'
    lines = {"content-disposition": ("Content-Disposition", disposition)}
    # The last one of a name is what the caller gave.
    lines |= {field.lower(): safe_header(field, text) for field, text in (headers or {}).items()}
    return "\r\n".join(f"{field}: {text}" for field, text in lines.values())


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"%{ord(match[0]):02X}", text)
