"""Hold a description, as it was written, against the rules of its version."""

from __future__ import annotations

from typing import Final

from truespec.diagnostic import Report
from truespec.document import Document, Mapping, Place, Value
from truespec.grammar import Kind
from truespec.rules.relations import Relations
from truespec.rules.tables import Version
from truespec.rules.walking import Walk
from truespec.versions import versions_of

_SWAGGER: Final[Version] = (2, 0)
_VERSIONS: Final[tuple[Version, ...]] = (_SWAGGER, (3, 0), (3, 1), (3, 2))
# That in whose words Swagger 2.0 is converted.
_CONVERTED: Final[Version] = (3, 0)
# What a reference leads to by itself.
_PARTS: Final = {
    Kind.PARAMETER: "Parameter",
    Kind.PATH_ITEM: "PathItem",
    Kind.RESPONSE: "Response",
    Kind.SCHEMA: "Schema",
    Kind.SECURITY_SCHEME: "SecurityScheme",
}


def check_part(value: Value, kind: Kind, root: Value, report: Report) -> None:
    """Report whatever Swagger 2.0 does not allow in an object of another file, given the root of that file."""
    if isinstance(root, Mapping) and "swagger" in root and isinstance(value, Mapping) and kind in _PARTS:
        Walk.through(_SWAGGER, report).object(value, _PARTS[kind], value.place)


def check_rules_of_others(document: Document, files: frozenset[str], report: Report) -> None:
    """Report whatever the specification does not allow in these files, of which `document` is a bundle."""
    _check(document, files, report)


def check_rules(document: Document, report: Report) -> None:
    """Report whatever the specification does not allow in the sources of a description."""
    _check(document, frozenset(source.name for source in document.sources), report)


def _known(text: str) -> Version | None:
    return next((known for known in _VERSIONS if text.startswith("{}.{}".format(*known))), None)


def _check(document: Document, files: frozenset[str], report: Report) -> None:
    """Hold what stands in each of these files against the rules of its version, or else of that of the whole."""
    versions = versions_of(document)
    own = _known(versions.own)

    def version_at(place: Place) -> Version | None:
        return _known(versions.at(place.file, place.line)) or own

    said = {version for file in files for _, version in versions.said[file] or ((1, ""),)}
    for version in sorted(filter(None, {_known(text) or own for text in said})):
        found = Report()
        try:
            _hold(document, version, found)
        finally:
            # A description that nests too deep ends the walk, and not what was found on it.
            told = (one for one in found if one.place.file in files and version_at(one.place) == version)
            for one in told:
                report.add(one.code, at=one.place, message=one.message, hint=one.hint)


def _hold(document: Document, version: Version, found: Report) -> None:
    # The objects of a file of Swagger that was converted were checked as they were written.
    is_converted = version == _SWAGGER and "swagger" not in document.root
    version = _CONVERTED if is_converted else version
    walk = Walk.through(version, Report() if is_converted else found)
    walk.object(document.root, "OpenAPI", document.root.place)
    Relations(document, version, found).check(walk.met)
