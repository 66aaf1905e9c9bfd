"""The table of known extensions: where each one stands, what its value must be, and what truespec does with it.

docs/extensions.md is made from it.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from truespec.normalise.extensions import enums, go, naming, paging, wire
from truespec.normalise.extensions.values import (
    ANYTHING,
    FLAG,
    GO_TYPE,
    IMPORT,
    MAPPING,
    NAME,
    NAME_OR_NAMES,
    NAME_OR_RULES,
    NUMBER,
    TEXT,
    TEXTS_OR_MAPPING,
    Form,
)


class Known(Struct, frozen=True, kw_only=True):
    """Extensions with one meaning. A `fatal` one with a value of another form is an error, as it is in Go."""

    names: tuple[str, ...]
    where: str
    form: Form
    does: str
    fatal: bool = False


_PROPERTY, _SCHEMA, _ENUM, _OPERATION = "property", "schema", "enum", "operation"
_NOTHING: Final = "nothing: it has no meaning for a Python client"

_MEANT: Final = (
    Known(
        names=(go.GO_TYPE,),
        where=_SCHEMA,
        form=GO_TYPE,
        fatal=True,
        does="takes the place of the schema's type: a Go expression, or go-swagger's object; an external type is "
        "looked up in the type map, and without an entry the schema's own shape stays",
    ),
    Known(
        names=(go.GO_TYPE_IMPORT,),
        where=_SCHEMA,
        form=IMPORT,
        fatal=True,
        does="gives the import path by which the type map is asked for an external x-go-type",
    ),
    Known(
        names=(go.OGEN_TYPE,),
        where=_SCHEMA,
        form=NAME,
        does="the same as x-go-type, written as `import/path.Name`",
    ),
    Known(
        names=(go.SKIP_OPTIONAL_POINTER,),
        where=_PROPERTY,
        form=FLAG,
        fatal=True,
        does="true: the field is never None; absent and null read as the zero value, which is not sent",
    ),
    Known(
        names=(go.OPTIONAL_VALUE,),
        where=_PROPERTY,
        form=FLAG,
        does="the same as x-go-type-skip-optional-pointer, also on the object for all its properties",
    ),
    Known(
        names=(naming.TYPE_NAMES[0],),
        where=_SCHEMA,
        form=NAME,
        fatal=True,
        does="names the class of an inline schema",
    ),
    Known(
        names=naming.CLASS_NAMES,
        where="schema, property, parameter, operation",
        form=NAME_OR_RULES,
        does="names the class, also that of a component; a field, an argument or a method where it stands beside one. "
        "At the root, x-speakeasy-name-override renames the methods whose operationId matches",
    ),
    Known(
        names=(naming.OGEN_PROPERTIES,),
        where=_SCHEMA,
        form=MAPPING,
        does="names the fields of the object's properties",
    ),
    Known(
        names=(naming.PROPERTY_NAMES[0], naming.PARAMETER_NAMES[0]),
        where="property, parameter",
        form=NAME,
        does="names the field or the argument; the name on the wire stays",
    ),
    Known(
        names=(naming.METHOD_NAMES[0],),
        where=_OPERATION,
        form=NAME,
        does="names the method",
    ),
    Known(names=naming.SERVER_NAMES, where="server", form=NAME, does="names the server, for `server=`"),
    Known(
        names=naming.GROUPS,
        where=_OPERATION,
        form=NAME_OR_NAMES,
        does="names the resource that the method belongs to, whatever the tags say",
    ),
    Known(
        names=paging.NAMES,
        where="operation, root; Stainless's: parameter, property",
        form=paging.PAGINATION,
        does="says how the pages of the answer follow each other, so that the method walks all of them",
    ),
    Known(
        names=(naming.GO_NAME,),
        where="property, schema, parameter",
        form=NAME,
        does="names the field where the name on the wire holds no name, such as `+1`; it is not looked at otherwise",
    ),
    Known(
        names=(naming.ONLY_HONOUR_GO_NAME,),
        where=_PROPERTY,
        form=FLAG,
        does="true: x-go-name is the name of the field to the letter",
    ),
    Known(
        names=(wire.ORDER,),
        where=_PROPERTY,
        form=NUMBER,
        does="orders fields and arguments; properties without one follow in the order of the description",
    ),
    Known(
        names=wire.NULLABLE,
        where=_SCHEMA,
        form=FLAG,
        does="true: null is let in, in every version of OpenAPI",
    ),
    Known(names=wire.KIND_VALUES, where=_SCHEMA, form=NAME, does="the value of a base's discriminator that means it"),
    Known(
        names=(wire.JSON_IGNORE,),
        where=_PROPERTY,
        form=FLAG,
        does="true: the field is neither sent nor read; it keeps what it is given in Python",
    ),
    Known(
        names=wire.OMIT_EMPTY,
        where=_PROPERTY,
        form=FLAG,
        does="true: an empty value is not sent, not even of a required property; false: the key is always sent, "
        "as null or, with `x-nullable: false`, as the zero value",
    ),
    Known(
        names=(wire.OMIT_ZERO,),
        where=_PROPERTY,
        form=FLAG,
        does="the same for zero values: an empty list or mapping is sent, Go's zero time is not",
    ),
    Known(
        names=wire.IN_TEXT,
        where=_PROPERTY,
        form=FLAG,
        does='true: the number travels as a text, `"5"`, and is a number in Python',
    ),
    Known(
        names=enums.ENUM_NAMES,
        where=_ENUM,
        form=TEXTS_OR_MAPPING,
        does="names the members, by position or by value; a list of another length than the enum is not used",
    ),
    Known(
        names=enums.ENUM_DESCRIPTIONS,
        where=_ENUM,
        form=TEXTS_OR_MAPPING,
        does="describes the members, by position or by value",
    ),
    Known(
        names=(enums.FERN_ENUM, enums.MS_ENUM),
        where=_ENUM,
        form=MAPPING,
        does="names and describes the members, by value",
    ),
    Known(
        names=(enums.CASELESS,),
        where=_ENUM,
        form=FLAG,
        does="true: a value is known in any case; it is sent back as it came",
    ),
    Known(
        names=(wire.DEPRECATED_REASON,),
        where="operation, parameter, property, schema",
        form=TEXT,
        does="says in the docstring, and for a method in its DeprecationWarning, why what is `deprecated: true` is so",
    ),
    Known(
        names=wire.EXTRA_TAGS,
        where=_PROPERTY,
        form=MAPPING,
        does="kept in the field's json_schema_extra, as `struct_tags`, and not acted on",
    ),
    Known(
        names=(wire.TIME_FORMAT,),
        where=_SCHEMA,
        form=TEXT,
        does="a time in another layout than RFC 3339's is a plain text",
    ),
    Known(
        names=(wire.INT_OR_STRING,),
        where=_SCHEMA,
        form=FLAG,
        does="true: the value is an int or a str",
    ),
    Known(
        names=wire.KEEPS_UNKNOWN,
        where=_SCHEMA,
        form=FLAG,
        does="true: an object; what is not declared is kept, as it is in every model",
    ),
)

# What the tools that write the extensions above know besides, and what else is in wide use.
_WITHOUT_MEANING: Final = (
    "x-go-package x-go-gen-location x-go-custom-tag x-go-middlewares x-go-type-external "
    "x-go-server-streaming x-schemes "
    "x-ogen-validate x-ogen-custom-security x-ogen-json-streaming x-ogen-raw-response "
    "x-ogen-sse-event-shape "
    "x-kubernetes-list-type x-kubernetes-list-map-keys x-kubernetes-map-type x-kubernetes-patch-strategy "
    "x-kubernetes-patch-merge-key x-kubernetes-group-version-kind x-kubernetes-action x-kubernetes-unions "
    "x-kubernetes-validations "
    "x-speakeasy-enum-format x-speakeasy-unknown-values x-speakeasy-retries x-speakeasy-ignore "
    "x-speakeasy-include x-speakeasy-entity x-speakeasy-example x-speakeasy-usage-example x-speakeasy-errors "
    "x-fern-ignore x-fern-streaming x-fern-examples x-fern-availability x-fern-audiences "
    "x-fern-sdk-return-value x-fern-sdk-variables "
    "x-codegen-request-body-name x-codeSamples x-code-samples x-internal x-logo x-tagGroups x-displayName"
).split()

TABLE: Final = (*_MEANT, Known(names=tuple(_WITHOUT_MEANING), where="anywhere", form=ANYTHING, does=_NOTHING))
# x-python-type is written by a pass, and so no author's.
BY_NAME: Final = {name: known for known in TABLE for name in known.names} | {
    go.PYTHON_TYPE: Known(names=(go.PYTHON_TYPE,), where=_SCHEMA, form=TEXT, does=_NOTHING)
}
