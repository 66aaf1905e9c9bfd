# ruff: noqa: T201
"""What a user may write: the type checkers have nothing to say about any line."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import anyio
import guarded
import httpx2
import paged
from answers.models import Piece, Whole
from paged import testing as paged_testing
from paged.models import CursorsBody, Named, Thing
from portable_api import (
    OMIT,
    APIResponse,
    AsyncPortable,
    Drift,
    ErrorEvent,
    File,
    Omit,
    Portable,
    RequestEvent,
    ResponseEvent,
    RetryEvent,
    SpecDriftWarning,
    Token,
    errors,
    models,
    testing,
)

import wire
from answers import Answers, AsyncAnswers, AsyncStream, ServerSentEvent, Stream
from answers import APIResponse as APIResponseOfAnswers
from answers import testing as answers_testing

handler: Callable[[Drift], None] = print


def sign(event: RequestEvent) -> dict[str, str]:
    return {"X-Signed": f"{event.method} {event.url}"}


def count(event: ResponseEvent | RetryEvent) -> int | None:
    return event.status


def tell(event: ErrorEvent) -> None:
    print(event.operation, event.attempts, event.error)


def settings() -> list[Portable]:
    return [
        Portable(),
        Portable(token="t", base_url="https://a", timeout=1.5, strict=True),
        Portable(token=lambda: Token("t", expires_in=60), tracing=True).copy(token="other", max_retries=0),
        Portable(on_request=lambda event: {"X-Attempt": str(event.attempt)}, on_response=print, on_retry=None),
        Portable(on_request=sign, on_response=count, on_retry=count, on_error=tell),
        Portable(token=None, base_url=None, timeout=None, on_drift=handler, http_client=httpx2.Client()),
    ]


def values() -> list[str | None]:
    file, token = File(b"a", filename="a.txt", content_type="text/plain"), Token("t", refresh_token="r")
    return [file.filename, token.value, token.refresh_token]


def calls(client: Portable, name: str | Omit) -> models.CreateSourceResponse:
    client.sources.create(source_spec="x")
    client.sources.create(source_spec="x", display_name=name, properties={"n": 5, "on": True, "none": None})
    client.sources.create(source_spec="x", display_name=OMIT, extra_headers={"X-A": "b"}, extra_query={"q": 1})
    client.sources.create(body=models.CreateSourceRequest(source_spec="x"), timeout=2, strict=False)
    return client.sources.create(source_spec="x", timeout=None, strict=None)


async def waits() -> int:
    async with AsyncPortable(token="t") as client:
        created = await client.sources.create(source_spec="x")
    return created.data.id


def responds(client: Portable) -> models.CreateSourceResponse:
    client.sources.with_response.create(body=models.CreateSourceRequest(source_spec="x"))
    response: APIResponse[models.CreateSourceResponse] = client.sources.with_response.create(source_spec="x", timeout=2)
    number: int = response.status + response.attempts + response.data.data.id
    told: str | None = response.request_id or response.headers.get("x-a") or response.http_response.reason_phrase
    library: httpx2.Response = response.http_response
    print(number, told, response.elapsed / 2, library.content)
    return response.data


async def waits_for_responses(client: AsyncPortable) -> int:
    response: APIResponse[models.CreateSourceResponse] = await client.sources.with_response.create(source_spec="x")
    return response.data.data.id


def reads_headers(client: Answers) -> list[int]:
    response: APIResponseOfAnswers[Whole] = client.default.with_response.limits()
    limits = client.default.with_response.limits().headers
    number: int = limits.x_limit
    reset: datetime | None = limits.x_reset
    names: list[str] | None = limits.x_names
    told: str | None = limits.get("x-limit") or limits["x-limit"] or limits.request_id
    print(number, reset, names, told, response.headers["x-limit"], limits.x_used.reads if limits.x_used else None)
    return limits.x_ids or []


async def waits_for_headers(client: AsyncAnswers) -> bool | None:
    done = await client.default.with_response.limited()
    return done.headers.x_shared


def gives_credentials() -> list[guarded.Guarded]:
    grant = guarded.ClientCredentials(
        client_id="me", client_secret="s", scopes=["a"], send_secret="body", on_token=print
    )
    certificate = guarded.ClientCertificate(certificate="client.pem", key="client.key")
    return [
        guarded.Guarded(oauth=grant, openid=lambda: guarded.Token("t", expires_in=5), client_certificate=certificate),
        guarded.Guarded(oauth=guarded.Password(username="u", password="p"), bearer=lambda: "t", api_key="k"),
        guarded.Guarded(basic_auth=("u", "p"), digest_auth=("u", "p"), oauth=guarded.RefreshToken(refresh_token="r")),
    ]


def sends_files(client: wire.Wire, given: Iterator[bytes], opened: IO[bytes]) -> None:
    for body in (b"x", Path("x"), opened, given, [b"x"], (b"x",), wire.File(b"x", content_type="image/png")):
        client.default.put_raw(body=body)
    client.default.put_raw(body=bytearray(b"x"))
    client.default.upload(file=Path("x"), more=[b"x", opened], picture="x", tags=["a"], note=None, count=3)
    client.default.upload(body={"file": b"x"})


async def sends_files_and_waits(client: wire.AsyncWire, given: AsyncIterator[bytes], upload: Upload) -> None:
    async with await anyio.open_file("x", "rb") as opened:
        await client.default.put_raw(body=opened)
    await client.default.put_raw(body=given)
    await client.default.upload(file=upload, more=[given])


class Upload:
    async def read(self, size: int = -1) -> bytes:
        return b"x"[:size]


def sends_bodies(client: wire.Wire, item: wire.models.Filter) -> None:
    client.default.send(body=item)
    client.default.send(a="x", b=None)
    client.default.send(body=item, content_type="application/merge-patch+json")
    client.default.send(body="x", content_type="text/plain")
    client.default.send(body=iter([item]), content_type="application/jsonl")
    client.default.send(body=b"x", content_type="image/png")
    client.default.charge(a="x", idempotency_key="k", max_retries=5)
    client.default.get(id=["a"], id_query=item, id_header=5, id_cookie="k", where=item, empty="")
    client.default.search(q=item, extra_query={"more": [1, 2]})


def walks(client: paged.Paged) -> CursorsBody:
    pages: paged.Pages[Thing, CursorsBody] = client.default.by_cursor(limit=2, timeout=1)
    numbers: list[int] = [thing.n for thing in pages.limit(5)]
    names: list[str] = [named.id for named in client.default.by_item()]
    lengths: list[int] = [len(page.items) for page in pages.pages()]
    whole: paged.APIResponse[CursorsBody] = client.default.with_response.by_cursor(limit=2)
    print(numbers, names, lengths, whole.data, client.default.search(text="x").first().items)
    return pages.first()


async def walks_and_waits(client: paged.AsyncPaged) -> CursorsBody:
    pages: paged.AsyncPages[Thing, CursorsBody] = client.default.by_cursor()
    things: list[Thing] = [thing async for thing in pages]
    named: paged.AsyncPages[Named, object] = client.default.by_item()
    counts: list[int] = [len(page.items) async for page in client.default.by_cursor().limit(1).pages()]
    whole: paged.APIResponse[CursorsBody] = await client.default.with_response.by_cursor()
    print(things, named, counts, whole.data)
    return await pages.first()


def streams(client: Answers) -> list[int]:
    pieces: Stream[Piece] = client.default.pieces(timeout=2)
    with client.default.streaming.chat(text="x", stream=True) as stream:
        numbers = [piece.n for piece in stream]
    numbers += [piece.n for piece in pieces.reconnecting()]
    names: list[str] = [event.event for event in client.default.ticks()]
    size: int = client.default.streaming.file().to_file("file.zip")
    whole: Whole = client.default.chat(text="x")
    content: bytes = client.default.file() + client.default.streaming.file().read()
    print(names, size, whole, content, pieces.status, pieces.request_id, pieces.headers.get("x"))
    return numbers


async def waits_for_streams(client: AsyncAnswers) -> list[int]:
    pieces: AsyncStream[Piece] = await client.default.pieces()
    async with await client.default.streaming.chat(text="x") as stream:
        numbers = [piece.n async for piece in stream]
    size: int = await (await client.default.streaming.file()).to_file("file.zip")
    print(size, [event.data async for event in await client.default.ticks()])
    return numbers + [piece.n async for piece in pieces.reconnecting()]


def stands_in_for_pages(fake: paged_testing.Fake, page: CursorsBody) -> None:
    fake.on(fake.client().default.by_cursor).answers(page, paged_testing.drifting(page, {"/items/0/n": "one"}), page)
    fake.on(fake.async_client().default.by_cursor).returns(page)


def stands_in_for_streams(fake: answers_testing.Fake, whole: Whole, pieces: list[Piece]) -> None:
    client, waiting = fake.client().default, fake.async_client().default
    fake.on(client.pieces).returns(pieces)
    fake.on(waiting.pieces).answers(pieces, answers_testing.cut_off(pieces), answers_testing.too_many_requests())
    fake.on(client.ticks).returns([ServerSentEvent(data="x")])
    fake.on(client.chat).returns(whole)
    fake.on(client.streaming.chat).answers(pieces, answers_testing.slow(1, pieces))
    fake.on(waiting.streaming.chat).returns(pieces)
    fake.on(client.file).returns(b"x")
    fake.on(waiting.file).returns(b"x")
    fake.on(client.streaming.file).answers(b"x", answers_testing.raw(b"y"))
    fake.on(waiting.streaming.file).returns(b"x")


def reads(data: models.Source) -> None:
    number: int = data.id
    name: str = data.display_name
    created: datetime | None = data.created_at
    properties: dict[str, Any] | None = data.properties
    spec: models.SourceSpec = data.source_spec
    lifecycle: models.SourceSpecSummaryLifecycle | None = spec.lifecycle
    text: str = models.PropertyDefinitionType.STRING
    definitions: list[models.PropertyDefinition] = spec.property_definitions
    print(number, name, created, properties, lifecycle, text, definitions, data.to_json(), data.to_dict())


def fails(client: Portable) -> str | None:
    try:
        client.sources.create(source_spec="x")
    except errors.NotFoundError as error:
        return error.request_id
    except errors.DecodeError as error:
        return ", ".join(drift.pointer for drift in error.drifts)
    except errors.APIStatusError as error:
        return f"{error.status} {error.body}"
    except errors.APITimeoutError:
        raise SpecDriftWarning from None
    return None


def stands_in(value: models.CreateSourceResponse) -> list[str]:
    with testing.Fake() as fake:
        client: Portable = fake.client(max_retries=0, strict=True)
        waiting: AsyncPortable = fake.async_client()
        route: testing.Route[models.CreateSourceResponse] = fake.on(client.sources.create)
        route.returns(value)
        fake.on(waiting.sources.create).answers(value, testing.answer(value, status=202, headers={"X-A": "b"}))
        route.answers(testing.slow(0.2, value), testing.cut_off(value), testing.drifting(value, {"/data/id": OMIT}))
        route.answers(testing.forbidden(), testing.forbidden(models.ForbiddenErrorBody(message="no")), value)
        route.answers(
            testing.slow(2, testing.too_many_requests(retry_after=1)), testing.raw(b""), testing.unreachable()
        )
        route.answers(testing.error(418, {"any": "body"}), testing.not_found(["any"]), testing.disconnected())
        mine = Portable(token="t", http_client=fake.http_client())
        AsyncPortable(token="t", http_client=fake.async_http_client())
        mine.sources.create(source_spec="x")
        call: testing.Received = route.calls[0]
        status: Any = call.json["sourceSpec"]
        print(status, call.headers["x-a"], fake.calls)
    return call.query["name"]
