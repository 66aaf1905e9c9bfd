"""Types of the API."""

from portable_api._runtime.open_enum import OpenEnum


class PropertyDefinitionType(OpenEnum):
    """The type of the property"""

    STRING = "STRING"
    PASSWORD = "PASSWORD"
    TEXT = "TEXT"
    NUMBER = "NUMBER"
    BOOLEAN = "BOOLEAN"
    DATE = "DATE"
    DATETIME = "DATETIME"
    TIME = "TIME"
