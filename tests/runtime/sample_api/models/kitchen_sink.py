"""Every kind of field."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from runtime.formats import Byte, Date, DateTime, Time, Uri, Uuid
from runtime.model import FieldRules, Model
from runtime.open_enum import OpenEnum, OpenIntEnum


class Shade(OpenEnum):
    """A shade."""

    LIGHT = "light"
    DARK = "dark"


class Level(OpenIntEnum):
    """A level."""

    LOW = 1
    HIGH = 2


class Node(Model):
    """A tree."""

    name: str
    parent: Node | None = None
    children: list[Node] = []  # noqa: RUF012  # pydantic copies it; default_factory=list has no type here


class Cat(Model):
    """A cat."""

    __wire__ = FieldRules(zero=frozenset({"nickname"}))
    meow: int
    nickname: str = ""


class Dog(Model):
    """A dog."""

    bark: bool


class Sink(Model):
    """Every kind of field, all optional."""

    __wire__ = FieldRules(nullable=frozenset({"nullable_shade"}))
    at: DateTime | None = None
    day: Date | None = None
    clock: Time | None = None
    uid: Uuid | None = None
    uri: Uri | None = None
    raw: Byte | None = None
    count: int | None = None
    ratio: float | None = None
    flag: bool | None = None
    shade: Shade | None = None
    nullable_shade: Shade | None = Field(None, alias="nullableShade")
    level: Level | None = None
    shades: list[Shade] | None = None
    numbers: dict[str, int] | None = None
    ratios: list[float] | None = None
    maybe: list[int | None] | None = None
    node: Node | None = None
    nodes: dict[str, list[Node]] | None = None
    pet: Cat | Dog | None = None
    pets: list[Cat | Dog] | None = None
    mixed: int | str | None = None
    anything: Any | None = None
