"""The one core that reads answers: a row and an answer in, a typed value out or an exception."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, cast

from pydantic_core import from_json

from .drift import Drift, DriftReporter
from .errors import APIResponseError, APIStatusError, DecodeError, status_error_class
from .headers import Headers
from .media import text_if_any
from .operation import Items, Operation, Response
from .raw_response import RawResponse
from .record import Record
from .response_body import Body, facts, json_body, named, read_body, unexpected_type, unreadable
from .rows import find_row, stream_row, success_row, unexpected_status
from .text import is_object

MESSAGE_LENGTH = 200
# Fields that hold a sentence, the plainest first. See https://www.rfc-editor.org/rfc/rfc9457#section-3.1.
SENTENCES = ("message", "detail", "error_description", "msg", "title", "error", "errors")


class Reading(Record):
    """How answers are read: whose they are, whether drift raises, and else who is told."""

    package: str
    strict: bool
    reporter: DriftReporter


class _NoItems:
    done = True
    last_id = ""

    def feed(self, chunk: bytes) -> tuple[()]:
        return ()

    def end(self) -> tuple[()]:
        return ()

    def resume(self) -> float:
        return 0.0


def read_response(operation: Operation[Any], answer: RawResponse, reading: Reading) -> Any:
    """Read the answer of one call as the operation's type.

    Raises the APIStatusError of its status for anything but 2xx, DecodeError for drift when strict,
    APIResponseError for content that cannot be read as described.
    """
    if not 200 <= answer.status <= 299:
        raise _status_error(operation, answer, reading)
    row = success_row(operation, answer)
    body = read_body(operation, row, answer, reading.package)
    return _told(body.value, (*unexpected_status(operation, row, answer), *body.drifts), answer, reading)


def read_headers(operation: Operation[Any], answer: RawResponse, reading: Reading) -> Headers:
    """Give the headers of a success, typed where they are described; raises DecodeError for drift when strict."""
    row = success_row(operation, answer)
    if row.headers is None:
        return answer.headers
    headers, drifts = row.headers(answer.headers, reading.package, operation.id)
    _tell(drifts, answer, reading)
    return headers


def read_items(operation: Operation[Any], answer: RawResponse, reading: Reading) -> Items:
    """Give what makes values of the bytes of a stream, of which 204 has none; raises APIResponseError for no stream."""
    if answer.status == HTTPStatus.NO_CONTENT:
        return _NoItems()
    row = stream_row(operation, answer)
    if row is None or row.items is None:
        raise unreadable(operation, answer, f"its content type is {answer.content_type!r}, which is no stream of it")
    _tell((*unexpected_status(operation, row, answer), *unexpected_type(operation, row, answer)), answer, reading)

    def decode(content: bytes) -> Any:
        value = answer.replaced(content=content)
        body = json_body(operation, row, value, reading.package)
        return _told(body.value, body.drifts, value, reading)

    return row.items(decode)


def _told(value: Any, drifts: tuple[Drift, ...], answer: RawResponse, reading: Reading) -> Any:
    if drifts:
        _tell(drifts, answer, reading)
    return value


def _tell(drifts: tuple[Drift, ...], answer: RawResponse, reading: Reading) -> None:
    if drifts and reading.strict:
        raise DecodeError.of(drifts, status=answer.status, headers=answer.headers, content=answer.content)
    reading.reporter.report(drifts)


def _status_error(operation: Operation[Any], answer: RawResponse, reading: Reading) -> APIStatusError:
    statuses = (str(answer.status), f"{answer.status // 100}XX", "DEFAULT")
    row = find_row(operation, answer.content_type, statuses)
    body = _error_body(operation, row, answer, reading)
    drifts = body.drifts
    if row is not None and row.headers is not None:
        headers, more = row.headers(answer.headers, reading.package, operation.id)
        answer, drifts = answer.replaced(headers=headers), drifts + more
    message = f"{named(operation)}: {answer.status} {_phrase(answer.status)}".rstrip()
    told = _message_in(body.value)
    error = status_error_class(answer.status)(f"{message}: {told}" if told else message, **facts(operation, answer))
    error.body, error.drifts = body.value, drifts
    try:
        reading.reporter.report(drifts)
    except Exception as problem:  # whatever a handler raises must not hide the status
        error.__cause__ = problem
    return error


def _error_body(operation: Operation[Any], row: Response | None, answer: RawResponse, reading: Reading) -> Body:
    if row is not None and row.type is not None and answer.content:
        try:
            return read_body(operation, row, answer, reading.package)
        except APIResponseError:
            return Body(_raw_body(answer))
    return Body(_raw_body(answer))


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
    text = " ".join(_sentence(body).split())
    printable = "".join(character for character in text if character.isprintable())
    return printable if len(printable) <= MESSAGE_LENGTH else printable[: MESSAGE_LENGTH - 3] + "..."


def _sentence(body: Any) -> str:
    """What a body says in words, in any of the forms that APIs have for it; a page of HTML says nothing."""
    if isinstance(body, str):
        return "" if body.lstrip().startswith("<") else body
    if isinstance(body, list):
        return next(map(_sentence, cast("Iterable[Any]", body)), "")
    found = (body.get(name) if is_object(body) else getattr(body, name, None) for name in SENTENCES)
    return next((told for told in map(_sentence, filter(None, found)) if told), "")
