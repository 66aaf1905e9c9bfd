"""JSONPath by https://www.rfc-editor.org/rfc/rfc9535; the only importer of its library and slow to import."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from jsonpath import JSONPathEnvironment
from jsonpath.exceptions import JSONPathError
from jsonpath.function_extensions import ExpressionType, FilterFunction
from pydantic_core import SchemaError, SchemaValidator, core_schema

from truespec.document import MAX_DEPTH, Mapping
from truespec.overlay.draft import Location

TOKEN = re.compile(r"'?TOKEN_([A-Z_]+)'?")


class InvalidTarget(Exception):
    """A target is not a JSONPath expression."""


def locations(target: str, root: Mapping) -> list[Location]:
    """Give where the values stand that a target selects, each once; raises InvalidTarget."""
    try:
        found = ENVIRONMENT.compile(target).finditer(root)
        return list(dict.fromkeys(match.parts for match in found))
    except JSONPathError as error:
        raise InvalidTarget(TOKEN.sub(_word, str(error.message))) from None


def _word(token: re.Match[str]) -> str:
    """Say what the library calls `TOKEN_NAME`, say, as a user would."""
    return token[1].lower().replace("_", " ")


class PatternFunction(FilterFunction):
    """The functions `match` and `search`, in linear time, so that no pattern can hang."""

    def __init__(self, template: str) -> None:
        self.template = template

    @property
    def arg_types(self) -> list[ExpressionType]:
        """A value and a pattern."""
        return [ExpressionType.VALUE, ExpressionType.VALUE]

    @property
    def return_type(self) -> ExpressionType:
        """Whether it matches."""
        return ExpressionType.LOGICAL

    def __call__(self, value: object, pattern: object) -> bool:
        """Say whether a text matches a pattern; what is no text or no pattern never does."""
        if not isinstance(value, str) or not isinstance(pattern, str):
            return False
        return matcher(self.template.format(pattern))(value)


@cache
def matcher(pattern: str) -> Callable[[object], bool]:
    """Compile a pattern with Rust's regular expressions, which never go back over the text."""
    try:
        return SchemaValidator(core_schema.str_schema(pattern=pattern)).isinstance_python
    except SchemaError:
        return lambda _: False


class Environment(JSONPathEnvironment):
    """JSONPath by the standard, as deep as a document can be."""

    max_recursion_depth = MAX_DEPTH

    def setup_function_extensions(self) -> None:
        """Replace the two functions that take patterns."""
        super().setup_function_extensions()
        self.function_extensions["match"] = PatternFunction(r"\A(?:{})\z")
        self.function_extensions["search"] = PatternFunction("{}")


ENVIRONMENT = Environment(strict=True)
