"""Swagger 2.0 in, OpenAPI 3 out."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from ruamel.yaml import YAML

from truespec.convert import convert
from truespec.diagnostic import Report
from truespec.document import Document, plain
from truespec.load import load
from truespec.pipeline import understand
from truespec.pointer import Pointer
from truespec.settings import Settings

HEAD = "swagger: '2.0'\ninfo: {title: Pets, version: 1.0.0}\n"


@pytest.fixture
def converted(tmp_path: Path) -> Any:
    """Convert a Swagger document, given without its head."""

    def convert_text(text: str) -> Document:
        source = tmp_path / "swagger.yaml"
        source.write_text(HEAD + dedent(text))
        return convert(load(source, Report()))

    return convert_text


def read(text: str) -> Any:
    return YAML(typ="safe").load(dedent(text))


@pytest.mark.parametrize(
    ("swagger", "pointer", "openapi"),
    [
        pytest.param(
            "{host: pets.example, basePath: /v1/, schemes: [http, https], paths: {}}",
            "#/servers",
            "[{url: 'https://pets.example/v1'}, {url: 'http://pets.example/v1'}]",
            id="servers, the safe one first",
        ),
        pytest.param(
            "{host: 'http://pets.example', basePath: v1, paths: {}}",
            "#/servers",
            "[{url: 'http://pets.example/v1'}]",
            id="a host with its scheme and a path without a slash",
        ),
        pytest.param(
            "{paths: {/a: {get: {parameters: {name: a, in: query, type: string}}}}}",
            "#/paths/~1a/get/parameters",
            "[{name: a, in: query, schema: {type: string}}]",
            id="a parameter where a list belongs",
        ),
        pytest.param(
            "{x-all: {$ref: '#/x-list'}, "
            "x-list: [{name: a, in: query, type: string}, {name: b, in: body, schema: {}}], "
            "paths: {/a: {parameters: {$ref: '#/x-all'}, post: {}}, /b: {post: {parameters: {$ref: '#/x-list'}}}}}",
            "#/paths",
            "{/a: {parameters: [{name: a, in: query, schema: {type: string}}], "
            "post: {requestBody: {content: {application/json: {schema: {}}}}}}, "
            "/b: {post: {parameters: [{name: a, in: query, schema: {type: string}}], "
            "requestBody: {content: {application/json: {schema: {}}}}}}}",
            id="a reference to a list of parameters",
        ),
        pytest.param(
            "{x-all: {'200': {description: d, schema: {}}}, paths: {/a: {get: {responses: {$ref: '#/x-all'}}}}}",
            "#/paths/~1a/get/responses",
            "{'200': {description: d, content: {application/json: {schema: {}}}}}",
            id="a reference to all responses of an operation",
        ),
        pytest.param(
            "{paths: {/a: {get: {responses: {source: {description: d, headers: {source: {type: string}}}}}}}}",
            "#/paths/~1a/get/responses",
            "{source: {description: d, headers: {source: {schema: {type: string}}}}}",
            id="names that are also those of arguments",
        ),
        pytest.param(
            "{host: pets.example, schemes: [wss, http], paths: {}}",
            "#/servers",
            "[{url: 'http://pets.example'}, {url: 'wss://pets.example'}]",
            id="what a client does not speak comes last",
        ),
        pytest.param(
            "{host: pets.example, schemes: [http], paths: {/p: {get: {schemes: [https, wss]}}}}",
            "#/paths/~1p/get/servers",
            "[{url: 'https://pets.example'}]",
            id="an operation with a scheme of its own",
        ),
        pytest.param(
            "{host: pets.example, schemes: [http, https], paths: {/p: {get: {schemes: [ws, https, http]}}}}",
            "#/paths/~1p/get",
            "{}",
            id="an operation with every scheme of the API",
        ),
        pytest.param("{basePath: /v1, paths: {}}", "#/servers", "[{url: /v1}]", id="a server without a host"),
        pytest.param(
            "{definitions: {Pet: {type: object, properties: {owner: {$ref: '#/definitions/Owner'}}}, Owner: {}}}",
            "#/components/schemas",
            "{Pet: {type: object, properties: {owner: {$ref: '#/components/schemas/Owner'}}}, Owner: {}}",
            id="definitions and references to them",
        ),
        pytest.param(
            "{definitions: {A: {items: [{}], additionalItems: {$ref: '#/definitions/B'}}, B: {}}}",
            "#/components/schemas/A/additionalItems",
            "{$ref: '#/components/schemas/B'}",
            id="references under additionalItems",
        ),
        pytest.param(
            "{definitions: {Pet: {discriminator: kind, properties: {definitions: {type: file}}}}}",
            "#/components/schemas/Pet",
            "{discriminator: {propertyName: kind}, properties: {definitions: {type: string, format: binary}}}",
            id="a discriminator, a file, and a property that is named like a keyword",
        ),
        pytest.param(
            "{paths: {/p: {get: {responses: {'200': {description: d, "
            "schema: {$ref: '#/responses/R/schema/items'}}}}}}, "
            "responses: {R: {description: d, schema: {type: array, items: {type: string}}}}}",
            "#/paths/~1p/get/responses/200/content/application~1json/schema",
            "{$ref: '#/components/responses/R/content/application~1json/schema/items'}",
            id="a reference into a shared response",
        ),
        pytest.param(
            "{produces: [text/plain], paths: {'/p/{id}': {get: {responses: {'200': {description: d, schema: {}}}}}}, "
            "definitions: {A: {$ref: '#/paths/~1p~1%7Bid%7D/get/responses/200/schema'}}}",
            "#/components/schemas/A",
            "{$ref: '#/paths/~1p~1%7Bid%7D/get/responses/200/content/text~1plain/schema'}",
            id="a reference into the response of an operation",
        ),
        pytest.param(
            "{paths: {/p: {parameters: [{name: b, in: body, schema: {}}, {name: q, in: query}], put: {}}}, "
            "definitions: {A: {$ref: '#/paths/~1p/parameters/0/schema'}}}",
            "#/components/schemas/A",
            "{$ref: '#/paths/~1p/put/requestBody/content/application~1json/schema'}",
            id="a reference into a body",
        ),
        pytest.param(
            "{paths: {/p: {put: {parameters: [{name: b, in: body, schema: {}}, {name: q, in: query, type: string}]}, "
            "get: {parameters: [{$ref: '#/paths/~1p/put/parameters/1'}]}}}}",
            "#/paths/~1p/get/parameters/0",
            "{$ref: '#/paths/~1p/put/parameters/0'}",
            id="a reference to a parameter that stands behind a body",
        ),
        pytest.param(
            "{consumes: [multipart/form-data], parameters: {F: {name: f, in: formData, type: array, items: {}}}, "
            "definitions: {A: {$ref: '#/parameters/F/items'}, B: {$ref: '#/paths/~1p/put/parameters/7'}}}",
            "#/components/schemas",
            "{A: {$ref: '#/components/requestBodies/F/content/multipart~1form-data/schema/properties/f/items'}, "
            "B: {$ref: '#/paths/~1p/put/parameters/7'}}",
            id="a reference into a field, and one to nothing",
        ),
        pytest.param(
            "{paths: {/pets: {get: {parameters: [{name: limit, in: query, type: integer, minimum: 1}]}}}}",
            "#/paths/~1pets/get/parameters",
            "[{name: limit, in: query, schema: {type: integer, minimum: 1}}]",
            id="a parameter's schema",
        ),
        pytest.param(
            "{paths: {/p: {get: {parameters: [{name: a, in: query, type: string, enum: [b], x-enum-varnames: [B], "
            "x-go-name: A, allowEmptyValue: true}]}}}}",
            "#/paths/~1p/get/parameters/0",
            "{name: a, in: query, x-go-name: A, allowEmptyValue: true, "
            "schema: {type: string, enum: [b], x-enum-varnames: [B]}}",
            id="extensions of a parameter and of its value",
        ),
        pytest.param(
            "{paths: {/p: {post: {parameters: [{name: a, in: formData, type: string, x-go-name: A, "
            "x-nullable: true}]}}}}",
            "#/paths/~1p/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/a",
            "{type: string, x-go-name: A, x-nullable: true}",
            id="extensions of a form's field",
        ),
        pytest.param(
            "{paths: {/p: {get: {parameters: [{name: a, in: query, type: array, items: {type: string}, "
            "collectionFormat: pipes}]}}}}",
            "#/paths/~1p/get/parameters/0",
            "{name: a, in: query, schema: {type: array, items: {type: string}}, style: pipeDelimited, explode: false}",
            id="a collection format",
        ),
        pytest.param(
            "{paths: {/p: {post: {parameters: [{name: a, in: formData, type: array, items: {type: string}}]}}}}",
            "#/paths/~1p/post/requestBody/content/application~1x-www-form-urlencoded/encoding",
            "{a: {explode: false}}",
            id="a collection format of a form's field, which is csv when nothing is said",
        ),
        pytest.param(
            "{consumes: [application/json], paths: {/p: {post: {parameters: "
            "[{name: b, in: body, required: true, description: A pet, schema: {$ref: '#/definitions/Pet'}}]}}}, "
            "definitions: {Pet: {}}}",
            "#/paths/~1p/post/requestBody",
            "{description: A pet, required: true, content: {application/json: "
            "{schema: {$ref: '#/components/schemas/Pet'}}}}",
            id="a body",
        ),
        pytest.param(
            "{paths: {/p: {post: {parameters: [{name: f, in: formData, type: file, required: true}, "
            "{name: n, in: formData, type: string, description: A name}]}}}}",
            "#/paths/~1p/post/requestBody",
            "{required: true, content: {multipart/form-data: {schema: {type: object, required: [f], properties: "
            "{f: {type: string, format: binary}, n: {type: string, description: A name}}}}}}",
            id="a form with a file",
        ),
        pytest.param(
            "{paths: {/p: {post: {parameters: [{$ref: '#/parameters/Pet'}]}}}, "
            "parameters: {Pet: {name: b, in: body, schema: {type: string}}}}",
            "#/paths/~1p/post/requestBody/content",
            "{application/json: {schema: {type: string}}}",
            id="a body by reference",
        ),
        pytest.param(
            "{paths: {/p: {parameters: [{name: a, in: body, schema: {type: string}}], "
            "post: {parameters: [{name: b, in: body, schema: {type: integer}}]}}}}",
            "#/paths/~1p/post/requestBody/content/application~1json/schema",
            "{type: integer}",
            id="a body in the place of the path's",
        ),
        pytest.param(
            "{paths: {/p: {parameters: [{$ref: '#/parameters/N'}, {name: m, in: formData, type: string}], "
            "post: {parameters: [{name: n, in: formData, type: integer}]}}}, "
            "parameters: {N: {name: n, in: formData, type: string, required: true}}}",
            "#/paths/~1p/post/requestBody/content/application~1x-www-form-urlencoded/schema",
            "{type: object, properties: {n: {type: integer}, m: {type: string}}}",
            id="a form field in the place of the path's",
        ),
        pytest.param(
            "{paths: {/p: {parameters: [{$ref: '#/parameters/Id'}], get: {}}}, "
            "parameters: {Id: {name: id, in: query, type: string}}}",
            "#/paths/~1p/parameters",
            "[{$ref: '#/components/parameters/Id'}]",
            id="a shared parameter stays shared",
        ),
        pytest.param(
            "{produces: [application/json, text/plain], paths: {/p: {get: {responses: {'200': {description: ok, "
            "schema: {type: string}, headers: {X-Rate: {type: integer}}, examples: {text/plain: hi}}}}}}}",
            "#/paths/~1p/get/responses/200",
            "{description: ok, headers: {X-Rate: {schema: {type: integer}}}, content: {application/json: "
            "{schema: {type: string}}, text/plain: {schema: {type: string}, example: hi}}}",
            id="a response with its headers and examples",
        ),
        pytest.param(
            "{produces: [application/xml], paths: {/p: {get: {produces: [], responses: {'200': {description: ok, "
            "schema: {type: string}}}}}}}",
            "#/paths/~1p/get/responses/200/content",
            "{application/json: {schema: {type: string}}}",
            id="an empty list that clears the media types of the whole",
        ),
        pytest.param(
            "{paths: {/p: {get: {responses: {'200': {description: ok, schema: {type: string}, "
            "examples: {text/plain: hi}}}}}}}",
            "#/paths/~1p/get/responses/200/content",
            "{text/plain: {schema: {type: string}, example: hi}}",
            id="media types that the examples tell alone",
        ),
        pytest.param(
            "{paths: {/p: {get: {produces: [application/octet-stream], responses: {'404': {description: no, "
            "schema: {type: object}, examples: {application/json: {a: 1}}}}}}}}",
            "#/paths/~1p/get/responses/404/content",
            "{application/octet-stream: {schema: {type: object}}, application/json: {schema: {type: object}, "
            "example: {a: 1}}}",
            id="a media type that an example shows beside those that are told",
        ),
        pytest.param(
            "{paths: {/p: {get: {responses: {'200': {description: ok, examples: {application/json: {a: 1}}}}}}}}",
            "#/paths/~1p/get/responses/200/content",
            "{application/json: {schema: {}, example: {a: 1}}}",
            id="an example without a schema",
        ),
        pytest.param(
            "{paths: {/p: {get: {produces: ['application/json; charset=utf-8'], responses: {'200': {description: ok, "
            "schema: {type: object}, examples: {application/json: {a: 1}}}}}}}}",
            "#/paths/~1p/get/responses/200/content",
            "{'application/json; charset=utf-8': {schema: {type: object}, example: {a: 1}}}",
            id="an example of a media type that has parameters",
        ),
        pytest.param(
            "{produces: [application/json], paths: {/p: {get: {responses: {'200': {description: ok, "
            "schema: {type: file}}}}}}}",
            "#/paths/~1p/get/responses/200/content",
            "{application/octet-stream: {schema: {type: string, format: binary}}}",
            id="a file, which is no JSON",
        ),
        pytest.param(
            "{securityDefinitions: {b: {type: basic}, o: {type: oauth2, flow: accessCode, "
            "authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes: {r: read}}}}",
            "#/components/securitySchemes",
            "{b: {type: http, scheme: basic}, o: {type: oauth2, flows: {authorizationCode: "
            "{authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes: {r: read}}}}}",
            id="security schemes",
        ),
    ],
)
def test_swagger_is_said_in_the_words_of_openapi(converted: Any, swagger: str, pointer: str, openapi: str) -> None:
    document = converted(_as_block(swagger))

    assert plain(document.find(Pointer.parse(pointer))) == read(openapi)


def _as_block(flow: str) -> str:
    """Give the entries of a mapping in flow style as lines of their own, since the head comes before them."""
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in read(flow).items())


def test_what_is_converted_stands_where_it_was_written(converted: Any) -> None:
    document = converted(
        """\
        paths:
          /pets:
            post:
              parameters:
                - name: pet
                  in: body
                  schema:
                    type: string
        """
    )

    schema = Pointer.parse("#/paths/~1pets/post/requestBody/content/application~1json/schema/type")
    assert str(document.place(schema)) == "swagger.yaml:10:19"


def test_openapi_is_left_as_it_is(tmp_path: Path) -> None:
    source = tmp_path / "openapi.yaml"
    source.write_text("openapi: 3.1.0\ninfo: {title: Pets, version: 1.0.0}\npaths: {}\n")
    document = load(source, Report())

    assert convert(document) is document


def test_the_version_of_swagger_may_be_a_number(tmp_path: Path) -> None:
    (tmp_path / "api.yaml").write_text("swagger: 2.0\ninfo: {title: Pets, version: '1'}\npaths: {}\n")

    assert convert(load(tmp_path / "api.yaml", Report())).root["openapi"] == "3.0.4"


def test_what_other_files_hold_is_converted_too(tmp_path: Path) -> None:
    parts = """\
        parameters: {Ids: {name: ids, in: query, type: array, collectionFormat: multi, items: {type: string}}}
        responses: {R: {description: r, schema: {$ref: '#/definitions/Pet'}}}
        definitions: {Pet: {type: object, properties: {base: {$ref: 'api.yaml#/definitions/Base'}}}}
        """
    item = "post: {parameters: [{name: b, in: body, schema: {type: string}}], responses: {'200': {description: d}}}"
    paths = """\
        paths:
          /a:
            parameters: [{$ref: 'parts.yaml#/parameters/Ids'}]
            get: {responses: {'200': {$ref: 'parts.yaml#/responses/R'}}}
          /b: {$ref: b.yaml}
        definitions: {Base: {type: string}}
        """
    for name, text in {"api.yaml": HEAD + dedent(paths), "parts.yaml": dedent(parts), "b.yaml": item}.items():
        (tmp_path / name).write_text(text)
    report = Report()

    root = plain(understand(Settings(sources=(str(tmp_path / "api.yaml"),)), report, lambda _: None).canonical.root)

    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}
    components, ids = root["components"], {"type": "array", "items": {"type": "string"}}
    assert list(report) == []
    assert components["parameters"]["Ids"] == {
        "name": "ids",
        "in": "query",
        "explode": True,
        "schema": ids,
        "style": "form",
    }
    assert components["responses"]["R"] == {"description": "r", "content": content}
    assert components["schemas"]["Pet"]["properties"] == {"base": {"$ref": "#/components/schemas/Base"}}
    assert root["paths"]["/b"]["post"]["requestBody"] == {
        "content": {"application/json": {"schema": {"type": "string"}}}
    }


def test_body_parameters_in_other_files_are_request_bodies_too(tmp_path: Path) -> None:
    parts = """\
        Body: {name: pet, in: body, required: true, schema: {$ref: '#/Pet'}}
        Limit: {name: limit, in: query, type: integer}
        Title: {name: title, in: formData, type: string, required: true}
        Pet: {type: object, properties: {name: {type: string}}}
        """
    paths = """\
        consumes: [application/json]
        paths:
          /a:
            post: {parameters: [{$ref: 'parts.yaml#/Body'}, {$ref: 'parts.yaml#/Limit'}], RESPONSES}
            put: {consumes: [application/xml], parameters: [{$ref: '#/parameters/Via'}], RESPONSES}
          /b:
            parameters: [{$ref: 'parts.yaml#/Title'}]
            post:
              consumes: [multipart/form-data]
              parameters: [{name: file, in: formData, type: file}, {$ref: '#/parameters/Note'}]
              RESPONSES
          /c: {$ref: c.yaml}
        parameters: {Via: {$ref: 'parts.yaml#/Body'}, Note: {name: note, in: formData, type: string}}
        """
    item = "post: {parameters: [{$ref: 'parts.yaml#/Body'}], RESPONSES}"
    for name, text in {"api.yaml": HEAD + dedent(paths), "parts.yaml": dedent(parts), "c.yaml": item}.items():
        (tmp_path / name).write_text(text.replace("RESPONSES", "responses: {'204': {description: d}}"))
    report = Report()

    root = plain(understand(Settings(sources=(str(tmp_path / "api.yaml"),)), report, lambda _: None).canonical.root)

    pet, found = {"schema": {"$ref": "#/components/schemas/Pet"}}, root["paths"]
    assert [one.code.number for one in report] == []
    assert found["/a"]["post"]["requestBody"] == {"required": True, "content": {"application/json": pet}}
    assert found["/a"]["put"]["requestBody"] == {"required": True, "content": {"application/xml": pet}}
    assert found["/c"]["post"]["requestBody"] == {"required": True, "content": {"application/json": pet}}
    assert found["/a"]["post"]["parameters"] == [{"$ref": "#/components/parameters/Limit"}]
    assert [*root["components"]["parameters"]] == ["Limit"]
    (form,) = found["/b"]["post"]["requestBody"]["content"].values()
    fields = root["components"]["schemas"][form["schema"]["$ref"].rpartition("/")[2]]
    assert ([*fields["properties"]], fields["required"]) == (["file", "note", "title"], ["title"])


@pytest.mark.parametrize("head", [HEAD, "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\n"])
def test_lists_and_mappings_in_other_files_are_converted_too(tmp_path: Path, head: str) -> None:
    parts = """\
        swagger: '2.0'
        list: [{name: a, in: query, type: integer}]
        answers: {'200': {description: d, schema: {type: file}}}
        """
    paths = "paths: {/a: {get: {parameters: {$ref: 'p.yaml#/list'}, responses: {$ref: 'p.yaml#/answers'}}}}\n"
    for name, text in {"api.yaml": head + paths, "p.yaml": dedent(parts)}.items():
        (tmp_path / name).write_text(text)

    root = plain(understand(Settings(sources=(str(tmp_path / "api.yaml"),)), Report(), lambda _: None).canonical.root)

    content = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    assert root["paths"]["/a"]["get"] == {
        "parameters": [{"name": "a", "in": "query", "schema": {"type": "integer"}}],
        "responses": {"200": {"description": "d", "content": content}},
    }


def test_a_file_that_says_its_version_is_read_by_it(tmp_path: Path) -> None:
    head = "openapi: 3.1.0\ninfo: {title: Pets, version: 1.0.0}\n"
    old = """\
        consumes: [application/xml]
        paths: {/a: {post: {parameters: [{$ref: '#/parameters/Pet'}], responses: {'200': {$ref: '#/responses/R'}}}}}
        parameters: {Pet: {name: pet, in: body, schema: {$ref: '#/definitions/Pet'}}}
        responses: {R: {description: r, schema: {$ref: '#/definitions/Pet'}}}
        securityDefinitions: {Basic: {type: basic}}
        definitions: {Pet: {type: object, discriminator: kind, required: [kind], properties: {kind: {type: string}}}}
        """
    modern = "paths: {/a: {$ref: 'old.yaml#/paths/~1a'}}\n" + (
        "components: {securitySchemes: {basic: {$ref: 'old.yaml#/securityDefinitions/Basic'}}}\n"
    )
    for name, text in {"api.yaml": head + modern, "old.yaml": HEAD + dedent(old)}.items():
        (tmp_path / name).write_text(text)
    report = Report()

    root = plain(understand(Settings(sources=(str(tmp_path / "api.yaml"),)), report, lambda _: None).canonical.root)

    components, pet = root["components"], {"schema": {"$ref": "#/components/schemas/Pet"}}
    assert list(report) == []
    assert root["paths"]["/a"]["post"]["requestBody"]["content"] == {"application/xml": pet}
    assert components["responses"]["R"]["content"] == {"application/json": pet}
    assert components["schemas"]["Pet"]["discriminator"] == {"propertyName": "kind"}
    assert components["securitySchemes"]["Basic"] == {"type": "http", "scheme": "basic"}


def test_a_description_of_openapi_stays_as_it_is_beside_one_of_swagger(tmp_path: Path) -> None:
    modern = "openapi: 3.0.3\ninfo: {title: Pets, version: 1.0.0}\npaths: {}\n" + (
        "components: {parameters: {Limit: {name: limit, in: query, schema: {type: integer}}}}\n"
    )
    paths = "paths: {/a: {get: {parameters: [{$ref: 'new.yaml#/components/parameters/Limit'}], responses: {}}}}\n"
    for name, text in {"api.yaml": HEAD + paths, "new.yaml": modern}.items():
        (tmp_path / name).write_text(text)

    root = plain(understand(Settings(sources=(str(tmp_path / "api.yaml"),)), Report(), lambda _: None).canonical.root)

    assert root["components"]["parameters"]["Limit"]["schema"] == {"type": "integer"}
