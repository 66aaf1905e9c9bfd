"""One row for each extension that says something to a Python client: what it does in a generated package."""

from __future__ import annotations

import asyncio
import copy
import datetime
import json
import pickle
import sys
import warnings
from collections.abc import Iterator
from importlib import import_module
from inspect import getsource
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from truespec.diagnostic import Report
from truespec.pipeline import generate
from truespec.settings import Settings

DESCRIPTION = """\
openapi: 3.0.3
info: {title: Marked, version: '1'}
x-speakeasy-name-override: [{operationId: '^renamed.*', methodNameOverride: from_root}]
servers:
  - {url: 'https://a.example', x-ogen-server-name: ogen}
  - {url: 'https://b.example', x-go-server-name: Go}
  - {url: 'https://c.example', x-fern-server-name: Fern, description: not this}
  - {url: 'https://d.example', x-speakeasy-server-id: speak}
paths:
  /things:
    post:
      operationId: createThing
      tags: [things]
      deprecated: true
      x-deprecated-reason: use "better" things
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
  /grouped:
    get: {operationId: a1, tags: [x], x-speakeasy-group: speak.easy, x-speakeasy-name-override: listAll, responses: {}}
    put: {operationId: a2, x-fern-sdk-group-name: [fern, deep], x-fern-sdk-method-name: replace, responses: {}}
    post: {operationId: a3, tags: [x], x-ogen-operation-group: Ogen, responses: {}}
    delete: {operationId: a4, tags: [x], x-go-operation-tag: swagger, responses: {}}
    patch:
      operationId: renamedByRule
      tags: [swagger]
      parameters:
        - {name: f, in: query, schema: {type: string}, x-fern-parameter-name: fernArg}
        - {name: s, in: query, schema: {type: string}, x-speakeasy-name-override: speakArg}
        - {name: o, in: header, schema: {}, x-ogen-name: OgenArg, deprecated: true, x-deprecated-reason: old}
      responses: {}
components:
  schemas:
    Fields:
      type: object
      x-ogen-properties: {ogen: {name: ogenName}}
      properties:
        fern: {type: string, x-fern-property-name: fernName}
        speak: {type: string, x-speakeasy-name-override: speakName}
        ogen: {type: string}
        '+1': {type: integer, x-go-name: PlusOne}
        plain: {type: string, x-go-name: Unused}
        exact: {type: string, x-go-name: exactName, x-oapi-codegen-only-honour-go-name: true}
        tagged: {type: string, x-oapi-codegen-extra-tags: {validate: required}, x-go-extra-tags: {db: t}}
        old: {type: string, deprecated: true, x-deprecated-reason: nobody knows}
        inline: {type: object, x-go-type-name: GoNamed, properties: {a: {type: string}}}
        inlined: {type: object, x-ogen-name: OgenNamed, properties: {a: {type: string}}}
        first: {type: string, x-order: 1}
        go: {type: string, x-go-type: int}
        other: {type: object, x-ogen-type: time.Time}
        layout: {type: string, format: date, x-ogen-time-format: 02/01/2006}
        port: {x-kubernetes-int-or-string: true}
        embedded: {x-kubernetes-embedded-resource: true}
        nullable: {type: string, x-nullable: true}
        isnullable: {type: string, x-isnullable: true}
        is-nullable: {type: string, x-is-nullable: true}
        skip: {type: string, x-go-type-skip-optional-pointer: true}
        optional: {type: string, x-go-optional-value: true}
        external: {x-go-type: {type: T, import: {package: a/b}, hints: {kind: map}}}
    Thing:
      type: object
      required: [ignored_but_required, forced]
      properties:
        ignored: {type: string, x-go-json-ignore: true}
        ignored_but_required: {type: string, x-go-json-ignore: true}
        forced: {type: string, x-omitempty: true}
        go_forced: {type: integer, x-go-omitempty: true}
        always: {type: string, x-omitempty: false}
        always_zero: {type: string, x-omitempty: false, x-go-type-skip-optional-pointer: true}
        always_too: {type: string, nullable: true, x-omitzero: false}
        always_set: {type: boolean, x-omitempty: false, x-nullable: false}
        never_null: {type: object, x-omitempty: false, x-nullable: false, properties: {a: {type: string}}}
        unless_zero: {type: array, items: {type: string}, x-omitzero: true}
        when: {type: string, format: date-time, x-omitzero: true}
        count: {type: integer, x-go-string: true}
        rate: {type: number, x-go-json-string: true, nullable: true}
        color: {type: string, enum: [RED, GREEN], x-go-enum-ci: true}
    Speak: {type: string, enum: [a, b], x-speakeasy-enums: {a: Alpha}, x-speakeasy-enum-descriptions: [first, second]}
    Fern: {type: string, enum: [a, b], x-fern-enum: {a: {name: Alpha, description: first}}}
    Varnames: {type: integer, enum: [1, 2], x-enum-varnames: [One, Two], x-enum-descriptions: [first, second]}
    NSwag: {type: integer, enum: [1, 2], x-enumNames: [One, Two]}
    Microsoft: {type: string, enum: [a, b], x-ms-enum: {name: M, values: [{value: a, name: Alpha, description: first}]}}
    Base: {type: object, properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
    Classy: {x-class: a.b.Classy, allOf: [{$ref: '#/components/schemas/Base'}, {properties: {a: {type: string}}}]}
    Azure: {allOf: [{$ref: '#/components/schemas/Base'}, {x-ms-discriminator-value: '#Az', properties: {b: {}}}]}
    Kept: {type: object, properties: {base: {$ref: '#/components/schemas/Base'}}}
    Renamed: {type: object, x-speakeasy-name-override: BetterName, properties: {a: {type: string}}}
    OldType: {type: object, deprecated: true, x-deprecated-reason: superseded, properties: {a: {type: string}}}
"""
ALWAYS = {"always": None, "always_zero": "", "always_too": None, "always_set": False}


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Generate the one package of this file, and give its models."""
    folder = tmp_path_factory.mktemp("extensions")
    (folder / "api.yaml").write_text(DESCRIPTION, "utf-8")
    settings = Settings(sources=(str(folder / "api.yaml"),), output=folder / "out", package_name="marked_api")
    generate(settings, Report(), lambda _: None)
    sys.path.insert(0, str(folder / "out/src"))
    yield import_module("marked_api.models")
    sys.path.remove(str(folder / "out/src"))


@pytest.fixture
def client(models: Any, httpserver: HTTPServer) -> Any:
    """Call the loopback server, which gives back what it got."""
    httpserver.expect_request("/things").respond_with_handler(_echo)
    return import_module("marked_api").Marked(base_url=httpserver.url_for("/"), on_drift=lambda _: None)


def _echo(request: Any) -> Any:
    from werkzeug import Response

    return Response(request.data, content_type="application/json")


def _refuse(drift: Any) -> None:
    raise AssertionError(drift)


def sent(client: Any, httpserver: HTTPServer, **arguments: Any) -> Any:
    """Give the JSON that a call sends."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        client.things.create(**arguments)
    return json.loads(httpserver.log[-1][0].data)


@pytest.mark.parametrize("whole", [True, False], ids=["model", "flat"])
@pytest.mark.parametrize(
    ("arguments", "body"),
    [
        ({"forced": "x"}, {"forced": "x"}),
        ({"forced": "", "go_forced": 0}, {}),
        ({"forced": "x", "always": "y", "always_zero": "z"}, {"forced": "x", "always": "y", "always_zero": "z"}),
        ({"forced": "", "unless_zero": []}, {"unless_zero": []}),
        ({"forced": "", "when": datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)}, {}),
        ({"forced": "", "count": 5, "rate": 1.5}, {"count": "5", "rate": "1.5"}),
        ({"forced": "", "rate": None}, {"rate": None}),
        ({"forced": "", "color": "RED"}, {"color": "RED"}),
    ],
)
def test_what_is_sent_follows_the_encoder_of_the_author(
    arguments: dict[str, Any], body: dict[str, Any], whole: bool, client: Any, httpserver: HTTPServer, models: Any
) -> None:
    given = {"body": models.Thing(**arguments)} if whole else arguments

    assert sent(client, httpserver, **given) == {**ALWAYS, **body}


def test_an_ignored_field_is_kept_in_python_and_never_sent(client: Any, httpserver: HTTPServer, models: Any) -> None:
    thing = models.Thing(forced="x", ignored="mine")

    assert thing.ignored == "mine"
    assert thing.ignored_but_required is None
    assert "ignored" not in json.loads(thing.to_json())
    assert "ignored" not in sent(client, httpserver, body=thing)


def test_an_ignored_field_is_never_read_and_what_came_is_not_lost(models: Any) -> None:
    came = '{"forced":"x","ignored":"theirs"}'

    thing = models.Thing.from_json(came, on_drift=_refuse)

    assert thing.ignored is None
    assert json.loads(thing.to_json()) == json.loads(came)
    assert json.loads(copy.deepcopy(thing).to_json()) == json.loads(came)


@pytest.mark.parametrize("text", ["5", "-7", "007", "900719925474099312345"])
def test_a_number_in_a_text_is_a_number_and_keeps_its_text(text: str, models: Any) -> None:
    came = json.dumps({"forced": "", "count": text, "rate": f"{text}.50"}, separators=(",", ":"))

    thing = models.Thing.from_json(came, on_drift=_refuse)

    assert (thing.count, thing.rate) == (int(text), float(f"{text}.50"))
    assert thing.to_json() == came
    assert pickle.loads(pickle.dumps(thing)).to_json() == came


def test_a_bare_number_where_a_text_is_described_is_drift(models: Any) -> None:
    drifts: list[Any] = []

    thing = models.Thing.from_json('{"forced":"","count":5}', on_drift=drifts.append)

    assert [drift.pointer for drift in drifts] == ["/count"]
    assert thing.to_json() == '{"forced":"","count":5}'


def test_an_enum_may_take_its_values_in_any_case(models: Any) -> None:
    thing = models.Thing.from_json('{"forced":"","color":"red"}', on_drift=_refuse)

    assert thing.color == models.ThingColor.RED
    assert {models.ThingColor.RED: 1}[thing.color] == 1
    assert thing.color != models.ThingColor.GREEN
    assert thing.to_json() == '{"forced":"","color":"red"}'
    assert pickle.loads(pickle.dumps(thing)).color == "red"
    assert models.ThingColor.unknown("blue").value == "blue"


def test_a_deprecated_method_warns_with_the_reason_at_the_line_of_its_caller(
    client: Any, httpserver: HTTPServer
) -> None:
    with pytest.warns(DeprecationWarning, match='create is deprecated: use "better" things') as caught:
        client.things.create(forced="x")

    assert caught[0].filename == __file__
    assert 'Deprecated: use "better" things' in type(client.things).create.__doc__


def test_the_asynchronous_method_warns_too(models: Any, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/things").respond_with_handler(_echo)

    async def call() -> Any:
        async with import_module("marked_api").AsyncMarked(base_url=httpserver.url_for("/")) as client:
            return await client.things.create(forced="x")

    with pytest.warns(DeprecationWarning, match="create is deprecated") as caught:
        assert asyncio.run(call()).forced == "x"

    assert caught[0].filename == __file__


@pytest.mark.parametrize(
    ("resource", "method"),
    [("speak_easy", "list_all"), ("fern_deep", "replace"), ("ogen", "a3"), ("swagger", "a4"), ("swagger", "from_root")],
)
def test_authors_name_methods_and_their_groups(resource: str, method: str, client: Any) -> None:
    assert callable(getattr(getattr(client, resource), method))


def test_authors_name_arguments(client: Any) -> None:
    method = client.swagger.from_root

    assert {"fern_arg", "speak_arg", "ogen_arg"} < method.__annotations__.keys()
    assert "ogen_arg: Deprecated: old" in method.__doc__


@pytest.mark.parametrize(
    ("wire_name", "name", "annotation"),
    [
        ("fern", "fern_name", "str | None"),
        ("speak", "speak_name", "str | None"),
        ("ogen", "ogen_name", "str | None"),
        ("+1", "plus_one", "int | None"),
        ("plain", "plain", "str | None"),
        ("exact", "exactName", "str | None"),
        ("inline", "inline", "GoNamed | None"),
        ("inlined", "inlined", "OgenNamed | None"),
        ("go", "go", "int | None"),
        ("other", "other", "DateTime | None"),
        ("layout", "layout", "str | None"),
        ("port", "port", "int | str | None"),
        ("embedded", "embedded", "dict[str, Any] | None"),
        ("nullable", "nullable", "str | None"),
        ("skip", "skip", "str"),
        ("optional", "optional", "str"),
        ("external", "external", "dict[str, Any] | None"),
    ],
)
def test_a_field_has_the_name_and_the_type_that_its_author_gave_it(
    wire_name: str, name: str, annotation: str, models: Any
) -> None:
    fields = models.Fields.model_fields

    assert (fields[name].serialization_alias or name) == wire_name
    assert f"{name}: {annotation}" in [
        line.partition(" = ")[0].strip() for line in getsource(models.Fields).splitlines()
    ]


@pytest.mark.parametrize("name", ["nullable", "isnullable", "is_nullable"])
def test_each_word_for_nullable_takes_null(name: str, models: Any) -> None:
    came = f'{{"{name.replace("is_", "is-")}":null}}'

    assert models.Fields.from_json(came, on_drift=_refuse).to_json() == came


def test_what_else_is_said_of_fields(models: Any) -> None:
    assert next(iter(models.Fields.model_fields)) == "first"
    tags = {"struct_tags": {"db": "t", "validate": "required"}}
    assert models.Fields.model_fields["tagged"].json_schema_extra == tags


@pytest.mark.parametrize(
    ("enum", "names", "described"),
    [
        ("Speak", ["ALPHA", "B"], ["first", "second"]),
        ("Fern", ["ALPHA", "B"], ["first"]),
        ("Varnames", ["ONE", "TWO"], ["first", "second"]),
        ("NSwag", ["ONE", "TWO"], []),
        ("Microsoft", ["ALPHA", "B"], ["first"]),
    ],
)
def test_authors_name_and_describe_members(enum: str, names: list[str], described: list[str], models: Any) -> None:
    cls = getattr(models, enum)

    assert [member.name for member in cls] == names
    source = Path(sys.modules[cls.__module__].__file__ or "").read_text("utf-8")
    assert [line for line in described if f'"""{line}"""' in source] == described


def test_authors_name_components_and_say_why_one_is_deprecated(models: Any) -> None:
    assert models.BetterName(a="x").a == "x"
    assert models.OldType.__doc__.endswith("Deprecated: superseded\n    ")


@pytest.mark.parametrize(("name", "host"), [("ogen", "a"), ("Go", "b"), ("Fern", "c"), ("speak", "d")])
def test_authors_name_servers(name: str, host: str, models: Any) -> None:
    def stop(event: Any) -> None:
        raise LookupError(event.url)

    client = import_module("marked_api").Marked(server=name, on_request=stop)

    with pytest.raises(LookupError, match=f"https://{host}.example/grouped"):
        client.speak_easy.list_all()


@pytest.mark.parametrize(("kind", "cls"), [("a.b.Classy", "Classy"), ("#Az", "Azure"), ("Classy", "Base")])
def test_authors_say_which_value_of_a_discriminator_means_a_class(kind: str, cls: str, models: Any) -> None:
    kept = models.Kept.from_json(json.dumps({"base": {"kind": kind}}), on_drift=lambda _: None)

    assert type(kept.base) is getattr(models, cls)
