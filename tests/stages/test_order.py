"""x-order: where a property stands among its siblings."""

from __future__ import annotations

from pathlib import Path

import pytest

from described import api, normalised, ref


@pytest.mark.parametrize(
    ("properties", "order"),
    [
        ("{b: {x-order: 2}, a: {x-order: 1}}", "a b"),
        ("{a: {x-order: 0}, b: {x-order: -10}, c: {x-order: -100}, d: {x-order: 1}}", "c b a d"),
        ("{a: {x-order: 2.9}, b: {x-order: 2}, c: {x-order: 1.5}}", "c a b"),
        ("{b: {x-order: 1}, a: {x-order: 1}, C: {x-order: 1}}", "C a b"),
        ("{z: {}, y: {}, a: {x-order: 100}, x: {}}", "a z y x"),
        ("{z: {}, a: {}, m: {}}", "z a m"),
        ("{a: {x-order: '1'}, b: {x-order: 2}}", "b a"),
        ("{a: {x-order: true}, b: {x-order: 2}}", "b a"),
        ("{a: {x-order: null}, b: {x-order: [1]}, c: {x-order: 7}}", "c a b"),
        ("{a: true, b: {x-order: 1}}", "b a"),
    ],
)
def test_properties_stand_in_the_order_of_x_order_then_name_then_the_rest(
    properties: str, order: str, tmp_path: Path
) -> None:
    described = normalised(tmp_path, api(f"Pet: {{properties: {properties}}}"))

    assert list(described.properties("Pet")) == order.split()
    assert all("TS312: x-order must be a number, so it has no effect" in told for told in described.complaints)


def test_x_order_is_read_through_a_chain_of_references(tmp_path: Path) -> None:
    schemas = f"""
        Pet: {{properties: {{a: {{type: string}}, b: {ref("First")}}}}}
        First: {ref("Second")}
        Second: {{type: string, x-order: 1}}
    """

    described = normalised(tmp_path, api(schemas))

    assert list(described.properties("Pet")) == ["b", "a"]


def test_x_order_beside_a_reference_wins_over_that_of_its_target(tmp_path: Path) -> None:
    schemas = f"""
        Pet:
          properties:
            own: {{$ref: '#/components/schemas/Last', x-order: 1}}
            target: {ref("Last")}
            middle: {{x-order: 5}}
        Last: {{type: string, x-order: 9}}
    """

    described = normalised(tmp_path, api(schemas))

    assert list(described.properties("Pet")) == ["own", "middle", "target"]


def test_x_order_holds_for_inline_objects_that_get_a_name(tmp_path: Path) -> None:
    schemas = "Pet: {properties: {b: {x-order: 2}, a: {x-order: 1, properties: {d: {x-order: 2}, c: {x-order: 1}}}}}"

    described = normalised(tmp_path, api(schemas))

    assert list(described.properties("Pet")) == ["a", "b"]
    assert list(described.properties("Pet.a")) == ["c", "d"]


def test_x_order_sorts_the_merged_set_of_a_composition(tmp_path: Path) -> None:
    schemas = f"""
        Spec:
          allOf:
            - properties: {{h: {{x-order: 8}}, g: {{x-order: 7}}, f: {{x-order: 6}}, zero: {{x-order: 0}}}}
            - {ref("Summary")}
        Summary: {{properties: {{e: {{x-order: 5}}, d: {{x-order: 4}}, a: {{x-order: 1}}, c: {{x-order: 3}}}}}}
    """

    described = normalised(tmp_path, api(schemas))

    assert list(described.properties("Spec")) == ["zero", "a", "c", "d", "e", "f", "g", "h"]
    assert list(described.properties("Summary")) == ["a", "c", "d", "e"]


def test_arguments_and_fields_follow_x_order(tmp_path: Path) -> None:
    paths = """
        /pets:
          post:
            operationId: createPet
            requestBody:
              content:
                application/json:
                  schema: {required: [b], properties: {c: {}, b: {x-order: 2}, a: {x-order: 1}}}
            responses: {'204': {description: ok}}
    """

    described = normalised(tmp_path, api("", paths))

    (method,) = described.package.resources[0].methods
    assert [argument.name for argument in method.fields] == ["a", "b", "c"]
    assert list(described.model("createPet.request").fields) == ["a", "b", "c"]
