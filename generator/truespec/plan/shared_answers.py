"""Answers that operations of a resource have in common: each is written once in its module, as a constant.

A description says of nearly every operation what a refusal looks like, by a response that they all refer to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Final

from msgspec.structs import replace

from truespec.package import AnswerRow, Method
from truespec.plan.source import code

_DIGITS: Final = 6


def with_shared_answers(methods: Iterable[Method]) -> tuple[tuple[Method, ...], tuple[AnswerRow, ...]]:
    """Give the methods of a resource, with the answers that two of them have marked as shared, and these by row."""
    found = tuple(methods)
    counts = Counter(answer for method in found for answer in method.row.answers)
    shared = sorted((answer for answer, count in counts.items() if count > 1), key=lambda answer: answer.row)
    names = Counter(str(name) for name in (*_constants(found), *(answer.constant for answer in shared)))
    marked = {answer: _marked(answer, is_alone=names[answer.constant] == 1) for answer in shared}
    return tuple(_with(method, marked) for method in found), tuple(marked.values())


def _constants(methods: Iterable[Method]) -> Iterator[str]:
    """Give the constants that the module of a resource has anyway."""
    for method in methods:
        yield method.row.constant
        if method.paging:
            yield method.paging.constant


def _marked(answer: AnswerRow, *, is_alone: bool) -> AnswerRow:
    """Give an answer as a shared one; a digest of what it says tells it from others of its name."""
    digest = "" if is_alone else f"_{sha256(answer.row.encode()).hexdigest()[:_DIGITS]}"
    return replace(answer, constant=code(f"{answer.constant}{digest}"), is_shared=True)


def _with(method: Method, marked: Mapping[AnswerRow, AnswerRow]) -> Method:
    """Give a method whose shared answers are marked."""
    answers = tuple(marked.get(answer, answer) for answer in method.row.answers)
    return replace(method, row=replace(method.row, answers=answers))
