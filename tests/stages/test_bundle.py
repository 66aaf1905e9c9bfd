"""A description of many files in, one of one file out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from truespec.diagnostic import Report, Stopped
from truespec.document import Document, plain
from truespec.load import OtherFiles, load
from truespec.pointer import Pointer
from truespec.resolve import bundle, resolve

HEAD = "openapi: 3.1.0\ninfo: {title: Pets, version: 1.0.0}\n"
Bundled = Callable[..., tuple[Document, list[str]]]


@pytest.fixture
def bundled(tmp_path: Path) -> Bundled:
    """Bundle `api/openapi.yaml` (given without its head) with other files, given by their path."""

    def bundle_files(entry: str, root: str = "", **files: str) -> tuple[Document, list[str]]:
        for name, text in {"api/openapi.yaml": HEAD + dedent(entry), **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text))
        report = Report()
        source = tmp_path / "api/openapi.yaml"
        others = OtherFiles(source.parent, report, root=tmp_path / root if root else None)
        document = bundle(load(source, report), others, report)
        return document, [str(one) for one in report]

    return bundle_files


def found(document: Document, pointer: str) -> Any:
    return plain(document.find(Pointer.parse(pointer)))


def test_a_schema_in_another_file_becomes_a_component(bundled: Bundled) -> None:
    document, complaints = bundled(
        "components: {schemas: {Pet: {properties: {owner: {$ref: 'people.yaml#/Owner', description: Hers}}}}}",
        **{"api/people.yaml": "Owner: {properties: {friend: {$ref: '#/Friend'}}}\nFriend: {type: string}\n"},
    )

    assert complaints == []
    assert found(document, "#/components/schemas") == {
        "Pet": {"properties": {"owner": {"$ref": "#/components/schemas/Owner", "description": "Hers"}}},
        "Owner": {"properties": {"friend": {"$ref": "#/components/schemas/Friend"}}},
        "Friend": {"type": "string"},
    }
    assert str(document.place(Pointer.parse("#/components/schemas/Friend/type"))) == "people.yaml:2:16"
    assert str(document.place(Pointer.parse("#/components/schemas"))) == "openapi.yaml:3:23"


def test_a_path_item_in_another_file_is_put_in_place(bundled: Bundled) -> None:
    document, complaints = bundled(
        "paths: {/pets: {$ref: paths/pets.yaml}}",
        **{
            "api/paths/pets.yaml": "get: {responses: {'200': {$ref: '../responses.yaml#/Pets'}}}\n",
            "api/responses.yaml": "Pets: {description: all}\n",
        },
    )

    assert complaints == []
    assert found(document, "#/paths") == {
        "/pets": {"get": {"responses": {"200": {"$ref": "#/components/responses/Pets"}}}}
    }
    assert found(document, "#/components/responses") == {"Pets": {"description": "all"}}


def test_files_that_refer_to_each_other_in_a_circle_are_bundled(bundled: Bundled) -> None:
    document, complaints = bundled(
        "components: {schemas: {A: {items: {$ref: 'b.yaml#/B'}}}}",
        **{"api/b.yaml": "B: {items: {$ref: 'openapi.yaml#/components/schemas/A'}}\n"},
    )

    assert complaints == []
    assert found(document, "#/components/schemas") == {
        "A": {"items": {"$ref": "#/components/schemas/B"}},
        "B": {"items": {"$ref": "#/components/schemas/A"}},
    }


def test_two_files_with_one_name_are_told_apart_whatever_their_order(bundled: Bundled) -> None:
    entry = "components: {{schemas: {{X: {{items: {{$ref: '{}'}}}}, Y: {{items: {{$ref: '{}'}}}}}}}}"
    files = {"api/one/pet.yaml": "type: string\n", "api/two/pet.yaml": "type: integer\n"}

    first, _ = bundled(entry.format("one/pet.yaml", "two/pet.yaml"), **files)
    second, _ = bundled(entry.format("two/pet.yaml", "one/pet.yaml"), **files)

    schemas = [found(document, "#/components/schemas") for document in (first, second)]
    assert schemas[0].keys() == schemas[1].keys() and len(schemas[0]) == 4
    assert schemas[0]["X"] == schemas[1]["Y"] and schemas[0]["Y"] == schemas[1]["X"]


def test_a_property_named_like_a_reference_is_no_reference(bundled: Bundled) -> None:
    text = "{schemas: {A: {properties: {$ref: {type: string}}, example: {$ref: 'none.yaml'}}}}"
    document, complaints = bundled(f"components: {text}")

    assert complaints == []
    assert found(document, "#/components/schemas/A/properties") == {"$ref": {"type": "string"}}


@pytest.mark.parametrize(
    ("reference", "complaint"),
    [
        ("none.yaml", "error TS201: there is no file none.yaml (check the path)"),
        ("none.yaml#/Nobody", "error TS201: there is no file none.yaml (check the path)"),
        ("none.yaml#nobody", "error TS201: there is no file none.yaml (check the path)"),
        ("people.yaml#/Nobody", "error TS201: nothing is named people.yaml#/Nobody"),
        ("people.yaml#nobody", "error TS201: nothing is named people.yaml#nobody"),
        (
            "file:///secret.yaml",
            "error TS204: file:///secret.yaml leads out of the folder that references may lead to "
            "(name a wider folder with --root, or copy the file into the entry document's)",
        ),
        (
            "../secret.yaml",
            "error TS204: ../secret.yaml leads out of the folder that references may lead to "
            "(name a wider folder with --root, or copy the file into the entry document's)",
        ),
    ],
)
def test_a_reference_that_cannot_be_followed_is_told(bundled: Bundled, reference: str, complaint: str) -> None:
    entry = f"components: {{schemas: {{A: {{$ref: '{reference}'}}}}}}"

    _, complaints = bundled(entry, **{"secret.yaml": "type: string\n", "api/people.yaml": "Owner: {}\n"})

    assert complaints == [f"openapi.yaml:3:34: {complaint}"]


@pytest.mark.parametrize(
    ("file", "text", "pointer", "schema"),
    [
        ("list.yaml", "- {type: string}\n- {type: integer}\n", "#/1", {"type": "integer"}),
        ("list.json", '[{"type": "string"}]', "#/0", {"type": "string"}),
        ("any.yaml", "true\n", "", True),
    ],
)
def test_another_file_may_hold_a_list_or_a_schema_of_one_word(
    bundled: Bundled, file: str, text: str, pointer: str, schema: object
) -> None:
    entry = f"components: {{schemas: {{A: {{properties: {{b: {{$ref: '{file}{pointer}'}}}}}}}}}}"

    document, complaints = bundled(entry, **{f"api/{file}": text})

    assert complaints == []
    reference = found(document, "#/components/schemas/A/properties/b/$ref")
    assert found(document, reference) == schema


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_a_reference_may_name_the_whole_path_of_a_file(bundled: Bundled, tmp_path: Path, scheme: str) -> None:
    entry = f"components: {{schemas: {{A: {{$ref: '{scheme}{tmp_path}/api/b.yaml#/B'}}}}}}"

    document, complaints = bundled(entry, **{"api/b.yaml": "B: {type: string}\n"})

    assert complaints == []
    assert found(document, "#/components/schemas/B") == {"type": "string"}


def test_every_file_is_read_although_another_one_is_missing(bundled: Bundled) -> None:
    entry = "components: {schemas: {A: {$ref: none.yaml}, B: {$ref: 'b.yaml#/B'}, C: {$ref: 'b.yaml#/None'}}}"

    _, complaints = bundled(entry, **{"api/b.yaml": "B: {type: string}\n"})

    assert sorted(line.partition("TS201: ")[2] for line in complaints) == [
        "nothing is named b.yaml#/None",
        "there is no file none.yaml (check the path)",
    ]


def test_a_wider_folder_may_be_allowed(bundled: Bundled) -> None:
    document, complaints = bundled(
        "components: {schemas: {A: {$ref: ../common.yaml}}}", root=".", **{"common.yaml": "type: string\n"}
    )

    assert complaints == []
    assert found(document, "#/components/schemas/common") == {"type": "string"}


@pytest.mark.parametrize(
    ("reference", "pointer"),
    [
        ("#/$defs/B", "#/components/schemas/A/$defs/B"),
        ("#/properties/c", "#/components/schemas/A/properties/c"),
        ("#", "#/components/schemas/A"),
    ],
)
def test_a_reference_that_means_the_schema_around_it_is_repaired_and_told(
    bundled: Bundled, reference: str, pointer: str
) -> None:
    document, complaints = bundled(
        f"components: {{schemas: {{A: {{properties: {{b: {{$ref: '{reference}'}}, c: {{type: string}}}}, "
        "$defs: {B: {type: string}}}}}"
    )

    target = found(document, "#/components/schemas/A/properties/b")["$ref"]
    assert found(document, target) == found(document, pointer)
    assert complaints == [
        f"openapi.yaml:3:51: warning TS205: {reference} leads nowhere from the root, and is taken for {pointer} "
        "(write the whole pointer from the root)"
    ]


@pytest.mark.parametrize(
    ("reference", "files"),
    [
        ("https://pets.example/b", {}),
        ("b", {}),
        ("#named", {}),
        ("https://pets.example/a#/$defs/B", {}),
        ("https://pets.example/a#named", {}),
        (
            "c.json",
            {"api/c.json": '{"$ref": "d.json#x"}', "api/d.json": '{"$defs": {"E": {"$anchor": "x", "const": 1}}}'},
        ),
        ("#/$defs/B", {}),
        ("#/%24defs/B", {}),
        ("#/$defs/~1~01%25", {}),
    ],
)
def test_identifiers_and_anchors_are_found(bundled: Bundled, reference: str, files: dict[str, str]) -> None:
    entry = f"""
    components:
      schemas:
        A:
          $id: https://pets.example/a
          properties: {{x: {{$ref: '{reference}'}}, $id: {{type: string}}}}
          $defs:
            B: {{$id: b, $anchor: own, const: 1}}
            C: {{$anchor: named, const: 1}}
            /~1%: {{const: 1}}
    """

    document, complaints = bundled(entry, **files)

    target = found(document, "#/components/schemas/A/properties/x")["$ref"]
    value = found(document, target)
    assert complaints == []
    assert (value if "const" in value else found(document, value["$ref"]))["const"] == 1


def test_an_identifier_changes_what_pointers_and_relative_references_mean(bundled: Bundled) -> None:
    document, complaints = bundled(
        """
        components:
          schemas:
            A:
              $id: https://pets.example/schemas/a
              properties: {x: {$ref: '#/$defs/X'}, y: {$ref: b}}
              $defs: {X: {const: 1}}
            B: {$id: 'https://pets.example/schemas/b', const: 2}
        """
    )

    schemas = found(document, "#/components/schemas")
    assert complaints == []
    assert schemas["A"]["properties"]["y"] == {"$ref": "#/components/schemas/B"}
    assert found(document, schemas["A"]["properties"]["x"]["$ref"]) == {"const": 1}


def test_a_file_that_says_its_address_is_found_by_it(bundled: Bundled) -> None:
    document, complaints = bundled(
        "$self: https://pets.example/api/openapi.yaml\n"
        "components: {schemas: {A: {$ref: 'https://pets.example/api/parts/b.yaml#/B'}}}\n"
        "paths: {/a: {$ref: 'https://pets.example/api/parts/a.yaml'}}",
        **{
            "api/parts/a.yaml": "get: {x-a: 1}",
            "api/parts/b.yaml": "B: {items: {$ref: 'https://pets.example/api/openapi.yaml#/components/schemas/A'}}\n",
        },
    )

    assert complaints == []
    assert found(document, "#/components/schemas") == {
        "A": {"$ref": "#/components/schemas/B"},
        "B": {"items": {"$ref": "#/components/schemas/A"}},
    }


REMOTE = "https://far.example/common.yaml#/components"


def test_what_may_not_be_read_is_widened_and_told(bundled: Bundled) -> None:
    document, complaints = bundled(
        f"""
        components:
          parameters:
            page: {{$ref: '{REMOTE}/parameters/page'}}
            id: {{$ref: 'https://far.example/id.yaml'}}
          schemas:
            A: {{properties: {{link: {{$ref: '{REMOTE}/schemas/link', description: Hers}}}}}}
        paths:
          /a/{{id}}:
            get:
              parameters:
              - {{$ref: '{REMOTE}/parameters/limit'}}
              - {{$ref: '#/components/parameters/page'}}
              - {{$ref: '#/components/parameters/id'}}
              requestBody: {{$ref: '{REMOTE}/requestBodies/B'}}
              responses: {{'200': {{$ref: '{REMOTE}/responses/R'}}}}
        """
    )

    get = found(document, "#/paths/~1a~1{id}/get")
    page, id_ = ({"$ref": f"#/components/parameters/{name}"} for name in ("page", "id"))
    assert found(document, "#/components/schemas/A/properties/link") == {"description": "Hers"}
    assert get["parameters"] == [{"name": "limit", "in": "query", "required": False, "schema": {}}, page, id_]
    assert found(document, "#/components/parameters") == {
        "page": {"name": "page", "in": "query", "required": False, "schema": {}},
        "id": {"name": "id", "in": "path", "required": True, "schema": {}},
    }
    assert get["requestBody"] == {"content": {"application/octet-stream": {}}}
    assert get["responses"] == {"200": {"description": "", "content": {"*/*": {}}}}
    assert {line.split(": ")[1] for line in complaints} == {"warning TS206"}
    assert complaints[-1].endswith("(--allow-remote-refs far.example reads it)")
    assert len(complaints) == 6 and "in the path named id" in "".join(complaints)


def test_operations_that_may_not_be_read_are_an_error(bundled: Bundled) -> None:
    _, complaints = bundled("paths: {/a: {$ref: 'https://far.example/a.yaml'}}")

    assert complaints == [
        "openapi.yaml:3:20: error TS204: https://far.example/a.yaml is in the network, which references may not "
        "lead to (--allow-remote-refs far.example reads it)"
    ]


@pytest.mark.parametrize(
    ("entry", "pointer", "stands_in"),
    [
        ("paths: {$ref: 'https://far.example/a'}", "#/paths", {}),
        ("servers: {$ref: 'https://far.example/a'}", "#/servers", []),
        ("security: {$ref: 'https://far.example/a#/b'}", "#/security", []),
        ("components: {schemas: {$ref: 'https://far.example/a#/b'}}", "#/components/schemas", {}),
        ("components: {schemas: {A: {properties: {$ref: 'https://far.example/a'}}}}", "#/components/schemas/A", None),
        ("paths: {/a: {get: {responses: {$ref: 'https://far.example/a'}}}}", "#/paths/~1a/get/responses", {}),
        ("paths: {/a: {get: {tags: {$ref: 'https://far.example/a'}}}}", "#/paths/~1a/get/tags", []),
    ],
)
def test_several_objects_that_may_not_be_read_are_an_error_and_nobody_asks_for_them(
    entry: str, pointer: str, stands_in: Any, bundled: Bundled
) -> None:
    document, (complaint,) = bundled(entry)

    assert found(document, pointer) == ({"properties": {}} if stands_in is None else stands_in)
    assert "error TS204: https://far.example/a" in complaint
    assert complaint.endswith("which references may not lead to (--allow-remote-refs far.example reads it)")


def test_a_list_that_may_not_be_read_is_one_object_that_something_is_known_of(bundled: Bundled) -> None:
    document, (complaint,) = bundled("paths: {/a: {get: {parameters: {$ref: 'https://far.example/limit'}}}}")

    (parameter,) = found(document, "#/paths/~1a/get/parameters")
    assert parameter == {"name": "limit", "in": "query", "required": False, "schema": {}}
    assert "warning TS206: https://far.example/limit was not read" in complaint


def test_one_address_in_the_place_of_several_kinds_is_told_for_each(bundled: Bundled) -> None:
    reference = "{$ref: 'https://far.example/a'}"

    _, complaints = bundled(f"components: {{schemas: {{A: {{$defs: {reference}, prefixItems: {reference}}}}}}}")

    assert [complaint.split(": ")[1] for complaint in complaints] == ["error TS204", "warning TS206"]


OTHERS = {"api/b.yaml": "list: [1]\nnothing:\ntext: a\n"}


@pytest.mark.parametrize("target", ["b.yaml#/list", "b.yaml#/nothing", "b.yaml#/text", "#/info/title", "#/x-list"])
@pytest.mark.parametrize(
    "entry",
    [
        "paths: {/a: {$ref: 'TARGET'}}",
        "paths: {/a: {get: {parameters: [{$ref: 'TARGET'}]}}}",
        "paths: {/a: {get: {requestBody: {$ref: 'TARGET'}}}}",
        "paths: {/a: {get: {responses: {'200': {$ref: 'TARGET'}}}}}",
        "paths: {/a: {get: {responses: {'200': {headers: {A: {$ref: 'TARGET'}}}}}}}",
        "paths: {/a: {get: {responses: {'200': {content: {a/b: {$ref: 'TARGET'}}}}}}}",
        "components: {schemas: {A: {properties: {a: {$ref: 'TARGET'}}}}}",
        "components: {securitySchemes: {A: {$ref: 'TARGET'}}}",
    ],
)
def test_a_reference_to_what_is_no_object_is_an_error_where_it_is_written(
    entry: str, target: str, bundled: Bundled
) -> None:
    _, complaints = bundled(f"x-list: [1]\n{entry.replace('TARGET', target)}", **OTHERS)

    assert [complaint.split(": ", 1)[1] for complaint in complaints] == [
        f"error TS301: {target} leads to no mapping, which belongs here"
    ]
    assert complaints[0].startswith(f"openapi.yaml:4:{entry.index('TARGET')}:")


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("b.yaml#/list", "TS301"),
        ("none.yaml", "TS201"),
        ("b.yaml#/none", "TS201"),
        ("openapi.yaml", "TS203"),
        ("https://far.example/a", "TS204"),
    ],
)
def test_a_description_that_refers_to_nothing_as_a_whole_is_an_error(target: str, code: str, bundled: Bundled) -> None:
    document, complaints = bundled(f"$ref: '{target}'", **OTHERS)

    assert [complaint.split(": ")[1] for complaint in complaints] == [f"error {code}"]
    assert found(document, "#/info/title") == "Pets"


def test_a_reference_to_nothing_is_told_wherever_it_is_written(bundled: Bundled) -> None:
    _, complaints = bundled(
        """
        components:
          schemas:
            A: {properties: {a: {$ref: 'b.yaml#/none'}, b: {$ref: 'b.yaml#/none'}}}
            B: {$ref: 'b.yaml#/none'}
        """,
        **OTHERS,
    )

    assert sorted(complaint.split(": ", 1)[0] for complaint in complaints) == [
        f"openapi.yaml:{place}" for place in ("6:32", "6:59", "7:15")
    ]
    assert {complaint.split(": ", 1)[1] for complaint in complaints} == {"error TS201: nothing is named b.yaml#/none"}


def test_what_an_extension_holds_is_left_alone(bundled: Bundled) -> None:
    document, complaints = bundled("x-topics: [{content: {$ref: ./docs/none.md}}]")

    assert complaints == []
    assert found(document, "#/x-topics") == [{"content": {"$ref": "./docs/none.md"}}]


@pytest.mark.parametrize(
    ("address", "entry", "meant"),
    [
        ("https://pets.example/schemas/dog", "", "dog"),
        ("https://pets.example/schemas/dog#", "", "dog"),
        ("https://pets.example/schemas/dog#dog", "", "dog"),
        ("https://pets.example/api#/components/schemas/Cat", "$self: https://pets.example/api\n", "Cat"),
        ("schemas/dog", "$self: https://pets.example/api\n", "dog"),
        ("schemas/cat", "$self: https://pets.example/api\n", "Cat"),
    ],
)
def test_the_mapping_of_a_discriminator_may_hold_addresses(
    bundled: Bundled, address: str, entry: str, meant: str
) -> None:
    cat = "{$id: 'https://pets.example/schemas/cat'}" if entry else "{}"
    choice = "oneOf: [{$ref: dog.yaml}, {$ref: '#/components/schemas/Cat'}]"
    said = f"discriminator: {{propertyName: kind, mapping: {{it: '{address}'}}}}"

    document, complaints = bundled(
        f"{entry}components: {{schemas: {{Pet: {{{choice}, {said}}}, Cat: {cat}}}}}\n",
        **{"api/dog.yaml": "$id: https://pets.example/schemas/dog\n$anchor: dog\n"},
    )

    assert complaints == []
    mapping = found(document, "#/components/schemas/Pet/discriminator/mapping")
    assert mapping == {"it": f"#/components/schemas/{meant}"}


def test_the_mapping_of_a_discriminator_leads_into_other_files(bundled: Bundled) -> None:
    choice = """
        Pet:
          oneOf: [{$ref: '#/Cat'}, {$ref: dog.yaml}]
          discriminator: {propertyName: kind, mapping: {c: '#/Cat', d: dog.yaml, n: '#/None', o: Other, a: dog.yaml#b}}
        Cat: {type: object}
    """

    document, complaints = bundled(
        "components: {schemas: {A: {$ref: 'pets.yaml#/Pet'}}}",
        **{"api/pets.yaml": choice, "api/dog.yaml": "type: object"},
    )

    mapping = found(document, "#/components/schemas/Pet/discriminator/mapping")
    assert complaints == []
    cat, dog = (f"#/components/schemas/{name}" for name in ("Cat", "dog"))
    assert mapping == {"c": cat, "d": dog, "n": "#/None", "o": "Other", "a": "dog.yaml#b"}


@pytest.mark.parametrize(
    ("mapping", "titles"),
    [
        ("", {"Cat": "cat", "Dog": "dog"}),
        (", mapping: {c: Cat, d: Dog}", {"c": "cat", "d": "dog"}),
        (", mapping: {c: '#/components/schemas/Cat'}", {"c": "cat", "Dog": "dog"}),
        (", mapping: {c: Cat, Cat: Dog}", {"c": "cat", "Cat": "dog"}),
    ],
)
def test_a_discriminator_means_schemas_by_the_names_that_they_had(
    bundled: Bundled, mapping: str, titles: dict[str, str]
) -> None:
    choice = f"""
        components:
          schemas:
            Pet:
              oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}]
              discriminator: {{propertyName: kind{mapping}}}
            Cat: {{type: object, title: cat}}
            Dog: {{type: object, title: dog}}
    """

    document, complaints = bundled(
        "components: {schemas: {A: {$ref: 'pets.yaml#/components/schemas/Pet'}, Cat: {type: string}, Dog: {}}}",
        **{"api/pets.yaml": choice},
    )

    told = found(document, "#/components/schemas/Pet/discriminator/mapping")
    assert complaints == []
    assert {value: found(document, target)["title"] for value, target in told.items()} == titles


def test_the_discriminator_of_a_base_means_what_extends_it_by_the_names_that_they_had(bundled: Bundled) -> None:
    family = """
        Pet: {type: object, discriminator: {propertyName: kind}}
        Cat: {allOf: [{$ref: '#/Pet'}]}
        Kitten: {allOf: [{$ref: '#/Cat'}]}
        Dog: {allOf: [{$ref: '#/Pet'}]}
    """
    schemas = "Pet: {$ref: 'p.yaml#/Pet'}, Cat: {}, Kitten: {}, A: {$ref: 'p.yaml#/Kitten'}, D: {$ref: 'p.yaml#/Dog'}"

    document, complaints = bundled(f"components: {{schemas: {{{schemas}}}}}", **{"api/p.yaml": family})

    (base,) = (one for one in found(document, "#/components/schemas").values() if "discriminator" in one)
    told = {value: target.rpartition("/")[2] for value, target in base["discriminator"]["mapping"].items()}
    assert complaints == []
    assert told.keys() == {"Cat", "Kitten"}
    assert all(name.startswith(f"{value}_p_") for value, name in told.items())


@pytest.mark.parametrize(
    ("pointer", "target"),
    [
        ("#/components/schemas/A/properties/b", "#/components/schemas/Real/properties/b"),
        ("#/components/schemas/A/properties/b/properties/c", "#/components/schemas/Other/properties/c"),
        ("#/components/schemas/Real/properties/b", "#/components/schemas/Real/properties/b"),
        ("#/components/schemas/A/$defs/e", "#/components/schemas/Real/$defs/e"),
        ("#/paths/~1a/get/responses/200/content/a~1b/schema", "#/components/responses/R/content/a~1b/schema"),
        ("more.yaml#/A/properties/b", "#/components/schemas/b"),
        ("more.yaml#/Back/properties/c", "#/components/schemas/Other/properties/c"),
    ],
)
def test_a_pointer_may_lead_through_other_references(bundled: Bundled, pointer: str, target: str) -> None:
    entry = """\
        paths: {/a: {get: {responses: {'200': {$ref: '#/components/responses/R'}}}}}
        components:
          responses: {R: {description: d, content: {a/b: {schema: {type: string}}}}}
          schemas:
            A: {$ref: '#/components/schemas/Real'}
            Real: {properties: {b: {$ref: '#/components/schemas/Other'}, d: {type: string}}, $defs: {e: {type: string}}}
            Other: {properties: {c: {type: string}, properties: {type: string}}}
            User: {$ref: 'POINTER'}
        """
    more = """\
        A: {$ref: '#/B'}
        B: {properties: {b: {type: object}}}
        Back: {$ref: 'openapi.yaml#/components/schemas/A/properties/b'}
        """

    document, complaints = bundled(dedent(entry).replace("POINTER", pointer), **{"api/more.yaml": more})

    assert complaints == []
    assert found(document, "#/components/schemas/User") == {"$ref": target}


BESIDE = """\
    components:
      schemas:
        A: {$ref: '#/components/schemas/Real', properties: {b: {properties: {c: {type: string}}}}}
        Real: {properties: {b: {properties: {c: {type: CTYPE}}}}}
        User: {$ref: '#/components/schemas/A/properties/b'}
        Own: {$ref: '#/components/schemas/Defs/$defs/x'}
        Defs: {$ref: '#/components/schemas/Real', $defs: {x: {type: string}}}
    """


def test_what_only_repeats_beside_a_reference_what_is_behind_it_is_found_behind_it(bundled: Bundled) -> None:
    document, complaints = bundled(BESIDE.replace("CTYPE", "string"))

    assert complaints == []
    assert found(document, "#/components/schemas/User") == {"$ref": "#/components/schemas/Real/properties/b"}
    assert found(document, "#/components/schemas/Own") == {"$ref": "#/components/schemas/Defs/$defs/x"}


def test_what_else_stands_beside_a_reference_becomes_a_component_since_it_may_not_stay(bundled: Bundled) -> None:
    document, complaints = bundled(BESIDE.replace("CTYPE", "integer"))

    assert complaints == []
    assert found(document, "#/components/schemas/User") == {"$ref": "#/components/schemas/b"}
    assert found(document, "#/components/schemas/b") == {"properties": {"c": {"type": "string"}}}


def test_a_pointer_that_leads_through_itself_is_told(bundled: Bundled) -> None:
    document, complaints = bundled("components: {schemas: {A: {$ref: '#/components/schemas/A/properties/b'}}}")
    report = Report()

    with pytest.raises(Stopped):
        resolve(document, report)

    assert complaints == []
    assert [one.code.number for one in report] == ["TS201"]


NAMED_ONE = "{name: a, in: query}"


@pytest.mark.parametrize(
    ("written", "files"),
    [
        ("{$ref: '#/x-list'}", {}),
        ("{$ref: 'other.yaml#/list'}", {"api/other.yaml": f"list: [{{$ref: '#/one'}}]\none: {NAMED_ONE}"}),
        ("{$ref: '#/components/parameters/a'}", {}),
        (NAMED_ONE, {}),
    ],
)
@pytest.mark.parametrize("path", ["/a: {get: {parameters: %s}}", "/a: {parameters: %s}"])
def test_what_stands_where_a_list_belongs_is_that_list_or_the_only_one_in_it(
    bundled: Bundled, path: str, written: str, files: dict[str, str]
) -> None:
    entry = f"x-list: [{NAMED_ONE}]\npaths: {{{path % written}}}\ncomponents: {{parameters: {{a: {NAMED_ONE}}}}}\n"

    document, complaints = bundled(entry, **files)

    resolve(document, Report())
    item = found(document, "#/paths/~1a")
    (parameter,) = item.get("get", item)["parameters"]
    pointer = parameter.get("$ref")
    assert complaints == []
    assert (found(document, pointer) if pointer else parameter) == {"name": "a", "in": "query"}


@pytest.mark.parametrize(
    "written",
    ["{$ref: '#/x-list'}", "{$ref: 'other.yaml#/list'}", "{$ref: 'other.yaml#/all'}", "{$ref: '#/x-one'}", "{k: []}"],
)
def test_what_stands_where_a_list_of_requirements_belongs_is_that_list_or_the_only_one_in_it(
    bundled: Bundled, written: str
) -> None:
    entry = (
        f"x-list: [{{k: []}}]\nx-one: {{k: []}}\nsecurity: {written}\npaths: {{/a: {{get: {{security: {written}}}}}}}\n"
    )

    document, complaints = bundled(entry, **{"api/other.yaml": "list: [{k: []}]\nall: {$ref: '#/list'}\n"})

    assert complaints == []
    assert found(document, "#/security") == found(document, "#/paths/~1a/get/security") == [{"k": []}]


def test_tags_by_reference_are_put_in_place(bundled: Bundled) -> None:
    document, complaints = bundled("x-tags: [a, b]\npaths: {/a: {get: {tags: {$ref: '#/x-tags'}}}}\n")

    assert complaints == []
    assert found(document, "#/paths/~1a/get/tags") == ["a", "b"]


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("#/nope", "openapi.yaml:3:18: error TS201: nothing is named #/nope"),
        ("#/info/title", "openapi.yaml:3:18: error TS301: #/info/title leads to no mapping, which belongs here"),
        ("#/security", "openapi.yaml:3:18: error TS203: #/security leads back to itself"),
    ],
)
def test_requirements_that_are_not_there_are_told(bundled: Bundled, written: str, complaint: str) -> None:
    _, complaints = bundled(f"security: {{$ref: '{written}'}}\n")

    assert complaints == [complaint]


def test_a_schema_where_a_list_of_them_belongs_is_the_only_one_in_it(bundled: Bundled) -> None:
    schemas = "{A: {allOf: {$ref: '#/components/schemas/B'}}, B: {anyOf: {$ref: '#/x-kinds'}}}"

    document, complaints = bundled(
        f"x-kinds: [{{type: string}}, {{type: integer}}]\ncomponents: {{schemas: {schemas}}}"
    )

    assert complaints == []
    assert found(document, "#/components/schemas") == {
        "A": {"allOf": [{"$ref": "#/components/schemas/B"}]},
        "B": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
    }


@pytest.mark.parametrize("reference", ["#/x-shared", "other.yaml#/shared"])
def test_a_mapping_by_reference_is_put_in_place(bundled: Bundled, reference: str) -> None:
    shared = "{'200': {description: d}}"

    document, complaints = bundled(
        f"x-shared: {shared}\npaths: {{/a: {{get: {{responses: {{$ref: '{reference}'}}}}}}}}\n",
        **{"api/other.yaml": f"shared: {shared}\n"},
    )

    assert complaints == []
    assert found(document, "#/paths/~1a/get/responses") == {"200": {"description": "d"}}


@pytest.mark.parametrize(
    ("reference", "complaint"),
    [
        ("#/nope", "openapi.yaml:3:38: error TS201: nothing is named #/nope"),
        ("other.yaml#/nope", "openapi.yaml:3:38: error TS201: nothing is named other.yaml#/nope"),
        ("#/info/title", "openapi.yaml:3:38: error TS301: #/info/title leads to no mapping, which belongs here"),
    ],
)
def test_a_mapping_that_is_not_there_is_told(bundled: Bundled, reference: str, complaint: str) -> None:
    _, complaints = bundled(
        f"paths: {{/a: {{get: {{responses: {{$ref: '{reference}'}}}}}}}}\n", **{"api/other.yaml": "a: 1\n"}
    )

    assert complaints == [complaint]


def test_a_mapping_that_holds_itself_ends(bundled: Bundled) -> None:
    _, complaints = bundled(
        "components: {schemas: {A: {properties: {$ref: 'other.yaml#/all'}}}}",
        **{"api/other.yaml": "all: {a: {properties: {$ref: '#/all'}}}\n"},
    )

    assert complaints == ["other.yaml:1:30: error TS203: #/all leads back to itself"]


def test_what_doubles_by_being_put_in_place_ends(bundled: Bundled) -> None:
    below = [f"{{properties: {{$ref: '#/a{level + 1}'}}}}" for level in range(40)]
    levels = [f"a{level}: {{left: {one}, right: {one}}}" for level, one in enumerate(below)]

    _, complaints = bundled(
        "components: {schemas: {A: {properties: {$ref: 'other.yaml#/a0'}}}}",
        **{"api/other.yaml": "\n".join([*levels, "a40: {}\n"])},
    )

    assert complaints == [
        "openapi.yaml:1:1: error TS114: more than 50000 references lead to what is put in their place"
    ]
