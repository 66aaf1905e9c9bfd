"""Types of the API."""

from typing import ClassVar, Literal

from nullable_case._runtime.model import FieldRules, Model

from .maybe import Maybe
from .pet_either import PetEither
from .pet_either import PetEither as PetInline
from .pet_kind import PetKind
from .pet_kind import PetKind as PetChoice


class Pet(Model):
    """Pet"""

    __wire__: ClassVar[FieldRules] = FieldRules(
        nullable=frozenset({"choice", "either", "inline", "kind", "maybe", "one"})
    )

    kind: PetKind | None
    maybe: Maybe | None
    inline: PetInline | None = None
    either: PetEither | str | None = None
    one: Literal["only"] | None = None
    mixed: Literal["a"] | Literal[1] | float | Literal[True] | None = None
    fixed: Literal[5] | None = None
    choice: PetChoice | None = None
