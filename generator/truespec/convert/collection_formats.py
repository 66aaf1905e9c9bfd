"""How Swagger 2.0 writes a list of values: collectionFormat, in the words of OpenAPI's styles.

See https://swagger.io/specification/v2/#parameter-object.
"""

from __future__ import annotations

from typing import Final

from truespec.building import built
from truespec.document import Mapping, Value

# Tabs have no style in OpenAPI, and delimiters other than a comma have none in paths and headers; a client has them.
_STYLES: Final[dict[str, dict[str, Value]]] = {
    "csv": {"explode": False},
    "ssv": {"style": "spaceDelimited", "explode": False},
    "tsv": {"style": "tabDelimited", "explode": False},
    "pipes": {"style": "pipeDelimited", "explode": False},
    "multi": {"style": "form", "explode": True},
}


def list_style(holder: Mapping) -> dict[str, Value]:
    """Give the style of a parameter, nothing when it is no list; commas separate what is not told."""
    if holder.get("type") != "array":
        return {}
    return _STYLES.get(str(holder.get("collectionFormat")), _STYLES["csv"])


def field_encodings(fields: list[Mapping]) -> dict[str, Value]:
    """Give the encoding objects of form fields; a file is no value that is written in a style."""
    return {
        str(field.get("name")): built(field, {**style})
        for field in fields
        if (style := list_style(field)) and not holds_files(field)
    }


def holds_files(field: Mapping) -> bool:
    """Say whether a form field is a file, or a list of them."""
    items = field.get("items")
    return field.get("type") == "file" or (isinstance(items, Mapping) and items.get("type") == "file")
