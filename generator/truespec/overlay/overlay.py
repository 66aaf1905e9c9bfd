"""The actions of an overlay are applied in order: https://spec.openapis.org/overlay/v1.0.0.html."""

from __future__ import annotations

from truespec.codes import INVALID_OVERLAY, INVALID_TARGET, NO_MATCH
from truespec.diagnostic import Report, Stopped
from truespec.document import Document, Mapping, Place, Sequence
from truespec.overlay.actions import Action, actions_of
from truespec.overlay.draft import Draft, Location


def overlay(document: Document, actions: Document, report: Report) -> Document:
    """Apply an overlay to a document, which stays as it is; raises Stopped after adding an error."""
    draft = Draft(document.root, report)
    for action in actions_of(actions, report):
        _apply(action, draft, report)
    if report.failed:
        raise Stopped
    return Document(draft.root, (*document.sources, *actions.sources))


def _apply(action: Action, draft: Draft, report: Report) -> None:
    # Start-up stays fast when there is no overlay.
    from truespec.overlay.targets import InvalidTarget, locations

    try:
        found = locations(action.target, draft.root)
    except InvalidTarget as error:
        report.add(INVALID_TARGET, at=action.place, message=f"{action.target} is not a JSONPath: {error}")
        return
    if not found:
        hint = "the description may have changed since the overlay was written"
        report.add(NO_MATCH, at=action.place, message=f"{action.target} matches nothing", hint=hint)
    if action.remove:
        _remove(found, action.place, draft, report)
    elif action.updates:
        for location in found:
            _update(location, action, draft, report)


def _remove(found: list[Location], place: Place, draft: Draft, report: Report) -> None:
    """Remove the deepest first, and of a list the last first, so that the other locations stay true."""
    if () in found:
        report.add(INVALID_OVERLAY, at=place, message="the root of the description cannot be removed")
        return
    for location in sorted(found, key=_depth_and_position, reverse=True):
        draft.remove(location)


def _depth_and_position(location: Location) -> tuple[int, int]:
    return len(location), location[-1] if isinstance(location[-1], int) else 0


def _update(location: Location, action: Action, draft: Draft, report: Report) -> None:
    target = draft.own(location)
    if isinstance(target, Sequence):
        target.add(action.update, action.mark)
    elif not isinstance(target, Mapping):
        message = f"{action.target} selects a single value, which cannot be updated"
        report.add(INVALID_OVERLAY, at=action.place, message=message, hint="select the object that holds it")
    elif isinstance(action.update, Mapping):
        draft.merge(target, action.update)
    else:
        message = f"{action.target} selects an object, but the update is none"
        report.add(INVALID_OVERLAY, at=action.place, message=message)
