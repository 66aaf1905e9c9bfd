"""What each extension does to a package that is generated from a description of the corpus, as an expression.

`m` is the package's models, `sent` gives the JSON that a model is sent as, and `src` the text of a module.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One row: the extension, the description that uses it, what is asserted in words and as an expression."""

    extension: str
    description: str
    asserted: str
    holds: str


_OAPI, _SWAGGER = "oapi-codegen-extensions-", "go-swagger-testdata-"
_OPTIONS = "oapi-codegen-output-options-preferskipoptionalpointer"

EFFECTS = tuple(
    Effect(extension=extension, description=description, asserted=asserted, holds=holds)
    for extension, description, asserted, holds in (
        (
            "x-go-type",
            f"{_OAPI}xgotype-api.yaml",
            "int64 over a number is an int",
            "m.ClientWithExtension.__annotations__['id'] == int | None "
            "and m.Client.__annotations__['id'] == float | None",
        ),
        (
            "x-go-type (object)",
            f"{_SWAGGER}bugs-3141-fixture-3141.yaml",
            "the kind that it hints at gives the shape",
            "'list[Any]' in src('models/external_array_no_validation.py')",
        ),
        (
            "x-go-type-import",
            f"{_OAPI}xgotype-api.yaml",
            "an external type without an entry in the type map keeps the schema's own shape",
            "m.ClientWithExtension.__annotations__['name'] is str",
        ),
        (
            "x-go-type-skip-optional-pointer",
            f"{_OAPI}xgotypeskipoptionalpointer-api.yaml",
            "absent reads as zero, and zero is not sent",
            "m.ClientWithExtension.from_json('{\"name\": \"a\"}').id == 0.0 and m.Client(name='a').id is None "
            "and sent(m.ClientWithExtension(name='a', id=0)) == {'name': 'a'}",
        ),
        (
            "x-go-type-skip-optional-pointer: false",
            f"{_OPTIONS}withomitzero-api.yaml",
            "the field stays optional",
            "m.ClientWithExtension(name='a').pointer_id is None",
        ),
        (
            "x-go-type-name",
            f"{_OAPI}xgotypename-api.yaml",
            "an inline schema's class has the name, a plain field is left alone",
            "m.ResponseRenamed(name='a').name == 'a' and not hasattr(m, 'ThisWillNotBeUsed')",
        ),
        (
            "x-go-name",
            f"{_OAPI}xgoname-api.yaml",
            "a usable wire name stays the field's name",
            "'id' in m.ClientWithExtension.model_fields",
        ),
        (
            "x-oapi-codegen-only-honour-go-name",
            f"{_OAPI}xoapicodegenonlyhonourgoname-api.yaml",
            "x-go-name is the field's name to the letter, the wire name stays",
            "sent(m.TypeWithUnexportedField(accountIdentifier='a')) == {'id': 'a'}",
        ),
        (
            "x-oapi-codegen-extra-tags",
            f"{_OAPI}xoapicodegenextratags-api.yaml",
            "kept as metadata, not acted on",
            "m.ClientWithExtension.model_fields['id'].json_schema_extra['struct_tags']['gorm'] == 'primarykey' "
            "and m.ClientWithExtension(name='', id=0).id == 0",
        ),
        (
            "x-order",
            f"{_OAPI}xorder-api.yaml",
            "orders the fields",
            "[*m.ClientWithExtension.model_fields] == ['id', 'a_name'] "
            "and [*m.Client.model_fields] == ['a_name', 'id']",
        ),
        (
            "x-go-json-ignore",
            f"{_OAPI}xgojsonignore-api.yaml",
            "neither sent nor read, and nothing that came is lost",
            "sent(m.ClientWithExtension(name='a', complex_field={'name': 'b'})) == {'name': 'a'} "
            'and m.ClientWithExtension.from_json(\'{"name":"a","complexField":1}\').complex_field is None '
            'and m.ClientWithExtension.from_json(\'{"name":"a","complexField":1}\').to_dict()[\'complexField\'] == 1',
        ),
        (
            "x-omitempty: true",
            f"{_OAPI}xomitempty-api.yaml",
            "an empty value is not sent, even of a required property",
            "sent(m.ClientWithExtension(name='')) == {} and sent(m.Client(name='')) == {'name': ''}",
        ),
        (
            "x-omitempty: false",
            f"{_SWAGGER}enhancements-1623-swagger.yaml",
            "the key is always sent",
            "'generalHasOmitEmptyFalse' in sent(m.Foo()) and 'generalNoOmitEmpty' not in sent(m.Foo())",
        ),
        (
            "x-omitzero: false",
            f"{_OPTIONS}withomitzero-api.yaml",
            "the key is always sent",
            "sent(m.ClientWithExtension(name='a')) == {'name': 'a', 'no_omit': None}",
        ),
        (
            "x-go-json-string",
            f"{_SWAGGER}enhancements-1623-swagger.yaml",
            "a number in Python, a text on the wire",
            "sent(m.Foo(int_has_json_string=5))['intHasJsonString'] == '5' "
            'and m.Foo.from_json(\'{"intHasJsonString": "7"}\').int_has_json_string == 7',
        ),
        (
            "x-enumNames",
            f"{_OAPI}xenumnames-api.yaml",
            "names the members",
            "[one.name for one in m.ClientTypeWithNamesExtension] == ['ACTIVE', 'EXPIRED']",
        ),
        (
            "x-enum-varnames",
            f"{_OAPI}xenumnames-api.yaml",
            "names the members",
            "[one.name for one in m.ClientTypeWithVarNamesExtension] == ['ACTIVE', 'EXPIRED']",
        ),
        (
            "x-enum-descriptions",
            "openapi-ts-specs-3-0-x-full",
            "describes the members",
            "'Used when the status of something is successful' in src('models/enum_with_extensions.py')",
        ),
        (
            "x-deprecated-reason",
            f"{_OAPI}xdeprecatedreason-api.yaml",
            "told in the field's docstring where it is deprecated, and only there",
            "\"Deprecated: Don't use because reasons\" in src('models/client_with_extension.py') "
            "and \"you shouldn't see this\" not in src('models/client_with_extension.py')",
        ),
        (
            "x-nullable",
            f"{_SWAGGER}bugs-3141-fixture-3141.yaml",
            "null is let in",
            "m.Container.from_json('{\"item\": null}', strict=True).to_dict() == {'item': None}",
        ),
        (
            "x-isnullable",
            f"{_SWAGGER}codegen-todolist-models.yaml",
            "null is let in, here by a member of allOf",
            "m.WithNullableRef.from_json('{\"notes\": null}', strict=True).to_dict() == {'notes': None} "
            "and not vars(m.WithRef).get('__wire__')",
        ),
        (
            "x-go-custom-tag, x-go-package, x-go-gen-location, ...",
            f"{_SWAGGER}codegen-sanitize-x-go-custom-tag.yaml",
            "known and without an effect; what they hold is no code",
            "'json:' not in src('models')",
        ),
    )
)
