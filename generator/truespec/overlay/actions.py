"""An overlay document becomes its actions, or complaints about its shape."""

from __future__ import annotations

import re

from msgspec import Struct

from truespec.codes import INVALID_OVERLAY
from truespec.diagnostic import Report, Stopped
from truespec.document import Document, Mapping, Mark, Place, Sequence, Value
from truespec.grammar import is_extension
from truespec.pointer import Pointer

VERSION = re.compile(r"1\.([01])\.[0-9]+")
ROOT_KEYS = frozenset(("overlay", "info", "extends", "actions"))
ACTION_KEYS = frozenset(("target", "description", "update", "copy", "remove"))
ROOT = Pointer()


class Action(Struct, frozen=True, kw_only=True):
    """One change: what it selects, and what it does to that; `is_first` is what version 1.0 meant by it.

    See https://spec.openapis.org/overlay/v1.1.0.html#action-object.
    """

    target: str
    place: Place
    updates: bool
    update: Value
    mark: Mark
    copy: str | None
    remove: bool
    is_first: bool


def actions_of(document: Document, report: Report) -> tuple[Action, ...]:
    """Read the actions of an overlay; raises Stopped after adding an error."""
    checks = Checks(document, report)
    _check_root(checks)
    actions = document.root.get("actions")
    if isinstance(actions, Sequence) and actions:
        for position, action in enumerate(actions):
            _check_action(checks, action, ROOT / "actions" / position)
    else:
        checks.complain("actions must be a list of at least one action", ROOT / "actions")
    if report.failed or not isinstance(actions, Sequence):
        raise Stopped
    return tuple(_action(document, item, at) for at, item in enumerate(actions) if isinstance(item, Mapping))


class Checks(Struct, frozen=True):
    """Complains about an overlay document by pointer."""

    document: Document
    report: Report

    def complain(self, message: str, at: Pointer) -> None:
        """Add an error about the value at a pointer, or its nearest ancestor."""
        self.report.add(INVALID_OVERLAY, at=self.document.place(at), message=message)

    def text(self, mapping: Mapping, key: str, at: Pointer) -> None:
        """Demand that a key is there and holds text."""
        if not isinstance(mapping.get(key), str):
            self.complain(f"{key} must be text" if key in mapping else f"the key {key} is missing", at / key)

    def known(self, mapping: Mapping, keys: frozenset[str], at: Pointer) -> None:
        """Demand that all keys are known ones or extensions."""
        for key in mapping:
            if key not in keys and not is_extension(key):
                self.complain(f"{key} is not a key of an overlay", at / key)


def _check_root(checks: Checks) -> None:
    root = checks.document.root
    checks.known(root, ROOT_KEYS, ROOT)
    checks.text(root, "overlay", ROOT)
    version, info = root.get("overlay"), root.get("info")
    if isinstance(version, str) and not VERSION.fullmatch(version):
        checks.complain(f"overlay version {version} is not supported, only 1.0.x and 1.1.x", ROOT / "overlay")
    if isinstance(info, Mapping):
        checks.text(info, "title", ROOT / "info")
        checks.text(info, "version", ROOT / "info")
    else:
        checks.complain("info must be a mapping with title and version", ROOT / "info")


def _check_action(checks: Checks, action: Value, at: Pointer) -> None:
    if not isinstance(action, Mapping):
        checks.complain("an action must be a mapping", at)
        return
    checks.known(action, ACTION_KEYS, at)
    checks.text(action, "target", at)
    if "description" in action:
        checks.text(action, "description", at)
    if "copy" in action:
        _check_copy(checks, action, at)
    if not isinstance(action.get("remove", False), bool):
        checks.complain("remove must be true or false", at / "remove")


def _check_copy(checks: Checks, action: Mapping, at: Pointer) -> None:
    checks.text(action, "copy", at)
    if _is_first(checks.document):
        checks.complain("copy needs overlay: 1.1.0", at / "copy")
    if "update" in action:
        checks.complain("an action has either update or copy", at / "copy")


def _is_first(document: Document) -> bool:
    return str(document.root.get("overlay")).startswith("1.0.")


def _action(document: Document, action: Mapping, position: int) -> Action:
    mark = action.marks.get("update", action.mark)
    copy = action.get("copy")
    return Action(
        target=str(action["target"]),
        place=document.place(ROOT / "actions" / position / "target"),
        updates="update" in action,
        update=action.get("update"),
        mark=mark.within(action.file),
        copy=copy if isinstance(copy, str) else None,
        remove=action.get("remove") is True,
        is_first=_is_first(document),
    )
