"""Writes what a stand-in answers, so that it reads back as the same value, or as the one that the test wants."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, cast

from .codec import Decoded, codec_of
from .encode import to_json
from .fake_answers import Answer
from .fake_transport import Reply
from .media import charset_of, concrete, essence, kind_of
from .omit import OMIT
from .operation import Operation, Response
from .record import Record
from .text import Pair

_SHOWN = 80


class _Content(Record, kw_only=False):
    pieces: tuple[bytes, ...]
    media_type: str | None = None


def reply_of(operation: Operation[Any], answer: Answer[Any], *, streamed: bool) -> Reply:
    """Write an answer to an operation; raises TypeError for a value that cannot be an answer of it."""
    status, content = _written(operation, answer, streamed=streamed)
    named = any(name.lower() == "content-type" for name in answer.headers)
    own: tuple[Pair, ...] = () if named or content.media_type is None else (("Content-Type", content.media_type),)
    return Reply(
        status=status,
        headers=(*own, *answer.headers.items()),
        pieces=_first_half(content.pieces) if answer.is_cut_off else content.pieces,
        is_cut_off=answer.is_cut_off,
        seconds=answer.seconds,
        failure=answer.failure,
    )


def successes(operation: Operation[Any]) -> list[Response]:
    """The rows of the answers that a call can succeed with."""
    stated = [row for row in operation.responses if row.status.startswith("2")]
    return stated or [row for row in operation.responses if row.status.upper() == "DEFAULT"]


def stream_types(operation: Operation[Any]) -> frozenset[str]:
    """The media types of the streams that an operation can answer with."""
    return frozenset(row.media_type for row in operation.responses if row.items and row.media_type)


def _written(operation: Operation[Any], answer: Answer[Any], *, streamed: bool) -> tuple[int, _Content]:
    if answer.status is not None and not 200 <= answer.status <= 299:
        row = _row_of_error(operation, answer.status)
        content = None if row is None or answer.value is None else _fitting(row, answer)
        return answer.status, content or _undescribed(answer, row)
    rows = [row for row in _named(operation, answer) if not row.media_type or bool(row.items) == streamed]
    if answer.content is not None or answer.failure:
        return _status(operation, answer, rows), _undescribed(answer, next(iter(rows), None))
    for row in rows:
        content = _Content(()) if operation.method == "HEAD" and answer.value is None else _fitting(row, answer)
        if content is not None:
            return _status(operation, answer, [row]), content
    raise TypeError(_unfit(operation, answer.value, rows))


def _unfit(operation: Operation[Any], value: Any, rows: list[Response]) -> str:
    shown = repr(value)
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}..."
    places = [place for row in rows for place in _disagreements(row, value)]
    at = f" at {places[0]}" if places else ""
    return (
        f"{operation.id}: the description has something else{at}: {shown};"
        " testing.drifting(...) is for answers that contradict it, testing.error(...) for refusals"
    )


def _named(operation: Operation[Any], answer: Answer[Any]) -> list[Response]:
    rows, status = successes(operation), answer.status
    named = [row for row in rows if row.status == str(status)]
    ranges = [row for row in rows if status is None or not row.status.isdigit()]
    return named or ranges or (rows if answer.is_drifting else [])


def _row_of_error(operation: Operation[Any], status: int) -> Response | None:
    names = (str(status), f"{status // 100}XX", "DEFAULT")
    rows = [row for name in names for row in operation.responses if row.status.upper() == name]
    return next((row for row in rows if row.status == rows[0].status and row.media_type), None)


def _status(operation: Operation[Any], answer: Answer[Any], rows: list[Response]) -> int:
    """The status of the first row; of a range the first that no other row is about."""
    if answer.status is not None:
        return answer.status
    stated = rows[0].status if rows else ""
    named = {row.status for row in operation.responses}
    return int(stated) if stated.isdigit() else next(one for one in range(200, 300) if str(one) not in named)


def _undescribed(answer: Answer[Any], row: Response | None) -> _Content:
    value = answer.value if answer.content is None else answer.content
    media_type = row.media_type if row else None
    match value:
        case None:
            return _Content(())
        case bytes():
            return _Content((value,), concrete(media_type or "*/*", "application/octet-stream"))
        case str():
            return _Content((value.encode(),), "text/plain; charset=utf-8")
        case _:
            return _Content((json.dumps(_changed(value, answer)).encode(),), "application/json")


def _fitting(row: Response, answer: Answer[Any]) -> _Content | None:
    value = answer.value
    if row.media_type is None:
        return _Content(()) if value is None else None
    if row.items is not None:
        return _stream(row, answer)
    media_type = concrete(row.media_type, _usual(value))
    match kind_of(media_type):
        case "json":
            return None if isinstance(value, bytes) else _json(row, answer, media_type)
        case "text":
            return _Content((value.encode(charset_of(media_type)),), media_type) if isinstance(value, str) else None
        case "binary":
            return _Content((value,), media_type) if isinstance(value, bytes) else None


def _usual(value: Any) -> str:
    if isinstance(value, bytes):
        return "application/octet-stream"
    return "text/plain" if isinstance(value, str) else "application/json"


def _json(row: Response, answer: Answer[Any], media_type: str) -> _Content | None:
    document = _changed(answer.value, answer)
    content = json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()
    return _Content((content,), media_type) if answer.is_drifting or _is_of(row, content) else None


def _is_of(row: Response, content: bytes) -> bool:
    return not _decoded(row, content).disagreements


def _decoded(row: Response, content: bytes) -> Decoded:
    return codec_of(Any if row.type is None else row.type()).decode(content)


def _disagreements(row: Response, value: Any) -> list[str]:
    is_json = row.items is None and row.media_type and kind_of(row.media_type) == "json"
    if not is_json or isinstance(value, bytes):
        return []
    found = _decoded(row, to_json(value).encode()).disagreements
    return ["".join(f"/{part}" for part in one.location) for one in found if one.location]


def _changed(value: Any, answer: Answer[Any]) -> Any:
    """The JSON form of a value, with the changes that the test wants."""
    document: Any = json.loads(to_json(value))
    for pointer, wanted in answer.changes.items():
        parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
        try:
            document = _put(document, parts, wanted)
        except (LookupError, TypeError, ValueError) as error:
            raise LookupError(f"the answer has nothing at {pointer}") from error
    return document


def _put(document: Any, parts: Sequence[str], wanted: Any) -> Any:
    if not parts:
        return wanted
    holder: Any = document
    for part in parts[:-1]:
        holder = holder[_key(holder, part)]
    if wanted is OMIT:
        del holder[_key(holder, parts[-1])]
    else:
        holder[_key(holder, parts[-1])] = wanted
    return document


def _key(holder: Any, part: str) -> str | int:
    return int(part) if isinstance(holder, list) else part


def _stream(row: Response, answer: Answer[Any]) -> _Content | None:
    media_type = row.media_type or ""
    values: list[Any] = list(cast("Iterable[Any]", answer.value or ()))
    documents = values if any(map(is_dataclass, values)) else _changed(values, answer)
    pieces = [_piece(row, document) for document in documents]
    fit = answer.is_drifting or all(is_dataclass(one) or _is_of(row, json.dumps(one).encode()) for one in documents)
    return _Content(tuple(pieces), media_type) if fit else None


def _piece(row: Response, document: Any) -> bytes:
    """Write one value of a stream in the form in which the reader of the stream gives it back."""
    for written in _forms(row.media_type or "", document):
        items = row.items(json.loads) if row.items else None
        if items and [*items.feed(written), *items.end()] == [document]:
            return written
    raise TypeError(f"this cannot be written as a value of a {row.media_type} stream: {document!r:.{_SHOWN}}")


def _forms(media_type: str, document: Any) -> Iterator[bytes]:
    if is_dataclass(document) and not isinstance(document, type):
        told = {one.name: getattr(document, one.name) for one in fields(document)}
        if told["retry"] is not None:
            told["retry"] = int(told["retry"] * 1000)
        yield _event({name: value for name, value in told.items() if name != "fields" and value not in (None, "")})
        return
    written = json.dumps(document, ensure_ascii=False)
    if essence(media_type) != "text/event-stream":
        yield (b"\x1e" if essence(media_type).endswith("json-seq") else b"") + written.encode() + b"\n"
        return
    yield _event({"data": written})
    if isinstance(document, dict):
        event = cast("dict[str, Any]", document)
        yield _event({**event, "data": json.dumps(event.get("data"), ensure_ascii=False)})
        yield _event(event)


def _event(told: Mapping[str, Any]) -> bytes:
    lines = [f"{name}: {line}\n" for name, value in told.items() for line in str(value).split("\n")]
    return "".join([*lines, "\n"]).encode()


def _first_half(pieces: tuple[bytes, ...]) -> tuple[bytes, ...]:
    if len(pieces) > 1:
        return pieces[: len(pieces) // 2]
    return tuple(piece[: len(piece) // 2] for piece in pieces)
