"""Events out of bytes: the examples of the standard, and every way to cut them into chunks."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime import event_stream
from runtime.errors import APIResponseError
from runtime.event_stream import EventReader, ServerSentEvent


def event(data: str, **fields: Any) -> ServerSentEvent:
    return ServerSentEvent(data=data, **fields)


def events(*chunks: bytes) -> list[ServerSentEvent]:
    reader = EventReader()
    return [one for chunk in chunks for one in reader.feed(chunk)]


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (b"data: YHOO\ndata: +2\ndata: 10\n\n", [event("YHOO\n+2\n10")]),
        (b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
         [event("first event", id="1"), event("second event"), event(" third event")]),
        (b"data\n\ndata\ndata\n\ndata:", [event(""), event("\n")]),
        (b"data:test\n\ndata: test\n\n", [event("test"), event("test")]),
        (b"event: add\ndata: 73857293\n\n", [event("73857293", event="add")]),
        (b"event: add\n\ndata: x\n\n", [event("x")]),
        (b"\xef\xbb\xbfdata: a\r\n\r\ndata: b\r\rdata: c\n\n", [event("a"), event("b"), event("c")]),
        (b"retry: 1500\ndata: x\n\nretry: soon\ndata: y\n\n", [event("x", retry=1.5), event("y", retry=1.5)]),
        (b"id: a\0b\ndata: x\n\n", [event("x")]),
        (b"nonsense: 1\ndata: x\n\n", [event("x")]),
        (b"data: never ended", []),
        (b"data: a\r\rdata: b\r\r", [event("a"), event("b")]),
        ("data: Zoë 𝄞\n\n".encode(), [event("Zoë 𝄞")]),
        (b"data: \xff\n\n", [event("\ufffd")]),
    ],
)  # fmt: skip
def test_a_stream_is_read_as_the_standard_says(stream, expected):
    assert events(stream) == expected


@given(st.lists(st.integers(0, 64)))
def test_chunks_make_no_difference(cuts):
    stream = "id: 1\r\ndata: é𝄞\r\n\r\ndata: a\rdata: b\n\nevent: x\ndata: c\n\n".encode()
    places = sorted({0, len(stream), *(cut for cut in cuts if cut < len(stream))})

    chunks = [stream[start:end] for start, end in pairwise(places)]

    assert events(*chunks) == events(stream)
    assert [one.data for one in events(stream)] == ["é𝄞", "a\nb", "c"]


def test_an_event_that_has_not_ended_is_not_the_last_one():
    reader = EventReader()

    list(reader.feed(b"id: 1\ndata: x\n\nid: 2\ndata: y\n"))
    assert reader.last_id == "1"

    list(reader.feed(b"\nid: 3\n\n"))
    assert reader.last_id == "3"


@pytest.mark.parametrize("chunk", [b"data: xxxxxxxx\n", b"x" * 10, b": xxxxxxxxx"])
def test_an_event_without_an_end_is_refused(monkeypatch, chunk):
    monkeypatch.setattr(event_stream, "LONGEST_EVENT", 64)
    reader = EventReader()

    with pytest.raises(APIResponseError, match="larger than 64"):
        for _ in range(20):
            list(reader.feed(chunk))
