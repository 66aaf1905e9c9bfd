"""Types for string formats. Usual text is read in compiled code, any other text keeps itself.

`DateTime` and the like are plain `datetime` and the like to a type checker. A value whose text is not what
Python would write is a subclass that remembers the text, so that nothing is lost on the way back.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from ipaddress import IPv4Address, IPv6Address
from typing import Annotated, Any, TypeAlias
from uuid import UUID

from pydantic_core import CoreSchema, PydanticCustomError, SchemaValidator
from pydantic_core import core_schema as cs

from . import wire_types
from .no_value import Never as Never
from .number_text import IntegerText as IntegerText
from .number_text import NumberText as NumberText
from .record import Record
from .wire_types import TEXTS, ZERO_DATE, ZERO_DATE_TIME, wire_text

_YEAR = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[2-9])"
_DAY = f"{_YEAR}-[0-9]{{2}}-[0-9]{{2}}"
_FRACTION = r"(?:\.(?:[0-9]{5}[1-9]|[0-9]{4}[1-9]0|[0-9]{3}[1-9]00|[0-9]{2}[1-9]|[0-9][1-9]0|[1-9]00))?"
_OFFSET = "(?:Z|[+-](?:0[1-9]|1[0-9]|2[0-3]):[0-5][0-9]|[+-]00:(?:0[1-9]|[1-5][0-9]))"
_CLOCK = f"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]{_FRACTION}{_OFFSET}"
_LOWER_UUID = "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
_URI = r"^[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20\x7f]*$"

ZERO_TEXTS = ("", ZERO_DATE_TIME, ZERO_DATE)


class Format(Record):
    """One string format: text that matches `usual` goes to `fast`, all other values to `parse`.

    `usual` must hold only texts that `wire_text` writes back as they were.
    """

    name: str
    python_type: type
    usual: str
    fast: Callable[[str], Any]
    parse: Callable[[str], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return self.schema()

    def schema(self, *, refused: tuple[str, ...] = (), optional: bool = False) -> CoreSchema:
        """The core schema of this format.

        Texts in `refused` fail although they are well formed; None passes in Python, never in JSON, if
        `optional`.
        """
        usual = cs.str_schema(pattern=f"^{self.usual}$")
        choices: list[CoreSchema | tuple[CoreSchema, str]] = [
            cs.chain_schema([usual, cs.no_info_plain_validator_function(self.fast)]),
            cs.no_info_plain_validator_function(self._reader(refused)),
        ]
        # An instance check always fails on JSON input, so it costs nothing unless the value is wrong.
        none = [cs.is_instance_schema(type(None))] if optional else []
        return cs.union_schema(
            [*choices, *none],
            mode="left_to_right",
            custom_error_type="format",
            custom_error_message=f"Input should be a {self.name}",
            serialization=cs.plain_serializer_function_ser_schema(json_text, when_used="json"),
            metadata={
                "truespec": "leaf",
                "expected": self.name,
                "format": self,
                "pydantic_js_functions": [self._json_schema],
            },
        )

    def _reader(self, refused: tuple[str, ...]) -> Callable[[Any], Any]:
        def read(value: Any) -> Any:
            if isinstance(value, self.python_type) and not self._is_too_much(value):
                return value
            if not isinstance(value, str) or value in refused:
                raise PydanticCustomError("format", "not text of this format")
            return self.parse(value)

        return read

    def _json_schema(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "format": self.name}

    def _is_too_much(self, value: Any) -> bool:
        return self.python_type is date and isinstance(value, datetime)


def json_text(value: Any) -> Any:
    """The JSON form of a field of some format: its text on the wire, anything else as it is."""
    return wire_text(value) if isinstance(value, TEXTS) else value


DATE_TIME = Format(
    name="date-time",
    python_type=datetime,
    usual=f"{_DAY}T{_CLOCK}",
    fast=datetime.fromisoformat,
    parse=wire_types.date_time,
)
DATE = Format(name="date", python_type=date, usual=_DAY, fast=date.fromisoformat, parse=wire_types.full_date)
TIME = Format(name="time", python_type=time, usual=_CLOCK, fast=time.fromisoformat, parse=wire_types.full_time)
UUID_TEXT = Format(
    name="uuid",
    python_type=UUID,
    usual=_LOWER_UUID,
    fast=SchemaValidator(cs.uuid_schema()).validate_python,
    parse=wire_types.uuid,
)
IPV4 = Format(
    name="ipv4", python_type=IPv4Address, usual=r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}", fast=IPv4Address, parse=IPv4Address
)
IPV6 = Format(name="ipv6", python_type=IPv6Address, usual="[0-9A-Fa-f:.]+", fast=wire_types.ipv6, parse=wire_types.ipv6)


class UriFormat:
    """Text with a scheme and neither spaces nor control characters; it stays a `str`."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        return cs.str_schema(pattern=_URI, metadata={"truespec": "leaf", "expected": "uri"})


DateTime: TypeAlias = Annotated[datetime, DATE_TIME]
Date: TypeAlias = Annotated[date, DATE]
Time: TypeAlias = Annotated[time, TIME]
Uuid: TypeAlias = Annotated[UUID, UUID_TEXT]
Uri: TypeAlias = Annotated[str, UriFormat]
IPv4: TypeAlias = Annotated[IPv4Address, IPV4]
IPv6: TypeAlias = Annotated[IPv6Address, IPV6]
Byte: TypeAlias = str
