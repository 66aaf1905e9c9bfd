"""How the pages of an operation follow each other, in the words of the description."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeAlias

from msgspec import Struct

from truespec.document import Place

Path: TypeAlias = tuple[str, ...]


class Kind(StrEnum):
    """What asks for the next page: a cursor, the id of the last item, a number, or an address that the answer tells.

    OFF says that an operation has no pages, whatever it looks like.
    """

    CURSOR = "cursor"
    ITEM = "item"
    PAGE = "page"
    OFFSET = "offset"
    URL = "url"
    LINK = "link"
    OFF = "off"


class PagingRule(Struct, frozen=True, kw_only=True):
    """What somebody says of the pages of one operation; paths are of wire names in the answer.

    `parameter` is in the query or the body. `next` is where the cursor or the address is, of an item for its id.
    `items` None is for the list that the answer is or has. `more` is a flag, `last` the number of pages.
    """

    kind: Kind
    place: Place
    parameter: str = ""
    next: Path = ()
    items: Path | None = None
    more: Path = ()
    last: Path = ()
    start: int | None = None


# What a rule of each kind has to say, and what it may say besides.
FIELDS: Final = MappingProxyType(
    {
        Kind.CURSOR: (("parameter", "next"), ("items", "more")),
        Kind.ITEM: (("parameter",), ("next", "items", "more")),
        Kind.PAGE: (("parameter",), ("start", "items", "more", "last")),
        Kind.OFFSET: (("parameter",), ("start", "items", "more")),
        Kind.URL: (("next",), ("items", "more")),
        Kind.LINK: ((), ("items", "more")),
    }
)

# By operation.
PagingRules: TypeAlias = Mapping[str, PagingRule]
NO_RULES: Final[PagingRules] = MappingProxyType({})
