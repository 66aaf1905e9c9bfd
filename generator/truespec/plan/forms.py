"""What a method is in each of the two classes of its resource: what it gives, and how it asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from truespec.package import NOTHING, MethodForm, Paging, Source
from truespec.plan.annotations import union_of
from truespec.plan.bodies import Bodies, Form
from truespec.plan.response_headers import successes
from truespec.plan.sequences import sequence_of
from truespec.plan.source import code
from truespec.specification import Content, Operation

SYNC: Final = code("sync")
ASYNC: Final = code("async")


class Outcome(Struct, frozen=True, kw_only=True):
    """What a successful call of an operation gives: a value, values one after the other, or either."""

    value: str
    values: str
    is_bytes: bool

    @property
    def row(self) -> str:
        """The type that the row of the operation states: of the value, or of each where there are only many."""
        return self.value or self.values

    @property
    def streamed(self) -> str:
        """What the plain method gives under `streaming`."""
        return f"Stream[{self.values}]" if self.values else "ByteStream"


def outcome_of(operation: Operation, bodies: Bodies) -> Outcome:
    """Give what a successful call gives: a union when several successes differ, nothing where no answer has content."""
    if operation.method == "HEAD":
        return Outcome(value="None", values="", is_bytes=False)
    returned = successes(operation)
    contents = [content for response in returned for content in response.contents]
    sequences = [sequence.annotation for content in contents if (sequence := sequence_of(content, bodies))]
    others = [content for content in contents if not sequence_of(content, bodies)]
    types = [type_ for content in others for type_ in bodies.result_types(content)]
    without_content = any(not response.contents for response in returned) or not returned
    if without_content and (types or not sequences):
        types.append("None")
    return Outcome(
        value=union_of(types),
        values=union_of(sequences),
        is_bytes=any(_is_bytes(content, bodies) for content in others),
    )


def _is_bytes(content: Content, bodies: Bodies) -> bool:
    return bodies.form(content) is not Form.JSON


def plan_forms(outcome: Outcome, name: str, headers: str, paging: Paging | None = None) -> Mapping[str, MethodForm]:
    """Give both forms of the method with a name; `headers` is the class of its answer's, if they are described."""
    if paging:
        return _pages(outcome, name, headers, paging)
    if not outcome.value:
        return {SYNC: _stream(outcome, name, SYNC), ASYNC: _stream(outcome, name, ASYNC)}
    plain = MethodForm(
        define=code("def"),
        call=code("self._client.call("),
        result=code(outcome.value),
        answering=code(f"Answering[{headers}]().plain(methods.{name})" if headers else f"answering(methods.{name})"),
        streaming=_streaming(outcome, f"plain(methods.{name})"),
    )
    awaited = MethodForm(
        define=code("async def"),
        call=code("await self._client.call("),
        result=code(outcome.value),
        answering=code(
            f"Answering[{headers}]().awaited(methods.{name})" if headers else f"answering_awaited(methods.{name})"
        ),
        streaming=_streaming(outcome, f"awaited(methods.{name})"),
    )
    return {SYNC: plain, ASYNC: awaited}


def _stream(outcome: Outcome, name: str, kind: Source) -> MethodForm:
    """Give the form of a method whose answer is a stream and nothing else; an open answer tells all of itself."""
    is_sync = kind is SYNC
    return MethodForm(
        define=code("def" if is_sync else "async def"),
        call=code("open_stream(self._client, " if is_sync else "await open_stream_async(self._client, "),
        result=code(f"Stream[{outcome.values}]" if is_sync else f"AsyncStream[{outcome.values}]"),
        answering=code(f"methods.{name}"),
        streaming=NOTHING,
    )


def _pages(outcome: Outcome, name: str, headers: str, paging: Paging) -> Mapping[str, MethodForm]:
    """Give both forms of a method whose answer comes in pages, which asks for nothing by itself."""
    typed = f"AnsweringPage[{headers}]()." if headers else "answering_page_"
    plain = MethodForm(
        define=code("def"),
        call=code(f"walk_pages(self._client, {paging.constant}, "),
        result=code(f"Pages[{paging.item}, {outcome.value}]"),
        answering=code(f"{typed}plain(methods.{name})"),
        streaming=NOTHING,
    )
    awaited = replace(
        plain,
        call=code(f"walk_pages_async(self._client, {paging.constant}, "),
        result=code(f"AsyncPages[{paging.item}, {outcome.value}]"),
        answering=code(f"{typed}awaited(methods.{name})"),
    )
    return {SYNC: plain, ASYNC: awaited}


def _streaming(outcome: Outcome, taken: str) -> Source:
    """Give the type of the method as it stands under `streaming`, nothing when its answer is always read whole."""
    if outcome.values:
        return code(f"Streamed[{outcome.values}]().{taken}")
    return code(f"StreamedBytes().{taken}") if outcome.is_bytes else NOTHING
