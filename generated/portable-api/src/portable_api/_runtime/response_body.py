"""Reads the body of an answer by its row: the described media type and the actual Content-Type."""

from __future__ import annotations

from functools import cache
from typing import Any

from .codec import Codec, Decoded, NotJSONError, codec_of
from .disagreement import Source, drifts_of
from .drift import Drift
from .errors import APIResponseError
from .media import Kind, covers, encoding_of, kind_of, text_of
from .operation import Operation, Response
from .raw_response import RawResponse
from .record import Record

_UTF8 = ("utf-8", "ascii")


class Body(Record, kw_only=False):
    """What a body says, and where it disagrees with the description."""

    value: Any
    drifts: tuple[Drift, ...] = ()


def read_body(operation: Operation[Any], row: Response, answer: RawResponse, package: str) -> Body:
    """Read a body as its row describes it; raises APIResponseError for content that is not of it."""
    if operation.method == "HEAD":
        return Body(None)
    if row.media_type is None:
        return Body(None, _unexpected_content(operation, answer))
    if row.items is not None:
        raise unreadable(operation, answer, f"it is a stream of {row.media_type}: call the method under `streaming`")
    body = _read(operation, row, answer, package)
    unexpected = unexpected_type(operation, row, answer) if answer.content else ()
    return Body(value=body.value, drifts=(*unexpected, *body.drifts)) if unexpected else body


def unexpected_type(operation: Operation[Any], row: Response, answer: RawResponse) -> tuple[Drift, ...]:
    """Tell a Content-Type that is not the one that is described; nothing is as good."""
    described, actual = row.media_type or "", answer.content_type
    if not actual or covers(described, actual):
        return ()
    return (Drift.of_header(operation.id, "Content-Type", expected=described, got=actual),)


def _read(operation: Operation[Any], row: Response, answer: RawResponse, package: str) -> Body:
    match _kind_of_row(row):
        case "json":
            return json_body(operation, row, answer, package)
        case "text":
            return Body(_text(operation, answer))
        case "binary":
            return Body(answer.content)


@cache
def _kind_of_row(row: Response) -> Kind:
    """How a body is read; a range has no kind of its own, but a type."""
    media_type = row.media_type or ""
    if "*" not in media_type or row.type is None:
        return kind_of(media_type)
    kinds: dict[Any, Kind] = {bytes: "binary", str: "text"}
    return kinds.get(row.type(), "json")


def _unexpected_content(operation: Operation[Any], answer: RawResponse) -> tuple[Drift, ...]:
    if not answer.content:
        return ()
    got = answer.content.decode("utf-8", "replace")
    return (Drift(operation=operation.id, pointer="", expected="no content", got=got),)


def json_body(operation: Operation[Any], row: Response, answer: RawResponse, package: str) -> Body:
    """Read a body, or one value of a stream, that is JSON."""
    codec = _codec_of_row(row)
    if not answer.content:
        if codec.decode(b"null") == Decoded(None):
            return Body(None)
        raise unreadable(operation, answer, "it is empty")
    try:
        # A value of a stream is always in UTF-8.
        decoded = codec.decode(answer.content if row.items else _utf8(operation, answer))
    except NotJSONError as error:
        named = answer.content_type if kind_of(answer.content_type) != "json" else ""
        what = f"it is {named!r} and not JSON" if named else "it is not JSON"
        raise unreadable(operation, answer, f"{what}: {error}") from error
    if not decoded.disagreements:
        return Body(value=decoded.value)
    source = Source(package=package, operation=operation.id, schema=codec.schema)
    return Body(decoded.value, drifts_of(decoded, source))


@cache
def _codec_of_row(row: Response) -> Codec:
    return codec_of(Any if row.type is None else row.type())


def _utf8(operation: Operation[Any], answer: RawResponse) -> bytes:
    if _encoding(operation, answer) in _UTF8:
        return answer.content
    return _text(operation, answer).encode("utf-8", "replace")


def _text(operation: Operation[Any], answer: RawResponse) -> str:
    encoding = _encoding(operation, answer)
    try:
        return text_of(answer.content, encoding)
    except ValueError as error:
        raise unreadable(operation, answer, f"it is not text of its charset {encoding!r}") from error


def _encoding(operation: Operation[Any], answer: RawResponse) -> str:
    try:
        return encoding_of(answer.content_type)
    except LookupError as error:
        raise unreadable(operation, answer, str(error.args[0])) from error


def unreadable(operation: Operation[Any], answer: RawResponse, reason: str) -> APIResponseError:
    """Give the error of an answer that is not what the description says."""
    message = f"{named(operation)}: the answer {answer.status} cannot be read: {reason}"
    return APIResponseError(message, **facts(operation, answer))


def named(operation: Operation[Any]) -> str:
    """Give an operation as the description names it."""
    return f"{operation.method} {operation.path}"


def facts(operation: Operation[Any], answer: RawResponse) -> dict[str, Any]:
    """Give what every error tells of an answer."""
    return {
        "operation": operation.id,
        "status": answer.status,
        "headers": answer.headers,
        "content": answer.content,
    }
