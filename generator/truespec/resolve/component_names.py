"""Names for what becomes a component: from where it stands, and never from the order of entries."""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from pathlib import PurePosixPath

from truespec.document import Document, Mapping
from truespec.grammar import Kind, component_key
from truespec.resolve.targets import SECTIONS, Target


def component_names(targets: list[Target], entry: Document) -> dict[Target, str]:
    """Name targets by their pointer or file; where names collide, the file and then a digest tell them apart."""
    taken: dict[tuple[Kind, str], list[Target]] = defaultdict(list)
    for target in targets:
        taken[target.kind, _short(target)].append(target)
    names: dict[Target, str] = {}
    for (kind, short), group in taken.items():
        is_free = len(group) == 1 and not _is_component(entry, kind, short)
        names.update({target: short if is_free else _long(target) for target in group})
    return names


def written_name(target: Target) -> str:
    """Give what its author calls a target: by its last telling token, or by its file."""
    return str(target.pointer.tokens[-1]) if target.pointer.tokens else PurePosixPath(target.file).stem


def _short(target: Target) -> str:
    """Name a target as its author does, and by whom its dynamic references lead to."""
    binding = sorted({str(pointer.tokens[2]) for _, (_, pointer) in target.scope if len(pointer.tokens) > 2})
    return component_key("_".join((*binding, written_name(target))))


def _long(target: Target) -> str:
    """Name a target by its file as well, with a digest that nothing else has."""
    digest = sha256(f"{target.file}{target.pointer}{_ways(target)}".encode()).hexdigest()[:6]
    return f"{_short(target)}_{component_key(PurePosixPath(target.file).stem)}_{digest}"


def _ways(target: Target) -> str:
    """Give what tells a schema apart from itself in another dynamic scope."""
    return "".join(f" {name}={file}{pointer}" for name, (file, pointer) in target.scope)


def _is_component(entry: Document, kind: Kind, name: str) -> bool:
    """Say whether the entry document has a component of that name already."""
    components = entry.root.get("components")
    section = components.get(SECTIONS[kind]) if isinstance(components, Mapping) else None
    return isinstance(section, Mapping) and name in section
