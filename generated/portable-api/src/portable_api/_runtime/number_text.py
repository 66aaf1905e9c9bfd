"""Numbers that travel as texts: numbers in Python, which remember the text that they came as."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from pydantic_core import CoreSchema
from pydantic_core import core_schema as cs

from .record import Record


class WireInt(int):
    """An integer whose form on the wire is a text."""

    wire: str


class WireFloat(float):
    """A number whose form on the wire is a text."""

    wire: str


def number_text(value: int | float) -> str:
    """The text of a number on the wire: as it came, else as JSON writes the number."""
    wire: str | None = getattr(value, "wire", None)
    if wire is not None:
        return wire
    return repr(value)


class InText(Record, kw_only=False):
    """A number in a text that matches `pattern`; in Python the number itself is taken."""

    name: str
    python_type: type[WireInt] | type[WireFloat]
    pattern: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        text = cs.chain_schema(
            [cs.str_schema(pattern=self.pattern), cs.no_info_plain_validator_function(self._of_text)]
        )
        number = cs.int_schema() if self.python_type is WireInt else cs.float_schema(allow_inf_nan=False)
        given = cs.union_schema(
            [cs.is_instance_schema(self.python_type), cs.no_info_after_validator_function(self._of_number, number)],
            mode="left_to_right",
        )
        schema = cs.json_or_python_schema(text, given, metadata=self._metadata())
        return cs.no_info_after_validator_function(_same, schema, metadata=self._metadata())

    def _metadata(self) -> dict[str, Any]:
        return {"truespec": "leaf", "expected": self.name, "pydantic_js_functions": [self._json_schema]}

    def _of_text(self, text: str) -> WireInt | WireFloat:
        value = self.python_type(text)
        value.wire = text
        return value

    def _of_number(self, number: int | float) -> WireInt | WireFloat:
        return self._of_text(repr(number))

    def _json_schema(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "pattern": self.pattern}


def _same(value: Any) -> Any:
    return value


IntegerText: TypeAlias = Annotated[int, InText("integer in a text", WireInt, r"^[+-]?[0-9]{1,4000}$")]
NumberText: TypeAlias = Annotated[
    float, InText("number in a text", WireFloat, r"^[+-]?[0-9]{1,400}(\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?$")
]
