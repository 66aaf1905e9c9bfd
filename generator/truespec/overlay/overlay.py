"""The actions of an overlay are applied in order: https://spec.openapis.org/overlay/v1.1.0.html."""

from __future__ import annotations

from msgspec.structs import replace

from truespec.codes import INVALID_OVERLAY, INVALID_TARGET, NO_MATCH
from truespec.diagnostic import Report, Stopped
from truespec.document import Document, Mapping, Place, Sequence
from truespec.overlay.actions import Action, actions_of
from truespec.overlay.draft import Draft, Location, deep_copy


def overlay(document: Document, actions: Document, report: Report) -> Document:
    """Apply an overlay to a document, which stays as it is; raises Stopped after adding an error."""
    draft = Draft(document.root, report)
    for action in actions_of(actions, report):
        _apply(action, draft, report)
    if report.failed:
        raise Stopped
    return Document(draft.root, (*document.sources, *(replace(source, is_overlay=True) for source in actions.sources)))


def _apply(action: Action, draft: Draft, report: Report) -> None:
    found = _found(action.target, action, draft, report)
    if found and action.remove:
        _remove(found, action.place, draft, report)
    elif found and action.copy is not None:
        _copy(found, action.copy, action, draft)
    elif found and action.updates:
        _update_all(found, action, draft)


def _found(path: str, action: Action, draft: Draft, report: Report) -> list[Location]:
    """Give what a JSONPath selects, nothing after a complaint."""
    # Start-up stays fast when there is no overlay.
    from truespec.overlay.targets import InvalidTarget, locations

    try:
        found = locations(path, draft.root)
    except InvalidTarget as error:
        report.add(INVALID_TARGET, at=action.place, message=f"{path} is not a JSONPath: {error}")
        return []
    if not found:
        hint = "the description may have changed since the overlay was written"
        report.add(NO_MATCH, at=action.place, message=f"{path} matches nothing", hint=hint)
    return found


def _copy(found: list[Location], path: str, action: Action, draft: Draft) -> None:
    """Update with what another path selects, which is one value as it is now."""
    origins = _found(path, action, draft, draft.report)
    if len(origins) > 1:
        message = f"{path} selects {len(origins)} values, and only one can be copied"
        draft.report.add(INVALID_OVERLAY, at=action.place, message=message)
    elif origins:
        value = deep_copy(draft.own(origins[0]))
        _update_all(found, replace(action, update=value, mark=draft.mark(origins[0])), draft)


def _remove(found: list[Location], place: Place, draft: Draft, report: Report) -> None:
    """Remove the deepest first, and of a list the last first, so that the other locations stay true."""
    if () in found:
        report.add(INVALID_OVERLAY, at=place, message="the root of the description cannot be removed")
        return
    for location in sorted(found, key=_depth_and_position, reverse=True):
        draft.remove(location)


def _depth_and_position(location: Location) -> tuple[int, int]:
    return len(location), location[-1] if isinstance(location[-1], int) else 0


def _update_all(found: list[Location], action: Action, draft: Draft) -> None:
    """Update what was selected; a later version than the first demands that it is all of one kind."""
    targets = [draft.own(location) for location in found]
    kinds = {type(target) if isinstance(target, Mapping | Sequence) else None for target in targets}
    if len(kinds) > 1 and not action.is_first:
        _complain(action, "selects values of several kinds", "write one action for each kind", draft)
        return
    for location, target in zip(found, targets, strict=True):
        own = replace(action, update=deep_copy(action.update)) if len(found) > 1 else action
        _update(location, target, own, draft)


def _update(location: Location, target: object, action: Action, draft: Draft) -> None:
    match target, action.update:
        case Sequence(), Sequence() as values if not action.is_first:
            draft.append(target, values)
        case Sequence(), _:
            target.add(action.update, action.mark)
        case Mapping(), Mapping() as update:
            draft.merge(target, update)
        case Mapping(), _:
            _complain(action, "selects an object, but the update is none", "", draft)
        case _ if action.is_first:
            hint = "select the object that holds it, or write overlay: 1.1.0"
            _complain(action, "selects a single value, which cannot be updated", hint, draft)
        case _, Mapping() | Sequence():
            _complain(action, "selects a single value, but the update is none", "", draft)
        case _:
            draft.replace(location, action.update, action.mark)


def _complain(action: Action, what: str, hint: str, draft: Draft) -> None:
    draft.report.add(INVALID_OVERLAY, at=action.place, message=f"{action.target} {what}", hint=hint)
