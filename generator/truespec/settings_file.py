"""`truespec.toml` becomes settings, or complaints about it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias, TypeGuard, cast

from truespec.codes import INVALID_SETTINGS
from truespec.diagnostic import Report, Stopped
from truespec.document import Place
from truespec.page_settings import read_rules
from truespec.paging import PagingRules
from truespec.settings import Allowed, Settings
from truespec.settings_faults import faults
from truespec.sources import is_address, real

Table: TypeAlias = dict[str, Any]

KEYS = ("source", "output", "package", "overlays", "root", "allow", "types", "pagination")
_API = ("api", "NAME")
LISTED = {"overlays": "paths", "codes": "codes", "remote_refs": "hosts"}
TOML_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)")
HEADER = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")


def read_settings(path: Path, report: Report) -> tuple[Settings, ...]:
    """Read every `[api.NAME]` of a settings file; raises Stopped after adding an error."""
    reader = SettingsReader(path, report)
    settings = tuple(reader.settings())
    if report.failed:
        raise Stopped
    return settings


def is_table(value: object) -> TypeGuard[Table]:
    """Say whether a value of the file is a table."""
    return isinstance(value, dict)


def is_texts(value: object) -> TypeGuard[list[str]]:
    """Say whether a value of the file is a list of texts."""
    return isinstance(value, list) and all(isinstance(item, str) for item in cast("list[object]", value))


class SettingsReader:
    """Reads one settings file and finds the line of each complaint in its text."""

    def __init__(self, path: Path, report: Report) -> None:
        self.path = path
        self.report = report
        self.text = ""

    def settings(self) -> Iterator[Settings]:
        """Give the settings of each API."""
        root = self._root()
        self._check_keys(root, (), ("api",))
        apis = root.get("api")
        if not is_table(apis) or not apis:
            if not self.report.failed:
                self._complain("there is no table [api.NAME]", ("api",))
            return
        outputs: dict[Path, str] = {}
        for name, table in apis.items():
            if is_table(table):
                settings = self._api(name, table)
                self._check_output(name, settings, outputs)
                yield settings
            else:
                self._complain(f"api.{name} must be a table", ("api", name))

    def _root(self) -> Table:
        try:
            self.text = self.path.read_text("utf-8-sig")
            return tomllib.loads(self.text)
        except OSError as error:
            self._complain(f"{self.path} cannot be read: {error.strerror or error}", ())
        except UnicodeDecodeError:
            self._complain("the file is not UTF-8 text", ())
        except tomllib.TOMLDecodeError as error:
            self._complain_of_syntax(str(error))
        raise Stopped

    def _complain_of_syntax(self, problem: str) -> None:
        found = TOML_PLACE.fullmatch(problem)
        line = int(found[2]) if found and found[2] else len(self.text.splitlines())
        column = int(found[3]) if found and found[3] else 1
        message = f"this is not TOML: {found[1] if found else problem}"
        self.report.add(INVALID_SETTINGS, at=Place(self.path.name, line, column), message=message)

    def _api(self, name: str, table: Table) -> Settings:
        keys = ("api", name)
        self._check_keys(table, keys, KEYS)
        if "source" not in table:
            self._complain(f"api.{name} needs a source", keys)
        settings = Settings(
            sources=self._sources(table, keys),
            output=self._path(table, keys, "output"),
            package_name=self._text(table, keys, "package"),
            overlays=tuple(self.path.parent / item for item in self._texts(table, keys, "overlays")),
            root=self._path(table, keys, "root"),
            allow=self._allowed(table, keys),
            type_map=self._types(table, keys),
            pagination=self._pagination(table, (*keys, "pagination")),
        )
        for key, message in faults(settings):
            self._complain(message, (*keys, *key.split(".")))
        return settings

    def _sources(self, table: Table, keys: tuple[str, ...]) -> tuple[str, ...]:
        value = table.get("source", [])
        listed = [value] if isinstance(value, str) and value else value
        if not is_texts(listed) or not all(listed) or (not listed and "source" in table):
            self._complain("source must be text, or a list of texts", (*keys, "source"))
            return ()
        return tuple(item if is_address(item) else str(self.path.parent / item) for item in listed)

    def _check_output(self, name: str, settings: Settings, outputs: dict[Path, str]) -> None:
        if settings.output is not None:
            other = outputs.setdefault(real(settings.output), name)
            if other != name:
                self._complain(f"api.{other} has the same output", ("api", name, "output"))

    def _path(self, table: Table, keys: tuple[str, ...], key: str) -> Path | None:
        text = self._text(table, keys, key)
        return None if text is None else self.path.parent / text

    def _text(self, table: Table, keys: tuple[str, ...], key: str) -> str | None:
        value = table.get(key)
        if value is None or (isinstance(value, str) and value):
            return value
        self._complain(f"{key} must be text", (*keys, key))
        return None

    def _texts(self, table: Table, keys: tuple[str, ...], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if is_texts(value):
            return tuple(value)
        self._complain(f"{key} must be a list of {LISTED[key]}", (*keys, key))
        return ()

    def _allowed(self, table: Table, keys: tuple[str, ...]) -> Allowed:
        value = table.get("allow", {})
        if not is_table(value):
            self._complain("allow must be a table of codes and remote_refs", (*keys, "allow"))
            return Allowed()
        self._check_keys(value, (*keys, "allow"), ("codes", "remote_refs"))
        codes, hosts = (self._texts(value, (*keys, "allow"), key) for key in ("codes", "remote_refs"))
        return Allowed(codes, hosts)

    def _pagination(self, table: Table, keys: tuple[str, ...]) -> PagingRules:
        def complain(operation: str, message: str) -> None:
            self._complain(message, (*keys, operation) if operation else keys)

        return read_rules(table.get("pagination", {}), lambda operation: self._place((*keys, operation)), complain)

    def _types(self, table: Table, keys: tuple[str, ...]) -> MappingProxyType[str, str]:
        value = table.get("types", {})
        if not is_table(value) or not is_texts(list(value.values())):
            self._complain("types must be a table of Go types and Python types", (*keys, "types"))
            return MappingProxyType({})
        for name, path in value.items():
            if not all(part.isidentifier() for part in path.split(".")) or "." not in path:
                self._complain(
                    f"{path} is no Python type with its module, as in decimal.Decimal", (*keys, "types", name)
                )
        return MappingProxyType({name: str(path) for name, path in value.items()})

    def _check_keys(self, table: Table, keys: tuple[str, ...], known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                closest = get_close_matches(key, known, n=1)
                hint = f"did you mean {closest[0]}?" if closest else f"known are {', '.join(known)}"
                self._complain(f"{key} is not a setting", (*keys, key), hint)

    def _complain(self, message: str, keys: tuple[str, ...], hint: str = "") -> None:
        self.report.add(INVALID_SETTINGS, at=self._place(keys), message=message, hint=hint)

    def _place(self, keys: tuple[str, ...]) -> Place:
        """Find a key by its line, or else its table; a guess, because tomllib keeps no positions."""
        table: tuple[str, ...] = ()
        best = Place(self.path.name)
        for number, line in enumerate(self.text.splitlines(), 1):
            header = HEADER.match(line)
            if header:
                table = tuple(part.strip(" \t\"'") for part in header[1].split("."))
                best = Place(self.path.name, number) if table == keys[: len(table)] else best
            elif table == keys[:-1] and re.match(rf"\s*[\"']?{re.escape(keys[-1])}[\"']?\s*=", line):
                return Place(self.path.name, number, len(line) - len(line.lstrip()) + 1)
        # A table may stand on the line of its name too.
        return max(best, self._place(keys[:-1]), key=lambda place: place.line) if len(keys) > len(_API) + 1 else best
