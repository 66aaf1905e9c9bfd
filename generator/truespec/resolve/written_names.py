"""The values of discriminators that are names of schemas, some of which had to change in the bundle.

See https://spec.openapis.org/oas/v3.2.0#discriminator-object.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from msgspec import Struct

from truespec.building import edited
from truespec.document import Mapping, Sequence, Value
from truespec.grammar import schemas_of
from truespec.pointer import Pointer, escape
from truespec.rewriting import rewrite_schemas

_HOME: Final = ("components", "schemas")
_CHOICES: Final = ("oneOf", "anyOf")


def keep_written_names(root: Mapping, written: dict[str, str]) -> Mapping:
    """Give a bundle whose discriminators go on to mean schemas by the names that their authors wrote.

    `written` has these names for the components that are called otherwise.
    """
    if not written:
        return root
    names = _Names(written, _extending(schemas_of(root), written))
    return rewrite_schemas(root, names.kept, frozenset(("discriminator",)))


class _Names(Struct, frozen=True):
    """The `written` names of components, and which of these components extend others."""

    written: dict[str, str]
    extending: dict[str, list[str]]

    def kept(self, schema: Mapping, pointer: Pointer) -> Mapping:
        """Give a schema whose discriminator maps the written names of what it may be to their components."""
        said = schema["discriminator"]
        found = [*_referred(schema, _CHOICES), *self.extending.get(_component(pointer) or "", ())]
        renamed = self._renamed(set(found))
        if not isinstance(said, Mapping) or not renamed:
            return schema
        mapping = said.get("mapping")
        told = mapping.like(mapping) if isinstance(mapping, Mapping) else Mapping(said.file, said.mark)
        for value, text in told.items():
            if isinstance(text, str) and text not in found and text in renamed:
                told[value] = _reference(renamed[text])
        for value, name in renamed.items():
            if value not in told and _reference(name) not in told.values():
                told.put(value, _reference(name), said.mark, said.mark)
        return edited(schema, discriminator=edited(said, mapping=told))

    def _renamed(self, names: AbstractSet[str]) -> dict[str, str]:
        """Give components by their written names, without those that share one."""
        written = sorted((self.written[name], name) for name in names if name in self.written)
        counts = Counter(value for value, _ in written)
        return {value: name for value, name in written if counts[value] == 1}


def _extending(schemas: Mapping, written: dict[str, str]) -> dict[str, list[str]]:
    """Give for each component those with a written name that extend it, through others perhaps."""
    found: dict[str, list[str]] = {}
    for name in written:
        waiting, seen = [name], {name}
        for one in waiting:
            further = [base for base in _referred(schemas.get(one), ("allOf",)) if base not in seen]
            seen.update(further)
            waiting.extend(further)
        for base in waiting[1:]:
            found.setdefault(base, []).append(name)
    return found


def _referred(schema: Value, keys: tuple[str, ...]) -> Iterator[str]:
    """Give the components that the members of a schema under some keys refer to."""
    for key in keys:
        members = schema.get(key) if isinstance(schema, Mapping) else None
        for member in members if isinstance(members, Sequence) else ():
            target = member.get("$ref") if isinstance(member, Mapping) else None
            name = _component(Pointer.parse(target)) if isinstance(target, str) and target.startswith("#/") else None
            if name is not None:
                yield name


def _component(pointer: Pointer) -> str | None:
    """Give the name of the component at a pointer, None at any other place."""
    return pointer.tokens[2] if len(pointer.tokens) == 3 and pointer.tokens[:2] == _HOME else None


def _reference(name: str) -> str:
    return f"#/{'/'.join(_HOME)}/{escape(name)}"
