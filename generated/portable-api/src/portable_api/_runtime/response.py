"""The one core that reads answers: a row and an answer in, a typed value out or an exception."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from http import HTTPStatus
from typing import Any

from pydantic_core import from_json

from .codec import Codec, Decoded, NotJSONError, codec_of
from .disagreement import Source, drifts_of
from .drift import Drift, DriftReporter
from .errors import APIResponseError, APIStatusError, DecodeError, status_error_class
from .headers import Headers
from .media import REMEMBERED, covers, encoding_of, essence, kind_of, text_if_any
from .operation import Items, Operation, Response
from .text import is_object

MESSAGE_LENGTH = 200
_UTF8 = ("utf-8", "ascii")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawResponse:
    """An answer as it was received, whole; `http` is what the HTTP library has of it."""

    status: int
    headers: Headers
    content: bytes = field(repr=False)
    http: Any = field(repr=False, default=None)

    @property
    def content_type(self) -> str:
        """The Content-Type as it was sent, "" if there was none."""
        return self.headers.get("content-type", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How answers are read: whose they are, whether drift raises, and else who is told."""

    package: str
    strict: bool
    reporter: DriftReporter


@dataclass(frozen=True, slots=True)
class _Body:
    value: Any
    drifts: tuple[Drift, ...] = ()


def read_response(operation: Operation[Any], answer: RawResponse, reading: Reading) -> Any:
    """Read the answer of one call as the operation's type.

    Raises the APIStatusError of its status for anything but 2xx, DecodeError for drift when strict and for a
    2xx that is not described, APIResponseError for content that cannot be read as described.
    """
    if not 200 <= answer.status <= 299:
        raise _status_error(operation, answer, reading)
    row = _success_row(operation, answer.status, answer.content_type)
    if row is None:
        message = f"{_call(operation)}: the answer has the status {answer.status}, which is not described"
        raise DecodeError(message, **_facts(operation, answer))
    return _told(_read_body(operation, row, answer, reading), answer, reading)


def read_items(operation: Operation[Any], answer: RawResponse, reading: Reading) -> Items:
    """Give what makes values of the bytes of a stream; raises APIResponseError for an answer that is none."""
    row = _success_row(operation, answer.status, answer.content_type)
    if row is None or row.items is None or not covers(row.media_type or "", answer.content_type):
        raise _unreadable(operation, answer, f"its content type is {answer.content_type!r}, which is no stream of it")

    def decode(content: bytes) -> Any:
        value = replace(answer, content=content)
        return _told(_json_body(operation, row, value, reading), value, reading)

    return row.items(decode)


def _told(body: _Body, answer: RawResponse, reading: Reading) -> Any:
    if body.drifts and reading.strict:
        raise DecodeError.of(body.drifts, status=answer.status, headers=answer.headers, content=answer.content)
    reading.reporter.report(body.drifts)
    return body.value


@lru_cache(REMEMBERED)
def _success_row(operation: Operation[Any], status: int, content_type: str) -> Response | None:
    row = _find_row(operation, content_type, (str(status), "2XX"))
    if row is None and not any(one.status.startswith("2") for one in operation.responses):
        return _find_row(operation, content_type, ("DEFAULT",))
    return row


def _find_row(operation: Operation[Any], content_type: str, statuses: Iterable[str]) -> Response | None:
    for status in statuses:
        rows = [row for row in operation.responses if row.status.upper() == status]
        if rows:
            return min(rows, key=lambda row: _distance(row.media_type, content_type))
    return None


def _distance(described: str | None, actual: str) -> int:
    """How far a described media type is from the actual one: the same, of the same kind, within its range, another."""
    if described is None or not covers(described, actual):
        return 3
    return 2 if "*" in described else int(essence(described) != essence(actual))


def _read_body(operation: Operation[Any], row: Response, answer: RawResponse, reading: Reading) -> _Body:
    if operation.method == "HEAD":
        return _Body(None)
    if row.media_type is None:
        return _Body(None, _unexpected_content(operation, answer))
    is_empty = not answer.content and kind_of(row.media_type) == "json"
    actual = row.media_type if is_empty else answer.content_type or row.media_type
    if not covers(row.media_type, actual):
        raise _unreadable(operation, answer, f"its content type is {actual!r} instead of {row.media_type!r}")
    if row.items is not None:
        raise _unreadable(operation, answer, f"it is a stream of {actual}: call the method under `streaming`")
    match kind_of(actual):
        case "json":
            return _json_body(operation, row, answer, reading)
        case "text":
            return _Body(_text(operation, answer))
        case "binary":
            return _Body(answer.content)


def _unexpected_content(operation: Operation[Any], answer: RawResponse) -> tuple[Drift, ...]:
    if not answer.content:
        return ()
    got = answer.content.decode("utf-8", "replace")
    return (Drift(operation=operation.id, pointer="", expected="no content", got=got),)


def _json_body(operation: Operation[Any], row: Response, answer: RawResponse, reading: Reading) -> _Body:
    codec = _codec_of_row(row)
    if not answer.content:
        if codec.decode(b"null") == Decoded(None):
            return _Body(None)
        raise _unreadable(operation, answer, "it is empty")
    try:
        decoded = codec.decode(_utf8(operation, answer))
    except NotJSONError as error:
        raise _unreadable(operation, answer, f"it is not JSON: {error}") from error
    if not decoded.disagreements:
        return _Body(decoded.value)
    source = Source(package=reading.package, operation=operation.id, schema=codec.schema)
    return _Body(decoded.value, drifts_of(decoded, source))


@cache
def _codec_of_row(row: Response) -> Codec:
    return codec_of(Any if row.type is None else row.type())


def _utf8(operation: Operation[Any], answer: RawResponse) -> bytes:
    # Of a stream this is one value, which is always in UTF-8.
    if kind_of(answer.content_type) != "json" or _encoding(operation, answer) in _UTF8:
        return answer.content
    return _text(operation, answer).encode("utf-8", "replace")


def _text(operation: Operation[Any], answer: RawResponse) -> str:
    encoding = _encoding(operation, answer)
    try:
        return answer.content.decode(encoding)
    except ValueError as error:
        raise _unreadable(operation, answer, f"it is not text of its charset {encoding!r}") from error


def _encoding(operation: Operation[Any], answer: RawResponse) -> str:
    try:
        return encoding_of(answer.content_type)
    except LookupError as error:
        raise _unreadable(operation, answer, str(error.args[0])) from error


def _unreadable(operation: Operation[Any], answer: RawResponse, reason: str) -> APIResponseError:
    message = f"{_call(operation)}: the answer {answer.status} cannot be read: {reason}"
    return APIResponseError(message, **_facts(operation, answer))


def _call(operation: Operation[Any]) -> str:
    return f"{operation.method} {operation.path}"


def _facts(operation: Operation[Any], answer: RawResponse) -> dict[str, Any]:
    return {
        "operation": operation.id,
        "status": answer.status,
        "headers": answer.headers,
        "content": answer.content,
    }


def _status_error(operation: Operation[Any], answer: RawResponse, reading: Reading) -> APIStatusError:
    body = _error_body(operation, answer, reading)
    message = f"{_call(operation)}: {answer.status} {_phrase(answer.status)}".rstrip()
    told = _message_in(body.value)
    error = status_error_class(answer.status)(f"{message}: {told}" if told else message, **_facts(operation, answer))
    error.body, error.drifts = body.value, body.drifts
    try:
        reading.reporter.report(body.drifts)
    except Exception as problem:  # whatever a handler raises must not hide the status
        error.__cause__ = problem
    return error


def _error_body(operation: Operation[Any], answer: RawResponse, reading: Reading) -> _Body:
    statuses = (str(answer.status), f"{answer.status // 100}XX", "DEFAULT")
    row = _find_row(operation, answer.content_type, statuses)
    if row is not None and row.type is not None and answer.content:
        try:
            return _read_body(operation, row, answer, reading)
        except APIResponseError:
            return _Body(_raw_body(answer))
    return _Body(_raw_body(answer))


def _raw_body(answer: RawResponse) -> Any:
    try:
        return from_json(answer.content)
    except ValueError:
        pass
    text = text_if_any(answer.content, answer.content_type)
    try:
        return from_json(text or "")
    except ValueError:
        return text or None


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus.__members__.values() else ""


def _message_in(body: Any) -> str:
    told: Any = body["message"] if is_object(body) and "message" in body else getattr(body, "message", None)
    text = " ".join(told.split()) if isinstance(told, str) else ""
    printable = "".join(character for character in text if character.isprintable())
    return printable if len(printable) <= MESSAGE_LENGTH else printable[: MESSAGE_LENGTH - 3] + "..."
