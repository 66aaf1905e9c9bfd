"""Defaults that are more than a plain value, read anew for each object, so that no two share one."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from .codec import codec_of


class FromJSON:
    """The default of a field, as JSON: read as the type of the field, which is known when its class is finished."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._owner: type[BaseModel] = BaseModel
        self._name = ""

    def belong(self, owner: type[BaseModel], name: str) -> None:
        """Say which field it is the default of."""
        self._owner, self._name = owner, name

    def __call__(self) -> Any:
        """Read it anew."""
        annotation = self._owner.model_fields[self._name].rebuild_annotation()
        return codec_of(annotation).decode(self._text.encode()).value


def give_defaults_their_fields(owner: type[BaseModel]) -> None:
    """Tell each default of a class where it belongs."""
    for name, field in owner.__pydantic_fields__.items():
        if isinstance(field.default_factory, FromJSON):
            field.default_factory.belong(owner, name)
