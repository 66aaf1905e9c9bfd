"""What documentation platforms print, and the description that it means."""

from __future__ import annotations

from pathlib import Path

import pytest

from truespec.diagnostic import Report, Stopped
from truespec.document import plain
from truespec.load import load
from truespec.pointer import Pointer

OLD = """\
# Make a pet

## OpenAPI

````yaml POST /pets/{id}
paths:
  path: /pets/{id}
  method: post
  servers: [{url: https://pets.example/v1}]
  request:
    security:
      - {title: bearer, parameters: {query: {}, header: {Authorization: {type: http, scheme: bearer}}, cookie: {}}}
      - {title: key, parameters: {query: {}, header: {X-Key: {type: apiKey}}, cookie: {}}}
      - {title: oauth, parameters: {query: {}, header: {Authorization: {type: oauth2}}, cookie: {}}}
    parameters:
      path: {id: {schema: [{type: string, required: true, description: Its id}]}}
      query:
        page: {schema: [{type: integer}, {type: string}]}
        kind: {schema: [{type: enum<string>, enum: [cat, dog]}], style: form, explode: false}
      header: {}
      cookie: {}
    body:
      application/json:
        schemaArray:
          - type: object
            properties: {name: {allOf: [{type: string}]}, kind: {type: any}, photo: {allOf: [{type: file}]}}
            required: true
            requiredProperties: [name]
            refIdentifier: '#/components/schemas/NewPet'
        examples: {example: {value: {name: Rex}}}
  response:
    '204': {_mintlify/placeholder: {schemaArray: [{type: any, description: Done}], examples: {}, description: Done}}
    '404': {application/json: {schemaArray: [{$ref: '#/components/schemas/Error'}], description: None such}}
  deprecated: false
  type: path
components:
  schemas:
    Error: {type: object}
````
"""


def read(folder: Path, text: str, name: str = "page.md") -> tuple[object, list[str]]:
    (folder / name).write_text(text, encoding="utf-8")
    report = Report()
    document = load(folder / name, report)
    return plain(document.root), [f"{item.place} {item.code.number}: {item.message}" for item in report]


def test_the_older_operation_object_of_mintlify_is_converted(tmp_path: Path) -> None:
    root, told = read(tmp_path, OLD)

    assert told == ["page.md:7:3 TS109: the page holds Mintlify's older operation object, which was converted"]
    assert root == {
        "openapi": "3.1.0",
        "info": {"title": "pets.example", "version": "0"},
        "servers": [{"url": "https://pets.example/v1"}],
        "paths": {
            "/pets/{id}": {
                "post": {
                    "deprecated": False,
                    "parameters": [
                        {
                            "name": "id",
                            "in": "path",
                            "required": True,
                            "schema": {"type": "string", "description": "Its id"},
                            "description": "Its id",
                        },
                        {
                            "name": "page",
                            "in": "query",
                            "required": False,
                            "schema": {"anyOf": [{"type": "integer"}, {"type": "string"}]},
                        },
                        {
                            "name": "kind",
                            "in": "query",
                            "required": False,
                            "schema": {"type": "string", "enum": ["cat", "dog"]},
                            "style": "form",
                            "explode": False,
                        },
                    ],
                    "responses": {
                        "204": {"description": "Done"},
                        "404": {
                            "description": "None such",
                            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
                        },
                    },
                    "security": [{"bearer": []}, {"key": []}, {"oauth": []}],
                    "requestBody": {
                        "required": True,
                        "content": {
                            "application/json": {
                                "schema": {
                                    "type": "object",
                                    "properties": {
                                        "name": {"type": "string"},
                                        "kind": {},
                                        "photo": {"type": "string", "format": "binary"},
                                    },
                                    "required": ["name"],
                                },
                                "examples": {"example": {"value": {"name": "Rex"}}},
                            }
                        },
                    },
                }
            }
        },
        "components": {
            "schemas": {"Error": {"type": "object"}},
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
                "oauth": {"type": "oauth2", "flows": {}},
            },
        },
    }


def test_a_webhook_of_the_older_generation_is_one(tmp_path: Path) -> None:
    old = "paths: {path: sold, method: post, type: webhook, response: {'200': {}}}"

    root, told = read(tmp_path, f"```yaml openapi.json webhook sold\n{old}\n```\n")

    assert isinstance(root, dict) and "paths" not in root
    assert list(root["webhooks"]["sold"]["post"]["responses"]) == ["200"]
    assert [line.partition(":")[2] for line in told] == [
        "2:8 TS109: the page holds Mintlify's older operation object, which was converted"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "paths: {path: /a, method: get}",
        "paths: {path: /a, method: get, request: 1, response: [], servers: x}\ncomponents: []",
        "paths: {path: /a, method: get, request: {body: {a/b: {schemaArray: {}}}, parameters: {path: {x: {}}}}}",
        "paths: {path: /a, method: get, servers: [{url: 'https://[::1'}]}",
    ],
)
def test_a_broken_older_object_is_read_as_far_as_it_goes(tmp_path: Path, text: str) -> None:
    root, told = read(tmp_path, f"```yaml get /a\n{text}\n```\n")

    assert isinstance(root, dict) and list(root["paths"]) == ["/a"]
    assert len(told) == 1


HEAD = "openapi: 3.1.0\n"


def test_misprints_of_a_page_are_corrected_and_told(tmp_path: Path) -> None:
    operation = "paths: {/a: {get: {tags: [[a], b]}}}\n"
    schemas = "components: {schemas: {A: {type: string, enum: [{value: X}, Y]}, B: {enum: [{value: X}]}}}\n"

    root, told = read(tmp_path, f"```yaml\n{HEAD}{operation}{schemas}```\n")

    assert isinstance(root, dict)
    assert root["paths"]["/a"]["get"]["tags"] == ["a", "b"]
    assert root["components"]["schemas"] == {
        "A": {"type": "string", "enum": ["X", "Y"]},
        "B": {"enum": [{"value": "X"}]},
    }
    assert told == [
        "page.md:3:26 TS121: a tag is a list, and its items are taken",
        "page.md:4:48 TS121: the values of an enum are mappings, and their value is taken",
    ]


def test_what_readme_calls_a_page_is_no_part_of_the_description(tmp_path: Path) -> None:
    text = '{\n  "_id": "/branches/1.0/apis/pets.json",\n  "openapi": "3.1.0",\n  "paths": {}\n}'

    root, told = read(tmp_path, f"# Make a pet\n\n# OpenAPI definition\n\n```json\n{text}\n```\n")

    assert root == {"openapi": "3.1.0", "paths": {}}
    assert told == []


@pytest.mark.parametrize(("written", "meant"), [("3.1", "3.1.0"), ("'3.0'", "3.0.0")])
def test_a_short_version_is_written_out_and_told(tmp_path: Path, written: str, meant: str) -> None:
    root, told = read(tmp_path, f"openapi: {written}\n", "api.yaml")

    assert root == {"openapi": meant}
    assert told == [f"api.yaml:1:10 TS122: the version {meant[:3]} lacks its last number"]


@pytest.mark.parametrize("sdk", ["```yaml\ntags:\n  - a\n```\n", "```python\nopenapi: 3.1.0\n```\n"])
def test_only_the_fence_of_the_specification_is_taken(tmp_path: Path, sdk: str) -> None:
    specification = f"## OpenAPI Specification\n\n```yaml\n{HEAD}x: 1\n```\n"
    text = f"GET https://pets.example/a\n\n{specification}\n## SDK Code Examples\n\n{sdk}"

    root, told = read(tmp_path, text)

    assert (root, told) == ({"openapi": "3.1.0", "x": 1}, [])


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("{description}\n    ```json\n    {second}\n    ```\n", "7:5"),
        ("{description}\n<Tabs>\n    <Tab>\n        ~~~\n        {second}\n        ~~~\n    </Tab>\n</Tabs>\n", "9:9"),
        ("{description}\n\t```json\n\t{second}\n\t```\n", "7:2"),
        ("{description}\n```jsonc\n// One // more\n{second} /* end\n*/\n```\n", "8:1"),
        ("{description}\n``` JSON5 {{1,2}}\n{second}\n```\n", "7:1"),
        ("{description}\n```json{{1,2}}\n{second}\n```\n", "7:1"),
        ("{description}\n```openapi\n{second}\n```\n", "7:1"),
    ],
)
def test_every_description_of_a_page_is_read(tmp_path: Path, page: str, place: str) -> None:
    first, second = (
        f'{{"openapi": "3.1.0", "info": {{"title": "/* a // b */", "version": "1"}}, "paths": {{"/{name}": {{}}}}}}'
        for name in "ab"
    )
    text = page.format(description=f"# Pets\n\n```json\n{first}\n```", second=second)
    (tmp_path / "page.md").write_text(text)

    document = load(tmp_path / "page.md", Report())

    root = plain(document.root)
    line, column = map(int, place.split(":"))
    assert root["info"]["title"] == "/* a // b */" and list(root["paths"]) == ["/a", "/b"]
    assert str(document.place(Pointer.parse("#/paths/~1b"))) == f"page.md:{line}:{column + second.index('{}')}"


@pytest.mark.parametrize(
    "sample",
    [
        '```json\n{"openapi": "https://pets.example/openapi.json", "name": "a"}\n```\n',
        '```json\n{"openapi": true, "name": "a"}\n```\n',
        '```json\n{\n  "name": "a",\n  "openapi": "3.1.0"\n}\n```\n',
        "```yaml\nopenapi: 3\nname: a\n```\n",
        '    ```json\n    {"swagger": {"a": 1}}\n    ```\n',
    ],
)
def test_a_sample_that_holds_the_key_of_a_version_is_no_description(tmp_path: Path, sample: str) -> None:
    root, told = read(tmp_path, f"# Pets\n\n```yaml\n{HEAD}paths: {{}}\n```\n\nAn answer:\n\n{sample}")

    assert (root, told) == ({"openapi": "3.1.0", "paths": {}}, [])


def test_a_page_of_such_a_sample_alone_holds_no_description(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text('# Pets\n\n```json\n{"openapi": "https://pets.example/openapi.json"}\n```\n')
    report = Report()

    with pytest.raises(Stopped):
        load(tmp_path / "page.md", report)

    assert [item.code.number for item in report] == ["TS106"]


def test_what_is_indented_beside_a_fence_ends_where_the_indentation_does(tmp_path: Path) -> None:
    page = f"# Pets\n\n    ```\n    not closed\n\n```yaml\n{HEAD}x: |\n    ```\n    a\n    ```\n```\n"

    root, told = read(tmp_path, page)

    assert root == {"openapi": "3.1.0", "x": "```\na\n```\n"}
    assert [one.partition(": ")[0] for one in told] == ["page.md:3:5 TS124"]
