"""What a rule about one object finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, TypeAlias

from truespec.diagnostic import Code
from truespec.document import Mapping
from truespec.rules.tables import Version

# See https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2.
TOKEN: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")


class Fault(NamedTuple):
    """What is wrong with an object: at one of its keys, or at the object when there is no such key.

    The key may be one `within` a mapping that the object holds.
    """

    code: Code
    message: str
    key: str = ""
    hint: str = ""
    within: str = ""


Rule: TypeAlias = Callable[[Mapping, Version], Iterator[Fault]]
