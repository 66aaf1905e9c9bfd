# ruff: noqa: T201
"""What a user may not write: the type checkers complain about exactly the lines that are marked."""

from __future__ import annotations

import io

import guarded
import httpx2
import paged
import portable_api
from paged import testing as paged_testing
from portable_api import AsyncPortable, File, Portable, Token, models, testing

import wire
from answers import Answers, AsyncAnswers
from answers import testing as answers_testing


async def waiting_token() -> str:
    return "t"


answers = Answers()
client = Portable(token="t")
waiting = AsyncPortable(token="t")

client.sources.create()  # error
client.sources.create(display_name="a name")  # error
client.sources.create("google_calendar")  # error
client.sources.create(source_spec=5)  # error
client.sources.create(source_spec=None)  # error
client.sources.create(source_spec="x", display_name=None)  # error
client.sources.create(source_spec="x", properties=["a"])  # error
client.sources.create(source_spec="x", properties={5: "a"})  # error
client.sources.create(source_spec="x", colour="red")  # error
client.sources.create(source_spec="x", sourceSpec="x")  # error
client.sources.create(source_spec="x", created_at="2023-06-12T20:03:00Z")  # error
client.sources.create(source_spec="x", id=5)  # error
client.sources.create(source_spec="x", body=models.CreateSourceRequest(source_spec="x"))  # error
client.sources.create(body={"sourceSpec": "x"})  # error
client.sources.create(source_spec="x", timeout="soon")  # error
client.sources.remove(source_spec="x")  # error
client.source.create(source_spec="x")  # error
Portable("t")  # error
Portable(api_key="t")  # error
Portable(token=5)  # error
Portable(token=lambda: 5)  # error
Portable(on_request=lambda event: event.colour)  # error
Portable(on_retry=5)  # error
Portable(server=1)  # error
Token()  # error
Token("t", lasts=60)  # error
Token("t").value = "u"  # error
File(b"", colour="red")  # error
print(File(b"").size)  # error
client.copy(colour="red")  # error
client.copy(timeout="soon")  # error
print(models.NoSuchType)  # error
print(portable_api.NoSuchName)  # error
models.CreateSourceRequest()  # error
models.CreateSourceRequest(source_spec="x", id=5)  # error

created = client.sources.create(source_spec="x")
print(created.data.identifier)  # error
print(created.data.created_at.year)  # error
print(created.data.properties["email"])  # error
print(created.data.source_spec.lifecycle.value)  # error
number: str = created.data.id  # error
created.data.source_spec.name.upper()
client.sources.with_response.create()  # error
client.sources.with_response.create(source_spec=5)  # error
client.sources.with_response.create("x")  # error
client.sources.with_response.remove(source_spec="x")  # error
print(client.sources.with_response.create(source_spec="x").data.identifier)  # error
print(client.sources.with_response.create(source_spec="x").identifier)  # error
answers.default.with_response.limits(colour="red")  # error
print(answers.default.with_response.limits().headers.x_unknown)  # error
answers.default.with_response.limits().headers.x_limit.upper()  # error
print(answers.default.with_response.file().headers.x_limit)  # error
print(waiting.sources.with_response.create(source_spec="x").data)  # error
print(waiting.sources.create(source_spec="x").data)  # error

guarded.Guarded(oauth=("u", "p"))  # error
guarded.Guarded(bearer=lambda: 5)  # error
guarded.Guarded(bearer=waiting_token)  # error
guarded.AsyncGuarded(bearer=waiting_token)
guarded.Guarded(basic_auth="u")  # error
guarded.Guarded(digest_auth=("u",))  # error
guarded.Guarded(api_key=5)  # error
guarded.Guarded(client_certificate="client.pem")  # error
guarded.Guarded(http_client=httpx2.AsyncClient())  # error
guarded.ClientCredentials(client_id="me", send_secret="query")  # error
guarded.Password(username="u")  # error
guarded.Guarded().default.get_key(deadline=1)  # error
guarded.Guarded().default.get_key(max_retries="2")  # error
guarded.Guarded().default.get_key(idempotency_key=5)  # error
guarded.Guarded().default.get_key(extra_headers={"X-A": 5})  # error
guarded.Guarded().default.get_key(extra_headers=["X-A"])  # error

sent = wire.Wire(token="t").default
sent.put_raw()  # error
sent.put_raw(body="text")  # error
sent.put_raw(body=["text"])  # error
sent.put_raw(body=io.StringIO())  # error
sent.upload()  # error
sent.upload(file="text")  # error
sent.upload(file=b"x", more=b"x")  # error
sent.upload(file=b"x", count="3")  # error
sent.get(id="a")  # error
sent.get(id=["a"], empty="full")  # error
sent.get(id=["a"], id_query={"a": "x"})  # error
sent.send(body="x")  # error
sent.send(body="x", content_type="application/json")  # error
sent.send(body="x", content_type="application/pdf")  # error
sent.send(body={"a": "x"}, content_type="text/plain")  # error
sent.send(body=[5], content_type="application/jsonl")  # error
sent.search(q="a=b")  # error
wire.Wire(server=1)  # error
wire.Wire(server_variables={"region": "eu"})  # error

fake = testing.Fake()
faked = fake.on(client.sources.create)
faked.returns(models.Source(id=1, source_spec=models.SourceSpec()))  # error
faked.returns(None)  # error
faked.returns({"data": {"id": 1}})  # error
faked.answers(created, created.data)  # error
faked.answers(testing.slow(1, created.data))  # error
faked.answers(testing.drifting(created.data, {}))  # error
faked.returns(testing.forbidden())  # error
fake.on(waiting.sources.create).returns(created.data)  # error
fake.on(client.sources)  # error
fake.client(colour="red")  # error
testing.forbidden(models.BadRequestErrorBody())  # error
testing.forbidden(retry_after=1)  # error
print(faked.calls[0].colour)  # error
print(fake.client().sources.create(source_spec="x").data.identifier)  # error

walking = paged.Paged().default
print([thing.name for thing in walking.by_cursor()])  # error
print([page.n for page in walking.by_cursor().pages()])  # error
print([thing.n for thing in paged.AsyncPaged().default.by_cursor()])  # error
print(walking.by_cursor().items)  # error
print(walking.by_cursor(cursor=5))  # error
print(walking.by_cursor().limit("5"))  # error
print(walking.by_cursor().first().n)  # error
print(walking.with_response.by_cursor().data.n)  # error
print(walking.with_response.by_cursor(limit="2"))  # error

streamed, awaited = answers_testing.Fake(), AsyncAnswers().default
whole = answers.default.chat(text="x")
print([piece.m for piece in answers.default.pieces()])  # error
print([piece.n for piece in whole])  # error
print([piece.n for piece in awaited.pieces()])  # error
answers.default.streaming.chat(stream=True)  # error
answers.default.streaming.pieces()  # error
answers.default.streaming.file().to_file(5)  # error
answers.default.pieces(colour="red")  # error
streamed.on(answers.default.pieces).returns(whole)  # error
streamed.on(answers.default.pieces).returns([whole])  # error
streamed.on(awaited.pieces).returns([whole])  # error
streamed.on(answers.default.chat).returns([whole])  # error
streamed.on(answers.default.streaming.chat).returns(whole)  # error
streamed.on(answers.default.streaming.file).returns("text")  # error
streamed.on(awaited.file).returns("text")  # error
answers_testing.too_many_requests(whole)  # error
walked = paged_testing.Fake()
walked.on(walking.by_cursor).returns([])  # error
walked.on(paged.AsyncPaged().default.by_cursor).returns([])  # error
