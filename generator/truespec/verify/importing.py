"""The generated package imports, every module of it, and holds what was described."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Set
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from types import GenericAlias, ModuleType
from typing import Any, Final

from truespec.codes import NOT_IMPORTABLE
from truespec.diagnostic import Report
from truespec.document import Place
from truespec.file_tree import FileTree
from truespec.package import Package
from truespec.verify.generated_parts import generated_parts
from truespec.verify.parts import Made, Part
from truespec.verify.unwritten import unwritten

_HOME_OF_BASE: Final = "._runtime.model"


def imported(files: FileTree, package: Package, described: Set[Part]) -> Made:
    """Import every module of the package, and give the described parts that they lack and what went wrong.

    Run it in a process that ends afterwards: what it imports stays.
    """
    faults: list[str] = []
    modules: dict[str, ModuleType] = {}
    with unwritten(files, package.name) as names:
        for name in names:
            with _told(faults):
                modules[name] = _module(name)
        _touch_lazy_parts(modules, package.name, faults)
        _build(modules.get(f"{package.name}{_HOME_OF_BASE}"), faults)
        lacking = described - frozenset(generated_parts(modules, package))
        return Made(lacking=frozenset(lacking), faults=tuple(dict.fromkeys(faults)))


def _module(name: str) -> ModuleType:
    """Import a module; that of the base of models, which comes before them, leaves their validators unbuilt."""
    module = import_module(name)
    if name.endswith(_HOME_OF_BASE):
        module.Model.model_config["defer_build"] = True
    return module


def _build(home: ModuleType | None, faults: list[str]) -> None:
    """Build the validators of all models, at once since that takes a third less; if it fails, each to tell which."""
    # The engines have imported it; a description that is refused does without.
    from pydantic import TypeAdapter

    models = [*_made_of(home.Model)] if home else []
    together: Any = GenericAlias(tuple, (*models,))
    try:
        TypeAdapter(together)
    except Exception:  # It is raised again below.
        for model in models:
            with _told(faults):
                model.model_rebuild(force=True)


def _made_of(base: type[Any]) -> Iterator[type[Any]]:
    """Give the classes that are made of another."""
    for class_ in base.__subclasses__():
        yield class_
        yield from _made_of(class_)


def _touch_lazy_parts(modules: dict[str, ModuleType], package_name: str, faults: list[str]) -> None:
    """Load what the package loads on first use only: each type, and each resource of each client."""
    models, client = modules.get(f"{package_name}.models"), modules.get(f"{package_name}.client")
    for name in models.__all__ if models else ():
        with _told(faults):
            getattr(models, name)
    for part in _cached_parts(client) if client else ():
        with _told(faults):
            part.func(None)


def _cached_parts(client: ModuleType) -> Iterator[cached_property[object]]:
    """Give what each client makes when it is first asked for it."""
    for value in vars(client).values():
        parts = vars(value).values() if isinstance(value, type) else ()
        yield from (part for part in parts if isinstance(part, cached_property))


@contextmanager
def _told(faults: list[str]) -> Generator[None]:
    """Add what goes wrong in a block to the faults."""
    try:
        yield
    except Exception as error:  # Whatever it is, it is what the user of the package would see.
        faults.append(f"{type(error).__name__}: {error}")


def report_import_fault(made: Made, package_name: str, mapped: Iterable[str], report: Report) -> None:
    """Report the first reason why the package cannot be imported, if there is one; the others mostly follow from it.

    `mapped` are the types of the user's that it imports.
    """
    for fault in made.faults[:1]:
        missing = next((path for path in mapped if f"'{path.partition('.')[0]}" in fault), None)
        hint = (
            f"{missing} has to be installed beside truespec" if missing else "please report this with the description"
        )
        report.add(NOT_IMPORTABLE, at=Place(package_name), message=fault, hint=hint)
