"""Wire names in, Python names out: valid, and unique where they must be."""

from __future__ import annotations

import keyword
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from described import api, normalised
from runtime.model import Model
from truespec.plan.names import (
    FIELD_RESERVED,
    MODEL_ATTRIBUTES,
    argument_name,
    class_name,
    client_name,
    field_name,
    member_name,
    package_name,
    unique_names,
)
from truespec.settings import Settings
from truespec.settings_faults import faults

MAKERS = (field_name, argument_name, class_name, member_name)


@pytest.mark.parametrize(
    ("wire_name", "name"),
    [
        ("petId", "pet_id"),
        ("PetID", "pet_id"),
        ("HTTPServer2Id", "http_server2_id"),
        ("pet_id", "pet_id"),
        ("pet-id", "pet_id"),
        ("pet.id", "pet_id"),
        ("userIDs", "user_ids"),
        ("VPCs", "vpcs"),
        ("floatingIPsAction", "floating_ips_action"),
        ("reservedIPv6", "reserved_ipv6"),
        ("createM2MToken", "create_m2m_token"),
        ("OAuthToken", "oauth_token"),
        ("listOAuth2Apps", "list_oauth2_apps"),
        ("listForAContact", "list_for_a_contact"),
        ("3DS", "n3ds"),
        ("X[]", "x"),
        ("X-Rate", "x_rate"),
        ("2fa", "n2fa"),
        ("24h", "n24h"),
        ("class", "class_"),
        ("None", "none"),
        ("match", "match"),
        ("type", "type"),
        ("_private", "private"),
        ("__init__", "init"),
        ("self", "self"),
        ("model_config", "model_config_"),
        ("modelConfig", "model_config_"),
        ("copy", "copy_"),
        ("json", "json_"),
        ("str", "str_"),
        ("List", "list_"),
        ("toJson", "to_json_"),
        ("名前", "名前"),
        ("straße", "straße"),
        ("ﬁeld", "field"),
        ("Ünder", "ünder"),
        ("", "n"),
        ("+", "n"),
        ("²", "n2"),
    ],
)
def test_wire_names_become_field_names(wire_name: str, name: str) -> None:
    assert field_name(wire_name) == name


@pytest.mark.parametrize(
    ("wire_name", "name"),
    [
        ("body", "body_"),
        ("self", "self_"),
        ("timeout", "timeout_"),
        ("strict", "strict_"),
        ("from", "from_"),
        ("id", "id"),
    ],
)
def test_arguments_leave_the_names_of_a_call_alone(wire_name: str, name: str) -> None:
    assert argument_name(wire_name) == name


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("pet", "Pet"),
        ("PetID", "PetID"),
        ("create_source.request", "CreateSourceRequest"),
        ("2fa", "N2fa"),
        ("None", "None_"),
        ("any", "Any_"),
        ("Model", "Model_"),
        ("TypeError", "TypeError_"),
        ("日本", "日本"),
        ("...", "N"),
    ],
)
def test_schemas_become_class_names(schema: str, name: str) -> None:
    assert class_name(schema) == name


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("running", "RUNNING"),
        ("AUTH_CODE", "AUTH_CODE"),
        ("24h", "N24H"),
        ("mro", "MRO"),
        ("None", "NONE"),
        ("1", "N1"),
    ],
)
def test_values_become_member_names(value: str, name: str) -> None:
    assert member_name(value) == name


@pytest.mark.parametrize(
    ("title", "package", "client"),
    [
        ("The Portable API", "portable_api", "Portable"),
        ("Pets", "pets", "Pets"),
        ("2captcha", "api_2captcha", "Api2captcha"),
        ("", "api", "Api"),
        ("!!!", "api", "Api"),
        ("class", "class_api", "Class"),
        ("Calendar", "calendar_api", "Calendar"),
        ("Pydantic", "pydantic_api", "Pydantic"),
        ("Café Öl API", "cafe_ol_api", "CaféÖl"),
        ("Straße", "strasse", "Straße"),
        ("宠物 API", "api", "宠物"),
        ("宠物", "api", "宠物"),
        ("OpenAI API", "openai_api", "OpenAI"),
        ("GitHub's REST", "githubs_rest", "GitHubsREST"),
        ("Discord HTTP API (Preview)", "discord_http_api", "DiscordHTTP"),
        ("Music Web API with fixes", "music_web_api", "MusicWeb"),
        ("API of pets", "api_of_pets", "APIOfPets"),
        ("The", "the", "The"),
    ],
)
def test_titles_become_package_and_client_names(title: str, package: str, client: str) -> None:
    assert package_name(title) == package
    assert client_name(package, title) == client
    assert list(faults(Settings(sources=(), package_name=package))) == []


def test_a_package_that_the_user_names_names_the_client() -> None:
    assert client_name("my_pets_client", "The Portable API") == "MyPets"


@pytest.mark.parametrize(
    ("wire_names", "names"),
    [
        (["Address", "address"], ["address_56ef8f", "address"]),
        (["sort_direction", "sort.direction"], ["sort_direction", "sort_dot_direction"]),
        (["X", "X[]"], ["x", "x_open_close"]),
        (["+1", "-1"], ["plus_1", "minus_1"]),
        (["1", "-1"], ["n1", "minus_1"]),
        (["a b", "a-b", "a_b"], ["a_space_b", "a_minus_b", "a_b"]),
        ([""], ["n_e3b0c4"]),
        ([" ", "_"], ["space", "underscore"]),
        (["é", "É"], ["é", "é_a755f6"]),
        (["a", "a"], ["a"]),
        (["class", "class_"], ["class__088911", "class_"]),
    ],
)
def test_names_that_collide_are_told_apart(wire_names: list[str], names: list[str]) -> None:
    made = unique_names(wire_names, field_name)

    assert [made[wire_name] for wire_name in dict.fromkeys(wire_names)] == names


@settings(database=None, derandomize=True, deadline=None)
@given(st.lists(st.text(max_size=6) | st.sampled_from(["a-b", "a.b", "a_b", "A", "a", "", "1", "-1"]), max_size=8))
def test_any_names_become_valid_unique_ones_whatever_their_order(wire_names: list[str]) -> None:
    for make in MAKERS:
        names = unique_names(wire_names, make)

        assert names == unique_names(reversed(wire_names), make)
        assert len(set(names.values())) == len(set(wire_names))
        assert all(name.isidentifier() and not keyword.iskeyword(name) for name in names.values())
        assert not any(name.startswith("_") for name in names.values())


def test_the_reserved_attributes_are_those_that_the_model_really_has() -> None:
    public = {name for name in dir(Model) if not name.startswith("_")}

    assert MODEL_ATTRIBUTES - {"model_extra", "model_fields_set"} == public - {"model_extra", "model_fields_set"}
    assert MODEL_ATTRIBUTES <= FIELD_RESERVED


def test_classes_that_differ_by_case_only_keep_modules_of_their_own(tmp_path: Path) -> None:
    described = normalised(tmp_path, api("Address: {properties: {a: {}}}\naddress: {properties: {b: {}}}"))

    types = described.package.types
    assert len({type_.declared.name for type_ in types}) == len(types)
    assert len({type_.declared.module.lower() for type_ in types}) == len(types)
