"""What a stand-in for the API can answer: a value, an error, and either late, cut off or against the description."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, Literal, Never, TypeAlias, TypeVar, cast

from .record import EMPTY, Record, hidden

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Failure: TypeAlias = Literal["unreachable", "disconnected"]


class Answer(Record, Generic[T_co]):
    """One answer of a stand-in, made by the functions of `testing`; the `T_co` is what a call then gives.

    `content` is sent in the place of a value, as it is. `status` None is that of the description, `changes` are values
    by their JSON pointers, `seconds` is how late it comes.
    """

    value: T_co | None = None
    content: bytes | None = hidden(default=None)
    status: int | None = None
    headers: Mapping[str, str] = EMPTY
    changes: Mapping[str, Any] = EMPTY
    is_drifting: bool = False
    is_cut_off: bool = False
    seconds: float = 0.0
    failure: Failure | None = None


def answer(value: T, *, status: int | None = None, headers: Mapping[str, str] | None = None) -> Answer[T]:
    """A value with a status or headers of its own."""
    return Answer(value=value, status=status, headers=headers or {})


def error(status: int, body: object = None, *, headers: Mapping[str, str] | None = None) -> Answer[Never]:
    """A status outside of 200 to 299, and a body: nothing, text, bytes, or whatever has a JSON form."""
    if 200 <= status <= 299:
        raise ValueError(f"{status} is no status of an error: answer(value, status={status}) is for a success")
    return Answer(value=cast("Never", body), status=status, headers=headers or {})


def raw(
    content: bytes,
    *,
    status: int | None = None,
    media_type: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer[Never]:
    """Any content, under the status and the media type of the description if none are given: what is no JSON, say."""
    named = {} if media_type is None else {"Content-Type": media_type}
    return Answer(content=content, status=status, headers={**named, **(headers or {})})


def slow(seconds: float, given: T | Answer[T]) -> Answer[T]:
    """A value or another answer, late: a call whose timeout is shorter fails at once, any other one waits."""
    return answer_of(given).replaced(seconds=seconds)


def drifting(given: T | Answer[T], changes: Mapping[str, Any]) -> Answer[T]:
    """A value or an error with other values than the description allows, by JSON pointer; `OMIT` takes one away."""
    return answer_of(given).replaced(changes=changes, is_drifting=True)


def cut_off(given: T | Answer[T]) -> Answer[T]:
    """A value or another answer of which only the first half arrives before the connection breaks."""
    return answer_of(given).replaced(is_cut_off=True)


def unreachable() -> Answer[Never]:
    """No connection: the server receives nothing."""
    return Answer(failure="unreachable")


def disconnected() -> Answer[Never]:
    """A connection that breaks after the request was received, before any answer to it."""
    return Answer(failure="disconnected")


def delayed_by(seconds: float | None) -> Mapping[str, str]:
    """The header that asks to wait before the next attempt, none if nothing is asked."""
    return {} if seconds is None else {"Retry-After": f"{seconds:g}"}


def answer_of(given: T | Answer[T]) -> Answer[T]:
    """Give an answer as it is, and a value as the answer that holds it."""
    return cast("Answer[T]", given) if isinstance(given, Answer) else Answer(value=given)
