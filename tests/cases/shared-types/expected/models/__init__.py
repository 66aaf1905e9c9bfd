"""The types of the API, each loaded on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .get_pet_response import GetPetResponse as GetPetResponse
    from .get_pet_response_kind import GetPetResponseKind as GetPetResponseKind
    from .get_pet_response_kind import GetPetResponseKind as ListPetsResponseItemKind
    from .get_pet_response_owner import GetPetResponseOwner as GetPetResponseOwner
    from .get_pet_response_owner import GetPetResponseOwner as ListPetsResponseItemOwner
    from .list_pets_response_item import ListPetsResponseItem as ListPetsResponseItem
    from .owner import Owner as Owner

_HOMES: dict[str, str] = {
    "Owner": ".owner",
    "GetPetResponse": ".get_pet_response",
    "GetPetResponseKind": ".get_pet_response_kind",
    "GetPetResponseOwner": ".get_pet_response_owner",
    "ListPetsResponseItem": ".list_pets_response_item",
}

# Further names of types that the description states more than once.
_SHARED: dict[str, str] = {
    "ListPetsResponseItemKind": "GetPetResponseKind",
    "ListPetsResponseItemOwner": "GetPetResponseOwner",
}

__all__: list[str] = [
    "Owner",
    "GetPetResponse",
    "GetPetResponseKind",
    "GetPetResponseOwner",
    "ListPetsResponseItem",
    "ListPetsResponseItemKind",
    "ListPetsResponseItemOwner",
]

# A type checker that saw this would take every name for one of the module's.
if not TYPE_CHECKING:
    from importlib import import_module

    def __getattr__(name: str) -> object:
        """Load a type, and those that it refers to, when it is first used."""
        known = _SHARED.get(name, name)
        if known not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOMES[known], __name__), known)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return __all__
